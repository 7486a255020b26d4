// What happened to intent on its way down.
#pragma once

#include <string>

#include "journal/record.h"

namespace drivetrain::strategy {

/// Holds for the statement and owner that were accepted; when either changes, the requirement waits to be accepted again.
struct RequirementAccepted {
  static constexpr journal::Type type{200, "RequirementAccepted"};
  std::string requirement;
  std::string statement;
  std::string owner;                ///< the role
  std::string person;
  std::string note;
  std::string revision;             ///< of the model in force
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "requirement", self.requirement);
    visit(2, "statement", self.statement);
    visit(3, "owner", self.owner);
    visit(4, "person", self.person);
    visit(5, "note", self.note);
    visit(6, "revision", self.revision);
  }
};

}  // namespace drivetrain::strategy
