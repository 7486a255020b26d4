// What runs beside elements in other engines' models, and what else they say that must not be passed over.
#include <gmock/gmock.h>

#include "processes/compile_for_test.h"
#include "processes/job_commands.h"
#include "processes/works_for_test.h"

namespace drivetrain::processes::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Compiled drawn(std::string const& inside, Dialect dialect = Dialect::camunda, std::string const& of_process = "") {
  return compile_file(R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
<process id="overhaul" isExecutable="true" )" + of_process + ">\n" + inside + R"(<endEvent id="done"/>
<sequenceFlow id="f1" sourceRef="begin" targetRef="x"/></process>
<signal id="s1" name="alarm"/><signal id="s2" name="alarm-${'foo'}"/><signal id="s3" name="alarm-${which}"/><error id="e1" errorCode="E1" camunda:errorMessage="no ${part}"/></definitions>)",
                      sidecar(), dialect);
}

std::string one(std::string const& task, std::string const& listeners, std::string const& flow = "") {
  return "<startEvent id=\"begin\"/><" + task + " id=\"x\"><extensionElements>" + listeners + "</extensionElements></" + task + "><sequenceFlow id=\"f2\" sourceRef=\"x\" targetRef=\"done\"><extensionElements>" + flow + "</extensionElements></sequenceFlow>";
}

struct Shop : Works {
  Shop(std::string const& inside, Dialect dialect = Dialect::camunda) {
    auto compiled = drawn(inside, dialect);
    EXPECT_THAT(compiled.errors().lines(), IsEmpty());
    if (compiled.program) deploy(compiled.program);
  }
  /// A worker takes a job of the topic and is done with it.
  bool works_on(std::string const& topic, feel::Value variables = {}) {
    ActivateJobs take;
    take.worker = "w", take.topics.push_back({topic, minutes(5)});
    auto taken = done(take, {journal::ActorKind::worker, "w"});
    if (taken.empty()) return false;
    CompleteJob complete;
    complete.case_id = taken.substr(0, taken.find('/')), complete.activity = taken.substr(taken.find('/') + 1), complete.worker = "w", complete.variables = std::move(variables);
    done(complete, {journal::ActorKind::worker, "w"});
    return true;
  }
};

TEST(Listeners, OfCamunda7RunAsExpressionsBeforeAndAfterAndOnTheWay) {
  Shop shop(one("userTask", R"(<camunda:executionListener event="start" expression="${execution.setVariable('log', 'in')}"/><camunda:executionListener event="end" expression="${execution.setVariable('log', log.concat(' out'))}"/>)",
                R"(<camunda:executionListener event="take"><camunda:script scriptFormat="juel">${execution.setVariable('log', log.concat(' on'))}</camunda:script></camunda:executionListener>)"));
  auto id = shop.start("overhaul");
  EXPECT_EQ(feel::to_text(shop.variable(id, "log")), "\"in\"");
  shop.complete(id, "x");
  EXPECT_EQ(shop.where(id), "completed at done");
  EXPECT_EQ(feel::to_text(shop.variable(id, "log")), "\"in out on\"");
}

TEST(Listeners, OfJavaAreJobsOfItsName) {
  Shop shop(one("userTask", R"(<camunda:executionListener event="start" class="org.acme.Audit"/><camunda:executionListener event="start" expression="${mail.told(execution)}"/><camunda:executionListener event="end" delegateExpression="${archive}"/>)"));
  auto id = shop.start("overhaul");
  EXPECT_FALSE(shop.works_on("${mail.told(execution)}")) << "one after the other";
  EXPECT_TRUE(shop.works_on("org.acme.Audit", with({{"seen", feel::Value(true)}})));
  EXPECT_EQ(feel::to_text(shop.variable(id, "seen")), "true");
  EXPECT_TRUE(shop.works_on("${mail.told(execution)}"));
  EXPECT_EQ(shop.look(id).activities.begin()->second.kind.text(), "user_task");
  shop.complete(id, "x");
  EXPECT_NE(shop.where(id), "completed at done") << "what listens to the end is waited for";
  shop.restart();
  EXPECT_TRUE(shop.works_on("${archive}"));
  EXPECT_EQ(shop.where(id), "completed at done");
}

TEST(Listeners, OfCamunda8AreJobsWithTheirTries) {
  Shop shop(one("serviceTask", R"(<zeebe:taskDefinition type="pack"/><zeebe:executionListeners><zeebe:executionListener eventType="start" type="weigh" retries="1"/><zeebe:executionListener eventType="end" type="=next"/></zeebe:executionListeners>)"), Dialect::zeebe);
  auto id = shop.start("overhaul", with({{"next", feel::Value("label")}}));
  EXPECT_FALSE(shop.works_on("pack"));
  ActivateJobs take;
  take.worker = "w", take.topics.push_back({"weigh", minutes(5)});
  auto taken = shop.done(take, {journal::ActorKind::worker, "w"});
  FailJob fail;
  fail.case_id = id, fail.activity = taken.substr(taken.find('/') + 1), fail.worker = "w", fail.message = "no scales";
  shop.done(fail, {journal::ActorKind::worker, "w"});
  EXPECT_EQ(shop.incident(id).message, "no scales");
  shop.done(ResolveIncident{id, shop.activity(id, "x"), {}});
  EXPECT_TRUE(shop.works_on("weigh"));
  EXPECT_TRUE(shop.works_on("pack"));
  EXPECT_TRUE(shop.works_on("label"));
  EXPECT_EQ(shop.where(id), "completed at done");
}

TEST(Listeners, OfSeveralInstancesListenToEach) {
  Shop shop(R"(<startEvent id="begin"/><userTask id="x"><extensionElements><camunda:executionListener event="start" class="told"/><camunda:executionListener event="end" class="over"/></extensionElements><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></userTask>
<sequenceFlow id="f2" sourceRef="x" targetRef="done"/>)");
  auto id = shop.start("overhaul");
  EXPECT_TRUE(shop.works_on("told"));
  EXPECT_TRUE(shop.works_on("told"));
  EXPECT_FALSE(shop.works_on("told"));
  for (int i = 0; i < 2; ++i) {
    for (auto const& [number, activity] : std::map(shop.look(id).activities))
      if (activity.kind.text() == "user_task") {
        shop.done(CompleteActivity{id, activity_id(number), {}});
        break;
      }
    EXPECT_TRUE(shop.works_on("over"));
  }
  EXPECT_EQ(shop.where(id), "completed at done");
}

TEST(Listeners, ThatCannotBeEvaluatedAreIncidents) {
  Shop shop(one("userTask", R"(<camunda:executionListener event="start" expression="${execution.setVariable('log', missing)}"/>)"));
  auto id = shop.start("overhaul");
  EXPECT_EQ(shop.where(id), "x!");
  EXPECT_THAT(shop.incident(id).message, HasSubstr("the listener '${execution.setVariable('log', missing)}' cannot be evaluated"));
  shop.done(ResolveIncident{id, shop.activity(id, "x"), with({{"missing", feel::Value(1)}})});
  EXPECT_EQ(shop.where(id), "x");
}

TEST(Listeners, WhereNothingWouldRunThemAreRefused) {
  auto refused = [](std::string const& inside, Dialect dialect = Dialect::camunda, std::string const& of_process = "") { return drawn(inside, dialect, of_process).errors().lines(); };
  EXPECT_THAT(refused(one("userTask", R"(<camunda:executionListener event="start"><camunda:script scriptFormat="groovy">x</camunda:script></camunda:executionListener>)")), ElementsAre(HasSubstr("a listener of the user task 'x' is written in groovy")));
  EXPECT_THAT(refused(one("userTask", R"(<camunda:executionListener event="take" class="a"/>)")), ElementsAre(HasSubstr("listens to 'take', which never happens there")));
  EXPECT_THAT(refused(one("userTask", "", R"(<camunda:executionListener event="take" class="a"/>)")), ElementsAre(HasSubstr("nothing waits on a flow")));
  EXPECT_THAT(refused(one("userTask", R"(<camunda:executionListener event="start" expression="${execution.setVariableLocal('a', 1)}"/>)")), ElementsAre(HasSubstr("sets a variable of its element alone")));
  EXPECT_THAT(refused(one("exclusiveGateway", R"(<camunda:executionListener event="end" expression="${true}"/>)")), ElementsAre(HasSubstr("has a listener of its end")));
  EXPECT_THAT(refused("<extensionElements><camunda:executionListener event=\"start\" class=\"a\"/></extensionElements>" + one("userTask", "")), ElementsAre(HasSubstr("the process 'overhaul' has a listener of its own")));
}

TEST(OtherEngines, ScriptsOfOtherLanguagesAreRefused) {
  for (auto const* language : {"groovy", "javascript", "python"})
    EXPECT_THAT(drawn("<startEvent id=\"begin\"/><scriptTask id=\"x\" scriptFormat=\"" + std::string(language) + "\"><script>1</script></scriptTask><sequenceFlow id=\"f2\" sourceRef=\"x\" targetRef=\"done\"/>").errors().lines(),
                ElementsAre(HasSubstr("is written in " + std::string(language) + ", which does not run here")));
  EXPECT_THAT(drawn(R"(<startEvent id="begin"/><scriptTask id="x" scriptFormat="juel" camunda:resource="deployment://a.juel"/><sequenceFlow id="f2" sourceRef="x" targetRef="done"/>)").errors().lines(), ElementsAre(HasSubstr("has its script in deployment://a.juel")));
}

TEST(OtherEngines, WhatIsForWorkersReachesTheProgram) {
  auto seventh = drawn(one("serviceTask", R"(<camunda:properties><camunda:property name="team" value="north"/></camunda:properties><camunda:field name="to" stringValue="ada"/><camunda:field name="text"><camunda:expression>Hello ${name}</camunda:expression></camunda:field>)"));
  EXPECT_THAT(seventh.errors().lines(), ElementsAre(HasSubstr("says not who does it")));
  auto eighth = drawn(one("serviceTask", R"(<zeebe:taskDefinition type="t"/><zeebe:taskHeaders><zeebe:header key="team" value="north"/></zeebe:taskHeaders>)"), Dialect::zeebe);
  ASSERT_THAT(eighth.lines(), IsEmpty());
  EXPECT_THAT(eighth.program->properties(eighth.program->find("x")), ElementsAre(std::pair<std::string, std::string>("team", "north")));
  auto with_fields = drawn(R"(<startEvent id="begin"/><serviceTask id="x" camunda:class="org.acme.Mail"><extensionElements><camunda:field name="to" stringValue="ada"/><camunda:field name="text"><camunda:expression>Hello ${name}</camunda:expression></camunda:field></extensionElements></serviceTask><sequenceFlow id="f2" sourceRef="x" targetRef="done"/>)");
  ASSERT_THAT(with_fields.errors().lines(), IsEmpty());
  using P = std::pair<std::string, std::string>;
  EXPECT_THAT(with_fields.program->properties(with_fields.program->find("x")), ElementsAre(P("to", "ada"), P("text", "Hello ${name}")));
}

TEST(OtherEngines, Camunda8MapsIntoParts) {
  Shop shop(one("serviceTask", R"(<zeebe:taskDefinition type="pack"/><zeebe:ioMapping><zeebe:input source="=name" target="to.person.name"/><zeebe:input source="x" target="to.kind"/><zeebe:output source="=to.kind" target="order.kind"/></zeebe:ioMapping>)"), Dialect::zeebe);
  feel::Context order;
  order.set("id", feel::Value(7));
  auto id = shop.start("overhaul", with({{"name", feel::Value("Ada")}, {"order", feel::Value(order)}}));
  EXPECT_EQ(feel::to_text(*shop.look(id).activities.begin()->second.variables.find("to")), "{person: {name: \"Ada\"}, kind: \"x\"}");
  EXPECT_TRUE(shop.works_on("pack"));
  EXPECT_EQ(feel::to_text(shop.variable(id, "order")), "{id: 7, kind: \"x\"}");
}

TEST(OtherEngines, TheStarterIsAVariable) {
  Shop shop(R"(<startEvent id="begin" camunda:initiator="starter"/><userTask id="x"/><sequenceFlow id="f2" sourceRef="x" targetRef="done"/>)");
  StartCase start;
  start.process = "overhaul";
  auto id = shop.done(start, journal::Actor::person("jack"));
  EXPECT_EQ(feel::to_text(shop.variable(id, "starter")), "\"jack\"");
}

TEST(OtherEngines, AnErrorSaysWhatItSays) {
  Shop shop(R"(<startEvent id="begin"/><subProcess id="x"><startEvent id="b2"/><endEvent id="e2"><errorEventDefinition errorRef="e1"/></endEvent><sequenceFlow id="g1" sourceRef="b2" targetRef="e2"/></subProcess>
<boundaryEvent id="caught" attachedToRef="x"><errorEventDefinition errorRef="e1" camunda:errorCodeVariable="code" camunda:errorMessageVariable="why"/></boundaryEvent><userTask id="see"/>
<sequenceFlow id="f2" sourceRef="x" targetRef="done"/><sequenceFlow id="f3" sourceRef="caught" targetRef="see"/>)");
  auto id = shop.start("overhaul", with({{"part", feel::Value("bolt")}}));
  EXPECT_EQ(shop.where(id), "see");
  EXPECT_EQ(feel::to_text(shop.variable(id, "code")), "\"E1\"");
  EXPECT_EQ(feel::to_text(shop.variable(id, "why")), "\"no bolt\"");
}

TEST(OtherEngines, ASignalCarriesWhatItIsGiven) {
  auto passing = [](std::string const& what) {
    Shop shop(R"(<startEvent id="begin"/><parallelGateway id="x"/><intermediateCatchEvent id="heard"><signalEventDefinition signalRef="s1"/></intermediateCatchEvent><userTask id="see"/>
<intermediateThrowEvent id="throws"><signalEventDefinition signalRef="s1"><extensionElements>)" + what + R"(</extensionElements></signalEventDefinition></intermediateThrowEvent>
<sequenceFlow id="f2" sourceRef="x" targetRef="heard"/><sequenceFlow id="f3" sourceRef="heard" targetRef="see"/><sequenceFlow id="f4" sourceRef="see" targetRef="done"/><sequenceFlow id="f5" sourceRef="x" targetRef="throws"/>)");
    auto id = shop.start("overhaul", with({{"part", feel::Value("bolt")}}));
    EXPECT_EQ(shop.where(id), "see");
    return feel::to_text(shop.variable(id, "what")) + " " + feel::to_text(shop.variable(id, "many"));
  };
  EXPECT_EQ(passing(R"(<camunda:in source="part" target="what"/><camunda:in sourceExpression="${2 + 1}" target="many"/>)"), "\"bolt\" 3");
  EXPECT_EQ(passing(R"(<camunda:in variables="all"/>)"), "null null");
}

TEST(OtherEngines, NamesThatReadNothingAreKnownBeforeACaseBegins) {
  auto starts = [](char const* signal) { return drawn("<startEvent id=\"begin\"><signalEventDefinition signalRef=\"" + std::string(signal) + "\"/></startEvent><userTask id=\"x\"/><sequenceFlow id=\"f2\" sourceRef=\"x\" targetRef=\"done\"/>"); };
  auto known = starts("s2");
  ASSERT_THAT(known.errors().lines(), IsEmpty());
  EXPECT_NE(known.program->start_by(TriggerKind::signal, "alarm-foo"), no_index);
  EXPECT_THAT(starts("s3").errors().lines(), ElementsAre(HasSubstr("waits for a signal whose name 'alarm-${which}' is computed")));
}

TEST(OtherEngines, WhatChangesNothingHereIsSaid) {
  auto told = [](std::string const& task) { return drawn("<startEvent id=\"begin\"/>" + task + "<sequenceFlow id=\"f2\" sourceRef=\"x\" targetRef=\"done\"/>").lines(); };
  EXPECT_THAT(told(R"(<userTask id="x" camunda:asyncBefore="true" camunda:exclusive="false"/>)"), ElementsAre(HasSubstr("exclusive=\"false\" of the user task 'x' has no effect here: steps of one case never run at the same time")));
  EXPECT_THAT(told(R"(<userTask id="x"><extensionElements><camunda:failedJobRetryTimeCycle>R3/PT1M</camunda:failedJobRetryTimeCycle></extensionElements></userTask>)"), ElementsAre(HasSubstr("failedJobRetryTimeCycle of the user task 'x' has no effect here")));
  EXPECT_THAT(told(R"(<serviceTask id="x" camunda:type="external" camunda:topic="t"><extensionElements><camunda:failedJobRetryTimeCycle>${cycle}</camunda:failedJobRetryTimeCycle></extensionElements></serviceTask>)"), ElementsAre(HasSubstr("a computed failedJobRetryTimeCycle")));
}

TEST(OtherEngines, TheProcessesPriorityIsThatOfItsTasks) {
  auto compiled = drawn(R"(<startEvent id="begin"/><serviceTask id="x" camunda:type="external" camunda:topic="t"/><sequenceFlow id="f2" sourceRef="x" targetRef="done"/>)", Dialect::camunda, "camunda:taskPriority=\"7\"");
  ASSERT_THAT(compiled.errors().lines(), IsEmpty());
  Works works;
  works.deploy(compiled.program);
  auto id = works.start("overhaul");
  EXPECT_EQ(works.look(id).activities.begin()->second.priority, 7);
}

}  // namespace
}  // namespace drivetrain::processes::test
