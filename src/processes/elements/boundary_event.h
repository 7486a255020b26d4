// Boundary event (BPMN 2.0.2 §10.5.4): listens beside an activity while that waits; interrupting it or not.
#pragma once

#include "processes/elements/element.h"

namespace drivetrain::processes {

struct BoundaryEvent {
  static void compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node);
  static void enter(Engine& engine, Token const& token);
};

}  // namespace drivetrain::processes
