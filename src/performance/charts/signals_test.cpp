// Each rule on a series that breaks it and on one that just does not; EWMA and CUSUM on Montgomery's example 9.1.
#include <gtest/gtest.h>

#include <cmath>

#include "performance/charts/cumulative.h"
#include "performance/charts/signals.h"

namespace drivetrain::performance::charts {
namespace {

// A chart with centre 0 and sigma 1, its points at these distances.
Chart at_distances(std::vector<double> const& distances) {
  Chart chart;
  chart.phases.push_back({});
  for (double z : distances) {
    Drawn d;
    d.value = z, d.lower = -3, d.upper = 3, d.distance = z, d.side = z > 0 ? 1 : z < 0 ? -1 : 0;
    chart.points.push_back(d);
  }
  return chart;
}
std::vector<Signal> broken(Rule rule, std::vector<double> const& distances) {
  Rule const one[]{rule};
  return find_signals(at_distances(distances), one);
}
using Signals = std::vector<Signal>;

TEST(ChartRules, tell_a_point_beyond_the_limits_but_not_on_them) {
  EXPECT_EQ(broken(Rule::beyond_limits, {0, 3.0, -3.1, 1}), (Signals{{Rule::beyond_limits, 2, 2}}));
}
TEST(ChartRules, tell_two_of_three_far_out_on_one_side) {
  EXPECT_EQ(broken(Rule::two_of_three, {0, 2.1, 0.5, 2.2, 0}), (Signals{{Rule::two_of_three, 1, 3}}));
  EXPECT_TRUE(broken(Rule::two_of_three, {0, 2.1, 0.5, -2.2, 0}).empty());
  EXPECT_TRUE(broken(Rule::two_of_three, {0, 2.1, 0, 0, 2.2}).empty());
}
TEST(ChartRules, tell_four_of_five_beyond_one_sigma) {
  EXPECT_EQ(broken(Rule::four_of_five, {-1.1, -1.2, 0.3, -1.5, -1.1}), (Signals{{Rule::four_of_five, 0, 4}}));
  EXPECT_TRUE(broken(Rule::four_of_five, {-1.1, -1.2, 0.3, -1.0, -1.1}).empty());
}
TEST(ChartRules, tell_eight_or_nine_on_a_side_and_skip_those_on_the_centre) {
  EXPECT_EQ(broken(Rule::eight_on_a_side, {-1, 1, 1, 1, 1, 0, 1, 1, 1, 1}), (Signals{{Rule::eight_on_a_side, 1, 9}}));
  EXPECT_TRUE(broken(Rule::nine_on_a_side, {-1, 1, 1, 1, 1, 0, 1, 1, 1, 1}).empty());
  EXPECT_EQ(broken(Rule::nine_on_a_side, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1}), (Signals{{Rule::nine_on_a_side, 0, 10}}));
}
TEST(ChartRules, tell_six_that_rise_or_fall_with_each_step) {
  EXPECT_EQ(broken(Rule::six_in_a_row, {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0}), (Signals{{Rule::six_in_a_row, 0, 5}}));
  EXPECT_EQ(broken(Rule::six_in_a_row, {6, 5, 4, 3, 2, 1}), (Signals{{Rule::six_in_a_row, 0, 5}}));
  EXPECT_TRUE(broken(Rule::six_in_a_row, {0, 0.1, 0.2, 0.2, 0.4, 0.5, 0.6}).empty());
}
TEST(ChartRules, tell_fourteen_up_and_down_in_turn) {
  std::vector<double> saw;
  for (int i = 0; i < 14; ++i) saw.push_back(i % 2 ? 0.5 : -0.5);
  EXPECT_EQ(broken(Rule::fourteen_alternate, saw), (Signals{{Rule::fourteen_alternate, 0, 13}}));
  saw[7] = -0.5;
  EXPECT_TRUE(broken(Rule::fourteen_alternate, saw).empty());
}
TEST(ChartRules, tell_a_chart_whose_points_lie_too_close_or_avoid_the_middle) {
  std::vector<double> close, far;
  for (int i = 0; i < 15; ++i) close.push_back(i % 3 * 0.4 - 0.4), far.push_back(i % 3 ? 1.2 : -1.2);
  EXPECT_EQ(broken(Rule::fifteen_close, close), (Signals{{Rule::fifteen_close, 0, 14}}));
  EXPECT_TRUE(broken(Rule::fifteen_close, far).empty());
  EXPECT_EQ(broken(Rule::eight_far, far), (Signals{{Rule::eight_far, 0, 14}}));
  EXPECT_TRUE(broken(Rule::eight_far, close).empty());
}
// 24 points beside the centre: chance leaves a run of at most 8 and at least 8 crossings.
TEST(ChartRules, tell_runs_and_crossings_that_chance_does_not_leave) {
  std::vector<double> shift(12, -1);
  shift.insert(shift.end(), 12, 1);
  EXPECT_EQ(broken(Rule::long_run, shift), (Signals{{Rule::long_run, 0, 11}, {Rule::long_run, 12, 23}}));
  EXPECT_EQ(broken(Rule::few_crossings, shift), (Signals{{Rule::few_crossings, 0, 23}}));
  EXPECT_EQ(runs_of(at_distances(shift).points).longest_usual, 8);
  EXPECT_EQ(runs_of(at_distances(shift).points).crossings_usual, 8);
}
TEST(ChartRules, skip_what_was_not_measured_and_what_is_not_usual) {
  Chart chart = at_distances({2.5, 9, 2.5, 0, 0});
  chart.points[1].usual = false;
  Rule const rules[]{Rule::two_of_three, Rule::beyond_limits};
  EXPECT_TRUE(find_signals(chart, rules).empty());        // 2.5, 2.5, 0: told at the second one, not after it
  chart.points[3].value.reset();
  chart.points.insert(chart.points.begin(), at_distances({0}).points[0]);
  EXPECT_EQ(find_signals(chart, rules), (Signals{{Rule::two_of_three, 0, 3}}));
}

// Montgomery, table 9.1: centre 10, sigma 1, the mean becomes 11 at the 21st figure. Table 9.2: the upper sum passes 5 at the 29th.
std::vector<std::optional<double>> montgomery_9_1() {
  return {9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.20, 10.34, 9.03, 11.47, 10.51, 9.40, 10.08,
          9.37, 10.62, 10.31, 8.52, 10.84, 10.90, 9.33, 12.29, 11.50, 10.60, 11.08, 10.38, 11.62, 11.31, 10.52};
}
TEST(CumulativeCharts, find_the_shift_of_montgomerys_example) {
  auto const sums = draw_cusum({10, 1, 0.5, 5}, montgomery_9_1());
  EXPECT_NEAR(sums[28].above, 5.28, 1e-9);
  EXPECT_EQ(sums[28].above_since, 7);
  EXPECT_TRUE(sums[28].signal);
  for (int i = 0; i < 28; ++i) EXPECT_FALSE(sums[static_cast<std::size_t>(i)].signal) << i;
  // Example 9.2: weight 0.10, limits 2.7; the first average 9.945, the limits grow to 10 ± 0.62.
  Chart const average = draw_ewma({10, 1, 0.1, 2.7}, montgomery_9_1());
  EXPECT_NEAR(*average.points[0].value, 9.945, 1e-9);
  EXPECT_NEAR(*average.points[0].upper, 10.27, 1e-9);
  EXPECT_NEAR(*average.points[29].upper, 10.62, 5e-3);
  EXPECT_EQ(find_signals(average, rules_of(RuleSet::limits)).front().first, 28u);
}
TEST(CumulativeCharts, are_not_moved_by_gaps) {
  std::vector<std::optional<double>> figures{11.0, std::nullopt, 11.0};
  auto const sums = draw_cusum({10, 1, 0.5, 5}, figures);
  EXPECT_DOUBLE_EQ(sums[1].above, sums[0].above);
  EXPECT_EQ(sums[2].above_since, 2);
  EXPECT_FALSE(draw_ewma({10, 1}, figures).points[1].value);
}

}  // namespace
}  // namespace drivetrain::performance::charts
