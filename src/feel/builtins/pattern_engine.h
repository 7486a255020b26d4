// A compiled pattern, ICU kept behind it. Patterns are cached per thread; matching is cut off when it runs away ("^(a+)+$").
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feel/builtins/xpath_pattern.h"

namespace drivetrain::feel {

/// One match: byte positions of the whole and of each group; a group that took no part is {npos, npos}.
struct PatternMatch {
  struct Stretch {
    std::size_t begin = std::string_view::npos, end = std::string_view::npos;
  };
  std::vector<Stretch> groups;  // 0: the whole
};

class Pattern {
 public:
  ~Pattern();
  /// Null, and `error` says why, when `pattern` is none. The result belongs to this thread.
  static Pattern* find(std::string_view pattern, PatternFlags flags, std::string& error);
  std::size_t groups() const { return groups_; }
  /// Whether any part of the text matches; nothing when the search took too long.
  std::optional<bool> occurs_in(std::string_view text);
  /// Every match from left to right; nothing when the search took too long.
  std::optional<std::vector<PatternMatch>> all_in(std::string_view text);

 private:
  struct Engine;
  explicit Pattern(std::unique_ptr<Engine> engine, std::size_t groups);
  std::unique_ptr<Engine> engine_;
  std::size_t groups_;
};

}  // namespace drivetrain::feel
