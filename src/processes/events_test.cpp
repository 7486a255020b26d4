// Events, each by itself: timers, messages, the race between them, and what happens when work takes too long.
#include <gmock/gmock.h>

#include "processes/works_for_test.h"

namespace drivetrain::processes::test {
namespace {

using ::testing::HasSubstr;

TEST(TimerCatch, WaitsForTheClock) {
  Works works;
  works.deploy("p", "start begin\n timer pause PT5H\n end done\n begin -> pause -> done");
  auto c = works.start("p");
  works.after(hours(4));
  EXPECT_EQ(works.where(c), "pause");
  works.restart();
  works.after(hours(1));
  EXPECT_EQ(works.where(c), "completed at done");
  EXPECT_EQ(works.timers(), 0u);
}

TEST(TimerCatch, MayCountWorkingTime) {
  Works works;  // begins on Friday 2026-03-27 at 08:00
  works.deploy("p", "start begin\n timer pause P1D working\n end done\n begin -> pause -> done");
  auto c = works.start("p");
  works.after(days(2));
  EXPECT_EQ(works.where(c), "pause") << "the weekend does not count";
  works.after(days(1));
  EXPECT_EQ(works.where(c), "completed at done") << "Monday 08:00";
}

TEST(TimerCatch, MayComputeItsDuration) {
  Works works;
  works.deploy("p", "start begin\n timer pause wait\n end done\n begin -> pause -> done");
  auto c = works.start("p", with({{"wait", "PT2H"}}));
  EXPECT_EQ(works.where(c), "pause");
  works.after(hours(2));
  EXPECT_EQ(works.where(c), "completed at done");
  auto stuck = works.start("p", with({{"wait", "soon"}}));
  EXPECT_EQ(works.where(stuck), "pause!");
  EXPECT_THAT(works.incident(stuck).message, HasSubstr("pause"));
}

TEST(Timers, FireOnlyWhenDue) {
  Works works;
  works.deploy("p", "start begin\n timer pause PT5H\n end done\n begin -> pause -> done");
  auto c = works.start("p");
  EXPECT_EQ(works.refused(FireTimer{c, "a1"}).code, "DT-X903");
  EXPECT_EQ(works.refused(FireTimer{c, "a9"}).code, "DT-X901");
}

TEST(MessageCatch, GoesToTheOneThatWaitsForNameAndKey) {
  Works works;
  works.deploy("p", "start begin\n message approved approval\n end done\n begin -> approved -> done");
  auto one = works.start("p", {}, "4711"), other = works.start("p", {}, "4712");
  works.restart();
  works.message("approval", "4712", with({{"by", "Aqua West"}}));
  EXPECT_EQ(works.where(one), "approved");
  EXPECT_EQ(works.where(other), "completed at done");
  EXPECT_EQ(works.variable(other, "by"), feel::Value("Aqua West"));
  auto error = works.refused(CorrelateMessage{"approval", "4712", {}});
  EXPECT_EQ(error.code, "DT-X901");
}

TEST(MessageCatch, MayCorrelateByAnExpression) {
  Works works;
  works.deploy("p", "start begin\n message paid payment key=invoice\n end done\n begin -> paid -> done");
  auto c = works.start("p", with({{"invoice", 2026}}));
  works.message("payment", "2026");
  EXPECT_EQ(works.where(c), "completed at done");
  EXPECT_EQ(works.where(works.start("p")), "paid!") << "no key, no waiting: nobody could ever reach it";
}

TEST(MessageCatch, AnAmbiguousMessageIsRefused) {
  Works works;
  for (auto process : {"p", "q"}) works.deploy(process, "start begin\n message approved approval\n end done\n begin -> approved -> done");
  works.start("p", {}, "4711"), works.start("q", {}, "4711");
  EXPECT_EQ(works.refused(CorrelateMessage{"approval", "4711", {}}).code, "DT-X903");
}

TEST(MessageStart, StartsACaseWithTheKeyAsBusinessKey) {
  Works works;
  works.deploy("p", "starts called emergency\n user page role=dispatcher\n end done\n called -> page -> done");
  auto outcome = works.ask(CorrelateMessage{"emergency", "plant-7", with({{"severity", "high"}})}, journal::Actor::feed("phone"));
  ASSERT_TRUE(outcome.accepted());
  EXPECT_EQ(works.where(outcome.reply), "page");
  EXPECT_EQ(works.look(outcome.reply).business_key, "plant-7");
  auto error = works.refused(StartCase{"p", "", "", "", "", {}});
  EXPECT_THAT(error.message, HasSubstr("started by a message"));
}

TEST(MessageStart, OfTwoProcessesIsNotGuessed) {
  Works works;
  for (auto process : {"p", "q"}) works.deploy(process, "starts called emergency\n end done\n called -> done");
  EXPECT_EQ(works.refused(CorrelateMessage{"emergency", "plant-7", {}}).message, "the message emergency starts p and q alike");
}

char const* const approval = R"(
    start begin
    events race
    message approved approval
    timer five_days P5D
    user rework role=fitter
    user remind role=desk
    end done
    begin -> race
    race -> approved -> rework -> done
    race -> five_days -> remind -> done)";

TEST(EventGateway, TheFirstEventWins) {
  Works works;
  works.deploy("p", approval);
  auto quick = works.start("p", {}, "1"), slow = works.start("p", {}, "2");
  EXPECT_EQ(works.where(quick), "race");
  EXPECT_EQ(works.timers(), 2u);
  works.message("approval", "1");
  EXPECT_EQ(works.where(quick), "rework");
  EXPECT_EQ(works.timers(), 1u) << "the loser's timer is gone";
  works.restart();
  works.after(days(5));
  EXPECT_EQ(works.where(slow), "remind");
  EXPECT_EQ(works.refused(CorrelateMessage{"approval", "2", {}}).code, "DT-X901") << "too late";
}

TEST(BoundaryTimer, InterruptsWhatTakesTooLong) {
  Works works;
  works.deploy("p", R"(
    start begin
    user bake role=winder
    boundary late on=bake PT9H
    user inspect role=quality
    end done
    end checked
    begin -> bake -> done
    late -> inspect -> checked)");
  auto slow = works.start("p"), quick = works.start("p");
  works.complete(quick, "bake");
  EXPECT_EQ(works.timers(), 1u);
  auto late_task = works.activity(slow, "bake");
  works.after(hours(9));
  EXPECT_EQ(works.where(slow), "inspect");
  EXPECT_EQ(works.where(quick), "completed at done");
  auto error = works.refused(CompleteActivity{slow, late_task, {}});
  EXPECT_EQ(error.code, "DT-X903");
  EXPECT_THAT(error.message, HasSubstr("over already"));
}

TEST(BoundaryTimer, BesideTheWorkOnlyReminds) {
  Works works;
  works.deploy("p", R"(
    start begin
    user quote role=estimator
    boundary late on=quote PT4H beside
    user chase role=desk
    end done
    end chased
    begin -> quote -> done
    late -> chase -> chased)");
  auto c = works.start("p");
  works.after(hours(4));
  EXPECT_EQ(works.where(c), "chase, quote");
  works.complete(c, "quote");
  EXPECT_EQ(works.where(c), "chase");
  works.complete(c, "chase");
  EXPECT_EQ(works.where(c), "completed at chased");
}

}  // namespace
}  // namespace drivetrain::processes::test
