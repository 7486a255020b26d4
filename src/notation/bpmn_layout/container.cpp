// What stands in a container, how much room it needs, and its shapes when all places are known (see container.h).
#include "notation/bpmn_layout/container.h"

#include <fmt/format.h>

#include "notation/bpmn_layout/text_size.h"

namespace drivetrain::notation::picture {

namespace {

constexpr double artifact_gap = 30, boundary_step = 46, group_margin = 14;

bool is_artifact(BpmnKind kind) {
  return kind == BpmnKind::data_object_reference || kind == BpmnKind::data_store_reference || kind == BpmnKind::text_annotation;
}

double name_height(BpmnElement const& element) {
  return element.kind == BpmnKind::text_annotation ? 0 : wrapped_size(element.name, name_width, 3).height + 4;
}

}  // namespace

Drawing draw_container(BpmnElement const& container, LayoutJob& job) { return Container(container, job).draw(); }

Drawing Container::draw() {
  collect();
  find_bands();
  own_artifacts();
  measure();
  plain_ = items_.size() > max_laid_out_nodes;
  if (plain_)
    job_.remarks.push_back(fmt::format("{} {} holds {} steps; beyond {} they stand on a plain grid, with straight flows",
                                       to_string(element_.kind), element_.id, items_.size(), max_laid_out_nodes));
  plain_ ? arrange_plainly() : arrange();
  put_shapes();
  plain_ ? route_plainly() : route();
  draw_artifact_lines();
  return finish();
}

void Container::collect() {
  std::vector<BpmnElement const*> boundary;
  for (auto const& child : element_.children) {
    if (child.id.empty()) {
      job_.remarks.push_back(
          fmt::format("a {} in {} has no id, so that no shape can name it: give it one", to_string(child.kind), element_.id));
    } else if (child.kind == BpmnKind::boundary_event) {
      boundary.push_back(&child);
    } else if (is_flow_node(child.kind)) {
      item_of_.emplace(child.id, static_cast<int>(items_.size()));
      items_.push_back({.element = &child});
    } else if (is_artifact(child.kind)) {
      free_artifacts_.push_back({&child});
    } else if (child.kind == BpmnKind::association) {
      associations_.push_back(&child);
    } else if (child.kind == BpmnKind::group) {
      groups_.push_back(&child);
    }
  }
  for (auto const* input : shown_inputs(element_, job_)) free_artifacts_.push_back({input});
  for (auto const* event : boundary) {
    auto host = item_of_.find(event->attached_to.value);
    if (host == item_of_.end()) {  // it stands for itself until somebody attaches it
      item_of_.emplace(event->id, static_cast<int>(items_.size()));
      items_.push_back({.element = event});
    } else {
      items_[host->second].boundary.push_back({event});
      // To a compensation handler; some tools write it outside the sub-process in which both stand.
      auto [first, last] = job_.associations.equal_range(event->id);
      for (auto at = first; at != last; ++at)
        if (item_of_.contains(at->second->target.value) &&
            std::find(associations_.begin(), associations_.end(), at->second) == associations_.end())
          associations_.push_back(at->second);
      item_of_.emplace(event->id, host->second);
    }
  }
  auto connect = [&](BpmnElement const& line) {
    auto from = item_of_.find(line.source.value), to = item_of_.find(line.target.value);
    if (from == item_of_.end() || to == item_of_.end()) return;
    bool leaves_border = items_[from->second].element->id != line.source.value;
    flows_.push_back({&line, from->second, to->second, leaves_border ? LayeredPull::downward : LayeredPull::straight});
  };
  for (auto const& child : element_.children)
    if (child.kind == BpmnKind::sequence_flow) connect(child);
  for (auto const* association : associations_) connect(*association);  // to compensation handlers
}

/// Artifacts stand with the first step that they are associated with; those of nobody below everything.
void Container::own_artifacts() {
  std::unordered_map<std::string_view, int> owner;
  std::unordered_map<std::string_view, Flow const*> flows;
  for (auto const& flow : flows_) flows.emplace(flow.element->id, &flow);
  auto owns = [&](std::string const& node, std::string const& artifact) {
    if (auto item = item_of_.find(node); item != item_of_.end())
      owner.emplace(artifact, item->second);
    else if (auto flow = flows.find(node); flow != flows.end())
      owner.emplace(artifact, flow->second->from);
  };
  for (auto const* association : associations_) {
    owns(association->source.value, association->target.value);
    owns(association->target.value, association->source.value);
  }
  std::vector<DataAssociation> all;
  auto add_of = [&](BpmnElement const& element) {
    for (auto& each : data_associations(element)) all.push_back(std::move(each));
  };
  for (auto const& item : items_) {
    add_of(*item.element);
    for (auto const& event : item.boundary) add_of(*event.element);
  }
  for (auto const& each : all) owns(each.source, each.target), owns(each.target, each.source);
  for (auto& item : items_)
    for (auto const* input : shown_inputs(*item.element, job_)) item.artifacts.push_back({input});
  std::vector<Attached> nobodys;
  for (auto const& artifact : free_artifacts_) {
    auto found = owner.find(artifact.element->id);
    (found == owner.end() ? nobodys : items_[found->second].artifacts).push_back(artifact);
  }
  free_artifacts_ = std::move(nobodys);
}

void Container::measure() {
  for (auto& item : items_) {
    auto const& element = *item.element;
    auto size = standard_size(element);
    item.width = size.width, item.height = size.height;
    bool collapsed = job_.collapsed.contains(element.id);
    if (is_sub_process(element.kind) && collapsed && !element.children.empty()) job_.folded.push_back(&element);
    if (is_sub_process(element.kind) && !collapsed) {
      item.inside = draw_container(element, job_);
      double title = std::min(text_width(element.name), 220.0) + 20;
      item.width = std::max({snapped(item.inside->width, 20), title, 140.0});
      item.height = std::max(snapped(item.inside->height, 40), 100.0);
    }
    if (item.boundary.size() > 2) item.width = std::max(item.width, boundary_step * static_cast<double>(item.boundary.size()) + 12);
    item.room.width = item.width;
    if (is_event(element.kind) || is_gateway(element.kind))
      item.room.width = std::max(item.width, wrapped_size(element.name, name_width, 4).width);
    double row = 0, row_height = 0;
    for (auto& artifact : item.artifacts) {
      auto own = standard_size(*artifact.element);
      artifact.box = {0, 0, own.width, own.height};
      double wide = artifact.element->kind == BpmnKind::text_annotation
                        ? own.width
                        : std::max(own.width, wrapped_size(artifact.element->name, name_width, 3).width);
      row += wide + (row > 0 ? 20 : 0);
      row_height = std::max(row_height, own.height + name_height(*artifact.element));
    }
    item.room.width = std::max(item.room.width, row);
    item.room.up = std::max(40.0, item.height / 2) + (row > 0 ? snapped(row_height + artifact_gap, 40) : 0);
    item.room.down = std::max(40.0, item.height / 2) + (item.boundary.empty() ? 0 : 40);
    item.room.band = item.band;
  }
}

void Container::put_shapes() {
  int key = 0;
  auto put = [&](BpmnElement const& element, Box const& box) {
    drawing_.shapes.push_back(shape_of(element, box));
    terminals_.emplace(element.id, Terminal{box, &element, key++});
    return &drawing_.shapes.back();
  };
  for (auto& item : items_) {
    item.box = around(item.middle, item.width, item.height);
    auto* shape = put(*item.element, item.box);
    if (is_sub_process(item.element->kind)) shape->expanded = item.inside.has_value();
    if (item.inside) {
      double dx = item.box.x + (item.width - item.inside->width) / 2, dy = item.box.y + (item.height - item.inside->height) / 2;
      drawing_.add(std::move(*item.inside), std::floor(dx), std::floor(dy));
    }
    // The further down an exception's path leads, the further left it leaves: then the paths do not cross.
    auto leads_to = [&](Attached const& event) {
      double lowest = -1e18;
      for (auto const& flow : flows_)
        if (flow.pull == LayeredPull::downward && flow.element->source.value == event.element->id)
          lowest = std::max(lowest, items_[flow.to].middle.y);
      return lowest;
    };
    if (item.boundary.size() > 1 && !plain_) {
      std::vector<std::pair<double, Attached>> sorted;
      for (auto const& event : item.boundary) sorted.emplace_back(leads_to(event), event);
      std::stable_sort(sorted.begin(), sorted.end(), [](auto const& a, auto const& b) { return a.first > b.first; });
      for (std::size_t i = 0; i < sorted.size(); ++i) item.boundary[i] = sorted[i].second;
    }
    auto count = static_cast<double>(item.boundary.size());
    for (std::size_t i = 0; i < item.boundary.size(); ++i) {
      double step = item.inside ? item.width / (count + 1) : std::max(boundary_step, 0.0);
      double x =
          item.inside ? item.box.x + step * static_cast<double>(i + 1) : item.middle.x + (static_cast<double>(i) - (count - 1) / 2) * step;
      item.boundary[i].box = around({std::round(x), bottom(item.box)}, event_size, event_size);
      put(*item.boundary[i].element, item.boundary[i].box);
    }
    double row = -20;
    for (auto const& artifact : item.artifacts) {
      bool note = artifact.element->kind == BpmnKind::text_annotation;
      row += 20 + (note ? artifact.box.width : std::max(artifact.box.width, wrapped_size(artifact.element->name, name_width, 3).width));
    }
    double x = item.middle.x - row / 2;
    for (auto& artifact : item.artifacts) {
      bool note = artifact.element->kind == BpmnKind::text_annotation;
      double wide = note ? artifact.box.width : std::max(artifact.box.width, wrapped_size(artifact.element->name, name_width, 3).width);
      artifact.box.x = std::round(x + (wide - artifact.box.width) / 2);
      artifact.box.y = item.box.y - artifact_gap - artifact.box.height;
      put(*artifact.element, artifact.box);
      x += wide + 20;
    }
  }
  // Below everything: what belongs to no step.
  double low = 0;
  for (auto const& shape : drawing_.shapes) low = std::max(low, bottom(shape.bounds));
  if (has_lanes()) low = leaves_.back().y + leaves_.back().height;
  double x = 0;
  bool any = false;
  for (auto& artifact : free_artifacts_) {
    auto size = standard_size(*artifact.element);
    double wide = std::max(size.width, name_width);
    artifact.box = {x + (wide - size.width) / 2, low + (drawing_.shapes.empty() ? 0 : 60) + name_height(*artifact.element), size.width,
                    size.height};
    x += wide + 30, any = true;
  }
  for (auto const& artifact : free_artifacts_) put(*artifact.element, artifact.box);
  if (any && has_lanes()) {  // inside the last band
    double reach = 0;
    for (auto const& artifact : free_artifacts_) reach = std::max(reach, bottom(artifact.box));
    leaves_.back().height = reach + 30 - leaves_.back().y;
  }
  for (auto const* group : groups_) {
    std::optional<Box> reach;
    auto category = group->xml ? group->xml->value("categoryValueRef") : std::string_view();
    for (auto const& item : items_)
      for (auto const& child : item.element->xml->children)
        if (!category.empty() && child.kind == XmlKind::element && child.is(bpmn::model, "categoryValueRef") &&
            child.own_text() == category)
          reach = reach ? united(*reach, item.box) : item.box;
    if (reach)
      put(*group, inflated(*reach, group_margin));
    else
      job_.remarks.push_back(fmt::format(
          "the group {} names no element (categoryValueRef), so that nothing says where it belongs: it is not drawn", group->id));
  }
}

/// Everything moved so that the corner of the container is 0, 0.
Drawing Container::finish() {
  std::optional<Box> reach;
  auto see = [&](Box const& box) { reach = reach ? united(*reach, box) : box; };
  for (auto const& shape : drawing_.shapes) see(shape.bounds);
  for (auto const& edge : drawing_.edges)
    for (std::size_t i = 0; i + 1 < edge.waypoints.size(); ++i) see(box_of(edge.waypoints[i], edge.waypoints[i + 1]));
  for (auto const& label : expected_labels()) see(label);
  if (!reach) reach = Box{0, 0, 40, 20};
  bool inner = is_sub_process(element_.kind);
  // As much below as above, so that a single row inside runs on the line of the flows outside.
  double top_padding = inner ? sub_process_header + 20 : container_padding, low_padding = top_padding;
  if (has_lanes()) {
    double header = pool_header * static_cast<double>(lane_depth_), width = reach->width + 2 * container_padding;
    drawing_.shift(header + container_padding - reach->x, 0);
    put_lanes(header + width);
    drawing_.width = header + width;
    drawing_.height = leaves_.back().y + leaves_.back().height;
    if (inner)
      drawing_.shift(container_padding, top_padding), drawing_.width += 2 * container_padding, drawing_.height += top_padding + low_padding;
    return std::move(drawing_);
  }
  drawing_.shift(container_padding - reach->x, top_padding - reach->y);
  drawing_.width = reach->width + 2 * container_padding;
  drawing_.height = reach->height + top_padding + low_padding;
  return std::move(drawing_);
}

}  // namespace drivetrain::notation::picture
