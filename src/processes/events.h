// What happened in the cases. Elements are BPMN ids; an activity is one visit of a token to an element ("a<number>" in its case).
// What waits is an activity: either a token of its own, or, with a `host`, a listener on behalf of another activity (a boundary
// event of a task, the events behind an event-based gateway). `scope` is the activity of the embedded sub-process in which
// something happens; empty: in the case itself.
#pragma once

#include <optional>
#include <string>
#include <vector>

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
  }
};

/// A token waits here, or listens here for its host.
struct ActivityActivated {
  static constexpr journal::Type type{501, "ActivityActivated"};
  std::string case_id;
  std::string activity;
  std::string process;
  std::string element;
  std::string kind;  ///< user_task, business_rule_task, timer, message, event_gateway, sub_process
  std::string title;
  std::string role;
  std::string decision;  ///< bound decision right
  Duration expected;
  std::string message;
  std::string key;             ///< of a message catch
  std::optional<Instant> due;  ///< of a timer
  std::string scope;
  std::string host;  ///< the activity that it listens for
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
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "element", self.element);
    visit(3, "flow", self.flow);
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
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "element", self.element);
    visit(3, "scope", self.scope);
  }
};

/// Merged into the case by name.
struct VariablesSet {
  static constexpr journal::Type type{506, "VariablesSet"};
  std::string case_id;
  feel::Value variables;
  std::string by;  ///< the person who gave them; empty: a decision, a message, a feed
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "variables", self.variables);
    visit(3, "by", self.by);
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

/// The token stays where it is until a person resolves it.
struct IncidentRaised {
  static constexpr journal::Type type{509, "IncidentRaised"};
  std::string case_id;
  std::string activity;  ///< made for the stuck token
  std::string process;
  std::string element;
  std::string message;
  std::string help;
  std::string scope;
  std::string flow;  ///< by which the token came; empty at a join whose missing branches can no longer come
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
  }
};

/// The token tries again; if it gets stuck again, that is a new incident.
struct IncidentResolved {
  static constexpr journal::Type type{510, "IncidentResolved"};
  std::string case_id;
  std::string activity;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
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

}  // namespace drivetrain::processes
