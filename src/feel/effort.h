// Effort: how much a look through values may still cost. Comparing and checking types visit as much as the values hold; they count it
// here, and an evaluation pays for it (Frame). Internal to feel/ and to what evaluates with it.
#pragma once

#include <cstdint>

#include "base/limits.h"

namespace drivetrain::feel {

struct Effort {
  std::uint64_t left = limits::max_evaluation_steps;
  bool exhausted = false;
  bool spend(std::uint64_t steps) {
    if (left >= steps) {
      left -= steps;
      return true;
    }
    left = 0, exhausted = true;
    return false;
  }
};

}  // namespace drivetrain::feel
