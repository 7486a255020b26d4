// Moving tokens (see engine.h). Semantics: BPMN 2.0.2 chapter 13; joins count tokens for each flow (§13.4.1).
#include "processes/engine.h"

#include <algorithm>

#include "base/limits.h"
#include "processes/elements/element.h"

namespace drivetrain::processes {

namespace {

constexpr std::size_t searched_runs = 8;  ///< most commands are about one case: a search is cheaper than an index

Error endless_loop() {
  return {"",
          "the case took " + std::to_string(limits::max_steps_per_command) + " steps without waiting for anything: it goes round in a loop",
          "mend the variables that keep the loop going and resolve the incident, or cancel the case; then correct the process"};
}

}  // namespace

Engine::Engine(Context& context, std::string_view case_id, Program const& program) : context_(context) {
  add_run(std::string(case_id), program);
}

void Engine::add_run(std::string case_id, Program const& program) {
  // A case stays where it lies until it has ended.
  auto const* c = context_.state.open(case_id);
  if (runs_.size() >= searched_runs) run_by_case_.emplace(case_id, runs_.size());
  runs_.push_back({std::move(case_id), &program, c, false, no_index, program.has_conditions()});
}

NodeIndex Engine::node_of(ActivityNumber number) const {
  auto const* activity = current().find(number);
  return activity ? program().find(activity->element.text()) : no_index;
}

std::size_t Engine::run_of(std::string const& case_id, std::string_view revision, std::string_view process) {
  for (std::size_t i = 0; i < std::min(runs_.size(), searched_runs); ++i)
    if (runs_[i].case_id == case_id) return i;
  if (auto found = run_by_case_.find(case_id); found != run_by_case_.end()) return found->second;
  auto const* program = context_.programs.find(revision, process);
  DT_ASSERT(program != nullptr && "the revisions of open cases stay");
  add_run(case_id, *program);
  return runs_.size() - 1;
}

void Engine::push(Token token) {
  token.run = at_, token.steps = led_here_ + 1;
  ++pending_[{token.run, token.scope}];
  stir(token.scope);
  pushed_.push_back(token);
}

void Engine::take_up() {
  work_.insert(work_.end(), pushed_.rbegin(), pushed_.rend());
  pushed_.clear();
}

void Engine::run() {
  while (true) {
    if (!changed_.empty() || !fresh_.empty()) settle_conditions();
    settle_scopes();
    take_up();
    if (work_.empty()) {
      if (!settle() && changed_.empty() && fresh_.empty()) return;
      continue;
    }
    auto token = work_.back();
    work_.pop_back();
    auto pending = pending_.find({token.run, token.scope});
    if (--pending->second == 0) pending_.erase(pending);
    if (runs_[token.run].ended) continue;
    Selected selected(*this, token.run);
    led_here_ = token.steps;
    step(token);
  }
}

void Engine::step(Token const& token) {
  // A loop is a chain of steps, each of which led to the next; many tokens that each go a short way are none, within reason.
  constexpr std::size_t crowd = 20;
  if (token.steps > limits::max_steps_per_command || ++steps_ > crowd * limits::max_steps_per_command) return stuck(token, endless_loop());
  if (token.stage == Stage::listening) {
    // A person mended what it listens for; all else in the scope may be over by now.
    listen_in_scope(token.node, token.scope);
    return touch(token.scope);
  }
  auto const& node = program().node(token.node);
  bool chooses = node.kind == ElementKind::exclusive_gateway;  // its way out is what it does
  if (token.stage == Stage::leaving && !chooses) return go_on(token.node, token.scope, token.item, token.compensates, token.listener);
  if (token.stage == Stage::arriving && node.async_before) return rest(token, "async_before", Stage::rested);
  if (token.stage <= Stage::rested && node.loop != no_index) return begin_loop(token);
  if (token.stage == Stage::instance_arriving && program().loop(token.node).async_before) return rest(token, "async_before", Stage::instance);
  if (token.stage != Stage::leaving && !listened(token, false)) return;
  element(node.kind).enter(*this, token);
}

void Engine::rest(Token const& token, std::string_view kind, Stage next) {
  auto resting = token;
  resting.stage = next;
  Opening opening;
  opening.kind = kind;
  opening.listening.due = now();
  activate(resting, opening);
}

/// What depends on every token: asked when none moves, one thing at a time. True when that moved something.
bool Engine::settle() { return settle_waiting_joins() || settle_compensation() || settle_deliveries(); }

/// A token that moved on without ending may have been the last that could come to an inclusive join.
bool Engine::settle_waiting_joins() {
  while (!stirred_.empty()) {
    auto stirred = *stirred_.begin();
    stirred_.erase(stirred_.begin());
    if (runs_[stirred.run].ended) continue;
    Selected selected(*this, stirred.run);
    bool lives = stirred.scope == 0 || current().find(stirred.scope);
    if (!lives || !current().scopes.contains(stirred.scope) || !settle_joins(stirred.scope)) continue;
    touch(stirred.scope), stir(stirred.scope);  // another one of it may fire now
    return true;
  }
  return false;
}

/// A scope is settled as soon as no token is on its way in it: it ends, or its joins fire, before another branch goes on.
void Engine::settle_scopes() {
  for (bool found = true; found;) {
    found = false;
    for (auto i = touched_.size(); i-- > 0;) {
      auto touched = touched_[i];
      if (pending_.contains(touched)) continue;
      touched_.erase(touched_.begin() + static_cast<std::ptrdiff_t>(i));
      if (runs_[touched.run].ended) continue;
      Selected selected(*this, touched.run);
      settle_scope(touched.scope);
      found = true;
      break;
    }
  }
}

/// True when that moved something.
bool Engine::settle_scope(ActivityNumber scope) {
  auto const* found = current().scopes.find(scope);
  if (!found) return false;
  auto const* around = scope == 0 ? nullptr : current().find(scope);
  if (scope != 0 && !around) return false;  // it is over
  if (around && around->incident) return false;  // it is done already, and waits for a person
  if (!current().joins_of(scope).empty() && settle_joins(scope)) return touch(scope), true;
  bool body = around && (around->kind.text() == "multi_instance" || around->kind.text() == "loop");
  if (around && !body && program().node(node_of(scope)).kind == ElementKind::ad_hoc_sub_process && !undoes(around->kind.text())) return settle_ad_hoc(scope);
  if (found->waiting > 0) return false;
  if (found->arrived > 0) {
    deadlocked(scope);
    return false;
  }
  if (scope == 0) {
    if (current().abandoned) return ends_later(), false;
    complete_case();
    return true;
  }
  if (body) {
    // Its instances end it; where the last was cancelled by hand, nobody else goes on.
    instance_done(node_of(scope), scope);
    return true;
  }
  done(scope, {});
  return true;
}

/// What is left of what is over goes first; where the case has ended is remembered until then.
void Engine::ends_later() {
  auto end = runs_[at_].last_end;
  if (end == no_index || current().end.text() == program().id(end)) return;
  auto const& [scope, over] = *current().abandoned->begin();
  emit(ScopeAbandoned{case_id(), activity_id(scope), static_cast<std::int64_t>(over.last), std::string(over.reason), program().id(end)});
}

void Engine::deadlocked(ActivityNumber scope) {
  auto const& joins = current().joins_of(scope);
  auto join = std::find_if(joins.begin(), joins.end(), [&](Join const& j) { return !j.arrivals.empty(); });
  DT_ASSERT(join != joins.end());
  auto node = program().find(join->element.text());
  std::string missing;
  for (auto flow : program().incoming(node)) {
    auto const& id = program().flow_id(flow);
    if (std::any_of(join->arrivals.begin(), join->arrivals.end(), [&](Join::Arrival const& a) { return a.flow.text() == id; })) continue;
    missing += (missing.empty() ? "" : ", ") + ("'" + program().title(program().flow(flow).source) + "'");
  }
  stuck({node, no_index, scope},
        {"", "'" + program().title(node) + "' waits for the branch from " + missing + ", and nothing is left that could come from there",
         "resolve the incident to go on without that branch, or cancel the case; then correct the process"});
}

void Engine::complete_case() {
  auto const& c = current();
  auto now = this->now();
  CaseCompleted event;
  event.case_id = case_id(), event.process = c.process, event.business_key = c.business_key;
  event.service = c.service, event.tier = c.tier, event.customer = c.customer.text();
  event.end = runs_[at_].last_end != no_index ? program().id(runs_[at_].last_end) : c.end.text();
  event.took = now - c.started;
  event.promised = c.promised;
  event.promise_kept = !c.promised || now <= *c.promised;
  event.variables = feel::Value(c.variables);
  auto parent = c.parent;
  auto parent_activity = c.parent_activity;
  std::vector<ActivityNumber> listeners;  // what listens for the whole
  for (auto const& [number, activity] : c.activities) listeners.push_back(number);
  for (auto number : listeners) cancel_one(number, "the case has ended");
  runs_[at_].ended = true;
  auto variables = event.variables.context();
  emit(event);
  if (parent != 0) called_ended(parent, parent_activity, std::move(variables));
  key_is_free(event.process, event.business_key);
}

void Engine::take(FlowIndex flow, ActivityNumber scope) {
  Token token{program().flow(flow).target, flow, scope};
  if (auto listeners = program().flow(flow).listeners; listeners != no_index)
    for (auto const& one : program().listeners(listeners).start)
      if (auto ran = run_listener(one.expression, scope); !ran.ok()) return stuck(token, ran.error());
  push(token);
}

void Engine::leave(NodeIndex index, ActivityNumber scope) {
  auto const& node = program().node(index);
  auto flows = program().outgoing(index);
  std::vector<FlowIndex> taken;
  bool conditional = false;
  for (FlowIndex i = 0; i < flows.size(); ++i) {
    auto flow = node.first_outgoing + i;
    if (flow == node.default_flow) continue;
    if (flows[i].condition != no_index) {
      conditional = true;
      auto holds = this->holds(flow, scope);
      if (!holds.ok()) return stuck({index, no_index, scope, Stage::leaving}, holds.error());
      if (!*holds) continue;
    }
    taken.push_back(flow);
  }
  if (taken.empty() && node.default_flow != no_index) taken.push_back(node.default_flow);
  if (taken.empty() && conditional)
    return stuck({index, no_index, scope, Stage::leaving},
                 {"", "none of the flows out of '" + program().title(index) + "' holds, and it has no default flow",
                  "set the variables so that one holds and resolve the incident; then give it a default flow"});
  if (taken.empty()) {
    runs_[at_].last_end = index;
    touch(scope);
  }
  for (auto flow : taken) take(flow, scope);
}

void Engine::pass(NodeIndex node, ActivityNumber scope, FlowIndex flow) {
  emit(ElementPassed{case_id(), program().id(node), flow == no_index ? std::string() : program().flow_id(flow), activity_id(scope)});
}

void Engine::terminate(NodeIndex node, ActivityNumber scope) {
  pass(node, scope);
  runs_[at_].last_end = node;
  cancel_scope(scope, "'" + program().title(node) + "' ended everything around it");
  touch(scope);
}

void Engine::arrive(Token const& token) {
  emit(TokenArrived{case_id(), program().id(token.node), program().flow_id(token.flow), activity_id(token.scope)});
  touch(token.scope);
}

void Engine::fire_join(NodeIndex node, ActivityNumber scope, bool waits) {
  emit(JoinFired{case_id(), program().id(node), activity_id(scope), waits});
}

void Engine::leave_join(NodeIndex node, ActivityNumber scope) {
  if (program().node(node).async_after) return rest({node, no_index, scope, Stage::leaving}, "async_after", Stage::leaving);
  leave(node, scope);
}

void Engine::stuck(Token const& token, Error const& why) {
  IncidentRaised event;
  event.case_id = case_id(), event.activity = activity_id(current().activities_made + 1), event.process = program().process();
  event.element = program().id(token.node), event.message = why.message, event.help = why.help;
  event.scope = activity_id(token.scope);
  if (token.flow != no_index) event.flow = program().flow_id(token.flow);
  event.stage = static_cast<std::int64_t>(token.stage), event.item = token.item, event.compensates = activity_id(token.compensates);
  emit(event);
  stir(token.scope);
}

void Engine::stuck_at(ActivityNumber number, Error const& why, Stage stage) {
  auto const& activity = *current().find(number);
  if (activity.topic.empty() && stage != Stage::yielding)  // a job is tried again where it waits; everything else begins anew
    for (auto listener : std::vector(activity.listeners.all()))
      if (current().find(listener)) cancel_one(listener, why.message);
  IncidentRaised event;
  event.case_id = case_id(), event.activity = activity_id(number), event.process = program().process();
  event.element = current().find(number)->element.text(), event.message = why.message, event.help = why.help;
  event.scope = activity_id(current().find(number)->scope), event.item = current().find(number)->item;
  event.stage = static_cast<std::int64_t>(stage);
  emit(event);
  stir(current().find(number)->scope);
}

}  // namespace drivetrain::processes
