// Moving tokens (see engine.h). Semantics: BPMN 2.0.2 chapter 13; joins count tokens for each flow (§13.4.1).
#include "processes/engine.h"

#include <algorithm>
#include <set>

#include "base/limits.h"
#include "processes/elements/element.h"

namespace drivetrain::processes {

namespace {

Error endless_loop() {
  return {"",
          "the case took " + std::to_string(limits::max_steps_per_command) + " steps without waiting for anything: it goes round in a loop",
          "mend the variables that keep the loop going and resolve the incident, or cancel the case; then correct the process"};
}

}  // namespace

Engine::Engine(Context& context, std::string_view case_id, Program const& program)
    : context_(context), case_id_(case_id), program_(program) {}

Case const& Engine::current() const {
  auto const* c = context_.state.open(case_id_);
  DT_ASSERT(c != nullptr);
  return *c;
}

void Engine::start(NodeIndex start) {
  work_.push_back({start, no_index, 0});
  run();
}

void Engine::complete(ActivityNumber activity, feel::Value const& variables, std::string_view by) {
  by_ = by;
  auto const* waiting = current().find(activity);
  DT_ASSERT(waiting != nullptr);
  auto node = program_.find(waiting->element.text());
  DT_ASSERT(node != no_index);
  element(program_.node(node).kind).complete(*this, activity, variables);
  by_.clear();
  run();
}

void Engine::retry(ActivityNumber incident, feel::Value const& variables) {
  auto const* stuck = current().find(incident);
  DT_ASSERT(stuck != nullptr && stuck->incident);
  Token token{program_.find(stuck->element.text()), no_index, stuck->scope};
  if (!stuck->flow.empty()) token.flow = program_.find_flow(stuck->flow.text());
  DT_ASSERT(token.node != no_index);
  auto const& actor = context_.transition.actor();
  by_ = actor.kind == journal::ActorKind::person ? actor.id : std::string();
  if (variables.kind() == feel::Kind::context) set_variables(variables.context());
  by_.clear();
  context_.transition.emit(IncidentResolved{case_id_, activity_id(incident)});
  work_.push_back(token);
  run();
}

void Engine::cancel_case(std::string const& reason) {
  cancel_scope(0, "the case was cancelled: " + reason);
  auto process = program_.process();
  context_.transition.emit(CaseCancelled{case_id_, process, reason});
  ended_ = true;
}

void Engine::run() {
  do {
    while (!ended_ && next_ < work_.size()) {
      auto token = work_[next_++];
      if (next_ == work_.size()) work_.clear(), next_ = 0;
      if (++steps_ > limits::max_steps_per_command)
        stuck(token, endless_loop());
      else
        element(program_.node(token.node).kind).enter(*this, token);
    }
    settle();
  } while (!ended_ && next_ < work_.size());
}

/// Completes the scopes in which nothing is alive any more, and finds those in which nothing can move.
void Engine::settle() {
  while (!ended_ && !touched_.empty()) {
    auto scope = touched_.back();
    touched_.pop_back();
    if (settle(scope)) return;
  }
}

/// True when that put tokens on the list.
bool Engine::settle(ActivityNumber scope) {
  auto found = current().scopes.find(scope);
  if (found == current().scopes.end() || found->second.waiting > 0) return false;
  if (found->second.arrived > 0) {
    deadlocked(scope);
    return false;
  }
  if (scope == 0) {
    complete_case();
    return false;
  }
  element(ElementKind::sub_process).complete(*this, scope, {});
  return true;
}

void Engine::deadlocked(ActivityNumber scope) {
  auto const& joins = current().joins;
  auto join = std::find_if(joins.begin(), joins.end(), [&](Join const& j) { return j.scope == scope; });
  DT_ASSERT(join != joins.end());
  auto node = program_.find(join->element.text());
  std::string missing;
  for (auto flow : program_.incoming(node)) {
    auto const& id = program_.flow_id(flow);
    if (std::any_of(join->arrivals.begin(), join->arrivals.end(), [&](Join::Arrival const& a) { return a.flow.text() == id; })) continue;
    missing += (missing.empty() ? "" : ", ") + ("'" + program_.title(program_.flow(flow).source) + "'");
  }
  stuck({node, no_index, scope},
        {"", "'" + program_.title(node) + "' waits for the branch from " + missing + ", and nothing is left that could come from there",
         "resolve the incident to go on without that branch, or cancel the case; then correct the process"});
}

void Engine::complete_case() {
  auto const& c = current();
  auto now = this->now();
  CaseCompleted event;
  event.case_id = case_id_, event.process = c.process, event.business_key = c.business_key;
  event.service = c.service, event.tier = c.tier, event.customer = c.customer;
  if (last_end_ != no_index) event.end = program_.id(last_end_);
  event.took = now - c.started;
  event.promised = c.promised;
  event.promise_kept = !c.promised || now <= *c.promised;
  event.variables = feel::Value(c.variables);
  ended_ = true;
  work_.clear(), next_ = 0;
  context_.transition.emit(event);
}

void Engine::leave(NodeIndex node, ActivityNumber scope) {
  auto const& from = program_.node(node);
  if (from.outgoing == 0) {
    last_end_ = node;
    touched_.push_back(scope);
  }
  for (FlowIndex i = 0; i < from.outgoing; ++i) take(from.first_outgoing + i, scope);
}

void Engine::take(FlowIndex flow, ActivityNumber scope) { work_.push_back({program_.flow(flow).target, flow, scope}); }

void Engine::pass(NodeIndex node, FlowIndex flow) {
  context_.transition.emit(ElementPassed{case_id_, program_.id(node), flow == no_index ? std::string() : program_.flow_id(flow)});
}

void Engine::end(NodeIndex node, ActivityNumber scope) {
  pass(node);
  last_end_ = node;
  touched_.push_back(scope);
}

void Engine::terminate(NodeIndex node, ActivityNumber scope) {
  pass(node);
  last_end_ = node;
  cancel_scope(scope, "'" + program_.title(node) + "' ended everything around it");
  if (scope == 0)
    complete_case();
  else
    element(ElementKind::sub_process).complete(*this, scope, {});
}

ActivityNumber Engine::wait(Token const& token, Listening const& listening) { return activate(token.node, token.scope, 0, listening); }

void Engine::listen(ActivityNumber host, ActivityNumber scope, std::vector<Listening> const& listeners) {
  for (auto const& listening : listeners) activate(listening.node, scope, host, listening);
}

ActivityNumber Engine::activate(NodeIndex index, ActivityNumber scope, ActivityNumber host, Listening const& listening) {
  auto number = current().activities_made + 1;
  auto const& node = program_.node(index);
  ActivityActivated event;
  event.case_id = case_id_, event.activity = activity_id(number), event.process = program_.process();
  event.element = program_.id(index), event.kind = to_string(node.kind), event.title = program_.title(index);
  if (node.kind == ElementKind::user_task || node.kind == ElementKind::business_rule_task) {
    auto const& task = program_.task(index);
    event.role = program_.word(task.role), event.decision = program_.word(task.decision), event.expected = task.expected;
  }
  event.message = listening.message, event.key = listening.key, event.due = listening.due;
  event.scope = activity_id(scope), event.host = activity_id(host);
  context_.transition.emit(event);
  if (listening.due) context_.transition.set_timer(timer_key(number), *listening.due, FireTimer{case_id_, event.activity});
  return number;
}

void Engine::finish(ActivityNumber number) {
  auto const& activity = *current().find(number);
  auto listeners = activity.listeners;
  if (activity.due) context_.transition.cancel_timer(timer_key(number));
  context_.transition.emit(ActivityCompleted{case_id_, activity_id(number), program_.process(), activity.element.text(),
                                             now() - activity.since, activity.kind.text(), by_});
  for (auto listener : listeners) cancel_one(listener, "what it listened for is over");
}

void Engine::cancel(ActivityNumber number, std::string const& reason) {
  auto const& activity = *current().find(number);
  if (current().scopes.contains(number)) cancel_scope(number, reason);
  auto listeners = activity.listeners;
  cancel_one(number, reason);
  for (auto listener : listeners) cancel_one(listener, reason);
}

void Engine::cancel_one(ActivityNumber number, std::string const& reason) {
  auto const& activity = *current().find(number);
  if (activity.due) context_.transition.cancel_timer(timer_key(number));
  context_.transition.emit(ActivityCancelled{case_id_, activity_id(number), activity.element.text(), reason, activity.kind.text()});
}

void Engine::cancel_scope(ActivityNumber scope, std::string const& reason) {
  // A sub-process has a smaller number than what lives in it: one pass upwards finds all, downwards the inner ones go first.
  std::set<ActivityNumber> scopes{scope};
  std::vector<ActivityNumber> inside;
  for (auto const& [number, activity] : current().activities) {
    if (!scopes.contains(activity.scope)) continue;
    inside.push_back(number);
    if (current().scopes.contains(number)) scopes.insert(number);
  }
  auto on_their_way = work_.begin() + static_cast<std::ptrdiff_t>(next_);
  work_.erase(std::remove_if(on_their_way, work_.end(), [&](Token const& token) { return scopes.contains(token.scope); }), work_.end());
  for (auto number = inside.rbegin(); number != inside.rend(); ++number) cancel_one(*number, reason);
}

void Engine::arrive(Token const& token) {
  context_.transition.emit(TokenArrived{case_id_, program_.id(token.node), program_.flow_id(token.flow), activity_id(token.scope)});
  touched_.push_back(token.scope);
}

void Engine::fire_join(NodeIndex node, ActivityNumber scope) {
  context_.transition.emit(JoinFired{case_id_, program_.id(node), activity_id(scope)});
}

void Engine::stuck(Token const& token, Error const& why) {
  IncidentRaised event;
  event.case_id = case_id_, event.activity = activity_id(current().activities_made + 1), event.process = program_.process();
  event.element = program_.id(token.node), event.message = why.message, event.help = why.help;
  event.scope = activity_id(token.scope);
  if (token.flow != no_index) event.flow = program_.flow_id(token.flow);
  context_.transition.emit(event);
}

void Engine::begin_scope(ActivityNumber scope, ScopeIndex inner) { work_.push_back({program_.scopes()[inner].start, no_index, scope}); }

void Engine::set_variables(feel::Context variables) {
  if (!variables.empty()) context_.transition.emit(VariablesSet{case_id_, feel::Value(std::move(variables)), by_});
}

}  // namespace drivetrain::processes
