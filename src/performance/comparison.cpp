// Levels and their difference (see comparison.h).
#include "performance/comparison.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <vector>

#include "performance/control.h"
#include "performance/figure.h"

namespace drivetrain::performance {

Duration period_of(Kpi const& kpi) { return kpi.chart && kpi.chart->period ? *kpi.chart->period : days(1); }

Level level_between(Kpi const& kpi, Program const& program, State const& state, Instant from, Instant until, Zone const& zone) {
  auto const found = program.kpis.find(kpi.header.id);
  if (found == program.kpis.end()) return {};
  auto const period = period_of(kpi);
  std::vector<double> figures;
  // Backwards from the newest whole period: what lies further back than is compared is not looked at.
  auto end = period_begin(period, until, zone);
  for (std::int64_t looked = 0; looked < 2 * most_compared && static_cast<std::int64_t>(figures.size()) < most_compared; ++looked) {
    auto const begin = period_begin(period, end - Duration{1}, zone);
    if (begin < from) break;
    auto const measured = measure_between(found->second, state, begin, end);
    if (measured.evidence > 0) {
      auto const figure = found->second.formula.evaluate(feel::Environment::of(measured.values, end)).value;
      if (figure.kind() == feel::Kind::number) figures.push_back(figure.number().to_double());
    }
    end = begin;
  }
  Level level;
  level.periods = static_cast<std::int64_t>(figures.size());
  if (figures.empty()) return level;
  auto const n = static_cast<double>(figures.size());
  for (double one : figures) level.mean += one / n;
  if (figures.size() < 2) return level;
  double squares = 0;
  for (double one : figures) squares += (one - level.mean) * (one - level.mean);
  level.deviation = std::sqrt(squares / (n - 1));
  return level;
}

Difference difference_of(Level const& before, Level const& after, Direction direction) {
  Difference difference;
  if (before.periods < least_before || after.periods < least_after) return difference;
  difference.effect = after.mean - before.mean;
  auto const share = [](Level const& level) { return level.deviation * level.deviation / static_cast<double>(level.periods); };
  double const a = share(before), b = share(after), error = std::sqrt(a + b);
  double margin = 0;
  if (error > 0) {
    double const freedom = (a + b) * (a + b) / (a * a / static_cast<double>(before.periods - 1) + b * b / static_cast<double>(after.periods - 1));
    margin = error * boost::math::quantile(boost::math::students_t(freedom), 0.975);
  }
  difference.low = difference.effect - margin, difference.high = difference.effect + margin;
  bool const rose = difference.low > 0, fell = difference.high < 0;
  difference.verdict = rose == fell ? Verdict::same : rose == (direction == Direction::up) ? Verdict::better : Verdict::worse;
  return difference;
}

}  // namespace drivetrain::performance
