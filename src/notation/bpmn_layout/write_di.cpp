// Writing BPMN DI (see write_di.h). Source: BPMN 2.0.2 §12.2, BPMNDI.xsd, DI.xsd, DC.xsd.
#include "notation/bpmn_layout/write_di.h"

#include <fmt/format.h>

namespace drivetrain::notation::picture {

namespace {

constexpr std::string_view xmlns = "http://www.w3.org/2000/xmlns/";

XmlNode di_element(std::string const& prefix, std::string_view space, std::string name) {
  XmlNode node;
  node.prefix = prefix, node.space = space, node.name = std::move(name);
  return node;
}

void put_attribute(XmlNode& node, std::string_view name, std::string_view value) { set_attribute(node, {}, {}, name, value); }

XmlNode bounds_node(BpmnBounds const& bounds, DiPrefixes const& prefixes) {
  auto node = di_element(prefixes.common, bpmn::diagram_common, "Bounds");
  put_attribute(node, "x", coordinate(bounds.x));
  put_attribute(node, "y", coordinate(bounds.y));
  put_attribute(node, "width", coordinate(bounds.width));
  put_attribute(node, "height", coordinate(bounds.height));
  return node;
}

void add_label(XmlNode& node, std::optional<BpmnBounds> const& label, DiPrefixes const& prefixes) {
  if (!label) return;
  node.children.push_back(di_element(prefixes.diagram, bpmn::diagram, "BPMNLabel"));
  node.children.back().children.push_back(bounds_node(*label, prefixes));
}

}  // namespace

std::string coordinate(double value) {
  auto text = fmt::format("{:.2f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

DiPrefixes di_prefixes(XmlNode const& root) {
  DiPrefixes prefixes;
  auto prefix_for = [&](std::string_view uri, std::string const& wanted) {
    bool taken = false;
    for (auto const& attribute : root.attributes)
      if (attribute.space == xmlns && attribute.prefix == "xmlns") {
        if (attribute.value == uri) return attribute.name;
        taken = taken || attribute.name == wanted;
      }
    for (auto const& attribute : root.attributes)
      if (attribute.space == xmlns && attribute.prefix.empty() && attribute.value == uri) return std::string();
    std::string chosen = wanted;
    for (int i = 2; taken; ++i) {
      chosen = wanted + std::to_string(i);
      taken = std::any_of(root.attributes.begin(), root.attributes.end(),
                          [&](auto const& each) { return each.space == xmlns && each.name == chosen; });
    }
    prefixes.missing.emplace_back(chosen, uri);
    return chosen;
  };
  prefixes.diagram = prefix_for(bpmn::diagram, "bpmndi");
  prefixes.common = prefix_for(bpmn::diagram_common, "dc");
  prefixes.interchange = prefix_for(bpmn::diagram_interchange, "di");
  return prefixes;
}

XmlNode shape_node(BpmnShape const& shape, DiPrefixes const& prefixes) {
  auto node = di_element(prefixes.diagram, bpmn::diagram, "BPMNShape");
  put_attribute(node, "id", shape.id);
  put_attribute(node, "bpmnElement", shape.element.value);
  auto flag = [&](std::string_view name, std::optional<bool> const& value) {
    if (value) put_attribute(node, name, *value ? "true" : "false");
  };
  flag("isHorizontal", shape.horizontal), flag("isExpanded", shape.expanded), flag("isMarkerVisible", shape.marker_visible);
  node.children.push_back(bounds_node(shape.bounds, prefixes));
  add_label(node, shape.label, prefixes);
  return node;
}

XmlNode edge_node(BpmnEdge const& edge, DiPrefixes const& prefixes) {
  auto node = di_element(prefixes.diagram, bpmn::diagram, "BPMNEdge");
  put_attribute(node, "id", edge.id);
  put_attribute(node, "bpmnElement", edge.element.value);
  for (auto const& point : edge.waypoints) {
    auto waypoint = di_element(prefixes.interchange, bpmn::diagram_interchange, "waypoint");
    put_attribute(waypoint, "x", coordinate(point.x));
    put_attribute(waypoint, "y", coordinate(point.y));
    node.children.push_back(std::move(waypoint));
  }
  add_label(node, edge.label, prefixes);
  return node;
}

XmlNode diagram_node(BpmnDiagram const& diagram, std::string const& plane_id, DiPrefixes const& prefixes) {
  auto node = di_element(prefixes.diagram, bpmn::diagram, "BPMNDiagram");
  put_attribute(node, "id", diagram.id);
  if (!diagram.name.empty()) put_attribute(node, "name", diagram.name);
  auto plane = di_element(prefixes.diagram, bpmn::diagram, "BPMNPlane");
  put_attribute(plane, "id", plane_id);
  put_attribute(plane, "bpmnElement", diagram.plane.value);
  for (auto const& shape : diagram.shapes) plane.children.push_back(shape_node(shape, prefixes));
  for (auto const& edge : diagram.edges) plane.children.push_back(edge_node(edge, prefixes));
  node.children.push_back(std::move(plane));
  return node;
}

}  // namespace drivetrain::notation::picture
