// Decimal: IEEE 754-2008 decimal128 (34 digits, round half even), FEEL's number (DMN 1.5 §10.3.1.4) and money's.
// 16 bytes; small numbers live in an int64 coefficient + scale hidden in decimal128's NaN space, the rest go to Intel's
// library, which only decimal.cpp may include (libgcc has functions of the same names; see docs/decisions).
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
  static std::optional<Decimal> power(Decimal base, Decimal exponent);
  Decimal negated() const;
  Decimal absolute() const;
  /// Sign of the divisor (DMN 1.5 §10.3.4.5); nothing when b is zero.
  static std::optional<Decimal> modulo(Decimal a, Decimal b);
  enum class Rounding { half_even, half_up, half_down, up, down, floor, ceiling };
  /// Rounded to `scale` digits after the point; nothing when the scale is outside -6111..6176.
  std::optional<Decimal> rounded(int scale, Rounding rounding) const;
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

  /// Plain digits, scale kept ("1.10"), never an exponent unless more than 40 digits would be needed.
  std::string to_string() const;
  double to_double() const;
  /// Nothing when not an integer or out of range.
  std::optional<std::int64_t> to_int64() const;
  std::size_t hash() const;

  /// The 16 bytes as stored in the journal, in a canonical form that does not depend on the representation.
  void to_bytes(std::uint8_t (&out)[16]) const;
  static Decimal from_bytes(std::uint8_t const (&in)[16]);

 private:
  static constexpr std::uint64_t small_tag = 0x7E00000000000000ull;  // top 7 bits 0x3F: NaN space; low byte: scale 0..18
  std::uint64_t low_, high_;
  friend struct DecimalAccess;
};

}  // namespace drivetrain
