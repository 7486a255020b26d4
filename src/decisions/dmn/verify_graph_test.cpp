// Tables above each other, against brute force: what one decision yields and the input that it came from do not go together freely.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "decisions/dmn/table_for_test.h"
#include "decisions/dmn/verify.h"

namespace drivetrain::decisions::dmn {
namespace {

TEST(VerifyGraph, NeverLiesAboutTablesAboveEachOther) {
  std::size_t gaps = 0, sound = 0, undecided = 0;
  for (unsigned seed = 0; seed < 300; ++seed) {
    std::mt19937 random(seed);
    auto pick = [&](std::initializer_list<char const*> texts) { return std::string(*(texts.begin() + random() % texts.size())); };
    auto split_at = pick({"18", "21", "18.5"});
    TableText above{.inputs = {{"age", "number"}}, .rules = {"< " + split_at + " -> \"minor\"", ">= " + split_at + " -> " + pick({"\"adult\"", "if age > 50 then \"old\" else \"adult\""})}};
    TableText table{.inputs = {{"Class", "string"}}};
    bool both = random() % 2;
    if (both) table.inputs.emplace_back("age", "number");
    for (std::size_t rule = 0, count = 1 + random() % 4; rule < count; ++rule)
      table.rules.push_back(pick({"\"minor\"", "\"adult\"", "\"old\"", "not(\"minor\")", "-"}) + (both ? " | " + pick({"< 18", ">= 18", "< 21", ">= 21", "-", "-"}) : "") + " -> \"x\"");
    Diagnostics diagnostics;
    auto model = model_of_xml(definitions_xml(input_xml("age", "number") + decision_xml("Class", above) + decision_xml("D", table, {"Class"})), diagnostics);
    ASSERT_TRUE(model) << seed;
    verify(*model, {.most_reported = 100}, diagnostics);
    auto context = [&] {
      std::string text = "seed " + std::to_string(seed);
      for (auto const& rule : above.rules) text += "\n  Class: " + rule;
      for (auto const& rule : table.rules) text += "\n  D: " + rule;
      for (auto const& each : diagnostics.all()) text += "\n" + each.code + " " + each.message + (each.notes.empty() ? "" : " / " + each.notes[0].message);
      return text;
    };
    auto rules_at = [&](Decimal age) {
      std::vector<Input> given{{"age", {}, feel::Value(age)}};
      auto outcome = model->evaluate(*model->find("D"), given, {});
      for (auto const& hit : outcome.trace.tables)
        if (model->tables()[hit.table]->name == "D") return hit.rules.size();
      return std::size_t{0};
    };
    bool gap = false, overlap = false;
    for (int half = 20; half < 130; ++half) {
      auto rules = rules_at(*Decimal::divide(half, 2));
      gap = gap || rules == 0, overlap = overlap || rules > 1;
    }
    bool told_gap = false, told_overlap = false, open = false;
    for (auto const& each : diagnostics.all()) {
      open = open || each.code == "DT-D227";
      if (each.code != "DT-D210") continue;
      bool is_gap = each.message.find("has no rule for") != std::string::npos;
      (is_gap ? told_gap : told_overlap) = true;
      auto const& note = each.notes.at(0).message;
      auto at = note.find("such an input is age = ");
      if (at == std::string::npos) continue;  // of the decision's own values alone
      auto age = Decimal::parse(note.substr(at + 23, note.find(',', at) == std::string::npos ? std::string::npos : note.find(',', at) - at - 23));
      ASSERT_TRUE(age) << note;
      EXPECT_EQ(rules_at(*age) == 0, is_gap) << context();
    }
    if (gap) {
      EXPECT_TRUE(told_gap || open) << context();
    } else {
      EXPECT_FALSE(told_gap) << context();
    }
    if (overlap) {
      EXPECT_TRUE(told_overlap || open) << context();
    } else {
      EXPECT_FALSE(told_overlap) << context();
    }
    gaps += told_gap, sound += diagnostics.all().empty(), undecided += open;
  }
  EXPECT_GT(gaps, 50u);
  EXPECT_GT(sound, 5u);
  EXPECT_GT(undecided, 10u);
}

/// Rules that others hide, defaults that may or may not come, and rules that only look as if they overlapped.
TEST(VerifyGraph, NeverLiesAboutWhatTheTableAboveYields) {
  std::size_t gaps = 0, overlaps = 0, sound = 0;
  for (unsigned seed = 0; seed < 300; ++seed) {
    std::mt19937 random(seed);
    auto pick = [&](std::initializer_list<char const*> texts) { return std::string(*(texts.begin() + random() % texts.size())); };
    TableText above{.inputs = {{"age", "number"}}, .policy = random() % 3 ? "FIRST" : "PRIORITY"};
    if (above.policy == "PRIORITY") above.output_values = "\"old\", \"minor\", \"adult\", \"unknown\"";
    for (std::size_t rule = 0, count = 1 + random() % 4; rule < count; ++rule) above.rules.push_back(pick({"< 18", ">= 18", "> 21", "< 21", "[18..21]", "-", "null", "contains(string(?), \"5\")"}) + " -> " + pick({"\"minor\"", "\"adult\"", "\"old\""}));
    if (random() % 2) above.default_output = "\"unknown\"";
    TableText table{.inputs = {{"Class", "string"}}};
    for (std::size_t rule = 0, count = 1 + random() % 4; rule < count; ++rule) table.rules.push_back(pick({"\"minor\"", "\"adult\"", "\"old\"", "\"unknown\"", "not(\"minor\")", "null", "not(\"minor\", \"adult\")"}) + " -> \"x\"");
    Diagnostics diagnostics;
    auto model = model_of_xml(definitions_xml(input_xml("age", "number") + decision_xml("Class", above) + decision_xml("D", table, {"Class"})), diagnostics);
    ASSERT_TRUE(model) << seed;
    verify(*model, {.most_reported = 100}, diagnostics);
    bool asks = std::any_of(table.rules.begin(), table.rules.end(), [](std::string const& rule) { return rule.starts_with("null"); });
    bool gap = false, overlap = false;
    auto ask = [&](feel::Value const& age) {
      std::vector<Input> given{{"age", {}, age}};
      auto outcome = model->evaluate(*model->find("D"), given, {});
      for (auto const& hit : outcome.trace.tables) {
        if (model->tables()[hit.table]->name != "D") continue;
        gap = gap || (hit.rules.empty() && (asks || !hit.inputs[0].is_null())), overlap = overlap || hit.rules.size() > 1;
      }
    };
    ask({});
    for (int half = 20; half < 130; ++half) ask(*Decimal::divide(half, 2));
    std::string context = "seed " + std::to_string(seed) + " " + above.policy + " default " + above.default_output;
    for (auto const& rule : above.rules) context += "\n  Class: " + rule;
    for (auto const& rule : table.rules) context += "\n  D: " + rule;
    bool told_gap = false, told_overlap = false, open = false;
    for (auto const& each : diagnostics.all()) {
      context += "\n" + each.code + " " + each.message + (each.notes.empty() ? "" : " / " + each.notes[0].message);
      if (each.message.find("\"D\"") == std::string::npos) continue;
      open = open || each.code == "DT-D227";
      if (each.code == "DT-D210") (each.message.find("has no rule for") != std::string::npos ? told_gap : told_overlap) = true;
    }
    EXPECT_TRUE(gap ? told_gap || open : !told_gap) << context;
    EXPECT_TRUE(overlap ? told_overlap || open : !told_overlap) << context;
    gaps += told_gap, overlaps += told_overlap, sound += !gap && !overlap && !open;
  }
  EXPECT_GT(gaps, 50u);
  EXPECT_GT(overlaps, 10u);
  EXPECT_GT(sound, 10u);
}

std::vector<std::string> findings_below(TableText const& above, TableText const& below) {
  Diagnostics diagnostics;
  auto model = model_of_xml(definitions_xml(input_xml("age", "number") + decision_xml("Class", above) + decision_xml("Fee", below, {"Class"})), diagnostics);
  if (!model) return {"no model"};
  verify(*model, {}, diagnostics);
  std::vector<std::string> found;
  for (auto const& each : diagnostics.all())
    if (each.code == "DT-D210") found.push_back(each.message);
  return found;
}

TEST(VerifyGraph, WhatNeverDecidesIsNoPossibleOutput) {
  TableText fee{.inputs = {{"Class", "string"}}, .rules = {"\"minor\" -> \"none\"", "\"adult\" -> \"full\""}};
  std::vector<std::string> const none;
  // The default of a table that is complete, a rule that another hides, and the null of what always answers.
  EXPECT_EQ(findings_below({.inputs = {{"age", "number"}}, .policy = "FIRST", .rules = {"< 18 -> \"minor\"", "- -> \"adult\""}, .default_output = "\"unknown\""}, fee), none);
  EXPECT_EQ(findings_below({.inputs = {{"age", "number"}}, .policy = "FIRST", .rules = {"< 18 -> \"minor\"", "- -> \"adult\"", ">= 65 -> \"old\""}}, fee), none);
  auto overlapping = fee;
  overlapping.rules = {"\"minor\" -> \"none\"", "\"adult\" -> \"full\"", "null -> \"a\"", "null -> \"b\""};
  EXPECT_EQ(findings_below({.inputs = {{"age", "number"}}, .policy = "FIRST", .rules = {"< 18 -> \"minor\"", "- -> \"adult\""}}, overlapping), none);
  // Where the default does come, it counts.
  EXPECT_EQ(findings_below({.inputs = {{"age", "number"}}, .policy = "FIRST", .rules = {"< 18 -> \"minor\"", ">= 21 -> \"adult\""}, .default_output = "\"unknown\""}, fee).size(), 1u);
}

}  // namespace
}  // namespace drivetrain::decisions::dmn
