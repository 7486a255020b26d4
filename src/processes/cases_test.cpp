// Cases as a whole: what they are started with and promised, how they end, what a person may do, what people see of them.
#include <gmock/gmock.h>

#include "base/limits.h"
#include "processes/works_for_test.h"

namespace drivetrain::processes::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

char const* const one_task = "start begin\n user strip role=fitter\n end done\n begin -> strip -> done";

char const* const by_urgency = R"(
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

TEST(Cases, AreRefusedWhenThereIsNoSuchProcess) {
  Works works;
  works.deploy("overhaul", one_task);
  auto error = works.refused(StartCase{"overhaull", "", "", "", "", {}});
  EXPECT_EQ(error.code, "DT-X901");
  EXPECT_EQ(error.help, "did you mean overhaul?");
}

TEST(Cases, VariablesAreGivenByName) {
  Works works;
  works.deploy("overhaul", one_task);
  EXPECT_EQ(works.refused(StartCase{"overhaul", "", "", "", "", feel::Value(3)}).code, "DT-X902");
}

TEST(Cases, EndOnTheModelRevisionTheyBeganWith) {
  Works works;
  works.deploy("overhaul", one_task);
  auto before = works.start("overhaul");
  works.revision = "r2";
  works.deploy("overhaul", "start begin\n user strip role=fitter\n user weigh role=fitter\n end done\n begin -> strip -> weigh -> done");
  auto after = works.start("overhaul");
  works.complete(before, "strip");
  works.complete(after, "strip");
  EXPECT_EQ(works.where(before), "completed at done");
  EXPECT_EQ(works.where(after), "weigh");
  EXPECT_EQ(works.look(after).revision.text(), "r2");
}

void promise(Works& works, bool elapsed) {
  Service service;
  service.elapsed = elapsed;
  service.process.id.value = "overhaul";
  Tier tier;
  tier.id.value = "critical";
  tier.promise = days(2);
  service.tiers.push_back(tier);
  works.model.services["repair"] = service;
}

TEST(Promises, CountTheClockRoundWhenTheServiceSaysSo) {
  Works works;  // Friday 2026-03-27 08:00
  works.deploy("overhaul", one_task);
  promise(works, true);
  auto c = works.done(StartCase{"overhaul", "4711", "repair", "critical", "Aqua West", {}});
  EXPECT_EQ(format_instant(*works.look(c).promised), "2026-03-29T08:00:00Z");
  works.after(days(2));
  works.complete(c, "strip");
  EXPECT_TRUE(works.happened<CaseCompleted>().at(0).promise_kept) << "to the minute";
}

TEST(Promises, CountWorkingTimeOtherwise) {
  Works works;
  works.deploy("overhaul", one_task);
  promise(works, false);
  auto c = works.done(StartCase{"overhaul", "4711", "repair", "critical", "Aqua West", {}});
  EXPECT_EQ(format_instant(*works.look(c).promised), "2026-03-31T08:00:00Z");
  works.after(days(5));
  EXPECT_TRUE(view(works.look(c), works.sim.clock.now()).late);
  works.complete(c, "strip");
  EXPECT_FALSE(works.happened<CaseCompleted>().at(0).promise_kept);
}

TEST(Promises, AProcessMayPromiseByItself) {
  Works works;
  works.deploy("overhaul", one_task);
  works.model.processes["overhaul"].promise = days(1);
  EXPECT_EQ(format_instant(*works.look(works.start("overhaul")).promised), "2026-03-30T08:00:00Z");
}

TEST(Promises, AnUnknownTierIsRefused) {
  Works works;
  works.deploy("overhaul", one_task);
  promise(works, true);
  auto error = works.refused(StartCase{"overhaul", "", "repair", "golden", "", {}});
  EXPECT_EQ(error.code, "DT-X901");
  EXPECT_EQ(error.help, "it has: critical");
}

TEST(Cancelling, NeedsAReasonAndTakesEverythingWithIt) {
  Works works;
  works.deploy("p", R"(
    start begin
    and fork
    user strip role=fitter
    events race
    message approved approval
    timer pause PT1H
    end done
    end paused
    begin -> fork -> strip -> done
    fork -> race -> approved -> done
    race -> pause -> paused)");
  auto c = works.start("p", {}, "4711");
  EXPECT_EQ(works.refused(CancelCase{c, "  "}).code, "DT-X905");
  works.done(CancelCase{c, "the customer sold the pump"}, journal::Actor::person("ana"));
  EXPECT_EQ(works.where(c), "cancelled");
  EXPECT_EQ(works.timers(), 0u);
  EXPECT_EQ(works.happened<ActivityCancelled>().size(), 4u);
  EXPECT_EQ(works.refused(CorrelateMessage{"approval", "4711", {}}).code, "DT-X901");
  auto error = works.refused(CancelCase{c, "again"});
  EXPECT_EQ(error.code, "DT-X903");
  EXPECT_THAT(error.message, HasSubstr("cancelled already"));
}

TEST(Loops, ThatNeverWaitAreStoppedAndCanBeMended) {
  Works works;
  works.deploy("p", R"(
    start begin
    xor again
    task spin
    xor way
    end done
    begin -> again -> spin -> way
    way -> again if turning = true
    way -> done default)");
  auto c = works.start("p", with({{"turning", true}}));
  EXPECT_THAT(works.incident(c).message, HasSubstr("goes round in a loop"));
  auto const& stuck = works.look(c);
  EXPECT_LE(stuck.timeline.size(), 2 * limits::max_timeline_steps);
  EXPECT_GT(stuck.steps_forgotten, 0u);
  EXPECT_EQ(stuck.timeline.front().kind, StepKind::started);
  works.done(ResolveIncident{c, activity_id(stuck.activities.begin()->first), with({{"turning", false}})});
  EXPECT_EQ(works.where(c), "completed at done");
}

TEST(Views, SayWhyACaseDoesNotMove) {
  Works works;
  works.deploy("p", R"(
    start begin
    and fork
    user strip role=fitter
    rule quote decision=quote-and-discount
    events race
    message approved approval
    timer five_days P5D
    task wash
    and meet
    end done
    begin -> fork -> strip -> meet -> done
    fork -> quote -> meet
    fork -> race -> approved -> meet
    race -> five_days -> done
    fork -> wash -> meet)");
  auto c = works.start("p", {}, "4711");
  auto const* program = works.find("r1", "p");
  auto reasons = why(works.look(c), program);
  std::vector<std::string> texts;
  for (auto const& one : reasons) texts.push_back(one.waits_for + " <- " + one.mover);
  EXPECT_THAT(texts,
              ElementsAre("'strip' to be done <- a holder of the role fitter, from the queue",
                          "'quote' to be decided <- whoever holds the right quote-and-discount for this case",
                          "the message 'approval' with key '4711', or 'five_days', due at 2026-04-01T08:00:00Z; whichever comes first"
                          " <- whoever sends that message, or the clock",
                          "the branch from 'strip', 'quote', 'approved' <- whoever can move those branches"));
}

TEST(Views, CountTokensOnTheMap) {
  Works works;
  works.deploy("p", by_urgency);
  works.start("p", with({{"urgent", true}}));
  works.start("p");
  auto done = works.start("p", with({{"urgent", true}}));
  works.complete(done, "now");
  auto now = works.sim.clock.now();
  auto elements = view_elements(works.state, *works.find("r1", "p"), now);
  std::vector<std::string> lines;
  for (auto const& e : elements)
    lines.push_back(e.element + " " + std::to_string(e.waiting) + " " + std::to_string(e.incidents) + " " + std::to_string(e.passed));
  EXPECT_THAT(lines, ElementsAre("begin 0 0 3", "way 1 1 2", "now 1 0 1", "later 0 0 0", "done 0 0 1"));
  EXPECT_EQ(view_process(works.state, "p").running, 2);
  EXPECT_EQ(view_process(works.state, "p").incidents, 1);
  works.after(days(40));
  EXPECT_EQ(view_elements(works.state, *works.find("r1", "p"), works.sim.clock.now())[0].passed, 0) << "the last 28 days";
  CaseFilter stuck;
  stuck.incidents = true;
  std::size_t total = 0;
  EXPECT_EQ(view_cases(works.state, stuck, now, &total).size(), 1u);
  EXPECT_EQ(total, 1u);
  CaseFilter at_now;
  at_now.element = "now";
  EXPECT_EQ(view_cases(works.state, at_now, now).size(), 1u);
}

TEST(Views, TellTheStoryOfACase) {
  Works works;
  works.deploy("p", by_urgency);
  auto c = works.start("p", with({{"urgent", true}}));
  works.complete(c, "now");
  std::vector<std::string> says;
  for (auto const& line : view_timeline(works.look(c), works.find("r1", "p"))) says.push_back(line.says);
  EXPECT_THAT(says, ElementsAre("the case began", "passed 'begin'", "'way' went on by 'now'", "'now' began to wait", "'now' was completed",
                                "passed 'done'", "the case ended with 'done'"));
  auto marks = view_marks(works.look(c));
  ASSERT_EQ(marks.size(), 4u);
  EXPECT_EQ(marks[2].element, "now");
  EXPECT_EQ(marks[2].done, 1);
}

}  // namespace
}  // namespace drivetrain::processes::test
