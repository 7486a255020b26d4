// Line of sight: which teeth of an objective's gear are reached, and by what.
#include "model/line_of_sight.h"

#include <gtest/gtest.h>

namespace drivetrain::model {
namespace {

class LineOfSightTest : public testing::Test {
 protected:
  void SetUp() override {
    auto& objectives = model.strategy.objectives;
    objectives["whole"].header.id = "whole";
    objectives["part"].header.id = "part";
    objectives["part"].parent.id.value = "whole";
    objectives["wish"].header.id = "wish";
    model.values.weights = {{"whole", 60}, {"part", 60}, {"wish", 40}};
    strategy::Requirement requirement;
    requirement.objectives.push_back(reference<strategy::Objective>("part"));
    strategy::Realiser by_decision, by_rhythm;
    by_decision.decision.id.value = "overtake";
    by_rhythm.rhythm.id.value = "huddle";
    requirement.realised_by = {by_decision, by_rhythm};
    model.strategy.requirements["restore"] = requirement;
    model.decisions.decisions["overtake"].moves.push_back(reference<performance::Kpi>("kept"));
    model.coordination.rhythms["huddle"];
    processes::Contributes contributes;
    contributes.objective.id.value = "part";
    contributes.strength.value = 9;
    model.processes.processes["repair"].contributes.push_back(contributes);
    model.performance.kpis["kept"].serves.push_back(reference<strategy::Objective>("part"));
  }
  template <class T>
  static Ref<T> reference(std::string id) {
    Ref<T> one;
    one.id.value = std::move(id);
    return one;
  }
  OperatingModel model;
};

TEST_F(LineOfSightTest, AnObjectiveIsReachedByWhatReachesThoseBelowIt) {
  auto sight = line_of_sight(model, "whole");
  EXPECT_TRUE(sight.closed());
  EXPECT_EQ(sight.teeth[0].by, (std::vector<Reached>{{"Requirement", "restore"}}));
  EXPECT_EQ(sight.teeth[1].by, (std::vector<Reached>{{"Decision", "overtake"}}));
  EXPECT_EQ(sight.teeth[2].by, (std::vector<Reached>{{"Process", "repair"}}));
  EXPECT_EQ(sight.teeth[3].by, (std::vector<Reached>{{"Kpi", "kept"}}));
  EXPECT_EQ(sight.teeth[4].by, (std::vector<Reached>{{"Rhythm", "huddle"}}));
}

TEST_F(LineOfSightTest, AWishIsReachedByNothingAndSaysSoForEachTooth) {
  auto sight = line_of_sight(model, "wish");
  EXPECT_FALSE(sight.closed());
  for (auto const& tooth : sight.teeth) {
    EXPECT_TRUE(tooth.by.empty()) << to_string(tooth.tooth);
    EXPECT_FALSE(tooth.why_not.empty()) << to_string(tooth.tooth);
  }
}

TEST_F(LineOfSightTest, OneMissingLinkLeavesTheGearOpen) {
  model.performance.kpis.clear();
  auto sight = line_of_sight(model, "part");
  EXPECT_FALSE(sight.closed());
  EXPECT_EQ(sight.teeth[3].why_not, "no KPI shows whether it is met");
  EXPECT_TRUE(sight.teeth[2].why_not.empty());
}

TEST_F(LineOfSightTest, TheWayToAnEntityBeginsWithIntent) {
  EXPECT_EQ(way_to(model, "Decision", "overtake"), (std::vector<Reached>{{"Objective", "part"}, {"Requirement", "restore"}, {"Decision", "overtake"}}));
  EXPECT_EQ(way_to(model, "Kpi", "kept"), (std::vector<Reached>{{"Objective", "part"}, {"Decision", "overtake"}, {"Kpi", "kept"}}));
  EXPECT_EQ(way_to(model, "Process", "repair"), (std::vector<Reached>{{"Objective", "part"}, {"Process", "repair"}}));
  EXPECT_TRUE(way_to(model, "Process", "nothing").empty());
}

}  // namespace
}  // namespace drivetrain::model
