// What may be asked of the journal itself: to erase what it says of a person.
#pragma once

#include <string>
#include <vector>

#include "journal/events.h"

namespace drivetrain::journal {

/// Order the erasure of records that were planned beforehand (app/erasure.h). Replies with the erasure's id. A person needs the decision
/// right that governs "personal-data" (DT-X909 when no single one does, DT-X904 when it is another's); the policy "retention"
/// needs a model that says how long things are kept. DT-X905 no reason, DT-X902 no records or such as there cannot be.
struct OrderErasure {
  static constexpr Type type{5, "OrderErasure"};
  std::string about;
  std::string reason;
  std::vector<Tombstone> records;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "about", self.about);
    visit(2, "reason", self.reason);
    visit(3, "records", self.records);
  }
};

/// The installation says that the storage has carried an order out. DT-X901 no such order is open.
struct ConfirmErasure {
  static constexpr Type type{6, "ConfirmErasure"};
  std::string erasure;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "erasure", self.erasure);
  }
};

}  // namespace drivetrain::journal
