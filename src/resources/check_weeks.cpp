// DT-R024: weeks of demands and of decisions that cover them are ISO weeks.
#include "resources/check.h"
#include "resources/week.h"

namespace drivetrain::resources {

namespace {

void require_weeks(std::string const& subject, std::vector<Text> const& weeks, Diagnostics& diagnostics) {
  for (auto const& text : weeks) {
    auto read = parse_weeks(text.value);
    if (read) continue;
    Diagnostic d;
    d.code = "DT-R024";
    d.span = text.span;
    d.message = subject + ": " + read.error().message;
    d.why = "load and capacity are compared week by week; a week that cannot be read is compared with nothing";
    d.help = read.error().help;
    d.subject = subject;
    diagnostics.add(std::move(d));
  }
}

}  // namespace

void check_weeks(CheckContext const& context) {
  for (auto const& [id, demand] : context.model.demands)
    for (auto const& load : demand.loads) require_weeks(id, load.weeks, context.diagnostics);
  for (auto const& [id, decision] : context.decisions.decisions)
    for (auto const& cover : decision.covers) require_weeks(id, cover.weeks, context.diagnostics);
}

}  // namespace drivetrain::resources
