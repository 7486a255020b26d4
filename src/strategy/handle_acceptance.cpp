// Accepting a requirement (see handle.h).
#include "strategy/handle.h"

#include "organisation/hands.h"

namespace drivetrain::strategy {

Accepted acceptance_of(Requirement const& requirement, State const& state) {
  if (requirement.header.owner.empty()) return Accepted::no_owner;
  auto found = state.accepted.find(requirement.header.id);
  if (found == state.accepted.end()) return Accepted::waiting;
  auto const& event = found->second.event;
  return event.statement == requirement.statement && event.owner == requirement.header.owner ? Accepted::accepted : Accepted::changed;
}

Status handle(AcceptRequirement const& command, Context& context) {
  context.transition.about(command.requirement);
  auto found = context.model.requirements.find(command.requirement);
  if (found == context.model.requirements.end()) return Error{"DT-X901", "there is no requirement " + command.requirement, "list them on the Strategy page"};
  auto const& requirement = found->second;
  if (requirement.header.owner.empty())
    return Error{"DT-X903", "requirement " + command.requirement + " has no owner, so nobody can accept it", "propose a change that names one (metadata: owner)"};
  organisation::Hand hand(context.form, context.absences, context.transition.actor(), context.transition.now());
  DT_CHECK(hand.check({requirement.header.owner}, requirement.header.title + " is accepted", ""));
  if (acceptance_of(requirement, context.state) == Accepted::accepted) return Error{"DT-X903", requirement.header.title + " was accepted already, as it reads now", ""};
  context.transition.emit(RequirementAccepted{command.requirement, requirement.statement, requirement.header.owner, context.transition.actor().id, command.note, context.revision});
  return {};
}

void apply(RequirementAccepted const& event, journal::Record const& record, State& state) { state.accepted[event.requirement] = {event, record.at}; }

}  // namespace drivetrain::strategy
