// Integer powers by repeated multiplication on 64 to 72 digits, because the library's power is up to 12 units of the last
// digit off (1.8008^27). What fits is exact, halves included; else the relative error stays near n × 10^-63, so the 34
// digits are correctly rounded unless some thirty nines or zeros follow them. A negative power is one over that, divided with 37 digits.
#include <algorithm>
#include <array>

#include "base/decimal_parts.h"

namespace drivetrain {

namespace {

constexpr std::uint64_t limb_base = 1'000'000'000;
constexpr int limb_digits = 9;
constexpr std::size_t limb_count = 8;
constexpr std::int64_t exponent_bound = 1'000'000'000;  // far past any decimal128, far from overflow when added

/// Limbs from the lowest; value = limbs × 10^exponent, plus less than one unit of the lowest limb when inexact.
struct Wide {
  std::array<std::uint64_t, limb_count> limbs{};
  std::int64_t exponent = 0;
  bool inexact = false;
};

Wide widen(DecimalParts const& parts) {
  Wide wide;
  auto rest = parts.coefficient;
  for (auto& limb : wide.limbs) limb = static_cast<std::uint64_t>(rest % limb_base), rest /= limb_base;
  wide.exponent = parts.exponent;
  return wide;
}

Wide multiply(Wide const& a, Wide const& b) {
  std::array<std::uint64_t, 2 * limb_count> product{};
  for (std::size_t i = 0; i < limb_count; ++i) {
    std::uint64_t carry = 0;
    for (std::size_t j = 0; j < limb_count; ++j) {
      auto sum = product[i + j] + a.limbs[i] * b.limbs[j] + carry;
      product[i + j] = sum % limb_base;
      carry = sum / limb_base;
    }
    product[i + limb_count] = carry;
  }
  std::size_t top = product.size();
  while (top > 0 && product[top - 1] == 0) --top;
  auto cut = top > limb_count ? top - limb_count : 0;
  Wide result;
  result.inexact = a.inexact || b.inexact || std::any_of(product.begin(), product.begin() + static_cast<std::ptrdiff_t>(cut),
                                                          [](auto limb) { return limb != 0; });
  for (std::size_t i = 0; i < limb_count; ++i) result.limbs[i] = product[cut + i];
  result.exponent = std::clamp(a.exponent + b.exponent + static_cast<std::int64_t>(cut) * limb_digits, -exponent_bound, exponent_bound);
  return result;
}

/// The first `kept` digits, and, when `sticky`, a last one that says whether anything followed: enough to round to 34 once.
DecimalParts narrow(Wide const& wide, bool negative, int kept, bool sticky) {
  UInt128 value = 0;
  std::int64_t exponent = wide.exponent;
  bool rest = wide.inexact, full = false;
  for (std::size_t i = limb_count; i-- > 0;) {
    for (std::uint64_t unit = limb_base / 10; unit != 0; unit /= 10) {
      auto digit = wide.limbs[i] / unit % 10;
      if (full) {
        ++exponent;
        rest = rest || digit != 0;
      } else {
        value = value * 10 + digit;
        full = count_digits(value) == kept;
      }
    }
  }
  if (rest && sticky) value = value * 10 + 1, --exponent;
  return {negative, value, static_cast<int>(std::clamp<std::int64_t>(exponent, -exponent_bound, exponent_bound))};
}

Wide wide_power(DecimalParts const& base, std::uint64_t n) {
  auto square = widen(base);
  Wide result = widen({false, 1, 0});
  for (; n != 0; n >>= 1) {
    if (n & 1) result = multiply(result, square);
    square = multiply(square, square);
  }
  return result;
}

}  // namespace

std::optional<Decimal> DecimalAccess::integer_power(Decimal base, std::uint64_t n) {
  auto parts = DecimalAccess::parts(base);
  return settle(narrow(wide_power(parts, n), parts.negative && n % 2 == 1, 36, true));
}

std::optional<Decimal> DecimalAccess::reciprocal_power(Decimal base, std::uint64_t n) {
  auto parts = DecimalAccess::parts(base);
  // The divisor with 37 digits, so that ten times a remainder still fits into 128 bits; what is cut off is a thousandth of the last digit.
  constexpr int kept = 37;
  auto divisor = narrow(wide_power(parts, n), false, kept, false);
  for (; count_digits(divisor.coefficient) < kept; --divisor.exponent) divisor.coefficient *= 10;
  UInt128 rest = power_of_ten(kept - 1), quotient = 0;
  for (int digit = 0; digit < kept; ++digit) {
    quotient = quotient * 10 + rest / divisor.coefficient;
    rest = rest % divisor.coefficient * 10;
  }
  int exponent = -2 * (kept - 1) - divisor.exponent;
  if (rest != 0) quotient = quotient * 10 + 1, --exponent;
  else
    for (; exponent < 0 && quotient % 10 == 0; ++exponent) quotient /= 10;  // 2**-2 is 0.25
  return settle({parts.negative && n % 2 == 1, quotient, exponent});
}

}  // namespace drivetrain
