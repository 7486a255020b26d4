// DT-C601: in some week more work arrives than fits, and no decision says what is done then. Prevents slow execution: the surge was
// in the plan, and met nobody. One finding for each work centre: its worst week, and the others in a note.
#include <algorithm>

#include <fmt/format.h>

#include "resources/capacity.h"
#include "resources/check.h"
#include "resources/week.h"

namespace drivetrain::resources {

namespace {

/// Hours that decisions add in that week; negative when one of them covers whatever comes.
double covered_hours(CheckContext const& context, std::string const& centre, Date monday) {
  double hours = 0;
  for (auto const& [id, decision] : context.decisions.decisions)
    for (auto const& cover : decision.covers) {
      if (cover.work_centre.text() != centre) continue;
      bool then = cover.weeks.empty();
      for (auto const& text : cover.weeks)
        if (auto weeks = parse_weeks(text.value)) then = then || std::find(weeks->begin(), weeks->end(), monday) != weeks->end();
      if (!then) continue;
      if (!cover.hours) return -1;
      hours += cover.hours->to_double();
    }
  return hours;
}

struct Excess {
  Date monday;
  double load, limit;
  Span span;
};

}  // namespace

void check_load(CheckContext const& context) {
  for (auto const& [id, weeks] : loads_by_week(context.model)) {
    auto centre = context.model.work_centres.find(id);
    if (centre == context.model.work_centres.end()) continue;
    std::vector<Excess> over;
    for (auto const& [monday, load] : weeks) {
      if (days_from_epoch(monday) + 6 < days_from_epoch(context.at)) continue;
      auto fits = capacity_hours(centre->second, context.organisation, monday);
      if (!fits) break;  // a calendar that cannot be read is DT-F003
      auto covered = covered_hours(context, id, monday);
      if (covered < 0 || load.p80() <= *fits + covered + 1e-6) continue;
      over.push_back({monday, load.p80(), *fits + covered, load.span});
    }
    if (over.empty()) continue;
    auto worst = std::max_element(over.begin(), over.end(), [](Excess const& a, Excess const& b) { return a.load - a.limit < b.load - b.limit; });
    Diagnostic d;
    d.code = "DT-C601";
    d.span = worst->span.known() ? worst->span : centre->second.header.id_span;
    d.message = fmt::format("{} week {}: P80 load {:.4g} h exceeds {:.4g} h with no decision to cover", id, format_week(worst->monday), worst->load, worst->limit);
    if (over.size() > 1) d.message += fmt::format(" (the worst of {} weeks)", over.size());
    d.why = "the surge is in the plan and meets nobody who may act on it; queues grow until promises break";
    d.help = fmt::format("let a decision cover it (covers: [{{work_centre: {}, weeks: [{}/{}]}}]), add hours or stations, or shape the demand", id,
                         format_week(over.front().monday), format_week(over.back().monday));
    d.notes.push_back({centre->second.header.id_span, "the work centre is declared here"});
    d.subject = id;
    context.diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::resources
