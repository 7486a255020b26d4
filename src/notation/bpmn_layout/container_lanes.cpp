// Lanes as bands: which step stands in which, and their shapes (see container.h). Source: BPMN 2.0.2 §10.8.
#include "notation/bpmn_layout/container.h"

namespace drivetrain::notation::picture {

void Container::find_bands() {
  if (element_.lanes.empty()) return;
  std::unordered_map<std::string_view, int> leaf_of;
  for (auto const& lane : element_.lanes) gather_lane(lane, 0, leaf_of);
  for (auto& item : items_) {
    auto at = leaf_of.find(item.element->id);
    // Some tools name the steps inside a sub-process, but not the sub-process.
    if (at == leaf_of.end())
      for (auto const& child : item.element->children)
        if (at = leaf_of.find(child.id); at != leaf_of.end()) break;
    item.band = at == leaf_of.end() ? -1 : at->second;
  }
  for (auto& item : items_) {
    if (item.band >= 0) continue;
    if (leaves_.back().lane) leaves_.push_back({});
    item.band = static_cast<int>(leaves_.size()) - 1;
  }
}

/// Leaves in the order in which they are drawn. A step that a lane names beside its inner lanes gets a leaf of its own at their end.
void Container::gather_lane(BpmnLane const& lane, std::size_t depth, std::unordered_map<std::string_view, int>& leaf_of) {
  lane_depth_ = std::max(lane_depth_, depth + 1);
  auto index = lanes_.size();
  lanes_.push_back({&lane, depth, leaves_.size(), 0});
  if (lane.lanes.empty()) leaves_.push_back({&lane});
  for (auto const& inner : lane.lanes) gather_lane(inner, depth + 1, leaf_of);
  bool own = lane.lanes.empty();
  auto is_step = [&](std::string const& id) {
    auto found = item_of_.find(id);
    return found != item_of_.end() && items_[found->second].element->id == id;
  };
  for (auto const& node : lane.nodes) {
    if (leaf_of.contains(node.value) || (!own && !is_step(node.value))) continue;
    if (!own) leaves_.push_back({&lane}), own = true;
    leaf_of.emplace(node.value, static_cast<int>(leaves_.size()) - 1);
  }
  lanes_[index].last = leaves_.size() - 1;
}

/// From left to right as far as `width`; the deeper, the further in.
void Container::put_lanes(double width) {
  std::vector<BpmnShape> shapes;
  for (auto const& range : lanes_) {
    if (range.lane->id.empty()) {
      job_.remarks.push_back("a lane in " + element_.id + " has no id, so that no shape can name it: give it one");
      continue;
    }
    auto const &first = leaves_[range.first], &last = leaves_[range.last];
    double x = pool_header * static_cast<double>(range.depth);
    BpmnShape shape;
    shape.element.value = range.lane->id;
    shape.bounds = {x, first.y, width - x, last.y + last.height - first.y};
    shape.horizontal = true;
    shapes.push_back(std::move(shape));
  }
  drawing_.shapes.insert(drawing_.shapes.begin(), std::make_move_iterator(shapes.begin()), std::make_move_iterator(shapes.end()));
}

}  // namespace drivetrain::notation::picture
