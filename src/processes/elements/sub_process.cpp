// See sub_process.h.
#include "processes/elements/sub_process.h"

#include "processes/compilation.h"

namespace drivetrain::processes {

void SubProcess::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node) {
  compilation.allow(source, {});
  compilation.contents(source, compilation.builder().inner_scope(node));
}

void SubProcess::enter(Engine& engine, Token const& token) {
  auto listeners = engine.listening(engine.program().boundaries(token.node));
  if (!listeners.ok()) return engine.stuck(token, listeners.error());
  auto activity = engine.wait(token);
  engine.listen(activity, token.scope, *listeners);
  engine.begin_scope(activity, engine.program().node(token.node).part);
}

void SubProcess::complete(Engine& engine, ActivityNumber number, feel::Value const&) {
  auto const& activity = *engine.current().find(number);
  auto node = engine.program().find(activity.element.text());
  auto scope = activity.scope;
  engine.finish(number);
  engine.leave(node, scope);
}

}  // namespace drivetrain::processes
