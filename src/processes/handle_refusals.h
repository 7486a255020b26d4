// What the handlers of this folder check alike, with the words of the refusal.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "organisation/hands.h"
#include "processes/context.h"

namespace drivetrain::processes {

/// An open case and the program that it runs on to its end.
struct Running {
  Case const* c = nullptr;
  Program const* program = nullptr;
};
/// DT-X901 when there is no such open case, or its model revision is gone.
Result<Running> find_running(Context const& context, std::string_view case_id);
/// DT-X903 while the case, or one that called it, is suspended or is being cancelled: says by whom and since when.
Status not_halted(Case const& c, State const& state);
inline Status not_halted(Case const& c, Context const& context) { return not_halted(c, context.state); }
/// Owners of the processes in force, and of their cases, that fit; for who may do what concerns several.
std::vector<std::string> owners_where(Context const& context, std::function<bool(Program const&)> const& fits);
/// DT-X901 when the case has no such activity now.
Result<ActivityNumber> find_activity(Case const& c, std::string_view activity);
/// The roles that answer for a case: the owner of its process, and of the service that it delivers.
std::vector<std::string> owners_of(Case const& c, ProgramSource const& programs, Model const& model);
/// Who acts at this element: the performers of a task, whoever gives a message by hand; empty for others.
std::string const& role_at(Program const& program, NodeIndex node);
organisation::Hand hand_of(Context const& context);
/// DT-X904 when a person asks who is neither an owner nor in `role` (may be empty), naming those who may. Others than people (the
/// customer's own channel, a policy) pass.
Status answers_for(Case const& c, std::string const& role, std::string const& what, Context const& context);
/// DT-X904 when one of the variables is what a decision of the process yields: that is set by taking the decision.
Status not_decided_here(Program const& program, feel::Value const& variables);

/// The variables as a context (empty for null), declared dates read from their ISO 8601 text, because JSON has no dates.
/// DT-X902 when they are no context, or a declared variable is not of its declared kind; and when there is too much of them, with what `into`
/// has already.
Result<feel::Value> typed_variables(Program const& program, feel::Value const& variables, Case const* into = nullptr);
/// The same for variables of which nobody knows yet to which process they go.
Status check_size(feel::Value const& variables, Case const* into = nullptr);

}  // namespace drivetrain::processes
