// What happened to form: somebody is away, somebody is back.
#pragma once

#include <string>

#include "base/time.h"
#include "journal/record.h"

namespace drivetrain::organisation {

/// Known from now on; `from` may lie ahead.
struct PersonAbsent {
  static constexpr journal::Type type{100, "PersonAbsent"};
  std::string absence;
  std::string person;
  Instant from, to;
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "absence", self.absence);
    visit(2, "person", self.person);
    visit(3, "from", self.from);
    visit(4, "to", self.to);
    visit(5, "reason", self.reason);
  }
};

/// A reported absence began. Not for one that began when it was reported.
struct PersonLeft {
  static constexpr journal::Type type{102, "PersonLeft"};
  std::string absence;
  std::string person;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "absence", self.absence);
    visit(2, "person", self.person);
  }
};

struct PersonReturned {
  static constexpr journal::Type type{101, "PersonReturned"};
  std::string absence;
  std::string person;
  bool early = false;               ///< before the reported end
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "absence", self.absence);
    visit(2, "person", self.person);
    visit(3, "early", self.early);
  }
};

}  // namespace drivetrain::organisation
