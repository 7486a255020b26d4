// A right let work overtake its queue: only then does it, and the queue says by whose decision. The first declared outcome of
// a decision about work is the one that lets it.
#include "app/policies/policies.h"

namespace drivetrain::app::policies {

void expedite_work(decisions::DecisionTaken const& event, Reaction& reaction) {
  if (event.kind != "work") return;
  auto const* declared = reaction.company.find(event.revision, event.decision);
  if (!declared || declared->outcomes.empty() || declared->outcomes.front().value != event.outcome) return;
  reaction.follow("expedite-work", coordination::ExpediteWork{event.subject, event.live, event.reason});
}

}  // namespace drivetrain::app::policies
