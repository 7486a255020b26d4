// See event_gateway.h.
#include "processes/elements/event_gateway.h"

#include "processes/compilation.h"

namespace drivetrain::processes {

void EventGateway::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex) {
  compilation.allow(source, {});
  if (source.outgoing.size() < 2)
    compilation.refuse(source.span, compilation.named(source) + " has fewer than two events behind it",
                       "put the events that may come behind it, or wait for the one event directly");
  for (auto const& id : source.outgoing) {
    auto const* flow = compilation.find(id);
    auto const* event = flow ? compilation.find(flow->target.value) : nullptr;
    if (!event) continue;  // a dangling reference is found when the file is read
    if (event->kind != notation::BpmnKind::intermediate_catch_event)
      compilation.refuse(
          flow->span, "behind " + compilation.named(source) + " stands " + compilation.named(*event) + ", which is no event that may come",
          "put an intermediate timer or message event between them");
    else if (event->incoming.size() > 1)
      compilation.refuse(event->span, compilation.named(*event) + " is reached from " + compilation.named(source) + " and from elsewhere",
                         "draw a second event for the other way (BPMN 2.0.2 §10.6.6)");
  }
}

void EventGateway::enter(Engine& engine, Token const& token) {
  std::vector<NodeIndex> events;
  for (auto const& flow : engine.program().outgoing(token.node)) events.push_back(flow.target);
  auto listeners = engine.listening(events);
  if (!listeners.ok()) return engine.stuck(token, listeners.error());
  engine.listen(engine.wait(token), token.scope, *listeners);
}

}  // namespace drivetrain::processes
