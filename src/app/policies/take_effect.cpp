// A version came into force: queues reorder with their reasons, open decisions ask again whose they are, changes made from the
// version before are outdated, rhythms are planned, and measuring begins if it had not.
#include "app/policies/policies.h"
#include "coordination/reorder.h"
#include "performance/commands.h"

namespace drivetrain::app::policies {

void take_effect(adaptation::ModelDeployed const& event, Reaction& reaction) {
  auto const& company = reaction.company;
  auto now = reaction.record.at;
  reaction.follow("take-effect", coordination::PlanRhythms{});
  reaction.follow("take-effect", processes::PlanStarts{});
  if (event.previous.empty()) {
    reaction.follow("take-effect", performance::MeasureKpis{});
    reaction.follow("take-effect", adaptation::MeasureGauges{});
    return;
  }
  auto outdated = [&](std::string const& id) {
    auto change = company.adaptation.changes.find(id);
    return change != company.adaptation.changes.end() && change->second.state == adaptation::ChangeState::proposed && change->second.proposal.base != event.revision;
  };
  for (auto const& [id, change] : company.adaptation.changes)
    if (outdated(id)) reaction.follow("take-effect", adaptation::OutdateChange{id, event.revision});
  if (auto change = company.adaptation.changes.find(event.change); change != company.adaptation.changes.end() && !change->second.proposal.idea.empty())
    reaction.follow("take-effect", coordination::StandardiseIdea{change->second.proposal.idea, event.change, event.revision});
  for (auto const& [id, live] : company.decisions.live)
    if (live.kind != "change" || !outdated(live.subject)) reaction.follow("take-effect", decisions::RerouteDecision{id, "version " + event.revision.substr(0, 8) + " came into force"});
  auto previous = company.library().find(event.previous);
  if (!previous) return;
  auto changes = coordination::compare_queues(company.coordination, company.model().coordination, previous->values, company.model().values, now);
  if (changes.moved > 0 || !changes.reasons.empty())
    reaction.follow("take-effect", coordination::ReorderQueues{event.revision, changes.reasons, changes.moved});
}

}  // namespace drivetrain::app::policies
