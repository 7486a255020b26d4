// Terminate end event: ends every other token of its own scope too. A sub-process ended so completes as usual.
#pragma once

#include "processes/elements/element.h"

namespace drivetrain::processes {

struct TerminateEnd {
  static void enter(Engine& engine, Token const& token);
};

}  // namespace drivetrain::processes
