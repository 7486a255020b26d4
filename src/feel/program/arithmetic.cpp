// +, -, *, /, ** and unary minus.
#include "feel/program/arithmetic.h"

#include "feel/program/node.h"

namespace drivetrain::feel {

namespace {

std::string_view sign_of_operation(Form form) {
  switch (form) {
    case Form::add: return "+";
    case Form::subtract: return "-";
    case Form::multiply: return "*";
    case Form::divide: return "/";
    default: return "**";
  }
}

std::optional<Decimal> calculate_numbers(Form form, Decimal a, Decimal b) {
  switch (form) {
    case Form::add: return Decimal::add(a, b);
    case Form::subtract: return Decimal::subtract(a, b);
    case Form::multiply: return Decimal::multiply(a, b);
    case Form::divide: return Decimal::divide(a, b);
    default: return Decimal::power(a, b);
  }
}

template <class T>
Value or_why(std::optional<T> result, std::string& why, std::string_view reason) {
  if (result) return *result;
  why = reason;
  return {};
}

constexpr std::string_view out_of_years = "the result lies outside the years -999,999,999 to 999,999,999";
constexpr std::string_view out_of_durations = "the result is too long for a duration";

Value move_months(Value const& a, std::int64_t months, std::string& why) {
  auto moved = add_months(a.date(), months);
  if (!moved) {
    why = "there is no such day " + std::to_string(months) + " months from " + format(a.date());
    return {};
  }
  if (a.kind() == Kind::date) return *moved;
  auto moment = a.date_time();
  moment.date = *moved, moment.later = false;
  return moment.settled();
}

Value move_days(Value const& a, DaysDuration by, std::string& why) {
  switch (a.kind()) {
    case Kind::time: return add(a.time(), by);
    case Kind::date_time: return or_why(add(a.date_time(), by), why, out_of_years);
    default: {  // a date is its midnight, and stays a date
      auto moved = add(DateTime{a.date(), 0, {}}, by);
      if (!moved) return or_why(std::optional<Date>(), why, out_of_years);
      return moved->date;
    }
  }
}

/// Addition and subtraction where one side is temporal. `fits` becomes false when the kinds do not go together.
Value calculate_temporal(Form form, Value const& a, Value const& b, std::string& why, bool& fits) {
  bool plus = form == Form::add;
  auto ka = a.kind(), kb = b.kind();
  auto is_point = [](Kind k) { return k == Kind::date || k == Kind::date_time; };
  if (ka == Kind::days_duration && kb == Kind::days_duration)
    return or_why(add(a.days_duration(), plus ? b.days_duration() : negated(b.days_duration())), why, out_of_durations);
  if (ka == Kind::months_duration && kb == Kind::months_duration) {
    std::int64_t months = 0;
    bool over = plus ? __builtin_add_overflow(a.months_duration().months, b.months_duration().months, &months)
                     : __builtin_sub_overflow(a.months_duration().months, b.months_duration().months, &months);
    return or_why(over ? std::nullopt : std::optional(MonthsDuration{months}), why, out_of_durations);
  }
  if ((is_point(ka) || ka == Kind::time) && kb == Kind::days_duration)
    return move_days(a, plus ? b.days_duration() : negated(b.days_duration()), why);
  if (plus && ka == Kind::days_duration && (is_point(kb) || kb == Kind::time)) return move_days(b, a.days_duration(), why);
  if (is_point(ka) && kb == Kind::months_duration) return move_months(a, plus ? b.months_duration().months : -b.months_duration().months, why);
  if (plus && ka == Kind::months_duration && is_point(kb)) return move_months(b, a.months_duration().months, why);
  if (!plus && is_point(ka) && is_point(kb)) {
    // Beside a date and time, a date is midnight UTC.
    auto moment = [&](Value const& v, bool alone) { return v.kind() == Kind::date_time ? v.date_time() : DateTime{v.date(), 0, alone ? ZoneRef{} : ZoneRef::utc()}; };
    bool dates = ka == Kind::date && kb == Kind::date;
    auto x = moment(a, dates), y = moment(b, dates);
    if ((x.zone.form == ZoneRef::Form::local) != (y.zone.form == ZoneRef::Form::local)) {
      why = "only one of the two knows its time zone";
      return {};
    }
    return or_why(add(x.since_epoch(), negated(y.since_epoch())), why, out_of_durations);
  }
  if (!plus && ka == Kind::time && kb == Kind::time) {
    auto x = a.time(), y = b.time();
    if (x.zone != y.zone && (x.zone.form != ZoneRef::Form::offset || y.zone.form != ZoneRef::Form::offset)) {
      why = "the two times cannot be put on one clock without a date";
      return {};
    }
    auto shift = x.zone == y.zone ? 0 : (x.zone.value - y.zone.value) * nanos_per_second;
    return DaysDuration::of_nanos(static_cast<WideNanos>(x.nanos) - y.nanos - shift);
  }
  fits = false;
  return {};
}

Value scale(Form form, Value const& duration, Decimal by, std::string& why) {
  auto apply = [&](Decimal d) { return form == Form::multiply ? Decimal::multiply(d, by) : Decimal::divide(d, by); };
  if (form == Form::divide && by.is_zero()) {
    why = "division by zero";
    return {};
  }
  if (duration.kind() == Kind::months_duration) {
    auto months = apply(Decimal(duration.months_duration().months));
    auto whole = months ? months->rounded(0, Decimal::Rounding::down) : std::nullopt;
    auto count = whole ? whole->to_int64() : std::nullopt;
    return or_why(count ? std::optional(MonthsDuration{*count}) : std::nullopt, why, out_of_durations);
  }
  auto seconds = apply(to_seconds(duration.days_duration()));
  return or_why(seconds ? from_seconds(*seconds) : std::nullopt, why, out_of_durations);
}

bool is_duration(Value const& v) { return v.kind() == Kind::days_duration || v.kind() == Kind::months_duration; }

}  // namespace

Decimal to_seconds(DaysDuration duration) {
  if (duration.nanos == 0) return duration.seconds;
  static Decimal const nano = *Decimal::parse("0.000000001");
  return *Decimal::add(Decimal(duration.seconds), *Decimal::multiply(Decimal(duration.nanos), nano));
}

std::optional<DaysDuration> from_seconds(Decimal seconds) {
  auto whole = seconds.rounded(0, Decimal::Rounding::floor);
  auto count = whole ? whole->to_int64() : std::nullopt;
  if (!count) return std::nullopt;
  auto rest = Decimal::subtract(seconds, *whole);
  auto nanos = rest ? Decimal::multiply(*rest, Decimal(nanos_per_second)) : std::nullopt;
  // Half even like all that is computed (§10.3.2.3.1), and so that a negative duration is cut as the positive one.
  auto near = nanos ? nanos->rounded(0, Decimal::Rounding::half_even) : std::nullopt;
  if (!near) return std::nullopt;
  auto left = near->to_int64().value_or(0);
  DaysDuration made{*count, static_cast<std::int32_t>(left % nanos_per_second)};
  if (__builtin_add_overflow(made.seconds, left / nanos_per_second, &made.seconds)) return std::nullopt;
  return made;
}

Value calculate(Form form, Value const& a, Value const& b, std::string& why) {
  if (a.is_number() && b.is_number()) {
    if (auto result = calculate_numbers(form, a.number(), b.number())) return *result;
    if (form == Form::divide && b.number().is_zero()) why = "division by zero";
    else if (form == Form::power) why = "this power has no value within a decimal's range";
    else why = "the result is outside the range of a decimal";
    return {};
  }
  if (form == Form::add && a.kind() == Kind::string && b.kind() == Kind::string) {
    if (a.string().size() + b.string().size() > limits::max_string_bytes) {
      why = "the text would be longer than " + std::to_string(limits::max_string_bytes) + " bytes";
      return {};
    }
    std::string joined(a.string());
    joined += b.string();
    return std::string_view(joined);
  }
  if (form == Form::add || form == Form::subtract) {
    bool fits = true;
    auto result = calculate_temporal(form, a, b, why, fits);
    if (fits) return result;
  }
  if (form == Form::multiply && a.is_number() && is_duration(b)) return scale(form, b, a.number(), why);
  if ((form == Form::multiply || form == Form::divide) && is_duration(a) && b.is_number()) return scale(form, a, b.number(), why);
  if (form == Form::divide && is_duration(a) && a.kind() == b.kind()) {
    auto number = [](Value const& v) { return v.kind() == Kind::days_duration ? to_seconds(v.days_duration()) : Decimal(v.months_duration().months); };
    return or_why(Decimal::divide(number(a), number(b)), why, "division by zero");
  }
  why = "\"" + std::string(sign_of_operation(form)) + "\" does not go with " + describe(a) + " and " + describe(b);
  return {};
}

namespace {

/// Two texts in one cost what they are long.
Value paid_sum(Value sum, Frame& frame, Place place) {
  if (sum.kind() != Kind::string) return sum;
  if (!frame.spend(1 + sum.string().size() / 64, place)) return {};
  return frame.made(std::move(sum), place);
}

template <Form form>
class Operation final : public Node {
 public:
  explicit Operation(Tree const& tree) : Node(tree.place), left_(build(*tree.children[0])), right_(build(*tree.children[1])) {}
  Value evaluate(Frame& frame) const override {
    auto a = left_->evaluate(frame);
    auto b = right_->evaluate(frame);
    if (a.is_number() && b.is_number()) {
      if (auto result = calculate_numbers(form, a.number(), b.number())) [[likely]]
        return *result;
    }
    return slow(a, b, frame);
  }

 private:
  [[gnu::noinline]] Value slow(Value const& a, Value const& b, Frame& frame) const {
    std::string why;
    auto result = calculate(form, a, b, why);
    if (!why.empty()) return frame.null_because(place(), std::move(why));
    return paid_sum(std::move(result), frame, place());
  }
  NodePtr left_, right_;
};

/// A long row of operations of one level, from left to right: without going down once for each.
class Chain final : public Node {
 public:
  explicit Chain(Tree const& tree) : Node(tree.place), first_(build(*tree.children[0])) {
    for (std::size_t i = 1; i < tree.children.size(); ++i) rest_.push_back({chained_form(tree.text[i - 1]), build(*tree.children[i])});
  }
  Value evaluate(Frame& frame) const override {
    auto total = first_->evaluate(frame);
    for (auto const& [form, term] : rest_) {
      std::string why;
      total = calculate(form, total, term->evaluate(frame), why);
      if (!why.empty()) return frame.null_because(place(), std::move(why));
      if (total.kind() == Kind::string) total = paid_sum(std::move(total), frame, place());
    }
    return total;
  }

 private:
  NodePtr first_;
  std::vector<std::pair<Form, NodePtr>> rest_;
};

class Negation final : public Node {
 public:
  explicit Negation(Tree const& tree) : Node(tree.place), inner_(build(*tree.children[0])) {}
  Value evaluate(Frame& frame) const override {
    auto value = inner_->evaluate(frame);
    switch (value.kind()) {
      case Kind::number: return value.number().negated();
      case Kind::days_duration: return negated(value.days_duration());
      case Kind::months_duration: return MonthsDuration{-value.months_duration().months};
      default: return frame.null_because(place(), "\"-\" asks for a number or a duration, but " + describe(value) + " came");
    }
  }

 private:
  NodePtr inner_;
};

}  // namespace

NodePtr build_arithmetic(Tree const& tree) {
  switch (tree.form) {
    case Form::add: return std::make_unique<Operation<Form::add>>(tree);
    case Form::subtract: return std::make_unique<Operation<Form::subtract>>(tree);
    case Form::multiply: return std::make_unique<Operation<Form::multiply>>(tree);
    case Form::divide: return std::make_unique<Operation<Form::divide>>(tree);
    case Form::power: return std::make_unique<Operation<Form::power>>(tree);
    case Form::chain: return std::make_unique<Chain>(tree);
    default: return std::make_unique<Negation>(tree);
  }
}

}  // namespace drivetrain::feel
