// What people and other systems did to cases under way: messages that came before anybody waited for them, signals from outside, starts by
// the clock, cases that were suspended, changed by hand, moved to another version, cancelled piece by piece.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "feel/codec.h"
#include "journal/record.h"
#include "processes/state.h"

namespace drivetrain::processes {

/// Kept for whoever asks for it until it expires. With a message_id it is remembered until then even when it was taken at once.
struct MessageBuffered {
  static constexpr journal::Type type{540, "MessageBuffered"};
  std::string buffered;  ///< "message-<position of the command>"
  std::string message;
  std::string key;
  feel::Value variables;
  std::string message_id;  ///< the sender's; empty: none
  Instant until;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "buffered", self.buffered);
    visit(2, "message", self.message);
    visit(3, "key", self.key);
    visit(4, "variables", self.variables);
    visit(5, "message_id", self.message_id);
    visit(6, "until", self.until);
  }
};

/// A buffered message went to the one who asked for it, or started a case.
struct MessageCorrelated {
  static constexpr journal::Type type{541, "MessageCorrelated"};
  std::string buffered;
  std::string message;
  std::string case_id;
  std::string activity;  ///< empty: it started the case
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "buffered", self.buffered);
    visit(2, "message", self.message);
    visit(3, "case_id", self.case_id);
    visit(4, "activity", self.activity);
  }
};

/// A buffered message came to nothing.
struct MessageDiscarded {
  static constexpr journal::Type type{542, "MessageDiscarded"};
  std::string buffered;
  std::string message;
  std::string key;
  std::string case_id;  ///< that asked for it and could not take it; empty: nobody asked
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "buffered", self.buffered);
    visit(2, "message", self.message);
    visit(3, "key", self.key);
    visit(4, "case_id", self.case_id);
    visit(5, "reason", self.reason);
  }
};

/// Its message_id may be used again: the time for which it was remembered is over.
struct MessageForgotten {
  static constexpr journal::Type type{543, "MessageForgotten"};
  std::string buffered;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "buffered", self.buffered);
  }
};

/// What came could not be taken: a signal by a case that is suspended, a start by the clock or a signal whose case could not begin.
struct EventMissed {
  static constexpr journal::Type type{544, "EventMissed"};
  std::string kind;     ///< signal, timer, conditional
  std::string signal;   ///< of a signal
  std::string process;
  std::string case_id;  ///< empty: it would have started one
  std::string element;
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "kind", self.kind);
    visit(2, "signal", self.signal);
    visit(3, "process", self.process);
    visit(4, "case_id", self.case_id);
    visit(5, "element", self.element);
    visit(6, "reason", self.reason);
  }
};

/// A start event of a process is due at that time.
struct StartPlanned {
  static constexpr journal::Type type{545, "StartPlanned"};
  std::string process;
  std::string element;
  std::string definition;      ///< kind and text of the timer; empty: the process no longer begins by it
  std::optional<Instant> due;  ///< nothing: it has fired for the last time
  std::int64_t left = 0;       ///< firings to come, this one among them; -1 for ever
  std::int64_t missed = 0;     ///< that passed unseen before this was planned
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "process", self.process);
    visit(2, "element", self.element);
    visit(3, "definition", self.definition);
    visit(4, "due", self.due);
    visit(5, "left", self.left);
    visit(6, "missed", self.missed);
  }
};

/// Nothing moves in the case, or in one that it called, until it is resumed.
/// So many wait for a signal that they hear it a part at a time.
struct SignalSpread {
  static constexpr journal::Type type{592, "SignalSpread"};
  std::string broadcast;  ///< "signal-<number>"
  std::string signal;
  feel::Value variables;
  std::int64_t until_position = 0;  ///< of the last that hears it
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "broadcast", self.broadcast);
    visit(2, "signal", self.signal);
    visit(3, "variables", self.variables);
    visit(4, "until_position", self.until_position);
  }
};

/// Those who began to wait up to there have heard it.
struct SignalHeard {
  static constexpr journal::Type type{593, "SignalHeard"};
  std::string broadcast;
  std::int64_t heard_position = 0;
  std::int64_t heard = 0;  ///< so many now
  bool all = false;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "broadcast", self.broadcast);
    visit(2, "heard_position", self.heard_position);
    visit(3, "heard", self.heard);
    visit(4, "all", self.all);
  }
};

struct CaseSuspended {
  static constexpr journal::Type type{546, "CaseSuspended"};
  std::string case_id;
  std::string process;
  std::string reason;
  std::string by;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "process", self.process);
    visit(3, "reason", self.reason);
    visit(4, "by", self.by);
  }
};

struct CaseResumed {
  static constexpr journal::Type type{547, "CaseResumed"};
  std::string case_id;
  std::string process;
  std::string by;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "process", self.process);
    visit(3, "by", self.by);
  }
};

/// What is in this scope up to that activity is over, all at once; so much of it there is that it is cancelled a part at a time.
struct ScopeAbandoned {
  static constexpr journal::Type type{594, "ScopeAbandoned"};
  std::string case_id;
  std::string scope;  ///< activity; empty: the case itself
  std::int64_t last = 0;  ///< number of the last activity that is over
  std::string reason;
  std::string end;  ///< event at which the case ends as soon as all of it is cancelled
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "scope", self.scope);
    visit(3, "last", self.last);
    visit(4, "reason", self.reason);
    visit(5, "end", self.end);
  }
};

/// And now all of it is cancelled.
struct ScopeCleared {
  static constexpr journal::Type type{595, "ScopeCleared"};
  std::string case_id;
  std::string scope;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "scope", self.scope);
  }
};

/// The tokens that had arrived at joins of this scope are over: what is around them has ended, and the scope itself goes on.
struct ArrivalsCancelled {
  static constexpr journal::Type type{630, "ArrivalsCancelled"};
  std::string case_id;
  std::string scope;  ///< activity; empty: the case itself
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "scope", self.scope);
  }
};

/// It is being cancelled, some of its activities at a time; nothing else happens to it any more.
struct CaseCancelling {
  static constexpr journal::Type type{548, "CaseCancelling"};
  std::string case_id;
  std::string process;
  std::string reason;
  std::string by;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "process", self.process);
    visit(3, "reason", self.reason);
    visit(4, "by", self.by);
  }
};

/// Tokens were moved by hand; what was cancelled and what began follows.
struct CaseModified {
  static constexpr journal::Type type{549, "CaseModified"};
  std::string case_id;
  std::string process;
  std::string reason;
  std::string by;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "process", self.process);
    visit(3, "reason", self.reason);
    visit(4, "by", self.by);
  }
};

/// Where something of the case stands now.
struct MovedElement {
  std::string element;  ///< before
  std::string into;     ///< after
  std::string title;    ///< after
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "element", self.element);
    visit(2, "into", self.into);
    visit(3, "title", self.title);
  }
};

/// The case goes on with the process of another version of the model.
struct CaseMigrated {
  static constexpr journal::Type type{550, "CaseMigrated"};
  std::string case_id;
  std::string process;
  std::string revision;
  std::vector<MovedElement> moved_to;  ///< every element at which something waits
  std::string reason;
  std::string by;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "process", self.process);
    visit(3, "revision", self.revision);
    visit(4, "moved_to", self.moved_to);
    visit(5, "reason", self.reason);
    visit(6, "by", self.by);
  }
};

struct BatchBegun {
  static constexpr journal::Type type{551, "BatchBegun"};
  std::string batch;
  std::string action;
  std::vector<std::string> cases;
  std::string reason;
  feel::Value variables;
  std::string revision;
  std::vector<PlannedMove> plan;
  std::string by;
  std::int64_t in_all = 0;  ///< as of StartBatch
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "batch", self.batch);
    visit(2, "action", self.action);
    visit(3, "cases", self.cases);
    visit(4, "reason", self.reason);
    visit(5, "variables", self.variables);
    visit(6, "revision", self.revision);
    visit(7, "plan", self.plan);
    visit(8, "by", self.by);
    visit(9, "in_all", self.in_all);
  }
};

struct BatchWidened {
  static constexpr journal::Type type{553, "BatchWidened"};
  std::string batch;
  std::vector<std::string> cases;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "batch", self.batch);
    visit(2, "cases", self.cases);
  }
};

/// It ends before all of its cases were done.
struct BatchStopped {
  static constexpr journal::Type type{554, "BatchStopped"};
  std::string batch;
  std::string reason;
  std::string by;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "batch", self.batch);
    visit(2, "reason", self.reason);
    visit(3, "by", self.by);
  }
};

struct RefusedInBatch {
  std::string case_id, reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "reason", self.reason);
  }
};

/// So many more of its cases were done, or could not be.
struct BatchAdvanced {
  static constexpr journal::Type type{552, "BatchAdvanced"};
  std::string batch;
  std::int64_t done = 0;
  std::vector<RefusedInBatch> refused;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "batch", self.batch);
    visit(2, "done", self.done);
    visit(3, "refused", self.refused);
  }
};

}  // namespace drivetrain::processes
