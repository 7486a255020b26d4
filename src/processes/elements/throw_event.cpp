// See throw_event.h.
#include "processes/elements/throw_event.h"

#include "processes/compilation.h"
#include "processes/elements/job_task.h"

namespace drivetrain::processes {

void ThrowEvent::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node) {
  compilation.allow(source, {"correlation", "topic", "retries", "backoff"});
  compilation.triggers(source, node);
}

bool ThrowEvent::throws(Engine& engine, Token const& token) {
  auto const& program = engine.program();
  for (auto const& trigger : program.triggers(token.node)) {
    auto name = trigger.kind == TriggerKind::compensation ? Result<std::string>(std::string()) : engine.name_of(trigger, token.scope);
    if (!name.ok()) return engine.stuck(token, name.error()), false;
    switch (trigger.kind) {
      case TriggerKind::error: {
        std::string said;
        if (trigger.message != no_index) {
          auto text = engine.text(trigger.message, token.scope, "the message of the error of '" + program.title(token.node) + "',");
          if (!text.ok()) return engine.stuck(token, text.error()), false;
          said = *text;
        }
        return engine.throw_error(token.node, token.scope, *name, said), false;
      }
      case TriggerKind::escalation:
        if (!engine.throw_escalation(token.node, token.scope, *name)) return false;
        break;
      case TriggerKind::signal: {
        auto payload = engine.payload(trigger, token.scope);
        if (!payload.ok()) return engine.stuck(token, payload.error()), false;
        engine.throw_signal(token.node, *name, *payload);
        break;
      }
      default: break;  // a message is a job or nothing to wait for; a link, a compensation and a cancel are seen to by enter()
    }
  }
  return true;
}

void ThrowEvent::enter(Engine& engine, Token const& token) {
  auto const& program = engine.program();
  if (auto const* link = program.trigger(token.node, TriggerKind::link); link && program.node(token.node).kind == ElementKind::throw_event) {
    engine.pass(token.node, token.scope);
    for (NodeIndex other = 0; other < program.nodes().size(); ++other)
      if (program.node(other).kind == ElementKind::catch_event && program.node(other).scope == program.node(token.node).scope)
        if (auto const* target = program.trigger(other, TriggerKind::link); target && target->name == link->name)
          return engine.push({other, no_index, token.scope});
    return engine.stuck(token, {"", "no link event catches '" + program.word(link->name) + "'", "draw the catching link event"});
  }
  if (auto const* message = program.trigger(token.node, TriggerKind::message); message && message->job != no_index)
    return JobTask::open(engine, token, program.job_at(message->job));
  auto const* compensation = program.trigger(token.node, TriggerKind::compensation);
  auto const* cancel = program.trigger(token.node, TriggerKind::cancel);
  if (compensation || cancel) {
    Opening opening;
    opening.kind = compensation ? "compensation_throw" : "cancel";
    auto only = compensation && compensation->name != 0 ? program.find(program.word(compensation->name)) : no_index;
    auto scope = token.scope;
    if (cancel) engine.cancel_scope(scope, "'" + program.title(token.node) + "' cancels it");
    auto asker = engine.open(token, opening);
    if (!asker) return;
    if (compensation) {
      // Thrown inside an event sub-process it is about the scope around that (BPMN 2.0.2 §10.7.1).
      auto around = [&](ActivityNumber number) { return engine.current().find(number); };
      while (scope != 0 && program.node(engine.node_of(scope)).kind == ElementKind::event_sub_process) scope = around(scope)->scope;
      if (only != no_index && program.node(only).scope != program.node(token.node).scope)
        while (scope != 0 && program.scopes()[program.node(only).scope].owner != engine.node_of(scope)) scope = around(scope)->scope;
    }
    engine.compensate(*asker, scope, only);
    if (compensation && !compensation->wait) engine.done(*asker, {});
    return;
  }
  bool plain = program.node(token.node).mapping == no_index && !program.node(token.node).async_after && token.item < 0;
  if (program.node(token.node).triggers == 0 || !plain) {
    if (program.node(token.node).triggers == 0) return engine.go_through(token);
    auto own = engine.open(token);
    if (!own) return;
    bool thrown = throws(engine, token);
    if (engine.ended() || !engine.current().find(*own)) return;
    thrown ? engine.done(*own, {}) : engine.finish(*own);  // an error that nobody caught is told of at the event itself
    return;
  }
  // An error is on record as thrown; what else is thrown passes.
  auto thrown = throws(engine, token);
  if (!thrown) return;
  engine.pass(token.node, token.scope);
  engine.leave(token.node, token.scope);
}

void ThrowEvent::complete(Engine& engine, ActivityNumber activity, feel::Value const& variables) { engine.done(activity, variables); }

}  // namespace drivetrain::processes
