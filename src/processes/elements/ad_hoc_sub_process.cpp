// See ad_hoc_sub_process.h.
#include "processes/elements/ad_hoc_sub_process.h"

#include "processes/compilation.h"

namespace drivetrain::processes {

void AdHocSubProcess::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node) {
  compilation.allow(source, {});
  auto inner = compilation.builder().inner_scope(node);
  compilation.ad_hoc(source, node);
  compilation.contents(source, inner, true);
}

void AdHocSubProcess::enter(Engine& engine, Token const& token) {
  Opening opening;
  opening.opens = true;
  auto number = engine.open(token, opening);
  if (!number) return;
  engine.begin_scope(*number, engine.program().node(token.node).part);
  engine.begin_ad_hoc(*number);
}

void AdHocSubProcess::complete(Engine& engine, ActivityNumber activity, feel::Value const& variables) { engine.done(activity, variables); }

}  // namespace drivetrain::processes
