// See receive_task.h.
#include "processes/elements/receive_task.h"

#include "processes/compilation.h"

namespace drivetrain::processes {

void ReceiveTask::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node) {
  compilation.allow(source, {"correlation", "role"});
  compilation.message_of(source, node);
  if (source.instantiate && source.incoming.empty()) compilation.builder().instantiates(node);
}

void ReceiveTask::enter(Engine& engine, Token const& token) {
  Opening opening;
  opening.kind = to_string(ElementKind::receive_task);
  auto listening = engine.listening(token.node, token.scope);
  if (!listening.ok()) return engine.stuck(token, listening.error());
  if (!listening->empty()) opening.listening = listening->front();
  engine.open(token, opening);
}

void ReceiveTask::complete(Engine& engine, ActivityNumber number, feel::Value const& variables) {
  auto gateway = engine.current().find(number)->host;
  if (gateway == 0) return engine.done(number, variables);
  // Behind an event-based gateway its message has come first.
  auto scope = engine.current().find(number)->scope;
  auto node = engine.node_of(number);
  if (variables.kind() == feel::Kind::context) engine.set_variables(variables.context(), scope);
  // With variables to map, or a transaction boundary behind it, it has an activity of its own.
  auto const& drawn = engine.program().node(node);
  bool more = drawn.mapping != no_index || drawn.async_after || drawn.listeners != no_index;
  more ? engine.cancel(number, "it came") : engine.finish(number);
  engine.finish(gateway);
  if (!more) return engine.leave(node, scope);
  if (auto own = engine.open({node, no_index, scope, Stage::instance})) engine.done(*own, {});
}

}  // namespace drivetrain::processes
