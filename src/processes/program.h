// Program: a process as the engine runs it, compiled once from its BPMN file and immutable from then on. Nodes and flows lie
// in flat arrays and know each other by index; words are kept once; expressions are compiled. What only some elements
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
#include "processes/expression.h"
#include "processes/form.h"
#include "processes/timer_definition.h"

namespace drivetrain::decisions { struct CalledDecision; }

namespace drivetrain::processes {

using NodeIndex = std::uint32_t;
using FlowIndex = std::uint32_t;
using ScopeIndex = std::uint32_t;
inline constexpr std::uint32_t no_index = 0xFFFFFFFF;

/// Index of a word in its Program.
using Name = std::uint32_t;

/// What runs. Each kind has its file pair in elements/; what is not here is refused when a file is compiled. Events are told apart by
/// where they stand; what they wait for or throw are their triggers.
enum class ElementKind : std::uint8_t {
  start_event,
  end_event,
  catch_event,
  throw_event,
  boundary_event,
  plain_task,
  user_task,
  business_rule_task,
  job_task,
  script_task,
  receive_task,
  call_activity,
  sub_process,
  event_sub_process,
  transaction,
  ad_hoc_sub_process,
  exclusive_gateway,
  parallel_gateway,
  inclusive_gateway,
  complex_gateway,
  event_gateway
};
inline constexpr std::size_t element_kinds = 21;
/// "user_task"
std::string_view to_string(ElementKind kind);
/// In words: "user task"
std::string_view describe(ElementKind kind);
/// Holds nodes of its own: sub_process, event_sub_process, transaction, ad_hoc_sub_process.
bool is_scope(ElementKind kind);
/// A token may wait there, so that boundary events have something to listen beside.
bool is_activity(ElementKind kind);

/// What an event waits for or throws (BPMN 2.0.2 table 10.93). An event without triggers is a none event.
enum class TriggerKind : std::uint8_t { message, timer, signal, error, escalation, conditional, compensation, cancel, terminate, link };
/// "message"; of an activity that waits for it, the kind.
std::string_view to_string(TriggerKind kind);

/// How a timer says its time (BPMN 2.0.2 table 10.101).
enum class TimerKind : std::uint8_t { date, duration, cycle };

/// Which engine's customs a file follows: `own` and `zeebe` speak FEEL, `camunda` speaks JUEL and ends a token whose error nobody catches.
enum class Dialect : std::uint8_t { own, camunda, zeebe };

struct Node {
  ElementKind kind = ElementKind::plain_task;
  bool interrupting = true;      ///< of a boundary or start event: whether what it belongs to ends when it fires
  bool for_compensation = false;
  bool async_before = false, async_after = false;  ///< a transaction boundary before or after it: the case rests, and goes on by itself
  bool all_triggers = false;     ///< parallelMultiple: it fires when all its triggers have come; of an event-based gateway that starts cases: all its events
  bool instantiates = false;     ///< an event-based gateway or receive task with which cases begin
  ScopeIndex scope = 0;                              ///< the process itself (0) or the embedded sub-process that it lies in
  Name id = 0, title = 0;                            ///< title: the name attribute, else the id
  std::uint32_t first_outgoing = 0, outgoing = 0;    ///< range of flows()
  std::uint32_t first_incoming = 0, incoming = 0;    ///< range of incoming flow indices
  std::uint32_t first_boundary = 0, boundaries = 0;  ///< range of boundary event indices
  std::uint32_t first_trigger = 0, triggers = 0;     ///< range of triggers, in the file's order
  NodeIndex host = no_index;                         ///< of a boundary event: the activity that carries it
  NodeIndex handler = no_index;                      ///< of an activity: the one that compensates it
  FlowIndex default_flow = no_index;
  std::uint32_t part = no_index;     ///< in the side table of its kind; of a sub-process: its inner scope
  std::uint32_t loop = no_index;     ///< in loops(): it runs several times
  std::uint32_t mapping = no_index;  ///< in mappings(): variables in and out
  std::uint32_t listeners = no_index;  ///< in listeners(): what runs beside it
};

struct Flow {
  Name id = 0;
  Name title = 0;  ///< the name attribute; empty when it has none
  NodeIndex source = no_index, target = no_index;
  std::uint32_t condition = no_index;  ///< in expressions()
  std::uint32_t listeners = no_index;  ///< in listeners(): what runs when it is taken; expressions alone
};

/// What runs beside an element; exactly one is set.
struct ListenerPart {
  std::uint32_t expression = no_index;  ///< in expressions()
  std::uint32_t job = no_index;         ///< in jobs: a worker runs it, and the token waits
};
struct ListenersPart {
  std::vector<ListenerPart> start, end;  ///< before the element, and after it; of a flow: start
};

/// The process, or an embedded sub-process.
struct ScopePart {
  NodeIndex owner = no_index;  ///< the sub-process; no_index for the process itself
  NodeIndex start = no_index;  ///< with which it begins when nothing else is said: its none start event; no_index when only events start it
  std::vector<NodeIndex> starts;               ///< all start events
  std::vector<NodeIndex> event_sub_processes;  ///< directly in it
  bool sequential = false;                     ///< ad hoc: one at a time
  std::uint32_t completion = no_index;         ///< ad hoc: completionCondition, in expressions()
  std::uint32_t chosen = no_index;             ///< ad hoc: the ids of the steps that begin, in expressions(); all of them when it is not said
  bool cancel_remaining = true;                ///< ad hoc: when the condition holds, what still runs is cancelled
  std::vector<Name> data;                      ///< variables that live in it: its data objects and properties
};

/// Of a user task or business-rule task.
struct TaskPart {
  Name role = 0;      ///< dt:role
  Name decision = 0;  ///< dt:decision, the right that decides here
  Name result = 0;    ///< dt:result, the variable that receives the outcome
  Duration expected;  ///< dt:duration, working time that the task should take; 0 when not said
  std::uint32_t called = no_index;  ///< in decisions(): a rule answers by itself, and nobody decides
  std::uint32_t offer = no_index;  ///< in offers(): who does it and when, when more is said than the role
  std::uint32_t form = no_index;   ///< in forms(): what it asks for
};

/// Of a user task: who does it and when, beside its role. What is not said is no_index.
struct OfferPart {
  struct Named {
    std::uint32_t value = no_index;  ///< in expressions(): a name, a list of names, or names with commas between
    Span span;
    std::string literal;  ///< as written plainly; empty: it is computed
  };
  std::uint32_t assignee = no_index, due = no_index, follow_up = no_index, priority = no_index;
  Named assigned;  ///< the assignee again, with its place
  std::vector<Named> roles, people;
  bool fallback = false;  ///< nobody plain was named: the task's role is that of whoever answers for the process
};

/// Which version of a decision or process is called: that of the model in force, that of the model with which the case began, the so many-th that
/// there has been, or the last one with a tag.
enum class Binding : std::uint8_t { latest, deployment, version, version_tag };
/// What a process makes of the answer: what DMN says, or, in Camunda 7's words, of the rules that decided the only output of the only one, that
/// one's outputs by name, the only outputs of all, or all with their outputs by name.
enum class DecisionResult : std::uint8_t { plain, single_entry, single_result, collect_entries, result_list };

/// The version that is called.
struct Bound {
  Binding binding = Binding::latest;
  std::uint32_t version = no_index;  ///< in expressions(): number or tag
};

/// Of a business-rule task whose decision is a rule of the model, called by its id.
struct DecisionPart : Bound {
  std::uint32_t decision = no_index;  ///< in expressions(): id of the decision
  DecisionResult mapping = DecisionResult::plain;
  Name result = 0;                    ///< variable that takes the answer
};

/// Of a job task, or of a throw event whose message a worker sends.
struct JobPart {
  std::uint32_t topic = no_index;  ///< in expressions()
  std::uint32_t priority = no_index;
  int retries = 3;
  std::vector<Duration> backoff;  ///< how long it rests after its first failure, its second, …; the last counts for all that follow
  Name result = 0;  ///< variable that takes the result of an expression
  /// camunda:errorEventDefinition: when one of the expressions holds after the job, its error is thrown.
  struct Failure {
    std::uint32_t condition = no_index;
    Name code = 0;
  };
  std::vector<Failure> failures;
  std::uint32_t http = no_index;  ///< in calls over HTTP: the server itself does it
};

/// Of a job that is a call of another system over HTTP. What it sends are variables of the activity: url, method, headers, body (payload in Camunda 7).
struct HttpPart {
  Name result = 0;                          ///< variable that takes the answer: status, headers, body
  std::uint32_t result_expression = no_index, error_expression = no_index;  ///< in expressions(), over response and error
  std::vector<std::pair<std::int64_t, Name>> errors;  ///< status, and the code of the error of the business that it is
  Duration timeout;                         ///< 0: as usual
};

/// Of a script task: the expression, and the variable that takes its value.
struct ScriptPart {
  std::uint32_t expression = no_index;
  Name result = 0;
};

/// Of a call activity.
struct CallPart : Bound {
  std::uint32_t process = no_index;  ///< in expressions(): id of the called process
  std::uint32_t business_key = no_index;
  struct Passed {
    std::uint32_t value = no_index;  ///< in expressions()
    Name target = 0;
    bool local = false;
  };
  bool all_in = false, all_out = false;  ///< every variable that can be seen here; every variable of the called case
  std::vector<Passed> in, out;
};

/// Of an activity that runs several times.
struct LoopPart {
  enum class Kind : std::uint8_t { parallel, sequential, standard };
  Kind kind = Kind::parallel;
  std::uint32_t cardinality = no_index, collection = no_index;  ///< in expressions()
  Name element = 0;                        ///< variable of an instance that takes its item
  std::uint32_t completion = no_index;     ///< completionCondition; of a standard loop: loopCondition
  Name output = 0;                         ///< variable that collects the results
  std::uint32_t output_element = no_index;
  bool test_before = false;
  std::uint32_t maximum = no_index;        ///< of a standard loop
  bool async_before = false, async_after = false;  ///< for each instance
};

/// Variables into an activity and out of it.
struct MappingPart {
  struct One {
    Name target = 0;
    std::uint32_t value = no_index;  ///< in expressions()
  };
  std::vector<One> in, out;
};

/// Of an inclusive or complex gateway that joins.
struct JoinPart {
  /// For each incoming flow: the nodes from which a token can come to it without passing the gateway (BPMN 2.0.2 §13.4.3).
  std::vector<std::vector<bool>> upstream;
  std::uint32_t activation = no_index;  ///< of a complex gateway: activationCondition, in expressions()
};

/// What an event waits for or throws. Members of other kinds are empty.
struct Trigger {
  TriggerKind kind = TriggerKind::message;
  Name name = 0;                     ///< of message, signal or link; code of an error or escalation (empty: any); element to compensate (empty: all)
  std::uint32_t naming = no_index;   ///< in expressions(): the name, when it is computed
  Name role = 0;                     ///< dt:role, who gives the message by hand when it came another way; the process's owner may always
  std::uint32_t expression = no_index;  ///< correlation key (no_index: the case's business key), computed time, or condition
  std::optional<TimerDefinition> timer;  ///< when it is written plainly
  TimerKind timer_kind = TimerKind::duration;
  bool working = false;              ///< a duration counts working time of the company's calendar, not clock time
  Name code_variable = 0, text_variable = 0;  ///< take the code and message of a caught error or escalation
  Name watched = 0;                  ///< of a condition: only when this variable changes
  std::uint32_t job = no_index;      ///< of a thrown message: in jobs()
  std::uint32_t message = no_index;  ///< of a thrown error: what it says, in expressions()
  std::vector<MappingPart::One> payload = {};  ///< of a thrown signal: what goes with it
  bool payload_all = false;          ///< every variable that can be seen goes with it
  bool wait = true;                  ///< of a thrown compensation: until it is done
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
  /// camunda:versionTag, zeebe:versionTag; empty when it has none.
  std::string const& version_tag() const { return words_[version_tag_]; }
  /// Variable that takes the person who starts a case, in Camunda 7's words; empty: none.
  std::string const& initiator() const { return words_[initiator_]; }
  /// What the file says to workers beside the variables: Camunda 8's task headers, Camunda 7's extension properties.
  std::vector<std::pair<std::string, std::string>> const& properties(NodeIndex index) const;
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
  /// The start event of the process itself with this trigger, or the event behind a gateway that starts cases; no_index when none.
  NodeIndex start_by(TriggerKind kind, std::string_view name) const;
  NodeIndex message_start(std::string_view message) const { return start_by(TriggerKind::message, message); }
  std::span<Trigger const> triggers(NodeIndex index) const;
  /// The first trigger of that kind; null when there is none.
  Trigger const* trigger(NodeIndex index, TriggerKind kind) const;
  Dialect dialect() const { return dialect_; }
  /// Whether some event waits for a condition, so that variables must be watched.
  bool has_conditions() const { return has_conditions_; }

  // Preconditions: the node is of such a kind.
  TaskPart const& task(NodeIndex index) const { return tasks_[nodes_[index].part]; }
  /// Null when no rule answers there by itself.
  DecisionPart const* decision_of(NodeIndex index) const;
  /// Of a user task; null when it says no more than its role.
  OfferPart const* offer(NodeIndex index) const { return task(index).offer == no_index ? nullptr : &offers_[task(index).offer]; }
  /// Of any node; null when it asks for nothing.
  Form const* form(NodeIndex index) const;
  JobPart const& job(NodeIndex index) const { return jobs_[nodes_[index].part]; }
  JobPart const& job_at(std::uint32_t index) const { return jobs_[index]; }
  /// Of a job task, or of the message that the event throws; null when a worker has no part in it.
  JobPart const* job_of(NodeIndex index) const;
  /// Null when no call over HTTP does it.
  HttpPart const* http_of(NodeIndex index) const;
  ScriptPart const& script(NodeIndex index) const { return scripts_[nodes_[index].part]; }
  CallPart const& call(NodeIndex index) const { return calls_[nodes_[index].part]; }
  JoinPart const& join(NodeIndex index) const { return joins_[nodes_[index].part]; }
  LoopPart const& loop(NodeIndex index) const { return loops_[nodes_[index].loop]; }
  MappingPart const& mapping(NodeIndex index) const { return mappings_[nodes_[index].mapping]; }
  ScopePart const& inner(NodeIndex index) const { return scopes_[nodes_[index].part]; }
  ListenersPart const& listeners(std::uint32_t index) const { return listeners_[index]; }
  Expression const& expression(std::uint32_t index) const { return expressions_[index]; }
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

  Name process_ = 0, title_ = 0, version_tag_ = 0, initiator_ = 0;
  std::unordered_map<NodeIndex, std::vector<std::pair<std::string, std::string>>> properties_;
  std::vector<std::string> words_;  ///< [0] is the empty word
  std::vector<Node> nodes_;
  std::vector<Flow> flows_;  ///< by source, then in the file's order
  std::vector<FlowIndex> incoming_;
  std::vector<NodeIndex> boundaries_;
  std::vector<ScopePart> scopes_;
  std::vector<TaskPart> tasks_;
  std::vector<DecisionPart> decisions_;
  std::vector<OfferPart> offers_;
  std::vector<Form> forms_;
  std::vector<JobPart> jobs_;
  std::vector<HttpPart> https_;
  std::vector<ScriptPart> scripts_;
  std::vector<CallPart> calls_;
  std::vector<JoinPart> joins_;
  std::vector<LoopPart> loops_;
  std::vector<MappingPart> mappings_;
  std::vector<ListenersPart> listeners_;
  std::vector<Trigger> triggers_;
  std::vector<Expression> expressions_;
  Dialect dialect_ = Dialect::own;
  bool has_conditions_ = false;
  std::vector<DeclaredVariable> variables_;
  std::vector<std::string> documentation_;
  std::vector<Span> node_spans_, flow_spans_;
  Span span_;
  std::unordered_map<std::string_view, NodeIndex> node_by_id_;  ///< keys point into words_
  std::unordered_map<std::string_view, FlowIndex> flow_by_id_;
};

/// Which decision or process a case calls. `version`: number or tag, by the binding; `revision`: with which the case runs.
struct Asked {
  std::string_view id;
  Binding binding = Binding::latest;
  std::string_view version;
  std::string_view revision;
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
  /// Null when the model has no such decision, or no such version of it.
  virtual std::shared_ptr<decisions::CalledDecision const> called_decision(Asked const&) const { return nullptr; }
  /// The program is null when there is no such process, or no such version of it.
  struct Called {
    Program const* program = nullptr;
    std::string revision;
  };
  virtual Called called_process(Asked const& asked) const { return {find(asked.revision, asked.id), std::string(asked.revision)}; }
};

}  // namespace drivetrain::processes
