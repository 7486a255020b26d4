// Where each node stands: straight ways, even rows, no more height than needed (see layered.h).
#include <algorithm>
#include <cmath>
#include <numeric>

#include "notation/bpmn_layout/layered.h"

namespace drivetrain::notation::picture {

namespace {

constexpr double row_gap = 40, column_gap = 50;

class Placement {
 public:
  Placement(LayeredGraph& graph, Ordering const& ordering) : graph_(graph), ordering_(ordering) {}

  void run() {
    align();
    compact();
    sink();
    columns();
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) graph_.nodes[i].y = block_y_[block_of_[i]];
  }

 private:
  double up(int slot) const { return ordering_.slots[slot].node < 0 ? 0 : graph_.nodes[ordering_.slots[slot].node].up; }
  double down(int slot) const { return ordering_.slots[slot].node < 0 ? 0 : graph_.nodes[ordering_.slots[slot].node].down; }
  double distance(int above, int below) const { return down(above) + row_gap + up(below); }
  bool same_band(int a, int b) const { return ordering_.slots[a].band == ordering_.slots[b].band; }

  /// Chooses which joints become straight: those on the longest ways first, none that would cross another straight one.
  void align() {
    std::vector<int> to_right(ordering_.slots.size(), -1), to_left(ordering_.slots.size(), -1);
    std::vector<std::vector<int>> by_layer(ordering_.layers.size());
    for (std::size_t i = 0; i < ordering_.joints.size(); ++i) {
      auto const& joint = ordering_.joints[i];
      if (joint.pull == LayeredPull::straight && same_band(joint.left, joint.right))
        by_layer[ordering_.slots[joint.left].layer].push_back(static_cast<int>(i));
    }
    for (auto& joints : by_layer) {
      auto passing = [&](int index) {
        return ordering_.slots[ordering_.joints[index].left].node < 0 && ordering_.slots[ordering_.joints[index].right].node < 0;
      };
      std::stable_sort(joints.begin(), joints.end(), [&](int a, int b) {
        if (passing(a) != passing(b)) return passing(a);
        return ordering_.joints[a].priority > ordering_.joints[b].priority;
      });
      std::vector<std::pair<int, int>> chosen;
      for (int index : joints) {
        auto const& joint = ordering_.joints[index];
        if (to_right[joint.left] >= 0 || to_left[joint.right] >= 0) continue;
        int left = ordering_.slots[joint.left].position, right = ordering_.slots[joint.right].position;
        if (std::any_of(chosen.begin(), chosen.end(), [&](auto const& each) { return (each.first < left) != (each.second < right); }))
          continue;
        chosen.emplace_back(left, right);
        to_right[joint.left] = joint.right, to_left[joint.right] = joint.left;
      }
    }
    block_of_.assign(ordering_.slots.size(), -1);
    for (std::size_t i = 0; i < ordering_.slots.size(); ++i) {
      if (to_left[i] >= 0) continue;
      auto block = static_cast<int>(blocks_.size());
      blocks_.emplace_back();
      for (int slot = static_cast<int>(i); slot >= 0; slot = to_right[slot]) block_of_[slot] = block, blocks_[block].push_back(slot);
    }
  }

  /// The slot below in the same band; -1 when there is none.
  int below(int slot) const {
    auto const& layer = ordering_.layers[ordering_.slots[slot].layer];
    auto next = static_cast<std::size_t>(ordering_.slots[slot].position) + 1;
    return next < layer.size() && same_band(slot, layer[next]) ? layer[next] : -1;
  }

  /// Each block as high up as those above it allow. Straight joints that do not cross make no circle among blocks.
  void compact() {
    std::vector<int> waiting(blocks_.size());
    block_y_.assign(blocks_.size(), 0);
    for (std::size_t i = 0; i < ordering_.slots.size(); ++i) {
      block_y_[block_of_[i]] = std::max(block_y_[block_of_[i]], up(static_cast<int>(i)));
      if (int next = below(static_cast<int>(i)); next >= 0) ++waiting[block_of_[next]];
    }
    for (std::size_t i = 0; i < blocks_.size(); ++i)
      if (waiting[i] == 0) sorted_.push_back(static_cast<int>(i));
    for (std::size_t at = 0; at < sorted_.size(); ++at)
      for (int slot : blocks_[sorted_[at]])
        if (int next = below(slot); next >= 0) {
          auto& y = block_y_[block_of_[next]];
          y = std::max(y, block_y_[sorted_[at]] + distance(slot, next));
          if (--waiting[block_of_[next]] == 0) sorted_.push_back(block_of_[next]);
        }
    measure_bands();
  }

  void measure_bands() {
    graph_.band_heights.assign(static_cast<std::size_t>(graph_.bands), 0);
    for (std::size_t i = 0; i < ordering_.slots.size(); ++i) {
      auto& height = graph_.band_heights[ordering_.slots[i].band];
      height = std::max(height, block_y_[block_of_[i]] + down(static_cast<int>(i)));
    }
  }

  /// A block that hangs higher than its neighbours comes down to their middle, where there is room; the band grows only for the path of an
  /// exception, which has to begin below the step that it leaves.
  void sink() {
    for (auto at = sorted_.rbegin(); at != sorted_.rend(); ++at) {
      auto& y = block_y_[*at];
      double free = 1e18, in_band = 1e18, below_host = -1e18;
      std::vector<double> wanted;
      for (int slot : blocks_[*at]) {
        in_band = std::min(in_band, graph_.band_heights[ordering_.slots[slot].band] - down(slot));
        if (int next = below(slot); next >= 0) free = std::min(free, block_y_[block_of_[next]] - distance(slot, next));
        auto apart = [&](int other) { return block_of_[other] != *at && same_band(slot, other); };
        for (int index : ordering_.slots[slot].edges_left) {
          auto const& joint = ordering_.joints[index];
          if (!apart(joint.left)) continue;
          if (joint.pull == LayeredPull::downward)
            below_host = std::max(below_host, block_y_[block_of_[joint.left]] + down(joint.left) + up(slot));
          else
            wanted.push_back(block_y_[block_of_[joint.left]]);
        }
        for (int index : ordering_.slots[slot].edges_right)
          if (apart(ordering_.joints[index].right)) wanted.push_back(block_y_[block_of_[ordering_.joints[index].right]]);
      }
      if (below_host > y) {
        y = std::max(y, std::min(below_host, free));
      } else if (!wanted.empty()) {
        std::sort(wanted.begin(), wanted.end());
        double middle = wanted[(wanted.size() - 1) / 2];
        if (middle > y) y = std::max(y, std::min({middle, free, in_band}));
      }
    }
    measure_bands();
  }

  /// Columns as wide as their widest node; gaps as wide as the names and bends in them need.
  void columns() {
    auto layers = static_cast<std::size_t>(graph_.layers);
    std::vector<double> widths(layers), gaps(layers, column_gap);
    for (auto const& node : graph_.nodes) widths[node.layer] = std::max(widths[node.layer], node.width);
    std::vector<int> bends(layers);
    for (auto const& joint : ordering_.joints) bends[ordering_.slots[joint.left].layer] += block_of_[joint.left] != block_of_[joint.right];
    for (std::size_t i = 0; i < layers; ++i) gaps[i] += 8 * std::clamp(bends[i] - 2, 0, 8);
    for (auto const& edge : graph_.edges) {
      if (edge.closes_loop || edge.label_width == 0) continue;
      auto const &from = graph_.nodes[edge.from], &to = graph_.nodes[edge.to];
      double room = (widths[from.layer] - from.width) / 2 + (to.layer == from.layer + 1 ? (widths[to.layer] - to.width) / 2 : 0);
      gaps[from.layer] = std::max(gaps[from.layer], std::min(edge.label_width + 30 - room, 140.0));
    }
    std::vector<double> middles(layers);
    double x = 0;
    for (std::size_t i = 0; i < layers; ++i) {
      middles[i] = std::round(x + widths[i] / 2);
      x += widths[i] + (i + 1 < layers ? gaps[i] : 0);
    }
    graph_.width = x;
    for (auto& node : graph_.nodes) node.x = middles[node.layer];
  }

  LayeredGraph& graph_;
  Ordering const& ordering_;
  std::vector<int> block_of_;
  std::vector<std::vector<int>> blocks_;
  std::vector<double> block_y_;
  std::vector<int> sorted_;
};

}  // namespace

void place(LayeredGraph& graph, Ordering const& ordering) { Placement(graph, ordering).run(); }

}  // namespace drivetrain::notation::picture
