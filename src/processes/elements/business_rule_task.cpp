// See business_rule_task.h.
#include "processes/elements/business_rule_task.h"

#include "processes/compilation.h"
#include "processes/elements/user_task.h"

namespace drivetrain::processes {

void BusinessRuleTask::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node) {
  compilation.allow(source, {"decision", "result", "duration"});
  TaskPart part;
  if (compilation.calls_decision(source)) {
    part.called = compilation.builder().decision(compilation.decision(source));
    return compilation.builder().task(node, part);
  }
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

void BusinessRuleTask::enter(Engine& engine, Token const& token) {
  auto const* rule = engine.program().decision_of(token.node);
  if (!rule) return UserTask::enter(engine, token);
  auto number = engine.open(token);
  if (!number) return;
  auto answer = engine.call_decision(*rule, *number);
  if (!answer.ok()) {
    engine.cancel(*number, answer.error().message);
    return engine.stuck(token, answer.error());
  }
  feel::Context result;
  result.set(rule->result == 0 ? "decisionResult" : engine.program().word(rule->result), *answer);
  if (rule->result != 0) return engine.done(*number, feel::Value(std::move(result)));
  engine.set_local(std::move(result), *number);  // as in Camunda 7: for its output mapping, and gone with it
  engine.done(*number, {});
}

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
