// ProgramBuilder: puts a Program together. compile.cpp feeds it from a BPMN file; tests that care about running, not about
// files, feed it by hand.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "processes/program.h"

namespace drivetrain::processes {

class ProgramBuilder {
 public:
  ProgramBuilder(std::string_view process, std::string_view title, Span span = {});

  Name word(std::string_view text);
  std::uint32_t expression(Expression compiled);
  void version_tag(std::string_view tag) { program_->version_tag_ = word(tag); }
  void initiator(std::string_view variable) { program_->initiator_ = word(variable); }
  void properties(NodeIndex index, std::vector<std::pair<std::string, std::string>> all) { program_->properties_[index] = std::move(all); }
  void dialect(Dialect dialect) { program_->dialect_ = dialect; }
  void variable(std::string_view name, feel::Kind kind);

  /// A node without flows. `title` empty: its id. Ids are unique (precondition).
  NodeIndex node(ElementKind kind, std::string_view id, std::string_view title = {}, ScopeIndex scope = 0, Span span = {});
  /// The sub-process whose inner scope it is; no_index for the process itself.
  NodeIndex owner_of(ScopeIndex scope) const { return program_->scopes_[scope].owner; }
  Node& at(NodeIndex index) { return program_->nodes_[index]; }
  Span const& span(NodeIndex index) const { return program_->node_spans_[index]; }
  /// The inner scope of a sub-process node.
  ScopeIndex inner_scope(NodeIndex sub_process);
  ScopePart& scope_of(NodeIndex sub_process) { return program_->scopes_[inner_scope(sub_process)]; }
  void task(NodeIndex index, TaskPart part);
  /// For TaskPart::called.
  std::uint32_t decision(DecisionPart part);
  /// For TaskPart::offer.
  std::uint32_t offer(OfferPart part);
  /// For TaskPart::form, and Node::part of a start event.
  std::uint32_t form(Form form);
  void job(NodeIndex index, JobPart part);
  /// For the trigger of a throw event: an index for Trigger::job.
  std::uint32_t job(JobPart part);
  /// For JobPart::http.
  std::uint32_t http(HttpPart part);
  void script(NodeIndex index, ScriptPart part);
  void call(NodeIndex index, CallPart part);
  void loop(NodeIndex index, LoopPart part);
  void mapping(NodeIndex index, MappingPart part);
  void listeners(NodeIndex index, ListenersPart part);
  /// For Flow::listeners.
  std::uint32_t listeners(ListenersPart part);
  void flow_listeners(std::size_t flow, std::uint32_t listeners) { flows_[flow].flow.listeners = listeners; }
  void activation(NodeIndex gateway, std::uint32_t expression);
  /// In the file's order.
  void trigger(NodeIndex index, Trigger trigger) { triggers_.emplace_back(index, std::move(trigger)); }
  void documentation(NodeIndex index, std::string text);
  void boundary(NodeIndex event, NodeIndex host, bool interrupting);
  /// Cases begin with it, though it is no start event.
  void instantiates(NodeIndex index);

  /// Order of calls is the order in which a gateway tries them. Returns a handle for set_default.
  std::size_t flow(std::string_view id, NodeIndex source, NodeIndex target, std::uint32_t condition = no_index, std::string_view title = {},
                   Span span = {});
  void set_default(NodeIndex gateway, std::size_t flow);

  /// Sorts and indexes; the builder is empty afterwards.
  std::shared_ptr<Program const> finish();

 private:
  struct DraftFlow {
    Flow flow;
    Span span;
    bool is_default = false;
  };
  void find_upstream(NodeIndex gateway);

  std::shared_ptr<Program> program_;
  std::vector<DraftFlow> flows_;
  std::vector<std::pair<NodeIndex, Trigger>> triggers_;
  std::unordered_map<NodeIndex, std::uint32_t> activations_;
  std::unordered_map<std::string, Name> names_;
};

}  // namespace drivetrain::processes
