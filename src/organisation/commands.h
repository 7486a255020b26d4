// What may be asked of form: who is away, who is back. Assignments themselves are files and change by a new model version.
#pragma once

#include <string>

#include "base/time.h"
#include "journal/record.h"

namespace drivetrain::organisation {

/// Somebody is away from `from` (inclusive) to `to` (exclusive); deputies stand in. Reported by the person,
/// or by whoever leads the person's unit or one above it (who is ill may be unable to); the journal keeps who did. Replies with its id ("absence-<position>"); ends by itself at `to`.
/// DT-X901 no such person, DT-X904 another's absence, DT-X902 it ends before it begins, is over already, or lasts longer than two years, DT-X903 it
/// overlaps another absence of that person.
struct ReportAbsence {
  static constexpr journal::Type type{100, "ReportAbsence"};
  std::string person;
  Instant from, to;
  std::string reason;               ///< may be empty
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "person", self.person);
    visit(2, "from", self.from);
    visit(3, "to", self.to);
    visit(4, "reason", self.reason);
  }
};

/// The clock's, when a reported absence begins: whoever stands in is asked from now on. Nothing when it was ended before.
struct BeginAbsence {
  static constexpr journal::Type type{102, "BeginAbsence"};
  std::string person;
  std::string absence;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "person", self.person);
    visit(2, "absence", self.absence);
  }
};

/// The person is back, or will not be away after all; also the clock's command at the end of the absence.
/// By the same people. DT-X901 no such absence, DT-X904 another's, DT-X903 the person is neither away nor about to be.
struct EndAbsence {
  static constexpr journal::Type type{101, "EndAbsence"};
  std::string person;
  std::string absence;              ///< id; empty: the one that holds now, else the next to come
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "person", self.person);
    visit(2, "absence", self.absence);
  }
};

}  // namespace drivetrain::organisation
