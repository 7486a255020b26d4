// DT-G704: a contingency has a trigger that can be watched, somebody who may call it, and was practised. Of the days of its drill those
// count that have come on the day of the check; one that is still to come is planned, not held. A drill that is due within 30 days, and
// for which no day is planned until then, is a note. Prevents slow adaptation: a plan that is found in the drawer afterwards.
#include <algorithm>

#include "adaptation/check.h"
#include "base/text.h"

namespace drivetrain::adaptation {

namespace {

constexpr Duration usual_period = days(365);

/// A KPI needs a limit; an event or an issue says by itself that it has happened.
bool is_watchable(std::optional<Trigger> const& trigger) {
  if (!trigger) return false;
  if (!trigger->kpi.empty()) return !trigger->when.empty();
  return !trigger->event.empty() || !trigger->issue.empty();
}

/// The drills around a day: the newest that had come by then, and the first that had not.
struct DrillsAround {
  std::optional<Date> held, planned;
};

DrillsAround drills_around(Date day, Drill const& drill) {
  auto days = drill.days;
  if (drill.last) days.push_back(*drill.last);
  DrillsAround around;
  for (auto const& one : days) {
    auto& nearest = one <= day ? around.held : around.planned;
    if (!nearest) nearest = one;
    nearest = one <= day ? std::max(*nearest, one) : std::min(*nearest, one);
  }
  return around;
}

}  // namespace

void check_contingencies(CheckContext const& context) {
  for (auto const& [id, contingency] : context.model.contingencies) {
    auto period = contingency.drill && contingency.drill->every ? *contingency.drill->every : usual_period;
    auto drills = contingency.drill ? drills_around(context.at, *contingency.drill) : DrillsAround();
    auto due = drills.held ? std::optional(date_from_days(days_from_epoch(*drills.held) + period.us / days(1).us)) : std::nullopt;
    std::vector<std::string> lacking;
    if (!is_watchable(contingency.trigger)) lacking.push_back("watchable trigger");
    if (contingency.decision.empty()) lacking.push_back("decision right");
    if (!due || *due < context.at) lacking.push_back("drill in " + describe_duration(period));
    bool planned = due && drills.planned && *drills.planned <= *due;
    bool soon = lacking.empty() && !planned && days_from_epoch(*due) - days_from_epoch(context.at) < 30;
    if (lacking.empty() && !soon) continue;
    Diagnostic d;
    d.code = "DT-G704";
    d.severity = soon ? Severity::note : Severity::error;
    d.span = contingency.header.id_span;
    d.message = soon ? "the next drill of contingency " + id + " is due on " + format_date(*due) : "contingency " + id + " has no " + join(lacking, ", ");
    d.why = "a plan that nothing calls, nobody may call, or nobody has practised is found in the drawer afterwards";
    d.help = soon ? "hold it, and write its day under drill.last; or plan its days under drill.days"
                  : "trigger: {kpi: <kpi>, when: <FEEL over value>}, decision: <decision>, drill: {every: P365D, last: <day>}";
    d.subject = id;
    context.diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::adaptation
