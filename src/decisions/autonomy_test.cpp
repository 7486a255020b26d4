// Inside its bounds a right decides by itself, by its table, until somebody stops it.
#include <gtest/gtest.h>

#include "decisions/autonomy.h"
#include "decisions/dmn/table_for_test.h"
#include "decisions/tarnwick_for_test.h"

namespace drivetrain::decisions {
namespace {

using test::Lines;
using test::Tarnwick;

/// Short delays are approved by the table, up to four hours by itself.
struct Automatic : Tarnwick {
  Automatic() {
    auto& right = company.versions.models["r1"].decisions["expedite-job"];
    right.header.owner = "planner";
    right.autonomy = Autonomy{AutonomyMode::automatic, {"delay_hours <= 4", {}}, test::role_ref("operations-director"), {}, {}};
    auto program = std::make_shared<TableProgram>();
    program->decision = "expedite-job", program->file = "expedite.dmn", program->element = "D";
    auto model = dmn::model_of({.inputs = {{"delay_hours", "number"}}, .rules = {"<= 3 -> \"approve\"", "> 3 -> \"refuse\""}});
    for (std::uint32_t i = 0; i < model->nodes().size(); ++i)
      if (model->nodes()[i].name == "delay_hours") program->facts.push_back({"delay_hours", i});
      else program->node = i;
    program->model = model;
    company.tables["expedite-job"] = program;
  }
  DecisionTaken const& last() { return company.taken.back(); }
};

TEST(Autonomy, AnswersInsideItsBoundsByItsTableAndSaysSo) {
  Automatic works;
  works.open(2);
  ASSERT_EQ(works.company.taken.size(), 1u);
  EXPECT_TRUE(works.last().automatic);
  EXPECT_EQ(works.last().outcome, "approve");
  EXPECT_EQ(works.last().person, "");
  EXPECT_EQ(works.last().reason, "inside the bounds delay_hours <= 4, by expedite.dmn#D, rule 1");
  EXPECT_TRUE(works.company.state.live.empty());
  works.open(4, "", "job-2");
  EXPECT_EQ(works.last().outcome, "refuse");
  works.after(days(3));
  EXPECT_EQ(works.company.log.back(), "DecisionTaken") << "no clock of it goes on";
}

TEST(Autonomy, OutsideItsBoundsAPersonDecides) {
  Automatic works;
  auto id = works.open(5);
  EXPECT_TRUE(works.company.taken.empty());
  EXPECT_EQ(works.live(id).person, "cem");
  EXPECT_EQ(works.live(id).suggestion.outcome, "refuse");
}

TEST(Autonomy, OnlySuggestsWhereTheModelSaysSo) {
  Automatic works;
  works.company.versions.models["r1"].decisions["expedite-job"].autonomy->mode = AutonomyMode::suggest;
  EXPECT_EQ(works.live(works.open(2)).person, "cem");
}

TEST(Autonomy, DoesNotDecideOnOldInformationNorBeforeItsParts) {
  Automatic works;
  auto& right = works.company.versions.models["r1"].decisions["expedite-job"];
  Information figure;
  figure.kpi.id.value = "queue-hours", figure.max_age = hours(1), figure.when_stale = WhenStale::sign;
  right.information = {figure};
  works.company.newest["queue-hours"] = works.now() - hours(2);
  EXPECT_EQ(works.live(works.open(2)).person, "cem");
  works.company.newest["queue-hours"] = works.now();
  right.rapid.waits_for = {{"recommend", {}}};
  EXPECT_EQ(works.live(works.open(2, "", "job-2")).person, "cem");
  right.rapid.waits_for.clear();
  works.open(2, "", "job-3");
  EXPECT_TRUE(works.last().automatic);
}

TEST(Autonomy, AfterAStopPeopleDecideUntilItIsResumed) {
  Automatic works;
  works.open(2);
  EXPECT_EQ(works.refusal("stranger", StopAutonomy{"expedite-job", "I do not like it"}),
            "DT-X904: expedite-job is for operations-director (Eva Stern) to stop, or for its owner, its deciders and whoever it escalates to");
  EXPECT_EQ(works.refusal("eva", StopAutonomy{"expedite-job", " "}), "DT-X905: no reason is given to stop expedite-job");
  EXPECT_EQ(works.refusal("eva", ResumeAutonomy{"expedite-job", "again"}), "DT-X903: expedite-job is not stopped");
  EXPECT_EQ(works.refusal("eva", StopAutonomy{"expedite-job", "the table is wrong"}), "");
  EXPECT_EQ(works.refusal("cem", StopAutonomy{"expedite-job", "so say I"}), "DT-X903: expedite-job was stopped already by Eva Stern: the table is wrong");
  works.restart();
  EXPECT_EQ(works.company.state.stopped.at("expedite-job").role, "operations-director");
  auto id = works.open(2, "", "job-2");
  EXPECT_EQ(works.live(id).person, "cem");
  EXPECT_EQ(works.refusal("ada", ResumeAutonomy{"expedite-job", "the table is mended"}), "") << "its owner";
  works.open(2, "", "job-3");
  EXPECT_TRUE(works.last().automatic);
  EXPECT_TRUE(works.company.state.live.contains(id)) << "what was asked of a person stays with that person";
}

TEST(Autonomy, IsNotSwitchedWherePeopleDecideAnyway) {
  Tarnwick works;
  EXPECT_EQ(works.refusal("eva", StopAutonomy{"expedite-job", "now"}), "DT-X903: expedite-job does not decide by itself; people take it");
  EXPECT_EQ(works.refusal("eva", StopAutonomy{"expedite-jobs", "now"}), "DT-X901: the model has no decision expedite-jobs");
}

}  // namespace
}  // namespace drivetrain::decisions
