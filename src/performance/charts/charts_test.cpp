// The limits and run tests of every chart are those that R's qicharts2 computes for Montgomery's examples and for its own data (columns of the
// files), and the indices those of qcc. Folder: DRIVETRAIN_CORPORA, or ../shared/corpora beside the checkout.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <numeric>
#include <sstream>

#include "notation/tables/csv.h"
#include "performance/charts/capability.h"
#include "performance/charts/chart.h"
#include "performance/charts/factors.h"
#include "performance/charts/signals.h"

namespace drivetrain::performance::charts {
namespace {

namespace fs = std::filesystem;

fs::path spc_folder() {
  auto const* set = std::getenv("DRIVETRAIN_CORPORA");
  return fs::path(set ? set : "../shared/corpora") / "spc";
}

// Rows of a file by the names of its columns.
using SpcRow = std::map<std::string, std::string>;
std::vector<SpcRow> read_rows(std::string const& name) {
  std::ifstream in(spc_folder() / name);
  std::stringstream bytes;
  bytes << in.rdbuf();
  auto const table = notation::read_csv(name, bytes.str());
  EXPECT_TRUE(table.ok()) << name;
  std::vector<SpcRow> rows;
  if (!table.ok()) return rows;
  for (std::size_t i = 1; i < table.value().rows.size(); ++i) {
    SpcRow row;
    for (std::size_t c = 0; c < table.value().columns(); ++c) row[table.value().rows[0].at(c).text] = table.value().rows[i].at(c).text;
    rows.push_back(row);
  }
  return rows;
}
std::optional<double> number(SpcRow const& row, std::string const& column) {
  auto const at = row.find(column);
  if (at == row.end() || at->second.empty() || at->second == "NA") return std::nullopt;
  return std::stod(at->second);
}
bool flag(SpcRow const& row, std::string const& column) { return row.at(column) == "TRUE" || row.at(column) == "1"; }

struct Example {
  std::string file;
  Family family;
  double per = 1;    ///< chances that make one, for u charts (Montgomery counts per 50 square metres)
  double width = 1;  ///< of our limits beside the reference's
};
// qicharts2 counts a sample of which nothing was measured as one with -1 degrees of freedom: 75 instead of 76.
double const without_the_empty_sample = std::sqrt(75.0 / 76.0);

Point point_of_row(SpcRow const& row, Family family, double per) {
  Point p;
  p.usual = flag(row, "include");
  p.value = number(row, "y");
  switch (family) {
    case Family::mean_deviation: case Family::deviation:
      p.value = number(row, "y.mean"), p.size = number(row, "y.length").value_or(0), p.spread = number(row, "y.sd").value_or(0);
      break;
    case Family::individuals: case Family::moving_range: p.value = number(row, "y.sum"); break;
    default: p.size = number(row, "n").value_or(1) / per;
  }
  return p;
}

void near(std::optional<double> is, std::optional<double> expected, std::string const& what) {
  ASSERT_EQ(is.has_value(), expected.has_value()) << what;
  if (is) {
    EXPECT_NEAR(*is, *expected, 1e-9 * std::max(1.0, std::abs(*expected))) << what;
  }
}

class MontgomeryExample : public testing::TestWithParam<Example> {};

TEST_P(MontgomeryExample, has_the_limits_and_run_tests_of_the_reference) {
  if (!fs::exists(spc_folder())) GTEST_SKIP() << "there is no " << spc_folder() << "; DRIVETRAIN_CORPORA names the folder that holds spc";
  auto const [file, family, per, width] = GetParam();
  auto const rows = read_rows("montgomery_qicharts2_" + file + ".csv");
  ASSERT_FALSE(rows.empty());
  std::vector<Point> points;
  std::vector<Phase> phases;
  for (SpcRow const& row : rows) {
    if (points.empty() || row.at("part") != rows[points.size() - 1].at("part")) phases.push_back({points.size(), 0});
    *phases.back().baseline += flag(row, "baseline");
    points.push_back(point_of_row(row, family, per));
  }
  Chart const chart = draw(family, points, phases);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::string const what = file + " row " + std::to_string(i + 1);
    near(chart.points[i].value, number(rows[i], "y"), what + " value");
    near(chart.points[i].centre, number(rows[i], "cl"), what + " centre");
    auto const limit = [&](std::string const& column) {
      auto const reference = number(rows[i], column);
      return reference ? std::optional(chart.points[i].centre + (*reference - chart.points[i].centre) * width) : std::nullopt;
    };
    near(chart.points[i].lower, limit("lcl"), what + " lower");
    near(chart.points[i].upper, limit("ucl"), what + " upper");
    EXPECT_EQ(std::abs(chart.points[i].distance) > 3, flag(rows[i], "sigma.signal")) << what;
  }
  for (std::size_t k = 0; k < phases.size(); ++k) {
    std::size_t const first = phases[k].first, end = k + 1 < phases.size() ? phases[k + 1].first : rows.size();
    Runs const runs = runs_of(std::span(chart.points).subspan(first, end - first));
    EXPECT_EQ(runs.useful, number(rows[first], "n.useful")) << file;
    EXPECT_EQ(runs.longest, number(rows[first], "longest.run")) << file;
    EXPECT_EQ(runs.longest_usual, number(rows[first], "longest.run.max")) << file;
    EXPECT_EQ(runs.crossings, number(rows[first], "n.crossings")) << file;
    EXPECT_EQ(runs.crossings_usual, number(rows[first], "n.crossings.min")) << file;
    EXPECT_EQ(runs.signal(), flag(rows[first], "runs.signal")) << file;
  }
}

INSTANTIATE_TEST_SUITE_P(Charts, MontgomeryExample,
                         testing::Values(Example{"NA_test", Family::mean_deviation, 1, without_the_empty_sample}, Example{"ex_6.3_1", Family::mean_deviation}, Example{"ex_6.3_2", Family::deviation},
                                         Example{"ex_6.4_1", Family::mean_deviation}, Example{"ex_6.4_2", Family::deviation}, Example{"ex_6.5_3", Family::individuals},
                                         Example{"ex_6.5_4", Family::moving_range}, Example{"ex_7.1_5", Family::p}, Example{"ex_7.3_3", Family::c},
                                         Example{"ex_7.4_1", Family::u}, Example{"ex_7.5_1", Family::u, 50}, Example{"ex_7.6_1", Family::t}, Example{"tbl_7.4_1", Family::p}),
                         [](auto const& instance) {
                           std::string name = instance.param.file;
                           for (char& c : name)
                             if (c == '.') c = '_';
                           return name;
                         });

// Infections per patient day, by what its facets are.
struct Facets {
  std::string file;
  bool by_hospital = false, by_infection = false;
  bool over_hospitals = false;  ///< instead of over months: those of the last half year
  double per = 1;
};
class HospitalInfections : public testing::TestWithParam<Facets> {};

TEST_P(HospitalInfections, have_the_mean_limits_of_the_reference) {
  if (!fs::exists(spc_folder())) GTEST_SKIP() << "there is no " << spc_folder() << "; DRIVETRAIN_CORPORA names the folder that holds spc";
  Facets const facets = GetParam();
  std::map<std::pair<std::string, std::string>, std::map<std::string, std::pair<double, double>>> counted;
  for (SpcRow const& row : read_rows("qicharts2_hospital_infections.csv")) {
    if (facets.over_hospitals && row.at("month") < "2016-07-01") continue;
    auto& cell = counted[{facets.by_hospital ? row.at("hospital") : "", facets.by_infection ? row.at("infection") : ""}][row.at(facets.over_hospitals ? "hospital" : "month")];
    cell.first += *number(row, "n"), cell.second += *number(row, "days");
  }
  auto const reference = read_rows("montgomery_qicharts2_" + facets.file + ".csv");
  ASSERT_EQ(counted.size(), reference.size());
  for (SpcRow const& row : reference) {
    std::string const one = row.at("facet1"), two = row.at("facet2");
    auto const& cells = counted.at(facets.by_hospital ? std::pair(one, two) : facets.by_infection ? std::pair(std::string(), one) : std::pair(std::string(), std::string()));
    std::vector<Point> points;
    for (auto const& [when, cell] : cells) points.push_back({cell.first / cell.second * facets.per, cell.second / facets.per, 0, true});
    Chart const chart = draw(Family::u, points);
    double lower = 0, upper = 0;
    bool beyond = false;
    for (Drawn const& d : chart.points) lower += *d.lower, upper += *d.upper, beyond = beyond || std::abs(d.distance) > 3;
    double const n = static_cast<double>(points.size());
    near(chart.points[0].centre, number(row, "CL"), one + two + " centre");
    near(lower / n, number(row, "aLCL"), one + two + " lower");
    near(upper / n, number(row, "aUCL"), one + two + " upper");
    EXPECT_EQ(beyond, flag(row, "sigma.signal")) << one << two;
    if (facets.over_hospitals) continue;  // in the order of a figure there; runs over places mean nothing
    Runs const runs = runs_of(chart.points);
    EXPECT_EQ(runs.longest, number(row, "longest.run")) << one << two;
    EXPECT_EQ(runs.crossings, number(row, "n.crossings")) << one << two;
    EXPECT_EQ(runs.signal(), flag(row, "runs.signal")) << one << two;
  }
}
INSTANTIATE_TEST_SUITE_P(Charts, HospitalInfections,
                         testing::Values(Facets{"hai_1"}, Facets{"hai_2", false, true}, Facets{"hai_3", true, true}, Facets{"hai_4", false, true, true, 10000}),
                         [](auto const& instance) { return instance.param.file; });

// The constants of Montgomery's appendix VI and of ISO 7870-2.
TEST(ChartFactors, are_those_of_the_tables) {
  EXPECT_NEAR(c4(2), 0.7979, 5e-5);
  EXPECT_NEAR(c4(5), 0.9400, 5e-5);
  EXPECT_NEAR(c4(25), 0.9896, 5e-5);
  EXPECT_NEAR(d2(2), 1.128, 5e-4);
  EXPECT_NEAR(d2(5), 2.326, 5e-4);
  EXPECT_NEAR(d2(25), 3.931, 5e-4);
  EXPECT_NEAR(d3(2), 0.853, 5e-4);
  EXPECT_NEAR(d3(5), 0.864, 5e-4);
  EXPECT_NEAR(d3(25), 0.708, 5e-4);
}

// Rings for pistons, 25 samples of five: the constants of R's qcc for its own example (X-bar, R; process.capability with 73.95 to 74.05).
TEST(Capability, of_piston_rings_is_that_of_r) {
  if (!fs::exists(spc_folder())) GTEST_SKIP() << "there is no " << spc_folder() << "; DRIVETRAIN_CORPORA names the folder that holds spc";
  std::ifstream in(spc_folder() / "pistonrings.txt");
  std::string line;
  std::getline(in, line);
  std::map<int, std::vector<double>> samples;
  while (std::getline(in, line)) {
    std::istringstream words(line);
    double diameter = 0;
    int sample = 0;
    std::string trial;
    if (words >> diameter >> sample >> trial && trial == "TRUE") samples[sample].push_back(diameter);
  }
  ASSERT_EQ(samples.size(), 25u);
  std::vector<Point> points;
  for (auto const& [which, sample] : samples) points.push_back(point_of(sample, Family::mean_range));
  Chart const means = draw(Family::mean_range, points), ranges = draw(Family::range, points);
  double const sigma = (*means.points[0].upper - means.points[0].centre) / 3 * std::sqrt(5.0);
  EXPECT_NEAR(means.points[0].centre, 74.00118, 5e-6);
  EXPECT_NEAR(sigma, 0.009785039, 5e-7);  // qcc takes d2 from a table of three decimals
  EXPECT_NEAR(*ranges.points[0].upper, 0.04812, 5e-5);  // Montgomery example 6.1: D4 = 2.115, R-bar = 0.02276
  EXPECT_NEAR(*ranges.points[0].lower, 0, 1e-12);
  auto const c = capability_of(means.points[0].centre, sigma, 125, {73.95, 74.05, 74.0});
  ASSERT_TRUE(c && c->cp && c->cpm);
  auto const is = [](Index const& index, double value, double low, double high) {
    EXPECT_NEAR(index.value, value, 5e-4);
    EXPECT_NEAR(index.low, low, 5e-4);
    EXPECT_NEAR(index.high, high, 5e-4);
  };
  is(*c->cp, 1.703, 1.491, 1.915);
  is(*c->below, 1.743, 1.555, 1.932);
  is(*c->above, 1.663, 1.483, 1.844);
  is(c->cpk, 1.663, 1.448, 1.878);
  EXPECT_NEAR(c->cpm->value, 1.691, 5e-4);
  EXPECT_NEAR(c->cpm->low, 1.480, 2e-3);  // qcc does not square Boyles' numerator
  EXPECT_NEAR(c->cpm->high, 1.902, 2e-3);
  EXPECT_FALSE(c->unreachable_by_design());
}

TEST(Capability, says_when_a_standard_is_beyond_what_the_process_can_do) {
  EXPECT_TRUE(capability_of(10, 1, 200, {8.0, 12.0})->unreachable_by_design());   // Cp 0.67
  EXPECT_FALSE(capability_of(11.5, 0.4, 200, {8.0, 12.0})->unreachable_by_design());  // off the middle, which can be mended
  EXPECT_FALSE(capability_of(10, 1, 5, {7.5, 12.5})->unreachable_by_design());     // five figures tell too little
  EXPECT_FALSE(capability_of(10, 0, 200, {8.0, 12.0}));
  EXPECT_FALSE(capability_of(10, 1, 200, {}));
}

// Shares of samples of 50,000 whose true share wanders: a p chart calls nearly all of them signals, Laney's does not.
TEST(LaneyChart, takes_the_usual_wandering_of_large_samples_for_usual) {
  std::vector<Point> points;
  for (int i = 0; i < 40; ++i) points.push_back({0.10 + 0.01 * std::sin(i * 2.4), 50000, 0, true});
  auto const beyond = [&](Family family) { return find_signals(draw(family, points), rules_of(RuleSet::limits)).size(); };
  EXPECT_GT(beyond(Family::p), 10u);
  EXPECT_EQ(beyond(Family::p_laney), 0u);
}

TEST(ControlChart, begins_anew_with_each_phase_and_keeps_a_frozen_baseline) {
  std::vector<Point> points;
  for (int i = 0; i < 20; ++i) points.push_back({10.0 + i % 2, 1, 0, true});
  for (int i = 0; i < 10; ++i) points.push_back({20.0 + i % 2, 1, 0, true});
  std::vector<Phase> const frozen{{0, 20}}, split{{0, {}}, {20, {}}};
  Chart const kept = draw(Family::individuals, points, frozen);
  EXPECT_DOUBLE_EQ(kept.points[29].centre, 10.5);
  EXPECT_EQ(find_signals(kept, rules_of(RuleSet::limits)), (std::vector<Signal>{{Rule::beyond_limits, 20, 20}, {Rule::beyond_limits, 21, 21}, {Rule::beyond_limits, 22, 22},
    {Rule::beyond_limits, 23, 23}, {Rule::beyond_limits, 24, 24}, {Rule::beyond_limits, 25, 25}, {Rule::beyond_limits, 26, 26}, {Rule::beyond_limits, 27, 27},
    {Rule::beyond_limits, 28, 28}, {Rule::beyond_limits, 29, 29}}));
  Chart const anew = draw(Family::individuals, points, split);
  EXPECT_DOUBLE_EQ(anew.points[29].centre, 20.5);
  EXPECT_TRUE(find_signals(anew, rules_of(RuleSet::limits)).empty());
}

TEST(ControlChart, without_variation_calls_every_change_a_signal) {
  std::vector<Point> points(12, Point{5.0, 1, 0, true});
  points.push_back({6.0, 1, 0, true});
  std::vector<Phase> const frozen{{0, 12}};
  Chart const chart = draw(Family::individuals, points, frozen);
  EXPECT_EQ(find_signals(chart, rules_of(RuleSet::limits)), (std::vector<Signal>{{Rule::beyond_limits, 12, 12}}));
}

TEST(ControlChart, of_nothing_is_empty_and_of_gaps_has_no_limits) {
  EXPECT_TRUE(draw(Family::individuals, {}).points.empty());
  std::vector<Point> const gaps(5);
  for (Family f : {Family::run, Family::individuals, Family::mean_range, Family::p, Family::np, Family::t, Family::g}) {
    Chart const chart = draw(f, gaps);
    ASSERT_EQ(chart.points.size(), 5u);
    EXPECT_FALSE(chart.points[0].value || chart.points[0].upper);
    EXPECT_TRUE(find_signals(chart, rules_of(RuleSet::nelson)).empty());
  }
}

}  // namespace
}  // namespace drivetrain::performance::charts
