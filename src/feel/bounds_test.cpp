// Whatever a text says, an evaluation ends soon and takes a bounded amount of memory, and it says why there is no value.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "feel/expression.h"
#include "feel/json.h"
#include "feel/program/compare.h"
#include "feel/program/frame.h"
#include "feel/type.h"
#include "feel/value_node.h"

namespace drivetrain::feel {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

Expression compiled_leniently(std::string_view text) {
  auto compiled = compile(text, {.lenient = true, .slotted = true});
  if (auto const* error = std::get_if<CompileError>(&compiled)) {
    ADD_FAILURE() << text << ": " << error->message;
    return {};
  }
  return std::get<Expression>(compiled);
}

/// With a small budget, so that a test need not wait for a large one to be used up.
Evaluation within_budget(std::string_view text, std::uint64_t steps = 100'000, std::uint64_t bytes = 32u << 20) {
  auto expression = compiled_leniently(text);
  Environment environment;
  Session session{environment};
  session.steps_left = steps, session.bytes_left = bytes;
  Evaluation result;
  result.value = expression.evaluate_in(session, nullptr);
  session.finish();
  result.warnings = std::move(session.warnings);
  return result;
}

struct Costly {
  char const* text;
  char const* why;
};
void PrintTo(Costly const& costly, std::ostream* out) { *out << costly.text; }

struct Bounded : testing::TestWithParam<Costly> {};
TEST_P(Bounded, EndsAndSaysWhy) {
  auto result = within_budget(GetParam().text);
  ASSERT_FALSE(result.warnings.empty());
  std::string all;
  for (auto const& warning : result.warnings) all += warning.message + "\n";
  EXPECT_THAT(all, HasSubstr(GetParam().why));
}
#define DT_TEXT "{t: string join(for i in 1..2000 return \"0123456789012345678901234567890123456789\"), s: string join(for i in 1..2000 return \"0123456789012345678901234567890123456789\"), "
#define DT_LIST "{l: for i in 1..2000 return i, m: for i in 1..2000 return i, "
INSTANTIATE_TEST_SUITE_P(
    Feel, Bounded,
    testing::Values(Costly{"for i in 1..100 return {a: partial, b: partial}", "shared ones counted"}, Costly{"string(for i in 1..40 return [partial, partial])", "shared ones counted"},
                    Costly{"(for i in 1..60 return [partial,partial]) = (for i in 1..60 return [partial,partial])", "shared ones counted"},
                    Costly{"(for i in 1..12 return [partial,partial]) = (for i in 1..12 return [partial,partial])", "steps in one evaluation"},
                    Costly{DT_TEXT "r: count(for i in 1..1000 return upper case(s))}.r", "steps"}, Costly{DT_TEXT "r: count(for i in 1..1000 return lower case(s))}.r", "steps"},
                    Costly{DT_TEXT "r: count(for i in 1..1000 return substring(s, 2))}.r", "steps"}, Costly{DT_TEXT "r: count(for i in 1..1000 return string length(s))}.r", "steps"},
                    Costly{DT_TEXT "r: count(for i in 1..1000 return s = t)}.r", "steps"}, Costly{DT_TEXT "r: count(for i in 1..1000 return s < t)}.r", "steps"},
                    Costly{DT_TEXT "r: count(for i in 1..1000 return contains(s, \"x\"))}.r", "steps"}, Costly{DT_TEXT "r: count(for i in 1..1000 return substring after(s, \"x\"))}.r", "steps"},
                    Costly{DT_TEXT "r: count(for i in 1..1000 return starts with(s, t))}.r", "steps"}, Costly{DT_TEXT "r: count(for i in 1..1000 return s + t)}.r", "steps"},
                    Costly{DT_TEXT "r: count(for i in 1..1000 return matches(s, \"x\"))}.r", "steps"}, Costly{DT_LIST "r: count(for i in 1..1000 return l = m)}.r", "steps"},
                    Costly{DT_LIST "r: count(for i in 1..1000 return list contains([m], l))}.r", "steps"}, Costly{DT_LIST "r: count(for i in 1..1000 return is(l, m))}.r", "steps"},
                    Costly{DT_LIST "r: count(for i in 1..1000 return l in [m])}.r", "steps"}, Costly{DT_LIST "r: count(for i in 1..1000 return l instance of list<number>)}.r", "steps"},
                    Costly{DT_LIST "r: count(for i in 1..1000 return (function(x: list<number>) 1)(l))}.r", "steps"}, Costly{DT_LIST "r: count(for i in 1..1000 return string(l))}.r", "steps"},
                    Costly{"count(for i in 1..1000 return matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"^(a+)+$\"))", "steps"},
                    Costly{"count(for i in 1..1000 return matches(\"aaaaaaaaaa!\" + string(i), \"^(a|a)+$\"))", "steps"}, Costly{"count(for i in 1..2000 return matches(\"a\", \"b\" + string(i)))", "steps"},
                    Costly{"count(for i in 1..40000 return i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i)", "steps"},
                    Costly{"(function(f) [f(f),f(f)])(function(f) [f(f),f(f)])", "functions call each other too deeply"}));

TEST(Bounds, MemoryIsCounted) {
  auto result = within_budget("for i in 1..20000 return [i]", 100'000, 1u << 20);
  EXPECT_TRUE(result.value.is_null());
  EXPECT_THAT(result.warnings.at(0).message, HasSubstr("MiB of texts, lists and contexts"));
  EXPECT_EQ(within_budget("for i in 1..20000 return [i]").value.list().size(), 20'000u);
}

TEST(Bounds, AMistakeIsToldOnce) {
  auto result = within_budget("(function(f) [f(f),f(f)])(function(f) [f(f),f(f)])");
  EXPECT_THAT(result.warnings, SizeIs(testing::Le(4u)));
  auto counted = within_budget("for i in 1..1000 return 1/0");
  ASSERT_THAT(counted.warnings, SizeIs(1));
  EXPECT_EQ(counted.warnings[0].message, "division by zero (1000 times)");
  EXPECT_EQ(counted.warnings[0].offset, 24u);
  // What was wrong with the empty filter's item is nobody's matter, and a warning that was there before keeps its count.
  EXPECT_THAT(within_budget("[1/0, [][item > \"a\"]]").warnings, SizeIs(1));
}

TEST(Bounds, ValuesKnowWhatStandsInThem) {
  Value leaf = List{1, 2, 3};
  EXPECT_EQ(Value(1).weight(), 1u);
  EXPECT_EQ(leaf.weight(), 4u);
  EXPECT_EQ(Value(List{leaf, leaf}).weight(), 9u);
  EXPECT_EQ(Value(std::string(640, 'x')).weight(), 11u);
  Value doubled = leaf;
  for (int i = 0; i < 64; ++i) doubled = List{doubled, doubled};
  EXPECT_EQ(doubled.weight(), 0xFFFF'FFFFu);
  EXPECT_EQ(describe(Value(Range::of(Range::Form::equal, doubled))).substr(0, 10), "range (=[[");
}

TEST(Bounds, MessagesQuoteTheBeginning) {
  auto message = [](std::string const& text) { return std::get<CompileError>(compile(text, {})).message; };
  EXPECT_LT(message("1 \"" + std::string(100'000, 'x') + "\"").size(), 200u);
  EXPECT_LT(message("1 + " + std::string(100'000, 'x')).size(), 200u);
  EXPECT_LT(message("@\"" + std::string(100'000, 'x') + "\"").size(), 200u);
  EXPECT_LT(message(std::string(100'000, '9')).size(), 200u);
  EXPECT_LT(within_budget("1 + \"" + std::string(100'000, 'x') + "\"").warnings.at(0).message.size(), 200u);
}

TEST(Bounds, ARowOfTermsIsNoDepth) {
  std::string sum = "1", product = "1", texts = "\"a\"", names = "x";
  for (int i = 2; i <= 20'000; ++i) sum += i % 2 ? " + 2" : " - 1", product += " * 1", texts += "+\"b\"", names += "+x";
  EXPECT_EQ(to_text(within_budget(sum).value), "9999");
  EXPECT_EQ(to_text(within_budget(product).value), "1");
  EXPECT_EQ(within_budget(texts, 10'000'000, 1u << 30).value.string().size(), 20'000u);
  Context context;
  context.set("x", 2);
  auto compiled = std::get<Expression>(compile(names, {.names = {"x"}, .typed = true, .name_types = {simple_type("number")}}));
  EXPECT_EQ(to_text(compiled.evaluate(Environment::of(context, {})).value), "40000");
  EXPECT_EQ(compiled.reads(), std::vector<std::string>{"x"});
  EXPECT_EQ(to_text(*compiled.type()), "number");
  auto mixed = compile(names + " + \"a\"", {.names = {"x"}, .typed = true, .name_types = {simple_type("number")}});
  EXPECT_THAT(std::get<CompileError>(mixed).message, HasSubstr("\"+\" does not go with a number and a string"));
  auto wrong = within_budget(sum + " + \"a\"");
  EXPECT_THAT(wrong.warnings.at(0).message, HasSubstr("does not go with number 9999 and string \"a\""));
}

TEST(Bounds, ManyEntriesAreNoProduct) {
  std::string literal = "{", mixed = "{";
  for (int i = 0; i < 60'000; ++i) {
    auto name = "k" + std::to_string(i);
    literal += (i ? "," : "") + name + ":" + std::to_string(i);
    mixed += (i ? "," : "") + name + ":" + (i ? "k" + std::to_string(i - 1) : "0");
  }
  auto context = within_budget(literal + "}").value;
  EXPECT_EQ(context.context().size(), 60'000u);
  EXPECT_EQ(within_budget(mixed + "}").value.at("k59999"), Value(0));
  EXPECT_THAT(within_budget(literal + ",k7:1}").warnings.at(0).message, HasSubstr("\"k7\" is written twice"));
  // Equal in another order of their entries.
  Context turned;
  for (auto entry = context.context().entries().rbegin(); entry != context.context().entries().rend(); ++entry) turned.append(entry->first, entry->second);
  EXPECT_TRUE(context == Value(turned));
  EXPECT_EQ(is_equal(context, Value(turned)), true);
}

}  // namespace
}  // namespace drivetrain::feel
