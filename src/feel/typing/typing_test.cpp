// What can only be null is found before it is evaluated, and what may be right is left alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "feel/expression.h"
#include "feel/type.h"

namespace drivetrain::feel {
namespace {

using testing::HasSubstr;
using TypeRef = std::shared_ptr<Type const>;

TypeRef structure(std::vector<std::pair<std::string, TypeRef>> entries, std::string name) {
  auto type = std::make_shared<Type>();
  type->form = Type::Form::context, type->entries = std::move(entries), type->name = std::move(name);
  return type;
}
TypeRef list(TypeRef element) {
  auto type = std::make_shared<Type>();
  type->form = Type::Form::list, type->parts.push_back(std::move(element));
  return type;
}

/// An applicant with age and status (only "gold" or "silver"), the orders of a customer, a number, and something unknown.
Scope typed_scope() {
  auto status = std::make_shared<Type>();
  status->form = Type::Form::kind, status->kind = Kind::string, status->name = "tStatus";
  Scope of_tests;
  of_tests.names = {"?"}, of_tests.slotted = true;
  status->tests.push_back(std::make_shared<Expression const>(std::get<Expression>(compile_unary_tests("\"gold\", \"silver\"", of_tests))));
  auto order = structure({{"sum", simple_type("number")}, {"placed", simple_type("date")}}, "tOrder");
  Scope scope;
  scope.names = {"applicant", "orders", "limit", "thing"};
  scope.name_types = {structure({{"age", simple_type("number")}, {"status", status}}, "tApplicant"), list(order), simple_type("number"), nullptr};
  scope.typed = true;
  return scope;
}

std::string clash(std::string_view text) {
  auto compiled = compile(text, typed_scope());
  auto error = std::get_if<CompileError>(&compiled);
  return error ? error->message + " " + error->help : "compiles";
}

struct Slip {
  char const* text;
  char const* message;
};
class Clashes : public testing::TestWithParam<Slip> {};
TEST_P(Clashes, AreSaidWithAWayOut) { EXPECT_THAT(clash(GetParam().text), HasSubstr(GetParam().message)); }
INSTANTIATE_TEST_SUITE_P(
    Typing, Clashes,
    testing::Values(Slip{"applicant.aage", "tApplicant has no entry \"aage\" did you mean \"age\"?"}, Slip{"applicant.age + \"1\"", "\"+\" does not go with a number and a string string(…)"},
                    Slip{"applicant.status = 3", "\"=\" compares values of one kind, but these are a tStatus and a number"},
                    Slip{"applicant.status = \"brass\"", "tStatus is never \"brass\""}, Slip{"applicant.status in (\"gold\", \"brass\")", "tStatus is never \"brass\""},
                    Slip{"orders.summ", "has no entry \"summ\" did you mean \"sum\"?"}, Slip{"orders[sum > \"a\"]", "\">\" compares"}, Slip{"orders[\"a\"]", "a filter asks for a boolean or an index"},
                    Slip{"orders[placed.weekdy = 1]", "has no property \"weekdy\" did you mean \"weekday\"?"}, Slip{"if limit then 1 else 2", "if asks for a boolean"},
                    Slip{"limit and true", "\"and\" asks for a boolean, but this is a number"}, Slip{"string length(limit)", "string length: string is a string, but this is a number"},
                    Slip{"limit(3)", "only a function can be called"}, Slip{"-applicant.status", "\"-\" asks for a number or a duration"}, Slip{"limit between 1 and \"z\"", "between compares"},
                    Slip{"[1..\"z\"]", "two ends of one kind"}, Slip{"limit in [\"a\"..\"z\"]", "never tested true against a range<string>"},
                    Slip{"for o in orders return o.sum * o.placed", "\"*\" does not go with a number and a date"}, Slip{"some o in orders satisfies o.sum", "satisfies asks for a boolean"},
                    Slip{"{a: 1, b: a + \"x\"}", "\"+\" does not go with"}, Slip{"{a: 1}.b", "the context has no entry \"b\""},
                    Slip{"(function(x: number) x + 1)(1, 2)", "the function takes 1 argument, but 2 arguments stand here"}, Slip{"sum(\"a\")", "sum: list is a list<number | duration>, but this is a string"}, Slip{"mean([\"a\"])", "mean: list is a list<number | duration>, but this is a list<string>"},
                    Slip{"string join([1, 2])", "string join: list is a list<string>"}, Slip{"all([1])", "all: list is a list<boolean>"}, Slip{"any(limit, true)", "any: b is a boolean | null, but this is a number"},
                    Slip{"not(5)", "not: negand is a boolean | null, but this is a number"}, Slip{"not(limit)", "not: negand"}, Slip{"min(1, \"a\")", "min asks for values of one kind, but these are a number and a string"},
                    Slip{"max(orders)", "max: list is a list<"}, Slip{"sum(limit, \"a\")", "sum: n is a number | duration, but this is a string"}, Slip{"median([\"a\", \"b\"])", "median: list is a list<number>"},
                    Slip{"mode(\"a\", \"b\")", "mode: n is a number"}, Slip{"stddev(orders.placed)", "stddev: list is a list<number>, but this is a list<date>"},
                    Slip{"duration(\"P1Y\") < duration(\"P1D\")", "\"<\" compares values of one kind"}, Slip{"date(\"2024-13-01\")", "date: a text such as \"2026-03-27\" was expected, but string \"2024-13-01\" came; this is the same each time"},
                    Slip{"if thing then time(\"x\") else null", "time: a text such as"}, Slip{"matches(thing, \"(\")", "is no pattern"}, Slip{"matches(\"a\", \"(\")", "is no pattern"},
                    Slip{"replace(thing, \"a\", \"b\", \"q\")", "flags are s, m, i and x"}, Slip{"1/0", "division by zero"}, Slip{"limit/0", "division by zero"}, Slip{"[limit, number(\"x\")]", "a number was expected"},
                    Slip{"sum([])", "the list is empty"}, Slip{"limit in (\"a\", \"b\")", "never tested true"}, Slip{"(function(a: number) a)(\"x\")", "the parameter \"a\" is a number, but this is a string"},
                    Slip{"(function(a: number) a)(b: 1)", "has no parameter \"b\""}, Slip{"sort(orders, function(a, b) a.smu < b.sum)", "tOrder has no entry \"smu\""},
                    Slip{"sort(orders, function(a) a)", "takes two elements"}, Slip{"get value(applicant, 1)", "a key is a text"}, Slip{"{a: 1, a: 2}", "written twice"},
                    Slip{"[{a: 1}, {b: 2}][c = 2]", "unknown name \"c\""}, Slip{"(function(x) x.y)(limit) + nothing", "unknown name \"nothing\""}));

class Fits : public testing::TestWithParam<char const*> {};
TEST_P(Fits, Compiles) { EXPECT_EQ(clash(GetParam()), "compiles"); }
INSTANTIATE_TEST_SUITE_P(
    Typing, Fits,
    testing::Values("applicant.age + 1 > limit", "thing.whatever.comes + 1", "applicant.status = \"gold\"", "orders[sum > limit][1].placed + duration(\"P1D\")", "sum(orders.sum) > limit",
                    "orders.placed[1].year", "applicant.age = null", "if thing then 1 else \"a\"", "min(orders.sum) * 2", "count(orders) > 0 and every o in orders satisfies o.sum > 0",
                    "string length(string(limit))", "[1, \"a\"][item = 1]", "limit in (1, 2, [5..9])", "thing in [1..2]", "@\"P1D\" * limit + date(\"2026-01-01\")", "abs(@\"P1D\") + @\"PT1H\"",
                    "{f: function(a, b) a + b, r: f(1, 2)}.r", "orders[-1].sum", "upper case([\"a\"])", "append(orders.sum, \"x\")[1] = 1", "sort(orders, function(a, b) a.sum < b.sum)",
                    "all([thing, null])", "all(thing, null)", "not(null)", "min(thing)", "sum(thing, 1)", "mean([thing, 1])", "string join([null, \"a\"])", "max(limit, orders[1].sum)",
                    "\"a\" in (1, \"a\")", "(function(a: number) a)(limit)", "sort(orders, function(a, b) a.sum < b.sum)", "get value(applicant, \"age\")", "{net-tax: 1, net: 3}.net-tax + 1",
                    "[{a: 1}, {b: 2}][b = 2]", "sum([@\"P1D\", @\"P2D\"])", "min(\"a\", \"b\")", "matches(thing, \"a|b\", \"i\")", "split(\"a;b\", \";\")", "1/limit", "date(\"2024-12-01\")"));

TEST(Typing, KnowsWhatComesOut) {
  auto type = [](std::string_view text) {
    auto compiled = compile(text, typed_scope());
    auto expression = std::get_if<Expression>(&compiled);
    return expression && expression->type() ? to_text(*expression->type()) : "unknown";
  };
  EXPECT_EQ(type("applicant.age * 2"), "number");
  EXPECT_EQ(type("orders[sum > 3].placed"), "list<date>");
  EXPECT_EQ(type("orders[1]"), "tOrder");
  EXPECT_EQ(type("if limit > 3 then \"a\" else null"), "string");
  EXPECT_EQ(type("function(x: number) x > 1"), "function<number> -> boolean");
  EXPECT_EQ(type("orders.placed[1] - date(\"2026-01-01\")"), "days and time duration");
  EXPECT_EQ(type("thing + 1"), "unknown");
}

TEST(Typing, FunctionsAreOfATypeByParametersAndResult) {
  auto is = [](std::string_view text) { return std::get<Expression>(compile(text, {})).evaluate(Environment::of(Context(), {})).value.is_true(); };
  EXPECT_TRUE(is("(function(a: number) a + 1) instance of function<number> -> number"));
  EXPECT_FALSE(is("(function(a: number) a + 1) instance of function<string> -> number"));
  EXPECT_FALSE(is("(function(a: number) a > 1) instance of function<number> -> number"));
  EXPECT_TRUE(is("(function(a) a) instance of function<number> -> number"));
  EXPECT_FALSE(is("(function(a, b) a) instance of function<number> -> number"));
}

}  // namespace
}  // namespace drivetrain::feel
