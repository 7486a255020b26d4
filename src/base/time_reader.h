// Reading digits of times from left to right, for base/time.cpp and base/duration.cpp alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace drivetrain {

inline constexpr std::int64_t second_us = 1'000'000;
inline constexpr std::int64_t day_us = 86'400 * second_us;

/// Reads a text from left to right; every step says whether it matched.
struct TimeReader {
  std::string_view text;
  bool done() const { return text.empty(); }
  bool take(char c) {
    if (text.empty() || text[0] != c) return false;
    text.remove_prefix(1);
    return true;
  }
  /// As many digits as there are, at most 18.
  std::optional<std::int64_t> number(std::size_t& digits) {
    digits = 0;
    std::int64_t value = 0;
    while (digits < text.size() && digits < 18 && text[digits] >= '0' && text[digits] <= '9')
      value = value * 10 + (text[digits++] - '0');
    if (digits == 0) return std::nullopt;
    text.remove_prefix(digits);
    return value;
  }
  /// Exactly two digits within the range.
  std::optional<int> two(int low, int high) {
    if (text.size() < 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') return std::nullopt;
    auto value = (text[0] - '0') * 10 + (text[1] - '0');
    if (value < low || value > high) return std::nullopt;
    text.remove_prefix(2);
    return value;
  }
  /// What follows a point, as microseconds; `beyond` tells whether anything but zeros was finer than that.
  std::optional<std::int64_t> fraction(bool& beyond) {
    std::int64_t us = 0, unit = second_us / 10;
    std::size_t digits = 0;
    beyond = false;
    for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits, unit /= 10) {
      us += (text[digits] - '0') * unit;
      beyond = beyond || (unit == 0 && text[digits] != '0');
    }
    if (digits == 0) return std::nullopt;
    text.remove_prefix(digits);
    return us;
  }
};

inline std::string quoted_text(std::string_view text) { return "\"" + std::string(text.substr(0, 80)) + "\""; }

/// ".5" for 500000, nothing for 0.
inline std::string fraction_text(std::int64_t us) {
  if (us == 0) return "";
  auto text = std::to_string(second_us + us);
  text[0] = '.';
  return text.substr(0, text.find_last_not_of('0') + 1);
}

}  // namespace drivetrain
