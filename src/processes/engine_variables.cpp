// Where variables live: in the case, in a sub-process, in one activity. What is set goes to the nearest of them that has the name
// already, else to the case (BPMN 2.0.2 §10.4.7: data lives as long as what holds it). Conditions that read them are asked again.
#include <algorithm>

#include "processes/engine.h"

namespace drivetrain::processes {

/// Without the names that are the engine's own ("$items"): nobody sets those from outside.
feel::Context Engine::from_outside(feel::Context const& variables) {
  feel::Context kept;
  for (auto const& [name, value] : variables.entries())
    if (!name.starts_with('$')) kept.set(name, value);
  return kept;
}

void Engine::set_variables(feel::Context given, ActivityNumber from) {
  auto variables = from_outside(given);
  if (variables.empty()) return;
  auto const& c = current();
  std::map<ActivityNumber, feel::Context> by_home;
  for (auto const& [name, value] : variables.entries()) {
    ActivityNumber home = from;
    while (home != 0) {
      auto const* activity = c.find(home);
      if (!activity) home = 0;
      else if (own_variable(*activity, name)) break;
      else home = activity->scope;
    }
    by_home[home].set(name, value);
    if (runs_[at_].has_conditions) changed_.push_back({at_, home, name});
  }
  for (auto& [home, own] : by_home) emit(VariablesSet{case_id(), feel::Value(std::move(own)), by_, activity_id(home)});
  stir_complex();
}

void Engine::set_local(feel::Context variables, ActivityNumber activity) {
  if (variables.empty()) return;
  if (runs_[at_].has_conditions)
    for (auto const& [name, value] : variables.entries()) changed_.push_back({at_, activity, name});
  emit(VariablesSet{case_id(), feel::Value(std::move(variables)), by_, activity_id(activity)});
  stir_complex();
}

bool Engine::is_within(ActivityNumber activity, ActivityNumber scope) const {
  while (activity != scope && activity != 0) {
    auto const* inner = current().find(activity);
    activity = inner ? inner->scope : 0;
  }
  return activity == scope;
}

std::vector<ActivityNumber> Engine::attentive() {
  auto& run = runs_[at_];
  std::erase_if(run.attentive, [&](ActivityNumber number) { return !current().find(number); });
  auto const& activities = current().activities;
  for (auto one = activities.upper_bound(run.looked_at); one != activities.end(); ++one) {
    auto kind = one->second.kind.text();
    if (kind == to_string(TriggerKind::conditional) || kind == to_string(ElementKind::ad_hoc_sub_process)) run.attentive.push_back(one->first);
    run.looked_at = one->first;
  }
  return run.attentive;
}

/// Asks each condition that begins to listen, or that can see a variable which has changed. True when one of them held.
bool Engine::settle_conditions() {
  if (changed_.empty() && fresh_.empty()) return false;
  auto changed = std::exchange(changed_, {});
  auto fresh = std::exchange(fresh_, {});
  std::set<std::size_t> runs;
  for (auto const& one : changed) runs.insert(one.run);
  for (auto const& one : fresh) runs.insert(one.run);
  bool moved = false;
  for (auto run : runs) {
    if (runs_[run].ended) continue;
    Selected selected(*this, run);
    std::vector<ActivityNumber> asked;
    for (auto number : attentive()) {
      auto const& activity = *current().find(number);
      if (activity.kind.text() == to_string(TriggerKind::conditional)) {
        asked.push_back(number);
        continue;
      }
      // Its condition is asked when a step of it is over (§13.3.5). With none left to be over, an ad hoc sub-process would wait for ever for what others set.
      bool rests = current().scopes.contains(number);
      if (rests) current().each_in(number, [&](ActivityNumber, Activity const&) { rests = false; });
      if (rests && std::any_of(changed.begin(), changed.end(), [&](Changed const& one) { return one.run == run && is_within(number, one.home); })) touch(number);
    }
    for (auto number : asked) {
      if (runs_[run].ended) break;
      auto const* activity = current().find(number);
      if (!activity) continue;
      auto node = node_of(number);
      auto const& trigger = program().triggers(node)[static_cast<std::size_t>(activity->trigger)];
      auto from = activity->host != 0 ? activity->host : activity->of_scope ? activity->scope : number;
      bool concerned = fresh.contains({run, number}) || std::any_of(changed.begin(), changed.end(), [&](Changed const& one) {
                         return one.run == run && is_within(from, one.home) && (trigger.watched == 0 || program().word(trigger.watched) == one.name);
                       });
      if (!concerned) continue;
      auto value = this->value(trigger.expression, from);
      bool held = activity->left == 0;  // it has fired, and its condition has held since
      bool holds = value.ok() && value->is_true();  // over what is not there yet it does not hold yet
      if (held && !holds) listen_anew(number);
      if (held || !holds) continue;
      moved = true;
      if (activity->listens()) fired(number, {});
      else done(number, {});
    }
  }
  return moved;
}

}  // namespace drivetrain::processes
