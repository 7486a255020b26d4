// A compiled pattern, ICU kept behind it. Patterns are cached per thread; matching is cut off when it runs away ("^(a+)+$").
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "feel/builtins/xpath_pattern.h"

namespace drivetrain::feel {

/// Byte positions; {npos, npos} for a group that took no part.
struct Stretch {
  std::size_t begin = std::string_view::npos, end = std::string_view::npos;
};

/// Every match, one after the other: of each the whole and then its groups.
class PatternMatches {
 public:
  explicit PatternMatches(std::size_t groups) : width_(groups + 1) {}
  std::size_t size() const { return stretches_.size() / width_; }
  std::span<Stretch const> operator[](std::size_t match) const { return {stretches_.data() + match * width_, width_}; }
  void add(Stretch stretch) { stretches_.push_back(stretch); }

 private:
  std::size_t width_;
  std::vector<Stretch> stretches_;
};

/// How far a search may go: in ticks of ICU, each 10,000 of its own steps, counted here so that a search is cut at the same place
/// everywhere; and how many stretches it may keep.
struct SearchBound {
  std::uint64_t ticks_left = 0, stretches_left = 0;
  std::uint64_t ticks_used = 0;
};

class Pattern {
 public:
  ~Pattern();
  /// Null, and `error` says why, when `pattern` is none. The result belongs to this thread.
  static Pattern* find(std::string_view pattern, PatternFlags flags, std::string& error);
  /// The same for the same pattern and flags: what an evaluation remembers of what it has paid for.
  static std::uint64_t fingerprint(std::string_view pattern, PatternFlags flags);
  std::size_t groups() const { return groups_; }
  /// Whether it refers back to a group (\1): then each step may compare as much as the text is long.
  bool refers_back() const { return refers_back_; }
  /// See TranslatedPattern.
  std::size_t choices() const { return choices_; }
  /// Whether any part of the text matches; nothing when the search took too long.
  std::optional<bool> occurs_in(std::string_view text, SearchBound& bound);
  /// Every match from left to right; nothing when the search took too long or found too much.
  std::optional<PatternMatches> all_in(std::string_view text, SearchBound& bound);

 private:
  struct Engine;
  Pattern(std::unique_ptr<Engine> engine, TranslatedPattern const& translated);
  std::unique_ptr<Engine> engine_;
  std::size_t groups_, choices_;
  bool refers_back_;
};

}  // namespace drivetrain::feel
