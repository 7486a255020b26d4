// See complex_gateway.h. When it fires is the engine's (Engine::settle_joins).
#include "processes/elements/complex_gateway.h"

#include "processes/compilation.h"

namespace drivetrain::processes {

void ComplexGateway::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node) {
  compilation.allow(source, {});
  if (!source.condition.empty())
    if (auto activation = compilation.expression(source.condition)) compilation.builder().activation(node, *activation);
}

void ComplexGateway::enter(Engine& engine, Token const& token) {
  if (engine.program().node(token.node).incoming > 1 && token.flow != no_index) return engine.arrive(token);
  if (token.flow == no_index && engine.current().find_join(engine.program().id(token.node), token.scope)) {
    engine.fire_join(token.node, token.scope);
    return engine.leave_join(token.node, token.scope);
  }
  engine.go_through(token);
}

}  // namespace drivetrain::processes
