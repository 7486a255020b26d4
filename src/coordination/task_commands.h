// Whose work it is: claimed, given to somebody, lent and given back, drafted, rescheduled. In the words of the task lists that people know.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "feel/codec.h"
#include "journal/record.h"

namespace drivetrain::coordination {

/// It is mine: nobody else may start or complete it. It stands in its queue until it is started.
struct ClaimWork {
  static constexpr journal::Type type{560, "ClaimWork"};
  std::string item;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
  }
};

/// Nobody's again: whoever may do it finds it in the queue.
struct UnclaimWork {
  static constexpr journal::Type type{561, "UnclaimWork"};
  std::string item;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
  }
};

/// It is that person's from now on, for good. By whoever holds it, or answers for the process; to somebody who may do it.
struct AssignWork {
  static constexpr journal::Type type{562, "AssignWork"};
  std::string item;
  std::string person;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "person", self.person);
  }
};

/// That person does it for me, and gives it back: I complete it. By whoever holds it; to somebody who may do it.
struct DelegateWork {
  static constexpr journal::Type type{563, "DelegateWork"};
  std::string item;
  std::string person;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "person", self.person);
  }
};

/// What was delegated is done: back to its owner, with these values for the result.
struct ResolveWork {
  static constexpr journal::Type type{564, "ResolveWork"};
  std::string item;
  feel::Value values;  ///< context or null
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "values", self.values);
  }
};

/// What was entered so far, kept until the work is done; it replaces the draft before. Nothing of it is checked or goes to the case.
struct SaveDraft {
  static constexpr journal::Type type{565, "SaveDraft"};
  std::string item;
  feel::Value values;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "values", self.values);
  }
};

/// Other times or another priority. `changes` names what changes: due, follow_up, priority; without a time that one is taken away.
struct RescheduleWork {
  static constexpr journal::Type type{566, "RescheduleWork"};
  std::string item;
  std::vector<std::string> changes;
  std::optional<Instant> due, follow_up;
  std::int64_t priority = 50;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "changes", self.changes);
    visit(3, "due", self.due);
    visit(4, "follow_up", self.follow_up);
    visit(5, "priority", self.priority);
  }
};

}  // namespace drivetrain::coordination
