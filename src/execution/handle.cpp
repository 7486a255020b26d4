// Reaching a milestone, and asking for its gate (see handle.h).
#include "execution/handle.h"

#include <algorithm>

#include "base/text.h"
#include "decisions/facts.h"
#include "decisions/subjects.h"
#include "organisation/hands.h"
#include "organisation/views.h"

namespace drivetrain::execution {

namespace {

struct Point {
  Initiative const* initiative;
  Milestone const* milestone;
  std::string key;
};

Result<Point> find_milestone(std::string const& initiative_id, std::string const& milestone_id, Context const& context) {
  auto initiative = context.model.initiatives.find(initiative_id);
  if (initiative == context.model.initiatives.end())
    return Error{"DT-X901", "there is no initiative " + initiative_id, "list them on the Strategy page"};
  auto const& milestones = initiative->second.milestones;
  auto milestone = std::find_if(milestones.begin(), milestones.end(), [&](Milestone const& m) { return m.id.value == milestone_id; });
  if (milestone == milestones.end())
    return Error{"DT-X901", "initiative " + initiative_id + " has no milestone " + milestone_id, ""};
  auto key = milestone_key(initiative_id, milestone_id);
  if (context.state.reached.contains(key)) return Error{"DT-X903", milestone->title + " was reached already", ""};
  return Point{&initiative->second, &*milestone, std::move(key)};
}

Status answers_for(Point const& point, char const* deed, Context const& context) {
  organisation::Hand hand(context.people.form, context.people.state, context.transition.actor(), context.transition.now());
  return hand.check(owners_of(*point.initiative, context.strategy), point.milestone->title + deed,
                    "the initiative " + point.initiative->header.id + " has no owner");
}

Status gate_lets_pass(Point const& point, Context const& context) {
  auto const& gate = point.milestone->gate.text();
  switch (gate_of(*point.milestone, point.key, context.state, context.rights)) {
    case Gate::none:
    case Gate::passed: return {};
    case Gate::held: {
      auto const& answer = context.state.gates.at(point.key);
      return Error{"DT-X903", point.milestone->title + " was not let through: " + answer.outcome + ", by " +
                                  organisation::name_of(context.people.form, answer.person) + ", because " + answer.reason,
                   "mend what was missing and ask for the gate again"};
    }
    case Gate::open: break;
  }
  return Error{"DT-X903", point.milestone->title + " waits for the decision " + gate, "ask for the gate; whoever holds that right is asked"};
}

}  // namespace

Status handle(ReachMilestone const& command, Context& context) {
  context.transition.about(command.initiative);
  DT_TRY(auto point, find_milestone(command.initiative, command.milestone, context));
  DT_CHECK(answers_for(point, " is declared reached", context));
  auto evidence = read_evidence(*point.milestone, context.kpi, context.transition.now());
  if (point.milestone->evidence && evidence.holds != true)
    return Error{"DT-X903", point.milestone->title + " is not reached: " + evidence.says,
                 "a milestone is reached when its evidence holds; change the evidence by a proposal if it asks the wrong thing"};
  DT_CHECK(gate_lets_pass(point, context));
  bool late = point.milestone->due < context.today;
  context.transition.emit(MilestoneReached{command.initiative, command.milestone, evidence.says, command.note, late});
  return {};
}

Status handle(AskForGate const& command, Context& context) {
  context.transition.about(command.initiative);
  DT_TRY(auto point, find_milestone(command.initiative, command.milestone, context));
  DT_CHECK(answers_for(point, " is brought to its gate", context));
  auto gate = gate_of(*point.milestone, point.key, context.state, context.rights);
  if (gate == Gate::none) return Error{"DT-X903", point.milestone->title + " has no gate", "it is reached when its evidence holds"};
  if (gate == Gate::passed) return Error{"DT-X903", point.milestone->title + " was let through already", "declare it reached"};
  for (auto const& [id, live] : context.decisions.live)
    if (live.kind == decisions::kind_gate && live.subject == point.key)
      return Error{"DT-X903", point.milestone->title + " waits at its gate already: " + id, ""};
  auto right = context.rights.decisions.find(point.milestone->gate.text());
  if (right == context.rights.decisions.end())
    return Error{"DT-X901", "the gate's right " + point.milestone->gate.text() + " is not in the model in force", ""};
  DT_CHECK(decisions::check_facts(right->second, command.facts));
  context.transition.emit(GateAsked{command.initiative, command.milestone, right->first, command.facts, std::string(trim(command.note)),
                                    context.transition.actor().id});
  return {};
}

void apply(MilestoneReached const& event, journal::Record const& record, State& state) {
  state.reached[milestone_key(event.initiative, event.milestone)] = {record.at, event.evidence, event.note, record.actor.id,
                                                                     event.late};
}

}  // namespace drivetrain::execution
