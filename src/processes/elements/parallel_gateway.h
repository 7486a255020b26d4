// Parallel gateway: goes on when a token has come by each incoming flow, then on all outgoing ones (BPMN 2.0.2 §10.6.4). Counting is
// for each flow: two tokens on one flow never stand for one on each.
#pragma once

#include "processes/elements/element.h"

namespace drivetrain::processes {

struct ParallelGateway {
  static void enter(Engine& engine, Token const& token);
};

}  // namespace drivetrain::processes
