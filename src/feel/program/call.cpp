// Calls: built-ins, which are known beforehand, and function values.
#include <algorithm>

#include "base/text.h"
#include "feel/builtins/builtin.h"
#include "feel/function.h"
#include "feel/program/node.h"
#include "feel/typing/typing.h"

namespace drivetrain::feel {

namespace {

constexpr std::size_t few_arguments = 4;

/// Evaluates arguments without allocating when they are few, and hands them to `use`.
template <class Use>
Value with_arguments(std::vector<NodePtr> const& nodes, Frame& frame, Use use) {
  if (nodes.size() <= few_arguments) {
    Value values[few_arguments];
    for (std::size_t i = 0; i < nodes.size(); ++i) values[i] = nodes[i]->evaluate(frame);
    return use(std::span<Value const>(values, nodes.size()));
  }
  std::vector<Value> values;
  values.reserve(nodes.size());
  for (auto const& node : nodes) values.push_back(node->evaluate(frame));
  return use(std::span<Value const>(values));
}

class BuiltinCall final : public Node {
 public:
  BuiltinCall(Place place, std::string name, std::vector<NodePtr> arguments, std::span<std::string const> names)
      : Node(place), name_(std::move(name)), arguments_(std::move(arguments)), plans_(plan_call(name_, arguments_.size(), names)) {}
  Value evaluate(Frame& frame) const override {
    return with_arguments(arguments_, frame, [&](std::span<Value const> values) { return run_call(name_, plans_, values, frame, place()); });
  }

 private:
  std::string name_;
  std::vector<NodePtr> arguments_;
  std::vector<CallPlan> plans_;
};

class FunctionCall final : public Node {
 public:
  FunctionCall(Tree const& tree, std::vector<NodePtr> arguments)
      : Node(tree.place), callee_(build(*tree.children[0])), arguments_(std::move(arguments)), names_(tree.names), builtin_(builtin_value(tree.text)) {}
  Value evaluate(Frame& frame) const override {
    auto callee = callee_->evaluate(frame);
    if (callee.kind() != Kind::function) {
      if (builtin_.is_null()) return frame.null_because(place(), "only a function can be called, but " + describe(callee) + " came");
      callee = builtin_;
    }
    return with_arguments(arguments_, frame, [&](std::span<Value const> values) { return call(callee.function(), values, frame); });
  }

 private:
  Value call(Function const& function, std::span<Value const> values, Frame& frame) const {
    if (names_.empty()) {
      if (!function.accepts(values.size()))
        return frame.null_because(place(), function.name() + "(" + join(function.parameters(), ", ") + ") does not take " + counted(values.size(), "argument"));
      return function.call(values, frame, place());
    }
    auto const& parameters = function.parameters();
    std::vector<Value> ordered(parameters.size());
    std::size_t placed = 0;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      auto it = std::find(names_.begin(), names_.end(), parameters[i]);
      if (it == names_.end())  // a-b may be written a - b
        it = std::find_if(names_.begin(), names_.end(), [&](auto const& name) { return without_blanks(name) == without_blanks(parameters[i]); });
      if (it == names_.end()) continue;
      ordered[i] = values[static_cast<std::size_t>(it - names_.begin())];
      ++placed;
    }
    if (placed != names_.size() || placed != parameters.size())
      return frame.null_because(place(), function.name() + " has the parameters " + join(parameters, ", ") + ", but " + join(names_, ", ") + " came");
    return function.call(ordered, frame, place());
  }
  NodePtr callee_;
  std::vector<NodePtr> arguments_;
  std::vector<std::string> names_;
  Value builtin_;
};

}  // namespace

NodePtr build_call(Tree const& tree) {
  std::vector<NodePtr> arguments;
  for (std::size_t i = tree.form == Form::call ? 1 : 0; i < tree.children.size(); ++i) arguments.push_back(build(*tree.children[i]));
  if (tree.form == Form::builtin_call) return std::make_unique<BuiltinCall>(tree.place, tree.text, std::move(arguments), tree.names);
  return std::make_unique<FunctionCall>(tree, std::move(arguments));
}

}  // namespace drivetrain::feel
