// Whose work it became: see task_commands.h.
#pragma once

#include <optional>
#include <string>

#include "feel/codec.h"
#include "journal/record.h"

namespace drivetrain::coordination {

struct WorkClaimed {
  static constexpr journal::Type type{561, "WorkClaimed"};
  std::string item;
  std::string person;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "person", self.person);
  }
};

struct WorkUnclaimed {
  static constexpr journal::Type type{562, "WorkUnclaimed"};
  std::string item;
  std::string person;  ///< whose it was
  std::string by;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "person", self.person);
    visit(3, "by", self.by);
  }
};

struct WorkAssigned {
  static constexpr journal::Type type{563, "WorkAssigned"};
  std::string item;
  std::string person;
  std::string by;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "person", self.person);
    visit(3, "by", self.by);
  }
};

struct WorkDelegated {
  static constexpr journal::Type type{564, "WorkDelegated"};
  std::string item;
  std::string person;  ///< who does it
  std::string owner;   ///< to whom it comes back
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "person", self.person);
    visit(3, "owner", self.owner);
  }
};

struct WorkResolved {
  static constexpr journal::Type type{565, "WorkResolved"};
  std::string item;
  std::string person;  ///< who did it
  std::string owner;   ///< whose it is again
  feel::Value values;  ///< context; part of the result unless its owner says otherwise
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "person", self.person);
    visit(3, "owner", self.owner);
    visit(4, "values", self.values);
  }
};

struct DraftSaved {
  static constexpr journal::Type type{566, "DraftSaved"};
  std::string item;
  std::string person;
  feel::Value values;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "person", self.person);
    visit(3, "values", self.values);
  }
};

/// As it is from now on, whole.
struct WorkRescheduled {
  static constexpr journal::Type type{567, "WorkRescheduled"};
  std::string item;
  std::optional<Instant> due, follow_up;
  std::int64_t priority = 50;
  std::string by;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "due", self.due);
    visit(3, "follow_up", self.follow_up);
    visit(4, "priority", self.priority);
    visit(5, "by", self.by);
  }
};

}  // namespace drivetrain::coordination
