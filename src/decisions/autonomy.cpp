// What a right decides by itself, and who stops it (see autonomy.h).
#include "decisions/autonomy.h"

#include "decisions/check.h"
#include "feel/expression.h"
#include "organisation/views.h"

namespace drivetrain::decisions {

namespace {

bool inside(Formula const& bounds, Decision const& decision, feel::Value const& facts, Instant now) {
  feel::Scope scope;
  for (auto const& fact : decision.facts) scope.names.push_back(fact.name.value);
  auto compiled = feel::compile(bounds.text, scope);
  auto* expression = std::get_if<feel::Expression>(&compiled);
  static feel::Context const none;
  return expression && expression->evaluate(feel::Environment::of(facts.kind() == feel::Kind::context ? facts.context() : none, now)).value.is_true();
}

}  // namespace

AutonomyToday decides_by_itself(Decision const& decision, feel::Value const& facts, Suggestion const& suggestion, State const& state, Instant now) {
  if (!decision.autonomy || decision.autonomy->mode != AutonomyMode::automatic) return {false, "it is taken by a person"};
  if (!decision.governs.empty()) return {false, "what changes the model is approved by a person"};
  auto const& bounds = decision.autonomy->bounds;
  if (bounds.empty() || !inside(bounds, decision, facts, now)) return {false, "it is outside the bounds " + bounds.text};
  if (auto stopped = state.stopped.find(decision.header.id); stopped != state.stopped.end()) return {false, "it was stopped: " + stopped->second.reason};
  if (suggestion.outcome.empty()) return {false, "its table came to no outcome"};
  for (auto const& outcome : decision.outcomes)
    if (outcome.value == suggestion.outcome) return {true, "inside the bounds " + bounds.text};
  return {false, "its table suggests " + suggestion.outcome + ", which is no outcome of it"};
}

std::string may_switch(Decision const& decision, std::string_view person, People const& people, Instant now) {
  std::vector<std::string> roles;
  if (decision.autonomy && !decision.autonomy->kill.empty()) roles.push_back(decision.autonomy->kill.text());
  if (!decision.header.owner.empty()) roles.push_back(decision.header.owner);
  for (auto const& role : deciding_roles(decision)) roles.push_back(role.text());
  for (auto const& step : decision.escalation)
    if (step.to.text() != "next-band") roles.push_back(step.to.text());
  for (auto const& role : roles)
    if (organisation::may_act(people.form, people.state, person, role, now)) return role;
  return {};
}

}  // namespace drivetrain::decisions
