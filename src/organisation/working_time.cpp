// Working hours as intervals of instants, day by day, and the sums over them (see working_time.h).
#include "organisation/working_time.h"

#include <algorithm>

namespace drivetrain::organisation {

namespace {

constexpr std::int64_t day_us = days(1).us;
constexpr std::int64_t counted_days = 36'525;    // a hundred years
constexpr std::int64_t searched_days = 3'653;    // ten years without an hour of work: nobody works by this calendar
constexpr Duration far_away = days(91'000'000);  // 249,000 years; beyond, local time does not fit into an Instant

bool is_far(Instant instant) { return instant < Instant{-far_away.us} || Instant{far_away.us} < instant; }

Error no_work(std::string const& years) {
  return {"", "the calendar has no working time left within " + years, "give the calendar hours, or let fewer days be holidays"};
}

/// "06:00" in microseconds; "24:00" only when it is an end.
std::optional<std::int64_t> read_clock(std::string_view text, bool is_end) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  int value[2];
  for (int i = 0; i < 2; ++i) {
    auto tens = text[static_cast<std::size_t>(3 * i)], ones = text[static_cast<std::size_t>(3 * i + 1)];
    if (tens < '0' || tens > '9' || ones < '0' || ones > '9') return std::nullopt;
    value[i] = (tens - '0') * 10 + (ones - '0');
  }
  bool midnight = is_end && value[0] == 24 && value[1] == 0;
  if (!midnight && (value[0] > 23 || value[1] > 59)) return std::nullopt;
  return hours(value[0]).us + minutes(value[1]).us;
}

/// A wall-clock time as the edge of a shift. In the spring gap it is the end of the gap: the hours that the clock skips are
/// not worked. (Zone alone would read it with the offset before, RFC 5545 §3.3.5, and land behind the gap.)
Instant edge(Zone const& zone, Date day, std::int64_t us) {
  LocalTime wanted{date_from_days(days_from_epoch(day) + us / day_us), us % day_us};
  auto behind = zone.to_instant(wanted);
  auto read = zone.to_local(behind);
  if (read == wanted) return behind;
  Duration gap{(days_from_epoch(read.date) - days_from_epoch(wanted.date)) * day_us + read.us_of_day - wanted.us_of_day};
  auto before = behind - gap;
  while (before + Duration{1} < behind) {
    Instant middle{before.us + (behind.us - before.us) / 2};
    (zone.to_local(middle) < wanted ? before : behind) = middle;
  }
  return behind;
}

}  // namespace

Result<DayShift> read_shift(std::string_view text) {
  auto begin = read_clock(text.substr(0, 5), false);
  auto end = text.size() == 11 && text[5] == '-' ? read_clock(text.substr(6), true) : std::nullopt;
  if (!begin || !end || *begin == *end)
    return Error{"", "\"" + std::string(text.substr(0, 40)) + "\" is not a shift", "write it as in 06:00-14:00, 22:00-06:00 or 00:00-24:00"};
  return DayShift{*begin, *end < *begin ? *end + day_us : *end};
}

std::optional<int> weekday_of(std::string_view key) {
  constexpr std::string_view keys[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  auto found = std::find(std::begin(keys), std::end(keys), key);
  return found == std::end(keys) ? std::nullopt : std::optional(static_cast<int>(found - std::begin(keys)) + 1);
}

Result<WorkingHours> WorkingHours::of(Calendar const& calendar, std::shared_ptr<Zone const> zone) {
  if (calendar.always) return always(std::move(zone));
  WorkingHours hours;
  hours.zone_ = std::move(zone);
  hours.holidays_ = calendar.holidays;
  std::sort(hours.holidays_.begin(), hours.holidays_.end());
  for (auto const& [key, texts] : calendar.hours) {
    auto day = weekday_of(key);
    if (!day) return Error{"", "calendar " + calendar.header.id + ": \"" + key + "\" is not a day", "use mon, tue, wed, thu, fri, sat, sun"};
    auto& shifts = hours.shifts_[static_cast<std::size_t>(*day - 1)];
    for (auto const& text : texts) {
      DT_TRY(auto shift, read_shift(text.value));
      shifts.push_back(shift);
    }
    std::sort(shifts.begin(), shifts.end(), [](DayShift const& a, DayShift const& b) { return a.begin_us < b.begin_us; });
  }
  return hours;
}

WorkingHours WorkingHours::always(std::shared_ptr<Zone const> zone) {
  WorkingHours hours;
  hours.zone_ = std::move(zone);
  hours.always_ = true;
  return hours;
}

bool WorkingHours::empty() const {
  return !always_ && std::all_of(shifts_.begin(), shifts_.end(), [](auto const& shifts) { return shifts.empty(); });
}

std::vector<WorkingHours::Interval> WorkingHours::of_day(Date day, Instant covered) const {
  static std::vector<DayShift> const whole_day{{0, day_us}};
  std::vector<Interval> intervals;
  if (!always_ && std::binary_search(holidays_.begin(), holidays_.end(), day)) return intervals;
  for (auto const& shift : always_ ? whole_day : shifts_[static_cast<std::size_t>(weekday(day) - 1)]) {
    Interval interval{std::max(edge(*zone_, day, shift.begin_us), covered), edge(*zone_, day, shift.end_us)};
    if (interval.end <= interval.begin) continue;
    intervals.push_back(interval);
    covered = interval.end;
  }
  return intervals;
}

Result<WorkingHours> hours_of_role(Model const& model, std::string_view role) {
  auto declared = model.roles.find(std::string(role));
  auto const& own = declared == model.roles.end() ? model.company.calendar : declared->second.calendar;
  return hours_of_calendar(model, (own.empty() ? model.company.calendar : own).text());
}

Result<WorkingHours> hours_of_calendar(Model const& model, std::string_view calendar) {
  DT_TRY(auto zone, Zone::find(model.company.timezone.value));
  if (calendar.empty()) return WorkingHours::always(std::move(zone));
  auto found = model.calendars.find(std::string(calendar));
  if (found == model.calendars.end()) return Error{"", "there is no calendar " + std::string(calendar), ""};
  return WorkingHours::of(found->second, std::move(zone));
}

Result<WorkingHours> hours_of_company(Model const& model) { return hours_of_role(model, ""); }

Duration working_duration(WorkingHours const& hours, Instant from, Instant to) {
  if (to < from) return Duration{0} - working_duration(hours, to, from);
  if (is_far(from) || is_far(to) || hours.empty()) return {};
  if (hours.is_always()) return std::min(to - from, days(counted_days));
  Duration sum;
  auto covered = from;
  auto first = days_from_epoch(hours.zone().to_local(from).date) - 1;  // a night shift of the day before may still run
  auto last = days_from_epoch(hours.zone().to_local(to).date);
  for (auto day = first; day <= std::min(last, first + counted_days); ++day) {
    for (auto const& interval : hours.of_day(date_from_days(day), covered)) {
      if (interval.begin < to) sum = sum + (std::min(interval.end, to) - interval.begin);
      covered = interval.end;
    }
  }
  return sum;
}

Result<Instant> add_working(WorkingHours const& hours, Instant from, Duration duration) {
  if (duration < Duration{0}) return Error{"", "working time cannot be subtracted (" + format_duration(duration) + ")", ""};
  if (duration == Duration{0}) return from;
  if (is_far(from) || hours.empty() || duration > days(counted_days)) return no_work("a hundred years");
  if (hours.is_always()) return from + duration;
  auto covered = from;
  auto first = days_from_epoch(hours.zone().to_local(from).date) - 1;
  for (auto day = first; day <= first + counted_days; ++day) {
    for (auto const& interval : hours.of_day(date_from_days(day), covered)) {
      auto length = interval.end - interval.begin;
      if (duration <= length) return interval.begin + duration;
      duration = duration - length;
      covered = interval.end;
    }
  }
  return no_work("a hundred years");
}

Result<Instant> next_working(WorkingHours const& hours, Instant instant) {
  if (hours.is_always()) return instant;
  if (is_far(instant) || hours.empty()) return no_work("ten years");
  auto first = days_from_epoch(hours.zone().to_local(instant).date) - 1;
  for (auto day = first; day <= first + searched_days; ++day)
    if (auto intervals = hours.of_day(date_from_days(day), instant); !intervals.empty()) return intervals.front().begin;
  return no_work("ten years");
}

bool is_working(WorkingHours const& hours, Instant instant) {
  if (hours.is_always()) return true;
  if (is_far(instant)) return false;
  auto today = days_from_epoch(hours.zone().to_local(instant).date);
  for (auto day = today - 1; day <= today; ++day) {
    auto intervals = hours.of_day(date_from_days(day), instant);
    if (!intervals.empty() && intervals.front().begin == instant) return true;
  }
  return false;
}

}  // namespace drivetrain::organisation
