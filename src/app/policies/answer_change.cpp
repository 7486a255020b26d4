// The holder of the right answered a proposed change. The first declared outcome approves.
#include "app/policies/policies.h"

namespace drivetrain::app::policies {

void answer_change(decisions::DecisionTaken const& event, Reaction& reaction) {
  if (event.kind != "change") return;
  auto const* declared = reaction.company.find(event.revision, event.decision);
  bool approved = declared && !declared->outcomes.empty() && declared->outcomes.front().value == event.outcome;
  if (approved) reaction.follow("answer-change", adaptation::ApproveChange{event.subject, event.live});
  else reaction.follow("answer-change", adaptation::RefuseChange{event.subject, event.live});
}

}  // namespace drivetrain::app::policies
