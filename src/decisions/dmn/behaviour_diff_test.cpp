// What changed between two versions, in words; and against brute force: a change is told exactly when some input is decided differently, and what is
// given as an input that shows it does.
#include "decisions/dmn/behaviour_diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "decisions/dmn/table_for_test.h"

namespace drivetrain::decisions::dmn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> changes(TableText const& before, TableText const& after) {
  auto one = model_of(before), other = model_of(after);
  if (!one || !other) return {"no model"};
  std::vector<std::string> told;
  for (auto const& change : compare_behaviour(*one, *other, {})) {
    if (change.kind != DecisionChange::Kind::changed) told.push_back("undecided: " + change.why);
    for (auto const& each : change.changes) told.push_back(each.where + ": " + each.before + " -> " + each.after);
  }
  return told;
}

TEST(BehaviourDiff, OneDigit) {
  TableText before{.inputs = {{"age", "number"}, {"tier", "string"}}, .rules = {"< 18 | - -> \"no\"", ">= 18 | \"A\" -> \"gold\"", ">= 18 | not(\"A\") -> \"plain\""}};
  auto after = before;
  after.rules = {"< 21 | - -> \"no\"", ">= 21 | \"A\" -> \"gold\"", ">= 21 | not(\"A\") -> \"plain\""};
  EXPECT_THAT(changes(before, after), testing::UnorderedElementsAre("age >= 18 and age < 21, tier = \"A\": \"gold\" -> \"no\"", "age >= 18 and age < 21, tier other than \"A\": \"plain\" -> \"no\""));
}

TEST(BehaviourDiff, WrittenAnotherWayDecidesAlike) {
  EXPECT_THAT(changes({.inputs = {{"age", "number"}}, .rules = {"< 18 -> \"no\"", "[18..65) -> \"yes\"", ">= 65 -> \"yes\""}},
                      {.inputs = {{"age", "number"}, {"tier", "string"}}, .policy = "FIRST", .rules = {">= 18 | \"A\" -> \"yes\"", ">= 18 | - -> \"yes\"", "< 18 | - -> \"no\""}}),
              IsEmpty());
}

TEST(BehaviourDiff, OrderAndPolicyCount) {
  TableText before{.inputs = {{"age", "number"}}, .policy = "FIRST", .rules = {"< 18 -> \"a\"", "- -> \"b\""}};
  auto after = before;
  std::swap(after.rules[0], after.rules[1]);
  EXPECT_THAT(changes(before, after), ElementsAre("age < 18: \"a\" -> \"b\""));
  after = before, after.policy = "UNIQUE";
  EXPECT_THAT(changes(before, after), ElementsAre("age < 18: \"a\" -> nothing: several rules match"));
}

TEST(BehaviourDiff, SumsAreCompared) {
  EXPECT_THAT(changes({.inputs = {{"age", "number"}}, .policy = "COLLECT\" aggregation=\"SUM", .rules = {"< 18 -> 1", "< 18 -> 2"}, .output_type = "number"},
                      {.inputs = {{"age", "number"}}, .policy = "COLLECT\" aggregation=\"SUM", .rules = {"< 18 -> 3"}, .output_type = "number"}),
              IsEmpty());
}

TEST(BehaviourDiff, CollectPromisesNoOrder) {
  TableText before{.inputs = {{"age", "number"}}, .policy = "COLLECT", .rules = {"< 18 -> 1", "< 20 -> 2"}, .output_type = "number"};
  auto after = before;
  std::swap(after.rules[0], after.rules[1]);
  EXPECT_THAT(changes(before, after), IsEmpty());
  before.policy = after.policy = "RULE ORDER";
  EXPECT_THAT(changes(before, after), ElementsAre("age < 18: [1, 2] -> [2, 1]"));
}

TEST(BehaviourDiff, WhatIsGoneAndWhatIsNew) {
  Diagnostics diagnostics;
  TableText table{.inputs = {{"age", "number"}}, .rules = {"- -> \"a\""}};
  auto one = model_of_xml(definitions_xml(input_xml("age", "number") + decision_xml("Old", table)), diagnostics);
  auto other = model_of_xml(definitions_xml(input_xml("age", "number") + decision_xml("New", table)), diagnostics);
  ASSERT_TRUE(one && other);
  auto found = compare_behaviour(*one, *other, {});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].kind, DecisionChange::Kind::added);
  EXPECT_EQ(found[1].kind, DecisionChange::Kind::removed);
  EXPECT_THAT(compare_behaviour(*one, *one, {}), IsEmpty());
}

TEST(BehaviourDiff, TooMuchWorkIsUndecided) {
  auto model = model_of({.inputs = {{"age", "number"}}, .rules = {"< 18 -> \"a\"", ">= 18 -> \"b\""}});
  auto sorted = model_of({.inputs = {{"age", "number"}}, .rules = {">= 18 -> \"b\"", "< 18 -> \"a\""}});
  auto split = model_of({.inputs = {{"age", "number"}}, .rules = {"< 18 -> \"a\"", "[18..65) -> \"b\"", ">= 65 -> \"b\""}});
  EXPECT_THAT(compare_behaviour(*model, *model, {.work = 1}), IsEmpty()) << "what is written alike needs no search";
  EXPECT_THAT(compare_behaviour(*model, *sorted, {.work = 1}), IsEmpty()) << "nor does the order of rules where it does not count";
  auto found = compare_behaviour(*model, *split, {.work = 1});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, DecisionChange::Kind::undecided);
}

TEST(BehaviourDiff, TwoColumnsOverOneInputBothCount) {
  TableText before{.inputs = {{"x", "number"}, {"x", "number"}}, .policy = "FIRST", .rules = {"12345 | - -> \"a\"", "- | - -> \"z\""}};
  auto after = before;
  after.rules[0] = "54321 | - -> \"a\"";
  EXPECT_THAT(changes(before, after), testing::UnorderedElementsAre("x = 12345: \"a\" -> \"z\"", "x = 54321: \"z\" -> \"a\""));
  before = {.inputs = {{"x", "number"}, {"x", "number"}}, .rules = {">= 0 | < 10 -> \"a\""}};
  after = before, after.default_output = "\"none\"";
  EXPECT_THAT(changes(before, after), testing::Contains(testing::EndsWith("no rule -> \"none\"")));
  after = before, after.inputs.pop_back(), after.rules = {"[0..10) -> \"a\""};
  EXPECT_THAT(changes(before, after), IsEmpty());
}

/// Undecided cells are never the same by chance: what is not listed is the same, or said to be undecided.
TEST(BehaviourDiff, WhatNobodyCanDecideIsToldWithAllThatItDependsOn) {
  std::string const longer = "? = null or string length(?) <= 100";
  TableText before{.inputs = {{"s", "string"}, {"t", "string"}}, .policy = "FIRST", .rules = {longer + " | - -> \"a\"", "- | - -> \"b\""}};
  auto after = before;
  after.rules[0] = "- | " + longer + " -> \"a\"";
  EXPECT_THAT(changes(before, after), testing::Not(IsEmpty())) << "another column is tested";
  std::swap(after.inputs[0], after.inputs[1]);
  after.rules[0] = "- | " + longer + " -> \"a\"";
  EXPECT_THAT(changes(before, after), IsEmpty()) << "columns may change places";
  before = {.inputs = {{"s", "string"}}, .rules = {longer + " -> \"a\""}, .default_output = "\"d\""};
  after = before, after.default_output = "\"e\"";
  EXPECT_THAT(changes(before, after), ElementsAre(testing::HasSubstr("written differently for any input: where s: " + longer + ": \"a\"; else \"d\" became where s: " + longer + ": \"a\"; else \"e\""))) << "the default";
  before = {.inputs = {{"s", "string"}}, .policy = "COLLECT\" aggregation=\"SUM", .rules = {longer + " -> 1", "- -> 3"}, .output_type = "number"};
  after = before, after.policy = "COLLECT\" aggregation=\"MAX";
  EXPECT_THAT(changes(before, after), testing::Not(IsEmpty())) << "the aggregation";
  before = {.inputs = {{"s", "string"}}, .policy = "PRIORITY", .rules = {"- -> if s = \"q\" then \"x\" else \"y\"", "- -> \"y\""}, .output_values = "\"x\", \"y\""};
  after = before, after.rules[0] = "- -> if s = \"zzq\" then \"x\" else \"y\"";
  EXPECT_THAT(changes(before, after), testing::Not(IsEmpty())) << "what a formula weighs";
}

TEST(BehaviourDiff, ValuesThatTheConstantsDoNotNameAreComparedToo) {
  TableText before{.inputs = {{"s", "string"}}, .rules = {"not(\"b\") -> \"2\""}, .input_values = {"[\"b\"..\"m\"]"}};
  auto after = before;
  after.rules = {"\"m\" -> \"2\""};
  EXPECT_THAT(changes(before, after), testing::Contains(testing::HasSubstr("s > \"b\" and s < \"m\": \"2\" -> no rule")));
  before = {.inputs = {{"x", ""}}, .rules = {"< 5, >= 5 -> \"2\""}, .default_output = "\"d\""};
  after = before, after.rules = {"- -> \"2\""};
  EXPECT_THAT(changes(before, after), testing::Contains(testing::HasSubstr("x that is no number")));
}

TEST(BehaviourDiff, AChangedRuleOfManyIsFoundInItsOwnBox) {
  TableText before{.policy = "FIRST"};
  std::mt19937 random(3);
  for (int i = 0; i < 8; ++i) before.inputs.emplace_back("c" + std::to_string(i), "number");
  for (int rule = 0; rule < 600; ++rule) {
    std::string text;
    for (int i = 0; i < 8; ++i) {
      auto from = static_cast<int>(random() % 900);
      text += (i ? " | " : "") + (random() % 3 ? "[" + std::to_string(from) + ".." + std::to_string(from + 60) + "]" : std::string("-"));
    }
    before.rules.push_back(text + " -> \"r" + std::to_string(rule) + "\"");
  }
  auto after = before;
  after.rules[300].replace(after.rules[300].find("r300"), 4, "changed");
  auto one = model_of(before), other = model_of(after);
  ASSERT_TRUE(one && other);
  auto found = compare_behaviour(*one, *other, {});
  ASSERT_EQ(found.size(), 1u);
  ASSERT_FALSE(found[0].changes.empty());
  EXPECT_EQ(found[0].changes[0].before_witness, "\"r300\"");
  EXPECT_EQ(found[0].changes[0].after_witness, "\"changed\"");
}

std::vector<DecisionChange> between(std::string const& before, std::string const& after) {
  Diagnostics diagnostics;
  auto one = model_of_xml(definitions_xml(before), diagnostics), other = model_of_xml(definitions_xml(after), diagnostics);
  for (auto const& each : diagnostics.all()) EXPECT_TRUE(each.severity != Severity::error) << each.message;
  if (!one || !other) return {};
  return compare_behaviour(*one, *other, {});
}

/// "changed D: x = 3: 6 -> 9", "undecided D: why"
std::vector<std::string> told(std::vector<DecisionChange> const& changes) {
  std::vector<std::string> lines;
  for (auto const& change : changes) {
    if (change.kind == DecisionChange::Kind::undecided) lines.push_back("undecided " + change.decision + ": " + change.why);
    for (auto const& each : change.changes) {
      auto& line = lines.emplace_back("changed " + change.decision + ":");
      for (auto const& [name, value] : each.witness) line += " " + name + " = " + feel::to_text(value);
      line += ": " + each.before_witness + " -> " + each.after_witness;
    }
  }
  return lines;
}

std::string formula_xml(std::string const& name, std::string const& formula, std::string const& requirements, std::string const& type = {}) {
  return "<decision id=\"" + name + "\" name=\"" + name + "\"><variable name=\"" + name + "\"" + (type.empty() ? "" : " typeRef=\"" + type + "\"") + "/>" + requirements + "<literalExpression><text>" +
         escaped_xml(formula) + "</text></literalExpression></decision>";
}
std::string const reads_x = "<informationRequirement><requiredInput href=\"#x\"/></informationRequirement>";

TEST(BehaviourDiff, AFormulaIsChangedWhenAnInputShowsIt) {
  auto formula = [](std::string const& text) { return input_xml("x", "number") + formula_xml("D", text, reads_x); };
  auto found = between(formula("x * 2"), formula("x ** 2"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_THAT(told(found), testing::Contains("changed D: x = 3: 6 -> 9"));
  for (auto const& each : found[0].changes) EXPECT_NE(each.before_witness, each.after_witness);
  EXPECT_THAT(told(between(formula("x*2"), formula("2*x"))), ElementsAre(testing::StartsWith("undecided D: the formula x*2 became 2*x, and no input of ")));
  auto constant = [](std::string const& text) { return formula_xml("D", text, ""); };
  EXPECT_THAT(told(between(constant("1 + 1"), constant("2"))), IsEmpty()) << "what reads nothing has one outcome";
  EXPECT_THAT(told(between(constant("1 + 1"), constant("3"))), ElementsAre("changed D:: 2 -> 3"));
  EXPECT_THAT(told(between(constant("today() = today()"), constant("true"))), ElementsAre(testing::StartsWith("undecided D"))) << "another day, another outcome";
  EXPECT_THAT(told(between(formula("x\n *  2"), formula("x * 2"))), IsEmpty());
}

TEST(BehaviourDiff, WhatADecisionUsesCounts) {
  auto knowing = [](std::string const& body) {
    return input_xml("x", "number") + "<businessKnowledgeModel id=\"f\" name=\"f\"><variable name=\"f\"/><encapsulatedLogic><formalParameter name=\"p\" typeRef=\"number\"/><literalExpression><text>" + escaped_xml(body) +
           "</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>" + formula_xml("D", "f(x)", reads_x + "<knowledgeRequirement><requiredKnowledge href=\"#f\"/></knowledgeRequirement>");
  };
  EXPECT_THAT(told(between(knowing("p*2"), knowing("p*3"))), testing::IsSupersetOf({testing::StartsWith("changed f: p = 3: 6 -> 9"), testing::StartsWith("changed D: x = 3: 6 -> 9")}));
  auto undecided = told(between(knowing("p*2"), knowing("2*p")));
  ASSERT_EQ(undecided.size(), 2u);
  EXPECT_THAT(undecided[1], testing::StartsWith("undecided D: the business knowledge model \"f\" differs, and no input"));
  auto typed = [](std::string const& allowed) {
    return "<itemDefinition name=\"tAge\"><typeRef>number</typeRef><allowedValues><text>" + escaped_xml(allowed) + "</text></allowedValues></itemDefinition>" + input_xml("x", "tAge") + formula_xml("D", "x + 1", reads_x);
  };
  EXPECT_THAT(told(between(typed("[0..100]"), typed("[0..50]"))), testing::Contains(testing::EndsWith("-> null")));
  EXPECT_THAT(told(between(typed("[0..100]"), typed("[0..100]"))), IsEmpty());
}

TEST(BehaviourDiff, AServiceIsMoreThanItsDecisions) {
  auto serving = [](std::string const& output) {
    return input_xml("x", "number") + formula_xml("C", "x*2", reads_x) + formula_xml("D", "C*2", "<informationRequirement><requiredDecision href=\"#C\"/></informationRequirement>") +
           "<decisionService id=\"S\" name=\"S\"><variable name=\"S\"/><outputDecision href=\"#" + output + "\"/><inputData href=\"#x\"/></decisionService>";
  };
  EXPECT_THAT(told(between(serving("D"), serving("C"))), testing::Contains("changed S: x = 3: 12 -> 6"));
}

TEST(BehaviourDiff, InputAndOutputValuesAreOfTheOutcome) {
  TableText before{.inputs = {{"x", "number"}}, .rules = {"< 18 -> \"a\"", ">= 18 -> \"b\""}};
  auto after = before;
  after.input_values = {"[0..100]"};
  EXPECT_THAT(changes(before, after), testing::Contains("x < 0: \"a\" -> nothing: x is none of the input values"));
  before.output_values = "\"a\", \"b\"", after = before, after.output_values = "\"a\"";
  EXPECT_THAT(changes(before, after), ElementsAre("x >= 18: \"b\" -> nothing: \"b\" is none of the output values"));
}

TEST(BehaviourDiff, TheScaleOfANumberIsNoChange) {
  EXPECT_THAT(changes({.inputs = {{"x", "number"}}, .rules = {"- -> 1.0"}, .output_type = "number"}, {.inputs = {{"x", "number"}}, .rules = {"- -> 1.00"}, .output_type = "number"}), IsEmpty());
}

TEST(BehaviourDiff, WitnessesAreInputsThatCanBe) {
  auto found = told(between(input_xml("s", "string") + decision_xml("D", {.inputs = {{"s", "string"}}, .rules = {"string length(?) > 3 -> \"a\""}, .default_output = "\"z\""}),
                            input_xml("s", "string") + decision_xml("D", {.inputs = {{"s", "string"}}, .rules = {"string length(?) > 4 -> \"a\""}, .default_output = "\"z\""})));
  EXPECT_THAT(found, testing::Contains("changed D: s = \"xxxx\": \"a\" -> \"z\""));
  auto computed = [](std::string const& column) {
    auto xml = decision_xml("D", {.inputs = {{"x", "number"}}, .rules = {"< 9 -> \"a\"", ">= 9 -> \"b\""}});
    auto at = xml.find("<text>x</text>");
    return input_xml("x", "number") + xml.replace(at, 14, "<text>" + column + "</text>");
  };
  auto shown = told(between(computed("x * 2"), computed("x * 3")));
  EXPECT_THAT(shown, testing::Contains("changed D: x = 3: \"a\" -> \"b\""));
}

TEST(BehaviourDiff, AgreesWithTryingEveryPoint) {
  std::mt19937 random(7);
  auto pick = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
  auto table = [&] {
    bool twice = pick(3) == 0;
    TableText text{.inputs = {{"n", "number"}, {"s", "string"}}, .policy = pick(2) ? "FIRST" : "UNIQUE"};
    if (twice) text.inputs.emplace_back("n", "number");
    static char const* const texts[] = {"\"A\"", "not(\"A\")", "\"A\", \"B\"", "-", "-", "null", "not(null)", "starts with(?, \"B\")"};
    for (int i = 0, count = 1 + pick(4); i < count; ++i) {
      auto a = pick(3);
      std::string numbers[] = {"< " + std::to_string(a), ">= " + std::to_string(a), "[" + std::to_string(a) + ".." + std::to_string(a + 1) + "]", "-", "not([" + std::to_string(a) + ".." + std::to_string(a + 1) + "))"};
      text.rules.push_back(numbers[pick(5)] + " | " + texts[pick(pick(4) ? 5 : 8)] + (twice ? " | " + numbers[pick(5)] : "") + " -> \"" + std::string(1, static_cast<char>('x' + pick(2))) + "\"");
    }
    if (pick(4) == 0) text.default_output = pick(2) ? "\"d\"" : "\"e\"";
    return text;
  };
  feel::Environment environment;
  std::size_t with_changes = 0;
  for (int trial = 0; trial < 400; ++trial) {
    auto one = model_of(table()), other = model_of(table());
    ASSERT_TRUE(one && other);
    auto value = [&](DecisionModel const& model, feel::Value const& n, feel::Value const& s) {
      std::vector<Input> inputs{{"n", {}, n}, {"s", {}, s}};
      auto outcome = model.evaluate(*model.find("D"), inputs, environment);
      // No rule and several rules are both null; what is told tells them apart.
      bool none = std::any_of(outcome.warnings.begin(), outcome.warnings.end(), [](feel::Warning const& warning) { return warning.message.find("no rule") != std::string::npos; });
      return feel::to_text(outcome.value) + (!outcome.value.is_null() ? "" : none ? " none" : " many");
    };
    bool differ = false;
    std::vector<feel::Value> numbers{{}}, texts{{}, feel::Value("A"), feel::Value("B"), feel::Value("C")};
    for (int half = -1; half <= 8; ++half) numbers.emplace_back(*Decimal::divide(half, 2));
    for (auto const& n : numbers)
      for (auto const& s : texts) differ = differ || value(*one, n, s) != value(*other, n, s);
    auto found = compare_behaviour(*one, *other, {});
    bool undecided = !found.empty() && !found[0].why.empty();
    if (!undecided) {
      EXPECT_EQ(!found.empty(), differ);
    }
    if (differ) {
      EXPECT_FALSE(found.empty()) << "what differs is never said to be alike";
    }
    with_changes += differ;
    for (auto const& change : found)
      for (auto const& each : change.changes) {
        feel::Value n, s;
        for (auto const& [column, shown] : each.witness) (column == "n" ? n : s) = shown;
        EXPECT_NE(value(*one, n, s), value(*other, n, s)) << each.where;
      }
  }
  EXPECT_GT(with_changes, 50u);
}

}  // namespace
}  // namespace drivetrain::decisions::dmn
