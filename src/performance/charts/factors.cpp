// Computes the constants of control charts; the ranges by integrating over the order statistics (Tippett 1925).
#include "performance/charts/factors.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace drivetrain::performance::charts {
namespace {

struct RangeFactors {
  std::array<double, largest_ranged_sample + 1> mean{}, deviation{};
};

// Over the distribution of the range w: F(w) = n ∫ φ(x) (Φ(x+w) - Φ(x))^(n-1) dx, its mean ∫ 1-F, its mean square 2 ∫ w (1-F). The trapezoids are exact to
// 1e-8: the integrands vanish at the ends, but for w = 0, where the first term of Euler and Maclaurin is added.
RangeFactors compute_range_factors() {
  constexpr std::size_t steps = 320, widest = 200;
  constexpr double from = -8.0, step = 0.05;
  std::array<double, steps + widest + 1> below{}, density{};
  for (std::size_t i = 0; i < below.size(); ++i) {
    double const x = from + step * static_cast<double>(i);
    below[i] = 0.5 * std::erfc(-x / std::sqrt(2.0)), density[i] = std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi);
  }
  RangeFactors f;
  for (int n = 2; n <= largest_ranged_sample; ++n) {
    double mean = step / 2, square = 0;
    for (std::size_t w = 1; w <= widest; ++w) {
      double within = 0;
      for (std::size_t i = 0; i <= steps; ++i) within += density[i] * std::pow(below[i + w] - below[i], n - 1);
      double const wider = 1 - n * within * step, width = step * static_cast<double>(w);
      mean += wider * step, square += 2 * width * wider * step;
    }
    square += 2 * step * step / 12;
    if (n == 2) mean -= step * step / 12 / std::sqrt(std::numbers::pi);
    f.mean[static_cast<std::size_t>(n)] = mean;
    f.deviation[static_cast<std::size_t>(n)] = std::sqrt(square - mean * mean);
  }
  return f;
}

RangeFactors const& range_factors() {
  static RangeFactors const computed = compute_range_factors();
  return computed;
}

}  // namespace

double c4(double n) { return std::sqrt(2 / (n - 1)) * std::exp(std::lgamma(n / 2) - std::lgamma((n - 1) / 2)); }
double d2(int n) { return range_factors().mean[static_cast<std::size_t>(n)]; }
double d3(int n) { return range_factors().deviation[static_cast<std::size_t>(n)]; }

}  // namespace drivetrain::performance::charts
