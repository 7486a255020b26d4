// See printable.h.
#include "base/printable.h"

#include "base/code_points.h"
#include "base/text.h"

namespace drivetrain {

std::string printable(std::string_view text, std::size_t most, Lines lines) {
  constexpr std::string_view unreadable = "\xEF\xBF\xBD";
  std::string out;
  auto put = [&](std::string_view letter) {
    if (letter.size() > most || out.size() > most - letter.size()) return false;
    out += letter;
    return true;
  };
  while (!text.empty()) {
    auto readable = text.substr(0, find_invalid_utf8(text));
    for (auto rest = readable; !rest.empty();) {
      auto const before = rest;
      auto code = take_code_point(rest);
      auto letter = before.substr(0, before.size() - rest.size());
      bool blank = code == '\t' || code == '\n' || code == '\r';
      bool control = code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029;
      if (blank) letter = lines == Lines::several ? letter : " ";
      else if (control) letter = unreadable;
      if (!put(letter)) return out;
    }
    text.remove_prefix(readable.size());
    if (text.empty()) break;
    if (!put(unreadable)) return out;
    text.remove_prefix(1);
  }
  return out;
}

}  // namespace drivetrain
