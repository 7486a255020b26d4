// Text forms of FEEL's temporal values: XML Schema Part 2 (date, time, dateTime, duration) as DMN 1.5 §10.3.4.1 narrows and
// widens them (years to nine digits, zones by name, offsets with seconds).
#include <cstdlib>
#include <limits>

#include "feel/temporal.h"

namespace drivetrain::feel {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads the text from its front; every step says whether it found what it wanted.
struct Cursor {
  std::string_view rest;
  bool take(char c) {
    if (rest.empty() || rest.front() != c) return false;
    rest.remove_prefix(1);
    return true;
  }
  /// Exactly `count` digits.
  bool digits(int count, int& out) {
    if (rest.size() < static_cast<std::size_t>(count)) return false;
    out = 0;
    for (int i = 0; i < count; ++i) {
      if (!is_digit(rest[static_cast<std::size_t>(i)])) return false;
      out = out * 10 + (rest[static_cast<std::size_t>(i)] - '0');
    }
    rest.remove_prefix(static_cast<std::size_t>(count));
    return true;
  }
  std::string_view digit_run() {
    std::size_t n = 0;
    while (n < rest.size() && is_digit(rest[n])) ++n;
    auto run = rest.substr(0, n);
    rest.remove_prefix(n);
    return run;
  }
  /// Digits after a decimal point as nanoseconds; digits past the ninth are dropped. False when there are none.
  bool fraction(std::int32_t& nanos) {
    auto run = digit_run();
    nanos = 0;
    for (std::size_t i = 0; i < 9; ++i) nanos = nanos * 10 + (i < run.size() ? run[i] - '0' : 0);
    return !run.empty();
  }
};

bool take_date(Cursor& in, Date& date) {
  bool negative = in.take('-');
  auto year = in.digit_run();
  if (year.size() < 4 || year.size() > 9 || (year.size() > 4 && year.front() == '0')) return false;
  int month = 0, day = 0;
  if (!in.take('-') || !in.digits(2, month) || !in.take('-') || !in.digits(2, day)) return false;
  std::int32_t number = 0;
  for (char c : year) number = number * 10 + (c - '0');
  date = {negative ? -number : number, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
  return is_valid(date);
}

bool take_zone(Cursor& in, ZoneRef& zone) {
  zone = {};
  if (in.rest.empty()) return true;
  if (in.take('Z')) {
    zone = ZoneRef::utc();
    return true;
  }
  if (in.take('@')) {
    auto named = ZoneRef::named(in.rest);
    if (!named) return false;
    in.rest = {};
    zone = *named;
    return true;
  }
  bool negative = in.rest.front() == '-';
  if (!negative && in.rest.front() != '+') return false;
  in.rest.remove_prefix(1);
  int hours = 0, minutes = 0, seconds = 0;
  if (!in.digits(2, hours) || !in.take(':') || !in.digits(2, minutes)) return false;
  if (in.take(':') && !in.digits(2, seconds)) return false;
  if (minutes > 59 || seconds > 59) return false;
  auto total = hours * 3600 + minutes * 60 + seconds;
  if (total > 18 * 3600) return false;
  zone = ZoneRef::of_offset(negative ? -total : total);
  return true;
}

/// `nanos` is nanos_per_day for 24:00:00.
bool take_time(Cursor& in, std::int64_t& nanos, ZoneRef& zone) {
  int hours = 0, minutes = 0, seconds = 0;
  std::int32_t fraction = 0;
  if (!in.digits(2, hours) || !in.take(':') || !in.digits(2, minutes) || !in.take(':') || !in.digits(2, seconds)) return false;
  if (in.take('.') && !in.fraction(fraction)) return false;
  if (minutes > 59 || seconds > 59 || hours > 24 || (hours == 24 && (minutes || seconds || fraction))) return false;
  nanos = (hours * 3600 + minutes * 60 + seconds) * nanos_per_second + fraction;
  return take_zone(in, zone) && in.rest.empty();
}

std::string padded(std::int64_t number, int width) {
  auto text = std::to_string(number);
  return text.size() < static_cast<std::size_t>(width) ? std::string(static_cast<std::size_t>(width) - text.size(), '0') + text : text;
}

std::string fraction_text(std::int64_t nanos) {
  if (nanos == 0) return {};
  auto text = "." + padded(nanos, 9);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

std::string clock_text(std::int64_t nanos) {
  auto seconds = nanos / nanos_per_second;
  return padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2) +
         fraction_text(nanos % nanos_per_second);
}

/// A count of a duration's unit; false when it is not a number that fits.
bool to_count(std::string_view run, std::int64_t& out) {
  if (run.empty() || run.size() > 18) return false;
  out = 0;
  for (char c : run) out = out * 10 + (c - '0');
  return true;
}

}  // namespace

std::optional<Date> parse_feel_date(std::string_view text) {
  Cursor in{text};
  Date date;
  if (!take_date(in, date) || !in.rest.empty()) return std::nullopt;
  return date;
}

std::optional<TimeOfDay> parse_feel_time(std::string_view text) {
  Cursor in{text};
  TimeOfDay time;
  if (!take_time(in, time.nanos, time.zone) || time.nanos >= nanos_per_day) return std::nullopt;
  return time;
}

std::optional<DateTime> parse_feel_date_time(std::string_view text) {
  Cursor in{text};
  DateTime result;
  if (!take_date(in, result.date)) return std::nullopt;
  if (in.rest.empty()) return result;
  if (!in.take('T') || !take_time(in, result.nanos, result.zone)) return std::nullopt;
  if (result.nanos == nanos_per_day) {
    auto next = add_days(result.date, 1);
    if (!next) return std::nullopt;
    result.date = *next, result.nanos = 0;
  }
  return result.settled();
}

std::optional<MonthsDuration> parse_months_duration(std::string_view text) {
  Cursor in{text};
  bool negative = in.take('-');
  if (!in.take('P') || in.rest.empty()) return std::nullopt;
  std::int64_t months = 0;
  bool years_seen = false;
  while (!in.rest.empty()) {
    std::int64_t count = 0;
    if (!to_count(in.digit_run(), count)) return std::nullopt;
    std::int64_t part = 0;
    if (!years_seen && in.take('Y')) {
      years_seen = true;
      if (__builtin_mul_overflow(count, std::int64_t{12}, &part)) return std::nullopt;
    } else if (in.take('M') && in.rest.empty()) {
      part = count;
    } else {
      return std::nullopt;
    }
    if (__builtin_add_overflow(months, part, &months)) return std::nullopt;
  }
  return MonthsDuration{negative ? -months : months};
}

std::optional<DaysDuration> parse_days_duration(std::string_view text) {
  Cursor in{text};
  bool negative = in.take('-');
  if (!in.take('P')) return std::nullopt;
  constexpr std::string_view units = "DHMS";
  constexpr std::int64_t seconds_per[] = {86'400, 3'600, 60, 1};
  std::size_t next_unit = 0;
  bool in_time = false, any = false;
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;
  while (!in.rest.empty()) {
    if (!in_time && in.take('T')) {
      in_time = true, next_unit = std::max<std::size_t>(next_unit, 1);
      if (in.rest.empty()) return std::nullopt;
      continue;
    }
    std::int64_t count = 0, part = 0;
    if (!to_count(in.digit_run(), count)) return std::nullopt;
    bool fractional = in.take('.');
    if (fractional) in.fraction(nanos);  // XML Schema 1.1 lets "PT0.S" pass
    if (in.rest.empty()) return std::nullopt;
    auto unit = units.find(in.rest.front());
    if (unit == std::string_view::npos || unit < next_unit || (unit > 0) != in_time || (fractional && unit != 3)) return std::nullopt;
    in.rest.remove_prefix(1);
    if (__builtin_mul_overflow(count, seconds_per[unit], &part) || __builtin_add_overflow(seconds, part, &seconds)) return std::nullopt;
    next_unit = unit + 1, any = true;
  }
  if (!any) return std::nullopt;
  DaysDuration duration{seconds, nanos};
  return negative ? negated(duration) : duration;
}

std::string ZoneRef::text() const {
  if (form == Form::local) return {};
  if (form == Form::named) return "@" + name();
  if (value == 0) return "Z";
  auto seconds = std::abs(value);
  auto text = (value < 0 ? "-" : "+") + padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2);
  return seconds % 60 == 0 ? text : text + ":" + padded(seconds % 60, 2);
}

std::string format(Date date) {
  return (date.year < 0 ? "-" : "") + padded(std::abs(date.year), 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
}

std::string format(TimeOfDay const& time) { return clock_text(time.nanos) + time.zone.text(); }

std::string format(DateTime const& date_time) {
  return format(date_time.date) + "T" + clock_text(date_time.nanos) + date_time.zone.text();
}

std::string format(DaysDuration duration) {
  bool negative = duration.seconds < 0;
  auto nanos = duration.total_nanos();
  if (negative) nanos = -nanos;
  auto seconds = static_cast<std::int64_t>(nanos / nanos_per_second);
  auto fraction = static_cast<std::int64_t>(nanos % nanos_per_second);
  if (seconds == 0 && fraction == 0) return "PT0S";
  std::string text = negative ? "-P" : "P";
  if (auto days = seconds / 86'400) text += std::to_string(days) + "D";
  seconds %= 86'400;
  if (seconds == 0 && fraction == 0) return text;
  text += "T";
  if (auto hours = seconds / 3'600) text += std::to_string(hours) + "H";
  if (auto minutes = seconds / 60 % 60) text += std::to_string(minutes) + "M";
  if (seconds % 60 != 0 || fraction != 0) text += std::to_string(seconds % 60) + fraction_text(fraction) + "S";
  return text;
}

std::string format(MonthsDuration duration) {
  if (duration.months == 0) return "P0M";
  auto months = duration.months < 0 ? -duration.months : duration.months;
  std::string text = duration.months < 0 ? "-P" : "P";
  if (months / 12) text += std::to_string(months / 12) + "Y";
  if (months % 12) text += std::to_string(months % 12) + "M";
  return text;
}

}  // namespace drivetrain::feel
