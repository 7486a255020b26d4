// Task without a type, manual task, none intermediate event: work or a milestone that nobody reports back, so the token passes.
#pragma once

#include "processes/elements/element.h"

namespace drivetrain::processes {

struct PlainTask {
  static void enter(Engine& engine, Token const& token);
};

}  // namespace drivetrain::processes
