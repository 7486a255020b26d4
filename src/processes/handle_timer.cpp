// The clock reached a timer. When another event came first, the journal has dropped the timer with the activity.
#include "processes/engine.h"
#include "processes/handle.h"
#include "processes/handle_refusals.h"

namespace drivetrain::processes {

Status handle(FireTimer const& command, Context& context) {
  context.transition.about(command.case_id);
  DT_TRY(auto running, find_running(context, command.case_id));
  if (running.c->is_abandoned(activity_number(command.activity))) return {};
  DT_TRY(auto number, find_activity(*running.c, command.activity));
  auto const& activity = *running.c->find(number);
  if (!activity.due)
    return Error{"DT-X903", command.activity + " of " + command.case_id + " does not wait for the clock", "look at where the case waits"};
  // Of a case that stands still: it fires when the case is resumed, or never.
  if (context.state.suspended(*running.c) || context.state.cancelling(*running.c)) return {};
  if (context.transition.now() < *activity.due)
    return Error{"DT-X903",
                 "'" + activity.title.text() + "' of " + command.case_id + " is due at " + format_instant(*activity.due) + ", not yet",
                 "timers fire by themselves"};
  Engine(context, command.case_id, *running.program).complete(number, {});
  return {};
}

}  // namespace drivetrain::processes
