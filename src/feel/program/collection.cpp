// Lists, contexts and ranges as written.
#include <unordered_set>

#include "feel/program/node.h"

namespace drivetrain::feel {

namespace {

class ListOf final : public Node {
 public:
  explicit ListOf(Tree const& tree) : Node(tree.place) {
    for (auto const& child : tree.children) items_.push_back(build(*child));
  }
  Value evaluate(Frame& frame) const override {
    List list;
    list.reserve(items_.size());
    for (auto const& item : items_) list.push_back(item->evaluate(frame));
    return frame.made(std::move(list), place());
  }

 private:
  std::vector<NodePtr> items_;
};

/// Entries are evaluated in order and see those before them (DMN 1.5 §10.3.2.6 rule 59). A key written twice makes it null.
class ContextOf final : public Node {
 public:
  explicit ContextOf(Tree const& tree) : Node(tree.place), keys_(tree.names), slots_(tree.slots) {
    for (auto const& child : tree.children) entries_.push_back(build(*child));
    std::unordered_set<std::string_view> seen;
    for (auto const& key : keys_)
      if (!seen.insert(key).second && !twice_) twice_ = &key;
  }
  Value evaluate(Frame& frame) const override {
    if (twice_) return frame.null_because(place(), "the entry \"" + *twice_ + "\" is written twice in one context");
    Context context;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      auto& slot = frame.locals[slots_[i]];
      slot = entries_[i]->evaluate(frame);
      context.append(keys_[i], slot);
    }
    return frame.made(std::move(context), place());
  }

 private:
  std::vector<std::string> keys_;
  std::vector<std::uint32_t> slots_;
  std::vector<NodePtr> entries_;
  std::string const* twice_ = nullptr;
};

class Interval final : public Node {
 public:
  explicit Interval(Tree const& tree)
      : Node(tree.place), start_(build(*tree.children[0])), end_(build(*tree.children[1])), start_included_(tree.start_included), end_included_(tree.end_included) {}
  Value evaluate(Frame& frame) const override {
    auto start = start_->evaluate(frame);
    auto end = end_->evaluate(frame);
    if (!fits(start) || !fits(end) || (start.kind() != end.kind() && !start.is_null() && !end.is_null()))
      return frame.null_because(place(), "an interval has two ends of one kind that has an order, but " + describe(start) + " and " + describe(end) + " came");
    return frame.made(Range{Range::Form::interval, std::move(start), std::move(end), start_included_, end_included_}, place());
  }

 private:
  static bool fits(Value const& end) {
    switch (end.kind()) {
      case Kind::boolean:
      case Kind::list:
      case Kind::context:
      case Kind::range:
      case Kind::function: return false;
      default: return true;
    }
  }
  NodePtr start_, end_;
  bool start_included_, end_included_;
};

class RangeTest final : public Node {
 public:
  explicit RangeTest(Tree const& tree) : Node(tree.place), bound_(build(*tree.children[0])), form_(tree.operation) {}
  Value evaluate(Frame& frame) const override {
    auto bound = bound_->evaluate(frame);
    bool any = form_ == Range::Form::equal || form_ == Range::Form::not_equal;
    if (bound.is_null() && !any) return frame.null_because(place(), "a test compares with a value, but null came");
    return frame.made(Range::of(form_, std::move(bound)), place());
  }

 private:
  NodePtr bound_;
  Range::Form form_;
};

}  // namespace

NodePtr build_collection(Tree const& tree) {
  switch (tree.form) {
    case Form::list: return std::make_unique<ListOf>(tree);
    case Form::context: return std::make_unique<ContextOf>(tree);
    case Form::interval: return std::make_unique<Interval>(tree);
    default: return std::make_unique<RangeTest>(tree);
  }
}

}  // namespace drivetrain::feel
