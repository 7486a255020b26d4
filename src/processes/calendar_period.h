// A length of time that may hold years, months and days: only on a calendar, in a zone, does it become an amount (ISO 8601-1:2019 §5.5.2).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "base/zone.h"

namespace drivetrain::processes {

struct CalendarPeriod {
  std::int64_t months = 0, days = 0;
  std::int64_t us = 0;

  /// PnYnMnWnDTnHnMnS, seconds with a fraction of at most six digits, a sign in front. Refused: more than 10,000 years.
  static Result<CalendarPeriod> parse(std::string_view text);
  /// `times` periods after `start` (before it, when negative), each counted from `start`: months first, where a day that the month has not is its
  /// last; then days; local time of day kept, read by the zone's rule for its gaps and doubled hours; then what passes in hours,
  /// minutes and seconds. Nothing: farther than an instant can be.
  std::optional<Instant> after(Instant start, std::int64_t times, Zone const& zone) const;
  bool is_exact() const { return months == 0 && days == 0; }
  /// -1, 0, 1: the sign, as all parts have the same.
  int sign() const;
};

}  // namespace drivetrain::processes
