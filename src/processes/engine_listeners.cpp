// What listens beside an element, in the order in which it is written: an expression runs at once, a job is waited for. After an incident all of it
// runs again, as the rest of the element does.
#include "processes/engine.h"

namespace drivetrain::processes {

Status Engine::run_listener(std::uint32_t expression, ActivityNumber from) {
  feel::Context set;
  auto world = surroundings(from);
  auto asked = world.call;
  auto seen = world.lookup;
  world.lookup = [&](std::string_view name) -> std::optional<feel::Value> {
    auto const* own = set.find(name);
    return own ? std::optional(*own) : seen(name);
  };
  world.call = [&](std::string_view object, std::string_view method, std::span<feel::Value const> arguments) -> Result<feel::Value> {
    bool sets = object == "execution" && method == "setVariable" && arguments.size() == 2 && arguments[0].kind() == feel::Kind::string;
    if (!sets) return asked(object, method, arguments);
    set.set(std::string(arguments[0].string()), arguments[1]);
    return feel::Value();
  };
  auto value = program().expression(expression).evaluate(world);
  if (!value.ok()) return Error{"", "the listener '" + program().expression(expression).text() + "' cannot be evaluated: " + value.error().message, "set the variables that it reads and resolve the incident"};
  set_variables(std::move(set), from);
  return {};
}

bool Engine::listened(Token const& token, bool leaving) {
  auto const& node = program().node(token.node);
  if (node.listeners == no_index) return true;
  auto const& listeners = leaving ? program().listeners(node.listeners).end : program().listeners(node.listeners).start;
  for (auto i = token.listener; i < listeners.size(); ++i) {
    auto const& one = listeners[i];
    if (one.expression != no_index) {
      auto ran = run_listener(one.expression, token.scope);
      if (!ran.ok()) return stuck(token, ran.error()), false;
      continue;
    }
    auto const& job = program().job_at(one.job);
    auto topic = text(job.topic, token.scope, "the type of a listener of '" + program().title(token.node) + "',");
    if (!topic.ok()) return stuck(token, topic.error()), false;
    auto waiting = token;
    waiting.stage = leaving ? Stage::leaving : token.item >= 0 ? Stage::instance : Stage::rested;
    Opening opening;
    opening.kind = "listener", opening.topic = *topic, opening.retries = job.retries;
    opening.listening.trigger = static_cast<std::int32_t>(i);
    activate(waiting, opening);
    return false;
  }
  return true;
}

}  // namespace drivetrain::processes
