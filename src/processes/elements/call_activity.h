// Call activity (BPMN 2.0.2 §10.3.6): another process does the work, as a case of its own.
#pragma once

#include "processes/elements/element.h"

namespace drivetrain::processes {

struct CallActivity {
  static void compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node);
  static void enter(Engine& engine, Token const& token);
  static void complete(Engine& engine, ActivityNumber activity, feel::Value const& variables);
};

}  // namespace drivetrain::processes
