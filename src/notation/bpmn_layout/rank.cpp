// Which work comes before which: loops opened, layers numbered (see layered.h).
#include <algorithm>
#include <cstdint>

#include "notation/bpmn_layout/layered.h"

namespace drivetrain::notation::picture {

namespace {

struct Adjacency {
  std::vector<std::vector<int>> out, in;  // edges
};

Adjacency adjacency_of(LayeredGraph const& graph) {
  Adjacency all{std::vector<std::vector<int>>(graph.nodes.size()), std::vector<std::vector<int>>(graph.nodes.size())};
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    auto const& edge = graph.edges[i];
    if (edge.from == edge.to) continue;
    all.out[edge.from].push_back(static_cast<int>(i));
    all.in[edge.to].push_back(static_cast<int>(i));
  }
  return all;
}

/// Depth first from what nothing leads to, then from what is left, in the order of the file: an arrow to a node still open closes a loop.
void open_loops(LayeredGraph& graph, Adjacency const& all) {
  enum : std::uint8_t { fresh, open, done };
  std::vector<std::uint8_t> state(graph.nodes.size(), fresh);
  std::vector<std::pair<int, std::size_t>> path;
  auto visit = [&](int start) {
    if (state[start] != fresh) return;
    state[start] = open, path.emplace_back(start, 0);
    while (!path.empty()) {
      auto& [node, next] = path.back();
      if (next == all.out[node].size()) {
        state[node] = done, path.pop_back();
        continue;
      }
      auto& edge = graph.edges[all.out[node][next++]];
      if (state[edge.to] == open) {
        edge.closes_loop = true;
      } else if (state[edge.to] == fresh) {
        state[edge.to] = open;
        path.emplace_back(edge.to, 0);
      }
    }
  };
  for (std::size_t i = 0; i < graph.nodes.size(); ++i)
    if (all.in[i].empty()) visit(static_cast<int>(i));
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) visit(static_cast<int>(i));
}

/// Every node after all that lead to it (Kahn), ties by the order of the file as it is met.
std::vector<int> topological(LayeredGraph const& graph, Adjacency const& all) {
  std::vector<int> waiting(graph.nodes.size()), sorted;
  for (auto const& edge : graph.edges)
    if (!edge.closes_loop && edge.from != edge.to) ++waiting[edge.to];
  for (std::size_t i = 0; i < graph.nodes.size(); ++i)
    if (waiting[i] == 0) sorted.push_back(static_cast<int>(i));
  for (std::size_t at = 0; at < sorted.size(); ++at)
    for (int index : all.out[sorted[at]])
      if (auto const& edge = graph.edges[index]; !edge.closes_loop && --waiting[edge.to] == 0) sorted.push_back(edge.to);
  return sorted;
}

}  // namespace

void rank(LayeredGraph& graph) {
  auto all = adjacency_of(graph);
  for (auto& edge : graph.edges) edge.closes_loop = edge.from == edge.to;
  open_loops(graph, all);
  auto sorted = topological(graph, all);
  for (auto& node : graph.nodes) node.layer = 0;
  std::vector<int> before(graph.nodes.size()), after(graph.nodes.size());
  for (int node : sorted)
    for (int index : all.out[node])
      if (auto const& edge = graph.edges[index]; !edge.closes_loop) before[edge.to] = std::max(before[edge.to], before[node] + 1);
  for (auto at = sorted.rbegin(); at != sorted.rend(); ++at)
    for (int index : all.out[*at])
      if (auto const& edge = graph.edges[index]; !edge.closes_loop) after[*at] = std::max(after[*at], after[edge.to] + 1);
  for (auto& edge : graph.edges) edge.priority = edge.closes_loop ? 0 : before[edge.from] + 1 + after[edge.to];
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) graph.nodes[i].layer = before[i];
  // What has more ways out than in stands next to where it leads: a second start beside the first step that it starts.
  for (auto at = sorted.rbegin(); at != sorted.rend(); ++at) {
    int latest = -1, out = 0, in = 0;
    for (int index : all.out[*at])
      if (auto const& edge = graph.edges[index]; !edge.closes_loop) {
        int limit = graph.nodes[edge.to].layer - 1;
        latest = out++ == 0 ? limit : std::min(latest, limit);
      }
    for (int index : all.in[*at]) in += !graph.edges[index].closes_loop;
    if (out > in && latest > graph.nodes[*at].layer) graph.nodes[*at].layer = latest;
  }
  // The leftmost layer is 0 again, also when all sources moved.
  int first = graph.nodes.empty() ? 0 : graph.nodes[0].layer;
  for (auto const& node : graph.nodes) first = std::min(first, node.layer);
  graph.layers = 0;
  for (auto& node : graph.nodes) node.layer -= first, graph.layers = std::max(graph.layers, node.layer + 1);
}

}  // namespace drivetrain::notation::picture
