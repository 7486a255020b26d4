// Guessing and undoing an encoding (see encoding.h).
#include "notation/tables/encoding.h"

#include "base/code_points.h"
#include "base/text.h"

namespace drivetrain::notation {

namespace {

/// Windows-1252 bytes 0x80 … 0x9F; 0 where it has no character. Source: WHATWG Encoding Standard, index windows-1252.
constexpr char16_t windows_1252[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                       0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                       0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append_code_point(std::string& out, char32_t code) {
  if ((code < 0x20 && code != '\n' && code != '\r' && code != '\t') || code == 0x7F) code = ' ';
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

std::string from_utf16(std::string_view bytes, bool little_endian) {
  std::string out;
  auto unit = [&](std::size_t at) {
    auto first = static_cast<unsigned char>(bytes[at]), second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(little_endian ? first | second << 8 : first << 8 | second);
  };
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    auto code = unit(at);
    if (code >= 0xD800 && code < 0xDC00 && at + 3 < bytes.size()) {
      auto low = unit(at + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        at += 2;
      }
    }
    append_code_point(out, code >= 0xD800 && code < 0xE000 ? 0xFFFD : code);
  }
  return out;
}

std::string from_windows_1252(std::string_view bytes) {
  std::string out;
  for (char c : bytes) {
    auto byte = static_cast<unsigned char>(c);
    char32_t code = byte;
    if (byte >= 0x80 && byte < 0xA0) code = windows_1252[byte - 0x80] ? windows_1252[byte - 0x80] : ' ';
    append_code_point(out, code);
  }
  return out;
}

}  // namespace

DecodedText decode_text(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return {from_utf16(bytes.substr(2), true), "UTF-16"};
  if (bytes.starts_with("\xFE\xFF")) return {from_utf16(bytes.substr(2), false), "UTF-16"};
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (!is_valid_utf8(bytes)) return {from_windows_1252(bytes), "Windows-1252"};
  std::string text(bytes);
  for (auto& c : text) {
    auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7F) c = ' ';
  }
  return {std::move(text), "UTF-8"};
}

std::string cell_text(std::string_view utf8) {
  std::string out;
  for (auto rest = utf8; !rest.empty();) {
    auto before = rest;
    auto code = take_code_point(rest);
    // Control characters and Unicode's own line breaks have no place in a cell either; carriage returns go with their line feed.
    bool control = (code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 || code == 0xFFFE || code == 0xFFFF;
    if (control || code == 0xA0 || code == 0x202F || (code >= 0x2000 && code <= 0x200A)) out += ' ';
    else if (code == 0x200B || code == 0xFEFF || code == 0xAD) continue;  // zero-width, soft hyphen
    else out += before.substr(0, before.size() - rest.size());
  }
  return std::string(trim(out));
}

}  // namespace drivetrain::notation
