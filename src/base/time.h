// Time as the journal keeps it: an instant is microseconds since 1970-01-01T00:00Z, a duration microseconds.
// Local times, zones and calendars are in base/zone.h; FEEL's wider temporal types are in feel/.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace drivetrain {

struct Duration {
  std::int64_t us = 0;
  auto operator<=>(Duration const&) const = default;
  constexpr Duration operator+(Duration other) const { return {us + other.us}; }
  constexpr Duration operator-(Duration other) const { return {us - other.us}; }
  constexpr Duration operator*(std::int64_t n) const { return {us * n}; }
  constexpr double hours() const { return static_cast<double>(us) / 3.6e9; }
};

constexpr Duration seconds(std::int64_t n) { return {n * 1'000'000}; }
constexpr Duration minutes(std::int64_t n) { return seconds(n * 60); }
constexpr Duration hours(std::int64_t n) { return minutes(n * 60); }
constexpr Duration days(std::int64_t n) { return hours(n * 24); }

struct Instant {
  std::int64_t us = 0;
  auto operator<=>(Instant const&) const = default;
  constexpr Instant operator+(Duration d) const { return {us + d.us}; }
  constexpr Instant operator-(Duration d) const { return {us - d.us}; }
  constexpr Duration operator-(Instant other) const { return {us - other.us}; }
};

/// A day of the proleptic Gregorian calendar. month 1..12, day 1..31.
struct Date {
  std::int32_t year = 1970;
  std::uint8_t month = 1, day = 1;
  auto operator<=>(Date const&) const = default;
};

/// Wall-clock date and time without a zone.
struct LocalTime {
  Date date;
  std::int64_t us_of_day = 0;
  auto operator<=>(LocalTime const&) const = default;
};

std::int64_t days_from_epoch(Date date);
Date date_from_days(std::int64_t days);
/// 1 = Monday … 7 = Sunday (ISO 8601).
int weekday(Date date);
bool is_valid(Date date);

/// ISO 8601 durations of weeks, days, hours, minutes, seconds (PT4H, P5D, PT0.5S, -PT1H); years and months are refused
/// because their length depends on the date. Source: ISO 8601-1:2019, 5.5.2.
Result<Duration> parse_duration(std::string_view text);
std::string format_duration(Duration duration);          ///< PT4H30M
std::string describe_duration(Duration duration);        ///< "4 h 30 min", for people: two units at most, the rest cut off
Result<Date> parse_date(std::string_view text);          ///< 2026-03-27
std::string format_date(Date date);
/// RFC 3339 with Z or offset, to microseconds (finer is cut off); seconds may be left out.
Result<Instant> parse_instant(std::string_view text);
std::string format_instant(Instant instant);             ///< 2026-03-27T15:50:00Z, fraction only when there is one
/// 2026-03-27T16:50[:00[.5]] without zone.
Result<LocalTime> parse_local_time(std::string_view text);

}  // namespace drivetrain
