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
  auto found = compare_behaviour(*model, *model, {.work = 1});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, DecisionChange::Kind::undecided);
}

TEST(BehaviourDiff, AgreesWithTryingEveryPoint) {
  std::mt19937 random(7);
  auto pick = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
  auto table = [&] {
    TableText text{.inputs = {{"n", "number"}, {"s", "string"}}, .policy = pick(2) ? "FIRST" : "UNIQUE"};
    static char const* const texts[] = {"\"A\"", "not(\"A\")", "\"A\", \"B\"", "-", "-"};
    for (int i = 0, count = 1 + pick(4); i < count; ++i) {
      auto a = pick(3);
      std::string numbers[] = {"< " + std::to_string(a), ">= " + std::to_string(a), "[" + std::to_string(a) + ".." + std::to_string(a + 1) + "]", "-"};
      text.rules.push_back(numbers[pick(4)] + " | " + texts[pick(5)] + " -> \"" + std::string(1, static_cast<char>('x' + pick(2))) + "\"");
    }
    return text;
  };
  feel::Environment environment;
  std::size_t with_changes = 0;
  for (int trial = 0; trial < 200; ++trial) {
    auto one = model_of(table()), other = model_of(table());
    ASSERT_TRUE(one && other);
    auto value = [&](DecisionModel const& model, feel::Value const& n, feel::Value const& s) {
      std::vector<Input> inputs{{"n", {}, n}, {"s", {}, s}};
      auto outcome = model.evaluate(*model.find("D"), inputs, environment);
      // No rule and several rules are both null; what is told tells them apart.
      return feel::to_text(outcome.value) + (outcome.value.is_null() && !outcome.warnings.empty() ? outcome.warnings[0].message.find("no rule") != std::string::npos ? " none" : " many" : "");
    };
    bool differ = false;
    std::vector<feel::Value> numbers{{}}, texts{{}, feel::Value("A"), feel::Value("B"), feel::Value("C")};
    for (int half = -1; half <= 8; ++half) numbers.emplace_back(*Decimal::divide(half, 2));
    for (auto const& n : numbers)
      for (auto const& s : texts) differ = differ || value(*one, n, s) != value(*other, n, s);
    auto found = compare_behaviour(*one, *other, {});
    EXPECT_EQ(!found.empty(), differ);
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
