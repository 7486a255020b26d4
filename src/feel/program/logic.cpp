// and, or (three-valued, DMN 1.5 table 50) and if. not() is a built-in.
#include "feel/program/node.h"

namespace drivetrain::feel {

namespace {

/// `decisive` is the truth that settles the whole: false for and, true for or. What is neither true nor false counts as unknown.
template <bool decisive>
class Junction final : public Node {
 public:
  explicit Junction(Tree const& tree) : Node(tree.place) {
    for (auto const& child : tree.children) parts_.push_back(build(*child));
  }
  Value evaluate(Frame& frame) const override {
    bool unknown = false;
    for (auto const& part : parts_) {
      auto value = part->evaluate(frame);
      if (value.kind() != Kind::boolean) {
        unknown = true;
        if (!value.is_null())
          frame.null_because(part->place(), std::string("\"") + (decisive ? "or" : "and") + "\" joins booleans, but " + describe(value) + " came");
      } else if (value.boolean() == decisive) {
        return decisive;
      }
    }
    if (unknown) return {};
    return !decisive;
  }

 private:
  std::vector<NodePtr> parts_;
};

class Conditional final : public Node {
 public:
  explicit Conditional(Tree const& tree)
      : Node(tree.place), condition_(build(*tree.children[0])), yes_(build(*tree.children[1])), no_(build(*tree.children[2])) {}
  Value evaluate(Frame& frame) const override {
    auto condition = condition_->evaluate(frame);
    if (condition.is_true()) return yes_->evaluate(frame);
    if (!condition.is_false() && !condition.is_null())
      frame.null_because(condition_->place(), "if asks for a boolean, but " + describe(condition) + " came; else was taken");
    return no_->evaluate(frame);
  }

 private:
  NodePtr condition_, yes_, no_;
};

}  // namespace

NodePtr build_logic(Tree const& tree) {
  if (tree.form == Form::conjunction) return std::make_unique<Junction<false>>(tree);
  if (tree.form == Form::disjunction) return std::make_unique<Junction<true>>(tree);
  return std::make_unique<Conditional>(tree);
}

}  // namespace drivetrain::feel
