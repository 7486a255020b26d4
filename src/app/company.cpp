// The company: dispatch, application, versions (see company.h). Each register_* lists what one folder handles and remembers.
#include "app/company.h"

#include "adaptation/observe.h"
#include "app/agenda.h"
#include "app/ideas.h"
#include "app/policies/policies.h"
#include "app/task_forms.h"
#include "decisions/subjects.h"
#include "feel/json.h"
#include "journal/events.h"
#include "organisation/views.h"
#include "performance/observe.h"
#include "performance/views.h"
#include "processes/handle_refusals.h"
#include "processes/task_events.h"

namespace drivetrain::app {

using journal::Record;
using journal::Transition;

namespace {

std::shared_ptr<OperatingModel const> empty_model() {
  auto model = std::make_shared<OperatingModel>();
  model->kpis = std::make_shared<performance::Program>();
  return model;
}

/// The next full hour, and the next Monday 05:00 in the company's zone: when figures and gauges are read by the clock.
Instant next_hour(Instant now) { return {(now.us / hours(1).us + 1) * hours(1).us}; }

/// What is done for a case that stands still would come to nothing.
Status moves(Company const& company, processes::Case const* running, Transition& transition, std::string const& about) {
  if (!running) return {};
  auto moving = processes::not_halted(*running, company.processes);
  if (!moving.ok()) transition.about(about);
  return moving;
}

Instant next_monday(Zone const& zone, Instant now) {
  auto local = zone.to_local(now);
  auto days_ahead = 8 - weekday(local.date);
  auto monday = date_from_days(days_from_epoch(local.date) + days_ahead);
  if (weekday(local.date) == 1 && local.us_of_day < hours(5).us) monday = local.date;
  return zone.to_instant({monday, hours(5).us});
}

}  // namespace

Company::Company(ModelLibrary& library) : library_(library), model_(empty_model()), zone_(Zone::utc()) {
  registry_.event<journal::CommandRejected>(
      [](auto const& event, Record const& record, Company& c) { adaptation::observe(event, record, c.adaptation); });
  register_organisation();
  register_strategy();
  register_decisions();
  register_coordination();
  register_ideas();
  register_processes();
  register_execution();
  register_performance();
  register_adaptation();
  register_erasure();
}

void Company::register_organisation() {
  auto handler = [](auto const& command, Company& c, Transition& transition) -> Status {
    organisation::Context context{transition, c.organisation, c.model().organisation};
    return organisation::handle(command, context);
  };
  registry_.command<organisation::ReportAbsence>(handler);
  registry_.command<organisation::BeginAbsence>(handler);
  registry_.command<organisation::EndAbsence>(handler);
  auto applier = [](auto const& event, Record const& record, Company& c) { organisation::apply(event, record, c.organisation); };
  registry_.event<organisation::PersonAbsent>(applier);
  registry_.event<organisation::PersonLeft>();
  registry_.event<organisation::PersonReturned>(applier);
  registry_.command<organisation::InviteAccount>(handler);
  registry_.command<organisation::SetPassword>(handler);
  registry_.command<organisation::ResetAccount>(handler);
  registry_.command<organisation::DeactivateAccount>(handler);
  registry_.command<organisation::MapAccount>(handler);
  registry_.command<organisation::CreateToken>(handler);
  registry_.command<organisation::RevokeToken>(handler);
  auto account_applier = [](auto const& event, Record const& record, Company& c) { organisation::apply(event, record, c.organisation.accounts); };
  registry_.event<organisation::AccountInvited>(account_applier);
  registry_.event<organisation::PasswordSet>(account_applier);
  registry_.event<organisation::AccountReset>(account_applier);
  registry_.event<organisation::AccountDeactivated>(account_applier);
  registry_.event<organisation::AccountMapped>(account_applier);
  registry_.event<organisation::TokenCreated>(account_applier);
  registry_.event<organisation::TokenRevoked>(account_applier);
}

void Company::register_strategy() {
  registry_.command<strategy::AcceptRequirement>([](auto const& command, Company& c, Transition& transition) -> Status {
    strategy::Context context{transition, c.strategy, c.model().strategy, c.model().organisation, c.organisation, c.model().revision};
    return strategy::handle(command, context);
  });
  registry_.event<strategy::RequirementAccepted>([](auto const& event, Record const& record, Company& c) { strategy::apply(event, record, c.strategy); });
}

void Company::register_decisions() {
  auto handler = [](auto const& command, Company& c, Transition& transition) -> Status {
    decisions::Context context{transition, c.decisions, c.model().decisions, c, c, c.people(), c, &c.model().tables};
    return decisions::handle(command, context);
  };
  registry_.command<decisions::OpenDecision>(handler);
  registry_.command<decisions::TakeDecision>([handler](decisions::TakeDecision const& command, Company& c, Transition& transition) -> Status {
    // An answer about a change of a version that is no longer in force would settle nothing: the decision is not spent on it.
    auto live = c.decisions.live.find(command.live);
    auto change = live == c.decisions.live.end() || live->second.kind != decisions::kind_change ? c.adaptation.changes.end() : c.adaptation.changes.find(live->second.subject);
    if (change != c.adaptation.changes.end() && change->second.proposal.base != c.model().revision) {
      transition.about(command.live);
      return Error{"DT-X907", "\"" + change->second.proposal.title + "\" was made from version " + change->second.proposal.base.substr(0, 8) + ", but " + c.model().revision.substr(0, 8) + " is in force",
                   "propose it again on today's version; then it is decided"};
    }
    if (live != c.decisions.live.end() && live->second.kind == decisions::kind_activity)
      DT_CHECK(moves(c, c.processes.open(live->second.subject.substr(0, live->second.subject.find('/'))), transition, command.live));
    return handler(command, c, transition);
  });
  registry_.command<decisions::EscalateDecision>(handler);
  registry_.command<decisions::WithdrawDecision>(handler);
  registry_.command<decisions::RerouteDecision>(handler);
  registry_.command<decisions::MarkOverdue>(handler);
  registry_.command<decisions::ContributeToDecision>(handler);
  registry_.command<decisions::StopAutonomy>(handler);
  registry_.command<decisions::ResumeAutonomy>(handler);
  auto applier = [](auto const& event, Record const& record, Company& c) { decisions::apply(event, record, c.decisions); };
  registry_.event<decisions::DecisionOpened>(applier);
  registry_.event<decisions::DecisionOpened>([](decisions::DecisionOpened const& event, Record const& record, Company& c) {
    // The proposal's own questions, asked of the rights that it touches; no other answer counts.
    auto change = c.adaptation.changes.find(event.subject);
    if (event.kind != decisions::kind_change || record.actor.kind != journal::ActorKind::policy || change == c.adaptation.changes.end()) return;
    for (auto& question : change->second.questions)
      if (question.decision == event.decision && question.live.empty()) question.live = change->second.live = event.live;
  });
  registry_.event<decisions::DecisionRouted>(applier);
  registry_.event<decisions::DecisionTaken>(applier);
  registry_.event<decisions::DecisionTaken>([](decisions::DecisionTaken const& event, Record const& record, Company& c) {
    adaptation::observe(event, record, c.adaptation);
    auto const* answer = decisions::find_answer(c.decisions, event.live);
    if (event.kind == decisions::kind_gate && answer && decisions::asked_by_company(answer->asked))
      c.execution.gates[event.subject] = {event.decision, event.outcome, event.reason, event.person, record.at};
    if (auto change = c.adaptation.changes.find(event.subject); event.kind == decisions::kind_change && change != c.adaptation.changes.end() &&
                                                                change->second.question(event.live)) {
      change->second.live = event.live;
      change->second.decided_by = event.person;
      for (auto& question : change->second.questions)
        if (question.live == event.live) question.by = event.person;
    }
  });
  registry_.event<decisions::DecisionEscalated>(applier);
  registry_.event<decisions::DecisionWithdrawn>(applier);
  registry_.event<decisions::DecisionOverdue>(applier);
  registry_.event<decisions::DecisionDueSet>(applier);
  registry_.event<decisions::DecisionSuggested>(applier);
  registry_.event<decisions::DecisionBriefed>(applier);
  registry_.event<decisions::DecisionContributed>(applier);
  registry_.event<decisions::AutonomyStopped>(applier);
  registry_.event<decisions::AutonomyResumed>(applier);
}

void Company::register_coordination() {
  auto handler = [](auto const& command, Company& c, Transition& transition) -> Status {
    coordination::Context context{transition, c.coordination, c.model().coordination, c.people(), c.model().values, {}};
    return coordination::handle(command, context);
  };
  registry_.command<coordination::OpenWorkItem>(handler);
  registry_.command<coordination::StartWork>(handler);
  registry_.command<coordination::CompleteWork>([handler](coordination::CompleteWork const& command, Company& c, Transition& transition) -> Status {
    // What a decision of its case yields is no result of work: it would say what another's right says.
    auto item = c.coordination.items.find(command.item);
    auto const* running = item == c.coordination.items.end() ? nullptr : c.processes.open(item->second.opened.case_id);
    auto const* program = running ? c.find(std::string_view(running->revision.text()), running->process.text()) : nullptr;
    if (program) DT_CHECK(processes::not_decided_here(*program, command.result));
    DT_CHECK(moves(c, running, transition, command.item));
    auto asked = item == c.coordination.items.end() ? AskedForm() : form_of(c, item->second);
    if (!asked.form) return handler(command, c, transition);
    if (auto faults = asked.form->check(command.result, asked.known); !faults.empty()) {
      transition.about(command.item);
      return Error{"DT-X902", item->second.opened.title + " does not fit its form: " + in_words(faults), "GET /api/v1/work-items/" + command.item + " says what it asks for (form)"};
    }
    auto typed = command;
    typed.result = asked.form->typed(command.result);
    return handler(typed, c, transition);
  });
  registry_.command<coordination::ResolveWork>([handler](coordination::ResolveWork const& command, Company& c, Transition& transition) -> Status {
    auto item = c.coordination.items.find(command.item);
    auto const* running = item == c.coordination.items.end() ? nullptr : c.processes.open(item->second.opened.case_id);
    auto const* program = running ? c.find(std::string_view(running->revision.text()), running->process.text()) : nullptr;
    if (program) DT_CHECK(processes::not_decided_here(*program, command.values));
    return handler(command, c, transition);
  });
  registry_.command<coordination::ClaimWork>(handler);
  registry_.command<coordination::UnclaimWork>(handler);
  registry_.command<coordination::AssignWork>(handler);
  registry_.command<coordination::DelegateWork>(handler);
  registry_.command<coordination::SaveDraft>(handler);
  registry_.command<coordination::RescheduleWork>(handler);
  registry_.command<coordination::ReturnWork>(handler);
  registry_.command<coordination::WithdrawWorkItem>(handler);
  registry_.command<coordination::ExpediteWork>(handler);
  registry_.command<coordination::ReorderQueues>(handler);
  registry_.command<coordination::PlanRhythms>(handler);
  registry_.command<coordination::PlanOccurrence>(handler);
  registry_.command<coordination::LapseOccurrence>(handler);
  registry_.command<coordination::StartOccurrence>([](coordination::StartOccurrence const& command, Company& c, Transition& transition) -> Status {
    coordination::Context context{transition, c.coordination, c.model().coordination, c.people(), c.model().values, {}};
    auto occurrence = c.coordination.occurrences.find(command.occurrence);
    if (occurrence != c.coordination.occurrences.end()) {
      auto rhythm = c.model().coordination.rhythms.find(occurrence->second.rhythm);
      if (rhythm != c.model().coordination.rhythms.end()) context.agenda = build_agenda(c, rhythm->second, transition.now());
    }
    return coordination::handle(command, context);
  });
  registry_.command<coordination::CloseOccurrence>(handler);
  registry_.command<coordination::AddAction>(handler);
  registry_.command<coordination::NoteMinutes>(handler);
  registry_.command<coordination::CompleteAction>(handler);
  registry_.command<coordination::RaiseIssue>(handler);
  registry_.command<coordination::AcknowledgeIssue>(handler);
  registry_.command<coordination::ContainIssue>(handler);
  registry_.command<coordination::ResolveIssue>(handler);
  registry_.command<coordination::EscalateIssue>(handler);
  registry_.command<coordination::StateCause>(handler);
  registry_.command<coordination::TestEffect>([](coordination::TestEffect const& command, Company& c, Transition& transition) -> Status {
    coordination::Context context{transition, c.coordination, c.model().coordination, c.people(), c.model().values, {}};
    context.figure = figure_behind(c, command.issue, transition.now());
    return coordination::handle(command, context);
  });
  auto applier = [](auto const& event, Record const& record, Company& c) { coordination::apply(event, record, c.coordination); };
  auto observed = [applier](auto const& event, Record const& record, Company& c) {
    applier(event, record, c);
    adaptation::observe(event, record, c.adaptation);
  };
  registry_.event<coordination::WorkItemOpened>(applier);
  registry_.event<coordination::WorkStarted>(observed);
  registry_.event<coordination::WorkCompleted>(observed);
  registry_.event<coordination::WorkReturned>(applier);
  registry_.event<coordination::WorkItemWithdrawn>(applier);
  registry_.event<coordination::WorkClaimed>(applier);
  registry_.event<coordination::WorkUnclaimed>(applier);
  registry_.event<coordination::WorkAssigned>(applier);
  registry_.event<coordination::WorkDelegated>(applier);
  registry_.event<coordination::WorkResolved>(applier);
  registry_.event<coordination::DraftSaved>(applier);
  registry_.event<coordination::WorkRescheduled>(applier);
  registry_.event<coordination::WorkExpedited>(applier);
  registry_.event<coordination::QueuesReordered>(applier);
  registry_.event<coordination::RhythmPlanned>(applier);
  registry_.event<coordination::OccurrenceDue>(applier);
  registry_.event<coordination::OccurrenceStarted>(applier);
  registry_.event<coordination::ActionAdded>(applier);
  registry_.event<coordination::MinuteNoted>(applier);
  registry_.event<coordination::OccurrenceHeld>(observed);
  registry_.event<coordination::OccurrenceMissed>(observed);
  registry_.event<coordination::ActionCompleted>(applier);
  registry_.event<coordination::IssueRaised>(applier);
  registry_.event<coordination::IssueCalled>(applier);
  registry_.event<coordination::IssueAcknowledged>(applier);
  registry_.event<coordination::IssueContained>(applier);
  registry_.event<coordination::IssueResolved>(applier);
  registry_.event<coordination::IssueRecurred>(applier);
  registry_.event<coordination::CauseStated>(applier);
  registry_.event<coordination::IssueFixed>(applier);
  registry_.event<coordination::EffectUnknown>(applier);
  registry_.event<coordination::IssueReopened>(applier);
}

void Company::register_processes() {
  auto handler = [](auto const& command, Company& c, Transition& transition) -> Status {
    processes::Context context{transition, c.processes, c, c.model().processes, [&c](Instant from, Duration work) -> Result<Instant> {
                                 DT_TRY(auto hours, organisation::hours_of_company(c.model().organisation));
                                 return organisation::add_working(hours, from, work);
                               }, c.model().organisation, c.organisation};
    return processes::handle(command, context);
  };
  // What people and systems do to running cases.
  registry_.command<processes::ExpireMessage>(handler);
  registry_.command<processes::BroadcastSignal>(handler);
  registry_.command<processes::EvaluateConditions>(handler);
  registry_.command<processes::PlanStarts>(handler);
  registry_.command<processes::FireStart>(handler);
  registry_.command<processes::SetVariables>(handler);
  registry_.command<processes::SuspendCase>(handler);
  registry_.command<processes::ResumeCase>(handler);
  registry_.command<processes::CancelFurther>(handler);
  registry_.command<processes::ModifyCase>(handler);
  registry_.command<processes::MigrateCase>(handler);
  registry_.command<processes::StartBatch>(handler);
  registry_.command<processes::AddToBatch>(handler);
  registry_.command<processes::StopBatch>(handler);
  registry_.command<processes::ContinueBatch>(handler);
  registry_.command<processes::SpreadSignal>(handler);
  registry_.command<processes::TakeKept>(handler);
  registry_.command<processes::DeliverMessage>(handler);
  registry_.command<processes::RingTimer>(handler);
  registry_.command<processes::MoveTimer>(handler);
  auto operations = [](auto const& event, Record const& record, Company& c) { processes::apply(event, record, c.processes); };
  registry_.event<processes::MessageBuffered>(operations);
  registry_.event<processes::MessageCorrelated>(operations);
  registry_.event<processes::MessageDiscarded>(operations);
  registry_.event<processes::MessageForgotten>(operations);
  registry_.event<processes::EventMissed>(operations);
  registry_.event<processes::StartPlanned>(operations);
  registry_.event<processes::CaseSuspended>(operations);
  registry_.event<processes::CaseResumed>(operations);
  registry_.event<processes::CaseCancelling>(operations);
  registry_.event<processes::CaseModified>(operations);
  registry_.event<processes::CaseMigrated>(operations);
  registry_.event<processes::SignalSpread>(operations);
  registry_.event<processes::SignalHeard>(operations);
  registry_.event<processes::ItemCollected>(operations);
  registry_.event<processes::ScopeAbandoned>(operations);
  registry_.event<processes::ScopeCleared>(operations);
  registry_.event<processes::ArrivalsCancelled>(operations);
  registry_.event<processes::BatchBegun>(operations);
  registry_.event<processes::BatchWidened>(operations);
  registry_.event<processes::BatchStopped>(operations);
  registry_.event<processes::BatchAdvanced>(operations);
  registry_.event<processes::TimerMoved>(operations);
  registry_.event<journal::CommandRejected>(operations);
  registry_.command<processes::StartCase>(handler);
  registry_.command<processes::CompleteActivity>(handler);
  registry_.command<processes::CorrelateMessage>(handler);
  registry_.command<processes::FireTimer>(handler);
  registry_.command<processes::CancelCase>(handler);
  registry_.command<processes::ResolveIncident>(handler);
  registry_.command<processes::ActivateJobs>(handler);
  registry_.command<processes::LockJob>(handler);
  registry_.command<processes::CompleteJob>(handler);
  registry_.command<processes::FailJob>(handler);
  registry_.command<processes::ThrowJobError>(handler);
  registry_.command<processes::ExtendJobLock>(handler);
  registry_.command<processes::UnlockJob>(handler);
  registry_.command<processes::SetJobRetries>(handler);
  registry_.command<processes::SetJobPriority>(handler);
  auto applier = [](auto const& event, Record const& record, Company& c) { processes::apply(event, record, c.processes); };
  registry_.event<processes::CaseStarted>(applier);
  registry_.event<processes::ActivityActivated>(applier);
  registry_.event<processes::ActivityCompleted>(applier);
  registry_.event<processes::ElementPassed>(applier);
  registry_.event<processes::TokenArrived>(applier);
  registry_.event<processes::JoinFired>(applier);
  registry_.event<processes::VariablesSet>(applier);
  registry_.event<processes::CaseCompleted>(applier);
  registry_.event<processes::CaseCancelled>(applier);
  registry_.event<processes::IncidentRaised>(applier);
  registry_.event<processes::IncidentResolved>(applier);
  registry_.event<processes::ActivityCancelled>(applier);
  registry_.event<processes::CompensationKept>(applier);
  registry_.event<processes::CompensationBegun>(applier);
  registry_.event<processes::ErrorThrown>(applier);
  registry_.event<processes::SignalThrown>(applier);
  registry_.event<processes::DecisionEvaluated>(applier);
  registry_.event<processes::TaskOffered>();
  registry_.event<processes::JobsActivated>(applier);
  registry_.event<processes::JobFailed>(applier);
  registry_.event<processes::JobLockExtended>(applier);
  registry_.event<processes::JobUnlocked>(applier);
  registry_.event<processes::JobRetriesSet>(applier);
  registry_.event<processes::JobPrioritySet>(applier);
  registry_.event<processes::JobsSetAside>(applier);
}

void Company::register_execution() {
  auto handler = [](auto const& command, Company& c, Transition& transition) -> Status {
    execution::Context context{transition, c.execution, c.model().execution, c.model().strategy, c.model().decisions, c.decisions,
                               c.people(), c.kpi_values(transition.now()), c.today(transition.now())};
    return execution::handle(command, context);
  };
  registry_.command<execution::ReachMilestone>(handler);
  registry_.command<execution::AskForGate>(handler);
  registry_.event<execution::GateAsked>();
  registry_.event<execution::MilestoneReached>(
      [](auto const& event, Record const& record, Company& c) { execution::apply(event, record, c.execution); });
}

void Company::register_performance() {
  auto const context_of = [](Company& c, Transition& transition) {
    return performance::Context{transition, c.performance, c.model().performance, *c.model().kpis, c.zone(), c.model().organisation, c.organisation};
  };
  registry_.command<performance::MeasureKpis>([context_of](auto const& command, Company& c, Transition& transition) -> Status {
    auto context = context_of(c, transition);
    DT_CHECK(performance::handle(command, context));
    if (command.kpi.empty()) transition.set_timer("performance/measure", next_hour(transition.now()), performance::MeasureKpis{});
    return {};
  });
  auto applier = [](auto const& event, Record const& record, Company& c) { performance::apply(event, record, c.performance); };
  registry_.event<performance::KpiMeasured>(applier);
  auto handler = [context_of](auto const& command, Company& c, Transition& transition) -> Status {
    auto context = context_of(c, transition);
    return performance::handle(command, context);
  };
  registry_.command<performance::ReportFacts>(handler);
  registry_.command<performance::RebaseKpi>(handler);
  registry_.command<performance::UndoRebase>(handler);
  registry_.event<performance::KpiRebased>(applier);
  registry_.event<performance::KpiRebaseUndone>(applier);
  registry_.event<performance::KpiSignalled>(applier);
  registry_.event<performance::SloBurning>(applier);
  registry_.event<performance::SloCalmed>(applier);
  registry_.event<performance::FactReported>(applier);
}

void Company::register_adaptation() {
  auto handler = [](auto const& command, Company& c, Transition& transition) -> Status {
    adaptation::Context context{transition, c.adaptation, c.model().organisation, c.model().strategy, c.model().values, c.today(transition.now()),
                                c.model().decisions, c.organisation};
    return adaptation::handle(command, context);
  };
  registry_.command<adaptation::MeasureGauges>([handler](auto const& command, Company& c, Transition& transition) -> Status {
    DT_CHECK(handler(command, c, transition));
    transition.set_timer("adaptation/measure", next_monday(c.zone(), transition.now()), adaptation::MeasureGauges{});
    return {};
  });
  registry_.command<adaptation::RaiseSignal>(handler);
  registry_.command<adaptation::DisposeSignal>(handler);
  registry_.command<adaptation::ProposeChange>([handler](auto const& command, Company& c, Transition& transition) -> Status {
    if (!command.idea.empty()) DT_CHECK(may_become_standard(c, command.idea));
    return handler(command, c, transition);
  });
  registry_.command<adaptation::WithdrawChange>(handler);
  registry_.command<adaptation::ApproveChange>(handler);
  registry_.command<adaptation::RefuseChange>(handler);
  registry_.command<adaptation::OutdateChange>(handler);
  registry_.command<adaptation::DeployModel>([handler](auto const& command, Company& c, Transition& transition) -> Status {
    // Proposed before a restart, or long ago, it is no longer in memory; applying the event must find it there.
    DT_CHECK(c.library_.require(command.revision, command.manifest, c.today(transition.now())));
    return handler(command, c, transition);
  });
  registry_.command<adaptation::SendReleaseNote>(handler);
  registry_.command<adaptation::EscalateReleaseNote>(handler);
  registry_.command<adaptation::AcknowledgeReleaseNote>(handler);
  registry_.command<adaptation::SendRightsNotice>(handler);
  registry_.command<adaptation::EscalateRightsNotice>(handler);
  registry_.command<adaptation::AcknowledgeRightsNotice>(handler);
  auto applier = [](auto const& event, Record const& record, Company& c) { adaptation::apply(event, record, c.adaptation); };
  registry_.event<adaptation::GaugeMeasured>(applier);
  registry_.event<adaptation::SignalRaised>(applier);
  registry_.event<adaptation::SignalDisposed>(applier);
  registry_.event<adaptation::ChangeProposed>(applier);
  registry_.event<adaptation::ChangeWithdrawn>(applier);
  registry_.event<adaptation::ChangeRightGiven>(applier);
  registry_.event<adaptation::ChangeOutdated>(applier);
  registry_.event<adaptation::ChangeApproved>(applier);
  registry_.event<adaptation::ChangeRefused>(applier);
  registry_.event<adaptation::ReleaseNoteSent>(applier);
  registry_.event<adaptation::ReleaseNoteEscalated>(applier);
  registry_.event<adaptation::ReleaseNoteAcknowledged>(applier);
  registry_.event<adaptation::RightsNoticeSent>(applier);
  registry_.event<adaptation::RightsNoticeEscalated>(applier);
  registry_.event<adaptation::RightsNoticeAcknowledged>(applier);
  registry_.event<adaptation::ModelDeployed>(applier);
  registry_.event<adaptation::ModelDeployed>([](adaptation::ModelDeployed const& event, Record const&, Company& c) {
    auto deployed = c.library_.find(event.revision);
    // Live it was compiled before it could be proposed, on replay by prepare(); an erased event has no version any more.
    DT_ASSERT(deployed != nullptr);
    c.take_into_force(std::move(deployed));
  });
}

void Company::take_into_force(std::shared_ptr<OperatingModel const> model) {
  model_ = std::move(model);
  auto zone = Zone::find(model_->organisation.company.timezone.value);
  zone_ = zone ? zone.take() : Zone::utc();
}

Status Company::handle(journal::Command const& command, Transition& transition) { return registry_.handle(command, *this, transition); }

Status Company::prepare(Record const& event) {
  if (event.type != adaptation::ModelDeployed::type.number) return {};
  adaptation::ModelDeployed deployed;
  if (!decode_fields(event.payload, deployed))
    return Error{"DT-X920", "record " + std::to_string(event.position) + " says which version came into force, and is damaged", "drivetrain audit verify lists what is damaged; restore the data folder from a backup"};
  return library_.require(deployed.revision, deployed.manifest, today(event.at));
}

void Company::apply(Record const& event) {
  // Measured before it is applied: what a KPI counts is the event itself, never the state that it leads to.
  performance::observe(event, *model_->kpis, performance);
  registry_.apply(event, *this);
}

void Company::react(Record const& event, std::vector<journal::Command>& follow_ups) { policies::react(*this, event, follow_ups); }

void Company::reset() {
  organisation = {};
  strategy = {};
  decisions = {};
  coordination = {};
  ideas = {};
  processes.clear();
  execution = {};
  performance = {};
  adaptation = {};
  open_erasures.clear();
  model_ = empty_model();
  zone_ = Zone::utc();
}

decisions::Decision const* Company::find(std::string const& revision, std::string const& id) const {
  auto version = revision == model_->revision ? model_ : library_.find(revision);
  if (!version) return nullptr;
  auto found = version->decisions.decisions.find(id);
  return found == version->decisions.decisions.end() ? nullptr : &found->second;   // versions are never dropped while we live
}

processes::Program const* Company::find(std::string_view revision, std::string_view process) const {
  auto version = revision == model_->revision ? model_ : library_.find(std::string(revision));
  if (!version) return nullptr;
  auto found = version->programs.find(std::string(process));
  return found == version->programs.end() ? nullptr : found->second.get();
}

std::string Company::owner(std::string_view revision, std::string_view process) const {
  for (auto const& version : {model_, library_.find(std::string(revision))}) {
    if (!version) continue;
    auto found = version->processes.processes.find(std::string(process));
    if (found != version->processes.processes.end()) return found->second.header.owner;
  }
  return "";
}

std::shared_ptr<decisions::CalledDecision const> Company::called_decision(processes::Asked const& asked) const {
  using processes::Binding;
  auto of = [&](OperatingModel const* model) -> std::shared_ptr<decisions::CalledDecision const> {
    auto found = model ? model->called.find(asked.id) : decisions::CalledDecisions::const_iterator();
    return model && found != model->called.end() ? found->second : nullptr;
  };
  if (asked.binding == Binding::latest || (asked.binding == Binding::deployment && asked.revision == model_->revision)) return of(model_.get());
  if (asked.binding == Binding::deployment) return of(library_.find(std::string(asked.revision)).get());
  // A version of a decision is another content of its file among the versions of the model, counted in their order from 1.
  std::shared_ptr<decisions::CalledDecision const> last, tagged;
  std::int64_t number = 0;
  for (auto const& version : adaptation.versions) {
    auto found = of(library_.find(version.revision).get());
    if (!found) continue;
    if (!last || last->hash != found->hash) ++number;
    last = found;
    if (asked.binding == Binding::version && std::to_string(number) == asked.version) return found;
    if (asked.binding == Binding::version_tag && found->version_tag == asked.version) tagged = found;
  }
  return tagged;
}

processes::ProgramSource::Called Company::called_process(processes::Asked const& asked) const {
  using processes::Binding;
  auto of = [&](OperatingModel const* model) { return model ? Called{find(std::string_view(model->revision), asked.id), model->revision} : Called{}; };
  if (asked.binding == Binding::latest) return of(model_.get());
  if (asked.binding == Binding::deployment) return {find(asked.revision, asked.id), std::string(asked.revision)};
  // A version of a process is another content of its diagram.
  auto diagram = [&](OperatingModel const& model) {
    auto const* program = find(std::string_view(model.revision), asked.id);
    auto source = program ? model.sources.find(program->span().file) : model.sources.end();
    return source == model.sources.end() ? std::string_view() : source->second.text();
  };
  Called tagged;
  std::string_view last;
  std::int64_t number = 0;
  for (auto const& version : adaptation.versions) {
    auto model = library_.find(version.revision);
    auto found = of(model.get());
    if (!found.program) continue;
    auto text = diagram(*model);
    if (number == 0 || text != last) ++number;
    last = text;
    if (asked.binding == Binding::version && std::to_string(number) == asked.version) return found;
    if (asked.binding == Binding::version_tag && found.program->version_tag() == asked.version) tagged = found;
  }
  return tagged;
}

decisions::DeclarationOf Company::declarations() const {
  return [this](decisions::LiveDecision const& live) { return find(live.revision, live.decision); };
}

execution::KpiValue Company::kpi_values(Instant now) const {
  return [this, now](std::string const& id) -> std::optional<Decimal> {
    auto kpi = model_->performance.kpis.find(id);
    if (kpi == model_->performance.kpis.end()) return std::nullopt;
    return performance::read_kpi(kpi->second, *model_->kpis, performance, now).value;
  };
}

adaptation::GaugeInput Company::gauge_input(Instant now) const {
  return {adaptation, model_->organisation, model_->strategy, model_->values, now};
}

}  // namespace drivetrain::app
