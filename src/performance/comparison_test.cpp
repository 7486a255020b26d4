// Before and after: more than chance, or not.
#include "performance/comparison.h"

#include <gtest/gtest.h>

#include <cmath>

#include "performance/observe.h"
#include "processes/events.h"

namespace drivetrain::performance {
namespace {

// 12, 14, 11, 13, 15, 13 and then 9, 10, 8, 11, 9: an error of 0.77028, 8.9986 degrees of freedom, whose 97.5 % quantile is 2.26221.
TEST(Difference, IsThatOfWelch) {
  Level before{6, 13, std::sqrt(2.0)}, after{5, 9.4, std::sqrt(1.3)};
  auto found = difference_of(before, after, Direction::down);
  EXPECT_NEAR(found.effect, -3.6, 1e-12);
  EXPECT_NEAR(found.low, -5.34254, 1e-5);
  EXPECT_NEAR(found.high, -1.85746, 1e-5);
  EXPECT_EQ(found.verdict, Verdict::better);
  EXPECT_EQ(difference_of(before, after, Direction::up).verdict, Verdict::worse);
}

TEST(Difference, IsNotClaimedWithoutEnoughData) {
  EXPECT_EQ(difference_of({5, 13, 1}, {9, 2, 1}, Direction::down).verdict, Verdict::unknown);
  EXPECT_EQ(difference_of({9, 13, 1}, {3, 2, 1}, Direction::down).verdict, Verdict::unknown);
  EXPECT_EQ(difference_of({9, 13, 6}, {9, 12, 6}, Direction::down).verdict, Verdict::same) << "chance alone does as much";
  EXPECT_EQ(difference_of({9, 13, 0}, {9, 13, 0}, Direction::down).verdict, Verdict::same);
  EXPECT_EQ(difference_of({9, 13, 0}, {9, 12, 0}, Direction::down).verdict, Verdict::better) << "a figure that never moves has moved";
}

TEST(Level, IsOfWholePeriodsThatHaveData) {
  Model model;
  Diagnostics findings;
  Kpi kpi;
  kpi.header.id = "k";
  kpi.measures["took"] = {{{"CaseCompleted", {}}, {}, Aggregate::mean, {"took / duration(\"PT1H\")", {}}, {}}};
  kpi.formula.text = "took", kpi.unit = "h", kpi.window = days(28);
  model.kpis.emplace("k", kpi);
  auto program = compile_kpis(model, {}, findings);
  State state;
  auto zone = Zone::utc();
  auto monday = *parse_instant("2026-03-02T00:00:00Z");
  auto ended = [&](int day, double took) {
    processes::CaseCompleted event;
    event.took = Duration{static_cast<std::int64_t>(took * 3.6e9)};
    journal::Record record;
    record.type = processes::CaseCompleted::type.number;
    record.at = monday + days(day) + hours(9);
    record.payload = encode(event);
    observe(record, *program, state);
  };
  for (int day : {0, 1, 2, 4, 5}) ended(day, day + 1);  // nothing on the 3rd
  auto level = [&](Instant from, Instant until) { return level_between(kpi, *program, state, from, until, *zone); };
  auto all = level(monday, monday + days(6));
  EXPECT_EQ(all.periods, 5);
  EXPECT_NEAR(all.mean, 3.4, 1e-12);
  EXPECT_NEAR(all.deviation, 2.0736, 1e-4);
  EXPECT_EQ(level(monday + hours(1), monday + days(6)).periods, 4) << "a day that had begun is not whole";
  EXPECT_EQ(level(monday, monday + days(5) + hours(20)).periods, 4) << "nor is one that has not ended";
  EXPECT_EQ(level(monday, monday).periods, 0);
  for (int day = 6; day < 50; ++day) ended(day, 2);
  EXPECT_EQ(level(monday, monday + days(50)).periods, most_compared);
}

}  // namespace
}  // namespace drivetrain::performance
