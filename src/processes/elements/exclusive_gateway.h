// Exclusive gateway: exactly one way, the first whose condition holds, else the default (BPMN 2.0.2 §10.6.2). A condition that
// cannot be decided, or no way at all, is an incident.
#pragma once

#include "processes/elements/element.h"

namespace drivetrain::processes {

struct ExclusiveGateway {
  static void enter(Engine& engine, Token const& token);
};

}  // namespace drivetrain::processes
