// DT-G704: a contingency has a trigger that can be watched, somebody who may call it, and was practised. A drill that is due within 30
// days is a note. Prevents slow adaptation: a plan that is found in the drawer afterwards.
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

}  // namespace

void check_contingencies(CheckContext const& context) {
  for (auto const& [id, contingency] : context.model.contingencies) {
    auto period = contingency.drill && contingency.drill->every ? *contingency.drill->every : usual_period;
    auto due = contingency.drill && contingency.drill->last
                   ? std::optional(date_from_days(days_from_epoch(*contingency.drill->last) + period.us / days(1).us))
                   : std::nullopt;
    std::vector<std::string> lacking;
    if (!is_watchable(contingency.trigger)) lacking.push_back("watchable trigger");
    if (contingency.decision.empty()) lacking.push_back("decision right");
    if (!due || *due < context.at) lacking.push_back("drill in " + describe_duration(period));
    bool soon = lacking.empty() && days_from_epoch(*due) - days_from_epoch(context.at) < 30;
    if (lacking.empty() && !soon) continue;
    Diagnostic d;
    d.code = "DT-G704";
    d.severity = soon ? Severity::note : Severity::error;
    d.span = contingency.header.id_span;
    d.message = soon ? "the next drill of contingency " + id + " is due on " + format_date(*due) : "contingency " + id + " has no " + join(lacking, ", ");
    d.why = "a plan that nothing calls, nobody may call, or nobody has practised is found in the drawer afterwards";
    d.help = soon ? "hold it, and write its day under drill.last"
                  : "trigger: {kpi: <kpi>, when: <FEEL over value>}, decision: <decision>, drill: {every: P365D, last: <day>}";
    d.subject = id;
    context.diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::adaptation
