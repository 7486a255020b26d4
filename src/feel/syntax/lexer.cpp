// Cuts a FEEL text into tokens (see token.h).
#include "feel/syntax/token.h"

namespace drivetrain::feel {

namespace {

bool starts_digit(std::string_view text, std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; }

bool is_word_byte(char c) {
  return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Bytes of the white space at i, 0 when there is none. Rules 61 and 62: Unicode's spaces too.
std::size_t space_length(std::string_view text, std::size_t i) {
  auto c = static_cast<unsigned char>(text[i]);
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (c == 0xC2 && i + 1 < text.size()) {
    auto d = static_cast<unsigned char>(text[i + 1]);
    return d == 0x85 || d == 0xA0 ? 2 : 0;
  }
  if (i + 2 >= text.size() || (c != 0xE1 && c != 0xE2 && c != 0xE3 && c != 0xEF)) return 0;
  auto code = (c & 0xFu) << 12 | (static_cast<unsigned char>(text[i + 1]) & 0x3Fu) << 6 | (static_cast<unsigned char>(text[i + 2]) & 0x3Fu);
  bool space = code == 0x1680 || code == 0x180E || (code >= 0x2000 && code <= 0x200B) || code == 0x2028 || code == 0x2029 || code == 0x202F ||
               code == 0x205F || code == 0x3000 || code == 0xFEFF;
  return space ? 3 : 0;
}

std::size_t number_length(std::string_view text, std::size_t i) {
  auto start = i;
  while (starts_digit(text, i)) ++i;
  if (i < text.size() && text[i] == '.' && starts_digit(text, i + 1) && !(i > start && text.substr(i, 2) == "..")) {
    ++i;
    while (starts_digit(text, i)) ++i;
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    auto sign = i + 1 < text.size() && (text[i + 1] == '+' || text[i + 1] == '-') ? 1u : 0u;
    if (starts_digit(text, i + 1 + sign)) {
      i += 1 + sign;
      while (starts_digit(text, i)) ++i;
    }
  }
  return i - start;
}

/// Length of a quoted string beginning at i, 0 when it is not closed.
std::size_t quoted_length(std::string_view text, std::size_t i) {
  for (auto end = i + 1; end < text.size(); ++end) {
    if (text[end] == '\\') ++end;
    else if (text[end] == '"') return end + 1 - i;
  }
  return 0;
}

constexpr std::string_view long_symbols[] = {"..", "**", "!=", "<=", ">=", "->"};

void append_utf8(std::string& out, std::uint32_t code) {
  auto byte = [&](std::uint32_t b) { out += static_cast<char>(b); };
  if (code < 0x80) byte(code);
  else if (code < 0x800) byte(0xC0 | code >> 6), byte(0x80 | (code & 0x3F));
  else if (code < 0x10000) byte(0xE0 | code >> 12), byte(0x80 | (code >> 6 & 0x3F)), byte(0x80 | (code & 0x3F));
  else byte(0xF0 | code >> 18), byte(0x80 | (code >> 12 & 0x3F)), byte(0x80 | (code >> 6 & 0x3F)), byte(0x80 | (code & 0x3F));
}

bool read_hex(std::string_view text, std::size_t at, std::size_t digits, std::uint32_t& code) {
  if (at + digits > text.size()) return false;
  code = 0;
  for (auto c : text.substr(at, digits)) {
    auto lower = c | 0x20;
    if (c >= '0' && c <= '9') code = code * 16 + static_cast<std::uint32_t>(c - '0');
    else if (lower >= 'a' && lower <= 'f') code = code * 16 + static_cast<std::uint32_t>(lower - 'a' + 10);
    else return false;
  }
  return true;
}

}  // namespace

std::optional<CompileError> tokenize(std::string_view text, std::vector<Token>& tokens) {
  std::size_t i = 0;
  auto push = [&](TokenKind kind, std::size_t length) {
    tokens.push_back({kind, static_cast<std::uint32_t>(i), text.substr(i, length)});
    i += length;
  };
  while (i < text.size()) {
    if (auto blank = space_length(text, i)) {
      i += blank;
      continue;
    }
    char c = text[i];
    if (text.substr(i, 2) == "//") {
      auto end = text.find('\n', i);
      i = end == std::string_view::npos ? text.size() : end;
    } else if (text.substr(i, 2) == "/*") {
      auto end = text.find("*/", i + 2);
      if (end == std::string_view::npos)
        return CompileError{static_cast<std::uint32_t>(i), 2, "this comment is never closed", "end it with */"};
      i = end + 2;
    } else if (c == '"' || (c == '@' && i + 1 < text.size() && text[i + 1] == '"')) {
      std::size_t prefix = c == '@' ? 1 : 0;
      auto length = quoted_length(text, i + prefix);
      if (length == 0) return CompileError{static_cast<std::uint32_t>(i), 1, "this text is never closed", "end it with \""};
      push(prefix ? TokenKind::at_string : TokenKind::string, length + prefix);
    } else if (starts_digit(text, i) || (c == '.' && starts_digit(text, i + 1))) {
      push(TokenKind::number, number_length(text, i));
    } else if (is_word_byte(c)) {
      auto end = i;
      while (end < text.size() && (is_word_byte(text[end]) || starts_digit(text, end)) && space_length(text, end) == 0) ++end;
      push(TokenKind::word, end - i);
    } else {
      std::size_t length = 1;
      for (auto symbol : long_symbols)
        if (text.substr(i, 2) == symbol) length = 2;
      push(TokenKind::symbol, length);
    }
  }
  tokens.push_back({TokenKind::end, static_cast<std::uint32_t>(text.size()), {}});
  return std::nullopt;
}

std::optional<std::string> unescape(std::string_view quoted) {
  auto body = quoted.substr(1, quoted.size() - 2);
  std::string out;
  out.reserve(body.size());
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (body[i] != '\\' || i + 1 == body.size()) {
      out += body[i];
      continue;
    }
    char next = body[++i];
    switch (next) {
      case 'n': out += '\n'; break;
      case 'r': out += '\r'; break;
      case 't': out += '\t'; break;
      case '"': case '\'': case '\\': out += next; break;
      case 'u': case 'U': {
        std::size_t digits = next == 'u' ? 4 : 6;
        std::uint32_t code = 0, low = 0;
        if (!read_hex(body, i + 1, digits, code)) return std::nullopt;
        i += digits;
        bool pair = code >= 0xD800 && code < 0xDC00 && body.substr(i + 1, 2) == "\\u" && read_hex(body, i + 3, 4, low) && low >= 0xDC00 && low < 0xE000;
        if (pair) code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00), i += 6;
        if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return std::nullopt;
        append_utf8(out, code);
        break;
      }
      default: out += '\\', out += next;
    }
  }
  return out;
}

}  // namespace drivetrain::feel
