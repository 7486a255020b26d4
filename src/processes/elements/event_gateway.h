// Event-based gateway, exclusive: the token waits here until the first of the events behind it comes (BPMN 2.0.2 §10.6.6).
#pragma once

#include "processes/elements/element.h"

namespace drivetrain::processes {

struct EventGateway {
  static void compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node);
  static void enter(Engine& engine, Token const& token);
};

}  // namespace drivetrain::processes
