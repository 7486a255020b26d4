// What a figure was before, what it is since, and whether the difference is more than chance: the verdict on a trial, computed and not typed.
#pragma once

#include "base/zone.h"
#include "performance/program.h"
#include "performance/state.h"

namespace drivetrain::performance {

/// A figure over several whole periods; those without data count for nothing.
struct Level {
  std::int64_t periods = 0;
  double mean = 0, deviation = 0;  ///< of the periods' figures, in the KPI's unit; the deviation of a sample, 0 for fewer than two
};

/// The period of the KPI's chart, else a day.
Duration period_of(Kpi const& kpi);
/// Of the whole periods inside [from, until), of them at most the last `most_compared`.
Level level_between(Kpi const& kpi, Program const& program, State const& state, Instant from, Instant until, Zone const& zone);

inline constexpr std::int64_t most_compared = 30;
inline constexpr std::int64_t least_before = 6, least_after = 4;  ///< fewer periods tell nothing

enum class Verdict { unknown, same, better, worse };
struct Difference {
  Verdict verdict = Verdict::unknown;
  double effect = 0, low = 0, high = 0;  ///< after less before, with its 95 % interval; 0 when unknown
};
/// Welch's t interval (Welch 1947). better and worse: the whole interval lies on one side of 0; which side is good says `direction`.
Difference difference_of(Level const& before, Level const& after, Direction direction);

}  // namespace drivetrain::performance
