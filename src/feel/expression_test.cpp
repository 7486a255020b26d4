// Expressions as the model uses them: criteria of bands, conditions of gateways, measures of KPIs.
#include "feel/expression.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "feel/catalogue.h"

namespace drivetrain::feel {
namespace {

Value literal(std::string_view text) {
  auto compiled = compile(text, {});
  if (auto* error = std::get_if<CompileError>(&compiled)) {
    ADD_FAILURE() << text << ": " << error->message;
    return {};
  }
  return std::get<Expression>(compiled).evaluate({}).value;
}

/// One job of the repair shop, as cases see it.
Context const& job() {
  static Context const context = [] {
    Context c;
    auto set = [&](char const* name, char const* text) { c.set(name, literal(text)); };
    set("amount", "12000");
    set("delay hours", "40");
    set("delay", "3");
    set("urgent", "true");
    set("note", "null");
    set("customer", "{name: \"Waterworks\", tier: \"critical\", since: @\"2019-05-02\"}");
    set("lines", "[{part: \"bearing\", price: 120.50, qty: 2}, {part: \"seal\", price: 9.90, qty: 10}, {part: \"shaft\", price: 900, qty: 1}]");
    set("promised", "@\"2026-03-27T16:00:00@Europe/Berlin\"");
    set("date", "@\"2026-03-27\"");
    return c;
  }();
  return context;
}

Scope shop() {
  Scope scope;
  for (auto const& entry : job().entries()) scope.names.push_back(entry.first);
  return scope;
}

Evaluation run(std::string_view text, Scope const& scope = shop()) {
  auto compiled = compile(text, scope);
  if (auto* error = std::get_if<CompileError>(&compiled)) {
    ADD_FAILURE() << text << ": " << error->message;
    return {};
  }
  return std::get<Expression>(compiled).evaluate(Environment::of(job(), Instant{1'774'600'000'000'000}));
}

struct Example {
  char const* text;
  char const* result;
};
void PrintTo(Example const& example, std::ostream* out) { *out << example.text; }

struct Yields : testing::TestWithParam<Example> {};
TEST_P(Yields, ItsValueWithoutWarning) {
  auto result = run(GetParam().text);
  EXPECT_EQ(to_text(result.value), GetParam().result);
  EXPECT_TRUE(result.warnings.empty()) << result.warnings.front().message;
}

INSTANTIATE_TEST_SUITE_P(Arithmetic, Yields,
                         testing::Values(Example{"1 + 2 * 3", "7"}, Example{"(1 + 2) * 3", "9"}, Example{".5 + 1.20", "1.70"}, Example{"-3 ** 2", "9"},
                                         Example{"3 ** 4 ** 5", "3486784401"}, Example{"10 - 4 - 3", "3"}, Example{"1.23e-4 * 10000", "1.230000"}, Example{"--2", "2"},
                                         Example{"0.1 + 0.2", "0.3"}, Example{"10 / 4", "2.5"}, Example{"amount * 0.19", "2280.00"}, Example{"\"a\" + \"b\"", "\"ab\""}));
INSTANTIATE_TEST_SUITE_P(Comparison, Yields,
                         testing::Values(Example{"amount > 2500", "true"}, Example{"amount between 2500 and 15000", "true"}, Example{"1.0 = 1", "true"},
                                         Example{"\"a\" < \"b\"", "true"}, Example{"note = null", "true"}, Example{"note != null", "false"}, Example{"amount != null", "true"},
                                         Example{"[1, 2] = [1, 2]", "true"}, Example{"customer.since < date", "true"}, Example{"@\"PT60M\" = @\"PT1H\"", "true"}));
INSTANTIATE_TEST_SUITE_P(Logic, Yields,
                         testing::Values(Example{"true and null", "null"}, Example{"false and null", "false"}, Example{"true or null", "true"}, Example{"false or null", "null"},
                                         Example{"not(urgent)", "false"}, Example{"not(null)", "null"}, Example{"if urgent then 1 else 2", "1"},
                                         Example{"if null then 1 else 2", "2"}, Example{"if amount > 2500 and delay < 8 then \"sign\" else \"ask\"", "\"sign\""}));
INSTANTIATE_TEST_SUITE_P(Names, Yields,
                         testing::Values(Example{"delay hours - delay", "37"}, Example{"delay  hours", "40"}, Example{"delay", "3"}, Example{"customer.tier", "\"critical\""},
                                         Example{"lines.part", "[\"bearing\", \"seal\", \"shaft\"]"}, Example{"{unit price: 2, net: unit price * 3}.net", "6"},
                                         Example{"date", "date(\"2026-03-27\")"}, Example{"date(\"2026-01-02\")", "date(\"2026-01-02\")"}, Example{"date.year", "2026"},
                                         Example{"{\"Approved/Declined\": 1, x: Approved/Declined + 1}.x", "2"}));
INSTANTIATE_TEST_SUITE_P(Membership, Yields,
                         testing::Values(Example{"5 in [1..5]", "true"}, Example{"5 in [1..5)", "false"}, Example{"1 in (1..5]", "false"}, Example{"1 in ]1..5]", "false"},
                                         Example{"5 in [1..5[ or false", "false"}, Example{"customer.tier in (\"critical\", \"standard\")", "true"},
                                         Example{"customer.tier in [\"critical\", \"standard\"]", "true"}, Example{"delay hours in (< 8, > 30)", "true"},
                                         Example{"delay hours in <= 8", "false"}, Example{"amount in (? > 100 and ? < 200)", "false"}, Example{"3 in 3", "true"}));
INSTANTIATE_TEST_SUITE_P(Lists, Yields,
                         testing::Values(Example{"lines[price > 100].part", "[\"bearing\", \"shaft\"]"}, Example{"lines[part = \"seal\"][1].qty", "10"}, Example{"[1, 2, 3][item >= 2]", "[2, 3]"},
                                         Example{"[1, 2, 3][-1]", "3"}, Example{"sum(for l in lines return l.price * l.qty)", "1240.00"}, Example{"for i in 1..3 return i * i", "[1, 4, 9]"},
                                         Example{"for i in 3..1 return i", "[3, 2, 1]"}, Example{"for a in [1, 2], b in [10, 20] return a + b", "[11, 21, 12, 22]"},
                                         Example{"for i in 1..5 return if i < 3 then 1 else partial[-1] + partial[-2]", "[1, 1, 2, 3, 5]"},
                                         Example{"some l in lines satisfies l.qty > 5", "true"}, Example{"every l in lines satisfies l.qty > 5", "false"},
                                         Example{"[][1 = 1]", "[]"}, Example{"100[1]", "100"}, Example{"100[false]", "[]"}, Example{"lines[price > 10 and amount > 10000][1].part", "\"bearing\""}));
INSTANTIATE_TEST_SUITE_P(Temporal, Yields,
                         testing::Values(Example{"@\"2026-03-27\" + duration(\"P5D\")", "date(\"2026-04-01\")"}, Example{"@\"2026-01-31\" + @\"P1Y\"", "date(\"2027-01-31\")"},
                                         Example{"date(\"2026-03-27\") - date(\"2026-03-01\")", "@\"P26D\""}, Example{"promised - @\"2026-03-27T12:00:00Z\"", "@\"PT3H\""},
                                         Example{"@\"PT4H\" * 2.5", "@\"PT10H\""}, Example{"@\"PT4H\" / @\"PT30M\"", "8"}, Example{"@\"P1Y2M\" * 2.5", "@\"P2Y11M\""},
                                         Example{"-@\"PT4H\"", "@\"-PT4H\""}, Example{"promised.weekday", "5"}, Example{"promised.timezone", "\"Europe/Berlin\""},
                                         Example{"@\"PT26H\".hours", "2"}, Example{"date and time(date, @\"16:00:00Z\") < promised", "false"},
                                         Example{"today() = date(\"2026-03-27\")", "true"}, Example{"@\"23:30:00\" + @\"PT1H\"", "time(\"00:30:00\")"}));
INSTANTIATE_TEST_SUITE_P(BuiltIns, Yields,
                         testing::Values(Example{"count(lines)", "3"}, Example{"sum([1, 2, 3])", "6"}, Example{"sum(1, 2, 3)", "6"}, Example{"min(3, 1, 2)", "1"}, Example{"max([3, 1])", "3"},
                                         Example{"mean(1, 2, 3, 4)", "2.5"}, Example{"list contains([1, null], null)", "true"}, Example{"append([1], 2, 3)", "[1, 2, 3]"},
                                         Example{"concatenate([1], [2, 3])", "[1, 2, 3]"}, Example{"distinct values([1, 2, 1.0])", "[1, 2]"}, Example{"floor(-1.5)", "-2"}, Example{"ceiling(1.2)", "2"},
                                         Example{"abs(-4)", "4"}, Example{"round half up(2.345, 2)", "2.35"}, Example{"decimal(2.5, 0)", "2"}, Example{"modulo(-10, 3)", "2"},
                                         Example{"string length(\"\\U01F40Eab\")", "3"}, Example{"contains(\"foobar\", \"oba\")", "true"}, Example{"starts with(\"foobar\", \"foo\")", "true"},
                                         Example{"upper case(\"straße\")", "\"STRASSE\""}, Example{"lower case(\"ÉA\")", "\"éa\""}, Example{"substring(\"foobar\", -3, 2)", "\"ba\""},
                                         Example{"substring(start position: 3, string: \"foobar\")", "\"obar\""}, Example{"string(1.10)", "\"1.10\""}, Example{"number(\"1,000.5\", \",\", \".\")", "1000.5"},
                                         Example{"sort(lines, function(a, b) a.price < b.price).part", "[\"seal\", \"bearing\", \"shaft\"]"}, Example{"count([1, 2])[1]", "2"}));
INSTANTIATE_TEST_SUITE_P(Functions, Yields,
                         testing::Values(Example{"{f: function(x: number) x * amount, y: f(2)}.y", "24000"}, Example{"{f: function(g, x) g(g(x)), y: f(function(n) n + 1, 1)}.y", "3"},
                                         Example{"(function(a, b) a - b)(b: 1, a: 3)", "2"}, Example{"for f in [min, max] return f([4, 9])", "[4, 9]"},
                                         Example{"{k: 2, f: function(l) l[item > k], r: f([1, 2, 3])}.r", "[3]"}, Example{"5 instance of number", "true"}, Example{"-2.5 instance of number", "true"}, Example{"-2 ** 2", "4"}, Example{"1 -2", "-1"},
                                         Example{"-2[item < 0]", "[-2]"},
                                         Example{"lines instance of list<context<price: number>>", "true"}, Example{"null instance of Any", "false"}));

struct Explained {
  char const* text;
  char const* reason;  // part of the warning
  std::uint32_t offset, length;
};
void PrintTo(Explained const& example, std::ostream* out) { *out << example.text; }

struct Warns : testing::TestWithParam<Explained> {};
TEST_P(Warns, WhyAValueIsNull) {
  auto const& [text, reason, offset, length] = GetParam();
  auto result = run(text);
  EXPECT_TRUE(result.value.is_null()) << to_text(result.value);
  ASSERT_FALSE(result.warnings.empty());
  auto const& warning = result.warnings.front();
  EXPECT_NE(warning.message.find(reason), std::string::npos) << warning.message;
  EXPECT_EQ(warning.offset, offset);
  EXPECT_EQ(warning.length, length);
}
INSTANTIATE_TEST_SUITE_P(
    Nulls, Warns,
    testing::Values(Explained{"1 + 1/0", "division by zero", 4, 3}, Explained{"amount > \"12\"", "number 12000 and string \"12\"", 0, 13}, Explained{"amount + urgent", "does not go with", 0, 15},
                    Explained{"customer.tierr", "did you mean \"tier\"", 0, 14}, Explained{"customer.age", "it has: name, tier, since", 0, 12}, Explained{"amount.net", "asks for a context", 0, 10}, Explained{"floor(\"x\")", "n is a number, but string \"x\" came", 0, 10},
                    Explained{"[1, 2][3]", "outside 1..2", 0, 9}, Explained{"sum([1, \"a\"])", "values of one kind", 0, 13}, Explained{"date(\"2026-02-30\")", "was expected", 0, 18},
                    Explained{"@\"2026-01-31\" + @\"P1M\"", "no such day", 0, 22}, Explained{"-\"a\"", "number or a duration", 0, 4}, Explained{"amount(1)", "only a function can be called", 0, 9},
                    Explained{"{a: 1, a: 2}", "written twice", 0, 12}, Explained{"for x in null return x", "nothing to iterate", 9, 4}, Explained{"note < 3", "null and number 3", 0, 8}));

TEST(Warnings, AreKeptToABound) {
  auto result = run("for i in 1..100000 return i / 0");
  EXPECT_EQ(result.value.list().size(), 100'000u);
  EXPECT_EQ(result.warnings.size(), 1u);
  EXPECT_EQ(run("for i in 1..1000 return i + string(i)").warnings.size(), 100u);
}

struct Refused {
  char const* text;
  char const* message;
  char const* help;
  std::uint32_t offset, length;
};
void PrintTo(Refused const& example, std::ostream* out) { *out << example.text; }

struct Refuses : testing::TestWithParam<Refused> {};
TEST_P(Refuses, SayingWhatWasExpectedAndWhere) {
  auto const& [text, message, help, offset, length] = GetParam();
  auto compiled = compile(text, shop());
  ASSERT_TRUE(std::holds_alternative<CompileError>(compiled));
  auto const& error = std::get<CompileError>(compiled);
  EXPECT_NE(error.message.find(message), std::string::npos) << error.message;
  EXPECT_NE(error.help.find(help), std::string::npos) << error.help;
  EXPECT_EQ(error.offset, offset);
  EXPECT_EQ(error.length, length);
}
INSTANTIATE_TEST_SUITE_P(
    Errors, Refuses,
    testing::Values(Refused{"amout > 3", "unknown name \"amout\"", "did you mean \"amount\"", 0, 5}, Refused{"delay hour > 3", "unknown name \"delay hour\"", "did you mean \"delay hours\"", 0, 10},
                    Refused{"tier = VIP", "unknown name \"tier\"", "double quotes", 0, 4}, Refused{"customer.tier = VIP", "unknown name \"VIP\"", "double quotes", 16, 3},
                    Refused{"upper cas(\"x\")", "unknown function \"upper cas\"", "did you mean \"upper case\"", 0, 9}, Refused{"date an time(\"x\")", "unknown function", "\"date and time\"", 0, 12},
                    Refused{"count(1, 2)", "count does not take 2 arguments", "count(list)", 0, 5}, Refused{"substring(text: \"a\", start position: 1)", "no form", "substring(string", 0, 9},
                    Refused{"", "expected a value, but the expression ends", "", 0, 0}, Refused{"1 +", "expected a value", "", 3, 0}, Refused{"(1 + 2", "to close \"(\"", "", 6, 0},
                    Refused{"amount == 3", "expected a value, but \"=\"", "one =", 8, 1}, Refused{"urgent && urgent", "\"&\"", "and, or", 7, 1}, Refused{"if urgent then 1", "\"else\"", "", 16, 0},
                    Refused{"\"open", "never closed", "", 0, 1}, Refused{"/* open", "never closed", "", 0, 2}, Refused{"@\"2026-13-01\"", "no date", "@\"PT4H\"", 0, 13},
                    Refused{"1e999999", "outside the range", "34 digits", 0, 8}, Refused{"[1, 2", "\"]\" or \",\"", "", 5, 0}, Refused{"not urgent", "\"(\" after not", "", 4, 6},
                    Refused{"5 instance of strin", "unknown type \"strin\"", "\"string\"", 14, 5}, Refused{"{a: 1, : 2}", "name of an entry", "", 7, 1}, Refused{"for x of lines return x", "\"in\"", "", 23, 0}));

TEST(OpenScope, ReadsUnknownNamesAsNullWhenAbsent) {
  Scope open{{"amount"}, true};
  EXPECT_EQ(to_text(run("amount > 3 and customer.tier = \"critical\"", open).value), "true");
  EXPECT_EQ(to_text(run("delay hours + 1", open).value), "41");
  EXPECT_TRUE(run("never heard of = null", open).value.is_true());
}

TEST(OpenScope, ReadsANameThatIsCalledLikeABuiltInAsTheNameUnlessItIsCalled) {
  Context context;
  context.set("count", Value(3)), context.set("date", Value("2026-03-27"));
  auto environment = Environment::of(context, {});
  auto answer = [&](std::string_view text) { return to_text(std::get<Expression>(compile(text, Scope{{}, true})).evaluate(environment).value); };
  EXPECT_EQ(answer("count + count([1, 2])"), "5");
  EXPECT_EQ(answer("date(date) > date(\"2026-03-26\")"), "true");
  EXPECT_EQ(answer("[{count: 1}, {count: 7}][count > 2].count"), "[7]");
  EXPECT_EQ(answer("sum"), "null");
}

TEST(LenientScope, TurnsWhatCannotFitIntoNull) {
  Scope lenient = shop();
  lenient.lenient = true;
  for (auto text : {"no such thing(1)", "count(1, 2, 3)", "@\"nonsense\"", "unheard"}) EXPECT_TRUE(run(text, lenient).value.is_null()) << text;
}

TEST(Expression, IsNullUntilCompiled) {
  Expression none;
  EXPECT_TRUE(none.evaluate({}).value.is_null());
  EXPECT_EQ(none.text(), "null");
}

TEST(Expression, AsksForEachNameOnce) {
  int asked = 0;
  Environment environment{[&](std::string_view) -> std::optional<Value> { return ++asked; }, {}};
  auto sum = std::get<Expression>(compile("a + a + a", Scope{{"a"}}));
  EXPECT_EQ(sum.evaluate(environment).value, Value(3));
  EXPECT_EQ(asked, 1);
}

TEST(Environment, MayKeepItsContext) {
  auto environment = Environment::of(Context(job()), Instant{});
  EXPECT_EQ(std::get<Expression>(compile("amount", shop())).evaluate(environment).value, Value(12'000));
}

TEST(Bounds, DeepAndEndlessExpressionsAreRefusedOrStopped) {
  auto refused = [](std::string const& text) { return std::holds_alternative<CompileError>(compile(text, {})); };
  EXPECT_TRUE(refused(std::string(100'000, '(') + "1"));
  EXPECT_TRUE(refused(std::string(100'000, '-') + "1"));
  EXPECT_TRUE(refused(std::string(100'000, '[')));
  std::string chain = "1";
  for (int i = 0; i < 10'000; ++i) chain += "**1";
  EXPECT_TRUE(refused(chain));
  EXPECT_TRUE(refused(std::string(2'000'000, ' ')));
  std::string nested = "1";
  for (int i = 0; i < 100; ++i) nested = "1 in (" + nested + ")";
  EXPECT_FALSE(refused(nested));
  for (auto text : {"for a in 1..1000000000 return a", "count(for a in 1..10000, b in 1..10000 return 1)", "{f: function(f, n) f(f, n + 1), r: f(f, 1)}.r",
                    "for i in 1..1000 return [partial]", "for i in 1..60 return if i = 1 then \"xx\" else partial[-1] + partial[-1]"}) {
    auto result = run(text);
    EXPECT_FALSE(result.warnings.empty()) << text;
  }
}

TEST(Bounds, NoTextWhateverItSaysDoesHarm) {
  static constexpr std::string_view pieces[] = {
      "amount", "delay hours", "lines", "customer", ".tier", " and ", " or ", " not ", "(", ")", "[", "]", "{", "}", "a: ", ",", "..", "1", "-2.5", "1e30", "\"x\"", "@\"PT4H\"",
      "@\"2026-03-27\"", " + ", " - ", " * ", " / ", " ** ", " = ", " < ", " >= ", " in ", " between ", "if ", " then ", " else ", "for x in ", " return ", "some x in ", " satisfies ",
      "x", "item", "?", "partial", "function(x) ", " instance of ", "list<number>", "null", "true", "sum", "count(", "date(", "string(", "sort(", "split(", "é", "\xff", "\\", "'", "//", "/*", "->", ":"};
  Random random(7);
  int compiled_texts = 0;
  for (int i = 0; i < 30'000; ++i) {
    std::string text;
    for (auto n = 1 + random.below(12); n > 0; --n) text += pieces[random.below(std::size(pieces))];
    auto scope = shop();
    scope.open = random.below(2) == 0, scope.lenient = random.below(2) == 0;
    auto compiled = random.below(2) ? compile(text, scope) : compile_unary_tests(text, scope);
    if (auto* error = std::get_if<CompileError>(&compiled)) {
      ASSERT_FALSE(error->message.empty()) << text;
      ASSERT_LE(error->offset + error->length, text.size()) << text;
      continue;
    }
    ++compiled_texts;
    auto result = std::get<Expression>(compiled).evaluate(Environment::of(job(), {}));
    (void)to_text(result.value);
    for (auto const& warning : result.warnings) ASSERT_LE(warning.offset + warning.length, text.size()) << text;
  }
  EXPECT_GT(compiled_texts, 500);
}

TEST(Diagnostics, PointIntoTheFile) {
  CompileError error{9, 3, "unknown name", "help"};
  Span span{"decisions/expedite.yaml", {4, 12, 100}, {5, 9, 120}};
  auto finding = to_diagnostic(error, "é > 1 and\nfoo", span, "DT-D203");
  EXPECT_EQ(finding.code, "DT-D203");
  EXPECT_EQ(finding.span.begin.line, 4u);
  EXPECT_EQ(finding.span.begin.column, 20u);
  error.offset = 11;
  finding = to_diagnostic(error, "é > 1 and\nfoo", span, "DT-D203");
  EXPECT_EQ(finding.span.begin.line, 5u);
  EXPECT_EQ(finding.span.begin.column, 1u);
  EXPECT_EQ(finding.span.end.column, 4u);
}

TEST(Catalogue, DescribesEveryBuiltIn) {
  EXPECT_GE(catalogue().size(), 80u);
  for (auto const& builtin : catalogue()) {
    EXPECT_FALSE(builtin.summary.empty()) << builtin.name;
    EXPECT_FALSE(builtin.forms.empty()) << builtin.name;
  }
}

}  // namespace
}  // namespace drivetrain::feel
