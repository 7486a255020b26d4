// Where to try the bands of a decision so that nothing between the trials can differ: the constants that its conditions
// compare with, the ends of the declared range, and one point in each gap between them (and before and after all, for texts too). Conditions built of and/or/not over
// comparisons with constants are constant between these points, so trying all of them is a proof, not a sample.
#pragma once

#include <string>
#include <vector>

#include "decisions/bands.h"
#include "decisions/model.h"
#include "feel/value.h"

namespace drivetrain::decisions {

struct FactPoints {
  std::string fact;
  std::vector<feel::Value> points;  ///< ascending for numbers
};

struct BandPoints {
  std::vector<FactPoints> facts;  ///< those that some band reads, in the order declared
  std::string undecided;          ///< why trying points proves nothing; empty when it proves all
  std::size_t combinations() const;
};

/// Bound of combinations; more are undecided.
inline constexpr std::size_t max_band_trials = 20'000;

BandPoints band_points(Decision const& decision, std::vector<CompiledBand> const& bands);

}  // namespace drivetrain::decisions
