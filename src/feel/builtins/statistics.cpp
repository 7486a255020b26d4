// Functions that reduce a list to one value (DMN 1.5 §10.3.4.4, table 75): count, sum, min, max, mean, median, …
#include <algorithm>

#include "feel/builtins/builtin.h"
#include "feel/program/arithmetic.h"
#include "feel/program/compare.h"

namespace drivetrain::feel {

namespace {

Value run_count(Call const& call) { return call[0].list().size(); }

/// Folds with + or *; null with a reason when an element does not go along.
Value reduce(Call const& call, Form operation) {
  auto const& list = call[0].list();
  if (list.empty()) return call.fail("the list is empty");
  if (!call.spend(list.size())) return {};
  if (operation == Form::multiply || list.front().kind() == Kind::string)
    for (auto const& item : list)
      if (!item.is_number()) return call.fail("the list holds numbers, but " + describe(item) + " came");
  Value total = list.front();
  switch (total.kind()) {
    case Kind::number:
    case Kind::days_duration:
    case Kind::months_duration: break;
    default: return call.fail("the list holds numbers or durations, but " + describe(total) + " came");
  }
  std::string why;
  for (std::size_t i = 1; i < list.size(); ++i) {
    if (list[i].kind() != total.kind()) return call.fail("the list holds values of one kind, but " + describe(list[i]) + " came");
    total = calculate(operation, total, list[i], why);
    if (!why.empty()) return call.fail(why);
  }
  return total;
}

Value run_sum(Call const& call) { return reduce(call, Form::add); }
Value run_product(Call const& call) { return reduce(call, Form::multiply); }

Value run_mean(Call const& call) {
  auto total = reduce(call, Form::add);
  if (total.is_null()) return {};
  std::string why;
  auto mean = calculate(Form::divide, total, Value(call[0].list().size()), why);
  return why.empty() ? mean : call.fail(why);
}

template <int wanted>
Value extreme(Call const& call) {
  auto const& list = call[0].list();
  if (list.empty()) return call.fail("the list is empty");
  if (!call.spend(list.size())) return {};
  auto best = &list.front();
  for (auto const& item : list) {
    auto result = order(item, *best, call.frame, call.place);
    if (!result && !call.frame.session.stopped.empty()) return {};
    if (!result) return call.fail("the list holds values of one kind that has an order, but " + describe(item) + " came");
    if (*result == wanted) best = &item;
  }
  return *best;
}

/// `decisive` true: any; false: all. null elements leave the answer open, anything else but a boolean refuses it.
template <bool decisive>
Value run_truth(Call const& call) {
  bool unknown = false;
  Value const* stranger = nullptr;
  if (!call.spend(call[0].list().size())) return {};
  for (auto const& item : call[0].list()) {
    if (item.kind() == Kind::boolean && item.boolean() == decisive) return decisive;
    if (item.kind() == Kind::boolean) continue;
    unknown = true;
    if (!item.is_null()) stranger = &item;
  }
  if (stranger) return call.fail("the list holds booleans, but " + describe(*stranger) + " came");
  if (unknown) return call.fail("null among the elements leaves it open");
  return !decisive;
}

/// The list's numbers in order; nothing after a warning.
std::optional<std::vector<Decimal>> sorted_numbers(Call const& call) {
  auto const& list = call[0].list();
  if (!call.spend(list.size() * 8)) return std::nullopt;
  std::vector<Decimal> numbers;
  for (auto const& item : list) {
    if (!item.is_number()) {
      call.fail("the list holds numbers, but " + describe(item) + " came");
      return std::nullopt;
    }
    numbers.push_back(item.number());
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

Value run_median(Call const& call) {
  auto numbers = sorted_numbers(call);
  if (!numbers) return {};
  if (numbers->empty()) return call.fail("the list is empty");
  auto middle = numbers->size() / 2;
  if (numbers->size() % 2 == 1) return (*numbers)[middle];
  auto sum = Decimal::add((*numbers)[middle - 1], (*numbers)[middle]);
  auto half = sum ? Decimal::divide(*sum, Decimal(2)) : std::nullopt;
  return half ? Value(*half) : call.fail("the result is outside the range of a decimal");
}

/// Of the sample: divided by n - 1.
Value run_stddev(Call const& call) {
  auto numbers = sorted_numbers(call);
  if (!numbers) return {};
  if (numbers->size() < 2) return call.fail("a standard deviation needs at least two numbers");
  auto failed = [&] { return call.fail("the result is outside the range of a decimal"); };
  Decimal total, squares;
  for (auto n : *numbers) {
    auto sum = Decimal::add(total, n);
    if (!sum) return failed();
    total = *sum;
  }
  auto mean = Decimal::divide(total, Decimal(static_cast<std::int64_t>(numbers->size())));
  for (auto n : *numbers) {
    auto off = mean ? Decimal::subtract(n, *mean) : std::nullopt;
    auto square = off ? Decimal::multiply(*off, *off) : std::nullopt;
    auto sum = square ? Decimal::add(squares, *square) : std::nullopt;
    if (!sum) return failed();
    squares = *sum;
  }
  auto variance = Decimal::divide(squares, Decimal(static_cast<std::int64_t>(numbers->size() - 1)));
  auto root = variance ? variance->sqrt() : std::nullopt;
  return root ? Value(*root) : failed();
}

Value run_mode(Call const& call) {
  auto numbers = sorted_numbers(call);
  if (!numbers) return {};
  List modes;
  std::size_t most = 0;
  for (std::size_t i = 0; i < numbers->size();) {
    auto k = i;
    while (k < numbers->size() && (*numbers)[k] == (*numbers)[i]) ++k;
    if (k - i > most) most = k - i, modes.clear();
    if (k - i == most) modes.push_back((*numbers)[i]);
    i = k;
  }
  return modes;
}

constexpr Builtin reductions[] = {
    {"count", "list: list", "how many elements", run_count},
    {"min", "list: list<number | string | date | time | date and time | duration>", "the least element", extreme<-1>},
    {"min", "c...: ~number | string | date | time | date and time | duration", "", extreme<-1>},
    {"max", "list: list<number | string | date | time | date and time | duration>", "the greatest element", extreme<1>},
    {"max", "c...: ~number | string | date | time | date and time | duration", "", extreme<1>},
    {"sum", "list: list<number | duration>", "the sum of numbers or durations", run_sum},
    {"sum", "n...: ~number | duration", "", run_sum},
    {"product", "list: list<number>", "the product of numbers", run_product},
    {"product", "n...: ~number", "", run_product},
    {"mean", "list: list<number | duration>", "the arithmetic mean", run_mean},
    {"mean", "n...: ~number | duration", "", run_mean},
    {"median", "list: list<number>", "the middle number; of two, their mean", run_median},
    {"median", "n...: ~number", "", run_median},
    {"stddev", "list: list<number>", "the standard deviation of a sample", run_stddev},
    {"stddev", "n...: ~number", "", run_stddev},
    {"mode", "list: list<number>", "the most frequent numbers, in order", run_mode},
    {"mode", "n...: ~number", "", run_mode},
    {"all", "list: list<boolean>", "whether no element is false", run_truth<false>},
    {"all", "b...: ~boolean | null", "", run_truth<false>},
    {"any", "list: list<boolean>", "whether some element is true", run_truth<true>},
    {"any", "b...: ~boolean | null", "", run_truth<true>},
};

}  // namespace

std::span<Builtin const> statistics_builtins() { return reductions; }

}  // namespace drivetrain::feel
