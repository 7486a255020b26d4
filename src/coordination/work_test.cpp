// Strategy orders the work: each place has its reason, taking another needs one, and others' work is refused by name.
#include <gtest/gtest.h>

#include "coordination/reorder.h"
#include "coordination/works_for_test.h"

namespace drivetrain::coordination {
namespace {

using test::Lines;
using test::Works;

TEST(Queue, IsOrderedByWhatTheWorkIsWorth) {
  Works works;
  works.open("standard overhaul", "overhaul", "standard", days(9));
  works.open("critical emergency", "emergency", "critical", hours(12));
  works.open("late overhaul", "overhaul", "standard", hours(1));
  EXPECT_EQ(works.titles_for("wil"), (Lines{"critical emergency", "late overhaul", "standard overhaul"}));
}

TEST(Queue, BreaksTiesByPromiseThenByArrival) {
  Works works;
  works.open("first come", "overhaul", "standard");
  works.open("second come", "overhaul", "standard");
  works.open("promised", "overhaul", "standard", days(30));
  EXPECT_EQ(works.titles_for("wil"), (Lines{"promised", "first come", "second come"}));
}

TEST(Queue, SaysWhyAnItemStandsWhereItStands) {
  Works works;
  works.open("critical emergency", "emergency", "critical", hours(26));
  auto queue = queue_of("winder", works.company.state, works.company.model, works.company.values, works.now());
  ASSERT_EQ(queue.size(), 1u);
  EXPECT_EQ(queue[0].rank, 1);
  EXPECT_EQ(why(queue[0], works.company.values),
            "2.70 = process value 0.6 (keep-critical-running 60 × 9/9) × tier critical 3 × urgency 1.5 (1 d slack)");
}

TEST(Work, IsStartedByThoseWhoHoldItsRole) {
  Works works;
  auto item = works.open("rewind", "overhaul", "standard");
  EXPECT_EQ(works.refusal("ada", StartWork{item, ""}),
            "DT-X904: rewind is work of winder, today Wil Moss and Wyn Reed (winder); you are planner");
  EXPECT_EQ(works.refusal("wil", StartWork{item, ""}), "");
  EXPECT_EQ(works.refusal("wyn", StartWork{item, ""}), "DT-X903: Wil Moss is on rewind already");
  EXPECT_EQ(works.company.started[0].rank, 1);
  EXPECT_FALSE(works.company.started[0].inversion);
}

TEST(Work, TakenBeforeWhatIsWorthMoreNeedsAReasonAndCounts) {
  Works works;
  auto emergency = works.open("critical emergency", "emergency", "critical");
  auto overhaul = works.open("overhaul for a friend", "overhaul", "standard");
  auto refusal = works.refusal("wil", StartWork{overhaul, " "});
  EXPECT_EQ(refusal.substr(0, refusal.find(':')), "DT-X905");
  EXPECT_NE(refusal.find("critical emergency is worth more now: 1.80 ="), std::string::npos);
  EXPECT_EQ(works.refusal("wil", StartWork{overhaul, "the copper for the emergency is not here"}), "");
  auto const& started = works.company.started.at(0);
  EXPECT_TRUE(started.inversion);
  EXPECT_EQ(started.rank, 2);
  EXPECT_EQ(started.passed_over, emergency);
  EXPECT_DOUBLE_EQ(started.passed_over_score, 1.8);
  EXPECT_EQ(started.reason, "the copper for the emergency is not here");
  EXPECT_EQ(works.company.state.inversions.size(), 1u);
}

TEST(Work, OfEqualWorthMayBeTakenInAnyOrder) {
  Works works;
  works.open("one", "overhaul", "standard");
  auto two = works.open("two", "overhaul", "standard");
  EXPECT_EQ(works.refusal("wil", StartWork{two, ""}), "");
  EXPECT_FALSE(works.company.started[0].inversion);
}

TEST(Work, IsCompletedByWhoeverStartedIt) {
  Works works;
  auto item = works.open("rewind", "overhaul", "standard");
  EXPECT_EQ(works.refusal("wil", CompleteWork{item, {}, {}}), "DT-X903: rewind is not started");
  works.after(minutes(30));
  works.ask("wil", StartWork{item, ""});
  EXPECT_EQ(works.refusal("wyn", CompleteWork{item, {}, {}}), "DT-X904: rewind was started by Wil Moss; you are winder");
  works.after(hours(2));
  EXPECT_EQ(works.refusal("wil", CompleteWork{item, {}, days(36'500)}),
            "DT-X902: worked 36500 d on rewind, which was started 2 h ago");
  EXPECT_EQ(works.refusal("wil", CompleteWork{item, feel::Value("done"), {}}), "");
  auto const& completed = works.company.completed.at(0);
  EXPECT_EQ(completed.worked, hours(2));
  EXPECT_EQ(completed.waited, minutes(30));
  EXPECT_EQ(completed.result, feel::Value("done"));
  EXPECT_TRUE(works.company.state.items.empty());
  EXPECT_TRUE(works.company.state.ready.empty());
}

TEST(Work, MeasuredTimeLeavesOutTheNight) {
  Works works;
  auto item = works.open("rewind", "overhaul", "standard");
  works.ask("wil", StartWork{item, ""});
  works.world.clock.set(parse_instant("2026-03-30T07:00:00Z").take());  // Monday 09:00, summer time
  works.ask("wil", CompleteWork{item, {}, {}});
  EXPECT_EQ(works.company.completed.at(0).worked, hours(8));  // seven on Friday, one on Monday
}

TEST(Work, GoesBackToItsPlaceWithWhatIsMissing) {
  Works works;
  auto item = works.open("rewind", "overhaul", "standard");
  works.ask("wil", StartWork{item, ""});
  EXPECT_EQ(works.refusal("wil", ReturnWork{item, ""}), "DT-X905: rewind is returned without saying what is missing");
  EXPECT_EQ(works.refusal("wil", ReturnWork{item, "no copper"}), "");
  EXPECT_EQ(works.titles_for("wyn"), Lines{"rewind"});
  EXPECT_EQ(works.company.state.items.at(item).missing, "no copper");
}

TEST(Work, OvertakesItsQueueByADecisionOnly) {
  Works works;
  works.open("emergency", "emergency", "standard");
  auto overhaul = works.open("expedited overhaul", "overhaul", "standard");
  EXPECT_EQ(works.refusal("wil", ExpediteWork{overhaul, "decision-9", "friend"}),
            "DT-X904: work overtakes its queue by a decision, not by hand; you are winder");
  works.by_policy(ExpediteWork{overhaul, "decision-9", "Aqua West stands still"});
  EXPECT_EQ(works.titles_for("wil")[0], "expedited overhaul");
  auto queue = queue_of("winder", works.company.state, works.company.model, works.company.values, works.now());
  EXPECT_EQ(why(queue[0], works.company.values),
            "1.20 = process value 0.4 (margin 40 × 9/9) × tier standard 1 × urgency 3 (expedited by decision-9); expedited: Aqua West "
            "stands still");
}

TEST(Work, OfAStoppedCaseWaitsUntilTheIssueIsContained) {
  Works works;
  auto item = works.open("rewind", "emergency", "critical", {}, "case-7");
  works.open("other", "overhaul", "standard", {}, "case-8");
  auto issue = works.ask("wil", RaiseIssue{"machine-down", "Oven smokes", "", "", "case-7", "andon", "oven-1"}).reply;
  EXPECT_EQ(works.titles_for("wil"), (Lines{"other", "rewind"}));
  EXPECT_EQ(works.refusal("wil", StartWork{item, "hurry"}), "DT-X903: rewind is stopped by " + issue + ": Oven smokes");
  works.ask("cem", ContainIssue{issue, "oven off, batch moved"});
  EXPECT_EQ(works.refusal("wil", StartWork{item, ""}), "");
}

TEST(Work, SurvivesARestartInItsPlace) {
  Works works;
  works.open("overhaul", "overhaul", "standard");
  auto emergency = works.open("emergency", "emergency", "critical");
  works.ask("wil", StartWork{emergency, ""});
  works.restart();
  EXPECT_EQ(works.titles_for("wil"), Lines{"overhaul"});
  auto mine = my_work("wil", works.company.state, works.company.model, works.company.values, works.company.people(), works.now());
  ASSERT_EQ(mine.under_way.size(), 1u);
  EXPECT_EQ(mine.under_way[0]->opened.title, "emergency");
}

TEST(Reordering, SaysWhatANewVersionMovedAndWhy) {
  Works works;
  works.open("emergency", "emergency", "standard");
  works.open("overhaul", "overhaul", "standard");
  auto after = works.company.values;
  after.weights = {{"keep-critical-running", 30}, {"margin", 70}};
  after.processes["emergency"].value = 0.3;
  after.processes["overhaul"].value = 0.7;
  auto changes = compare_queues(works.company.state, works.company.model, works.company.values, after, works.now());
  EXPECT_EQ(changes.moved, 2);
  EXPECT_EQ(changes.reasons,
            (Lines{"keep-critical-running weighs 30 instead of 60", "margin weighs 70 instead of 40",
                   "work of emergency is worth 0.3 instead of 0.6", "work of overhaul is worth 0.7 instead of 0.4",
                   "overhaul moves from place 2 to 1 in the queue of winder", "emergency moves from place 1 to 2 in the queue of winder"}));
}

}  // namespace
}  // namespace drivetrain::coordination
