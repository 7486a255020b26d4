// What other engines' models say in places that nothing else here reads: told to workers, taken, or said to be without effect. Nothing of it is
// passed over in silence. The whole list: docs/conformance/bpmn-vendor-attributes.md.
#include <algorithm>

#include "base/text.h"
#include "processes/compilation.h"

namespace drivetrain::processes {

using notation::BpmnElement;
using notation::BpmnEventKind;
using notation::BpmnKind;
using notation::XmlNode;

/// Task headers, extension properties and injected fields, for whoever does the work.
void Compilation::properties(BpmnElement const& element, NodeIndex node) {
  if (dialect_ == Dialect::own || !element.xml) return;
  std::vector<std::pair<std::string, std::string>> all;
  auto add = [&](XmlNode const& list, std::string_view child, std::string_view name, std::string_view value) {
    for (auto const& one : list.children)
      if (one.name == child)
        if (auto const* key = vendor(one, name)) {
          auto const* said = vendor(one, value);
          all.emplace_back(key->value, said ? said->value : std::string());
        }
  };
  if (auto const* headers = extension(element, "taskHeaders")) add(*headers, "header", "key", "value");
  if (auto const* properties = extension(element, "properties")) add(*properties, "property", "name", "value");
  auto const* extensions = element.xml->child(notation::bpmn::model, "extensionElements");
  if (extensions)
    for (auto const& field : extensions->children) {
      if (field.name != "field" || !is_spoken(field.space)) continue;
      std::string text;
      for (auto name : {"stringValue", "expression"})
        if (auto const* value = vendor(field, name)) text = value->value;
      for (auto const& child : field.children)
        if (child.name == "string" || child.name == "expression") text = std::string(trim(child.own_text()));
      all.emplace_back(field.value("name"), std::move(text));
    }
  if (!all.empty()) builder_->properties(node, std::move(all));
}

/// Values that are taken and change nothing, because here it is so anyway or because nobody could do it.
void Compilation::without_effect(BpmnElement const& element) {
  if (dialect_ == Dialect::own || !element.xml) return;
  auto say = [&](Span const& span, std::string const& what, std::string const& why, std::string help) { warn(span, what + " of " + named(element) + " has no effect here: " + why, std::move(help)); };
  if (auto const* exclusive = vendor(element, "exclusive"); exclusive && exclusive->value == "false") say(exclusive->span, "exclusive=\"false\"", "steps of one case never run at the same time", "remove it");
  auto const* cycle = extension(element, "failedJobRetryTimeCycle");
  bool job = is_job(element) || connector(element) || element.kind == BpmnKind::service_task || element.kind == BpmnKind::send_task;
  if (cycle && !job) say(cycle->span, "failedJobRetryTimeCycle", "nothing of it is tried by a worker, and what fails waits for a person", "remove it");
  else if (cycle && (cycle->own_text().find("${") != std::string::npos || cycle->own_text().find("#{") != std::string::npos)) say(cycle->span, "a computed failedJobRetryTimeCycle", "it is tried three times", "write it plainly, such as R3/PT10M");
  if (auto const* task = extension(element, "taskDefinition"))
    if (auto const* retries = vendor(*task, "retries"); retries && retries->value.starts_with('=')) say(retries->span, "a computed number of retries", "it is tried three times", "write a number");
  if (auto const* ad_hoc = extension(element, "adHoc"))
    for (auto name : {"outputCollection", "outputElement"})
      if (auto const* output = vendor(*ad_hoc, name)) say(output->span, name, "what its steps yield stays in their variables", "map it out of each step");
  for (auto const& event : element.events) {
    if (!event.xml) continue;
    if (auto const* events = vendor(*event.xml, "variableEvents")) say(events->span, "variableEvents", "the condition is asked whenever a variable changes", "write a condition that holds only then");
    if (auto const* filter = extension(*event.xml, "conditionalFilter"))
      if (auto const* events = vendor(*filter, "variableEvents")) say(events->span, "variableEvents", "the condition is asked whenever a variable changes", "write a condition that holds only then");
    if (event.kind != BpmnEventKind::signal) continue;
    auto const* extensions = event.xml->child(notation::bpmn::model, "extensionElements");
    if (!extensions || (element.kind != BpmnKind::start_event && element.kind != BpmnKind::intermediate_catch_event && element.kind != BpmnKind::boundary_event)) continue;
    for (auto const& child : extensions->children)
      if (child.name == "in" && is_spoken(child.space)) say(child.span, "camunda:in", "whoever throws a signal says what goes with it", "put it on the event that throws");
  }
}

/// camunda:in of a signal that is thrown.
void Compilation::payload(BpmnElement const& element, notation::BpmnEventDefinition const& event, Trigger& trigger) {
  auto const* extensions = event.xml && dialect_ == Dialect::camunda ? event.xml->child(notation::bpmn::model, "extensionElements") : nullptr;
  if (!extensions) return;
  for (auto const& child : extensions->children) {
    if (child.name != "in" || !is_spoken(child.space)) continue;
    if (auto const* key = vendor(child, "businessKey")) {
      warn(key->span, "the business key of the signal of " + named(element) + " has no effect here", "pass it as a variable");
      continue;
    }
    if (auto const* all = vendor(child, "variables"); all && all->value == "all") {
      trigger.payload_all = true;
      continue;
    }
    auto const* target = vendor(child, "target");
    std::uint32_t value = no_index;
    if (auto const* source = vendor(child, "source")) {
      auto compiled = feel::compile(source->value, feel::Scope{{source->value}, true});
      if (auto* feel = std::get_if<feel::Expression>(&compiled)) value = builder_->expression(std::move(*feel));
    } else if (auto const* expression = vendor(child, "sourceExpression")) {
      value = this->expression(notation::Formula{expression->value, expression->span}).value_or(no_index);
    }
    if (value == no_index || !target || target->value.empty()) refuse(child.span, "camunda:in of the signal of " + named(element) + " says not what it passes as what", "write source=\"order\" target=\"order\"");
    else trigger.payload.push_back({builder_->word(target->value), value});
  }
}

}  // namespace drivetrain::processes
