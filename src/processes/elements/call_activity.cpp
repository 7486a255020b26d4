// See call_activity.h.
#include "processes/elements/call_activity.h"

#include "processes/compilation.h"

namespace drivetrain::processes {

void CallActivity::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node) {
  compilation.allow(source, {});
  compilation.builder().call(node, compilation.call(source));
}

void CallActivity::enter(Engine& engine, Token const& token) { engine.call(token); }

void CallActivity::complete(Engine& engine, ActivityNumber activity, feel::Value const& variables) { engine.done(activity, variables); }

}  // namespace drivetrain::processes
