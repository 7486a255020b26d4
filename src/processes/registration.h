// Everything this folder answers to, in one place: its commands with their handlers, its events with what they do to the state.
#pragma once

#include "feel/json.h"
#include "journal/registry.h"
#include "processes/apply.h"
#include "processes/handle.h"
#include "processes/task_events.h"

namespace drivetrain::processes {

/// `context_of(company, transition)` makes a Context, `state_of(company)` gives this folder's State&.
template <class Company, class ContextOf, class StateOf>
void enlist(journal::Registry<Company>& registry, ContextOf context_of, StateOf state_of) {
  auto command = [&]<class C>(C const*) {
    registry.template command<C>([context_of](C const& asked, Company& company, journal::Transition& transition) -> Status {
      auto context = context_of(company, transition);
      return handle(asked, context);
    });
  };
  auto event = [&]<class E>(E const*) {
    registry.template event<E>(
        [state_of](E const& happened, journal::Record const& record, Company& company) { apply(happened, record, state_of(company)); });
  };
  auto commands = [&]<class... C>(C const*... types) { (command(types), ...); };
  auto events = [&]<class... E>(E const*... types) { (event(types), ...); };
  // What people and systems do to running cases.
  commands((ExpireMessage*)nullptr, (BroadcastSignal*)nullptr, (EvaluateConditions*)nullptr, (PlanStarts*)nullptr, (FireStart*)nullptr,
           (SetVariables*)nullptr, (SuspendCase*)nullptr, (ResumeCase*)nullptr, (CancelFurther*)nullptr, (ModifyCase*)nullptr,
           (MigrateCase*)nullptr, (StartBatch*)nullptr, (AddToBatch*)nullptr, (StopBatch*)nullptr, (ContinueBatch*)nullptr, (SpreadSignal*)nullptr, (TakeKept*)nullptr,
           (DeliverMessage*)nullptr, (RingTimer*)nullptr, (MoveTimer*)nullptr);
  events((MessageBuffered*)nullptr, (MessageCorrelated*)nullptr, (MessageDiscarded*)nullptr, (MessageForgotten*)nullptr,
         (EventMissed*)nullptr, (StartPlanned*)nullptr, (CaseSuspended*)nullptr, (CaseResumed*)nullptr, (CaseCancelling*)nullptr,
         (CaseModified*)nullptr, (CaseMigrated*)nullptr, (SignalSpread*)nullptr, (SignalHeard*)nullptr, (ItemCollected*)nullptr, (ScopeAbandoned*)nullptr, (ScopeCleared*)nullptr, (ArrivalsCancelled*)nullptr, (BatchBegun*)nullptr, (BatchWidened*)nullptr, (BatchStopped*)nullptr, (BatchAdvanced*)nullptr,
         (TimerMoved*)nullptr, (journal::CommandRejected*)nullptr);
  commands((StartCase*)nullptr, (CompleteActivity*)nullptr, (CorrelateMessage*)nullptr, (FireTimer*)nullptr, (CancelCase*)nullptr,
           (ResolveIncident*)nullptr);
  commands((ActivateJobs*)nullptr, (CompleteJob*)nullptr, (FailJob*)nullptr, (ThrowJobError*)nullptr, (ExtendJobLock*)nullptr, (UnlockJob*)nullptr,
           (SetJobRetries*)nullptr, (SetJobPriority*)nullptr, (LockJob*)nullptr);
  events((CaseStarted*)nullptr, (ActivityActivated*)nullptr, (ActivityCompleted*)nullptr, (ElementPassed*)nullptr, (TokenArrived*)nullptr,
         (JoinFired*)nullptr, (VariablesSet*)nullptr, (CaseCompleted*)nullptr, (CaseCancelled*)nullptr, (IncidentRaised*)nullptr,
         (IncidentResolved*)nullptr, (ActivityCancelled*)nullptr, (CompensationKept*)nullptr, (CompensationBegun*)nullptr,
         (ErrorThrown*)nullptr, (SignalThrown*)nullptr, (DecisionEvaluated*)nullptr);
  registry.template event<TaskOffered>();  // whose it becomes the queues remember
  events((JobsActivated*)nullptr, (JobFailed*)nullptr, (JobLockExtended*)nullptr, (JobUnlocked*)nullptr, (JobRetriesSet*)nullptr,
         (JobPrioritySet*)nullptr, (JobsSetAside*)nullptr);
}

}  // namespace drivetrain::processes
