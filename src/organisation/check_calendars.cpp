// DT-F003: a calendar can be read and holds some working time, and never ten years without any. Prevents slow execution: clocks of
// decisions and promises run in working time, and in a calendar without hours, or where holidays swallow them all, they never end.
#include <optional>
#include <set>

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

/// The first day of ten years in which every day with hours is a holiday; nothing when there are none. Outside the listed holidays
/// every week has its hours, so only the days from the first to the last of them need a look.
std::optional<Date> idle_decade(Calendar const& calendar, bool const (&works)[7]) {
  constexpr std::int64_t ten_years = 3'653;
  std::set<std::int64_t> holidays;
  for (auto const& day : calendar.holidays)
    if (is_valid(day)) holidays.insert(days_from_epoch(day));
  if (holidays.empty()) return std::nullopt;
  auto last_work = *holidays.begin() - 7;
  // Only the days with hours matter: from one of them to the next that is no holiday.
  for (auto day = *holidays.begin(); day <= *holidays.rbegin() + 7; ++day) {
    if (!works[weekday(date_from_days(day)) - 1] || holidays.contains(day)) continue;
    if (day - last_work > ten_years) return date_from_days(last_work + 1);
    last_work = day;
    // Straight to the next holiday: everything before it is worked as every week.
    auto next = holidays.upper_bound(day);
    if (next == holidays.end()) break;
    if (*next - 8 > day) day = *next - 8, last_work = day;
  }
  return std::nullopt;
}

}  // namespace

void check_calendars(Model const& model, Diagnostics& diagnostics) {
  for (auto const& [id, calendar] : model.calendars) {
    if (calendar.always) continue;
    bool any = false, all_read = true;
    bool works[7] = {};
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
        if (auto day = weekday_of(key); day && shift) works[*day - 1] = true;
      }
    }
    if (!any && all_read)
      diagnostics.add(finding(calendar, calendar.header.id_span, "calendar " + id + " has no working time", "give it hours, or declare always: true"));
    if (!any || !all_read) continue;
    if (auto from = idle_decade(calendar, works))
      diagnostics.add(finding(calendar, calendar.header.id_span, "calendar " + id + " has no working time in the ten years from " + format_date(*from) + " on: every day with hours is a holiday",
                              "let fewer days be holidays, or give other days hours"));
  }
}

}  // namespace drivetrain::organisation
