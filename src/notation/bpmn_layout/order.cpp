// Who stands above whom: few arrows that cross (see layered.h).
#include <algorithm>
#include <cstdint>
#include <numeric>

#include "notation/bpmn_layout/layered.h"

namespace drivetrain::notation::picture {

namespace {

constexpr std::size_t most_passing_slots = 30'000;  // beyond, long arrows get no places of their own
constexpr int most_sweeps = 16;

Ordering slots_of(LayeredGraph const& graph) {
  Ordering ordering;
  ordering.slots.resize(graph.nodes.size());
  for (std::size_t i = 0; i < graph.nodes.size(); ++i)
    ordering.slots[i] = {static_cast<int>(i), graph.nodes[i].layer, graph.nodes[i].band, 0, {}, {}};
  std::size_t passing = 0;
  for (auto const& edge : graph.edges) {
    if (edge.closes_loop) continue;
    auto span = static_cast<std::size_t>(graph.nodes[edge.to].layer - graph.nodes[edge.from].layer);
    if (span > 1 && passing + span > most_passing_slots) continue;
    passing += span - 1;
    int at = edge.from;
    auto join = [&](int to) {
      auto index = static_cast<int>(ordering.joints.size());
      ordering.joints.push_back({at, to, at == edge.from ? edge.pull : LayeredPull::straight, edge.priority});
      ordering.slots[at].edges_right.push_back(index), ordering.slots[to].edges_left.push_back(index);
      at = to;
    };
    for (int layer = graph.nodes[edge.from].layer + 1; layer < graph.nodes[edge.to].layer; ++layer) {
      ordering.slots.push_back({-1, layer, graph.nodes[edge.to].band, 0, {}, {}});
      join(static_cast<int>(ordering.slots.size()) - 1);
    }
    join(edge.to);
  }
  return ordering;
}

/// The first order: along the longest ways first, so that the main path comes on top; exceptions below.
void first_order(LayeredGraph const& graph, Ordering& ordering) {
  ordering.layers.assign(static_cast<std::size_t>(graph.layers), {});
  std::vector<std::uint8_t> seen(ordering.slots.size());
  std::vector<int> path;
  auto visit = [&](int start) {
    path.push_back(start);
    while (!path.empty()) {
      int slot = path.back();
      path.pop_back();
      if (seen[slot]) continue;
      seen[slot] = 1;
      ordering.layers[ordering.slots[slot].layer].push_back(slot);
      auto next = ordering.slots[slot].edges_right;
      std::stable_sort(next.begin(), next.end(), [&](int a, int b) {
        auto const &left = ordering.joints[a], &right = ordering.joints[b];
        return left.pull != right.pull ? left.pull < right.pull : left.priority > right.priority;
      });
      for (auto at = next.rbegin(); at != next.rend(); ++at) path.push_back(ordering.joints[*at].right);
    }
  };
  for (std::size_t i = 0; i < graph.nodes.size(); ++i)
    if (ordering.slots[i].edges_left.empty()) visit(static_cast<int>(i));
  for (std::size_t i = 0; i < ordering.slots.size(); ++i) visit(static_cast<int>(i));
  for (auto& layer : ordering.layers)
    std::stable_sort(layer.begin(), layer.end(), [&](int a, int b) { return ordering.slots[a].band < ordering.slots[b].band; });
}

void number(Ordering& ordering, std::vector<int> const& layer) {
  for (std::size_t i = 0; i < layer.size(); ++i) ordering.slots[layer[i]].position = static_cast<int>(i);
}

/// Where an arrow leaves on its left end: an exception's path below the others of its step.
int left_end(Ordering const& ordering, Joint const& joint) {
  return 2 * ordering.slots[joint.left].position + (joint.pull == LayeredPull::downward);
}

/// Crossings between a layer and the next, counted with a tree of prefix sums (Barth, Jünger, Mutzel 2002).
long crossings_after(Ordering const& ordering, std::size_t layer) {
  if (layer + 1 >= ordering.layers.size()) return 0;
  std::vector<std::pair<int, int>> ends;
  for (int slot : ordering.layers[layer])
    for (int index : ordering.slots[slot].edges_right)
      ends.emplace_back(left_end(ordering, ordering.joints[index]), ordering.slots[ordering.joints[index].right].position);
  std::sort(ends.begin(), ends.end());
  std::vector<long> tree(ordering.layers[layer + 1].size() + 1);
  long total = 0, counted = 0;
  for (auto const& [left, right] : ends) {
    long not_above = 0;
    for (int at = right + 1; at > 0; at -= at & -at) not_above += tree[at];
    total += counted++ - not_above;
    for (int at = right + 1; at < static_cast<int>(tree.size()); at += at & -at) ++tree[at];
  }
  return total;
}

long crossings(Ordering const& ordering) {
  long total = 0;
  for (std::size_t i = 0; i + 1 < ordering.layers.size(); ++i) total += crossings_after(ordering, i);
  return total;
}

enum class Neighbours { left, right };

/// Sorts a layer by the mean position of neighbours on one side; who has none there keeps its place.
void sort_by_barycentre(Ordering& ordering, std::vector<int>& layer, Neighbours side) {
  std::vector<std::pair<double, int>> moving;
  for (int slot : layer) {
    auto const& each = ordering.slots[slot];
    auto const& edges = side == Neighbours::left ? each.edges_left : each.edges_right;
    double sum = 0;
    for (int index : edges) {
      auto const& joint = ordering.joints[index];
      double below = joint.pull == LayeredPull::downward ? 0.4 : 0;
      sum += side == Neighbours::left ? ordering.slots[joint.left].position + below : ordering.slots[joint.right].position - below;
    }
    if (!edges.empty()) moving.emplace_back(sum / static_cast<double>(edges.size()), slot);
  }
  auto before = [&](auto const& a, auto const& b) {
    auto band_a = ordering.slots[a.second].band, band_b = ordering.slots[b.second].band;
    return band_a != band_b ? band_a < band_b : a.first < b.first;
  };
  std::stable_sort(moving.begin(), moving.end(), before);
  std::size_t next = 0;
  for (auto& slot : layer) {
    auto const& each = ordering.slots[slot];
    auto const& edges = side == Neighbours::left ? each.edges_left : each.edges_right;
    if (!edges.empty()) slot = moving[next++].second;
  }
  std::stable_sort(layer.begin(), layer.end(), [&](int a, int b) { return ordering.slots[a].band < ordering.slots[b].band; });
  number(ordering, layer);
}

/// Crossings of the arrows of two neighbours in a layer, when `a` stands above `b`.
long crossings_of(Ordering const& ordering, int a, int b) {
  long total = 0;
  auto count = [&](std::vector<int> const& above, std::vector<int> const& below, Neighbours side) {
    auto far_end = [&](int index) {
      auto const& joint = ordering.joints[index];
      return side == Neighbours::left ? left_end(ordering, joint) : ordering.slots[joint.right].position;
    };
    for (int x : above)
      for (int y : below) total += far_end(x) > far_end(y);
  };
  count(ordering.slots[a].edges_left, ordering.slots[b].edges_left, Neighbours::left);
  count(ordering.slots[a].edges_right, ordering.slots[b].edges_right, Neighbours::right);
  return total;
}

void exchange_neighbours(Ordering& ordering) {
  for (int round = 0; round < 4; ++round) {
    bool better = false;
    for (auto& layer : ordering.layers)
      for (std::size_t i = 0; i + 1 < layer.size(); ++i) {
        if (ordering.slots[layer[i]].band != ordering.slots[layer[i + 1]].band) continue;
        if (crossings_of(ordering, layer[i], layer[i + 1]) <= crossings_of(ordering, layer[i + 1], layer[i])) continue;
        std::swap(layer[i], layer[i + 1]);
        number(ordering, layer);
        better = true;
      }
    if (!better) return;
  }
}

}  // namespace

Ordering order(LayeredGraph const& graph) {
  auto ordering = slots_of(graph);
  first_order(graph, ordering);
  for (auto const& layer : ordering.layers) number(ordering, layer);
  auto best = ordering.layers;
  auto fewest = crossings(ordering);
  int sweeps = ordering.slots.size() > 5'000 ? 4 : most_sweeps;
  for (int sweep = 0, idle = 0; sweep < sweeps && fewest > 0 && idle < 4; ++sweep) {
    if (sweep % 2 == 0)
      for (std::size_t i = 1; i < ordering.layers.size(); ++i) sort_by_barycentre(ordering, ordering.layers[i], Neighbours::left);
    else
      for (std::size_t i = ordering.layers.size(); i-- > 0;) sort_by_barycentre(ordering, ordering.layers[i], Neighbours::right);
    if (ordering.slots.size() < 3'000) exchange_neighbours(ordering);
    auto now = crossings(ordering);
    ++idle;
    if (now < fewest) fewest = now, best = ordering.layers, idle = 0;
  }
  ordering.layers = std::move(best);
  for (auto const& layer : ordering.layers) number(ordering, layer);
  return ordering;
}

}  // namespace drivetrain::notation::picture
