// Timetable: when a rhythm is due. Its rule runs in the company's local time; days on which its chair does not work (holidays)
// are left out, so that a meeting nobody could hold is never counted as missed.
#pragma once

#include <optional>
#include <vector>

#include "base/result.h"
#include "coordination/model.h"
#include "organisation/model.h"

namespace drivetrain::coordination {

/// Error when the rule or its start cannot be read (DT-M302).
Result<std::optional<Instant>> next_occurrence(Rhythm const& rhythm, organisation::Model const& form, Instant after);
/// In [from, to), at most a thousand.
Result<std::vector<Instant>> occurrences_between(Rhythm const& rhythm, organisation::Model const& form, Instant from, Instant to);

/// The longest time from one occurrence to the next within a year from `at` (for DT-D207: a decision that waits for its forum).
/// Nothing when there are fewer than two. The instants let a caller count working time between them.
struct Gap {
  Instant from, to;
  Duration length;   ///< by the company's clock on the wall: from nine to nine on the next day is a day, also when the clock is changed in between
};
Result<std::optional<Gap>> longest_gap(Rhythm const& rhythm, organisation::Model const& form, Instant at);

/// The longest time within thirteen weeks from `at` that something waits for the next occurrence of any of them, days on which the company
/// does not work left out. Nothing when together they occur less than twice.
Result<std::optional<Duration>> longest_wait(std::vector<Rhythm const*> const& rhythms, organisation::Model const& form, Instant at);

/// How late it may start and still be on time: as declared, else five minutes.
Duration grace_of(Rhythm const& rhythm);

}  // namespace drivetrain::coordination
