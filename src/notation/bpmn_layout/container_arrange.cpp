// Where the steps of a container stand: what flows connect in layers, the rest on shelves below (see container.h).
#include <algorithm>
#include <cmath>
#include <numeric>

#include "notation/bpmn_layout/container.h"
#include "notation/bpmn_layout/text_size.h"

namespace drivetrain::notation::picture {

namespace {

constexpr double band_padding = 30, part_gap = 50, shelf_gap = 40, least_shelf = 620;

}  // namespace

/// Steps that flows join, each group in the order of the file.
std::vector<std::vector<int>> Container::components() const {
  std::vector<int> parent(items_.size());
  std::iota(parent.begin(), parent.end(), 0);
  auto root = [&](int at) {
    while (parent[at] != at) at = parent[at] = parent[parent[at]];
    return at;
  };
  for (auto const& flow : flows_) {
    int a = root(flow.from), b = root(flow.to);
    parent[std::max(a, b)] = std::min(a, b);
  }
  std::vector<std::vector<int>> groups;
  std::vector<int> group_of(items_.size(), -1);
  for (std::size_t i = 0; i < items_.size(); ++i) {
    int top = root(static_cast<int>(i));
    if (group_of[top] < 0) group_of[top] = static_cast<int>(groups.size()), groups.emplace_back();
    groups[group_of[top]].push_back(static_cast<int>(i));
  }
  return groups;
}

void Container::arrange() {
  auto groups = components();
  std::vector<int> single, joined;
  for (auto const& group : groups) {
    auto& into = group.size() == 1 ? single : joined;
    into.insert(into.end(), group.begin(), group.end());
  }
  double area = 0;
  for (int each : single) area += (items_[each].room.width + shelf_gap) * (items_[each].room.up + items_[each].room.down + shelf_gap);
  if (!has_lanes()) {
    double y = 0, width = 0;
    for (auto const& group : groups) {
      if (group.size() == 1) continue;
      std::vector<double> heights;
      width = std::max(width, arrange_flow(group, {0, y}, &heights));
      y += heights[0] + part_gap;
    }
    shelve(single, {0, y}, std::max({width, least_shelf, std::sqrt(area * 2)}));
    return;
  }
  std::vector<double> heights(leaves_.size());
  std::sort(joined.begin(), joined.end());
  double width = joined.empty() ? 0 : arrange_flow(joined, {0, 0}, &heights);
  double y = 0;
  std::vector<std::vector<int>> singles(leaves_.size());
  for (int each : single) singles[items_[each].band].push_back(each);
  for (std::size_t band = 0; band < leaves_.size(); ++band) {
    leaves_[band].y = y;
    double inside = y + band_padding, content = heights[band];
    for (int each : joined)
      if (items_[each].band == static_cast<int>(band)) items_[each].middle.y += inside;
    if (!singles[band].empty()) {
      double begin = content > 0 ? content + shelf_gap : 0;
      auto shelf = shelve(singles[band], {0, inside + begin}, std::max({width, least_shelf, std::sqrt(area * 2)}));
      content = begin + shelf.height;
    }
    leaves_[band].height = std::max(content, 60.0) + 2 * band_padding;
    y += leaves_[band].height;
  }
}

/// Layers from `corner` on. With bands, y counts in each band, and their heights are told. Answers the width.
double Container::arrange_flow(std::vector<int> const& members, Point const& corner, std::vector<double>* band_heights) {
  LayeredGraph graph;
  graph.bands = has_lanes() ? static_cast<int>(leaves_.size()) : 1;
  std::unordered_map<int, int> node_of;
  for (int member : members) {
    node_of.emplace(member, static_cast<int>(graph.nodes.size()));
    graph.nodes.push_back(items_[member].room);
    if (!has_lanes()) graph.nodes.back().band = 0;
  }
  for (auto const& flow : flows_) {
    auto from = node_of.find(flow.from), to = node_of.find(flow.to);
    if (from == node_of.end() || to == node_of.end()) continue;
    LayeredEdge edge{from->second, to->second, flow.pull};
    if (flow.pull == LayeredPull::straight) edge.label_width = wrapped_size(flow.element->name, name_width, 4).width;
    graph.edges.push_back(edge);
  }
  rank(graph);
  auto ordering = order(graph);
  place(graph, ordering);
  for (int member : members) {
    auto const& node = graph.nodes[node_of[member]];
    items_[member].middle = {corner.x + node.x, corner.y + node.y};
  }
  // The middles of the gaps between columns are where flows bend best.
  std::vector<double> left(static_cast<std::size_t>(graph.layers), 1e18), right_edge(static_cast<std::size_t>(graph.layers), -1e18);
  for (auto const& node : graph.nodes) {
    left[node.layer] = std::min(left[node.layer], node.x - node.width / 2);
    right_edge[node.layer] = std::max(right_edge[node.layer], node.x + node.width / 2);
  }
  for (std::size_t i = 0; i + 1 < left.size(); ++i)
    if (right_edge[i] < left[i + 1]) {
      double middle = std::round(corner.x + (right_edge[i] + left[i + 1]) / 2), room = (left[i + 1] - right_edge[i]) / 2 - 12;
      quiet_x_.push_back(middle);
      for (double off = 8; off < room; off += 8) quiet_x_.push_back(middle - off), quiet_x_.push_back(middle + off);
    }
  *band_heights = graph.band_heights;
  return graph.width;
}

/// One after the other, in rows no wider than `width`; answers the box that they fill.
Box Container::shelve(std::vector<int> const& members, Point const& corner, double width) {
  Box filled{corner.x, corner.y, 0, 0};
  double x = corner.x, y = corner.y, up = 0, down = 0;
  std::vector<int> row;
  auto end_row = [&] {
    for (int each : row) items_[each].middle.y = y + up;
    if (!row.empty()) filled.height = y + up + down - corner.y;
    y += up + down + shelf_gap, x = corner.x, up = down = 0;
    row.clear();
  };
  for (int each : members) {
    auto const& room = items_[each].room;
    if (!row.empty() && x + room.width > corner.x + width) end_row();
    items_[each].middle.x = std::round(x + room.width / 2);
    x += room.width + shelf_gap;
    filled.width = std::max(filled.width, x - shelf_gap - corner.x);
    up = std::max(up, room.up), down = std::max(down, room.down);
    row.push_back(each);
  }
  end_row();
  return filled;
}

/// More steps than anybody reads as one map: rows in the order of the work, band by band.
void Container::arrange_plainly() {
  LayeredGraph graph;
  for (auto const& item : items_) graph.nodes.push_back(item.room);
  for (auto const& flow : flows_) graph.edges.push_back({flow.from, flow.to});
  rank(graph);
  std::vector<int> sorted(items_.size());
  std::iota(sorted.begin(), sorted.end(), 0);
  std::stable_sort(sorted.begin(), sorted.end(), [&](int a, int b) { return graph.nodes[a].layer < graph.nodes[b].layer; });
  double width = std::ceil(std::sqrt(static_cast<double>(items_.size()) * 1.6)) * (task_width + shelf_gap);
  for (auto const& item : items_) width = std::max(width, item.room.width);
  if (!has_lanes()) {
    shelve(sorted, {0, 0}, width);
    return;
  }
  std::vector<std::vector<int>> bands(leaves_.size());
  for (int each : sorted) bands[items_[each].band].push_back(each);
  double y = 0;
  for (std::size_t band = 0; band < leaves_.size(); ++band) {
    auto shelf = shelve(bands[band], {0, y + band_padding}, width);
    leaves_[band].y = y, leaves_[band].height = std::max(shelf.height, 60.0) + 2 * band_padding;
    y += leaves_[band].height;
  }
}

}  // namespace drivetrain::notation::picture
