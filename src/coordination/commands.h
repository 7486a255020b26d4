// What may be asked of the operational management system: work, rhythms, issues.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feel/codec.h"
#include "journal/record.h"

namespace drivetrain::coordination {

/// A process reached a task for people. Replies "work-<position>".
struct OpenWorkItem {
  static constexpr journal::Type type{400, "OpenWorkItem"};
  std::string case_id;
  std::string activity;  ///< instance of the task in its case
  std::string process;
  std::string element;  ///< BPMN id
  std::string title;
  std::string business_key;
  std::string role;
  std::string service;
  std::string tier;
  std::optional<Instant> promised;  ///< when the customer was promised the whole
  Duration expected;                ///< working time that the task should take
  feel::Value variables;            ///< what the worker should see
  // What the step says of who does it and when, computed when the case came there (processes' TaskOffered).
  std::string assignee;                         ///< it is this person's, whoever else holds the role; empty: nobody's yet
  std::vector<std::string> candidate_roles;     ///< whose queues it joins beside `role`
  std::vector<std::string> candidate_people;    ///< who may do it without any of these roles
  std::optional<Instant> due, follow_up;
  std::int64_t priority = 50;
  std::string owner_role;                       ///< answers for the process: may assign and reschedule
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "activity", self.activity);
    visit(3, "process", self.process);
    visit(4, "element", self.element);
    visit(5, "title", self.title);
    visit(6, "business_key", self.business_key);
    visit(7, "role", self.role);
    visit(8, "service", self.service);
    visit(9, "tier", self.tier);
    visit(10, "promised", self.promised);
    visit(11, "expected", self.expected);
    visit(12, "variables", self.variables);
    visit(13, "assignee", self.assignee);
    visit(14, "candidate_roles", self.candidate_roles);
    visit(15, "candidate_people", self.candidate_people);
    visit(16, "due", self.due);
    visit(17, "follow_up", self.follow_up);
    visit(18, "priority", self.priority);
    visit(19, "owner_role", self.owner_role);
  }
};

/// Takes an item from the queue. Not the first ready one that this person may do: a reason is required (DT-X905) and it counts as an inversion.
struct StartWork {
  static constexpr journal::Type type{401, "StartWork"};
  std::string item;
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "reason", self.reason);
  }
};

/// Of what one claimed and did not start: it starts and ends at once, and `reason` is asked for as StartWork asks.
struct CompleteWork {
  static constexpr journal::Type type{402, "CompleteWork"};
  std::string item;
  feel::Value result;  ///< variables for the case
  Duration worked;     ///< time spent, at most what passed since the start, when the worker states it; else measured
  std::string reason = {};
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "result", self.result);
    visit(3, "worked", self.worked);
    visit(4, "reason", self.reason);
  }
};

/// Back to the queue, with what is missing.
struct ReturnWork {
  static constexpr journal::Type type{403, "ReturnWork"};
  std::string item;
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "reason", self.reason);
  }
};

/// The case no longer needs it.
struct WithdrawWorkItem {
  static constexpr journal::Type type{404, "WithdrawWorkItem"};
  std::string item;
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "reason", self.reason);
  }
};

/// A decision let this work overtake its queue: its urgency is the highest from now on, and the reason says by what right.
struct ExpediteWork {
  static constexpr journal::Type type{405, "ExpediteWork"};
  std::string item;
  std::string decision_live;  ///< the decision that allows it
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "decision_live", self.decision_live);
    visit(3, "reason", self.reason);
  }
};

/// A model version changed what work is worth: by policy, with the reasons in words.
struct ReorderQueues {
  static constexpr journal::Type type{406, "ReorderQueues"};
  std::string revision;
  std::vector<std::string> reasons;
  std::int64_t moved = 0;  ///< items whose rank in their queue changed
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "revision", self.revision);
    visit(2, "reasons", self.reasons);
    visit(3, "moved", self.moved);
  }
};

/// The calendar reached a rhythm.
struct PlanOccurrence {
  static constexpr journal::Type type{410, "PlanOccurrence"};
  std::string rhythm;
  Instant due;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "rhythm", self.rhythm);
    visit(2, "due", self.due);
  }
};

/// The chair opens the meeting; the agenda is built from live state and frozen.
struct StartOccurrence {
  static constexpr journal::Type type{411, "StartOccurrence"};
  std::string occurrence;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "occurrence", self.occurrence);
  }
};

struct AddAction {
  static constexpr journal::Type type{412, "AddAction"};
  std::string occurrence;
  std::string title;
  std::string owner;  ///< person
  Date due;
  std::string item;  ///< agenda item that it answers; may be empty
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "occurrence", self.occurrence);
    visit(2, "title", self.title);
    visit(3, "owner", self.owner);
    visit(4, "due", self.due);
    visit(5, "item", self.item);
  }
};

struct NoteMinutes {
  static constexpr journal::Type type{413, "NoteMinutes"};
  std::string occurrence;
  std::string text;
  std::string item;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "occurrence", self.occurrence);
    visit(2, "text", self.text);
    visit(3, "item", self.item);
  }
};

struct CloseOccurrence {
  static constexpr journal::Type type{414, "CloseOccurrence"};
  std::string occurrence;
  std::string summary;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "occurrence", self.occurrence);
    visit(2, "summary", self.summary);
  }
};

/// Its time passed and nobody opened it.
struct LapseOccurrence {
  static constexpr journal::Type type{415, "LapseOccurrence"};
  std::string occurrence;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "occurrence", self.occurrence);
  }
};

struct CompleteAction {
  static constexpr journal::Type type{416, "CompleteAction"};
  std::string action;
  std::string result;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "action", self.action);
    visit(2, "result", self.result);
  }
};

/// A model version came into force: the clocks of the rhythms are set anew.
struct PlanRhythms {
  static constexpr journal::Type type{417, "PlanRhythms"};
  template <class Self, class Visit>
  static void fields(Self&, Visit&&) {}
};

/// Andon, KPI signal, incident: replies "issue-<position>".
struct RaiseIssue {
  static constexpr journal::Type type{420, "RaiseIssue"};
  std::string issue_type;
  std::string title;
  std::string detail;
  std::string unit;
  std::string case_id;
  std::string source;   ///< "andon", "kpi", "incident", …
  std::string subject;  ///< kpi id, activity, …; a second issue of the same type and subject joins the first
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "issue_type", self.issue_type);
    visit(2, "title", self.title);
    visit(3, "detail", self.detail);
    visit(4, "unit", self.unit);
    visit(5, "case_id", self.case_id);
    visit(6, "source", self.source);
    visit(7, "subject", self.subject);
  }
};

struct AcknowledgeIssue {
  static constexpr journal::Type type{421, "AcknowledgeIssue"};
  std::string issue;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "issue", self.issue);
  }
};

struct ContainIssue {
  static constexpr journal::Type type{422, "ContainIssue"};
  std::string issue;
  std::string containment;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "issue", self.issue);
    visit(2, "containment", self.containment);
  }
};

struct ResolveIssue {
  static constexpr journal::Type type{423, "ResolveIssue"};
  std::string issue;
  std::string cause;
  std::string fix;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "issue", self.issue);
    visit(2, "cause", self.cause);
    visit(3, "fix", self.fix);
  }
};

/// The tier clock ran out, or somebody of a tier passes the issue up.
struct EscalateIssue {
  static constexpr journal::Type type{424, "EscalateIssue"};
  std::string issue;
  int tier = 0;  ///< the tier to call, from 1; a person's is not read
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "issue", self.issue);
    visit(2, "tier", self.tier);
  }
};

/// Why it happened: a chain of answers to "why?", and the branch of the fishbone on which it ends. Said again, it replaces what was said.
struct StateCause {
  static constexpr journal::Type type{425, "StateCause"};
  std::string issue;
  std::string category;           ///< one of cause_categories
  std::vector<std::string> whys;  ///< the first answers why it happened, each next why the one before; the last is the root cause
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "issue", self.issue);
    visit(2, "category", self.category);
    visit(3, "whys", self.whys);
  }
};
/// The clock asks: did the fix hold? It closes the issue, opens it again, or waits another day for a figure.
struct TestEffect {
  static constexpr journal::Type type{426, "TestEffect"};
  std::string issue;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "issue", self.issue);
  }
};

/// Ishikawa's six branches.
inline constexpr std::string_view cause_categories[] = {"people", "method", "machine", "material", "measurement", "environment"};
inline constexpr std::size_t max_whys = 10;

}  // namespace drivetrain::coordination
