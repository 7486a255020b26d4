// See start_event.h.
#include "processes/elements/start_event.h"

#include "processes/compilation.h"

namespace drivetrain::processes {

void StartEvent::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node) {
  compilation.allow(source, {});
  if (!source.events.empty()) compilation.message(source, node);
}

void StartEvent::enter(Engine& engine, Token const& token) {
  engine.pass(token.node);
  engine.leave(token.node, token.scope);
}

}  // namespace drivetrain::processes
