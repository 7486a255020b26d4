// Impact (see impact.h).
#include "app/views/impact.h"

#include <algorithm>

#include "app/proposal.h"
#include "app/views/names.h"
#include "base/text.h"
#include "coordination/queue.h"

namespace drivetrain::app::views {

namespace {

std::string title_of_item(coordination::QueueEntry const& entry) {
  auto const& opened = entry.item->opened;
  return opened.business_key.empty() ? opened.title : opened.title + " (" + opened.business_key + ")";
}

QueueImpact queue_impact(Company const& company, OperatingModel const& changed, std::string const& role, Instant now) {
  auto order = [&](strategy::ValueTable const& values) { return coordination::queue_of(role, company.coordination, company.model().coordination, values, now); };
  auto before = order(company.model().values), after = order(changed.values);
  QueueImpact impact{role, before.size(), 0, "", ""};
  if (!before.empty()) impact.first_before = title_of_item(before.front());
  if (!after.empty()) impact.first_after = title_of_item(after.front());
  for (std::size_t i = 0; i < before.size() && i < after.size(); ++i) impact.moved += before[i].item != after[i].item;
  return impact;
}

std::size_t count_rerouted(Company const& company, OperatingModel const& changed, Instant now) {
  std::size_t rerouted = 0;
  decisions::People people{changed.organisation, company.organisation};
  for (auto const& [id, live] : company.decisions.live) {
    auto const* today = company.find(live.revision, live.decision);
    auto then = changed.decisions.decisions.find(live.decision);
    if (!today || then == changed.decisions.decisions.end()) continue;
    rerouted += decisions::route_live(*today, live, company.people(), now).person != decisions::route_live(then->second, live, people, now).person;
  }
  return rerouted;
}

}  // namespace

Impact impact_of(Company const& company, OperatingModel const& changed, Instant now) {
  Impact impact;
  impact.running_cases = company.processes.open_cases().size();
  for (auto const& [role, ready] : company.coordination.ready) {
    auto queue = queue_impact(company, changed, role, now);
    if (queue.moved == 0) continue;
    auto sentence = counted(queue.moved, "item") + " of " + std::to_string(queue.ready) + " would change places in the queue of " + title_of(company, "role", role);
    if (queue.first_before != queue.first_after) sentence += ": " + queue.first_after + " would come first, instead of " + queue.first_before;
    impact.sentences.push_back(sentence + ".");
    impact.queues.push_back(std::move(queue));
  }
  impact.rerouted = count_rerouted(company, changed, now);
  if (impact.queues.empty()) impact.sentences.push_back("No queue would change its order.");
  if (impact.rerouted > 0) impact.sentences.push_back(counted(impact.rerouted, "open decision") + " would go to somebody else.");
  if (impact.running_cases > 0)
    impact.sentences.push_back(counted(impact.running_cases, "running case") + (impact.running_cases == 1 ? " keeps the version that it began with." : " keep the version that they began with."));
  return impact;
}

bool Approvals::asks(std::string const& person) const {
  return !person.empty() && std::any_of(asked.begin(), asked.end(), [&](Approval const& one) { return one.route.person == person; });
}

Approvals approvals_of(Company const& company, model::Diff const& diff, Instant now) {
  auto governing = model::governing_decision(company.model(), diff);
  Approvals approvals{{}, governing.why};
  auto all = facts_of(diff);
  for (auto const& right : governing.decisions) {
    auto const& declared = company.model().decisions.decisions.at(right);
    feel::Context facts;
    for (auto const& fact : declared.facts)
      if (auto const* value = all.find(fact.name.value)) facts.set(fact.name.value, *value);
    approvals.asked.push_back({right, decisions::who_decides(declared, feel::Value(std::move(facts)), company.people(), now).route});
  }
  return approvals;
}

}  // namespace drivetrain::app::views
