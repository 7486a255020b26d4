// Beginning a control chart anew (see handle.h).
#include <algorithm>

#include "organisation/hands.h"
#include "performance/handle.h"

namespace drivetrain::performance {

namespace {

Result<Kpi const*> charted_kpi(std::string const& id, char const* deed, Context const& context) {
  auto const kpi = context.model.kpis.find(id);
  if (kpi == context.model.kpis.end()) return Error{"DT-X901", "there is no KPI " + id + " in the model in force", "the Performance page lists them"};
  if (!kpi->second.chart || !kpi->second.chart->period)
    return Error{"DT-X902", kpi->second.header.title + " has no control chart", "declare one: chart: {kind: individuals, period: P7D}"};
  organisation::Hand const hand(context.form, context.people, context.transition.actor(), context.transition.now());
  DT_CHECK(hand.check({kpi->second.header.owner}, "the chart of " + kpi->second.header.title + deed, "the KPI " + id + " has no owner"));
  return &kpi->second;
}

bool begins_anew(std::string const& kpi, Instant from, State const& state) {
  auto const charted = state.charts.find(kpi);
  return charted != state.charts.end() &&
         std::any_of(charted->second.phases.begin(), charted->second.phases.end(), [&](Rebased const& one) { return one.from == from; });
}

}  // namespace

Status handle(RebaseKpi const& command, Context& context) {
  DT_TRY(auto const* kpi, charted_kpi(command.kpi, " begins anew", context));
  if (command.reason.empty())
    return Error{"DT-X902", "the reason is missing", "say what has changed in the work: limits that follow the figure without a cause hide what they should tell"};
  if (context.transition.now() < command.from)
    return Error{"DT-X902", "a chart cannot begin anew at " + format_instant(command.from) + ", which is to come", "name the period in which the work became another"};
  if (begins_anew(command.kpi, command.from, context.state))
    return Error{"DT-X903", "the chart of " + kpi->header.title + " begins anew at " + format_instant(command.from) + " already", ""};
  context.transition.emit(KpiRebased{command.kpi, command.from, command.reason});
  return {};
}

Status handle(UndoRebase const& command, Context& context) {
  DT_TRY(auto const* kpi, charted_kpi(command.kpi, " goes on as before", context));
  if (!begins_anew(command.kpi, command.from, context.state))
    return Error{"DT-X901", "the chart of " + kpi->header.title + " does not begin anew at " + format_instant(command.from), "GET /api/v1/kpis/" + command.kpi + "/chart lists its phases"};
  context.transition.emit(KpiRebaseUndone{command.kpi, command.from});
  return {};
}

}  // namespace drivetrain::performance
