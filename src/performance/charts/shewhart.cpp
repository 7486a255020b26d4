// Centre lines and three-sigma limits of the Shewhart family, and of Laney's corrections.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "performance/charts/chart.h"
#include "performance/charts/factors.h"

namespace drivetrain::performance::charts {
namespace {

// What limits follow from: the usual points of a baseline. A point that was not measured stays, as a gap between its neighbours.
using Baseline = std::vector<Point>;

struct Usual {
  double centre = 0, sigma = 0;   ///< sigma: of one piece, one chance; see deviation_of_point
  bool known = false;
};

constexpr double t_power = 3.6;   // Nelson 1994: times between rare events to this root are nearly normal

double mean_weighed(Baseline const& base) {
  double sum = 0, size = 0;
  for (Point const& p : base)
    if (p.value) sum += *p.value * p.size, size += p.size;
  return size > 0 ? sum / size : 0;
}

// Sigma from one figure to the next. Steps that no usual variation makes are put aside once (Nelson 1982), or one outlier would widen the limits that should tell it.
double sigma_of_steps(std::vector<std::optional<double>> const& figures) {
  std::vector<double> steps;
  for (std::size_t i = 1; i < figures.size(); ++i)
    if (figures[i] && figures[i - 1]) steps.push_back(std::abs(*figures[i] - *figures[i - 1]));
  auto const mean = [](std::vector<double> const& v) { return v.empty() ? 0.0 : std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size()); };
  double const limit = largest_moving_range * mean(steps);
  std::vector<double> kept;
  std::copy_if(steps.begin(), steps.end(), std::back_inserter(kept), [&](double s) { return s < limit; });
  return mean(kept.empty() ? steps : kept) / d2_of_two;
}

// Mean of the samples' standard deviations; pooled when their sizes differ (Montgomery 6.31). Samples of one piece have none.
struct Spread { double mean = 0, sigma = 0; };
Spread spread_of_deviations(Baseline const& base) {
  double sum = 0, squares = 0, freedom = 0, first = 0;
  int samples = 0;
  bool same = true;
  for (Point const& p : base) {
    if (!p.value || p.size < 2) continue;
    if (samples == 0) first = p.size;
    same = same && p.size == first;
    sum += p.spread, squares += (p.size - 1) * p.spread * p.spread, freedom += p.size - 1, ++samples;
  }
  if (samples == 0) return {};
  if (same) return {sum / samples, sum / samples};
  return {std::sqrt(squares / freedom), std::sqrt(squares / freedom)};
}
// Sigma of one piece from the samples' ranges.
double sigma_of_ranges(Baseline const& base) {
  double sum = 0;
  int samples = 0;
  for (Point const& p : base)
    if (int const n = static_cast<int>(p.size); p.value && n >= 2 && n <= largest_ranged_sample) sum += p.spread / d2(n), ++samples;
  return samples ? sum / samples : 0;
}

double attribute_sigma(Family family, double centre, double size) {
  switch (family) {
    case Family::p: case Family::p_laney: return std::sqrt(std::max(0.0, centre * (1 - centre)) / size);
    case Family::np: return std::sqrt(std::max(0.0, size * centre * (1 - centre)));
    case Family::c: return std::sqrt(std::max(0.0, centre));
    case Family::u: case Family::u_laney: return std::sqrt(std::max(0.0, centre) / size);
    default: return 0;
  }
}
// How much more a share varies than its family says: the step from one standardised share to the next.
double laney_factor(Family family, Baseline const& base, double centre) {
  std::vector<std::optional<double>> standardised;
  for (Point const& p : base) {
    double const sigma = attribute_sigma(family, centre, p.size);
    standardised.push_back(p.value && sigma > 0 ? std::optional((*p.value - centre) / sigma) : std::nullopt);
  }
  return sigma_of_steps(standardised);
}

// Mean and sigma of `base` for the family; for t in the scale of its root.
Usual usual_of(Family family, Baseline const& base) {
  Usual u;
  u.known = std::any_of(base.begin(), base.end(), [](Point const& p) { return p.value.has_value(); });
  if (!u.known) return u;
  std::vector<std::optional<double>> figures;
  for (Point const& p : base) figures.push_back(p.value && family == Family::t ? std::optional(std::pow(std::max(0.0, *p.value), 1 / t_power)) : p.value);
  auto const plain_mean = [&] {
    double sum = 0, n = 0;
    for (auto const& f : figures)
      if (f) sum += *f, ++n;
    return sum / n;
  };
  switch (family) {
    case Family::run: {
      std::vector<double> v;
      for (auto const& f : figures)
        if (f) v.push_back(*f);
      std::sort(v.begin(), v.end());
      u.centre = v.size() % 2 ? v[v.size() / 2] : (v[v.size() / 2 - 1] + v[v.size() / 2]) / 2;
      break;
    }
    case Family::individuals: case Family::t: u.centre = plain_mean(), u.sigma = sigma_of_steps(figures); break;
    case Family::moving_range: u.centre = plain_mean(), u.sigma = u.centre * (largest_moving_range - 1) / 3; break;
    case Family::mean_deviation: u.centre = mean_weighed(base), u.sigma = spread_of_deviations(base).sigma; break;
    case Family::deviation: u.centre = u.sigma = spread_of_deviations(base).mean; break;
    case Family::mean_range: u.centre = mean_weighed(base), u.sigma = sigma_of_ranges(base); break;
    case Family::range: u.sigma = sigma_of_ranges(base); break;
    case Family::np: {
      double sum = 0, size = 0;
      for (Point const& p : base)
        if (p.value) sum += *p.value, size += p.size;
      u.centre = size > 0 ? sum / size : 0;
      break;
    }
    case Family::c: u.centre = plain_mean(); break;
    case Family::g: u.centre = plain_mean(), u.sigma = std::sqrt(u.centre * (u.centre + 1)); break;
    case Family::p: case Family::u: u.centre = mean_weighed(base), u.sigma = 1; break;
    case Family::p_laney: case Family::u_laney: u.centre = mean_weighed(base), u.sigma = laney_factor(family, base, u.centre); break;
  }
  return u;
}

// Centre and sigma of what is drawn for a point of this size; no sigma where none can be told.
struct Line { double centre = 0; std::optional<double> sigma{}; };
Line line_of(Family family, Usual const& u, Point const& p) {
  int const n = static_cast<int>(p.size);
  bool const ranged = n >= 2 && n <= largest_ranged_sample;
  switch (family) {
    case Family::run: return {u.centre, {}};
    case Family::mean_deviation: return p.size < 2 ? Line{u.centre, {}} : Line{u.centre, u.sigma / (c4(p.size) * std::sqrt(p.size))};
    case Family::deviation: return p.size < 2 ? Line{u.centre, {}} : Line{u.centre, u.centre * std::sqrt(1 - c4(p.size) * c4(p.size)) / c4(p.size)};
    case Family::mean_range: return ranged ? Line{u.centre, u.sigma / std::sqrt(p.size)} : Line{u.centre, {}};
    case Family::range: return ranged ? Line{u.sigma * d2(n), u.sigma * d3(n)} : Line{0, {}};
    case Family::np: return {u.centre * p.size, attribute_sigma(family, u.centre, p.size)};
    case Family::c: return {u.centre, attribute_sigma(family, u.centre, 1)};
    case Family::p: case Family::p_laney: case Family::u: case Family::u_laney:
      return p.size > 0 ? Line{u.centre, attribute_sigma(family, u.centre, p.size) * u.sigma} : Line{u.centre, {}};
    default: return {u.centre, u.sigma};
  }
}

int side_of(double value, double centre) { return value > centre ? 1 : value < centre ? -1 : 0; }

Drawn drawn(Family family, Usual const& u, Point const& p) {
  Drawn d;
  d.usual = p.usual;
  if (p.value) d.value = family == Family::deviation || family == Family::range ? p.spread : *p.value;
  if (d.value && family == Family::deviation && p.size < 2) d.value.reset();
  if (!u.known) return d;
  Line const line = line_of(family, u, p);
  d.centre = line.centre;
  double measured = d.value.value_or(0);
  if (family == Family::t) measured = std::pow(std::max(0.0, measured), 1 / t_power);
  if (line.sigma) {
    double const sigma = *line.sigma;
    d.lower = line.centre - 3 * sigma, d.upper = line.centre + 3 * sigma;
    if (family != Family::individuals && family != Family::mean_deviation && family != Family::mean_range) d.lower = std::max(0.0, *d.lower);
    if (family == Family::p || family == Family::p_laney) d.upper = std::min(1.0, *d.upper);
    if (family == Family::np) d.upper = std::min(p.size, *d.upper);
    double const away = measured - line.centre;
    if (d.value) d.distance = sigma > 0 ? away / sigma : away == 0 ? 0 : std::copysign(std::numeric_limits<double>::infinity(), away);
  }
  if (family == Family::t) {
    d.centre = std::pow(line.centre, t_power);
    d.lower = std::pow(*d.lower, t_power), d.upper = std::pow(*d.upper, t_power);
  }
  if (family == Family::g) d.centre *= std::log(2.0);   // half of the waits are shorter (Provost and Murray 2011): runs are told from there
  if (d.value && d.usual) d.side = side_of(family == Family::t ? measured : *d.value, family == Family::t ? line.centre : d.centre);
  return d;
}

// The figures become the steps between them; the first of a phase has none, nor has what follows a gap.
std::vector<Point> steps_between(std::span<Point const> points) {
  std::vector<Point> steps(points.begin(), points.end());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    bool const both = i > 0 && points[i].value && points[i - 1].value;
    steps[i].value = both ? std::optional(std::abs(*points[i].value - *points[i - 1].value)) : std::nullopt;
  }
  return steps;
}

}  // namespace

Point point_of(std::span<double const> sample, Family family) {
  Point p;
  p.size = static_cast<double>(sample.size());
  if (sample.empty()) return p;
  double const mean = std::accumulate(sample.begin(), sample.end(), 0.0) / p.size;
  p.value = mean;
  if (family == Family::mean_range || family == Family::range) {
    auto const [low, high] = std::minmax_element(sample.begin(), sample.end());
    p.spread = *high - *low;
  } else if (sample.size() > 1) {
    double squares = 0;
    for (double v : sample) squares += (v - mean) * (v - mean);
    p.spread = std::sqrt(squares / (p.size - 1));
  }
  return p;
}

Chart draw(Family family, std::span<Point const> points, std::span<Phase const> phases) {
  Chart chart;
  if (points.empty()) return chart;
  chart.phases.assign(phases.begin(), phases.end());
  std::stable_sort(chart.phases.begin(), chart.phases.end(), [](Phase const& a, Phase const& b) { return a.first < b.first; });
  std::erase_if(chart.phases, [&](Phase const& p) { return p.first >= points.size(); });
  if (chart.phases.empty() || chart.phases.front().first != 0) chart.phases.insert(chart.phases.begin(), Phase{});
  for (std::size_t k = 0; k < chart.phases.size(); ++k) {
    std::size_t const first = chart.phases[k].first, end = k + 1 < chart.phases.size() ? chart.phases[k + 1].first : points.size();
    std::span<Point const> mine = points.subspan(first, end - first);
    std::vector<Point> steps;
    if (family == Family::moving_range) mine = steps = steps_between(mine);
    Baseline base(mine.begin(), mine.begin() + static_cast<std::ptrdiff_t>(std::min(mine.size(), chart.phases[k].baseline.value_or(mine.size()))));
    std::erase_if(base, [](Point const& p) { return !p.usual; });
    Usual const usual = usual_of(family, base);
    for (Point const& p : mine) chart.points.push_back(drawn(family, usual, p));
  }
  return chart;
}

}  // namespace drivetrain::performance::charts
