// What comes to the engine from outside: a case begins, an activity is done, a stuck token tries again, variables change (see
// engine.h).
#include "processes/elements/element.h"
#include "processes/engine.h"

namespace drivetrain::processes {

void Engine::start(NodeIndex start) { this->start(std::vector{start}); }

void Engine::start(std::vector<NodeIndex> const& starts) {
  begin_scope(0, 0, false);  // its none start event is only one of the ways to begin
  begin_at(starts);
  run();
}

void Engine::complete(ActivityNumber activity, feel::Value const& variables, std::string_view by) {
  by_ = by;
  auto const* waiting = current().find(activity);
  DT_ASSERT(waiting != nullptr);
  auto node = node_of(activity);
  DT_ASSERT(node != no_index);
  auto const& kind = waiting->kind.text();
  if (kind == "async_before" || kind == "async_after" || kind == "listener") {
    Token token{node, waiting->flow.empty() ? no_index : program().find_flow(waiting->flow.text()), waiting->scope,
                static_cast<Stage>(waiting->stage), waiting->item, waiting->compensates};
    if (kind == "listener") token.listener = static_cast<std::uint32_t>(waiting->trigger) + 1;
    if (kind == "listener" && variables.kind() == feel::Kind::context) set_variables(variables.context(), token.scope);
    finish(activity);
    push(token);
  } else if (waiting->listens()) {
    fired(activity, variables);
  } else {
    element(program().node(node).kind).complete(*this, activity, variables);
  }
  by_.clear();
  run();
}

void Engine::complete_job(ActivityNumber activity, feel::Value const& variables, feel::Value const& local) {
  if (local.kind() == feel::Kind::context) set_local(from_outside(local.context()), activity);
  complete(activity, variables);
}

void Engine::set_at_job(ActivityNumber job, feel::Value const& variables, feel::Value const& local) {
  bool some = variables.kind() == feel::Kind::context && !variables.context().empty(), own = local.kind() == feel::Kind::context && !local.context().empty();
  if (!some && !own) return;
  if (own) set_local(from_outside(local.context()), job);
  if (some) set_variables(variables.context(), job);
  run();
}

void Engine::retry(ActivityNumber incident, feel::Value const& variables) {
  auto const* stuck = current().find(incident);
  DT_ASSERT(stuck != nullptr && stuck->incident);
  if (stuck->stage == static_cast<std::int32_t>(Stage::yielding)) return yield_again(incident, variables);
  if (!stuck->topic.empty()) return retry_job(incident, variables);
  Token token{program().find(stuck->element.text()), no_index, stuck->scope, static_cast<Stage>(stuck->stage), stuck->item, stuck->compensates};
  // What was at work already begins anew, without what lies before it.
  if (stuck->kind.text() != "incident") token.stage = stuck->item >= 0 ? Stage::instance : Stage::rested;
  if (!stuck->flow.empty()) token.flow = program().find_flow(stuck->flow.text());
  DT_ASSERT(token.node != no_index);
  auto const& actor = context_.transition.actor();
  by_ = actor.kind == journal::ActorKind::person ? actor.id : std::string();
  if (variables.kind() == feel::Kind::context) set_variables(variables.context(), token.scope);
  by_.clear();
  emit(IncidentResolved{case_id(), activity_id(incident)});
  push(token);
  run();
}

void Engine::retry_job(ActivityNumber job, feel::Value const& variables) {
  auto const& actor = context_.transition.actor();
  by_ = actor.kind == journal::ActorKind::person ? actor.id : std::string();
  if (variables.kind() == feel::Kind::context) set_variables(variables.context(), job);
  by_.clear();
  emit(IncidentResolved{case_id(), activity_id(job), 1});
  run();
}

void Engine::change_variables(feel::Context variables, ActivityNumber activity) {
  auto const& actor = context_.transition.actor();
  by_ = actor.kind == journal::ActorKind::person ? actor.id : std::string();
  set_variables(std::move(variables), activity);
  by_.clear();
  for (auto const& [number, one] : current().activities)
    if (one.kind.text() == to_string(ElementKind::ad_hoc_sub_process)) touch(number);  // its completion condition may hold now
  run();
}

}  // namespace drivetrain::processes
