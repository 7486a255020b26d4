// What workers ask of the process engine, and what people do about their jobs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "feel/codec.h"
#include "journal/record.h"

namespace drivetrain::processes {

struct JobTopic {
  std::string topic;
  Duration lock;  ///< how long the worker may hold what it gets
  std::optional<std::string> business_key = {};  ///< only of cases with this one
  std::vector<std::string> processes = {};       ///< only of these; empty: of any
  feel::Value matching = {};                     ///< context: only of cases whose variables have these values; null: of any
  std::vector<std::string> versions = {};        ///< only of cases that run by these, "process@revision" each; empty: of any
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "topic", self.topic);
    visit(2, "lock", self.lock);
    visit(3, "business_key", self.business_key);
    visit(4, "processes", self.processes);
    visit(5, "matching", self.matching);
    visit(6, "versions", self.versions);
  }
};

/// The worker takes at most `most` jobs of these topics. Replies "case-7/a3 case-9/a1", in the order of their urgency; empty when there are none.
struct ActivateJobs {
  static constexpr journal::Type type{520, "ActivateJobs"};
  std::string worker;
  std::vector<JobTopic> topics;
  std::int64_t most = 1;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "worker", self.worker);
    visit(2, "topics", self.topics);
    visit(3, "most", self.most);
  }
};

/// The worker takes this one, unless another holds it.
struct LockJob {
  static constexpr journal::Type type{528, "LockJob"};
  std::string case_id;
  std::string activity;
  std::string worker;
  Duration lock;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "worker", self.worker);
    visit(4, "lock", self.lock);
  }
};

struct CompleteJob {
  static constexpr journal::Type type{521, "CompleteJob"};
  std::string case_id;
  std::string activity;
  std::string worker;     ///< that took it; empty: whoever did
  feel::Value variables;  ///< context: to the nearest scope that has them, else the case
  feel::Value local;      ///< context: of the activity alone, for its output mapping
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "worker", self.worker);
    visit(4, "variables", self.variables);
    visit(5, "local", self.local);
  }
};

/// The worker could not do it. Without tries left it is an incident.
struct FailJob {
  static constexpr journal::Type type{522, "FailJob"};
  std::string case_id;
  std::string activity;
  std::string worker;
  std::string message;                  ///< for people
  std::string details;                  ///< for whoever mends the worker; kept in the journal alone
  std::optional<std::int64_t> retries;  ///< tries left; nothing: one less than before
  std::optional<Duration> backoff;      ///< nobody gets it before that has passed; nothing: as the model says
  feel::Value variables = {};           ///< context: to the nearest scope that has them, else the case
  feel::Value local = {};               ///< context: of the activity alone, for whoever tries it next
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "worker", self.worker);
    visit(4, "message", self.message);
    visit(5, "details", self.details);
    visit(6, "retries", self.retries);
    visit(7, "backoff", self.backoff);
    visit(8, "variables", self.variables);
    visit(9, "local", self.local);
  }
};

/// An error of the business, not of the worker: the process goes on where the model catches it.
struct ThrowJobError {
  static constexpr journal::Type type{523, "ThrowJobError"};
  std::string case_id;
  std::string activity;
  std::string worker;
  std::string code;
  std::string message;
  feel::Value variables;  ///< context: with the error to what catches it; in Camunda 7's dialect to the nearest scope around the job that has them, else the case
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "worker", self.worker);
    visit(4, "code", self.code);
    visit(5, "message", self.message);
    visit(6, "variables", self.variables);
  }
};

/// The worker holds it so long from now on.
struct ExtendJobLock {
  static constexpr journal::Type type{524, "ExtendJobLock"};
  std::string case_id;
  std::string activity;
  std::string worker;
  Duration lock;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "worker", self.worker);
    visit(4, "lock", self.lock);
  }
};

/// Whoever asks first gets it.
struct UnlockJob {
  static constexpr journal::Type type{525, "UnlockJob"};
  std::string case_id;
  std::string activity;
  std::string worker;  ///< empty: whoever holds it
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "worker", self.worker);
  }
};

/// Resolves the incident of a job that had no tries left; 0 makes it one.
struct SetJobRetries {
  static constexpr journal::Type type{526, "SetJobRetries"};
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

struct SetJobPriority {
  static constexpr journal::Type type{527, "SetJobPriority"};
  std::string case_id;
  std::string activity;
  std::int64_t priority = 0;  ///< the higher, the earlier
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "priority", self.priority);
  }
};

}  // namespace drivetrain::processes
