// Building and reducing the graph (see flow_graph.h). Each reduction keeps deadlocks and lacks of synchronisation as they are;
// compare Sadiq and Orlowska, "Analyzing process models using graph reduction techniques" (2000).
#include "processes/flow_graph.h"

#include <algorithm>

namespace drivetrain::processes {

namespace {

using Kind = FlowGraph::Kind;

bool is_work(ElementKind kind) {
  return kind == ElementKind::user_task || kind == ElementKind::business_rule_task || kind == ElementKind::plain_task ||
         is_activity(kind) || kind == ElementKind::catch_event || kind == ElementKind::event_gateway;
}

/// Merges what comes in this way when several flows lead into it.
Kind join_of(ElementKind kind) {
  if (kind == ElementKind::parallel_gateway) return Kind::parallel_join;
  return kind == ElementKind::inclusive_gateway ? Kind::inclusive_join : Kind::exclusive_join;
}

/// Where a link event goes on (BPMN 2.0.2 §10.5.6): the event beside it that catches the link; no_index for any other element.
NodeIndex linked(Program const& program, NodeIndex thrown) {
  auto const& node = program.node(thrown);
  auto const* link = node.kind == ElementKind::throw_event ? program.trigger(thrown, TriggerKind::link) : nullptr;
  for (NodeIndex other = 0; link && other < program.nodes().size(); ++other)
    if (program.node(other).kind == ElementKind::catch_event && program.node(other).scope == node.scope)
      if (auto const* target = program.trigger(other, TriggerKind::link); target && target->name == link->name) return other;
  return no_index;
}

bool is_exclusive(ElementKind kind) { return kind == ElementKind::exclusive_gateway || kind == ElementKind::event_gateway; }

}  // namespace

FlowGraph::Index FlowGraph::vertex(Kind kind, NodeIndex origin, bool work) {
  vertices_.push_back({kind, origin, work, no_index, {}, {}});
  return static_cast<Index>(vertices_.size() - 1);
}

FlowGraph::Index FlowGraph::edge(Index from, Index to) {
  auto index = static_cast<Index>(edges_.size());
  edges_.push_back({from, to, false, {}});
  vertices_[from].out.push_back(index);
  vertices_[to].in.push_back(index);
  return index;
}

void FlowGraph::remove(Index e) {
  std::erase(vertices_[edges_[e].from].out, e);
  std::erase(vertices_[edges_[e].to].in, e);
  edges_[e].from = edges_[e].to = no_index;
}

void FlowGraph::move_target(Index e, Index to) {
  std::erase(vertices_[edges_[e].to].in, e);
  edges_[e].to = to;
  vertices_[to].in.push_back(e);
}

void FlowGraph::move_source(Index e, Index from) {
  std::erase(vertices_[edges_[e].from].out, e);
  edges_[e].from = from;
  vertices_[from].out.push_back(e);
}

FlowGraph::Index FlowGraph::first() const { return vertices_[0].out.front(); }

FlowGraph FlowGraph::of(Program const& program, ScopeIndex scope) {
  FlowGraph graph;
  auto count = program.nodes().size();
  auto start = graph.vertex(Kind::start, no_index);
  auto sink = graph.vertex(Kind::end, no_index);
  // Where a flow into an element arrives, and where flows out of it leave.
  std::vector<Index> entry(count, no_index), leaving(count, no_index), boundary_source(count, no_index);
  std::vector<NodeIndex> starts, linked_to(count, no_index);
  std::vector<std::size_t> links(count);
  for (NodeIndex n = 0; n < count; ++n)
    if (program.node(n).scope == scope && (linked_to[n] = linked(program, n)) != no_index) ++links[linked_to[n]];
  for (NodeIndex n = 0; n < count; ++n) {
    auto const& node = program.node(n);
    if (node.scope != scope) continue;
    if (node.kind == ElementKind::start_event || node.instantiates) starts.push_back(n);
    if (node.kind == ElementKind::end_event && !program.trigger(n, TriggerKind::terminate)) {
      entry[n] = sink;
      continue;
    }
    if (node.kind == ElementKind::end_event) {
      entry[n] = graph.vertex(Kind::terminate, n);
      continue;
    }
    // In this order: merge what comes, fork for each boundary event that does not interrupt, the element, choose its way out.
    auto last = no_index;
    auto add = [&](Kind kind, NodeIndex origin, bool work = false) {
      auto v = graph.vertex(kind, origin, work);
      if (last == no_index)
        entry[n] = v;
      else
        graph.edge(last, v);
      return last = v;
    };
    if (node.incoming + links[n] > 1) add(join_of(node.kind), n);
    bool interrupted = false;
    for (auto b : program.boundaries(n)) {
      interrupted = interrupted || program.node(b).interrupting;
      if (program.node(b).interrupting) continue;
      auto both = add(Kind::parallel_split, b), perhaps = graph.vertex(Kind::exclusive_split, b);
      graph.edge(both, perhaps);
      graph.edge(perhaps, sink);
      boundary_source[b] = perhaps;
    }
    add(Kind::pass, n, is_work(node.kind));
    if (interrupted) add(Kind::exclusive_split, n);
    for (auto b : program.boundaries(n))
      if (program.node(b).interrupting) boundary_source[b] = last;
    leaving[n] = last;
    if (node.outgoing == 0 && linked_to[n] == no_index) graph.edge(last, sink);
  }
  for (NodeIndex n = 0; n < count; ++n)
    if (program.node(n).scope == scope && program.node(n).host != no_index) graph.edge(boundary_source[n], entry[n]);
  for (NodeIndex n = 0; n < count; ++n)
    if (linked_to[n] != no_index && program.node(n).outgoing == 0) graph.edge(leaving[n], entry[linked_to[n]]);
  for (NodeIndex n = 0; n < count; ++n) {
    if (program.node(n).scope != scope || leaving[n] == no_index || program.node(n).outgoing == 0) continue;
    auto from = leaving[n];
    auto const& node = program.node(n);
    auto flows = program.outgoing(n);
    if (node.outgoing > 1) {
      bool conditional = std::any_of(flows.begin(), flows.end(), [](Flow const& flow) { return flow.condition != no_index; });
      auto v = graph.vertex(is_exclusive(node.kind) && !node.all_triggers ? Kind::exclusive_split : conditional ? Kind::inclusive_split : Kind::parallel_split, n);
      graph.edge(from, v);
      from = v;
    }
    for (FlowIndex i = 0; i < flows.size(); ++i) {
      auto e = graph.edge(from, entry[flows[i].target]);
      if (node.first_outgoing + i == node.default_flow && graph.vertices_[from].kind == Kind::inclusive_split) graph.vertices_[from].fallback = e;
    }
  }
  auto from = start;
  if (starts.size() > 1) {
    from = graph.vertex(Kind::exclusive_split, starts.front());
    graph.edge(start, from);
  }
  for (auto n : starts) graph.edge(from, entry[n]);
  return graph;
}

/// An element with one way in and one way out becomes part of the edge.
bool FlowGraph::bypass(Index v) {
  auto& vertex = vertices_[v];
  if (vertex.in.size() != 1 || vertex.out.size() != 1) return false;
  auto into = vertex.in.front(), out = vertex.out.front();
  if (into == out) return false;
  auto along = edges_[out].along;
  auto to = edges_[out].to;
  bool work = edges_[out].work || vertex.work, meets = edges_[out].meets;
  remove(out);
  move_target(into, to);
  auto& edge = edges_[into];
  if (vertex.origin != no_index && (edge.along.empty() || edge.along.back() != vertex.origin)) edge.along.push_back(vertex.origin);
  edge.along.insert(edge.along.end(), along.begin(), along.end());
  edge.work = edge.work || work, edge.meets = edge.meets || meets;
  return true;
}

/// Two branches of a split that meet at once in a join of the same kind are one.
bool FlowGraph::merge_parallel_edges(Index split) {
  auto kind = vertices_[split].kind;
  auto join = kind == Kind::exclusive_split ? Kind::exclusive_join : Kind::parallel_join;
  auto const& out = vertices_[split].out;
  for (std::size_t i = 0; i < out.size(); ++i)
    for (std::size_t j = i + 1; j < out.size(); ++j) {
      if (edges_[out[i]].to != edges_[out[j]].to) continue;
      auto target = vertices_[edges_[out[i]].to].kind;
      if (target != join && !(kind == Kind::exclusive_split && (target == Kind::end || target == Kind::terminate))) continue;
      edges_[out[i]].work = edges_[out[i]].work || edges_[out[j]].work;
      edges_[out[i]].meets = edges_[out[i]].meets || edges_[out[j]].meets || kind == Kind::parallel_split;
      remove(out[j]);
      return true;
    }
  return false;
}

/// A split directly behind a split of its kind, or a join before a join, is one with it.
bool FlowGraph::merge_same_kind(Index v) {
  auto kind = vertices_[v].kind;
  bool split = kind == Kind::exclusive_split || kind == Kind::parallel_split;
  auto const& link = split ? vertices_[v].in : vertices_[v].out;
  if (link.size() != 1) return false;
  auto e = link.front();
  auto other = split ? edges_[e].from : edges_[e].to;
  if (other == v || vertices_[other].kind != kind || (!split && edges_[e].work)) return false;
  remove(e);
  if (split) {
    for (auto out : std::vector<Index>(vertices_[v].out)) move_source(out, other);
  } else {
    for (auto into : std::vector<Index>(vertices_[v].in)) move_target(into, other);
  }
  return true;
}

/// Back from an exclusive split straight to the exclusive join before it: going round changes nothing.
bool FlowGraph::drop_loop(Index split) {
  if (vertices_[split].kind != Kind::exclusive_split || vertices_[split].in.size() != 1 || vertices_[split].out.size() < 2) return false;
  auto join = edges_[vertices_[split].in.front()].from;
  if (vertices_[join].kind != Kind::exclusive_join || vertices_[join].in.size() < 2) return false;
  for (auto e : vertices_[split].out)
    if (edges_[e].to == join) {
      remove(e);
      return true;
    }
  return false;
}

/// Whether a token that leaves the split can come to it again.
bool FlowGraph::comes_back(Index split) const {
  std::vector<Index> ahead{split};
  std::vector<bool> seen(vertices_.size());
  while (!ahead.empty()) {
    auto v = ahead.back();
    ahead.pop_back();
    for (auto e : vertices_[v].out) {
      auto to = edges_[e].to;
      if (to == split) return true;
      if (!seen[to]) seen[to] = true, ahead.push_back(to);
    }
  }
  return false;
}

/// A parallel branch that simply ends concerns nobody else. In a loop it is begun again while it runs: without a meeting in it each of them ends for itself
/// (control-flow pattern 12), with one the tokens of two rounds are mixed.
bool FlowGraph::drop_ending_branch(Index split) {
  if (vertices_[split].kind != Kind::parallel_split || vertices_[split].out.size() < 2) return false;
  for (auto e : vertices_[split].out)
    if (vertices_[edges_[e].to].kind == Kind::end && !(edges_[e].meets && comes_back(split))) {
      remove(e);
      return true;
    }
  return false;
}

/// A merge before nothing but an end: each token ends by itself.
bool FlowGraph::end_directly(Index join) {
  if (vertices_[join].kind != Kind::exclusive_join || vertices_[join].out.size() != 1) return false;
  auto out = vertices_[join].out.front();
  if (vertices_[edges_[out].to].kind != Kind::end || edges_[out].work) return false;
  auto sink = edges_[out].to;
  remove(out);
  for (auto e : std::vector<Index>(vertices_[join].in)) move_target(e, sink);
  return true;
}

/// An inclusive split all of whose branches meet at once in a join that knows no others waits for what it sent.
bool FlowGraph::close_inclusive(Index split) {
  auto const& out = vertices_[split].out;
  if (vertices_[split].kind != Kind::inclusive_split || out.size() < 2) return false;
  auto join = edges_[out.front()].to;
  if (vertices_[join].kind != Kind::inclusive_join || vertices_[join].in.size() != out.size()) return false;
  if (!std::all_of(out.begin(), out.end(), [&](Index e) { return edges_[e].to == join; })) return false;
  for (auto e : std::vector<Index>(out.begin() + 1, out.end())) {
    edges_[out.front()].work = edges_[out.front()].work || edges_[e].work;
    edges_[out.front()].meets = true;
    remove(e);
  }
  return true;
}

void FlowGraph::reduce() {
  for (bool changed = true; changed;) {
    changed = false;
    for (Index v = 2; v < vertices_.size(); ++v) {
      auto kind = vertices_[v].kind;
      if (kind == Kind::end || kind == Kind::terminate || vertices_[v].in.empty()) continue;
      bool split = kind == Kind::exclusive_split || kind == Kind::parallel_split;
      bool join = kind == Kind::exclusive_join || kind == Kind::parallel_join;
      changed = bypass(v) || (split && merge_parallel_edges(v)) || ((split || join) && merge_same_kind(v)) || (split && drop_loop(v)) ||
                (split && drop_ending_branch(v)) || (join && end_directly(v)) || close_inclusive(v) || changed;
    }
  }
}

}  // namespace drivetrain::processes
