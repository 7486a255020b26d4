// How much variables take where they are written down, and what of them is repeated in a message.
#pragma once

#include <string>

#include "feel/value.h"

namespace drivetrain::processes {

/// About as many bytes as the journal needs for it; what stands at several places counts at each. Stops counting above `most`.
std::size_t size_of(feel::Value const& value, std::size_t most);
std::size_t size_of(feel::Context const& variables, std::size_t most);
/// "17 MB", "900 KB".
std::string size_text(std::size_t bytes);
/// As text, not more of it than a message needs.
std::string quoted(feel::Value const& value);

}  // namespace drivetrain::processes
