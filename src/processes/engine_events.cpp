// What comes to a case from beside its flow: events on the border of activities, the starts of event sub-processes, called cases
// that end, signals (BPMN 2.0.2 §10.5, §13.5).
#include <algorithm>

#include "base/limits.h"
#include "processes/cancel.h"
#include "processes/case_commands.h"
#include "processes/elements/element.h"
#include "processes/engine.h"

namespace drivetrain::processes {

namespace {

constexpr char const* returned_name = "$returned";  // what a called case ended with, until it can be mapped

/// A parallel multiple event has not fired while one of its triggers is still awaited.
bool waits_for_more(Case const& c, ActivityNumber listener) {
  auto const& fired = *c.find(listener);
  return std::any_of(c.activities.begin(), c.activities.end(), [&](auto const& one) {
    auto const& [number, activity] = one;
    return number != listener && activity.listens() && activity.host == fired.host && activity.scope == fired.scope && activity.of_scope == fired.of_scope &&
           activity.element == fired.element;
  });
}

}  // namespace

void Engine::fired(ActivityNumber number, feel::Value const& variables) {
  auto fired = *current().find(number);
  auto index = node_of(number);
  auto const& node = program().node(index);
  if (node.all_triggers && waits_for_more(current(), number)) {
    if (variables.kind() == feel::Kind::context) set_variables(variables.context(), fired.scope);
    return cancel(number, "it came; the event waits for the others");
  }
  if (fired.of_scope) {
    if (!node.interrupting && node.all_triggers) {
      cancel_one(number, "all have come");
      listen_to_all(index, 0, fired.scope);
    } else if (!node.interrupting && (fired.kind.text() == to_string(TriggerKind::timer) || (fired.kind.text() == to_string(TriggerKind::conditional) && dialect() != Dialect::camunda))) {
      cancel_one(number, "it fired");
      listen_again(fired, 0, fired.scope, true);
    } else if (!node.interrupting && !fired.message.empty()) {
      queue_kept(number);  // it goes on listening, and more may have been kept
    }
    return begin_event_sub_process(index, fired.scope, variables, {});
  }
  if (node.kind != ElementKind::boundary_event) return element(node.kind).complete(*this, number, variables);  // behind an event-based gateway
  auto host = fired.host;
  auto scope = fired.scope;
  if (variables.kind() == feel::Kind::context) set_variables(variables.context(), host);
  finish(number);
  if (node.interrupting)
    cancel(host, "'" + program().title(index) + "' came first");
  else if (node.all_triggers)
    listen_to_all(index, host, scope);
  else
    listen_again(fired, host, scope, false);
  if (node.async_before) return rest({index, no_index, scope, Stage::leaving}, "async_before", Stage::leaving);
  if (node.async_after) return rest({index, no_index, scope, Stage::leaving}, "async_after", Stage::leaving);
  if (node.mapping != no_index && !program().mapping(index).out.empty()) {
    auto opened = open({index, no_index, scope, Stage::instance});
    if (opened) done(*opened, {});
    return;
  }
  leave(index, scope);
}

/// What does not interrupt goes on listening; a timer only when it repeats, on the phase of its start.
void Engine::listen_again(Activity const& fired, ActivityNumber host, ActivityNumber scope, bool of_scope) {
  auto index = program().find(fired.element.text());
  Listening again;
  again.node = index, again.trigger = fired.trigger;
  auto const& trigger = program().triggers(index)[static_cast<std::size_t>(fired.trigger)];
  again.kind = trigger.kind;
  again.message = fired.message.text(), again.key = fired.key, again.signal = fired.signal.text();
  if (trigger.kind == TriggerKind::timer) {
    if (fired.left == 0 || trigger.timer_kind != TimerKind::cycle) return;
    auto definition = trigger.timer;
    if (!definition) {
      auto computed = text(trigger.expression, host != 0 ? host : scope, "the time of '" + program().title(index) + "',");
      auto parsed = computed.ok() ? TimerDefinition::cycle(*computed) : Result<TimerDefinition>(computed.error());
      if (!parsed.ok()) return;
      definition = *parsed;
    }
    auto left = fired.left < 0 ? std::nullopt : std::optional(static_cast<std::uint64_t>(fired.left));
    auto next = definition->next(*fired.due, now(), left, context_.zone());
    if (!next) return;
    again.due = next->due;
    again.left = next->left ? static_cast<std::int64_t>(*next->left) : -1;
  }
  // An event fires when its condition becomes true (BPMN 2.0.2 table 10.84): first it must have been false. DEVIATION: in Camunda 7 it fires at every change.
  if (trigger.kind == TriggerKind::conditional && dialect() != Dialect::camunda) again.left = 0;
  Opening opening;
  opening.listening = again;
  auto number = activate({index, no_index, scope}, opening, host, of_scope);
  fresh_.erase({at_, number});  // its condition held just now; it is asked again when something changes
}

/// An event that needs all its triggers begins anew: each has to come once more.
void Engine::listen_to_all(NodeIndex index, ActivityNumber host, ActivityNumber scope) {
  if (host == 0) return listen_in_scope(index, scope);
  auto listeners = listening(index, host);
  if (!listeners.ok()) return stuck({index, no_index, scope, Stage::leaving}, listeners.error());
  for (auto const& listening : *listeners) {
    Opening opening;
    opening.listening = listening;
    activate({index, no_index, scope}, opening, host);
  }
}

/// The condition that had fired no longer holds: from now on it may become true again.
void Engine::listen_anew(ActivityNumber number) {
  auto before = *current().find(number);
  auto index = node_of(number);
  cancel_one(number, "its condition does not hold any more; it may become true again");
  Opening opening;
  opening.listening.node = index, opening.listening.trigger = before.trigger, opening.listening.kind = TriggerKind::conditional;
  fresh_.erase({at_, activate({index, no_index, before.scope}, opening, before.host, before.of_scope)});
}

void Engine::begin_event_sub_process(NodeIndex start, ActivityNumber scope, feel::Value const& variables, feel::Context local) {
  auto sub_process = program().scopes()[program().node(start).scope].owner;
  if (program().node(start).interrupting) {
    cancel_scope(scope, "'" + program().title(start) + "' came first");
    if (scope != 0 && !current().find(scope)) return;
  }
  if (variables.kind() == feel::Kind::context) set_variables(variables.context(), scope);
  Opening opening;
  opening.opens = true;
  auto number = open({sub_process, no_index, scope, Stage::instance}, opening);
  if (!number) return;
  if (!local.empty()) set_local(std::move(local), *number);
  begin_scope(*number, program().node(sub_process).part);
  push({start, no_index, *number});
}

// ---------------------------------------------------------------------------------------------- called cases

bool Engine::call(Token const& token) {
  auto const& part = program().call(token.node);
  auto what = "the process that '" + program().title(token.node) + "' calls,";
  auto number = open(token);
  if (!number) return false;
  auto fail = [&](Error const& why) {
    stuck_at(*number, why);
    return false;
  };
  auto process = text(part.process, *number, what);
  if (!process.ok()) return fail(process.error());
  auto const& parent = current();
  // What calls itself without end stops here, and what cancels it goes down as far.
  constexpr std::size_t deepest = 100;
  std::size_t depth = 0;
  for (auto const* c = &parent; c && c->parent != 0 && depth <= deepest; ++depth) c = context_.state.open(processes::case_id(c->parent));
  if (depth >= deepest)
    return fail({"", "'" + program().title(token.node) + "' would call a process within " + std::to_string(deepest) + " others", "mend the condition under which it calls itself, and cancel the outermost case"});
  // And what calls itself several times over grows with every level: as wide as one activity may be called, and each of those once more.
  constexpr std::size_t most_called = 2 * limits::max_instances;
  if (++called_ > most_called)
    return fail({"", "'" + program().title(token.node) + "' would begin case number " + std::to_string(most_called + 1) + " without anybody doing anything in between: something calls itself, or too much at once",
                 "cancel the outermost case and mend what calls itself; or resolve the incident to go on with so many more"});
  std::string version;
  if (part.version != no_index) {
    auto asked = text(part.version, *number, "the version of " + what);
    if (!asked.ok()) return fail(asked.error());
    version = *asked;
  }
  auto found = context_.programs.called_process({*process, part.binding, version, parent.revision.text()});
  auto const* called = found.program;
  if (!called || called->scopes()[0].start == no_index)
    return fail({"", what + " " + *process + ", " + (called ? "is started by an event, not by a call" : version.empty() ? "is not in the model" : "has no version " + version),
                 "deploy it with a start event without trigger, then resolve the incident"});
  CaseStarted event;
  event.case_id = new_case_id();
  event.process = *process, event.revision = found.revision;
  event.service = parent.service.text(), event.tier = parent.tier.text(), event.customer = parent.customer;
  event.parent = case_id(), event.parent_activity = activity_id(*number);
  feel::Context given;
  if (part.all_in) {
    for (auto scope = *number; scope != 0; scope = current().find(scope)->scope)
      for (auto own = own_variables(*current().find(scope)); auto const& [name, value] : own.entries())
        if (!given.find(name)) given.set(name, value);
    for (auto const& [name, value] : current().variables.entries())
      if (!given.find(name)) given.set(name, value);
  }
  if (!part.all_in && dialect() == Dialect::zeebe)  // its own variables, which input mappings made, go in all the same
    for (auto const& [name, value] : current().find(*number)->variables.entries())
      if (!name.starts_with('$')) given.set(name, value);
  for (auto const& one : part.in) {
    auto value = this->value(one.value, *number);
    if (!value.ok()) return fail(value.error());
    given.set(program().word(one.target), *value);
  }
  if (part.business_key != no_index) {
    auto key = text(part.business_key, *number, "the business key for " + what);
    if (!key.ok()) return fail(key.error());
    event.business_key = *key;
  }
  event.variables = feel::Value(std::move(given));
  emit(event);
  add_run(event.case_id, *called);
  Selected selected(*this, runs_.size() - 1);
  begin_scope(0, 0);
  return true;
}

void Engine::called_ended(CaseNumber parent, ActivityNumber activity, feel::Context variables) {
  auto id = processes::case_id(parent);
  auto const* c = context_.state.open(id);
  auto const* waiting = c ? c->find(activity) : nullptr;
  if (!waiting) return;
  Selected selected(*this, run_of(id, c->revision.text(), c->process.text()));
  return_from_call(activity, variables);
}

/// With what the called case ended with.
void Engine::return_from_call(ActivityNumber activity, feel::Context const& variables) {
  auto node = node_of(activity);
  auto const& part = program().call(node);
  feel::Context out;
  // Camunda 8's output mappings read what the called case ends with, and only what they map comes out (done() keeps the rest inside).
  bool mapped = dialect() == Dialect::zeebe && program().node(node).mapping != no_index && !program().mapping(node).out.empty();
  if (part.all_out || mapped)
    for (auto const& [name, value] : variables.entries()) out.set(name, value);
  std::optional<Error> failed;
  for (auto const& one : part.out) {
    Surroundings asked;
    asked.now = now();
    asked.lookup = [&](std::string_view name) -> std::optional<feel::Value> {
      auto const* value = variables.find(name);
      return value ? std::optional(*value) : std::nullopt;
    };
    auto value = program().expression(one.value).evaluate(asked);
    if (!value.ok()) failed = value.error();
    else if (one.local) set_local([&] { feel::Context own; own.set(program().word(one.target), *value); return own; }(), activity);
    else out.set(program().word(one.target), *value);
  }
  if (failed) {
    // What it returned is kept until that can be mapped.
    feel::Context returned;
    returned.set(returned_name, feel::Value(variables));
    set_local(std::move(returned), activity);
    return stuck_at(activity, *failed, Stage::yielding);
  }
  done(activity, out.empty() ? feel::Value() : feel::Value(std::move(out)));
}

/// The incident of what was done already is resolved: what it yields is computed once more, over these variables too.
void Engine::yield_again(ActivityNumber number, feel::Value const& variables) {
  auto const& actor = context_.transition.actor();
  by_ = actor.kind == journal::ActorKind::person ? actor.id : std::string();
  auto const* kept = current().find(number)->variables.find(returned_name);
  auto returned = kept ? std::optional(kept->context()) : std::nullopt;
  if (variables.kind() == feel::Kind::context) {
    if (!returned) set_variables(variables.context(), number);
    else
      for (auto const& [name, value] : variables.context().entries()) returned->set(name, value);
  }
  by_.clear();
  emit(IncidentResolved{case_id(), activity_id(number), 0, true});
  returned ? return_from_call(number, *returned) : done(number, {});
  run();
}

void Engine::cancel_called(ActivityNumber number, std::string const& reason) {
  auto const* called = context_.state.called_by(current().number, number);
  if (!called) return;
  Selected selected(*this, run_of(called->id(), called->revision.text(), called->process.text()));
  if (current().activities.size() > cancelled_in_one_go) {
    if (current().cancelling) return;
    emit(CaseCancelling{case_id(), program().process(), reason, {}});
    context_.transition.set_timer(case_id() + "/cancel", now() + pause_for_others, CancelFurther{case_id()});
    return;
  }
  cancel_scope(0, reason);
  case_cancelled(reason);
}

}  // namespace drivetrain::processes
