// Business-rule task: a decision right decides here. A policy in app/ opens the decision with the case's variables as facts; when
// its holder has taken it, the outcome comes back in `variables` as the entry "outcome" and goes into the variable that
// dt:result names.
#pragma once

#include "processes/elements/element.h"

namespace drivetrain::processes {

struct BusinessRuleTask {
  static void compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node);
  static void enter(Engine& engine, Token const& token);
  static void complete(Engine& engine, ActivityNumber activity, feel::Value const& variables);
};

}  // namespace drivetrain::processes
