// A right let work overtake its queue: only then does it, and the queue says by whose decision. Only a right that permits overtaking,
// and only its first declared outcome.
#include <algorithm>

#include "app/policies/policies.h"
#include "decisions/subjects.h"

namespace drivetrain::app::policies {

void expedite_work(decisions::DecisionTaken const& event, Reaction& reaction) {
  if (event.kind != decisions::kind_work || !reaction.company.coordination.items.contains(event.subject)) return;
  auto const* declared = reaction.company.find(event.revision, event.decision);
  if (!declared || !decisions::says_yes(*declared, event.outcome)) return;
  auto const& permits = declared->permits;
  if (std::none_of(permits.begin(), permits.end(), [](auto const& word) { return word.value == "overtake"; })) return;
  reaction.follow("expedite-work", coordination::ExpediteWork{event.subject, event.live, event.reason});
}

}  // namespace drivetrain::app::policies
