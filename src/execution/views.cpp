// Health of initiatives (see views.h).
#include "execution/views.h"

#include <algorithm>

#include "decisions/subjects.h"
#include "feel/expression.h"

namespace drivetrain::execution {

std::string_view to_string(Health health) {
  switch (health) {
    case Health::on_track: return "on_track";
    case Health::at_risk: return "at_risk";
    case Health::late: return "late";
    case Health::done: return "done";
  }
  return "on_track";
}

EvidenceReading read_evidence(Milestone const& milestone, KpiValue const& kpi, Instant now) {
  if (!milestone.evidence) return {std::nullopt, "no evidence is asked for"};
  auto const& evidence = *milestone.evidence;
  auto value = kpi(evidence.kpi.text());
  if (!value) return {std::nullopt, evidence.kpi.text() + " has no data"};
  auto compiled = feel::compile(evidence.when.text, {{"value"}, false});
  auto says = evidence.kpi.text() + " is " + value->to_string() + ", wanted " + evidence.when.text;
  if (auto* expression = std::get_if<feel::Expression>(&compiled)) {
    feel::Context context;
    context.set("value", feel::Value(*value));
    return {expression->evaluate(feel::Environment::of(context, now)).value.is_true(), says};
  }
  return {std::nullopt, says};
}

Gate gate_of(Milestone const& milestone, std::string const& key, State const& state, decisions::Model const& rights) {
  if (milestone.gate.empty()) return Gate::none;
  auto answer = state.gates.find(key);
  if (answer == state.gates.end() || answer->second.decision != milestone.gate.text()) return Gate::open;
  auto right = rights.decisions.find(milestone.gate.text());
  return right != rights.decisions.end() && decisions::says_yes(right->second, answer->second.outcome) ? Gate::passed : Gate::held;
}

std::vector<std::string> owners_of(Initiative const& initiative, strategy::Model const& strategy) {
  if (!initiative.header.owner.empty()) return {initiative.header.owner};
  std::vector<std::string> owners;
  for (auto const& served : initiative.objectives) {
    auto objective = strategy.objectives.find(served.text());
    if (objective == strategy.objectives.end() || objective->second.header.owner.empty()) continue;
    if (std::find(owners.begin(), owners.end(), objective->second.header.owner) == owners.end()) owners.push_back(objective->second.header.owner);
  }
  return owners;
}

InitiativeView view(Initiative const& initiative, Model const& model, State const& state, Date today, KpiValue const& kpi) {
  InitiativeView result;
  bool all_reached = !initiative.milestones.empty(), late = false, risk = false;
  auto today_number = days_from_epoch(today);
  for (auto const& milestone : initiative.milestones) {
    MilestoneView line{milestone.id.value, milestone.title, milestone.due, false, false, {}, {}};
    auto found = state.reached.find(milestone_key(initiative.header.id, milestone.id.value));
    if (found != state.reached.end()) {
      line.reached = true;
      line.late = found->second.late;
      line.says = found->second.evidence;
    } else {
      all_reached = false;
      auto evidence = read_evidence(milestone, kpi, Instant{today_number * days(1).us});
      line.evidence_holds = evidence.holds;
      line.says = evidence.says;
      auto left = days_from_epoch(milestone.due) - today_number;
      if (left < 0) {
        late = line.late = true;
        result.reasons.push_back(milestone.title + " was due on " + format_date(milestone.due) + " and is not reached: " +
                                 evidence.says);
      } else if (left <= 14 && evidence.holds == false) {
        risk = true;
        result.reasons.push_back(milestone.title + " is due in " + std::to_string(left) + " days: " + evidence.says);
      }
    }
    result.milestones.push_back(std::move(line));
  }
  for (auto const& needed : initiative.depends_on) {
    auto other = model.initiatives.find(needed.text());
    if (other == model.initiatives.end() || other->first == initiative.header.id) continue;
    for (auto const& milestone : other->second.milestones)
      if (days_from_epoch(milestone.due) < today_number &&
          !state.reached.contains(milestone_key(other->first, milestone.id.value))) {
        risk = true;
        result.reasons.push_back("it depends on " + other->second.header.title + ", which is late");
        break;
      }
  }
  result.health = all_reached ? Health::done : late ? Health::late : risk ? Health::at_risk : Health::on_track;
  return result;
}

}  // namespace drivetrain::execution
