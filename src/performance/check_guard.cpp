// DT-K507 (warning): an efficiency figure without a guard. Prevents conflicting priorities: it is won at the cost of quality or of the
// customer, and the board is green.
#include <algorithm>

#include "performance/check.h"

namespace drivetrain::performance {

void check_guard(Model const& model, Diagnostics& diagnostics) {
  for (auto const& [id, kpi] : model.kpis) {
    if (kpi.aspect != Aspect::efficiency) continue;
    bool guarded = std::any_of(kpi.guard.begin(), kpi.guard.end(), [&](Ref<Kpi> const& ref) {
      auto guard = model.kpis.find(ref.text());
      return guard != model.kpis.end() && (guard->second.aspect == Aspect::quality || guard->second.aspect == Aspect::customer);
    });
    if (guarded) continue;
    Diagnostic d;
    d.code = "DT-K507";
    d.severity = Severity::warning;
    d.span = kpi.header.id_span;
    d.message = "efficiency KPI " + id + " has no quality or customer guard";
    d.why = "an efficiency figure alone is easily won: by skipping checks, or by letting customers wait";
    d.help = "guard: [<a KPI of aspect quality or customer>], which must not get worse while this one gets better";
    d.subject = id;
    diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::performance
