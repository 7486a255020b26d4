// DT-C603 (warning): a critical asset for whose failure nothing is prepared. Prevents brittle processes.
#include <algorithm>
#include <set>

#include "model/checks/checks.h"

namespace drivetrain::model {

void check_critical_assets(CheckInput const& input, Diagnostics& diagnostics) {
  auto const& resources = input.model.resources;
  std::set<std::string> prepared;
  for (auto const& [id, plan] : resources.maintenance_plans)
    for (auto const& asset : plan.assets) prepared.insert(asset.text());
  for (auto const& [id, contingency] : input.model.adaptation.contingencies)
    for (auto const& asset : contingency.assets) prepared.insert(asset.text());
  for (auto const& [id, risk] : input.model.adaptation.risks)
    if (!risk.contingency.empty())
      for (auto const& asset : risk.assets) prepared.insert(asset.text());
  for (auto const& [id, asset] : resources.assets) {
    if (asset.criticality != resources::Criticality::high || prepared.contains(id) || !asset.alternatives.empty()) continue;
    auto centre = resources.work_centres.find(asset.work_centre.text());
    if (centre != resources.work_centres.end() && !centre->second.alternatives.empty()) continue;
    Diagnostic d;
    d.code = "DT-C603";
    d.severity = Severity::warning;
    d.span = asset.header.id_span;
    d.message = "critical asset " + id + " has no maintenance plan, alternative or contingency";
    d.why = "the day on which it fails is the day on which somebody begins to think";
    d.help = "plan its maintenance (MaintenancePlan), name what can stand in (alternatives), or what is done then (Contingency with assets: [" + id + "])";
    d.subject = id;
    diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::model
