// Folding events into the state: what has happened is so, whatever is deployed today. An erased event is an empty one; it
// changes nothing.
#pragma once

#include "journal/events.h"
#include "journal/record.h"
#include "processes/case_events.h"
#include "processes/delivery_events.h"
#include "processes/events.h"
#include "processes/job_events.h"
#include "processes/state.h"

namespace drivetrain::processes {

void apply(CaseStarted const& event, journal::Record const& record, State& state);
void apply(ElementPassed const& event, journal::Record const& record, State& state);
void apply(ActivityActivated const& event, journal::Record const& record, State& state);
void apply(ActivityCompleted const& event, journal::Record const& record, State& state);
void apply(ActivityCancelled const& event, journal::Record const& record, State& state);
void apply(TokenArrived const& event, journal::Record const& record, State& state);
void apply(JoinFired const& event, journal::Record const& record, State& state);
void apply(VariablesSet const& event, journal::Record const& record, State& state);
void apply(ItemCollected const& event, journal::Record const& record, State& state);
void apply(IncidentRaised const& event, journal::Record const& record, State& state);
void apply(IncidentResolved const& event, journal::Record const& record, State& state);
void apply(CompensationKept const& event, journal::Record const& record, State& state);
void apply(CompensationBegun const& event, journal::Record const& record, State& state);
void apply(ErrorThrown const& event, journal::Record const& record, State& state);
void apply(SignalThrown const& event, journal::Record const& record, State& state);
void apply(DecisionEvaluated const& event, journal::Record const& record, State& state);
void apply(CaseCompleted const& event, journal::Record const& record, State& state);
void apply(CaseCancelled const& event, journal::Record const& record, State& state);

// What people and systems do to running cases.
void apply(MessageBuffered const& event, journal::Record const& record, State& state);
void apply(MessageCorrelated const& event, journal::Record const& record, State& state);
void apply(MessageDiscarded const& event, journal::Record const& record, State& state);
void apply(MessageForgotten const& event, journal::Record const& record, State& state);
void apply(EventMissed const& event, journal::Record const& record, State& state);
void apply(StartPlanned const& event, journal::Record const& record, State& state);
void apply(CaseSuspended const& event, journal::Record const& record, State& state);
void apply(CaseResumed const& event, journal::Record const& record, State& state);
void apply(CaseCancelling const& event, journal::Record const& record, State& state);
void apply(ScopeAbandoned const& event, journal::Record const& record, State& state);
void apply(ArrivalsCancelled const& event, journal::Record const& record, State& state);
void apply(ScopeCleared const& event, journal::Record const& record, State& state);
void apply(CaseModified const& event, journal::Record const& record, State& state);
void apply(CaseMigrated const& event, journal::Record const& record, State& state);
void apply(SignalSpread const& event, journal::Record const& record, State& state);
void apply(SignalHeard const& event, journal::Record const& record, State& state);
void apply(TimerMoved const& event, journal::Record const& record, State& state);
void apply(BatchBegun const& event, journal::Record const& record, State& state);
void apply(BatchWidened const& event, journal::Record const& record, State& state);
void apply(BatchStopped const& event, journal::Record const& record, State& state);
void apply(BatchAdvanced const& event, journal::Record const& record, State& state);
/// A message that was refused came to nobody.
void apply(journal::CommandRejected const& event, journal::Record const& record, State& state);
void apply(JobsSetAside const& event, journal::Record const& record, State& state);
void apply(JobsActivated const& event, journal::Record const& record, State& state);
void apply(JobFailed const& event, journal::Record const& record, State& state);
void apply(JobLockExtended const& event, journal::Record const& record, State& state);
void apply(JobUnlocked const& event, journal::Record const& record, State& state);
void apply(JobRetriesSet const& event, journal::Record const& record, State& state);
void apply(JobPrioritySet const& event, journal::Record const& record, State& state);

}  // namespace drivetrain::processes
