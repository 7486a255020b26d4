// Ad hoc sub-processes (BPMN 2.0.2 §10.3.5, §13.3.5): steps that nothing leads to, all at once or one after the other, until each is done or the
// completion condition holds. It is asked whenever a step ends and when variables are set.
#include <algorithm>

#include "processes/engine.h"

namespace drivetrain::processes {

namespace {

constexpr char const* begun_name = "$begun";    // how many of its steps have begun; no name that a model can write
constexpr char const* chosen_name = "$chosen";  // ids of the steps that it consists of, where that is computed

/// As chosen, else all in the file's order.
std::vector<NodeIndex> steps_of(Program const& program, ScopeIndex inner, Activity const& activity) {
  std::vector<NodeIndex> steps;
  if (auto const* chosen = activity.variables.find(chosen_name)) {
    for (auto const& id : chosen->list())
      if (auto node = program.find(id.string()); node != no_index) steps.push_back(node);
    return steps;
  }
  for (NodeIndex node = 0; node < program.nodes().size(); ++node) {
    auto const& drawn = program.node(node);
    bool by_itself = drawn.kind != ElementKind::boundary_event && drawn.kind != ElementKind::event_sub_process && drawn.kind != ElementKind::start_event && !drawn.for_compensation;
    if (drawn.scope == inner && drawn.incoming == 0 && by_itself) steps.push_back(node);
  }
  return steps;
}

std::size_t begun_steps(Activity const& activity) {
  auto const* begun = activity.variables.find(begun_name);
  return begun ? static_cast<std::size_t>(begun->number().to_int64().value_or(0)) : 0;
}

}  // namespace

/// Remembers which steps the file's expression names. False when that could not be computed: then the sub-process is stuck.
bool Engine::choose_steps(ActivityNumber scope) {
  auto node = node_of(scope);
  auto const& part = program().inner(node);
  if (part.chosen == no_index || current().find(scope)->variables.find(chosen_name)) return true;
  auto what = "the steps of '" + program().title(node) + "' that begin,";
  auto give_up = [&](Error const& why) {
    auto const& activity = *current().find(scope);
    Token again{node, no_index, activity.scope, activity.item >= 0 ? Stage::instance : Stage::rested, activity.item, activity.compensates};
    cancel(scope, why.message);
    stuck(again, why);
    return false;
  };
  auto chosen = evaluate(part.chosen, scope, what);
  if (!chosen.ok()) return give_up(chosen.error());
  auto is_step = [&](feel::Value const& id) {
    auto step = id.kind() == feel::Kind::string ? program().find(id.string()) : no_index;
    return step != no_index && program().node(step).scope == program().node(node).part;
  };
  if (chosen->kind() != feel::Kind::list || !std::all_of(chosen->list().begin(), chosen->list().end(), is_step))
    return give_up({"", what + " are " + feel::to_text(*chosen) + ", which is no list of ids of its steps", "set the variables that it reads, then resolve the incident"});
  feel::Context own;
  own.set(chosen_name, *chosen);
  set_local(std::move(own), scope);
  return true;
}

void Engine::begin_ad_hoc(ActivityNumber scope) {
  auto inner = program().node(node_of(scope)).part;
  if (!choose_steps(scope)) return;
  auto steps = steps_of(program(), inner, *current().find(scope));
  auto from = begun_steps(*current().find(scope));
  auto until = program().scopes()[inner].sequential ? std::min(from + 1, steps.size()) : steps.size();
  feel::Context begun;
  begun.set(begun_name, feel::Value(static_cast<std::int64_t>(until)));
  set_local(std::move(begun), scope);
  for (auto i = from; i < until; ++i) push({steps[i], no_index, scope});
  touch(scope);
}

bool Engine::settle_ad_hoc(ActivityNumber scope) {
  auto node = node_of(scope);
  auto const& part = program().inner(node);
  auto busy = [&] {
    auto const& within = current().scopes.at(scope);
    return within.waiting > 0 || within.arrived > 0;
  };
  bool enough = false;
  if (part.completion != no_index) {
    auto value = this->value(part.completion, scope);
    enough = value.ok() && value->is_true();  // over what is not there yet it does not hold yet
  }
  if (enough && part.cancel_remaining) cancel_scope(scope, "'" + program().title(node) + "' is complete without it");
  if (busy()) return false;
  auto steps = steps_of(program(), program().node(node).part, *current().find(scope));
  if (!enough && begun_steps(*current().find(scope)) < steps.size()) {
    begin_ad_hoc(scope);
    return true;
  }
  // Without a condition it is done with its last step; with one it waits until that holds: somebody may do a step again.
  if (!enough && part.completion != no_index) return false;
  done(scope, {});
  return true;
}

}  // namespace drivetrain::processes
