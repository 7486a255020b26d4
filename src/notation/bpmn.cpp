// Asking a BPMN tree (see bpmn.h).
#include "notation/bpmn.h"

#include <algorithm>

#include "base/text.h"

namespace drivetrain::notation {

namespace {

BpmnElement const* find_in(BpmnElement const& element, std::string_view id) {
  if (element.id == id) return &element;
  for (auto const& child : element.children)
    if (auto found = find_in(child, id)) return found;
  return nullptr;
}

}  // namespace

XmlAttribute const* BpmnElement::foreign(std::string_view space, std::string_view attribute) const {
  return xml ? xml->attribute(attribute, space) : nullptr;
}

XmlNode const* BpmnElement::extension(std::string_view space, std::string_view element) const {
  auto extensions = xml ? xml->child(bpmn::model, "extensionElements") : nullptr;
  return extensions ? extensions->child(space, element) : nullptr;
}

Text BpmnElement::dt(std::string_view name) const {
  if (auto attribute = foreign(bpmn::drivetrain, name)) return {std::string(trim(attribute->value)), attribute->span};
  auto element = extension(bpmn::drivetrain, name);
  if (!element) return {};
  if (auto attribute = element->attribute("value")) return {std::string(trim(attribute->value)), attribute->span};
  auto text = element->own_text();
  return {std::string(trim(text)), element->children.empty() ? element->span : element->children.front().span};
}

BpmnElement const* BpmnDefinitions::process(std::string_view wanted) const {
  auto at = std::find_if(processes.begin(), processes.end(), [&](auto const& each) { return each.id == wanted; });
  return at == processes.end() ? nullptr : &*at;
}

BpmnElement const* BpmnDefinitions::find(std::string_view wanted) const {
  for (auto const& each : processes)
    if (auto found = find_in(each, wanted)) return found;
  return nullptr;
}

void walk(BpmnElement const& element, std::function<void(BpmnElement const&)> const& each) {
  each(element);
  for (auto const& child : element.children) walk(child, each);
}

std::string write_bpmn(BpmnDefinitions const& definitions) { return write_xml(*definitions.xml); }

}  // namespace drivetrain::notation
