// See boundary_timer.h.
#include "processes/elements/boundary_timer.h"

#include "processes/compilation.h"

namespace drivetrain::processes {

void BoundaryTimer::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node) {
  compilation.allow(source, {"working"});
  compilation.timer(source, node);
}

void BoundaryTimer::enter(Engine&, Token const&) { DT_ASSERT(false && "no flow leads into a boundary event"); }

void BoundaryTimer::complete(Engine& engine, ActivityNumber number, feel::Value const&) {
  auto const& activity = *engine.current().find(number);
  auto node = engine.program().find(activity.element.text());
  auto scope = activity.scope;
  auto host = activity.host;
  engine.finish(number);
  if (engine.program().node(node).interrupting) engine.cancel(host, "'" + engine.program().title(node) + "' came first");
  engine.leave(node, scope);
}

}  // namespace drivetrain::processes
