// EWMA and the tabular CUSUM.
#include "performance/charts/cumulative.h"

#include <algorithm>
#include <cmath>

namespace drivetrain::performance::charts {

Chart draw_ewma(Ewma const& ewma, std::span<std::optional<double> const> figures) {
  Chart chart;
  if (!figures.empty()) chart.phases.push_back({});
  double average = ewma.centre, forgotten = 1;
  for (auto const& figure : figures) {
    if (figure) average += ewma.weight * (*figure - average), forgotten *= (1 - ewma.weight) * (1 - ewma.weight);
    double const sigma = ewma.sigma * std::sqrt(ewma.weight / (2 - ewma.weight) * (1 - forgotten));
    Drawn d;
    d.centre = ewma.centre;
    if (figure) {
      d.value = average, d.lower = ewma.centre - ewma.limits * sigma, d.upper = ewma.centre + ewma.limits * sigma;
      // Scaled so that 3 is the limit, whatever width was chosen.
      d.distance = sigma > 0 ? (average - ewma.centre) / sigma * 3 / ewma.limits : 0;
      d.side = average > ewma.centre ? 1 : average < ewma.centre ? -1 : 0;
    }
    chart.points.push_back(d);
  }
  return chart;
}

std::vector<CusumPoint> draw_cusum(Cusum const& cusum, std::span<std::optional<double> const> figures) {
  std::vector<CusumPoint> points;
  CusumPoint now;
  for (auto const& figure : figures) {
    if (figure) {
      double const z = (*figure - cusum.centre) / cusum.sigma;
      now.above = std::max(0.0, now.above + z - cusum.slack);
      now.below = std::max(0.0, now.below - z - cusum.slack);
      now.above_since = now.above > 0 ? now.above_since + 1 : 0;
      now.below_since = now.below > 0 ? now.below_since + 1 : 0;
      now.signal = now.above > cusum.decision || now.below > cusum.decision;
    }
    points.push_back(now);
  }
  return points;
}

}  // namespace drivetrain::performance::charts
