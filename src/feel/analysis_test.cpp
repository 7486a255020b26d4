// What is known of an expression before it runs: what it reads, where its truth can change, whether it is a literal.
#include <gtest/gtest.h>

#include "feel/expression.h"

namespace drivetrain::feel {
namespace {

std::vector<std::string> reads(std::string_view text) { return std::get<Expression>(compile(text, Scope{{"delay hours"}, true})).reads(); }

TEST(Expression, TellsWhatItReads) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(reads("delay hours > 3 and job.customer.tier = \"gold\" or delay hours < 1"), (Names{"delay hours", "job.customer.tier"}));
  EXPECT_EQ(reads("{a: x, b: a + y}.b"), (Names{"x", "y"}));
  EXPECT_EQ(reads("for l in lines return l.price"), (Names{"lines"}));
  EXPECT_EQ(reads("(function(a) a + b)(c)"), (Names{"b", "c"}));
  EXPECT_EQ(reads("1 + 2"), Names{});
}

std::string breakpoints(std::string_view text, bool cell = false) {
  Scope open{{"delay hours"}, true};
  auto compiled = cell ? compile_unary_tests(text, open) : compile(text, open);
  auto points = std::get<Expression>(compiled).breakpoints();
  if (!points) return "none";
  std::string shown;
  for (auto const& point : *points) shown += (shown.empty() ? "" : "; ") + point.path + " " + to_text(point.constant);
  return shown;
}

TEST(Breakpoints, AreWhereAConditionsTruthCanChange) {
  EXPECT_EQ(breakpoints("delay hours <= 8"), "delay hours 8");
  EXPECT_EQ(breakpoints("delay hours > 8 and delay hours <= 40"), "delay hours 8; delay hours 40");
  EXPECT_EQ(breakpoints("8 < delay hours or not(job.value between 1 and 2)"), "delay hours 8; job.value 1; job.value 2");
  EXPECT_EQ(breakpoints("amount in (2500..15000]"), "amount 2500; amount 15000");
  EXPECT_EQ(breakpoints("amount in (< 5, 7, [8..9])"), "amount 5; amount 7; amount 8; amount 9");
  EXPECT_EQ(breakpoints("tier in [\"a\", \"b\"]"), "tier \"a\"; tier \"b\"");
  EXPECT_EQ(breakpoints("urgent and wait > duration(\"PT2H\") * 2"), "urgent true; wait @\"PT4H\"");
  EXPECT_EQ(breakpoints("true"), "");
  EXPECT_EQ(breakpoints("(8..40]", true), "? 8; ? 40");
  EXPECT_EQ(breakpoints("not(\"a\", \"b\")", true), "? \"a\"; ? \"b\"");
  EXPECT_EQ(breakpoints("? > 3 and ? < 9", true), "? 3; ? 9");
  EXPECT_EQ(breakpoints("-", true), "");
}

TEST(Breakpoints, AreRefusedWhereTheyWouldNotDecide) {
  for (auto text : {"delay hours * 2 > 8", "a > b", "modulo(a, 2) = 0", "if a > 3 then true else false", "count(lines) > 3", "some x in xs satisfies x > 3", "a in b", "today() > a"})
    EXPECT_EQ(breakpoints(text), "none") << text;
  EXPECT_EQ(breakpoints("< amount", true), "none");
}

TEST(Expression, KnowsWhenItIsALiteral) {
  auto constant = [](char const* text) { return std::get<Expression>(compile(text, Scope{{}, true})).constant(); };
  EXPECT_EQ(constant("12"), Value(12));
  EXPECT_EQ(constant("-0.5"), Value(*Decimal::parse("-0.5")));
  EXPECT_EQ(constant("\"gold\""), Value("gold"));
  EXPECT_EQ(constant("true"), Value(true));
  EXPECT_EQ(constant("a"), std::nullopt);
  EXPECT_EQ(constant("1 + 1"), std::nullopt);
  EXPECT_EQ(std::get<Expression>(compile_unary_tests("\"gold\"", {})).constant(), Value("gold"));
}

}  // namespace
}  // namespace drivetrain::feel
