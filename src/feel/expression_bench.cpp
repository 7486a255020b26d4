// How fast compiled expressions are: nanoseconds per evaluation and evaluations per second on one core, and per compilation.
// Usage: expression_bench [seconds per figure]
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "feel/expression.h"

namespace {

using namespace drivetrain;
using namespace drivetrain::feel;
using SteadyClock = std::chrono::steady_clock;

double seconds_per_figure = 1;

template <class Work>
void measure(char const* what, Work work) {
  double best = 1e18;
  for (int run = 0; run < 3; ++run) {
    std::size_t count = 0;
    auto begin = SteadyClock::now();
    double elapsed = 0;
    do {
      for (int i = 0; i < 100; ++i) work(count + static_cast<std::size_t>(i));
      count += 100;
      elapsed = std::chrono::duration<double>(SteadyClock::now() - begin).count();
    } while (elapsed < seconds_per_figure / 3);
    best = std::min(best, elapsed / static_cast<double>(count));
  }
  std::printf("%-62s %9.0f ns %12.0f /s\n", what, best * 1e9, 1 / best);
}

void evaluation(char const* text, bool cell, Context const& base, char const* varied) {
  Scope scope{{}, true};
  auto compiled = cell ? compile_unary_tests(text, scope) : compile(text, scope);
  auto const& expression = std::get<Expression>(compiled);
  std::vector<Context> contexts;
  for (int i = 0; i < 64; ++i) {
    auto context = base;
    context.set(varied, 1'000 + i * 37);
    contexts.push_back(std::move(context));
  }
  measure(text, [&](std::size_t i) {
    auto result = expression.evaluate(Environment::of(contexts[i % 64], {}));
    if (!result.warnings.empty()) std::abort();
  });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1) seconds_per_figure = std::atof(argv[1]);
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
  evaluation("(income - debt) * rate / 12 + 100", false, base, "income");
  evaluation("delay_hours > 8 and delay_hours <= 40", false, base, "delay_hours");
  evaluation("tier in (\"critical\", \"standard\") and income between 100 and 9000", false, base, "income");
  evaluation("(8..40]", true, base, "?");
  evaluation("if income > 2500 then \"sign\" else \"ask\"", false, base, "income");
  evaluation("max(income, debt) + floor(rate)", false, base, "income");
  evaluation("sum(for x in items[p > 30] return x.p * x.q)", false, base, "income");
  measure("compile: delay_hours > 8 and delay_hours <= 40", [](std::size_t) { (void)compile("delay_hours > 8 and delay_hours <= 40", {{"delay_hours"}}); });
}
