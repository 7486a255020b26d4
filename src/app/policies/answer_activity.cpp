// A decision that a process waited for was taken: the case goes on with the outcome.
#include "app/policies/policies.h"

namespace drivetrain::app::policies {

void answer_activity(decisions::DecisionTaken const& event, Reaction& reaction) {
  if (event.kind != "activity") return;
  auto slash = event.subject.rfind('/');
  if (slash == std::string::npos) return;
  feel::Context variables;
  variables.set("outcome", feel::Value(event.outcome));
  reaction.follow("answer-activity", processes::CompleteActivity{event.subject.substr(0, slash), event.subject.substr(slash + 1),
                                                                 feel::Value(std::move(variables))});
}

}  // namespace drivetrain::app::policies
