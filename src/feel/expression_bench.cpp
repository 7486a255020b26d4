// How fast compiled expressions are, by name (each name is looked up in a context) and pre-typed (values by position), and how long
// compiling takes. See base/bench.h for how it is run.
#include "base/bench.h"

#include "feel/expression.h"
#include "feel/program/frame.h"

namespace {

using namespace drivetrain;
using namespace drivetrain::feel;

void by_name(Bench& bench, char const* text, bool cell, Context const& base, char const* varied) {
  bench.figure(text, [&] {
    Scope scope{{}, true};
    auto compiled = cell ? compile_unary_tests(text, scope) : compile(text, scope);
    std::vector<Context> contexts;
    for (int i = 0; i < 64; ++i) {
      auto context = base;
      context.set(varied, 1'000 + i * 37);
      contexts.push_back(std::move(context));
    }
    return [expression = std::get<Expression>(compiled), contexts = std::move(contexts)](std::uint64_t i) {
      auto result = expression.evaluate(Environment::of(contexts[i % 64], {}));
      if (!result.warnings.empty()) std::abort();
    };
  });
}

void pre_typed(Bench& bench, char const* text, Context const& base, char const* varied) {
  bench.figure(std::string(text) + ", pre-typed", [&] {
    Scope scope;
    scope.slotted = true;
    std::vector<Value> values;
    std::size_t at = 0;
    for (auto const& [name, value] : base.entries()) {
      if (name == varied) at = values.size();
      scope.names.push_back(name), values.push_back(value);
    }
    auto compiled = compile(text, scope);
    return [expression = std::get<Expression>(compiled), values = std::move(values), at, environment = Environment()](std::uint64_t i) mutable {
      Session session{environment};
      values[at] = Value(1'000 + static_cast<int>(i % 64) * 37);
      if (expression.evaluate_in(session, values.data()).is_null()) std::abort();
    };
  });
}

}  // namespace

int main(int argc, char** argv) {
  Bench bench(argc, argv);
  Context base;
  base.set("income", 4'200), base.set("debt", 650), base.set("rate", *Decimal::parse("0.065"));
  base.set("delay_hours", 12), base.set("tier", "critical"), base.set("?", 5);
  List items;
  for (int i = 0; i < 10; ++i) {
    Context item;
    item.set("p", 20 + i * 3), item.set("q", i);
    items.push_back(std::move(item));
  }
  base.set("items", std::move(items));
  pre_typed(bench, "(income - debt) * rate / 12 + 100", base, "income");
  pre_typed(bench, "sum(for x in items[p > 30] return x.p * x.q)", base, "income");
  by_name(bench, "(income - debt) * rate / 12 + 100", false, base, "income");
  by_name(bench, "sum(for x in items[p > 30] return x.p * x.q)", false, base, "income");
  by_name(bench, "delay_hours > 8 and delay_hours <= 40", false, base, "delay_hours");
  by_name(bench, "tier in (\"critical\", \"standard\") and income between 100 and 9000", false, base, "income");
  by_name(bench, "(8..40]", true, base, "?");
  by_name(bench, "if income > 2500 then \"sign\" else \"ask\"", false, base, "income");
  by_name(bench, "max(income, debt) + floor(rate)", false, base, "income");
  bench.figure("compile: delay_hours > 8 and delay_hours <= 40", [] {
    return [](std::uint64_t) { (void)compile("delay_hours > 8 and delay_hours <= 40", {{"delay_hours"}}); };
  });
}
