// What the handlers of this folder check alike, with the words of the refusal.
#pragma once

#include <string_view>

#include "base/result.h"
#include "processes/context.h"

namespace drivetrain::processes {

/// An open case and the program that it runs on to its end.
struct Running {
  Case const* c = nullptr;
  Program const* program = nullptr;
};
/// DT-X901 when there is no such open case, or its model revision is gone.
Result<Running> find_running(Context const& context, std::string_view case_id);
/// DT-X901 when the case has no such activity now.
Result<ActivityNumber> find_activity(Case const& c, std::string_view activity);
/// The variables as a context (empty for null), declared dates read from their ISO 8601 text, because JSON has no dates.
/// DT-X902 when they are no context, or a declared variable is not of its declared kind.
Result<feel::Value> typed_variables(Program const& program, feel::Value const& variables);

}  // namespace drivetrain::processes
