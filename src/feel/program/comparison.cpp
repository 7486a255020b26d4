// =, !=, <, <=, >, >= and between.
#include "feel/program/compare.h"
#include "feel/program/node.h"

namespace drivetrain::feel {

namespace {

std::string_view sign_of(Form form) {
  switch (form) {
    case Form::equal: return "=";
    case Form::not_equal: return "!=";
    case Form::less: return "<";
    case Form::less_equal: return "<=";
    case Form::greater: return ">";
    default: return ">=";
  }
}

[[gnu::cold]] Value incomparable(Frame& frame, Place place, std::string_view sign, Value const& a, Value const& b) {
  if (!frame.session.stopped.empty()) return {};
  return frame.null_because(place, "\"" + std::string(sign) + "\" compares values of one kind, but " + describe(a) + " and " + describe(b) + " came");
}

class Comparison : public Node {
 public:
  explicit Comparison(Tree const& tree) : Node(tree.place), left_(build(*tree.children[0])), right_(build(*tree.children[1])) {}

 protected:
  NodePtr left_, right_;
};

template <Form form>
class Equality final : public Comparison {
 public:
  using Comparison::Comparison;
  Value evaluate(Frame& frame) const override {
    auto a = left_->evaluate(frame);
    auto b = right_->evaluate(frame);
    auto equal = is_equal(a, b, frame, place());
    if (!equal) return incomparable(frame, place(), sign_of(form), a, b);
    return form == Form::equal ? *equal : !*equal;
  }
};

template <Form form>
class Order final : public Comparison {
 public:
  using Comparison::Comparison;
  Value evaluate(Frame& frame) const override {
    auto a = left_->evaluate(frame);
    auto b = right_->evaluate(frame);
    auto result = order(a, b, frame, place());
    if (!result) return incomparable(frame, place(), sign_of(form), a, b);
    if constexpr (form == Form::less) return *result < 0;
    else if constexpr (form == Form::less_equal) return *result <= 0;
    else if constexpr (form == Form::greater) return *result > 0;
    else return *result >= 0;
  }
};

class Between final : public Node {
 public:
  explicit Between(Tree const& tree)
      : Node(tree.place), value_(build(*tree.children[0])), low_(build(*tree.children[1])), high_(build(*tree.children[2])) {}
  Value evaluate(Frame& frame) const override {
    auto value = value_->evaluate(frame);
    auto low = low_->evaluate(frame);
    auto high = high_->evaluate(frame);
    auto from_low = order(value, low, frame, place());
    if (!from_low) return incomparable(frame, place(), "between", value, low);
    auto from_high = order(value, high, frame, place());
    if (!from_high) return incomparable(frame, place(), "between", value, high);
    return *from_low >= 0 && *from_high <= 0;
  }

 private:
  NodePtr value_, low_, high_;
};

}  // namespace

NodePtr build_comparison(Tree const& tree) {
  switch (tree.form) {
    case Form::equal: return std::make_unique<Equality<Form::equal>>(tree);
    case Form::not_equal: return std::make_unique<Equality<Form::not_equal>>(tree);
    case Form::less: return std::make_unique<Order<Form::less>>(tree);
    case Form::less_equal: return std::make_unique<Order<Form::less_equal>>(tree);
    case Form::greater: return std::make_unique<Order<Form::greater>>(tree);
    case Form::greater_equal: return std::make_unique<Order<Form::greater_equal>>(tree);
    default: return std::make_unique<Between>(tree);
  }
}

}  // namespace drivetrain::feel
