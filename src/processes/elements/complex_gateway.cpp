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
  bool joins = engine.program().node(token.node).incoming > 1;
  if (joins && token.flow == no_index && token.stage != Stage::leaving) {
    // A person lets it pass although branches are missing. They may have come meanwhile: then it has fired.
    if (!engine.current().find_join(engine.program().id(token.node), token.scope)) return engine.touch(token.scope);
    engine.fire_join(token.node, token.scope);
    return engine.leave_join(token.node, token.scope);
  }
  engine.go_through(token);
}

}  // namespace drivetrain::processes
