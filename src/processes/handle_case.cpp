// A person steps in: cancels a case, or resolves an incident. Whoever answers for the case may: the owner of its process or service,
// and at a stuck task those who perform it.
#include "base/text.h"
#include "processes/cancel.h"
#include "processes/engine.h"
#include "processes/handle.h"
#include "processes/handle_refusals.h"

namespace drivetrain::processes {

Status handle(CancelCase const& command, Context& context) {
  context.transition.about(command.case_id);
  DT_TRY(auto running, find_running(context, command.case_id));
  DT_CHECK(answers_for(*running.c, "", command.case_id + " is cancelled", context));
  if (trim(command.reason).empty())
    return Error{"DT-X905", command.case_id + " is cancelled without a reason", "say why: whoever reads the case later will ask"};
  if (context.state.cancelling(*running.c)) return not_halted(*running.c, context);
  if (running.c->parent != 0)
    return Error{"DT-X903", command.case_id + " was called by " + case_id(running.c->parent) + ", which would wait for it for ever", "cancel " + case_id(running.c->parent) + ", or move its token on by hand"};
  cancel_in_parts(command.case_id, command.reason, context);
  return {};
}

Status handle(ResolveIncident const& command, Context& context) {
  context.transition.about(command.case_id);
  DT_TRY(auto running, find_running(context, command.case_id));
  DT_CHECK(not_halted(*running.c, context));
  DT_TRY(auto number, find_activity(*running.c, command.activity));
  auto const& stuck = *running.c->find(number);
  auto node = running.program->find(stuck.element.text());
  DT_CHECK(answers_for(*running.c, node == no_index ? "" : role_at(*running.program, node),
                       command.activity + " of " + command.case_id + " is set going again", context));
  if (!stuck.incident)
    return Error{"DT-X903", command.activity + " of " + command.case_id + " has no incident", "look at where the case waits"};
  DT_TRY(auto variables, typed_variables(*running.program, command.variables, running.c));
  DT_CHECK(not_decided_here(*running.program, variables));
  Engine(context, command.case_id, *running.program).retry(number, variables);
  return {};
}

}  // namespace drivetrain::processes
