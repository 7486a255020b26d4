// See terminate_end.h.
#include "processes/elements/terminate_end.h"

namespace drivetrain::processes {

void TerminateEnd::enter(Engine& engine, Token const& token) { engine.terminate(token.node, token.scope); }

}  // namespace drivetrain::processes
