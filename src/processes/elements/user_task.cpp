// See user_task.h.
#include "processes/elements/user_task.h"

#include "processes/compilation.h"

namespace drivetrain::processes {

void UserTask::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node) {
  compilation.allow(source, {"role", "duration"});
  TaskPart part;
  auto role = source.dt("role");
  if (role.empty())
    compilation.error("DT-P402", source.span, compilation.named(source) + " has no performing role",
                      "its work would lie in no queue, and nobody would do it", "say who performs it: dt:role=\"fitter\"");
  part.role = compilation.builder().word(role.value);
  part.expected = compilation.duration(source, "duration");
  compilation.builder().task(node, part);
}

void UserTask::enter(Engine& engine, Token const& token) {
  auto listeners = engine.listening(engine.program().boundaries(token.node));
  if (!listeners.ok()) return engine.stuck(token, listeners.error());
  engine.listen(engine.wait(token), token.scope, *listeners);
}

void UserTask::complete(Engine& engine, ActivityNumber number, feel::Value const& variables) {
  auto const& activity = *engine.current().find(number);
  auto node = engine.program().find(activity.element.text());
  auto scope = activity.scope;
  if (variables.kind() == feel::Kind::context) engine.set_variables(variables.context());
  engine.finish(number);
  engine.leave(node, scope);
}

}  // namespace drivetrain::processes
