// Arithmetic of Decimal: the small path in integers, everything else by Intel's library (see decimal_parts.h). Both give
// the same value and the same scale (IEEE 754-2008 §5.4: preferred exponents), which decimal_test.cpp checks at random.
#include "base/decimal.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/decimal_parts.h"

namespace drivetrain {

namespace {

using Access = DecimalAccess;

/// Both small ones at the larger scale; 64 + 60 bits always fit.
struct Aligned {
  Int128 a, b;
  int scale;
};

bool both_small(Decimal a, Decimal b) { return Access::is_small(a) && Access::is_small(b); }

Aligned align(Decimal a, Decimal b) {
  auto scale_a = Access::scale(a), scale_b = Access::scale(b);
  Aligned aligned{Access::coefficient(a), Access::coefficient(b), std::max(scale_a, scale_b)};
  if (scale_a < scale_b) aligned.a *= static_cast<Int128>(power_of_ten(scale_b - scale_a));
  if (scale_b < scale_a) aligned.b *= static_cast<Int128>(power_of_ten(scale_a - scale_b));
  return aligned;
}

}  // namespace

std::optional<Decimal> Decimal::add(Decimal a, Decimal b) {
  if (both_small(a, b)) {
    auto [x, y, scale] = align(a, b);
    if (auto sum = Access::small_if_fits(x + y, scale)) return sum;
  }
  return Access::from_bits(intel::add(Access::bits(a), Access::bits(b)));
}

std::optional<Decimal> Decimal::subtract(Decimal a, Decimal b) {
  if (both_small(a, b)) {
    auto [x, y, scale] = align(a, b);
    if (auto difference = Access::small_if_fits(x - y, scale)) return difference;
  }
  return Access::from_bits(intel::subtract(Access::bits(a), Access::bits(b)));
}

std::optional<Decimal> Decimal::multiply(Decimal a, Decimal b) {
  if (both_small(a, b)) {
    auto scale = Access::scale(a) + Access::scale(b);
    if (scale <= decimal_limits::max_small_scale)
      if (auto product = Access::small_if_fits(static_cast<Int128>(Access::coefficient(a)) * Access::coefficient(b), scale))
        return product;
  }
  return Access::from_bits(intel::multiply(Access::bits(a), Access::bits(b)));
}

std::optional<Decimal> Decimal::divide(Decimal a, Decimal b) {
  if (b.is_zero()) return std::nullopt;
  if (both_small(a, b)) {
    auto scale = Access::scale(a) - Access::scale(b);
    Int128 x = Access::coefficient(a), y = Access::coefficient(b);
    if (scale >= 0 && x % y == 0)
      if (auto quotient = Access::small_if_fits(x / y, scale)) return quotient;
  }
  return Access::from_bits(intel::divide(Access::bits(a), Access::bits(b)));
}

std::optional<Decimal> Decimal::modulo(Decimal a, Decimal b) {
  if (b.is_zero()) return std::nullopt;
  if (both_small(a, b)) {
    auto [x, y, scale] = align(a, b);
    auto rest = x % y;
    if (rest != 0 && (rest < 0) != (y < 0)) rest += y;
    return Access::settle({rest < 0, static_cast<UInt128>(rest < 0 ? -rest : rest), -scale});
  }
  auto rest = Access::from_bits(intel::remainder(Access::bits(a), Access::bits(b)));
  if (rest && !rest->is_zero() && rest->is_negative() != b.is_negative()) return add(*rest, b);
  return rest;
}

std::optional<Decimal> Decimal::power(Decimal base, Decimal exponent) {
  if (exponent.is_zero()) return Decimal(1);
  if (base.is_zero()) return exponent.is_negative() ? std::nullopt : std::optional(Decimal(0));
  if (auto n = exponent.to_int64()) {
    auto magnitude = *n < 0 ? 0 - static_cast<std::uint64_t>(*n) : static_cast<std::uint64_t>(*n);
    return *n < 0 ? Access::reciprocal_power(base, magnitude) : Access::integer_power(base, magnitude);
  }
  static Decimal const half = *Decimal::parse("0.5");
  if (exponent == half) return base.sqrt();  // the library's root is correctly rounded, its power is not
  return Access::from_bits(intel::power(Access::bits(base), Access::bits(exponent)));
}

Decimal Decimal::negated() const {
  auto parts = Access::parts(*this);
  parts.negative = !parts.negative;
  return *Access::settle(parts);
}

Decimal Decimal::absolute() const { return is_negative() ? negated() : *this; }

std::optional<Decimal> Decimal::rounded(int scale, Rounding rounding) const {
  if (scale < -decimal_limits::max_exponent || scale > -decimal_limits::min_exponent) return std::nullopt;
  auto parts = Access::parts(*this);
  auto drop = -parts.exponent - scale;
  if (drop <= 0) {
    if (count_digits(parts.coefficient) - drop > decimal_limits::digits) return *this;
    parts.coefficient *= power_of_ten(-drop);
    parts.exponent += drop;
    return Access::settle(parts);
  }
  UInt128 quotient = 0, rest = parts.coefficient;
  int against_half = -1;  // of the dropped part: below, at, above one half
  if (drop <= 38) {
    auto divisor = power_of_ten(drop);
    quotient = parts.coefficient / divisor;
    rest = parts.coefficient % divisor;
    auto half = divisor / 2;
    against_half = rest < half ? -1 : rest > half ? 1 : 0;
  }
  bool away = false;
  switch (rounding) {
    case Rounding::half_even: away = against_half > 0 || (against_half == 0 && quotient % 2 == 1); break;
    case Rounding::half_up: away = against_half >= 0; break;
    case Rounding::half_down: away = against_half > 0; break;
    case Rounding::up: away = rest != 0; break;
    case Rounding::down: break;
    case Rounding::floor: away = rest != 0 && parts.negative; break;
    case Rounding::ceiling: away = rest != 0 && !parts.negative; break;
  }
  parts.coefficient = away ? quotient + 1 : quotient;
  parts.exponent = -scale;
  return Access::settle(parts);
}

std::optional<Decimal> Decimal::sqrt() const { return Access::from_bits(intel::sqrt(Access::bits(*this))); }
std::optional<Decimal> Decimal::exp() const { return Access::from_bits(intel::exp(Access::bits(*this))); }
std::optional<Decimal> Decimal::log() const { return Access::from_bits(intel::log(Access::bits(*this))); }

int Decimal::compare(Decimal a, Decimal b) {
  if (both_small(a, b)) {
    auto [x, y, scale] = align(a, b);
    return x < y ? -1 : x > y ? 1 : 0;
  }
  auto x = Access::bits(a), y = Access::bits(b);
  return intel::less(x, y) ? -1 : intel::less(y, x) ? 1 : 0;
}

bool Decimal::is_zero() const { return Access::is_small(*this) && low_ == 0; }

bool Decimal::is_negative() const {
  return Access::is_small(*this) ? Access::coefficient(*this) < 0 : (high_ >> 63) != 0;
}

bool Decimal::is_integer() const {
  auto parts = Access::parts(*this);
  if (parts.exponent >= 0 || parts.coefficient == 0) return true;
  return -parts.exponent <= decimal_limits::digits && parts.coefficient % power_of_ten(-parts.exponent) == 0;
}

std::optional<std::int64_t> Decimal::to_int64() const {
  if (Access::is_small(*this) && Access::scale(*this) == 0) return Access::coefficient(*this);
  if (!is_integer()) return std::nullopt;
  auto whole = rounded(0, Rounding::down);
  if (!whole || !Access::is_small(*whole) || Access::scale(*whole) != 0) return std::nullopt;
  return Access::coefficient(*whole);
}

double Decimal::to_double() const {
  auto text = to_string();
  double value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc()) return value;
  auto parts = Access::parts(*this);  // out of double's range at one end or the other
  return std::copysign(parts.exponent > 0 ? std::numeric_limits<double>::infinity() : 0.0, parts.negative ? -1.0 : 1.0);
}

std::size_t Decimal::hash() const {
  auto parts = Access::parts(*this);
  if (parts.coefficient == 0) return 0;
  while (parts.coefficient % 10 == 0) parts.coefficient /= 10, ++parts.exponent;
  auto mix = [](std::uint64_t seed, std::uint64_t word) {
    seed = (seed ^ word) * 0x9E3779B97F4A7C15ull;
    return seed ^ (seed >> 29);
  };
  auto hash = mix(static_cast<std::uint64_t>(parts.exponent) * 2 + (parts.negative ? 1 : 0),
                  static_cast<std::uint64_t>(parts.coefficient));
  return static_cast<std::size_t>(mix(hash, static_cast<std::uint64_t>(parts.coefficient >> 64)));
}

void Decimal::to_bytes(std::uint8_t (&out)[16]) const {
  auto bits = Access::bits(*this);
  for (int i = 0; i < 8; ++i) {
    out[i] = static_cast<std::uint8_t>(bits.low >> (8 * i));
    out[8 + i] = static_cast<std::uint8_t>(bits.high >> (8 * i));
  }
}

std::optional<Decimal> Decimal::from_bytes(std::uint8_t const (&in)[16]) {
  intel::Bits bits;
  for (int i = 0; i < 8; ++i) {
    bits.low |= static_cast<std::uint64_t>(in[i]) << (8 * i);
    bits.high |= static_cast<std::uint64_t>(in[8 + i]) << (8 * i);
  }
  return Access::from_bits(bits);
}

}  // namespace drivetrain
