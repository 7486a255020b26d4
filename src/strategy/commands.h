// What may be asked of operational strategy.
#pragma once

#include <string>

#include "journal/record.h"

namespace drivetrain::strategy {

/// The role that owns a requirement says that operations will do it: choices become requirements when somebody answers for them. By
/// whoever acts in that role today (DT-X904). Refused (DT-X903) when it has no owner, or was accepted as it reads now.
struct AcceptRequirement {
  static constexpr journal::Type type{200, "AcceptRequirement"};
  std::string requirement;
  std::string note;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "requirement", self.requirement);
    visit(2, "note", self.note);
  }
};

}  // namespace drivetrain::strategy
