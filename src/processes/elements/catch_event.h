// Intermediate catch event, timer or message: the token waits for the clock, or for the one message with its name and key. Behind
// an event-based gateway it listens on behalf of the gateway, and the first that comes wins.
#pragma once

#include "processes/elements/element.h"

namespace drivetrain::processes {

struct CatchEvent {
  static void compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node);
  static void enter(Engine& engine, Token const& token);
  static void complete(Engine& engine, ActivityNumber activity, feel::Value const& variables);
};

}  // namespace drivetrain::processes
