// Jobs: workers take them, do them, fail at them, vanish, answer twice; whatever they do, each job is done once or is an incident.
#include <gmock/gmock.h>

#include <chrono>

#include "notation/bpmn.h"
#include "processes/compile.h"
#include "processes/works_for_test.h"

namespace drivetrain::processes::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A works with workers at its door.
class JobWorks : public Works {
 public:
  static journal::Actor door() { return {journal::ActorKind::worker, "door"}; }
  /// What the worker gets, "case/activity" each.
  std::vector<std::string> take(std::string const& worker, std::vector<std::string> const& topics, std::int64_t most = 10, Duration lock = minutes(5)) {
    ActivateJobs command{worker, {}, most};
    for (auto const& topic : topics) command.topics.push_back({topic, lock});
    std::istringstream words(done(command, door()));
    std::vector<std::string> jobs;
    for (std::string word; words >> word;) jobs.push_back(word);
    return jobs;
  }
  void finish(std::string const& job, std::string const& worker, feel::Value variables = {}) { done(completion(job, worker, std::move(variables)), door()); }
  Error late(std::string const& job, std::string const& worker) { return refused(completion(job, worker), door()); }
  void fail(std::string const& job, std::string const& worker, std::optional<std::int64_t> retries = {}, std::optional<Duration> rest = {}) {
    done(FailJob{case_of(job), activity_of(job), worker, "the server is down", "at line 7", retries, rest}, door());
  }
  static CompleteJob completion(std::string const& job, std::string const& worker, feel::Value variables = {}) { return {case_of(job), activity_of(job), worker, std::move(variables), {}}; }
  static std::string case_of(std::string const& job) { return job.substr(0, job.find('/')); }
  static std::string activity_of(std::string const& job) { return job.substr(job.find('/') + 1); }
  void deploy_file(std::string const& inside) {
    SourceText source("processes/p.bpmn", R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:dt="https://drivetrain.dev/schema/bpmn/1.0" targetNamespace="t">
<process id="p" isExecutable="true">)" + inside + R"(</process><message id="m" name="offer"/><error id="e" errorCode="no-stock"/></definitions>)");
    Diagnostics diagnostics;
    auto definitions = notation::read_bpmn(source, diagnostics);
    ASSERT_TRUE(definitions);
    Process process;
    process.header.id = "p", process.bpmn.value = "p.bpmn";
    auto program = compile(*definitions, process, diagnostics);
    for (auto const& finding : diagnostics.all()) EXPECT_NE(finding.severity, Severity::error) << finding.message;
    ASSERT_TRUE(program);
    deploy(program);
  }
};

constexpr char const* two_jobs = "start begin\n job ask topic=ask\n job send topic=mail\n end done\n begin -> ask -> send -> done";
constexpr char const* one_job = "start begin\n job send topic=mail\n end done\n begin -> send -> done";

TEST(Job, IsTakenDoneAndTheCaseGoesOn) {
  JobWorks works;
  works.deploy("p", two_jobs);
  auto c = works.start("p", with({{"amount", 3}}));
  EXPECT_THAT(works.take("w1", {"mail"}), IsEmpty());
  EXPECT_THAT(works.take("w1", {"ask", "mail"}), ElementsAre(c + "/a1"));
  EXPECT_THAT(works.take("w2", {"ask"}), IsEmpty()) << "w1 holds it";
  works.restart();
  works.finish(c + "/a1", "w1", with({{"answer", "yes"}}));
  EXPECT_EQ(works.variable(c, "answer"), feel::Value("yes"));
  EXPECT_THAT(works.take("w2", {"mail"}), ElementsAre(c + "/a2"));
  works.finish(c + "/a2", "w2");
  EXPECT_EQ(works.where(c), "completed at done");
  EXPECT_TRUE(works.state.jobs().topics.empty());
  EXPECT_TRUE(works.state.jobs().holds.empty());
}

TEST(Job, OfASuspendedCaseIsGivenToNobodyAndNotAnswered) {
  JobWorks works;
  works.deploy("p", two_jobs);
  auto taken = works.start("p", with({{"amount", 3}})), free = works.start("p", with({{"amount", 3}}));
  ASSERT_FALSE(works.take("w1", {"ask"}).empty());
  for (auto const& c : {taken, free}) works.done(SuspendCase{c, "the customer is asked"}, journal::Actor::person("ana"));
  EXPECT_THAT(works.take("w2", {"ask"}), IsEmpty());
  EXPECT_EQ(works.refused(CompleteJob{taken, "a1", "w1", {}, {}}, journal::Actor{journal::ActorKind::worker, "w1"}).code, "DT-X903");
  for (auto const& c : {taken, free}) works.done(ResumeCase{c}, journal::Actor::person("ana"));
  works.finish(taken + "/a1", "w1");
}

TEST(Job, OfACaseThatStandsStillIsMetOnce) {
  JobWorks works;
  works.fold_each_time = false;
  works.deploy("p", one_job);
  std::vector<std::string> halted;
  for (int i = 0; i < 2'500; ++i) {
    halted.push_back(works.start("p"));
    works.done(SuspendCase{halted.back(), "the customer is asked"}, journal::Actor::person("ana"));
  }
  works.take("w1", {"mail"});
  auto free = works.start("p");
  works.restart();
  EXPECT_THAT(works.take("w1", {"mail"}, 10, minutes(1)), ElementsAre(free + "/a1")) << "behind all of them";
  works.fold_each_time = true;
  EXPECT_FALSE(works.state.jobs().ready("mail", works.sim.clock.now())) << "whoever waits for work waits";
  works.done(SetJobPriority{halted[7], "a1", 3}, journal::Actor::person("ana"));
  for (int i : {3, 7}) works.done(ResumeCase{halted[static_cast<std::size_t>(i)]}, journal::Actor::person("ana"));
  EXPECT_TRUE(works.state.jobs().ready("mail", works.sim.clock.now()));
  EXPECT_THAT(works.take("w1", {"mail"}), ElementsAre(halted[7] + "/a1", halted[3] + "/a1"));
  works.done(CancelCase{halted[0], "enough"}, journal::Actor::person("ana"));
}

TEST(Job, HeldWhenItsCaseStoodStillIsHeldAfterwards) {
  JobWorks works;
  works.deploy("p", one_job);
  auto c = works.start("p"), resting = works.start("p");
  works.take("w1", {"mail"}, 2, minutes(1));
  works.fail(resting + "/a1", "w1", 2, hours(1));
  for (auto const& one : {c, resting}) works.done(SuspendCase{one, "the customer is asked"}, journal::Actor::person("ana"));
  works.after(minutes(2));
  EXPECT_THAT(works.take("w2", {"mail"}), IsEmpty());
  EXPECT_EQ(works.state.jobs().aside.size(), 1u) << "the other one rests anyway";
  for (auto const& one : {c, resting}) works.done(ResumeCase{one}, journal::Actor::person("ana"));
  works.finish(c + "/a1", "w1");
  EXPECT_THAT(works.take("w2", {"mail"}), IsEmpty());
  works.after(hours(1));
  EXPECT_THAT(works.take("w2", {"mail"}), ElementsAre(resting + "/a1"));
}

TEST(Job, IsAnsweredWithTheTokenThatTookIt) {
  JobWorks works;
  works.deploy("p", one_job);
  auto c = works.start("p");
  works.take("w1", {"mail"});
  journal::Actor other{journal::ActorKind::worker, "side-entrance"};
  EXPECT_EQ(works.refused(JobWorks::completion(c + "/a1", "w1"), other).code, "DT-X904") << "the name is for everybody to see";
  EXPECT_EQ(works.refused(ExtendJobLock{c, "a1", "w1", hours(1)}, other).code, "DT-X904");
  works.restart();
  works.done(ExtendJobLock{c, "a1", "w1", hours(1)}, JobWorks::door());
  works.finish(c + "/a1", "w1");
}

TEST(Job, TheMostUrgentComesFirstThenTheOldest) {
  JobWorks works;
  works.deploy("p", "start begin\n job send topic=mail priority=amount\n end done\n begin -> send -> done");
  auto first = works.start("p", with({{"amount", 1}}));
  works.after(minutes(1));
  auto second = works.start("p", with({{"amount", 1}})), urgent = works.start("p", with({{"amount", 9}})), low = works.start("p", with({{"amount", 0}}));
  EXPECT_THAT(works.take("w", {"mail"}, 3), ElementsAre(urgent + "/a1", first + "/a1", second + "/a1"));
  works.done(SetJobPriority{low, "a1", 50}, JobWorks::door());
  works.after(minutes(5));
  EXPECT_THAT(works.take("w2", {"mail"}, 2), ElementsAre(low + "/a1", urgent + "/a1")) << "what has run out stands in its old place";
  works.restart();
  EXPECT_THAT(works.take("w3", {"mail"}), ElementsAre(first + "/a1", second + "/a1"));
}

TEST(Job, AHoldThatRanOutCountsUntilAnotherWorkerTakesIt) {
  JobWorks works;
  works.deploy("p", one_job);
  auto c = works.start("p"), other = works.start("p");
  works.take("w1", {"mail"}, 2, minutes(1));
  works.after(minutes(2));
  works.finish(c + "/a1", "w1");
  EXPECT_EQ(works.where(c), "completed at done") << "late, and nobody else was at it";
  EXPECT_THAT(works.take("w2", {"mail"}), ElementsAre(other + "/a1"));
  auto error = works.late(other + "/a1", "w1");
  EXPECT_EQ(error.code, "DT-X903");
  EXPECT_THAT(error.message, HasSubstr("the lock is w2's since"));
  works.finish(other + "/a1", "w2");
  EXPECT_EQ(works.where(other), "completed at done");
}

TEST(Job, WhoeverAnswersTwiceIsToldWhoHasAnswered) {
  JobWorks works;
  works.deploy("p", two_jobs);
  auto c = works.start("p");
  works.take("w1", {"ask"});
  works.finish(c + "/a1", "w1");
  works.restart();
  EXPECT_THAT(works.late(c + "/a1", "w1").message, HasSubstr("was done already by worker w1"));
  works.take("w1", {"mail"});
  works.finish(c + "/a2", "w1");
  EXPECT_THAT(works.late(c + "/a2", "w2").message, HasSubstr("was done already by worker w1")) << "also after the end of the case";
  EXPECT_EQ(works.late("case-999/a1", "w1").code, "DT-X901");
  EXPECT_EQ(works.late(c + "/a7", "w1").code, "DT-X903") << "the case is over";
}

TEST(Job, IsNotAnsweredByWhoNeverTookIt) {
  JobWorks works;
  works.deploy("p", one_job);
  auto c = works.start("p");
  EXPECT_THAT(works.late(c + "/a1", "w1").message, HasSubstr("held by nobody"));
  works.take("w1", {"mail"});
  EXPECT_EQ(works.late(c + "/a1", "w2").code, "DT-X903");
  works.done(UnlockJob{c, "a1", "w1"}, JobWorks::door());
  EXPECT_THAT(works.late(c + "/a1", "w1").message, HasSubstr("held by nobody"));
  EXPECT_THAT(works.take("w2", {"mail"}), ElementsAre(c + "/a1"));
}

TEST(Job, MayBeTakenByName) {
  JobWorks works;
  works.deploy("p", one_job);
  auto c = works.start("p");
  works.start("p");
  works.done(LockJob{c, "a1", "w1", minutes(1)}, JobWorks::door());
  EXPECT_EQ(works.refused(LockJob{c, "a1", "w2", minutes(1)}, JobWorks::door()).code, "DT-X903");
  works.after(minutes(1));
  works.done(LockJob{c, "a1", "w2", minutes(1)}, JobWorks::door());
  EXPECT_THAT(works.late(c + "/a1", "w1").message, HasSubstr("the lock is w2's"));
  works.finish(c + "/a1", "w2");
}

TEST(Job, MayBeHeldLonger) {
  JobWorks works;
  works.deploy("p", one_job);
  auto c = works.start("p");
  works.take("w1", {"mail"}, 1, minutes(1));
  works.after(Duration{30'000'000});
  works.done(ExtendJobLock{c, "a1", "w1", minutes(10)}, JobWorks::door());
  works.after(minutes(5));
  works.restart();
  EXPECT_THAT(works.take("w2", {"mail"}), IsEmpty());
  works.after(minutes(6));
  EXPECT_THAT(works.take("w2", {"mail"}), ElementsAre(c + "/a1"));
  EXPECT_EQ(works.refused(ExtendJobLock{c, "a1", "w1", minutes(1)}, JobWorks::door()).code, "DT-X903");
  EXPECT_EQ(works.refused(ExtendJobLock{c, "a1", "w2", Duration{}}, JobWorks::door()).code, "DT-X902");
}

TEST(JobFailure, RestsAsTheModelSaysAndIsTriedAgain) {
  JobWorks works;
  works.deploy("p", "start begin\n job send topic=mail retries=3 rest=PT10M\n end done\n begin -> send -> done");
  auto c = works.start("p");
  works.take("w1", {"mail"});
  works.fail(c + "/a1", "w1");
  EXPECT_EQ(works.look(c).find(1)->retries, 2);
  EXPECT_THAT(works.take("w1", {"mail"}), IsEmpty());
  works.restart();
  works.after(minutes(10));
  EXPECT_THAT(works.take("w1", {"mail"}), ElementsAre(c + "/a1"));
  works.fail(c + "/a1", "w1", 7, Duration{});
  EXPECT_EQ(works.look(c).find(1)->retries, 7) << "the worker knows better";
  EXPECT_THAT(works.take("w2", {"mail"}), ElementsAre(c + "/a1")) << "at once";
  works.finish(c + "/a1", "w2");
  EXPECT_EQ(works.where(c), "completed at done");
}

TEST(JobFailure, WithoutTriesLeftIsAnIncidentThatAPersonResolves) {
  JobWorks works;
  works.deploy("p", "start begin\n job send topic=mail retries=1\n end done\n begin -> send -> done");
  auto c = works.start("p");
  works.take("w1", {"mail"});
  works.fail(c + "/a1", "w1");
  EXPECT_EQ(works.where(c), "send!");
  EXPECT_EQ(works.incident(c).message, "the server is down");
  EXPECT_EQ(works.look(c).incidents, 1u);
  EXPECT_THAT(works.take("w1", {"mail"}), IsEmpty());
  EXPECT_THAT(works.late(c + "/a1", "w1").message, HasSubstr("no tries left"));
  works.restart();
  works.done(ResolveIncident{c, "a1", with({{"server", "other"}})}, journal::Actor::person("ana"));
  EXPECT_EQ(works.where(c), "send");
  EXPECT_EQ(works.look(c).incidents, 0u);
  EXPECT_THAT(works.take("w2", {"mail"}), ElementsAre(c + "/a1"));
  works.fail(c + "/a1", "w2");
  EXPECT_EQ(works.where(c), "send!") << "it had one more";
  works.done(SetJobRetries{c, "a1", 2}, journal::Actor::person("ana"));
  EXPECT_EQ(works.where(c), "send");
  works.done(SetJobRetries{c, "a1", 0}, journal::Actor::person("ana"));
  EXPECT_EQ(works.where(c), "send!");
  EXPECT_EQ(works.state.tallies("p").at("send").incidents, 1u);
  works.done(CancelCase{c, "no longer wanted"}, journal::Actor::person("ana"));
  EXPECT_EQ(works.state.tallies("p").at("send").incidents, 0u);
}

TEST(JobFailure, LeavesVariablesToTheNextTryAndToTheCase) {
  JobWorks works;
  works.deploy("p", "start begin\n job send topic=mail retries=3\n end done\n begin -> send -> done");
  auto c = works.start("p", with({{"server", "first"}}));
  works.take("w1", {"mail"});
  works.done(FailJob{c, "a1", "w1", "down", "", 2, Duration{}, with({{"server", "second"}, {"seen", 1}}), with({{"half_done", true}})}, JobWorks::door());
  works.restart();
  EXPECT_EQ(works.variable(c, "server"), feel::Value("second"));
  EXPECT_EQ(works.variable(c, "seen"), feel::Value(1));
  EXPECT_TRUE(works.variable(c, "half_done").is_null()) << "of the job alone";
  auto const& own = works.look(c).find(1)->variables;
  ASSERT_NE(own.find("half_done"), nullptr);
  EXPECT_EQ(*own.find("half_done"), feel::Value(true));
  works.take("w2", {"mail"});
  works.done(FailJob{c, "a1", "w2", "down", "", 0, Duration{}, with({{"seen", 2}}), {}}, JobWorks::door());
  EXPECT_EQ(works.where(c), "send!");
  EXPECT_EQ(works.variable(c, "seen"), feel::Value(2)) << "an incident keeps them, too";
  works.done(SetJobRetries{c, "a1", 1}, journal::Actor::person("ana"));
  works.take("w2", {"mail"});
  EXPECT_EQ(works.refused(FailJob{c, "a1", "w2", "down", "", 1, {}, feel::Value(3), {}}, JobWorks::door()).code, "DT-X902");
  works.finish(c + "/a1", "w2");
  EXPECT_TRUE(works.variable(c, "half_done").is_null()) << "gone with the job";
}

TEST(JobError, BringsItsVariablesToWhatCatchesIt) {
  JobWorks works;
  works.deploy_file(R"(<startEvent id="begin"/><sequenceFlow id="f1" sourceRef="begin" targetRef="book"/><serviceTask id="book" dt:topic="stock"/>
<sequenceFlow id="f2" sourceRef="book" targetRef="done"/><endEvent id="done"/><boundaryEvent id="none-left" attachedToRef="book"><errorEventDefinition errorRef="e"/></boundaryEvent>
<sequenceFlow id="f3" sourceRef="none-left" targetRef="sold-out"/><endEvent id="sold-out"/>)");
  auto c = works.start("p", with({{"wanted", 4}}));
  works.take("w1", {"stock"});
  works.done(FailJob{c, "a1", "w1", "down", "", 2, Duration{}, {}, with({{"left", 0}})}, JobWorks::door());
  works.take("w1", {"stock"});
  works.done(ThrowJobError{c, "a1", "w1", "no-stock", "none left", with({{"left", 7}, {"wanted", 5}})}, JobWorks::door());
  EXPECT_EQ(works.variable(c, "left"), feel::Value(7)) << "not to the task's own of that name, which ends with it";
  EXPECT_EQ(works.variable(c, "wanted"), feel::Value(5));
}

TEST(JobError, GoesOnWhereTheModelCatchesIt) {
  JobWorks works;
  works.deploy_file(R"(<startEvent id="begin"/><sequenceFlow id="f1" sourceRef="begin" targetRef="book"/><serviceTask id="book" name="Book" dt:topic="stock" dt:retries="2" dt:backoff="PT1M,PT5M"/>
<sequenceFlow id="f2" sourceRef="book" targetRef="done"/><endEvent id="done"/><boundaryEvent id="none-left" attachedToRef="book"><errorEventDefinition errorRef="e"/></boundaryEvent>
<sequenceFlow id="f3" sourceRef="none-left" targetRef="sold-out"/><endEvent id="sold-out"/>)");
  auto c = works.start("p");
  EXPECT_EQ(works.look(c).find(1)->retries, 2);
  works.take("w1", {"stock"});
  works.fail(c + "/a1", "w1");
  EXPECT_THAT(works.take("w1", {"stock"}), IsEmpty());
  works.after(minutes(1));
  works.take("w1", {"stock"});
  works.done(ThrowJobError{c, "a1", "w1", "no-stock", "none left", with({{"left", 0}})}, JobWorks::door());
  EXPECT_EQ(works.where(c), "completed at sold-out");
  EXPECT_EQ(works.variable(c, "left"), feel::Value(0));
  EXPECT_THAT(works.late(c + "/a1", "w1").message, HasSubstr("was taken from worker w1"));
  auto uncaught = works.start("p");
  works.take("w1", {"stock"});
  works.done(ThrowJobError{uncaught, "a1", "w1", "no-idea", "?", {}}, JobWorks::door());
  EXPECT_EQ(works.where(uncaught), "book!") << "nobody catches that one";
}

TEST(Job, MayBeTheMessageOfAThrowOrEndEvent) {
  JobWorks works;
  works.deploy_file(R"(<startEvent id="begin"/><sequenceFlow id="f1" sourceRef="begin" targetRef="offer"/><intermediateThrowEvent id="offer" dt:topic="mail"><messageEventDefinition messageRef="m"/></intermediateThrowEvent>
<sequenceFlow id="f2" sourceRef="offer" targetRef="over"/><endEvent id="over" dt:topic="mail"><messageEventDefinition messageRef="m"/></endEvent>)");
  auto c = works.start("p");
  EXPECT_THAT(works.take("w", {"mail"}), ElementsAre(c + "/a1"));
  works.finish(c + "/a1", "w");
  EXPECT_THAT(works.take("w", {"mail"}), ElementsAre(c + "/a2"));
  works.finish(c + "/a2", "w");
  EXPECT_EQ(works.where(c), "completed at over");
}

TEST(Job, IsNoLongerToBeHadWhenItsCaseWentOnWithoutIt) {
  JobWorks works;
  works.deploy("p", "start begin\n job send topic=mail\n end done\n end late\n boundary patience on=send PT1H\n begin -> send -> done\n patience -> late");
  auto c = works.start("p"), untouched = works.start("p");
  works.take("w", {"mail"}, 1, hours(2));
  works.after(hours(1));
  EXPECT_EQ(works.where(c), "completed at late");
  EXPECT_EQ(works.where(untouched), "completed at late");
  EXPECT_THAT(works.late(c + "/a1", "w").message, HasSubstr("its case went on without it"));
  EXPECT_THAT(works.take("w", {"mail"}), IsEmpty());
  EXPECT_TRUE(works.state.jobs().topics.empty());
}

TEST(Job, VariablesOfItsOwnStayWithIt) {
  JobWorks works;
  works.deploy("p", one_job);
  auto c = works.start("p");
  works.take("w", {"mail"});
  works.done(CompleteJob{c, "a1", "w", with({{"sent", true}}), with({{"tried", 2}})}, JobWorks::door());
  EXPECT_EQ(works.variable(c, "sent"), feel::Value(true));
  EXPECT_TRUE(works.variable(c, "tried").is_null());
}

TEST(Job, APersonMustAnswerForTheProcess) {
  JobWorks works;
  works.deploy("p", one_job);
  auto c = works.start("p");
  ActivateJobs command{"jack's hands", {{"mail", minutes(5)}}, 1};
  EXPECT_EQ(works.refused(command, journal::Actor::person("jack")).code, "DT-X904");
  EXPECT_EQ(works.done(command, journal::Actor::person("ana")), c + "/a1");
  EXPECT_EQ(works.refused(JobWorks::completion(c + "/a1", "jack's hands"), journal::Actor::person("jack")).code, "DT-X904");
  works.done(JobWorks::completion(c + "/a1", "jack's hands"), journal::Actor::person("ana"));
}

TEST(Job, WhatCannotBeAskedIsRefused) {
  JobWorks works;
  works.deploy("p", one_job);
  auto c = works.start("p");
  auto asks = [&](ActivateJobs const& command) { return works.refused(command, JobWorks::door()).code; };
  EXPECT_EQ(asks({"", {{"mail", minutes(5)}}, 1}), "DT-X902");
  EXPECT_EQ(asks({"w", {}, 1}), "DT-X902");
  EXPECT_EQ(asks({"w", {{"mail", minutes(5)}}, 0}), "DT-X902");
  EXPECT_EQ(asks({"w", {{"mail", minutes(5)}}, 100'000}), "DT-X902");
  EXPECT_EQ(asks({"w", {{"mail", minutes(-5)}}, 1}), "DT-X902");
  works.take("w", {"mail"});
  EXPECT_EQ(works.refused(FailJob{c, "a1", "w", "?", "", -1, {}}, JobWorks::door()).code, "DT-X902");
  EXPECT_EQ(works.refused(FailJob{c, "a1", "w", "?", "", 1, minutes(-1)}, JobWorks::door()).code, "DT-X902");
  EXPECT_EQ(works.refused(ThrowJobError{c, "a1", "w", "", "?", {}}, JobWorks::door()).code, "DT-X902");
  EXPECT_EQ(works.refused(CompleteJob{c, "a1", "w", feel::Value(7), {}}, JobWorks::door()).code, "DT-X902");
  EXPECT_EQ(works.refused(CompleteActivity{c, "a1", {}}, JobWorks::door()).code, "DT-X903");
  works.finish(c + "/a1", "w");
}

/// Workers that do anything at any time: no job is done twice, none is lost.
TEST(Job, SurvivesWorkersThatDoAnything) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    JobWorks works;
    works.fold_each_time = false;
    works.deploy("p", "start begin\n and fork\n and meet\n job a topic=one retries=2\n job b topic=two retries=2 rest=PT3M\n end done\n begin -> fork -> a -> meet\n fork -> b -> meet\n meet -> done");
    std::vector<std::string> cases;
    for (int i = 0; i < 8; ++i) cases.push_back(works.start("p", {}, "k" + std::to_string(i)));
    std::vector<std::string> seen;
    auto random = [state = seed * 2654435761u](unsigned below) mutable { return (state = state * 1664525u + 1013904223u, state >> 8) % below; };
    std::map<std::string, int> completed;
    for (int step = 0; step < 300; ++step) {
      auto worker = "w" + std::to_string(random(3));
      if (auto what = random(8); what == 0) works.after(minutes(random(4)));
      else if (what <= 2 || seen.empty())
        for (auto const& job : works.take(worker, {"one", "two"}, 1 + random(4), minutes(1 + random(4)))) seen.push_back(job);
      else {
        auto const& job = seen[random(static_cast<unsigned>(seen.size()))];
        if (what == 3) (void)works.ask(FailJob{JobWorks::case_of(job), JobWorks::activity_of(job), worker, "?", "", {}, {}}, JobWorks::door());
        else if (what == 4) (void)works.ask(SetJobRetries{JobWorks::case_of(job), JobWorks::activity_of(job), static_cast<std::int64_t>(random(3))}, JobWorks::door());
        else if (what == 5) (void)works.ask(UnlockJob{JobWorks::case_of(job), JobWorks::activity_of(job), worker}, JobWorks::door());
        else if (works.ask(JobWorks::completion(job, worker), JobWorks::door()).accepted()) ++completed[job];
      }
    }
    works.restart();
    works.fold_each_time = true;
    for (auto const& [job, times] : completed) EXPECT_EQ(times, 1) << job;
    for (auto const& c : cases)
      for (auto const& [number, activity] : std::map(works.look(c).activities))
        if (activity.incident) works.done(SetJobRetries{c, activity_id(number), 1}, JobWorks::door());
    works.after(hours(1));
    for (auto const& job : works.take("last", {"one", "two"}, 100)) works.finish(job, "last");
    for (auto const& c : cases) EXPECT_EQ(works.where(c), "completed at done");
    EXPECT_TRUE(works.state.jobs().topics.empty());
    EXPECT_TRUE(works.state.jobs().holds.empty());
  }
}

/// What is waiting does not make taking slower: a hundred thousand wait, a thousand are taken one by one.
TEST(Job, IsTakenAsFastWhenManyWait) {
  Jobs jobs;
  Instant begin{1'000'000};
  constexpr std::uint64_t many = 200'000;
  auto place = [&](std::uint64_t i) { return Jobs::Place{0, begin + Duration{static_cast<std::int64_t>(i)}, {i, 1}}; };
  for (std::uint64_t i = 1; i <= many; ++i) jobs.add("mail", place(i));
  auto before = std::chrono::steady_clock::now();
  for (std::uint64_t i = 1; i <= 10'000; ++i) {
    ASSERT_TRUE(jobs.ready("mail", begin));
    auto first = *jobs.topics.at("mail").free.begin();
    ASSERT_EQ(first.job.case_number, i);
    jobs.keep("mail", first, {"w", begin, begin + minutes(5), {}, false});
    jobs.remove("mail", first);
  }
  auto each = std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - before).count() / 10'000;
  EXPECT_LT(each, 200) << "microseconds for each; a scan would take thousands";
}

}  // namespace
}  // namespace drivetrain::processes::test
