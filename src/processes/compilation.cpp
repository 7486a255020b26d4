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
  // Other tools mark FEEL with a leading "="; here everything is FEEL.
  auto text = std::string_view(formula.text);
  auto span = formula.span;
  if (auto trimmed = trim(text); trimmed.starts_with('=')) {
    auto skipped = static_cast<std::uint32_t>(trimmed.data() + 1 - text.data());
    text.remove_prefix(skipped);
    span.begin.column += skipped, span.begin.offset += skipped;
  }
  auto compiled = feel::compile(text, scope_);
  if (auto* expression = std::get_if<feel::Expression>(&compiled)) return builder_->expression(std::move(*expression));
  auto d = feel::to_diagnostic(std::get<feel::CompileError>(compiled), text, span, "DT-R040");
  if (text.find("${") != std::string_view::npos || text.find("#{") != std::string_view::npos)
    d.help = "expressions are FEEL: write approved = true, without ${ } or #{ }";
  if (d.help.empty()) d.help = "write a FEEL expression, such as approved = true";
  d.subject = sidecar_.header.id;
  diagnostics_.add(std::move(d));
  return std::nullopt;
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

void Compilation::timer(BpmnElement const& element, NodeIndex node) {
  auto const& event = element.events.front();
  TimerPart part;
  auto working = element.dt("working");
  if (working.empty() && event.xml)
    if (auto const* attribute = event.xml->attribute("working", notation::bpmn::drivetrain)) working = {attribute->value, attribute->span};
  if (!working.empty() && working.value != "true" && working.value != "false")
    refuse(working.span, "dt:working of " + named(element) + " is '" + working.value + "'",
           "write dt:working=\"true\" to count working time, or leave it out");
  part.working = working.value == "true";
  auto text = trim(event.expression.text);
  if (auto literal = parse_duration(text); literal.ok()) {
    part.fixed = *literal;
    if (literal->us < 0)
      error("DT-R023", event.expression.span, named(element) + " waits a negative time", "it would fire at once",
            "write how long it waits, such as PT4H");
  } else if (text.size() > 1 && text[0] == 'P' && (text[1] == 'T' || (text[1] >= '0' && text[1] <= '9'))) {
    error("DT-R024", event.expression.span, named(element) + " waits '" + std::string(text) + "': " + literal.error().message,
          "nobody could tell when it fires", "write an ISO 8601 duration such as PT4H or P5D");
  } else {
    part.computed = expression(event.expression).value_or(no_index);
  }
  builder_->timer(node, part);
}

void Compilation::message(BpmnElement const& element, NodeIndex node) {
  auto const& event = element.events.front();
  MessagePart part;
  auto const& messages = definitions_.messages;
  auto message = std::find_if(messages.begin(), messages.end(), [&](auto const& m) { return m.id == event.ref.value; });
  if (message == messages.end())
    refuse(element.span, named(element) + " names no message", "define a message in the file and refer to it (messageRef)");
  else
    part.message = builder_->word(message->name.empty() ? message->id : message->name);
  part.role = builder_->word(element.dt("role").value);
  if (auto key = element.dt("correlation"); !key.empty()) part.key = expression(key).value_or(no_index);
  builder_->message(node, part);
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

/// What another engine would act on has no effect here; say so once for each element.
void Compilation::foreign_engine(BpmnElement const& element) {
  if (!element.xml) return;
  auto engine = [](std::string const& space) {
    return space == "http://camunda.org/schema/1.0/bpmn" || space == "http://camunda.org/schema/zeebe/1.0" ||
           space == "http://activiti.org/bpmn" || space == "http://flowable.org/bpmn";
  };
  std::string names;
  Span span = element.span;
  auto note = [&](std::string const& prefix, std::string const& name, Span const& at) {
    if (names.empty()) span = at;
    names += (names.empty() ? "" : ", ") + prefix + ":" + name;
  };
  for (auto const& attribute : element.xml->attributes)
    if (engine(attribute.space)) note(attribute.prefix, attribute.name, attribute.span);
  if (auto const* extensions = element.xml->child(notation::bpmn::model, "extensionElements"))
    for (auto const& child : extensions->children)
      if (engine(child.space)) note(child.prefix, child.name, child.span);
  if (names.empty()) return;
  Diagnostic d;
  d.code = "DT-P410";
  d.severity = Severity::warning;
  d.span = span;
  d.message = sidecar_.header.id + ": " + names + " of " + named(element) + " has no effect here";
  d.why = "it was written for another engine, and whoever reads it there expects it to act";
  d.help = "say what is meant with dt:role, dt:decision, dt:duration, or remove it";
  d.subject = sidecar_.header.id;
  diagnostics_.add(std::move(d));
}

}  // namespace drivetrain::processes
