// What happened in the system of decisions: opened, routed to one person, escalated, taken.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "feel/codec.h"
#include "journal/record.h"

namespace drivetrain::decisions {

struct DecisionOpened {
  static constexpr journal::Type type{300, "DecisionOpened"};
  std::string live;
  std::string decision;
  std::string subject;
  std::string kind;
  std::string title;
  feel::Value facts;
  std::string recommended_by;
  std::string recommendation;
  std::optional<Instant> due;  ///< sla in the decider's working time
  std::string revision;        ///< of the model whose bands apply
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "live", self.live);
    visit(2, "decision", self.decision);
    visit(3, "subject", self.subject);
    visit(4, "kind", self.kind);
    visit(5, "title", self.title);
    visit(6, "facts", self.facts);
    visit(7, "recommended_by", self.recommended_by);
    visit(8, "recommendation", self.recommendation);
    visit(9, "due", self.due);
    visit(10, "revision", self.revision);
  }
};

/// Exactly one person of today. Sent at opening, on escalation, when the model or an absence changes the answer.
struct DecisionRouted {
  static constexpr journal::Type type{301, "DecisionRouted"};
  std::string live;
  std::string role;
  std::string person;    ///< empty: nobody of today; it waits and escalates
  std::string via;       ///< "holder" or "deputy"
  std::string why;       ///< band and assignment in words
  int band = 0;          ///< index of the band; -1 when named explicitly or escalated past the bands
  std::string revision;  ///< of the model whose bands and ladder apply from here on
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "live", self.live);
    visit(2, "role", self.role);
    visit(3, "person", self.person);
    visit(4, "via", self.via);
    visit(5, "why", self.why);
    visit(6, "band", self.band);
    visit(7, "revision", self.revision);
  }
};

struct DecisionTaken {
  static constexpr journal::Type type{302, "DecisionTaken"};
  std::string live;
  std::string decision;
  std::string subject;
  std::string kind;
  std::string outcome;
  std::string reason;
  std::string person;
  std::string role;
  feel::Value facts;
  std::string revision;
  Duration latency;  ///< working time since opening
  bool late = false;
  int escalations = 0;
  std::string suggested;  ///< what the right's table suggested; empty when there is none, or it came to nothing
  bool automatic = false;            ///< inside the right's bounds, by its table; then there is no person
  std::vector<std::string> against;  ///< roles that disagreed with what was answered
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "live", self.live);
    visit(2, "decision", self.decision);
    visit(3, "subject", self.subject);
    visit(4, "kind", self.kind);
    visit(5, "outcome", self.outcome);
    visit(6, "reason", self.reason);
    visit(7, "person", self.person);
    visit(8, "role", self.role);
    visit(9, "facts", self.facts);
    visit(10, "revision", self.revision);
    visit(11, "latency", self.latency);
    visit(12, "late", self.late);
    visit(13, "escalations", self.escalations);
    visit(14, "suggested", self.suggested);
    visit(15, "automatic", self.automatic);
    visit(16, "against", self.against);
  }
};

struct DecisionEscalated {
  static constexpr journal::Type type{303, "DecisionEscalated"};
  std::string live;
  int step = 0;  ///< of the ladder; -1 when passed up beside it
  std::string from_role;
  std::string to_role;
  std::string why;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "live", self.live);
    visit(2, "step", self.step);
    visit(3, "from_role", self.from_role);
    visit(4, "to_role", self.to_role);
    visit(5, "why", self.why);
  }
};

struct DecisionWithdrawn {
  static constexpr journal::Type type{304, "DecisionWithdrawn"};
  std::string live;
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "live", self.live);
    visit(2, "reason", self.reason);
  }
};

/// The sla passed without an answer.
struct DecisionOverdue {
  static constexpr journal::Type type{305, "DecisionOverdue"};
  std::string live;
  std::string decision;
  Instant due;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "live", self.live);
    visit(2, "decision", self.decision);
    visit(3, "due", self.due);
  }
};

/// A rule of a decision table that matched.
struct MatchedRule {
  std::string table;  ///< name of the table
  std::string rule;   ///< its id; may be empty
  int number = 0;     ///< from 1, in the table's order
  std::vector<std::string> annotations;
  std::string digest;  ///< of what it asks and answers (suggest.h: digest_of); empty in journals from before it was kept
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "table", self.table);
    visit(2, "rule", self.rule);
    visit(3, "number", self.number);
    visit(4, "annotations", self.annotations);
    visit(5, "digest", self.digest);
  }
};

/// The right's table was asked when the decision was opened. A receipt: with the model of that revision the same inputs give the
/// same value again.
struct DecisionSuggested {
  static constexpr journal::Type type{307, "DecisionSuggested"};
  std::string live;
  std::string decision;
  std::string table;    ///< "decisions/warranty.dmn#accept"
  std::string outcome;  ///< empty when the table came to none
  feel::Value value;
  feel::Value facts;    ///< the table's inputs by their names
  std::vector<MatchedRule> rules;
  std::vector<std::string> warnings;
  std::string hash;     ///< of the file and of what it imports
  std::string engine;
  std::string revision;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "live", self.live);
    visit(2, "decision", self.decision);
    visit(3, "table", self.table);
    visit(4, "outcome", self.outcome);
    visit(5, "value", self.value);
    visit(6, "facts", self.facts);
    visit(7, "rules", self.rules);
    visit(8, "warnings", self.warnings);
    visit(9, "hash", self.hash);
    visit(10, "engine", self.engine);
    visit(11, "revision", self.revision);
  }
};

/// A figure that the decider had before him.
struct BriefedInput {
  std::string kind;               ///< "kpi" or "source"
  std::string id;
  feel::Value value;              ///< null: there is none
  std::string unit;
  std::string source;             ///< contract that it came by; empty: the journal itself
  std::optional<Instant> data_at; ///< of its newest data; nothing: none came
  std::optional<Duration> max_age;
  bool stale = false;             ///< older than it may be, or there is none
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "kind", self.kind);
    visit(2, "id", self.id);
    visit(3, "value", self.value);
    visit(4, "unit", self.unit);
    visit(5, "source", self.source);
    visit(6, "data_at", self.data_at);
    visit(7, "max_age", self.max_age);
    visit(8, "stale", self.stale);
  }
};

/// What the answer rests on, at the moment of the answer; and who signed for what was too old, and why.
struct DecisionBriefed {
  static constexpr journal::Type type{308, "DecisionBriefed"};
  std::string live;
  std::string decision;
  std::vector<BriefedInput> inputs;
  std::string signed_by;  ///< person; empty: nothing had to be signed
  std::string signature;  ///< why the old information will do
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "live", self.live);
    visit(2, "decision", self.decision);
    visit(3, "inputs", self.inputs);
    visit(4, "signed_by", self.signed_by);
    visit(5, "signature", self.signature);
  }
};

/// Somebody did a part of RAPID: recommended, agreed or not, gave input; or performed, after the answer.
struct DecisionContributed {
  static constexpr journal::Type type{309, "DecisionContributed"};
  std::string live;
  std::string decision;
  std::string part;     ///< recommend, agree, input, perform
  std::string role;
  std::string person;
  std::string stance;   ///< of agree: "agree" or "disagree"
  std::string outcome;  ///< of recommend: the one recommended; of agree: the one that it is about
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "live", self.live);
    visit(2, "decision", self.decision);
    visit(3, "part", self.part);
    visit(4, "role", self.role);
    visit(5, "person", self.person);
    visit(6, "stance", self.stance);
    visit(7, "outcome", self.outcome);
    visit(8, "reason", self.reason);
  }
};

/// From now on people decide, also inside the bounds.
struct AutonomyStopped {
  static constexpr journal::Type type{310, "AutonomyStopped"};
  std::string decision;
  std::string person;
  std::string role;  ///< by which it was that person's to stop it
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "decision", self.decision);
    visit(2, "person", self.person);
    visit(3, "role", self.role);
    visit(4, "reason", self.reason);
  }
};

/// The right decides by itself again, inside its bounds.
struct AutonomyResumed {
  static constexpr journal::Type type{311, "AutonomyResumed"};
  std::string decision;
  std::string person;
  std::string role;
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "decision", self.decision);
    visit(2, "person", self.person);
    visit(3, "role", self.role);
    visit(4, "reason", self.reason);
  }
};

/// The clock was set anew: another version of the right, or another role to which it moved, counts otherwise.
struct DecisionDueSet {
  static constexpr journal::Type type{306, "DecisionDueSet"};
  std::string live;
  std::optional<Instant> due;  ///< nothing: the right names no time
  std::string why;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "live", self.live);
    visit(2, "due", self.due);
    visit(3, "why", self.why);
  }
};

}  // namespace drivetrain::decisions
