// When: days, times, durations and recurrences as people write them in English and German: "every Tue 08:15", "täglich 07:30", "Mo–Fr 6:50–7:00",
// "jeden 2. Dienstag im Monat", "1. Freitag", "quartalsweise". Results are what the model's rhythms need: an RRULE (RFC 5545), a local
// start, a duration; what the text does not say is absent, never invented here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace drivetrain::app::own_data {

/// 2026-01-05, 5.1.2026, 05/01/2026 (day first; month first only when the day cannot be first), 5 Jan 2026, 5. Januar 2026.
std::optional<Date> read_loose_date(std::string_view text);

/// "90 min", "1,5 h", "1:30 h", "2 Std.", "PT2H", "45'". `days` and weeks are counted in `day` (eight working hours for a deadline).
std::optional<Duration> read_loose_duration(std::string_view text, Duration day);

enum class Frequency { unknown, daily, weekly, monthly, quarterly, yearly };

/// What a text says about when something comes round.
struct When {
  Frequency frequency = Frequency::unknown;
  int interval = 1;                       ///< every second week: 2
  std::vector<int> weekdays;              ///< 1 = Monday … 7 = Sunday, ascending
  int nth = 0;                            ///< of monthly: 1 … 4, -1 for the last weekday; 0: not said
  int day_of_month = 0;
  std::optional<std::int64_t> start_us;   ///< time of day
  std::optional<std::int64_t> end_us;
  std::vector<std::int64_t> more_starts_us;  ///< "06:00/14:00/22:00": the later ones
  std::optional<Duration> duration;
  std::optional<Date> first;
  bool once = false;
};

/// Takes what it understands of `text` into `when`. The words that were not understood, in order; none when all were.
std::vector<std::string> read_when(std::string_view text, When& when);

/// RRULE without the word; empty when neither frequency, weekday nor date is known.
std::string rrule_of(When const& when);
/// The first day on or after `from` on which it can occur.
Date first_day_of(When const& when, Date from);

std::string weekday_code(int weekday);    ///< 1 → "MO"

}  // namespace drivetrain::app::own_data
