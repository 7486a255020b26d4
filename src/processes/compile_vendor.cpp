// What models of other engines say in their own words, so that they run unchanged: Camunda 7's attributes (also under the names of
// Activiti and Flowable, from which it came), Camunda 8's extension elements. Java classes, delegates and beans become jobs whose
// topic is their name, so that a worker can take them over.
#include <algorithm>

#include "base/text.h"
#include "processes/compilation.h"

namespace drivetrain::processes {

using notation::BpmnElement;
using notation::BpmnKind;
using notation::XmlAttribute;
using notation::XmlNode;

namespace {

constexpr std::string_view spaces[] = {"http://camunda.org/schema/1.0/bpmn", "http://camunda.org/schema/zeebe/1.0", "http://activiti.org/bpmn", "http://flowable.org/bpmn"};
bool is_set(XmlAttribute const* attribute) { return attribute && attribute->value == "true"; }

}  // namespace

bool Compilation::is_vendor(std::string_view space) { return std::find(std::begin(spaces), std::end(spaces), space) != std::end(spaces); }

bool Compilation::is_spoken(std::string_view space) const {
  if (dialect_ == Dialect::own) return false;
  return dialect_ == Dialect::zeebe ? space == spaces[1] : space != spaces[1] && is_vendor(space);
}

XmlAttribute const* Compilation::vendor(XmlNode const& node, std::string_view name) const {
  for (auto const& attribute : node.attributes)
    if (attribute.name == name && is_spoken(attribute.space)) return &attribute;
  // Attributes of the vendor's own elements have no prefix.
  return is_spoken(node.space) ? node.attribute(name) : nullptr;
}

XmlAttribute const* Compilation::vendor(BpmnElement const& element, std::string_view name) const {
  return element.xml && dialect_ != Dialect::own ? vendor(*element.xml, name) : nullptr;
}

XmlNode const* Compilation::extension(XmlNode const& node, std::string_view name) const {
  auto const* extensions = node.child(notation::bpmn::model, "extensionElements");
  if (!extensions) return nullptr;
  for (auto const& child : extensions->children)
    if (child.name == name && is_spoken(child.space)) return &child;
  return nullptr;
}

XmlNode const* Compilation::extension(BpmnElement const& element, std::string_view name) const {
  return element.xml && dialect_ != Dialect::own ? extension(*element.xml, name) : nullptr;
}

Dialect dialect_of(notation::BpmnDefinitions const& definitions) {
  if (!definitions.xml) return Dialect::own;
  auto const& root = definitions.xml->root;
  for (auto const& attribute : root.attributes)
    if (attribute.name == "executionPlatform") {
      if (attribute.value == "Camunda Cloud" || attribute.value == "Camunda 8") return Dialect::zeebe;
      if (attribute.value == "Camunda Platform" || attribute.value == "Camunda 7") return Dialect::camunda;
    }
  auto found = Dialect::own;
  std::vector<XmlNode const*> open{&root};
  bool ours = false;
  while (!open.empty()) {
    auto const* node = open.back();
    open.pop_back();
    auto look = [&](std::string_view space) {
      if (space == notation::bpmn::drivetrain) ours = true;
      if (space == spaces[1]) found = Dialect::zeebe;
      else if (Compilation::is_vendor(space) && found == Dialect::own) found = Dialect::camunda;
    };
    look(node->space);
    for (auto const& attribute : node->attributes) look(attribute.space);
    for (auto const& child : node->children) open.push_back(&child);
  }
  return ours ? Dialect::own : found;
}

bool Compilation::is_job(BpmnElement const& element) const {
  if (dialect_ == Dialect::own) return !element.dt("topic").empty();
  for (auto name : {"type", "class", "delegateExpression", "expression"})
    if (vendor(element, name)) return true;
  if (extension(element, "taskDefinition") || connector(element)) return true;
  return false;
}

JobPart Compilation::job(BpmnElement const& element, XmlNode const* definition) {
  JobPart part;
  auto look = [&](std::string_view name) -> XmlAttribute const* {
    if (dialect_ == Dialect::own) return nullptr;
    if (definition)
      if (auto const* found = vendor(*definition, name)) return found;
    return vendor(element, name);
  };
  if (auto topic = element.dt("topic"); !topic.empty()) part.topic = constant(topic.value);
  else if (auto const* named = look("topic")) part.topic = value(named->value, named->span).value_or(no_index);
  else if (auto const* java = look("class")) part.topic = constant(java->value);
  else if (auto const* delegate = look("delegateExpression")) part.topic = constant(delegate->value);
  else if (auto const* bean = look("expression")) part.topic = constant(bean->value);
  else if (auto const* type = look("type")) part.topic = constant(type->value);
  else if (auto const* task = extension(element, "taskDefinition")) {
    if (auto const* type = vendor(*task, "type")) part.topic = value(type->value, type->span).value_or(no_index);
  }
  if (auto const* type = look("type"); type && type->value == "external" && dialect_ == Dialect::camunda && element.dt("topic").empty())
    if (auto const* topic = look("topic"); !topic || trim(topic->value).empty())
      refuse(topic ? topic->span : type->span, named(element) + " is left to a worker, and names no topic", "write camunda:topic=\"mail\"");
  if (auto call = http(element, part)) part.http = builder_->http(std::move(*call));
  retries(element, part);
  auto const* priority = look("taskPriority");
  if (!priority && dialect_ == Dialect::camunda) priority = vendor(*process_, "taskPriority");
  if (priority) part.priority = value(priority->value, priority->span).value_or(no_index);
  if (auto const* result = look("resultVariable")) part.result = builder_->word(result->value);
  if (!definition && part.topic == no_index && element.kind != BpmnKind::end_event && element.kind != BpmnKind::intermediate_throw_event)
    refuse(element.span, named(element) + " says not who does it",
           dialect_ == Dialect::own ? "name the topic of the worker that does: dt:topic=\"mail\"; or make it a user task for a role" : "give it type=\"external\" and a topic, a class, or a taskDefinition");
  if (element.xml && dialect_ == Dialect::camunda)
    if (auto const* extensions = element.xml->child(notation::bpmn::model, "extensionElements"))
      for (auto const& child : extensions->children) {
        if (child.name != "errorEventDefinition" || !is_spoken(child.space)) continue;
        auto const* condition = vendor(child, "expression");
        auto reference = child.value("errorRef");
        if (!condition || trim(condition->value).empty()) continue;
        auto error = std::find_if(definitions_.errors.begin(), definitions_.errors.end(), [&](auto const& one) { return one.id == reference; });
        auto compiled = expression(notation::Formula{condition->value, condition->span});
        if (compiled) part.failures.push_back({*compiled, builder_->word(error == definitions_.errors.end() ? std::string(reference) : error->code)});
      }
  return part;
}

ScriptPart Compilation::script(BpmnElement const& element) {
  ScriptPart part;
  if (auto result = element.dt("result"); !result.empty()) part.result = builder_->word(result.value);
  if (auto const* result = vendor(element, "resultVariable")) part.result = builder_->word(result->value);
  auto formula = element.script;
  if (auto const* script = extension(element, "script")) {
    if (auto const* expression = vendor(*script, "expression")) formula = {expression->value, expression->span};
    if (auto const* result = vendor(*script, "resultVariable")) part.result = builder_->word(result->value);
  }
  auto format = lower_ascii(element.script_format);
  if (!format.empty() && format.find("feel") == std::string::npos && format != "juel") {
    refuse(element.span, named(element) + " is written in " + element.script_format + ", which does not run here",
           dialect_ == Dialect::camunda ? "write it as an expression (scriptFormat=\"juel\"), or make it a service task for a worker: camunda:type=\"external\" camunda:topic=\"…\"" : "write it in FEEL, or let a worker do it: dt:topic");
    return part;
  }
  if (auto const* resource = vendor(element, "resource")) {
    refuse(resource->span, named(element) + " has its script in " + resource->value + ", which is not part of the model", "write the script into the task, or let a worker do it");
    return part;
  }
  if (formula.empty()) {
    refuse(element.span, named(element) + " has no script", "write the expression whose value it sets");
    return part;
  }
  part.expression = expression(formula).value_or(no_index);
  if (part.expression == no_index) part.expression = constant("");
  return part;
}

CallPart Compilation::call(BpmnElement const& element) {
  CallPart part;
  if (dialect_ == Dialect::own) part.binding = Binding::deployment;  // a case ends on the model with which it began
  if (auto const* called = extension(element, "calledElement"); called && dialect_ == Dialect::zeebe) bind(element, "process", vendor(*called, "bindingType"), nullptr, vendor(*called, "versionTag"), part);
  if (dialect_ == Dialect::camunda) bind(element, "process", vendor(element, "calledElementBinding"), vendor(element, "calledElementVersion"), vendor(element, "calledElementVersionTag"), part);
  if (auto const* called = extension(element, "calledElement")) {
    if (auto const* process = vendor(*called, "processId")) part.process = value(process->value, process->span).value_or(no_index);
    auto const* in = vendor(*called, "propagateAllParentVariables");
    auto const* out = vendor(*called, "propagateAllChildVariables");
    part.all_in = !in || in->value != "false";
    part.all_out = !out || out->value != "false";
  } else if (!element.called.value.empty()) {
    part.process = value(element.called.value, element.called.span).value_or(no_index);
    part.all_in = part.all_out = dialect_ == Dialect::own;
  }
  if (part.process == no_index) {
    refuse(element.span, named(element) + " calls nothing", "name the process that it calls (calledElement)");
    part.process = constant("");
  }
  for (auto name : {"caseRef", "variableMappingClass", "variableMappingDelegateExpression"})
    if (auto const* other = vendor(element, name))
      refuse(other->span, named(element) + " has " + name + ", which needs Java or CMMN", "map the variables with in and out, or call a process");
  auto const* extensions = element.xml && dialect_ == Dialect::camunda ? element.xml->child(notation::bpmn::model, "extensionElements") : nullptr;
  if (!extensions) return part;
  for (auto const& child : extensions->children) {
    if (!is_spoken(child.space) || (child.name != "in" && child.name != "out")) continue;
    bool in = child.name == "in";
    if (auto const* all = vendor(child, "variables"); all && all->value == "all") {
      (in ? part.all_in : part.all_out) = true;
      continue;
    }
    if (auto const* key = vendor(child, "businessKey")) {
      part.business_key = value(key->value, key->span).value_or(no_index);
      continue;
    }
    CallPart::Passed passed;
    if (auto const* target = vendor(child, "target")) passed.target = builder_->word(target->value);
    passed.local = is_set(vendor(child, "local"));
    if (auto const* source = vendor(child, "source")) {
      // A variable by name, null when there is none: not an expression, in which a missing one is an error.
      auto compiled = feel::compile(source->value, feel::Scope{{source->value}, true});
      if (auto* feel = std::get_if<feel::Expression>(&compiled)) passed.value = builder_->expression(std::move(*feel));
    } else if (auto const* expression = vendor(child, "sourceExpression")) {
      passed.value = this->expression(notation::Formula{expression->value, expression->span}).value_or(no_index);
    }
    if (passed.value != no_index && passed.target != 0) (in ? part.in : part.out).push_back(passed);
  }
  return part;
}

void Compilation::ad_hoc(BpmnElement const& element, NodeIndex node) {
  auto& scope = builder_->scope_of(node);
  scope.sequential = element.sequential;
  if (!element.condition.empty())
    if (auto compiled = expression(element.condition)) builder_->scope_of(node).completion = *compiled;
  if (element.xml && element.xml->value("cancelRemainingInstances") == "false") builder_->scope_of(node).cancel_remaining = false;
  if (auto const* ad_hoc = extension(element, "adHoc"))
    if (auto const* chosen = vendor(*ad_hoc, "activeElementsCollection"))
      builder_->scope_of(node).chosen = expression(notation::Formula{chosen->value, chosen->span}).value_or(no_index);
}

/// What may stand on any flow node.
void Compilation::marks(BpmnElement const& element, NodeIndex node) {
  builder_->at(node).for_compensation = element.for_compensation;
  builder_->at(node).async_before = is_set(vendor(element, "asyncBefore")) || is_set(vendor(element, "async"));
  builder_->at(node).async_after = is_set(vendor(element, "asyncAfter"));
  if (element.loop) loop(element, node);
  mapping(element, node);
  listeners_at(element, node);
  properties(element, node);
  without_effect(element);
}

void Compilation::loop(BpmnElement const& element, NodeIndex node) {
  auto const& drawn = *element.loop;
  LoopPart part;
  part.kind = drawn.kind == notation::BpmnLoopKind::standard ? LoopPart::Kind::standard : drawn.kind == notation::BpmnLoopKind::parallel ? LoopPart::Kind::parallel : LoopPart::Kind::sequential;
  part.test_before = drawn.test_before;
  if (!drawn.condition.empty()) part.completion = expression(drawn.condition).value_or(no_index);
  if (!drawn.cardinality.empty()) part.cardinality = value(drawn.cardinality.text, drawn.cardinality.span).value_or(no_index);
  if (part.cardinality != no_index && dialect_ == Dialect::own) part.cardinality = expression(drawn.cardinality).value_or(no_index);
  if (!drawn.maximum.value.empty()) part.maximum = dialect_ == Dialect::camunda ? no_index : expression(drawn.maximum).value_or(no_index);
  auto variable = [&](notation::Text const& text) {
    auto compiled = feel::compile(text.value, feel::Scope{{text.value}, true});
    auto* feel = std::get_if<feel::Expression>(&compiled);
    return feel ? builder_->expression(std::move(*feel)) : no_index;
  };
  if (!drawn.input.value.empty()) part.collection = variable(drawn.input);
  if (!drawn.input_item.value.empty()) part.element = builder_->word(drawn.input_item.value);
  if (!drawn.output.value.empty()) part.output = builder_->word(drawn.output.value);
  if (!drawn.output_item.value.empty()) part.output_element = variable(drawn.output_item);
  if (drawn.xml && dialect_ != Dialect::own) {
    if (auto const* collection = vendor(*drawn.xml, "collection"))
      part.collection = collection->value.find('{') == std::string::npos ? variable({collection->value, collection->span}) : expression(notation::Formula{collection->value, collection->span}).value_or(no_index);
    if (auto const* item = vendor(*drawn.xml, "elementVariable")) part.element = builder_->word(item->value);
    part.async_before = is_set(vendor(*drawn.xml, "asyncBefore")) || is_set(vendor(*drawn.xml, "async"));
    part.async_after = is_set(vendor(*drawn.xml, "asyncAfter"));
    if (auto const* characteristics = extension(*drawn.xml, "loopCharacteristics")) {
      if (auto const* input = vendor(*characteristics, "inputCollection")) part.collection = expression(notation::Formula{input->value, input->span}).value_or(no_index);
      if (auto const* item = vendor(*characteristics, "inputElement")) part.element = builder_->word(item->value);
      if (auto const* output = vendor(*characteristics, "outputCollection")) part.output = builder_->word(output->value);
      if (auto const* value = vendor(*characteristics, "outputElement")) part.output_element = expression(notation::Formula{value->value, value->span}).value_or(no_index);
    }
  }
  if (part.kind != LoopPart::Kind::standard && part.collection == no_index && part.cardinality == no_index) {
    refuse(drawn.span, named(element) + " runs several times, and says not how often", "give it a loopCardinality or a collection");
    return;
  }
  if (part.kind == LoopPart::Kind::standard && dialect_ != Dialect::camunda && part.completion == no_index && part.maximum == no_index) {
    refuse(drawn.span, named(element) + " is a loop that says neither how long nor how often, and would go on for ever", "give it a loopCondition or a loopMaximum");
    return;
  }
  if (part.kind == LoopPart::Kind::standard && dialect_ == Dialect::camunda) return;  // DEVIATION: runs once there, see check in compile()
  builder_->loop(node, part);
}

}  // namespace drivetrain::processes
