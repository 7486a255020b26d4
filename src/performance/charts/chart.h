// A control chart: a figure over time, the line it keeps while nothing special happens, and how far each point lies from it.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace drivetrain::performance::charts {

/// How a figure varies by itself; it decides where the limits lie (Montgomery, Introduction to Statistical Quality Control, chapters 6 and 7).
enum class Family {
  run,             ///< any figure: the median, no limits
  individuals,     ///< single figures (X of XmR)
  moving_range,    ///< from one single figure to the next (mR of XmR)
  mean_deviation,  ///< means of samples, limits by their standard deviations (X-bar of X-bar, S)
  deviation,       ///< standard deviations of samples (S)
  mean_range,      ///< means of samples, limits by their ranges (X-bar of X-bar, R)
  range,           ///< ranges of samples (R)
  p,               ///< share of a sample
  p_laney,         ///< p', for large samples whose share varies more than a binomial does (Laney 2002)
  np,              ///< number out of a sample
  c,               ///< number in an area of chances of one size
  u,               ///< number per chance, areas of any size
  u_laney,         ///< u'
  g,               ///< number of good ones between two rare events
  t,               ///< time between two rare events
};

struct Point {
  std::optional<double> value;  ///< the figure; the mean of a sample; the share (p), number (np, c, g), number per chance (u), time (t). Nothing when it was not measured
  double size = 1;              ///< of the sample, in pieces; chances (u)
  double spread = 0;            ///< inside the sample: its standard deviation, or its range for mean_range and range
  bool usual = true;            ///< false: its special cause is known; it is drawn and counts for nothing
};
/// Mean, size and spread of what one sample measured. `family` says which spread.
Point point_of(std::span<double const> sample, Family family);

/// From here on the process is taken to be another one: limits and runs begin anew.
struct Phase {
  std::size_t first = 0;                   ///< index of its first point
  std::optional<std::size_t> baseline{};   ///< limits follow from this many of its first points and stay; from all of them when absent
};

struct Drawn {
  std::optional<double> value;             ///< what is drawn; nothing for the first moving range and for what was not measured
  double centre = 0;
  std::optional<double> lower, upper;      ///< nothing where no limit can be told: run charts, samples of one piece
  double distance = 0;                     ///< from the centre, in sigmas of this point; ±infinity beside a centre without variation; 0 when there is no limit
  int side = 0;                            ///< of the centre: -1, 0 (on it, or nothing drawn, or not usual), 1
  bool usual = true;
};

struct Chart {
  std::vector<Drawn> points;               ///< as many as went in
  std::vector<Phase> phases;               ///< at least one when there are points; the first begins at 0
};

/// The chart of `points` in their order. Phases are taken in order of `first`; one that begins beyond the points is left out.
/// A phase without a usual measured point has centre 0 and no limits.
Chart draw(Family family, std::span<Point const> points, std::span<Phase const> phases = {});

}  // namespace drivetrain::performance::charts
