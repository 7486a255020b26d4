// See start_event.h.
#include "processes/elements/start_event.h"

#include "processes/compilation.h"

namespace drivetrain::processes {

void StartEvent::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node) {
  compilation.allow(source, {"correlation", "working", "role"});
  compilation.builder().at(node).interrupting = source.interrupting;
  compilation.triggers(source, node);
  if (auto const* starter = compilation.vendor(source, "initiator"); starter && compilation.builder().at(node).scope == 0) compilation.builder().initiator(starter->value);
  if (source.events.empty()) compilation.builder().at(node).part = compilation.form_of(source);
}

void StartEvent::enter(Engine& engine, Token const& token) {
  if (auto const& starter = engine.program().initiator(); !starter.empty() && engine.program().node(token.node).scope == 0) {
    feel::Context who;
    who.set(starter, engine.actor());
    engine.set_variables(std::move(who), 0);
  }
  engine.go_through(token);
}

}  // namespace drivetrain::processes
