// Issues are called, tier by tier, until somebody answers; the same trouble again joins the open one.
#include <gtest/gtest.h>

#include "coordination/works_for_test.h"

namespace drivetrain::coordination {
namespace {

using test::Lines;
using test::Works;

std::string raise_andon(Works& works) {
  return works.ask("wil", RaiseIssue{"machine-down", "Oven smokes", "door 2", "", "", "andon", "oven-1"}).reply;
}

TEST(Issue, CallsTheFirstTierAndThenTheNextInWorkingTime) {
  Works works;
  auto id = raise_andon(works);
  auto const& issue = works.company.state.issues.at(id);
  EXPECT_EQ(issue.calls.back().person, "cem");
  EXPECT_EQ(issue.calls.back().until, works.now() + minutes(10));
  works.after(minutes(10));
  EXPECT_EQ(issue.calls.back().person, "ben");
  works.after(minutes(30));
  EXPECT_EQ(issue.calls.back().person, "eva");
  works.after(days(4));
  EXPECT_EQ(issue.calls.size(), 3u);
}

TEST(Issue, DoesNotRingThroughTheWeekend) {
  Works works;
  works.world.clock.set(parse_instant("2026-03-27T14:55:00Z").take());  // Friday 15:55, five minutes before the end
  auto id = raise_andon(works);
  works.after(days(2));
  EXPECT_EQ(works.company.state.issues.at(id).tier(), 1);
  works.world.clock.set(parse_instant("2026-03-30T06:04:00Z").take());  // Monday 08:04
  works.after(minutes(1));
  EXPECT_EQ(works.company.state.issues.at(id).tier(), 2);
}

TEST(Issue, StopsRingingWhenSomebodyOfItsTiersAnswers) {
  Works works;
  auto id = raise_andon(works);
  works.after(minutes(4));
  EXPECT_EQ(works.refusal("wil", AcknowledgeIssue{id}), "DT-X904: Oven smokes is called to Cem Aydin (cell-lead), tier 1; you are winder");
  EXPECT_EQ(works.refusal("cem", AcknowledgeIssue{id}), "");
  works.after(hours(3));
  EXPECT_EQ(works.company.state.issues.at(id).tier(), 1);
  EXPECT_EQ(works.refusal("ben", AcknowledgeIssue{id}), "DT-X903: Oven smokes was acknowledged by Cem Aydin");
  EXPECT_EQ(issues_of("cem", works.company.state, works.company.model, works.company.people(), works.now()).size(), 1u);
}

TEST(Issue, IsCalledToTheDeputyWhenTheHolderIsAway) {
  Works works;
  works.away("cem", days(1));
  auto id = raise_andon(works);
  EXPECT_EQ(works.company.state.issues.at(id).calls.back().person, "dora");
}

TEST(Issue, RaisedAgainJoinsTheOpenOne) {
  Works works;
  auto id = raise_andon(works);
  EXPECT_EQ(raise_andon(works), id);
  EXPECT_EQ(works.company.state.issues.size(), 1u);
  EXPECT_EQ(works.company.state.issues.at(id).recurred, 1);
  works.ask("cem", ResolveIssue{id, "door seal worn", "seal replaced"});
  EXPECT_NE(raise_andon(works), id);
}

TEST(Issue, IsContainedThenResolvedWithCauseAndFix) {
  Works works;
  auto id = raise_andon(works);
  works.after(minutes(5));
  EXPECT_EQ(works.refusal("cem", ContainIssue{id, ""}), "DT-X905: Oven smokes is contained by what?");
  EXPECT_EQ(works.refusal("cem", ContainIssue{id, "oven off"}), "");
  EXPECT_EQ(works.refusal("cem", ResolveIssue{id, "", "seal"}), "DT-X905: Oven smokes is resolved without a cause");
  works.after(hours(1));
  EXPECT_EQ(works.refusal("cem", ResolveIssue{id, "seal worn", "seal replaced, check added"}), "");
  EXPECT_EQ(works.company.log, (Lines{"IssueRaised", "IssueCalled", "IssueAcknowledged", "IssueContained", "IssueResolved"}));
  auto const& resolved = works.company.state.resolved.back();
  EXPECT_EQ(resolved.resolved.after, minutes(65));
  EXPECT_EQ(resolved.issue.acknowledged->person, "cem");
  EXPECT_EQ(works.refusal("cem", ResolveIssue{id, "again", "again"}).substr(0, 7), "DT-X903");
}

TEST(Issue, ComesBackWithinItsWindowAndIsReopenedWithItsClock) {
  Works works;
  works.company.model.issue_types["machine-down"].recurs_within = days(30);
  auto id = raise_andon(works);
  works.ask("cem", ResolveIssue{id, "seal worn", "seal replaced"});
  works.after(days(4));
  EXPECT_EQ(raise_andon(works), id);
  EXPECT_TRUE(works.company.state.resolved.empty());
  auto const& issue = works.company.state.issues.at(id);
  EXPECT_EQ(issue.recurred, 1);
  EXPECT_EQ(issue.reopened, 1);
  EXPECT_EQ(issue.calls.back().person, "cem");
  EXPECT_FALSE(issue.acknowledged);
  works.after(minutes(10));
  EXPECT_EQ(issue.tier(), 2);
  works.restart();
  EXPECT_EQ(works.refusal("ben", ResolveIssue{id, "door bent", "door aligned"}), "");
  EXPECT_EQ(works.company.state.resolved.back().resolved.after, minutes(10));
  works.after(days(31));
  EXPECT_NE(raise_andon(works), id);
}

TEST(Issue, OfAnotherSubjectOrWithoutAWindowIsANewOne) {
  Works works;
  works.company.model.issue_types["machine-down"].recurs_within = days(30);
  auto id = raise_andon(works);
  works.ask("cem", ResolveIssue{id, "seal worn", "seal replaced"});
  EXPECT_NE(works.ask("wil", RaiseIssue{"machine-down", "Oven smokes", "", "", "", "andon", "oven-2"}).reply, id);
  works.company.model.issue_types["machine-down"].recurs_within.reset();
  EXPECT_NE(raise_andon(works), id);
}

TEST(Issue, HasItsCauseToldAsAChainOfWhysOnABranchOfTheFishbone) {
  Works works;
  auto id = raise_andon(works);
  EXPECT_EQ(works.refusal("wil", StateCause{id, "machine", {"seal worn"}}).substr(0, 7), "DT-X904");
  EXPECT_EQ(works.refusal("cem", StateCause{id, "machin", {"seal worn"}}), "DT-X902: the fishbone has no branch machin");
  EXPECT_EQ(works.refusal("cem", StateCause{id, "machine", {" "}}), "DT-X905: why did Oven smokes happen?");
  EXPECT_EQ(works.refusal("cem", StateCause{id, "machine", std::vector<std::string>(11, "why")}).substr(0, 7), "DT-X902");
  EXPECT_EQ(works.refusal("cem", ResolveIssue{id, "", "seal replaced"}), "DT-X905: Oven smokes is resolved without a cause");
  EXPECT_EQ(works.refusal("cem", StateCause{id, "machine", {"seal worn", " ", "nobody changes it"}}), "");
  EXPECT_EQ(works.company.state.issues.at(id).cause->whys, (Lines{"seal worn", "nobody changes it"}));
  EXPECT_EQ(works.company.state.issues.at(id).acknowledged->person, "cem");
  EXPECT_EQ(works.refusal("cem", ResolveIssue{id, "", "seal into the yearly plan"}), "");
  EXPECT_EQ(works.company.state.resolved.back().resolved.cause, "nobody changes it");
}

TEST(Issue, ThatCameBackNeedsItsCauseToldAgain) {
  Works works;
  works.company.model.issue_types["machine-down"].recurs_within = days(30);
  auto id = raise_andon(works);
  works.ask("cem", StateCause{id, "machine", {"seal worn"}});
  works.ask("cem", ResolveIssue{id, "", "seal replaced"});
  works.after(hours(2));
  EXPECT_EQ(raise_andon(works), id);
  EXPECT_EQ(works.refusal("cem", ResolveIssue{id, "", "seal replaced"}), "DT-X905: Oven smokes is resolved without a cause");
}

TEST(Issue, ClosesByItselfWhenItsFixHasHeld) {
  Works works;
  works.company.model.issue_types["machine-down"].effect_after = days(14);
  auto id = raise_andon(works);
  works.after(hours(1));
  EXPECT_EQ(works.refusal("cem", ResolveIssue{id, "door seal worn", "seal replaced"}), "");
  EXPECT_EQ(works.company.state.issues.at(id).fixed->fix, "seal replaced");
  EXPECT_EQ(works.refusal("cem", ResolveIssue{id, "door seal worn", "really replaced"}).substr(0, 65), "DT-X903: Oven smokes was fixed by Cem Aydin (seal replaced); its ");
  EXPECT_EQ(works.refusal("cem", TestEffect{id}), "DT-X904: nobody closes an issue whose effect is tested: the clock does");
  works.after(days(13));
  EXPECT_TRUE(works.company.state.issues.contains(id));
  works.restart();
  works.after(days(1));
  EXPECT_FALSE(works.company.state.issues.contains(id));
  EXPECT_EQ(works.company.state.resolved.back().resolved.person, "cem");
  EXPECT_EQ(works.company.state.resolved.back().resolved.after, hours(1));
}

TEST(Issue, ThatComesBackWhileItsFixIsTestedIsCalledAnew) {
  Works works;
  works.company.model.issue_types["machine-down"].effect_after = days(14);
  auto id = raise_andon(works);
  works.ask("cem", ResolveIssue{id, "door seal worn", "seal replaced"});
  works.after(days(3));
  EXPECT_EQ(raise_andon(works), id);
  auto const& issue = works.company.state.issues.at(id);
  EXPECT_FALSE(issue.fixed);
  EXPECT_EQ(issue.tier(), 1);
  EXPECT_EQ(issue.reopened, 1);
  works.ask("cem", AcknowledgeIssue{id});
  works.after(days(20));
  EXPECT_TRUE(works.company.state.issues.contains(id));
}

TEST(Issue, OfAFigureIsOpenAgainWhileTheFigureIsInAlarmAndWaitsWhileItIsUnknown) {
  Works works;
  works.company.model.issue_types["machine-down"].effect_after = days(14);
  works.company.figure = Figure{false, false, "Yield: no data"};
  auto id = raise_andon(works);
  works.ask("cem", ResolveIssue{id, "door seal worn", "seal replaced"});
  works.after(days(14));
  EXPECT_EQ(works.company.state.issues.at(id).fixed->detail, "Yield: no data");
  works.company.figure = Figure{true, true, "Yield: 80 %"};
  works.after(days(1));
  EXPECT_FALSE(works.company.state.issues.at(id).fixed);
  EXPECT_EQ(works.company.state.issues.at(id).last_detail, "Yield: 80 %");
  works.company.figure = Figure{true, false, "Yield: 97 %"};
  works.ask("cem", ResolveIssue{id, "door frame bent", "frame replaced"});
  works.after(days(14));
  EXPECT_FALSE(works.company.state.issues.contains(id));
}

TEST(Issue, MayBePassedUpByHand) {
  Works works;
  auto id = raise_andon(works);
  EXPECT_EQ(works.refusal("wil", EscalateIssue{id, 3}).substr(0, 7), "DT-X904");
  EXPECT_EQ(works.refusal("cem", EscalateIssue{id, 0}), "");
  EXPECT_EQ(works.company.state.issues.at(id).tier(), 2);
  works.after(minutes(29));
  EXPECT_EQ(works.company.state.issues.at(id).tier(), 2);
  works.after(minutes(1));
  EXPECT_EQ(works.company.state.issues.at(id).tier(), 3);
  EXPECT_EQ(works.refusal("eva", EscalateIssue{id, 0}), "DT-X903: nobody is above tier 3 for Oven smokes");
}

TEST(Issue, OfAnUnknownTypeIsRefusedWithTheNearest) {
  Works works;
  auto outcome = works.ask("wil", RaiseIssue{"machine-dwn", "", "", "", "", "andon", ""});
  ASSERT_TRUE(outcome.refusal);
  EXPECT_EQ(outcome.refusal->message, "the model has no issue type machine-dwn");
  EXPECT_EQ(outcome.refusal->help, "did you mean machine-down?");
}

TEST(Issue, KeepsItsClockOverARestart) {
  Works works;
  auto id = raise_andon(works);
  works.after(minutes(5));
  works.restart();
  works.after(minutes(5));
  EXPECT_EQ(works.company.state.issues.at(id).tier(), 2);
}

TEST(Issues, ThatStopWorkComeFirst) {
  Works works;
  IssueType question;
  question.header.id = "question", question.header.title = "Question";
  question.tiers = {{test::role_ref("cell-lead"), hours(1)}};
  works.company.model.issue_types["question"] = question;
  works.ask("wil", RaiseIssue{"question", "Which paint?", "", "", "", "andon", ""});
  raise_andon(works);
  auto issues = open_issues(works.company.state, works.company.model);
  ASSERT_EQ(issues.size(), 2u);
  EXPECT_EQ(issues[0]->raised.title, "Oven smokes");
}

}  // namespace
}  // namespace drivetrain::coordination
