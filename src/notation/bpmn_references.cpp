// References inside a BPMN file (see bpmn_references.h). What would break a run is an error; what only concerns lanes, pools or the
// picture is a warning.
#include "notation/bpmn_references.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "notation/bpmn_names.h"

namespace drivetrain::notation {

BpmnIds::BpmnIds(XmlNode const& definitions, Diagnostics& diagnostics) {
  for (auto const& attribute : definitions.attributes)
    if (attribute.prefix == "xmlns") prefixes_[attribute.name] = attribute.value;
  for (auto const& child : definitions.children)
    if (child.kind == XmlKind::element && child.is(bpmn::model, "import") &&
        child.value("namespace") != definitions.value("targetNamespace"))
      imported_.emplace_back(child.value("namespace"));
  collect(definitions, diagnostics);
}

void BpmnIds::collect(XmlNode const& node, Diagnostics& diagnostics) {
  if (node.kind != XmlKind::element || (node.space != bpmn::model && node.space != bpmn::diagram)) return;
  if (node.is(bpmn::model, "extensionElements")) return;
  if (auto id = node.attribute("id"); id && !id->value.empty()) {
    auto [first, is_new] = elements_.emplace(id->value, &node);
    if (!is_new)
      diagnostics.add({.code = "DT-R034",
                       .span = id->span,
                       .message = fmt::format("the id {} stands twice in this file", id->value),
                       .why = "a flow or a shape that names it could mean either",
                       .help = "give one of the two another id",
                       .notes = {{first->second->span, "it stands here first"}},
                       .subject = id->value});
  }
  for (auto const& child : node.children) collect(child, diagnostics);
}

XmlNode const* BpmnIds::find(std::string_view id) const {
  auto at = elements_.find(std::string(id));
  return at == elements_.end() ? nullptr : at->second;
}

std::string BpmnIds::local(std::string_view qualified_name) const {
  auto name = trim(qualified_name);
  auto colon = name.rfind(':');
  if (colon == std::string_view::npos || has(name) || is_imported(name)) return std::string(name);
  return std::string(name.substr(colon + 1));
}

bool BpmnIds::is_imported(std::string_view reference) const {
  auto colon = reference.find(':');
  if (colon == std::string_view::npos) return false;
  auto space = prefixes_.find(std::string(reference.substr(0, colon)));
  return space != prefixes_.end() && std::find(imported_.begin(), imported_.end(), space->second) != imported_.end();
}

std::string BpmnIds::meant(std::string_view reference) const {
  if (elements_.size() > 2'000) return {};  // comparing with all of them would be slow where it helps least
  std::vector<std::string> ids;
  for (auto const& [id, node] : elements_) ids.push_back(id);
  std::sort(ids.begin(), ids.end());
  return nearest(reference, ids).value_or("");
}

namespace {

class ReferenceCheck {
 public:
  ReferenceCheck(BpmnDefinitions const& definitions, BpmnIds const& ids, Diagnostics& diagnostics)
      : definitions_(definitions), ids_(ids), diagnostics_(diagnostics) {}

  void run() {
    for (auto const& process : definitions_.processes) walk(process, [this](BpmnElement const& each) { element(each); });
    for (auto const& collaboration : definitions_.collaborations) {
      for (auto const& participant : collaboration.participants)
        refers(participant.process, "pool " + named(participant.id, participant.name), "process", Severity::warning);
      for (auto const& flow : collaboration.message_flows) {
        refers(flow.source, "message flow " + flow.id, "element", Severity::warning);
        refers(flow.target, "message flow " + flow.id, "element", Severity::warning);
      }
    }
    for (auto const& diagram : definitions_.diagrams) {
      refers(diagram.plane, "the diagram", "element", Severity::warning);
      for (auto const& shape : diagram.shapes) refers(shape.element, "a shape of the diagram", "element", Severity::warning);
      for (auto const& edge : diagram.edges) refers(edge.element, "an edge of the diagram", "element", Severity::warning);
    }
  }

 private:
  static std::string named(std::string const& id, std::string const& name) {
    return name.empty() || id.empty() ? id + name : fmt::format("{} ({})", id, name);
  }
  static std::string described(BpmnElement const& element) {
    auto called = named(element.id, element.name);
    return called.empty() ? "a " + std::string(to_string(element.kind)) : fmt::format("{} {}", to_string(element.kind), called);
  }

  void refers(Text const& reference, std::string const& from, std::string_view what, Severity severity) {
    if (reference.empty() || ids_.has(reference.value) || ids_.is_imported(reference.value)) return;
    auto meant = ids_.meant(reference.value);
    diagnostics_.add({.code = "DT-R035",
                      .severity = severity,
                      .span = reference.span,
                      .message = fmt::format("{} names the {} {}, which is not in this file", from, what, reference.value),
                      .help = meant.empty() ? std::string() : fmt::format("did you mean {}?", meant)});
  }

  void lacks(BpmnElement const& element, std::string_view what, std::string help) {
    diagnostics_.add({.code = "DT-R036",
                      .span = element.span,
                      .message = fmt::format("{} lacks {}", described(element), what),
                      .help = std::move(help),
                      .subject = element.id});
  }

  /// A reference that must lead to a flow node (or, for a default, to a flow).
  void connects(BpmnElement const& element, Text const& reference, std::string_view attribute, bool to_node) {
    if (reference.empty())
      return lacks(element, attribute, fmt::format("connect it in the modeller, so that {} names an element", attribute));
    auto target = ids_.find(reference.value);
    if (!target) return refers(reference, described(element), to_node ? "node" : "flow", Severity::error);
    auto kind = target->space == bpmn::model ? bpmn_kind(target->name) : std::nullopt;
    if (kind && (to_node ? is_flow_node(*kind) : *kind == BpmnKind::sequence_flow)) return;
    diagnostics_.add(
        {.code = "DT-R035",
         .span = reference.span,
         .message = fmt::format("{} of {} names {}, which is a {}", attribute, described(element), reference.value, target->name),
         .help = to_node ? "it must name an activity, event or gateway" : "it must name one of the sequence flows that leave it",
         .notes = {{target->span, reference.value + " stands here"}},
         .subject = element.id});
  }

  void element(BpmnElement const& element) {
    bool needs_id = element.kind == BpmnKind::process || is_flow_node(element.kind);
    if (needs_id && element.id.empty()) lacks(element, "an id", "add an attribute id with a name that is unique in this file");
    if (element.kind == BpmnKind::sequence_flow) {
      connects(element, element.source, "sourceRef", true);
      connects(element, element.target, "targetRef", true);
    }
    if (element.kind == BpmnKind::association) {
      refers(element.source, described(element), "element", Severity::warning);
      refers(element.target, described(element), "element", Severity::warning);
    }
    if (element.kind == BpmnKind::boundary_event) connects(element, element.attached_to, "attachedToRef", true);
    if (!element.default_flow.empty()) connects(element, element.default_flow, "default", false);
    refers(element.message, described(element), "message", Severity::error);
    refers(element.data, described(element), "data", Severity::warning);
    // What events refer to is judged where they are compiled: not every engine needs it in the file.
    for (auto const& each : element.lanes) lane(each);
  }

  void lane(BpmnLane const& each) {
    for (auto const& node : each.nodes) refers(node, "lane " + named(each.id, each.name), "node", Severity::warning);
    for (auto const& nested : each.lanes) lane(nested);
  }

  BpmnDefinitions const& definitions_;
  BpmnIds const& ids_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_bpmn_references(BpmnDefinitions const& definitions, BpmnIds const& ids, Diagnostics& diagnostics) {
  ReferenceCheck(definitions, ids, diagnostics).run();
}

}  // namespace drivetrain::notation
