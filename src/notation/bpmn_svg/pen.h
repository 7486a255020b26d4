// Writing SVG: elements and escaped text, nothing else gets through.
#pragma once

#include <string>
#include <string_view>

#include "notation/bpmn_layout/geometry.h"

namespace drivetrain::notation::picture {

class Pen {
 public:
  /// A group with its <title>; `id` is that of the BPMN element.
  void open(std::string_view css_class, std::string_view id, std::string_view title);
  void close();
  void rect(Box const& box, double radius, std::string_view css_class);
  void circle(Point const& middle, double radius, std::string_view css_class);
  void path(std::string_view data, std::string_view css_class);
  /// Path data in units of a square icon of 24 × 24, put so that its middle is at `middle`, `size` wide.
  void icon(std::string_view data, Point const& middle, double size, std::string_view css_class);
  void polyline(std::vector<Point> const& points, std::string_view css_class);
  /// Wrapped at `box.width` and centred in it; as many lines as fit.
  void text_in(Box const& box, std::string_view text, std::string_view css_class);
  /// From the top of `box` downward: names beside their element. May reach below the box when the text needs it.
  void label(Box const& box, std::string_view text, std::string_view css_class);
  /// From the left, for notes.
  void note(Box const& box, std::string_view text);
  /// One line or two, turned to be read from below: names of pools and lanes.
  void turned(Box const& box, std::string_view text);
  void heading(Point const& at, std::string_view text);
  void raw(std::string_view markup) { out_ += markup; }
  std::string take() { return std::move(out_); }
  std::size_t size() const { return out_.size(); }

 private:
  void line_of_text(double x, double y, std::string_view text, std::string_view css_class);
  std::string out_;
};

std::string escaped(std::string_view text);

}  // namespace drivetrain::notation::picture
