// What a piece of work is worth: intent reaches the queue.
#include "strategy/score.h"

#include <gtest/gtest.h>

#include "base/decimal.h"
#include "strategy/value.h"

namespace drivetrain::strategy {
namespace {

Instant const noon = parse_instant("2026-03-27T12:00:00Z").take();

ValueTable tarnwick() {
  ValueTable table;
  table.weights = {{"keep-critical-running", 30}, {"right-first-time", 20}, {"margin-and-cash", 15}};
  table.processes["emergency"].contributes = {{"keep-critical-running", 9}, {"margin-and-cash", 3}};
  table.processes["overhaul"].contributes = {{"right-first-time", 9}, {"margin-and-cash", 9}};
  for (auto& [id, process] : table.processes) process.value = process_value(table.weights, process.contributes);
  table.tiers = {{"critical", 3}, {"standard", 1}};
  return table;
}

TEST(Value, MultipliesWeightsDownTheTree) {
  Model model;
  model.objectives["critical"].weight.value = Decimal(30);
  model.objectives["restore"].weight.value = Decimal(60);
  model.objectives["restore"].parent.id.value = "critical";
  auto weights = effective_weights(model);
  EXPECT_DOUBLE_EQ(weights["critical"], 30);
  EXPECT_DOUBLE_EQ(weights["restore"], 18);
}

TEST(Value, OfAProcessIsWhatItContributes) {
  auto table = tarnwick();
  EXPECT_DOUBLE_EQ(table.processes["emergency"].value, 0.35);
  EXPECT_DOUBLE_EQ(table.processes["overhaul"].value, 0.35);
}

TEST(Value, ACycleOfParentsStillEnds) {
  Model model;
  model.objectives["a"].weight.value = Decimal(50);
  model.objectives["a"].parent.id.value = "b";
  model.objectives["b"].weight.value = Decimal(50);
  model.objectives["b"].parent.id.value = "a";
  EXPECT_DOUBLE_EQ(effective_weights(model)["a"], 25);
}

TEST(Score, CriticalWorkComesBeforeStandardWorkOfTheSameValue) {
  auto table = tarnwick();
  auto critical = score(table, {"emergency", "critical", noon + hours(12), hours(2), ""}, noon);
  auto standard = score(table, {"overhaul", "standard", noon + hours(12), hours(2), ""}, noon);
  EXPECT_GT(critical.value, standard.value);
}

TEST(Score, UrgencyNeverFallsAsThePromiseComesNearer) {
  auto table = tarnwick();
  double before = 0;
  for (int passed = 0; passed < 24 * 10; ++passed) {
    auto now = score(table, {"overhaul", "standard", noon + days(9), hours(6), ""}, noon + hours(passed)).urgency;
    EXPECT_GE(now, before);
    EXPECT_GE(now, 1);
    EXPECT_LE(now, 3);
    before = now;
  }
  EXPECT_DOUBLE_EQ(before, 3);
}

TEST(Score, UrgencyAtItsCorners) {
  EXPECT_DOUBLE_EQ(urgency(hours(48), false, hours(48)), 1);
  EXPECT_DOUBLE_EQ(urgency(hours(24), false, hours(48)), 1.5);
  EXPECT_DOUBLE_EQ(urgency(Duration{0}, false, hours(48)), 2);
  EXPECT_DOUBLE_EQ(urgency(hours(-1), true, hours(48)), 3);
}

TEST(Score, SaysWhy) {
  auto table = tarnwick();
  WorkFacts work{"emergency", "critical", noon + hours(38), hours(2), ""};
  EXPECT_EQ(explain(score(table, work, noon), table, work),
            "1.31 = process value 0.35 (keep-critical-running 30 × 9/9 + margin-and-cash 15 × 3/9) × tier critical 3 × "
            "urgency 1.25 (1 d 12 h slack)");
}

TEST(Score, ExpeditedWorkHasTheHighestUrgencyAndNamesTheRight) {
  auto table = tarnwick();
  WorkFacts work{"overhaul", "standard", noon + days(9), hours(2), "decision-12"};
  auto result = score(table, work, noon);
  EXPECT_DOUBLE_EQ(result.urgency, 3);
  EXPECT_NE(explain(result, table, work).find("urgency 3 (expedited by decision-12)"), std::string::npos);
}

TEST(Score, WorkThatServesNoObjectiveSaysSo) {
  auto table = tarnwick();
  WorkFacts work{"spring-cleaning", "", std::nullopt, hours(1), ""};
  auto result = score(table, work, noon);
  EXPECT_DOUBLE_EQ(result.value, 0);
  EXPECT_EQ(explain(result, table, work), "0.00 = process value 0 (process serves no objective) × tier none 1 × urgency 1 (no promise)");
}

}  // namespace
}  // namespace drivetrain::strategy
