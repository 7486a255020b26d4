// Decisions are enforced: one person of today, and every other hand is refused by naming that person.
#include "decisions/handle.h"

#include <gtest/gtest.h>

#include "decisions/tarnwick_for_test.h"

namespace drivetrain::decisions {
namespace {

using test::Lines;
using test::Tarnwick;

TEST(Decision, GoesByItsBandToTheOnePersonOfToday) {
  Tarnwick works;
  auto id = works.open(12);
  auto const& live = works.live(id);
  EXPECT_EQ(live.role, "works-manager");
  EXPECT_EQ(live.person, "ben");
  EXPECT_EQ(live.via, "holder");
  EXPECT_EQ(live.band, 1);
  EXPECT_EQ(live.why, "delay_hours = 12 is in band 2; Ben Okoro holds works-manager");
  EXPECT_EQ(works.company.log, (Lines{"DecisionOpened", "DecisionRouted"}));
}

TEST(Decision, IsTakenByThatPersonAndRemembersWhy) {
  Tarnwick works;
  auto id = works.open(12);
  works.after(hours(1));
  auto outcome = works.ask("ben", TakeDecision{id, "approve", "Aqua West's pump stands still"});
  ASSERT_TRUE(outcome.accepted());
  ASSERT_EQ(works.company.taken.size(), 1u);
  auto const& taken = works.company.taken[0];
  EXPECT_EQ(taken.person, "ben");
  EXPECT_EQ(taken.role, "works-manager");
  EXPECT_EQ(taken.reason, "Aqua West's pump stands still");
  EXPECT_EQ(taken.revision, "r1");
  EXPECT_EQ(taken.latency, hours(1));
  EXPECT_EQ(taken.facts.at("delay_hours"), feel::Value(12));
  EXPECT_FALSE(taken.late);
  EXPECT_TRUE(works.company.state.live.empty());
}

TEST(Decision, RefusesAWrongHandByNamingTheRightOne) {
  Tarnwick works;
  auto id = works.open(12);
  EXPECT_EQ(works.refusal("ada", TakeDecision{id, "approve", "it is urgent"}),
            "DT-X904: Decided by Ben Okoro (works-manager), because delay_hours = 12 is in band 2; you are planner");
  EXPECT_EQ(works.refusal("stranger", TakeDecision{id, "approve", "it is urgent"}),
            "DT-X904: Decided by Ben Okoro (works-manager), because delay_hours = 12 is in band 2; you hold no role");
  EXPECT_TRUE(works.company.state.live.contains(id));
}

TEST(Decision, MovesToTheDeputyWhileTheHolderIsAway) {
  Tarnwick works;
  auto id = works.open(12);
  works.away("ben", days(3));
  EXPECT_EQ(works.refusal("ben", TakeDecision{id, "approve", "from home"}),
            "DT-X904: Decided by Dora Lind (deputy of works-manager), because delay_hours = 12 is in band 2; you hold no role");
  EXPECT_TRUE(works.ask("dora", TakeDecision{id, "approve", "the customer stands still"}).accepted());
  EXPECT_EQ(works.company.taken[0].person, "dora");
}

TEST(Decision, NeedsAReasonAndADeclaredOutcome) {
  Tarnwick works;
  auto id = works.open(12);
  EXPECT_EQ(works.refusal("ben", TakeDecision{id, "aprove", "yes"}), "DT-X902: aprove is no outcome of expedite-job");
  EXPECT_EQ(works.refusal("ben", TakeDecision{id, "approve", "  "}), "DT-X905: the answer to Expedite job 4711 has no reason");
}

TEST(Decision, AnsweredOnceIsAnswered) {
  Tarnwick works;
  auto id = works.open(12);
  works.ask("ben", TakeDecision{id, "refuse", "the queue is right"});
  auto again = works.refusal("ben", TakeDecision{id, "approve", "changed my mind"});
  EXPECT_EQ(again,
            "DT-X903: " + id +
                " (Expedite job 4711) was answered already: refuse, by Ben Okoro at 2026-03-27T08:00:00Z, because the queue is right");
}

TEST(Decision, TheSameQuestionIsNotOpenedTwice) {
  Tarnwick works;
  auto id = works.open(12);
  feel::Context facts;
  facts.set("delay_hours", feel::Value(2));
  EXPECT_EQ(works.refusal("ada", OpenDecision{"expedite-job", "job-4711", "work", "", feel::Value(facts), "", ""}),
            "DT-X903: expedite-job about job-4711 waits for an answer already: " + id);
}

TEST(Decision, IsNotOpenedOnFactsThatDoNotFit) {
  Tarnwick works;
  auto refuse = [&](feel::Context facts) {
    return works.refusal("ada", OpenDecision{"expedite-job", "job", "work", "", feel::Value(std::move(facts)), "", ""});
  };
  EXPECT_EQ(refuse({}), "DT-X902: decision expedite-job cannot be opened: the fact delay_hours is missing");
  feel::Context misspelt;
  misspelt.set("delay_hours", feel::Value(1)), misspelt.set("delay_hour", feel::Value(1));
  EXPECT_EQ(refuse(misspelt), "DT-X902: decision expedite-job cannot be opened: it has no fact delay_hour");
  feel::Context negative;
  negative.set("delay_hours", feel::Value(-1));
  EXPECT_EQ(refuse(negative), "DT-X902: decision expedite-job cannot be opened: delay_hours = -1 is outside 0 to …");
  feel::Context text;
  text.set("delay_hours", feel::Value("12"));
  EXPECT_EQ(refuse(text), "DT-X902: decision expedite-job cannot be opened: delay_hours = \"12\" is not a number");
}

TEST(Decision, IsAboutSomethingThatIsThere) {
  Tarnwick works;
  feel::Context facts;
  facts.set("delay_hours", feel::Value(4));
  auto open = [&](char const* subject, char const* kind) { return works.refusal("ada", OpenDecision{"expedite-job", subject, kind, "", feel::Value(facts), "", ""}); };
  EXPECT_EQ(open("nonsense", "work"), "DT-X901: there is no work nonsense");
  EXPECT_EQ(open("job-1", ""), "DT-X902: the subject job-1 has no kind");
  EXPECT_EQ(open("", "work"), "DT-X902: no work is named as the subject");
  EXPECT_EQ(open("job-1", "wokr"), "DT-X902: nobody asks about a subject of the kind wokr");
  for (auto kind : {"activity", "change", "gate", "kpi"}) EXPECT_EQ(open("job-1", kind).substr(0, 7), "DT-X904") << kind;
  EXPECT_EQ(open("", ""), "");
}

TEST(Decision, ItsMeasuredFactsAreNotStated) {
  Tarnwick works;
  works.company.versions.models["r1"].decisions["expedite-job"].facts[0].measured.value = "overtaken-hours";
  feel::Context facts;
  facts.set("delay_hours", feel::Value(2));
  EXPECT_EQ(works.refusal("ada", OpenDecision{"expedite-job", "job-1", "work", "", feel::Value(facts), "", ""}),
            "DT-X902: delay_hours is measured, 12 h now, and not 2");
  auto asked = works.ask("ada", OpenDecision{"expedite-job", "job-1", "work", "", {}, "", ""});
  ASSERT_TRUE(asked.accepted()) << asked.refusal->message;
  EXPECT_EQ(works.live(asked.reply).role, "works-manager");
  EXPECT_EQ(works.live(asked.reply).facts.at("delay_hours"), feel::Value(12));
  // About no work there is nothing to measure.
  EXPECT_EQ(works.refusal("ada", OpenDecision{"expedite-job", "", "", "", feel::Value(facts), "", ""}), "");
}

TEST(Decision, ThatNoBandDecidesIsLeftToNobodyAndSaysSo) {
  Tarnwick works;
  works.company.versions.models["r1"].decisions["expedite-job"].bands[1].when.text = "delay_hours > 10 and delay_hours <= 40";
  auto id = works.open(9);
  EXPECT_EQ(works.live(id).person, "");
  EXPECT_EQ(works.live(id).why, "delay_hours = 9 is in no band of expedite-job");
  EXPECT_EQ(works.refusal("ben", TakeDecision{id, "approve", "somebody must"}),
            "DT-X904: Nobody decides this today, because delay_hours = 9 is in no band of expedite-job; you are works-manager");
}

TEST(Decision, WhoeverRecommendsStandsAside) {
  Tarnwick works;
  auto id = works.open(4, "cem");
  EXPECT_EQ(works.live(id).person, "dora");
  EXPECT_EQ(works.live(id).why,
            "delay_hours = 4 is in band 1; Cem Aydin recommended it and may not decide it too; Dora Lind is the next deputy");
  EXPECT_EQ(works.refusal("cem", TakeDecision{id, "approve", "I know it best"}),
            "DT-X906: you recommended Expedite job 4711 and may not decide it too; it is decided by Dora Lind (deputy of cell-lead)");
}

TEST(Decision, WhoeverAsksHasRecommendedWhereTheDutiesAreSeparate) {
  Tarnwick works;
  feel::Context facts;
  facts.set("delay_hours", feel::Value(4));
  auto asked = works.ask("cem", OpenDecision{"expedite-job", "job-1", "work", "Expedite job 1", feel::Value(facts), "", ""});
  ASSERT_TRUE(asked.accepted());
  EXPECT_EQ(works.live(asked.reply).recommended_by, "cem");
  EXPECT_EQ(works.live(asked.reply).person, "dora");
  EXPECT_EQ(works.refusal("cem", TakeDecision{asked.reply, "approve", "I know it best"}).substr(0, 7), "DT-X906");
  EXPECT_EQ(works.refusal("cem", OpenDecision{"expedite-job", "job-2", "work", "Expedite job 2", feel::Value(facts), "ada", "approve"}),
            "DT-X904: recommended_by names ada; whoever asks recommends in their own name");
}

TEST(Decision, GoesUpAtOnceWhenTheRecommenderIsTheOnlyOneInTheBand) {
  Tarnwick works;
  works.company.form.assignments["cell-lead-assignment"].deputies.clear();
  auto id = works.open(4, "cem");
  EXPECT_EQ(works.live(id).role, "works-manager");
  EXPECT_EQ(works.live(id).person, "ben");
  EXPECT_EQ(works.company.log, (Lines{"DecisionOpened", "DecisionRouted", "DecisionEscalated", "DecisionRouted"}));
}

TEST(Decision, IsWithdrawnByWhoRecommendedItButNotByABystander) {
  Tarnwick works;
  auto id = works.open(12, "ada");
  EXPECT_EQ(works.refusal("cem", WithdrawDecision{id, "not needed"}).substr(0, 7), "DT-X904");
  EXPECT_EQ(works.refusal("ada", WithdrawDecision{id, "the customer waits"}), "");
  EXPECT_TRUE(works.company.state.live.empty());
  works.after(hours(12));
  EXPECT_EQ(works.company.log.back(), "DecisionWithdrawn");
}

TEST(Decision, SurvivesARestartAsItWas) {
  Tarnwick works;
  auto id = works.open(12);
  works.after(minutes(90));
  works.restart();
  EXPECT_EQ(works.live(id).person, "ben");
  works.after(minutes(30));
  EXPECT_EQ(works.live(id).person, "eva");
}

}  // namespace
}  // namespace drivetrain::decisions
