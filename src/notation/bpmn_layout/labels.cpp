// Names beside events, gateways, data and flows (see drawing.h): each takes the place, of a few usual ones, where it hides least.
#include <functional>
#include <map>
#include <tuple>

#include "notation/bpmn_layout/drawing.h"
#include "notation/bpmn_layout/text_size.h"

namespace drivetrain::notation::picture {

namespace {

constexpr double cell = 160, label_gap = 4, beginning_sign = 14;  // the stroke of a default flow stands before its name
constexpr long most_cells = 400;
constexpr std::size_t most_filled = 3'000'000;
constexpr std::size_t most_labels_to_weigh = 20'000;

/// Boxes by the squares of a coarse grid that they touch.
class BoxIndex {
 public:
  /// Past a few million squares (a hostile file) further boxes hide nothing.
  void add(Box const& box) {
    if (filled_ > most_filled) return;
    auto index = boxes_.size();
    boxes_.push_back(box);
    each_cell(box, [&](long key) { cells_[key].push_back(index), ++filled_; });
  }
  void each_near(Box const& box, std::function<void(Box const&)> const& each) const {
    std::vector<std::size_t> found;
    each_cell(box, [&](long key) {
      if (auto at = cells_.find(key); at != cells_.end()) found.insert(found.end(), at->second.begin(), at->second.end());
    });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    for (auto index : found) each(boxes_[index]);
  }

 private:
  template <class Each>
  static void each_cell(Box const& box, Each const& each) {
    auto index = [](double value) { return static_cast<long>(std::floor(std::clamp(value, -1e7, 1e7) / cell)); };
    long x1 = index(box.x), x2 = std::min(index(right(box)), x1 + most_cells), y1 = index(box.y),
         y2 = std::min(index(bottom(box)), y1 + most_cells);
    for (long y = y1; y <= y2; ++y)
      for (long x = x1; x <= x2; ++x) each(y * 1'000'003 + x);
  }
  std::vector<Box> boxes_;
  std::unordered_map<long, std::vector<std::size_t>> cells_;
  std::size_t filled_ = 0;
};

double shared_area(Box const& a, Box const& b) {
  if (!overlap(a, b)) return 0;
  return (std::min(right(a), right(b)) - std::max(a.x, b.x)) * (std::min(bottom(a), bottom(b)) - std::max(a.y, b.y));
}

class Labels {
 public:
  Labels(Drawing& drawing, BpmnDefinitions const& definitions) : drawing_(drawing) {
    for (auto const& process : definitions.processes) walk(process, [&](BpmnElement const& each) { elements_.emplace(each.id, &each); });
    for (auto const& collaboration : definitions.collaborations) {
      for (auto const& flow : collaboration.message_flows) names_.emplace(flow.id, flow.name);
      for (auto const& artifact : collaboration.artifacts) elements_.emplace(artifact.id, &artifact);
    }
  }

  void run() {
    weigh_ = drawing_.shapes.size() + drawing_.edges.size() <= most_labels_to_weigh;
    for (auto const& shape : drawing_.shapes)
      if (!shape.horizontal && !shape.expanded.value_or(false) && !is_group(shape)) shapes_.add(shape.bounds);
    for (auto const& edge : drawing_.edges)
      for (std::size_t i = 0; i + 1 < edge.waypoints.size(); ++i) lines_.add(inflated(box_of(edge.waypoints[i], edge.waypoints[i + 1]), 1));
    for (auto const& shape : drawing_.shapes)
      if (shape.horizontal || shape.expanded.value_or(false)) {
        auto const& box = shape.bounds;
        for (auto const& side : {Box{box.x, box.y, box.width, 1}, Box{box.x, bottom(box), box.width, 1}, Box{box.x, box.y, 1, box.height},
                                 Box{right(box), box.y, 1, box.height}})
          lines_.add(side);
      }
    for (auto const& edge : drawing_.edges)
      if (edge.waypoints.size() > 1) ++beginnings_[beginning(edge)];
    for (auto& shape : drawing_.shapes) label(shape);
    for (auto& edge : drawing_.edges) label(edge);
  }

 private:
  bool is_group(BpmnShape const& shape) const {
    auto at = elements_.find(shape.element.value);
    return at != elements_.end() && at->second->kind == BpmnKind::group;
  }

  void label(BpmnShape& shape) {
    auto at = elements_.find(shape.element.value);
    if (at == elements_.end() || at->second->name.empty() || shape.label) return;
    auto const& element = *at->second;
    bool data = element.kind == BpmnKind::data_object_reference || element.kind == BpmnKind::data_store_reference;
    if (!is_event(element.kind) && !is_gateway(element.kind) && !data) return;
    auto size = wrapped_size(element.name, name_width, data ? 3 : 4);
    auto const& box = shape.bounds;
    auto middle = centre(box);
    double w = size.width, h = size.height;
    Box above{middle.x - w / 2, box.y - label_gap - h, w, h}, below{middle.x - w / 2, bottom(box) + label_gap, w, h};
    Box high_right{middle.x + 6, box.y - h - 1, w, h}, high_left{middle.x - 6 - w, box.y - h - 1, w, h};
    Box low_right{middle.x + 6, bottom(box) + 1, w, h}, low_left{middle.x - 6 - w, bottom(box) + 1, w, h};
    std::vector<Box> places{below, above, low_right, low_left, high_right, high_left};
    if (is_gateway(element.kind)) places = {above, below, high_left, high_right, low_right, low_left};
    if (data) places = {above, below, high_right, high_left};
    if (element.kind == BpmnKind::boundary_event)
      places = {{right(box) + 2, bottom(box) - 12, w, h},
                {box.x - 2 - w, bottom(box) - 12, w, h},
                {middle.x + 6, bottom(box) + 2, w, h},
                {middle.x - 6 - w, bottom(box) + 2, w, h}};
    shape.label = best(places);
  }

  void label(BpmnEdge& edge) {
    auto name = name_of(edge);
    if (name.empty() || edge.label || edge.waypoints.size() < 2) return;
    auto size = wrapped_size(name, name_width, 4);
    double w = size.width, h = size.height;
    std::vector<Box> places;
    auto const& line = edge.waypoints;
    // Where several flows leave along one line, the name stands behind the place where they part.
    std::size_t first = line.size() > 2 && beginnings_[beginning(edge)] > 1 ? 1 : 0;
    for (std::size_t i = first; i + 1 < line.size() && i < first + 4; ++i) {
      auto const &a = line[i], &b = line[i + 1];
      if (std::abs(a.y - b.y) < std::abs(a.x - b.x)) {
        double off = i == 0 ? beginning_sign : 6, from = a.x < b.x ? a.x + off : a.x - off - w, middle = (a.x + b.x - w) / 2,
               y = (a.y + b.y) / 2;
        if (std::abs(a.x - b.x) < w + off + 10) from = middle;
        for (double x : {from, middle}) {
          places.push_back({x, y - label_gap - h, w, h});
          places.push_back({x, y + label_gap, w, h});
        }
      } else {
        double off = i == 0 ? beginning_sign : 6, y = a.y < b.y ? a.y + off : a.y - off - h, middle = (a.y + b.y - h) / 2,
               x = (a.x + b.x) / 2;
        for (double at : {y, middle}) {
          places.push_back({x + label_gap + 1, at, w, h});
          places.push_back({x - label_gap - 1 - w, at, w, h});
        }
      }
    }
    edge.label = best(places);
  }

  /// Where a line begins, and into which direction.
  static std::tuple<double, double, bool, bool> beginning(BpmnEdge const& edge) {
    auto const &a = edge.waypoints[0], &b = edge.waypoints[1];
    return {a.x, a.y, a.x == b.x, a.x < b.x || a.y < b.y};
  }

  std::string_view name_of(BpmnEdge const& edge) const {
    if (auto at = elements_.find(edge.element.value); at != elements_.end()) return at->second->name;
    auto at = names_.find(edge.element.value);
    return at == names_.end() ? std::string_view() : std::string_view(at->second);
  }

  /// The earlier of two that hide as much.
  Box best(std::vector<Box> const& places) {
    Box chosen = places.front();
    double least = 1e18, habit = 0;
    for (auto const& place : places) {
      double hides = habit;
      habit += 3;
      if (weigh_) {
        auto room = inflated(place, 1);
        shapes_.each_near(room, [&](Box const& other) { hides += 6 * shared_area(room, other); });
        taken_.each_near(room, [&](Box const& other) { hides += 4 * shared_area(room, other); });
        lines_.each_near(room, [&](Box const& other) { hides += 4 * shared_area(room, other); });
      }
      if (hides < least) least = hides, chosen = place;
      if (!weigh_) break;
    }
    chosen.x = std::round(chosen.x), chosen.y = std::round(chosen.y);
    if (weigh_) taken_.add(chosen);
    return chosen;
  }

  Drawing& drawing_;
  std::unordered_map<std::string_view, BpmnElement const*> elements_;
  std::unordered_map<std::string_view, std::string_view> names_;
  std::map<std::tuple<double, double, bool, bool>, int> beginnings_;
  BoxIndex shapes_, lines_, taken_;
  bool weigh_ = true;
};

}  // namespace

void place_labels(Drawing& drawing, BpmnDefinitions const& definitions) { Labels(drawing, definitions).run(); }

}  // namespace drivetrain::notation::picture
