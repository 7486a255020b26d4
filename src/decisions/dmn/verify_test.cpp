// Verification told as a person meets it, and against brute force: for random small tables, what is found by looking at regions must be what
// trying every point of a grid finds.
#include "decisions/dmn/verify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "decisions/dmn/region_words.h"
#include "decisions/dmn/table_for_test.h"
#include "feel/program/frame.h"

namespace drivetrain::decisions::dmn {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> findings_of(DecisionModel const& model, VerifyOptions const& options = {}) {
  Diagnostics diagnostics;
  verify(model, options, diagnostics);
  std::vector<std::string> found;
  for (auto const& each : diagnostics.all()) found.push_back(each.code + " " + each.message);
  return found;
}
std::vector<std::string> findings(TableText const& table) {
  auto model = model_of(table);
  return model ? findings_of(*model) : std::vector<std::string>{"no model"};
}

TEST(Verify, ASoundTableHasNoFindings) {
  EXPECT_THAT(findings({.inputs = {{"age", "number"}, {"tier", "string"}},
                        .rules = {"< 18 | - -> \"no\"", "[18..65) | \"A\",\"B\" -> \"gold\"", "[18..65) | not(\"A\",\"B\") -> \"plain\"", ">= 65 | - -> \"care\""}}),
              IsEmpty());
}

TEST(Verify, AGapIsSaidInWords) {
  EXPECT_THAT(findings({.inputs = {{"age", "number"}, {"tier", "string"}}, .rules = {"< 18 | - -> \"no\"", ">= 18 | \"A\" -> \"gold\"", ">= 21 | \"B\" -> \"b\""}}),
              ElementsAre("DT-D210 the table \"D\" has no rule for age >= 18 and age < 21, tier other than \"A\"",
                          "DT-D210 the table \"D\" has no rule for age >= 21, tier other than \"A\", \"B\""));
}

TEST(Verify, NumbersAreDense) {
  EXPECT_THAT(findings({.inputs = {{"age", "number"}}, .rules = {"<= 17 -> \"no\"", ">= 18 -> \"yes\""}}), ElementsAre(HasSubstr("no rule for age > 17 and age < 18")));
}

TEST(Verify, DaysAreCounted) {
  EXPECT_THAT(findings({.inputs = {{"day", "date"}}, .rules = {"<= date(\"2026-03-31\") -> \"old\"", ">= date(\"2026-04-01\") -> \"new\""}}), IsEmpty());
}

TEST(Verify, InputValuesSayWhatCanCome) {
  TableText table{.inputs = {{"tier", "string"}}, .rules = {"\"A\" -> \"gold\"", "\"B\" -> \"plain\""}, .input_values = {"\"A\", \"B\", \"C\""}};
  EXPECT_THAT(findings(table), ElementsAre(HasSubstr("no rule for tier = \"C\"")));
  table.input_values = {"\"A\", \"B\""};
  EXPECT_THAT(findings(table), IsEmpty());
}

TEST(Verify, DefaultsAndCollectLeaveNoGap) {
  EXPECT_THAT(findings({.inputs = {{"age", "number"}}, .rules = {"< 18 -> \"no\""}, .default_output = "\"yes\""}), IsEmpty());
  EXPECT_THAT(findings({.inputs = {{"age", "number"}}, .policy = "COLLECT", .rules = {"< 18 -> \"no\""}}), IsEmpty());
}

TEST(Verify, MissingValuesCountWhereACellAsksForThem) {
  EXPECT_THAT(findings({.inputs = {{"age", "number"}, {"x", "boolean"}}, .rules = {"null | true -> \"ask\"", "not(null) | - -> \"go\""}}),
              ElementsAre(HasSubstr("no rule for age missing, x = false")));
}

TEST(Verify, OverlapsNameBothRulesAndAnInput) {
  auto model = model_of({.inputs = {{"age", "number"}}, .rules = {"<= 18 -> \"a\"", ">= 18 -> \"b\""}});
  Diagnostics diagnostics;
  verify(*model, {}, diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 1u);
  EXPECT_EQ(diagnostics.all()[0].message, "rules 1 and 2 of the table \"D\" both match age = 18, but its hit policy is UNIQUE");
  EXPECT_THAT(diagnostics.all()[0].notes[0].message, HasSubstr("such an input is age = 18"));
}

TEST(Verify, AnyMustAgree) {
  EXPECT_THAT(findings({.inputs = {{"age", "number"}}, .policy = "ANY", .rules = {"<= 18 -> \"a\"", ">= 18 -> \"b\""}}), ElementsAre(HasSubstr("DT-D216 rules 1 and 2")));
  EXPECT_THAT(findings({.inputs = {{"age", "number"}}, .policy = "ANY", .rules = {"<= 18 -> \"a\"", ">= 18 -> \"a\""}}), IsEmpty());
  EXPECT_THAT(findings({.inputs = {{"age", "number"}}, .policy = "ANY", .rules = {"- -> \"a\"", ">= 18 -> \"a\""}}), ElementsAre("DT-D219 rule 2 of the table \"D\" adds nothing to rule 1"));
}

TEST(Verify, RulesThatNeverDecide) {
  EXPECT_THAT(findings({.inputs = {{"age", "number"}}, .policy = "FIRST", .rules = {"< 18 -> \"a\"", ">= 18 -> \"b\"", "[10..20] -> \"c\"", "null -> \"d\""}}),
              ElementsAre("DT-D217 rule 3 of the table \"D\" never decides: whatever it matches is decided by the rules 1, 2, which come before it"));
  EXPECT_THAT(findings({.inputs = {{"age", "number"}}, .policy = "PRIORITY", .rules = {"[10..20] -> \"low\"", "- -> \"high\""}, .output_values = "\"high\", \"low\""}),
              ElementsAre(HasSubstr("DT-D217 rule 1 of the table \"D\" never decides: whatever it matches is decided by rule 2, which weighs more")));
  EXPECT_THAT(findings({.inputs = {{"age", "number"}}, .rules = {"< 5 -> \"a\"", ">= 5 -> \"b\"", "? > 7 and ? < 6 -> \"c\""}}),
              ElementsAre(HasSubstr("DT-D217 rule 3 of the table \"D\" can never match: no value of age passes ? > 7 and ? < 6")));
  // "-" at the end of a FIRST table still decides for missing values.
  EXPECT_THAT(findings({.inputs = {{"age", "number"}}, .policy = "FIRST", .rules = {"< 18 -> \"a\"", ">= 18 -> \"b\"", "- -> \"ask\""}}), IsEmpty());
}

TEST(Verify, OutputsMustBeAllowed) {
  EXPECT_THAT(findings({.inputs = {{"age", "number"}}, .rules = {"< 18 -> \"low\"", ">= 18 -> \"hihg\""}, .output_values = "\"high\", \"low\""}),
              ElementsAre("DT-D218 rule 2 of the table \"D\" yields \"hihg\", which is none of \"high\", \"low\""));
}

TEST(Verify, TheSameRuleTwice) {
  EXPECT_THAT(findings({.inputs = {{"age", "number"}}, .policy = "COLLECT", .rules = {"< 18 -> 1", "> 3 -> 1", "< 18 -> 1"}, .output_type = "number"}),
              ElementsAre("DT-D219 rule 3 of the table \"D\" is the same as rule 1"));
}

TEST(Verify, CellsThatReadOthersAreUndecided) {
  EXPECT_THAT(findings({.inputs = {{"age", "number"}, {"limit", "number"}}, .rules = {"< limit | - -> \"a\"", ">= limit | - -> \"b\""}}),
              ElementsAre(HasSubstr("DT-D227 undecided whether the table \"D\" has a rule for every input: < limit reads limit")));
  // What no undecided rule can reach is a gap all the same.
  EXPECT_THAT(findings({.inputs = {{"limit", "number"}, {"age", "number"}}, .rules = {"[1..5] | < limit -> \"a\""}}), testing::Contains(HasSubstr("DT-D210")));
}

TEST(Verify, TooMuchWorkIsUndecidedNeverSound) {
  auto model = model_of({.inputs = {{"age", "number"}}, .rules = {"<= 18 -> \"a\"", "> 18 -> \"b\""}});
  EXPECT_THAT(findings_of(*model, {.work = 3}), ElementsAre(HasSubstr("DT-D227")));
}

TEST(Verify, WhatADecisionYieldsIsTheDomainOfTheNext) {
  TableText risk{.inputs = {{"age", "number"}}, .rules = {"< 25 -> \"high\"", ">= 25 -> \"low\""}};
  TableText price{.inputs = {{"Risk", "string"}}, .rules = {"\"high\" -> \"dear\"", "\"low\" -> \"cheap\""}};
  auto xml = [&] { return definitions_xml(input_xml("age", "number") + decision_xml("Risk", risk) + decision_xml("Price", price, {"Risk"})); };
  Diagnostics diagnostics;
  auto model = model_of_xml(xml(), diagnostics);
  ASSERT_TRUE(model);
  EXPECT_THAT(findings_of(*model), IsEmpty());
  risk.rules.push_back("null -> \"unknown\"");
  price.rules.push_back("\"medium\" -> \"so\"");
  model = model_of_xml(xml(), diagnostics);
  ASSERT_TRUE(model);
  EXPECT_THAT(findings_of(*model), ElementsAre(HasSubstr("the table \"Price\" has no rule for Risk = \"unknown\""), HasSubstr("DT-D217 rule 3 of the table \"Price\" can never match")));
}

/// A random table over small domains, and every point at which its cells could differ.
class RandomTable {
 public:
  explicit RandomTable(unsigned seed) : random_(seed) {
    static char const* const policies[] = {"UNIQUE", "FIRST", "ANY"};
    text.inputs = {{"n", "number"}, {"s", "string"}, {"b", "boolean"}};
    text.policy = policies[pick(3)];
    auto rules = 1 + pick(6);
    for (int i = 0; i < rules; ++i) text.rules.push_back(number_cell() + " | " + string_cell() + " | " + boolean_cell() + " -> \"" + std::string(1, static_cast<char>('x' + pick(2))) + "\"");
  }
  TableText text;

 private:
  int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  std::string number_cell() {
    auto a = pick(4), b = a + pick(3);
    switch (pick(8)) {
      case 0: return "< " + std::to_string(a);
      case 1: return ">= " + std::to_string(a);
      case 2: return std::string(pick(2) ? "[" : "(") + std::to_string(a) + ".." + std::to_string(b + 1) + (pick(2) ? "]" : ")");
      case 3: return std::to_string(a) + ", " + std::to_string(b);
      case 4: return "not(" + std::to_string(a) + ")";
      case 5: return pick(4) ? "? > " + std::to_string(a) + " and ? != " + std::to_string(b + 1) : "null";
      default: return "-";
    }
  }
  std::string string_cell() {
    static char const* const cells[] = {"\"A\"", "\"B\"", "\"A\", \"C\"", "not(\"A\")", "-", "-", "-"};
    return cells[pick(7)];
  }
  std::string boolean_cell() {
    static char const* const cells[] = {"true", "false", "-", "-"};
    return cells[pick(4)];
  }
  std::mt19937 random_;
};

std::vector<std::uint32_t> matching(DecisionTable const& table, std::vector<feel::Value> const& values) {
  feel::Environment environment;
  feel::Session session{environment};
  Run run(session, Explain::no);
  std::vector<feel::Value> slots(table.tested_slot + 1);
  std::vector<std::uint32_t> rules;
  table.scan_rules(values, run, slots.data(), table.rules.size(), rules);
  return rules;
}

TEST(Verify, AgreesWithTryingEveryPoint) {
  for (unsigned seed = 0; seed < 400; ++seed) {
    RandomTable random(seed);
    auto model = model_of(random.text);
    ASSERT_TRUE(model);
    auto const& table = *model->tables()[0];
    bool gap = false;
    std::set<std::pair<std::uint32_t, std::uint32_t>> overlaps, contradictions;
    std::set<std::uint32_t> decided, matched;
    bool asks = false;
    for (auto const& cell : table.inputs[0].cells) asks = asks || cell.test.text().find("null") != std::string::npos;
    std::vector<feel::Value> numbers{{}}, strings{feel::Value(), feel::Value("A"), feel::Value("B"), feel::Value("C"), feel::Value("D")}, truths{feel::Value(), feel::Value(true), feel::Value(false)};
    for (int half = -2; half <= 16; ++half) numbers.emplace_back(*Decimal::divide(half, 2));
    for (auto const& n : numbers)
      for (auto const& s : strings)
        for (auto const& b : truths) {
          auto rules = matching(table, {n, s, b});
          bool counts = (!n.is_null() || asks) && !s.is_null() && !b.is_null();
          gap = gap || (counts && rules.empty());
          if (!rules.empty()) decided.insert(rules[0]);
          for (std::size_t i = 0; i < rules.size(); ++i) {
            matched.insert(rules[i]);
            for (std::size_t j = i + 1; j < rules.size(); ++j) {
              overlaps.emplace(rules[i], rules[j]);
              if (table.rules[rules[i]].outputs[0] != table.rules[rules[j]].outputs[0]) contradictions.emplace(rules[i], rules[j]);
            }
          }
        }
    Diagnostics diagnostics;
    verify(*model, {.most_reported = 1000}, diagnostics);
    std::set<std::pair<std::uint32_t, std::uint32_t>> found_pairs;
    std::set<std::uint32_t> never;
    std::size_t gaps = 0;
    for (auto const& each : diagnostics.all()) {
      std::uint32_t a = 0, b = 0;
      if (std::sscanf(each.message.c_str(), "rules %u and %u", &a, &b) == 2) found_pairs.emplace(a - 1, b - 1);
      else if (each.code == "DT-D210") ++gaps;
      else if (each.code == "DT-D217" && std::sscanf(each.message.c_str(), "rule %u", &a) == 1) never.insert(a - 1);
      EXPECT_NE(each.code, "DT-D227") << seed << ": " << each.message;
    }
    auto told = [&] {
      std::string text = "seed " + std::to_string(seed) + " " + random.text.policy + "\n";
      for (auto const& rule : random.text.rules) text += "  " + rule + "\n";
      for (auto const& each : diagnostics.all()) text += each.code + " " + each.message + "\n";
      return text;
    };
    EXPECT_EQ(gaps > 0, gap) << told();
    EXPECT_EQ(found_pairs, random.text.policy == "UNIQUE" ? overlaps : random.text.policy == "ANY" ? contradictions : decltype(overlaps){}) << told();
    auto const& alive = random.text.policy == "FIRST" ? decided : matched;
    for (std::uint32_t rule = 0; rule < table.rules.size(); ++rule) EXPECT_EQ(never.contains(rule), !alive.contains(rule)) << told() << "rule " << rule + 1;
  }
}

}  // namespace
}  // namespace drivetrain::decisions::dmn
