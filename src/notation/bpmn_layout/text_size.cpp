// Measuring and breaking names (see text_size.h). Widths in thousandths of the font size, rounded up between Arial, Segoe UI and DejaVu Sans.
#include "notation/bpmn_layout/text_size.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace drivetrain::notation::picture {

namespace {

/// The code point at `at`, which moves behind it; invalid bytes are U+FFFD each.
std::uint32_t next_code_point(std::string_view text, std::size_t& at) {
  auto byte = static_cast<unsigned char>(text[at++]);
  if (byte < 0x80) return byte;
  int more = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : byte >= 0xC0 ? 1 : -1;
  if (more < 0) return 0xFFFD;
  std::uint32_t value = byte & (0x3F >> more);
  for (int i = 0; i < more; ++i) {
    if (at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) return 0xFFFD;
    value = value << 6 | (static_cast<unsigned char>(text[at++]) & 0x3F);
  }
  return value;
}

int width_of(std::uint32_t c) {
  if (c < 0x20 || (c >= 0x300 && c < 0x370) || (c >= 0x200B && c <= 0x200F)) return 0;
  if (c < 0x80) {
    constexpr std::string_view narrow = "iljI.,:;'|!", thin = "ftr()[]{}/\\ \"-`", wide = "mwMW@%";
    auto letter = static_cast<char>(c);
    if (narrow.find(letter) != std::string_view::npos) return 300;
    if (thin.find(letter) != std::string_view::npos) return 380;
    if (wide.find(letter) != std::string_view::npos) return 930;
    return c >= 'A' && c <= 'Z' ? 690 : 590;
  }
  if ((c >= 0x1100 && c < 0x1160) || (c >= 0x2E80 && c < 0xD7B0) || (c >= 0xF900 && c < 0xFB00) || (c >= 0xFE30 && c < 0xFE70) ||
      (c >= 0xFF00 && c < 0xFF61) || c >= 0x1F000)
    return 1000;
  return 640;
}

bool is_blank_code(std::uint32_t c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029; }

/// Fills lines word by word; stops taking text when they are full.
class LineFiller {
 public:
  LineFiller(double width, std::size_t most) : width_(width), most_(most) {}

  /// `glued`: it follows a hyphen, without a blank.
  void word(std::string_view text, double wide, bool glued) {
    if (full_) return;
    double blank = line_.empty() || glued ? 0 : text_width(" ");
    if (used_ + blank + wide <= width_) {
      line_ += line_.empty() || glued ? "" : " ";
      line_ += text, used_ += blank + wide;
      return;
    }
    if (!line_.empty() && wide <= width_) {
      if (end_line()) word(text, wide, glued);
      return;
    }
    if (!line_.empty() && !end_line()) return;
    for (std::size_t at = 0; at < text.size() && !full_;) {
      auto begin = at;
      double letter = width_of(next_code_point(text, at)) * font_size / 1000;
      if (used_ + letter > width_ && !line_.empty() && !end_line()) return;
      line_ += text.substr(begin, at - begin), used_ += letter;
    }
  }

  std::vector<std::string> take() {
    if (!line_.empty() && !full_) lines_.push_back(std::move(line_));
    return std::move(lines_);
  }

 private:
  /// False when that was the last line there may be: it ends in "…".
  bool end_line() {
    lines_.push_back(std::move(line_));
    line_.clear(), used_ = 0;
    if (lines_.size() < most_) return true;
    auto& last = lines_.back();
    while (!last.empty() && text_width(last) + text_width("…") > width_) {
      do last.pop_back();
      while (!last.empty() && (static_cast<unsigned char>(last.back()) & 0xC0) == 0x80);
      if (!last.empty() && (static_cast<unsigned char>(last.back()) & 0xC0) == 0xC0) last.pop_back();
    }
    last += "…";
    full_ = true;
    return false;
  }

  double width_, used_ = 0;
  std::size_t most_;
  std::vector<std::string> lines_;
  std::string line_;
  bool full_ = false;
};

}  // namespace

double text_width(std::string_view utf8) {
  long sum = 0;
  for (std::size_t at = 0; at < utf8.size();) sum += width_of(next_code_point(utf8, at));
  return static_cast<double>(sum) * font_size / 1000;
}

std::vector<std::string> wrapped(std::string_view utf8, double width, std::size_t most_lines) {
  utf8 = utf8.substr(0, 20'000);  // nobody reads more on a map
  LineFiller filler(width, std::max<std::size_t>(most_lines, 1));
  std::string word;
  double wide = 0;
  bool glued = false;
  auto flush = [&] {
    if (!word.empty()) filler.word(word, wide, glued);
    word.clear(), wide = 0, glued = false;
  };
  for (std::size_t at = 0; at < utf8.size();) {
    auto begin = at;
    auto code = next_code_point(utf8, at);
    if (is_blank_code(code)) {
      flush();
    } else if (code >= 0x20 && code != 0x7F && code != 0xFFFD && code != 0xFFFE && code != 0xFFFF) {
      word += utf8.substr(begin, at - begin), wide += width_of(code) * font_size / 1000;
      if (code == '-' && word.size() > 3) flush(), glued = true;
    }
  }
  flush();
  return filler.take();
}

TextSize wrapped_size(std::string_view utf8, double width, std::size_t most_lines) {
  TextSize size;
  for (auto const& line : wrapped(utf8, width, most_lines)) {
    size.width = std::max(size.width, std::ceil(text_width(line)));
    size.height += line_height;
  }
  return size;
}

}  // namespace drivetrain::notation::picture
