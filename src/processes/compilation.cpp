// What the elements' compile-time parts share: findings, expressions, timers, messages, extensions (see compilation.h).
#include "processes/compilation.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace drivetrain::processes {

using notation::BpmnElement;

void Compilation::error(std::string code, Span const& span, std::string message, std::string why, std::string help) {
  Diagnostic d;
  d.code = std::move(code);
  d.span = span;
  d.message = sidecar_.header.id + ": " + std::move(message);
  d.why = std::move(why);
  d.help = std::move(help);
  d.subject = sidecar_.header.id;
  diagnostics_.add(std::move(d));
}

void Compilation::refuse(Span const& span, std::string message, std::string help) {
  error("DT-P410", span, std::move(message), "what is drawn but does not run would mislead everyone who reads the diagram",
        std::move(help));
}

void Compilation::warn(Span const& span, std::string message, std::string help) {
  Diagnostic d;
  d.code = "DT-P410";
  d.severity = Severity::warning;
  d.span = span;
  d.message = sidecar_.header.id + ": " + std::move(message);
  d.why = "what is drawn but does not run would mislead everyone who reads the diagram";
  d.help = std::move(help);
  d.subject = sidecar_.header.id;
  diagnostics_.add(std::move(d));
}

void Compilation::misdrawn(Span const& span, std::string message, std::string help) {
  refuse(span, std::move(message), std::move(help));
  whole_ = false;
}

std::string Compilation::named(BpmnElement const& element) const {
  std::string words;
  for (char c : to_string(element.kind)) {
    if (c >= 'A' && c <= 'Z')
      words += ' ', words += static_cast<char>(c - 'A' + 'a');
    else
      words += c;
  }
  return "the " + words + " '" + (element.name.empty() ? element.id : element.name) + "'";
}

std::optional<std::uint32_t> Compilation::expression(notation::Formula const& formula) {
  auto made = compiled(formula);
  return made ? std::optional(builder_->expression(std::move(*made))) : std::nullopt;
}

std::optional<Expression> Compilation::compiled(notation::Formula const& formula) {
  // Other tools mark FEEL with a leading "="; here everything is FEEL.
  auto text = std::string_view(formula.text);
  auto span = formula.span;
  auto trimmed = trim(text);
  if (auto plain = from_xpath(trimmed)) {
    auto scope = scope_here();
    scope.open = true;
    auto compiled = feel::compile(*plain, scope);
    if (auto* expression = std::get_if<feel::Expression>(&compiled)) return Expression(std::move(*expression));
  }
  if (dialect_ == Dialect::camunda) {
    auto compiled = juel::Expression::compile(trimmed);
    if (compiled.ok()) return Expression(*compiled);
    error("DT-R040", span, "'" + std::string(trimmed) + "' is no expression: " + compiled.error().message, "it would have to be evaluated whenever a case comes here", compiled.error().help);
    return std::nullopt;
  }
  if (trimmed.starts_with('=')) {
    auto skipped = static_cast<std::uint32_t>(trimmed.data() + 1 - text.data());
    text.remove_prefix(skipped);
    span.begin.column += skipped, span.begin.offset += skipped;
  }
  auto compiled = data_.empty() && local_names_.empty() ? feel::compile(text, scope_) : feel::compile(text, scope_here());
  if (auto* expression = std::get_if<feel::Expression>(&compiled)) {
    Expression made(std::move(*expression));
    if (!data_.empty() && dialect_ == Dialect::own) check_data_read(made, span);
    return made;
  }
  auto d = feel::to_diagnostic(std::get<feel::CompileError>(compiled), text, span, "DT-R040");
  if (text.find("${") != std::string_view::npos || text.find("#{") != std::string_view::npos)
    d.help = "expressions are FEEL: write approved = true, without ${ } or #{ }";
  if (d.help.empty()) d.help = "write a FEEL expression, such as approved = true";
  d.subject = sidecar_.header.id;
  diagnostics_.add(std::move(d));
  return std::nullopt;
}

std::optional<std::uint32_t> Compilation::value(std::string const& text, Span const& span) {
  auto made = compiled_value(text, span);
  return made ? std::optional(builder_->expression(std::move(*made))) : std::nullopt;
}

std::optional<Expression> Compilation::compiled_value(std::string const& text, Span const& span) {
  bool computed = dialect_ == Dialect::camunda ? text.find("${") != std::string::npos || text.find("#{") != std::string::npos : trim(text).starts_with('=');
  return computed ? compiled(notation::Formula{text, span}) : Expression::constant(text);
}

Duration Compilation::duration(BpmnElement const& element, std::string_view name) {
  auto text = element.dt(name);
  if (text.empty()) return {};
  auto parsed = parse_duration(text.value);
  if (parsed.ok() && parsed->us >= 0) return *parsed;
  error("DT-R024", text.span, "dt:" + std::string(name) + " of " + named(element) + " is '" + text.value + "'",
        "nobody could tell when it takes too long", "write an ISO 8601 duration such as PT45M or PT4H");
  return {};
}

void Compilation::allow(BpmnElement const& element, std::initializer_list<std::string_view> names) {
  if (!element.xml) return;
  auto check = [&](std::string const& name, Span const& span) {
    if (std::find(names.begin(), names.end(), name) != names.end()) return;
    std::vector<std::string> known(names.begin(), names.end());
    auto near = nearest(name, known);
    refuse(span, "dt:" + name + " means nothing on " + named(element),
           near            ? "did you mean dt:" + *near + "?"
           : known.empty() ? "remove it"
                           : "it takes: dt:" + join(known, ", dt:"));
  };
  for (auto const& attribute : element.xml->attributes)
    if (attribute.space == notation::bpmn::drivetrain) check(attribute.name, attribute.span);
  if (auto const* extensions = element.xml->child(notation::bpmn::model, "extensionElements"))
    for (auto const& child : extensions->children)
      if (child.space == notation::bpmn::drivetrain) check(child.name, child.span);
}

namespace {

/// What files of Camunda 7 and 8 say that acts here, too, or means nothing for how a case runs.
constexpr std::string_view understood[] = {
    "adHoc", "assignee", "assignmentDefinition", "async", "asyncAfter", "asyncBefore", "calledDecision", "calledElement", "calledElementBinding", "calledElementVersion",
    "calledElementVersionTag", "candidateGroups", "candidateUsers", "class", "connector", "decisionRef", "decisionRefBinding", "decisionRefVersion", "decisionRefVersionTag",
    "delegateExpression", "diagramRelationId", "dueDate", "errorEventDefinition", "exclusive", "executionListener", "executionListeners", "expression", "failedJobRetryTimeCycle", "field",
    "followUpDate", "formData", "formDefinition", "formKey", "formRef", "formRefBinding", "formRefVersion", "in", "initiator", "inputOutput", "ioMapping",
    "loopCharacteristics", "mapDecisionResult", "modelerTemplate", "modelerTemplateIcon", "modelerTemplateVersion", "out", "priority", "priorityDefinition", "properties", "resultVariable",
    "script", "subscription", "taskDefinition", "taskHeaders", "taskPriority", "taskSchedule", "topic", "type", "userTask", "userTaskForm", "versionTag",
    "variableMappingClass", "variableMappingDelegateExpression", "caseRef"};  // the last are refused by name

/// Refused, each in its place (refuse_task_listeners).
constexpr std::string_view task_listener_words[] = {"taskListener", "taskListeners"};

}  // namespace

/// What listens to a task acts, in the engine that the file was written for: on its variables, on who does it, on the world. It does not run here, and
/// to go on without it would be another process. By themselves (bpmn replay-traces) such files are walked all the same, and told.
void Compilation::refuse_task_listeners(BpmnElement const& element) {
  if (alone_) return;
  auto const* extensions = element.xml->child(notation::bpmn::model, "extensionElements");
  if (!extensions) return;
  for (auto const& child : extensions->children) {
    if (!is_spoken(child.space) || std::find(std::begin(task_listener_words), std::end(task_listener_words), child.name) == std::end(task_listener_words)) continue;
    auto refuse_one = [&](notation::XmlNode const& listener) {
      auto event = std::string(listener.value("event"));
      if (event.empty()) event = std::string(listener.value("eventType"));
      refuse(listener.span, "a " + listener.prefix + ":" + listener.name + (event.empty() ? "" : " (" + event + ")") + " of " + named(element) + " does not run here",
             "draw what it does: a service task for a worker, a script task, or input and output mappings; an execution listener runs at its start and end; who does a task and when is said by assignee, candidateGroups and dueDate");
    };
    if (!child.name.ends_with("s")) refuse_one(child);
    else
      for (auto const& listener : child.children)
        if (is_spoken(listener.space)) refuse_one(listener);
  }
}

/// What another engine would act on has no effect here; say so once for each element.
void Compilation::foreign_engine(BpmnElement const& element) {
  if (!element.xml) return;
  refuse_task_listeners(element);
  std::string names;
  Span span = element.span;
  auto note = [&](std::string const& prefix, std::string const& name, Span const& at, bool spoken) {
    if (spoken && !alone_ && std::find(std::begin(task_listener_words), std::end(task_listener_words), name) != std::end(task_listener_words)) return;  // refused by name
    if (spoken && std::find(std::begin(understood), std::end(understood), name) != std::end(understood)) return;
    if (names.empty()) span = at;
    names += (names.empty() ? "" : ", ") + prefix + ":" + name;
  };
  for (auto const& attribute : element.xml->attributes)
    if (is_vendor(attribute.space)) note(attribute.prefix, attribute.name, attribute.span, is_spoken(attribute.space));
  if (auto const* extensions = element.xml->child(notation::bpmn::model, "extensionElements"))
    for (auto const& child : extensions->children)
      if (is_vendor(child.space)) note(child.prefix, child.name, child.span, is_spoken(child.space));
  if (names.empty()) return;
  Diagnostic d;
  d.code = "DT-P410";
  d.severity = Severity::warning;
  d.span = span;
  d.message = sidecar_.header.id + ": " + names + " of " + named(element) + " has no effect here";
  d.why = "it was written for another engine, and whoever reads it there expects it to act";
  d.help = dialect_ == Dialect::own ? "say what is meant with dt:role, dt:decision, dt:duration, or remove it" : "let a step of the process do what it did, or remove it";
  d.subject = sidecar_.header.id;
  diagnostics_.add(std::move(d));
}

}  // namespace drivetrain::processes
