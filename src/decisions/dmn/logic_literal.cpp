// Literal expressions, typed results, and what could not be compiled (DMN 1.5 §10.2.1.1, §10.3.2.9.4).
#include "decisions/dmn/logic.h"

namespace drivetrain::decisions::dmn {

namespace {

class Nothing final : public Logic {
 public:
  Nothing(std::uint32_t source, std::string why) : source_(source), why_(std::move(why)) {}
  feel::Value evaluate(Run& run, feel::Value*) const override { return run.null_because(source_, why_); }

 private:
  std::uint32_t source_;
  std::string why_;
};

class Literal final : public Logic {
 public:
  Literal(feel::Expression expression, std::uint32_t source) : expression_(std::move(expression)), source_(source), cost_(expression_.cost()) { type = expression_.type(); }
  feel::Value evaluate(Run& run, feel::Value* slots) const override {
    if (cost_ > 0 && !run.spend(cost_, source_)) return {};
    feel::InSource here(run.session, source_);
    return expression_.evaluate_in(run.session, slots);
  }
  feel::Expression const* literal() const override { return &expression_; }

 private:
  feel::Expression expression_;
  std::uint32_t source_, cost_;
};

class Typed final : public Logic {
 public:
  Typed(LogicPtr inner, TypePtr wanted, std::uint32_t source, std::string what)
      : inner_(std::move(inner)), type_(std::move(wanted)), source_(source), what_(std::move(what)) {
    depth = inner_->depth + 1;
    type = type_;
  }
  feel::Value evaluate(Run& run, feel::Value* slots) const override {
    auto value = inner_->evaluate(run, slots);
    if (feel::conforms_plainly(value, *type_)) return value;
    if (auto coerced = run.coerced(value, *type_, source_)) return std::move(*coerced);
    if (run.stopped()) return {};
    return run.null_because(source_, what_ + " is a " + feel::to_text(*type_) + ", but " + feel::describe(value) + " came");
  }
  feel::Expression const* literal() const override { return inner_->literal(); }

 private:
  LogicPtr inner_;
  TypePtr type_;
  std::uint32_t source_;
  std::string what_;
};

}  // namespace

LogicPtr make_nothing(std::uint32_t source, std::string why) { return std::make_shared<Nothing>(source, std::move(why)); }
LogicPtr make_literal(feel::Expression expression, std::uint32_t source) { return std::make_shared<Literal>(std::move(expression), source); }
LogicPtr make_typed(LogicPtr inner, TypePtr type, std::uint32_t source, std::string what) {
  if (!type || type->form == feel::Type::Form::any) return inner;
  return std::make_shared<Typed>(std::move(inner), std::move(type), source, std::move(what));
}

}  // namespace drivetrain::decisions::dmn
