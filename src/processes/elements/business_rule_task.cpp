// See business_rule_task.h.
#include "processes/elements/business_rule_task.h"

#include "processes/compilation.h"
#include "processes/elements/user_task.h"

namespace drivetrain::processes {

void BusinessRuleTask::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node) {
  compilation.allow(source, {"decision", "result", "duration"});
  TaskPart part;
  auto decision = source.dt("decision");
  if (decision.empty())
    compilation.error("DT-D211", source.span, compilation.named(source) + " is bound to no decision right",
                      "nobody would be entitled to answer, and the case would stop here",
                      "name the decision: dt:decision=\"quote-and-discount\"");
  part.decision = compilation.builder().word(decision.value);
  part.result = compilation.builder().word(source.dt("result").value);
  part.expected = compilation.duration(source, "duration");
  compilation.builder().task(node, part);
}

void BusinessRuleTask::enter(Engine& engine, Token const& token) { UserTask::enter(engine, token); }

void BusinessRuleTask::complete(Engine& engine, ActivityNumber number, feel::Value const& variables) {
  auto const& program = engine.program();
  auto node = engine.node_of(number);
  auto const& result = program.word(program.task(node).result);
  if (result.empty() || variables.kind() != feel::Kind::context || variables.context().find(result))
    return UserTask::complete(engine, number, variables);
  auto const* outcome = variables.context().find("outcome");
  feel::Context named;
  named.set(result, outcome ? *outcome : variables);
  UserTask::complete(engine, number, feel::Value(std::move(named)));
}

}  // namespace drivetrain::processes
