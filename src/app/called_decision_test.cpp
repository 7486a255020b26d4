// Which version of a decision a case calls, in a company whose model changes under it.
#include <gtest/gtest.h>

#include "app/runtime.h"
#include "app/small_company_for_test.h"
#include "journal/sim_world.h"

namespace drivetrain::app::test {
namespace {

std::string rate_table(std::string const& rate, std::string const& tag) {
  return R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="d" name="Rates" namespace="rates">
<decision id="rate" name="Rate" camunda:versionTag=")" + tag + R"("><literalExpression id="l"><text>hours * )" + rate + R"(</text></literalExpression></decision></definitions>)";
}

std::string task(std::string const& id, std::string const& binding) {
  return "<businessRuleTask id=\"" + id + "\" camunda:decisionRef=\"rate\" camunda:mapDecisionResult=\"singleEntry\" camunda:resultVariable=\"" + id + "\" " + binding + "/>";
}

/// Four ways to name a version, one after the other, behind a message.
model::Files quoting(std::string const& rate, std::string const& tag) {
  auto files = small_company();
  files.at("processes.yaml") += R"file(---
apiVersion: drivetrain/v1
kind: Process
metadata: {id: quote, title: Quote, owner: manager}
spec:
  bpmn: quote.bpmn
  purpose: Customers know the price before we begin.
  unit: works
  contributes: [{objective: keep-running, strength: 1}]
)file";
  files["rates.dmn"] = rate_table(rate, tag);
  files["quote.bpmn"] = R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="q" targetNamespace="q">
<message id="m" name="go"/>
<process id="quote" name="Quote" isExecutable="true"><startEvent id="begin"/><intermediateCatchEvent id="wait"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>)" +
                        task("latest", "") + task("own", "camunda:decisionRefBinding=\"deployment\"") + task("first", "camunda:decisionRefBinding=\"version\" camunda:decisionRefVersion=\"1\"") +
                        task("spring", "camunda:decisionRefBinding=\"versionTag\" camunda:decisionRefVersionTag=\"spring\"") +
                        R"(<endEvent id="done"/>
<sequenceFlow id="f1" sourceRef="begin" targetRef="wait"/><sequenceFlow id="f2" sourceRef="wait" targetRef="latest"/><sequenceFlow id="f3" sourceRef="latest" targetRef="own"/>
<sequenceFlow id="f4" sourceRef="own" targetRef="first"/><sequenceFlow id="f5" sourceRef="first" targetRef="spring"/><sequenceFlow id="f6" sourceRef="spring" targetRef="done"/>
</process></definitions>)";
  return files;
}

TEST(CalledDecision, IsOfTheVersionThatItsBindingNames) {
  journal::SimWorld sim;
  Runtime runtime(sim.world());
  ASSERT_TRUE(runtime.open().ok());
  auto deploy = [&](std::string const& rate, std::string const& tag) {
    auto compilation = model::compile(quoting(rate, tag), {Date{2026, 3, 2}});
    for (auto const& d : compilation.diagnostics.all()) EXPECT_NE(d.severity, Severity::error) << d.code << " " << d.message;
    auto base = runtime.deployed() ? runtime.company().model().revision : std::string();
    if (base.empty()) {
      auto first = runtime.deploy_first(compilation);
      ASSERT_TRUE(first.ok()) << first.error().message;
    } else {
      auto outcome = runtime.deploy_folder(compilation, base, {"rates"});
      ASSERT_TRUE(outcome.accepted()) << outcome.refusal->message;
    }
  };
  deploy("10", "winter");
  deploy("20", "spring");
  processes::StartCase start;
  start.process = "quote", start.business_key = "q-1";
  feel::Context hours;
  hours.set("hours", feel::Value(3));
  start.variables = feel::Value(hours);
  auto begun = runtime.ask(journal::Actor::policy("test"), start);
  ASSERT_TRUE(begun.accepted()) << begun.refusal->message;
  deploy("30", "summer");
  auto went = runtime.ask(journal::Actor::feed("test"), processes::CorrelateMessage{"go", "q-1", {}});
  ASSERT_TRUE(went.accepted()) << went.refusal->message;
  auto const* c = runtime.company().processes.find(begun.reply);
  ASSERT_TRUE(c);
  EXPECT_EQ(c->status, processes::CaseStatus::completed) << (c->activities.empty() || !c->activities.begin()->second.incident ? "" : c->activities.begin()->second.incident->message);
  auto value = [&](char const* name) {
    auto const* found = c->variables.find(name);
    return found ? feel::to_text(*found) : "nothing";
  };
  EXPECT_EQ(value("latest"), "90");
  EXPECT_EQ(value("own"), "60") << "of the model with which the case began";
  EXPECT_EQ(value("first"), "30");
  EXPECT_EQ(value("spring"), "60");
}

std::string called_process(std::string const& says, std::string const& tag) {
  return R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="i" targetNamespace="q"><process id="inner" isExecutable="true" camunda:versionTag=")" + tag + R"("><startEvent id="b"/>
<scriptTask id="s" scriptFormat="juel" camunda:resultVariable="said"><script>${')" + says + R"('}</script></scriptTask><endEvent id="e"/><sequenceFlow id="f1" sourceRef="b" targetRef="s"/><sequenceFlow id="f2" sourceRef="s" targetRef="e"/></process></definitions>)";
}

std::string call_of(std::string const& id, std::string const& binding) {
  return "<callActivity id=\"" + id + "\" calledElement=\"inner\" " + binding + "><extensionElements><camunda:out source=\"said\" target=\"" + id + "\"/></extensionElements></callActivity>";
}

TEST(CalledProcess, IsOfTheVersionThatItsBindingNames) {
  journal::SimWorld sim;
  Runtime runtime(sim.world());
  ASSERT_TRUE(runtime.open().ok());
  auto deploy = [&](std::string const& says, std::string const& tag) {
    auto files = small_company();
    for (auto const* id : {"outer", "inner"})
      files.at("processes.yaml") += "---\napiVersion: drivetrain/v1\nkind: Process\nmetadata: {id: " + std::string(id) + ", title: " + id + ", owner: manager}\nspec:\n  bpmn: " + id +
                                    ".bpmn\n  purpose: It is said.\n  unit: works\n  contributes: [{objective: keep-running, strength: 1}]\n";
    files["inner.bpmn"] = called_process(says, tag);
    files["outer.bpmn"] = R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="o" targetNamespace="q"><message id="m" name="go"/>
<process id="outer" isExecutable="true"><startEvent id="begin"/><intermediateCatchEvent id="wait"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>)" +
                          call_of("latest", "") + call_of("own", "camunda:calledElementBinding=\"deployment\"") + call_of("first", "camunda:calledElementBinding=\"version\" camunda:calledElementVersion=\"1\"") +
                          call_of("tagged", "camunda:calledElementBinding=\"versionTag\" camunda:calledElementVersionTag=\"spring\"") +
                          R"(<endEvent id="done"/><sequenceFlow id="f1" sourceRef="begin" targetRef="wait"/><sequenceFlow id="f2" sourceRef="wait" targetRef="latest"/><sequenceFlow id="f3" sourceRef="latest" targetRef="own"/>
<sequenceFlow id="f4" sourceRef="own" targetRef="first"/><sequenceFlow id="f5" sourceRef="first" targetRef="tagged"/><sequenceFlow id="f6" sourceRef="tagged" targetRef="done"/></process></definitions>)";
    auto compilation = model::compile(files, {Date{2026, 3, 2}});
    for (auto const& d : compilation.diagnostics.all()) EXPECT_NE(d.severity, Severity::error) << d.code << " " << d.message;
    if (!runtime.deployed()) ASSERT_TRUE(runtime.deploy_first(compilation).ok());
    else ASSERT_TRUE(runtime.deploy_folder(compilation, runtime.company().model().revision, {"said"}).accepted());
  };
  deploy("one", "winter");
  deploy("two", "spring");
  processes::StartCase start;
  start.process = "outer", start.business_key = "q-1";
  auto begun = runtime.ask(journal::Actor::policy("test"), start);
  ASSERT_TRUE(begun.accepted()) << begun.refusal->message;
  deploy("three", "summer");
  ASSERT_TRUE(runtime.ask(journal::Actor::feed("test"), processes::CorrelateMessage{"go", "q-1", {}}).accepted());
  auto const* c = runtime.company().processes.find(begun.reply);
  ASSERT_TRUE(c);
  EXPECT_EQ(c->status, processes::CaseStatus::completed) << (c->activities.empty() || !c->activities.begin()->second.incident ? "" : c->activities.begin()->second.incident->message);
  auto value = [&](char const* name) {
    auto const* found = c->variables.find(name);
    return found ? feel::to_text(*found) : "nothing";
  };
  EXPECT_EQ(value("latest"), "\"three\"");
  EXPECT_EQ(value("own"), "\"two\"");
  EXPECT_EQ(value("first"), "\"one\"");
  EXPECT_EQ(value("tagged"), "\"two\"");
}

}  // namespace
}  // namespace drivetrain::app::test
