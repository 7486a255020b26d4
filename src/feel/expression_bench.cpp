// How fast compiled expressions are: nanoseconds per evaluation and evaluations per second on one core, and per compilation.
// Usage: expression_bench [seconds per figure]
#include <time.h>

#include <cstdio>
#include <cstdlib>

#include "feel/expression.h"

namespace {

using namespace drivetrain;
using namespace drivetrain::feel;

/// Time of this thread alone, so that a busy machine disturbs the figures less.
double cpu_seconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double seconds_per_figure = 1;

template <class Work>
void measure(char const* what, Work work) {
  // Reading the thread's clock is a system call, dear on some machines: a stretch lasts long enough to hide it, and short enough
  // to fall between disturbances.
  std::size_t count = 64;
  auto stretch = [&] {
    auto begin = cpu_seconds();
    for (std::size_t i = 0; i < count; ++i) work(i);
    return cpu_seconds() - begin;
  };
  while (stretch() < 0.005) count *= 2;
  double best = 1e18;
  for (double spent = 0; spent < seconds_per_figure;) {
    auto elapsed = stretch();
    spent += elapsed;
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
