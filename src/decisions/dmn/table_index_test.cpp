// An index must say exactly what evaluating the cells one by one says: the same rules in the same order, and the same warnings; for any values,
// of kinds that the table never asks for, too.
#include "decisions/dmn/table_index.h"

#include <gtest/gtest.h>

#include <random>

#include "decisions/dmn/table_for_test.h"
#include "feel/program/frame.h"

namespace drivetrain::decisions::dmn {
namespace {

struct Looked {
  std::vector<std::uint32_t> rules;
  std::vector<std::string> warnings;
  bool operator==(Looked const&) const = default;
};

template <class Look>
Looked looked(DecisionTable const& table, Look look) {
  feel::Environment environment;
  feel::Session session{environment};
  dmn::Run run(session, Explain::no);
  std::vector<feel::Value> slots(table.tested_slot + 1);
  for (std::size_t i = 0; i < slots.size(); ++i) slots[i] = feel::Value(static_cast<int>(i + 2));
  Looked result;
  look(run, slots.data(), result.rules);
  for (auto const& warning : session.warnings) result.warnings.push_back(std::to_string(warning.source) + " " + warning.message);
  return result;
}

class IndexedTables : public testing::TestWithParam<int> {
 protected:
  std::mt19937 random_{static_cast<unsigned>(GetParam())};
  int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }

  std::string number_cell(int span) {
    auto a = pick(span), b = a + pick(span / 4 + 2);
    switch (pick(9)) {
      case 0: return "< " + std::to_string(a);
      case 1: return ">= " + std::to_string(a) + ".5";
      case 2: return std::string(pick(2) ? "[" : "(") + std::to_string(a) + ".." + std::to_string(b + 1) + (pick(2) ? "]" : ")");
      case 3: return std::to_string(a) + ", " + std::to_string(b);
      case 4: return pick(3) ? "not(" + std::to_string(a) + ")" : "null";
      case 5: return "? > " + std::to_string(a) + " and ? != " + std::to_string(b + 1);
      case 6: return pick(12) ? std::to_string(a) : "< other";
      default: return pick(3) ? std::to_string(a) : "-";
    }
  }
  std::string string_cell(int span, bool ordered) {
    auto text = [&] { return "\"k" + std::to_string(pick(span)) + "\""; };
    if (ordered && pick(3) == 0) return "< " + text();
    switch (pick(4)) {
      case 0: return text() + ", " + text();
      case 1: return "not(" + text() + ")";
      case 2: return "-";
      default: return text();
    }
  }
  std::string date_cell() {
    auto day = [&] { return "date(\"2026-01-" + std::string(pick(2) ? "1" : "2") + std::to_string(pick(8)) + "\")"; };
    return pick(3) == 0 ? "-" : pick(2) ? ">= " + day() : "[" + day() + ".." + day() + ")";
  }

  feel::Value value(int column, int span) {
    if (pick(12) == 0) return {};
    if (pick(12) == 0) column = pick(4);
    switch (column) {
      case 0: return pick(2) ? feel::Value(pick(span + 2) - 1) : feel::Value(*Decimal::divide(pick(2 * span), 2 + pick(2)));
      case 1: return "k" + std::to_string(pick(span + 3));
      case 2: return Date{2026, 1, static_cast<std::uint8_t>(1 + pick(31))};
      default: return pick(2) == 0;
    }
  }
};

TEST_P(IndexedTables, SayWhatAScanSays) {
  auto count = GetParam() % 7 == 0 ? 1'100 : 8 + pick(200);
  auto span = 2 + pick(count);
  bool ordered = pick(3) == 0;
  TableText text{.inputs = {{"n", ""}, {"s", ""}, {"d", ""}, {"b", ""}, {"other", ""}}, .policy = pick(2) ? "FIRST" : "COLLECT"};
  static char const* const truths[] = {"true", "false", "-"};
  for (int i = 0; i < count; ++i)
    text.rules.push_back(number_cell(span) + " | " + string_cell(span, ordered) + " | " + date_cell() + " | " + truths[pick(3)] + " | - -> 1");
  text.output_type = "number";
  auto model = model_of(text);
  ASSERT_TRUE(model);
  auto const& table = *model->tables()[0];
  ASSERT_TRUE(table.index_of_rules);
  EXPECT_EQ(table.index_of_rules->plan() == TableIndex::Plan::lists, count > 1'024);
  std::size_t most = text.policy == "FIRST" ? 1 : table.rules.size();
  for (int trial = 0; trial < 150; ++trial) {
    std::vector<feel::Value> values{value(0, span), value(1, span), value(2, span), value(3, span), value(0, span)};
    auto indexed = looked(table, [&](dmn::Run& run, feel::Value* slots, auto& rules) { table.matching_rules(values, run, slots, most, rules); });
    auto scanned = looked(table, [&](dmn::Run& run, feel::Value* slots, auto& rules) { table.scan_rules(values, run, slots, most, rules); });
    std::string told;
    for (auto const& each : values) told += feel::to_text(each) + " ";
    EXPECT_EQ(indexed.rules, scanned.rules) << told;
    EXPECT_EQ(indexed.warnings, scanned.warnings) << told;
  }
}

INSTANTIATE_TEST_SUITE_P(Random, IndexedTables, testing::Range(1, 60));

TEST(TableIndex, FewRulesNeedNone) {
  auto model = model_of({.inputs = {{"n", "number"}}, .rules = {"< 1 -> \"a\"", ">= 1 -> \"b\""}});
  ASSERT_TRUE(model);
  EXPECT_FALSE(model->tables()[0]->index_of_rules);
}

TEST(TableIndex, KnowsColumnsThatAskForNullsOnly) {
  for (auto type : {"", "string", "Any"}) {
    TableText text{.inputs = {{"s", type}}, .policy = "FIRST"};
    for (int i = 0; i < 7; ++i) text.rules.emplace_back("not(null) -> \"x\"");
    text.rules.emplace_back("- -> \"y\"");
    auto model = model_of(text);
    ASSERT_TRUE(model);
    auto const& table = *model->tables()[0];
    for (auto const& value : {feel::Value(), feel::Value("a"), feel::Value(3), feel::Value(true)}) {
      std::vector<feel::Value> values{value};
      auto indexed = looked(table, [&](dmn::Run& run, feel::Value* slots, auto& rules) { table.matching_rules(values, run, slots, 1, rules); });
      auto scanned = looked(table, [&](dmn::Run& run, feel::Value* slots, auto& rules) { table.scan_rules(values, run, slots, 1, rules); });
      EXPECT_EQ(indexed.rules, scanned.rules) << feel::to_text(value);
    }
  }
}

TEST(TableIndex, MemoryOfManyRulesIsBounded) {
  TableText text{.inputs = {{"n", "number"}, {"m", "number"}}, .policy = "FIRST"};
  for (int i = 0; i < 5'000; ++i) text.rules.push_back("[" + std::to_string(i) + ".." + std::to_string(i + 3) + "] | < " + std::to_string(i) + " -> \"x\"");
  auto model = model_of(text);
  ASSERT_TRUE(model && model->tables()[0]->index_of_rules);
  EXPECT_LT(model->tables()[0]->index_of_rules->bytes(), 4u << 20);
}

}  // namespace
}  // namespace drivetrain::decisions::dmn
