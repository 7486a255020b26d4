// Joins whose firing depends on every other token of their scope. An inclusive gateway fires when on no empty incoming flow a token
// can still come, unless it could as well come to one that has a token already (BPMN 2.0.2 §13.4.3). A complex gateway fires when its
// activation condition holds, and is ready again when the rest has come (§13.4.5).
#include <algorithm>

#include "processes/elements/element.h"
#include "processes/engine.h"

namespace drivetrain::processes {

namespace {

/// Where the tokens of a scope are, the gateway's own apart.
std::vector<NodeIndex> token_places(Case const& c, Program const& program, ActivityNumber scope, NodeIndex gateway) {
  std::vector<NodeIndex> places;
  c.each_in(scope, [&](ActivityNumber, Activity const& activity) {
    auto node = program.find(activity.element.text());
    if (activity.incident ? node != gateway : !activity.listens()) places.push_back(node);
  });
  for (auto const& join : c.joins_of(scope))
    if (!join.arrivals.empty())
      if (auto node = program.find(join.element.text()); node != gateway) places.push_back(node);
  return places;
}

bool has(Join const& join, Program const& program, FlowIndex flow) {
  return std::any_of(join.arrivals.begin(), join.arrivals.end(), [&](Join::Arrival const& one) { return one.flow.text() == program.flow_id(flow); });
}

/// The flow's token was taken when the complex gateway fired: what comes by it now belongs to the next round.
bool is_consumed(Join const& join, Program const& program, FlowIndex flow) {
  return std::any_of(join.consumed.begin(), join.consumed.end(), [&](Symbol const& one) { return one.text() == program.flow_id(flow); });
}

/// Nothing more can come than what could as well come where something is already.
bool nothing_can_come(Case const& c, Program const& program, Join const& join, NodeIndex gateway, ActivityNumber scope) {
  auto incoming = program.incoming(gateway);
  auto const& upstream = program.join(gateway).upstream;
  bool rests_before = false;
  c.each_in(scope, [&](ActivityNumber, Activity const& activity) {
    // At a transaction boundary before the gateway itself: it has yet to come by its flow.
    bool rests = activity.kind.text() == "async_before" && !activity.flow.empty() && program.find(activity.element.text()) == gateway;
    if (!rests) return;
    auto flow = program.find_flow(activity.flow.text());
    rests_before |= !has(join, program, flow) && !is_consumed(join, program, flow);
  });
  if (rests_before) return false;
  for (auto place : token_places(c, program, scope, gateway)) {
    if (place == no_index) continue;
    bool to_empty = false, to_full = false;
    for (std::size_t i = 0; i < incoming.size(); ++i)
      if (!is_consumed(join, program, incoming[i])) (has(join, program, incoming[i]) ? to_full : to_empty) |= upstream[i][place];
    if (to_empty && !to_full) return false;
  }
  return true;
}

}  // namespace

/// A variable has changed: what a complex gateway waits for may hold now.
void Engine::stir_complex() {
  auto& run = runs_[at_];
  if (run.ended || !current().joins) return;
  if (!run.has_complex) {
    auto const& nodes = program().nodes();
    run.has_complex = std::any_of(nodes.begin(), nodes.end(), [](Node const& node) { return node.kind == ElementKind::complex_gateway; });
  }
  if (*run.has_complex)
    current().each_join([&](Join const& join) {
      if (program().node(program().find(join.element.text())).kind == ElementKind::complex_gateway) stirred_.insert({at_, join.scope});
    });
}

/// Fires the first join of the scope that may; true when one did.
bool Engine::settle_joins(ActivityNumber scope) {
  auto const& c = current();
  for (auto const& join : std::vector<Join>(c.joins_of(scope))) {
    if (join.arrivals.empty() && !join.fired) continue;
    auto node = program().find(join.element.text());
    auto kind = program().node(node).kind;
    if (kind == ElementKind::inclusive_gateway) {
      bool all = join.arrivals.size() == program().incoming(node).size();
      if (!all && !nothing_can_come(c, program(), join, node, scope)) continue;
      fire_join(node, scope);
      leave_join(node, scope);
      return true;
    }
    if (kind != ElementKind::complex_gateway) continue;
    if (join.fired) {
      // The rest of the round: it goes nowhere, and then the gateway is as new.
      auto incoming = program().incoming(node);
      bool whole = std::all_of(incoming.begin(), incoming.end(), [&](FlowIndex flow) { return is_consumed(join, program(), flow) || has(join, program(), flow); });
      if (!whole && !nothing_can_come(c, program(), join, node, scope)) continue;
      fire_join(node, scope);
      touch(scope);
      return true;
    }
    auto activation = program().join(node).activation;
    std::int64_t tokens = 0;
    for (auto const& arrival : join.arrivals) tokens += arrival.tokens;
    bool fires = join.arrivals.size() == program().incoming(node).size();
    if (activation != no_index) {
      Surroundings asked = surroundings(scope);
      auto inner = asked.lookup;
      asked.lookup = [&](std::string_view name) -> std::optional<feel::Value> {
        if (name == "activationCount") return feel::Value(tokens);
        auto flow = program().find_flow(name);
        if (flow != no_index && program().flow(flow).target == node) {
          for (auto const& arrival : join.arrivals)
            if (arrival.flow.text() == name) return feel::Value(static_cast<std::int64_t>(arrival.tokens));
          return feel::Value(0);
        }
        return inner(name);
      };
      auto value = program().expression(activation).evaluate(asked);
      fires = value.ok() && value->is_true();
    }
    if (!fires && !nothing_can_come(c, program(), join, node, scope)) continue;
    if (!fires) continue;
    bool rest = join.arrivals.size() < program().incoming(node).size();
    fire_join(node, scope, rest);
    leave_join(node, scope);
    return true;
  }
  return false;
}

}  // namespace drivetrain::processes
