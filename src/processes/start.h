// Starting a case: what both a StartCase command and a message to a message start event do.
#pragma once

#include "processes/commands.h"
#include "processes/context.h"

namespace drivetrain::processes {

/// When a service promises this tier, or a process by itself, until when. Nothing when nothing is promised.
/// DT-X901 when there is no such service or tier.
Result<std::optional<Instant>> promised_until(StartCase const& command, Context const& context);

/// DT-X903 when a case of this process with this business key runs already, naming it: messages could not tell the two apart.
Status refuse_second(std::string const& process, std::string const& business_key, Context const& context);

/// Emits CaseStarted, runs the case from `start`, replies its id. All checks are done, the variables are a context (precondition).
void start_case(StartCase const& command, Program const& program, NodeIndex start, std::optional<Instant> promised, Context& context);

}  // namespace drivetrain::processes
