// list[condition] and list[index] (DMN 1.5 §10.3.2.5). A value that is no list is a list of one.
#include "feel/program/node.h"

namespace drivetrain::feel {

namespace {

class Filter final : public Node {
 public:
  explicit Filter(Tree const& tree)
      : Node(tree.place), from_(build(*tree.children[0])), condition_(build(*tree.children[1])), slot_(tree.slots[0]),
        reads_item_(mentions_local(*tree.children[1], slot_)), steps_(steps_of(*tree.children[1])) {}

  Value evaluate(Frame& frame) const override {
    auto source = from_->evaluate(frame);
    List alone;
    if (source.kind() != Kind::list && !source.is_null()) alone.push_back(source);
    List const& items = source.kind() == Kind::list ? source.list() : alone;
    if (!reads_item_ || items.empty()) {
      if (reads_item_) frame.locals[slot_] = Value();
      frame.session.muted += reads_item_;  // there is no item to ask
      auto condition = condition_->evaluate(frame);
      frame.session.muted -= reads_item_;
      if (condition.is_number()) return index(items, condition.number(), frame);
      if (reads_item_) return List{};
      if (condition.kind() == Kind::boolean || condition.is_null()) return condition.is_true() ? all(source, frame) : Value(List{});
      return refuse(condition, frame);
    }
    List selected;
    if (!frame.spend(items.size() * steps_, place())) return {};
    for (std::size_t i = 0; i < items.size(); ++i) {
      frame.locals[slot_] = items[i];
      auto condition = condition_->evaluate(frame);
      if (condition.is_true()) selected.push_back(items[i]);
      else if (condition.is_number() && i == 0) return index(items, condition.number(), frame);
      else if (condition.kind() != Kind::boolean && !condition.is_null()) return refuse(condition, frame);
    }
    return frame.made(std::move(selected), place());
  }

 private:
  Value all(Value const& source, Frame& frame) const {
    if (source.kind() == Kind::list) return source;
    if (source.is_null()) return List{};
    return frame.made(List{source}, place());
  }
  Value index(List const& items, Decimal number, Frame& frame) const {
    auto at = number.to_int64();
    auto size = static_cast<std::int64_t>(items.size());
    if (at && *at > 0 && *at <= size) return items[static_cast<std::size_t>(*at - 1)];
    if (at && *at < 0 && -*at <= size) return items[static_cast<std::size_t>(size + *at)];
    return frame.null_because(place(), "the index " + number.to_string() + " is outside 1.." + std::to_string(size));
  }
  Value refuse(Value const& condition, Frame& frame) const {
    return frame.null_because(condition_->place(), "a filter asks for a boolean or an index, but " + describe(condition) + " came");
  }
  NodePtr from_, condition_;
  std::uint32_t slot_;
  bool reads_item_;
  std::uint64_t steps_;
};

}  // namespace

NodePtr build_filter(Tree const& tree) { return std::make_unique<Filter>(tree); }

}  // namespace drivetrain::feel
