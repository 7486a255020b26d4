// Decimal as text: FEEL's numeric literal in, plain digits out. Own code because the library takes junk as NaN and
// writes 1.5 as +15E-1.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/decimal_parts.h"

namespace drivetrain {

namespace {

constexpr int kept_digits = 36;          // 34 and two more; what follows only decides which side of a half we are on
constexpr int max_exponent_text = 100'000;
constexpr std::size_t max_plain_digits = 40;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits as they come, leading zeros not counted. After kept_digits only whether anything but zeros followed.
struct Coefficient {
  UInt128 value = 0;
  int digits = 0;
  std::int64_t dropped = 0;
  bool rest = false;
  void take(char c) {
    auto digit = static_cast<unsigned>(c - '0');
    if (digits == kept_digits) {
      ++dropped;
      rest = rest || digit != 0;
      return;
    }
    if (digits > 0 || digit != 0) value = value * 10 + digit, ++digits;
  }
};

}  // namespace

// DMN 1.5 §10.3.1.2: numeric literal = ["-"], (digits, [".", digits] | ".", digits), [("e"|"E"), ["+"|"-"], digits].
std::optional<Decimal> Decimal::parse(std::string_view text) {
  std::size_t i = 0;
  auto at_digit = [&] { return i < text.size() && is_digit(text[i]); };
  bool negative = !text.empty() && text[0] == '-';
  if (negative) ++i;
  Coefficient coefficient;
  bool whole_part = at_digit();
  while (at_digit()) coefficient.take(text[i++]);
  std::int64_t fraction_digits = 0;
  if (i < text.size() && text[i] == '.') {
    ++i;
    if (!at_digit()) return std::nullopt;
    while (at_digit()) coefficient.take(text[i++]), ++fraction_digits;
  } else if (!whole_part) {
    return std::nullopt;
  }
  std::int64_t exponent = 0;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    bool down = i < text.size() && text[i] == '-';
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
    if (!at_digit()) return std::nullopt;
    while (at_digit()) exponent = std::min<std::int64_t>(exponent * 10 + (text[i++] - '0'), max_exponent_text);
    if (down) exponent = -exponent;
  }
  if (i != text.size()) return std::nullopt;
  exponent += coefficient.dropped - fraction_digits;
  auto value = coefficient.value;
  if (coefficient.rest) value = value * 10 + 1, --exponent;
  DecimalParts parts{negative, value, static_cast<int>(std::clamp<std::int64_t>(exponent, -max_exponent_text, max_exponent_text))};
  auto settled = DecimalAccess::settle(parts);
  if (settled && settled->is_zero() && value != 0) return std::nullopt;  // too small to be told from zero
  return settled;
}

std::optional<Decimal> Decimal::from_double(double value) {
  if (!std::isfinite(value)) return std::nullopt;
  char buffer[40];
  auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific, 14).ptr;
  auto parsed = parse(std::string_view(buffer, static_cast<std::size_t>(end - buffer)));
  if (!parsed) return std::nullopt;
  auto parts = DecimalAccess::parts(*parsed);
  while (parts.exponent < 0 && parts.coefficient % 10 == 0) parts.coefficient /= 10, ++parts.exponent;
  return DecimalAccess::settle(parts);
}

std::string Decimal::to_string() const {
  auto parts = DecimalAccess::parts(*this);
  char buffer[40];
  auto at = buffer + sizeof buffer;
  auto rest = parts.coefficient;
  do *--at = static_cast<char>('0' + static_cast<int>(rest % 10)), rest /= 10;
  while (rest != 0);
  std::string_view digits(at, static_cast<std::size_t>(buffer + sizeof buffer - at));
  std::string text = parts.negative ? "-" : "";
  auto point = static_cast<std::int64_t>(digits.size()) + parts.exponent;  // digits before the point
  auto needed = static_cast<std::size_t>(parts.exponent > 0 ? point : point > 0 ? static_cast<std::int64_t>(digits.size()) : 1 - parts.exponent);
  if (needed > max_plain_digits) {
    if (parts.exponent > 0) digits = digits.substr(0, digits.find_last_not_of('0') + 1);  // padding, see settle()
    text += digits[0];
    if (digits.size() > 1) text.append(".").append(digits.substr(1));
    return text.append(point > 0 ? "E+" : "E").append(std::to_string(point - 1));
  }
  if (parts.exponent >= 0) return text.append(digits).append(static_cast<std::size_t>(parts.exponent), '0');
  if (point > 0) {
    auto whole = static_cast<std::size_t>(point);
    return text.append(digits.substr(0, whole)).append(".").append(digits.substr(whole));
  }
  return text.append("0.").append(static_cast<std::size_t>(-point), '0').append(digits);
}

}  // namespace drivetrain
