// Reading BPMN DI (see bpmn_diagram.h). Source: BPMN 2.0.2 chapter 12, DI.xsd, DC.xsd. Numbers that are none read as 0.
#include "notation/bpmn_diagram.h"

#include <charconv>

namespace drivetrain::notation {

namespace {

double number(XmlNode const& node, std::string_view name) {
  auto text = node.value(name);
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

BpmnBounds bounds_of(XmlNode const& node) {
  auto bounds = node.child(bpmn::diagram_common, "Bounds");
  if (!bounds) return {};
  return {number(*bounds, "x"), number(*bounds, "y"), number(*bounds, "width"), number(*bounds, "height")};
}

std::optional<BpmnBounds> label_of(XmlNode const& node) {
  auto label = node.child(bpmn::diagram, "BPMNLabel");
  if (!label || !label->child(bpmn::diagram_common, "Bounds")) return std::nullopt;
  return bounds_of(*label);
}

std::optional<bool> flag(XmlNode const& node, std::string_view name) {
  auto text = node.value(name);
  if (text.empty()) return std::nullopt;
  return text == "true" || text == "1";
}

Text shown_element(XmlNode const& node, BpmnIds const& ids) {
  auto attribute = node.attribute("bpmnElement");
  return attribute ? Text{ids.local(attribute->value), attribute->span} : Text{};
}

}  // namespace

BpmnDiagram read_bpmn_diagram(XmlNode const& from, BpmnIds const& ids) {
  BpmnDiagram diagram;
  diagram.id = from.value("id");
  diagram.name = from.value("name");
  auto plane = from.child(bpmn::diagram, "BPMNPlane");
  if (!plane) return diagram;
  diagram.plane = shown_element(*plane, ids);
  for (auto const& child : plane->children) {
    if (child.kind != XmlKind::element || child.space != bpmn::diagram) continue;
    if (child.name == "BPMNShape") {
      diagram.shapes.push_back({std::string(child.value("id")), shown_element(child, ids), bounds_of(child), flag(child, "isHorizontal"),
                                flag(child, "isExpanded"), flag(child, "isMarkerVisible"), label_of(child)});
    } else if (child.name == "BPMNEdge") {
      BpmnEdge edge{std::string(child.value("id")), shown_element(child, ids), {}, label_of(child)};
      for (auto const& point : child.children)
        if (point.kind == XmlKind::element && point.is(bpmn::diagram_interchange, "waypoint"))
          edge.waypoints.push_back({number(point, "x"), number(point, "y")});
      diagram.edges.push_back(std::move(edge));
    }
  }
  return diagram;
}

}  // namespace drivetrain::notation
