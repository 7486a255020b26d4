// What must hold of every picture that the layout makes, told as sentences; none when all is well.
#pragma once

#include <fmt/format.h>

#include <map>
#include <string>
#include <vector>

#include "notation/bpmn_layout/geometry.h"

namespace drivetrain::notation::picture::test {

inline bool at_border(Box const& box, Point const& point) {
  bool in_x = point.x >= box.x - 0.01 && point.x <= right(box) + 0.01, in_y = point.y >= box.y - 0.01 && point.y <= bottom(box) + 0.01;
  bool on_x = std::abs(point.x - box.x) < 0.01 || std::abs(point.x - right(box)) < 0.01,
       on_y = std::abs(point.y - box.y) < 0.01 || std::abs(point.y - bottom(box)) < 0.01;
  return (on_x && in_y) || (on_y && in_x);
}

/// Shapes overlap only where one holds the other, or an event sits on its host; flows begin and end at the borders of what they connect, run
/// at right angles and cross no step; each lane holds its steps.
inline std::vector<std::string> flaws(BpmnDefinitions const& definitions, BpmnDiagram const& diagram) {
  std::vector<std::string> found;
  std::map<std::string, BpmnElement const*> elements;
  std::vector<BpmnLane const*> lanes;
  auto gather = [&](BpmnLane const& lane, auto const& self) -> void {
    lanes.push_back(&lane);
    for (auto const& inner : lane.lanes) self(inner, self);
  };
  for (auto const& process : definitions.processes)
    walk(process, [&](BpmnElement const& each) {
      elements.emplace(each.id, &each);
      for (auto const& lane : each.lanes) gather(lane, gather);
    });
  auto element = [&](std::string const& id) {
    auto at = elements.find(id);
    return at == elements.end() ? nullptr : at->second;
  };
  std::map<std::string, BpmnShape const*> shapes;
  std::vector<BpmnShape const*> solid;
  for (auto const& shape : diagram.shapes) {
    if (!shapes.emplace(shape.element.value, &shape).second) found.push_back(shape.element.value + " has two shapes");
    auto each = element(shape.element.value);
    if (!each || each->kind != BpmnKind::group) solid.push_back(&shape);
  }
  auto is_frame = [](BpmnShape const& shape) { return shape.horizontal || shape.expanded.value_or(false); };
  auto sits_on = [&](BpmnShape const& event, BpmnShape const& host) {
    auto each = element(event.element.value);
    return each && each->attached_to.value == host.element.value;
  };
  auto may = [&](BpmnShape const& a, BpmnShape const& b) { return (is_frame(a) && contains(a.bounds, b.bounds)) || sits_on(b, a); };
  std::sort(solid.begin(), solid.end(), [](auto const* a, auto const* b) { return a->bounds.x < b->bounds.x; });
  for (std::size_t i = 0; i < solid.size(); ++i)
    for (std::size_t k = i + 1; k < solid.size() && solid[k]->bounds.x < right(solid[i]->bounds); ++k) {
      auto const &a = *solid[i], &b = *solid[k];
      if (overlap(a.bounds, b.bounds) && !may(a, b) && !may(b, a))
        found.push_back(fmt::format("{} and {} overlap", a.element.value, b.element.value));
    }
  for (auto const& edge : diagram.edges) {
    auto flow = element(edge.element.value);
    if (!flow || flow->kind != BpmnKind::sequence_flow) continue;
    auto const& line = edge.waypoints;
    auto from = shapes.find(flow->source.value), to = shapes.find(flow->target.value);
    if (line.size() < 2 || from == shapes.end() || to == shapes.end()) {
      found.push_back(edge.element.value + " connects nothing");
      continue;
    }
    if (!at_border(from->second->bounds, line.front()) || !at_border(to->second->bounds, line.back()))
      found.push_back(edge.element.value + " does not end at borders");
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
      if (line[i].x != line[i + 1].x && line[i].y != line[i + 1].y) found.push_back(edge.element.value + " runs aslant");
      for (auto const* shape : solid)
        if (!is_frame(*shape) && crosses(line[i], line[i + 1], shape->bounds))
          found.push_back(fmt::format("{} runs over {}", edge.element.value, shape->element.value));
    }
  }
  for (auto const* lane : lanes)
    for (auto const& node : lane->nodes) {
      auto band = shapes.find(lane->id), inside = shapes.find(node.value);
      auto each = element(node.value);
      if (band == shapes.end() || inside == shapes.end() || (each && each->kind == BpmnKind::boundary_event)) continue;
      if (!contains(band->second->bounds, inside->second->bounds))
        found.push_back(fmt::format("{} stands outside its lane {}", node.value, lane->id));
    }
  return found;
}

}  // namespace drivetrain::notation::picture::test
