// What a BPMN timer says (BPMN 2.0.2 §10.5.5, TimerEventDefinition): a date, a duration, or a cycle, which is a repeating interval of
// ISO 8601 or a cron. Parsed once; when it is due depends on when it was activated and on the company's zone.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "base/zone.h"

namespace drivetrain::processes {

struct TimerDefinition {
  /// What Next::missed counts to, of a cron: more are told as so many.
  static constexpr std::uint64_t most_missed_of_cron = 10'000;

  /// A date, or date and time, with offset ("2026-03-27T08:00:00+01:00"), with a zone ("…[Europe/Berlin]", "…@Europe/Berlin"), or local in the
  /// company's zone; a date alone is its midnight. As in Camunda 7, a duration here counts from the activation.
  static Result<TimerDefinition> date(std::string_view text);
  /// CalendarPeriod's text: P1M, P2W, PT30M. Zero and negative ones are due at once.
  static Result<TimerDefinition> duration(std::string_view text);
  /// A cron (see cron.h), or R3/PT10M, R/PT1H (endless), R5/START/P1D, R3/P1D/END, R3/START/END; dates as above. Years, months and days are
  /// counted on the calendar of the zone in brackets at START or END, else the company's. R3 is three firings: START (or the
  /// activation and one interval), and one interval later each; the last one at END. Intervals must be longer than nothing.
  /// DEVIATION: Camunda 7 counts START, and the end of a series, as one firing more.
  static Result<TimerDefinition> cycle(std::string_view text);

  /// First due instant for an activation at `now`: the date even when it has passed (it is then due at once); of a cycle with START or END
  /// the first on its phase that is not before `now`. Nothing: never (R0, a cycle whose last firing has passed).
  std::optional<Instant> first(Instant now, Zone const& zone) const;

  struct Next {
    Instant due;
    std::uint64_t missed = 0;           ///< due instants that passed between the one fired and this one
    std::optional<std::uint64_t> left;  ///< firings still to come, this one among them; nothing: endless
  };
  /// After firing the one due at `due`, for a moment `now` ≥ due: the next due instant on the phase of the start that lies after `now`. What was
  /// missed in between is fired once, by the one at `due`, and is used up. `left` as the Next before told it, repetitions() for
  /// the first. `activated` is when the timer was armed: cycles of months without START need it to come back to the 31st; without it
  /// they go on from `due`. Nothing: no more.
  std::optional<Next> next(Instant due, Instant now, std::optional<std::uint64_t> left, Zone const& zone,
                           std::optional<Instant> activated = {}) const;
  std::optional<std::uint64_t> repetitions() const;  ///< firings in all; nothing: endless or not a cycle
  bool repeats() const;                              ///< a cycle
  std::string const& text() const;

  struct Rule;

 private:
  explicit TimerDefinition(std::shared_ptr<Rule const> rule) : rule_(std::move(rule)) {}
  std::shared_ptr<Rule const> rule_;
};

}  // namespace drivetrain::processes
