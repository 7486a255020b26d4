// DT-K502: a KPI with an alarm triggers an issue or a decision. Prevents operational drift: a red figure nobody owns.
#include "performance/check.h"

namespace drivetrain::performance {

void check_reaction(Model const& model, Diagnostics& diagnostics) {
  for (auto const& [id, kpi] : model.kpis) {
    if (!kpi.alarm) continue;
    bool reacts = kpi.reaction && (!kpi.reaction->issue.empty() || !kpi.reaction->decision.empty());
    if (reacts) continue;
    Diagnostic d;
    d.code = "DT-K502";
    d.span = kpi.header.id_span;
    d.message = "KPI " + id + " alarms at " + kpi.alarm->to_string() + " but triggers no issue or decision";
    d.why = "an alarm that nobody must answer becomes decoration, and operations drift in plain sight";
    d.help = "add  reaction: {issue: <issue type>}  or  reaction: {decision: <decision>},  or drop the alarm";
    d.subject = id;
    diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::performance
