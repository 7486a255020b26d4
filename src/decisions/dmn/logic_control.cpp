// Boxed conditional, filter, for, some and every (DMN 1.5 §10.2.1.8–12). Unlike their FEEL forms they refuse conditions that are no
// booleans: the whole is null then.
#include "decisions/dmn/logic.h"
#include "feel/typing/typing.h"

namespace drivetrain::decisions::dmn {

namespace {

class BoxedConditional final : public Logic {
 public:
  BoxedConditional(LogicPtr condition, LogicPtr yes, LogicPtr no, std::uint32_t source)
      : condition_(std::move(condition)), yes_(std::move(yes)), no_(std::move(no)), source_(source) {
    depth = std::max({condition_->depth, yes_->depth, no_->depth}) + 1;
    type = feel::joined_type(yes_->type, no_->type);
  }
  feel::Value evaluate(Run& run, feel::Value* slots) const override {
    auto condition = condition_->evaluate(run, slots);
    if (condition.is_true()) return yes_->evaluate(run, slots);
    if (condition.is_false() || condition.is_null()) return no_->evaluate(run, slots);
    return run.null_because(source_, "if asks for a boolean, but " + feel::describe(condition) + " came");
  }

 private:
  LogicPtr condition_, yes_, no_;
  std::uint32_t source_;
};

/// The elements to go through: a list's, or a value alone. `missing` becomes true, after a warning, for null.
feel::Value boxed_elements(feel::Value domain, Run& run, std::uint32_t source, bool& missing) {
  if (domain.is_null()) {
    missing = true;
    return run.null_because(source, "there is nothing to go through: null came");
  }
  if (domain.kind() == feel::Kind::list) return domain;
  if (domain.kind() == feel::Kind::range) {
    // A range is gone through like FEEL's own: whole numbers or days.
    static auto const all = std::get<feel::Expression>(feel::compile("for i in domain return i", {.names = {"domain"}, .slotted = true}));
    feel::InSource here(run.session, source);
    auto list = all.evaluate_in(run.session, &domain);
    missing = list.is_null();
    return list;
  }
  feel::List alone;
  alone.push_back(std::move(domain));
  return alone;
}

class BoxedFilter final : public Logic {
 public:
  BoxedFilter(LogicPtr list, LogicPtr condition, std::uint32_t item_slot, std::uint32_t source)
      : list_(std::move(list)), condition_(std::move(condition)), item_slot_(item_slot), source_(source) {
    depth = std::max(list_->depth, condition_->depth) + 1;
    type = list_->type && list_->type->form == feel::Type::Form::list ? list_->type : boxed_list_type(nullptr);
  }
  feel::Value evaluate(Run& run, feel::Value* slots) const override {
    bool missing = false;
    auto list = boxed_elements(list_->evaluate(run, slots), run, source_, missing);
    if (missing) return {};
    feel::List selected;
    for (auto const& item : list.list()) {
      if (!run.spend(1, source_)) return {};
      slots[item_slot_] = item;
      auto condition = condition_->evaluate(run, slots);
      if (condition.kind() != feel::Kind::boolean)
        return run.null_because(source_, "match asks for a boolean, but " + feel::describe(condition) + " came");
      if (condition.boolean()) selected.push_back(item);
    }
    return run.made(std::move(selected), source_);
  }

 private:
  LogicPtr list_, condition_;
  std::uint32_t item_slot_, source_;
};

class BoxedFor final : public Logic {
 public:
  BoxedFor(LogicPtr list, LogicPtr body, std::uint32_t item_slot, std::uint32_t partial_slot, std::uint32_t source)
      : list_(std::move(list)), body_(std::move(body)), item_slot_(item_slot), partial_slot_(partial_slot), source_(source) {
    depth = std::max(list_->depth, body_->depth) + 1;
    type = boxed_list_type(body_->type);
  }
  feel::Value evaluate(Run& run, feel::Value* slots) const override {
    bool missing = false;
    auto list = boxed_elements(list_->evaluate(run, slots), run, source_, missing);
    if (missing) return {};
    feel::List results;
    for (auto const& item : list.list()) {
      // partial is a copy of all results so far.
      if (!run.spend(1 + results.size(), source_)) return {};
      slots[item_slot_] = item;
      slots[partial_slot_] = run.made(results, source_);
      results.push_back(body_->evaluate(run, slots));
    }
    return run.made(std::move(results), source_);
  }

 private:
  LogicPtr list_, body_;
  std::uint32_t item_slot_, partial_slot_, source_;
};

class BoxedQuantified final : public Logic {
 public:
  BoxedQuantified(Quantifier quantifier, LogicPtr list, LogicPtr condition, std::uint32_t item_slot, std::uint32_t source)
      : quantifier_(quantifier), list_(std::move(list)), condition_(std::move(condition)), item_slot_(item_slot), source_(source) {
    depth = std::max(list_->depth, condition_->depth) + 1;
    type = feel::simple_type("boolean");
  }
  feel::Value evaluate(Run& run, feel::Value* slots) const override {
    bool missing = false;
    auto list = boxed_elements(list_->evaluate(run, slots), run, source_, missing);
    if (missing) return {};
    bool decisive = quantifier_ == Quantifier::some;
    for (auto const& item : list.list()) {
      if (!run.spend(1, source_)) return {};
      slots[item_slot_] = item;
      auto condition = condition_->evaluate(run, slots);
      if (condition.kind() != feel::Kind::boolean)
        return run.null_because(source_, "satisfies asks for a boolean, but " + feel::describe(condition) + " came");
      if (condition.boolean() == decisive) return decisive;
    }
    return !decisive;
  }

 private:
  Quantifier quantifier_;
  LogicPtr list_, condition_;
  std::uint32_t item_slot_, source_;
};

}  // namespace

LogicPtr make_conditional(LogicPtr condition, LogicPtr yes, LogicPtr no, std::uint32_t source) {
  return std::make_shared<BoxedConditional>(std::move(condition), std::move(yes), std::move(no), source);
}
LogicPtr make_filter(LogicPtr list, LogicPtr condition, std::uint32_t item_slot, std::uint32_t source) {
  return std::make_shared<BoxedFilter>(std::move(list), std::move(condition), item_slot, source);
}
LogicPtr make_for(LogicPtr list, LogicPtr body, std::uint32_t item_slot, std::uint32_t partial_slot, std::uint32_t source) {
  return std::make_shared<BoxedFor>(std::move(list), std::move(body), item_slot, partial_slot, source);
}
LogicPtr make_quantified(Quantifier quantifier, LogicPtr list, LogicPtr condition, std::uint32_t item_slot, std::uint32_t source) {
  return std::make_shared<BoxedQuantified>(quantifier, std::move(list), std::move(condition), item_slot, source);
}

}  // namespace drivetrain::decisions::dmn
