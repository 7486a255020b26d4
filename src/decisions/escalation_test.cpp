// Escalation runs in the decider's working time, climbs, and leaves a trace; a new model version or an absence asks again.
#include <gtest/gtest.h>

#include "decisions/tarnwick_for_test.h"

namespace drivetrain::decisions {
namespace {

using test::Lines;
using test::Tarnwick;

TEST(Escalation, ClimbsToTheNextBandThenToTheNamedRole) {
  Tarnwick works;
  auto id = works.open(4);
  works.after(minutes(119));
  EXPECT_EQ(works.live(id).role, "cell-lead");
  works.after(minutes(1));
  EXPECT_EQ(works.live(id).role, "works-manager");
  EXPECT_EQ(works.live(id).why, "no answer from cell-lead within 2 h; Ben Okoro holds works-manager");
  works.after(hours(1));
  EXPECT_EQ(works.live(id).role, "managing-director");
  EXPECT_EQ(works.live(id).escalations, 2);
  EXPECT_EQ(works.refusal("cem", TakeDecision{id, "approve", "I was at lunch"}),
            "DT-X904: Decided by Mo Farah (managing-director), because no answer from works-manager within 3 h; you are cell-lead");
}

TEST(Escalation, DoesNotCountNightsAndWeekendsNorTheHourThatSummerTakes) {
  Tarnwick works;
  works.after(hours(6));  // Friday 15:00 in Berlin: one working hour is left
  auto id = works.open(4);
  works.after(days(2));
  EXPECT_EQ(works.live(id).role, "cell-lead");
  works.world.clock.set(parse_instant("2026-03-30T06:58:00Z").take());  // Monday 08:58, summer time
  works.after(minutes(1));
  EXPECT_EQ(works.live(id).role, "cell-lead");
  works.after(minutes(1));
  EXPECT_EQ(works.live(id).role, "works-manager");
}

TEST(Escalation, MarksWhatIsOverdueOnceAndTheAnswerLate) {
  Tarnwick works;
  auto id = works.open(60);
  EXPECT_EQ(*works.live(id).due, works.now() + hours(4));
  works.after(hours(5));
  EXPECT_TRUE(works.live(id).overdue);
  works.ask("mo", TakeDecision{id, "approve", "better late"});
  EXPECT_TRUE(works.company.taken[0].late);
  EXPECT_EQ(works.company.taken[0].latency, hours(5));
  EXPECT_EQ(works.company.taken[0].escalations, 1);
  works.after(days(1));
  EXPECT_EQ(works.company.log,
            (Lines{"DecisionOpened", "DecisionRouted", "DecisionEscalated", "DecisionRouted", "DecisionOverdue", "DecisionTaken"}));
}

TEST(Escalation, SkipsASeatThatWouldBeTheSamePerson) {
  Tarnwick works;
  works.away("cem", days(1));
  works.away("ben", days(1));  // Dora stands in for both
  auto id = works.open(4);
  EXPECT_EQ(works.live(id).person, "dora");
  works.after(hours(2));
  EXPECT_EQ(works.live(id).role, "managing-director");
}

TEST(Escalation, TheHolderMayPassItUpWithAReason) {
  Tarnwick works;
  auto id = works.open(4);
  EXPECT_EQ(works.refusal("ada", EscalateDecision{id, 0, "higher"}).substr(0, 7), "DT-X904");
  EXPECT_EQ(works.refusal("cem", EscalateDecision{id, 0, ""}), "DT-X905: Expedite job 4711 is passed up without a reason");
  EXPECT_EQ(works.refusal("cem", EscalateDecision{id, 0, "it stops line 2"}), "");
  EXPECT_EQ(works.live(id).person, "ben");
  EXPECT_EQ(works.live(id).why, "Cem Aydin (cell-lead) passed it up: it stops line 2; Ben Okoro holds works-manager");
  works.after(hours(1));  // the second step comes an hour after the first
  EXPECT_EQ(works.live(id).person, "mo");
}

TEST(Escalation, NobodyIsAboveTheTop) {
  Tarnwick works;
  works.company.versions.models["r1"].decisions["expedite-job"].escalation.pop_back();
  auto id = works.open(60);
  EXPECT_EQ(works.refusal("eva", EscalateDecision{id, 0, "not mine"}), "DT-X903: nobody is above operations-director for expedite-job");
  works.after(hours(3));
  EXPECT_EQ(works.live(id).role, "operations-director");
}

TEST(Reroute, AnAbsenceMovesWhatWaits) {
  Tarnwick works;
  auto id = works.open(12);
  works.away("ben", days(1));
  EXPECT_EQ(moved(works.company.state, works.company.declaration(), works.company.people(), works.now()), Lines{id});
  EXPECT_TRUE(works.ask("ada", RerouteDecision{id, "Ben Okoro is away"}).accepted());
  EXPECT_EQ(works.live(id).person, "dora");
  EXPECT_EQ(works.live(id).via, "deputy");
}

TEST(Reroute, ADecisionKeepsItsVersionsBandsUntilItIsAskedAgain) {
  Tarnwick works;
  auto id = works.open(12);
  auto changed = test::expedite();
  changed.bands[0].when.text = "delay_hours <= 16";
  changed.bands[1].when.text = "delay_hours > 16 and delay_hours <= 40";
  works.company.versions.models["r2"].decisions["expedite-job"] = changed;
  works.company.revision = "r2";
  EXPECT_EQ(works.refusal("cem", TakeDecision{id, "approve", "mine now"}).substr(0, 7), "DT-X904");
  works.ask("ada", RerouteDecision{id, "r2 is in force"});
  EXPECT_EQ(works.live(id).person, "cem");
  EXPECT_EQ(works.live(id).revision, "r2");
  EXPECT_EQ(works.refusal("cem", TakeDecision{id, "approve", "mine now"}), "");
}

TEST(Reroute, AVersionThatMovesItToAnotherBandStartsThatBandsClocks) {
  Tarnwick works;
  auto id = works.open(12);
  works.after(minutes(90));
  auto changed = test::expedite();
  changed.bands[0].when.text = "delay_hours <= 16";
  changed.bands[1].when.text = "delay_hours > 16 and delay_hours <= 40";
  changed.sla = hours(3);
  works.company.versions.models["r2"].decisions["expedite-job"] = changed;
  works.company.revision = "r2";
  auto moved_at = works.now();
  works.ask("ada", RerouteDecision{id, "r2 is in force"});
  EXPECT_EQ(works.live(id).person, "cem");
  EXPECT_EQ(*works.live(id).due, moved_at + hours(3));
  works.after(minutes(119));
  EXPECT_EQ(works.live(id).role, "cell-lead") << "the lead has the whole two hours";
  works.after(minutes(1));
  EXPECT_EQ(works.live(id).role, "works-manager");
  works.restart();
  EXPECT_EQ(*works.live(id).due, moved_at + hours(3));
}

TEST(Reroute, AVersionThatAddsALadderOrATimeSetsTheirClocks) {
  Tarnwick works;
  auto& first = works.company.versions.models["r1"].decisions["expedite-job"];
  first.sla.reset(), first.escalation.clear();
  auto id = works.open(12);
  EXPECT_FALSE(works.live(id).due);
  works.after(hours(1));
  works.company.versions.models["r2"].decisions["expedite-job"] = test::expedite();
  works.company.revision = "r2";
  works.ask("ada", RerouteDecision{id, "r2 is in force"});
  EXPECT_EQ(*works.live(id).due, works.now() + hours(3)) << "four hours since it was asked";
  works.after(hours(1));
  EXPECT_EQ(works.live(id).role, "operations-director") << "two hours since it was asked";
  // What was passed up goes on by the ladder; a third version takes the clocks away.
  auto bare = test::expedite();
  bare.escalation.clear();
  works.company.versions.models["r3"].decisions["expedite-job"] = bare;
  works.company.revision = "r3";
  works.ask("ada", RerouteDecision{id, "r3 is in force"});
  works.after(hours(6));
  EXPECT_EQ(works.live(id).role, "operations-director");
  EXPECT_TRUE(works.live(id).overdue);
}

TEST(Reroute, AVersionThatGivesMoreTimeTakesTheLatenessBack) {
  Tarnwick works;
  works.company.versions.models["r1"].decisions["expedite-job"].escalation.clear();
  auto id = works.open(12);
  works.after(hours(5));
  EXPECT_TRUE(works.live(id).overdue);
  auto patient = test::expedite();
  patient.escalation.clear();
  patient.sla = hours(6);
  works.company.versions.models["r2"].decisions["expedite-job"] = patient;
  works.company.revision = "r2";
  works.ask("ada", RerouteDecision{id, "r2 is in force"});
  EXPECT_FALSE(works.live(id).overdue);
  works.after(hours(1));
  EXPECT_TRUE(works.live(id).overdue);
}

TEST(Reroute, AnAbsenceLeavesTheClocksAsTheyWere) {
  Tarnwick works;
  auto id = works.open(12);
  auto due = works.live(id).due;
  works.after(hours(1));
  works.away("ben", days(1));
  works.ask("ada", RerouteDecision{id, "Ben Okoro is away"});
  EXPECT_EQ(works.live(id).person, "dora");
  EXPECT_EQ(works.live(id).due, due);
  works.after(hours(1));
  EXPECT_EQ(works.live(id).role, "operations-director");
}

TEST(Reroute, AVersionThatAsksForOtherFactsLeavesTheOldBandsInForce) {
  Tarnwick works;
  auto id = works.open(12);
  auto changed = test::expedite();
  Fact tier;
  tier.name.value = "tier";
  tier.type = FactType::string;
  changed.facts.push_back(tier);
  works.company.versions.models["r2"].decisions["expedite-job"] = changed;
  works.company.revision = "r2";
  works.ask("ada", RerouteDecision{id, "r2 is in force"});
  EXPECT_EQ(works.live(id).revision, "r1");
  EXPECT_EQ(works.live(id).person, "ben");
}

TEST(Views, SayWhatWaitsForWhomToday) {
  Tarnwick works;
  auto first = works.open(12, "", "job-1"), second = works.open(4, "", "job-2");
  auto const& company = works.company;
  auto for_ben = awaiting("ben", company.state, company.declaration(), company.people(), works.now());
  ASSERT_EQ(for_ben.size(), 1u);
  EXPECT_EQ(for_ben[0].live->live, first);
  works.away("ben", days(1)), works.away("cem", days(1));
  auto for_dora = awaiting("dora", company.state, company.declaration(), company.people(), works.now());
  ASSERT_EQ(for_dora.size(), 2u);
  EXPECT_EQ(for_dora[1].live->live, second);
}

TEST(Views, ExplainWhichPartsComeFirstAndWhenTheClockStandsStill) {
  Tarnwick works;
  auto right = test::expedite();
  right.rapid.waits_for = {{"recommend", {}}};
  feel::Context facts;
  facts.set("delay_hours", feel::Value(12));
  works.away("ben", days(3));
  auto saturday = parse_instant("2026-03-28T09:00:00Z").take();
  auto lines = who_decides(right, feel::Value(facts), works.company.people(), saturday).lines;
  EXPECT_EQ(lines.at(0), "first planner (Ada Voss) recommends; whoever decides is asked once that is in, at the latest after 4 h of working time");
  EXPECT_EQ(lines.at(2), "Ben Okoro is away until 2026-03-30 10:00; Dora Lind is the first deputy");
  EXPECT_EQ(lines.at(3), "the clock of works-manager runs by the calendar works and stands still until 2026-03-30T06:00:00Z");
}

TEST(Views, WhatWaitsForPartsOfOthersIsNotYetAsked) {
  Tarnwick works;
  auto& right = works.company.versions.models["r1"].decisions["expedite-job"];
  right.rapid.waits_for = {{"recommend", {}}};
  feel::Context facts;
  facts.set("delay_hours", feel::Value(12));
  auto id = works.ask("mo", OpenDecision{"expedite-job", "", "", "Job 1 first?", feel::Value(facts), "", ""}).reply;
  auto const& company = works.company;
  auto asked_of = [&](char const* person) { return parts_asked_of(person, company.state, company.declaration(), company.people(), works.now()); };
  auto waits_for = [&](char const* person) { return awaiting(person, company.state, company.declaration(), company.people(), works.now()).size(); };
  EXPECT_EQ(waits_for("ben"), 0u);
  ASSERT_EQ(asked_of("ada").size(), 1u);
  EXPECT_EQ(asked_of("ada")[0].part, "recommend");
  EXPECT_TRUE(asked_of("ben").empty());
  EXPECT_EQ(works.refusal("ada", ContributeToDecision{id, "recommend", "", "approve", "the line stands"}), "");
  EXPECT_EQ(waits_for("ben"), 1u);
  EXPECT_TRUE(asked_of("ada").empty());
}

TEST(Views, ExplainWhoWouldDecide) {
  Tarnwick works;
  feel::Context facts;
  facts.set("delay_hours", feel::Value(12));
  auto answer = who_decides(test::expedite(), feel::Value(facts), works.company.people(), works.now());
  EXPECT_EQ(
      answer.lines,
      (Lines{"delay_hours = 12 is in band 2 (delay_hours > 8 and delay_hours <= 40): works-manager decides",
             "Ben Okoro holds works-manager", "the clock of works-manager runs by the calendar works", "asked now, it is due at 2026-03-27T12:00:00Z: 4 h of the working time of works-manager",
             "after 2 h without an answer: operations-director (Eva Stern)", "after 3 h without an answer: managing-director (Mo Farah)"}));
}

TEST(Views, TheRegisterShowsEachRightWithItsPersonOfToday) {
  Tarnwick works;
  works.open(12);
  works.away("ben", days(1));
  auto lines = decision_register(works.company.model(), works.company.state, works.company.people(), works.now());
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].bands[1].today.person, "dora");
  EXPECT_EQ(lines[0].waiting, 1u);
  EXPECT_EQ(lines[0].ladder, (Lines{"after 2 h: next-band", "after 3 h: managing-director"}));
}

}  // namespace
}  // namespace drivetrain::decisions
