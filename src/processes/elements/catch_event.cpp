// See catch_event.h.
#include "processes/elements/catch_event.h"

#include "processes/compilation.h"

namespace drivetrain::processes {

void CatchEvent::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node) {
  if (source.events.front().kind == notation::BpmnEventKind::timer) {
    compilation.allow(source, {"working"});
    compilation.timer(source, node);
  } else {
    compilation.allow(source, {"correlation", "role"});
    compilation.message(source, node);
  }
}

void CatchEvent::enter(Engine& engine, Token const& token) {
  auto listening = engine.listening(token.node);
  if (!listening.ok()) return engine.stuck(token, listening.error());
  engine.wait(token, *listening);
}

void CatchEvent::complete(Engine& engine, ActivityNumber number, feel::Value const& variables) {
  auto const& activity = *engine.current().find(number);
  auto node = engine.program().find(activity.element.text());
  auto scope = activity.scope;
  auto gateway = activity.host;
  if (variables.kind() == feel::Kind::context) engine.set_variables(variables.context());
  engine.finish(number);
  if (gateway != 0) engine.finish(gateway);
  engine.leave(node, scope);
}

}  // namespace drivetrain::processes
