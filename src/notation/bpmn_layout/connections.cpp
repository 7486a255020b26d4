// Lines between things of different containers: message flows between pools, associations from outside to inside (see drawing.h).
// Pools, lanes and expanded sub-processes are no obstacles for them; what stands inside is.
#include <algorithm>

#include "notation/bpmn_layout/drawing.h"
#include "notation/bpmn_layout/router.h"

namespace drivetrain::notation::picture {

namespace {

constexpr std::size_t most_shapes_to_route_around = 1'500;

bool is_frame(BpmnShape const& shape) { return shape.expanded.value_or(false) || shape.horizontal.has_value(); }

struct End {
  Box box;
  bool pool = false, point = false;
  int key = 0;
};

/// Half of the way along a line: where something that is about a flow points at.
Point middle_of(std::vector<Point> const& line) {
  double length = 0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) length += std::abs(line[i].x - line[i + 1].x) + std::abs(line[i].y - line[i + 1].y);
  double rest = length / 2;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    double piece = std::abs(line[i].x - line[i + 1].x) + std::abs(line[i].y - line[i + 1].y);
    if (piece >= rest && piece > 0) {
      double share = rest / piece;
      return {line[i].x + (line[i + 1].x - line[i].x) * share, line[i].y + (line[i + 1].y - line[i].y) * share};
    }
    rest -= piece;
  }
  return line.empty() ? Point{} : line.back();
}

class Connector {
 public:
  Connector(Drawing& drawing, std::unordered_set<std::string> const& transparent, RouteBudget& budget)
      : drawing_(drawing), budget_(budget) {
    int key = 0;
    for (auto const& shape : drawing.shapes) {
      ends_.emplace(shape.element.value, End{shape.bounds, shape.horizontal.has_value(), false, key++});
      if (!is_frame(shape) && !transparent.contains(shape.element.value)) hard_.push_back(shape.bounds);
    }
    for (auto const& edge : drawing.edges) {
      auto at = middle_of(edge.waypoints);
      ends_.emplace(edge.element.value, End{{at.x, at.y, 0, 0}, false, true, key++});
    }
  }

  void draw(std::vector<LooseEnd> const& connections) {
    std::optional<Router> router;
    if (hard_.size() <= most_shapes_to_route_around) router.emplace(prepared());
    for (auto const& each : connections) {
      auto from = ends_.find(each.source), to = ends_.find(each.target);
      if (from == ends_.end() || to == ends_.end() || from == to) continue;
      auto const &a = from->second, &b = to->second;
      std::vector<Point> line;
      if (router && !a.point && !b.point) line = router->route({ports(a, b, each.message), ports(b, a, each.message), a.key, b.key});
      if (line.empty()) line = {leaving(a.box, centre(b.box)), leaving(b.box, centre(a.box))};
      BpmnEdge edge;
      edge.element.value = each.id;
      edge.waypoints = std::move(line);
      drawing_.edges.push_back(std::move(edge));
    }
  }

 private:
  Router prepared() const {
    std::vector<double> xs, ys;
    Box reach = hard_.empty() ? Box{} : hard_.front();
    for (auto const& shape : drawing_.shapes) {
      reach = united(reach, shape.bounds);
      if (shape.horizontal) {
        ys.push_back(shape.bounds.y - 20), ys.push_back(shape.bounds.y + 12);
        ys.push_back(bottom(shape.bounds) + 20), ys.push_back(bottom(shape.bounds) - 12);
      } else if (!is_frame(shape) && shape.bounds.width >= 80) {
        xs.push_back(centre(shape.bounds).x - 25), xs.push_back(centre(shape.bounds).x + 25);
      }
    }
    for (auto const& edge : drawing_.edges)
      for (std::size_t i = 0; i + 1 < edge.waypoints.size(); ++i) {
        auto const &a = edge.waypoints[i], &b = edge.waypoints[i + 1];
        if (a.x == b.x) xs.push_back(a.x);
        if (a.y == b.y) ys.push_back(a.y);
      }
    std::vector<Box> names;
    for (auto const& shape : drawing_.shapes)
      if (shape.label) names.push_back(*shape.label);
    Router router(hard_, names, xs, ys, inflated(reach, 60), budget_);
    int key = -2;
    for (auto const& edge : drawing_.edges) router.occupy(edge.waypoints, key, key), --key;
    return router;
  }

  std::vector<Port> ports(End const& at, End const& other, bool message) const {
    auto there = centre(other.box);
    if (at.pool) {
      double x = std::clamp(there.x, at.box.x + 20, std::max(at.box.x + 20, right(at.box) - 20));
      std::vector<Port> choice;
      for (double shift : {0.0, -25.0, 25.0}) {
        bool inside = x + shift > at.box.x && x + shift < right(at.box);
        if (!inside) continue;
        if (there.y < at.box.y) choice.push_back({Side::top, {x + shift, at.box.y}, shift == 0 ? 0.0 : 4.0});
        if (there.y > bottom(at.box)) choice.push_back({Side::bottom, {x + shift, bottom(at.box)}, shift == 0 ? 0.0 : 4.0});
      }
      return choice;
    }
    bool above = there.y<at.box.y, below = there.y> bottom(at.box);
    double side_cost = message ? 60 : 30;
    auto all = ports_of(at.box, side_cost, above ? 90 : 0, side_cost, below ? 90 : 0);
    std::vector<Port> choice(all.begin(), all.end());
    if (at.box.width >= 80)
      for (double shift : {-25.0, 25.0})
        for (auto const& port : {all[1], all[3]}) choice.push_back({port.side, {port.at.x + shift, port.at.y}, port.cost + 8});
    return choice;
  }

  Drawing& drawing_;
  RouteBudget& budget_;
  std::vector<Box> hard_;
  std::unordered_map<std::string, End> ends_;
};

}  // namespace

void draw_connections(Drawing& drawing, std::vector<LooseEnd> const& connections, std::unordered_set<std::string> const& transparent,
                      RouteBudget& budget) {
  Connector(drawing, transparent, budget).draw(connections);
}

}  // namespace drivetrain::notation::picture
