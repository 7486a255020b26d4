// What elements ask of the case: conditions, due times, correlation keys. What cannot be evaluated is an Error whose text says
// which expression, what came instead, and what to mend; the engine makes an incident of it. A condition that yields null is
// never taken for false: a missing fact must not choose the way.
#include <algorithm>

#include "base/variable_limits.h"
#include "processes/engine.h"
#include "processes/variable_size.h"

namespace drivetrain::processes {

namespace {

/// One of the words that every case has.
std::optional<feel::Value> fact(Case const& c, std::string_view name) {
  if (name == "business_key") return feel::Value(c.business_key);
  if (name == "service") return feel::Value(c.service.text());
  if (name == "tier") return feel::Value(c.tier.text());
  if (name == "customer") return feel::Value(c.customer.text());
  return std::nullopt;
}

/// What the body of a multi-instance tells: in Camunda 7's words and in Camunda 8's.
std::optional<feel::Value> count(Case const& c, ActivityNumber body, Scope const& scope, std::string_view name) {
  if (name == "nrOfInstances" || name == "numberOfInstances") return feel::Value(scope.total);
  if (name == "nrOfCompletedInstances" || name == "numberOfCompletedInstances") return feel::Value(scope.done);
  bool active = name == "nrOfActiveInstances" || name == "numberOfActiveInstances";
  if (!active && name != "numberOfTerminatedInstances") return std::nullopt;
  // Which have begun and are neither done nor there any more were ended by somebody.
  std::int64_t there = 0;
  c.each_in(body, [&](ActivityNumber, Activity const& one) { there += one.item >= 0 && one.kind.text() != "async_before" && one.kind.text() != "async_after"; });
  std::int64_t const begun = scope.begun - scope.done;
  return feel::Value(active ? std::min(there, begun) : std::max<std::int64_t>(0, begun - there));
}

}  // namespace

/// The activity's own variables, then those of the scopes around it, then the case's.
std::optional<feel::Value> Engine::look_up(std::string_view name, ActivityNumber from) const {
  auto const& c = current();
  for (auto number = from; number != 0;) {
    auto const* activity = c.find(number);
    if (!activity) break;
    if (auto value = own_variable(*activity, name)) return value;
    if (auto const* scope = c.scopes.find(number); scope && scope->total >= 0)
      if (auto counted = count(c, number, *scope, name)) return counted;
    number = activity->scope;
  }
  if (auto const* value = c.variables.find(name)) return *value;
  return fact(c, name);
}

Surroundings Engine::surroundings(ActivityNumber from) const {
  Surroundings surroundings;
  surroundings.now = now();
  surroundings.lookup = [this, from](std::string_view name) { return look_up(name, from); };
  surroundings.call = [this, from](std::string_view object, std::string_view method, std::span<feel::Value const> arguments) -> Result<feel::Value> {
    bool reads = method == "getVariable" || method == "hasVariable" || method == "getVariableLocal";
    if (object == "execution" && reads && arguments.size() == 1 && arguments[0].kind() == feel::Kind::string) {
      auto found = look_up(arguments[0].string(), from);
      return method == "hasVariable" ? feel::Value(found.has_value()) : found.value_or(feel::Value());
    }
    if (object == "execution" && (method == "getProcessBusinessKey" || method == "getBusinessKey")) return feel::Value(current().business_key);
    if (object == "execution" && (method == "getProcessInstanceId" || method == "getId")) return feel::Value(case_id());
    if (object == "execution" && method == "getProcessDefinitionKey") return feel::Value(program().process());
    if (object == "execution" && method == "getCurrentActivityId")
      if (auto const* activity = current().find(from)) return feel::Value(activity->element.text());
    return Error{"", std::string(object) + "." + std::string(method) + " is nothing that can be asked here", "let a worker do it, or set a variable"};
  };
  return surroundings;
}

Result<feel::Value> Engine::value(std::uint32_t expression, ActivityNumber from, std::string* warnings) const {
  auto result = program().expression(expression).evaluate(surroundings(from), warnings);
  if (result.ok() && size_of(*result, limits::max_variables_bytes) > limits::max_variables_bytes)
    return Error{"", "'" + program().expression(expression).text() + "' yields more than " + size_text(limits::max_variables_bytes), "keep what is large elsewhere, and give the case its address; then resolve the incident"};
  return result;
}

Result<feel::Value> Engine::evaluate(std::uint32_t index, ActivityNumber from, std::string_view what) const {
  auto const& expression = program().expression(index);
  std::string warnings;
  auto value = this->value(index, from, &warnings);
  if (value.ok() && !value->is_null()) return value;
  std::string message(what);
  if (!value.ok())
    message += " '" + expression.text() + "' cannot be evaluated: " + value.error().message;
  else
    message += " '" + expression.text() + "' yields null" + warnings;
  auto known = facts(expression, from);
  if (!known.empty()) message += " (" + known + ")";
  return Error{"", message, "set the variables that it reads and resolve the incident"};
}

Result<std::string> Engine::text(std::uint32_t index, ActivityNumber from, std::string_view what) const {
  DT_TRY(auto value, evaluate(index, from, what));
  return feel::to_plain_text(value);
}

std::string Engine::facts(Expression const& expression, ActivityNumber from) const {
  std::string text;
  for (auto const& path : expression.reads()) {
    auto dot = path.find('.');
    auto value = look_up(std::string_view(path).substr(0, dot), from).value_or(feel::Value());
    if (dot != std::string::npos) value = value.at(std::string_view(path).substr(dot + 1));
    text += (text.empty() ? "" : ", ") + path + " = " + quoted(value);
  }
  return text;
}

Result<bool> Engine::holds(std::uint32_t condition, ActivityNumber from, std::string_view what) const {
  DT_TRY(auto value, evaluate(condition, from, what));
  if (value.kind() != feel::Kind::boolean)
    return Error{"",
                 std::string(what) + " '" + program().expression(condition).text() + "' yields the " + std::string(to_string(value.kind())) + " " +
                     quoted(value) + ", and a condition must be true or false",
                 "correct the condition in the process, deploy it, and start the case again; or set the variables so that it holds"};
  return value.boolean();
}

Result<bool> Engine::holds(FlowIndex index, ActivityNumber from) const {
  auto const& flow = program().flow(index);
  auto const& name = flow.title != 0 ? program().word(flow.title) : program().word(flow.id);
  return holds(flow.condition, from, "the condition of '" + name + "',");
}

Result<std::string> Engine::name_of(Trigger const& trigger, ActivityNumber from) const {
  if (trigger.naming == no_index) return program().word(trigger.name);
  return text(trigger.naming, from, "the name of the " + std::string(to_string(trigger.kind)));
}

feel::Context Engine::visible(ActivityNumber from) const {
  feel::Context seen;
  auto add = [&](feel::Context const& variables) {
    for (auto const& [name, value] : variables.entries())
      if (!seen.find(name) && !name.starts_with('$')) seen.set(name, value);
  };
  for (auto const* activity = current().find(from); activity; activity = current().find(activity->scope)) add(activity->variables);
  add(current().variables);
  return seen;
}

Result<feel::Value> Engine::payload(Trigger const& trigger, ActivityNumber from) const {
  auto passed = trigger.payload_all ? visible(from) : feel::Context();
  for (auto const& one : trigger.payload) {
    DT_TRY(auto value, this->value(one.value, from));
    passed.set(program().word(one.target), std::move(value));
  }
  return passed.empty() ? feel::Value() : feel::Value(std::move(passed));
}

Result<Instant> Engine::due(NodeIndex node, Trigger const& trigger, ActivityNumber from, std::int64_t& left) const {
  auto what = "the time of '" + program().title(node) + "',";
  auto failed = [&](std::string message) { return Error{"", what + " " + message, "set the variables that it reads and resolve the incident"}; };
  auto definition = trigger.timer;
  if (!definition) {
    DT_TRY(auto value, evaluate(trigger.expression, from, what));
    if (value.kind() == feel::Kind::days_duration) {
      if (trigger.working) return context_.after_working(now(), value.duration());
      return now() + value.duration();
    }
    if (value.kind() == feel::Kind::date_time && trigger.timer_kind == TimerKind::date) return value.instant();
    auto text = feel::to_plain_text(value);
    auto parsed = trigger.timer_kind == TimerKind::date       ? TimerDefinition::date(text)
                  : trigger.timer_kind == TimerKind::duration ? TimerDefinition::duration(text)
                                                              : TimerDefinition::cycle(text);
    if (!parsed.ok()) return failed(parsed.error().message);
    definition = *parsed;
  }
  if (trigger.working && trigger.timer_kind == TimerKind::duration) {
    auto first = definition->first(now(), context_.zone());
    auto instant = context_.after_working(now(), first ? *first - now() : Duration{});
    if (instant.ok()) return instant;
    return Error{"", "the working time of '" + program().title(node) + "' does not end: " + instant.error().message,
                 "mend the company's calendar, deploy it, and resolve the incident"};
  }
  auto first = definition->first(now(), context_.zone());
  if (!first) return failed("it never comes");
  if (definition->repeats()) {
    auto repetitions = definition->repetitions();
    left = repetitions ? static_cast<std::int64_t>(*repetitions) : -1;
  }
  return *first;
}

Result<std::string> Engine::correlation_key(NodeIndex node, Trigger const& trigger, ActivityNumber from) const {
  if (trigger.expression == no_index) {
    if (current().business_key.empty() && dialect() == Dialect::own)
      return Error{"", "'" + program().title(node) + "' waits for a message with the case's business key, and the case has none",
                   "start such cases with a business key, or say dt:correlation at the event; this case can only be cancelled"};
    return current().business_key;
  }
  return text(trigger.expression, from, "the correlation key of '" + program().title(node) + "',");
}

Result<std::optional<Listening>> Engine::listening(NodeIndex node, std::int32_t index, ActivityNumber from) const {
  auto const& trigger = program().triggers(node)[static_cast<std::size_t>(index)];
  Listening listening;
  listening.node = node, listening.trigger = index, listening.kind = trigger.kind;
  switch (trigger.kind) {
    case TriggerKind::timer: {
      listening.left = 0;  // of what does not repeat
      DT_TRY(listening.due, due(node, trigger, from, listening.left));
      return std::optional(listening);
    }
    case TriggerKind::message: {
      DT_TRY(listening.message, name_of(trigger, from));
      DT_TRY(listening.key, correlation_key(node, trigger, from));
      return std::optional(listening);
    }
    case TriggerKind::signal: {
      DT_TRY(listening.signal, name_of(trigger, from));
      return std::optional(listening);
    }
    case TriggerKind::conditional: return std::optional(listening);
    default: return std::optional<Listening>();  // thrown to it, not waited for
  }
}

Result<std::vector<Listening>> Engine::listening(NodeIndex node, ActivityNumber from) const {
  std::vector<Listening> all;
  for (std::size_t i = 0; i < program().triggers(node).size(); ++i) {
    DT_TRY(auto one, listening(node, static_cast<std::int32_t>(i), from));
    if (one) all.push_back(std::move(*one));
  }
  return all;
}

}  // namespace drivetrain::processes
