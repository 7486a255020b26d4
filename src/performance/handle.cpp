// Measuring on the hour (see handle.h).
#include "performance/handle.h"

#include "performance/control.h"
#include "performance/promises.h"
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

/// An alert is told once, when it begins to burn, and again after it was calm. Without data neither.
void tell_promise(Slo const& slo, Context& context) {
  if (!context.model.kpis.contains(slo.indicator.text())) return;
  auto const reading = read_slo(slo, context.model, context.program, context.state, context.form, context.transition.now());
  auto const found = context.state.burning.find(slo.header.id);
  auto told = found == context.state.burning.end() ? std::set<std::int64_t>{} : found->second;
  for (std::size_t i = 0; i < slo.alerts.size(); ++i) {
    auto const& alert = slo.alerts[i];
    auto const& burn = reading.burns[i];
    bool const known = told.erase(alert.window.us) > 0;
    if (burn.too_fast && !known)
      context.transition.emit(SloBurning{slo.header.id, alert.window, *burn.rate, reading.used,
                                         slo.header.title + " uses its error budget up " + burn.rate->to_string() + " times as fast as it may, over " + describe_duration(alert.window) +
                                             (reading.used ? "; " + reading.used->to_string() + " % of it are used" : "")});
    else if (known && burn.rate && !burn.too_fast)
      context.transition.emit(SloCalmed{slo.header.id, alert.window});
  }
  for (auto const gone : told) context.transition.emit(SloCalmed{slo.header.id, Duration{gone}});
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
  for (auto const& [id, slo] : context.model.slos)
    if (command.kpi.empty() || slo.indicator.text() == command.kpi) tell_promise(slo, context);
  return {};
}

}  // namespace drivetrain::performance
