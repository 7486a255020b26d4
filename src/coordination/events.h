// What happened in the operational management system: work opened and done, rhythms held or missed, issues answered.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "feel/codec.h"
#include "journal/record.h"

namespace drivetrain::coordination {

struct WorkItemOpened {
  static constexpr journal::Type type{400, "WorkItemOpened"};
  std::string item;
  std::string case_id;
  std::string activity;
  std::string process;
  std::string element;
  std::string title;
  std::string business_key;
  std::string role;
  std::string service;
  std::string tier;
  std::optional<Instant> promised;
  Duration expected;
  feel::Value variables;
  std::string assignee;                       ///< it is this person's from the beginning
  std::vector<std::string> candidate_roles;   ///< whose queues it joins beside `role`
  std::vector<std::string> candidate_people;  ///< who may do it without any of these roles
  std::optional<Instant> due, follow_up;
  std::int64_t priority = 50;
  std::string owner_role;                     ///< answers for the process
  std::string note;                           ///< whom the step named and the model in force does not know; empty: nobody
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "case_id", self.case_id);
    visit(3, "activity", self.activity);
    visit(4, "process", self.process);
    visit(5, "element", self.element);
    visit(6, "title", self.title);
    visit(7, "business_key", self.business_key);
    visit(8, "role", self.role);
    visit(9, "service", self.service);
    visit(10, "tier", self.tier);
    visit(11, "promised", self.promised);
    visit(12, "expected", self.expected);
    visit(13, "variables", self.variables);
    visit(14, "assignee", self.assignee);
    visit(15, "candidate_roles", self.candidate_roles);
    visit(16, "candidate_people", self.candidate_people);
    visit(17, "due", self.due);
    visit(18, "follow_up", self.follow_up);
    visit(19, "priority", self.priority);
    visit(20, "owner_role", self.owner_role);
    visit(21, "note", self.note);
  }
};

struct WorkStarted {
  static constexpr journal::Type type{401, "WorkStarted"};
  std::string item;
  std::string person;
  std::string role;
  std::string process;
  double score = 0;         ///< at the moment of the start
  int rank = 0;             ///< 1 = first of the queue
  bool inversion = false;   ///< a higher-scored ready item that this person may do was left waiting
  std::string passed_over;  ///< that item
  double passed_over_score = 0;
  std::string reason;
  std::string tier;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "person", self.person);
    visit(3, "role", self.role);
    visit(4, "process", self.process);
    visit(5, "score", self.score);
    visit(6, "rank", self.rank);
    visit(7, "inversion", self.inversion);
    visit(8, "passed_over", self.passed_over);
    visit(9, "passed_over_score", self.passed_over_score);
    visit(10, "reason", self.reason);
    visit(11, "tier", self.tier);
  }
};

struct WorkCompleted {
  static constexpr journal::Type type{402, "WorkCompleted"};
  std::string item;
  std::string case_id;
  std::string activity;
  std::string person;
  std::string role;
  std::string process;
  std::string element;
  std::string tier;
  feel::Value result;
  Duration worked;
  Duration waited;  ///< from opening to start
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "case_id", self.case_id);
    visit(3, "activity", self.activity);
    visit(4, "person", self.person);
    visit(5, "role", self.role);
    visit(6, "process", self.process);
    visit(7, "element", self.element);
    visit(8, "tier", self.tier);
    visit(9, "result", self.result);
    visit(10, "worked", self.worked);
    visit(11, "waited", self.waited);
  }
};

struct WorkReturned {
  static constexpr journal::Type type{403, "WorkReturned"};
  std::string item;
  std::string person;
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "person", self.person);
    visit(3, "reason", self.reason);
  }
};

struct WorkItemWithdrawn {
  static constexpr journal::Type type{404, "WorkItemWithdrawn"};
  std::string item;
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "reason", self.reason);
  }
};

/// A model version changed what work is worth; why, in words.
struct QueuesReordered {
  static constexpr journal::Type type{405, "QueuesReordered"};
  std::string revision;
  std::vector<std::string> reasons;
  int moved = 0;  ///< items whose rank in their queue changed
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "revision", self.revision);
    visit(2, "reasons", self.reasons);
    visit(3, "moved", self.moved);
  }
};

struct WorkExpedited {
  static constexpr journal::Type type{406, "WorkExpedited"};
  std::string item;
  std::string decision_live;
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "decision_live", self.decision_live);
    visit(3, "reason", self.reason);
  }
};

struct OccurrenceDue {
  static constexpr journal::Type type{410, "OccurrenceDue"};
  std::string occurrence;
  std::string rhythm;
  Instant due;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "occurrence", self.occurrence);
    visit(2, "rhythm", self.rhythm);
    visit(3, "due", self.due);
  }
};

struct OccurrenceStarted {
  static constexpr journal::Type type{411, "OccurrenceStarted"};
  std::string occurrence;
  std::string rhythm;
  std::string chair;
  feel::Value agenda;  ///< frozen
  Duration late;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "occurrence", self.occurrence);
    visit(2, "rhythm", self.rhythm);
    visit(3, "chair", self.chair);
    visit(4, "agenda", self.agenda);
    visit(5, "late", self.late);
  }
};

struct ActionAdded {
  static constexpr journal::Type type{412, "ActionAdded"};
  std::string action;
  std::string occurrence;
  std::string title;
  std::string owner;
  Date due;
  std::string item;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "action", self.action);
    visit(2, "occurrence", self.occurrence);
    visit(3, "title", self.title);
    visit(4, "owner", self.owner);
    visit(5, "due", self.due);
    visit(6, "item", self.item);
  }
};

struct MinuteNoted {
  static constexpr journal::Type type{413, "MinuteNoted"};
  std::string occurrence;
  std::string text;
  std::string item;
  std::string person;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "occurrence", self.occurrence);
    visit(2, "text", self.text);
    visit(3, "item", self.item);
    visit(4, "person", self.person);
  }
};

struct OccurrenceHeld {
  static constexpr journal::Type type{414, "OccurrenceHeld"};
  std::string occurrence;
  std::string rhythm;
  std::string summary;
  bool on_time = false;
  Duration took;
  int actions = 0;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "occurrence", self.occurrence);
    visit(2, "rhythm", self.rhythm);
    visit(3, "summary", self.summary);
    visit(4, "on_time", self.on_time);
    visit(5, "took", self.took);
    visit(6, "actions", self.actions);
  }
};

struct OccurrenceMissed {
  static constexpr journal::Type type{415, "OccurrenceMissed"};
  std::string occurrence;
  std::string rhythm;
  Instant due;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "occurrence", self.occurrence);
    visit(2, "rhythm", self.rhythm);
    visit(3, "due", self.due);
  }
};

struct ActionCompleted {
  static constexpr journal::Type type{416, "ActionCompleted"};
  std::string action;
  std::string person;
  std::string result;
  bool late = false;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "action", self.action);
    visit(2, "person", self.person);
    visit(3, "result", self.result);
    visit(4, "late", self.late);
  }
};

/// When the clock reaches a rhythm next; nothing: never again under the model in force.
struct RhythmPlanned {
  static constexpr journal::Type type{417, "RhythmPlanned"};
  std::string rhythm;
  std::optional<Instant> next;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "rhythm", self.rhythm);
    visit(2, "next", self.next);
  }
};

struct IssueRaised {
  static constexpr journal::Type type{420, "IssueRaised"};
  std::string issue;
  std::string issue_type;
  std::string title;
  std::string detail;
  std::string unit;
  std::string case_id;
  std::string source;
  std::string subject;
  std::string raised_by;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "issue", self.issue);
    visit(2, "issue_type", self.issue_type);
    visit(3, "title", self.title);
    visit(4, "detail", self.detail);
    visit(5, "unit", self.unit);
    visit(6, "case_id", self.case_id);
    visit(7, "source", self.source);
    visit(8, "subject", self.subject);
    visit(9, "raised_by", self.raised_by);
  }
};

/// A tier is asked to answer.
struct IssueCalled {
  static constexpr journal::Type type{421, "IssueCalled"};
  std::string issue;
  int tier = 0;  ///< from 1
  std::string role;
  std::string person;  ///< of today; empty: nobody
  Instant until;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "issue", self.issue);
    visit(2, "tier", self.tier);
    visit(3, "role", self.role);
    visit(4, "person", self.person);
    visit(5, "until", self.until);
  }
};

struct IssueAcknowledged {
  static constexpr journal::Type type{422, "IssueAcknowledged"};
  std::string issue;
  std::string person;
  Duration after;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "issue", self.issue);
    visit(2, "person", self.person);
    visit(3, "after", self.after);
  }
};

struct IssueContained {
  static constexpr journal::Type type{423, "IssueContained"};
  std::string issue;
  std::string person;
  std::string containment;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "issue", self.issue);
    visit(2, "person", self.person);
    visit(3, "containment", self.containment);
  }
};

struct IssueResolved {
  static constexpr journal::Type type{424, "IssueResolved"};
  std::string issue;
  std::string person;
  std::string cause;
  std::string fix;
  Duration after;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "issue", self.issue);
    visit(2, "person", self.person);
    visit(3, "cause", self.cause);
    visit(4, "fix", self.fix);
    visit(5, "after", self.after);
  }
};

/// The same type and subject again while it is open.
struct IssueRecurred {
  static constexpr journal::Type type{425, "IssueRecurred"};
  std::string issue;
  std::string detail;
  int count = 0;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "issue", self.issue);
    visit(2, "detail", self.detail);
    visit(3, "count", self.count);
  }
};

struct CauseStated {
  static constexpr journal::Type type{426, "CauseStated"};
  std::string issue;
  std::string person;
  std::string category;
  std::vector<std::string> whys;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "issue", self.issue);
    visit(2, "person", self.person);
    visit(3, "category", self.category);
    visit(4, "whys", self.whys);
  }
};

/// Cause and fix are told; the issue closes when the trouble has not come back until then and, if a figure raised it, the figure is out of
/// its alarm.
struct IssueFixed {
  static constexpr journal::Type type{428, "IssueFixed"};
  std::string issue;
  std::string person;
  std::string cause;
  std::string fix;
  Instant until;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "issue", self.issue);
    visit(2, "person", self.person);
    visit(3, "cause", self.cause);
    visit(4, "fix", self.fix);
    visit(5, "until", self.until);
  }
};

/// Nothing was measured, so nothing is known: it is tested again then.
struct EffectUnknown {
  static constexpr journal::Type type{429, "EffectUnknown"};
  std::string issue;
  std::string detail;
  Instant until;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "issue", self.issue);
    visit(2, "detail", self.detail);
    visit(3, "until", self.until);
  }
};

/// The same type and subject came back too soon after it was resolved, or while its effect was tested, or the test failed: the fix
/// did not hold.
struct IssueReopened {
  static constexpr journal::Type type{427, "IssueReopened"};
  std::string issue;
  std::string detail;
  int count = 0;       ///< times that it came again, while open or after
  std::string fix;     ///< that did not hold
  Duration held;       ///< from its fix, or its resolution, until now
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "issue", self.issue);
    visit(2, "detail", self.detail);
    visit(3, "count", self.count);
    visit(4, "fix", self.fix);
    visit(5, "held", self.held);
  }
};

}  // namespace drivetrain::coordination
