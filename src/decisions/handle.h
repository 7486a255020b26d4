// Handling: what happens when somebody asks the system of decisions. Whoever opens a decision does not choose who takes it,
// and a wrong hand is refused by naming the right one.
#pragma once

#include "decisions/briefing.h"
#include "decisions/commands.h"
#include "decisions/program.h"
#include "decisions/route.h"
#include "decisions/state.h"
#include "journal/transition.h"

namespace drivetrain::decisions {

/// Decisions as any deployed version of the model has them; app/ keeps the versions.
class DecisionSource {
 public:
  virtual ~DecisionSource() = default;
  /// Null when that version, or that decision in it, is not known.
  virtual Decision const* find(std::string const& revision, std::string const& id) const = 0;
};

/// What decisions are about lies below this folder; app/ knows it.
class SubjectSource {
 public:
  virtual ~SubjectSource() = default;
  /// DT-X901 when there is no such work or case.
  virtual Status find_subject(OpenDecision const& command) const = 0;
  /// A fact that is measured from the work asked about (Fact::measured). DT-X903 when it cannot be measured now.
  virtual Result<Decimal> measure(std::string const& measured, OpenDecision const& command, Instant now) const = 0;
};

struct Context {
  journal::Transition& transition;
  State const& state;
  Model const& model;  ///< in force
  DecisionSource const& versions;
  SubjectSource const& subjects;
  People people;
  InformationSource const& information;
  Tables const* tables = nullptr;  ///< of the model in force; null: rights without tables
};

/// DT-X904 a question that only the company itself asks (subjects.h); DT-X901 no such decision or subject; DT-X902 facts or recommendation do not fit the declaration. Replies with the live id.
Status handle(OpenDecision const& command, Context& context);
/// DT-X904 another hand, DT-X906 the hand that recommended it or did a part that is kept apart, DT-X902 not a declared outcome, DT-X905 no reason, DT-X910 what it rests
/// on is too old, or not signed for; DT-X911 the parts for which the right waits are not in.
Status handle(TakeDecision const& command, Context& context);
/// The clock's steps climb or, with nobody above, stay. By hand: the decider alone (DT-X904), with a reason (DT-X905), while
/// somebody is above (DT-X903).
Status handle(EscalateDecision const& command, Context& context);
Status handle(MarkOverdue const& command, Context& context);
/// By a policy (the subject is gone); what somebody asked also by whoever recommended it, or by the decider (DT-X904 for others, DT-X905 without a reason).
Status handle(WithdrawDecision const& command, Context& context);
/// Takes over bands, due time and ladder of the model in force, unless the facts no longer fit them; the clocks count from when it came
/// to the role that now has it. No event when the answer is the same.
Status handle(RerouteDecision const& command, Context& context);

/// DT-X911 not this person's part, or not its turn; DT-X906 a duty that is kept apart from another of the same person; DT-X902 no such part, stance or outcome;
/// DT-X905 no reason. A disagreement goes up at once where the right says so.
Status handle(ContributeToDecision const& command, Context& context);
/// DT-X904 for everybody but the switch's role, the owner, the deciders and those on the ladder; DT-X905 no reason; DT-X903 nothing to switch.
Status handle(StopAutonomy const& command, Context& context);
Status handle(ResumeAutonomy const& command, Context& context);

}  // namespace drivetrain::decisions
