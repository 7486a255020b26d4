// See end_event.h.
#include "processes/elements/end_event.h"

namespace drivetrain::processes {

void EndEvent::enter(Engine& engine, Token const& token) { engine.end(token.node, token.scope); }

}  // namespace drivetrain::processes
