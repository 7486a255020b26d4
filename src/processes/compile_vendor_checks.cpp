// What Camunda 7 refuses when a model is deployed, besides what cannot run here anyway: attributes of its own with values that mean nothing.
// Whoever wrote them would learn it there at once, and so here. Source: its BpmnParse; Camunda 7 reference, "Extension attributes".
#include <algorithm>
#include <charconv>
#include <set>

#include "base/text.h"
#include "processes/compilation.h"

namespace drivetrain::processes {

using notation::BpmnElement;
using notation::BpmnKind;
using notation::XmlAttribute;
using notation::XmlNode;

namespace {

/// Attributes that hold an expression and that nothing else here compiles.
constexpr std::string_view expression_attributes[] = {
    "assignee",  "candidateUsers",    "candidateGroups", "candidateStarterUsers", "candidateStarterGroups",  "dueDate",              "followUpDate",         "priority",     "formKey",     "formRef",
    "formRefVersion", "expression", "delegateExpression", "jobPriority", "calledElementVersion", "calledElementVersionTag", "calledElementTenantId", "decisionRefVersion", "decisionRefTenantId", "defaultValue"};

bool holds_juel(std::string_view text) { return text.find("${") != std::string_view::npos || text.find("#{") != std::string_view::npos; }

std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  auto end = text.data() + text.size();
  if (text.starts_with('+')) text.remove_prefix(1);
  auto [stopped, wrong] = std::from_chars(text.data(), end, number);
  return wrong == std::errc() && stopped == end ? std::optional(number) : std::nullopt;
}

/// Activities and events take variables; of the events, those that a token passes.
bool maps_variables(BpmnElement const& element) {
  if (element.kind == BpmnKind::start_event || element.kind == BpmnKind::boundary_event || element.triggered_by_event) return false;
  return notation::is_activity(element.kind) || notation::is_event(element.kind);
}

}  // namespace

void Compilation::check_juel(std::string_view text, Span const& span) {
  if (!holds_juel(text)) return;
  auto compiled = juel::Expression::compile(trim(text));
  if (!compiled.ok())
    error("DT-R040", span, "'" + std::string(trim(text)) + "' is no expression: " + compiled.error().message, "it would have to be evaluated whenever a case comes here", compiled.error().help);
}

void Compilation::vendor_checks(BpmnElement const& element) {
  if (!element.xml) return;
  auto invalid = [&](XmlAttribute const& attribute, std::string const& wanted, std::string help) {
    refuse(attribute.span, attribute.name + " of " + named(element) + " is '" + attribute.value + "', which is no " + wanted, std::move(help));
  };
  for (auto name : expression_attributes)
    if (auto const* attribute = vendor(element, name)) check_juel(attribute->value, attribute->span);
  for (auto name : {"jobPriority", "taskPriority"})
    if (auto const* priority = vendor(element, name); priority && !holds_juel(priority->value) && !whole_number(trim(priority->value)))
      invalid(*priority, "whole number", "write a whole number such as 50, or an expression such as ${priority}");
  if (auto const* kept = vendor(element, "historyTimeToLive"); kept && element.kind == BpmnKind::process && !trim(kept->value).empty()) {
    auto text = trim(kept->value);
    bool iso = text.size() > 2 && text.front() == 'P' && text.back() == 'D';
    auto days = whole_number(iso ? text.substr(1, text.size() - 2) : text);
    if (!days || *days < 0) invalid(*kept, "number of days", "write days: 30 or P30D");
  }
  form(element);
  auto const* extensions = element.xml->child(notation::bpmn::model, "extensionElements");
  if (!extensions) return;
  for (auto const& child : extensions->children) {
    if (!is_spoken(child.space)) continue;
    if (child.name == "inputOutput") {
      variables_out(element, child);
    } else if (child.name == "errorEventDefinition") {
      auto const* type = vendor(element, "type");
      if (type && type->value == "external" && !vendor(child, "expression"))
        refuse(child.span, "an errorEventDefinition of " + named(element) + " has no expression, so that nothing says when its error is thrown",
               "give it an expression such as ${externalTask.errorMessage == 'ERR'}");
    } else if (child.name == "in" || child.name == "out") {
      if (element.kind == BpmnKind::call_activity) passed(element, child);
    } else if (child.name != "connector") {
      listeners(element, child);
    }
  }
}

/// Of a start event or user task: who fills in which form.
void Compilation::form(BpmnElement const& element) {
  if (element.kind != BpmnKind::start_event && element.kind != BpmnKind::user_task) return;
  if (auto const* java = vendor(element, "formHandlerClass"))
    refuse(java->span, named(element) + " leaves its form to the Java class " + java->value + ", which does not run here", "describe the form with camunda:formData, or refer to one with camunda:formRef");
  auto const* key = vendor(element, "formKey");
  auto const* reference = vendor(element, "formRef");
  auto const* binding = vendor(element, "formRefBinding");
  if (key && reference) refuse(reference->span, named(element) + " has a formKey and a formRef, and shows one form", "keep one of them");
  bool bound = binding && (binding->value == "deployment" || binding->value == "latest" || binding->value == "version");
  if (reference && !bound)
    refuse(binding ? binding->span : reference->span, named(element) + (binding ? " binds its form by '" + binding->value + "'" : " does not say which version of its form it shows"),
           "write formRefBinding=\"deployment\", \"latest\" or \"version\"");
  if (auto const* data = extension(element, "formData"))
    for (auto const& field : data->children)
      if (is_spoken(field.space) && field.name == "formField" && !vendor(field, "type"))
        refuse(field.span, "the form field '" + std::string(field.value("id")) + "' of " + named(element) + " has no type, so that nobody knows what to enter", "write type=\"string\", \"long\", \"boolean\", \"date\" or \"enum\"");
}

void Compilation::variables_out(BpmnElement const& element, XmlNode const& mapping) {
  if (!maps_variables(element))
    return refuse(mapping.span, named(element) + " maps variables, which only activities and the events on a case's way do", "map them in the element that follows");
  auto output = std::find_if(mapping.children.begin(), mapping.children.end(), [](XmlNode const& child) { return child.name == "outputParameter"; });
  if (output != mapping.children.end() && element.loop && element.loop->kind != notation::BpmnLoopKind::standard)
    refuse(output->span, named(element) + " runs several times and maps variables out, so that the last one would overwrite the others", "map them inside a sub-process, or collect them in a list");
}

/// camunda:in and camunda:out of a call activity.
void Compilation::passed(BpmnElement const& element, XmlNode const& variable) {
  if (vendor(variable, "businessKey")) return;
  if (auto const* all = vendor(variable, "variables"); all && all->value == "all") return;
  auto const* source = vendor(variable, "source");
  if (!source) source = vendor(variable, "sourceExpression");
  auto const* target = vendor(variable, "target");
  auto what = "camunda:" + variable.name + " of " + named(element);
  if (!source || source->value.empty())
    refuse(source ? source->span : variable.span, what + " names no source", "write source=\"order\", sourceExpression=\"${order.id}\" or variables=\"all\"");
  else if (!target || target->value.empty())
    refuse(target ? target->span : variable.span, what + " names no target for " + source->value, "write target=\"order\"");
}

/// Listeners, and every expression inside an extension element.
void Compilation::listeners(BpmnElement const& element, XmlNode const& root) {
  std::vector<XmlNode const*> open{&root};
  while (!open.empty()) {
    auto const& node = *open.back();
    open.pop_back();
    if (!is_spoken(node.space)) continue;
    if (node.name == "executionListener" || node.name == "taskListener") {
      bool says = vendor(node, "expression") || node.child(node.space, "script");
      for (auto name : {"class", "delegateExpression"})
        if (auto const* attribute = vendor(node, name)) {
          says = true;
          if (trim(attribute->value).empty()) refuse(attribute->span, "a listener of " + named(element) + " has an empty " + name, "name what listens, or remove the listener");
        }
      if (!says) refuse(node.span, "a listener of " + named(element) + " says not who listens", "give it an expression or a class, or remove it");
    }
    for (auto name : expression_attributes)
      if (auto const* attribute = vendor(node, name)) check_juel(attribute->value, attribute->span);
    if (node.name == "expression" || node.name == "failedJobRetryTimeCycle") check_juel(node.own_text(), node.span);
    for (auto const& child : node.children) open.push_back(&child);
  }
}

/// Signals are known by their names: beside the processes, each has one of its own.
void Compilation::vendor_signals() {
  std::set<std::string_view> names;
  for (auto const& signal : definitions_.signals) {
    if (signal.id.empty()) refuse(signal.span, "the signal '" + signal.name + "' has no id, so that nothing can refer to it", "give it an id");
    if (!signal.name.empty() && !names.insert(signal.name).second)
      refuse(signal.span, "two signals have the name '" + signal.name + "', and are one for whoever waits for it", "give them different names, or refer to one signal");
  }
}

}  // namespace drivetrain::processes
