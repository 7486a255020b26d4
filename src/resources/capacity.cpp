// Capacity and load by week (see capacity.h).
#include "resources/capacity.h"

#include <algorithm>
#include <cmath>

#include "organisation/working_time.h"
#include "resources/week.h"

namespace drivetrain::resources {

namespace {

double hours_between(organisation::WorkingHours const& hours, Date monday) {
  auto const& zone = hours.zone();
  auto next = date_from_days(days_from_epoch(monday) + 7);
  return static_cast<double>(organisation::working_duration(hours, zone.to_instant({monday, 0}), zone.to_instant({next, 0})).us) / 3.6e9;
}

/// Hours of a shift in that week; the holidays of its calendar drop it.
Result<double> shift_hours(organisation::Shift const& shift, organisation::Model const& form, Date monday) {
  DT_TRY(auto stretch, organisation::read_shift(shift.hours.value));
  auto calendar = form.calendars.find(shift.calendar.text());
  double sum = 0;
  for (int day = 0; day < 7; ++day) {
    auto date = date_from_days(days_from_epoch(monday) + day);
    bool works = shift.days.empty() || std::any_of(shift.days.begin(), shift.days.end(), [&](notation::Text const& name) {
                   return organisation::weekday_of(name.value) == weekday(date);
                 });
    if (calendar != form.calendars.end()) {
      auto const& holidays = calendar->second.holidays;
      works = works && std::find(holidays.begin(), holidays.end(), date) == holidays.end();
    }
    if (works) sum += static_cast<double>(stretch.end_us - stretch.begin_us) / 3.6e9;
  }
  return sum;
}

Result<double> open_hours(WorkCentre const& centre, organisation::Model const& form, Date monday) {
  auto zone = Zone::find(form.company.timezone.value);
  auto calendar = form.calendars.find(centre.calendar.text());
  if (calendar != form.calendars.end()) {
    DT_TRY(auto hours, organisation::WorkingHours::of(calendar->second, zone ? *zone : Zone::utc()));
    return hours_between(hours, monday);
  }
  double sum = 0;
  bool any = false;
  for (auto const& one : centre.shifts) {
    auto shift = form.shifts.find(one.text());
    if (shift == form.shifts.end()) continue;
    DT_TRY(auto hours, shift_hours(shift->second, form, monday));
    sum += hours, any = true;
  }
  if (any) return sum;
  DT_TRY(auto hours, organisation::hours_of_company(form));
  return hours_between(hours, monday);
}

}  // namespace

Result<double> capacity_hours(WorkCentre const& centre, organisation::Model const& form, Date monday) {
  DT_TRY(auto open, open_hours(centre, form, monday));
  return open * centre.stations * (centre.efficiency ? centre.efficiency->to_double() : 1.0);
}

double WeekLoad::p80() const { return mean + std::sqrt(spread_squared); }

std::map<std::string, std::map<Date, WeekLoad>> loads_by_week(Model const& model) {
  std::map<std::string, std::map<Date, WeekLoad>> loads;
  for (auto const& [id, demand] : model.demands)
    for (auto const& load : demand.loads)
      for (auto const& text : load.weeks) {
        auto weeks = parse_weeks(text.value);
        if (!weeks) continue;
        for (auto monday : *weeks) {
          auto& week = loads[load.work_centre.text()][monday];
          auto mean = load.mean.to_double(), spread = load.p80.to_double() - mean;
          week.mean += mean;
          week.spread_squared += spread * spread;
          if (mean + spread > week.largest || !week.span.known()) week.largest = mean + spread, week.span = load.span;
        }
      }
  return loads;
}

}  // namespace drivetrain::resources
