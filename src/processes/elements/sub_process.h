// Embedded sub-process: a scope of its own inside the case. It is done when nothing in it is alive.
#pragma once

#include "processes/elements/element.h"

namespace drivetrain::processes {

struct SubProcess {
  static void compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node);
  static void enter(Engine& engine, Token const& token);
  static void complete(Engine& engine, ActivityNumber activity, feel::Value const& variables);
};

}  // namespace drivetrain::processes
