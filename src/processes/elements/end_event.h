// End event (BPMN 2.0.2 §10.5.3): the token ends here; a terminate end ends everything around it, others throw what they end with.
#pragma once

#include "processes/elements/element.h"

namespace drivetrain::processes {

struct EndEvent {
  static void compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node);
  static void enter(Engine& engine, Token const& token);
  static void complete(Engine& engine, ActivityNumber activity, feel::Value const& variables);
};

}  // namespace drivetrain::processes
