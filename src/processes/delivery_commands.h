// What systems ask that know a case by something else than its key, and what people do to timers.
#pragma once

#include <optional>
#include <string>

#include "feel/codec.h"
#include "journal/record.h"

namespace drivetrain::processes {

/// To the one that waits for the message and fits all that is said; when nobody does, to the process that starts by it. Replies where it went:
/// "case-7/a3", or "case-9" when that began with it; several with blanks between. DT-X901 nobody, DT-X903 more than one without `all`.
struct DeliverMessage {
  static constexpr journal::Type type{602, "DeliverMessage"};
  std::string message;
  std::string case_id;                      ///< empty: any, and none needed
  std::optional<std::string> business_key;  ///< of the case; nothing: any
  feel::Value matching;                     ///< context: variables of the case with their values; null: any
  feel::Value variables;                    ///< that come with it
  bool all = false;                         ///< to everybody who fits, and to the process that starts by it
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "message", self.message);
    visit(2, "case_id", self.case_id);
    visit(3, "business_key", self.business_key);
    visit(4, "matching", self.matching);
    visit(5, "variables", self.variables);
    visit(6, "all", self.all);
  }
};

/// A timer rings before its time. By whoever answers for the case.
struct RingTimer {
  static constexpr journal::Type type{603, "RingTimer"};
  std::string case_id;
  std::string activity;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
  }
};

/// It rings at another time, which may have passed already: then at once. By whoever answers for the case.
struct MoveTimer {
  static constexpr journal::Type type{604, "MoveTimer"};
  std::string case_id;
  std::string activity;
  Instant due;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "due", self.due);
  }
};

}  // namespace drivetrain::processes
