// Script task (BPMN 2.0.2 §10.3.3): an expression whose value becomes a variable.
#pragma once

#include "processes/elements/element.h"

namespace drivetrain::processes {

struct ScriptTask {
  static void compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node);
  static void enter(Engine& engine, Token const& token);
};

}  // namespace drivetrain::processes
