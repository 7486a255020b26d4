// Unary tests: what stands in a decision table's cell or a band, against the value of its column.
#include <gtest/gtest.h>

#include "feel/expression.h"

namespace drivetrain::feel {
namespace {

Value value_of(std::string_view text) { return std::get<Expression>(compile(text, {})).evaluate({}).value; }

/// Other names that a cell may speak of.
Context row() {
  Context context;
  context.set("amount", 12'000), context.set("delay hours", 40), context.set("urgent", true);
  return context;
}
Scope const scope{{"amount", "delay hours", "urgent"}};

struct CellCase {
  char const* tests;
  char const* value;
  char const* result;
};
void PrintTo(CellCase const& example, std::ostream* out) { *out << example.value << " against " << example.tests; }

struct Cell : testing::TestWithParam<CellCase> {};
TEST_P(Cell, TestsTheValueOfItsColumn) {
  auto compiled = compile_unary_tests(GetParam().tests, scope);
  ASSERT_TRUE(std::holds_alternative<Expression>(compiled)) << std::get<CompileError>(compiled).message;
  auto context = row();
  context.set("?", value_of(GetParam().value));
  EXPECT_EQ(to_text(std::get<Expression>(compiled).evaluate(Environment::of(context, {})).value), GetParam().result);
}
INSTANTIATE_TEST_SUITE_P(
    Cells, Cell,
    testing::Values(CellCase{"<= 8", "8", "true"}, CellCase{"<= 8", "8.01", "false"}, CellCase{"(8..40]", "8", "false"}, CellCase{"[2..5)", "5", "false"}, CellCase{"-", "null", "true"},
                    CellCase{"\"a\", \"b\"", "\"b\"", "true"}, CellCase{"not(\"a\", \"b\")", "\"b\"", "false"}, CellCase{"not(\"a\")", "\"c\"", "true"}, CellCase{"not(< 3, > 8)", "5", "true"},
                    CellCase{"? > 3 and ? < amount", "100", "true"}, CellCase{"contains(?, \"ab\")", "\"cab\"", "true"}, CellCase{"amount", "12000", "true"}, CellCase{"> delay hours", "41", "true"},
                    CellCase{"[1, 2, 3]", "2", "true"}, CellCase{"true", "true", "true"}, CellCase{"false", "true", "false"}, CellCase{"null", "null", "true"}, CellCase{"null", "1", "false"},
                    CellCase{"< 3", "null", "null"}, CellCase{"< 3", "\"x\"", "null"}, CellCase{"not(? > 3)", "2", "true"}, CellCase{"= 5", "5", "true"}, CellCase{"!= 5", "5", "false"},
                    CellCase{"[@\"2026-01-01\"..@\"2026-12-31\"]", "@\"2026-03-27\"", "true"}, CellCase{"-5", "-5", "true"}, CellCase{"not(urgent) or true", "false", "false"}, CellCase{"not(urgent) or true", "12", "true"},
                    CellCase{"not([0..1))", "1", "true"}, CellCase{"not([0..1))", "0", "false"}, CellCase{"not((0..1])", "0", "true"}, CellCase{"not([0..1), 5)", "5", "false"}, CellCase{"not([0..1), 5)", "1", "true"},
                    CellCase{"not((0..1], 5)", "7", "true"}, CellCase{"not(]0..1[)", "1", "true"}, CellCase{"not(]0..1[, 5)", "5", "false"}, CellCase{"not([1, 2])", "2", "false"}, CellCase{"not(5, [0..1))", "0.5", "false"},
                    CellCase{"not(contains(?, \"(\"))", "\"a)\"", "true"}, CellCase{"not([urgent][1])", "true", "false"}));

TEST(UnaryTests, CannotBeJoinedByAnd) {
  auto compiled = compile_unary_tests("> 8 and <= 40", {});
  ASSERT_TRUE(std::holds_alternative<CompileError>(compiled));
  EXPECT_NE(std::get<CompileError>(compiled).help.find("(8..40]"), std::string::npos);
}

}  // namespace
}  // namespace drivetrain::feel
