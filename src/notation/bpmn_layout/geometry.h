// Rectangles and lines of a picture. Units are those of BPMN DI (pixels at 100 %); y grows downward.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "notation/bpmn.h"

namespace drivetrain::notation::picture {

using Box = BpmnBounds;
using Point = BpmnPoint;

inline double right(Box const& box) { return box.x + box.width; }
inline double bottom(Box const& box) { return box.y + box.height; }
inline Point centre(Box const& box) { return {box.x + box.width / 2, box.y + box.height / 2}; }
inline Box around(Point const& middle, double width, double height) { return {middle.x - width / 2, middle.y - height / 2, width, height}; }
inline Box inflated(Box const& box, double by) { return {box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by}; }
/// Touching is not overlapping.
inline bool overlap(Box const& a, Box const& b) { return a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a); }
inline bool contains(Box const& outer, Box const& inner) {
  return inner.x >= outer.x && inner.y >= outer.y && right(inner) <= right(outer) && bottom(inner) <= bottom(outer);
}
inline Box united(Box const& a, Box const& b) {
  double x = std::min(a.x, b.x), y = std::min(a.y, b.y);
  return {x, y, std::max(right(a), right(b)) - x, std::max(bottom(a), bottom(b)) - y};
}
/// The smallest box around one segment; of width or height 0 when it is parallel to an axis.
inline Box box_of(Point const& a, Point const& b) {
  return {std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x), std::abs(a.y - b.y)};
}
/// For segments parallel to an axis exact, for others by their box.
inline bool crosses(Point const& a, Point const& b, Box const& box) {
  auto segment = box_of(a, b);
  return segment.x < right(box) && right(segment) > box.x && segment.y < bottom(box) && bottom(segment) > box.y;
}
inline void move(Box& box, double dx, double dy) { box.x += dx, box.y += dy; }
/// Where the straight line from the middle of `box` to `toward` leaves it.
inline Point leaving(Box const& box, Point const& toward) {
  auto from = centre(box);
  double dx = toward.x - from.x, dy = toward.y - from.y;
  if (dx == 0 && dy == 0) return {right(box), from.y};
  double scale = std::min(dx == 0 ? 1e9 : box.width / 2 / std::abs(dx), dy == 0 ? 1e9 : box.height / 2 / std::abs(dy));
  return {from.x + dx * scale, from.y + dy * scale};
}

inline double snapped(double value, double step) { return std::ceil(value / step - 1e-9) * step; }

}  // namespace drivetrain::notation::picture
