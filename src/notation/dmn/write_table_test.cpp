// A table is edited as a whole, and what is not part of the edit keeps its bytes: prefixes, comments, odd layouts.
#include "notation/dmn/write_table.h"

#include <gtest/gtest.h>

namespace drivetrain::notation {
namespace {

using Kind = DmnTableEdit::Kind;

constexpr char const* laid_out = R"(<?xml version="1.0"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="n" name="m" id="m">
  <decision name="risk" id="risk">
    <variable name="risk"/>
    <decisionTable id="t" hitPolicy="COLLECT" aggregation="MAX">
      <input id="i" label="Age">
        <inputExpression><text>Age</text></inputExpression>
      </input>
      <output id="o"/>
      <annotation name="Why"/>
      <!-- the young -->
      <rule id="r1">
        <inputEntry id="c1"><text>&lt; 18</text></inputEntry>
        <outputEntry id="c2"><text>1 </text></outputEntry>
        <annotationEntry><text>minors</text></annotationEntry>
      </rule>
      <!-- the others -->
      <rule id="r2">
        <inputEntry id="c3"><text><![CDATA[>= 18]]></text></inputEntry>
        <outputEntry id="c4"><text>2</text></outputEntry>
      </rule>
    </decisionTable>
  </decision>
</definitions>
)";
constexpr char const* prefixed = R"(<d:definitions xmlns:d="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="n" name="m" id="m"><d:decision name="a" id="a"><d:decisionTable>
  <d:input><d:inputExpression><d:text>x</d:text></d:inputExpression></d:input><d:output></d:output>
  <d:rule><d:inputEntry><d:text>1</d:text></d:inputEntry><d:outputEntry><d:text>2</d:text></d:outputEntry></d:rule>
</d:decisionTable></d:decision></d:definitions>)";

std::string edited(std::string const& text, DmnTableEdit const& edit) {
  SourceText source("m.dmn", text);
  Diagnostics found;
  auto definitions = read_dmn(source, found);
  auto made = with_table_edit(source, *definitions->elements[0].logic, edit);
  return made.ok() ? *made : made.error().code + " " + made.error().message;
}
std::string replaced_in(std::string text, std::string const& old, std::string const& with) { return text.replace(text.find(old), old.size(), with); }

TEST(DmnTableWriting, PutsARuleWhereItIsAskedForLaidOutLikeItsNeighbours) {
  std::string const rule = R"(
      <rule id="rule_3">
        <inputEntry id="rule_3_1"><text>&gt; 65</text></inputEntry>
        <outputEntry id="rule_3_2"><text>3</text></outputEntry>
        <annotationEntry><text>a &amp; b</text></annotationEntry>
      </rule>)";
  DmnTableEdit edit{.kind = Kind::add_rule, .rule = 2, .cells = {"> 65", "3", "a & b"}};
  EXPECT_EQ(edited(laid_out, edit), replaced_in(laid_out, "\n    </decisionTable>", rule + "\n    </decisionTable>"));
  edit.rule = 1;
  EXPECT_EQ(edited(laid_out, edit), replaced_in(laid_out, "\n      <rule id=\"r2\">", rule + "\n      <rule id=\"r2\">"));
  EXPECT_EQ(edited(prefixed, {.kind = Kind::add_rule, .rule = 0, .cells = {" ", "3"}}),
            replaced_in(prefixed, "\n  <d:rule>", "\n  <d:rule><d:inputEntry><d:text>-</d:text></d:inputEntry><d:outputEntry><d:text>3</d:text></d:outputEntry></d:rule>\n  <d:rule>"));
}

TEST(DmnTableWriting, GivesAnEmptyTableItsFirstRule) {
  auto empty = edited(prefixed, {.kind = Kind::remove_rule, .rule = 0});
  EXPECT_EQ(empty, replaced_in(prefixed, "\n  <d:rule><d:inputEntry><d:text>1</d:text></d:inputEntry><d:outputEntry><d:text>2</d:text></d:outputEntry></d:rule>", ""));
  auto first = edited(empty, {.kind = Kind::add_rule, .rule = 0, .cells = {"1", "2"}});
  EXPECT_NE(first.find("<d:output></d:output><d:rule id=\"rule_1\"><d:inputEntry id=\"rule_1_1\"><d:text>1</d:text>"), std::string::npos) << first;
}

TEST(DmnTableWriting, MovesARuleWithItsBytesAndThereAndBackIsNothing) {
  auto moved = edited(laid_out, {.kind = Kind::move_rule, .rule = 0, .to = 1});
  EXPECT_LT(moved.find("id=\"r2\""), moved.find("id=\"r1\""));
  EXPECT_LT(moved.find("the young"), moved.find("the others")) << "comments stay";
  EXPECT_NE(moved.find("<text>1 </text>"), std::string::npos);
  EXPECT_EQ(edited(edited(prefixed, {.kind = Kind::add_rule, .rule = 1, .cells = {"5", "6"}}), {.kind = Kind::remove_rule, .rule = 1}), prefixed);
  auto three = edited(laid_out, {.kind = Kind::add_rule, .rule = 2, .cells = {"> 65", "3"}});
  EXPECT_EQ(edited(edited(three, {.kind = Kind::move_rule, .rule = 2, .to = 1}), {.kind = Kind::move_rule, .rule = 1, .to = 2}), three);
}

TEST(DmnTableWriting, SetsWhatTheWholeTableDoes) {
  EXPECT_EQ(edited(laid_out, {.kind = Kind::set_hit_policy, .policy = DmnHitPolicy::first}), replaced_in(laid_out, "\"COLLECT\" aggregation=\"MAX\"", "\"FIRST\""));
  EXPECT_EQ(edited(laid_out, {.kind = Kind::set_hit_policy, .policy = DmnHitPolicy::collect, .aggregation = DmnAggregation::sum}), replaced_in(laid_out, "\"MAX\"", "\"SUM\""));
  EXPECT_EQ(edited(prefixed, {.kind = Kind::set_hit_policy, .policy = DmnHitPolicy::any}), replaced_in(prefixed, "<d:decisionTable>", "<d:decisionTable hitPolicy=\"ANY\">"));
  auto with_default = edited(laid_out, {.kind = Kind::set_default_output, .column = 0, .text = "0 < 1"});
  EXPECT_EQ(with_default, replaced_in(laid_out, "<output id=\"o\"/>", "<output id=\"o\">\n        <defaultOutputEntry><text>0 &lt; 1</text></defaultOutputEntry>\n      </output>"));
  EXPECT_EQ(edited(with_default, {.kind = Kind::set_default_output, .column = 0, .text = "7"}), replaced_in(with_default, "0 &lt; 1", "7"));
  EXPECT_EQ(edited(prefixed, {.kind = Kind::set_default_output, .column = 0, .text = "7"}),
            replaced_in(prefixed, "<d:output></d:output>", "<d:output><d:defaultOutputEntry><d:text>7</d:text></d:defaultOutputEntry></d:output>"));
  auto bounded = edited(laid_out, {.kind = Kind::set_input_values, .column = 0, .text = ">= 0"});
  EXPECT_EQ(bounded, replaced_in(laid_out, "\n      </input>", "\n        <inputValues><text>&gt;= 0</text></inputValues>\n      </input>"));
  EXPECT_EQ(edited(bounded, {.kind = Kind::set_input_values, .column = 0}), laid_out);
}

TEST(DmnTableWriting, RefusesWhatIsNotThere) {
  EXPECT_EQ(edited(laid_out, {.kind = Kind::remove_rule, .rule = 2}), "DT-X901 the table has no rule 3");
  EXPECT_EQ(edited(laid_out, {.kind = Kind::move_rule, .rule = 0, .to = 2}), "DT-X901 the table has no rule 3");
  EXPECT_EQ(edited(laid_out, {.kind = Kind::set_default_output, .column = 1, .text = "1"}), "DT-X901 the table has no output column 1");
  EXPECT_EQ(edited(laid_out, {.kind = Kind::add_rule, .rule = 0, .cells = {"1"}}).substr(0, 7), "DT-X902");
  EXPECT_EQ(edited(laid_out, {.kind = Kind::set_hit_policy, .policy = DmnHitPolicy::any, .aggregation = DmnAggregation::sum}).substr(0, 7), "DT-X902");
  EXPECT_EQ(edited(laid_out, {.kind = Kind::add_rule, .rule = 0, .cells = {"\x01", "1"}}).substr(0, 7), "DT-X902");
}

}  // namespace
}  // namespace drivetrain::notation
