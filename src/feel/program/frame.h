// Frame: what an evaluation works on. Slots were given out when parsing, so reading a name is an index.
#pragma once

#include <string>
#include <vector>

#include "base/limits.h"
#include "feel/syntax/tree.h"

namespace drivetrain::feel {

/// What accompanies an evaluation from a folder above (a decision model's trace); feel/ only carries it along.
struct Companion {
  virtual ~Companion() = default;
};

/// One evaluation from outside: what it may ask, what it has said, and how much it may still do. Many expressions may share it.
struct Session {
  Environment const& environment;
  std::vector<std::string> const* global_names = nullptr;
  std::vector<Warning> warnings = {};
  std::uint64_t steps_left = limits::max_evaluation_steps;
  std::uint32_t depth_left = limits::max_evaluation_depth;
  std::uint32_t source = 0;  ///< which expression's text the places of warnings are in
  Companion* companion = nullptr;

  /// Adds a warning at a place of the present source. Kept to limits::max_warnings.
  [[gnu::cold]] void warn(Place place, std::string message);
};

/// While it lives, warnings belong to another expression's text.
class InSource {
 public:
  InSource(Session& session, std::uint32_t source) : session_(session), outside_(session.source) { session.source = source; }
  ~InSource() { session_.source = outside_; }
  InSource(InSource const&) = delete;

 private:
  Session& session_;
  std::uint32_t outside_;
};

/// Slots of the expression, or of one call of a function.
struct Frame {
  Session& session;
  Value* globals = nullptr;          ///< filled when first read
  Value* locals = nullptr;
  Value const* captures = nullptr;

  /// Null, and the reason goes to the warnings: what was expected, what came. Kept to limits::max_warnings.
  [[gnu::cold]] Value null_because(Place place, std::string message);
  /// Counts work that is not bounded by the expression's size; false (with a warning) when there has been too much.
  bool spend(std::uint64_t steps, Place place) {
    if (session.steps_left >= steps) {
      session.steps_left -= steps;
      return true;
    }
    return exhausted(place);
  }
  Value const& global(std::uint32_t slot);

 private:
  [[gnu::cold]] bool exhausted(Place place);
};

}  // namespace drivetrain::feel
