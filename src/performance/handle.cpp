// Measuring on the hour (see handle.h).
#include "performance/handle.h"

#include "performance/views.h"

namespace drivetrain::performance {

Status handle(MeasureKpis const& command, Context& context) {
  if (!command.kpi.empty() && !context.model.kpis.contains(command.kpi))
    return Error{"DT-X901", "there is no KPI " + command.kpi + " in the model in force", "the Performance page lists them"};
  for (auto const& [id, kpi] : context.model.kpis) {
    if (!command.kpi.empty() && id != command.kpi) continue;
    auto reading = read_kpi(kpi, context.program, context.state, context.transition.now());
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
