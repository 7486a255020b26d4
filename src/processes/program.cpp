// Looking things up in a compiled process (see program.h).
#include "processes/program.h"

namespace drivetrain::processes {

namespace {

struct KindName {
  std::string_view name, words;
};
constexpr KindName kind_names[element_kinds] = {
    {"none_start", "start event"},
    {"message_start", "message start event"},
    {"none_end", "end event"},
    {"terminate_end", "terminate end event"},
    {"none_intermediate", "intermediate event"},
    {"timer", "timer event"},
    {"message", "message event"},
    {"timer", "boundary timer"},
    {"plain_task", "task"},
    {"user_task", "user task"},
    {"business_rule_task", "business-rule task"},
    {"sub_process", "sub-process"},
    {"exclusive_gateway", "exclusive gateway"},
    {"parallel_gateway", "parallel gateway"},
    {"event_gateway", "event-based gateway"},
};

}  // namespace

std::string_view to_string(ElementKind kind) { return kind_names[static_cast<std::size_t>(kind)].name; }
std::string_view describe(ElementKind kind) { return kind_names[static_cast<std::size_t>(kind)].words; }

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

NodeIndex Program::message_start(std::string_view name) const {
  for (NodeIndex i = 0; i < nodes_.size(); ++i)
    if (nodes_[i].kind == ElementKind::message_start && words_[message(i).message] == name) return i;
  return no_index;
}

}  // namespace drivetrain::processes
