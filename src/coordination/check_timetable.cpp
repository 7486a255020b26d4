// DT-M301, DT-M302: a rhythm comes round, on days on which its chair works. Prevents slow execution: what waits for a meeting
// that is never held waits for ever.
#include "base/zone.h"
#include "coordination/check.h"
#include "coordination/timetable.h"

namespace drivetrain::coordination {

void check_timetable(CheckContext const& context) {
  auto zone = Zone::find(context.organisation.company.timezone.value);
  auto midnight = (zone ? *zone : Zone::utc())->to_instant({context.at, 0});
  for (auto const& [id, rhythm] : context.model.rhythms) {
    auto next = next_occurrence(rhythm, context.organisation, midnight - Duration{1});
    if (next && *next) continue;
    Diagnostic d;
    d.span = rhythm.rrule.span.known() ? rhythm.rrule.span : rhythm.header.id_span;
    d.subject = id;
    if (next) {
      d.code = "DT-M301";
      d.message = "rhythm " + id + " never occurs on a working day of " +
                  (rhythm.chair.empty() ? std::string("the company") : rhythm.chair.text()) + " from " + format_date(context.at) + " on";
      d.why = "decisions and issues that wait for this meeting wait for ever";
      d.help = "look at rrule and start, at the calendar of the chair and at its holidays";
    } else {
      d.code = "DT-M302";
      d.message = "when rhythm " + id + " occurs cannot be read: " + next.error().message;
      d.why = "a meeting without a time is not held";
      d.help = next.error().help;
    }
    context.diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::coordination
