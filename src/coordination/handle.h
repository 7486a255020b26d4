// Handling: what happens when somebody asks the management system. Work goes to those who hold its role, in the order of
// strategy or with a reason; meetings are opened by their chair; issues call one tier after the other.
#pragma once

#include <optional>
#include <string>

#include "coordination/commands.h"
#include "coordination/queue.h"
#include "coordination/state.h"
#include "coordination/task_commands.h"
#include "journal/transition.h"

namespace drivetrain::coordination {

/// A KPI now, as far as the test of a fix needs it.
struct Figure {
  bool known = false, alarm = false;
  std::string says;  ///< "82.4 % (target 95, alarm 85)"
};

struct Context {
  journal::Transition& transition;
  State const& state;
  Model const& model;  ///< in force
  People people;
  strategy::ValueTable const& values;  ///< of the model in force
  feel::Value agenda;                  ///< for StartOccurrence only: built by app/ from live state, frozen in the event
  std::optional<Figure> figure = {};   ///< for TestEffect only: of the KPI that raised the issue; none: no figure did
};

/// Work. DT-X901 no such item; DT-X902 a field makes no sense; DT-X903 not now; DT-X904 another's work; DT-X905 a reason is needed.
Status handle(OpenWorkItem const& command, Context& context);
Status handle(StartWork const& command, Context& context);
Status handle(CompleteWork const& command, Context& context);
Status handle(ReturnWork const& command, Context& context);
Status handle(WithdrawWorkItem const& command, Context& context);
/// Whose it is: by who may do it, who holds it, or who answers for its process.
Status handle(ClaimWork const& command, Context& context);
Status handle(UnclaimWork const& command, Context& context);
Status handle(AssignWork const& command, Context& context);
Status handle(DelegateWork const& command, Context& context);
Status handle(ResolveWork const& command, Context& context);
Status handle(SaveDraft const& command, Context& context);
Status handle(RescheduleWork const& command, Context& context);
/// By policy, from a decision that allows it; nobody expedites by hand (DT-X904).
Status handle(ExpediteWork const& command, Context& context);
Status handle(ReorderQueues const& command, Context& context);

/// Rhythms: the clock plans and lapses, the chair opens and closes, those who attend add and note.
Status handle(PlanRhythms const& command, Context& context);
Status handle(PlanOccurrence const& command, Context& context);
Status handle(LapseOccurrence const& command, Context& context);
Status handle(StartOccurrence const& command, Context& context);
Status handle(CloseOccurrence const& command, Context& context);
Status handle(AddAction const& command, Context& context);
Status handle(NoteMinutes const& command, Context& context);
Status handle(CompleteAction const& command, Context& context);

/// Issues: anybody raises; those of its tiers acknowledge, contain, resolve.
Status handle(RaiseIssue const& command, Context& context);
Status handle(AcknowledgeIssue const& command, Context& context);
Status handle(ContainIssue const& command, Context& context);
Status handle(ResolveIssue const& command, Context& context);
Status handle(EscalateIssue const& command, Context& context);
Status handle(StateCause const& command, Context& context);
Status handle(TestEffect const& command, Context& context);

}  // namespace drivetrain::coordination
