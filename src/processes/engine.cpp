// Moving tokens (see engine.h). Semantics: BPMN 2.0.2 chapter 13; joins count tokens for each flow (§13.4.1).
#include "processes/engine.h"

#include <algorithm>

#include "base/limits.h"
#include "processes/elements/element.h"

namespace drivetrain::processes {

namespace {

Error endless_loop() {
  return {"",
          "the case took " + std::to_string(limits::max_steps_per_command) + " steps without waiting for anything: it goes round in a loop",
          "mend the variables that keep the loop going and resolve the incident, or cancel the case; then correct the process"};
}

std::string trigger_kind(Listening const& listening, Node const& node) {
  return listening.kind ? std::string(to_string(*listening.kind)) : std::string(to_string(node.kind));
}

}  // namespace

Engine::Engine(Context& context, std::string_view case_id, Program const& program) : context_(context) {
  add_run(std::string(case_id), program);
}

void Engine::add_run(std::string case_id, Program const& program) {
  runs_.push_back({std::move(case_id), &program, false, no_index, program.has_conditions()});
}

Case const& Engine::current() const {
  auto const* c = context_.state.open(case_id());
  DT_ASSERT(c != nullptr);
  return *c;
}

NodeIndex Engine::node_of(ActivityNumber number) const {
  auto const* activity = current().find(number);
  return activity ? program().find(activity->element.text()) : no_index;
}

std::size_t Engine::run_of(std::string const& case_id, std::string_view revision, std::string_view process) {
  for (std::size_t i = 0; i < runs_.size(); ++i)
    if (runs_[i].case_id == case_id) return i;
  auto const* program = context_.programs.find(revision, process);
  DT_ASSERT(program != nullptr && "the revisions of open cases stay");
  add_run(case_id, *program);
  return runs_.size() - 1;
}

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
  if (kind == "async_before" || kind == "async_after") {
    Token token{node, waiting->flow.empty() ? no_index : program().find_flow(waiting->flow.text()), waiting->scope,
                static_cast<Stage>(waiting->stage), waiting->item, waiting->compensates};
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
  if (local.kind() == feel::Kind::context) set_local(local.context(), activity);
  complete(activity, variables);
}

void Engine::retry(ActivityNumber incident, feel::Value const& variables) {
  auto const* stuck = current().find(incident);
  DT_ASSERT(stuck != nullptr && stuck->incident);
  if (!stuck->topic.empty()) return retry_job(incident, variables);
  Token token{program().find(stuck->element.text()), no_index, stuck->scope, static_cast<Stage>(stuck->stage), stuck->item};
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

void Engine::cancel_case(std::string const& reason) {
  cancel_scope(0, "the case was cancelled: " + reason);
  emit(CaseCancelled{case_id(), program().process(), reason});
  runs_[at_].ended = true;
}

void Engine::push(Token token) {
  token.run = at_;
  ++pending_[{token.run, token.scope}];
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
      if (!settle()) return;
      continue;
    }
    auto token = work_.back();
    work_.pop_back();
    auto pending = pending_.find({token.run, token.scope});
    if (--pending->second == 0) pending_.erase(pending);
    if (runs_[token.run].ended) continue;
    Selected selected(*this, token.run);
    step(token);
  }
}

void Engine::step(Token const& token) {
  if (++steps_ > limits::max_steps_per_command) return stuck(token, endless_loop());
  auto const& node = program().node(token.node);
  bool chooses = node.kind == ElementKind::exclusive_gateway;  // its way out is what it does
  if (token.stage == Stage::leaving && !chooses) return go_on(token.node, token.scope, token.item, token.compensates);
  if (token.stage == Stage::arriving && node.async_before) return rest(token, "async_before", Stage::rested);
  if (token.stage <= Stage::rested && node.loop != no_index) return begin_loop(token);
  if (token.stage == Stage::instance_arriving && program().loop(token.node).async_before) return rest(token, "async_before", Stage::instance);
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
  for (std::size_t run = 0; run < runs_.size(); ++run) {
    if (runs_[run].ended) continue;
    Selected selected(*this, run);
    std::set<ActivityNumber> scopes;
    for (auto const& join : current().joins) scopes.insert(join.scope);
    for (auto scope : scopes)
      if (current().scopes.contains(scope) && settle_joins(scope)) return touch(scope), true;
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
  auto found = current().scopes.find(scope);
  if (found == current().scopes.end()) return false;
  auto const& joins = current().joins;
  bool at_joins = found->second.arrived > 0 || std::any_of(joins.begin(), joins.end(), [&](Join const& join) { return join.scope == scope && join.fired; });
  if (at_joins && settle_joins(scope)) return touch(scope), true;
  if (scope != 0 && program().node(node_of(scope)).kind == ElementKind::ad_hoc_sub_process && !undoes(current().find(scope)->kind.text())) return settle_ad_hoc(scope);
  if (found->second.waiting > 0) return false;
  if (found->second.arrived > 0) {
    deadlocked(scope);
    return false;
  }
  if (scope == 0) {
    complete_case();
    return true;
  }
  auto const& kind = current().find(scope)->kind.text();
  if (kind == "multi_instance" || kind == "loop") return false;  // its instances end it
  done(scope, {});
  return true;
}

void Engine::deadlocked(ActivityNumber scope) {
  auto const& joins = current().joins;
  auto join = std::find_if(joins.begin(), joins.end(), [&](Join const& j) { return j.scope == scope && !j.arrivals.empty(); });
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
  event.service = c.service, event.tier = c.tier, event.customer = c.customer;
  if (runs_[at_].last_end != no_index) event.end = program().id(runs_[at_].last_end);
  event.took = now - c.started;
  event.promised = c.promised;
  event.promise_kept = !c.promised || now <= *c.promised;
  event.variables = feel::Value(c.variables);
  auto parent = c.parent;
  auto parent_activity = c.parent_activity;
  for (auto const& [number, activity] : std::map(c.activities)) cancel_one(number, "the case has ended");  // what listens for the whole
  runs_[at_].ended = true;
  auto variables = event.variables.context();
  emit(event);
  if (parent != 0) called_ended(parent, parent_activity, std::move(variables));
}

void Engine::take(FlowIndex flow, ActivityNumber scope) { push({program().flow(flow).target, flow, scope}); }

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
  if (scope == 0)
    complete_case();
  else
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
  event.stage = static_cast<std::int64_t>(token.stage), event.item = token.item;
  emit(event);
}

void Engine::stuck_at(ActivityNumber number, Error const& why) {
  auto const& activity = *current().find(number);
  if (activity.topic.empty())  // a job is tried again where it waits; everything else begins anew
    for (auto listener : std::vector(activity.listeners))
      if (current().find(listener)) cancel_one(listener, why.message);
  IncidentRaised event;
  event.case_id = case_id(), event.activity = activity_id(number), event.process = program().process();
  event.element = current().find(number)->element.text(), event.message = why.message, event.help = why.help;
  event.scope = activity_id(current().find(number)->scope), event.item = current().find(number)->item;
  emit(event);
}

/// The listeners of its event sub-processes first, then its beginning.
void Engine::begin_scope(ActivityNumber scope, ScopeIndex inner, bool begins) {
  auto const& part = program().scopes()[inner];
  for (auto sub_process : part.event_sub_processes)
    for (auto start : program().inner(sub_process).starts) {
      auto listeners = listening(start, scope);
      if (!listeners.ok()) {
        stuck({start, no_index, scope, Stage::arriving}, listeners.error());
        continue;
      }
      for (auto const& listening : *listeners) {
        Opening opening;
        opening.listening = listening;
        activate({start, no_index, scope}, opening, 0, true);
      }
    }
  if (begins && part.start != no_index) push({part.start, no_index, scope});
}

ActivityNumber Engine::activate(Token const& token, Opening const& opening, ActivityNumber host, bool of_scope) {
  auto const& node = program().node(token.node);
  auto const& listening = opening.listening;
  ActivityActivated event;
  auto number = current().activities_made + 1;
  event.case_id = case_id(), event.activity = activity_id(number), event.process = program().process();
  event.element = program().id(token.node), event.title = program().title(token.node);
  event.kind = opening.kind.empty() ? trigger_kind(listening, node) : std::string(opening.kind);
  if (opening.kind.empty() && (node.kind == ElementKind::user_task || node.kind == ElementKind::business_rule_task)) {
    auto const& task = program().task(token.node);
    event.role = program().word(task.role), event.decision = program().word(task.decision), event.expected = task.expected;
  }
  event.message = listening.message, event.key = listening.key, event.due = listening.due, event.signal = listening.signal;
  event.trigger = listening.trigger, event.left = listening.left;
  event.scope = activity_id(token.scope), event.host = activity_id(host), event.of_scope = of_scope;
  event.opens = opening.opens, event.total = opening.total, event.item = token.item;
  event.compensates = activity_id(token.compensates);
  event.topic = opening.topic, event.retries = opening.retries, event.priority = opening.priority;
  if (opening.kind.starts_with("async")) {
    event.stage = static_cast<std::int64_t>(token.stage);
    if (token.flow != no_index) event.flow = program().flow_id(token.flow);
  }
  emit(event);
  if (listening.due) context_.transition.set_timer(timer_key(number), *listening.due, FireTimer{case_id(), event.activity});
  if (listening.kind == TriggerKind::conditional) fresh_.insert({at_, number});
  if (!event.message.empty() && context_.state.oldest_buffered(event.message, event.key) != 0) {
    Delivery kept{case_id(), number};
    kept.buffered = true;
    deliveries_.push_back(std::move(kept));
  }
  return number;
}

void Engine::listen(ActivityNumber host, ActivityNumber scope, std::vector<Listening> const& listeners) {
  for (auto const& listening : listeners) {
    Opening opening;
    opening.listening = listening;
    activate({listening.node, no_index, scope}, opening, host);
  }
}

void Engine::finish(ActivityNumber number) {
  auto const& activity = *current().find(number);
  auto listeners = activity.listeners;
  if (activity.due) context_.transition.cancel_timer(timer_key(number));
  emit(ActivityCompleted{case_id(), activity_id(number), program().process(), activity.element.text(), now() - activity.since,
                         activity.kind.text(), by_});
  for (auto listener : listeners)
    if (current().find(listener)) cancel_one(listener, "what it listened for is over");
}

void Engine::cancel(ActivityNumber number, std::string const& reason) {
  auto const& activity = *current().find(number);
  if (current().scopes.contains(number)) cancel_scope(number, reason);
  auto listeners = activity.listeners;
  cancel_one(number, reason);
  for (auto listener : listeners)
    if (current().find(listener)) cancel_one(listener, reason);
}

void Engine::cancel_one(ActivityNumber number, std::string const& reason) {
  auto const& activity = *current().find(number);
  if (activity.due) context_.transition.cancel_timer(timer_key(number));
  if (activity.kind.text() == to_string(ElementKind::call_activity)) cancel_called(number, reason);
  emit(ActivityCancelled{case_id(), activity_id(number), activity.element.text(), reason, activity.kind.text()});
}

void Engine::cancel_scope(ActivityNumber scope, std::string const& reason, ActivityNumber except) {
  // A sub-process has a smaller number than what lives in it: one pass upwards finds all, downwards the inner ones go first.
  std::set<ActivityNumber> scopes{scope};
  std::vector<ActivityNumber> inside;
  for (auto const& [number, activity] : current().activities) {
    if (!scopes.contains(activity.scope) || (except != 0 && number == except)) continue;
    inside.push_back(number);
    if (current().scopes.contains(number)) scopes.insert(number);
  }
  drop_on_their_way(scopes);
  for (auto number = inside.rbegin(); number != inside.rend(); ++number) cancel_one(*number, reason);
}

void Engine::drop_on_their_way(std::set<ActivityNumber> const& scopes) {
  for (auto* tokens : {&work_, &pushed_})
    std::erase_if(*tokens, [&](Token const& token) { return token.run == at_ && scopes.contains(token.scope); });
  for (auto scope : scopes) pending_.erase({at_, scope});
}

}  // namespace drivetrain::processes
