// What happened to jobs while they waited. That one is done is ActivityCompleted; that it threw an error, ErrorThrown; that it has no tries
// left, IncidentRaised on its own activity.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "journal/record.h"

namespace drivetrain::processes {

/// One job among several.
struct JobRef {
  std::string case_id;
  std::string activity;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
  }
};

/// A worker took them, and holds them until then.
struct JobsActivated {
  static constexpr journal::Type type{520, "JobsActivated"};
  std::string worker;
  Instant until;
  std::vector<JobRef> jobs;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "worker", self.worker);
    visit(2, "until", self.until);
    visit(3, "jobs", self.jobs);
  }
};

/// Somebody looked for work and found them first, and their cases stand still: until those go on nobody finds them.
struct JobsSetAside {
  static constexpr journal::Type type{590, "JobsSetAside"};
  std::vector<JobRef> jobs;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "jobs", self.jobs);
  }
};

struct JobFailed {
  static constexpr journal::Type type{521, "JobFailed"};
  std::string case_id;
  std::string activity;
  std::string process;
  std::string element;
  std::string worker;
  std::string message;
  std::string details;
  std::int64_t retries = 0;      ///< tries left
  std::optional<Instant> until;  ///< nobody gets it before
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "process", self.process);
    visit(4, "element", self.element);
    visit(5, "worker", self.worker);
    visit(6, "message", self.message);
    visit(7, "details", self.details);
    visit(8, "retries", self.retries);
    visit(9, "until", self.until);
  }
};

struct JobLockExtended {
  static constexpr journal::Type type{522, "JobLockExtended"};
  std::string case_id;
  std::string activity;
  std::string worker;
  Instant until;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "worker", self.worker);
    visit(4, "until", self.until);
  }
};

struct JobUnlocked {
  static constexpr journal::Type type{523, "JobUnlocked"};
  std::string case_id;
  std::string activity;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
  }
};

struct JobRetriesSet {
  static constexpr journal::Type type{524, "JobRetriesSet"};
  std::string case_id;
  std::string activity;
  std::int64_t retries = 0;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "retries", self.retries);
  }
};

struct JobPrioritySet {
  static constexpr journal::Type type{525, "JobPrioritySet"};
  std::string case_id;
  std::string activity;
  std::int64_t priority = 0;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "priority", self.priority);
  }
};

}  // namespace drivetrain::processes
