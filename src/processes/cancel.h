// Cancelling a case of any size without holding up everybody else: it is marked, and then cancelled a part at a time by a timer that is
// due at once. What is small is done in one go.
#pragma once

#include <cstddef>
#include <string>

#include "processes/context.h"

namespace drivetrain::processes {

/// Activities cancelled by one command.
inline constexpr std::size_t cancelled_at_once = 500;

/// The case is open and not being cancelled already (precondition).
void cancel_in_parts(std::string const& case_id, std::string const& reason, Context& context);

}  // namespace drivetrain::processes
