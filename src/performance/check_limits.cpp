// DT-K504: target, warn and alarm must follow the direction. Prevents inconsistent performance: a board that is red when
// work goes well.
#include "performance/check.h"

namespace drivetrain::performance {

namespace {
void require_order(Kpi const& kpi, char const* better_name, std::optional<Decimal> const& better, char const* worse_name,
                   std::optional<Decimal> const& worse, Diagnostics& diagnostics) {
  if (!better || !worse) return;
  bool fine = kpi.direction == Direction::up ? *worse <= *better : *better <= *worse;
  if (fine) return;
  Diagnostic d;
  d.code = "DT-K504";
  d.span = kpi.header.id_span;
  d.message = "KPI " + kpi.header.id + ": " + better_name + " " + better->to_string() + " and " + worse_name + " " +
              worse->to_string() + " contradict direction " + (kpi.direction == Direction::up ? "up" : "down");
  d.why = "the board would be red while work goes well, and green while it does not";
  d.help = kpi.direction == Direction::up ? "with direction up: alarm <= warn <= target" : "with direction down: target <= warn <= alarm";
  d.subject = kpi.header.id;
  diagnostics.add(std::move(d));
}
}  // namespace

void check_limits(Model const& model, Diagnostics& diagnostics) {
  for (auto const& [id, kpi] : model.kpis) {
    require_order(kpi, "target", kpi.target, "warn", kpi.warn, diagnostics);
    require_order(kpi, "warn", kpi.warn, "alarm", kpi.alarm, diagnostics);
    if (!kpi.warn) require_order(kpi, "target", kpi.target, "alarm", kpi.alarm, diagnostics);
  }
}

}  // namespace drivetrain::performance
