// End event: this token is done; the case ends when all are (BPMN 2.0.2 §10.4.3).
#pragma once

#include "processes/elements/element.h"

namespace drivetrain::processes {

struct EndEvent {
  static void enter(Engine& engine, Token const& token);
};

}  // namespace drivetrain::processes
