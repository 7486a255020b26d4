// Numeric functions (DMN 1.5 §10.3.4.5, table 76).
#include "feel/builtins/builtin.h"

namespace drivetrain::feel {

namespace {

using Rounding = Decimal::Rounding;

Value or_fail(std::optional<Decimal> result, Call const& call) {
  if (result) return *result;
  return call.fail("the result is outside the range of a decimal");
}

template <Rounding rounding>
Value round_to(Call const& call) {
  std::int64_t scale = 0;
  if (call.has(1)) {
    auto cut = call[1].number().rounded(0, Rounding::down);  // 2.5 digits are 2
    scale = cut ? cut->to_int64().value_or(99'999) : 99'999;
  }
  if (scale < -6111 || scale > 6176) return call.fail("scale lies between -6111 and 6176, but " + describe(call[1]) + " came");
  return or_fail(call[0].number().rounded(static_cast<int>(scale), rounding), call);
}

Value run_abs(Call const& call) {
  auto const& value = call[0];
  if (value.kind() == Kind::days_duration) return value.days_duration().seconds < 0 ? negated(value.days_duration()) : value.days_duration();
  if (value.kind() == Kind::months_duration) return MonthsDuration{std::abs(value.months_duration().months)};
  return value.number().absolute();
}
Value run_modulo(Call const& call) {
  if (call[1].number().is_zero()) return call.fail("division by zero");
  return or_fail(Decimal::modulo(call[0].number(), call[1].number()), call);
}
Value run_sqrt(Call const& call) {
  if (call[0].number().is_negative()) return call.fail("a negative number has no square root");
  return or_fail(call[0].number().sqrt(), call);
}
Value run_log(Call const& call) {
  if (call[0].number().is_negative() || call[0].number().is_zero()) return call.fail("only a positive number has a logarithm");
  return or_fail(call[0].number().log(), call);
}
Value run_exp(Call const& call) { return or_fail(call[0].number().exp(), call); }

template <bool odd>
Value run_parity(Call const& call) {
  if (!call[0].number().is_integer()) return call.fail("a whole number was expected, but " + describe(call[0]) + " came");
  auto rest = Decimal::modulo(call[0].number(), Decimal(2));
  return rest->is_zero() != odd;
}

constexpr Builtin numbers[] = {
    {"decimal", "n: number, scale: number", "n with scale digits after the point, half to the even neighbour", round_to<Rounding::half_even>},
    {"floor", "n: number, scale?: number", "the greatest number with scale digits that is not above n", round_to<Rounding::floor>},
    {"ceiling", "n: number, scale?: number", "the least number with scale digits that is not below n", round_to<Rounding::ceiling>},
    {"round up", "n: number, scale: number", "n rounded away from zero", round_to<Rounding::up>},
    {"round down", "n: number, scale: number", "n rounded toward zero", round_to<Rounding::down>},
    {"round half up", "n: number, scale: number", "n rounded to the nearest, half away from zero", round_to<Rounding::half_up>},
    {"round half down", "n: number, scale: number", "n rounded to the nearest, half toward zero", round_to<Rounding::half_down>},
    {"abs", "n: number | duration", "the absolute value", run_abs},
    {"modulo", "dividend: number, divisor: number", "the remainder of a division, with the sign of the divisor", run_modulo},
    {"sqrt", "number: number", "the square root", run_sqrt},
    {"log", "number: number", "the natural logarithm", run_log},
    {"exp", "number: number", "e to the power of number", run_exp},
    {"odd", "number: number", "whether a whole number is odd", run_parity<true>},
    {"even", "number: number", "whether a whole number is even", run_parity<false>},
};

}  // namespace

std::span<Builtin const> number_builtins() { return numbers; }

}  // namespace drivetrain::feel
