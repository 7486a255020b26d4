// One representation per value (see decimal_parts.h). Source of the bit layout: IEEE 754-2008 §3.5.2, binary encoding.
#include "base/decimal_parts.h"

#include <algorithm>
#include <array>

namespace drivetrain {

namespace {

constexpr auto powers = [] {
  std::array<UInt128, 39> table{};
  UInt128 value = 1;
  for (auto& entry : table) entry = value, value *= 10;
  return table;
}();

constexpr UInt128 coefficient_limit = powers[decimal_limits::digits];
constexpr int exponent_bias = 6176;
constexpr std::uint64_t sign_bit = 1ull << 63;

/// value / 10^drop, half to even.
UInt128 drop_digits(UInt128 value, int drop) {
  if (drop > 38) return 0;
  auto divisor = powers[static_cast<std::size_t>(drop)];
  auto quotient = value / divisor, rest = value % divisor, half = divisor / 2;
  if (rest > half || (rest == half && quotient % 2 == 1)) ++quotient;
  return quotient;
}

intel::Bits pack(DecimalParts const& p) {
  auto high = static_cast<std::uint64_t>(p.coefficient >> 64) | static_cast<std::uint64_t>(p.exponent + exponent_bias) << 49;
  return {static_cast<std::uint64_t>(p.coefficient), p.negative ? high | sign_bit : high};
}

std::optional<DecimalParts> unpack(intel::Bits bits) {
  if ((bits.high & 0x6000000000000000ull) == 0x6000000000000000ull) return std::nullopt;  // infinity, NaN, not canonical
  DecimalParts p;
  p.negative = (bits.high & sign_bit) != 0;
  p.exponent = static_cast<int>((bits.high & ~sign_bit) >> 49) - exponent_bias;
  p.coefficient = static_cast<UInt128>(bits.high & 0x1FFFFFFFFFFFFull) << 64 | bits.low;
  if (p.coefficient >= coefficient_limit) return std::nullopt;
  return p;
}

}  // namespace

UInt128 power_of_ten(int n) { return powers[static_cast<std::size_t>(n)]; }

int count_digits(UInt128 value) {
  return static_cast<int>(std::upper_bound(powers.begin() + 1, powers.end(), value) - powers.begin());
}

DecimalParts DecimalAccess::parts(Decimal d) {
  if (is_small(d)) {
    auto c = coefficient(d);
    auto magnitude = c < 0 ? 0 - static_cast<std::uint64_t>(c) : static_cast<std::uint64_t>(c);
    return {c < 0, magnitude, -scale(d)};
  }
  auto unpacked = unpack({d.low_, d.high_});
  return unpacked ? *unpacked : DecimalParts{};  // settle() never makes anything else
}

std::optional<Decimal> DecimalAccess::settle(DecimalParts p) {
  using namespace decimal_limits;
  auto drop = std::max({0, count_digits(p.coefficient) - digits, min_exponent - p.exponent});
  if (drop > 0) {
    p.coefficient = drop_digits(p.coefficient, drop);
    p.exponent += drop;
    if (p.coefficient == coefficient_limit) p.coefficient /= 10, ++p.exponent;
  }
  if (p.coefficient == 0) return small(0, std::clamp(-p.exponent, 0, max_small_scale));
  if (p.exponent > 0) {
    auto shift = std::min(p.exponent, digits - count_digits(p.coefficient));
    p.coefficient *= powers[static_cast<std::size_t>(shift)];
    p.exponent -= shift;
  }
  if (p.exponent > max_exponent) return std::nullopt;
  if (p.exponent <= 0 && p.exponent >= -max_small_scale && p.coefficient <= (static_cast<UInt128>(1) << 63)) {
    auto value = static_cast<Int128>(p.coefficient);
    if (auto fitting = small_if_fits(p.negative ? -value : value, -p.exponent)) return fitting;
  }
  auto bits = pack(p);
  Decimal d;
  d.low_ = bits.low;
  d.high_ = bits.high;
  return d;
}

intel::Bits DecimalAccess::bits(Decimal d) {
  return is_small(d) ? pack(parts(d)) : intel::Bits{d.low_, d.high_};
}

std::optional<Decimal> DecimalAccess::from_bits(intel::Bits bits) {
  auto unpacked = unpack(bits);
  if (!unpacked) return std::nullopt;
  return settle(*unpacked);
}

}  // namespace drivetrain
