// Placing boxes in columns so that the lines between them are short and rarely cross. The layered method (Sugiyama, Tagawa, Toda
// 1981): columns are given, order within a column follows the neighbours, heights follow the order. Deterministic.
#pragma once

#include <cstddef>
#include <vector>

namespace drivetrain::model {

struct LayoutBox {
  std::size_t column = 0;
  double width = 0, height = 0;
  double x = 0, y = 0;  ///< of its upper left corner; set by layout
};

struct LayoutPoint {
  double x = 0, y = 0;
};

/// From a box to one in a later column.
struct LayoutLine {
  std::size_t from = 0, to = 0;
  std::vector<LayoutPoint> points;  ///< from the right edge of one to the left edge of the other, passing between boxes; set by layout
};

struct LayoutGaps {
  double between_columns = 90, between_boxes = 14, between_lines = 5;
};

struct LayoutSize {
  double width = 0, height = 0;
};

/// Sets places and points; answers what they need. Lines that do not lead to a later column get no points. The order in which the
/// boxes come decides between equals.
LayoutSize lay_out(std::vector<LayoutBox>& boxes, std::vector<LayoutLine>& lines, LayoutGaps const& gaps = {});

/// Pairs of lines that cross, for tests.
std::size_t crossings(std::vector<LayoutLine> const& lines);

}  // namespace drivetrain::model
