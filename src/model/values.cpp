// The value table (see values.h).
#include "model/values.h"

namespace drivetrain::model {

namespace {

/// Weight of an objective as a percentage of the whole: its share among its siblings times its parent's.
double effective_weight(strategy::Model const& strategy, std::string const& id, int depth = 0) {
  auto found = strategy.objectives.find(id);
  if (found == strategy.objectives.end() || depth > 32) return 0;   // a cycle is DT-S106; it must not hang us
  auto own = found->second.weight.value.to_double();
  if (found->second.parent.empty()) return own;
  return own / 100 * effective_weight(strategy, found->second.parent.text(), depth + 1);
}

}  // namespace

strategy::ValueTable compute_values(strategy::Model const& strategy, processes::Model const& processes) {
  strategy::ValueTable table;
  for (auto const& [id, objective] : strategy.objectives) table.weights[id] = effective_weight(strategy, id);
  for (auto const& [id, process] : processes.processes) {
    auto& value = table.processes[id];
    for (auto const& contribution : process.contributes) {
      value.contributes.push_back({contribution.objective.text(), contribution.strength.value});
      auto weight = table.weights.find(contribution.objective.text());
      if (weight != table.weights.end()) value.value += weight->second / 100 * contribution.strength.value / 9.0;
    }
  }
  for (auto const& [id, service] : processes.services)
    for (auto const& tier : service.tiers) table.tiers[tier.id.value] = tier.factor.to_double();
  return table;
}

}  // namespace drivetrain::model
