// The expressions of Camunda 7's models: what they yield over an order's variables, what they refuse, and what they ask of their surroundings.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/limits.h"
#include "base/zone.h"
#include "feel/expression.h"
#include "processes/juel/expression.h"

namespace drivetrain::processes::juel {
namespace {

using feel::Value;
using Lines = std::vector<std::string>;

/// A value written in FEEL.
Value feel_value(std::string_view text) {
  auto compiled = feel::compile(text, {});
  return std::get<feel::Expression>(compiled).evaluate({}).value;
}

/// An order's variables, and a process that answers for its execution and one bean.
struct Order {
  std::vector<std::string> asked;
  feel::Context variables =
      feel_value(R"({amount: 1200, name: "Ana", approved: true, note: "", nothing: null, ten: "10", yes: "TRUE", rate: 0.5,
    order: {price: 150, standard: true, "ship to": "Graz", customer: {name: "Tarnwick", tags: ["new", "vip"]}}, empty_list: [], empty_context: {},
    orders: [{price: 50}, {price: 200}], due: date and time("2026-03-28T12:00:00Z"), street: "Straße 7"})")
          .context();

  World world() {
    World world;
    world.variable = [this](std::string_view name) -> std::optional<Value> {
      auto const* found = variables.find(name);
      return found ? std::optional(*found) : std::nullopt;
    };
    world.call = [this](std::string_view object, std::string_view method, std::span<Value const> arguments) -> Result<Value> {
      std::string call = std::string(object) + "." + std::string(method) + "(";
      for (auto const& argument : arguments) call += (call.back() == '(' ? "" : ", ") + feel::to_text(argument);
      asked.push_back(call + ")");
      if (method == "getVariable") return variables.find(arguments[0].string()) ? *variables.find(arguments[0].string()) : Value();
      if (method == "getProcessBusinessKey") return Value("B-7");
      if (object == "pricing" && method == "discount") return Value(*Decimal::parse("0.1"));
      if (object == "task" && method == "getName") return Value("Approve");
      return Error{"", "nothing called " + std::string(object) + "." + std::string(method) + " is here", "model a job"};
    };
    world.now = parse_instant("2026-03-28T12:00:00Z").take();
    world.user = "ana";
    world.groups = {"sales", "leads"};
    return world;
  }
};

/// The value as FEEL would write it, or "error: …".
std::string yields(std::string_view text, Order& order) {
  auto compiled = Expression::compile(text);
  if (!compiled.ok()) return "does not compile: " + compiled.error().message;
  auto value = compiled->evaluate(order.world());
  return value.ok() ? feel::to_text(*value) : "error: " + value.error().message;
}

std::string yields(std::string_view text) {
  Order order;
  return yields(text, order);
}

struct Example {
  char const* text;
  char const* expected;
};

template <std::size_t size>
void expect_all(Example const (&examples)[size]) {
  for (auto const& [text, expected] : examples) EXPECT_EQ(yields(text), expected) << text;
}

TEST(Juel, YieldsLiterals) {
  expect_all({{"${true}", "true"},
              {"${false}", "false"},
              {"${null}", "null"},
              {"${43}", "43"},
              {"${4.50}", "4.50"},
              {"${.5}", "0.5"},
              {"${1.}", "1"},
              {"${1.e2}", "100"},
              {"${2e3}", "2000"},
              {"${'foo'}", "\"foo\""},
              {"${\"val2\"}", "\"val2\""},
              {"${'it\\'s'}", "\"it's\""},
              {"${'a\\\\b'}", R"("a\\b")"},
              {"${ 'b' }", "\"b\""},
              {"#{16}", "16"},
              {"${'}'}", "\"}\""},
              {"${'${x}'}", "\"${x}\""}});
}

TEST(Juel, ReadsPathsOverContextsAndLists) {
  expect_all({{"${amount}", "1200"},
              {"${order.price}", "150"},
              {"${order.customer.name}", "\"Tarnwick\""},
              {"${order['price']}", "150"},
              {"${order[\"ship to\"]}", "\"Graz\""},
              {"${orders[1].price}", "200"},
              {"${orders['1'].price}", "200"},
              {"${order.customer.tags[0]}", "\"new\""},
              {"${orders[7]}", "null"},
              {"${orders[-1]}", "null"},
              {"${order.missing}", "null"},
              {"${order.missing.deeper}", "null"},
              {"${nothing.x}", "null"},
              {"${order[nothing]}", "null"},
              {"${(order).price}", "150"},
              {"${due.time}", "1774699200000"},
              {"${order[name == 'Ana' ? 'price' : 'x']}", "150"}});
}

TEST(Juel, ComputesWithDecimals) {
  expect_all({{"${1 + 1}", "2"},          {"${5-2}", "3"},          {"${12 * 2 - 1}", "23"}, {"${7 / 2}", "3.5"},
              {"${7 div 2}", "3.5"},      {"${4 / 2}", "2"},        {"${7 % 3}", "1"},       {"${7 mod -3}", "1"},
              {"${-7 % 3}", "-1"},        {"${0.1 + 0.2}", "0.3"},  {"${-amount}", "-1200"}, {"${- -3}", "3"},
              {"${2 + 3 * 4}", "14"},     {"${(2 + 3) * 4}", "20"}, {"${10 - 3 - 2}", "5"},  {"${ten + 1}", "11"},
              {"${'1.5' + '2'}", "3.5"},  {"${'+2' * '-3'}", "-6"}, {"${'' + 1}", "1"},      {"${null + 1}", "1"},
              {"${nothing + null}", "0"}, {"${-null}", "0"},        {"${null / null}", "0"}, {"${-'4'}", "-4"}});
}

TEST(Juel, Compares) {
  expect_all({{"${amount == 1200}", "true"},      {"${amount eq 1200.00}", "true"}, {"${amount != 1}", "true"},
              {"${amount ne 1200}", "false"},     {"${amount > 3}", "true"},        {"${amount gt 1200}", "false"},
              {"${amount >= 1200}", "true"},      {"${amount ge 1201}", "false"},   {"${amount < 1201}", "true"},
              {"${amount lt 3}", "false"},        {"${amount <= 1200}", "true"},    {"${amount le 3}", "false"},
              {"${ten == 10}", "true"},           {"${10 == ten}", "true"},         {"${ten > 9}", "true"},
              {"${'10' < '9'}", "true"},          {"${name == 'Ana'}", "true"},     {"${name < 'B'}", "true"},
              {"${yes == true}", "true"},         {"${'no' == false}", "true"},     {"${approved == 'true'}", "true"},
              {"${approved != 'false'}", "true"}, {"${'true' == 'TRUE'}", "false"}, {"${due == due}", "true"},
              {"${due <= now()}", "true"},        {"${due < now()}", "false"},      {"${orders == orders}", "true"},
              {"${orders == order}", "false"}});
}

TEST(Juel, FollowsJavasRulesForNull) {
  expect_all({{"${null == null}", "true"},
              {"${nothing == null}", "true"},
              {"${null != null}", "false"},
              {"${null == 0}", "false"},
              {"${null == ''}", "false"},
              {"${null == false}", "false"},
              {"${null < 1}", "false"},
              {"${null >= 1}", "false"},
              {"${1 > null}", "false"},
              {"${null < null}", "false"},
              {"${null <= null}", "true"},
              {"${null >= nothing}", "true"},
              {"${'' == 0}", "true"}});
}

TEST(Juel, CombinesTruths) {
  expect_all({{"${true and false}", "false"},
              {"${true && true}", "true"},
              {"${false or true}", "true"},
              {"${false || false}", "false"},
              {"${not approved}", "false"},
              {"${!approved}", "false"},
              {"${not not approved}", "true"},
              {"${yes and approved}", "true"},
              {"${not nothing}", "true"},
              {"${not note}", "true"},
              {"${'maybe' or false}", "false"},
              {"${true or missing}", "true"},
              {"${false and missing}", "false"},
              {"${true || false && false}", "true"},
              {"${1 < 2 == true}", "true"},
              {"${!(1 > 2)}", "true"},
              {"${orders[1].price > 100 && orders[1].price < 250}", "true"}});
}

TEST(Juel, KnowsWhatIsEmpty) {
  expect_all({{"${empty null}", "true"},
              {"${empty nothing}", "true"},
              {"${empty ''}", "true"},
              {"${empty note}", "true"},
              {"${empty empty_list}", "true"},
              {"${empty empty_context}", "true"},
              {"${empty name}", "false"},
              {"${not empty orders}", "true"},
              {"${empty 0}", "false"},
              {"${empty order.missing}", "true"},
              {"${empty note and approved}", "true"}});
}

TEST(Juel, Chooses) {
  expect_all({{"${approved ? 'go' : 'stop'}", "\"go\""},
              {"${amount > 2000 ? 'big' : amount > 1000 ? 'middle' : 'small'}", "\"middle\""},
              {"${note ? 1 : 2}", "2"},
              {"${true ? amount : missing}", "1200"},
              {"${approved?name:note}", "\"Ana\""},
              {"${false ? 1 : true ? 2 : 3}", "2"},
              {"${(true ? 1 : 2) + 1}", "2"}});
}

TEST(Juel, CallsTheMethodsOfTexts) {
  expect_all({{"${name.length()}", "3"},
              {"${street.length()}", "8"},
              {"${'a😀b'.length()}", "3"},
              {"${street.contains('aß')}", "true"},
              {"${name.startsWith('An')}", "true"},
              {"${name.endsWith('x')}", "false"},
              {"${name.equals('Ana')}", "true"},
              {"${name.equals(null)}", "false"},
              {"${name.equals(7)}", "false"},
              {"${name.equalsIgnoreCase('aNA')}", "true"},
              {"${name.equalsIgnoreCase(null)}", "false"},
              {"${name.toUpperCase()}", "\"ANA\""},
              {"${street.toLowerCase()}", "\"straße 7\""},
              {"${'  a b\\\\'.trim()}", R"("a b\\")"},
              {"${street.substring(7)}", "\"7\""},
              {"${street.substring(4, 6)}", "\"ße\""},
              {"${name.substring(3)}", "\"\""},
              {"${street.indexOf('7')}", "7"},
              {"${name.indexOf('a', 3)}", "-1"},
              {"${'banana'.indexOf('an', 2)}", "3"},
              {"${'banana'.lastIndexOf('an')}", "3"},
              {"${'banana'.replace('an', 'o')}", "\"booa\""},
              {"${note.isEmpty()}", "true"},
              {"${note.empty}", "true"},
              {"${' '.isBlank()}", "true"},
              {"${name.concat(' Berg')}", "\"Ana Berg\""},
              {"${street.charAt(4)}", "\"ß\""},
              {"${'a, b,c,,'.split(',\\\\s*')}", R"(["a", "b", "c"])"},
              {"${'a.b'.split('\\\\.')}", R"(["a", "b"])"},
              {"${'ab'.split('x')}", R"(["ab"])"},
              {"${'abc-12'.matches('[a-z]+-\\\\d+')}", "true"},
              {"${'abc-12x'.matches('[a-z]+-\\\\d+')}", "false"},
              {"${name.toLowerCase().contains('an')}", "true"},
              {"${'Ana'.compareTo('Bob')}", "-1"},
              {"${name.toString()}", "\"Ana\""}});
}

TEST(Juel, CallsTheMethodsOfListsContextsAndNumbers) {
  expect_all({{"${orders.size()}", "2"},
              {"${empty_list.isEmpty()}", "true"},
              {"${order.customer.tags.contains('vip')}", "true"},
              {"${order.customer.tags.contains('old')}", "false"},
              {"${orders.get(0).price}", "50"},
              {"${order.customer.tags.indexOf('vip')}", "1"},
              {"${order.get('price')}", "150"},
              {"${order.get('missing')}", "null"},
              {"${order.getOrDefault('missing', 7)}", "7"},
              {"${order.containsKey('standard')}", "true"},
              {"${order.containsValue(150)}", "true"},
              {"${empty_context.isEmpty()}", "true"},
              {"${order.size()}", "4"},
              {"${order.customer.keySet()}", R"(["name", "tags"])"},
              {"${order.getPrice() > 100}", "true"},
              {"${order.isStandard()}", "true"},
              {"${rate.intValue()}", "0"},
              {"${ten.equals('10')}", "true"},
              {"${(amount / 7).longValue()}", "171"},
              {"${approved.toString()}", "\"true\""},
              {"${amount.toString().length()}", "4"},
              {"${approved.booleanValue()}", "true"}});
}

TEST(Juel, KnowsTheTimeAndTheUser) {
  expect_all({{"${now() == due}", "true"},
              {"${dateTime().plusHours(3).isAfter(due)}", "true"},
              {"${now().after(due)}", "false"},
              {"${currentUser()}", "\"ana\""},
              {"${currentUserGroups()}", R"(["sales", "leads"])"},
              {"${authenticatedUserId}", "\"ana\""},
              {"${dateTime().plusDays(1).toDate()}", "date and time(\"2026-03-29T12:00:00Z\")"},
              {"${dateTime().minusMonths(1).plusMillis(500)}", "date and time(\"2026-02-28T12:00:00.5Z\")"},
              {"${due.plusDays(3).plusMonths(11).dayOfMonth}", "28"},
              {"${due.plusYears(1).minusWeeks(2).year}", "2027"},
              {"${dateTime().withTimeAtStartOfDay().hourOfDay}", "0"},
              {"${due.dayOfWeek}", "6"}});
  Order order;
  auto world = order.world();
  world.zone = Zone::find("Europe/Berlin").take();
  // The day on which the clock changes: a day keeps the time on the wall, 24 hours do not.
  auto in_berlin = [&](char const* text) { return format_instant(Expression::compile(text)->evaluate(world)->instant()); };
  EXPECT_EQ(in_berlin("${dateTime().plusDays(1)}"), "2026-03-29T11:00:00Z");
  EXPECT_EQ(in_berlin("${dateTime().plusHours(24)}"), "2026-03-29T12:00:00Z");
  EXPECT_EQ(Expression::compile("${dateTime().hourOfDay}")->evaluate(world).take(), Value(13));
  world.user.clear();
  EXPECT_TRUE(Expression::compile("${currentUser()}")->evaluate(world)->is_null());
}

TEST(Juel, AsksTheSurroundingsForWhatIsNoVariable) {
  Order order;
  EXPECT_EQ(yields("${execution.getVariable('amount') > 100}", order), "true");
  EXPECT_EQ(yields("${execution.processBusinessKey}", order), "\"B-7\"");
  EXPECT_EQ(yields("${task.name} / ${task.getName()}", order), "\"Approve / Approve\"");
  EXPECT_EQ(yields("${task.execution.getVariable(name.equals('Ana') ? 'amount' : 'x')}", order), "1200");
  EXPECT_EQ(yields("${pricing.discount(order, 2) * 100}", order), "10.0");
  EXPECT_EQ(order.asked,
            (Lines{"execution.getVariable(\"amount\")", "execution.getProcessBusinessKey()", "task.getName()", "task.getName()",
                   "execution.getVariable(\"amount\")", "pricing.discount(" + feel::to_text(*order.variables.find("order")) + ", 2)"}));
  order.asked.clear();
  EXPECT_EQ(yields("${spin(name, 1)}", order), "error: at offset 2 of \"${spin(name, 1)}\": nothing called .spin is here");
  EXPECT_EQ(yields("${pricing.level}", order), "error: at offset 10 of \"${pricing.level}\": nothing called pricing.getLevel is here");
  EXPECT_EQ(order.asked, (Lines{".spin(\"Ana\", 1)", "pricing.getLevel()"}));
}

TEST(Juel, JoinsACompositeToAText) {
  expect_all({{"Order ${amount} of ${name}", "\"Order 1200 of Ana\""},
              {"${amount}${name}", "\"1200Ana\""},
              {"<${nothing}>", "\"<>\""},
              {" ${amount}", "\" 1200\""},
              {"#{name}!", "\"Ana!\""},
              {"${approved}/${rate}", "\"true/0.5\""},
              {"plain", "\"plain\""},
              {"", "\"\""},
              {"a $ b # c } {", "\"a $ b # c } {\""},
              {"\\${name}", "\"${name}\""},
              {"\\#{x} ${amount}", "\"#{x} 1200\""},
              {"C:\\temp\\${x}", R"("C:\\temp${x}")"},
              {"a\\b", R"("a\\b")"},
              {"tail\\", R"("tail\\")"}});
}

TEST(Juel, TellsWhatItIs) {
  auto reads = [](char const* text) { return Expression::compile(text)->reads(); };
  EXPECT_EQ(reads("${b.x > a['k'] and not b.y}"), (Lines{"b", "a"}));
  EXPECT_EQ(reads("${execution.getVariable('x') == task.execution.hasVariable('y') ? pricing.of(z) : now()} ${q}"),
            (Lines{"x", "y", "pricing", "z", "q"}));
  EXPECT_EQ(reads("plain"), Lines{});
  EXPECT_TRUE(Expression::compile("plain")->is_literal());
  EXPECT_TRUE(Expression::compile("\\${x}")->is_literal());
  EXPECT_FALSE(Expression::compile("${1}")->is_literal());
  auto original = Expression::compile("${amount}").take();
  auto copy = original;
  EXPECT_EQ(copy.text(), "${amount}");
  EXPECT_EQ(copy.evaluate(Order().world()).take(), Value(1200));
}

TEST(Juel, RefusesToCompileAndSaysWhereAndWhatWasExpected) {
  constexpr auto value = "expected a value: a variable, a number, a text, true, false, null, -, !, not, empty or '('";
  struct Refusal {
    std::string text, says;
  } const refusals[] = {
      {"${}", "at offset 2 of \"${}\": " + std::string(value) + ", but '}' came"},
      {"${a ==}", "at offset 6 of \"${a ==}\": " + std::string(value) + ", but '}' came"},
      {"x ${", "at offset 4 of \"x ${\": " + std::string(value) + ", but the end came"},
      {"${a", "at offset 3 of \"${a\": expected '}' at the end of the expression, but the end came"},
      {"${a b}", "at offset 4 of \"${a b}\": expected '}' at the end of the expression, but 'b' came"},
      {"${(a}", "at offset 4 of \"${(a}\": expected ')' to close the bracket, but '}' came"},
      {"${a[1}", "at offset 5 of \"${a[1}\": expected ']' behind the key or index, but '}' came"},
      {"${a.1}", "at offset 3 of \"${a.1}\": expected '}' at the end of the expression, but '.1' came"},
      {"${a.}", "at offset 4 of \"${a.}\": expected the name of a property or method behind '.', but '}' came"},
      {"${a.b(1}", "at offset 7 of \"${a.b(1}\": expected ')' or ',' behind an argument, but '}' came"},
      {"${a ? b}", "at offset 7 of \"${a ? b}\": expected ':' between the two values of ?, but '}' came"},
      {"${a = 1}", "at offset 4 of \"${a = 1}\": expected an operator, a name or a value, but = came"},
      {"${a & b}", "expected an operator, a name or a value, but & came"},
      {"${'a}", "at offset 2 of \"${'a}\": expected ' at the end of the text that begins here"},
      {"${'a\\n'}", "at offset 4 of \"${'a\\n'}\": expected \\\\ or \\' after the backslash of a text"},
      {"${a instanceof b}", "expected '}'"},
      {"${instanceof}", "instanceof is reserved"},
      {"${a} #{b}", "at offset 5 of \"${a} #{b}\": expected ${, because a text with expressions begins them all alike, but #{ came"},
      {"${1e99999}", "outside the range of a number"},
      {"${a @ b}", "but @ came"},
  };
  for (auto const& [text, says] : refusals) {
    auto compiled = Expression::compile(text);
    ASSERT_FALSE(compiled.ok()) << text;
    EXPECT_NE(compiled.error().message.find(says), std::string::npos) << compiled.error().message;
    EXPECT_FALSE(compiled.error().help.empty()) << text;
  }
}

TEST(Juel, FailsToEvaluateAndSaysWhere) {
  struct Failure {
    char const* text;
    char const* says;
  } const failures[] = {
      {"${order.price > limit}", "at offset 16 of \"${order.price > limit}\": there is no variable 'limit'"},
      {"${'a' + 'b'}", "at offset 6 of \"${'a' + 'b'}\": expected a number, but string \"a\" came"},
      {"${amount > 'much'}", "expected a number, but string \"much\" came"},
      {"${amount == 'much'}", "expected a number, but string \"much\" came"},
      {"${true == 1}", "expected a number, but boolean true came"},
      {"${not amount}", "expected true or false, but number 1200 came"},
      {"${amount ? 1 : 2}", "expected true or false, but number 1200 came"},
      {"${amount / 0}", "at offset 9 of \"${amount / 0}\": a division by zero"},
      {"${amount % 0}", "a division by zero"},
      {"${orders < order}", "have no order"},
      {"${nothing.length()}", "at offset 10 of \"${nothing.length()}\": length() is asked of null"},
      {"${name.lenght()}", "a string has no method 'lenght'"},
      {"${name.length}", "a string has no property 'length'"},
      {"${orders.size}", "a list has no property string \"size\""},
      {"${orders.add(1)}", "a list has no method 'add'"},
      {"${orders.get(2)}", "a list of 2 has no element 2"},
      {"${name.substring(4)}", "position 4 is outside a text of 3 characters"},
      {"${name.substring(2, 1)}", "position 1 is outside"},
      {"${name.charAt(3)}", "position 3 is outside"},
      {"${name.substring()}", "substring() takes 1 or 2 arguments, but 0 were given"},
      {"${name.contains(null)}", "expected a text, but null came"},
      {"${name.split('(')}", "is no pattern"},
      {"${execution}", "'execution' is no value by itself"},
      {"${task.execution}", "'execution' is no value by itself"},
      {"${due.plusDays(1e12)}", "outside the years"},
      {"${dateTime().isAfter(3)}", "expected a date and time, but number 3 came"},
  };
  Order order;
  for (auto const& [text, says] : failures) {
    auto value = Expression::compile(text).take().evaluate(order.world());
    ASSERT_FALSE(value.ok()) << text;
    EXPECT_NE(value.error().message.find(says), std::string::npos) << value.error().message;
    EXPECT_FALSE(value.error().help.empty()) << text;
  }
  EXPECT_EQ(Expression::compile("${name.lenght()}")->evaluate(order.world()).error().help, "did you mean length?");
}

TEST(Juel, WithoutSurroundingsKnowsNoVariablesAndNoBeans) {
  World nothing;
  EXPECT_EQ(Expression::compile("${1 + 1}")->evaluate(nothing).take(), Value(2));
  for (auto text : {"${a}", "${a.b}", "${a.b()}", "${execution.getVariable('a')}", "${f(1)}"})
    EXPECT_FALSE(Expression::compile(text)->evaluate(nothing).ok()) << text;
}

TEST(Juel, IsBounded) {
  auto repeated = [](std::size_t count, std::string const& part) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += part;
    return text;
  };
  EXPECT_EQ(yields("${" + repeated(200, "(") + "1" + repeated(200, ")") + "}"), "1");
  EXPECT_EQ(yields("${1" + repeated(200, " + 1") + "}"), "201");
  for (auto const& text :
       {"${" + repeated(100'000, "(") + "1", "${" + repeated(100'000, "!") + "a}", "${" + repeated(50'000, "-") + "1}",
        "${1" + repeated(50'000, "+1") + "}", "${a" + repeated(50'000, ".b") + "}", "${" + repeated(50'000, "a ? b : ") + "c}",
        "${" + repeated(50'000, "f(") + "1}", "${" + repeated(50'000, "a[") + "1}"}) {
    auto compiled = Expression::compile(text);
    ASSERT_FALSE(compiled.ok());
    EXPECT_NE(compiled.error().message.find("nested deeper than 256 levels"), std::string::npos) << compiled.error().message;
    EXPECT_LT(compiled.error().message.size(), 400u);
  }
  EXPECT_FALSE(Expression::compile(std::string(limits::max_expression_bytes + 1, 'a')).ok());
  Order order;
  order.variables.set("long", std::string(limits::max_string_bytes / 2 + 1, 'x'));
  EXPECT_NE(yields("${long}${long}", order).find("would be longer than"), std::string::npos);
  EXPECT_NE(yields("${long.concat(long)}", order).find("would be longer than"), std::string::npos);
  EXPECT_NE(yields("${long.replace('x', 'yyy')}", order).find("would be longer than"), std::string::npos);
  // Work is counted over the whole evaluation.
  EXPECT_NE(yields("${long.length()" + repeated(100, " + long.length()") + "}", order).find("takes more than"), std::string::npos);
}

}  // namespace
}  // namespace drivetrain::processes::juel
