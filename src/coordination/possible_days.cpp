// Looking for one possible day (see possible_days.h): 28 years hold every combination of weekday, date and leap year. A rule that people
// write finds its first day at once; only one that finds none is looked through to the end, ten thousand days.
#include "coordination/possible_days.h"

#include <libical/ical.h>

#include <algorithm>
#include <cstdlib>
#include <span>

#include "base/time.h"

namespace drivetrain::coordination {

namespace {

/// The numbers of a BY… part; libical ends them with a mark.
template <std::size_t size>
std::span<short const> numbers_of(short const (&part)[size]) {
  return {part, static_cast<std::size_t>(std::find(part, part + size, static_cast<short>(ICAL_RECURRENCE_ARRAY_MAX)) - part)};
}

/// Counted from the front, or from the back when negative; an empty part leaves nothing out.
bool names(std::span<short const> part, int from_front, int length) {
  return part.empty() || std::any_of(part.begin(), part.end(), [&](short n) { return n == from_front || n == from_front - length - 1; });
}

struct DayOfYear {
  Date date;
  int days_of_month, day, days_of_year;
};

class PossibleDays {
 public:
  explicit PossibleDays(icalrecurrencetype const& rule) : rule_(rule) {}

  bool contain(DayOfYear const& at) const {
    auto months = numbers_of(rule_.by_month);
    if (!months.empty() && std::none_of(months.begin(), months.end(), [&](short month) { return icalrecurrencetype_month_month(month) == at.date.month; })) return false;
    return names(numbers_of(rule_.by_month_day), at.date.day, at.days_of_month) && names(numbers_of(rule_.by_year_day), at.day, at.days_of_year) && is_named_weekday(at);
  }

 private:
  bool is_named_weekday(DayOfYear const& at) const {
    auto days = numbers_of(rule_.by_day);
    return days.empty() || std::any_of(days.begin(), days.end(), [&](short day) {
             // libical counts Sunday as 1; weekday() Monday as 1.
             if (static_cast<int>(icalrecurrencetype_day_day_of_week(day)) != weekday(at.date) % 7 + 1) return false;
             int wanted = icalrecurrencetype_day_position(day);
             bool in_month = rule_.freq == ICAL_MONTHLY_RECURRENCE || !numbers_of(rule_.by_month).empty();
             int place = in_month ? at.date.day : at.day, length = in_month ? at.days_of_month : at.days_of_year;
             return wanted == 0 || (rule_.freq != ICAL_MONTHLY_RECURRENCE && rule_.freq != ICAL_YEARLY_RECURRENCE) || wanted == (place - 1) / 7 + 1 || wanted == -((length - place) / 7 + 1);
           });
  }
  icalrecurrencetype const& rule_;
};

/// More than one period can hold, however the rule is meant.
int most_in_a_period(icalrecurrencetype const& rule) {
  int times = 1;
  for (auto part : {numbers_of(rule.by_hour), numbers_of(rule.by_minute), numbers_of(rule.by_second)}) times *= std::max(1, static_cast<int>(part.size()));
  switch (rule.freq) {
    case ICAL_YEARLY_RECURRENCE: return 366 * times;
    case ICAL_MONTHLY_RECURRENCE: return 31 * times;
    case ICAL_WEEKLY_RECURRENCE: return 7 * times;
    default: return times;
  }
}

}  // namespace

bool has_possible_day(icalrecurrencetype const& rule) {
  auto positions = numbers_of(rule.by_set_pos);
  auto most = most_in_a_period(rule);
  if (!positions.empty() && std::all_of(positions.begin(), positions.end(), [&](short position) { return std::abs(position) > most; })) return false;
  PossibleDays possible(rule);
  for (int year = 2000; year < 2028; ++year) {
    auto first = days_from_epoch({year, 1, 1});
    auto days_of_year = static_cast<int>(days_from_epoch({year + 1, 1, 1}) - first);
    for (int day = 1; day <= days_of_year; ++day) {
      auto date = date_from_days(first + day - 1);
      auto next_month = date.month == 12 ? Date{year + 1, 1, 1} : Date{year, static_cast<std::uint8_t>(date.month + 1), 1};
      auto days_of_month = static_cast<int>(days_from_epoch(next_month) - days_from_epoch({year, date.month, 1}));
      if (possible.contain({date, days_of_month, day, days_of_year})) return true;
    }
  }
  return false;
}

}  // namespace drivetrain::coordination
