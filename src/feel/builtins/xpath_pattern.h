// Patterns of matches(), replace() and split() are XPath 3.1's (XML Schema Part 2, appendix G, plus XPath and XQuery Functions
// 3.1 §5.6.1). No library speaks that dialect, so a pattern is checked here and rewritten for ICU (docs/decisions).
#pragma once

#include <string>
#include <string_view>

namespace drivetrain::feel {

struct PatternFlags {
  bool dot_all = false, multi_line = false, ignore_case = false, ignore_blanks = false;
};
/// "s", "m", "i", "x" in any order; false for anything else.
bool read_flags(std::string_view text, PatternFlags& flags);

struct TranslatedPattern {
  std::string icu;      ///< UTF-8
  std::size_t groups = 0;
  std::size_t choices = 0;   ///< quantifiers: each multiplies what a search may try by the text's length; one around another counts four
  bool refers_back = false;  ///< to a group before (\1)
  std::string error;    ///< why it is no pattern; empty when it is one
};
TranslatedPattern translate_pattern(std::string_view pattern, PatternFlags flags);

}  // namespace drivetrain::feel
