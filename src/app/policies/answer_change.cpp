// The holder of a right answered a proposed change. Only the questions that the proposal itself raised count, and only the first
// declared outcome says yes.
#include "app/policies/policies.h"
#include "decisions/subjects.h"

namespace drivetrain::app::policies {

void answer_change(decisions::DecisionTaken const& event, Reaction& reaction) {
  if (event.kind != decisions::kind_change) return;
  auto found = reaction.company.adaptation.changes.find(event.subject);
  if (found == reaction.company.adaptation.changes.end() || !found->second.question(event.live)) return;
  auto const* declared = reaction.company.find(event.revision, event.decision);
  if (declared && decisions::says_yes(*declared, event.outcome))
    reaction.follow("answer-change", adaptation::ApproveChange{event.subject, event.live});
  else
    reaction.follow("answer-change", adaptation::RefuseChange{event.subject, event.live});
}

}  // namespace drivetrain::app::policies
