// The commands that come from outside (see command_catalogue.h). A command joins by one line here.
#include "app/command_catalogue.h"

#include <algorithm>

#include "adaptation/commands.h"
#include "app/from_value.h"
#include "coordination/commands.h"
#include "coordination/idea_commands.h"
#include "coordination/task_commands.h"
#include "decisions/commands.h"
#include "execution/commands.h"
#include "organisation/commands.h"
#include "performance/commands.h"
#include "processes/case_commands.h"
#include "processes/commands.h"
#include "processes/delivery_commands.h"
#include "strategy/commands.h"

namespace drivetrain::app {

namespace {

struct Entry {
  char const* name;
  Result<journal::Command> (*make)(feel::Value const&, journal::Actor);
};

template <class C>
Entry entry() {
  return {C::type.name, [](feel::Value const& fields, journal::Actor actor) -> Result<journal::Command> {
            DT_TRY(auto value, from_value<C>(fields));
            return journal::command(value, std::move(actor));
          }};
}

Entry const entries[] = {
    entry<organisation::ReportAbsence>(), entry<organisation::EndAbsence>(),
    entry<strategy::AcceptRequirement>(),
    entry<decisions::OpenDecision>(), entry<decisions::TakeDecision>(), entry<decisions::EscalateDecision>(), entry<decisions::WithdrawDecision>(),
    entry<decisions::ContributeToDecision>(), entry<decisions::StopAutonomy>(), entry<decisions::ResumeAutonomy>(),
    entry<coordination::StartWork>(), entry<coordination::CompleteWork>(), entry<coordination::ReturnWork>(), entry<coordination::ExpediteWork>(),
    entry<coordination::ClaimWork>(), entry<coordination::UnclaimWork>(), entry<coordination::AssignWork>(), entry<coordination::DelegateWork>(), entry<coordination::ResolveWork>(),
    entry<coordination::RescheduleWork>(),
    entry<coordination::StartOccurrence>(), entry<coordination::AddAction>(), entry<coordination::NoteMinutes>(), entry<coordination::CloseOccurrence>(),
    entry<coordination::CompleteAction>(), entry<coordination::RaiseIssue>(), entry<coordination::AcknowledgeIssue>(),
    entry<coordination::ContainIssue>(), entry<coordination::ResolveIssue>(), entry<coordination::EscalateIssue>(), entry<coordination::StateCause>(), entry<coordination::TestEffect>(),
    entry<coordination::ProposeIdea>(), entry<coordination::BeginTrial>(), entry<coordination::JudgeTrial>(), entry<coordination::AdoptIdea>(), entry<coordination::DropIdea>(), entry<coordination::StandardiseIdea>(), entry<coordination::TestIdea>(),
    entry<processes::StartCase>(), entry<processes::CorrelateMessage>(), entry<processes::CancelCase>(), entry<processes::ResolveIncident>(),
    entry<processes::BroadcastSignal>(), entry<processes::EvaluateConditions>(), entry<processes::SetVariables>(), entry<processes::SuspendCase>(), entry<processes::ResumeCase>(),
    entry<processes::ModifyCase>(), entry<processes::MigrateCase>(), entry<processes::DeliverMessage>(), entry<processes::RingTimer>(), entry<processes::MoveTimer>(),
    entry<execution::ReachMilestone>(), entry<execution::AskForGate>(), entry<performance::MeasureKpis>(), entry<performance::ReportFacts>(), entry<performance::RebaseKpi>(), entry<performance::UndoRebase>(),
    entry<adaptation::MeasureGauges>(), entry<adaptation::RaiseSignal>(), entry<adaptation::DisposeSignal>(), entry<adaptation::WithdrawChange>(),
    entry<adaptation::ApproveChange>(), entry<adaptation::DeployModel>(),
};

}  // namespace

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (auto const& one : entries) names.emplace_back(one.name);
  return names;
}

Result<journal::Command> command_from(std::string const& name, feel::Value const& fields, journal::Actor actor) {
  auto found = std::find_if(std::begin(entries), std::end(entries), [&](Entry const& one) { return name == one.name; });
  if (found != std::end(entries)) return found->make(fields, std::move(actor));
  auto near = nearest(name, command_names());
  return Error{"DT-X902", "there is no command " + name, near ? "did you mean " + *near + "?" : ""};
}

}  // namespace drivetrain::app
