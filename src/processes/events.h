// What happened in the cases. Elements are BPMN ids; an activity is one visit of a token to an element ("a<number>" in its case).
// What waits is an activity: either a token of its own, or, with a `host`, a listener on behalf of another activity (a boundary
// event of a task, the events behind an event-based gateway). `scope` is the activity of the embedded sub-process in which
// something happens; empty: in the case itself.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "decisions/events.h"
#include "feel/codec.h"
#include "journal/record.h"

namespace drivetrain::processes {

struct CaseStarted {
  static constexpr journal::Type type{500, "CaseStarted"};
  std::string case_id;
  std::string process;
  std::string revision;  ///< of the model whose program it runs to the end
  std::string business_key;
  std::string service;
  std::string tier;
  std::string customer;
  feel::Value variables;
  std::optional<Instant> promised;
  std::string parent;           ///< the case that called it; empty when it began by itself
  std::string parent_activity;  ///< the call activity there
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "process", self.process);
    visit(3, "revision", self.revision);
    visit(4, "business_key", self.business_key);
    visit(5, "service", self.service);
    visit(6, "tier", self.tier);
    visit(7, "customer", self.customer);
    visit(8, "variables", self.variables);
    visit(9, "promised", self.promised);
    visit(10, "parent", self.parent);
    visit(11, "parent_activity", self.parent_activity);
  }
};

/// A token waits here, or listens here for its host.
struct ActivityActivated {
  static constexpr journal::Type type{501, "ActivityActivated"};
  std::string case_id;
  std::string activity;
  std::string process;
  std::string element;
  std::string kind;  ///< the element's kind; what waits for an event has its trigger's: timer, message, signal, conditional
  std::string title;
  std::string role;
  std::string decision;  ///< bound decision right
  Duration expected;
  std::string message;
  std::string key;             ///< of a message catch
  std::optional<Instant> due;  ///< of a timer
  std::string scope;
  std::string host;  ///< the activity that it listens for
  bool of_scope = false;      ///< it listens for the scope as a whole (the start of an event sub-process)
  std::string signal;
  bool opens = false;         ///< tokens live in it: a sub-process, the body of a multi-instance
  std::int64_t total = -1;    ///< of a body: how many instances there will be; -1 when not known beforehand
  std::int64_t item = -1;     ///< of an instance: its place, from 0
  std::int64_t trigger = 0;   ///< which of the element's triggers, from 0
  std::int64_t left = -1;     ///< of a repeated timer: firings to come, this one among them; -1 for ever, 0 when it does not repeat
  std::string compensates;    ///< the activity that asked for this compensation
  std::string topic;          ///< of a job
  std::int64_t retries = 0;
  std::int64_t priority = 0;
  std::string flow;           ///< of a transaction boundary: by which the token came
  std::int64_t stage = 0;     ///< and how far it will be behind it: processes::Stage
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "process", self.process);
    visit(4, "element", self.element);
    visit(5, "kind", self.kind);
    visit(6, "title", self.title);
    visit(7, "role", self.role);
    visit(8, "decision", self.decision);
    visit(9, "expected", self.expected);
    visit(10, "message", self.message);
    visit(11, "key", self.key);
    visit(12, "due", self.due);
    visit(13, "scope", self.scope);
    visit(14, "host", self.host);
    visit(15, "of_scope", self.of_scope);
    visit(16, "signal", self.signal);
    visit(17, "opens", self.opens);
    visit(18, "total", self.total);
    visit(19, "item", self.item);
    visit(20, "trigger", self.trigger);
    visit(21, "left", self.left);
    visit(22, "compensates", self.compensates);
    visit(23, "topic", self.topic);
    visit(24, "retries", self.retries);
    visit(25, "priority", self.priority);
    visit(26, "flow", self.flow);
    visit(27, "stage", self.stage);
  }
};

struct ActivityCompleted {
  static constexpr journal::Type type{502, "ActivityCompleted"};
  std::string case_id;
  std::string activity;
  std::string process;
  std::string element;
  Duration took;  ///< clock time since it was activated
  std::string kind;
  std::string by;  ///< the person whose work it was; empty when nobody's
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "process", self.process);
    visit(4, "element", self.element);
    visit(5, "took", self.took);
    visit(6, "kind", self.kind);
    visit(7, "by", self.by);
  }
};

/// A gateway or event passed without waiting; `flow` is the sequence flow taken out of it, when one was chosen.
struct ElementPassed {
  static constexpr journal::Type type{503, "ElementPassed"};
  std::string case_id;
  std::string element;
  std::string flow;
  std::string scope;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "element", self.element);
    visit(3, "flow", self.flow);
    visit(4, "scope", self.scope);
  }
};

/// At a joining gateway, by this flow.
struct TokenArrived {
  static constexpr journal::Type type{504, "TokenArrived"};
  std::string case_id;
  std::string element;
  std::string flow;
  std::string scope;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "element", self.element);
    visit(3, "flow", self.flow);
    visit(4, "scope", self.scope);
  }
};

/// One token of each flow by which some had arrived went on as one.
struct JoinFired {
  static constexpr journal::Type type{505, "JoinFired"};
  std::string case_id;
  std::string element;
  std::string scope;
  bool waits = false;  ///< of a complex gateway: what comes now belongs to the same round
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "element", self.element);
    visit(3, "scope", self.scope);
    visit(4, "waits", self.waits);
  }
};

/// Merged into the case by name.
struct VariablesSet {
  static constexpr journal::Type type{506, "VariablesSet"};
  std::string case_id;
  feel::Value variables;
  std::string by;  ///< the person who gave them; empty: a decision, a message, a feed
  std::string activity;  ///< they live in this activity; empty: in the case
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "variables", self.variables);
    visit(3, "by", self.by);
    visit(4, "activity", self.activity);
  }
};

struct CaseCompleted {
  static constexpr journal::Type type{507, "CaseCompleted"};
  std::string case_id;
  std::string process;
  std::string business_key;
  std::string service;
  std::string tier;
  std::string customer;
  std::string end;            ///< BPMN id of the end event reached last
  Duration took;              ///< clock time
  bool promise_kept = false;  ///< true also when nothing was promised
  std::optional<Instant> promised;
  feel::Value variables;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "process", self.process);
    visit(3, "business_key", self.business_key);
    visit(4, "service", self.service);
    visit(5, "tier", self.tier);
    visit(6, "customer", self.customer);
    visit(7, "end", self.end);
    visit(8, "took", self.took);
    visit(9, "promise_kept", self.promise_kept);
    visit(10, "promised", self.promised);
    visit(11, "variables", self.variables);
  }
};

struct CaseCancelled {
  static constexpr journal::Type type{508, "CaseCancelled"};
  std::string case_id;
  std::string process;
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "process", self.process);
    visit(3, "reason", self.reason);
  }
};

/// An instance has yielded its part of what all of them yield together.
struct ItemCollected {
  static constexpr journal::Type type{591, "ItemCollected"};
  std::string case_id;
  std::string activity;  ///< the body
  std::string name;      ///< of the variable
  std::int64_t place = 0;
  feel::Value result;
  bool sizes = false;  ///< no instance's: from now on it has `place` places
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "name", self.name);
    visit(4, "place", self.place);
    visit(5, "result", self.result);
    visit(6, "sizes", self.sizes);
  }
};

/// The token stays where it is until a person resolves it.
struct IncidentRaised {
  static constexpr journal::Type type{509, "IncidentRaised"};
  std::string case_id;
  std::string activity;  ///< made for the stuck token; of a job without tries left its own
  std::string process;
  std::string element;
  std::string message;
  std::string help;
  std::string scope;
  std::string flow;  ///< by which the token came; empty at a join whose missing branches can no longer come
  std::int64_t stage = 0;  ///< how far the token had come: processes::Stage
  std::int64_t item = -1;  ///< of an instance: its place, from 0
  std::string compensates; ///< of a compensation handler: the activity that asked for it
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "process", self.process);
    visit(4, "element", self.element);
    visit(5, "message", self.message);
    visit(6, "help", self.help);
    visit(7, "scope", self.scope);
    visit(8, "flow", self.flow);
    visit(9, "stage", self.stage);
    visit(10, "item", self.item);
    visit(11, "compensates", self.compensates);
  }
};

/// The token tries again; if it gets stuck again, that is a new incident.
struct IncidentResolved {
  static constexpr journal::Type type{510, "IncidentResolved"};
  std::string case_id;
  std::string activity;
  std::int64_t retries = 0;  ///< of a job: tries that it has now
  bool stays = false;        ///< it was done already, and what it yields is taken once more
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "retries", self.retries);
    visit(4, "stays", self.stays);
  }
};

/// No longer needed: its case or sub-process ended, a boundary event interrupted it, or another event came first.
struct ActivityCancelled {
  static constexpr journal::Type type{511, "ActivityCancelled"};
  std::string case_id;
  std::string activity;
  std::string element;
  std::string reason;  ///< in words
  std::string kind;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "element", self.element);
    visit(4, "reason", self.reason);
    visit(5, "kind", self.kind);
  }
};

/// The completed activity can be compensated (BPMN 2.0.2 §10.7): its handler, with the values that its scope had then.
struct CompensationKept {
  static constexpr journal::Type type{512, "CompensationKept"};
  std::string case_id;
  std::string activity;
  std::string element;
  std::string scope;      ///< in which it was done
  feel::Value variables;  ///< of a sub-process: as it left them
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "element", self.element);
    visit(4, "scope", self.scope);
    visit(5, "variables", self.variables);
  }
};

/// What was kept is being compensated: once only.
struct CompensationBegun {
  static constexpr journal::Type type{513, "CompensationBegun"};
  std::string case_id;
  std::string activity;  ///< that was kept
  std::string into;      ///< of a sub-process: the activity in which its own parts are compensated
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "into", self.into);
  }
};

/// An error or escalation was thrown. Nobody caught it when `caught_by` is empty.
struct ErrorThrown {
  static constexpr journal::Type type{514, "ErrorThrown"};
  std::string case_id;
  std::string element;  ///< that threw
  bool escalation = false;
  std::string code, message;
  std::string caught_in;  ///< the case
  std::string caught_by;  ///< the event
  bool interrupting = false;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "element", self.element);
    visit(3, "escalation", self.escalation);
    visit(4, "code", self.code);
    visit(5, "message", self.message);
    visit(6, "caught_in", self.caught_in);
    visit(7, "caught_by", self.caught_by);
    visit(8, "interrupting", self.interrupting);
  }
};

/// A signal was thrown, to so many who waited for it and so many processes that it starts; it is not kept for later.
struct SignalThrown {
  static constexpr journal::Type type{515, "SignalThrown"};
  std::string case_id;  ///< empty: from outside
  std::string element;
  std::string signal;
  std::int64_t heard = 0;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "element", self.element);
    visit(3, "signal", self.signal);
    visit(4, "heard", self.heard);
  }
};

/// A rule of the model was asked by a case. A receipt: the model with this hash gives the same result for the same facts again.
struct DecisionEvaluated {
  static constexpr journal::Type type{580, "DecisionEvaluated"};
  std::string case_id;
  std::string activity;
  std::string process;
  std::string element;
  std::string decision;  ///< its id
  std::string table;     ///< "decisions/risk.dmn#risk_check"
  feel::Value facts;     ///< what it read, by name
  feel::Value result;    ///< as DMN says it
  std::vector<decisions::MatchedRule> rules;
  std::vector<std::string> warnings;
  std::string message;   ///< why nothing came of it; empty when it answered
  std::string hash;
  std::string engine;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "process", self.process);
    visit(4, "element", self.element);
    visit(5, "decision", self.decision);
    visit(6, "table", self.table);
    visit(7, "facts", self.facts);
    visit(8, "result", self.result);
    visit(9, "rules", self.rules);
    visit(10, "warnings", self.warnings);
    visit(11, "message", self.message);
    visit(12, "hash", self.hash);
    visit(13, "engine", self.engine);
  }
};

}  // namespace drivetrain::processes
