// DT-F003: a calendar can be read and holds some working time. Prevents slow execution: clocks of decisions and promises run
// in working time, and in a calendar without hours they never end.
#include "base/text.h"
#include "organisation/check.h"
#include "organisation/working_time.h"

namespace drivetrain::organisation {

namespace {

Diagnostic finding(Calendar const& calendar, Span const& span, std::string message, std::string help) {
  Diagnostic d;
  d.code = "DT-F003";
  d.span = span.known() ? span : calendar.header.id_span;
  d.message = std::move(message);
  d.why = "deadlines and escalations count working time; hours that cannot be read would stop their clocks";
  d.help = std::move(help);
  d.subject = calendar.header.id;
  return d;
}

}  // namespace

void check_calendars(Model const& model, Diagnostics& diagnostics) {
  for (auto const& [id, calendar] : model.calendars) {
    if (calendar.always) continue;
    bool any = false, all_read = true;
    for (auto const& [key, shifts] : calendar.hours) {
      if (!weekday_of(key)) {
        std::vector<std::string> const keys{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
        auto near = nearest(key, keys);
        diagnostics.add(finding(calendar, shifts.empty() ? Span{} : shifts.front().span, "calendar " + id + " has hours for \"" + key + "\", which is no day",
                                near ? "did you mean " + *near + "?" : "the days are mon, tue, wed, thu, fri, sat, sun"));
        all_read = false;
      }
      for (auto const& text : shifts) {
        auto shift = read_shift(text.value);
        if (!shift) diagnostics.add(finding(calendar, text.span, "calendar " + id + ": " + shift.error().message, shift.error().help));
        all_read = all_read && shift.ok();
        any = any || shift.ok();
      }
    }
    if (!any && all_read)
      diagnostics.add(finding(calendar, calendar.header.id_span, "calendar " + id + " has no working time", "give it hours, or declare always: true"));
  }
}

}  // namespace drivetrain::organisation
