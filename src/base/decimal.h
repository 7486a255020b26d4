// Decimal: IEEE 754-2008 decimal128 (34 digits, round half even), FEEL's number (DMN 1.5 §10.3.1.4) and money's.
// 16 bytes; small numbers live in an int64 coefficient + scale hidden in decimal128's NaN space, the rest go to Intel's
// library, which only decimal_intel.cpp may include (libgcc has functions of the same names; see docs/decisions).
// Scales follow IEEE 754-2008: 1.10 + 1 = 2.10, 1.10 * 2 = 2.20, 1 / 4 = 0.25; a whole number never has a negative scale
// as far as 34 digits reach, and there is no negative zero.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace drivetrain {

class Decimal {
 public:
  constexpr Decimal() : Decimal(0) {}
  constexpr Decimal(std::int64_t integer) : low_(static_cast<std::uint64_t>(integer)), high_(small_tag) {}
  constexpr Decimal(int integer) : Decimal(static_cast<std::int64_t>(integer)) {}
  /// FEEL numeric literal: 12, -.5, 1.20, 1.23e-4. Nothing for anything else (no NaN, no infinity), or when out of range.
  static std::optional<Decimal> parse(std::string_view text);
  /// The decimal nearest to a binary double at 15 significant digits (so that 0.1 becomes 0.1).
  static std::optional<Decimal> from_double(double value);

  /// Nothing when the result is not a finite decimal128 (overflow, division by zero).
  static std::optional<Decimal> add(Decimal a, Decimal b);
  static std::optional<Decimal> subtract(Decimal a, Decimal b);
  static std::optional<Decimal> multiply(Decimal a, Decimal b);
  static std::optional<Decimal> divide(Decimal a, Decimal b);
  /// Correctly rounded for whole exponents from 0, within one unit of the last digit for negative ones; within 12 for
  /// broken exponents. 0^0 is 1; nothing for a negative base with a broken exponent.
  static std::optional<Decimal> power(Decimal base, Decimal exponent);
  Decimal negated() const;
  Decimal absolute() const;
  /// Sign of the divisor (DMN 1.5 §10.3.4.5); nothing when b is zero.
  static std::optional<Decimal> modulo(Decimal a, Decimal b);
  enum class Rounding { half_even, half_up, half_down, up, down, floor, ceiling };
  /// With exactly `scale` digits after the point (5 at 2 is 5.00; unchanged when that would need more than 34 digits);
  /// a negative scale rounds to tens, hundreds ... Nothing when the scale is outside -6111..6176.
  std::optional<Decimal> rounded(int scale, Rounding rounding) const;
  /// sqrt is correctly rounded, exp and log within two units of the last digit. Nothing outside their domain.
  std::optional<Decimal> sqrt() const;
  std::optional<Decimal> exp() const;
  std::optional<Decimal> log() const;

  /// Equality ignores scale: 1.10 == 1.1.
  friend bool operator==(Decimal a, Decimal b) { return compare(a, b) == 0; }
  friend std::strong_ordering operator<=>(Decimal a, Decimal b) { return compare(a, b) <=> 0; }
  /// -1, 0, 1.
  static int compare(Decimal a, Decimal b);
  bool is_zero() const;
  bool is_negative() const;
  bool is_integer() const;

  /// Plain digits, scale kept ("1.10"), never an exponent unless more than 40 digits would be needed (then "1.5E+50").
  std::string to_string() const;
  double to_double() const;
  /// Nothing when not an integer or out of range.
  std::optional<std::int64_t> to_int64() const;
  std::size_t hash() const;

  /// The 16 bytes as stored in the journal: decimal128 in its binary encoding (IEEE 754-2008 §3.5.2), lowest byte first.
  /// Scale is kept: 1.10 and 1.1 are equal and hash alike but have different bytes.
  void to_bytes(std::uint8_t (&out)[16]) const;
  /// Nothing when the bytes are no finite number: a damaged amount must not become a zero.
  static std::optional<Decimal> from_bytes(std::uint8_t const (&in)[16]);

 private:
  static constexpr std::uint64_t small_tag = 0x7E00000000000000ull;  // top 7 bits 0x3F: NaN space; low byte: scale 0..18
  std::uint64_t low_, high_;
  friend struct DecimalAccess;
};

}  // namespace drivetrain
