// See script_task.h.
#include "processes/elements/script_task.h"

#include "processes/compilation.h"

namespace drivetrain::processes {

void ScriptTask::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node) {
  compilation.allow(source, {"result"});
  compilation.builder().script(node, compilation.script(source));
}

void ScriptTask::enter(Engine& engine, Token const& token) {
  auto number = engine.open(token);
  if (!number) return;
  auto const& part = engine.program().script(token.node);
  auto value = engine.value(part.expression, *number);
  if (!value.ok()) {
    engine.cancel(*number, value.error().message);
    return engine.stuck(token, value.error());
  }
  if (part.result == 0) return engine.done(*number, {});
  feel::Context result;
  result.set(engine.program().word(part.result), *value);
  engine.done(*number, feel::Value(std::move(result)));
}

}  // namespace drivetrain::processes
