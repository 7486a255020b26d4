// Can the process keep its standard at all? A standard beyond what a process can do is missed by whoever works in it, however hard they try.
#pragma once

#include <optional>

namespace drivetrain::performance::charts {

/// The standard: at least one limit. The figure is to lie between them.
struct Specification {
  std::optional<double> lower, upper, target{};
};
/// An index with the interval that holds it with the confidence asked for.
struct Index {
  double value = 0, low = 0, high = 0;
};
struct Capability {
  std::optional<Index> cp;                ///< what it could do if it stood in the middle; only with both limits
  std::optional<Index> below, above;      ///< to each limit that there is (CPL, CPU)
  Index cpk;                              ///< the nearer of the two
  std::optional<Index> cpm;               ///< also counts the distance from the target; with both limits and a target
  double expected_below = 0, expected_above = 0;  ///< shares beyond the limits, were it normal
  /// Even in the middle between its limits it cannot keep them: the whole interval of cp, or of cpk with one limit only, lies under 1.
  bool unreachable_by_design() const { return cp ? cp->high < 1 : cpk.high < 1; }
};

/// Of a process with this mean and sigma, told from `n` figures (n >= 2, sigma > 0); nothing when there is no limit or that does not hold.
/// Cp by chi-square, the one-sided and Cpk by Bissell's normal approximation, Cpm by Boyles (Montgomery 8.3). `confidence` like 0.95.
std::optional<Capability> capability_of(double mean, double sigma, int n, Specification const& standard, double confidence = 0.95);

}  // namespace drivetrain::performance::charts
