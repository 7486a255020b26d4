// Gauges: behaviour against intent, in one true sentence each.
#include <gtest/gtest.h>

#include "adaptation/gauge.h"

namespace drivetrain::adaptation {
namespace {

struct Company {
  State state;
  organisation::Model organisation;
  strategy::Model strategy;
  strategy::ValueTable values;
  Instant now{days(20'000).us};

  void objective(std::string id, int weight, std::string process) {
    strategy::Objective objective;
    objective.header.id = id;
    strategy.objectives[id] = objective;
    values.weights[id] = weight;
    values.processes[process].contributes.push_back({id, 9});
  }
  GaugeReading read(char const* gauge) { return find_gauge(gauge)->read({state, organisation, strategy, values, now}); }
};

TEST(Gauges, OverNothingTheySaySo) {
  Company company;
  for (auto const& gauge : all_gauges()) {
    auto reading = company.read(gauge.id);
    EXPECT_EQ(reading.evidence, 0) << gauge.id;
    EXPECT_FALSE(reading.over) << gauge.id;
    EXPECT_NE(reading.text.find("nothing to say"), std::string::npos) << reading.text;
  }
}

TEST(Gauges, EffortIsComparedWithWeightInPoints) {
  Company company;
  company.objective("critical", 60, "overhaul");
  company.objective("margin", 40, "quote");
  company.state.effort.push_back({company.now - days(1), "overhaul", 20});
  company.state.effort.push_back({company.now - days(2), "quote", 60});
  company.state.effort.push_back({company.now - days(2), "tidying", 20});
  auto reading = company.read("effort");
  // critical 60 → 20, margin 40 → 60, none 0 → 20: half of 40 + 20 + 20.
  EXPECT_DOUBLE_EQ(reading.value, 40);
  EXPECT_TRUE(reading.over);
  EXPECT_NE(reading.text.find("“critical” 20 % (stated 60)"), std::string::npos) << reading.text;
}

TEST(Gauges, WhatIsOlderThanTheWindowIsForgotten) {
  Company company;
  company.state.starts.push_back({company.now - days(8), 1, "work-1", "iris", "overhaul", "standard", "work-2", "", true});
  company.state.starts.push_back({company.now - days(1), 2, "work-3", "iris", "overhaul", "standard", "", "", false});
  EXPECT_EQ(company.read("inversions").value, 0);
  EXPECT_EQ(company.read("inversions").evidence, 1);
}

TEST(Gauges, AReasonDoesNotHideAQueueJump) {
  Company company;
  company.state.starts.push_back({company.now - days(1), 1, "work-1", "iris", "overhaul", "standard", "work-2", "Leo asked", true});
  auto reading = company.read("inversions");
  EXPECT_TRUE(reading.over);
  ASSERT_EQ(reading.rows.size(), 1u);
  EXPECT_NE(reading.rows[0].text.find("Leo asked"), std::string::npos);
}

TEST(Gauges, ReachesForARightAreCountedWithTheirHands) {
  Company company;
  for (auto decision : {"decision-4", "decision-5", "decision-6"})
    for (int clicks = 0; clicks < 2; ++clicks) company.state.wrong_hands.push_back({company.now - hours(1) - minutes(clicks), 7, "leo", decision, "Decided by Tom"});
  auto reading = company.read("wrong-hand");
  EXPECT_EQ(reading.value, 3);
  EXPECT_TRUE(reading.over);
  EXPECT_NE(reading.text.find("3 attempts at a decision by 1 person without the right"), std::string::npos) << reading.text;
  ASSERT_EQ(reading.rows.size(), 3u);
  EXPECT_EQ(reading.rows[0].text, "leo: Decided by Tom (2 times that day)");
  // Tomorrow it is another reach.
  company.state.wrong_hands.push_front({company.now - days(2), 7, "leo", "decision-4", "Decided by Tom"});
  EXPECT_EQ(company.read("wrong-hand").value, 4);
}

TEST(Gauges, LateAndMissedMeetingsAreNotHeldOnTime) {
  Company company;
  for (auto held : {Held::on_time, Held::late, Held::missed, Held::missed}) company.state.occurrences.push_back({company.now - hours(5), 3, "huddle@x", "huddle", held});
  auto reading = company.read("rhythms-held");
  EXPECT_EQ(reading.value, 25);
  EXPECT_NE(reading.text.find("2 not held at all, most often huddle"), std::string::npos) << reading.text;
}

}  // namespace
}  // namespace drivetrain::adaptation
