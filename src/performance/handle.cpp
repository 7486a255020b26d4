// Measuring on the hour (see handle.h).
#include "performance/handle.h"

#include "performance/control.h"
#include "performance/views.h"

namespace drivetrain::performance {

namespace {

/// A signal of the control chart, once: when the period has ended at which it shows, however late the clock is heard again.
void tell_chart(Kpi const& kpi, Context& context) {
  if (!kpi.chart || !kpi.chart->period) return;
  auto const charted = context.state.charts.find(kpi.header.id);
  auto const until = period_begin(*kpi.chart->period, context.transition.now(), context.zone);
  if (charted != context.state.charts.end() && charted->second.told && *charted->second.told >= until) return;
  auto const control = control_of(kpi, context.program, context.state, context.transition.now(), context.zone);
  if (!control || control->periods.empty() || control->periods.back().until != until) return;
  auto const rule = news_of(*control, kpi.chart->rules);
  if (rule.empty()) return;
  auto const& drawn = control->chart.points.back();
  auto const value = drawn.value ? Decimal::from_double(*drawn.value) : std::nullopt;
  auto const rounded = value ? value->rounded(kpi.decimals, Decimal::Rounding::half_even) : std::nullopt;
  context.transition.emit(KpiSignalled{kpi.header.id, rounded, std::nullopt,
                                       kpi.header.title + " gives a signal" + (rounded ? " at " + rounded->to_string() + (kpi.unit.empty() ? "" : " " + kpi.unit) : "") + ": " + rule,
                                       rule, until});
}

}  // namespace

Status handle(MeasureKpis const& command, Context& context) {
  if (!command.kpi.empty() && !context.model.kpis.contains(command.kpi))
    return Error{"DT-X901", "there is no KPI " + command.kpi + " in the model in force", "the Performance page lists them"};
  for (auto const& [id, kpi] : context.model.kpis) {
    if (!command.kpi.empty() && id != command.kpi) continue;
    auto reading = read_kpi(kpi, context.program, context.state, context.transition.now());
    tell_chart(kpi, context);
    auto history = context.state.history.find(id);
    auto const* last = history == context.state.history.end() || history->second.empty() ? nullptr : &history->second.back();
    if (last && last->value == reading.value && last->status == reading.status) continue;
    bool newly_alarmed = reading.status == KpiStatus::alarm && (!last || last->status != KpiStatus::alarm);
    context.transition.emit(KpiMeasured{id, reading.value, reading.status, reading.evidence});
    if (newly_alarmed)
      context.transition.emit(
          KpiSignalled{id, reading.value, kpi.alarm, kpi.header.title + " is " + describe(kpi, reading)});
  }
  return {};
}

}  // namespace drivetrain::performance
