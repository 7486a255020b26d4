// User task: a role does it. It waits in that role's queue as a work item (a policy in app/ opens it) until that is completed.
#pragma once

#include "processes/elements/element.h"

namespace drivetrain::processes {

struct UserTask {
  static void compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node);
  static void enter(Engine& engine, Token const& token);
  static void complete(Engine& engine, ActivityNumber activity, feel::Value const& variables);
};

}  // namespace drivetrain::processes
