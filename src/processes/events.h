// What happened in the cases. Elements are BPMN ids; an activity is one visit of a token to an element ("a<number>" in its case).
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
  std::string revision;             ///< of the model whose program it runs to the end
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

/// A token waits here.
struct ActivityActivated {
  static constexpr journal::Type type{501, "ActivityActivated"};
  std::string case_id;
  std::string activity;
  std::string process;
  std::string element;
  std::string kind;                 ///< user_task, business_rule_task, timer, message
  std::string title;
  std::string role;
  std::string decision;             ///< bound decision right
  Duration expected;
  std::string message;
  std::string key;                  ///< of a message catch
  std::optional<Instant> due;       ///< of a timer
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
  }
};

struct ActivityCompleted {
  static constexpr journal::Type type{502, "ActivityCompleted"};
  std::string case_id;
  std::string activity;
  std::string process;
  std::string element;
  Duration took;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "process", self.process);
    visit(4, "element", self.element);
    visit(5, "took", self.took);
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
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "element", self.element);
    visit(3, "flow", self.flow);
  }
};

struct JoinFired {
  static constexpr journal::Type type{505, "JoinFired"};
  std::string case_id;
  std::string element;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "element", self.element);
  }
};

/// Merged into the case by name.
struct VariablesSet {
  static constexpr journal::Type type{506, "VariablesSet"};
  std::string case_id;
  feel::Value variables;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "variables", self.variables);
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
  std::string end;                  ///< BPMN id of the end event reached last
  Duration took;                    ///< clock time
  bool promise_kept = false;        ///< true also when nothing was promised
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
  std::string activity;
  std::string process;
  std::string element;
  std::string message;
  std::string help;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "process", self.process);
    visit(4, "element", self.element);
    visit(5, "message", self.message);
    visit(6, "help", self.help);
  }
};

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

/// With its case.
struct ActivityCancelled {
  static constexpr journal::Type type{511, "ActivityCancelled"};
  std::string case_id;
  std::string activity;
  std::string element;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "element", self.element);
  }
};

}  // namespace drivetrain::processes
