// What a diagram may show, by id, and how it is called aloud (see sheet.h).
#include <fmt/format.h>

#include "base/text.h"
#include "notation/bpmn_svg/sheet.h"

namespace drivetrain::notation::picture {

namespace {

/// "businessRuleTask" → "Business rule task"
std::string in_words(std::string_view camel) {
  std::string words;
  for (char c : camel) {
    bool capital = c >= 'A' && c <= 'Z';
    if (capital && !words.empty()) words += ' ';
    words += words.empty() && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : capital ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return words;
}

}  // namespace

Elements::Elements(BpmnDefinitions const& definitions) {
  auto add = [&](BpmnElement const& each) {
    elements_.emplace(each.id, &each);
    if (!each.default_flow.empty()) defaults_.insert(each.default_flow.value);
  };
  for (auto const& process : definitions.processes) walk(process, add);
  for (auto const& collaboration : definitions.collaborations) {
    for (auto const& participant : collaboration.participants) participants_.emplace(participant.id, &participant);
    for (auto const& flow : collaboration.message_flows) message_flows_.emplace(flow.id, &flow);
    for (auto const& artifact : collaboration.artifacts) walk(artifact, add);
  }
  collect(definitions.xml->root);
}

void Elements::collect(XmlNode const& node) {
  if (node.kind != XmlKind::element || node.space == bpmn::diagram) return;
  if (auto id = node.attribute("id")) nodes_.emplace(id->value, &node);
  for (auto const& child : node.children) collect(child);
}

BpmnElement const* Elements::element(std::string_view id) const {
  auto at = elements_.find(id);
  return id.empty() || at == elements_.end() ? nullptr : at->second;
}
BpmnParticipant const* Elements::participant(std::string_view id) const {
  auto at = participants_.find(id);
  return id.empty() || at == participants_.end() ? nullptr : at->second;
}
BpmnMessageFlow const* Elements::message_flow(std::string_view id) const {
  auto at = message_flows_.find(id);
  return id.empty() || at == message_flows_.end() ? nullptr : at->second;
}
XmlNode const* Elements::node(std::string_view id) const {
  auto at = nodes_.find(id);
  return id.empty() || at == nodes_.end() ? nullptr : at->second;
}

std::string_view Elements::name(std::string_view id) const {
  if (auto known = element(id)) return known->kind == BpmnKind::text_annotation ? trim(known->text) : std::string_view(known->name);
  auto xml = node(id);
  return xml ? xml->value("name") : std::string_view();
}

std::string Elements::title(std::string_view id) const {
  std::string what;
  if (auto known = element(id)) {
    what = in_words(to_string(known->kind));
    if (known->kind == BpmnKind::boundary_event && !known->interrupting) what += ", not interrupting";
    if (known->kind == BpmnKind::sub_process && known->triggered_by_event) what = "Event sub process";
    if (known->events.size() == 1) what += fmt::format(" ({})", to_string(known->events[0].kind));
    if (known->events.size() > 1) what += fmt::format(" ({} events)", known->events.size());
    if (known->loop)
      what += known->loop->kind == BpmnLoopKind::standard   ? ", repeated"
              : known->loop->kind == BpmnLoopKind::parallel ? ", for each in parallel"
                                                            : ", for each in turn";
    if (known->kind == BpmnKind::sequence_flow) {
      if (is_default(id)) what += " (default)";
      if (!known->condition.text.empty()) what += fmt::format(" if {}", known->condition.text);
    }
  } else if (auto xml = node(id)) {
    what = xml->name == "participant" ? "Pool" : in_words(xml->name);
  } else {
    return std::string(id);
  }
  auto called = name(id);
  return called.empty() ? what : fmt::format("{}: {}", what, called);
}

}  // namespace drivetrain::notation::picture
