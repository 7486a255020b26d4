// The holder of the right answered a proposed change. Only the question that the proposal itself raised counts, and only its first
// declared outcome approves.
#include "app/policies/policies.h"
#include "decisions/subjects.h"

namespace drivetrain::app::policies {

void answer_change(decisions::DecisionTaken const& event, Reaction& reaction) {
  if (event.kind != decisions::kind_change) return;
  auto found = reaction.company.adaptation.changes.find(event.subject);
  if (found == reaction.company.adaptation.changes.end() || found->second.live != event.live) return;
  auto const* declared = reaction.company.find(event.revision, event.decision);
  if (declared && decisions::says_yes(*declared, event.outcome))
    reaction.follow("answer-change", adaptation::ApproveChange{event.subject, event.live});
  else
    reaction.follow("answer-change", adaptation::RefuseChange{event.subject, event.live});
}

}  // namespace drivetrain::app::policies
