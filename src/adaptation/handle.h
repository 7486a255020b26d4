// Handlers of the loop: measuring gauges, raising and disposing of signals, proposing, approving and deploying changes.
#pragma once

#include "adaptation/commands.h"
#include "adaptation/events.h"
#include "adaptation/gauge.h"
#include "adaptation/state.h"
#include "decisions/model.h"
#include "journal/transition.h"
#include "organisation/hands.h"

namespace drivetrain::adaptation {

struct Context {
  journal::Transition& transition;
  State const& state;
  organisation::Model const& organisation;
  strategy::Model const& strategy;
  strategy::ValueTable const& values;
  Date today;                          ///< in the company's zone
  decisions::Model const& rights;
  organisation::State const& absences;
};

/// Who answers a signal: the owner and the deciders of the right by which the thing behind its gauge would change, because to fix, to
/// change or to bear it are the three answers to one question. Where no right governs that, those of every right that governs a change.
std::vector<std::string> answering_roles(std::string const& gauge, decisions::Model const& rights);

Status handle(MeasureGauges const& command, Context& context);
Status handle(RaiseSignal const& command, Context& context);
/// DT-X904 when another's right governs what the signal is about.
Status handle(DisposeSignal const& command, Context& context);
/// DT-X907 when `base` is not the version in force, DT-X908 when the model with the edits has errors that the version in force does not have, DT-X909 when no
/// decision right governs a part of it. Also asked before the command, so that what will be refused leaves no files behind.
Status may_propose(ProposeChange const& command, State const& state);
Status handle(ProposeChange const& command, Context& context);
Status handle(WithdrawChange const& command, Context& context);
/// Only by policy, after the decision; a person who asks for it directly is refused (DT-X904).
Status handle(ApproveChange const& command, Context& context);
Status handle(RefuseChange const& command, Context& context);
/// Only by policy, when another version came into force.
Status handle(OutdateChange const& command, Context& context);
Status handle(DeployModel const& command, Context& context);

/// Only by policy, when a version came into force.
Status handle(SendReleaseNote const& command, Context& context);
/// Only by the clock. Does nothing when nobody leads a unit above.
Status handle(EscalateReleaseNote const& command, Context& context);
/// DT-X904 when somebody else leads the unit, DT-X903 when it is acknowledged already.
Status handle(AcknowledgeReleaseNote const& command, Context& context);

/// Only by policy, when a version came into force.
Status handle(SendRightsNotice const& command, Context& context);
/// Only by the clock. Does nothing when nobody else leads the person's unit or one above.
Status handle(EscalateRightsNotice const& command, Context& context);
/// DT-X904 for somebody else's rights, unless it was passed on to the actor; DT-X903 when it is acknowledged already.
Status handle(AcknowledgeRightsNotice const& command, Context& context);

void apply(GaugeMeasured const& event, journal::Record const& record, State& state);
void apply(SignalRaised const& event, journal::Record const& record, State& state);
void apply(SignalDisposed const& event, journal::Record const& record, State& state);
void apply(ChangeProposed const& event, journal::Record const& record, State& state);
void apply(ChangeWithdrawn const& event, journal::Record const& record, State& state);
void apply(ChangeRightGiven const& event, journal::Record const& record, State& state);
void apply(ChangeOutdated const& event, journal::Record const& record, State& state);
void apply(ChangeApproved const& event, journal::Record const& record, State& state);
void apply(ChangeRefused const& event, journal::Record const& record, State& state);
void apply(ModelDeployed const& event, journal::Record const& record, State& state);
void apply(ReleaseNoteSent const& event, journal::Record const& record, State& state);
void apply(ReleaseNoteEscalated const& event, journal::Record const& record, State& state);
void apply(ReleaseNoteAcknowledged const& event, journal::Record const& record, State& state);
void apply(RightsNoticeSent const& event, journal::Record const& record, State& state);
void apply(RightsNoticeEscalated const& event, journal::Record const& record, State& state);
void apply(RightsNoticeAcknowledged const& event, journal::Record const& record, State& state);

}  // namespace drivetrain::adaptation
