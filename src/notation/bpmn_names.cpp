// Names of BPMN (see bpmn_names.h). Source: BPMN 2.0.2, Semantic.xsd.
#include "notation/bpmn_names.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace drivetrain::notation {

namespace {

struct KindName {
  BpmnKind kind;
  std::string_view name;
};
constexpr KindName kind_names[] = {
    {BpmnKind::process, "process"},
    {BpmnKind::sub_process, "subProcess"},
    {BpmnKind::transaction, "transaction"},
    {BpmnKind::ad_hoc_sub_process, "adHocSubProcess"},
    {BpmnKind::task, "task"},
    {BpmnKind::user_task, "userTask"},
    {BpmnKind::manual_task, "manualTask"},
    {BpmnKind::service_task, "serviceTask"},
    {BpmnKind::send_task, "sendTask"},
    {BpmnKind::receive_task, "receiveTask"},
    {BpmnKind::script_task, "scriptTask"},
    {BpmnKind::business_rule_task, "businessRuleTask"},
    {BpmnKind::call_activity, "callActivity"},
    {BpmnKind::start_event, "startEvent"},
    {BpmnKind::end_event, "endEvent"},
    {BpmnKind::intermediate_catch_event, "intermediateCatchEvent"},
    {BpmnKind::intermediate_throw_event, "intermediateThrowEvent"},
    {BpmnKind::boundary_event, "boundaryEvent"},
    {BpmnKind::exclusive_gateway, "exclusiveGateway"},
    {BpmnKind::parallel_gateway, "parallelGateway"},
    {BpmnKind::inclusive_gateway, "inclusiveGateway"},
    {BpmnKind::complex_gateway, "complexGateway"},
    {BpmnKind::event_based_gateway, "eventBasedGateway"},
    {BpmnKind::sequence_flow, "sequenceFlow"},
    {BpmnKind::association, "association"},
    {BpmnKind::data_object, "dataObject"},
    {BpmnKind::data_object_reference, "dataObjectReference"},
    {BpmnKind::data_store_reference, "dataStoreReference"},
    {BpmnKind::text_annotation, "textAnnotation"},
    {BpmnKind::group, "group"},
};

struct EventKindName {
  BpmnEventKind kind;
  std::string_view name;
};
constexpr EventKindName event_kind_names[] = {
    {BpmnEventKind::message, "message"},       {BpmnEventKind::timer, "timer"},
    {BpmnEventKind::signal, "signal"},         {BpmnEventKind::error, "error"},
    {BpmnEventKind::escalation, "escalation"}, {BpmnEventKind::conditional, "conditional"},
    {BpmnEventKind::compensate, "compensate"}, {BpmnEventKind::cancel, "cancel"},
    {BpmnEventKind::terminate, "terminate"},   {BpmnEventKind::link, "link"},
};

constexpr std::string_view all_names =
    "activationCondition adHocSubProcess artifact assignment association auditing boundaryEvent businessRuleTask callActivity "
    "callChoreography "
    "callConversation cancelEventDefinition category categoryValue categoryValueRef childLaneSet choreography choreographyRef "
    "choreographyTask "
    "collaboration compensateEventDefinition completionCondition complexBehaviorDefinition complexGateway condition conditionExpression "
    "conditionalEventDefinition conversation conversationAssociation conversationLink conversationNode correlationKey correlationKeyRef "
    "correlationProperty correlationPropertyBinding correlationPropertyRef correlationPropertyRetrievalExpression correlationSubscription "
    "dataAssociation dataInput dataInputAssociation dataInputRefs dataObject dataObjectReference dataOutput dataOutputAssociation "
    "dataOutputRefs "
    "dataPath dataState dataStore dataStoreReference definitionalCollaborationRef definitions documentation endEvent endPoint endPointRef "
    "error "
    "errorEventDefinition errorRef escalation escalationEventDefinition event eventBasedGateway eventDefinition eventDefinitionRef "
    "exclusiveGateway expression extension extensionElements flowElement flowNodeRef formalExpression from globalBusinessRuleTask "
    "globalChoreographyTask globalConversation globalManualTask globalScriptTask globalTask globalUserTask group humanPerformer "
    "implicitThrowEvent import inMessageRef incoming inclusiveGateway initiatingParticipantRef innerConversationNodeRef "
    "innerMessageFlowRef "
    "innerParticipantRef inputDataItem inputSet inputSetRefs interface interfaceRef intermediateCatchEvent intermediateThrowEvent "
    "ioBinding "
    "ioSpecification itemDefinition lane laneSet linkEventDefinition loopCardinality loopCharacteristics loopCondition loopDataInputRef "
    "loopDataOutputRef manualTask message messageEventDefinition messageFlow messageFlowAssociation messageFlowRef messagePath messageRef "
    "monitoring multiInstanceLoopCharacteristics operation operationRef optionalInputRefs optionalOutputRefs outMessageRef "
    "outerConversationNodeRef outerMessageFlowRef outerParticipantRef outgoing outputDataItem outputSet outputSetRefs parallelGateway "
    "participant "
    "participantAssociation participantMultiplicity participantRef partitionElement partnerEntity partnerRole performer potentialOwner "
    "process "
    "property receiveTask relationship rendering resource resourceAssignmentExpression resourceParameter resourceParameterBinding "
    "resourceRef "
    "resourceRole rootElement script scriptTask sendTask sequenceFlow serviceTask signal signalEventDefinition source sourceRef "
    "standardLoopCharacteristics startEvent subChoreography subConversation subProcess supportedInterfaceRef supports target targetRef "
    "task "
    "terminateEventDefinition text textAnnotation timeCycle timeDate timeDuration timerEventDefinition to transaction transformation "
    "userTask "
    "whileExecutingInputRefs whileExecutingOutputRefs";

}  // namespace

std::string_view to_string(BpmnKind kind) {
  return std::find_if(std::begin(kind_names), std::end(kind_names), [&](auto const& each) { return each.kind == kind; })->name;
}

std::string_view to_string(BpmnEventKind kind) {
  return std::find_if(std::begin(event_kind_names), std::end(event_kind_names), [&](auto const& each) { return each.kind == kind; })->name;
}

std::optional<BpmnKind> bpmn_kind(std::string_view element_name) {
  auto at = std::find_if(std::begin(kind_names), std::end(kind_names), [&](auto const& each) { return each.name == element_name; });
  return at == std::end(kind_names) ? std::nullopt : std::optional(at->kind);
}

std::optional<BpmnEventKind> bpmn_event_kind(std::string_view element_name) {
  constexpr std::string_view suffix = "EventDefinition";
  if (!element_name.ends_with(suffix)) return std::nullopt;
  element_name.remove_suffix(suffix.size());
  auto at =
      std::find_if(std::begin(event_kind_names), std::end(event_kind_names), [&](auto const& each) { return each.name == element_name; });
  return at == std::end(event_kind_names) ? std::nullopt : std::optional(at->kind);
}

std::span<std::string const> bpmn_element_names() {
  static auto const names = [] {
    std::vector<std::string> list;
    for (auto name : split(all_names, ' ')) list.emplace_back(name);
    std::sort(list.begin(), list.end());
    return list;
  }();
  return names;
}

bool is_bpmn_element_name(std::string_view name) {
  auto names = bpmn_element_names();
  return std::binary_search(names.begin(), names.end(), name);
}

bool is_sub_process(BpmnKind kind) {
  return kind == BpmnKind::sub_process || kind == BpmnKind::transaction || kind == BpmnKind::ad_hoc_sub_process;
}
bool is_activity(BpmnKind kind) { return is_sub_process(kind) || (kind >= BpmnKind::task && kind <= BpmnKind::call_activity); }
bool is_event(BpmnKind kind) { return kind >= BpmnKind::start_event && kind <= BpmnKind::boundary_event; }
bool is_gateway(BpmnKind kind) { return kind >= BpmnKind::exclusive_gateway && kind <= BpmnKind::event_based_gateway; }
bool is_flow_node(BpmnKind kind) { return is_activity(kind) || is_event(kind) || is_gateway(kind); }

}  // namespace drivetrain::notation
