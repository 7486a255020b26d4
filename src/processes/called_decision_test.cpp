// Business-rule tasks of other engines' models: the rule that they call by its id answers from the model's own DMN files.
#include <gtest/gtest.h>

#include "decisions/called.h"
#include "processes/compile_for_test.h"
#include "processes/works_for_test.h"

namespace drivetrain::processes::test {
namespace {

/// As Camunda's modeler writes it: no input is drawn, and numbers are integers.
constexpr char const* dishes = R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="d" name="Dishes" namespace="http://camunda.org/schema/1.0/dmn">
<decision id="dish" name="Dish" camunda:versionTag="menu-1"><decisionTable id="t1">
  <input id="i1" label="Season"><inputExpression id="e1" typeRef="string"><text>season</text></inputExpression></input>
  <input id="i2" label="Guests"><inputExpression id="e2" typeRef="integer"><text>guests</text></inputExpression></input>
  <output id="o1" name="meal" typeRef="string"/>
  <rule id="r1"><inputEntry id="a1"><text>"winter"</text></inputEntry><inputEntry id="a2"><text>&lt;= 8</text></inputEntry><outputEntry id="a3"><text>"roast"</text></outputEntry></rule>
  <rule id="r2"><inputEntry id="b1"><text>"winter"</text></inputEntry><inputEntry id="b2"><text>&gt;= 8</text></inputEntry><outputEntry id="b3"><text>"stew"</text></outputEntry></rule>
</decisionTable></decision>
<decision id="drinks" name="Drinks"><decisionTable id="t2" hitPolicy="COLLECT">
  <input id="i3"><inputExpression id="e3"><text>guests</text></inputExpression></input>
  <output id="o2" name="drink"/><output id="o3" name="litres"/>
  <rule id="r3"><inputEntry id="c1"><text></text></inputEntry><outputEntry id="c2"><text>"water"</text></outputEntry><outputEntry id="c3"><text>guests * 2</text></outputEntry></rule>
  <rule id="r4"><inputEntry id="d1"><text>&gt; 4</text></inputEntry><outputEntry id="d2"><text>"wine"</text></outputEntry><outputEntry id="d3"><text>guests</text></outputEntry></rule>
</decisionTable></decision>
<decision id="names" name="Names"><decisionTable id="t3" hitPolicy="COLLECT">
  <input id="i4"><inputExpression id="e4"><text>guests</text></inputExpression></input>
  <output id="o4" name="name"/>
  <rule id="r5"><inputEntry id="f1"><text>&gt; 0</text></inputEntry><outputEntry id="f2"><text>"first"</text></outputEntry></rule>
  <rule id="r6"><inputEntry id="g1"><text>&gt; 1</text></inputEntry><outputEntry id="g2"><text>"second"</text></outputEntry></rule>
</decisionTable></decision>
<decision id="bill" name="Bill"><variable id="v1" name="bill" typeRef="double"/><literalExpression id="l1"><text>guests * 12.5</text></literalExpression></decision>
</definitions>)";

struct Kitchen : Works {
  std::map<std::string, SourceText> sources{{"decisions/dishes.dmn", SourceText("decisions/dishes.dmn", dishes)}};
  std::vector<Diagnostic> findings;

  /// A start, the task, and a wait behind it; `attributes` of the task in the words of the dialect.
  void serve(std::string const& task, Dialect dialect = Dialect::camunda) {
    SourceText source("processes/serve.bpmn", R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="k">
<process id="serve" isExecutable="true">
)" + task + R"(
<startEvent id="begin"/><userTask id="eat"/><endEvent id="done"/>
<sequenceFlow id="f1" sourceRef="begin" targetRef="ask"/><sequenceFlow id="f2" sourceRef="ask" targetRef="eat"/><sequenceFlow id="f3" sourceRef="eat" targetRef="done"/>
</process></definitions>)");
    Diagnostics diagnostics;
    auto definitions = notation::read_bpmn(source, diagnostics);
    decisions::CallableDecisions callable(sources, diagnostics);
    auto program = compile_foreign(*definitions, "serve", dialect, diagnostics, &callable);
    diagnostics.sort();
    findings = diagnostics.all();
    called = callable.called();
    if (program) deploy(program);
  }
  std::string errors() const {
    std::string text;
    for (auto const& d : findings)
      if (d.severity == Severity::error) text += d.code + " " + d.span.file + ":" + std::to_string(d.span.begin.line) + ":" + std::to_string(d.span.begin.column) + " " + d.message + " | " + d.help + "\n";
    return text;
  }
  std::string answered(std::string const& attributes, feel::Value variables) {
    serve(R"(<businessRuleTask id="ask" name="Ask" )" + attributes + "/>");
    EXPECT_EQ(errors(), "");
    auto id = start("serve", std::move(variables));
    return where(id) == "eat" ? feel::to_text(variable(id, "answer")) : incident(id).message;
  }
};

TEST(CalledDecision, AnswersACaseOfCamunda7AndIsOnRecord) {
  Kitchen kitchen;
  EXPECT_EQ(kitchen.answered(R"(camunda:decisionRef="dish" camunda:mapDecisionResult="singleEntry" camunda:resultVariable="answer")", with({{"season", feel::Value("winter")}, {"guests", feel::Value(4)}, {"cook", feel::Value("Ana")}})), "\"roast\"");
  auto records = kitchen.happened<DecisionEvaluated>();
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].decision, "dish");
  EXPECT_EQ(records[0].table, "decisions/dishes.dmn#dish");
  EXPECT_EQ(feel::to_text(records[0].facts), "{season: \"winter\", guests: 4}") << "what it read, and nothing else";
  EXPECT_EQ(feel::to_text(records[0].result), "\"roast\"");
  ASSERT_EQ(records[0].rules.size(), 1u);
  EXPECT_EQ(records[0].rules[0].rule, "r1");
  EXPECT_EQ(records[0].hash, kitchen.called.at("dish")->hash);
  EXPECT_EQ(records[0].message, "");
}

TEST(CalledDecision, IsMappedAsCamunda7MapsIt) {
  auto of = [](char const* decision, std::string const& mapping, int guests = 8) {
    Kitchen kitchen;
    return kitchen.answered("camunda:decisionRef=\"" + std::string(decision) + "\" camunda:resultVariable=\"answer\"" + (mapping.empty() ? "" : " camunda:mapDecisionResult=\"" + mapping + "\""),
                            with({{"season", feel::Value("summer")}, {"guests", feel::Value(guests)}}));
  };
  EXPECT_EQ(of("drinks", ""), "[{drink: \"water\", litres: 16}, {drink: \"wine\", litres: 8}]");
  EXPECT_EQ(of("drinks", "resultList", 2), "[{drink: \"water\", litres: 4}]");
  EXPECT_EQ(of("drinks", "singleResult", 2), "{drink: \"water\", litres: 4}");
  EXPECT_EQ(of("names", "collectEntries"), "[\"first\", \"second\"]");
  EXPECT_EQ(of("names", "singleEntry", 1), "\"first\"");
  EXPECT_EQ(of("bill", "singleEntry", 2), "25.0");
  EXPECT_EQ(of("bill", "resultList", 2), "[{bill: 25.0}]");
  EXPECT_EQ(of("dish", "singleEntry"), "null") << "no rule matches in summer, and that is an answer";
  EXPECT_EQ(of("dish", "resultList"), "[]");
  EXPECT_EQ(of("names", "singleEntry"), "the decision 'names' of 'Ask' yields 2 results, and one is asked for");
  EXPECT_EQ(of("drinks", "collectEntries"), "the decision 'drinks' of 'Ask' yields 2 outputs, and one is asked for");
}

TEST(CalledDecision, WithoutAVariableIsThereForTheOutputMappingAlone) {
  Kitchen kitchen;
  kitchen.serve(R"(<businessRuleTask id="ask" camunda:decisionRef="names"><extensionElements><camunda:inputOutput>
  <camunda:outputParameter name="first">${decisionResult[0].name}</camunda:outputParameter></camunda:inputOutput></extensionElements></businessRuleTask>)");
  ASSERT_EQ(kitchen.errors(), "");
  auto id = kitchen.start("serve", with({{"guests", feel::Value(2)}}));
  EXPECT_EQ(kitchen.where(id), "eat") << kitchen.incident(id).message;
  EXPECT_EQ(feel::to_text(kitchen.variable(id, "first")), "\"first\"");
  EXPECT_TRUE(kitchen.variable(id, "decisionResult").is_null());
}

TEST(CalledDecision, ThatNobodyHasIsSaidWithItsPlace) {
  Kitchen kitchen;
  kitchen.serve(R"(<businessRuleTask id="ask" name="Ask" camunda:decisionRef="dishh"/>)");
  EXPECT_EQ(kitchen.errors(), "DT-D230 processes/serve.bpmn:3:60 serve: the business rule task 'Ask' calls the decision 'dishh', which no DMN file of the model has | did you mean dish?\n");
}

TEST(CalledDecision, SaysWhatIsWrongWithItsBinding) {
  auto said = [](std::string const& attributes) {
    Kitchen kitchen;
    kitchen.serve("<businessRuleTask id=\"ask\" name=\"Ask\" camunda:decisionRef=\"dish\" " + attributes + "/>");
    return kitchen.errors();
  };
  EXPECT_NE(said("camunda:decisionRefBinding=\"newest\"").find("binds its decision by 'newest'"), std::string::npos);
  EXPECT_NE(said("camunda:decisionRefBinding=\"version\"").find("by version, and names none"), std::string::npos);
  EXPECT_NE(said("camunda:decisionRefBinding=\"version\" camunda:decisionRefVersion=\"first\"").find("version 'first'"), std::string::npos);
  EXPECT_NE(said("camunda:decisionRefBinding=\"versionTag\"").find("by versionTag, and names none"), std::string::npos);
  EXPECT_NE(said("camunda:resultVariable=\"x\" camunda:mapDecisionResult=\"all\"").find("maps its decision's answer by 'all'"), std::string::npos);
  EXPECT_EQ(said("camunda:decisionRefBinding=\"versionTag\" camunda:decisionRefVersionTag=\"${tag}\""), "");
}

TEST(CalledDecision, ThatFailsIsAnIncidentWithWhatTheDecisionSays) {
  Kitchen kitchen;
  kitchen.serve(R"(<businessRuleTask id="ask" name="Ask" camunda:decisionRef="dish" camunda:mapDecisionResult="singleEntry" camunda:resultVariable="answer"/>)");
  auto id = kitchen.start("serve", with({{"season", feel::Value("winter")}, {"guests", feel::Value(8)}}));
  EXPECT_EQ(kitchen.where(id), "ask!");
  EXPECT_NE(kitchen.incident(id).message.find("rules 1 and 2 of \"Dish\" both match, but its hit policy is UNIQUE (decisions/dishes.dmn:2:"), std::string::npos) << kitchen.incident(id).message;
  EXPECT_NE(kitchen.happened<DecisionEvaluated>().at(0).message.find("both match"), std::string::npos);
  kitchen.done(ResolveIncident{id, kitchen.activity(id, "ask"), with({{"guests", feel::Value(9)}})});
  EXPECT_EQ(kitchen.where(id), "eat");
  EXPECT_EQ(feel::to_text(kitchen.variable(id, "answer")), "\"stew\"");
}

TEST(CalledDecision, ReadsNullForWhatIsNotThereInCamunda8AndSaysSoInCamunda7) {
  Kitchen seventh;
  EXPECT_EQ(seventh.answered(R"(camunda:decisionRef="dish" camunda:resultVariable="answer")", with({{"season", feel::Value("winter")}})), "the decision 'dish' of 'Ask' reads guests, and the case has no such variable");
  Kitchen eighth;
  eighth.serve(R"(<businessRuleTask id="ask"><extensionElements><zeebe:calledDecision decisionId="dish" resultVariable="answer"/></extensionElements></businessRuleTask>)", Dialect::zeebe);
  auto id = eighth.start("serve", with({{"season", feel::Value("winter")}}));
  EXPECT_EQ(eighth.where(id), "eat") << eighth.incident(id).message;
  EXPECT_TRUE(eighth.variable(id, "answer").is_null());
}

TEST(CalledDecision, OfCamunda8MayBeComputedAndMappedOut) {
  Kitchen kitchen;
  kitchen.serve(R"(<businessRuleTask id="ask"><extensionElements><zeebe:calledDecision decisionId="=which" resultVariable="result"/>
  <zeebe:ioMapping><zeebe:input source="=party + 1" target="guests"/><zeebe:output source="=result[1].litres" target="litres"/></zeebe:ioMapping></extensionElements></businessRuleTask>)", Dialect::zeebe);
  ASSERT_EQ(kitchen.errors(), "");
  EXPECT_EQ(kitchen.called.size(), 4u) << "any of them may be asked for";
  auto id = kitchen.start("serve", with({{"which", feel::Value("drinks")}, {"party", feel::Value(2)}}));
  EXPECT_EQ(kitchen.where(id), "eat") << kitchen.incident(id).message;
  EXPECT_EQ(feel::to_text(kitchen.variable(id, "litres")), "6");
  EXPECT_TRUE(kitchen.variable(id, "result").is_null()) << "with an output mapping the rest stays inside";
  auto lost = kitchen.start("serve", with({{"which", feel::Value("desserts")}, {"party", feel::Value(2)}}));
  EXPECT_EQ(kitchen.where(lost), "ask!");
  EXPECT_NE(kitchen.incident(lost).message.find("calls the decision 'desserts', and there is none"), std::string::npos);
}

TEST(CalledDecision, OfCamunda8NeedsAVariableForItsAnswer) {
  Kitchen kitchen;
  kitchen.serve(R"(<businessRuleTask id="ask"><extensionElements><zeebe:calledDecision decisionId="dish"/></extensionElements></businessRuleTask>)", Dialect::zeebe);
  EXPECT_NE(kitchen.errors().find("no variable takes the answer"), std::string::npos);
}

}  // namespace
}  // namespace drivetrain::processes::test
