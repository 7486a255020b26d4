// From Tree to Node: dispatch by form, and folding of what is constant.
#include <algorithm>

#include "feel/builtins/builtin.h"
#include "feel/program/node.h"

namespace drivetrain::feel {

namespace {

class Literal final : public Node {
 public:
  Literal(Place place, Value value) : Node(place), value_(std::move(value)) {}
  Value evaluate(Frame&) const override { return value_; }
  Value const* constant() const override { return &value_; }

 private:
  Value value_;
};

/// What a lenient text may say although it means nothing: null, with the reason each time.
class Unknown final : public Node {
 public:
  explicit Unknown(Tree const& tree) : Node(tree.place), why_(tree.text) {}
  Value evaluate(Frame& frame) const override { return frame.null_because(place(), why_); }

 private:
  std::string why_;
};

class InstanceOf final : public Node {
 public:
  explicit InstanceOf(Tree const& tree) : Node(tree.place), subject_(build(*tree.children[0])), type_(tree.types[0]) {}
  Value evaluate(Frame& frame) const override {
    auto subject = subject_->evaluate(frame);
    auto is = is_instance(subject, *type_, frame, place());
    return is ? Value(*is) : Value();
  }

 private:
  NodePtr subject_;
  std::shared_ptr<Type const> type_;
};

NodePtr build_plain(Tree const& tree) {
  switch (tree.form) {
    case Form::literal: return std::make_unique<Literal>(tree.place, tree.value);
    case Form::any_value: return std::make_unique<Literal>(tree.place, true);
    case Form::builtin: return std::make_unique<Literal>(tree.place, builtin_value(tree.text));
    case Form::name: return build_name(tree);
    case Form::member: return build_member(tree);
    case Form::path: return build_path(tree);
    case Form::filter: return build_filter(tree);
    case Form::call:
    case Form::builtin_call: return build_call(tree);
    case Form::list:
    case Form::context:
    case Form::interval:
    case Form::range_test: return build_collection(tree);
    case Form::negate:
    case Form::add:
    case Form::subtract:
    case Form::multiply:
    case Form::divide:
    case Form::power:
    case Form::chain: return build_arithmetic(tree);
    case Form::equal:
    case Form::not_equal:
    case Form::less:
    case Form::less_equal:
    case Form::greater:
    case Form::greater_equal:
    case Form::between: return build_comparison(tree);
    case Form::in:
    case Form::tests:
    case Form::not_tests: return build_tests(tree);
    case Form::conjunction:
    case Form::disjunction:
    case Form::conditional: return build_logic(tree);
    case Form::span:
    case Form::for_each:
    case Form::some:
    case Form::every: return build_iteration(tree);
    case Form::function: return build_function(tree);
    case Form::external: return build_external(tree);
    case Form::unknown: return std::make_unique<Unknown>(tree);
    case Form::instance_of: return std::make_unique<InstanceOf>(tree);
  }
  return std::make_unique<Literal>(tree.place, Value());
}

}  // namespace

/// Forms whose value depends on nothing but their children's. Contexts, tests and loops use slots and stay as they are.
bool is_pure(Tree const& tree) {
  switch (tree.form) {
    case Form::literal:
    case Form::list:
    case Form::interval:
    case Form::range_test:
    case Form::negate:
    case Form::add:
    case Form::subtract:
    case Form::multiply:
    case Form::divide:
    case Form::power:
    case Form::chain:
    case Form::equal:
    case Form::not_equal:
    case Form::less:
    case Form::less_equal:
    case Form::greater:
    case Form::greater_equal:
    case Form::between:
    case Form::conjunction:
    case Form::disjunction:
    case Form::conditional: break;
    case Form::builtin_call:
      if (!is_pure_builtin(tree.text)) return false;
      break;
    default: return false;
  }
  return std::all_of(tree.children.begin(), tree.children.end(), [](TreePtr const& child) { return is_pure(*child); });
}

NodePtr build(Tree const& tree) {
  auto node = build_plain(tree);
  if (tree.form == Form::literal || !is_pure(tree)) return node;
  Environment nothing;
  Session session{nothing};
  Frame frame{session};
  auto value = node->evaluate(frame);
  // What warns must warn each time it is evaluated, so it stays.
  if (!session.warnings.empty()) return node;
  return std::make_unique<Literal>(tree.place, std::move(value));
}

bool mentions_local(Tree const& tree, std::uint32_t slot) {
  if (tree.form == Form::name) return tree.binding.where == Binding::Where::local && tree.binding.index == slot;
  if (tree.form == Form::function)  // its body has slots of its own; what it takes from here is in captures
    return std::any_of(tree.captures.begin(), tree.captures.end(),
                       [&](Binding const& b) { return b.where == Binding::Where::local && b.index == slot; });
  return std::any_of(tree.children.begin(), tree.children.end(), [&](TreePtr const& child) { return mentions_local(*child, slot); });
}

}  // namespace drivetrain::feel
