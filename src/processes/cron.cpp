// When a cron comes (see cron.h): fitting days one by one, and within a day by bits.
#include "processes/cron.h"

#include <algorithm>

namespace drivetrain::processes {

namespace {

constexpr std::int64_t cron_second_us = 1'000'000;
constexpr std::int32_t cron_cycle_years = 400;
constexpr std::int32_t last_cron_year = 200'000;  ///< an Instant holds 292,000

int last_day_of(Date date) {
  date.day = 31;
  while (!is_valid(date)) --date.day;
  return date.day;
}

/// The first set bit from `from` on; nothing when there is none.
template <std::size_t size>
std::optional<int> first_bit(std::bitset<size> const& bits, int from) {
  for (auto i = static_cast<std::size_t>(from); i < size; ++i)
    if (bits[i]) return static_cast<int>(i);
  return std::nullopt;
}

struct ClockFields {
  int hour, minute, second;
  explicit ClockFields(std::int64_t seconds)
      : hour(static_cast<int>(seconds / 3'600)), minute(static_cast<int>(seconds / 60 % 60)), second(static_cast<int>(seconds % 60)) {}
};

/// The first fitting second of the day from `from` on.
std::optional<std::int64_t> first_second(std::bitset<24> const& hours, std::bitset<60> const& minutes, std::bitset<60> const& seconds,
                                         std::int64_t from) {
  if (from >= 86'400) return std::nullopt;
  ClockFields clock(from);
  auto compose = [](int hour, int minute, int second) { return (hour * 60ll + minute) * 60 + second; };
  if (hours[static_cast<std::size_t>(clock.hour)]) {
    if (minutes[static_cast<std::size_t>(clock.minute)])
      if (auto second = first_bit(seconds, clock.second)) return compose(clock.hour, clock.minute, *second);
    if (auto minute = clock.minute < 59 ? first_bit(minutes, clock.minute + 1) : std::nullopt)
      return compose(clock.hour, *minute, *first_bit(seconds, 0));
  }
  if (auto hour = clock.hour < 23 ? first_bit(hours, clock.hour + 1) : std::nullopt)
    return compose(*hour, *first_bit(minutes, 0), *first_bit(seconds, 0));
  return std::nullopt;
}

LocalTime next_second(LocalTime local) {
  local.us_of_day = (local.us_of_day / cron_second_us + 1) * cron_second_us;
  if (local.us_of_day < 86'400 * cron_second_us) return local;
  return {date_from_days(days_from_epoch(local.date) + 1), 0};
}

}  // namespace

bool Cron::fits(SpecialDay const& special, Date date) {
  using Form = SpecialDay::Form;
  int last = last_day_of(date), day = date.day, of_week = weekday(date);
  auto weekday_of = [&](int other) { return (of_week - 1 + (other - day) % 7 + 7) % 7 + 1; };
  switch (special.form) {
    case Form::from_end: return day == last - special.number;
    case Form::last_working_day: return day == last - std::max(0, weekday_of(last) - 5);
    case Form::last_weekday: return of_week == special.number && day > last - 7;
    case Form::nth_weekday: return of_week == special.number && (day - 1) / 7 + 1 == special.nth;
    case Form::nearest_working_day: {
      int wanted = special.number;
      if (wanted > last) return false;
      if (weekday_of(wanted) == 6)
        wanted += wanted == 1 ? 2 : -1;
      else if (weekday_of(wanted) == 7)
        wanted += wanted == last ? -2 : 1;
      return day == wanted;
    }
  }
  return false;
}

bool Cron::has_day(Date date) const {
  auto any = [&](std::vector<SpecialDay> const& specials) {
    return std::any_of(specials.begin(), specials.end(), [&](SpecialDay const& s) { return fits(s, date); });
  };
  return months_[date.month] && (days_[date.day] || any(special_days_)) &&
         (weekdays_[static_cast<std::size_t>(weekday(date))] || any(special_weekdays_));
}

std::optional<LocalTime> Cron::first_local(LocalTime from) const {
  auto day = from.date;
  std::int64_t second = (from.us_of_day + cron_second_us - 1) / cron_second_us;
  auto last_year = std::min(day.year + cron_cycle_years, last_cron_year);
  while (day.year <= last_year) {
    if (!months_[day.month]) {
      day = day.month == 12 ? Date{day.year + 1, 1, 1} : Date{day.year, static_cast<std::uint8_t>(day.month + 1), 1};
      second = 0;
      continue;
    }
    if (has_day(day))
      if (auto found = first_second(hours_, minutes_, seconds_, second)) return LocalTime{day, *found * cron_second_us};
    day = date_from_days(days_from_epoch(day) + 1);
    second = 0;
  }
  return std::nullopt;
}

std::optional<Instant> Cron::next(Instant after, Zone const& zone) const {
  if (zone.to_local(after).date.year >= last_cron_year) return std::nullopt;
  return hours_.all() ? next_by_running_clock(after, zone) : next_by_local_time(after, zone);
}

/// From tick to tick of the clock on the wall: a jump to the fitting local time holds when the clock was not changed on the way. Where it
/// was, only the stretch up to the change is jumped, found by halving.
std::optional<Instant> Cron::next_by_running_clock(Instant after, Zone const& zone) const {
  // A whole second later; instants before 1970 count down.
  auto rest = after.us % cron_second_us;
  Instant at{after.us - (rest < 0 ? rest + cron_second_us : rest) + cron_second_us};
  for (;;) {
    auto offset = zone.offset_at(at);
    auto local = zone.to_local(at);
    auto wanted = first_local(local);
    if (!wanted) return std::nullopt;
    auto ahead =
        (days_from_epoch(wanted->date) - days_from_epoch(local.date)) * 86'400 * cron_second_us + wanted->us_of_day - local.us_of_day;
    Instant tick{at.us + ahead};
    // The clock may change on the way and change back (a year between two ticks): look at each day.
    auto begin = at;
    bool changed = false;
    while (!changed && begin < tick) {
      auto end = std::min(tick, begin + days(1));
      changed = zone.offset_at(end) != offset;
      if (!changed) begin = end;
    }
    if (!changed) return tick;
    auto low = begin, high = std::min(tick, begin + days(1));
    while (high - low > seconds(1)) {
      Instant middle{low.us + (high.us - low.us) / 2 / cron_second_us * cron_second_us};
      (zone.offset_at(middle) == offset ? low : high) = middle;
    }
    at = high;  // the first second on the changed clock
  }
}

/// Local times in order become instants in order, but for those that the clock skips: they fall onto later ones. So the search begins
/// before a gap that lies just behind, and goes on until a time that exists.
std::optional<Instant> Cron::next_by_local_time(Instant after, Zone const& zone) const {
  auto local = next_second(zone.to_local(after));
  auto skipped = zone.offset_at(after) - zone.offset_at(after - days(2));
  if (skipped.us > 0) local = Zone::utc()->to_local(Zone::utc()->to_instant(local) - skipped);
  std::optional<Instant> best;
  for (;;) {
    auto wanted = first_local(local);
    if (!wanted) return best;
    auto instant = zone.to_instant(*wanted);
    bool exists = zone.to_local(instant) == *wanted;
    if (instant > after && (!best || instant < *best)) best = instant;
    if (best && exists) return best;
    local = next_second(*wanted);
  }
}

}  // namespace drivetrain::processes
