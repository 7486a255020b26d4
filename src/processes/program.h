// Program: a process as the engine runs it, compiled once from its BPMN file and immutable from then on. Nodes and flows lie
// in flat arrays and know each other by index; words are kept once; conditions are compiled FEEL. What only some elements
// need (a task's role, a timer's duration) lies in a side table of its kind. Cases share the Program of the model revision
// with which they started.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/source.h"
#include "base/time.h"
#include "feel/expression.h"

namespace drivetrain::processes {

using NodeIndex = std::uint32_t;
using FlowIndex = std::uint32_t;
using ScopeIndex = std::uint32_t;
inline constexpr std::uint32_t no_index = 0xFFFFFFFF;

/// Index of a word in its Program.
using Name = std::uint32_t;

/// What runs. Each kind has its file pair in elements/; what is not here is refused when a file is compiled.
enum class ElementKind : std::uint8_t {
  none_start,
  message_start,
  none_end,
  terminate_end,
  none_intermediate,
  timer_catch,
  message_catch,
  boundary_timer,
  plain_task,
  user_task,
  business_rule_task,
  sub_process,
  exclusive_gateway,
  parallel_gateway,
  event_gateway
};
inline constexpr std::size_t element_kinds = 15;
/// "user_task"
std::string_view to_string(ElementKind kind);
/// In words: "user task"
std::string_view describe(ElementKind kind);

struct Node {
  ElementKind kind = ElementKind::plain_task;
  bool interrupting = true;                          ///< of a boundary event: whether its activity ends when it fires
  ScopeIndex scope = 0;                              ///< the process itself (0) or the embedded sub-process that it lies in
  Name id = 0, title = 0;                            ///< title: the name attribute, else the id
  std::uint32_t first_outgoing = 0, outgoing = 0;    ///< range of flows()
  std::uint32_t first_incoming = 0, incoming = 0;    ///< range of incoming flow indices
  std::uint32_t first_boundary = 0, boundaries = 0;  ///< range of boundary event indices
  NodeIndex host = no_index;                         ///< of a boundary event: the activity that carries it
  FlowIndex default_flow = no_index;
  std::uint32_t part = no_index;  ///< in the side table of its kind; of a sub-process: its inner scope
};

struct Flow {
  Name id = 0;
  Name title = 0;  ///< the name attribute; empty when it has none
  NodeIndex source = no_index, target = no_index;
  std::uint32_t condition = no_index;  ///< in expressions()
};

/// The process, or an embedded sub-process.
struct ScopePart {
  NodeIndex owner = no_index;  ///< the sub-process; no_index for the process itself
  NodeIndex start = no_index;  ///< its none start event; no_index when only messages start it
};

/// Of a user task or business-rule task.
struct TaskPart {
  Name role = 0;      ///< dt:role
  Name decision = 0;  ///< dt:decision, the right that decides here
  Name result = 0;    ///< dt:result, the variable that receives the outcome
  Duration expected;  ///< dt:duration, working time that the task should take; 0 when not said
};

/// Of a timer event: exactly one of `fixed` and `computed`.
struct TimerPart {
  std::optional<Duration> fixed;
  std::uint32_t computed = no_index;  ///< in expressions(): yields a days and time duration, or its ISO 8601 text
  bool working = false;               ///< counts working time of the company's calendar, not clock time
};

/// Of a message event.
struct MessagePart {
  Name message = 0;
  Name role = 0;              ///< dt:role, who gives the message by hand when it came another way; the process's owner may always
  std::uint32_t key = no_index;  ///< in expressions(); no_index: the case's business key
};

/// A variable that the process declares.
struct DeclaredVariable {
  Name name = 0;
  feel::Kind kind = feel::Kind::null;  ///< null: any
};

class Program {
 public:
  std::string const& process() const { return words_[process_]; }
  std::string const& title() const { return words_[title_]; }
  std::string const& word(Name name) const { return words_[name]; }

  std::span<Node const> nodes() const { return nodes_; }
  Node const& node(NodeIndex index) const { return nodes_[index]; }
  std::string const& id(NodeIndex index) const { return words_[nodes_[index].id]; }
  std::string const& title(NodeIndex index) const { return words_[nodes_[index].title]; }
  std::span<Flow const> flows() const { return flows_; }
  Flow const& flow(FlowIndex index) const { return flows_[index]; }
  std::string const& flow_id(FlowIndex index) const { return words_[flows_[index].id]; }

  /// Flows out of a node in the file's order; the first has the index node.first_outgoing.
  std::span<Flow const> outgoing(NodeIndex index) const;
  std::span<FlowIndex const> incoming(NodeIndex index) const;
  /// Boundary events that an activity carries.
  std::span<NodeIndex const> boundaries(NodeIndex index) const;
  std::span<ScopePart const> scopes() const { return scopes_; }

  /// By BPMN id; no_index when there is none.
  NodeIndex find(std::string_view element) const;
  FlowIndex find_flow(std::string_view flow) const;
  /// The message start event for this message; no_index when none.
  NodeIndex message_start(std::string_view message) const;

  // Preconditions: the node is of such a kind.
  TaskPart const& task(NodeIndex index) const { return tasks_[nodes_[index].part]; }
  TimerPart const& timer(NodeIndex index) const { return timers_[nodes_[index].part]; }
  MessagePart const& message(NodeIndex index) const { return messages_[nodes_[index].part]; }
  feel::Expression const& expression(std::uint32_t index) const { return expressions_[index]; }
  std::span<DeclaredVariable const> variables() const { return variables_; }

  /// What the file says about the element in words; empty when nothing.
  std::string const& documentation(NodeIndex index) const { return documentation_[index]; }
  /// Where it stands in the BPMN file.
  Span const& span(NodeIndex index) const { return node_spans_[index]; }
  Span const& flow_span(FlowIndex index) const { return flow_spans_[index]; }
  Span const& span() const { return span_; }

 private:
  friend class ProgramBuilder;
  Program() = default;

  Name process_ = 0, title_ = 0;
  std::vector<std::string> words_;  ///< [0] is the empty word
  std::vector<Node> nodes_;
  std::vector<Flow> flows_;  ///< by source, then in the file's order
  std::vector<FlowIndex> incoming_;
  std::vector<NodeIndex> boundaries_;
  std::vector<ScopePart> scopes_;
  std::vector<TaskPart> tasks_;
  std::vector<TimerPart> timers_;
  std::vector<MessagePart> messages_;
  std::vector<feel::Expression> expressions_;
  std::vector<DeclaredVariable> variables_;
  std::vector<std::string> documentation_;
  std::vector<Span> node_spans_, flow_spans_;
  Span span_;
  std::unordered_map<std::string_view, NodeIndex> node_by_id_;  ///< keys point into words_
  std::unordered_map<std::string_view, FlowIndex> flow_by_id_;
};

/// Where programs come from: each deployed model revision keeps its own, so that a case ends on the model it began with.
class ProgramSource {
 public:
  virtual ~ProgramSource() = default;
  /// Null when that revision has no such process.
  virtual Program const* find(std::string_view revision, std::string_view process) const = 0;
  /// The role that owns the process in the model in force; in that revision, when the model in force has no such process. Empty
  /// when neither names one.
  virtual std::string owner(std::string_view revision, std::string_view process) const = 0;
};

}  // namespace drivetrain::processes
