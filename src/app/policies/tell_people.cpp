// A version came into force: each person who decides otherwise than before is told by name, with the running decisions that it gives to
// them or takes from them.
#include <algorithm>

#include "app/policies/policies.h"
#include "app/rights_changed.h"
#include "decisions/subjects.h"

namespace drivetrain::app::policies {

namespace {

struct MovedDecisions {
  std::vector<std::string> to, from;
};

/// By person; as RerouteDecision will find them, which follows from the same event.
std::map<std::string, MovedDecisions> moved_by(adaptation::ModelDeployed const& event, Reaction const& reaction) {
  auto const& company = reaction.company;
  std::map<std::string, MovedDecisions> moved;
  for (auto const& [id, live] : company.decisions.live) {
    // What asks about a change of an older version is withdrawn, not routed.
    if (auto change = company.adaptation.changes.find(live.subject);
        live.kind == decisions::kind_change && change != company.adaptation.changes.end() && change->second.proposal.base != event.revision) continue;
    auto const* declared = decisions::declared_anew(live, company.model().decisions);
    if (!declared) declared = company.find(live.revision, live.decision);
    if (!declared) continue;
    auto route = decisions::route_live(*declared, live, company.people(), reaction.record.at);
    if (route.person == live.person) continue;
    if (!live.person.empty()) moved[live.person].from.push_back(id);
    if (!route.person.empty()) moved[route.person].to.push_back(id);
  }
  return moved;
}

}  // namespace

void tell_people(adaptation::ModelDeployed const& event, Reaction& reaction) {
  auto const& company = reaction.company;
  auto previous = event.previous.empty() ? nullptr : company.library().find(event.previous);
  if (!previous) return;
  auto changed = rights_changed(*previous, company.model(), company.today(reaction.record.at));
  if (changed.empty()) return;
  auto moved = moved_by(event, reaction);
  auto until = reaction.record.at + days_to_know(company.model());
  for (auto& [person, lines] : changed)
    reaction.follow("tell-people", adaptation::SendRightsNotice{person, event.revision, event.previous, event.change, std::move(lines), moved[person].to, moved[person].from, until});
}

}  // namespace drivetrain::app::policies
