// See exclusive_gateway.h.
#include "processes/elements/exclusive_gateway.h"

namespace drivetrain::processes {

void ExclusiveGateway::enter(Engine& engine, Token const& token) {
  auto const& program = engine.program();
  auto const& node = program.node(token.node);
  auto go = [&](FlowIndex flow) { engine.pass(token.node, token.scope, flow), engine.take(flow, token.scope); };
  if (node.outgoing == 0) return engine.go_through(token);
  if (node.async_after && token.stage != Stage::leaving) return engine.rest(token, "async_after", Stage::leaving);
  std::string tried;
  for (FlowIndex flow = node.first_outgoing; flow < node.first_outgoing + node.outgoing; ++flow) {
    if (flow == node.default_flow) continue;
    auto condition = program.flow(flow).condition;
    if (condition == no_index) return go(flow);
    auto holds = engine.holds(flow, token.scope);
    if (!holds.ok()) return engine.stuck(token, holds.error());
    if (*holds) return go(flow);
    auto const& text = program.expression(condition);
    tried += (tried.empty() ? "'" : ", '") + text.text() + "' (" + engine.facts(text, token.scope) + ")";
  }
  if (node.default_flow != no_index) return go(node.default_flow);
  engine.stuck(token, {"", "no way out of '" + program.title(token.node) + "' is open: not " + tried,
                       "set the variables so that one holds and resolve the incident; then give the gateway a default flow"});
}

}  // namespace drivetrain::processes
