// See operators.h.
#include "processes/juel/operators.h"

#include "base/text.h"
#include "feel/program/compare.h"

namespace drivetrain::processes::juel {

using feel::Kind;
using feel::Value;

namespace {

std::string_view sign_of_form(Form form) {
  switch (form) {
    case Form::add: return "+";
    case Form::subtract: return "-";
    case Form::multiply: return "*";
    case Form::divide: return "/";
    case Form::remainder: return "%";
    case Form::less: return "<";
    case Form::less_equal: return "<=";
    case Form::greater: return ">";
    default: return ">=";
  }
}

/// Java's: the sign of the dividend, 7 % -3 is 1.
std::optional<Decimal> java_remainder(Decimal a, Decimal b) {
  auto rest = Decimal::modulo(a.absolute(), b.absolute());
  return rest && a.is_negative() ? rest->negated() : rest;
}

std::optional<Decimal> calculate_decimals(Form form, Decimal a, Decimal b) {
  switch (form) {
    case Form::add: return Decimal::add(a, b);
    case Form::subtract: return Decimal::subtract(a, b);
    case Form::multiply: return Decimal::multiply(a, b);
    case Form::divide: return Decimal::divide(a, b);
    default: return java_remainder(a, b);
  }
}

/// Order of two values of which neither is null.
std::optional<int> order_of(Value const& a, Value const& b, Error& error) {
  if (a.is_number() || b.is_number()) {
    auto x = to_number(a, error);
    auto y = x ? to_number(b, error) : std::nullopt;
    if (!y) return std::nullopt;
    return Decimal::compare(*x, *y);
  }
  if (a.kind() == Kind::string || b.kind() == Kind::string) {
    auto order = text_of(a).compare(text_of(b));
    return order < 0 ? -1 : order > 0;
  }
  if (a.kind() == Kind::boolean && b.kind() == Kind::boolean) return static_cast<int>(a.boolean()) - static_cast<int>(b.boolean());
  return feel::order(a, b);
}

}  // namespace

std::optional<Decimal> to_number(Value const& value, Error& error) {
  if (value.is_number()) return value.number();
  if (value.is_null()) return Decimal(0);
  if (value.kind() == Kind::string) {
    auto text = value.string();
    if (text.empty()) return Decimal(0);
    bool negative = text.starts_with('-');
    auto digits = negative || text.starts_with('+') ? text.substr(1) : text;
    auto signless = !digits.starts_with('-') && !digits.starts_with('+');
    if (auto number = signless ? Decimal::parse(digits) : std::nullopt) return negative ? number->negated() : *number;
  }
  error = {"", "expected a number, but " + feel::describe(value) + " came",
           value.kind() == Kind::string ? "join texts as in ${first}${second} or first.concat(second); + adds numbers only"
                                        : "compare or compute with a number"};
  return std::nullopt;
}

std::optional<bool> to_truth(Value const& value, Error& error) {
  if (value.kind() == Kind::boolean) return value.boolean();
  if (value.is_null()) return false;
  if (value.kind() == Kind::string) return value.string().size() == 4 && lower_ascii(value.string()) == "true";
  error = {"", "expected true or false, but " + feel::describe(value) + " came", "compare it with something, as in amount > 0"};
  return std::nullopt;
}

std::string text_of(Value const& value) {
  if (value.is_null()) return {};
  if (value.kind() == Kind::string) return std::string(value.string());
  return feel::to_plain_text(value);
}

std::optional<Value> calculate(Form form, Value const& a, Value const& b, Error& error) {
  auto x = to_number(a, error);
  auto y = x ? to_number(b, error) : std::nullopt;
  if (!y) return std::nullopt;
  if (form != Form::divide && a.is_null() && b.is_null()) return Value(0);
  if (auto result = calculate_decimals(form, *x, *y)) return Value(*result);
  bool by_zero = (form == Form::divide || form == Form::remainder) && y->is_zero();
  if (by_zero && a.is_null() && b.is_null()) return Value(0);
  error = by_zero ? Error{"", "a division by zero", "ask first whether the divisor is 0, as in n == 0 ? 0 : total / n"}
                  : Error{"", "the result of " + std::string(sign_of_form(form)) + " is outside the range of a number",
                          "compute with smaller numbers"};
  return std::nullopt;
}

std::optional<bool> equals(Value const& a, Value const& b, Error& error) {
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  if (a.is_number() || b.is_number()) {
    auto order = order_of(a, b, error);
    return order ? std::optional(*order == 0) : std::nullopt;
  }
  if (a.kind() == Kind::boolean || b.kind() == Kind::boolean) {
    auto x = to_truth(a, error);
    auto y = x ? to_truth(b, error) : std::nullopt;
    return y ? std::optional(*x == *y) : std::nullopt;
  }
  if (a.kind() == Kind::string && b.kind() == Kind::string) return a.string() == b.string();
  if (a.kind() == Kind::string || b.kind() == Kind::string) return text_of(a) == text_of(b);
  return feel::is_equal(a, b).value_or(false);
}

std::optional<bool> compares(Form form, Value const& a, Value const& b, Error& error) {
  bool or_equal = form == Form::less_equal || form == Form::greater_equal;
  if (a.is_null() || b.is_null()) return or_equal && a.is_null() && b.is_null();
  auto order = order_of(a, b, error);
  if (!order) {
    if (error.message.empty())
      error = {"", feel::describe(a) + " and " + feel::describe(b) + " have no order", "compare numbers, texts, or two dates of one kind"};
    return std::nullopt;
  }
  if (*order == 0) return or_equal;
  return (*order < 0) == (form == Form::less || form == Form::less_equal);
}

bool is_empty(Value const& value) {
  switch (value.kind()) {
    case Kind::null: return true;
    case Kind::string: return value.string().empty();
    case Kind::list: return value.list().empty();
    case Kind::context: return value.context().empty();
    default: return false;
  }
}

}  // namespace drivetrain::processes::juel
