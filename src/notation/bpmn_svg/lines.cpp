// Flows and associations as the standard depicts them (see sheet.h). Source: BPMN 2.0.2 §7.2, §13.2.
#include <fmt/format.h>

#include "notation/bpmn_layout/write_di.h"
#include "notation/bpmn_svg/sheet.h"

namespace drivetrain::notation::picture {

namespace {

constexpr double corner = 7, head = 9;

struct Direction {
  double x = 1, y = 0;
};

Direction direction(Point const& from, Point const& to) {
  double length = std::hypot(to.x - from.x, to.y - from.y);
  return length < 1e-6 ? Direction{} : Direction{(to.x - from.x) / length, (to.y - from.y) / length};
}

Point along(Point const& from, Direction const& way, double distance) { return {from.x + way.x * distance, from.y + way.y * distance}; }

std::string at(Point const& point) { return coordinate(point.x) + " " + coordinate(point.y); }

/// Bends are rounded, so that crossings and corners read differently.
std::string rounded(std::vector<Point> const& line) {
  std::string data = "M" + at(line.front());
  for (std::size_t i = 1; i + 1 < line.size(); ++i) {
    auto const &before = line[i - 1], &here = line[i], &after = line[i + 1];
    double in = std::hypot(here.x - before.x, here.y - before.y), out = std::hypot(after.x - here.x, after.y - here.y);
    double radius = std::min({corner, in / 2, out / 2});
    data += "L" + at(along(here, direction(here, before), radius)) + "Q" + at(here) + " " + at(along(here, direction(here, after), radius));
  }
  return data + "L" + at(line.back());
}

std::string arrow(Point const& tip, Direction const& way, double length, double half, bool closed) {
  auto base = along(tip, way, -length);
  Point a{base.x - way.y * half, base.y + way.x * half}, b{base.x + way.y * half, base.y - way.x * half};
  return fmt::format("M{}L{}L{}{}", at(a), at(tip), at(b), closed ? "z" : "");
}

/// Its tip must not be drawn over by the line itself.
std::vector<Point> shortened(std::vector<Point> line, double by) {
  auto& last = line.back();
  auto const& before = line[line.size() - 2];
  double length = std::hypot(last.x - before.x, last.y - before.y);
  if (length > by) last = along(last, direction(last, before), by);
  return line;
}

void draw_sequence_flow(Pen& pen, Elements const& elements, BpmnElement const& flow, std::vector<Point> const& line) {
  pen.path(rounded(shortened(line, 3)), "e");
  pen.path(arrow(line.back(), direction(line[line.size() - 2], line.back()), head, 4.2, true), "ah");
  auto way = direction(line[0], line[1]);
  auto source = elements.source_of(flow);
  if (elements.is_default(flow.id)) {
    auto middle = along(line[0], way, 11);
    Direction slant{way.x * 0.5 - way.y * 0.87, way.y * 0.5 + way.x * 0.87};
    pen.path(fmt::format("M{}L{}", at(along(middle, slant, -6)), at(along(middle, slant, 6))), "e");
  } else if (!flow.condition.text.empty() && source && is_activity(source->kind)) {
    auto middle = along(line[0], way, 8), tip = along(line[0], way, 16);
    pen.path(fmt::format("M{}L{}L{}L{}z", at(line[0]), at({middle.x - way.y * 5, middle.y + way.x * 5}), at(tip),
                         at({middle.x + way.y * 5, middle.y - way.x * 5})),
             "cd");
  }
}

void draw_message_flow(Pen& pen, std::vector<Point> const& line) {
  pen.path(rounded(line), "e mf");
  pen.path(arrow(line.back(), direction(line[line.size() - 2], line.back()), head, 4.5, true), "mo");
  pen.circle(line.front(), 3.6, "mo");
}

}  // namespace

void draw_edge(Pen& pen, Elements const& elements, BpmnEdge const& edge) {
  auto const& line = edge.waypoints;
  auto element = elements.element(edge.element.value);
  if (element && element->kind == BpmnKind::sequence_flow) return draw_sequence_flow(pen, elements, *element, line);
  if (elements.message_flow(edge.element.value)) return draw_message_flow(pen, line);
  auto xml = elements.node(edge.element.value);
  std::string_view kind = xml ? std::string_view(xml->name) : std::string_view();
  bool data = kind == "dataInputAssociation" || kind == "dataOutputAssociation";
  bool association = kind == "association";
  pen.path(rounded(line), data || association ? "e as" : "e");
  auto directed = xml ? xml->value("associationDirection") : std::string_view();
  if (data || directed == "One" || directed == "Both")
    pen.path(arrow(line.back(), direction(line[line.size() - 2], line.back()), 8, 4.5, false), "e");
  if (directed == "Both") pen.path(arrow(line.front(), direction(line[1], line.front()), 8, 4.5, false), "e");
}

}  // namespace drivetrain::notation::picture
