// for … return, some … satisfies, every … satisfies, and what they iterate over (DMN 1.5 §10.3.2.14).
#include "feel/program/compare.h"
#include "feel/program/node.h"

namespace drivetrain::feel {

namespace {

/// a..b behind `in`: evaluates to the list of whole numbers or days from a to b, downwards when b is less.
class Span final : public Node {
 public:
  explicit Span(Tree const& tree) : Node(tree.place), start_(build(*tree.children[0])), end_(build(*tree.children[1])) {}
  Value evaluate(Frame& frame) const override { return steps(start_->evaluate(frame), end_->evaluate(frame), frame, place()); }

  static Value steps(Value const& start, Value const& end, Frame& frame, Place place) {
    List list;
    if (start.kind() == Kind::date && end.kind() == Kind::date) {
      auto from = days_from_epoch(start.date()), to = days_from_epoch(end.date());
      return count(from, to, frame, place, [](std::int64_t day) { return Value(date_from_days(day)); });
    }
    if (start.is_number() && end.is_number()) {
      auto from = start.number().to_int64(), to = end.number().to_int64();
      if (from && to) return count(*from, *to, frame, place, [](std::int64_t n) { return Value(n); });
    }
    return frame.null_because(place, "for counts from one whole number or date to another, but " + describe(start) + " and " + describe(end) + " came");
  }

 private:
  template <class Make>
  static Value count(std::int64_t from, std::int64_t to, Frame& frame, Place place, Make make) {
    auto size = (from <= to ? static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from)
                            : static_cast<std::uint64_t>(from) - static_cast<std::uint64_t>(to)) + 1;
    if (!frame.spend(size, place) || !frame.take(size * sizeof(Value), place)) return {};
    List list;
    list.reserve(size);
    for (std::uint64_t i = 0; i < size; ++i) list.push_back(make(from <= to ? from + static_cast<std::int64_t>(i) : from - static_cast<std::int64_t>(i)));
    return list;
  }
  NodePtr start_, end_;
};

/// The elements that a domain stands for: a list's, a range's, or the value alone. Null when it has none.
Value elements(Value domain, Frame& frame, Place place) {
  switch (domain.kind()) {
    case Kind::list: return domain;
    case Kind::null: return frame.null_because(place, "there is nothing to iterate over: null came");
    case Kind::range: {
      auto const& range = domain.range();
      auto start = range.start, end = range.end;
      auto inward = [](Value const& v, int by) -> Value {
        if (v.is_number()) {
          auto moved = Decimal::add(v.number(), Decimal(by));
          return moved ? Value(*moved) : Value();
        }
        if (v.kind() != Kind::date) return v;
        auto moved = add_days(v.date(), by);
        return moved ? Value(*moved) : Value();
      };
      if (!range.start_included) start = inward(start, 1);
      if (!range.end_included) end = inward(end, -1);
      if (order(range.start, range.end).value_or(1) > 0)
        return frame.null_because(place, "a range is iterated upwards, but " + describe(domain) + " came");
      if (order(start, end).value_or(0) > 0) return List{};
      return Span::steps(start, end, frame, place);
    }
    default: return List{std::move(domain)};
  }
}

class Iteration : public Node {
 public:
  explicit Iteration(Tree const& tree) : Node(tree.place), slots_(tree.slots), body_(build(*tree.children.back())), steps_(steps_of(*tree.children.back())) {
    for (std::size_t i = 0; i + 1 < tree.children.size(); ++i) domains_.push_back(build(*tree.children[i]));
  }

 protected:
  /// Calls `visit()` with all names set, for every combination; it returns false to stop. False when a domain is null.
  template <class Visit>
  bool each(Frame& frame, std::size_t level, Visit& visit, bool& stop) const {
    auto list = elements(domains_[level]->evaluate(frame), frame, domains_[level]->place());
    if (list.is_null()) return false;
    for (auto const& item : list.list()) {
      if (!frame.spend(steps_, place())) return false;
      frame.locals[slots_[level]] = item;
      if (level + 1 < domains_.size()) {
        if (!each(frame, level + 1, visit, stop)) return false;
      } else if (!visit()) {
        stop = true;
      }
      if (stop) break;
    }
    return true;
  }
  std::vector<std::uint32_t> slots_;
  std::vector<NodePtr> domains_;
  NodePtr body_;
  std::uint64_t steps_;
};

class ForEach final : public Iteration {
 public:
  explicit ForEach(Tree const& tree) : Iteration(tree), needs_partial_(mentions_local(*tree.children.back(), tree.slots.back())) {}
  Value evaluate(Frame& frame) const override {
    List results;
    auto visit = [&] {
      if (needs_partial_) {
        if (!frame.spend(results.size(), place())) return false;
        frame.locals[slots_.back()] = frame.made(results, place());
      }
      results.push_back(body_->evaluate(frame));
      return frame.session.stopped.empty();
    };
    bool stop = false;
    if (!each(frame, 0, visit, stop) || !frame.session.stopped.empty()) return {};
    return frame.made(std::move(results), place());
  }

 private:
  bool needs_partial_;
};

/// `decisive` is the truth that ends the search: true for some, false for every.
template <bool decisive>
class Quantified final : public Iteration {
 public:
  using Iteration::Iteration;
  Value evaluate(Frame& frame) const override {
    bool unknown = false, decided = false;
    auto visit = [&] {
      auto value = body_->evaluate(frame);
      if (value.kind() != Kind::boolean) {
        unknown = true;
        if (!value.is_null()) frame.null_because(body_->place(), "satisfies asks for a boolean, but " + describe(value) + " came");
      } else if (value.boolean() == decisive) {
        decided = true;
      }
      return !decided;
    };
    bool stop = false;
    if (!each(frame, 0, visit, stop)) return {};
    if (decided) return decisive;
    if (unknown) return {};
    return !decisive;
  }
};

}  // namespace

NodePtr build_iteration(Tree const& tree) {
  switch (tree.form) {
    case Form::span: return std::make_unique<Span>(tree);
    case Form::for_each: return std::make_unique<ForEach>(tree);
    case Form::some: return std::make_unique<Quantified<true>>(tree);
    default: return std::make_unique<Quantified<false>>(tree);
  }
}

}  // namespace drivetrain::feel
