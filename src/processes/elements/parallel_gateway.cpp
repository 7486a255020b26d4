// See parallel_gateway.h.
#include "processes/elements/parallel_gateway.h"

namespace drivetrain::processes {

void ParallelGateway::enter(Engine& engine, Token const& token) {
  auto const& program = engine.program();
  if (program.node(token.node).incoming < 2) return engine.go_through(token);
  // Without a flow, a person lets the join pass although branches are missing (an incident was resolved).
  if (token.flow == no_index && !engine.current().find_join(program.id(token.node), token.scope)) return engine.touch(token.scope);  // it has fired meanwhile
  if (token.flow != no_index) {
    engine.arrive(token);
    auto const* join = engine.current().find_join(program.id(token.node), token.scope);
    if (join->arrivals.size() < program.node(token.node).incoming) return;
  }
  engine.fire_join(token.node, token.scope);
  engine.leave_join(token.node, token.scope);
}

}  // namespace drivetrain::processes
