// See plain_task.h.
#include "processes/elements/plain_task.h"

namespace drivetrain::processes {

void PlainTask::enter(Engine& engine, Token const& token) { engine.go_through(token); }

}  // namespace drivetrain::processes
