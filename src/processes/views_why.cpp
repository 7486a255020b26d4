// Why a case does not move: for each token what it waits for and who or what can move it; at a join by which flows tokens have come,
// by which some can still come and from where (BPMN 2.0.2 §13.4.3), and which branch never comes.
#include <algorithm>

#include "processes/handle_refusals.h"
#include "processes/views.h"

namespace drivetrain::processes {

namespace {

std::string element_title(Program const* program, std::string const& element) {
  auto node = program ? program->find(element) : no_index;
  return node == no_index ? element : program->title(node);
}

/// For a flow into a gateway: from which nodes a token can come to it without passing the gateway.
std::vector<bool> upstream_of(Program const& program, NodeIndex gateway, FlowIndex flow) {
  std::vector<bool> can(program.nodes().size());
  std::vector<NodeIndex> open;
  auto reach = [&](NodeIndex node) {
    if (node == gateway || node == no_index || can[node]) return;
    can[node] = true;
    open.push_back(node);
  };
  reach(program.flow(flow).source);
  while (!open.empty()) {
    auto node = open.back();
    open.pop_back();
    for (auto into : program.incoming(node)) reach(program.flow(into).source);
    reach(program.node(node).host);
    auto const* link = program.node(node).kind == ElementKind::catch_event ? program.trigger(node, TriggerKind::link) : nullptr;
    for (NodeIndex other = 0; link && other < program.nodes().size(); ++other)
      if (program.node(other).kind == ElementKind::throw_event && program.node(other).scope == program.node(node).scope)
        if (auto const* from = program.trigger(other, TriggerKind::link); from && from->name == link->name) reach(other);
  }
  return can;
}

void say(WhyView& why, Activity const& a) {
  auto quoted = "'" + why.title + "'";
  if (a.incident) {
    why.waits_for = "an incident to be resolved: " + a.incident->message;
    why.mover = "a person who may resolve incidents: " + a.incident->help;
    why.problem = a.incident->message, why.help = a.incident->help;
  } else if (a.kind.text() == to_string(ElementKind::user_task)) {
    why.waits_for = quoted + " to be done";
    why.mover = "a holder of the role " + a.role.text() + ", from the queue";
  } else if (a.kind.text() == to_string(ElementKind::business_rule_task)) {
    why.waits_for = quoted + " to be decided";
    why.mover = "whoever holds the right " + a.decision.text() + " for this case";
  } else if (a.due) {
    why.waits_for = quoted + ", due at " + format_instant(*a.due);
    why.mover = "the clock";
  } else if (!a.message.empty()) {
    why.waits_for = "the message '" + a.message.text() + "' with key '" + a.key.text() + "'";
    why.mover = "whoever sends that message";
  } else if (!a.signal.empty()) {
    why.waits_for = "the signal '" + a.signal.text() + "'";
    why.mover = "whoever gives that signal";
  } else if (a.kind.text() == to_string(TriggerKind::conditional)) {
    why.waits_for = quoted + ", until its condition holds";
    why.mover = "whoever sets the variables that it reads";
  } else if (!a.topic.empty()) {
    why.waits_for = "a worker for '" + a.topic.text() + "'" + (a.retries > 0 ? ", " + std::to_string(a.retries) + " tries left" : "");
    why.mover = "a worker that takes jobs of that topic";
  } else if (a.kind.text() == to_string(ElementKind::call_activity)) {
    why.waits_for = "the case that " + quoted + " called to end";
    why.mover = "whoever can move that case";
  } else if (a.kind.text() == "compensation_throw" || a.kind.text() == "cancel") {
    why.waits_for = "what was done to be undone";
    why.mover = "whoever does what undoes it";
  } else if (a.kind.text() == to_string(ElementKind::receive_task)) {
    why.waits_for = quoted + " to be told that it is done";
    why.mover = "whoever sends that message";
  }
}


void say_flows(WhyView& why, Case const& c, Program const& program, NodeIndex gateway, Join const& join) {
  std::string missing;
  for (auto flow : program.incoming(gateway)) {
    WhyFlowView one{program.flow_id(flow), program.title(program.flow(flow).source), {}, {}};
    bool there = std::any_of(join.arrivals.begin(), join.arrivals.end(), [&](Join::Arrival const& arrival) { return arrival.flow.text() == one.flow; });
    if (!there) {
      auto upstream = upstream_of(program, gateway, flow);
      auto note = [&](std::string const& element) {
        auto node = program.find(element);
        if (node == no_index || !upstream[node]) return;
        auto const& title = program.title(node);
        if (std::find(one.places.begin(), one.places.end(), title) == one.places.end()) one.places.push_back(title);
      };
      c.each_in(join.scope, [&](ActivityNumber, Activity const& activity) {
        if (!activity.listens()) note(activity.element.text());
      });
      for (auto const& other : c.joins_of(join.scope))
        if (!other.arrivals.empty()) note(other.element.text());
      missing += (missing.empty() ? "'" : ", '") + one.from + "'";
    }
    one.token = there ? "there" : one.places.empty() ? "cannot_come" : "can_come";
    why.flows.push_back(std::move(one));
  }
  if (!missing.empty()) why.waits_for = "the branch from " + missing;
}

}  // namespace

std::vector<WhyView> why(Case const& c, Program const* program, std::size_t most) {
  std::vector<WhyView> all;
  for (auto const& [number, a] : c.activities) {
    if (all.size() == most) break;
    if (a.listens() || c.scopes.contains(number) || c.is_abandoned(number)) continue;
    WhyView one;
    one.element = a.element, one.title = element_title(program, a.element), one.since = a.since;
    one.activity = activity_id(number), one.kind = a.kind, one.role = a.role, one.decision = a.decision;
    auto node = program ? program->find(a.element.text()) : no_index;
    if (one.role.empty() && node != no_index) one.role = role_at(*program, node);
    auto listens_by_itself = [&](ActivityNumber listener) {
      auto heard = program ? program->find(c.find(listener)->element.text()) : no_index;
      return heard == no_index || program->node(heard).kind != ElementKind::boundary_event;
    };
    std::vector<ActivityNumber> events;
    for (auto listener : a.listeners)
      if (c.find(listener) && listens_by_itself(listener)) events.push_back(listener);
    bool waits = !a.due && a.message.empty() && a.signal.empty() && !a.incident;
    if (waits && !events.empty()) {  // behind an event-based gateway, or one of several triggers
      bool whole = node != no_index && program->node(node).all_triggers;
      for (auto listener : events) {
        WhyView event;
        auto const& listening = *c.find(listener);
        event.title = element_title(program, listening.element);
        say(event, listening);
        one.waits_for += (one.waits_for.empty() ? "" : whole ? ", and " : ", or ") + event.waits_for;
        one.mover += (one.mover.empty() ? "" : whole ? ", and " : ", or ") + event.mover;
      }
      if (!whole) one.waits_for += "; whichever comes first";
    } else {
      say(one, a);
    }
    all.push_back(std::move(one));
  }
  c.each_join([&](Join const& join) {
    if (join.arrivals.empty() || all.size() >= most) return;
    WhyView one;
    one.element = join.element, one.title = element_title(program, join.element), one.kind = "join";
    one.waits_for = "the other branches to arrive", one.mover = "whoever can move those branches", one.since = c.started;
    if (auto node = program ? program->find(join.element.text()) : no_index; node != no_index) say_flows(one, c, *program, node, join);
    for (auto const& step : c.timeline)
      if (step.kind == StepKind::arrived && step.element == join.element) one.since = step.at;
    all.push_back(std::move(one));
  });
  return all;
}

}  // namespace drivetrain::processes
