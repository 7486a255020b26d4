// The constants of control charts: how far the spread of a small sample lies from the spread of what it was taken from, when that is normal.
#pragma once

namespace drivetrain::performance::charts {

/// Samples larger than this have a mean-range chart that throws most of them away; 25 as in the tables.
inline constexpr int largest_ranged_sample = 25;

/// Mean of the standard deviation of `n` values, in sigmas (ISO 7870-2, table 2). `n` >= 2.
double c4(double n);
/// Mean of the range of `n` values, in sigmas. 2 <= n <= largest_ranged_sample.
double d2(int n);
/// Standard deviation of the range of `n` values, in sigmas. 2 <= n <= largest_ranged_sample.
double d3(int n);

/// d2 and D4 for two values as the tables round them; so does whoever checks an individuals chart by hand.
inline constexpr double d2_of_two = 1.128;
inline constexpr double largest_moving_range = 3.267;

}  // namespace drivetrain::performance::charts
