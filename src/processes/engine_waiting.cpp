// Where tokens wait: scopes and activities begin, listen, are done or are cancelled (see engine.h).
#include <algorithm>
#include <functional>
#include <set>

#include "processes/engine.h"

namespace drivetrain::processes {

namespace {

std::string trigger_kind(Listening const& listening, Node const& node) {
  return listening.kind ? std::string(to_string(*listening.kind)) : std::string(to_string(node.kind));
}

}  // namespace

/// The listeners of its event sub-processes first, then its beginning.
void Engine::begin_scope(ActivityNumber scope, ScopeIndex inner, bool begins) {
  auto const& part = program().scopes()[inner];
  if (!part.data.empty()) {
    feel::Context own;
    for (auto name : part.data)
      if (!current().find(scope)->variables.find(program().word(name))) own.set(program().word(name), {});
    set_local(std::move(own), scope);
  }
  for (auto sub_process : part.event_sub_processes)
    for (auto start : program().inner(sub_process).starts) listen_in_scope(start, scope);
  if (begins && part.start != no_index) push({part.start, no_index, scope});
}

/// For the start of an event sub-process.
void Engine::listen_in_scope(NodeIndex start, ActivityNumber scope) {
  auto listeners = listening(start, scope);
  if (!listeners.ok()) return stuck({start, no_index, scope, Stage::listening}, listeners.error());
  for (auto const& listening : *listeners) {
    Opening opening;
    opening.listening = listening;
    activate({start, no_index, scope}, opening, 0, true);
  }
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
  if (opening.kind.starts_with("async") || opening.kind == "listener") {
    event.stage = static_cast<std::int64_t>(token.stage);
    if (token.flow != no_index) event.flow = program().flow_id(token.flow);
  }
  emit(event);
  if (listening.due) context_.transition.set_timer(timer_key(number), *listening.due, FireTimer{case_id(), event.activity});
  if (listening.kind == TriggerKind::conditional) fresh_.insert({at_, number});
  if (!event.message.empty()) queue_kept(number);
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
  auto scope = activity.scope;
  if (activity.due) context_.transition.cancel_timer(timer_key(number));
  emit(ActivityCompleted{case_id(), activity_id(number), program().process(), activity.element.text(), now() - activity.since,
                         activity.kind.text(), by_});
  stir(scope);
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
  auto const& activity = current().activities.at(number);  // also what is over already
  if (activity.compensates != 0) askers_.insert({at_, activity.compensates});  // it is waited for no longer
  if (activity.due) context_.transition.cancel_timer(timer_key(number));
  if (activity.kind.text() == to_string(ElementKind::call_activity)) cancel_called(number, reason);
  auto scope = activity.scope;
  emit(ActivityCancelled{case_id(), activity_id(number), activity.element.text(), reason, activity.kind.text()});
  stir(scope);
}

void Engine::cancel_scope(ActivityNumber scope, std::string const& reason) {
  if (abandon(scope, reason)) return;
  std::set<ActivityNumber> scopes{scope};
  std::vector<ActivityNumber> inside, open{scope};
  while (!open.empty()) {
    auto next = open.back();
    open.pop_back();
    current().each_in(next, [&](ActivityNumber number, Activity const&) {
      inside.push_back(number);
      if (current().scopes.contains(number)) scopes.insert(number), open.push_back(number);
    });
  }
  drop_on_their_way(scopes);
  // A sub-process has a smaller number than what lives in it: downwards the inner ones go first.
  std::sort(inside.begin(), inside.end(), std::greater<>());
  for (auto number : inside) cancel_one(number, reason);
  if (!current().joins_of(scope).empty()) emit(ArrivalsCancelled{case_id(), activity_id(scope)});  // those of inner scopes are gone with them
}

void Engine::drop_on_their_way(std::set<ActivityNumber> const& scopes) {
  if (std::none_of(scopes.begin(), scopes.end(), [&](ActivityNumber scope) { return pending_.contains({at_, scope}); })) return;
  for (auto* tokens : {&work_, &pushed_})
    std::erase_if(*tokens, [&](Token const& token) { return token.run == at_ && scopes.contains(token.scope); });
  for (auto scope : scopes) pending_.erase({at_, scope});
}

}  // namespace drivetrain::processes
