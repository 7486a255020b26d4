// See catch_event.h.
#include "processes/elements/catch_event.h"

#include "processes/compilation.h"

namespace drivetrain::processes {

void CatchEvent::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node) {
  compilation.allow(source, {"working", "correlation", "role"});
  compilation.triggers(source, node);
}

void CatchEvent::enter(Engine& engine, Token const& token) {
  if (engine.program().trigger(token.node, TriggerKind::link)) return engine.go_through(token);
  auto listening = engine.listening(token.node, token.scope);
  if (!listening.ok()) return engine.stuck(token, listening.error());
  if (listening->size() == 1) {
    Opening opening;
    opening.listening = listening->front();
    engine.open(token, opening);
    return;
  }
  // Several: one listens for each, and the event waits for the first of them or for all.
  if (auto number = engine.open(token)) engine.listen(*number, token.scope, *listening);
}

void CatchEvent::complete(Engine& engine, ActivityNumber number, feel::Value const& variables) {
  auto const& activity = *engine.current().find(number);
  auto node = engine.node_of(number);
  auto scope = activity.scope;
  auto host = activity.host;
  if (host == 0) return engine.done(number, variables);
  if (variables.kind() == feel::Kind::context) engine.set_variables(variables.context(), host);
  if (engine.node_of(host) == node) {  // one of several triggers of this very event: the visit is one, and its host's
    engine.cancel(number, "it came");
    return engine.done(host, {});
  }
  // With variables to map, or a transaction boundary behind it, it has an activity of its own.
  auto const& drawn = engine.program().node(node);
  bool more = drawn.mapping != no_index || drawn.async_after || drawn.listeners != no_index;
  more ? engine.cancel(number, "it came") : engine.finish(number);
  engine.finish(host);  // an event-based gateway: this came first
  if (!more) return engine.leave(node, scope);
  if (auto own = engine.open({node, no_index, scope, Stage::instance})) engine.done(*own, {});
}

}  // namespace drivetrain::processes
