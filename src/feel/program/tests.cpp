// `in` and unary tests: a value against intervals, comparisons, lists, equal values, or conditions on ? (DMN 1.5 §7.3, table 55).
#include "feel/program/compare.h"
#include "feel/program/node.h"

namespace drivetrain::feel {

namespace {

/// Where the tested value stands: global "?" in a cell, a local behind `in`.
bool mentions_subject(Tree const& tree, std::optional<std::uint32_t> slot) {
  if (slot) return mentions_local(tree, *slot);
  if (tree.form == Form::name) return tree.top_level && tree.text == "?";
  for (auto const& child : tree.children)
    if (mentions_subject(*child, slot)) return true;
  return false;
}

class Tests final : public Node {
 public:
  Tests(Tree const& tree, std::uint32_t slot, bool global) : Node(tree.place), slot_(slot), global_(global), negated_(tree.form == Form::not_tests) {
    for (auto const& child : tree.children)
      tests_.push_back({build(*child), mentions_subject(*child, global ? std::nullopt : std::optional(slot)), child->form == Form::any_value});
  }

  Value evaluate(Frame& frame) const override {
    auto subject = global_ ? frame.global(slot_) : frame.locals[slot_];
    std::optional<bool> result = false;
    for (auto const& test : tests_) {
      auto passed = pass(test, subject, frame);
      if (passed == true) {
        result = true;
        break;
      }
      if (!passed) result = std::nullopt;
    }
    if (!result) return {};
    return *result != negated_;
  }

 private:
  struct Test {
    NodePtr node;
    bool is_condition;  // speaks of ? itself
    bool is_any;
  };

  std::optional<bool> pass(Test const& test, Value const& subject, Frame& frame) const {
    if (test.is_any) return true;
    auto value = test.node->evaluate(frame);
    if (test.is_condition && value.kind() == Kind::boolean) return value.boolean();
    if (test.is_condition && value.is_null()) return std::nullopt;
    // A cell that is itself a condition on other names, beside a value that is no boolean: the condition decides, and an input that is
    // missing changes nothing about it (DMN 1.5 §7.3.4: a test is true when its expression is). Beside a boolean it is compared with it.
    if (value.kind() == Kind::boolean && subject.kind() != Kind::boolean && !test.node->constant()) return value.boolean();
    auto passed = passes(subject, value, frame, test.node->place());
    // A cell says nothing about an input that is missing: many cells would say the same.
    if (!passed && frame.session.stopped.empty() && !(global_ && subject.is_null()))
      frame.null_because(test.node->place(), "the value " + describe(subject) + " cannot be tested against " + describe(value));
    return passed;
  }

  std::uint32_t slot_;
  bool global_, negated_;
  std::vector<Test> tests_;
};

class In final : public Node {
 public:
  explicit In(Tree const& tree)
      : Node(tree.place), subject_(build(*tree.children[0])), slot_(tree.children[1]->slots[0]), tests_(*tree.children[1], slot_, false) {}
  Value evaluate(Frame& frame) const override {
    frame.locals[slot_] = subject_->evaluate(frame);
    return tests_.evaluate(frame);
  }

 private:
  NodePtr subject_;
  std::uint32_t slot_;
  Tests tests_;
};

}  // namespace

NodePtr build_tests(Tree const& tree) {
  if (tree.form == Form::in) return std::make_unique<In>(tree);
  return std::make_unique<Tests>(tree, tree.binding.index, true);
}

}  // namespace drivetrain::feel
