// DT-M305: a KPI that no rhythm reviews. Prevents operational drift: a figure without a table to lie on.
#include <set>

#include "model/checks/checks.h"

namespace drivetrain::model {

void check_reviewed_kpis(CheckInput const& input, Diagnostics& diagnostics) {
  std::set<std::string> reviewed;
  for (auto const& [id, rhythm] : input.model.coordination.rhythms)
    for (auto const& looked_at : rhythm.inputs)
      if (!looked_at.kpi.empty()) reviewed.insert(looked_at.kpi.text());
  for (auto const& [id, kpi] : input.model.performance.kpis) {
    if (reviewed.contains(id)) continue;
    Diagnostic d;
    d.code = "DT-M305";
    d.span = kpi.header.id_span;
    d.message = "KPI " + id + " is reviewed in no rhythm";
    d.why = "a figure that is on no agenda changes nothing, however red it gets";
    d.help = "add  {kpi: " + id + "}  to the inputs of the rhythm whose people can move it, or drop the KPI";
    d.subject = id;
    diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::model
