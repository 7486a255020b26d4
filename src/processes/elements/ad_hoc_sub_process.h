// Ad hoc sub-process (BPMN 2.0.2 §10.3.5): its activities run as chosen, until its completion condition holds.
#pragma once

#include "processes/elements/element.h"

namespace drivetrain::processes {

struct AdHocSubProcess {
  static void compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node);
  static void enter(Engine& engine, Token const& token);
  static void complete(Engine& engine, ActivityNumber activity, feel::Value const& variables);
};

}  // namespace drivetrain::processes
