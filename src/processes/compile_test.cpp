// Compiling real BPMN: what runs becomes a program, what does not is refused by name, with its line and what to do.
#include "processes/compile.h"

#include <gmock/gmock.h>

#include "processes/compile_for_test.h"

namespace drivetrain::processes::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Compile, AUserTaskKnowsWhoDoesItAndHowLongItShouldTake) {
  auto compiled = compile_one(
      R"(<userTask id="x" name="Strip and inspect" dt:role="fitter" dt:duration="PT4H"><documentation>With photographs.</documentation></userTask>)");
  ASSERT_THAT(compiled.lines(), IsEmpty());
  auto node = compiled.program->find("x");
  EXPECT_EQ(compiled.program->title(node), "Strip and inspect");
  EXPECT_EQ(compiled.program->documentation(node), "With photographs.");
  EXPECT_EQ(compiled.program->word(compiled.program->task(node).role), "fitter");
  EXPECT_EQ(compiled.program->task(node).expected, hours(4));
  EXPECT_EQ(compiled.program->span(node).begin.line, 3u);
}

TEST(Compile, ATaskWithoutARoleIsRefused) {
  EXPECT_THAT(compile_one(R"(<userTask id="x" name="Strip"/>)").lines(),
              ElementsAre("DT-P402:3 overhaul: the user task 'Strip' has no performing role"));
}

TEST(Compile, ABusinessRuleTaskWithoutARightIsRefused) {
  EXPECT_THAT(compile_one(R"(<businessRuleTask id="x" name="Quote"/>)").lines(),
              ElementsAre("DT-D211:3 overhaul: the business rule task 'Quote' is bound to no decision right"));
}

TEST(Compile, TimersTakeDurationsFixedOrComputed) {
  auto timer = [](std::string const& duration, std::string const& more = "") {
    return compile_one("<intermediateCatchEvent id=\"x\"" + more + "><timerEventDefinition><timeDuration>" + duration +
                       "</timeDuration></timerEventDefinition></intermediateCatchEvent>");
  };
  auto fixed = timer("P5D", " dt:working=\"true\"");
  ASSERT_THAT(fixed.lines(), IsEmpty());
  auto const& fixed_trigger = *fixed.program->trigger(fixed.program->find("x"), TriggerKind::timer);
  ASSERT_TRUE(fixed_trigger.timer);
  EXPECT_EQ(fixed_trigger.timer->first({}, *Zone::utc())->us, days(5).us);
  EXPECT_TRUE(fixed_trigger.working);
  auto computed = timer("duration(\"PT4H\")");
  ASSERT_THAT(computed.lines(), IsEmpty());
  EXPECT_FALSE(computed.program->trigger(computed.program->find("x"), TriggerKind::timer)->timer);
  EXPECT_THAT(timer("P5X").lines(), ElementsAre(HasSubstr("DT-R024:3 overhaul: the intermediate catch event 'x' waits 'P5X'")));
  EXPECT_THAT(timer("P5D", " dt:working=\"yes\"").lines(), ElementsAre(HasSubstr("dt:working")));
}

TEST(Compile, MessagesAreNamedAndMayHaveAKey) {
  auto compiled = compile_one(
      R"(<intermediateCatchEvent id="x" dt:correlation="order.id"><messageEventDefinition messageRef="m1"/></intermediateCatchEvent>)");
  ASSERT_THAT(compiled.lines(), IsEmpty());
  auto const& message = *compiled.program->trigger(compiled.program->find("x"), TriggerKind::message);
  EXPECT_EQ(compiled.program->word(message.name), "approval");
  EXPECT_EQ(compiled.program->expression(message.expression).text(), "order.id");
  EXPECT_THAT(compile_one(R"(<intermediateCatchEvent id="x"><messageEventDefinition/></intermediateCatchEvent>)").lines(),
              ElementsAre(HasSubstr("names no message")));
}

TEST(Compile, CasesMayBeginWithAReceiveTask) {
  auto compiled = compile_process(R"(<receiveTask id="r" messageRef="m1" instantiate="true"/><endEvent id="e"/><sequenceFlow id="f" sourceRef="r" targetRef="e"/>)");
  EXPECT_THAT(compiled.lines(), IsEmpty());
  ASSERT_TRUE(compiled.program);
  EXPECT_EQ(compiled.program->message_start("approval"), compiled.program->find("r"));
  EXPECT_EQ(compiled.program->scopes()[0].start, no_index) << "not by hand";
  EXPECT_THAT(compile_one(R"(<receiveTask id="x" messageRef="m1" instantiate="true"/>)").lines(), ElementsAre(HasSubstr("a sequence flow leads into it")));
}

TEST(Compile, CasesMayBeginWithAnEventBasedGateway) {
  auto gateway = [](std::string const& attributes, std::string const& second) {
    return compile_process(R"(<eventBasedGateway id="g" )" + attributes + R"(/><receiveTask id="r" messageRef="m1"/><intermediateCatchEvent id="c">)" + second +
                           R"(</intermediateCatchEvent><endEvent id="e"/><sequenceFlow id="f1" sourceRef="g" targetRef="r"/><sequenceFlow id="f2" sourceRef="g" targetRef="c"/>
<sequenceFlow id="f3" sourceRef="r" targetRef="e"/><sequenceFlow id="f4" sourceRef="c" targetRef="e"/>)");
  };
  std::string const message = R"(<messageEventDefinition messageRef="m2"/>)", timer = R"(<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>)";
  auto compiled = gateway(R"(instantiate="true")", message);
  EXPECT_THAT(compiled.lines(), IsEmpty());
  ASSERT_TRUE(compiled.program);
  EXPECT_EQ(compiled.program->message_start("approval"), compiled.program->find("r"));
  EXPECT_TRUE(gateway(R"(instantiate="true" eventGatewayType="Parallel")", message).program->node(0).all_triggers);
  EXPECT_THAT(gateway(R"(instantiate="true")", timer).lines(), ElementsAre(HasSubstr("only messages begin them there")));
  EXPECT_THAT(gateway(R"(eventGatewayType="Parallel")", message).lines(), testing::Contains(HasSubstr("waits for all its events")));
}

TEST(Compile, WhatDoesNotRunIsRefusedWithWhatToDoInstead) {
  struct {
    char const *element, *message, *help;
  } const refused[] = {
      {R"(<serviceTask id="x"/>)", "the service task 'x' says not who does it", "dt:topic=\"mail\""},
      {R"(<sendTask id="x"/>)", "the send task 'x' says not who does it", "dt:topic"},
      {R"(<scriptTask id="x"/>)", "the script task 'x' has no script", "write the expression"},
      {R"(<scriptTask id="x" scriptFormat="groovy"><script>1</script></scriptTask>)", "is written in groovy", "write it in FEEL"},
      {R"(<receiveTask id="x"/>)", "the receive task 'x' names no message", "messageRef"},
      {R"(<callActivity id="x"/>)", "the call activity 'x' calls nothing", "calledElement"},
      {R"(<eventBasedGateway id="x" instantiate="true"/>)", "starts cases", "instantiate attribute"},
      {R"(<intermediateThrowEvent id="x"><signalEventDefinition/></intermediateThrowEvent>)", "names no signal", "define a signal"},
      {R"(<intermediateThrowEvent id="x"><escalationEventDefinition/></intermediateThrowEvent>)", "names no escalation with a code", "define an escalation"},
      {R"(<intermediateThrowEvent id="x"><messageEventDefinition messageRef="m1"/></intermediateThrowEvent>)", "says not who sends it", "dt:topic"},
      {R"(<intermediateThrowEvent id="x"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateThrowEvent>)",
       "has the trigger 'timer'", "another kind"},
      {R"(<intermediateCatchEvent id="x"><timerEventDefinition/></intermediateCatchEvent>)", "a timer without a time", "timeDuration"},
      {R"(<intermediateCatchEvent id="x"/>)", "waits for nothing", "which timer or message"},
      {R"(<intermediateCatchEvent id="x"><conditionalEventDefinition/></intermediateCatchEvent>)", "waits for a condition, and has none", "must come to hold"},
      {R"(<userTask id="x" dt:role="r"><multiInstanceLoopCharacteristics/></userTask>)", "says not how often", "loopCardinality"},
      {R"(<userTask id="x" dt:role="r" isForCompensation="true"/>)", "which only compensation begins", "remove the flow"},
      {R"(<userTask id="x" dt:role="r" startQuantity="2"/>)", "several tokens", "parallel branches"},
      {R"(<userTask id="x" dt:role="r"><potentialOwner/></userTask>)", "names its potentialOwner", "dt:role"},
      {R"(<userTask id="x" dt:role="r" dt:rolle="s"/>)", "dt:rolle means nothing on the user task 'x'", "did you mean dt:role?"},
      {R"(<manualTask id="x" dt:role="r"/>)", "dt:role means nothing on the manual task 'x'", "remove it"},
  };
  for (auto const& one : refused) {
    auto compiled = compile_one(one.element);
    SCOPED_TRACE(one.element);
    ASSERT_FALSE(compiled.findings.empty());
    EXPECT_EQ(compiled.findings[0].code, "DT-P410");
    EXPECT_EQ(compiled.findings[0].severity, Severity::error);
    EXPECT_EQ(compiled.findings[0].span.begin.line, 3u);
    EXPECT_THAT(compiled.findings[0].message, HasSubstr(one.message));
    EXPECT_THAT(compiled.findings[0].help, HasSubstr(one.help));
  }
}

TEST(Compile, EveryElementOfTheStandardRuns) {
  for (auto element : {
           R"(<serviceTask id="x" dt:topic="invoice"/>)",
           R"(<sendTask id="x" dt:topic="mail"/>)",
           R"(<scriptTask id="x" dt:result="total"><script>1 + 1</script></scriptTask>)",
           R"(<receiveTask id="x" messageRef="m1"/>)",
           R"(<callActivity id="x" calledElement="inspection"/>)",
           R"(<inclusiveGateway id="x"/>)",
           R"(<complexGateway id="x"/>)",
           R"(<transaction id="x"><startEvent id="in"/><endEvent id="out"/><sequenceFlow id="f" sourceRef="in" targetRef="out"/></transaction>)",
           R"(<adHocSubProcess id="x"><userTask id="a" dt:role="r"/><userTask id="b" dt:role="r"/></adHocSubProcess>)",
           R"(<intermediateThrowEvent id="x"><signalEventDefinition signalRef="s1"/></intermediateThrowEvent>)",
           R"(<intermediateCatchEvent id="x"><timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition></intermediateCatchEvent>)",
           R"(<intermediateCatchEvent id="x"><conditionalEventDefinition><condition>ready = true</condition></conditionalEventDefinition></intermediateCatchEvent>)",
           R"(<userTask id="x" dt:role="r"><standardLoopCharacteristics><loopCondition>again = true</loopCondition></standardLoopCharacteristics></userTask>)",
           R"(<userTask id="x" dt:role="r"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask>)",
           R"(<userTask id="x" dt:role="r" default="f2"/>)",
       }) {
    auto compiled = compile_one(element);
    SCOPED_TRACE(element);
    EXPECT_TRUE(compiled.program);
    for (auto const& finding : compiled.findings) EXPECT_NE(finding.severity, Severity::error) << finding.message;
  }
}

TEST(Compile, WhatEventsNameIsInTheFile) {
  struct {
    char const *event, *message, *help;
  } const dangling[] = {
      {R"(<intermediateCatchEvent id="x"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>)",
       "DT-R035:3 intermediateCatchEvent x names the message m, which is not in this file", "did you mean m1?"},
      {R"(<intermediateThrowEvent id="x"><messageEventDefinition messageRef="nowhere"/></intermediateThrowEvent>)",
       "DT-R035:3 intermediateThrowEvent x names the message nowhere, which is not in this file", "define the message"},
      {R"(<intermediateCatchEvent id="x" name="Alarm"><signalEventDefinition signalRef="nowhere"/></intermediateCatchEvent>)",
       "DT-R035:3 intermediateCatchEvent x (Alarm) names the signal nowhere, which is not in this file", "define the signal"},
      {R"(<intermediateThrowEvent id="x"><escalationEventDefinition escalationRef="nowhere"/></intermediateThrowEvent>)",
       "DT-R035:3 intermediateThrowEvent x names the escalation nowhere, which is not in this file", "define the escalation"},
  };
  for (auto const& one : dangling) {
    auto compiled = compile_one(one.event);
    ASSERT_THAT(compiled.lines(), ElementsAre(one.message)) << "once";
    EXPECT_THAT(compiled.findings[0].help, HasSubstr(one.help));
  }
}

TEST(Compile, MessagesGoByNameAndOursByIdWhenThereIsNone) {
  auto with = [](std::string const& message, std::optional<Dialect> foreign = {}) {
    return compile_file(R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="overhaul" isExecutable="true">
<startEvent id="begin"/><receiveTask id="x" messageRef="m"/><endEvent id="done"/>
<sequenceFlow id="f1" sourceRef="begin" targetRef="x"/><sequenceFlow id="f2" sourceRef="x" targetRef="done"/></process>)" + message + "</definitions>",
                        sidecar(), foreign);
  };
  auto by_id = with(R"(<message id="m"/>)");
  ASSERT_THAT(by_id.lines(), IsEmpty());
  EXPECT_EQ(by_id.program->word(by_id.program->trigger(by_id.program->find("x"), TriggerKind::message)->name), "m");
  EXPECT_THAT(with(R"(<message id="m" name=""/>)").lines(), ElementsAre(HasSubstr("DT-P410:2 overhaul: the receive task 'x' waits for the message 'm', which has no name")));
  EXPECT_THAT(with(R"(<message id="m"/>)", Dialect::camunda).lines(), ElementsAre(HasSubstr("which has no name")));
}

TEST(Compile, AnotherEnginesAttributesAreNamedAsWithoutEffect) {
  auto compiled = compile_one(R"(<userTask id="x" dt:role="fitter" camunda:assignee="demo" camunda:formKey="f"/>)");
  ASSERT_THAT(compiled.lines(),
              ElementsAre("DT-P410:3 overhaul: camunda:assignee, camunda:formKey of the user task 'x' has no effect here"));
  EXPECT_EQ(compiled.findings[0].severity, Severity::warning);
  EXPECT_TRUE(compiled.program);
}

std::string gateway(std::string const& attributes, std::string const& yes, std::string const& no) {
  return "<startEvent id=\"begin\"/><exclusiveGateway id=\"way\" " + attributes + R"(/><endEvent id="a"/><endEvent id="b"/>
<sequenceFlow id="f1" sourceRef="begin" targetRef="way"/>
<sequenceFlow id="yes" sourceRef="way" targetRef="a">)" +
         yes + R"(</sequenceFlow>
<sequenceFlow id="no" sourceRef="way" targetRef="b">)" +
         no + "</sequenceFlow>";
}
std::string condition(std::string const& feel) { return "<conditionExpression>" + feel + "</conditionExpression>"; }

TEST(Compile, EveryWayOutOfAGatewayIsAConditionOrTheDefault) {
  EXPECT_THAT(compile_process(gateway("default=\"no\"", condition("urgent = true"), "")).lines(), IsEmpty());
  EXPECT_THAT(compile_process(gateway("", condition("urgent = true"), "")).lines(),
              ElementsAre("DT-P410:6 overhaul: the flow 'no' out of the exclusive gateway 'way' has no condition and is not the default"));
  EXPECT_THAT(compile_process(gateway("default=\"no\"", condition("urgent = true"), condition("urgent = false"))).lines(),
              ElementsAre(HasSubstr("would never be asked")));
}

TEST(Compile, ConditionsAreFeelOverDeclaredVariables) {
  auto declared = sidecar({{"urgent", VariableType::boolean}});
  EXPECT_THAT(compile_process(gateway("default=\"no\"", condition("urgent = true and tier = \"critical\""), ""), declared).lines(),
              IsEmpty());
  EXPECT_THAT(compile_process(gateway("default=\"no\"", condition("= urgent"), ""), declared).lines(), IsEmpty())
      << "as other tools mark it";
  EXPECT_THAT(compile_process(gateway("default=\"no\"", condition("urgend = true"), ""), declared).lines(),
              ElementsAre(HasSubstr("DT-R040:5")));
  auto juel = compile_process(gateway("default=\"no\"", condition("${urgent}"), ""), declared);
  ASSERT_EQ(juel.findings.size(), 1u);
  EXPECT_THAT(juel.findings[0].help, HasSubstr("without ${ } or #{ }"));
}

TEST(Compile, WhatEveryCaseHasIsNotDeclaredAgain) {
  auto declared = sidecar({{"tier", VariableType::string}});
  EXPECT_THAT(compile_one("<userTask id=\"x\" dt:role=\"r\"/>", declared).lines(),
              ElementsAre(HasSubstr("the variable 'tier' is declared")));
}

TEST(Compile, ALimitInAConditionIsADecision) {
  EXPECT_THAT(compile_process(gateway("default=\"no\"", condition("amount &gt; 2500"), "")).lines(),
              ElementsAre("DT-L901:5 gateway 'way' in overhaul decides by the literal 2500; that is a decision"));
}

TEST(Compile, BehindAnEventGatewayStandEvents) {
  EXPECT_THAT(
      compile_process(R"(<startEvent id="begin"/><eventBasedGateway id="race"/>
<userTask id="work" dt:role="r"/><intermediateCatchEvent id="late"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
<endEvent id="done"/>
<sequenceFlow id="f1" sourceRef="begin" targetRef="race"/><sequenceFlow id="f2" sourceRef="race" targetRef="work"/><sequenceFlow id="f3" sourceRef="race" targetRef="late"/>
<sequenceFlow id="f4" sourceRef="work" targetRef="done"/><sequenceFlow id="f5" sourceRef="late" targetRef="done"/>)")
          .lines(),
      ElementsAre(
          "DT-P410:6 overhaul: behind the event based gateway 'race' stands the user task 'work', which is no event that may come"));
}

TEST(Compile, BoundaryTimersSitWhereSomethingWaits) {
  EXPECT_THAT(compile_process(R"(<startEvent id="begin"/><manualTask id="work"/><endEvent id="done"/>
<boundaryEvent id="late" attachedToRef="work"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
<sequenceFlow id="f1" sourceRef="begin" targetRef="work"/><sequenceFlow id="f2" sourceRef="work" targetRef="done"/><sequenceFlow id="f3" sourceRef="late" targetRef="done"/>)")
                  .lines(),
              ElementsAre("DT-P410:4 overhaul: the boundary event 'late' is attached to the manual task 'work', where nothing waits"));
}

TEST(Compile, FlowsStayInTheirSubProcess) {
  EXPECT_THAT(compile_process(R"(<startEvent id="begin"/><endEvent id="done"/>
<subProcess id="part"><startEvent id="in"/><userTask id="work" dt:role="r"/><sequenceFlow id="f1" sourceRef="in" targetRef="work"/></subProcess>
<sequenceFlow id="f2" sourceRef="begin" targetRef="part"/>
<sequenceFlow id="f3" sourceRef="work" targetRef="done"/>)")
                  .lines(),
              ElementsAre("DT-P410:6 overhaul: the sequence flow 'f3' crosses the border of a sub-process"));
}

TEST(Compile, NothingFlowsIntoAStartOrOutOfAnEnd) {
  auto compiled = compile_process(R"(<startEvent id="begin"/><userTask id="work" dt:role="r"/><endEvent id="done"/>
<sequenceFlow id="f1" sourceRef="begin" targetRef="work"/><sequenceFlow id="f2" sourceRef="work" targetRef="done"/>
<sequenceFlow id="f3" sourceRef="work" targetRef="begin"/><sequenceFlow id="f4" sourceRef="done" targetRef="work"/>)");
  EXPECT_THAT(compiled.lines(), ElementsAre("DT-P410:3 overhaul: a sequence flow leads into the start event 'begin'",
                                            "DT-P410:3 overhaul: a sequence flow leads out of the end event 'done'"));
  EXPECT_FALSE(compiled.program);
}

TEST(Compile, AProcessNeedsAStart) {
  EXPECT_THAT(compile_process(R"(<endEvent id="done"/>)").lines(),
              ElementsAre("DT-P401:2 overhaul: the process 'Overhaul' has no start event"));
}

TEST(Compile, TheFileHoldsTheSidecarsProcess) {
  auto process = sidecar();
  process.header.id = "quote";
  EXPECT_THAT(compile_process("", process).lines(), ElementsAre(HasSubstr("overhaul.bpmn has no process 'quote'; it has: overhaul")));
}

TEST(Compile, PoolsLanesDataAndNotesArePictures) {
  EXPECT_THAT(
      compile_file(R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:dt="https://drivetrain.dev/schema/bpmn/1.0">
<collaboration id="c"><participant id="us" processRef="overhaul"/><participant id="customer"/><messageFlow id="mf" sourceRef="customer" targetRef="us"/></collaboration>
<process id="overhaul">
<laneSet><lane id="shop"><flowNodeRef>work</flowNodeRef></lane></laneSet>
<startEvent id="begin"/><userTask id="work" dt:role="fitter"/><endEvent id="done"/>
<dataObject id="d"/><dataObjectReference id="dr" dataObjectRef="d"/>
<sequenceFlow id="f1" sourceRef="begin" targetRef="work"/><sequenceFlow id="f2" sourceRef="work" targetRef="done"/>
<textAnnotation id="t"><text>careful</text></textAnnotation><association id="a" sourceRef="t" targetRef="work"/>
</process></definitions>)",
                   sidecar())
          .lines(),
      IsEmpty());
}

}  // namespace
}  // namespace drivetrain::processes::test
