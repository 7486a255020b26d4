// What happened in strategy execution.
#pragma once

#include <string>

#include "feel/codec.h"
#include "journal/record.h"

namespace drivetrain::execution {

struct MilestoneReached {
  static constexpr journal::Type type{600, "MilestoneReached"};
  std::string initiative;
  std::string milestone;
  std::string evidence;             ///< in words, with the value
  std::string note;
  bool late = false;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "initiative", self.initiative);
    visit(2, "milestone", self.milestone);
    visit(3, "evidence", self.evidence);
    visit(4, "note", self.note);
    visit(5, "late", self.late);
  }
};

/// The gate's right is asked; its answer passes the gate, or does not.
struct GateAsked {
  static constexpr journal::Type type{601, "GateAsked"};
  std::string initiative;
  std::string milestone;
  std::string decision;
  feel::Value facts;
  std::string note;
  std::string by;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "initiative", self.initiative);
    visit(2, "milestone", self.milestone);
    visit(3, "decision", self.decision);
    visit(4, "facts", self.facts);
    visit(5, "note", self.note);
    visit(6, "by", self.by);
  }
};

}  // namespace drivetrain::execution
