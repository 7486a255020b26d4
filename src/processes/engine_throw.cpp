// Errors and escalations on their way outwards (BPMN 2.0.2 §10.5.4, §10.5.7): in each scope first its event sub-processes, then the
// events on its border; a named code before any code; through call activities into the case that called. What nobody catches is not
// lost: an error becomes an incident, an escalation is on record.
#include "base/text.h"
#include "processes/engine.h"

namespace drivetrain::processes {

std::optional<Engine::Caught> Engine::find_catcher(TriggerKind kind, std::string const& code, ActivityNumber from) const {
  auto fits = [&](Program const& program, NodeIndex node, bool any) {
    for (auto const& trigger : program.triggers(node))
      if (trigger.kind == kind && (any ? trigger.name == 0 : trigger.name != 0 && program.word(trigger.name) == code)) return true;
    return false;
  };
  auto run = at_;
  auto const* c = &current();
  auto const* program = runs_[run].program;
  auto number = from;
  NodeIndex left = no_index;  // the event sub-process just left: it does not catch what is thrown inside it (BPMN 2.0.2 §10.5.7)
  while (true) {
    if (number != 0) {
      auto const* activity = c->find(number);
      if (!activity) return std::nullopt;
      auto node = program->find(activity->element.text());
      bool scope = c->scopes.contains(number) && is_scope(program->node(node).kind) && activity->kind.text() != "multi_instance" && activity->kind.text() != "loop" && !undoes(activity->kind.text());
      if (scope)
        for (bool any : {false, true})
          for (auto sub_process : program->inner(node).event_sub_processes)
            for (auto start : program->inner(sub_process).starts)
              if (sub_process != left && fits(*program, start, any)) return Caught{run, start, number, 0};
      left = program->node(node).kind == ElementKind::event_sub_process ? node : no_index;
      if (activity->item < 0 && !undoes(activity->kind.text()))  // those of an instance belong to its body; what is undone has left its own behind
        for (bool any : {false, true})
          for (auto boundary : program->boundaries(node))
            if (fits(*program, boundary, any)) return Caught{run, boundary, activity->scope, number};
      number = activity->scope;
      continue;
    }
    for (bool any : {false, true})
      for (auto sub_process : program->scopes()[0].event_sub_processes)
        for (auto start : program->inner(sub_process).starts)
          if (sub_process != left && fits(*program, start, any)) return Caught{run, start, 0, 0};
    if (c->parent == 0) return std::nullopt;
    auto id = processes::case_id(c->parent);
    number = c->parent_activity;
    left = no_index;
    run = const_cast<Engine*>(this)->run_of(id, context_.state.open(id)->revision.text(), context_.state.open(id)->process.text());
    c = context_.state.open(id);
    program = runs_[run].program;
  }
}

void Engine::catch_with(Caught const& caught, std::string const& code, std::string const& message, feel::Context variables) {
  Selected selected(*this, caught.run);
  auto const& node = program().node(caught.event);
  bool mapped = node.mapping != no_index && !program().mapping(caught.event).out.empty();
  // What came with the error is the event's own as soon as it has an output mapping, as with a completion.
  feel::Context told, own_told;
  for (auto const& [name, value] : variables.entries()) (mapped && node.kind != ElementKind::start_event ? own_told : told).set(name, value);
  for (auto const& trigger : program().triggers(caught.event)) {
    if (trigger.code_variable != 0) told.set(program().word(trigger.code_variable), feel::Value(code));
    if (trigger.text_variable != 0) told.set(program().word(trigger.text_variable), message.empty() ? feel::Value() : feel::Value(message));
  }
  if (node.kind == ElementKind::start_event) return begin_event_sub_process(caught.event, caught.scope, {}, std::move(told));
  auto scope = caught.scope;
  if (!told.empty()) set_variables(std::move(told), scope);
  if (node.interrupting) cancel(caught.host, "'" + program().title(caught.event) + "' caught " + (code.empty() ? "it" : code));
  if (mapped) {
    if (auto own = open({caught.event, no_index, scope, Stage::instance})) done(*own, feel::Value(std::move(own_told)));
    return;
  }
  pass(caught.event, scope);
  if (node.async_before) return rest({caught.event, no_index, scope, Stage::leaving}, "async_before", Stage::leaving);
  if (node.async_after) return rest({caught.event, no_index, scope, Stage::leaving}, "async_after", Stage::leaving);
  leave(caught.event, scope);
}

void Engine::throw_error(NodeIndex thrower, ActivityNumber from, std::string const& code, std::string const& message, feel::Context variables) {
  auto caught = find_catcher(TriggerKind::error, code, from);
  ErrorThrown event{case_id(), program().id(thrower), false, code, message, {}, {}, true};
  if (caught) event.caught_in = runs_[caught->run].case_id, event.caught_by = runs_[caught->run].program->id(caught->event);
  emit(event);
  if (caught) return catch_with(*caught, code, message, std::move(variables));
  bool at_work = from != 0 && current().find(from) && !current().scopes.contains(from) && is_activity(program().node(node_of(from)).kind);
  if (at_work && dialect() != Dialect::camunda)
    return stuck_at(from, {"", "'" + program().title(thrower) + "' ended with the error " + (code.empty() ? "without a code" : code) + (message.empty() ? "" : " (" + message + ")") + ", and nothing catches it",
                           "resolve the incident to have it tried again, or cancel the case; then draw an error event on the border of the task"});
  auto scope = from != 0 && current().find(from) && !current().scopes.contains(from) ? current().find(from)->scope : from;
  std::int32_t item = -1;
  ActivityNumber compensates = 0;
  if (scope != from) {
    item = current().find(from)->item, compensates = current().find(from)->compensates;
    finish(from);
  }
  // DEVIATION: Camunda 7 lets the token end in silence; so that its models run unchanged, so does its dialect, on record.
  if (dialect() == Dialect::camunda) {
    runs_[at_].last_end = thrower;
    return item >= 0 || compensates != 0 ? go_on(thrower, scope, item, compensates) : touch(scope);
  }
  stuck({thrower, no_index, scope, Stage::leaving},
        {"", "'" + program().title(thrower) + "' threw the error " + (code.empty() ? "without a code" : code) + (message.empty() ? "" : " (" + message + ")") + ", and nothing catches it",
         "resolve the incident to end this token, or cancel the case; then draw an error event on the border of what it leaves"});
}

bool Engine::throw_escalation(NodeIndex thrower, ActivityNumber from, std::string const& code) {
  auto caught = find_catcher(TriggerKind::escalation, code, from);
  ErrorThrown event{case_id(), program().id(thrower), true, code, {}, {}, {}, false};
  bool goes_on = true;
  if (caught) {
    auto const& other = *runs_[caught->run].program;
    event.caught_in = runs_[caught->run].case_id, event.caught_by = other.id(caught->event);
    event.interrupting = other.node(caught->event).interrupting;
    goes_on = !event.interrupting;
  }
  emit(event);
  if (caught) catch_with(*caught, code, {});
  return goes_on;
}

void Engine::fail_with_error(ActivityNumber activity, std::string const& code, std::string const& message, feel::Value const& variables) {
  auto node = node_of(activity);
  auto told = variables.kind() == feel::Kind::context ? from_outside(variables.context()) : feel::Context();
  if (dialect() == Dialect::camunda || !find_catcher(TriggerKind::error, code, activity)) set_variables(std::exchange(told, {}), activity);
  throw_error(node, activity, code, message, std::move(told));
  run();
}

void Engine::escalate(ActivityNumber activity, std::string const& code, feel::Value const& variables) {
  auto node = node_of(activity);
  if (variables.kind() == feel::Kind::context) set_variables(variables.context(), activity);
  throw_escalation(node, activity, code);
  run();
}

}  // namespace drivetrain::processes
