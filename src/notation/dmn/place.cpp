// Places within texts that XML may have written with escapes (see dmn.h). A text cannot hold < and & as they are, unless it is CDATA; > and " may
// be either. Which of these ways was taken shows in how much longer the file's text is.
#include <algorithm>

#include "notation/dmn/dmn.h"

namespace drivetrain::notation {

namespace {

std::size_t count_of(std::string_view text, char wanted) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), wanted)); }

/// Further bytes in the file for each of < & > ".
struct Escapes {
  std::size_t less = 0, ampersand = 0, greater = 0, quote = 0;
  std::size_t of(char c) const { return c == '<' ? less : c == '&' ? ampersand : c == '>' ? greater : c == '"' ? quote : 0; }
};

Escapes guess_escapes(std::string_view text, Span const& span) {
  auto written = span.end.offset > span.begin.offset ? span.end.offset - span.begin.offset : 0;
  if (written <= text.size()) return {};
  auto more = written - text.size();
  auto must = count_of(text, '<') * 3 + count_of(text, '&') * 4, greater = count_of(text, '>') * 3, quote = count_of(text, '"') * 5;
  Escapes escapes{3, 4, 0, 0};
  if (more == must) return escapes;
  if (more == must + greater) return escapes.greater = 3, escapes;
  if (more == must + quote) return escapes.quote = 5, escapes;
  if (more == must + greater + quote) return escapes.greater = 3, escapes.quote = 5, escapes;
  return escapes;
}

}  // namespace

Span place_in(std::string_view text, Span const& text_span, std::size_t offset, std::size_t length) {
  if (!text_span.known()) return text_span;
  auto escapes = guess_escapes(text, text_span);
  auto locate = [&](std::size_t wanted) {
    auto at = text_span.begin;
    for (std::size_t i = 0; i < wanted && i < text.size(); ++i) {
      auto extra = static_cast<std::uint32_t>(escapes.of(text[i]));
      at.offset += 1 + extra;
      if (text[i] == '\n') ++at.line, at.column = 1;
      else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) at.column += 1 + extra;
    }
    return at;
  };
  return {text_span.file, locate(offset), locate(offset + std::max<std::size_t>(1, length))};
}

}  // namespace drivetrain::notation
