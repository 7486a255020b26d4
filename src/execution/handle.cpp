// Reaching a milestone (see handle.h).
#include "execution/handle.h"

#include <algorithm>

namespace drivetrain::execution {

Status handle(ReachMilestone const& command, Context& context) {
  auto initiative = context.model.initiatives.find(command.initiative);
  if (initiative == context.model.initiatives.end())
    return Error{"DT-X901", "there is no initiative " + command.initiative, "list them on the Strategy page"};
  auto const& milestones = initiative->second.milestones;
  auto milestone = std::find_if(milestones.begin(), milestones.end(),
                                [&](Milestone const& m) { return m.id.value == command.milestone; });
  if (milestone == milestones.end())
    return Error{"DT-X901", "initiative " + command.initiative + " has no milestone " + command.milestone, ""};
  auto key = milestone_key(command.initiative, command.milestone);
  if (context.state.reached.contains(key))
    return Error{"DT-X903", milestone->title + " was reached already", ""};
  auto evidence = read_evidence(*milestone, context.kpi, context.transition.now());
  if (milestone->evidence && evidence.holds != true)
    return Error{"DT-X903", milestone->title + " is not reached: " + evidence.says,
                 "a milestone is reached when its evidence holds; change the evidence by a proposal if it asks the wrong thing"};
  if (!milestone->gate.empty() && !context.state.gates.contains(key))
    return Error{"DT-X903", milestone->title + " waits for the decision " + milestone->gate.text(),
                 "open that decision with the subject " + key};
  bool late = milestone->due < context.today;
  context.transition.emit(MilestoneReached{command.initiative, command.milestone, evidence.says, command.note, late});
  return {};
}

void apply(MilestoneReached const& event, journal::Record const& record, State& state) {
  state.reached[milestone_key(event.initiative, event.milestone)] = {record.at, event.evidence, event.note, record.actor.id,
                                                                     event.late};
}

}  // namespace drivetrain::execution
