// Processes as people draw them: BPMN 2.0.2 read whole, whatever tool wrote it. The tree keeps everything; what can RUN is
// decided by src/processes. Extension elements and foreign attributes stay in the XML tree, reachable from each element.
// Source: OMG BPMN 2.0.2 (formal/2013-12-09), its XSDs, and DI.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "notation/written.h"
#include "notation/xml.h"

namespace drivetrain::notation {

namespace bpmn {
inline constexpr std::string_view model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
inline constexpr std::string_view diagram = "http://www.omg.org/spec/BPMN/20100524/DI";
inline constexpr std::string_view diagram_common = "http://www.omg.org/spec/DD/20100524/DC";
inline constexpr std::string_view diagram_interchange = "http://www.omg.org/spec/DD/20100524/DI";
/// Ours, usually with prefix dt: role (performing role), decision (decision right bound to a business rule task), duration (expected
/// working time, ISO 8601), result (variable that takes the outcome), correlation (FEEL key of a message catch).
inline constexpr std::string_view drivetrain = "https://drivetrain.dev/schema/bpmn/1.0";
}  // namespace bpmn

enum class BpmnKind : std::uint8_t {
  // containers
  process,
  sub_process,
  transaction,
  ad_hoc_sub_process,
  // activities
  task,
  user_task,
  manual_task,
  service_task,
  send_task,
  receive_task,
  script_task,
  business_rule_task,
  call_activity,
  // events
  start_event,
  end_event,
  intermediate_catch_event,
  intermediate_throw_event,
  boundary_event,
  // gateways
  exclusive_gateway,
  parallel_gateway,
  inclusive_gateway,
  complex_gateway,
  event_based_gateway,
  // connections
  sequence_flow,
  association,
  // data and artifacts
  data_object,
  data_object_reference,
  data_store_reference,
  text_annotation,
  group
};

/// The standard's element name: "userTask".
std::string_view to_string(BpmnKind kind);
bool is_activity(BpmnKind kind);  ///< tasks, call activities and sub-processes
bool is_event(BpmnKind kind);
bool is_gateway(BpmnKind kind);
bool is_sub_process(BpmnKind kind);
bool is_flow_node(BpmnKind kind);  ///< activity, event or gateway: what sequence flows connect

enum class BpmnEventKind : std::uint8_t { message, timer, signal, error, escalation, conditional, compensate, cancel, terminate, link };
std::string_view to_string(BpmnEventKind kind);
enum class BpmnTimerKind : std::uint8_t { none, date, duration, cycle };

struct BpmnEventDefinition {
  BpmnEventKind kind = BpmnEventKind::message;
  std::string id;
  Text ref;  ///< messageRef, signalRef, errorRef, escalationRef or (compensate) activityRef; may be empty
  BpmnTimerKind timer = BpmnTimerKind::none;
  Formula expression;               ///< of a timer, or the condition
  std::string link;                 ///< name of a link
  bool wait_for_completion = true;  ///< of a compensation throw
  bool by_reference = false;        ///< defined beside the processes, named by eventDefinitionRef
  Span span;
  XmlNode const* xml = nullptr;
};

enum class BpmnLoopKind : std::uint8_t { standard, parallel, sequential };
struct BpmnLoop {
  BpmnLoopKind kind = BpmnLoopKind::standard;
  Formula condition;  ///< loopCondition, or completionCondition of a multi-instance
  Formula cardinality;
  bool test_before = false;
  Text maximum;                  ///< loopMaximum as written
  Text input, output;            ///< loopDataInputRef, loopDataOutputRef
  Text input_item, output_item;  ///< names of inputDataItem, outputDataItem
  Span span;
  XmlNode const* xml = nullptr;
};

struct BpmnLane {
  std::string id, name;
  std::vector<Text> nodes;      ///< flowNodeRef
  std::vector<BpmnLane> lanes;  ///< nested
  Span span;
  XmlNode const* xml = nullptr;
};

/// Any element of a process, and the process itself. Members that do not apply are empty. References are local ids (the prefix
/// of a QName is dropped when it names this file's target namespace).
struct BpmnElement {
  BpmnKind kind = BpmnKind::task;
  std::string id, name;       ///< a flow without id is called "source->target"
  std::string documentation;  ///< of all documentation elements, joined by blank lines
  Span span;                  ///< of its start tag

  // flow nodes
  std::vector<std::string> incoming, outgoing;  ///< ids of sequence flows in the order they stand in the file
  Text default_flow;
  std::vector<BpmnEventDefinition> events;  ///< none: a none event
  Text attached_to;                         ///< of a boundary event
  bool interrupting = true;                 ///< boundary: cancelActivity; start event: isInterrupting
  bool parallel_multiple = false;
  std::optional<BpmnLoop> loop;
  bool for_compensation = false;
  bool instantiate = false;             ///< receive task, event-based gateway
  bool parallel_event_gateway = false;  ///< eventGatewayType="Parallel"
  Text message;                         ///< messageRef of a send or receive task
  Text called;                          ///< calledElement of a call activity
  Formula script;
  std::string script_format;

  // sequence flows and associations
  Text source, target;
  Formula condition;  ///< also a complex gateway's activationCondition and an ad hoc sub-process's completionCondition
  std::string condition_language;

  // containers
  std::vector<BpmnElement> children;  ///< everything inside, in the order of the file
  std::vector<BpmnLane> lanes;        ///< of all lane sets
  bool executable = false;            ///< of a process: isExecutable
  bool triggered_by_event = false;    ///< of an event sub-process
  bool sequential = false;            ///< of an ad hoc sub-process: ordering="Sequential"

  // data
  Text data;  ///< dataObjectRef, dataStoreRef
  bool collection = false;
  std::string text;  ///< of a text annotation

  XmlNode const* xml = nullptr;  ///< as written; lives as long as any copy of the definitions

  /// Attribute of another namespace; null pointer when there is none.
  XmlAttribute const* foreign(std::string_view space, std::string_view attribute) const;
  /// First element of that name among the extension elements; null pointer when there is none.
  XmlNode const* extension(std::string_view space, std::string_view element) const;
  /// dt:<name>, written as an attribute or as an extension element (its text, or its attribute value); empty when absent.
  Text dt(std::string_view name) const;
};

/// message, signal, error, escalation, or data store: what events and tasks refer to.
struct BpmnItem {
  std::string id, name;
  std::string code;  ///< errorCode, escalationCode
  Span span;
  XmlNode const* xml = nullptr;
};

struct BpmnParticipant {
  std::string id, name;
  Text process;  ///< empty: a black box
  Span span;
  XmlNode const* xml = nullptr;
};
struct BpmnMessageFlow {
  std::string id, name;
  Text source, target, message;
  Span span;
  XmlNode const* xml = nullptr;
};
struct BpmnCollaboration {
  std::string id, name;
  std::vector<BpmnParticipant> participants;
  std::vector<BpmnMessageFlow> message_flows;
  std::vector<BpmnElement> artifacts;
  Span span;
  XmlNode const* xml = nullptr;
};

struct BpmnBounds {
  double x = 0, y = 0, width = 0, height = 0;
};
struct BpmnPoint {
  double x = 0, y = 0;
};
struct BpmnShape {
  std::string id;
  Text element;
  BpmnBounds bounds;
  std::optional<bool> horizontal, expanded, marker_visible;
  std::optional<BpmnBounds> label;
};
struct BpmnEdge {
  std::string id;
  Text element;
  std::vector<BpmnPoint> waypoints;
  std::optional<BpmnBounds> label;
};
struct BpmnDiagram {
  std::string id, name;
  Text plane;  ///< the process, collaboration or sub-process it shows
  std::vector<BpmnShape> shapes;
  std::vector<BpmnEdge> edges;
};

struct BpmnDefinitions {
  std::string id, name, target_namespace;
  std::vector<BpmnElement> processes;
  std::vector<BpmnItem> messages, signals, errors, escalations, data_stores;
  std::vector<BpmnEventDefinition> event_definitions;  ///< those beside the processes
  std::vector<BpmnCollaboration> collaborations;
  std::vector<BpmnDiagram> diagrams;
  std::shared_ptr<XmlDocument const> xml;

  BpmnElement const* process(std::string_view id) const;
  /// Element of any process, at any depth; null pointer when there is none. Walks the tree.
  BpmnElement const* find(std::string_view id) const;
};

/// Calls `each` for an element and everything inside it, outside first.
void walk(BpmnElement const& element, std::function<void(BpmnElement const&)> const& each);

/// Reads any BPMN 2.0 file. Nothing when it is not readable XML or not BPMN at all (DT-R013, R014, R030, R031, R032); otherwise all of it,
/// with findings DT-R034 (id twice), DT-R035 (dangling reference, but of an event's definition, which src/processes judges; a warning where it
/// only concerns lanes, pools or the picture), DT-R036
/// (what an element needs is missing), DT-R037 (warning: unknown element of BPMN).
std::optional<BpmnDefinitions> read_bpmn(SourceText const& source, Diagnostics& diagnostics);
/// The file again, in our layout; read back it is the same. For a changed diagram, change a copy of *definitions.xml (xml.h).
std::string write_bpmn(BpmnDefinitions const& definitions);

}  // namespace drivetrain::notation
