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

std::uint32_t ProgramBuilder::expression(Expression compiled) {
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
  if (kind == ElementKind::start_event) program_->scopes_[scope].starts.push_back(index);
  if (kind == ElementKind::event_sub_process) program_->scopes_[scope].event_sub_processes.push_back(index);
  return index;
}

ScopeIndex ProgramBuilder::inner_scope(NodeIndex sub_process) {
  auto& part = program_->nodes_[sub_process].part;
  if (part == no_index) {
    part = static_cast<ScopeIndex>(program_->scopes_.size());
    program_->scopes_.emplace_back().owner = sub_process;
  }
  return part;
}

namespace {
template <class Part>
std::uint32_t put(std::vector<Part>& parts, Part part) {
  parts.push_back(std::move(part));
  return static_cast<std::uint32_t>(parts.size() - 1);
}
}  // namespace

void ProgramBuilder::task(NodeIndex index, TaskPart part) { at(index).part = put(program_->tasks_, std::move(part)); }
std::uint32_t ProgramBuilder::offer(OfferPart part) { return put(program_->offers_, std::move(part)); }
std::uint32_t ProgramBuilder::form(Form form) { return put(program_->forms_, std::move(form)); }
std::uint32_t ProgramBuilder::decision(DecisionPart part) {
  program_->decisions_.push_back(part);
  return static_cast<std::uint32_t>(program_->decisions_.size() - 1);
}

void ProgramBuilder::job(NodeIndex index, JobPart part) { at(index).part = put(program_->jobs_, std::move(part)); }
std::uint32_t ProgramBuilder::job(JobPart part) { return put(program_->jobs_, std::move(part)); }
std::uint32_t ProgramBuilder::http(HttpPart part) {
  program_->https_.push_back(std::move(part));
  return static_cast<std::uint32_t>(program_->https_.size() - 1);
}

void ProgramBuilder::script(NodeIndex index, ScriptPart part) { at(index).part = put(program_->scripts_, std::move(part)); }
void ProgramBuilder::call(NodeIndex index, CallPart part) { at(index).part = put(program_->calls_, std::move(part)); }
void ProgramBuilder::loop(NodeIndex index, LoopPart part) { at(index).loop = put(program_->loops_, std::move(part)); }
void ProgramBuilder::mapping(NodeIndex index, MappingPart part) { at(index).mapping = put(program_->mappings_, std::move(part)); }
void ProgramBuilder::listeners(NodeIndex index, ListenersPart part) { at(index).listeners = listeners(std::move(part)); }

std::uint32_t ProgramBuilder::listeners(ListenersPart part) {
  program_->listeners_.push_back(std::move(part));
  return static_cast<std::uint32_t>(program_->listeners_.size() - 1);
}

void ProgramBuilder::activation(NodeIndex gateway, std::uint32_t expression) { activations_[gateway] = expression; }

void ProgramBuilder::documentation(NodeIndex index, std::string text) { program_->documentation_[index] = std::move(text); }

void ProgramBuilder::boundary(NodeIndex event, NodeIndex host, bool interrupting) {
  at(event).host = host;
  at(event).interrupting = interrupting;
}

void ProgramBuilder::instantiates(NodeIndex index) {
  at(index).instantiates = true;
  program_->scopes_[at(index).scope].starts.push_back(index);
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
  std::stable_sort(triggers_.begin(), triggers_.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
  for (auto& [index, trigger] : triggers_) {
    auto& node = p.nodes_[index];
    if (node.triggers++ == 0) node.first_trigger = static_cast<std::uint32_t>(p.triggers_.size());
    p.triggers_.push_back(std::move(trigger));
  }
  for (auto& scope : p.scopes_)
    for (auto start : scope.starts)
      if (scope.start == no_index && p.nodes_[start].triggers == 0 && !p.nodes_[start].instantiates) scope.start = start;
  // DEVIATION: in Camunda 7 a process without a none start event begins, when somebody starts it by hand, at its timer or its only start event.
  if (auto& process = p.scopes_[0]; process.start == no_index && p.dialect_ == Dialect::camunda) {
    for (auto start : process.starts)
      if (p.nodes_[start].triggers == 1 && p.triggers_[p.nodes_[start].first_trigger].kind == TriggerKind::timer) process.start = start;
    if (process.start == no_index && process.starts.size() == 1 && !p.nodes_[process.starts.front()].instantiates) process.start = process.starts.front();
  }
  p.has_conditions_ = std::any_of(p.triggers_.begin(), p.triggers_.end(), [](Trigger const& trigger) { return trigger.kind == TriggerKind::conditional; }) ||
                      std::any_of(p.scopes_.begin(), p.scopes_.end(), [](auto const& scope) { return scope.completion != no_index; });
  for (NodeIndex i = 0; i < p.nodes_.size(); ++i)
    if (p.nodes_[i].incoming > 1 && (p.nodes_[i].kind == ElementKind::inclusive_gateway || p.nodes_[i].kind == ElementKind::complex_gateway)) find_upstream(i);
  for (NodeIndex i = 0; i < p.nodes_.size(); ++i) p.node_by_id_.emplace(p.words_[p.nodes_[i].id], i);
  for (FlowIndex i = 0; i < p.flows_.size(); ++i) p.flow_by_id_.emplace(p.words_[p.flows_[i].id], i);
  flows_.clear();
  names_.clear();
  triggers_.clear();
  return std::move(program_);
}

/// From each incoming flow back along everything that can bring a token, until the gateway itself. A token in an activity can also
/// leave by a boundary event, one at a link throw goes on at its catch.
void ProgramBuilder::find_upstream(NodeIndex gateway) {
  auto& p = *program_;
  JoinPart part;
  if (auto found = activations_.find(gateway); found != activations_.end()) part.activation = found->second;
  for (auto flow : p.incoming(gateway)) {
    std::vector<bool> can(p.nodes_.size());
    std::vector<NodeIndex> open;
    auto reach = [&](NodeIndex node) {
      if (node == gateway || node == no_index || can[node]) return;
      can[node] = true;
      open.push_back(node);
    };
    reach(p.flows_[flow].source);
    while (!open.empty()) {
      auto node = open.back();
      open.pop_back();
      for (auto into : p.incoming(node)) reach(p.flows_[into].source);
      if (p.nodes_[node].host != no_index) reach(p.nodes_[node].host);
      auto const* link = p.nodes_[node].kind == ElementKind::catch_event ? p.trigger(node, TriggerKind::link) : nullptr;
      for (NodeIndex other = 0; link && other < p.nodes_.size(); ++other)
        if (p.nodes_[other].kind == ElementKind::throw_event && p.nodes_[other].scope == p.nodes_[node].scope)
          if (auto const* from = p.trigger(other, TriggerKind::link); from && from->name == link->name) reach(other);
    }
    part.upstream.push_back(std::move(can));
  }
  p.nodes_[gateway].part = static_cast<std::uint32_t>(p.joins_.size());
  p.joins_.push_back(std::move(part));
}

}  // namespace drivetrain::processes
