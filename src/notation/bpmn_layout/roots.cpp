// Whole diagrams: pools one below the other, or a process that no pool shows; and the ids of all that is drawn (see layout.h).
#include <fmt/format.h>

#include <set>

#include "base/text.h"
#include "notation/bpmn_layout/drawing.h"
#include "notation/bpmn_layout/whole.h"

namespace drivetrain::notation::picture {

namespace {

constexpr double pool_gap = 50, black_box_height = 60, least_pool_width = 600;

/// Associations inside a process that its containers did not draw, because they lead from one to another.
void gather_loose(BpmnElement const& process, std::unordered_set<std::string> const& drawn, std::vector<LooseEnd>& into) {
  walk(process, [&](BpmnElement const& each) {
    if (each.kind == BpmnKind::association && !each.id.empty() && !drawn.contains(each.id))
      into.push_back({each.id, each.source.value, each.target.value});
    for (auto const& data : data_associations(each))
      if (!data.id.empty() && !drawn.contains(data.id)) into.push_back({data.id, data.source, data.target});
  });
}

/// Names where they hide least, now that all lines are there.
void place_labels_anew(Drawing& drawing, BpmnDefinitions const& definitions) {
  for (auto& shape : drawing.shapes) shape.label.reset();
  for (auto& edge : drawing.edges) edge.label.reset();
  place_labels(drawing, definitions);
}

std::unordered_set<std::string> drawn_edges(Drawing const& drawing) {
  std::unordered_set<std::string> ids;
  for (auto const& edge : drawing.edges) ids.insert(edge.element.value);
  return ids;
}

}  // namespace

Drawing draw_process(BpmnElement const& process, LayoutJob& job) {
  auto drawing = draw_container(process, job);
  place_labels(drawing, job.definitions);
  std::vector<LooseEnd> loose;
  gather_loose(process, drawn_edges(drawing), loose);
  if (loose.empty()) return drawing;
  draw_connections(drawing, loose, {}, job.budget);
  place_labels_anew(drawing, job.definitions);
  return drawing;
}

Drawing draw_collaboration(BpmnCollaboration const& collaboration, LayoutJob& job) {
  struct Pool {
    BpmnParticipant const* participant;
    std::optional<Drawing> inside;
  };
  std::vector<Pool> pools;
  std::unordered_set<std::string> shown;
  double width = least_pool_width;
  for (auto const& participant : collaboration.participants) {
    if (participant.id.empty()) {
      job.remarks.push_back(fmt::format("a pool of {} has no id, so that no shape can name it: give it one", collaboration.id));
      continue;
    }
    auto const* process = participant.process.empty() ? nullptr : job.definitions.process(participant.process.value);
    pools.push_back({&participant, std::nullopt});
    if (!process || !shown.insert(process->id).second) continue;
    pools.back().inside = draw_container(*process, job);
    width = std::max(width, pools.back().inside->width + pool_header);
  }
  Drawing drawing;
  std::vector<LooseEnd> loose;
  double y = 0, x = 0, top = 0;
  for (auto const& artifact : collaboration.artifacts) {
    if (artifact.kind != BpmnKind::text_annotation || artifact.id.empty()) continue;
    auto size = standard_size(artifact);
    drawing.shapes.push_back(shape_of(artifact, {x, -40 - size.height, size.width, size.height}));
    x += size.width + 40, top = std::min(top, -40 - size.height);
  }
  for (auto& pool : pools) {
    BpmnShape shape;
    shape.element.value = pool.participant->id;
    shape.horizontal = true;
    shape.bounds = {0, y, width, pool.inside ? std::max(pool.inside->height, 100.0) : black_box_height};
    drawing.shapes.push_back(shape);
    if (pool.inside) {
      // Lanes reach to the right end of the pool, whichever pool is the widest.
      for (auto& each : pool.inside->shapes)
        if (each.horizontal && right(each.bounds) == pool.inside->width) each.bounds.width = width - pool_header - each.bounds.x;
      drawing.add(std::move(*pool.inside), pool_header, y);
    }
    y += shape.bounds.height + pool_gap;
  }
  place_labels(drawing, job.definitions);
  auto drawn = drawn_edges(drawing);
  for (auto const& flow : collaboration.message_flows)
    if (!flow.id.empty()) loose.push_back({flow.id, flow.source.value, flow.target.value, true});
  for (auto const& process : job.definitions.processes)
    if (shown.contains(process.id)) gather_loose(process, drawn, loose);
  for (auto const& artifact : collaboration.artifacts)
    if (artifact.kind == BpmnKind::association && !artifact.id.empty())
      loose.push_back({artifact.id, artifact.source.value, artifact.target.value});
  if (!loose.empty()) {
    draw_connections(drawing, loose, {}, job.budget);
    place_labels_anew(drawing, job.definitions);
  }
  drawing.shift(0, -top);
  return drawing;
}

std::unordered_set<std::string> collapsed_sub_processes(BpmnDefinitions const& definitions) {
  std::unordered_map<std::string, BpmnElement const*> sub_processes;
  for (auto const& process : definitions.processes)
    walk(process, [&](BpmnElement const& each) {
      if (is_sub_process(each.kind) && !each.id.empty()) sub_processes.emplace(each.id, &each);
    });
  std::unordered_set<std::string> collapsed;
  for (auto const& diagram : definitions.diagrams) {
    std::unordered_set<std::string_view> shown;
    for (auto const& shape : diagram.shapes) shown.insert(shape.element.value);
    for (auto const& shape : diagram.shapes) {
      auto at = sub_processes.find(shape.element.value);
      if (at == sub_processes.end() || shape.expanded.value_or(false)) continue;
      auto const& children = at->second->children;
      bool inside_shown = std::any_of(children.begin(), children.end(), [&](auto const& child) { return shown.contains(child.id); });
      // Where the picture does not say it, content that is drawn does.
      if (shape.expanded.has_value() || (!inside_shown && !children.empty())) collapsed.insert(at->first);
    }
  }
  return collapsed;
}

std::vector<BpmnElement const*> processes_without_pool(BpmnDefinitions const& definitions) {
  std::unordered_set<std::string_view> in_pools;
  for (auto const& collaboration : definitions.collaborations)
    for (auto const& participant : collaboration.participants) in_pools.insert(participant.process.value);
  std::vector<BpmnElement const*> found;
  for (auto const& process : definitions.processes)
    if (!in_pools.contains(process.id)) found.push_back(&process);
  return found;
}

BpmnDiagram diagram_of(Drawing drawing, std::string const& plane) {
  BpmnDiagram diagram;
  diagram.plane.value = plane;
  drawing.shift(100, 80);  // as modellers do: a margin to drag things into
  diagram.shapes = std::move(drawing.shapes);
  diagram.edges = std::move(drawing.edges);
  return diagram;
}

DiagramIds::DiagramIds(BpmnDefinitions const& definitions, OldPictures old) { collect(definitions.xml->root, old); }

void DiagramIds::collect(XmlNode const& node, OldPictures old) {
  if (node.kind != XmlKind::element || (old == OldPictures::replaced && node.is(bpmn::diagram, "BPMNDiagram"))) return;
  if (auto id = node.attribute("id")) taken_.insert(id->value);
  for (auto const& child : node.children) collect(child, old);
}

void DiagramIds::note(BpmnDiagram const& diagram) {
  taken_.insert(diagram.id);
  for (auto const& shape : diagram.shapes) taken_.insert(shape.id);
  for (auto const& edge : diagram.edges) taken_.insert(edge.id);
}

std::string DiagramIds::fresh(std::string const& wanted) {
  std::string id = wanted;
  for (auto& next = times_[wanted]; !taken_.insert(id).second;) id = wanted + "_" + std::to_string(++next + 1);
  return id;
}

void DiagramIds::give(BpmnDiagram& diagram) {
  if (diagram.id.empty()) diagram.id = fresh("diagram_" + diagram.plane.value);
  for (auto& shape : diagram.shapes)
    if (shape.id.empty()) shape.id = fresh(shape.element.value + "_di");
  for (auto& edge : diagram.edges)
    if (edge.id.empty()) edge.id = fresh(edge.element.value + "_di");
}

std::vector<BpmnDiagram> folded_diagrams(LayoutJob& job) {
  std::vector<BpmnDiagram> diagrams;
  for (std::size_t i = 0; i < job.folded.size(); ++i) {  // grows: a folded one may hold another
    auto const* sub_process = job.folded[i];
    diagrams.push_back(diagram_of(draw_process(*sub_process, job), sub_process->id));
    diagrams.back().name = sub_process->name;
  }
  return diagrams;
}

}  // namespace drivetrain::notation::picture

namespace drivetrain::notation {

BpmnPicture lay_out_bpmn(BpmnDefinitions const& definitions) {
  using namespace picture;
  LayoutJob job(definitions);
  BpmnPicture result;
  for (auto const& collaboration : definitions.collaborations)
    if (!collaboration.participants.empty())
      result.diagrams.push_back(diagram_of(draw_collaboration(collaboration, job), collaboration.id));
  for (auto const* process : processes_without_pool(definitions))
    result.diagrams.push_back(diagram_of(draw_process(*process, job), process->id));
  for (auto& diagram : folded_diagrams(job)) result.diagrams.push_back(std::move(diagram));
  for (auto const& child : definitions.xml->root.children)
    if (child.kind == XmlKind::element && child.space == bpmn::model && (child.name == "choreography" || child.name == "conversation"))
      job.remarks.push_back(
          fmt::format("{} {} is not laid out: the layout knows processes and collaborations", child.name, child.value("id")));
  std::unordered_set<std::string> now;
  for (auto const& diagram : result.diagrams)
    for (auto const& shape : diagram.shapes) now.insert(shape.element.value);
  std::set<std::string> lost;
  for (auto const& id : job.shown)
    if (!now.contains(id)) lost.insert(id);
  if (!lost.empty())
    job.remarks.push_back(
        fmt::format("{} of the old diagram {} no place in the new one, {} among them: they are no steps, data or notes of a process",
                    counted(lost.size(), "shape"), lost.size() == 1 ? "has" : "have", *lost.begin()));
  DiagramIds ids(definitions, OldPictures::replaced);
  for (auto& diagram : result.diagrams) {
    // What replaces a picture keeps its name.
    for (auto const& old : definitions.diagrams)
      if (old.plane.value == diagram.plane.value && !old.id.empty() && diagram.id.empty())
        diagram.id = ids.fresh(old.id), diagram.name = old.name;
    ids.give(diagram);
  }
  if (job.budget.given_up)
    job.remarks.push_back(fmt::format("{} straight from end to end: there are too many to find a way around everything for each",
                                      counted(job.budget.given_up, "line runs", "lines run")));
  result.remarks = std::move(job.remarks);
  return result;
}

}  // namespace drivetrain::notation
