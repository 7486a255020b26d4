// See boundary_event.h. What it does when it fires is the engine's (Engine::fired).
#include "processes/elements/boundary_event.h"

#include "processes/compilation.h"

namespace drivetrain::processes {

void BoundaryEvent::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node) {
  compilation.allow(source, {"working", "correlation", "role"});
  compilation.triggers(source, node);
}

void BoundaryEvent::enter(Engine& engine, Token const& token) {
  // Only with variables to map out: the event has fired, and this is its own activity.
  engine.go_through(token);
}

}  // namespace drivetrain::processes
