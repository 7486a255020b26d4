// Models of Camunda 7: attributes of its own that mean nothing are refused where it refuses them, and what it takes is taken.
#include <gmock/gmock.h>

#include "processes/compile_for_test.h"

namespace drivetrain::processes::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Compiled compile_camunda(std::string const& element) { return compile_one(element, sidecar(), Dialect::camunda); }

std::string with_extensions(std::string const& tag, std::string const& attributes, std::string const& extensions) {
  return "<" + tag + " id=\"x\" " + attributes + "><extensionElements>" + extensions + "</extensionElements></" + tag + ">";
}

TEST(Camunda, AttributesThatMeanNothingAreRefused) {
  struct {
    std::string element;
    char const *code, *message, *help;
  } const refused[] = {
      {R"(<serviceTask id="x" camunda:type="external"/>)", "DT-P410", "names no topic", "camunda:topic"},
      {R"(<userTask id="x" camunda:assignee="${}"/>)", "DT-R040", "'${}' is no expression", "complete"},
      {R"(<userTask id="x" camunda:dueDate="${dateTime("/>)", "DT-R040", "is no expression", "complete"},
      {R"(<userTask id="x" camunda:formKey="a" camunda:formRef="b" camunda:formRefBinding="latest"/>)", "DT-P410", "has a formKey and a formRef", "keep one"},
      {R"(<userTask id="x" camunda:formRef="b" camunda:formRefBinding="newest"/>)", "DT-P410", "binds its form by 'newest'", "latest"},
      {R"(<userTask id="x" camunda:formRef="b"/>)", "DT-P410", "does not say which version", "latest"},
      {R"(<userTask id="x" camunda:formHandlerClass="org.acme.Form"/>)", "DT-P410", "the Java class org.acme.Form", "camunda:formData"},
      {with_extensions("userTask", "", R"(<camunda:formData><camunda:formField id="weight"/></camunda:formData>)"), "DT-P410", "the form field 'weight'", "type="},
      {R"(<task id="x" camunda:asyncBefore="true" camunda:jobPriority="high"/>)", "DT-P410", "jobPriority of the task 'x' is 'high'", "whole number"},
      {R"(<serviceTask id="x" camunda:type="external" camunda:topic="t" camunda:taskPriority="1.5"/>)", "DT-P410", "taskPriority", "whole number"},
      {with_extensions("serviceTask", R"(camunda:type="external" camunda:topic="t")", R"(<camunda:errorEventDefinition errorRef="e1"/>)"), "DT-P410", "has no expression", "externalTask"},
      {with_extensions("task", "", R"(<camunda:executionListener class="" event="start"/>)"), "DT-P410", "has an empty class", "remove"},
      {with_extensions("task", "", R"(<camunda:executionListener event="start"/>)"), "DT-P410", "says not who listens", "expression"},
      {with_extensions("task", "", R"(<camunda:executionListener expression="${" event="start"/>)"), "DT-R040", "is no expression", "complete"},
      {with_extensions("exclusiveGateway", "", R"(<camunda:inputOutput><camunda:inputParameter name="a">1</camunda:inputParameter></camunda:inputOutput>)"), "DT-P410", "maps variables", "follows"},
      {with_extensions("task", "", R"(<camunda:inputOutput><camunda:inputParameter name="a"><camunda:map><camunda:entry>1</camunda:entry></camunda:map></camunda:inputParameter></camunda:inputOutput>)"),
       "DT-P410", "has no key", "key="},
      {R"(<userTask id="x"><extensionElements><camunda:inputOutput><camunda:outputParameter name="a">1</camunda:outputParameter></camunda:inputOutput></extensionElements>
<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></userTask>)",
       "DT-P410", "runs several times and maps variables out", "list"},
      {with_extensions("callActivity", R"(calledElement="p")", R"(<camunda:in target="a"/>)"), "DT-P410", "camunda:in of the call activity 'x' names no source", "sourceExpression"},
      {with_extensions("callActivity", R"(calledElement="p")", R"(<camunda:in source="" target="a"/>)"), "DT-P410", "names no source", "sourceExpression"},
      {with_extensions("callActivity", R"(calledElement="p")", R"(<camunda:out source="a"/>)"), "DT-P410", "camunda:out of the call activity 'x' names no target for a", "target="},
      {with_extensions("callActivity", R"(calledElement="p")", R"(<camunda:out source="a" target=""/>)"), "DT-P410", "names no target", "target="},
  };
  for (auto const& one : refused) {
    auto compiled = compile_camunda(one.element).errors();
    SCOPED_TRACE(one.element);
    ASSERT_THAT(compiled.lines(), ElementsAre(HasSubstr(one.message)));
    EXPECT_EQ(compiled.findings[0].code, one.code);
    EXPECT_EQ(compiled.findings[0].severity, Severity::error);
    EXPECT_TRUE(compiled.findings[0].span.known());
    EXPECT_THAT(compiled.findings[0].help, HasSubstr(one.help));
  }
}

std::string called_with(std::string const& inputs) { return with_extensions("serviceTask", "", R"(<zeebe:taskDefinition xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" type="io.camunda:http-json:1"/><zeebe:ioMapping xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">)" + inputs + "</zeebe:ioMapping>"); }

TEST(Calls, WhatTheConnectorsOfCamunda8DoElsewhereIsRefusedOrWarnedOf) {
  struct {
    char const *input, *message;
  } const said[] = {
      {R"(<zeebe:input source="true" target="storeResponse"/>)", "keeps the answer as a document"},
      {R"(<zeebe:input source="secrets.ERP" target="authentication.token"/>)", "names a secret in the old words"},
      {R"(<zeebe:input source="oauth-client-credentials-flow" target="authentication.type"/>)", "asks for OAuth"},
  };
  for (auto const& one : said) {
    auto compiled = compile_one(called_with(one.input), sidecar(), Dialect::zeebe).errors();
    ASSERT_THAT(compiled.lines(), ElementsAre(HasSubstr(one.message)));
  }
  EXPECT_THAT(compile_one(called_with(R"(<zeebe:input source="{{secrets.ERP}}" target="authentication.token"/><zeebe:input source="true" target="ignoreNullValues"/>)"), sidecar(), Dialect::zeebe).lines(), IsEmpty());
}

TEST(Calls, APasswordThatIsNoSecretIsWarnedOf) {
  auto header = [](std::string const& name, std::string const& value) {
    return compile_camunda(with_extensions("serviceTask", "", "<camunda:connector><camunda:inputOutput><camunda:inputParameter name=\"headers\"><camunda:map><camunda:entry key=\"" + name + "\">" + value + "</camunda:entry></camunda:map></camunda:inputParameter></camunda:inputOutput><camunda:connectorId>http-connector</camunda:connectorId></camunda:connector>"));
  };
  EXPECT_THAT(header("authorization", "Bearer ${token}").lines(), ElementsAre(HasSubstr("sends the header authorization that stands in the model or in variables of the case")));
  EXPECT_EQ(header("authorization", "Bearer ${token}").findings[0].severity, Severity::warning);
  EXPECT_THAT(header("Authorization", "Bearer {{secrets.ERP}}").lines(), IsEmpty());
  EXPECT_THAT(header("Accept", "text/plain").lines(), IsEmpty());
}

TEST(Camunda, AttributesThatMeanSomethingAreTaken) {
  for (auto const& element : {
           std::string(R"(<userTask id="x" camunda:assignee="${starter}" camunda:candidateUsers="ana, ${deputy}" camunda:dueDate="${dateTime().plusDays(2)}"/>)"),
           std::string(R"(<userTask id="x" camunda:formRef="b" camunda:formRefBinding="version" camunda:formRefVersion="3"/>)"),
           std::string(R"(<task id="x" camunda:jobPriority="-5"/>)"),
           std::string(R"(<task id="x" camunda:jobPriority="${priority}"/>)"),
           with_extensions("task", "", R"(<camunda:executionListener class="org.acme.Log" event="start"/>)"),
           with_extensions("callActivity", R"(calledElement="p")", R"(<camunda:in businessKey="#{execution.processBusinessKey}"/><camunda:in variables="all"/><camunda:out source="a" target="b"/>)"),
           with_extensions("userTask", "", R"(<camunda:formData><camunda:formField id="weight" type="long" defaultValue="${weight}"/></camunda:formData>)"),
       })
    EXPECT_THAT(compile_camunda(element).errors().lines(), IsEmpty()) << element;
}

TEST(Camunda, WhatHasNoEffectHereIsTold) {
  EXPECT_THAT(compile_camunda(with_extensions("task", R"(camunda:jobPriority="7" camunda:asyncBefore="true")", R"(<camunda:audit by="all"/>)")).lines(),
              ElementsAre(HasSubstr("camunda:jobPriority, camunda:audit of the task 'x' has no effect here")));
}

Compiled compile_definitions(std::string const& of_process, std::string const& start, std::string const& beside) {
  return compile_file(R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
<process id="overhaul" isExecutable="true" )" + of_process + "><startEvent id=\"begin\">" + start + R"(</startEvent><endEvent id="done"/>
<sequenceFlow id="f" sourceRef="begin" targetRef="done"/></process>)" + beside + "</definitions>",
                      sidecar(), Dialect::camunda);
}

TEST(Camunda, HistoryIsKeptForDays) {
  auto kept = [](std::string const& for_how_long) { return compile_definitions("camunda:historyTimeToLive=\"" + for_how_long + "\"", "", ""); };
  for (auto right : {"30", "P30D"}) EXPECT_THAT(kept(right).lines(), ElementsAre(HasSubstr("camunda:historyTimeToLive of the process 'overhaul' has no effect here"))) << right;
  for (auto wrong : {"-1", "P-1D", "a month", "P1M", "99999999999"}) EXPECT_THAT(kept(wrong).errors().lines(), ElementsAre(HasSubstr("which is no number of days"))) << wrong;
}

TEST(Camunda, SignalsAndMessagesAreKnownByTheirNames) {
  EXPECT_THAT(compile_definitions("", "", R"(<signal id="a" name="alarm"/><signal id="b" name="alarm"/>)").lines(), ElementsAre(HasSubstr("two signals have the name 'alarm'")));
  EXPECT_THAT(compile_definitions("", "", R"(<signal name="alarm"/>)").lines(), ElementsAre(HasSubstr("the signal 'alarm' has no id")));
  EXPECT_THAT(compile_definitions("", R"(<signalEventDefinition signalRef="a"/>)", R"(<signal id="a"/>)").lines(), ElementsAre(HasSubstr("waits for the signal 'a', which has no name")));
  for (auto name : {"order-${id}", "order-#{id}"})
    EXPECT_THAT(compile_definitions("", R"(<messageEventDefinition messageRef="m"/>)", std::string("<message id=\"m\" name=\"") + name + "\"/>").lines(),
                ElementsAre(HasSubstr("nothing to compute it from")));
}

TEST(Camunda, AnErrorThatIsNotDeclaredIsItsOwnCode) {
  auto compiled = compile_process(R"(<startEvent id="begin"/><endEvent id="failed"><errorEventDefinition errorRef="E77"/></endEvent>
<sequenceFlow id="f" sourceRef="begin" targetRef="failed"/>)",
                                  sidecar(), Dialect::camunda);
  ASSERT_THAT(compiled.lines(), IsEmpty());
  EXPECT_EQ(compiled.program->word(compiled.program->trigger(compiled.program->find("failed"), TriggerKind::error)->name), "E77");
}

TEST(Camunda, AMessageThatNobodySendsPasses) {
  for (auto definition : {"<messageEventDefinition/>", R"(<messageEventDefinition messageRef="nowhere"/>)"}) {
    auto compiled = compile_camunda(std::string("<intermediateThrowEvent id=\"x\">") + definition + "</intermediateThrowEvent>");
    ASSERT_THAT(compiled.lines(), ElementsAre(HasSubstr("nothing is sent")));
    EXPECT_EQ(compiled.findings[0].severity, Severity::warning);
    EXPECT_EQ(compiled.program->trigger(compiled.program->find("x"), TriggerKind::message)->job, no_index);
  }
  auto sent = compile_camunda(R"(<intermediateThrowEvent id="x"><messageEventDefinition camunda:type="external" camunda:topic="mail"/></intermediateThrowEvent>)");
  ASSERT_THAT(sent.lines(), IsEmpty());
  EXPECT_NE(sent.program->trigger(sent.program->find("x"), TriggerKind::message)->job, no_index);
}

TEST(Camunda, ListsAndMapsMayBeComputedEntryByEntry) {
  auto compiled = compile_camunda(with_extensions("task", "", R"(<camunda:inputOutput><camunda:inputParameter name="parts">
<camunda:list><camunda:value>shaft</camunda:value><camunda:value>${1 + 1}</camunda:value><camunda:map><camunda:entry key="${kind}">${count}</camunda:entry></camunda:map></camunda:list>
</camunda:inputParameter></camunda:inputOutput>)"));
  ASSERT_THAT(compiled.lines(), IsEmpty());
  auto const& program = *compiled.program;
  auto const& expression = program.expression(program.mapping(program.find("x")).in.at(0).value);
  EXPECT_THAT(expression.reads(), ElementsAre("kind", "count"));
  Surroundings surroundings;
  surroundings.lookup = [](std::string_view name) -> std::optional<feel::Value> {
    if (name == "kind") return feel::Value("bolt");
    if (name == "count") return feel::Value(*Decimal::parse("8"));
    return std::nullopt;
  };
  auto value = expression.evaluate(surroundings);
  ASSERT_TRUE(value.ok()) << value.error().message;
  EXPECT_EQ(feel::to_text(*value), R"(["shaft", 2, {bolt: 8}])");
  surroundings.lookup = [](std::string_view) { return std::optional<feel::Value>(feel::Value()); };
  EXPECT_THAT(expression.evaluate(surroundings).error().message, HasSubstr("the key ${kind} of a map is null"));
}

}  // namespace
}  // namespace drivetrain::processes::test
