// Complex gateway (BPMN 2.0.2 §10.6.5, §13.4.5): goes on when its activation condition holds over the tokens that have come.
#pragma once

#include "processes/elements/element.h"

namespace drivetrain::processes {

struct ComplexGateway {
  static void compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node);
  static void enter(Engine& engine, Token const& token);
};

}  // namespace drivetrain::processes
