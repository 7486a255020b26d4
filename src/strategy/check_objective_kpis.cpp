// DT-S102: an objective has a KPI, its own or one of each objective below it. Prevents strategic drift.
#include <set>

#include "strategy/check.h"

namespace drivetrain::strategy {

void check_objective_kpis(Model const& model, Diagnostics& diagnostics) {
  std::set<std::string> parents;
  for (auto const& [id, objective] : model.objectives)
    if (!objective.parent.empty()) parents.insert(objective.parent.text());
  for (auto const& [id, objective] : model.objectives) {
    // An objective that is divided is shown by the KPIs of its parts.
    if (!objective.kpis.empty() || parents.contains(id)) continue;
    Diagnostic d;
    d.code = "DT-S102";
    d.span = objective.header.id_span;
    d.message = "objective " + id + " has no KPI; nothing can show it is met";
    d.why = "what is not measured is argued about, and strategy drifts unseen";
    d.help = "add  kpis: [<kpi>]  with a figure that moves when the objective is met";
    d.subject = id;
    diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::strategy
