// Inclusive gateway (BPMN 2.0.2 §10.6.3, §13.4.3): every way whose condition holds; together again when nothing else can come.
#pragma once

#include "processes/elements/element.h"

namespace drivetrain::processes {

struct InclusiveGateway {
  static void compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node);
  static void enter(Engine& engine, Token const& token);
};

}  // namespace drivetrain::processes
