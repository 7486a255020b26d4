// See job_task.h.
#include "processes/elements/job_task.h"

#include "processes/compilation.h"

namespace drivetrain::processes {

void JobTask::compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node) {
  compilation.allow(source, {"topic", "retries", "backoff"});
  compilation.builder().job(node, compilation.job(source));
}

void JobTask::open(Engine& engine, Token const& token, JobPart const& part) {
  auto what = "the topic of '" + engine.program().title(token.node) + "',";
  Opening opening;
  opening.kind = "job";
  auto topic = engine.text(part.topic, token.scope, what);
  if (!topic.ok()) return engine.stuck(token, topic.error());
  opening.topic = *topic;
  opening.retries = part.retries;
  if (part.priority != no_index) {
    auto priority = engine.evaluate(part.priority, token.scope, "the priority of '" + engine.program().title(token.node) + "',");
    if (!priority.ok()) return engine.stuck(token, priority.error());
    auto number = priority->kind() == feel::Kind::number ? std::optional(priority->number()) : priority->kind() == feel::Kind::string ? Decimal::parse(priority->string()) : std::nullopt;
    if (number) opening.priority = number->to_int64().value_or(0);
  }
  engine.open(token, opening);
}

void JobTask::enter(Engine& engine, Token const& token) { open(engine, token, engine.program().job(token.node)); }

void JobTask::complete(Engine& engine, ActivityNumber activity, feel::Value const& variables) {
  auto node = engine.node_of(activity);
  for (auto const& failure : engine.program().job(node).failures) {
    if (variables.kind() == feel::Kind::context) engine.set_variables(variables.context(), activity);
    auto fails = engine.value(failure.condition, activity);
    if (fails.ok() && fails->is_true()) return engine.throw_error(node, activity, engine.program().word(failure.code), {});
  }
  engine.done(activity, variables);
}

}  // namespace drivetrain::processes
