// Inside of a Decimal: sign, coefficient and exponent of ten, and the one way back to a Decimal. A value has exactly one
// representation per (sign, coefficient, exponent), so equal writing means equal bytes:
//   small   int64 coefficient, scale 0..18 (nearly every number of a company)
//   big     decimal128 bits, for everything that does not fit into small
// Whole numbers have no positive exponent as far as 34 digits reach (1E+3 is 1000); there is no negative zero.
// Internal to base/decimal*.cpp.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "base/decimal.h"
#include "base/decimal_intel.h"

namespace drivetrain {

__extension__ typedef unsigned __int128 UInt128;
__extension__ typedef __int128 Int128;

namespace decimal_limits {
inline constexpr int digits = 34, min_exponent = -6176, max_exponent = 6111, max_small_scale = 18;
}

/// 10^n, n 0..38.
UInt128 power_of_ten(int n);
int count_digits(UInt128 value);

struct DecimalParts {
  bool negative = false;
  UInt128 coefficient = 0;  ///< at most 38 digits on the way in, 34 on the way out
  int exponent = 0;
};

struct DecimalAccess {
  static constexpr std::uint64_t tag_mask = 0xFE00000000000000ull;
  static bool is_small(Decimal d) { return (d.high_ & tag_mask) == Decimal::small_tag; }
  static std::int64_t coefficient(Decimal d) { return static_cast<std::int64_t>(d.low_); }  ///< of a small one
  static int scale(Decimal d) { return static_cast<int>(d.high_ & 0xFF); }                  ///< of a small one
  static Decimal small(std::int64_t coefficient, int scale) {
    Decimal d(coefficient);
    d.high_ |= static_cast<std::uint64_t>(scale);
    return d;
  }
  /// Small when it fits; `scale` 0..18.
  static std::optional<Decimal> small_if_fits(Int128 coefficient, int scale) {
    if (coefficient < std::numeric_limits<std::int64_t>::min() || coefficient > std::numeric_limits<std::int64_t>::max())
      return std::nullopt;
    return small(static_cast<std::int64_t>(coefficient), scale);
  }

  static DecimalParts parts(Decimal d);
  /// Rounds half even to 34 digits; nothing when too large. Too small becomes zero (IEEE 754-2008 §7.5).
  static std::optional<Decimal> settle(DecimalParts parts);

  static intel::Bits bits(Decimal d);
  /// Nothing for infinity and NaN.
  static std::optional<Decimal> from_bits(intel::Bits bits);
  /// base^n for an integer n >= 0, correctly rounded (decimal_power.cpp).
  static std::optional<Decimal> integer_power(Decimal base, std::uint64_t n);
  /// 1 / base^n for an integer n > 0 and a base that is not 0, though base^n may lie outside a decimal's range; too small becomes
  /// the nearest subnormal or 0, as a product does.
  static std::optional<Decimal> reciprocal_power(Decimal base, std::uint64_t n);
};

}  // namespace drivetrain
