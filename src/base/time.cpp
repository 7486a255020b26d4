// Dates and instants as text (see time.h). Exact, without locale and without the C library's notion of time.
#include "base/time.h"

#include <algorithm>

#include "base/time_reader.h"

namespace drivetrain {

namespace {

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

std::string two_digits(std::int64_t value) {
  return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
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

Result<Date> parse_date(std::string_view text) {
  TimeReader in{text};
  auto date = read_date(in);
  if (!date || !in.done()) return Error{"", quoted_text(text) + " is not a date", "write it as in 2026-03-27 (ISO 8601)"};
  return *date;
}

std::string format_date(Date date) {
  std::int64_t year = date.year;
  auto digits = std::to_string(year < 0 ? -year : year);
  auto padding = digits.size() < 4 ? std::string(4 - digits.size(), '0') : std::string();
  return (year < 0 ? "-" : "") + padding + digits + "-" + two_digits(date.month) + "-" + two_digits(date.day);
}

Result<Instant> parse_instant(std::string_view text) {
  Error refusal{"", quoted_text(text) + " is not an instant",
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
    return Error{"", quoted_text(text) + " is more than 292,000 years away from 1970", "check the year"};
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
  Error refusal{"", quoted_text(text) + " is not a local time", "write date and time without offset as in 2026-03-27T16:50"};
  TimeReader in{text};
  auto date = read_date(in);
  if (!date || (!in.take('T') && !in.take('t'))) return refusal;
  auto time = read_time_of_day(in);
  if (!time || !in.done()) return refusal;
  if (date->year < -290'000 || date->year > 290'000) return refusal;  // an Instant could not hold it
  return LocalTime{*date, *time};
}

}  // namespace drivetrain
