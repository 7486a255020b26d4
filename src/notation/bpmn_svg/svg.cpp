// Drawing diagrams (see svg.h): frames first (pools, lanes, expanded sub-processes, the larger below the smaller), then flows, then
// what they connect, and names on top.
#include "notation/bpmn_svg/svg.h"

#include <fmt/format.h>

#include <cmath>

#include "base/text.h"
#include "notation/bpmn_layout/drawing.h"
#include "notation/bpmn_layout/write_di.h"
#include "notation/bpmn_svg/icons.h"
#include "notation/bpmn_svg/sheet.h"
#include "notation/bpmn_svg/style.h"

namespace drivetrain::notation::picture {

namespace {

constexpr double far = 1e6, margin = 24, heading_height = 34, header = 30, svg_pool_gap = 30;
constexpr std::size_t most_points = 10'000;

bool is_sensible(Box const& box) {
  return std::isfinite(box.x + box.y + box.width + box.height) && std::abs(box.x) < far && std::abs(box.y) < far && box.width > 0 &&
         box.height > 0 && box.width < far && box.height < far;
}
bool is_sensible(Point const& point) { return std::isfinite(point.x + point.y) && std::abs(point.x) < far && std::abs(point.y) < far; }

/// One diagram: what of it can be drawn, and the drawing.
class Sheet {
 public:
  Sheet(BpmnDefinitions const& definitions, Elements const& elements, BpmnDiagram const& diagram) : elements_(elements) {
    for (auto const& shape : diagram.shapes) {
      if (is_sensible(shape.bounds))
        drawing_.shapes.push_back(shape);
      else
        ++left_out_;
    }
    for (auto const& edge : diagram.edges) {
      bool good = edge.waypoints.size() >= 2 && edge.waypoints.size() <= most_points &&
                  std::all_of(edge.waypoints.begin(), edge.waypoints.end(), [](auto const& each) { return is_sensible(each); });
      if (good)
        drawing_.edges.push_back(edge);
      else
        ++left_out_;
    }
    std::unordered_set<std::string_view> shown;
    for (auto const& shape : drawing_.shapes) shown.insert(shape.element.value);
    for (auto& shape : drawing_.shapes) {
      if (shape.label && !is_sensible(*shape.label)) shape.label.reset();
      auto element = elements_.element(shape.element.value);
      if (!element || !is_sub_process(element->kind)) continue;
      // Where the picture does not say whether a sub-process is expanded, content that is drawn does.
      if (!shape.expanded)
        shape.expanded =
            std::any_of(element->children.begin(), element->children.end(), [&](auto const& child) { return shown.contains(child.id); });
    }
    for (auto& shape : drawing_.shapes)
      if (!shape.horizontal && is_band(shape)) shape.horizontal = true;
    for (auto& edge : drawing_.edges)
      if (edge.label && !is_sensible(*edge.label)) edge.label.reset();
    place_labels(drawing_, definitions);
    measure();
  }

  Box const& reach() const { return reach_; }
  std::size_t shapes() const { return drawing_.shapes.size(); }
  std::size_t edges() const { return drawing_.edges.size(); }
  std::size_t left_out() const { return left_out_; }
  bool empty() const { return drawing_.shapes.empty() && drawing_.edges.empty(); }

  void draw(Pen& pen) const {
    std::vector<BpmnShape const*> frames, nodes, attached;
    for (auto const& shape : drawing_.shapes) {
      auto element = elements_.element(shape.element.value);
      bool frame = is_band(shape) || (element && (shape.expanded.value_or(false) || element->kind == BpmnKind::group));
      (frame ? frames : element && element->kind == BpmnKind::boundary_event ? attached : nodes).push_back(&shape);
    }
    std::stable_sort(frames.begin(), frames.end(),
                     [](auto const* a, auto const* b) { return a->bounds.width * a->bounds.height > b->bounds.width * b->bounds.height; });
    for (auto const* shape : frames) draw(pen, *shape);
    for (auto const& edge : drawing_.edges) {
      pen.open("x", edge.element.value, elements_.title(edge.element.value));
      draw_edge(pen, elements_, edge);
      pen.close();
    }
    for (auto const* shape : nodes) draw(pen, *shape);
    for (auto const* shape : attached) draw(pen, *shape);
    names(pen);
  }

 private:
  bool is_band(BpmnShape const& shape) const {
    auto xml = elements_.node(shape.element.value);
    return xml && (xml->name == "participant" || xml->name == "lane");
  }

  void measure() {
    bool any = false;
    auto see = [&](Box const& box) {
      reach_ = any ? united(reach_, box) : box;
      any = true;
    };
    for (auto const& shape : drawing_.shapes) {
      see(shape.bounds);
      if (shape.label) see(*shape.label);
    }
    for (auto const& edge : drawing_.edges) {
      for (std::size_t i = 0; i + 1 < edge.waypoints.size(); ++i) see(box_of(edge.waypoints[i], edge.waypoints[i + 1]));
      if (edge.label) see(*edge.label);
    }
  }

  void draw(Pen& pen, BpmnShape const& shape) const {
    auto const& id = shape.element.value;
    auto xml = elements_.node(id);
    auto element = elements_.element(id);
    pen.open("x", id, elements_.title(id));
    if (is_band(shape))
      draw_band(pen, shape, xml->name == "lane");
    else if (element && is_event(element->kind))
      draw_event(pen, *element, shape.bounds);
    else if (element && is_gateway(element->kind))
      draw_gateway(pen, *element, shape);
    else if (element && is_activity(element->kind))
      draw_activity(pen, *element, shape.bounds, shape.expanded.value_or(false) && is_sub_process(element->kind));
    else if (element && element->kind == BpmnKind::text_annotation)
      draw_note(pen, shape.bounds, trim(element->text));
    else if (element && element->kind == BpmnKind::group)
      pen.rect(shape.bounds, 9, "gp");
    else if (xml && xml->name.starts_with("data"))
      draw_data(pen, *xml, shape.bounds, is_collection(*xml, element));
    else if (xml && xml->name == "message")
      pen.icon(icons::envelope, centre(shape.bounds), std::min(shape.bounds.width, shape.bounds.height), "i f"),
          pen.icon(icons::envelope_flap, centre(shape.bounds), std::min(shape.bounds.width, shape.bounds.height), "i");
    else
      draw_other(pen, shape);
    pen.close();
  }

  /// Of choreographies, conversations and what the file does not hold: a box with its name, so that nothing is missing in silence.
  void draw_other(Pen& pen, BpmnShape const& shape) const {
    pen.rect(shape.bounds, 8, "ta do");
    auto name = elements_.name(shape.element.value);
    if (shape.bounds.width > 40) pen.text_in(inflated(shape.bounds, -4), name.empty() ? std::string_view(shape.element.value) : name, "t");
  }

  bool is_collection(XmlNode const& xml, BpmnElement const* element) const {
    if (xml.value("isCollection") == "true") return true;
    auto object = element ? elements_.element(element->data.value) : nullptr;
    return object && object->collection;
  }

  void draw_band(Pen& pen, BpmnShape const& shape, bool lane) const {
    auto const& box = shape.bounds;
    auto name = elements_.name(shape.element.value);
    bool across = shape.horizontal.value_or(true);
    pen.rect(box, 0, lane ? "la" : "po");
    if (!lane && is_black_box(shape)) {
      pen.text_in(inflated(box, -4), name, "t c");
    } else if (across) {
      Box band{box.x, box.y, std::min(header, box.width), box.height};
      pen.rect(band, 0, lane ? "lh" : "hd");
      pen.turned(band, name);
    } else {
      Box band{box.x, box.y, box.width, std::min(header, box.height)};
      pen.rect(band, 0, lane ? "lh" : "hd");
      pen.text_in(inflated(band, -2), name, "t");
    }
    auto xml = elements_.node(shape.element.value);
    if (xml && xml->child(bpmn::model, "participantMultiplicity"))
      pen.icon(icons::parallel_bars, {box.x + box.width / 2, bottom(box) - 11}, 14, "i b");
  }

  /// A pool of which nothing inside is known or shown.
  bool is_black_box(BpmnShape const& pool) const {
    auto participant = elements_.participant(pool.element.value);
    if (participant && participant->process.empty()) return true;
    if (drawing_.shapes.size() > 5'000) return false;
    return std::none_of(drawing_.shapes.begin(), drawing_.shapes.end(),
                        [&](auto const& each) { return &each != &pool && contains(pool.bounds, each.bounds); });
  }

  /// Beside their elements, above all lines.
  void names(Pen& pen) const {
    pen.open("x", {}, {});
    for (auto const& shape : drawing_.shapes) {
      auto element = elements_.element(shape.element.value);
      auto xml = elements_.node(shape.element.value);
      bool data = xml && xml->name.starts_with("data"), message = xml && xml->name == "message";
      bool beside = (element && (is_event(element->kind) || is_gateway(element->kind))) || data || message;
      auto name = elements_.name(shape.element.value);
      if (!beside || name.empty()) continue;
      auto const& box = shape.bounds;
      pen.label(shape.label.value_or(Box{box.x + box.width / 2 - 45, bottom(box) + 4, 90, 14}), name, "l");
    }
    for (auto const& edge : drawing_.edges) {
      auto name = elements_.name(edge.element.value);
      if (name.empty()) continue;
      auto const& line = edge.waypoints;
      Point middle{(line[0].x + line[1].x) / 2, (line[0].y + line[1].y) / 2};
      pen.label(edge.label.value_or(Box{middle.x - 45, middle.y - 18, 90, 14}), name, "l");
    }
    pen.close();
  }

  Elements const& elements_;
  Drawing drawing_;
  Box reach_{0, 0, 40, 20};
  std::size_t left_out_ = 0;
};

std::string name_of(BpmnDiagram const& diagram, Elements const& elements) {
  auto name = elements.name(diagram.plane.value);
  return std::string(!name.empty() ? name : !diagram.name.empty() ? std::string_view(diagram.name) : std::string_view(diagram.plane.value));
}

}  // namespace

}  // namespace drivetrain::notation::picture

namespace drivetrain::notation {

Result<BpmnSvg> draw_bpmn_svg(BpmnDefinitions const& definitions, std::vector<BpmnDiagram> const& diagrams, BpmnSvgOptions const& options) {
  using namespace picture;
  std::vector<BpmnDiagram const*> chosen;
  std::string known;
  for (auto const& diagram : diagrams) {
    if (options.diagram.empty() || diagram.id == options.diagram) chosen.push_back(&diagram);
    if (known.size() < 500) known += (known.empty() ? "" : ", ") + diagram.id;
  }
  if (chosen.empty())
    return Error{
        "DT-X901",
        options.diagram.empty() ? "there is nothing to draw: the file holds no process and no collaboration"
                                : fmt::format("the file has no diagram {}", options.diagram),
        options.diagram.empty() ? "add a process, or name another file" : fmt::format("it has {}", known.empty() ? "none" : known)};
  Elements elements(definitions);
  BpmnSvg svg;
  Pen pen;
  double y = margin;
  bool headings = chosen.size() > 1;
  for (auto const* diagram : chosen) {
    Sheet sheet(definitions, elements, *diagram);
    if (sheet.left_out())
      svg.remarks.push_back(fmt::format("{} of diagram {} {} no sensible coordinates and {} left out",
                                        counted(sheet.left_out(), "shape or edge", "shapes or edges"), diagram->id,
                                        sheet.left_out() == 1 ? "has" : "have", sheet.left_out() == 1 ? "is" : "are"));
    if (sheet.empty() && headings) continue;
    if (headings) {
      pen.heading({margin, y + 14}, name_of(*diagram, elements));
      y += heading_height;
    }
    auto const& reach = sheet.reach();
    pen.raw(fmt::format("<g transform=\"translate({} {})\">\n", coordinate(margin - reach.x), coordinate(y - reach.y)));
    sheet.draw(pen);
    pen.raw("</g>\n");
    svg.shapes += sheet.shapes(), svg.edges += sheet.edges();
    svg.width = std::max(svg.width, reach.width + 2 * margin);
    y += reach.height + svg_pool_gap;
    if (pen.size() > max_svg_bytes)
      return Error{"DT-R013", fmt::format("the picture would have more than {} bytes", max_svg_bytes),
                   "draw one diagram with --diagram, or split the process"};
  }
  svg.width = std::max(svg.width, 2 * margin);
  svg.height = y - svg_pool_gap + margin;
  auto title = escaped(headings && !definitions.name.empty() ? definitions.name : name_of(*chosen.front(), elements));
  svg.text = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"dt-bpmn\" role=\"img\" width=\"{0}\" "
      "height=\"{1}\" viewBox=\"0 0 {0} {1}\">\n<title>{2}</title>\n",
      coordinate(std::ceil(svg.width)), coordinate(std::ceil(svg.height)), title);
  svg.text += style;
  svg.text +=
      fmt::format("<rect class=\"bg\" width=\"{}\" height=\"{}\"/>\n", coordinate(std::ceil(svg.width)), coordinate(std::ceil(svg.height)));
  svg.text += pen.take();
  svg.text += "</svg>\n";
  return svg;
}

}  // namespace drivetrain::notation
