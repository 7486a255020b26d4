// Walking over UTF-8, one code point at a time.
#pragma once

#include <cstddef>
#include <string_view>

namespace drivetrain {

/// Removes the first code point from `utf8` (not empty) and returns it. A byte that is not valid UTF-8 is U+FFFD by itself.
inline char32_t take_code_point(std::string_view& utf8) {
  auto lead = static_cast<unsigned char>(utf8[0]);
  std::size_t length = lead < 0x80 ? 1 : (lead >> 5) == 6 ? 2 : (lead >> 4) == 14 ? 3 : (lead >> 3) == 30 ? 4 : 0;
  char32_t code = length == 1 ? lead : length ? lead & (0xFFu >> (length + 1)) : 0xFFFD;
  if (length == 0 || length > utf8.size()) length = 1, code = lead < 0x80 ? lead : 0xFFFD;
  for (std::size_t k = 1; k < length; ++k) {
    auto next = static_cast<unsigned char>(utf8[k]);
    if ((next & 0xC0) != 0x80) {
      length = 1, code = 0xFFFD;
      break;
    }
    code = (code << 6) | (next & 0x3Fu);
  }
  utf8.remove_prefix(length);
  return code;
}

/// Columns in a terminal: 0, 1 or 2.
std::size_t display_width(char32_t c);

}  // namespace drivetrain
