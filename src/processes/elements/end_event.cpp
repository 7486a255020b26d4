// See end_event.h.
#include "processes/elements/end_event.h"

#include "processes/compilation.h"
#include "processes/elements/throw_event.h"

namespace drivetrain::processes {

void EndEvent::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node) { ThrowEvent::compile(compilation, source, node); }

void EndEvent::enter(Engine& engine, Token const& token) {
  auto const& program = engine.program();
  if (program.trigger(token.node, TriggerKind::terminate)) return engine.terminate(token.node, token.scope);
  ThrowEvent::enter(engine, token);
}

void EndEvent::complete(Engine& engine, ActivityNumber activity, feel::Value const& variables) { engine.done(activity, variables); }

}  // namespace drivetrain::processes
