// Start event: where a case, or an embedded sub-process, begins. A message start event differs only in who may start it
// (handle_message.cpp).
#pragma once

#include "processes/elements/element.h"

namespace drivetrain::processes {

struct StartEvent {
  static void compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node);
  static void enter(Engine& engine, Token const& token);
};

}  // namespace drivetrain::processes
