// See user_task.h.
#include "processes/elements/user_task.h"

#include "processes/compilation.h"

namespace drivetrain::processes {

void UserTask::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node) {
  compilation.allow(source, {"role", "duration"});
  auto part = compilation.task_of(source);
  part.expected = compilation.duration(source, "duration");
  compilation.builder().task(node, part);
}

void UserTask::enter(Engine& engine, Token const& token) {
  if (auto number = engine.open(token)) engine.offer(token, *number);
}

void UserTask::complete(Engine& engine, ActivityNumber number, feel::Value const& variables) { engine.done(number, variables); }

}  // namespace drivetrain::processes
