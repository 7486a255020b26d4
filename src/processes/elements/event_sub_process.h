// Event sub-process (BPMN 2.0.2 §10.3.5): begins when its start event comes, while the scope around it is alive.
#pragma once

#include "processes/elements/element.h"

namespace drivetrain::processes {

struct EventSubProcess {
  static void compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node);
  static void enter(Engine& engine, Token const& token);
  static void complete(Engine& engine, ActivityNumber activity, feel::Value const& variables);
};

}  // namespace drivetrain::processes
