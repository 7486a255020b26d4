// Dates, durations and instants as text (see time.h). Exact, without locale and without the C library's notion of time.
#include "base/time.h"

#include <algorithm>
#include <optional>

namespace drivetrain {

namespace {

constexpr std::int64_t second_us = 1'000'000;
constexpr std::int64_t day_us = 86'400 * second_us;

/// Reads a text from left to right; every step says whether it matched.
struct TimeReader {
  std::string_view text;
  bool done() const { return text.empty(); }
  bool take(char c) {
    if (text.empty() || text[0] != c) return false;
    text.remove_prefix(1);
    return true;
  }
  /// As many digits as there are, at most 18.
  std::optional<std::int64_t> number(std::size_t& digits) {
    digits = 0;
    std::int64_t value = 0;
    while (digits < text.size() && digits < 18 && text[digits] >= '0' && text[digits] <= '9')
      value = value * 10 + (text[digits++] - '0');
    if (digits == 0) return std::nullopt;
    text.remove_prefix(digits);
    return value;
  }
  /// Exactly two digits within the range.
  std::optional<int> two(int low, int high) {
    if (text.size() < 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') return std::nullopt;
    auto value = (text[0] - '0') * 10 + (text[1] - '0');
    if (value < low || value > high) return std::nullopt;
    text.remove_prefix(2);
    return value;
  }
  /// What follows a point, as microseconds; `beyond` tells whether anything but zeros was finer than that.
  std::optional<std::int64_t> fraction(bool& beyond) {
    std::int64_t us = 0, unit = second_us / 10;
    std::size_t digits = 0;
    beyond = false;
    for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits, unit /= 10) {
      us += (text[digits] - '0') * unit;
      beyond = beyond || (unit == 0 && text[digits] != '0');
    }
    if (digits == 0) return std::nullopt;
    text.remove_prefix(digits);
    return us;
  }
};

bool is_leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(std::int64_t year, int month) {
  constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

/// -YYYY to YYYYYYYYY; more than four digits only without leading zeros (XML Schema 1.1 Part 2, 3.3.9).
std::optional<Date> read_date(TimeReader& in) {
  bool before_christ = in.take('-');
  auto first = in.done() ? '\0' : in.text[0];
  std::size_t digits = 0;
  auto year = in.number(digits);
  if (!year || digits < 4 || digits > 9 || (digits > 4 && first == '0') || !in.take('-')) return std::nullopt;
  auto month = in.two(1, 12);
  if (!month || !in.take('-')) return std::nullopt;
  auto day = in.two(1, 31);
  Date date{static_cast<std::int32_t>(before_christ ? -*year : *year), static_cast<std::uint8_t>(*month),
            static_cast<std::uint8_t>(day.value_or(0))};
  return is_valid(date) ? std::optional(date) : std::nullopt;
}

/// hh:mm, hh:mm:ss, hh:mm:ss.f; finer than microseconds is cut off.
std::optional<std::int64_t> read_time_of_day(TimeReader& in) {
  auto hour = in.two(0, 23);
  if (!hour || !in.take(':')) return std::nullopt;
  auto minute = in.two(0, 59);
  if (!minute) return std::nullopt;
  std::int64_t us = (*hour * 60 + *minute) * 60 * second_us;
  if (!in.take(':')) return us;
  auto second = in.two(0, 59);
  if (!second) return std::nullopt;
  us += *second * second_us;
  if (!in.take('.')) return us;
  bool beyond;
  auto fraction = in.fraction(beyond);
  return fraction ? std::optional(us + *fraction) : std::nullopt;
}

/// Z or ±hh:mm, as microseconds east of Greenwich.
std::optional<std::int64_t> read_offset(TimeReader& in) {
  if (in.take('Z') || in.take('z')) return 0;
  bool west = in.take('-');
  if (!west && !in.take('+')) return std::nullopt;
  auto hour = in.two(0, 23);
  if (!hour || !in.take(':')) return std::nullopt;
  auto minute = in.two(0, 59);
  if (!minute) return std::nullopt;
  auto us = (*hour * 60 + *minute) * 60 * second_us;
  return west ? -us : us;
}

std::string quoted(std::string_view text) { return "\"" + std::string(text.substr(0, 80)) + "\""; }

std::string two_digits(std::int64_t value) {
  return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
}

/// ".5" for 500000, nothing for 0.
std::string fraction_text(std::int64_t us) {
  if (us == 0) return "";
  auto text = std::to_string(second_us + us);
  text[0] = '.';
  return text.substr(0, text.find_last_not_of('0') + 1);
}

std::uint64_t magnitude(Duration d) {
  return d.us < 0 ? 0 - static_cast<std::uint64_t>(d.us) : static_cast<std::uint64_t>(d.us);
}

struct DurationParts {
  std::int64_t days, hours, minutes, seconds, us;
};

DurationParts duration_parts(Duration d) {
  auto us = magnitude(d);
  auto take = [&us](std::uint64_t unit) {
    auto count = us / unit;
    us %= unit;
    return static_cast<std::int64_t>(count);
  };
  constexpr auto second = static_cast<std::uint64_t>(second_us);
  DurationParts parts{};
  parts.days = take(86'400 * second);
  parts.hours = take(3'600 * second);
  parts.minutes = take(60 * second);
  parts.seconds = take(second);
  parts.us = static_cast<std::int64_t>(us);
  return parts;
}

}  // namespace

// The two conversions follow Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": eras of 400 years from 1 March.
std::int64_t days_from_epoch(Date date) {
  std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
  auto era = (year >= 0 ? year : year - 399) / 400;
  auto year_of_era = year - era * 400;
  auto day_of_year = (153 * (date.month > 2 ? date.month - 3 : date.month + 9) + 2) / 5 + date.day - 1;
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
}

Date date_from_days(std::int64_t days) {
  constexpr std::int64_t bound = 700'000'000'000;  // years that an int32 can hold, with room
  days = std::clamp(days, -bound, bound) + 719'468;
  auto era = (days >= 0 ? days : days - 146'096) / 146'097;
  auto day_of_era = days - era * 146'097;
  auto year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  auto day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  auto shifted_month = (5 * day_of_year + 2) / 153;
  auto month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  return {static_cast<std::int32_t>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)), static_cast<std::uint8_t>(month),
          static_cast<std::uint8_t>(day_of_year - (153 * shifted_month + 2) / 5 + 1)};
}

int weekday(Date date) {
  auto days = (days_from_epoch(date) + 3) % 7;  // 1970-01-01 was a Thursday
  return static_cast<int>(days < 0 ? days + 7 : days) + 1;
}

bool is_valid(Date date) {
  return date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= days_in_month(date.year, date.month);
}

Result<Duration> parse_duration(std::string_view text) {
  auto refuse = [text](std::string why) {
    return Error{"", quoted(text) + " is not a duration: " + std::move(why),
                 "write days, hours, minutes and seconds as in P5D, PT4H30M or PT0.5S (ISO 8601)"};
  };
  TimeReader in{text};
  bool negative = in.take('-');
  if (!in.take('P')) return refuse("a duration starts with P");
  struct Unit {
    char letter;
    std::int64_t us;
    bool of_time;
  };
  constexpr Unit units[] = {{'W', 7 * day_us, false}, {'D', day_us, false}, {'H', 3'600 * second_us, true},
                            {'M', 60 * second_us, true}, {'S', second_us, true}};
  std::int64_t total = 0;
  std::size_t next_unit = 0;
  bool in_time = false, any = false, any_time = false;
  while (!in.done()) {
    if (!in_time && in.take('T')) {
      in_time = true;
      continue;
    }
    std::size_t digits = 0;
    auto count = in.number(digits);
    if (!count) return refuse("a number is missing before each letter");
    std::int64_t fraction_us = 0;
    bool has_fraction = in.take('.');
    if (has_fraction) {
      bool beyond = false;
      auto fraction = in.fraction(beyond);
      if (!fraction || beyond) return refuse("a second is counted to six digits after the point");
      fraction_us = *fraction;
    }
    if (!in_time && !in.done() && (in.text[0] == 'Y' || in.text[0] == 'M'))
      return refuse("the length of years and months depends on the date");
    auto unit = std::find_if(std::begin(units) + static_cast<std::ptrdiff_t>(next_unit), std::end(units),
                             [&](Unit const& u) { return u.of_time == in_time && !in.done() && u.letter == in.text[0]; });
    if (unit == std::end(units)) return refuse("the letters are W, D, then T with H, M, S, each once and in this order");
    if (has_fraction && unit->letter != 'S') return refuse("only seconds may have a fraction");
    in.text.remove_prefix(1);
    next_unit = static_cast<std::size_t>(unit - std::begin(units)) + 1;
    std::int64_t part = 0;
    if (__builtin_mul_overflow(*count, unit->us, &part) || __builtin_add_overflow(part, fraction_us, &part) ||
        __builtin_add_overflow(total, part, &total))
      return refuse("it is longer than 292,000 years");
    any = true;
    any_time = any_time || in_time;
  }
  if (!any || in_time != any_time) return refuse("it ends too early");
  return Duration{negative ? -total : total};
}

std::string format_duration(Duration duration) {
  auto parts = duration_parts(duration);
  std::string text = duration.us < 0 ? "-P" : "P";
  if (parts.days != 0) text += std::to_string(parts.days) + "D";
  if (parts.hours == 0 && parts.minutes == 0 && parts.seconds == 0 && parts.us == 0)
    return parts.days != 0 ? text : text + "T0S";
  text += "T";
  if (parts.hours != 0) text += std::to_string(parts.hours) + "H";
  if (parts.minutes != 0) text += std::to_string(parts.minutes) + "M";
  if (parts.seconds != 0 || parts.us != 0) text += std::to_string(parts.seconds) + fraction_text(parts.us) + "S";
  return text;
}

std::string describe_duration(Duration duration) {
  auto parts = duration_parts(duration);
  std::pair<std::int64_t, char const*> const units[] = {
      {parts.days, " d"}, {parts.hours, " h"}, {parts.minutes, " min"}, {parts.seconds, " s"}};
  std::string sign = duration.us < 0 ? "-" : "";
  for (std::size_t i = 0; i < std::size(units); ++i) {
    if (units[i].first == 0) continue;
    auto text = sign + std::to_string(units[i].first) + units[i].second;
    if (i + 1 < std::size(units) && units[i + 1].first != 0)
      text += " " + std::to_string(units[i + 1].first) + units[i + 1].second;
    return text;
  }
  if (parts.us >= 1'000) return sign + std::to_string(parts.us / 1'000) + " ms";
  return "0 s";
}

Result<Date> parse_date(std::string_view text) {
  TimeReader in{text};
  auto date = read_date(in);
  if (!date || !in.done()) return Error{"", quoted(text) + " is not a date", "write it as in 2026-03-27 (ISO 8601)"};
  return *date;
}

std::string format_date(Date date) {
  std::int64_t year = date.year;
  auto digits = std::to_string(year < 0 ? -year : year);
  auto padding = digits.size() < 4 ? std::string(4 - digits.size(), '0') : std::string();
  return (year < 0 ? "-" : "") + padding + digits + "-" + two_digits(date.month) + "-" + two_digits(date.day);
}

Result<Instant> parse_instant(std::string_view text) {
  Error refusal{"", quoted(text) + " is not an instant",
                "write date, time and offset as in 2026-03-27T15:50:00Z or 2026-03-27T16:50:00+01:00 (RFC 3339)"};
  TimeReader in{text};
  auto date = read_date(in);
  if (!date || (!in.take('T') && !in.take('t'))) return refusal;
  auto time = read_time_of_day(in);
  if (!time) return refusal;
  auto offset = read_offset(in);
  if (!offset || !in.done()) return refusal;
  std::int64_t us = 0;
  if (__builtin_mul_overflow(days_from_epoch(*date), day_us, &us) ||
      __builtin_add_overflow(us, *time - *offset, &us))
    return Error{"", quoted(text) + " is more than 292,000 years away from 1970", "check the year"};
  return Instant{us};
}

std::string format_instant(Instant instant) {
  auto day = instant.us / day_us - (instant.us % day_us < 0 ? 1 : 0);
  auto us = instant.us % day_us;
  if (us < 0) us += day_us;
  auto second = us / second_us;
  return format_date(date_from_days(day)) + "T" + two_digits(second / 3'600) + ":" + two_digits(second / 60 % 60) + ":" +
         two_digits(second % 60) + fraction_text(us % second_us) + "Z";
}

Result<LocalTime> parse_local_time(std::string_view text) {
  Error refusal{"", quoted(text) + " is not a local time", "write date and time without offset as in 2026-03-27T16:50"};
  TimeReader in{text};
  auto date = read_date(in);
  if (!date || (!in.take('T') && !in.take('t'))) return refusal;
  auto time = read_time_of_day(in);
  if (!time || !in.done()) return refusal;
  if (date->year < -290'000 || date->year > 290'000) return refusal;  // an Instant could not hold it
  return LocalTime{*date, *time};
}

}  // namespace drivetrain
