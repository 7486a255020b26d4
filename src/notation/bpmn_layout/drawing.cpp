// Parts of a picture that every container needs (see drawing.h). Sizes: those that most modellers use.
#include "notation/bpmn_layout/drawing.h"

#include "base/text.h"
#include "notation/bpmn_layout/text_size.h"
#include "notation/bpmn_layout/whole.h"

namespace drivetrain::notation::picture {

void Drawing::shift(double dx, double dy) {
  for (auto& shape : shapes) {
    move(shape.bounds, dx, dy);
    if (shape.label) move(*shape.label, dx, dy);
  }
  for (auto& edge : edges) {
    for (auto& point : edge.waypoints) point.x += dx, point.y += dy;
    if (edge.label) move(*edge.label, dx, dy);
  }
}

void Drawing::add(Drawing inner, double dx, double dy) {
  inner.shift(dx, dy);
  shapes.insert(shapes.end(), std::make_move_iterator(inner.shapes.begin()), std::make_move_iterator(inner.shapes.end()));
  edges.insert(edges.end(), std::make_move_iterator(inner.edges.begin()), std::make_move_iterator(inner.edges.end()));
}

ShapeSize standard_size(BpmnElement const& element) {
  if (is_event(element.kind)) return {event_size, event_size};
  if (is_gateway(element.kind)) return {gateway_size, gateway_size};
  switch (element.kind) {
    case BpmnKind::data_object_reference: return {36, 50};
    case BpmnKind::data_store_reference: return {50, 50};
    case BpmnKind::text_annotation: {
      auto text = wrapped_size(element.text, 150, 12);
      return {std::max(60.0, text.width + 16), std::max(30.0, text.height + 12)};
    }
    case BpmnKind::group: return {140, 100};
    default: return {task_width, task_height};
  }
}

BpmnShape shape_of(BpmnElement const& element, Box const& bounds) {
  BpmnShape shape;
  shape.element.value = element.id;
  shape.bounds = bounds;
  if (element.kind == BpmnKind::exclusive_gateway) shape.marker_visible = true;
  return shape;
}

std::vector<DataAssociation> data_associations(BpmnElement const& element) {
  std::vector<DataAssociation> found;
  if (!element.xml) return found;
  for (auto const& child : element.xml->children) {
    if (child.kind != XmlKind::element || child.space != bpmn::model) continue;
    bool input = child.name == "dataInputAssociation";
    if (!input && child.name != "dataOutputAssociation") continue;
    auto end = child.child(bpmn::model, input ? "sourceRef" : "targetRef");
    if (!end) continue;
    auto text = end->own_text();
    std::string other(trim(text));
    if (other.empty()) continue;
    DataAssociation association{std::string(child.value("id")), input ? other : element.id, input ? element.id : other};
    found.push_back(std::move(association));
  }
  return found;
}

LayoutJob::LayoutJob(BpmnDefinitions const& of) : definitions(of), collapsed(collapsed_sub_processes(of)) {
  for (auto const& diagram : of.diagrams)
    for (auto const& shape : diagram.shapes) shown.insert(shape.element.value);
  for (auto const& process : of.processes)
    walk(process, [&](BpmnElement const& each) {
      if (each.kind == BpmnKind::association) associations.emplace(each.source.value, &each);
    });
}

std::vector<BpmnElement const*> shown_inputs(BpmnElement const& element, LayoutJob& job) {
  std::vector<BpmnElement const*> found;
  auto specification = element.xml ? element.xml->child(bpmn::model, "ioSpecification") : nullptr;
  if (!specification) return found;
  for (auto const& child : specification->children) {
    if (child.kind != XmlKind::element || (child.name != "dataInput" && child.name != "dataOutput")) continue;
    std::string id(child.value("id"));
    if (id.empty() || !job.shown.contains(id)) continue;
    auto& input = job.inputs.emplace_back();
    input.kind = BpmnKind::data_object_reference;
    input.id = id, input.name = child.value("name");
    input.xml = &child;
    found.push_back(&input);
  }
  return found;
}

}  // namespace drivetrain::notation::picture
