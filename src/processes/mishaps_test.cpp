// What goes wrong in a case, and what a person does about it: nothing is lost, nothing is done twice, nobody waits for ever. (The same by
// traces: test/processes/mishaps.)
#include <gmock/gmock.h>

#include <chrono>

#include "processes/compile_for_test.h"
#include "processes/engine.h"
#include "processes/works_for_test.h"

namespace drivetrain::processes::test {
namespace {

using ::testing::HasSubstr;
using journal::Actor;

/// A works for files of another engine.
class MishapWorks : public Works {
 public:
  void deploy_foreign(std::string const& inside, Dialect dialect = Dialect::camunda) { deploy_compiled(compile_process(inside, sidecar(), dialect)); }
  void deploy_compiled(Compiled const& compiled) {
    for (auto const& line : compiled.errors().lines()) ADD_FAILURE() << line;
    ASSERT_TRUE(compiled.program);
    deploy(compiled.program);
  }
  std::size_t at(std::string const& case_id, std::string const& element, std::string_view kind = "user_task") const {
    std::size_t count = 0;
    for (auto const& [_, activity] : look(case_id).activities) count += activity.element.text() == element && activity.kind.text() == kind;
    return count;
  }
  std::string first(std::string const& case_id, std::string const& element, std::string_view kind = "user_task") const {
    for (auto const& [number, activity] : look(case_id).activities)
      if (activity.element.text() == element && activity.kind.text() == kind) return activity_id(number);
    return "none at " + element;
  }
  std::string stuck(std::string const& case_id) const {
    for (auto const& [number, activity] : look(case_id).activities)
      if (activity.incident) return activity_id(number);
    return "nothing";
  }
};

std::string flows(std::initializer_list<std::pair<char const*, char const*>> pairs) {
  std::string text;
  int number = 0;
  for (auto const& [from, to] : pairs) text += "<sequenceFlow id=\"f" + std::to_string(++number) + "_" + from + "\" sourceRef=\"" + from + "\" targetRef=\"" + to + "\"/>";
  return text;
}

std::string const listens_beside = R"(<startEvent id="s"/><userTask id="u"/><endEvent id="e"/>)" + flows({{"s", "u"}, {"u", "e"}}) +
                                   R"(<subProcess id="esp" triggeredByEvent="true"><startEvent id="in" isInterrupting="false"><messageEventDefinition messageRef="m1"/></startEvent>
<userTask id="note"/><endEvent id="out"/>)" + flows({{"in", "note"}, {"note", "out"}}) + "</subProcess>";

CorrelateMessage kept(int number) { return {"approval", "K", with({{"number", number}}), hours(1), {}}; }

TEST(KeptMessages, AllReachAnEventThatGoesOnListening) {
  MishapWorks works;
  works.deploy_foreign(listens_beside);
  for (int i = 0; i < 3; ++i) works.done(kept(i), Actor::feed("mail"));
  auto c = works.start("overhaul", {}, "K");
  EXPECT_EQ(works.at(c, "note"), 3u);
  EXPECT_TRUE(works.state.buffered().empty());
  works.done(SuspendCase{c, "why not"}, Actor::person("ana"));
  for (int i = 0; i < 2; ++i) works.done(kept(i), Actor::feed("mail"));
  works.done(ResumeCase{c}, Actor::person("ana"));
  EXPECT_EQ(works.at(c, "note"), 5u);
}

TEST(KeptMessages, ManyAreTakenAPartAtATime) {
  MishapWorks works;
  works.deploy_foreign(listens_beside);
  works.fold_each_time = false;
  constexpr std::size_t many = 2 * heard_at_once + 50;
  for (std::size_t i = 0; i < many; ++i) works.done(kept(static_cast<int>(i)), Actor::feed("mail"));
  auto c = works.start("overhaul", {}, "K");
  EXPECT_EQ(works.at(c, "note"), heard_at_once);
  works.restart();
  works.fold_each_time = true;
  works.after(seconds(1)), works.after(seconds(1));
  EXPECT_EQ(works.at(c, "note"), many);
  EXPECT_TRUE(works.state.buffered().empty());
}

std::string const maps_out = R"(<startEvent id="s"/><endEvent id="e"/><userTask id="n"/><userTask id="u"><extensionElements><camunda:inputOutput>
<camunda:outputParameter name="total">${missing + 1}</camunda:outputParameter></camunda:inputOutput></extensionElements></userTask>)" + flows({{"s", "u"}, {"u", "n"}, {"n", "e"}});

TEST(OutputMapping, ThatFailedIsAppliedWhenTheIncidentIsResolved) {
  MishapWorks works;
  works.deploy_foreign(maps_out);
  auto c = works.start("overhaul");
  works.complete(c, "u");
  EXPECT_EQ(works.where(c), "u!");
  EXPECT_EQ(works.refused(CompleteActivity{c, works.activity(c, "u"), {}}).code, "DT-X903") << "it is done";
  works.done(ResolveIncident{c, works.stuck(c), {}}, Actor::person("ana"));
  EXPECT_EQ(works.where(c), "u!") << "nothing has changed";
  works.restart();
  works.done(ResolveIncident{c, works.stuck(c), with({{"missing", 4}})}, Actor::person("ana"));
  EXPECT_EQ(works.where(c), "n");
  EXPECT_EQ(works.variable(c, "total"), feel::Value(5));
}

TEST(OutputMapping, OfAJobIsAppliedWhenItsTriesAreSet) {
  MishapWorks works;
  works.deploy_foreign(R"(<startEvent id="s"/><endEvent id="e"/><serviceTask id="u" camunda:type="external" camunda:topic="mail"><extensionElements><camunda:inputOutput>
<camunda:outputParameter name="total">${missing + 1}</camunda:outputParameter></camunda:inputOutput></extensionElements></serviceTask>)" + flows({{"s", "u"}, {"u", "e"}}));
  auto c = works.start("overhaul");
  Actor door{journal::ActorKind::worker, "door"};
  works.done(ActivateJobs{"w", {{"mail", minutes(5)}}, 1}, door);
  works.done(CompleteJob{c, "a1", "w", {}, {}}, door);
  EXPECT_EQ(works.where(c), "u!");
  EXPECT_EQ(works.done(ActivateJobs{"w", {{"mail", minutes(5)}}, 1}, door), "") << "it is not done a second time";
  works.done(SetVariables{c, {}, with({{"missing", 1}})}, Actor::person("ana"));
  works.done(SetJobRetries{c, "a1", 1}, Actor::person("ana"));
  EXPECT_EQ(works.where(c), "completed at e");
  EXPECT_EQ(works.variable(c, "total"), feel::Value(2));
}

constexpr char const* two_processes = R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">
<process id="outer" isExecutable="true"><startEvent id="s"/><callActivity id="call" calledElement="inner"><extensionElements><camunda:out sourceExpression="${result + 1}" target="total"/></extensionElements></callActivity>
<endEvent id="e"/><sequenceFlow id="a" sourceRef="s" targetRef="call"/><sequenceFlow id="b" sourceRef="call" targetRef="e"/></process>
<process id="inner" isExecutable="true"><startEvent id="s2"/><userTask id="w"/><endEvent id="e2"/><sequenceFlow id="c" sourceRef="s2" targetRef="w"/><sequenceFlow id="d" sourceRef="w" targetRef="e2"/></process></definitions>)";

void deploy_two(MishapWorks& works) {
  for (auto const* id : {"outer", "inner"}) {
    auto process = sidecar();
    process.header.id = id;
    works.deploy_compiled(compile_file(two_processes, process, Dialect::camunda));
  }
}

TEST(OutputMapping, OfACallReadsWhatTheCalledCaseEndedWith) {
  MishapWorks works;
  deploy_two(works);
  auto c = works.start("outer");
  auto inner = works.state.open_cases().rbegin()->second.id();
  works.complete(inner, "w");
  EXPECT_EQ(works.where(c), "call!");
  works.restart();
  works.done(ResolveIncident{c, works.stuck(c), with({{"result", 4}})}, Actor::person("ana"));
  EXPECT_EQ(works.where(c), "completed at e");
  EXPECT_EQ(works.variable(c, "total"), feel::Value(5));
}

TEST(Calling, WhatWasCalledIsNotCancelledByItself) {
  MishapWorks works;
  deploy_two(works);
  auto c = works.start("outer");
  auto inner = works.state.open_cases().rbegin()->second.id();
  EXPECT_THAT(works.refused(CancelCase{inner, "enough"}, Actor::person("ana")).message, HasSubstr("was called by " + c));
  works.done(CancelCase{c, "enough"}, Actor::person("ana"));
  EXPECT_TRUE(works.state.open_cases().empty());
}

TEST(Modifying, BehindALinkIsWhereItIsCaught) {
  MishapWorks works;
  works.deploy_foreign(R"(<startEvent id="s"/><userTask id="u"/><intermediateThrowEvent id="l"><linkEventDefinition name="on"/></intermediateThrowEvent>
<intermediateCatchEvent id="k"><linkEventDefinition name="on"/></intermediateCatchEvent><userTask id="n"/><endEvent id="e"/>)" + flows({{"s", "u"}, {"u", "l"}, {"k", "n"}, {"n", "e"}}));
  auto c = works.start("overhaul");
  EXPECT_THAT(works.refused(ModifyCase{c, {}, {{"l", true, "", {}}}, "so", false}, Actor::person("ana")).message, HasSubstr("goes on where its link is caught"));
  works.done(ModifyCase{c, {}, {{"k", true, "", {}}}, "so", false}, Actor::person("ana"));
  EXPECT_EQ(works.where(c), "n, u");
}

TEST(Why, SaysForWhatAThrownCompensationWaits) {
  MishapWorks works;
  works.deploy_foreign(R"(<startEvent id="s"/><userTask id="u"/><boundaryEvent id="b" attachedToRef="u"><compensateEventDefinition/></boundaryEvent><userTask id="undo" isForCompensation="true"/>
<association id="a" sourceRef="b" targetRef="undo" associationDirection="One"/><intermediateThrowEvent id="back"><compensateEventDefinition/></intermediateThrowEvent><endEvent id="e"/>)" + flows({{"s", "u"}, {"u", "back"}, {"back", "e"}}));
  auto c = works.start("overhaul");
  works.complete(c, "u");
  EXPECT_EQ(works.where(c), "back, undo");
  for (auto const& one : why(works.look(c), works.find("r1", "overhaul"))) {
    EXPECT_NE(one.waits_for, "") << one.element;
    EXPECT_NE(one.mover, "") << one.element;
  }
}

TEST(Instances, ThatWereCancelledByHandAreNotWaitedFor) {
  Works works;
  works.deploy("p", "start begin\n several strip 3 role=fitter\n user look role=fitter\n end done\n begin -> strip -> look -> done");
  auto c = works.start("p");
  works.done(CompleteActivity{c, "a2", {}});
  works.done(ModifyCase{c, {"a3"}, {}, "not needed", false}, Actor::person("ana"));
  EXPECT_EQ(works.where(c), "strip, strip") << "the body and the last of them";
  works.done(CompleteActivity{c, "a4", {}});
  EXPECT_EQ(works.where(c), "look");
}

TEST(Instances, OneAfterTheOtherAreAllDoneAlthoughOneCouldNotBegin) {
  MishapWorks works;
  works.deploy_foreign(R"(<startEvent id="s"/><endEvent id="e"/><userTask id="u"><extensionElements><camunda:inputOutput><camunda:inputParameter name="i">${missing}</camunda:inputParameter></camunda:inputOutput></extensionElements>
<multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask>)" + flows({{"s", "u"}, {"u", "e"}}));
  auto c = works.start("overhaul");
  works.done(ResolveIncident{c, works.stuck(c), with({{"missing", 1}})}, Actor::person("ana"));
  for (int i = 0; i < 3; ++i) {
    ASSERT_EQ(works.at(c, "u"), 1u) << i;
    auto number = activity_number(works.first(c, "u"));
    EXPECT_EQ(*works.look(c).find(number)->variables.find("loopCounter"), feel::Value(i));
    works.done(CompleteActivity{c, activity_id(number), {}});
  }
  EXPECT_EQ(works.where(c), "completed at e");
}

TEST(Instances, KnowHowManyWereEndedByHand) {
  MishapWorks works;
  works.deploy_foreign(R"(<startEvent id="s"/><endEvent id="e"/><userTask id="u"><multiInstanceLoopCharacteristics><loopCardinality>4</loopCardinality>
<completionCondition>numberOfTerminatedInstances + numberOfCompletedInstances &gt; 2 and numberOfActiveInstances = 1</completionCondition></multiInstanceLoopCharacteristics></userTask><userTask id="n"/>)" + flows({{"s", "u"}, {"u", "n"}, {"n", "e"}}), Dialect::zeebe);
  auto c = works.start("overhaul");
  works.done(ModifyCase{c, {"a2", "a3"}, {}, "not needed", false}, Actor::person("ana"));
  EXPECT_EQ(works.at(c, "u"), 2u);
  works.done(CompleteActivity{c, "a4", {}});
  EXPECT_EQ(works.where(c), "n");
}

TEST(AdHoc, IsCompleteWhenItsConditionComesToHoldElsewhere) {
  MishapWorks works;
  works.deploy_foreign(R"(<startEvent id="s"/><parallelGateway id="f"/><userTask id="beside"/><adHocSubProcess id="d"><userTask id="t"/><completionCondition>=ready = true</completionCondition></adHocSubProcess>
<userTask id="n"/><endEvent id="e"/><endEvent id="e2"/>)" + flows({{"s", "f"}, {"f", "beside"}, {"f", "d"}, {"beside", "e2"}, {"d", "n"}, {"n", "e"}}), Dialect::zeebe);
  auto c = works.start("overhaul");
  works.complete(c, "t");
  EXPECT_EQ(works.where(c), "beside, d");
  works.complete(c, "beside", with({{"ready", true}}));
  EXPECT_EQ(works.where(c), "n");
}

TEST(Interrupting, ALargeTransactionIsCancelledAPartAtATime) {
  MishapWorks works;
  works.fold_each_time = false;
  works.deploy_foreign(R"(<startEvent id="s"/><transaction id="x"><startEvent id="xs"/><userTask id="w"/><boundaryEvent id="wb" attachedToRef="w"><compensateEventDefinition/></boundaryEvent>
<userTask id="undo" isForCompensation="true"/><association id="as" sourceRef="wb" targetRef="undo" associationDirection="One"/><parallelGateway id="f"/>
<userTask id="t"><multiInstanceLoopCharacteristics><loopCardinality>1500</loopCardinality></multiInstanceLoopCharacteristics></userTask><userTask id="stop"/>
<endEvent id="xe"/><endEvent id="xc"><cancelEventDefinition/></endEvent>)" + flows({{"xs", "w"}, {"w", "f"}, {"f", "t"}, {"f", "stop"}, {"t", "xe"}, {"stop", "xc"}}) +
                       R"(</transaction><boundaryEvent id="b" attachedToRef="x"><cancelEventDefinition/></boundaryEvent><userTask id="after"/><endEvent id="e"/><endEvent id="e2"/>)" + flows({{"s", "x"}, {"x", "e"}, {"b", "after"}, {"after", "e2"}}));
  auto c = works.start("overhaul");
  works.complete(c, "w");
  ASSERT_EQ(works.at(c, "t"), 1'500u);
  works.complete(c, "stop");
  EXPECT_EQ(works.at(c, "undo"), 1u) << "what was done is being undone";
  EXPECT_GT(works.at(c, "t"), 1'000u) << "and the rest is cancelled meanwhile";
  works.complete(c, "undo");
  EXPECT_EQ(works.at(c, "after"), 1u);
  works.restart();
  for (int i = 0; i < 20; ++i) works.after(Duration{15'000});
  EXPECT_EQ(works.where(c), "after");
  works.fold_each_time = true;
  works.complete(c, "after");
  EXPECT_EQ(works.where(c), "completed at e2");
  EXPECT_EQ(works.timers(), 0u);
}

TEST(Interrupting, EndsWhatWaitsAtAJoinToo) {
  Works works;
  works.deploy("p", "start begin\n and split\n user a role=fitter\n user b role=fitter\n user c role=fitter\n and meet\n end done\n terminate all\n"
                    "begin -> split -> a -> meet -> done\n split -> b -> meet\n split -> c -> all");
  auto c = works.start("p");
  works.complete(c, "a");
  works.complete(c, "c");
  EXPECT_EQ(works.where(c), "completed at all");
}

TEST(Interrupting, ByAnEventOfTheWholeGoesOnWithoutWhatWaitsAtAJoin) {
  MishapWorks works;
  works.deploy_foreign(R"(<startEvent id="s"/><parallelGateway id="f"/><userTask id="u"/><userTask id="v"/><parallelGateway id="j"/><endEvent id="e"/>)" + flows({{"s", "f"}, {"f", "u"}, {"f", "v"}, {"u", "j"}, {"v", "j"}, {"j", "e"}}) +
                       R"(<subProcess id="esp" triggeredByEvent="true"><startEvent id="in"><messageEventDefinition messageRef="m1"/></startEvent><userTask id="note"/><endEvent id="out"/>)" + flows({{"in", "note"}, {"note", "out"}}) + "</subProcess>");
  auto c = works.start("overhaul", {}, "K");
  works.complete(c, "u");
  works.message("approval", "K");
  EXPECT_EQ(works.at(c, "note"), 1u);
  EXPECT_TRUE(works.look(c).joins_of(0).empty());
  works.complete(c, "note");
  EXPECT_EQ(works.look(c).status, CaseStatus::completed);
}

TEST(Listening, ThatWasMendedHoldsNothingOpenWhenAllElseIsOver) {
  MishapWorks works;
  works.deploy_foreign(R"(<startEvent id="s"/><userTask id="u"/><endEvent id="e"/>)" + flows({{"s", "u"}, {"u", "e"}}) +
                       R"(<subProcess id="esp" triggeredByEvent="true"><startEvent id="in" isInterrupting="false"><timerEventDefinition><timeDuration>${wait}</timeDuration></timerEventDefinition></startEvent>
<userTask id="note"/><endEvent id="out"/>)" + flows({{"in", "note"}, {"note", "out"}}) + "</subProcess>");
  auto early = works.start("overhaul"), late = works.start("overhaul");
  works.done(ResolveIncident{early, works.stuck(early), with({{"wait", "PT1H"}})}, Actor::person("ana"));
  works.after(hours(1));
  EXPECT_EQ(works.at(early, "note"), 1u) << "it listens now";
  works.complete(late, "u");
  EXPECT_EQ(works.look(late).status, CaseStatus::running) << "somebody has to look at it";
  works.done(ResolveIncident{late, works.stuck(late), with({{"wait", "PT1H"}})}, Actor::person("ana"));
  EXPECT_EQ(works.look(late).status, CaseStatus::completed);
}

std::string const deadlock = "start begin\n xor way\n user a role=fitter\n user b role=fitter\n and meet\n user after role=fitter\n end done\n begin -> way\n way -> a if left = true\n way -> b default\n a -> meet\n b -> meet\n meet -> after -> done";

TEST(Joins, ThatFiredMeanwhileAreNotPassedASecondTime) {
  Works works;
  works.deploy("p", deadlock);
  auto c = works.start("p", with({{"left", true}}));
  works.complete(c, "a");
  ASSERT_EQ(works.where(c), "meet!, meet(1)");
  NewToken missing;
  missing.element = "b";
  works.done(ModifyCase{c, {}, {missing}, "it was forgotten", false}, Actor::person("ana"));
  works.complete(c, "b");
  EXPECT_EQ(works.where(c), "after, meet!");
  std::string incident;
  for (auto const& [number, activity] : works.look(c).activities)
    if (activity.incident) incident = activity_id(number);
  works.done(ResolveIncident{c, incident, {}}, Actor::person("ana"));
  EXPECT_EQ(works.where(c), "after") << "one token, not two";
}

TEST(Migrating, TwoJoinsDoNotBecomeOne) {
  Works works;
  constexpr char const* two_joins = "start begin\n and fork\n user a role=fitter\n user b role=fitter\n user c role=fitter\n user d role=fitter\n and one\n and two\n and last\n end done\n"
                                    "begin -> fork\n fork -> a -> one\n fork -> b -> one\n fork -> c -> two\n fork -> d -> two\n one -> last\n two -> last\n last -> done";
  works.deploy("p", two_joins);
  auto c = works.start("p");
  works.complete(c, "a"), works.complete(c, "c");
  works.revision = "r2";
  works.deploy("p", two_joins);
  EXPECT_THAT(works.refused(MigrateCase{c, "", {{"two", "one"}}, "as planned", false}, Actor::person("ana")).message, HasSubstr("two joins would go on at"));
}

TEST(MessageStarts, WhoseKeyIsTakenWaitUntilItIsFree) {
  Works works;
  works.deploy("p", "starts called emergency\n user page role=desk\n end done\n called -> page -> done");
  auto feed = Actor::feed("phone");
  works.done(CorrelateMessage{"emergency", "plant-7", {}}, feed);
  auto first = works.state.open_cases().begin()->second.id();
  works.done(CorrelateMessage{"emergency", "plant-7", with({{"call", 2}}), hours(1), {}}, feed);
  works.done(CorrelateMessage{"emergency", "plant-7", with({{"call", 3}}), hours(1), {}}, feed);
  EXPECT_EQ(works.state.open_cases().size(), 1u);
  works.restart();
  works.complete(first, "page");
  ASSERT_EQ(works.state.open_cases().size(), 1u);
  auto second = works.state.open_cases().begin()->second.id();
  EXPECT_EQ(works.variable(second, "call"), feel::Value(2));
  EXPECT_EQ(works.look(second).business_key, "plant-7");
  works.done(CancelCase{second, "a joke"}, Actor::person("ana"));
  ASSERT_EQ(works.state.open_cases().size(), 1u);
  EXPECT_EQ(works.variable(works.state.open_cases().begin()->second.id(), "call"), feel::Value(3));
  EXPECT_TRUE(works.state.buffered().empty());
}

TEST(Messages, AwaitedByManyAreRefusedInFewWords) {
  Works works;
  works.fold_each_time = false;
  works.deploy("p", "start begin\n message approved approval key=\"all\"\n end done\n begin -> approved -> done");
  for (int i = 0; i < 50; ++i) works.start("p");
  EXPECT_THAT(works.refused(CorrelateMessage{"approval", "all", {}}, Actor::feed("mail")).message, HasSubstr(" and 45 more"));
}

TEST(Messages, RememberedByTheirIdAreToldToWhoMayGiveThem) {
  Works works;
  works.deploy("p", "start begin\n message approved approval role=desk\n end done\n begin -> approved -> done");
  CorrelateMessage once{"approval", "K", {}, hours(1), "mail-1"};
  works.done(once, Actor::feed("mail"));
  EXPECT_EQ(works.refused(once, Actor::person("jack")).code, "DT-X904");
  works.done(once, Actor::person("hanna"));
}

TEST(AdHoc, SeveralAreNotTakenForOneWhenTheCaseIsResumed) {
  MishapWorks works;
  auto process = sidecar();
  works.deploy_compiled(compile_file(R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t"><process id="overhaul" isExecutable="true">
<startEvent id="s"/><endEvent id="e"/><adHocSubProcess id="a"><extensionElements><zeebe:ioMapping><zeebe:input source="=false" target="enough"/></zeebe:ioMapping></extensionElements>
<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics><userTask id="t"/><completionCondition>=enough</completionCondition></adHocSubProcess>)" +
                                     flows({{"s", "a"}, {"a", "e"}}) + "</process></definitions>", process, Dialect::zeebe));
  auto c = works.start("overhaul", with({{"enough", true}}));
  ASSERT_EQ(works.at(c, "t"), 2u);
  works.done(SuspendCase{c, "why not"}, Actor::person("ana")), works.done(ResumeCase{c}, Actor::person("ana"));
  EXPECT_EQ(works.at(c, "t"), 2u) << "each has had enough by itself, or not";
}

std::string const hears = "start begin\n signal heard fire\n user leave role=fitter\n end done\n begin -> heard -> leave -> done";

/// What is interrupted where there is very much of it.
std::string several_tasks(int outer, int inner) {
  auto several = [](int count) { return R"(<multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection="=for i in 1..)" + std::to_string(count) + R"( return i"/></extensionElements></multiInstanceLoopCharacteristics>)"; };
  return R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t"><process id="overhaul" isExecutable="true">
<startEvent id="s"/><parallelGateway id="fork"/><userTask id="beside"/><endEvent id="e"/><endEvent id="stop"><terminateEventDefinition/></endEvent><userTask id="ask"/><subProcess id="sub">)" + several(outer) +
         R"(<startEvent id="s2"/><intermediateCatchEvent id="m"><messageEventDefinition messageRef="m1"/></intermediateCatchEvent><userTask id="t">)" + several(inner) + "</userTask>" + flows({{"s2", "t"}, {"t", "m"}}) + R"(</subProcess>
<boundaryEvent id="late" attachedToRef="sub"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent><userTask id="v"/>)" +
         flows({{"s", "fork"}, {"fork", "sub"}, {"fork", "beside"}, {"fork", "ask"}, {"sub", "e"}, {"late", "v"}, {"v", "e"}, {"beside", "e"}, {"ask", "stop"}}) +
         R"(</process><message id="m1" name="go"><extensionElements><zeebe:subscription correlationKey="=&quot;k&quot;"/></extensionElements></message></definitions>)";
}

TEST(Interrupting, MuchIsCancelledAPartAtATimeAndEverythingElseGoesOn) {
  MishapWorks works;
  works.fold_each_time = false;
  works.deploy_compiled(compile_file(several_tasks(3, 800), sidecar(), Dialect::zeebe));
  auto c = works.start("overhaul");
  ASSERT_EQ(works.at(c, "t"), 2'400u);
  auto victim = works.first(c, "t");
  works.after(hours(1));
  EXPECT_EQ(works.at(c, "v"), 1u) << "what comes next has begun";
  EXPECT_GT(works.at(c, "t"), 1'000u);
  EXPECT_EQ(works.refused(CompleteActivity{c, victim, {}}).code, "DT-X903") << "it is over";
  EXPECT_EQ(works.refused(ModifyCase{c, {}, {NewToken{"v", true, {}, {}}}, "at once", false}, Actor::person("ana")).code, "DT-X903");
  works.complete(c, "beside");
  works.complete(c, "v");
  works.done(CompleteActivity{c, works.activity(c, "ask"), {}});
  EXPECT_EQ(works.look(c).status, CaseStatus::running) << "it ends when all is cancelled";
  works.restart();
  for (int i = 0; i < 20; ++i) works.after(Duration{15'000});
  EXPECT_EQ(works.where(c), "completed at stop");
  auto cancelled = works.happened<ActivityCancelled>();
  EXPECT_EQ(std::count_if(cancelled.begin(), cancelled.end(), [](auto const& one) { return one.element == "t" && one.kind == "user_task"; }), 2'400);
  EXPECT_EQ(works.timers(), 0u);
  works.fold_each_time = true;
  works.start("overhaul");
}

TEST(Interrupting, AllOfALargeCaseByATerminatingEnd) {
  MishapWorks works;
  works.fold_each_time = false;
  works.deploy_compiled(compile_file(several_tasks(2, 800), sidecar(), Dialect::zeebe));
  auto c = works.start("overhaul"), other = works.start("overhaul");
  for (auto const& one : {c, other}) {
    works.complete(one, "ask");
    EXPECT_EQ(works.look(one).status, CaseStatus::running);
    EXPECT_EQ(works.refused(CompleteActivity{one, works.activity(one, "beside"), {}}).code, "DT-X903");
  }
  works.done(CancelCase{other, "and be quick"}, Actor::person("ana"));
  works.restart();
  for (int i = 0; i < 20; ++i) works.after(Duration{15'000});
  EXPECT_EQ(works.where(c), "completed at stop");
  EXPECT_EQ(works.where(other), "cancelled");
  EXPECT_EQ(works.timers(), 0u);
  EXPECT_TRUE(works.state.waiting_for("go", "k").empty());
}

TEST(Signals, ReachManyAPartAtATime) {
  Works works;
  works.fold_each_time = false;
  works.deploy("p", hears);
  works.deploy("q", "startsignal alarm fire\n user call role=desk\n end out\n alarm -> call -> out");
  constexpr std::size_t many = 3 * heard_at_once + 10;
  std::vector<std::string> cases;
  for (std::size_t i = 0; i < many; ++i) cases.push_back(works.start("p"));
  works.done(BroadcastSignal{"fire", with({{"hall", 3}})}, Actor::feed("detector"));
  EXPECT_EQ(works.state.waiting_for_signal("fire").size(), many) << "nobody yet: the writer is free for others";
  EXPECT_EQ(works.happened<SignalThrown>().back().heard, static_cast<std::int64_t>(many + 1));
  auto late = works.start("p");
  works.restart();
  works.fold_each_time = true;
  works.after(Duration{15'000});
  EXPECT_EQ(works.where(cases.front()), "leave") << "who has waited longest, first";
  EXPECT_EQ(works.where(cases.back()), "heard");
  works.done(CancelCase{cases.back(), "not any more"}, Actor::person("ana"));
  for (int i = 0; i < 5; ++i) works.after(Duration{15'000});
  for (std::size_t i = 0; i + 1 < cases.size(); ++i) {
    ASSERT_EQ(works.where(cases[i]), "leave") << i;
    EXPECT_EQ(works.variable(cases[i], "hall"), feel::Value(3));
  }
  EXPECT_EQ(works.where(late), "heard") << "it did not wait yet when the signal came";
  EXPECT_TRUE(works.state.broadcasts().empty());
  EXPECT_EQ(works.timers(), 0u);
  auto parts = works.happened<SignalHeard>();
  for (auto const& part : parts) EXPECT_LE(part.heard, static_cast<std::int64_t>(heard_at_once));
}

TEST(Signals, WhatOneCannotTakeTheOthersHear) {
  Works works;
  works.deploy("p", hears);
  works.deploy("decides", "start begin\n signal heard fire\n rule quote decision=quote result=price\n end done\n begin -> heard -> quote -> done");
  auto hears_it = works.start("p"), decides = works.start("decides");
  works.done(BroadcastSignal{"fire", with({{"price", 3}})}, Actor::feed("detector"));
  EXPECT_EQ(works.where(hears_it), "leave");
  EXPECT_EQ(works.where(decides), "heard");
  EXPECT_EQ(works.happened<EventMissed>().at(0).case_id, decides);
}

std::string several_with(std::string const& inside, int count, std::string const& more = {}) {
  return R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t"><process id="overhaul" isExecutable="true">
<startEvent id="s"/><endEvent id="e"/><subProcess id="sub"><multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection="=for i in 1..)" + std::to_string(count) + " return i\" inputElement=\"i\" " + more +
         R"(/></extensionElements></multiInstanceLoopCharacteristics>)" + inside + "</subProcess>" + flows({{"s", "sub"}, {"sub", "e"}}) + "</process></definitions>";
}

TEST(Joins, AreAskedWhereSomethingHasMoved) {
  MishapWorks works;
  works.fold_each_time = false;
  constexpr int many = 2'000;
  works.deploy_compiled(compile_file(several_with(R"(<startEvent id="s2"/><inclusiveGateway id="fork"/><userTask id="a"/><userTask id="b"/><inclusiveGateway id="meet"/><userTask id="c"/>)" +
                                                      flows({{"s2", "fork"}, {"fork", "a"}, {"fork", "b"}, {"a", "meet"}, {"b", "meet"}, {"meet", "c"}}), many), sidecar(), Dialect::zeebe));
  auto c = works.start("overhaul");
  ASSERT_EQ(works.at(c, "a"), static_cast<std::size_t>(many));
  std::vector<std::string> a, b;
  for (auto const& [number, activity] : works.look(c).activities)
    if (activity.element.text() == "a") a.push_back(activity_id(number));
    else if (activity.element.text() == "b") b.push_back(activity_id(number));
  for (auto const& one : a) works.done(CompleteActivity{c, one, {}});
  auto begun = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < 200; ++i) works.done(CompleteActivity{c, b[i], {}});
  auto each = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count() / 200;
  EXPECT_EQ(works.at(c, "c"), 200u);
  EXPECT_LT(each, 20) << "milliseconds for each; to ask every join takes hundreds";
}

TEST(Instances, CollectWhatTheyYieldPlaceByPlace) {
  MishapWorks works;
  constexpr int many = 400;
  works.fold_each_time = false;
  works.deploy_compiled(compile_file(several_with(R"(<startEvent id="s2"/><userTask id="t"/>)" + flows({{"s2", "t"}}), many, R"(outputCollection="squares" outputElement="=i * i")"), sidecar(), Dialect::zeebe));
  auto c = works.start("overhaul");
  std::vector<std::string> tasks;
  for (auto const& [number, activity] : works.look(c).activities)
    if (activity.element.text() == "t") tasks.push_back(activity_id(number));
  auto size = [&] {
    std::size_t bytes = 0;
    for (auto const& record : works.records()) bytes += record.payload.size();
    return bytes;
  };
  auto before = size();
  std::reverse(tasks.begin(), tasks.end());
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    works.done(CompleteActivity{c, tasks[i], {}});
    if (i == 10) works.restart();
  }
  EXPECT_EQ(works.where(c), "completed at e");
  auto squares = works.variable(c, "squares");
  ASSERT_EQ(squares.kind(), feel::Kind::list);
  ASSERT_EQ(squares.list().size(), static_cast<std::size_t>(many));
  for (int i = 0; i < many; ++i) EXPECT_EQ(squares.list()[static_cast<std::size_t>(i)], feel::Value((i + 1) * (i + 1)));
  EXPECT_LT((size() - before) / many, 2'000u) << "bytes for each; the whole list each time takes more than that alone";
}

}  // namespace
}  // namespace drivetrain::processes::test
