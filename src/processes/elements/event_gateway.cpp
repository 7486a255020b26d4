// See event_gateway.h.
#include "processes/elements/event_gateway.h"

#include "processes/compilation.h"

namespace drivetrain::processes {

void EventGateway::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node) {
  compilation.allow(source, {});
  if (source.outgoing.size() < 2 && compilation.dialect() == Dialect::own)
    compilation.refuse(source.span, compilation.named(source) + " has fewer than two events behind it",
                       "put the events that may come behind it, or wait for the one event directly");
  for (auto const& id : source.outgoing) {
    auto const* flow = compilation.find(id);
    auto const* event = flow ? compilation.find(flow->target.value) : nullptr;
    if (!event) continue;  // a dangling reference is found when the file is read
    if (event->kind != notation::BpmnKind::intermediate_catch_event && event->kind != notation::BpmnKind::receive_task)
      compilation.refuse(
          flow->span, "behind " + compilation.named(source) + " stands " + compilation.named(*event) + ", which is no event that may come",
          "put an intermediate event or a receive task between them");
    else if (event->incoming.size() > 1)
      compilation.refuse(event->span, compilation.named(*event) + " is reached from " + compilation.named(source) + " and from elsewhere",
                         "draw a second event for the other way (BPMN 2.0.2 §10.6.6)");
    else if (source.instantiate && event->kind == notation::BpmnKind::intermediate_catch_event &&
             !(event->events.size() == 1 && event->events.front().kind == notation::BpmnEventKind::message))
      compilation.refuse(event->span, "behind " + compilation.named(source) + ", with which cases begin, stands " + compilation.named(*event) + ", and only messages begin them there",
                         "wait for one message, or begin with a start event of that kind");
  }
  if (!source.instantiate) return;
  compilation.builder().instantiates(node);
  compilation.builder().at(node).all_triggers = source.parallel_event_gateway;
}

void EventGateway::enter(Engine& engine, Token const& token) {
  std::vector<Listening> listeners;
  for (auto const& flow : engine.program().outgoing(token.node)) {
    auto behind = engine.listening(flow.target, token.scope);
    if (!behind.ok()) return engine.stuck(token, behind.error());
    listeners.insert(listeners.end(), behind->begin(), behind->end());
  }
  if (auto number = engine.open(token)) engine.listen(*number, token.scope, listeners);
}

}  // namespace drivetrain::processes
