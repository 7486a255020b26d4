// See start_event.h.
#include "processes/elements/start_event.h"

#include "processes/compilation.h"

namespace drivetrain::processes {

void StartEvent::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node) {
  compilation.allow(source, {"correlation", "working", "role"});
  compilation.builder().at(node).interrupting = source.interrupting;
  compilation.triggers(source, node);
}

void StartEvent::enter(Engine& engine, Token const& token) { engine.go_through(token); }

}  // namespace drivetrain::processes
