// Boundary timer: what happens when an activity takes too long. Interrupting, it ends the activity and the token goes its way;
// otherwise a second token does, and the activity goes on.
#pragma once

#include "processes/elements/element.h"

namespace drivetrain::processes {

struct BoundaryTimer {
  static void compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node);
  static void enter(Engine& engine, Token const& token);
  static void complete(Engine& engine, ActivityNumber activity, feel::Value const& variables);
};

}  // namespace drivetrain::processes
