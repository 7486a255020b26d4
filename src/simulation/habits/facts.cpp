// Conditions and names (see facts.h).
#include "simulation/habits/facts.h"

#include "feel/expression.h"

namespace drivetrain::simulation {

bool holds(Formula const& when, feel::Value const& facts, Instant now) {
  if (when.empty()) return true;
  auto compiled = feel::compile(when.text, {{}, true});
  auto const* expression = std::get_if<feel::Expression>(&compiled);
  if (!expression || facts.kind() != feel::Kind::context) return false;
  return expression->evaluate(feel::Environment::of(facts.context(), now)).value.is_true();
}

std::string name_of_subject(Sight const& sight, decisions::LiveDecision const& live) {
  auto slash = live.subject.find('/');
  if (slash != std::string::npos) return steady_name(sight, live.subject.substr(0, slash)) + live.subject.substr(slash);
  if (live.kind != "work") return live.subject;
  auto item = sight.coordination.items.find(live.subject);
  if (item == sight.coordination.items.end()) return live.subject;
  return steady_name(sight, item->second.opened.case_id) + "/" + item->second.opened.element;
}

}  // namespace drivetrain::simulation
