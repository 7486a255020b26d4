// Tasks, gateways and sub-processes, each by itself, as a works would use them.
#include <gmock/gmock.h>

#include "processes/works_for_test.h"

namespace drivetrain::processes::test {
namespace {

using ::testing::HasSubstr;

TEST(StartAndEnd, ACaseThatWaitsForNothingIsDoneAtOnce) {
  Works works;
  works.deploy("p", "start begin\n task wash\n end done\n begin -> wash -> done");
  auto c = works.start("p");
  EXPECT_EQ(works.where(c), "completed at done");
  EXPECT_EQ(works.happened<CaseCompleted>().at(0).took, Duration{});
}

TEST(StartAndEnd, EachEndEventEndsItsOwnTokenOnly) {
  Works works;
  works.deploy("p", R"(
    start begin
    and fork
    user a role=fitter
    user b role=fitter
    end first
    end last
    begin -> fork -> a -> first
    fork -> b -> last)");
  auto c = works.start("p");
  works.complete(c, "a");
  EXPECT_EQ(works.where(c), "b");
  works.complete(c, "b");
  EXPECT_EQ(works.where(c), "completed at last");
}

TEST(TerminateEnd, EndsEverythingAndWithdrawsTheWork) {
  Works works;
  works.deploy("p", R"(
    start begin
    and fork
    user repair role=fitter
    user cancel role=desk
    timer pause PT1H
    end repaired
    terminate cancelled
    begin -> fork -> repair -> pause -> repaired
    fork -> cancel -> cancelled)");
  auto c = works.start("p");
  works.complete(c, "cancel");
  EXPECT_EQ(works.where(c), "completed at cancelled");
  ASSERT_EQ(works.happened<ActivityCancelled>().size(), 1u);
  EXPECT_EQ(works.happened<ActivityCancelled>()[0].element, "repair");
  EXPECT_THAT(works.happened<ActivityCancelled>()[0].reason, HasSubstr("cancelled"));
}

TEST(UserTask, WaitsForItsRoleAndTakesWhatCameOut) {
  Works works;
  works.deploy("p", "start begin\n user strip role=fitter\n end done\n begin -> strip -> done");
  auto c = works.start("p", with({{"job", "4711"}}));
  auto waiting = works.happened<ActivityActivated>().at(0);
  EXPECT_EQ(waiting.kind, "user_task");
  EXPECT_EQ(waiting.role, "fitter");
  works.after(hours(2));
  works.complete(c, "strip", with({{"insulation", 7}}));
  EXPECT_EQ(works.where(c), "completed at done");
  EXPECT_EQ(works.variable(c, "insulation"), feel::Value(7));
  EXPECT_EQ(works.variable(c, "job"), feel::Value("4711"));
  EXPECT_EQ(works.happened<ActivityCompleted>().at(0).took, hours(2));
}

TEST(UserTask, IsNotCompletedPastItsQueue) {
  Works works;
  works.deploy("p", "start begin\n user strip role=fitter\n end done\n begin -> strip -> done");
  auto c = works.start("p");
  auto error = works.refused(CompleteActivity{c, "a1", {}}, journal::Actor::person("ana"));
  EXPECT_EQ(error.code, "DT-X904");
  EXPECT_THAT(error.message, HasSubstr("queue of fitter"));
  EXPECT_EQ(works.where(c), "strip");
}

TEST(BusinessRuleTask, WaitsForItsRightAndKeepsTheOutcome) {
  Works works;
  works.deploy("p", R"(
    start begin
    rule quote decision=quote-and-discount result=answer
    xor way
    end won
    end lost
    begin -> quote -> way
    way -> won if answer = "approve"
    way -> lost default)");
  auto c = works.start("p");
  EXPECT_EQ(works.happened<ActivityActivated>().at(0).decision, "quote-and-discount");
  auto error = works.refused(CompleteActivity{c, "a1", with({{"outcome", "approve"}})}, journal::Actor::person("ana"));
  EXPECT_EQ(error.code, "DT-X904");
  EXPECT_THAT(error.message, HasSubstr("quote-and-discount"));
  works.complete(c, "quote", with({{"outcome", "approve"}}));
  EXPECT_EQ(works.where(c), "completed at won");
  EXPECT_EQ(works.variable(c, "answer"), feel::Value("approve"));
}

char const* const by_tier = R"(
    start begin
    xor way
    user now role=fitter
    user later role=fitter
    end done
    begin -> way
    way -> now if urgent = true
    way -> later if urgent = false
    now -> done
    later -> done)";

TEST(ExclusiveGateway, TakesTheFirstWayThatHolds) {
  Works works;
  works.deploy("p", by_tier);
  EXPECT_EQ(works.where(works.start("p", with({{"urgent", true}}))), "now");
  EXPECT_EQ(works.where(works.start("p", with({{"urgent", false}}))), "later");
}

TEST(ExclusiveGateway, WhatYieldsNullIsAnIncidentAndNeverFalse) {
  Works works;
  works.deploy("p",
               "start begin\n xor way\n user now role=fitter\n end done\n begin -> way\n way -> now if delay > limit\n way -> done "
               "default\n now -> done");
  auto c = works.start("p", with({{"delay", 12}}));
  EXPECT_EQ(works.where(c), "way!") << "the default is for false, not for unknown";
  EXPECT_THAT(works.incident(c).message, HasSubstr("'delay > limit' yields null"));
  EXPECT_THAT(works.incident(c).message, HasSubstr("delay = 12, limit = null"));
  auto error = works.refused(CompleteActivity{c, works.activity(c, "way"), {}});
  EXPECT_EQ(error.code, "DT-X903");
  works.restart();
  works.done(ResolveIncident{c, works.activity(c, "way"), with({{"limit", 8}})}, journal::Actor::person("ana"));
  EXPECT_EQ(works.where(c), "now");
  EXPECT_EQ(works.look(c).incidents, 0u);
}

TEST(ExclusiveGateway, NoOpenWayIsAnIncident) {
  Works works;
  works.deploy(
      "p",
      "start begin\n xor way\n end done\n end other\n begin -> way\n way -> done if color = \"red\"\n way -> other if color = \"blue\"");
  auto c = works.start("p", with({{"color", "green"}}));
  EXPECT_EQ(works.where(c), "way!");
  EXPECT_THAT(works.incident(c).message, HasSubstr("no way out of 'way' is open"));
  EXPECT_THAT(works.incident(c).message, HasSubstr("color = \"green\""));
  works.done(ResolveIncident{c, works.activity(c, "way"), {}});
  EXPECT_EQ(works.where(c), "way!") << "still no way: a new incident";
}

TEST(ExclusiveGateway, AConditionMustBeTrueOrFalse) {
  Works works;
  works.deploy("p", "start begin\n xor way\n end done\n end other\n begin -> way\n way -> done if size\n way -> other default");
  auto c = works.start("p", with({{"size", 3}}));
  EXPECT_EQ(works.where(c), "way!");
  EXPECT_THAT(works.incident(c).message, HasSubstr("number 3"));
}

TEST(ParallelGateway, JoinsOneTokenOfEachFlow) {
  Works works;
  works.deploy("p", R"(
    start begin
    and fork
    user rewind role=winder
    user machine role=machinist
    and meet
    user assemble role=fitter
    end done
    begin -> fork -> rewind -> meet -> assemble -> done
    fork -> machine -> meet)");
  auto c = works.start("p");
  EXPECT_EQ(works.where(c), "machine, rewind");
  works.complete(c, "machine");
  EXPECT_EQ(works.where(c), "meet(1), rewind");
  works.restart();
  works.complete(c, "rewind");
  EXPECT_EQ(works.where(c), "assemble");
}

TEST(ParallelGateway, TwoTokensOnOneFlowAreNotOneOnEach) {
  Works works;
  works.deploy("p", R"(
    start begin
    and fork
    task a
    task b
    user c role=fitter
    xor merge
    and meet
    end done
    begin -> fork -> a -> merge -> meet -> done
    fork -> b -> merge
    fork -> c -> meet)");
  auto c = works.start("p");
  EXPECT_EQ(works.where(c), "c, meet(2)");
  works.complete(c, "c");
  EXPECT_EQ(works.where(c), "meet!, meet(1)") << "one pair joined and ended; the second token waits for a branch that cannot come";
  EXPECT_THAT(works.incident(c).message, HasSubstr("'c'"));
  works.done(ResolveIncident{c, works.activity(c, "meet"), {}});
  EXPECT_EQ(works.where(c), "completed at done");
}

char const* const inspection = R"(
    start begin
    sub inspection
    start look_begin in=inspection
    and look_fork in=inspection
    user shaft role=machinist in=inspection
    user winding role=winder in=inspection
    end look_done in=inspection
    end look_done_too in=inspection
    boundary late on=inspection PT8H
    user report role=quality
    user chase role=desk
    end done
    end chased
    begin -> inspection -> report -> done
    look_begin -> look_fork -> shaft -> look_done
    look_fork -> winding -> look_done_too
    late -> chase -> chased)";

TEST(SubProcess, IsDoneWhenNothingInItIsAlive) {
  Works works;
  works.deploy("p", inspection);
  auto c = works.start("p");
  EXPECT_EQ(works.where(c), "shaft, winding");
  works.complete(c, "shaft");
  works.restart();
  works.complete(c, "winding");
  EXPECT_EQ(works.where(c), "report");
  EXPECT_EQ(works.timers(), 0u);
}

TEST(SubProcess, ABoundaryTimerTakesEverythingInItAway) {
  Works works;
  works.deploy("p", inspection);
  auto c = works.start("p");
  works.complete(c, "shaft");
  works.after(hours(8));
  EXPECT_EQ(works.where(c), "chase");
}

TEST(SubProcess, TerminateEndsOnlyItsOwnScope) {
  Works works;
  works.deploy("p", R"(
    start begin
    sub search
    start s_begin in=search
    and s_fork in=search
    user here role=a in=search
    user there role=b in=search
    terminate found in=search
    and s_meet in=search
    begin -> search -> use -> done
    user use role=c
    end done
    s_begin -> s_fork -> here -> found
    s_fork -> there -> found)");
  auto c = works.start("p");
  works.complete(c, "there");
  EXPECT_EQ(works.where(c), "use");
}

}  // namespace
}  // namespace drivetrain::processes::test
