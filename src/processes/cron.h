// Cron: instants by the fields of a calendar and a clock, in the dialect of Spring 5.3, which Camunda 7 and 8 both speak:
// seconds minutes hours days-of-month months days-of-week.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "base/zone.h"

namespace drivetrain::processes {

class Cron {
 public:
  /// Six fields or @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly. A field is *, a number or name (JAN, MON), a range a-b, each with
  /// a step /n, or a list of these; ? for either kind of day is *. Days of the month also L, L-3, LW, 15W; days of the week (0 and 7 are
  /// Sunday) also 5L, 5#2. A day must fit both fields of days. Refused as well: what no day of the calendar ever fits (30 February).
  /// DEVIATION: 31W in a month that ends on a Sunday is the Friday before, as Quartz documents W; Spring skips that month.
  static Result<Cron> parse(std::string_view text);

  /// The first instant after `after`. Local times that a zone's clock skips are read with the offset before the gap, of doubled ones the
  /// first is taken, as rhythms do; but where every hour is named, the hours say nothing and the ticks follow the running clock: none
  /// in the gap, both times in the doubled hour. Nothing: the calendar ends first.
  std::optional<Instant> next(Instant after, Zone const& zone) const;

 private:
  /// What a field of days may say beyond numbers.
  struct SpecialDay {
    enum class Form : std::uint8_t { from_end, last_working_day, nearest_working_day, last_weekday, nth_weekday };
    Form form = Form::from_end;
    int number = 0;  ///< days before the end, day of the month, or weekday 1..7
    int nth = 0;
  };
  static std::optional<SpecialDay> special_day_of_month(std::string_view text);
  static std::optional<SpecialDay> special_day_of_week(std::string_view text);
  static bool fits(SpecialDay const& special, Date date);
  bool has_day(Date date) const;
  /// The first fitting local time that is not before `from`; nothing within 400 years.
  std::optional<LocalTime> first_local(LocalTime from) const;
  std::optional<Instant> next_by_running_clock(Instant after, Zone const& zone) const;
  std::optional<Instant> next_by_local_time(Instant after, Zone const& zone) const;

  std::bitset<60> seconds_, minutes_;
  std::bitset<24> hours_;
  std::bitset<32> days_;     ///< 1..31
  std::bitset<13> months_;   ///< 1..12
  std::bitset<8> weekdays_;  ///< 1 Monday … 7 Sunday
  std::vector<SpecialDay> special_days_, special_weekdays_;
};

}  // namespace drivetrain::processes
