// What people and systems do to running cases: messages that come early, signals, starts by the clock, variables set by hand, cases that stand
// still, are changed, go on with another version, or are cancelled a part at a time.
#include <gmock/gmock.h>

#include <random>

#include "processes/works_for_test.h"

namespace drivetrain::processes::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using journal::Actor;

char const* const waits_for_approval = "start begin\n user look role=fitter\n message approved approval\n end done\n begin -> look -> approved -> done";

CorrelateMessage early(std::string const& key, std::string const& by, std::string const& id = {}) {
  return {"approval", key, with({{"by", by}}), hours(1), id};
}

TEST(Messages, WaitForWhoAsksForThemLaterFirstComeFirstServed) {
  Works works;
  works.deploy("p", waits_for_approval);
  auto c = works.start("p", {}, "4711");
  works.done(early("4711", "first"), Actor::feed("mail"));
  works.done(early("4711", "second"), Actor::feed("mail"));
  works.done(early("4712", "another"), Actor::feed("mail"));
  EXPECT_EQ(works.where(c), "look");
  works.restart();
  works.complete(c, "look");
  EXPECT_EQ(works.where(c), "completed at done");
  EXPECT_EQ(works.variable(c, "by"), feel::Value("first"));
  EXPECT_EQ(works.state.buffered().size(), 2u);
  auto next = works.start("p", {}, "4711");
  works.complete(next, "look");
  EXPECT_EQ(works.variable(next, "by"), feel::Value("second"));
  EXPECT_TRUE(works.state.discards().empty());
}

TEST(Messages, ExpireWithTheReasonOnRecord) {
  Works works;
  works.deploy("p", waits_for_approval);
  auto kept = works.done(early("4711", "first"), Actor::feed("mail"));
  EXPECT_EQ(works.refused(ExpireMessage{kept}).code, "DT-X903") << "not before its time";
  works.after(hours(1));
  EXPECT_TRUE(works.state.buffered().empty());
  ASSERT_EQ(works.state.discards().size(), 1u);
  EXPECT_EQ(works.happened<MessageDiscarded>().at(0).reason, "nobody asked for it in time");
  EXPECT_EQ(works.timers(), 0u);
  auto c = works.start("p", {}, "4711");
  works.complete(c, "look");
  EXPECT_EQ(works.where(c), "approved") << "too late";
}

TEST(Messages, WithTheSameIdAreTheSameMessageWithinItsTime) {
  Works works;
  works.deploy("p", waits_for_approval);
  auto kept = works.done(early("4711", "first", "mail-17"), Actor::feed("mail"));
  EXPECT_EQ(works.done(early("4711", "again", "mail-17"), Actor::feed("mail")), kept);
  auto c = works.start("p", {}, "4711");
  works.complete(c, "look");
  EXPECT_EQ(works.where(c), "completed at done");
  EXPECT_EQ(works.done(early("4711", "again", "mail-17"), Actor::feed("mail")), kept) << "taken, and still known";
  works.restart();
  works.after(hours(1));
  EXPECT_EQ(works.happened<MessageForgotten>().size(), 1u);
  EXPECT_NE(works.done(early("4711", "a year later", "mail-17"), Actor::feed("mail")), kept);
  EXPECT_EQ(works.refused(CorrelateMessage{"approval", "4711", {}, {}, "mail-18"}).code, "DT-X902") << "for how long?";
}

TEST(Messages, RememberedByTheirIdGoToWhoWaitsAtOnce) {
  Works works;
  works.deploy("p", waits_for_approval);
  auto c = works.start("p", {}, "4711");
  works.complete(c, "look");
  works.done(early("4711", "first", "mail-17"), Actor::feed("mail"));
  EXPECT_EQ(works.where(c), "completed at done");
  works.done(early("4711", "first", "mail-17"), Actor::feed("mail"));
  EXPECT_EQ(works.happened<MessageBuffered>().size(), 1u);
}

TEST(Messages, ThatWereRefusedAreOnRecord) {
  Works works;
  works.deploy("p", waits_for_approval);
  works.refused(CorrelateMessage{"approval", "4711", {}});
  ASSERT_EQ(works.state.discards().size(), 1u);
  EXPECT_EQ(works.state.discards()[0].name, "approval");
  EXPECT_THAT(works.state.discards()[0].reason, HasSubstr("nobody waits"));
}

TEST(Messages, AreLeftByAPersonOnlyWhoMayGiveThem) {
  Works works;
  works.deploy("p", waits_for_approval);
  EXPECT_EQ(works.refused(early("4711", "me"), Actor::person("jack")).code, "DT-X904");
  works.done(early("4711", "me"), Actor::person("ana"));
  auto unknown = early("4711", "me");
  unknown.message = "gossip";
  EXPECT_EQ(works.refused(unknown, Actor::person("ana")).code, "DT-X901");
}

TEST(Signals, ReachAllWhoWaitAndStartWhatBeginsByThem) {
  Works works;
  works.deploy("p", "start begin\n signal heard fire\n end done\n begin -> heard -> done");
  works.deploy("q", "startsignal alarm fire\n user leave role=fitter\n end out\n alarm -> leave -> out");
  auto one = works.start("p"), two = works.start("p");
  works.done(BroadcastSignal{"fire", with({{"hall", 3}})}, Actor::feed("detector"));
  EXPECT_EQ(works.where(one), "completed at done");
  EXPECT_EQ(works.where(two), "completed at done");
  ASSERT_EQ(works.state.open_cases().size(), 1u);
  auto const& begun = works.state.open_cases().begin()->second;
  EXPECT_EQ(works.where(begun.id()), "leave");
  EXPECT_EQ(works.variable(begun.id(), "hall"), feel::Value(3));
  EXPECT_EQ(works.happened<SignalThrown>().back().heard, 3);
}

TEST(Signals, ThrownByACaseStartOthersToo) {
  Works works;
  works.deploy("q", "startsignal alarm fire\n user leave role=fitter\n end out\n alarm -> leave -> out");
  works.deploy("p", "start begin\n throws shout fire\n end done\n begin -> shout -> done");
  auto c = works.start("p");
  EXPECT_EQ(works.where(c), "completed at done");
  ASSERT_EQ(works.state.open_cases().size(), 1u);
  works.start("p"), works.start("p");
  EXPECT_EQ(works.state.open_cases().size(), 3u) << "each its own case";
  works.restart();
}

TEST(Signals, ThatNobodyHearsAreOnRecord) {
  Works works;
  works.deploy("p", "start begin\n throws shout fire\n end done\n begin -> shout -> done");
  works.start("p");
  ASSERT_EQ(works.state.discards().size(), 1u);
  EXPECT_EQ(works.state.discards()[0].kind.text(), "signal");
  EXPECT_EQ(works.refused(BroadcastSignal{"fire", {}}, Actor::person("jack")).code, "DT-X904");
}

TEST(TimerStarts, BeginCasesOnTheirPhaseAndMissedOnesOnce) {
  Works works;
  works.deploy("p", "starttimer hourly R/PT1H\n user look role=fitter\n end done\n hourly -> look -> done");
  works.done(PlanStarts{});
  works.after(minutes(30));
  works.done(PlanStarts{});  // another change of the model leaves its phase alone
  works.after(minutes(30));
  EXPECT_EQ(works.state.open_cases().size(), 1u);
  works.restart();
  works.after(hours(3) + minutes(20));
  EXPECT_EQ(works.state.open_cases().size(), 2u) << "those missed, once";
  EXPECT_EQ(works.happened<StartPlanned>().back().missed, 2);
  works.after(minutes(40));
  EXPECT_EQ(works.state.open_cases().size(), 3u) << "on the hour of its start";
}

TEST(TimerStarts, OfAnOldVersionAreGone) {
  Works works;
  works.deploy("p", "starttimer hourly R/PT1H\n user look role=fitter\n end done\n hourly -> look -> done");
  works.done(PlanStarts{});
  works.revision = "r2";
  works.deploy("p", "start begin\n user look role=fitter\n end done\n begin -> look -> done");
  works.done(PlanStarts{});
  EXPECT_EQ(works.timers(), 0u);
  works.after(hours(2));
  EXPECT_TRUE(works.state.open_cases().empty());
  EXPECT_EQ(works.refused(PlanStarts{}, Actor::person("ana")).code, "DT-X904");
}

TEST(ConditionalStarts, BeginWhatHolds) {
  Works works;
  works.deploy("p", "startif cold temp<0\n user heat role=fitter\n end done\n cold -> heat -> done");
  works.deploy("q", "startif warm temp>30\n user cool role=fitter\n end done\n warm -> cool -> done");
  auto c = works.done(EvaluateConditions{with({{"temp", -4}}), {}}, Actor::feed("sensor"));
  EXPECT_EQ(works.where(c), "heat");
  EXPECT_EQ(works.refused(EvaluateConditions{with({{"temp", 20}}), {}}).code, "DT-X903");
  EXPECT_EQ(works.refused(EvaluateConditions{with({{"temp", -4}}), {}}, Actor::person("jack")).code, "DT-X904");
}

TEST(InstantiatingGateway, BeginsByWhicheverMessageComes) {
  Works works;
  works.deploy("p", "first gate\n message order order\n message call call\n user a role=fitter\n user b role=fitter\n end x\n end y\n gate -> order -> a -> x\n gate -> call -> b -> y");
  EXPECT_EQ(works.where(works.done(CorrelateMessage{"call", "4711", {}}, Actor::feed("phone"))), "b");
  EXPECT_EQ(works.where(works.done(CorrelateMessage{"order", "4712", {}}, Actor::feed("phone"))), "a");
  EXPECT_THAT(works.refused(StartCase{"p", "", "", "", "", {}}).message, HasSubstr("started by a message"));
}

TEST(InstantiatingGateway, WhenParallelWaitsForTheOthersWithTheSameKey) {
  Works works;
  works.deploy("p", "first gate all\n message order order\n message paid paid\n and both\n user pack role=fitter\n end x\n gate -> order -> both -> pack -> x\n gate -> paid -> both");
  auto c = works.done(CorrelateMessage{"paid", "4711", {}}, Actor::feed("bank"));
  EXPECT_EQ(works.where(c), "both(1), order");
  works.done(CorrelateMessage{"order", "4711", {}}, Actor::feed("shop"));
  EXPECT_EQ(works.where(c), "pack");
}

TEST(SetVariables, IsForWhoAnswersForTheCase) {
  Works works;
  works.deploy("p", "start begin\n rule quote decision=quote result=price\n end done\n begin -> quote -> done");
  auto c = works.start("p");
  EXPECT_EQ(works.refused(SetVariables{c, "", with({{"size", 3}})}, Actor::person("jack")).code, "DT-X904");
  works.done(SetVariables{c, "", with({{"size", 3}})}, Actor::person("ana"));
  EXPECT_EQ(works.variable(c, "size"), feel::Value(3));
  EXPECT_EQ(works.look(c).given_by("size")->person.text(), "ana");
  EXPECT_EQ(works.refused(SetVariables{c, "", with({{"price", 3}})}, Actor::person("ana")).code, "DT-X904") << "that is decided";
  EXPECT_EQ(works.refused(SetVariables{c, "", feel::Value(3)}).code, "DT-X902");
  EXPECT_EQ(works.refused(SetVariables{c, "a9", with({{"size", 3}})}).code, "DT-X901");
}

TEST(Suspending, KeepsEverythingWhereItIsUntilResumed) {
  Works works;
  works.deploy("p", "start begin\n and fork\n user strip role=fitter\n timer pause PT1H\n message approved approval\n and all\n end done\n"
                    "begin -> fork -> strip -> all -> done\n fork -> pause -> all\n fork -> approved -> all");
  auto c = works.start("p", {}, "4711");
  EXPECT_EQ(works.refused(SuspendCase{c, "not now"}, Actor::person("jack")).code, "DT-X904");
  EXPECT_EQ(works.refused(SuspendCase{c, " "}, Actor::person("ana")).code, "DT-X905");
  works.done(SuspendCase{c, "the customer is asked"}, Actor::person("ana"));
  auto error = works.refused(CompleteActivity{c, works.activity(c, "strip"), {}});
  EXPECT_EQ(error.code, "DT-X903");
  EXPECT_THAT(error.message, HasSubstr("by ana: the customer is asked"));
  EXPECT_EQ(works.refused(CorrelateMessage{"approval", "4711", {}}, Actor::feed("mail")).code, "DT-X903");
  works.done(early("4711", "later"), Actor::feed("mail"));
  works.restart();
  works.after(minutes(59));
  works.after(minutes(0));
  EXPECT_EQ(works.where(c), "approved, pause, strip");
  works.done(ResumeCase{c}, Actor::person("ana"));
  EXPECT_EQ(works.where(c), "all(1), pause, strip") << "the message that was kept";
  works.done(SuspendCase{c, "again"}, Actor::person("ana"));
  works.after(hours(2));
  EXPECT_EQ(works.where(c), "all(1), pause, strip");
  works.done(ResumeCase{c}, Actor::person("ana"));
  works.after(Duration{});
  EXPECT_EQ(works.where(c), "all(2), strip");
  works.complete(c, "strip");
  EXPECT_EQ(works.where(c), "completed at done");
  EXPECT_EQ(works.refused(ResumeCase{c}).code, "DT-X903");
}

TEST(Cancelling, ASuspendedCaseWorks) {
  Works works;
  works.deploy("p", waits_for_approval);
  auto c = works.start("p", {}, "4711");
  works.done(SuspendCase{c, "wait"});
  works.done(CancelCase{c, "no longer wanted"});
  EXPECT_EQ(works.where(c), "cancelled");
}

TEST(Cancelling, ALargeCaseGoesAPartAtATime) {
  Works works;
  works.fold_each_time = false;
  works.deploy("p", "start begin\n several strip 5000 role=fitter\n end done\n begin -> strip -> done");
  auto c = works.start("p");
  ASSERT_EQ(works.look(c).activities.size(), 5001u);
  works.done(CancelCase{c, "too many"}, Actor::person("ana"));
  EXPECT_EQ(works.look(c).status, CaseStatus::running);
  auto error = works.refused(CompleteActivity{c, "a2", {}});
  EXPECT_THAT(error.message, HasSubstr("being cancelled"));
  EXPECT_EQ(works.refused(CancelCase{c, "again"}).code, "DT-X903");
  works.restart();
  for (int i = 0; i < 40 && works.look(c).status == CaseStatus::running; ++i) works.after(seconds(1));
  EXPECT_EQ(works.where(c), "cancelled");
  EXPECT_EQ(works.happened<ActivityCancelled>().size(), 5001u);
  EXPECT_EQ(works.happened<CaseCancelling>().at(0).by, "ana");
  EXPECT_EQ(works.timers(), 0u);
}

char const* const two_steps = "start begin\n user strip role=fitter\n user wind role=fitter\n sub test\n user look role=fitter in=test\n start in in=test\n end out in=test\n end done\n"
                              "begin -> strip -> wind -> test -> done\n in -> look -> out";

TEST(Modifying, MovesTokensByHand) {
  Works works;
  works.deploy("p", two_steps);
  auto c = works.start("p");
  ModifyCase change{c, {works.activity(c, "strip")}, {{"look", false, "", with({{"size", 3}})}, {"strip", true, "", {}}}, "skip it", true};
  EXPECT_EQ(works.refused(change, Actor::person("jack")).code, "DT-X904");
  auto preview = works.done(change, Actor::person("ana"));
  EXPECT_THAT(preview, HasSubstr("cancels a1"));
  EXPECT_THAT(preview, HasSubstr("opens the sub-process 'test'"));
  EXPECT_EQ(works.where(c), "strip") << "nothing was done";
  change.dry_run = false;
  works.done(change, Actor::person("ana"));
  EXPECT_EQ(works.where(c), "look, wind");
  works.complete(c, "look"), works.complete(c, "wind");
  works.complete(c, "look");
  EXPECT_EQ(works.where(c), "completed at done");
}

TEST(Modifying, TellsAllThatIsWrong) {
  Works works;
  works.deploy("p", two_steps);
  auto c = works.start("p");
  auto error = works.refused(ModifyCase{c, {"a9"}, {{"nowhere", false, "", {}}, {"done", true, "", {}}}, "so", false});
  EXPECT_EQ(error.code, "DT-X903");
  EXPECT_THAT(error.message, HasSubstr("no activity a9"));
  EXPECT_THAT(error.message, HasSubstr("no element nowhere"));
  EXPECT_THAT(error.message, HasSubstr("nothing behind it"));
  EXPECT_THAT(works.refused(ModifyCase{c, {"a1"}, {}, "so", false}).message, HasSubstr("cancel the case instead"));
  EXPECT_EQ(works.refused(ModifyCase{c, {}, {{"wind", false, "", {}}}, "", false}).code, "DT-X905");
}

TEST(Modifying, ASubProcessThatNothingIsLeftOfGoesToo) {
  Works works;
  works.deploy("p", two_steps);
  auto c = works.start("p");
  works.complete(c, "strip"), works.complete(c, "wind");
  EXPECT_EQ(works.where(c), "look");
  works.done(ModifyCase{c, {works.activity(c, "look")}, {{"wind", false, "", {}}}, "once more", false});
  EXPECT_EQ(works.where(c), "wind");
  works.complete(c, "wind"), works.complete(c, "look");
  EXPECT_EQ(works.where(c), "completed at done");
}

TEST(Migrating, GoesOnWithTheOtherVersion) {
  Works works;
  works.deploy("p", "start begin\n user strip role=fitter\n boundary late on=strip PT4H\n end done\n end over\n begin -> strip -> done\n late -> over");
  auto c = works.start("p");
  works.revision = "r2";
  works.deploy("p", "start begin\n user unwind role=fitter\n boundary slow on=unwind PT9H\n user check role=fitter\n end done\n end over\n begin -> unwind -> check -> done\n slow -> over");
  auto error = works.refused(MigrateCase{c, "", {}, "new way", false}, Actor::person("ana"));
  EXPECT_THAT(error.message, HasSubstr("'strip' (a1) is gone"));
  EXPECT_EQ(works.refused(MigrateCase{c, "r1", {}, "same", false}).code, "DT-X903");
  EXPECT_EQ(works.refused(MigrateCase{c, "r9", {}, "none", false}).code, "DT-X901");
  MigrateCase move{c, "", {{"strip", "unwind"}}, "new way", true};
  EXPECT_THAT(works.done(move, Actor::person("ana")), HasSubstr("'slow' listens from now on"));
  EXPECT_EQ(works.look(c).revision.text(), "r1");
  move.dry_run = false;
  works.done(move, Actor::person("ana"));
  EXPECT_EQ(works.where(c), "unwind");
  EXPECT_EQ(works.timers(), 1u) << "the old limit is gone, the new one holds";
  works.restart();
  works.complete(c, "unwind");
  EXPECT_EQ(works.where(c), "check");
  works.complete(c, "check");
  EXPECT_EQ(works.where(c), "completed at done");
  EXPECT_EQ(works.state.tallies("p").at("strip").waiting, 0u);
}

TEST(Migrating, TellsAllThatDoesNotFit) {
  Works works;
  works.deploy("p", "start begin\n and fork\n user a role=fitter\n user b role=fitter\n and all\n end done\n begin -> fork -> a -> all -> done\n fork -> b -> all");
  auto c = works.start("p");
  works.complete(c, "a");
  works.revision = "r2";
  works.deploy("p", "start begin\n timer b PT1H\n and fork\n user x role=fitter\n and all\n end done\n begin -> fork -> x -> all -> done\n fork -> b -> all");
  auto error = works.refused(MigrateCase{c, "", {}, "new way", false});
  EXPECT_THAT(error.message, HasSubstr("'b' (a2) is a user task"));
  EXPECT_THAT(error.message, HasSubstr("a-all"));
}

TEST(Why, TellsWhichBranchIsMissingAndWhereItIs) {
  Works works;
  works.deploy("p", "start begin\n or split\n user a role=fitter\n user b role=desk\n and all\n end done\n end never\n xor way\n"
                    "begin -> split -> a -> all -> done\n split -> b -> way\n way -> all if ok = true\n way -> never default");
  auto c = works.start("p");
  works.complete(c, "a");
  auto told = why(works.look(c), works.find("r1", "p"));
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[0].role, "desk");
  EXPECT_EQ(told[1].waits_for, "the branch from 'way'");
  ASSERT_EQ(told[1].flows.size(), 2u);
  EXPECT_EQ(told[1].flows[0].token, "there");
  EXPECT_EQ(told[1].flows[1].token, "can_come");
  EXPECT_THAT(told[1].flows[1].places, ElementsAre("b"));
  works.complete(c, "b");
  told = why(works.look(c), works.find("r1", "p"));
  ASSERT_EQ(told.size(), 2u);
  EXPECT_THAT(told[0].help, HasSubstr("resolve the incident"));
}

TEST(Batches, DoTheSameForManyCasesAndSayWhatWasRefused) {
  Works works;
  works.deploy("p", waits_for_approval);
  StartBatch batch;
  batch.action = "suspend", batch.reason = "stocktaking";
  for (int i = 0; i < 45; ++i) batch.cases.push_back(works.start("p"));
  EXPECT_EQ(works.refused(batch, Actor::person("jack")).code, "DT-X904");
  works.done(SuspendCase{batch.cases[3], "before"});
  auto id = works.done(batch, Actor::person("ana"));
  EXPECT_EQ(works.refused(ContinueBatch{id}, Actor::person("ana")).code, "DT-X904");
  works.after(Duration{});
  works.restart();
  for (int i = 0; i < 4; ++i) works.after(seconds(1));
  auto const& told = works.state.batches().begin()->second;
  EXPECT_EQ(told.done, 44u);
  ASSERT_EQ(told.refused.size(), 1u);
  EXPECT_THAT(told.refused[0].reason, HasSubstr("suspended since"));
  EXPECT_TRUE(told.ended);
  EXPECT_THAT(works.look(batch.cases[0]).suspended->reason, HasSubstr("stocktaking (" + id + " by ana)"));
  batch.action = "cancel";
  works.done(batch, Actor::person("ana"));
  for (int i = 0; i < 5; ++i) works.after(seconds(1));
  EXPECT_TRUE(works.state.open_cases().empty());
  batch.action = "explode";
  EXPECT_EQ(works.refused(batch).code, "DT-X902");
}

TEST(Batches, ThatAreLargeAreNamedAPartAtATime) {
  Works works;
  works.deploy("p", waits_for_approval);
  std::vector<std::string> cases;
  for (int i = 0; i < 6; ++i) cases.push_back(works.start("p"));
  auto ana = Actor::person("ana");
  StartBatch batch;
  batch.action = "suspend", batch.reason = "stocktaking", batch.in_all = 5, batch.cases = {cases[0], cases[1]};
  auto id = works.done(batch, ana);
  auto told = [&]() -> Batch const& { return works.state.batches().at(batch_number(id)); };
  works.after(minutes(9));
  EXPECT_FALSE(works.look(cases[0]).suspended) << "it begins when all are named";
  // Only by whom it was begun, and no more than it has.
  EXPECT_EQ(works.refused(AddToBatch{id, {cases[2]}}, Actor::person("jack")).code, "DT-X904");
  EXPECT_EQ(works.refused(AddToBatch{id, {cases[2], cases[3], cases[4], cases[5]}}, ana).code, "DT-X902");
  EXPECT_EQ(works.refused(AddToBatch{id, {}}, ana).code, "DT-X902");
  EXPECT_EQ(works.refused(AddToBatch{id, {"case-99999"}}, ana).code, "DT-X901");
  works.done(AddToBatch{id, {cases[2], cases[3]}}, ana);
  works.after(minutes(9));
  EXPECT_FALSE(told().ended) << "the wait began anew";
  works.restart();
  works.done(CancelCase{cases[4], "gone"}, ana);
  works.done(AddToBatch{id, {cases[4]}}, ana);
  works.after(seconds(1));
  EXPECT_TRUE(works.look(cases[3]).suspended);
  EXPECT_EQ(told().done, 4u);
  ASSERT_EQ(told().refused.size(), 1u) << "what has ended since it was chosen holds up nobody";
  EXPECT_TRUE(told().ended && told().stopped.empty());
  EXPECT_EQ(works.refused(AddToBatch{id, {cases[5]}}, ana).code, "DT-X903");
  // Whoever names them may vanish.
  batch.action = "resume", batch.in_all = 3;
  id = works.done(batch, ana);
  works.after(minutes(11));
  EXPECT_THAT(told().stopped, HasSubstr("2 of its 3 cases"));
  EXPECT_TRUE(works.look(cases[0]).suspended);
  batch.in_all = 1;
  EXPECT_EQ(works.refused(batch, ana).code, "DT-X902");
  batch.in_all = 100'001;
  EXPECT_EQ(works.refused(batch, ana).code, "DT-X902");
  batch.in_all = 0, batch.cases.assign(batch_cases_at_once + 1, cases[0]);
  EXPECT_THAT(works.refused(batch, ana).help, HasSubstr("AddToBatch"));
}

TEST(Batches, AreStoppedOnTheWay) {
  Works works;
  works.deploy("p", waits_for_approval);
  StartBatch batch;
  batch.action = "suspend", batch.reason = "stocktaking";
  for (int i = 0; i < 45; ++i) batch.cases.push_back(works.start("p"));
  auto id = works.done(batch, Actor::policy("test"));
  works.after(Duration{});
  EXPECT_EQ(works.refused(StopBatch{id, "enough"}, Actor::person("jack")).code, "DT-X904");
  EXPECT_EQ(works.refused(StopBatch{id, " "}, Actor::person("ana")).code, "DT-X905");
  works.done(StopBatch{id, "enough"}, Actor::person("ana"));
  works.restart();
  works.after(minutes(1));
  auto const& told = works.state.batches().at(batch_number(id));
  EXPECT_EQ(told.done, 20u);
  EXPECT_EQ(told.stopped + " " + told.stopped_by, "enough ana");
  EXPECT_TRUE(works.look(batch.cases[19]).suspended);
  EXPECT_FALSE(works.look(batch.cases[20]).suspended);
  EXPECT_EQ(works.refused(StopBatch{id, "enough"}, Actor::person("ana")).code, "DT-X903");
}

/// Whatever people do to it in whatever order, it loses no token, is the same when folded anew, and can be brought to its end.
TEST(Operations, InAnyOrderLoseNothing) {
  for (unsigned seed = 0; seed < 150; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    auto pick = [&](std::size_t count) { return static_cast<std::size_t>(random() % count); };
    Works works;
    std::string const flow = "start begin\n and fork\n user a role=fitter\n timer pause PT1H\n message came news\n sub test\n start in in=test\n user look role=fitter in=test\n end out in=test\n and all\n end done\n"
                             "begin -> fork -> a -> all -> done\n fork -> pause -> all\n fork -> came -> all\n fork -> test -> all\n in -> look -> out";
    works.deploy("p", flow);
    works.revision = "r2";
    works.deploy("p", flow);
    works.revision = "r1";
    auto c = works.start("p", {}, "K");
    auto running = [&] { return works.look(c).status == CaseStatus::running; };
    auto tasks = [&] {
      std::vector<std::string> ids;
      for (auto const& [number, activity] : works.look(c).activities)
        if (activity.kind.text() == "user_task") ids.push_back(activity_id(number));
      return ids;
    };
    for (int step = 0; step < 25 && running(); ++step) {
      auto waiting = tasks();
      switch (pick(8)) {
        case 0: works.ask(SuspendCase{c, "why not"}); break;
        case 1: works.ask(ResumeCase{c}); break;
        case 2: works.ask(CorrelateMessage{"news", "K", {}, hours(1 + static_cast<int>(pick(3)))}); break;
        case 3: works.after(minutes(static_cast<int>(pick(50)))); break;
        case 4: works.ask(SetVariables{c, {}, with({{"x", static_cast<int>(pick(9))}})}); break;
        case 5: works.revision = works.revision == "r1" ? "r2" : "r1", works.ask(MigrateCase{c, "", {}, "why not", false}); break;
        case 6:
          if (!waiting.empty()) {
            auto id = waiting[pick(waiting.size())];
            works.ask(ModifyCase{c, {id}, {{works.look(c).find(activity_number(id))->element.text(), false, "", {}}}, "again", false});
          }
          break;
        default:
          if (!waiting.empty()) works.ask(CompleteActivity{c, waiting[pick(waiting.size())], {}});
      }
      if (pick(6) == 0) works.restart();
      std::map<ActivityNumber, std::uint32_t> holds;
      for (auto const& [number, activity] : works.look(c).activities)
        if (!activity.listens()) ++holds[activity.scope];
      works.look(c).scopes.each([&](ActivityNumber scope, Scope const& alive) { ASSERT_EQ(alive.waiting, holds[scope]); });
    }
    if (running() && works.look(c).suspended) works.done(ResumeCase{c});
    for (int step = 0; step < 20 && running(); ++step) {
      for (auto const& id : tasks())
        if (running() && works.look(c).find(activity_number(id))) works.done(CompleteActivity{c, id, {}});
      works.after(hours(2));
      if (running()) works.ask(CorrelateMessage{"news", "K", {}});
    }
    ASSERT_EQ(works.where(c), "completed at done");
  }
}

}  // namespace
}  // namespace drivetrain::processes::test
