// A person who answers for a case changes its variables, or lets it stand still for a while.
#include "base/text.h"
#include "processes/engine.h"
#include "processes/handle.h"
#include "processes/handle_refusals.h"

namespace drivetrain::processes {

namespace {
std::string who(Context const& context) {
  auto const& actor = context.transition.actor();
  return actor.kind == journal::ActorKind::person ? actor.id : std::string();
}
}  // namespace

Status handle(SetVariables const& command, Context& context) {
  context.transition.about(command.case_id);
  DT_TRY(auto running, find_running(context, command.case_id));
  DT_CHECK(answers_for(*running.c, "", "variables of " + command.case_id + " are set", context));
  DT_CHECK(not_halted(*running.c, context));
  ActivityNumber activity = 0;
  if (!command.activity.empty()) {
    DT_ASSIGN(activity, find_activity(*running.c, command.activity));
  }
  DT_TRY(auto variables, typed_variables(*running.program, command.variables, running.c));
  DT_CHECK(not_decided_here(*running.program, variables));
  if (variables.context().empty()) return Error{"DT-X902", "no variable is given", "give them by name, for example {\"amount\": 1200}"};
  Engine(context, command.case_id, *running.program).change_variables(variables.context(), activity);
  return {};
}

Status handle(SuspendCase const& command, Context& context) {
  context.transition.about(command.case_id);
  DT_TRY(auto running, find_running(context, command.case_id));
  DT_CHECK(answers_for(*running.c, "", command.case_id + " is suspended", context));
  DT_CHECK(not_halted(*running.c, context));
  if (trim(command.reason).empty())
    return Error{"DT-X905", command.case_id + " is suspended without a reason", "say why: whoever waits for it will ask"};
  context.transition.emit(CaseSuspended{command.case_id, running.c->process.text(), command.reason, who(context)});
  return {};
}

Status handle(ResumeCase const& command, Context& context) {
  context.transition.about(command.case_id);
  DT_TRY(auto running, find_running(context, command.case_id));
  DT_CHECK(answers_for(*running.c, "", command.case_id + " is resumed", context));
  if (context.state.cancelling(*running.c)) return not_halted(*running.c, context);
  if (!running.c->suspended) {
    if (context.state.suspended(*running.c))
      return Error{"DT-X903", command.case_id + " stands still with " + case_id(running.c->parent) + ", which called it", "resume that one"};
    return Error{"DT-X903", command.case_id + " is not suspended", "look at where the case waits"};
  }
  context.transition.emit(CaseResumed{command.case_id, running.c->process.text(), who(context)});
  if (context.state.suspended(*running.c)) return {};  // with the case that called it
  Engine(context, command.case_id, *running.program).resume();
  return {};
}

}  // namespace drivetrain::processes
