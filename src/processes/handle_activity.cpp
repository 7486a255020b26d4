// An activity is done. Nobody completes a user task past its queue or a business-rule task past its decision right: both come
// back by policy, from the work item and from the decision taken.
#include "processes/engine.h"
#include "processes/handle.h"
#include "processes/handle_refusals.h"

namespace drivetrain::processes {

Status handle(CompleteActivity const& command, Context& context) {
  context.transition.about(command.case_id);
  DT_TRY(auto running, find_running(context, command.case_id));
  DT_CHECK(not_halted(*running.c, context));
  DT_TRY(auto number, find_activity(*running.c, command.activity));
  auto const& activity = *running.c->find(number);
  auto const& title = activity.title.text();
  if (activity.incident)
    return Error{"DT-X903", command.activity + " of " + command.case_id + " is stuck: " + activity.incident->message,
                 "resolve the incident; " + activity.incident->help};
  bool user_task = activity.kind.text() == to_string(ElementKind::user_task);
  bool decision = activity.kind.text() == to_string(ElementKind::business_rule_task);
  if (!user_task && !decision)
    return Error{"DT-X903", "'" + title + "' is a " + activity.kind.text() + ": nobody completes it by hand",
                 "send its message, wait for its time, or cancel the case"};
  if (context.transition.actor().kind != journal::ActorKind::policy)
    return decision ? Error{"DT-X904", "'" + title + "' is decided by the holder of the right " + activity.decision.text(),
                            "the holder takes that decision on the Decisions page"}
                    : Error{"DT-X904", "'" + title + "' is work in the queue of " + activity.role.text(),
                            "start and complete the work item there"};
  auto const& variables = command.variables;
  if (!variables.is_null() && variables.kind() != feel::Kind::context)
    return Error{"DT-X902", "variables are given as a " + std::string(to_string(variables.kind())), "give them by name"};
  DT_CHECK(check_size(variables));  // not what the case has already: the work is done, and must not wait here for ever
  Engine(context, command.case_id, *running.program).complete(number, variables, command.by);
  return {};
}

}  // namespace drivetrain::processes
