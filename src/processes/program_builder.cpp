// Putting a Program together (see program_builder.h): flows are sorted by their source, so that what leaves a node is one
// stretch of the array; incoming flows and boundary events are counted, then placed (counting sort).
#include "processes/program_builder.h"

#include <algorithm>

#include "base/result.h"

namespace drivetrain::processes {

ProgramBuilder::ProgramBuilder(std::string_view process, std::string_view title, Span span) : program_(new Program) {
  word("");
  program_->process_ = word(process);
  program_->title_ = word(title.empty() ? process : title);
  program_->span_ = std::move(span);
  program_->scopes_.emplace_back();
}

Name ProgramBuilder::word(std::string_view text) {
  auto [entry, added] = names_.try_emplace(std::string(text), static_cast<Name>(program_->words_.size()));
  if (added) program_->words_.push_back(entry->first);
  return entry->second;
}

std::uint32_t ProgramBuilder::expression(feel::Expression compiled) {
  program_->expressions_.push_back(std::move(compiled));
  return static_cast<std::uint32_t>(program_->expressions_.size() - 1);
}

void ProgramBuilder::variable(std::string_view name, feel::Kind kind) { program_->variables_.push_back({word(name), kind}); }

NodeIndex ProgramBuilder::node(ElementKind kind, std::string_view id, std::string_view title, ScopeIndex scope, Span span) {
  auto index = static_cast<NodeIndex>(program_->nodes_.size());
  Node node;
  node.kind = kind;
  node.scope = scope;
  node.id = word(id);
  node.title = word(title.empty() ? id : title);
  program_->nodes_.push_back(node);
  program_->node_spans_.push_back(std::move(span));
  program_->documentation_.emplace_back();
  if (kind == ElementKind::none_start) program_->scopes_[scope].start = index;
  return index;
}

ScopeIndex ProgramBuilder::inner_scope(NodeIndex sub_process) {
  auto& part = program_->nodes_[sub_process].part;
  if (part == no_index) {
    part = static_cast<ScopeIndex>(program_->scopes_.size());
    program_->scopes_.push_back({sub_process, no_index});
  }
  return part;
}

void ProgramBuilder::task(NodeIndex index, TaskPart part) {
  at(index).part = static_cast<std::uint32_t>(program_->tasks_.size());
  program_->tasks_.push_back(part);
}

void ProgramBuilder::timer(NodeIndex index, TimerPart part) {
  at(index).part = static_cast<std::uint32_t>(program_->timers_.size());
  program_->timers_.push_back(part);
}

void ProgramBuilder::message(NodeIndex index, MessagePart part) {
  at(index).part = static_cast<std::uint32_t>(program_->messages_.size());
  program_->messages_.push_back(part);
}

void ProgramBuilder::documentation(NodeIndex index, std::string text) { program_->documentation_[index] = std::move(text); }

void ProgramBuilder::boundary(NodeIndex event, NodeIndex host, bool interrupting) {
  at(event).host = host;
  at(event).interrupting = interrupting;
}

std::size_t ProgramBuilder::flow(std::string_view id, NodeIndex source, NodeIndex target, std::uint32_t condition, std::string_view title,
                                 Span span) {
  flows_.push_back({{word(id), word(title), source, target, condition}, std::move(span)});
  return flows_.size() - 1;
}

void ProgramBuilder::set_default(NodeIndex gateway, std::size_t flow) {
  DT_ASSERT(flows_[flow].flow.source == gateway);
  flows_[flow].is_default = true;
}

std::shared_ptr<Program const> ProgramBuilder::finish() {
  auto& p = *program_;
  std::stable_sort(flows_.begin(), flows_.end(), [](DraftFlow const& a, DraftFlow const& b) { return a.flow.source < b.flow.source; });
  for (FlowIndex i = 0; i < flows_.size(); ++i) {
    auto& draft = flows_[i];
    auto& source = p.nodes_[draft.flow.source];
    if (source.outgoing++ == 0) source.first_outgoing = i;
    if (draft.is_default) source.default_flow = i;
    ++p.nodes_[draft.flow.target].incoming;
    p.flows_.push_back(draft.flow);
    p.flow_spans_.push_back(std::move(draft.span));
  }
  std::uint32_t incoming = 0, boundaries = 0;
  for (auto const& node : p.nodes_)
    if (node.host != no_index) ++p.nodes_[node.host].boundaries;
  for (auto& node : p.nodes_) {
    node.first_incoming = incoming, incoming += node.incoming, node.incoming = 0;
    node.first_boundary = boundaries, boundaries += node.boundaries, node.boundaries = 0;
  }
  p.incoming_.resize(incoming);
  p.boundaries_.resize(boundaries);
  for (FlowIndex i = 0; i < p.flows_.size(); ++i) {
    auto& target = p.nodes_[p.flows_[i].target];
    p.incoming_[target.first_incoming + target.incoming++] = i;
  }
  for (NodeIndex i = 0; i < p.nodes_.size(); ++i) {
    if (p.nodes_[i].host == no_index) continue;
    auto& host = p.nodes_[p.nodes_[i].host];
    p.boundaries_[host.first_boundary + host.boundaries++] = i;
  }
  for (NodeIndex i = 0; i < p.nodes_.size(); ++i) p.node_by_id_.emplace(p.words_[p.nodes_[i].id], i);
  for (FlowIndex i = 0; i < p.flows_.size(); ++i) p.flow_by_id_.emplace(p.words_[p.flows_[i].id], i);
  flows_.clear();
  names_.clear();
  return std::move(program_);
}

}  // namespace drivetrain::processes
