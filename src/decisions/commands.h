// What may be asked of the system of decisions. Whoever opens a decision does not choose who takes it: the model does.
#pragma once

#include <string>

#include "feel/codec.h"
#include "journal/record.h"

namespace drivetrain::decisions {

/// Opens a live decision of the declared kind. Replies with its id ("decision-<position>").
struct OpenDecision {
  static constexpr journal::Type type{300, "OpenDecision"};
  std::string decision;        ///< id in the model
  std::string subject;         ///< what it is about: an activity, a work item, a change proposal
  std::string kind;            ///< of the subject: "work", "case"; from policies also "activity", "change", "gate", "kpi"; empty: no subject
  std::string title;           ///< for people: "Expedite job 4711 for Aqua West"
  feel::Value facts;           ///< context with the declared facts
  std::string recommended_by;  ///< person, when somebody recommended it; may be empty
  std::string recommendation;  ///< an outcome, or empty
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "decision", self.decision);
    visit(2, "subject", self.subject);
    visit(3, "kind", self.kind);
    visit(4, "title", self.title);
    visit(5, "facts", self.facts);
    visit(6, "recommended_by", self.recommended_by);
    visit(7, "recommendation", self.recommendation);
  }
};

/// Takes a live decision. Only the person of today whose band it is, or the deputy, may (DT-X904 names the holder).
struct TakeDecision {
  static constexpr journal::Type type{301, "TakeDecision"};
  std::string live;     ///< id of the live decision
  std::string outcome;  ///< one of the declared outcomes
  std::string reason;   ///< required
  std::string signature{};  ///< why information that is too old will do, where the right asks for a signature
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "live", self.live);
    visit(2, "outcome", self.outcome);
    visit(3, "reason", self.reason);
    visit(4, "signature", self.signature);
  }
};

/// The ladder's clock, or the holder who passes it up by hand.
struct EscalateDecision {
  static constexpr journal::Type type{302, "EscalateDecision"};
  std::string live;
  int step = 0;  ///< index of the ladder step whose time came; a person's is not read
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "live", self.live);
    visit(2, "step", self.step);
    visit(3, "reason", self.reason);
  }
};

/// The subject is gone (case cancelled, proposal withdrawn).
struct WithdrawDecision {
  static constexpr journal::Type type{303, "WithdrawDecision"};
  std::string live;
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "live", self.live);
    visit(2, "reason", self.reason);
  }
};

/// The model or the people changed: ask again who decides.
struct RerouteDecision {
  static constexpr journal::Type type{304, "RerouteDecision"};
  std::string live;
  std::string why;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "live", self.live);
    visit(2, "why", self.why);
  }
};

/// The clock reached the due time.
struct MarkOverdue {
  static constexpr journal::Type type{305, "MarkOverdue"};
  std::string live;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "live", self.live);
  }
};

/// A part of RAPID by whoever holds its role: recommend an outcome, agree or not, give input; perform, once it was answered.
struct ContributeToDecision {
  static constexpr journal::Type type{306, "ContributeToDecision"};
  std::string live;
  std::string part;     ///< recommend, agree, input, perform
  std::string stance;   ///< of agree: "agree" or "disagree"
  std::string outcome;  ///< of recommend: one of the declared outcomes
  std::string reason;   ///< what whoever decides must know; required, but to agree
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "live", self.live);
    visit(2, "part", self.part);
    visit(3, "stance", self.stance);
    visit(4, "outcome", self.outcome);
    visit(5, "reason", self.reason);
  }
};

/// The kill switch: from now on people take the decisions of this right.
struct StopAutonomy {
  static constexpr journal::Type type{307, "StopAutonomy"};
  std::string decision;  ///< id in the model
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "decision", self.decision);
    visit(2, "reason", self.reason);
  }
};

struct ResumeAutonomy {
  static constexpr journal::Type type{308, "ResumeAutonomy"};
  std::string decision;
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "decision", self.decision);
    visit(2, "reason", self.reason);
  }
};

}  // namespace drivetrain::decisions
