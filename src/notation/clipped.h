// Quoting what somebody wrote, however long it is.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace drivetrain::notation {

/// At most `bytes` of it and an ellipsis, never half a character.
std::string clipped(std::string_view utf8, std::size_t bytes = 60);

}  // namespace drivetrain::notation
