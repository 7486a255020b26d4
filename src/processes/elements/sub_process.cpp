// See sub_process.h.
#include "processes/elements/sub_process.h"

#include "processes/compilation.h"

namespace drivetrain::processes {

void SubProcess::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node) {
  compilation.allow(source, {});
  compilation.contents(source, compilation.builder().inner_scope(node));
}

void SubProcess::enter(Engine& engine, Token const& token) {
  Opening opening;
  opening.opens = true;
  if (auto number = engine.open(token, opening)) engine.begin_scope(*number, engine.program().node(token.node).part);
}

void SubProcess::complete(Engine& engine, ActivityNumber number, feel::Value const& variables) { engine.done(number, variables); }

}  // namespace drivetrain::processes
