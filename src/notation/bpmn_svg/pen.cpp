// Writing SVG (see pen.h).
#include "notation/bpmn_svg/pen.h"

#include <fmt/format.h>

#include "notation/bpmn_layout/text_size.h"
#include "notation/bpmn_layout/write_di.h"

namespace drivetrain::notation::picture {

namespace {

constexpr std::size_t most_title_bytes = 2'000;

/// Cut at a whole character.
std::string_view clipped_title(std::string_view text) {
  if (text.size() <= most_title_bytes) return text;
  auto end = most_title_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace

/// Also drops what XML 1.0 §2.2 does not allow at all, and marks that turn the direction of reading (U+202A to U+202E, U+2066 to U+2069), by which
/// a name could look like another.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto byte = static_cast<unsigned char>(text[i]);
    if (byte == 0xEF && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0xBF &&
        static_cast<unsigned char>(text[i + 2]) >= 0xBE) {
      i += 2;  // U+FFFE, U+FFFF
      continue;
    }
    if (byte == 0xE2 && i + 2 < text.size()) {
      auto second = static_cast<unsigned char>(text[i + 1]), third = static_cast<unsigned char>(text[i + 2]);
      if ((second == 0x80 && third >= 0xAA && third <= 0xAE) || (second == 0x81 && third >= 0xA6 && third <= 0xA9)) {
        i += 2;
        continue;
      }
    }
    switch (text[i]) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\n':
      case '\r':
      case '\t': out += ' '; break;
      default:
        if (byte >= 0x20 && byte != 0x7F) out += text[i];
    }
  }
  return out;
}

void Pen::open(std::string_view css_class, std::string_view id, std::string_view title) {
  out_ += fmt::format("<g class=\"{}\"", css_class);
  if (!id.empty()) out_ += fmt::format(" data-element=\"{}\"", escaped(clipped_title(id)));
  out_ += ">";
  if (!title.empty()) out_ += fmt::format("<title>{}</title>", escaped(clipped_title(title)));
  out_ += "\n";
}

void Pen::close() { out_ += "</g>\n"; }

void Pen::rect(Box const& box, double radius, std::string_view css_class) {
  out_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"", coordinate(box.x), coordinate(box.y), coordinate(box.width),
                      coordinate(box.height));
  if (radius > 0) out_ += fmt::format(" rx=\"{}\"", coordinate(radius));
  out_ += fmt::format(" class=\"{}\"/>\n", css_class);
}

void Pen::circle(Point const& middle, double radius, std::string_view css_class) {
  out_ += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\" class=\"{}\"/>\n", coordinate(middle.x), coordinate(middle.y),
                      coordinate(std::max(radius, 0.0)), css_class);
}

void Pen::path(std::string_view data, std::string_view css_class) {
  out_ += fmt::format("<path d=\"{}\" class=\"{}\"/>\n", data, css_class);
}

void Pen::icon(std::string_view data, Point const& middle, double size, std::string_view css_class) {
  double scale = size / 24;
  out_ += fmt::format("<path transform=\"translate({} {}) scale({:.4g})\" d=\"{}\" class=\"{}\"/>\n", coordinate(middle.x - size / 2),
                      coordinate(middle.y - size / 2), scale, data, css_class);
}

void Pen::polyline(std::vector<Point> const& points, std::string_view css_class) {
  out_ += "<polyline points=\"";
  for (std::size_t i = 0; i < points.size(); ++i)
    out_ += fmt::format("{}{},{}", i ? " " : "", coordinate(points[i].x), coordinate(points[i].y));
  out_ += fmt::format("\" class=\"{}\"/>\n", css_class);
}

void Pen::line_of_text(double x, double y, std::string_view text, std::string_view css_class) {
  out_ += fmt::format("<text x=\"{}\" y=\"{}\" class=\"{}\">{}</text>\n", coordinate(x), coordinate(y), css_class, escaped(text));
}

void Pen::text_in(Box const& box, std::string_view text, std::string_view css_class) {
  auto most = static_cast<std::size_t>(std::max(1.0, std::floor(box.height / line_height)));
  auto lines = wrapped(text, std::max(box.width, 24.0), std::min<std::size_t>(most, 40));
  double y = box.y + box.height / 2 - (static_cast<double>(lines.size()) - 1) / 2 * line_height + 4.2;
  for (auto const& line : lines) line_of_text(box.x + box.width / 2, y, line, css_class), y += line_height;
}

void Pen::label(Box const& box, std::string_view text, std::string_view css_class) {
  // Other tools measure with narrower letters: their names get the number of lines that they left room for.
  auto meant = static_cast<std::size_t>(std::max(1.0, std::round(box.height / line_height)));
  auto lines = wrapped(text, std::max(box.width, 60.0), 6);
  for (double wider = 1.15; lines.size() > meant && wider < 1.7; wider += 0.15) lines = wrapped(text, std::max(box.width, 40.0) * wider, 6);
  double y = box.y + 10.6;
  for (auto const& line : lines) line_of_text(box.x + box.width / 2, y, line, css_class), y += line_height;
}

void Pen::note(Box const& box, std::string_view text) {
  auto most = static_cast<std::size_t>(std::max(1.0, std::floor((box.height - 4) / line_height)));
  double y = box.y + 15;
  for (auto const& line : wrapped(text, std::max(box.width - 12, 24.0), std::min<std::size_t>(most, 60)))
    line_of_text(box.x + 7, y, line, "t s"), y += line_height;
}

void Pen::turned(Box const& box, std::string_view text) {
  auto most = static_cast<std::size_t>(std::max(1.0, std::floor(box.width / line_height)));
  auto lines = wrapped(text, std::max(box.height - 8, 24.0), std::min<std::size_t>(most, 4));
  double x = box.x + box.width / 2 - (static_cast<double>(lines.size()) - 1) / 2 * line_height + 4.2, y = box.y + box.height / 2;
  for (auto const& line : lines) {
    out_ += fmt::format("<text transform=\"translate({} {}) rotate(-90)\" class=\"t\">{}</text>\n", coordinate(x), coordinate(y),
                        escaped(line));
    x += line_height;
  }
}

void Pen::heading(Point const& at, std::string_view text) {
  auto lines = wrapped(text, 900, 1);
  if (!lines.empty()) line_of_text(at.x, at.y, lines.front(), "t h");
}

}  // namespace drivetrain::notation::picture
