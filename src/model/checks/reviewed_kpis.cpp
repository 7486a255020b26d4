// DT-M305: a KPI that no rhythm reviews, or later than its reaction asks. Prevents operational drift: a figure without a table to lie on.
#include <map>

#include "base/zone.h"
#include "coordination/timetable.h"
#include "model/checks/checks.h"

namespace drivetrain::model {

namespace {

Diagnostic unreviewed(performance::Kpi const& kpi, std::string message, std::string why, std::string help) {
  Diagnostic d;
  d.code = "DT-M305";
  d.span = kpi.header.id_span;
  d.message = std::move(message);
  d.why = std::move(why);
  d.help = std::move(help);
  d.subject = kpi.header.id;
  return d;
}

/// An alarm right after the last review waits until the next one.
void check_in_time(CheckInput const& input, performance::Kpi const& kpi, std::vector<coordination::Rhythm const*> const& reviews, Diagnostics& diagnostics) {
  if (!kpi.reaction || !kpi.reaction->within) return;
  auto zone = Zone::find(input.model.organisation.company.timezone.value);
  auto from = (zone ? zone.take() : Zone::utc())->to_instant({input.at, 0});
  auto wait = coordination::longest_wait(reviews, input.model.organisation, from);
  if (!wait || !*wait || **wait <= *kpi.reaction->within) return;   // a time that cannot be read is DT-M302
  diagnostics.add(unreviewed(kpi,
                             "KPI " + kpi.header.id + " asks for a look within " + describe_duration(*kpi.reaction->within) + ", but up to " +
                                 describe_duration(**wait) + " pass between its reviews",
                             "the alarm is answered by whoever happens to see it, or at the next meeting",
                             "review it in a rhythm that meets more often, or allow " + format_duration(**wait) + " under reaction.within"));
}

}  // namespace

void check_reviewed_kpis(CheckInput const& input, Diagnostics& diagnostics) {
  std::map<std::string, std::vector<coordination::Rhythm const*>> reviewed;
  for (auto const& [id, rhythm] : input.model.coordination.rhythms)
    for (auto const& looked_at : rhythm.inputs)
      if (!looked_at.kpi.empty()) reviewed[looked_at.kpi.text()].push_back(&rhythm);
  for (auto const& [id, kpi] : input.model.performance.kpis) {
    if (auto reviews = reviewed.find(id); reviews != reviewed.end()) check_in_time(input, kpi, reviews->second, diagnostics);
    else
      diagnostics.add(unreviewed(kpi, "KPI " + id + " is reviewed in no rhythm", "a figure that is on no agenda changes nothing, however red it gets",
                                 "add  {kpi: " + id + "}  to the inputs of the rhythm whose people can move it, or drop the KPI"));
  }
}

}  // namespace drivetrain::model
