// Work is done: the case goes on with what came out of it.
#include "app/policies/policies.h"

namespace drivetrain::app::policies {

void complete_activity(coordination::WorkCompleted const& event, Reaction& reaction) {
  if (event.case_id.empty()) return;
  reaction.follow("complete-activity", processes::CompleteActivity{event.case_id, event.activity, event.result, event.person});
}

}  // namespace drivetrain::app::policies
