// Cancelling a case of any size without holding up everybody else: it is marked, and then cancelled a part at a time by a timer that is
// due shortly. What is small is done in one go.
#pragma once

#include <cstddef>
#include <string>

#include "journal/transition.h"
#include "processes/context.h"

namespace drivetrain::processes {

/// Activities cancelled by one command; the next one is set after pause_for_others: what is due at once would go before others again and again.
inline constexpr std::size_t cancelled_at_once = 250;
/// What interrupts more than this does not cancel it in the same command.
inline constexpr std::size_t cancelled_in_one_go = 1'000;
using journal::pause_for_others;

/// The case is open and not being cancelled already (precondition).
void cancel_in_parts(std::string const& case_id, std::string const& reason, Context& context);

}  // namespace drivetrain::processes
