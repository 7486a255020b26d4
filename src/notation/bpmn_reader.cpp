// Reading BPMN (see bpmn.h): a view on the XML tree, in two rounds. What is defined beside the processes comes first, because events
// may refer to it; then the processes, whose nodes learn their flows when all flows of the file are known.
#include "notation/bpmn.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "notation/bpmn_diagram.h"
#include "notation/bpmn_names.h"
#include "notation/bpmn_references.h"

namespace drivetrain::notation {

namespace {

bool is_set(XmlNode const& node, std::string_view attribute, bool otherwise) {
  auto text = trim(node.value(attribute));
  return text.empty() ? otherwise : text == "true" || text == "1";
}

/// Text of an element without the blanks around it, with its place.
Text text_of_element(XmlNode const& node) {
  auto text = node.own_text();
  auto at = std::find_if(node.children.begin(), node.children.end(), [](auto const& each) { return each.kind == XmlKind::text; });
  if (at == node.children.end()) return {{}, node.span};
  Text result{std::string(trim(text)), at->span};
  // The place begins at the first visible character, when the text is written as it is meant (no escapes before it).
  for (char c : at->text) {
    if (c != ' ' && c != '\t' && c != '\n') break;
    auto& begin = result.span.begin;
    ++begin.offset;
    if (c == '\n')
      ++begin.line, begin.column = 1;
    else
      ++begin.column;
  }
  return result;
}

Formula formula_of(XmlNode const& node) {
  auto text = text_of_element(node);
  return {std::move(text.value), std::move(text.span)};
}

class BpmnReader {
 public:
  BpmnReader(std::shared_ptr<XmlDocument const> document, BpmnIds const& ids, Diagnostics& diagnostics)
      : ids_(ids), diagnostics_(diagnostics) {
    definitions_.xml = std::move(document);
  }

  BpmnDefinitions read() {
    auto const& root = definitions_.xml->root;
    definitions_.id = root.value("id");
    definitions_.name = root.value("name");
    definitions_.target_namespace = root.value("targetNamespace");
    each_model_child(root, [this](XmlNode const& child) { beside_processes(child); });
    each_model_child(root, [this](XmlNode const& child) {
      if (child.name == "process")
        definitions_.processes.push_back(element(child, BpmnKind::process));
      else if (child.name == "collaboration")
        definitions_.collaborations.push_back(collaboration(child));
    });
    for (auto const& child : root.children)
      if (child.kind == XmlKind::element && child.is(bpmn::diagram, "BPMNDiagram"))
        definitions_.diagrams.push_back(read_bpmn_diagram(child, ids_));
    for (auto& process : definitions_.processes) index(process);
    for (auto& process : definitions_.processes) connect(process);
    return std::move(definitions_);
  }

 private:
  template <class Each>
  void each_model_child(XmlNode const& node, Each const& each) {
    for (auto const& child : node.children)
      if (child.kind == XmlKind::element && child.space == bpmn::model) each(child);
  }

  Text reference(XmlNode const& node, std::string_view attribute) const {
    auto found = node.attribute(attribute);
    return found ? Text{ids_.local(found->value), found->span} : Text{};
  }
  Text reference_in(XmlNode const& element) const {
    auto text = text_of_element(element);
    return {ids_.local(text.value), text.span};
  }

  void beside_processes(XmlNode const& child) {
    auto item = [&](std::vector<BpmnItem>& into, std::string_view code) {
      into.push_back({std::string(child.value("id")), std::string(child.value("name")),
                      code.empty() ? std::string() : std::string(child.value(code)), child.span, &child});
    };
    if (child.name == "message")
      item(definitions_.messages, {});
    else if (child.name == "signal")
      item(definitions_.signals, {});
    else if (child.name == "error")
      item(definitions_.errors, "errorCode");
    else if (child.name == "escalation")
      item(definitions_.escalations, "escalationCode");
    else if (child.name == "dataStore")
      item(definitions_.data_stores, {});
    else if (auto kind = bpmn_event_kind(child.name))
      definitions_.event_definitions.push_back(event_definition(child, *kind));
    else
      warn_of_unknown_name(child);
  }

  void warn_of_unknown_name(XmlNode const& child) {
    if (is_bpmn_element_name(child.name)) return;
    auto meant = nearest(child.name, bpmn_element_names());
    diagnostics_.add({.code = "DT-R037",
                      .severity = Severity::warning,
                      .span = child.span,
                      .message = fmt::format("BPMN has no element {}", child.name),
                      .help = meant ? fmt::format("did you mean {}?", *meant) : "it is kept, and has no effect"});
  }

  BpmnEventDefinition event_definition(XmlNode const& node, BpmnEventKind kind) {
    BpmnEventDefinition definition;
    definition.kind = kind;
    definition.id = node.value("id");
    definition.span = node.span;
    definition.xml = &node;
    definition.wait_for_completion = is_set(node, "waitForCompletion", true);
    for (auto attribute : {"messageRef", "signalRef", "errorRef", "escalationRef", "activityRef"})
      if (auto found = reference(node, attribute); !found.empty()) definition.ref = std::move(found);
    if (kind == BpmnEventKind::link) definition.link = node.value("name");
    each_model_child(node, [&](XmlNode const& child) {
      auto timer = child.name == "timeDate"       ? BpmnTimerKind::date
                   : child.name == "timeDuration" ? BpmnTimerKind::duration
                   : child.name == "timeCycle"    ? BpmnTimerKind::cycle
                                                  : BpmnTimerKind::none;
      if (timer != BpmnTimerKind::none)
        definition.timer = timer, definition.expression = formula_of(child);
      else if (child.name == "condition")
        definition.expression = formula_of(child);
    });
    return definition;
  }

  void event_by_reference(XmlNode const& child, BpmnElement& element) {
    auto wanted = reference_in(child);
    auto const& all = definitions_.event_definitions;
    auto at = std::find_if(all.begin(), all.end(), [&](auto const& each) { return each.id == wanted.value; });
    if (at != all.end()) {
      element.events.push_back(*at);
      element.events.back().by_reference = true;
    } else {
      diagnostics_.add({.code = "DT-R035",
                        .span = wanted.span,
                        .message = fmt::format("{} names the event definition {}, which is not in this file", element.id, wanted.value),
                        .subject = element.id});
    }
  }

  BpmnLoop loop(XmlNode const& node) {
    BpmnLoop loop;
    loop.span = node.span;
    loop.xml = &node;
    if (node.name == "multiInstanceLoopCharacteristics")
      loop.kind = is_set(node, "isSequential", false) ? BpmnLoopKind::sequential : BpmnLoopKind::parallel;
    loop.test_before = is_set(node, "testBefore", false);
    if (auto maximum = node.attribute("loopMaximum")) loop.maximum = {maximum->value, maximum->span};
    each_model_child(node, [&](XmlNode const& child) {
      auto name_of_item = [&] {
        auto name = child.attribute("name");
        return name ? Text{name->value, name->span} : Text{std::string(child.value("id")), child.span};
      };
      if (child.name == "loopCondition" || child.name == "completionCondition")
        loop.condition = formula_of(child);
      else if (child.name == "loopCardinality")
        loop.cardinality = formula_of(child);
      else if (child.name == "loopDataInputRef")
        loop.input = reference_in(child);
      else if (child.name == "loopDataOutputRef")
        loop.output = reference_in(child);
      else if (child.name == "inputDataItem")
        loop.input_item = name_of_item();
      else if (child.name == "outputDataItem")
        loop.output_item = name_of_item();
    });
    return loop;
  }

  void lanes(XmlNode const& lane_set, std::vector<BpmnLane>& into) {
    each_model_child(lane_set, [&](XmlNode const& child) {
      if (child.name != "lane") return;
      BpmnLane lane{std::string(child.value("id")), std::string(child.value("name")), {}, {}, child.span, &child};
      each_model_child(child, [&](XmlNode const& inner) {
        if (inner.name == "flowNodeRef")
          lane.nodes.push_back(reference_in(inner));
        else if (inner.name == "childLaneSet")
          lanes(inner, lane.lanes);
      });
      into.push_back(std::move(lane));
    });
  }

  void attributes(XmlNode const& node, BpmnElement& element) {
    element.default_flow = reference(node, "default");
    element.attached_to = reference(node, "attachedToRef");
    element.interrupting = is_set(node, element.kind == BpmnKind::boundary_event ? "cancelActivity" : "isInterrupting", true);
    element.parallel_multiple = is_set(node, "parallelMultiple", false);
    element.for_compensation = is_set(node, "isForCompensation", false);
    element.instantiate = is_set(node, "instantiate", false);
    element.parallel_event_gateway = node.value("eventGatewayType") == "Parallel";
    element.message = reference(node, "messageRef");
    element.called = reference(node, "calledElement");
    element.script_format = node.value("scriptFormat");
    element.source = reference(node, "sourceRef");
    element.target = reference(node, "targetRef");
    element.executable = is_set(node, "isExecutable", false);
    element.triggered_by_event = is_set(node, "triggeredByEvent", false);
    element.sequential = node.value("ordering") == "Sequential";
    element.data = reference(node, element.kind == BpmnKind::data_store_reference ? "dataStoreRef" : "dataObjectRef");
    element.collection = is_set(node, "isCollection", false);
  }

  BpmnElement element(XmlNode const& node, BpmnKind kind) {
    BpmnElement element;
    element.kind = kind;
    element.id = node.value("id");
    element.name = node.value("name");
    element.span = node.span;
    element.xml = &node;
    attributes(node, element);
    if (kind == BpmnKind::sequence_flow && element.id.empty()) element.id = unnamed_flow(element);
    bool is_container = kind == BpmnKind::process || is_sub_process(kind);
    each_model_child(node, [&](XmlNode const& child) {
      if (auto inner = bpmn_kind(child.name); inner && is_container)
        element.children.push_back(this->element(child, *inner));
      else if (auto event = bpmn_event_kind(child.name); event && is_event(kind))
        element.events.push_back(event_definition(child, *event));
      else
        part(child, element);
    });
    return element;
  }

  /// The standard lets flows go without id; "strip->bake" cannot be an XML id, so it collides with none.
  std::string unnamed_flow(BpmnElement const& flow) {
    auto name = flow.source.value + "->" + flow.target.value;
    auto times = ++unnamed_flows_[name];
    return times == 1 ? name : name + "#" + std::to_string(times);
  }

  void part(XmlNode const& child, BpmnElement& element) {
    auto const& name = child.name;
    if (name == "documentation") {
      auto text = child.own_text();
      if (!element.documentation.empty()) element.documentation += "\n\n";
      element.documentation += trim(text);
    } else if (name == "eventDefinitionRef")
      event_by_reference(child, element);
    else if (name == "standardLoopCharacteristics" || name == "multiInstanceLoopCharacteristics")
      element.loop = loop(child);
    else if (name == "laneSet")
      lanes(child, element.lanes);
    else if (name == "conditionExpression" || name == "activationCondition" || name == "completionCondition") {
      element.condition = formula_of(child);
      element.condition_language = child.value("language");
    } else if (name == "script")
      element.script = formula_of(child);
    else if (name == "text")
      element.text = child.own_text();
    else
      warn_of_unknown_name(child);
  }

  BpmnCollaboration collaboration(XmlNode const& node) {
    BpmnCollaboration result{std::string(node.value("id")), std::string(node.value("name")), {}, {}, {}, node.span, &node};
    each_model_child(node, [&](XmlNode const& child) {
      std::string id(child.value("id")), name(child.value("name"));
      if (child.name == "participant")
        result.participants.push_back({id, name, reference(child, "processRef"), child.span, &child});
      else if (child.name == "messageFlow")
        result.message_flows.push_back(
            {id, name, reference(child, "sourceRef"), reference(child, "targetRef"), reference(child, "messageRef"), child.span, &child});
      else if (child.name == "textAnnotation" || child.name == "association" || child.name == "group")
        result.artifacts.push_back(element(child, *bpmn_kind(child.name)));
      else
        warn_of_unknown_name(child);
    });
    return result;
  }

  void index(BpmnElement& element) {
    if (is_flow_node(element.kind) && !element.id.empty()) nodes_.emplace(element.id, &element);
    for (auto& child : element.children) index(child);
  }

  void connect(BpmnElement const& container) {
    for (auto const& child : container.children) {
      if (child.kind == BpmnKind::sequence_flow) {
        if (auto source = nodes_.find(child.source.value); source != nodes_.end()) source->second->outgoing.push_back(child.id);
        if (auto target = nodes_.find(child.target.value); target != nodes_.end()) target->second->incoming.push_back(child.id);
      }
      connect(child);
    }
  }

  BpmnIds const& ids_;
  Diagnostics& diagnostics_;
  BpmnDefinitions definitions_;
  std::unordered_map<std::string, BpmnElement*> nodes_;
  std::unordered_map<std::string, int> unnamed_flows_;
};

}  // namespace

std::optional<BpmnDefinitions> read_bpmn(SourceText const& source, Diagnostics& diagnostics) {
  std::shared_ptr<XmlDocument const> document = read_xml(source, diagnostics);
  if (!document) return std::nullopt;
  auto const& root = document->root;
  if (!root.is(bpmn::model, "definitions")) {
    diagnostics.add({.code = "DT-R032",
                     .span = root.span,
                     .message = root.name == "definitions" ? fmt::format("definitions in the namespace \"{}\" are not BPMN 2.0", root.space)
                                                           : fmt::format("the root element is {}; a BPMN file has definitions", root.name),
                     .help = fmt::format("export the diagram as BPMN 2.0 XML (namespace {})", bpmn::model)});
    return std::nullopt;
  }
  BpmnIds ids(root, diagnostics);
  auto definitions = BpmnReader(document, ids, diagnostics).read();
  check_bpmn_references(definitions, ids, diagnostics);
  return definitions;
}

}  // namespace drivetrain::notation
