// What elements ask of the case: conditions, due times, correlation keys. What cannot be evaluated is an Error whose text says
// which expression, what came instead, and what to mend; the engine makes an incident of it. A condition that yields null is
// never taken for false: a missing fact must not choose the way.
#include "processes/engine.h"

namespace drivetrain::processes {

namespace {

/// A variable of the case, or one of the words that every case has.
std::optional<feel::Value> fact(Case const& c, std::string_view name) {
  if (auto const* value = c.variables.find(name)) return *value;
  if (name == "business_key") return feel::Value(c.business_key);
  if (name == "service") return feel::Value(c.service.text());
  if (name == "tier") return feel::Value(c.tier.text());
  if (name == "customer") return feel::Value(c.customer);
  return std::nullopt;
}

}  // namespace

Result<feel::Value> Engine::evaluate(feel::Expression const& expression, std::string_view what) const {
  auto const& c = current();
  feel::Environment environment;
  environment.now = now();
  environment.lookup = [&c](std::string_view name) { return fact(c, name); };
  auto evaluation = expression.evaluate(environment);
  if (!evaluation.value.is_null()) return std::move(evaluation.value);
  std::string message(what);
  message += " '" + expression.text() + "' yields null";
  for (std::size_t i = 0; i < evaluation.warnings.size(); ++i) message += (i == 0 ? ": " : "; ") + evaluation.warnings[i].message;
  auto known = facts(expression);
  if (!known.empty()) message += " (" + known + ")";
  return Error{"", message, "set the variables that it reads and resolve the incident"};
}

std::string Engine::facts(feel::Expression const& expression) const {
  std::string text;
  for (auto const& path : expression.reads()) {
    auto dot = path.find('.');
    auto value = fact(current(), std::string_view(path).substr(0, dot)).value_or(feel::Value());
    if (dot != std::string::npos) value = value.at(std::string_view(path).substr(dot + 1));
    text += (text.empty() ? "" : ", ") + path + " = " + feel::to_text(value);
  }
  return text;
}

Result<bool> Engine::holds(FlowIndex index) const {
  auto const& flow = program_.flow(index);
  auto const& name = flow.title != 0 ? program_.word(flow.title) : program_.word(flow.id);
  auto const& condition = program_.expression(flow.condition);
  auto what = "the condition of '" + name + "',";
  DT_TRY(auto value, evaluate(condition, what));
  if (value.kind() != feel::Kind::boolean)
    return Error{"",
                 what + " '" + condition.text() + "' yields the " + std::string(to_string(value.kind())) + " " + feel::to_text(value) +
                     ", and a condition must be true or false",
                 "correct the condition in the process, deploy it, and start the case again; or set the variables so that it holds"};
  return value.boolean();
}

Result<Instant> Engine::due(NodeIndex node) const {
  auto const& timer = program_.timer(node);
  Duration duration;
  if (timer.fixed) {
    duration = *timer.fixed;
  } else {
    auto what = "the duration of '" + program_.title(node) + "',";
    DT_TRY(auto value, evaluate(program_.expression(timer.computed), what));
    if (value.kind() == feel::Kind::days_duration) {
      duration = value.duration();
    } else if (value.kind() == feel::Kind::string) {
      auto parsed = parse_duration(value.string());
      if (!parsed.ok()) return Error{"", what + " " + parsed.error().message, "set the variables that it reads and resolve the incident"};
      duration = *parsed;
    } else {
      return Error{"", what + " is the " + std::string(to_string(value.kind())) + " " + feel::to_text(value) + ", not a duration",
                   "yield a duration such as duration(\"PT4H\"), then resolve the incident"};
    }
  }
  if (!timer.working) return now() + duration;
  auto instant = context_.after_working(now(), duration);
  if (instant.ok()) return instant;
  return Error{"", "the working time of '" + program_.title(node) + "' does not end: " + instant.error().message,
               "mend the company's calendar, deploy it, and resolve the incident"};
}

Result<std::string> Engine::correlation_key(NodeIndex node) const {
  auto const& message = program_.message(node);
  if (message.key == no_index) {
    if (current().business_key.empty())
      return Error{"", "'" + program_.title(node) + "' waits for a message with the case's business key, and the case has none",
                   "start such cases with a business key, or say dt:correlation at the event; this case can only be cancelled"};
    return current().business_key;
  }
  DT_TRY(auto value, evaluate(program_.expression(message.key), "the correlation key of '" + program_.title(node) + "',"));
  return value.kind() == feel::Kind::string ? std::string(value.string()) : feel::to_text(value);
}

Result<Listening> Engine::listening(NodeIndex node) const {
  Listening listening;
  listening.node = node;
  switch (program_.node(node).kind) {
    case ElementKind::timer_catch:
    case ElementKind::boundary_timer: {
      DT_TRY(listening.due, due(node));
      return listening;
    }
    case ElementKind::message_catch: {
      DT_TRY(listening.key, correlation_key(node));
      listening.message = program_.word(program_.message(node).message);
      return listening;
    }
    default: DT_ASSERT(false && "not an event that listens");
  }
  return listening;
}

Result<std::vector<Listening>> Engine::listening(std::span<NodeIndex const> nodes) const {
  std::vector<Listening> all;
  for (auto node : nodes) {
    DT_TRY(auto one, listening(node));
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace drivetrain::processes
