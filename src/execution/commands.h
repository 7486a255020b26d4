// What may be asked of strategy execution.
#pragma once

#include <string>

#include "journal/record.h"

namespace drivetrain::execution {

/// Refused (DT-X903) unless its evidence holds and its gate decision was taken.
struct ReachMilestone {
  static constexpr journal::Type type{600, "ReachMilestone"};
  std::string initiative;
  std::string milestone;
  std::string note;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "initiative", self.initiative);
    visit(2, "milestone", self.milestone);
    visit(3, "note", self.note);
  }
};

}  // namespace drivetrain::execution
