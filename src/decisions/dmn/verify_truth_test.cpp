// Verification must not lie: no "no gap" where there is one, no gap where there is none, no input that cannot be. Told case by case, and proved
// against brute force over random small tables: texts compared by order, dates, times with and without zones, columns that depend on each
// other, missing values, columns of any type.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "decisions/dmn/table_cases.h"
#include "decisions/dmn/table_for_test.h"
#include "decisions/dmn/verify.h"

namespace drivetrain::decisions::dmn {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Code, seriousness and words of each finding, its notes behind.
std::vector<std::string> told(DecisionModel const& model, VerifyOptions const& options = {}) {
  Diagnostics diagnostics;
  verify(model, options, diagnostics);
  std::vector<std::string> found;
  for (auto const& each : diagnostics.all()) {
    auto text = each.code + (each.severity == Severity::error ? " error " : each.severity == Severity::warning ? " warning " : " note ") + each.message;
    for (auto const& note : each.notes) text += " / " + note.message;
    found.push_back(std::move(text));
  }
  return found;
}

struct Column {
  std::string expression, type;
  std::string values = {};  ///< inputValues
};
/// A table over inputs that are declared apart from its columns.
std::string table_xml(std::vector<std::pair<std::string, std::string>> const& inputs, std::vector<Column> const& columns, std::vector<std::string> const& rules, std::string const& policy = "UNIQUE") {
  TableText text{.policy = policy, .rules = rules};
  for (auto const& column : columns) text.inputs.emplace_back(escaped_xml(column.expression), column.type), text.input_values.push_back(column.values);
  auto xml = decision_xml("D", text);
  // The requirements are those of the inputs, not of the columns' texts.
  auto from = xml.find("<informationRequirement>"), to = xml.rfind("</informationRequirement>");
  std::string requirements;
  for (auto const& [name, type] : inputs) requirements += "<informationRequirement><requiredInput href=\"#" + name + "\"/></informationRequirement>";
  xml.replace(from, to + std::string("</informationRequirement>").size() - from, requirements);
  std::string all;
  for (auto const& [name, type] : inputs) all += input_xml(name, type);
  return definitions_xml(all + xml);
}
std::vector<std::string> findings_over(std::vector<std::pair<std::string, std::string>> const& inputs, std::vector<Column> const& columns, std::vector<std::string> const& rules) {
  Diagnostics diagnostics;
  auto model = model_of_xml(table_xml(inputs, columns, rules), diagnostics);
  return model ? told(*model) : std::vector<std::string>{"no model"};
}
std::vector<std::string> findings_of_one(Column const& column, std::vector<std::string> const& rules) { return findings_over({{"x", column.type}}, {column}, rules); }

TEST(VerifyTruth, TextsThatInputValuesOrderHaveOthersBetween) {
  EXPECT_THAT(findings_of_one({"x", "string", "[\"b\"..\"m\"]"}, {"\"b\" -> \"1\"", "\"m\" -> \"2\""}), ElementsAre("DT-D210 error the table \"D\" has no rule for x > \"b\" and x < \"m\" / such an input is x = \"c\""));
  EXPECT_THAT(findings_of_one({"x", "string", ">= \"b\""}, {"\"b\" -> \"1\""}), ElementsAre(HasSubstr("no rule for x > \"b\"")));
  EXPECT_THAT(findings_of_one({"x", "string", "[\"b\"..\"m\"]"}, {"< \"f\" -> \"1\"", ">= \"f\" -> \"2\""}), IsEmpty());
}

TEST(VerifyTruth, NumbersEndWhereThirtyFourDigitsEnd) {
  EXPECT_THAT(findings_of_one({"x", "number"}, {"<= 1e40 -> \"1\""}), ElementsAre(HasSubstr("no rule for x > 1E+40 / such an input is x = 1.000000000000000000000000000000001E+40")));
  EXPECT_THAT(findings_of_one({"x", "number"}, {"< 1e40 -> \"1\"", ">= 1e40 -> \"2\""}), IsEmpty());
  EXPECT_THAT(findings_of_one({"x", "number"}, {"<= -1e40 -> \"1\"", "> -1e40 -> \"2\""}), IsEmpty());
  EXPECT_THAT(findings_of_one({"x", "number"}, {"< 1e40 -> \"1\"", "> 1e40 -> \"2\""}), ElementsAre(HasSubstr("no rule for x = 1E+40")));
}

TEST(VerifyTruth, MomentsWithAndWithoutAZoneAreTwoThings) {
  EXPECT_THAT(findings_of_one({"x", "time"}, {"< time(\"12:00:00\") -> \"1\"", ">= time(\"12:00:00\") -> \"2\""}),
              ElementsAre("DT-D227 note the table \"D\" has a rule for every input, but not for x with a zone, such as time(\"10:00:00Z\")"));
  EXPECT_THAT(findings_of_one({"x", "dateTime"}, {"< date and time(\"2024-01-01T12:00:00Z\") -> \"1\"", ">= date and time(\"2024-01-01T12:00:00Z\") -> \"2\""}), ElementsAre(HasSubstr("note the table \"D\" has a rule for every input, but not for x without a zone")));
  // What lets everything pass lets them pass, and what inputValues refuse does not come.
  EXPECT_THAT(findings_over({{"x", "time"}, {"y", "boolean"}}, {{"x", "time", ">= time(\"00:00:00\")"}, {"y", "boolean"}}, {"< time(\"12:00:00\") | - -> \"1\"", ">= time(\"12:00:00\") | - -> \"2\""}), IsEmpty());
  EXPECT_THAT(findings_of_one({"x", "time"}, {"< time(\"12:00:00\") -> \"1\"", "> time(\"12:00:00\") -> \"2\""}), ElementsAre(HasSubstr("error the table \"D\" has no rule for x = time(\"12:00:00\")")));
  // In another zone it may be later than the last moment of the day.
  EXPECT_THAT(findings_of_one({"x", "time"}, {"<= time(\"23:59:59.999Z\") -> \"1\""}), ElementsAre(HasSubstr("error the table \"D\" has no rule for x > time(\"23:59:59.999Z\")")));
}

TEST(VerifyTruth, NullsAloneAreOfNoKind) {
  for (auto type : {"", "Any", "number"}) {
    EXPECT_THAT(findings_of_one({"x", type}, {"not(null) -> \"1\"", "null -> \"2\""}), IsEmpty());
    EXPECT_THAT(findings_of_one({"x", type}, {"null -> \"2\""}), Contains(HasSubstr("no rule for x not missing")));
  }
}

TEST(VerifyTruth, WithoutATypeAnythingMayCome) {
  for (auto type : {"", "Any"}) {
    EXPECT_THAT(findings_of_one({"x", type}, {"< 5 -> \"1\"", ">= 5 -> \"2\""}),
                ElementsAre("DT-D227 warning undecided whether the table \"D\" has a rule for every input: the type of x is not declared, and what is no number, such as \"a\", has none"));
    EXPECT_THAT(findings_of_one({"x", type}, {"< 5 -> \"1\"", "> 5 -> \"2\""}), ElementsAre(HasSubstr("DT-D210 error the table \"D\" has no rule for x = 5")));
  }
}

TEST(VerifyTruth, ColumnsOfOneInputAreOneQuestion) {
  EXPECT_THAT(findings_over({{"age", "number"}}, {{"age", "number"}, {"age", "number"}}, {"< 18 | < 18 -> \"a\"", ">= 18 | >= 18 -> \"b\""}), IsEmpty());
  EXPECT_THAT(findings_over({{"age", "number"}}, {{"age", "number"}, {"age >= 18", "boolean"}}, {"< 18 | false -> \"a\"", ">= 18 | true -> \"b\""}), IsEmpty());
  EXPECT_THAT(findings_over({{"age", "number"}}, {{"age >= 18", "boolean"}, {"age < 65", "boolean"}}, {"true | true -> \"a\"", "false | true -> \"b\""}),
              ElementsAre("DT-D210 error the table \"D\" has no rule for age >= 65 / such an input is age = 65"));
  EXPECT_THAT(findings_over({{"age", "number"}}, {{"age", "number"}, {"age", "number"}}, {"< 18 | - -> \"a\"", "- | >= 17 -> \"b\""}), ElementsAre(HasSubstr("rules 1 and 2 of the table \"D\" both match age >= 17 and age < 18")));
}

TEST(VerifyTruth, WhatIsComputedIsOnlyToldWithAnInputThatComesToIt) {
  EXPECT_THAT(findings_over({{"age", "number"}}, {{"age", "number"}, {"age * 2", "number"}}, {"< 18 | < 36 -> \"a\"", ">= 18 | >= 36 -> \"b\""}), ElementsAre(HasSubstr("DT-D227 warning undecided")));
  EXPECT_THAT(findings_over({{"age", "number"}}, {{"age * 2", "number"}}, {"< 35 -> \"a\"", "> 37 -> \"b\""}), ElementsAre("DT-D210 error the table \"D\" has no rule for age * 2 >= 35 and age * 2 <= 37 / such an input is age = 17.5"));
  EXPECT_THAT(findings_over({{"l", ""}}, {{"count(l)", "number"}}, {"0 -> \"a\"", "> 0 -> \"b\""}), Each(Not(HasSubstr(" error "))));
  EXPECT_THAT(findings_over({{"l", ""}}, {{"count(l)", "number"}}, {"0 -> \"a\"", "> 1 -> \"b\""}), ElementsAre(HasSubstr("error the table \"D\" has no rule for count(l)")));
  EXPECT_THAT(findings_of_one({"x", "string", "string length(?) = 1"}, {"\"a\" -> \"1\""}), ElementsAre("DT-D210 error the table \"D\" has no rule for x other than \"a\" / such an input is x = \"b\""));
}

TEST(VerifyTruth, ACellMayNameItsColumn) {
  EXPECT_THAT(findings_of_one({"x", "number"}, {"x > 5 -> \"1\"", "x < 5 -> \"2\""}), Contains(HasSubstr("error the table \"D\" has no rule for x = 5")));
  EXPECT_THAT(findings_of_one({"x", "number"}, {"x > 5 -> \"1\"", "x <= 5 -> \"2\""}), ElementsAre(HasSubstr("DT-D210 note rules 1 and 2 of the table \"D\" both match x missing")));
}

TEST(VerifyTruth, WorkIsBoundedAndSpentWhereItTells) {
  // A cell is evaluated where its own constants stand, not where all others do.
  std::vector<std::string> rules;
  for (int i = 0; i < 1000; ++i) rules.push_back("? > " + std::to_string(i) + " and ? <= " + std::to_string(i + 1) + " -> \"a\"");
  auto model = model_of({.inputs = {{"x", "number"}}, .rules = rules});
  EXPECT_THAT(told(*model, {.work = 6'000'000}), ElementsAre(HasSubstr("error the table \"D\" has no rule for x <= 0 or x > 1000")));
  // Nobody can look through thirty columns of ranges: that is said, and soon.
  std::mt19937 random(1);
  TableText wide{.policy = "FIRST"};
  for (int i = 0; i < 30; ++i) wide.inputs.emplace_back("c" + std::to_string(i), "number");
  for (int rule = 0; rule < 60; ++rule) {
    std::string text;
    for (int i = 0; i < 30; ++i) text += (i ? " | " : "") + (random() % 2 ? std::string("-") : (random() % 2 ? "< " : ">= ") + std::to_string(random() % 1000));
    wide.rules.push_back(text + " -> \"a\"");
  }
  model = model_of(wide);
  EXPECT_THAT(told(*model, {.work = 3'000'000}), Contains(HasSubstr("DT-D227 warning undecided whether the table \"D\" has a rule for every input: the search takes more work than it may")));
}

/// A decision "Class" over age, and "D" with a table over something called Class.
std::vector<std::string> findings_under_class(std::string const& logic, std::string const& more = {}) {
  auto above = decision_xml("Class", {.inputs = {{"age", "number"}}, .rules = {"< 18 -> \"minor\"", ">= 18 -> \"adult\""}});
  auto xml = input_xml("age", "number") + above + "<decision id=\"D\" name=\"D\"><variable name=\"D\"/><informationRequirement><requiredDecision href=\"#Class\"/></informationRequirement>" + logic + "</decision>" + more;
  Diagnostics diagnostics;
  auto model = model_of_xml(definitions_xml(xml), diagnostics);
  return model ? told(*model) : std::vector<std::string>{"no model"};
}
std::string const class_table =
    "<decisionTable hitPolicy=\"UNIQUE\"><input><inputExpression typeRef=\"string\"><text>Class</text></inputExpression></input><output typeRef=\"string\"/>"
    "<rule><inputEntry><text>\"minor\"</text></inputEntry><outputEntry><text>\"no\"</text></outputEntry></rule>"
    "<rule><inputEntry><text>\"adult\"</text></inputEntry><outputEntry><text>\"yes\"</text></outputEntry></rule></decisionTable>";

TEST(VerifyTruth, ANameInsideHidesTheDecisionOfThatName) {
  EXPECT_THAT(findings_under_class(class_table), IsEmpty());
  EXPECT_THAT(findings_under_class("<context><contextEntry><variable name=\"Class\"/><literalExpression><text>Class + \"!\"</text></literalExpression></contextEntry><contextEntry>" + class_table + "</contextEntry></context>"),
              ElementsAre(HasSubstr("error the table \"D\" has no rule for Class other than \"adult\", \"minor\" / such an input is age = ")));
  EXPECT_THAT(findings_under_class("<for iteratorVariable=\"Class\"><in><literalExpression><text>[\"a\",\"minor\"]</text></literalExpression></in><return>" + class_table + "</return></for>"), ElementsAre(HasSubstr("gives Class = \"a\"")));
  EXPECT_THAT(findings_under_class("<context><contextEntry><variable name=\"f\"/><functionDefinition><formalParameter name=\"Class\" typeRef=\"string\"/>" + class_table +
                                   "</functionDefinition></contextEntry><contextEntry><literalExpression><text>f(\"zz\")</text></literalExpression></contextEntry></context>"),
              ElementsAre(HasSubstr("gives Class = \"zz\"")));
}

TEST(VerifyTruth, CallersOfAServiceGiveWhatTheyLike) {
  EXPECT_THAT(findings_under_class(class_table, "<decisionService id=\"S\" name=\"S\"><variable name=\"S\"/><outputDecision href=\"#D\"/><inputDecision href=\"#Class\"/></decisionService>"),
              ElementsAre(HasSubstr("error the table \"D\" has no rule for Class other than \"adult\", \"minor\"")));
}

TEST(VerifyTruth, WhatComesFromOneInputDoesNotGoTogetherFreely) {
  TableText above{.inputs = {{"age", "number"}}, .rules = {"< 18 -> \"minor\"", ">= 18 -> \"adult\""}};
  auto findings = [&](std::vector<std::string> const& rules) {
    auto xml = input_xml("age", "number") + decision_xml("Class", above) + decision_xml("D", {.inputs = {{"Class", "string"}, {"age", "number"}}, .rules = rules}, {"Class"});
    Diagnostics diagnostics;
    auto model = model_of_xml(definitions_xml(xml), diagnostics);
    return model ? told(*model) : std::vector<std::string>{"no model"};
  };
  EXPECT_THAT(findings({"\"minor\" | < 18 -> \"a\"", "\"adult\" | >= 18 -> \"b\""}), ElementsAre(HasSubstr("DT-D227 warning undecided")));
  EXPECT_THAT(findings({"\"minor\" | < 18 -> \"a\"", "\"adult\" | >= 21 -> \"b\""}), ElementsAre(testing::AllOf(HasSubstr("DT-D210 error"), HasSubstr("gives Class = \"adult\""))));
}

TEST(VerifyTruth, CasesShowWhatTheySay) {
  Diagnostics diagnostics;
  auto model = model_of_xml(table_xml({{"age", "number"}}, {{"age", "number"}, {"age", "number"}}, {"< 18 | > 3 -> \"a\"", ">= 18 | - -> \"b\"", "- | <= 3 -> \"c\""}), diagnostics);
  ASSERT_TRUE(model);
  auto made = mcdc_cases(*model, *model->find("D"), {});
  ASSERT_TRUE(made) << made.error().message;
  std::set<std::string> ids;
  for (auto const& each : made->cases) {
    ids.insert(each.id);
    ASSERT_EQ(each.inputs.size(), 1u);
    auto age = each.inputs[0].value.number();
    if (each.id == "rule-1-not-1") {
      EXPECT_TRUE(age >= Decimal(18) && age > Decimal(3));
    }
    if (each.id == "rule-1-not-2") {
      EXPECT_TRUE(age < Decimal(18) && age <= Decimal(3));
    }
  }
  EXPECT_THAT(ids, testing::IsSupersetOf({"rule-1", "rule-1-not-1", "rule-1-not-2"}));
  model = model_of_xml(table_xml({{"age", "number"}}, {{"age", "number"}, {"age", "number"}}, {"< 18 | < 18 -> \"a\"", ">= 18 | >= 18 -> \"b\""}), diagnostics);
  made = mcdc_cases(*model, *model->find("D"), {});
  ASSERT_TRUE(made);
  EXPECT_THAT(made->left_out, Contains("rule 1: its condition on age (column 1) cannot fail alone: another column reads the same"));
  for (auto const& each : made->cases) EXPECT_THAT(each.id, Not(HasSubstr("not")));
}

std::map<std::string, TableCase> cases_of(std::shared_ptr<DecisionModel const> const& model, std::vector<std::string>& left_out) {
  auto made = mcdc_cases(*model, *model->find("D"), {});
  EXPECT_TRUE(made) << made.error().message;
  std::map<std::string, TableCase> cases;
  left_out = made->left_out;
  for (auto const& each : made->cases) cases.emplace(each.id, each);
  return cases;
}

std::set<std::string> outcomes_of(std::map<std::string, TableCase> const& cases) {
  std::set<std::string> outcomes;
  for (auto const& [id, each] : cases) outcomes.insert(feel::to_text(each.outcome.value));
  return outcomes;
}

TEST(VerifyTruth, CasesClaimOnlyWhatWasSeen) {
  std::vector<std::string> left_out;
  // A rule that nobody can decide beforehand hides nothing until it is asked.
  auto cases = cases_of(model_of({.inputs = {{"s", "string"}}, .policy = "FIRST", .rules = {"starts with(?, \"a\") -> \"1\"", "\"b\" -> \"2\"", "- -> \"3\""}}), left_out);
  ASSERT_TRUE(cases.contains("rule-2") && cases.contains("rule-3"));
  EXPECT_EQ(feel::to_text(cases.at("rule-2").outcome.value), "\"2\"");
  EXPECT_EQ(feel::to_text(cases.at("rule-3").outcome.value), "\"3\"");
  EXPECT_THAT(left_out, Contains("rule 1: a cell is more than comparisons with constants"));
  // What weighs more decides.
  cases = cases_of(model_of({.inputs = {{"n", "number"}}, .policy = "PRIORITY", .rules = {"- -> \"y\"", "> 3 -> \"x\""}, .output_values = "\"x\", \"y\""}), left_out);
  EXPECT_EQ(feel::to_text(cases.at("rule-1").outcome.value), "\"y\"");
  cases = cases_of(model_of({.inputs = {{"n", "number"}}, .policy = "PRIORITY", .rules = {"> 3 -> \"y\"", "> 2 -> \"x\""}, .output_values = "\"x\", \"y\""}), left_out);
  EXPECT_FALSE(cases.contains("rule-1"));
  EXPECT_THAT(left_out, Contains("rule 1: others decide wherever it matches"));
  // A fault is said, not expected.
  cases = cases_of(model_of({.inputs = {{"n", "number"}}, .rules = {"> 3 -> \"y\"", "> 3 -> \"x\""}}), left_out);
  EXPECT_TRUE(cases.empty());
  EXPECT_THAT(left_out, Contains("rule 1: wherever it matches, others do, too: rules 1 and 2 both match, but its hit policy is UNIQUE"));
  // What the input refuses is no case.
  cases = cases_of(model_of({.inputs = {{"s", "string"}}, .rules = {"\"a\" -> \"1\"", "not(\"a\") -> \"2\""}, .input_values = {"string length(?) < 2"}}), left_out);
  for (auto const& [id, each] : cases) EXPECT_THAT(each.outcome.warnings, IsEmpty()) << id;
  EXPECT_THAT(outcomes_of(cases), ElementsAre("\"1\"", "\"2\""));
  EXPECT_TRUE(cases.contains("rule-1-not-1"));
}

TEST(VerifyTruth, CasesOfTruthColumns) {
  Diagnostics diagnostics;
  std::vector<std::string> left_out;
  auto model = model_of_xml(table_xml({{"age", "number"}, {"tier", "string"}}, {{"age >= 18", "boolean"}, {"tier", "string"}}, {"true | \"A\" -> \"a\"", "false | - -> \"b\"", "true | not(\"A\") -> \"c\""}), diagnostics);
  ASSERT_TRUE(model);
  auto cases = cases_of(model, left_out);
  for (auto id : {"rule-1", "rule-1-not-1", "rule-1-not-2"}) EXPECT_TRUE(cases.contains(id)) << id;
  EXPECT_THAT(outcomes_of(cases), ElementsAre("\"a\"", "\"b\"", "\"c\""));
  for (auto const& [id, each] : cases) EXPECT_THAT(each.outcome.warnings, IsEmpty()) << id;
}

TEST(VerifyTruth, CasesAreBounded) {
  TableText wide{.policy = "FIRST"};
  std::mt19937 random(1);
  for (int i = 0; i < 8; ++i) wide.inputs.emplace_back("c" + std::to_string(i), "number");
  for (int rule = 0; rule < 300; ++rule) {
    std::string text;
    for (int i = 0; i < 8; ++i) text += (i ? " | " : "") + (random() % 2 ? std::string("-") : (random() % 2 ? "< " : ">= ") + std::to_string(random() % 1000));
    wide.rules.push_back(text + " -> \"a\"");
  }
  auto model = model_of(wide);
  std::size_t told = 0;
  auto made = mcdc_cases(*model, *model->find("D"), {}, {.work = 300'000, .progress = [&](std::size_t, std::size_t of) { told += of == 300; }});
  ASSERT_TRUE(made);
  EXPECT_GT(told, 0u);
  EXPECT_THAT(made->left_out.back(), HasSubstr("takes more work than it may"));
}

/// What a column of a kind may hold, and cells that ask for it.
struct Theme {
  std::string type;
  std::vector<std::string> values;  ///< FEEL; every way in which the cells could differ, and null
  std::vector<std::string> cells, input_values;
};
std::vector<Theme> themes() {
  return {
      {"number", {"null", "-1", "0", "0.5", "1", "1.5", "2", "2.5", "3", "1e40", "1.000000000000000000000000000000001e40"}, {"< 1", ">= 1", "[1..2]", "(1..2)", "not(1)", "2", "<= 1e40", "> 1e40", "null", "-", "-"}, {"", "", ">= 0"}},
      {"string", {"null", "\"\"", "\"a\"", "\"b\"", "\"c\"", "\"m\"", "\"n\"", "\"zz\""}, {"\"b\"", "\"m\"", "not(\"b\")", "< \"m\"", ">= \"b\"", "[\"b\"..\"m\"]", "-", "-"}, {"", "[\"b\"..\"m\"]", ">= \"b\"", "string length(?) = 1"}},
      {"date", {"null", "date(\"2026-01-01\")", "date(\"2026-01-02\")", "date(\"2026-01-03\")", "date(\"2026-01-04\")"}, {"< date(\"2026-01-02\")", ">= date(\"2026-01-02\")", "<= date(\"2026-01-03\")", "date(\"2026-01-03\")", "-"}, {""}},
      {"time", {"null", "time(\"10:00:00\")", "time(\"11:00:00\")", "time(\"12:00:00\")", "time(\"13:00:00\")", "time(\"10:00:00Z\")", "time(\"13:00:00Z\")"}, {"< time(\"12:00:00\")", ">= time(\"12:00:00\")", "<= time(\"11:00:00\")", "-"}, {"", ">= time(\"11:00:00\")"}},
      {"", {"null", "0", "5", "6", "\"a\"", "true", "date(\"2026-01-01\")", "[]"}, {"< 5", ">= 5", "5", "not(5)", "-", "> 5"}, {""}},
      {"", {"null", "0", "\"a\"", "true", "[]"}, {"null", "not(null)", "-"}, {""}},
      {"number", {"null", "-1", "0", "0.5", "1", "5", "7"}, {"not([0..1))", "not((0..1], 5)", "not(]0..1[)", "[0..1)", "5", "-"}, {""}},
      {"boolean", {"null", "true", "false"}, {"true", "false", "-"}, {""}},
  };
}

/// Tables over inputs a and b; a column may read either, again, or something computed of it.
TEST(VerifyTruth, NeverLiesAboutRandomTables) {
  auto const all = themes();
  std::size_t sound = 0, gaps = 0, undecided = 0, overlaps = 0;
  for (unsigned seed = 0; seed < 500; ++seed) {
    std::mt19937 random(seed);
    auto pick = [&](std::size_t below) { return static_cast<std::size_t>(random()) % below; };
    Theme const* of[] = {&all[pick(all.size())], &all[pick(all.size())]};
    std::vector<std::pair<std::string, std::string>> inputs{{"a", of[0]->type}, {"b", of[1]->type}};
    struct Choice {
      Column column;
      std::vector<std::string> cells;
    };
    std::vector<Choice> columns;
    for (std::size_t i = 0, count = 1 + pick(3); i < count; ++i) {
      auto which = pick(2);
      auto name = inputs[which].first;
      auto const& theme = *of[which];
      if (theme.type == "number" && pick(3) == 0) {
        if (pick(2)) columns.push_back({{name + " >= 1", "boolean"}, {"true", "false", "-"}});
        else columns.push_back({{name + " * 2", "number"}, {"< 2", ">= 2", "[2..4]", "-"}});
      } else {
        columns.push_back({{name, theme.type, theme.input_values[pick(theme.input_values.size())]}, theme.cells});
      }
    }
    std::vector<std::string> rules;
    std::vector<Column> written;
    for (auto const& choice : columns) written.push_back(choice.column);
    for (std::size_t rule = 0, count = 1 + pick(4); rule < count; ++rule) {
      std::string text;
      for (auto const& choice : columns) text += (text.empty() ? "" : " | ") + choice.cells[pick(choice.cells.size())];
      rules.push_back(text + " -> \"" + std::string(1, static_cast<char>('x' + pick(2))) + "\"");
    }
    std::string policy = pick(2) ? "UNIQUE" : "FIRST";
    Diagnostics diagnostics;
    auto model = model_of_xml(table_xml(inputs, written, rules, policy), diagnostics);
    ASSERT_TRUE(model) << seed;
    auto found = told(*model, {.most_reported = 100});
    auto context = [&] {
      std::string text = "seed " + std::to_string(seed) + " " + policy + "\n";
      for (auto const& column : written) text += column.expression + " : " + column.type + " {" + column.values + "} | ";
      for (auto const& rule : rules) text += "\n  " + rule;
      for (auto const& each : found) text += "\n" + each;
      return text;
    };
    // Brute force: every pair of values, asked of the decision itself.
    auto value_of = [](std::string const& text) { return std::get<feel::Expression>(feel::compile(text, {})).evaluate({}).value; };
    std::string gap, overlap, foreign_gap;
    std::vector<bool> asks(written.size());
    for (auto const& rule : rules) {
      auto cells = split(std::string_view(rule).substr(0, rule.find("->")), '|');
      for (std::size_t i = 0; i < cells.size(); ++i) asks[i] = asks[i] || trim(cells[i]) == "null";
    }
    // A value that is missing counts in all columns of its input when one of them asks for it.
    for (std::size_t i = 0; i < asks.size(); ++i)
      for (std::size_t j = 0; j < asks.size(); ++j)
        if (asks[j] && written[i].expression[0] == written[j].expression[0] && written[i].expression.find('*') == std::string::npos && written[j].expression.find('*') == std::string::npos) asks[i] = true;
    auto node = *model->find("D");
    for (auto const& a : of[0]->values)
      for (auto const& b : of[1]->values) {
        std::vector<Input> given{{"a", {}, value_of(a)}, {"b", {}, value_of(b)}};
        auto outcome = model->evaluate(node, given, {});
        if (outcome.trace.tables.empty()) continue;  // inputValues refuse it
        auto const& hit = outcome.trace.tables[0];
        bool counts = true, foreign = false;
        for (std::size_t i = 0; i < hit.inputs.size(); ++i) {
          if (hit.inputs[i].is_null() && !asks[i]) counts = false;
          auto const& type = written[i].type;
          bool zoned = hit.inputs[i].kind() == feel::Kind::time && hit.inputs[i].time().zone.form != feel::ZoneRef::Form::local;
          foreign = foreign || zoned || (type.empty() && !hit.inputs[i].is_null() && !hit.inputs[i].is_number());
        }
        auto point = "a = " + a + ", b = " + b;
        if (counts && hit.rules.empty()) (foreign ? foreign_gap : gap) = point;
        if (policy == "UNIQUE" && hit.rules.size() > 1) overlap = point;
      }
    auto any = [&](std::string const& text) { return std::any_of(found.begin(), found.end(), [&](std::string const& each) { return each.find(text) != std::string::npos; }); };
    bool open = any("DT-D227 warning"), zones = any("DT-D227 note");
    if (!gap.empty()) {
      EXPECT_TRUE(any("has no rule for") || open) << "a gap at " << gap << " is not told: " << context();
    }
    if (!foreign_gap.empty()) {
      EXPECT_TRUE(any("has no rule for") || open || zones) << "a gap at " << foreign_gap << " is not told: " << context();
    }
    if (!overlap.empty()) {
      EXPECT_TRUE(any("both match") || open) << "an overlap at " << overlap << " is not told: " << context();
    }
    // Every witness must show what it is for.
    for (auto const& each : found) {
      auto at = each.find("such an input is ");
      if (at == std::string::npos) continue;
      std::vector<Input> given{{"a", {}, {}}, {"b", {}, {}}};
      for (auto& input : given)
        for (std::string const& lead : {"is " + input.name + " = ", ", " + input.name + " = "}) {
          auto from = each.find(lead, at);
          if (from == std::string::npos) continue;
          auto to = each.find(input.name == "a" ? ", b " : ", a ", from + 1);
          input.value = value_of(each.substr(from + lead.size(), to == std::string::npos ? to : to - from - lead.size()));
        }
      auto outcome = model->evaluate(node, given, {});
      ASSERT_EQ(outcome.trace.tables.size(), 1u) << "inputValues refuse the witness: " << each << "\n" << context();
      auto const& rules_hit = outcome.trace.tables[0].rules;
      if (each.find("has no rule for") != std::string::npos) {
        EXPECT_THAT(rules_hit, IsEmpty()) << each << "\n" << context();
      } else {
        EXPECT_GT(rules_hit.size(), 1u) << each << "\n" << context();
      }
    }
    sound += found.empty(), gaps += any("has no rule for"), undecided += open, overlaps += any("both match");
  }
  // The proof is worth something only when all of it came up.
  EXPECT_GT(sound, 10u);
  EXPECT_GT(gaps, 100u);
  EXPECT_GT(overlaps, 50u);
  EXPECT_GT(undecided, 3u);
}

}  // namespace
}  // namespace drivetrain::decisions::dmn
