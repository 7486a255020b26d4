// Indices of process capability with their intervals.
#include "performance/charts/capability.h"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

namespace drivetrain::performance::charts {
namespace {

double normal_quantile(double p) { return boost::math::quantile(boost::math::normal(), p); }
double share_under(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

// Of an index whose estimate's square is chi-square with `freedom` degrees.
Index chi_square_index(double value, double freedom, double confidence) {
  boost::math::chi_squared const chi(freedom);
  double const alpha = 1 - confidence;
  return {value, value * std::sqrt(boost::math::quantile(chi, alpha / 2) / freedom), value * std::sqrt(boost::math::quantile(chi, 1 - alpha / 2) / freedom)};
}
Index bissell_index(double value, int n, double quantile) {
  double const wide = std::sqrt(1.0 / (9.0 * n) + value * value / (2.0 * (n - 1)));
  return {value, value - quantile * wide, value + quantile * wide};
}

}  // namespace

std::optional<Capability> capability_of(double mean, double sigma, int n, Specification const& s, double confidence) {
  if ((!s.lower && !s.upper) || n < 2 || !(sigma > 0) || !(confidence > 0 && confidence < 1)) return std::nullopt;
  Capability c;
  double const one_sided = normal_quantile(confidence), two_sided = normal_quantile(1 - (1 - confidence) / 2);
  std::optional<double> nearest;
  if (s.lower) {
    double const value = (mean - *s.lower) / (3 * sigma);
    c.below = bissell_index(value, n, one_sided), c.expected_below = share_under(-3 * value), nearest = value;
  }
  if (s.upper) {
    double const value = (*s.upper - mean) / (3 * sigma);
    c.above = bissell_index(value, n, one_sided), c.expected_above = share_under(-3 * value), nearest = std::min(nearest.value_or(value), value);
  }
  c.cpk = bissell_index(*nearest, n, two_sided);
  if (s.lower && s.upper) {
    double const cp = (*s.upper - *s.lower) / (6 * sigma);
    c.cp = chi_square_index(cp, n - 1, confidence);
    if (s.target) {
      double const off = (mean - *s.target) / sigma;
      double const freedom = n * (1 + off * off) * (1 + off * off) / (1 + 2 * off * off);
      c.cpm = chi_square_index(cp / std::sqrt(1 + off * off), freedom, confidence);
    }
  }
  return c;
}

}  // namespace drivetrain::performance::charts
