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
  std::uint32_t expression(feel::Expression compiled);
  void variable(std::string_view name, feel::Kind kind);

  /// A node without flows. `title` empty: its id. Ids are unique (precondition).
  NodeIndex node(ElementKind kind, std::string_view id, std::string_view title = {}, ScopeIndex scope = 0, Span span = {});
  Node& at(NodeIndex index) { return program_->nodes_[index]; }
  Span const& span(NodeIndex index) const { return program_->node_spans_[index]; }
  /// The inner scope of a sub-process node.
  ScopeIndex inner_scope(NodeIndex sub_process);
  void task(NodeIndex index, TaskPart part);
  void timer(NodeIndex index, TimerPart part);
  void message(NodeIndex index, MessagePart part);
  void documentation(NodeIndex index, std::string text);
  void boundary(NodeIndex event, NodeIndex host, bool interrupting);

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
  std::shared_ptr<Program> program_;
  std::vector<DraftFlow> flows_;
  std::unordered_map<std::string, Name> names_;
};

}  // namespace drivetrain::processes
