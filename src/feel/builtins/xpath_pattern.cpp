// Checks an XPath pattern and writes it anew in ICU's dialect (see xpath_pattern.h). Recursive descent over
// regExp ::= branch ('|' branch)*, branch ::= piece*, piece ::= atom quantifier?.
#include "feel/builtins/xpath_pattern.h"

#include <algorithm>
#include <vector>

namespace drivetrain::feel {

bool read_flags(std::string_view text, PatternFlags& flags) {
  for (char c : text) {
    if (c == 's') flags.dot_all = true;
    else if (c == 'm') flags.multi_line = true;
    else if (c == 'i') flags.ignore_case = true;
    else if (c == 'x') flags.ignore_blanks = true;
    else return false;
  }
  return true;
}

namespace {

constexpr int max_nesting = 100;

/// XML's name characters, as ICU sets.
constexpr std::string_view name_start =
    ":A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF"
    "\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\U00010000-\\U000EFFFF";
constexpr std::string_view name_further = "\\-.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040";

bool is_pattern_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Flag x: blanks do not count, except in a character class.
std::string without_blanks(std::string_view pattern) {
  std::string out;
  int depth = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    char c = pattern[i];
    if (c == '\\' && i + 1 < pattern.size()) {
      out += c;
      do ++i;
      while (depth == 0 && i < pattern.size() && is_pattern_blank(pattern[i]));  // "\ s" is \s
      if (i < pattern.size()) out += pattern[i];
      continue;
    }
    if (c == '[') ++depth;
    if (c == ']' && depth > 0) --depth;
    if (depth == 0 && is_pattern_blank(c)) continue;
    out += c;
  }
  return out;
}

class Translator {
 public:
  Translator(std::string_view pattern, PatternFlags flags) : in_(pattern), flags_(flags) {}

  TranslatedPattern run() {
    expression();
    if (ok() && at_ < in_.size()) fail("\")\" without \"(\"");
    return {std::move(out_), groups_, choices_, refers_back_, std::move(error_)};
  }

 private:
  bool ok() const { return error_.empty(); }
  bool more() const { return ok() && at_ < in_.size(); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < in_.size() ? in_[at_ + ahead] : '\0'; }
  void fail(std::string why) {
    if (error_.empty()) error_ = std::move(why);
  }

  void expression() {
    if (++nesting_ > max_nesting) return fail("nested too deeply");
    while (more() && peek() != ')') {
      if (peek() == '|') out_ += '|', ++at_, ++branches_;
      else piece();
    }
    --nesting_;
  }

  void piece() {
    auto before = choices_ + branches_;
    atom();
    bool open = choices_ + branches_ > before;
    auto begin = at_;
    if (more()) quantifier();
    if (at_ > begin) choices_ += open ? 4 : 1;
  }

  void quantifier() {
    char c = peek();
    if (c == '*' || c == '+' || c == '?') {
      out_ += c, ++at_;
    } else if (c == '{') {
      auto end = in_.find('}', at_);
      if (end == std::string_view::npos) return fail("\"{\" without \"}\"");
      auto body = in_.substr(at_ + 1, end - at_ - 1);
      auto comma = body.find(',');
      auto low = body.substr(0, comma), high = comma == std::string_view::npos ? low : body.substr(comma + 1);
      auto is_count = [](std::string_view s) { return !s.empty() && s.size() < 7 && s.find_first_not_of("0123456789") == std::string_view::npos; };
      if (!is_count(low) || (!high.empty() && !is_count(high)) || (high.empty() && comma == std::string_view::npos)) return fail("a quantifier is {n}, {n,} or {n,m}");
      if (!high.empty() && std::stol(std::string(low)) > std::stol(std::string(high))) return fail("a quantifier's bounds are in order");
      out_.append("{").append(body).append("}");
      at_ = end + 1;
    } else {
      return;
    }
    if (peek() == '?') out_ += '?', ++at_;
  }

  void atom() {
    char c = peek();
    switch (c) {
      case '(': return group();
      case '[': {
        std::string set;
        char_class(set);
        out_ += set;
        return;
      }
      case '.': ++at_; out_ += flags_.dot_all ? "(?s:.)" : "[^\\n\\r]"; return;
      case '^': ++at_; out_ += '^'; return;
      case '$': ++at_; out_ += flags_.multi_line ? "$" : "\\z"; return;
      case '\\': return escape();
      case '*': case '+': case '?': case '{': return fail(std::string("\"") + c + "\" repeats nothing");
      case ']': case '}': return fail(std::string("\"") + c + "\" stands alone; write \"\\" + c + "\"");
      default: return literal();
    }
  }

  void group() {
    ++at_;
    if (peek() == '?') {
      if (peek(1) != ':') return fail("\"(?\" begins nothing but \"(?:\"");
      at_ += 2;
      out_ += "(?:";
      expression();
    } else {
      auto number = ++groups_;
      open_groups_.push_back(number);
      out_ += '(';
      expression();
      open_groups_.pop_back();
    }
    if (!ok()) return;
    if (peek() != ')') return fail("\"(\" without \")\"");
    ++at_, out_ += ')';
  }

  /// One character for itself, quoted where ICU would read more into it (comments, blanks).
  void literal() {
    auto length = character_length();
    if (length == 1 && std::string_view("#& -~").find(peek()) != std::string_view::npos) out_ += '\\';
    out_.append(in_.substr(at_, length));
    at_ += length;
  }
  std::size_t character_length() const {
    std::size_t length = 1;
    while (at_ + length < in_.size() && (static_cast<unsigned char>(in_[at_ + length]) & 0xC0) == 0x80) ++length;
    return length;
  }

  void escape() {
    char c = peek(1);
    if (c >= '1' && c <= '9') return back_reference();
    if (c == 'p' || c == 'P') {
      std::string set;
      property(set);
      // A category is not widened by flag i.
      out_.append("(?-i:").append(set).append(")");
      return;
    }
    std::string set;
    if (multi_character(c, set)) {
      at_ += 2;
      out_ += set;
      return;
    }
    std::string one;
    single_character(one);
    out_ += one;
  }

  void back_reference() {
    ++at_;
    std::size_t number = 0;
    while (peek() >= '0' && peek() <= '9') {
      auto longer = number * 10 + static_cast<std::size_t>(peek() - '0');
      if (number > 0 && longer > groups_) break;
      number = longer, ++at_;
    }
    bool open = std::find(open_groups_.begin(), open_groups_.end(), number) != open_groups_.end();
    if (number > groups_ || open) return fail("\\" + std::to_string(number) + " refers to no group before it");
    refers_back_ = true;
    out_ += "(?:\\" + std::to_string(number) + ")";
  }

  /// \n \r \t and escaped signs, written so that they mean the same inside and outside a set.
  void single_character(std::string& out) {
    char c = peek(1);
    if (c == '\0' || std::string_view("nrt\\|.?*+(){}-[]^$").find(c) == std::string_view::npos)
      return fail(c == '\0' ? std::string("\"\\\" at the end") : std::string("\"\\") + c + "\" is no escape");
    out += '\\', out += c;
    at_ += 2;
  }

  /// \s \d \w \i \c and their opposites as ICU sets.
  static bool multi_character(char c, std::string& out) {
    switch (c) {
      case 's': out += "[ \\t\\n\\r]"; return true;
      case 'S': out += "[^ \\t\\n\\r]"; return true;
      case 'd': out += "[\\p{Nd}]"; return true;
      case 'D': out += "[^\\p{Nd}]"; return true;
      case 'w': out += "[^\\p{P}\\p{Z}\\p{C}]"; return true;
      case 'W': out += "[\\p{P}\\p{Z}\\p{C}]"; return true;
      case 'i': out.append("[").append(name_start).append("]"); return true;
      case 'I': out.append("[^").append(name_start).append("]"); return true;
      case 'c': out.append("[").append(name_start).append(name_further).append("]"); return true;
      case 'C': out.append("[^").append(name_start).append(name_further).append("]"); return true;
      default: return false;
    }
  }

  /// \p{Lu}, \P{IsGreek}.
  void property(std::string& out) {
    char kind = peek(1);
    auto end = in_.find('}', at_);
    if (peek(2) != '{' || end == std::string_view::npos) return fail("\\p is followed by {…}");
    std::string name(in_.substr(at_ + 3, end - at_ - 3));
    if (flags_.ignore_blanks) std::erase_if(name, is_pattern_blank);
    at_ = end + 1;
    if (name.starts_with("Is")) {
      auto block = name.substr(2);
      if (block.empty() || !std::all_of(block.begin(), block.end(), [](char c) { return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }))
        return fail("\"" + name + "\" is no block of characters");
      out.append("\\").append(1, kind).append("{block=").append(block).append("}");
      return;
    }
    static constexpr std::string_view categories[] = {"L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe",
                                                      "Pi", "Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C", "Cc", "Cf", "Co", "Cn"};
    if (std::find(std::begin(categories), std::end(categories), name) == std::end(categories)) return fail("\"" + name + "\" is no category of characters");
    out.append("\\").append(1, kind).append("{").append(name).append("}");
  }

  /// [a-z], [^a-z], [a-z-[aeiou]]. `out` receives one ICU set.
  void char_class(std::string& out) {
    if (++nesting_ > max_nesting) return fail("nested too deeply");
    ++at_;
    std::string set = "[";
    if (peek() == '^') set += '^', ++at_;
    std::string minus;
    bool any = false;
    while (true) {
      if (!more()) return fail("\"[\" without \"]\"");
      char c = peek();
      if (c == ']') break;
      if (c == '-' && peek(1) == '[') {
        if (!any) return fail("nothing to subtract from");
        ++at_;
        char_class(minus);
        if (ok() && peek() != ']') fail("a subtraction ends the character class");
        break;
      }
      class_part(set, any);
      any = true;
    }
    if (!ok()) return;
    if (!any) return fail("an empty character class");
    ++at_;
    set += ']';
    out += minus.empty() ? set : "[" + set + "--" + minus + "]";
    --nesting_;
  }

  /// A character, a range of characters, or a set by escape.
  void class_part(std::string& set, bool any) {
    if (peek() == '\\' && (peek(1) == 'p' || peek(1) == 'P')) return property(set);
    if (peek() == '\\' && multi_character(peek(1), set)) {
      at_ += 2;
      return;
    }
    if (peek() == '-' && any && peek(1) != ']') return fail("\"-\" in a character class is escaped, first or last");
    auto low = class_character(set);
    if (!ok() || peek() != '-' || peek(1) == ']' || peek(1) == '[') return;
    ++at_;
    set += '-';
    if (peek() == '\\' && (peek(1) == 'p' || std::string_view("sSdDwWiIcCP").find(peek(1)) != std::string_view::npos)) return fail("a range ends with a character");
    auto high = class_character(set);
    if (ok() && high < low) fail("a range's ends are in order");
  }

  /// Writes one character of a class and gives its code.
  std::uint32_t class_character(std::string& set) {
    char c = peek();
    if (c == '[') return fail("\"[\" in a character class is escaped"), 0;
    if (c == '\\') {
      char escaped = peek(1);
      single_character(set);
      return escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped == 't' ? '\t' : static_cast<unsigned char>(escaped);
    }
    auto length = character_length();
    auto lead = static_cast<unsigned char>(c);
    std::uint32_t code = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) code = code << 6 | (static_cast<unsigned char>(in_[at_ + i]) & 0x3Fu);
    if (length == 1 && std::string_view("&-~^ :{}$#").find(c) != std::string_view::npos) set += '\\';
    set.append(in_.substr(at_, length));
    at_ += length;
    return code;
  }

  std::string_view in_;
  PatternFlags flags_;
  std::size_t at_ = 0, groups_ = 0, choices_ = 0, branches_ = 0;
  bool refers_back_ = false;
  int nesting_ = 0;
  std::vector<std::size_t> open_groups_;
  std::string out_, error_;
};

}  // namespace

TranslatedPattern translate_pattern(std::string_view pattern, PatternFlags flags) {
  if (!flags.ignore_blanks) return Translator(pattern, flags).run();
  return Translator(without_blanks(pattern), flags).run();
}

}  // namespace drivetrain::feel
