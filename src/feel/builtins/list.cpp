// List functions that yield lists or look into them (DMN 1.5 §10.3.4.4, table 75) and sort() (§10.3.4.8). Positions count from
// 1, negative ones from the end.
#include <algorithm>

#include "feel/builtins/builtin.h"
#include "feel/function.h"
#include "feel/program/compare.h"

namespace drivetrain::feel {

namespace {

/// Whether an element equals the value; false, too, when the evaluation has done too much (Session::stopped).
bool holds(Call const& call, List const& list, Value const& wanted) {
  return std::any_of(list.begin(), list.end(), [&](Value const& item) { return is_equal(item, wanted, call.frame, call.place) == true; });
}
bool is_over(Call const& call) { return !call.frame.session.stopped.empty(); }

/// The index from 0 that a position means; nothing (after a warning) when it lies outside 1..most.
std::optional<std::size_t> index_at(Call const& call, std::size_t argument, std::size_t most) {
  auto position = call.whole(argument, "a position");
  if (!position) return std::nullopt;
  auto size = static_cast<std::int64_t>(most);
  if (*position >= 1 && *position <= size) return static_cast<std::size_t>(*position - 1);
  if (*position <= -1 && *position >= -size) return static_cast<std::size_t>(size + *position);
  call.fail("the position lies in 1.." + std::to_string(size) + " or counts from the end, but " + describe(call[argument]) + " came");
  return std::nullopt;
}

Value run_list_contains(Call const& call) {
  if (!call.spend(call[0].list().size())) return {};
  bool held = holds(call, call[0].list(), call[1]);
  return is_over(call) ? Value() : Value(held);
}

Value run_append(Call const& call) {
  auto list = call[0].list();
  if (!call.spend(list.size())) return {};
  list.insert(list.end(), call[1].list().begin(), call[1].list().end());
  return list;
}

Value run_concatenate(Call const& call) {
  List all;
  for (auto const& list : call[0].list()) {
    if (!call.spend(list.list().size())) return {};
    all.insert(all.end(), list.list().begin(), list.list().end());
  }
  return all;
}

Value distinct(Call const& call, List const& list, List seen) {
  for (auto const& item : list) {
    if (!call.spend(1 + seen.size())) return {};
    if (!holds(call, seen, item)) seen.push_back(item);
    if (is_over(call)) return {};
  }
  return seen;
}
Value run_distinct(Call const& call) { return distinct(call, call[0].list(), {}); }
Value run_union(Call const& call) {
  Value all = List{};
  for (auto const& list : call[0].list()) {
    all = distinct(call, list.list(), all.list());
    if (all.is_null()) return {};
  }
  return all;
}

Value run_insert(Call const& call) {
  auto at = index_at(call, 1, call[0].list().size());
  if (!at || !call.spend(call[0].list().size())) return {};
  auto list = call[0].list();
  list.insert(list.begin() + static_cast<std::ptrdiff_t>(*at), call[2]);
  return list;
}

Value run_remove(Call const& call) {
  auto at = index_at(call, 1, call[0].list().size());
  if (!at || !call.spend(call[0].list().size())) return {};
  auto list = call[0].list();
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(*at));
  return list;
}

Value run_reverse(Call const& call) {
  if (!call.spend(call[0].list().size())) return {};
  return List(call[0].list().rbegin(), call[0].list().rend());
}

Value run_index_of(Call const& call) {
  List positions;
  auto const& list = call[0].list();
  if (!call.spend(list.size())) return {};
  for (std::size_t i = 0; i < list.size(); ++i)
    if (is_equal(list[i], call[1], call.frame, call.place) == true) positions.push_back(i + 1);
  return is_over(call) ? Value() : Value(std::move(positions));
}

Value run_sublist(Call const& call) {
  auto const& list = call[0].list();
  auto from = index_at(call, 1, list.size());
  if (!from || !call.spend(list.size())) return {};
  auto length = list.size() - *from;
  if (call.has(2)) {
    auto wanted = call.whole(2, "the length");
    if (!wanted) return {};
    if (*wanted < 0 || static_cast<std::size_t>(*wanted) > length) return call.fail("the length lies in 0.." + std::to_string(length) + ", but " + describe(call[2]) + " came");
    length = static_cast<std::size_t>(*wanted);
  }
  auto begin = list.begin() + static_cast<std::ptrdiff_t>(*from);
  return List(begin, begin + static_cast<std::ptrdiff_t>(length));
}

bool flatten_into(Call const& call, List const& list, List& flat) {
  for (auto const& item : list) {
    if (!call.spend(1)) return false;
    if (item.kind() != Kind::list) flat.push_back(item);
    else if (!flatten_into(call, item.list(), flat)) return false;
  }
  return true;
}
Value run_flatten(Call const& call) {
  List flat;
  if (!flatten_into(call, call[0].list(), flat)) return {};
  return flat;
}

Value run_replace_at(Call const& call) {
  auto at = index_at(call, 1, call[0].list().size());
  if (!at || !call.spend(call[0].list().size())) return {};
  auto list = call[0].list();
  list[*at] = call[2];
  return list;
}
Value run_replace_where(Call const& call) {
  auto const& match = call[1].function();
  if (!match.accepts(2)) return call.fail("match is a function of two values (item, new item)");
  auto list = call[0].list();
  for (auto& item : list) {
    if (!call.spend(1)) return {};
    Value const arguments[] = {item, call[2]};
    auto matched = match.call(arguments, call.frame, call.place);
    if (matched.kind() != Kind::boolean) return call.fail("match yields booleans, but " + describe(matched) + " came");
    if (matched.boolean()) item = call[2];
  }
  return list;
}

/// Merge sort of our own: it stays within bounds whatever an inconsistent `precedes` answers.
template <class Precedes>
bool merge_sort(List& list, Precedes precedes) {
  List merged(list.size());
  for (std::size_t width = 1; width < list.size(); width *= 2) {
    for (std::size_t begin = 0; begin < list.size(); begin += 2 * width) {
      auto middle = std::min(begin + width, list.size()), end = std::min(begin + 2 * width, list.size());
      auto a = begin, b = middle;
      for (auto out = begin; out < end; ++out) {
        bool take_second = a == middle;
        if (!take_second && b < end) {
          auto answer = precedes(list[b], list[a]);
          if (!answer) return false;
          take_second = *answer;
        }
        merged[out] = std::move(take_second ? list[b++] : list[a++]);
      }
    }
    std::swap(list, merged);
  }
  return true;
}

Value run_sort_by(Call const& call) {
  auto const& precedes = call[1].function();
  if (!precedes.accepts(2)) return call.fail("precedes is a function of two elements");
  auto list = call[0].list();
  bool sorted = merge_sort(list, [&](Value const& a, Value const& b) -> std::optional<bool> {
    if (!call.spend(1)) return std::nullopt;
    Value const arguments[] = {a, b};
    auto answer = precedes.call(arguments, call.frame, call.place);
    if (answer.kind() == Kind::boolean) return answer.boolean();
    call.fail("precedes yields booleans, but " + describe(answer) + " came");
    return std::nullopt;
  });
  return sorted ? Value(std::move(list)) : Value();
}
Value run_sort(Call const& call) {
  auto list = call[0].list();
  bool sorted = merge_sort(list, [&](Value const& a, Value const& b) -> std::optional<bool> {
    if (!call.spend(1)) return std::nullopt;
    if (auto result = order(a, b, call.frame, call.place)) return *result < 0;
    if (!is_over(call)) call.fail("the list holds values of one kind that has an order, but " + describe(a) + " and " + describe(b) + " came");
    return std::nullopt;
  });
  return sorted ? Value(std::move(list)) : Value();
}

constexpr Builtin lists[] = {
    {"list contains", "list: list, element: any", "whether an element equals the value", run_list_contains},
    {"append", "list: list, item...: any", "the list with further elements at its end", run_append},
    {"concatenate", "list...: list", "several lists in one", run_concatenate},
    {"distinct values", "list: list", "the elements without repetition, in their order", run_distinct},
    {"union", "list...: list", "several lists in one without repetition", run_union},
    {"insert before", "list: list, position: number, newItem: any", "the list with an element more before the position", run_insert},
    {"remove", "list: list, position: number", "the list without the element at the position", run_remove},
    {"reverse", "list: list", "the elements from last to first", run_reverse},
    {"index of", "list: list, match: any", "the positions where the value stands", run_index_of},
    {"sublist", "list: list, start position: number, length?: number", "a stretch of the list", run_sublist},
    {"flatten", "list: list", "nested lists as one", run_flatten},
    {"list replace", "list: list, position: number, newItem: any", "the list with another element at the position", run_replace_at},
    {"list replace", "list: list, match: function, newItem: any", "", run_replace_where},
    {"sort", "list: list, precedes: function", "the elements in order; precedes(a, b) says whether a comes first", run_sort_by},
    {"sort", "list: list", "", run_sort},
};

}  // namespace

std::span<Builtin const> list_builtins() { return lists; }

}  // namespace drivetrain::feel
