// See event_sub_process.h. How it begins is the engine's (Engine::begin_event_sub_process).
#include "processes/elements/event_sub_process.h"

#include "processes/compilation.h"

namespace drivetrain::processes {

void EventSubProcess::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node) {
  compilation.allow(source, {});
  compilation.contents(source, compilation.builder().inner_scope(node));
}

void EventSubProcess::enter(Engine& engine, Token const& token) {
  engine.stuck(token, {"", "a sequence flow leads into an event sub-process", "remove it; its start event begins it"});
}

void EventSubProcess::complete(Engine& engine, ActivityNumber activity, feel::Value const& variables) { engine.done(activity, variables); }

}  // namespace drivetrain::processes
