// Looking things up in a compiled process (see program.h).
#include "processes/program.h"

namespace drivetrain::processes {

namespace {

struct KindName {
  std::string_view name, words;
};
constexpr KindName kind_names[element_kinds] = {
    {"start_event", "start event"},
    {"end_event", "end event"},
    {"catch_event", "event"},
    {"throw_event", "intermediate event"},
    {"boundary_event", "boundary event"},
    {"plain_task", "task"},
    {"user_task", "user task"},
    {"business_rule_task", "business-rule task"},
    {"job", "job"},
    {"script_task", "script task"},
    {"receive_task", "receive task"},
    {"call_activity", "call activity"},
    {"sub_process", "sub-process"},
    {"event_sub_process", "event sub-process"},
    {"transaction", "transaction"},
    {"ad_hoc_sub_process", "ad hoc sub-process"},
    {"exclusive_gateway", "exclusive gateway"},
    {"parallel_gateway", "parallel gateway"},
    {"inclusive_gateway", "inclusive gateway"},
    {"complex_gateway", "complex gateway"},
    {"event_gateway", "event-based gateway"},
};

constexpr std::string_view trigger_names[] = {"message", "timer", "signal", "error", "escalation", "conditional", "compensation", "cancel", "terminate", "link"};

}  // namespace

std::string_view to_string(ElementKind kind) { return kind_names[static_cast<std::size_t>(kind)].name; }
std::string_view describe(ElementKind kind) { return kind_names[static_cast<std::size_t>(kind)].words; }

std::string_view to_string(TriggerKind kind) { return trigger_names[static_cast<std::size_t>(kind)]; }

bool is_scope(ElementKind kind) {
  return kind == ElementKind::sub_process || kind == ElementKind::event_sub_process || kind == ElementKind::transaction || kind == ElementKind::ad_hoc_sub_process;
}

bool is_activity(ElementKind kind) { return kind >= ElementKind::plain_task && kind <= ElementKind::ad_hoc_sub_process; }

std::span<Flow const> Program::outgoing(NodeIndex index) const {
  auto const& node = nodes_[index];
  return std::span(flows_).subspan(node.first_outgoing, node.outgoing);
}

std::span<FlowIndex const> Program::incoming(NodeIndex index) const {
  auto const& node = nodes_[index];
  return std::span(incoming_).subspan(node.first_incoming, node.incoming);
}

std::span<NodeIndex const> Program::boundaries(NodeIndex index) const {
  auto const& node = nodes_[index];
  return std::span(boundaries_).subspan(node.first_boundary, node.boundaries);
}

NodeIndex Program::find(std::string_view element) const {
  auto found = node_by_id_.find(element);
  return found == node_by_id_.end() ? no_index : found->second;
}

FlowIndex Program::find_flow(std::string_view flow) const {
  auto found = flow_by_id_.find(flow);
  return found == flow_by_id_.end() ? no_index : found->second;
}

std::span<Trigger const> Program::triggers(NodeIndex index) const {
  auto const& node = nodes_[index];
  return std::span(triggers_).subspan(node.first_trigger, node.triggers);
}

DecisionPart const* Program::decision_of(NodeIndex index) const {
  if (node(index).kind != ElementKind::business_rule_task || task(index).called == no_index) return nullptr;
  return &decisions_[task(index).called];
}

JobPart const* Program::job_of(NodeIndex index) const {
  if (node(index).kind == ElementKind::job_task) return &job(index);
  auto const* message = trigger(index, TriggerKind::message);
  return message && message->job != no_index ? &job_at(message->job) : nullptr;
}

std::vector<std::pair<std::string, std::string>> const& Program::properties(NodeIndex index) const {
  static std::vector<std::pair<std::string, std::string>> const none;
  auto found = properties_.find(index);
  return found == properties_.end() ? none : found->second;
}

HttpPart const* Program::http_of(NodeIndex index) const {
  auto const* job = job_of(index);
  return job && job->http != no_index ? &https_[job->http] : nullptr;
}

Trigger const* Program::trigger(NodeIndex index, TriggerKind kind) const {
  for (auto const& trigger : triggers(index))
    if (trigger.kind == kind) return &trigger;
  return nullptr;
}

NodeIndex Program::start_by(TriggerKind kind, std::string_view name) const {
  auto by = [&](NodeIndex node) {
    for (auto const& trigger : triggers(node))
      if (trigger.kind == kind && words_[trigger.name] == name) return true;
    return false;
  };
  for (auto start : scopes_[0].starts) {
    if (by(start)) return start;
    if (nodes_[start].kind != ElementKind::event_gateway) continue;
    for (auto const& flow : outgoing(start))
      if (by(flow.target)) return flow.target;
  }
  return no_index;
}

Form const* Program::form(NodeIndex index) const {
  auto const& node = nodes_[index];
  auto part = node.kind == ElementKind::user_task ? tasks_[node.part].form : node.kind == ElementKind::start_event ? node.part : no_index;
  return part == no_index ? nullptr : &forms_[part];
}

}  // namespace drivetrain::processes
