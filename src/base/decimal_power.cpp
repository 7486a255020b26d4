// Integer powers by repeated multiplication on 64 to 72 digits, because the library's power is up to 12 units of the last
// digit off (1.8008^27). What fits is exact, halves included; else the relative error stays near n × 10^-63, so the 34
// digits are correctly rounded unless some thirty nines or zeros follow them. A negative power is one over that.
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

/// The first 36 digits, and a last one that says whether anything followed: enough to round to 34 once.
DecimalParts narrow(Wide const& wide, bool negative) {
  constexpr int kept = 36;
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
  if (rest) value = value * 10 + 1, --exponent;
  return {negative, value, static_cast<int>(std::clamp<std::int64_t>(exponent, -exponent_bound, exponent_bound))};
}

using Remainder = std::array<std::uint64_t, limb_count + 1>;

void tenfold(Remainder& rest) {
  std::uint64_t carry = 0;
  for (auto& limb : rest) {
    auto tens = limb * 10 + carry;
    limb = tens % limb_base, carry = tens / limb_base;
  }
}

/// Subtracts when there is enough; false, and nothing changed, when there is not.
bool take_away(Remainder& rest, std::array<std::uint64_t, limb_count> const& part) {
  if (rest[limb_count] == 0)
    for (std::size_t i = limb_count; i-- > 0;) {
      if (rest[i] > part[i]) break;
      if (rest[i] < part[i]) return false;
    }
  std::uint64_t borrow = 0;
  for (std::size_t i = 0; i < limb_count; ++i) {
    auto wanted = part[i] + borrow;
    borrow = rest[i] < wanted ? 1 : 0;
    rest[i] += borrow * limb_base - wanted;
  }
  rest[limb_count] -= borrow;
  return true;
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
  return settle(narrow(wide_power(parts, n), parts.negative && n % 2 == 1));
}

std::optional<Decimal> DecimalAccess::reciprocal_power(Decimal base, std::uint64_t n) {
  auto parts = DecimalAccess::parts(base);
  auto divisor = wide_power(parts, n);
  // Division by hand, a digit at a time: what is left, always below the divisor, has one limb more for its tenfold.
  std::array<std::uint64_t, limb_count + 1> rest{};
  std::size_t top = limb_count - 1;
  while (divisor.limbs[top] == 0) --top;  // the base is not 0
  auto digits = static_cast<int>(top) * limb_digits + count_digits(divisor.limbs[top]);
  rest[static_cast<std::size_t>((digits - 1) / limb_digits)] = static_cast<std::uint64_t>(power_of_ten((digits - 1) % limb_digits));
  constexpr int wanted = 37;
  UInt128 quotient = 0;
  for (int digit = 0; digit < wanted; ++digit) {
    if (digit > 0) tenfold(rest);
    quotient *= 10;
    while (take_away(rest, divisor.limbs)) ++quotient;
  }
  auto exponent = static_cast<int>(-divisor.exponent) - (digits - 1) - (wanted - 1);
  bool exact = !divisor.inexact && std::all_of(rest.begin(), rest.end(), [](auto limb) { return limb == 0; });
  if (!exact) quotient = quotient * 10 + 1, --exponent;
  else
    for (; exponent < 0 && quotient % 10 == 0; ++exponent) quotient /= 10;  // 2**-2 is 0.25
  return settle({parts.negative && n % 2 == 1, quotient, exponent});
}

}  // namespace drivetrain
