// Intermediate throw event (BPMN 2.0.2 §10.5.4): throws what it says and lets the token go on; without a trigger, a milestone.
#pragma once

#include "processes/elements/element.h"

namespace drivetrain::processes {

struct ThrowEvent {
  static void compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node);
  static void enter(Engine& engine, Token const& token);
  static void complete(Engine& engine, ActivityNumber activity, feel::Value const& variables);
  /// What throw and end events share: throws one trigger after the other. False when the token waits, is stuck or has been taken away.
  static bool throws(Engine& engine, Token const& token);
};

}  // namespace drivetrain::processes
