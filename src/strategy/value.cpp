// Weights multiplied down the tree of objectives (see value.h).
#include "strategy/value.h"

#include <set>

namespace drivetrain::strategy {

namespace {

double weight_down_to(Model const& model, std::string const& id) {
  double product = 100;
  std::set<std::string> seen;
  auto at = model.objectives.find(id);
  while (at != model.objectives.end() && seen.insert(at->first).second) {
    product *= at->second.weight.value.to_double() / 100;
    if (at->second.parent.empty()) break;
    at = model.objectives.find(at->second.parent.text());
  }
  return product;
}

}  // namespace

std::map<std::string, double> effective_weights(Model const& model) {
  std::map<std::string, double> weights;
  for (auto const& [id, objective] : model.objectives) weights[id] = weight_down_to(model, id);
  return weights;
}

double process_value(std::map<std::string, double> const& weights, std::span<Contribution const> contributions) {
  double value = 0;
  for (auto const& contribution : contributions) {
    auto weight = weights.find(contribution.objective);
    if (weight != weights.end()) value += weight->second / 100 * contribution.strength / 9;
  }
  return value;
}

}  // namespace drivetrain::strategy
