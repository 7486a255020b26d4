// What came of the commands of delivery_commands.h, beside what the engine's own events say.
#pragma once

#include <string>

#include "base/time.h"
#include "journal/record.h"

namespace drivetrain::processes {

struct TimerMoved {
  static constexpr journal::Type type{602, "TimerMoved"};
  std::string case_id, activity, process, element;
  Instant due;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "process", self.process);
    visit(4, "element", self.element);
    visit(5, "due", self.due);
  }
};

}  // namespace drivetrain::processes
