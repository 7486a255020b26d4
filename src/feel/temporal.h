// FEEL's temporal values (DMN 1.5 §10.3.2.3.4–9): wider than base/time.h because FEEL asks for nanoseconds, years up to
// ±999,999,999 and times that know their zone only by name.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace drivetrain {
class Zone;
}

namespace drivetrain::feel {

__extension__ typedef __int128 WideNanos;  ///< nanoseconds beyond 292 years; a compiler extension, hence the mark

inline constexpr std::int64_t nanos_per_second = 1'000'000'000;
inline constexpr std::int64_t nanos_per_day = 86'400 * nanos_per_second;
inline constexpr std::int32_t max_year = 999'999'999;

/// What a time says about its place on earth: nothing, an offset from UTC, or a zone of tzdata.
struct ZoneRef {
  enum class Form : std::uint8_t { local, offset, named };
  Form form = Form::local;
  std::int32_t value = 0;  ///< seconds east of UTC, or the number of an interned zone
  static ZoneRef utc() { return {Form::offset, 0}; }
  static ZoneRef of_offset(std::int32_t seconds) { return {Form::offset, seconds}; }
  /// Nothing when tzdata has no such zone.
  static std::optional<ZoneRef> named(std::string_view iana);
  /// "Z", "+02:00", "@Europe/Paris", "".
  std::string text() const;
  std::string name() const;  ///< of a named zone, else empty
  bool operator==(ZoneRef const&) const = default;
};

/// FEEL time. `nanos` counts from midnight, 0 <= nanos < nanos_per_day.
struct TimeOfDay {
  std::int64_t nanos = 0;
  ZoneRef zone;
  bool operator==(TimeOfDay const&) const = default;  ///< same representation, as FEEL's is() asks
};

/// FEEL days and time duration: seconds + nanos / 1e9 with 0 <= nanos < 1e9, so -0.5 s is {-1, 500000000}.
struct DaysDuration {
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;
  auto operator<=>(DaysDuration const&) const = default;
  static DaysDuration of(Duration duration);
  static DaysDuration of_nanos(WideNanos nanos);  ///< precondition: fits
  WideNanos total_nanos() const { return static_cast<WideNanos>(seconds) * nanos_per_second + nanos; }
  /// Microseconds, rounded down, held at the ends of the range.
  Duration to_duration() const;
};

/// FEEL years and months duration.
struct MonthsDuration {
  std::int64_t months = 0;
  auto operator<=>(MonthsDuration const&) const = default;
};

/// FEEL date and time. Where the clocks of a named zone went back, one reading means two moments. A moment that was computed keeps which of
/// them it is (§10.3.2.3.5: equal are those of one instant); of a reading alone, as a text gives it, the earlier is taken, as RFC 5545
/// §3.3.5 and most calendars do. A reading that clocks skip in spring is moved on by what they skip: settled().
struct DateTime {
  Date date;
  std::int64_t nanos = 0;  ///< since local midnight
  ZoneRef zone;
  bool later = false;      ///< the second moment of a doubled reading; false wherever there is only one
  bool operator==(DateTime const&) const = default;  ///< same representation, as FEEL's is() asks
  static DateTime of(Instant instant);               ///< in UTC
  /// Time since 1970-01-01T00:00Z; a local one is read as UTC.
  DaysDuration since_epoch() const;
  /// The same moment with another zone. Nothing when the year leaves FEEL's range.
  static std::optional<DateTime> at(DaysDuration since_epoch, ZoneRef zone);
  Instant to_instant() const;  ///< held at the ends of Instant's range
  /// Seconds east of UTC at this moment; nothing when local.
  std::optional<std::int32_t> offset_seconds() const;
  /// What clocks in the zone show at this moment: 03:30 for 02:30 on the day when they go from 02:00 to 03:00.
  DateTime settled() const;
};

// Strict XML Schema forms (DMN 1.5 §10.3.4.1); nothing for anything else.
std::optional<Date> parse_feel_date(std::string_view text);
std::optional<TimeOfDay> parse_feel_time(std::string_view text);
/// A date alone is its midnight, without zone. T24:00:00 is the next day's midnight.
std::optional<DateTime> parse_feel_date_time(std::string_view text);
std::optional<DaysDuration> parse_days_duration(std::string_view text);
std::optional<MonthsDuration> parse_months_duration(std::string_view text);

std::string format(Date date);
std::string format(TimeOfDay const& time);
std::string format(DateTime const& date_time);
std::string format(DaysDuration duration);
std::string format(MonthsDuration duration);

// Arithmetic (DMN 1.5 §10.3.2.6.2); nothing when the result leaves FEEL's range.
bool in_range(Date date);
/// Nothing as well when the day does not exist in the target month (2026-01-31 + P1M), as §10.3.2.6.2's formula says.
std::optional<Date> add_months(Date date, std::int64_t months);
std::optional<Date> add_days(Date date, std::int64_t days);
std::optional<DateTime> add(DateTime const& date_time, DaysDuration duration);
TimeOfDay add(TimeOfDay const& time, DaysDuration duration);
std::optional<DaysDuration> add(DaysDuration a, DaysDuration b);
DaysDuration negated(DaysDuration duration);
/// Whole months from a to b, toward zero (FEEL's years and months duration()).
std::int64_t months_between(Date from, Date to);

/// Orders two moments; nothing when only one of them knows its zone.
std::optional<int> compare(DateTime const& a, DateTime const& b);
/// Orders two times of day; nothing when they cannot be put on one clock without knowing the date.
std::optional<int> compare(TimeOfDay const& a, TimeOfDay const& b);

}  // namespace drivetrain::feel
