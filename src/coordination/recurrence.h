// Recurrence: when something comes round again (RFC 5545 §3.3.10, RRULE). Evaluated on local times and converted by our own
// zones, because a meeting at 06:50 stays at 06:50 when summer time comes (docs/decisions).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "base/zone.h"

namespace drivetrain::coordination {

class Recurrence {
 public:
  /// `rrule` without the word RRULE ("FREQ=WEEKLY;BYDAY=MO,WE"); `start` local, the first possible occurrence. An UNTIL in UTC is
  /// converted. Refused: what libical refuses, RSCALE, and FREQ=SECONDLY or MINUTELY (no meeting comes round that often).
  static Result<Recurrence> parse(std::string_view rrule, std::string_view start, std::shared_ptr<Zone const> zone);

  /// The first occurrence later than `after`; nothing when the rule has ended. Searches at most a hundred years.
  std::optional<Instant> next(Instant after) const;
  /// Occurrences in [from, to), at most `limit` (the first ones).
  std::vector<Instant> between(Instant from, Instant to, std::size_t limit) const;

 private:
  struct Rule;
  explicit Recurrence(std::shared_ptr<Rule const> rule) : rule_(std::move(rule)) {}
  std::shared_ptr<Rule const> rule_;
};

}  // namespace drivetrain::coordination
