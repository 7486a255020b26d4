// What a task for people says of who does it and when, computed when the case came to it. Who that is in the company, and whose work it
// becomes, the queues remember (coordination).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/codec.h"
#include "base/time.h"
#include "journal/record.h"

namespace drivetrain::processes {

/// Only of tasks that say more than their role.
struct TaskOffered {
  static constexpr journal::Type type{560, "TaskOffered"};
  std::string case_id;
  std::string activity;
  std::string process;
  std::string element;
  std::string assignee;
  std::vector<std::string> candidate_roles, candidate_people;
  std::optional<Instant> due, follow_up;
  std::int64_t priority = 50;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "process", self.process);
    visit(4, "element", self.element);
    visit(5, "assignee", self.assignee);
    visit(6, "candidate_roles", self.candidate_roles);
    visit(7, "candidate_people", self.candidate_people);
    visit(8, "due", self.due);
    visit(9, "follow_up", self.follow_up);
    visit(10, "priority", self.priority);
  }
};

}  // namespace drivetrain::processes
