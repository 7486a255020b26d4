// Receive task (BPMN 2.0.2 §10.3.3): waits for its message; what listens on its border listens meanwhile.
#pragma once

#include "processes/elements/element.h"

namespace drivetrain::processes {

struct ReceiveTask {
  static void compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node);
  static void enter(Engine& engine, Token const& token);
  static void complete(Engine& engine, ActivityNumber activity, feel::Value const& variables);
};

}  // namespace drivetrain::processes
