// Frame: what an evaluation works on. Slots were given out when parsing, so reading a name is an index.
#pragma once

#include <string>
#include <vector>

#include "base/limits.h"
#include "feel/syntax/tree.h"

namespace drivetrain::feel {

/// One evaluation from outside: what it may ask, what it has said, and how much it may still do.
struct Session {
  Environment const& environment;
  std::vector<std::string> const& global_names;
  std::vector<Warning> warnings = {};
  std::uint64_t steps_left = limits::max_evaluation_steps;
  std::uint32_t depth_left = limits::max_evaluation_depth;
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
