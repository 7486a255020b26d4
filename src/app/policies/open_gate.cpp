// An initiative stands at a gate: the right that the milestone names is asked, with what its owner says.
#include "app/policies/policies.h"
#include "decisions/subjects.h"

namespace drivetrain::app::policies {

void open_gate(execution::GateAsked const& event, Reaction& reaction) {
  auto const& initiatives = reaction.company.model().execution.initiatives;
  auto initiative = initiatives.find(event.initiative);
  if (initiative == initiatives.end()) return;
  decisions::OpenDecision command;
  command.decision = event.decision;
  command.subject = execution::milestone_key(event.initiative, event.milestone);
  command.kind = decisions::kind_gate;
  command.title = event.milestone;
  for (auto const& milestone : initiative->second.milestones)
    if (milestone.id.value == event.milestone) command.title = milestone.title;
  command.title += " · " + initiative->second.header.title + (event.note.empty() ? "" : ": " + event.note);
  command.facts = event.facts;
  command.recommended_by = event.by;
  reaction.follow("open-gate", command);
}

}  // namespace drivetrain::app::policies
