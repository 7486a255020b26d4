// Calendar functions and the clock (DMN 1.5 §10.3.4.7 and §10.3.4.10). Weeks are ISO 8601's.
#include "base/zone.h"
#include "feel/builtins/builtin.h"

namespace drivetrain::feel {

namespace {

Date day_of(Value const& value) { return value.kind() == Kind::date ? value.date() : value.date_time().date; }

Value run_day_of_year(Call const& call) {
  auto day = day_of(call[0]);
  return days_from_epoch(day) - days_from_epoch({day.year, 1, 1}) + 1;
}
Value run_day_of_week(Call const& call) {
  static constexpr char const* names[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  return names[weekday(day_of(call[0])) - 1];
}
Value run_month_of_year(Call const& call) {
  static constexpr char const* names[] = {"January", "February", "March", "April", "May", "June",
                                          "July", "August", "September", "October", "November", "December"};
  return names[day_of(call[0]).month - 1];
}
/// A week belongs to the year of its Thursday.
Value run_week_of_year(Call const& call) {
  auto day = day_of(call[0]);
  auto thursday = days_from_epoch(day) - weekday(day) + 4;
  auto first = days_from_epoch({date_from_days(thursday).year, 1, 1});
  return (thursday - first) / 7 + 1;
}

DateTime moment_now(Call const& call) {
  auto const& environment = call.frame.session.environment;
  if (!environment.zone) return DateTime::of(environment.now);
  auto zone = ZoneRef::named(environment.zone->name());
  auto moment = zone ? DateTime::at(DaysDuration::of(Duration{environment.now.us}), *zone) : std::nullopt;
  return moment ? *moment : DateTime::of(environment.now);
}
Value run_now(Call const& call) { return moment_now(call); }
Value run_today(Call const& call) { return moment_now(call).date; }

constexpr Builtin calendar[] = {
    {"day of year", "date: date | date and time", "1 for the first of January", run_day_of_year},
    {"day of week", "date: date | date and time", "\"Monday\" to \"Sunday\"", run_day_of_week},
    {"month of year", "date: date | date and time", "\"January\" to \"December\"", run_month_of_year},
    {"week of year", "date: date | date and time", "the week's number by ISO 8601", run_week_of_year},
    {"now", "", "the present moment in the model's time zone", run_now, false},
    {"today", "", "the present day in the model's time zone", run_today, false},
};

}  // namespace

std::span<Builtin const> calendar_builtins() { return calendar; }

}  // namespace drivetrain::feel
