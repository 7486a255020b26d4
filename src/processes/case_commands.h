// What people and other systems may ask of cases under way, beside what their process foresees.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "feel/codec.h"
#include "journal/record.h"
#include "processes/state.h"

namespace drivetrain::processes {

/// By the clock: a buffered message has waited long enough.
struct ExpireMessage {
  static constexpr journal::Type type{540, "ExpireMessage"};
  std::string buffered;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "buffered", self.buffered);
  }
};

/// To everybody who waits for it, and to the processes that start by it. It is not kept.
struct BroadcastSignal {
  static constexpr journal::Type type{541, "BroadcastSignal"};
  std::string signal;
  feel::Value variables;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "signal", self.signal);
    visit(2, "variables", self.variables);
  }
};

/// Starts the processes whose conditional start events hold over these variables. Replies the cases' ids.
struct EvaluateConditions {
  static constexpr journal::Type type{542, "EvaluateConditions"};
  feel::Value variables;
  std::string business_key;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "variables", self.variables);
    visit(2, "business_key", self.business_key);
  }
};

/// The model changed: timer start events are planned anew; those whose text is the same keep their phase.
struct PlanStarts {
  static constexpr journal::Type type{543, "PlanStarts"};
  template <class Self, class Visit>
  static void fields(Self&, Visit&&) {}
};

/// By the clock.
struct FireStart {
  static constexpr journal::Type type{544, "FireStart"};
  std::string process;
  std::string element;
  Instant due;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "process", self.process);
    visit(2, "element", self.element);
    visit(3, "due", self.due);
  }
};

struct SetVariables {
  static constexpr journal::Type type{545, "SetVariables"};
  std::string case_id;
  std::string activity;  ///< as it sees them; empty: the case's own
  feel::Value variables;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "variables", self.variables);
  }
};

struct SuspendCase {
  static constexpr journal::Type type{546, "SuspendCase"};
  std::string case_id;
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "reason", self.reason);
  }
};

/// What came due meanwhile happens now, in its order.
struct ResumeCase {
  static constexpr journal::Type type{547, "ResumeCase"};
  std::string case_id;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
  }
};

/// By the clock, which is due at once: the next part of a large case.
struct CancelFurther {
  static constexpr journal::Type type{548, "CancelFurther"};
  std::string case_id;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
  }
};

/// Where a token is to begin.
struct NewToken {
  std::string element;
  bool after = false;     ///< behind it: as if it were done
  std::string scope;      ///< sub-process activity that it is to live in; empty: the only one there is, else a new one
  feel::Value variables;  ///< set in that scope before
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "element", self.element);
    visit(2, "after", self.after);
    visit(3, "scope", self.scope);
    visit(4, "variables", self.variables);
  }
};

/// Cancels activities and starts tokens elsewhere.
struct ModifyCase {
  static constexpr journal::Type type{549, "ModifyCase"};
  std::string case_id;
  std::vector<std::string> cancel;  ///< activities
  std::vector<NewToken> start;
  std::string reason;
  bool dry_run = false;  ///< replies what would happen, a line for each, and does nothing
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "cancel", self.cancel);
    visit(3, "start", self.start);
    visit(4, "reason", self.reason);
    visit(5, "dry_run", self.dry_run);
  }
};

struct MigrateCase {
  static constexpr journal::Type type{550, "MigrateCase"};
  std::string case_id;
  std::string revision;           ///< empty: the one in force
  std::vector<PlannedMove> plan;  ///< of elements whose id has changed; the others stay where they are
  std::string reason;
  bool dry_run = false;  ///< as of ModifyCase
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "revision", self.revision);
    visit(3, "plan", self.plan);
    visit(4, "reason", self.reason);
    visit(5, "dry_run", self.dry_run);
  }
};

/// So many cases are named by one command at most: each is checked, and nobody else is served meanwhile.
inline constexpr std::size_t batch_cases_at_once = 1'000;

/// The same for many cases, a few at a time. Replies "batch-<position>".
struct StartBatch {
  static constexpr journal::Type type{551, "StartBatch"};
  std::string action;              ///< cancel, retry, suspend, resume, migrate, set_variables
  std::vector<std::string> cases;
  std::string reason;
  feel::Value variables;           ///< of set_variables, and of retry
  std::string revision;            ///< of migrate
  std::vector<PlannedMove> plan;
  std::int64_t in_all = 0;         ///< so many cases it has; those not named here AddToBatch names, and then it begins. 0: these are all
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "action", self.action);
    visit(2, "cases", self.cases);
    visit(3, "reason", self.reason);
    visit(4, "variables", self.variables);
    visit(5, "revision", self.revision);
    visit(6, "plan", self.plan);
    visit(7, "in_all", self.in_all);
  }
};

/// Names the next cases of a batch that waits for them, by whoever began it.
struct AddToBatch {
  static constexpr journal::Type type{553, "AddToBatch"};
  std::string batch;
  std::vector<std::string> cases;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "batch", self.batch);
    visit(2, "cases", self.cases);
  }
};

/// Ends a batch: what it has done stays done, nothing more is. By whoever began it, or answers for the case that comes next.
struct StopBatch {
  static constexpr journal::Type type{554, "StopBatch"};
  std::string batch;
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "batch", self.batch);
    visit(2, "reason", self.reason);
  }
};

/// By the clock: those who come next hear the signal.
struct SpreadSignal {
  static constexpr journal::Type type{590, "SpreadSignal"};
  std::string broadcast;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "broadcast", self.broadcast);
  }
};

/// By the clock: of many messages that were kept for an event that goes on listening, the next ones.
struct TakeKept {
  static constexpr journal::Type type{591, "TakeKept"};
  std::string case_id;
  std::string activity;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
  }
};

/// By the clock, which is due at once.
struct ContinueBatch {
  static constexpr journal::Type type{552, "ContinueBatch"};
  std::string batch;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "batch", self.batch);
  }
};

}  // namespace drivetrain::processes
