// What runs beside an element: Camunda 7's executionListener (an expression is evaluated here; a class or delegate is a job of that name, so that a
// worker can take it over) and Camunda 8's executionListeners (jobs). What cannot run there is refused with its place.
#include <algorithm>

#include "base/job_limits.h"
#include "base/text.h"
#include "processes/compilation.h"

namespace drivetrain::processes {

using notation::BpmnElement;
using notation::BpmnKind;
using notation::XmlNode;

namespace {

/// A token goes through without waiting: to begin and to end are one.
bool passes(BpmnElement const& element) {
  return element.kind == BpmnKind::start_event || element.kind == BpmnKind::end_event || element.kind == BpmnKind::intermediate_throw_event || element.kind == BpmnKind::task || element.kind == BpmnKind::manual_task;
}

/// "${bean.told(execution)}": only Java can be given the execution itself.
bool calls_java(std::string_view text) {
  for (auto word : {"execution", "task"})
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
      auto before = text.substr(0, at).find_last_not_of(" \t\r\n");
      auto after = text.find_first_not_of(" \t\r\n", at + std::string_view(word).size());
      bool given = before != std::string_view::npos && (text[before] == '(' || text[before] == ',') && after != std::string_view::npos && (text[after] == ')' || text[after] == ',');
      if (given) return true;
    }
  return false;
}

}  // namespace

/// Nothing after a finding, or when it is empty there, too.
std::optional<ListenerPart> Compilation::listener(BpmnElement const& element, XmlNode const& node) {
  ListenerPart part;
  auto left_to_a_worker = [&](std::string const& topic) {
    JobPart job;
    job.topic = constant(topic);
    part.job = builder_->job(std::move(job));
    return part;
  };
  auto runs = [&](std::string const& text, Span const& span) -> std::optional<ListenerPart> {
    if (!juel::Expression::compile(text).ok()) return std::nullopt;  // said by the checks of Camunda 7
    if (text.find("setVariableLocal") != std::string::npos) {
      refuse(span, "a listener of " + named(element) + " sets a variable of its element alone, which does not run here", "map it as an input of the element, or set it for the case with setVariable");
      return std::nullopt;
    }
    part.expression = expression(notation::Formula{text, span}).value_or(no_index);
    return part.expression == no_index ? std::nullopt : std::optional(part);
  };
  for (auto name : {"class", "delegateExpression"})
    if (auto const* java = vendor(node, name)) return trim(java->value).empty() ? std::nullopt : std::optional(left_to_a_worker(std::string(trim(java->value))));
  if (auto const* written = vendor(node, "expression")) {
    auto text = std::string(trim(written->value));
    if (calls_java(text)) return left_to_a_worker(text);
    return runs(text, written->span);
  }
  auto script = std::find_if(node.children.begin(), node.children.end(), [&](XmlNode const& child) { return child.name == "script" && is_spoken(child.space); });
  if (script == node.children.end()) return std::nullopt;  // said by the checks of Camunda 7
  auto format = lower_ascii(script->value("scriptFormat"));
  if (format != "juel" || script->attribute("resource")) {
    refuse(script->span, "a listener of " + named(element) + " is written in " + (script->attribute("resource") ? "a file of its own" : format.empty() ? "no language" : format), "write it as an expression, or name a class that a worker stands in for: class=\"topic-of-the-worker\"");
    return std::nullopt;
  }
  return runs(std::string(trim(script->own_text())), script->span);
}

void Compilation::listeners_at(BpmnElement const& element, NodeIndex node) {
  auto const* extensions = element.xml && dialect_ != Dialect::own ? element.xml->child(notation::bpmn::model, "extensionElements") : nullptr;
  if (!extensions) return;
  ListenersPart all;
  auto owner = builder_->owner_of(builder_->at(node).scope);
  bool begins_by_event = element.kind == BpmnKind::boundary_event || element.triggered_by_event || (element.kind == BpmnKind::start_event && owner != no_index && builder_->at(owner).kind == ElementKind::event_sub_process);
  auto add = [&](XmlNode const& written, std::string const& event, std::optional<ListenerPart> part) {
    if (event != "start" && event != "end")
      return refuse(written.span, "a listener of " + named(element) + " listens to '" + event + "', which never happens there", "listen to start or end");
    if (begins_by_event) return refuse(written.span, named(element) + " begins by its event, and what listens beside it would not run", "put the listener on the element behind it");
    if (event == "end" && notation::is_gateway(element.kind)) return refuse(written.span, named(element) + " has a listener of its end, which does not run here", "put it on a sequence flow behind it, or on the element that follows");
    bool joins = notation::is_gateway(element.kind) && element.kind != BpmnKind::exclusive_gateway && element.incoming.size() > 1;
    if (joins && part && part->job != no_index) return refuse(written.span, named(element) + " joins, and a worker would have to be waited for at each arrival", "put the listener on the element that follows");
    if (part) (event == "end" && !passes(element) ? all.end : all.start).push_back(*part);
  };
  for (auto const& child : extensions->children) {
    if (!is_spoken(child.space)) continue;
    if (child.name == "executionListener" && dialect_ == Dialect::camunda) {
      auto const* event = vendor(child, "event");
      add(child, event ? event->value : "start", listener(element, child));
    }
    if (child.name != "executionListeners" || dialect_ != Dialect::zeebe) continue;
    for (auto const& one : child.children) {
      if (one.name != "executionListener") continue;
      auto const* event = vendor(one, "eventType");
      auto const* type = vendor(one, "type");
      if (!type || trim(type->value).empty()) {
        refuse(one.span, "a listener of " + named(element) + " has no type", "name the type of job that listens: type=\"audit\"");
        continue;
      }
      JobPart job;
      job.topic = value(type->value, type->span).value_or(no_index);
      if (auto const* retries = vendor(one, "retries"); retries && !retries->value.starts_with('=')) {
        auto number = Decimal::parse(trim(retries->value));
        auto whole = number ? number->to_int64() : std::nullopt;
        if (whole && *whole >= 1 && *whole <= limits::max_job_retries) job.retries = static_cast<int>(*whole);
        else refuse(retries->span, "a listener of " + named(element) + " is tried '" + retries->value + "' times", "write a whole number from 1 to " + std::to_string(limits::max_job_retries));
      }
      if (job.topic == no_index) continue;
      ListenerPart part;
      part.job = builder_->job(std::move(job));
      add(one, event ? event->value : "", part);
    }
  }
  if (!all.start.empty() || !all.end.empty()) builder_->listeners(node, std::move(all));
}

/// Camunda 7: what listens to a sequence flow being taken. A token cannot wait on a flow.
std::uint32_t Compilation::flow_listeners(BpmnElement const& flow) {
  auto const* extensions = flow.xml && dialect_ == Dialect::camunda ? flow.xml->child(notation::bpmn::model, "extensionElements") : nullptr;
  ListenersPart all;
  if (extensions)
    for (auto const& child : extensions->children) {
      if (child.name != "executionListener" || !is_spoken(child.space)) continue;
      auto part = listener(flow, child);
      if (part && part->job != no_index) refuse(child.span, "the sequence flow '" + flow.id + "' has a listener that a worker would have to run, and nothing waits on a flow", "put it on the element before or behind it");
      else if (part) all.start.push_back(*part);
    }
  return all.start.empty() ? no_index : builder_->listeners(std::move(all));
}

/// Of the process as a whole nothing listens: its start and end events do.
void Compilation::refuse_process_listeners() {
  for (auto name : {"executionListener", "executionListeners"})
    if (auto const* listener = extension(*process_, name)) refuse(listener->span, named(*process_) + " has a listener of its own, which does not run here", "put it on its start and end events");
}

}  // namespace drivetrain::processes
