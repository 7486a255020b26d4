// Reads, breakpoints and constants of an expression (see analysis.h).
#include "feel/analysis.h"

#include <algorithm>
#include <unordered_set>

#include "feel/program/node.h"

namespace drivetrain::feel {

namespace {

/// "job.customer.tier" for a path that begins at a top-level name, else nothing.
std::optional<std::string> plain_path(Tree const& tree) {
  if (tree.form == Form::name && tree.top_level) return tree.text;
  if (tree.form == Form::member && tree.children.back()->form == Form::name) return plain_path(*tree.children.back());
  if (tree.form != Form::path) return std::nullopt;
  auto from = plain_path(*tree.children[0]);
  if (!from) return std::nullopt;
  return *from + "." + tree.text;
}

void collect_reads(Tree const& tree, std::vector<std::string>& reads, std::unordered_set<std::string>& seen) {
  if (auto path = plain_path(tree)) {
    if (seen.insert(*path).second) reads.push_back(std::move(*path));
    return;
  }
  for (auto const& child : tree.children) collect_reads(*child, reads, seen);
}

/// The value of a part that depends on nothing, else nothing.
std::optional<Value> constant_of(Tree const& tree) {
  if (tree.form == Form::literal) return tree.value;
  auto node = build(tree);
  if (auto value = node->constant()) return *value;
  return std::nullopt;
}

/// Walks what is only and, or, not over comparisons; false as soon as it meets something else.
class Finder {
 public:
  std::vector<Breakpoint> found;

  bool condition(Tree const& tree) {
    switch (tree.form) {
      case Form::literal: return tree.value.kind() == Kind::boolean || tree.value.is_null();
      case Form::any_value: return true;
      case Form::conjunction:
      case Form::disjunction:
        return std::all_of(tree.children.begin(), tree.children.end(), [&](TreePtr const& child) { return condition(*child); });
      case Form::builtin_call: return tree.text == "not" && tree.children.size() == 1 && condition(*tree.children[0]);
      case Form::name:
      case Form::path: return add(tree, true);
      case Form::equal:
      case Form::not_equal:
      case Form::less:
      case Form::less_equal:
      case Form::greater:
      case Form::greater_equal: return add_compared(*tree.children[0], *tree.children[1]) || add_compared(*tree.children[1], *tree.children[0]);
      case Form::between: return add_compared(*tree.children[0], *tree.children[1]) && add_compared(*tree.children[0], *tree.children[2]);
      case Form::in: {
        auto path = plain_path(*tree.children[0]);
        return path && tests(*path, *tree.children[1]);
      }
      case Form::tests:
      case Form::not_tests: return tests("?", tree);
      default: return false;
    }
  }

 private:
  bool add(Tree const& tree, Value constant) {
    auto path = plain_path(tree);
    if (!path) return false;
    return add_point(*path, std::move(constant));
  }
  bool add_point(std::string const& path, Value constant) {
    found.push_back({path, std::move(constant)});
    return true;
  }
  bool add_compared(Tree const& side, Tree const& other) {
    if (!plain_path(side)) return false;
    auto constant = constant_of(other);
    return constant && add(side, std::move(*constant));
  }
  bool tests(std::string const& path, Tree const& list) {
    return std::all_of(list.children.begin(), list.children.end(), [&](TreePtr const& test) { return one_test(path, *test); });
  }
  bool one_test(std::string const& path, Tree const& test) {
    if (test.form == Form::any_value) return true;
    if (auto constant = constant_of(test)) return add_value(path, *constant);
    if (test.form == Form::list) return std::all_of(test.children.begin(), test.children.end(), [&](TreePtr const& item) { return one_test(path, *item); });
    // A condition on ? inside tests: only the cell's own "?" is a top-level name.
    return condition(test) && test.form != Form::name && test.form != Form::path;
  }
  /// A list gives each of its elements, a range both its ends.
  bool add_value(std::string const& path, Value const& value) {
    if (value.kind() == Kind::list) return std::all_of(value.list().begin(), value.list().end(), [&](Value const& item) { return add_value(path, item); });
    if (value.kind() != Kind::range) return add_point(path, value);
    for (auto const& end : {value.range().start, value.range().end})
      if (!end.is_null()) add_point(path, end);
    return true;
  }
};

}  // namespace

std::vector<std::string> find_reads(Tree const& root) {
  std::vector<std::string> reads;
  std::unordered_set<std::string> seen;
  collect_reads(root, reads, seen);
  return reads;
}

std::optional<std::vector<Breakpoint>> find_breakpoints(Tree const& root) {
  Finder finder;
  if (!finder.condition(root)) return std::nullopt;
  // Equal constants need not be written alike (1 and 1.0), so that the text only finds most of those that come twice; one more does no harm.
  std::vector<Breakpoint> unique;
  std::unordered_set<std::string> seen;
  for (auto& point : finder.found)
    if (seen.insert(point.path + '\0' + to_text(point.constant)).second) unique.push_back(std::move(point));
  return unique;
}

std::optional<TestSet> find_test_set(Tree const& root) {
  TestSet set;
  set.any = root.form == Form::any_value;
  if (set.any) return set;
  if (root.form != Form::tests && root.form != Form::not_tests) return std::nullopt;
  set.negated = root.form == Form::not_tests;
  for (auto const& test : root.children) {
    auto value = constant_of(*test);
    if (!value) return std::nullopt;
    // A list is passed by its elements, but also by a list that equals it.
    if (value->kind() == Kind::list || value->kind() == Kind::function) return std::nullopt;
    set.parts.push_back(std::move(*value));
  }
  return set;
}

std::optional<Value> find_constant(Tree const& root) {
  if (root.form == Form::literal) return root.value;
  // A cell or band that is one literal: "gold", 12, true.
  if (root.form == Form::tests && root.children.size() == 1 && root.children[0]->form == Form::literal) return root.children[0]->value;
  return std::nullopt;
}

}  // namespace drivetrain::feel
