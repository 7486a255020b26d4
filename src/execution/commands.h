// What may be asked of strategy execution.
#pragma once

#include <string>

#include "feel/codec.h"
#include "journal/record.h"

namespace drivetrain::execution {

/// By the initiative's owner (DT-X904). Refused (DT-X903) unless its evidence holds and its gate's right has let it pass.
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

/// The initiative's owner asks whoever holds the gate's right to let it pass; the facts are those that the right declares. Refused
/// (DT-X903) when the milestone has no gate, the gate was passed, or the question waits already; DT-X902 when facts do not fit.
struct AskForGate {
  static constexpr journal::Type type{601, "AskForGate"};
  std::string initiative;
  std::string milestone;
  feel::Value facts;
  std::string note;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "initiative", self.initiative);
    visit(2, "milestone", self.milestone);
    visit(3, "facts", self.facts);
    visit(4, "note", self.note);
  }
};

}  // namespace drivetrain::execution
