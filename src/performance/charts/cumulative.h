// Charts that remember: small shifts that last are found weeks before a single point leaves its limits.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "performance/charts/chart.h"

namespace drivetrain::performance::charts {

/// How a chart that remembers is set up. Centre and sigma come from a baseline or from the standard.
struct Ewma {
  double centre = 0, sigma = 1;   ///< of single figures
  double weight = 0.2;            ///< of the newest one, above 0, at most 1
  double limits = 3;              ///< in sigmas of the average
};
/// The exponentially weighted moving average after each figure, with the limits it has by then (Montgomery 9.25, 9.26). Gaps leave it as it was.
Chart draw_ewma(Ewma const& ewma, std::span<std::optional<double> const> figures);

struct Cusum {
  double centre = 0, sigma = 1;
  double slack = 0.5;             ///< k: half of the shift that must be found, in sigmas
  double decision = 5;            ///< h: sum at which a shift is said to be there, in sigmas
};
struct CusumPoint {
  double above = 0, below = 0;    ///< sums beyond the slack, in sigmas, both >= 0 (Montgomery 9.2, 9.3)
  int above_since = 0, below_since = 0;  ///< figures since the sum was 0: the shift began that long ago
  bool signal = false;            ///< one of the sums is beyond the decision
};
/// After each figure; gaps leave the sums as they were. Sigma must be above 0.
std::vector<CusumPoint> draw_cusum(Cusum const& cusum, std::span<std::optional<double> const> figures);

}  // namespace drivetrain::performance::charts
