// Completing a picture that somebody drew: nothing in it moves; what lacks a shape gets one where there is room in its lane, sub-process
// or pool, or else below everything; flows between shapes get a line.
#include <fmt/format.h>

#include <cmath>

#include "base/text.h"
#include "notation/bpmn_layout/drawing.h"
#include "notation/bpmn_layout/text_size.h"
#include "notation/bpmn_layout/whole.h"

namespace drivetrain::notation::picture {

namespace {

constexpr double far_away = 1e6, breathing_space = 16, search_step = 20;
constexpr std::size_t most_probes = 200'000;

bool is_sane(Box const& box) {
  return std::isfinite(box.x + box.y + box.width + box.height) && std::abs(box.x) < far_away && std::abs(box.y) < far_away &&
         box.width >= 0 && box.height >= 0 && box.width < far_away && box.height < far_away;
}

bool is_sane(BpmnEdge const& edge) {
  auto near = [](Point const& point) {
    return std::isfinite(point.x + point.y) && std::abs(point.x) < far_away && std::abs(point.y) < far_away;
  };
  return std::all_of(edge.waypoints.begin(), edge.waypoints.end(), near) && (!edge.label || is_sane(*edge.label));
}

bool is_drawn_kind(BpmnKind kind) {
  return is_flow_node(kind) || kind == BpmnKind::data_object_reference || kind == BpmnKind::data_store_reference ||
         kind == BpmnKind::text_annotation;
}

class Completer {
 public:
  explicit Completer(BpmnDefinitions const& definitions) : definitions_(definitions), job_(definitions) {
    for (std::size_t i = 0; i < definitions.diagrams.size(); ++i) {
      auto const& diagram = definitions.diagrams[i];
      auto& canvas = canvases_.emplace_back();
      for (auto const& shape : diagram.shapes) {
        places_.emplace(shape.element.value, Place{i, shape.bounds});
        if (!is_sane(shape.bounds)) continue;
        canvas.drawing.shapes.push_back(shape);
        auto& label = canvas.drawing.shapes.back().label;
        if (label && !is_sane(*label)) label.reset();
        canvas.low = std::max(canvas.low, bottom(shape.bounds)), canvas.left = std::min(canvas.left, shape.bounds.x);
      }
      for (auto const& edge : diagram.edges) {
        edges_.insert(edge.element.value);
        if (is_sane(edge)) canvas.drawing.edges.push_back(edge);
      }
      canvas.shapes_before = canvas.drawing.shapes.size(), canvas.edges_before = canvas.drawing.edges.size();
      canvas.next = {canvas.left > 1e17 ? 100 : canvas.left, canvas.low + 60};
    }
  }

  Completion run() {
    for (auto const& collaboration : definitions_.collaborations) {
      bool any = false;
      for (auto const& participant : collaboration.participants) {
        any = any || places_.contains(participant.id);
        if (auto process = definitions_.process(participant.process.value)) any = any || shows(*process);
      }
      if (!any && !collaboration.participants.empty())
        completion_.diagrams.push_back(diagram_of(draw_collaboration(collaboration, job_), collaboration.id));
      else
        complete(collaboration);
    }
    for (auto const* process : processes_without_pool(definitions_)) {
      if (shows(*process))
        complete(*process, *process, std::nullopt);
      else if (!process->children.empty())
        completion_.diagrams.push_back(diagram_of(draw_process(*process, job_), process->id));
    }
    lines();
    for (auto& diagram : folded_diagrams(job_)) completion_.diagrams.push_back(std::move(diagram));
    for (std::size_t i = 0; i < canvases_.size(); ++i) take(i);
    completion_.remarks = std::move(job_.remarks);
    return std::move(completion_);
  }

 private:
  struct Place {
    std::size_t diagram;
    Box box;
  };
  struct Canvas {
    Drawing drawing;
    std::size_t shapes_before = 0, edges_before = 0;
    double low = 0, left = 1e18;
    Point next;
    double row = 0;
    std::size_t probes = 0;
  };

  bool shows(BpmnElement const& process) const {
    bool any = false;
    walk(process, [&](BpmnElement const& each) { any = any || (&each != &process && places_.contains(each.id)); });
    return any;
  }

  /// The diagram in which most likely everybody looks for it: where its container is, or something else of it.
  std::optional<std::size_t> diagram_for(BpmnElement const& container, BpmnElement const& process) const {
    for (std::size_t i = 0; i < definitions_.diagrams.size(); ++i)
      if (definitions_.diagrams[i].plane.value == container.id) return i;
    if (auto at = places_.find(container.id); at != places_.end()) return at->second.diagram;
    std::optional<std::size_t> found;
    walk(process, [&](BpmnElement const& each) {
      if (auto at = places_.find(each.id); !found && at != places_.end()) found = at->second.diagram;
    });
    return found ? found : pool_diagram_;
  }

  void complete(BpmnCollaboration const& collaboration) {
    std::optional<std::size_t> diagram;
    for (std::size_t i = 0; i < definitions_.diagrams.size(); ++i)
      if (definitions_.diagrams[i].plane.value == collaboration.id) diagram = diagram ? diagram : std::optional(i);
    for (auto const& participant : collaboration.participants) {
      auto at = places_.find(participant.id);
      if (auto process = definitions_.process(participant.process.value)) {
        if (at == places_.end() && diagram && !process->children.empty())
          job_.remarks.push_back(fmt::format("the pool {} has no place among shapes that stand already: --force lays the diagram out anew",
                                             named(participant.id, participant.name)));
        pool_diagram_ = at == places_.end() ? std::nullopt : std::optional(at->second.diagram);
        if (shows(*process) || at != places_.end())
          complete(*process, *process, at == places_.end() ? std::nullopt : std::optional(at->second.box));
      } else if (at == places_.end() && diagram && !participant.id.empty()) {
        BpmnShape pool;
        pool.element.value = participant.id, pool.horizontal = true;
        auto& canvas = canvases_[*diagram];
        pool.bounds = {canvas.left > 1e17 ? 100 : canvas.left, canvas.low + 40, 600, 60};
        canvas.low = bottom(pool.bounds), canvas.next.y = canvas.low + 60;
        put(*diagram, std::move(pool));
      }
    }
    for (auto const& artifact : collaboration.artifacts)
      if (diagram && artifact.kind == BpmnKind::text_annotation && !artifact.id.empty() && !places_.contains(artifact.id))
        put_node(artifact, *diagram, {});
  }

  static std::string named(std::string const& id, std::string const& name) { return name.empty() ? id : fmt::format("{} ({})", id, name); }

  void complete(BpmnElement const& container, BpmnElement const& process, std::optional<Box> frame) {
    if (job_.collapsed.contains(container.id)) return;  // its inside is hidden on purpose
    auto diagram = diagram_for(container, process);
    if (!diagram) return;
    std::unordered_map<std::string_view, std::string_view> lane_of;
    for (auto const& lane : container.lanes) lanes(lane, lane_of);
    for (auto const& child : container.children) {
      if (child.id.empty() || !is_drawn_kind(child.kind)) continue;
      auto placed = places_.find(child.id);
      if (placed != places_.end()) {
        if (is_sub_process(child.kind)) complete(child, process, placed->second.box);
        continue;
      }
      auto inside = frame;
      if (auto lane = lane_of.find(child.id); lane != lane_of.end())
        if (auto at = places_.find(std::string(lane->second)); at != places_.end()) inside = at->second.box;
      put_node(child, *diagram, inside);
    }
  }

  void lanes(BpmnLane const& lane, std::unordered_map<std::string_view, std::string_view>& lane_of) {
    for (auto const& inner : lane.lanes) lanes(inner, lane_of);
    for (auto const& node : lane.nodes) lane_of.emplace(node.value, lane.id);
    if (!places_.contains(lane.id))
      job_.remarks.push_back(fmt::format("the lane {} has no place among shapes that stand already: --force lays the diagram out anew",
                                         named(lane.id, lane.name)));
  }

  void put(std::size_t diagram, BpmnShape shape) {
    places_.emplace(shape.element.value, Place{diagram, shape.bounds});
    canvases_[diagram].drawing.shapes.push_back(std::move(shape));
  }

  void put_node(BpmnElement const& element, std::size_t diagram, std::optional<Box> const& frame) {
    if (element.kind == BpmnKind::boundary_event) {
      auto host = places_.find(element.attached_to.value);
      if (host != places_.end() && is_sane(host->second.box)) return put(host->second.diagram, shape_of(element, on_border(host->second)));
    }
    auto size = standard_size(element);
    Drawing block;
    auto shape = shape_of(element, {0, 0, size.width, size.height});
    if (is_sub_process(element.kind)) {
      block = draw_container(element, job_);
      shape.bounds.width = std::max(block.width, 140.0), shape.bounds.height = std::max(block.height, 100.0);
      shape.expanded = true;
    }
    block.shapes.insert(block.shapes.begin(), shape);
    auto at = free_place(canvases_[diagram], shape.bounds.width, shape.bounds.height, frame);
    block.shift(at.x, at.y);
    for (auto& each : block.shapes) put(diagram, std::move(each));
    for (auto& each : block.edges) edges_.insert(each.element.value), canvases_[diagram].drawing.edges.push_back(std::move(each));
  }

  /// From the right along the lower border of its host.
  Box on_border(Place const& host) const {
    double y = bottom(host.box) - event_size / 2;
    for (double x = right(host.box) - event_size - 8; x > host.box.x; x -= event_size + 8) {
      Box box{x, y, event_size, event_size};
      auto const& shapes = canvases_[host.diagram].drawing.shapes;
      bool taken = std::any_of(shapes.begin(), shapes.end(),
                               [&](auto const& each) { return each.bounds.width == event_size && overlap(each.bounds, box); });
      if (!taken) return box;
    }
    return {host.box.x + host.box.width / 2 - event_size / 2, y, event_size, event_size};
  }

  Point free_place(Canvas& canvas, double width, double height, std::optional<Box> const& frame) {
    if (frame && is_sane(*frame))
      for (double y = frame->y + 2 * search_step; y + height + breathing_space < bottom(*frame); y += search_step)
        for (double x = frame->x + 3 * search_step; x + width + breathing_space < right(*frame); x += search_step) {
          if (++canvas.probes > most_probes) break;
          if (is_free(canvas, inflated({x, y, width, height}, breathing_space), *frame)) return {x, y};
        }
    if (canvas.next.x > std::max(canvas.left, 0.0) + 1'600) canvas.next = {canvas.left, canvas.next.y + canvas.row + 60}, canvas.row = 0;
    auto at = canvas.next;
    canvas.next.x += width + 60, canvas.row = std::max(canvas.row, height);
    canvas.low = std::max(canvas.low, at.y + height);
    return at;
  }

  bool is_free(Canvas const& canvas, Box const& wanted, Box const& frame) const {
    for (auto const& shape : canvas.drawing.shapes)
      if (overlap(shape.bounds, wanted) && !contains(shape.bounds, frame)) return false;
    return true;
  }

  /// Flows and associations whose ends are in the same picture.
  void lines() {
    std::vector<std::vector<LooseEnd>> wanted(canvases_.size());
    std::size_t without_id = 0;
    auto line = [&](std::string const& id, std::string const& source, std::string const& target, bool message) {
      if (edges_.contains(id)) return;
      auto from = places_.find(source), to = places_.find(target);
      if (from == places_.end() || to == places_.end() || from->second.diagram != to->second.diagram) return;
      if (id.empty())
        ++without_id;
      else if (is_sane(from->second.box) && is_sane(to->second.box))
        wanted[from->second.diagram].push_back({id, source, target, message});
    };
    for (auto const& process : definitions_.processes)
      walk(process, [&](BpmnElement const& each) {
        bool unnamed_flow = each.kind == BpmnKind::sequence_flow && each.xml && each.xml->value("id").empty();
        if ((each.kind == BpmnKind::sequence_flow || each.kind == BpmnKind::association) && !unnamed_flow)
          line(each.id, each.source.value, each.target.value, false);
        for (auto const& data : data_associations(each))
          if (!data.id.empty()) line(data.id, data.source, data.target, false);
      });
    for (auto const& collaboration : definitions_.collaborations) {
      for (auto const& flow : collaboration.message_flows) line(flow.id, flow.source.value, flow.target.value, true);
      for (auto const& artifact : collaboration.artifacts)
        if (artifact.kind == BpmnKind::association) line(artifact.id, artifact.source.value, artifact.target.value, false);
    }
    for (std::size_t i = 0; i < wanted.size(); ++i)
      if (!wanted[i].empty()) draw_connections(canvases_[i].drawing, wanted[i], {}, job_.budget);
    if (without_id)
      job_.remarks.push_back(fmt::format("{} no id, so that no edge can name {}", counted(without_id, "line has", "lines have"),
                                         without_id == 1 ? "it" : "them"));
  }

  /// Names only of what is new: those that stand are where somebody put them.
  void take(std::size_t index) {
    auto& canvas = canvases_[index];
    auto& drawing = canvas.drawing;
    if (drawing.shapes.size() == canvas.shapes_before && drawing.edges.size() == canvas.edges_before) return;
    place_labels(drawing, definitions_);
    Completion::Part part{index, {}, {}};
    part.shapes.assign(drawing.shapes.begin() + static_cast<std::ptrdiff_t>(canvas.shapes_before), drawing.shapes.end());
    part.edges.assign(drawing.edges.begin() + static_cast<std::ptrdiff_t>(canvas.edges_before), drawing.edges.end());
    completion_.parts.push_back(std::move(part));
  }

  BpmnDefinitions const& definitions_;
  LayoutJob job_;
  std::vector<Canvas> canvases_;
  std::unordered_map<std::string, Place> places_;
  std::unordered_set<std::string> edges_;
  std::optional<std::size_t> pool_diagram_;  ///< of the pool whose process is completed
  Completion completion_;
};

}  // namespace

Completion complete_picture(BpmnDefinitions const& definitions) {
  auto completion = Completer(definitions).run();
  DiagramIds ids(definitions, OldPictures::stay);
  for (auto& part : completion.parts) {
    BpmnDiagram added;
    added.id = "stands already";
    added.shapes = std::move(part.shapes), added.edges = std::move(part.edges);
    ids.give(added);
    part.shapes = std::move(added.shapes), part.edges = std::move(added.edges);
  }
  for (auto& diagram : completion.diagrams) ids.give(diagram);
  return completion;
}

}  // namespace drivetrain::notation::picture
