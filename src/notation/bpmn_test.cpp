// A BPMN file as a tree: every element with what belongs to it, and what is refused.
#include "notation/bpmn.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "notation/bpmn_names.h"

namespace drivetrain::notation {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr auto head =
    "<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
    " xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\" xmlns:dc=\"http://www.omg.org/spec/DD/20100524/DC\" "
    "xmlns:di=\"http://www.omg.org/spec/DD/20100524/DI\"\n"
    " xmlns:tns=\"urn:tarnwick\" xmlns:dt=\"https://drivetrain.dev/schema/bpmn/1.0\" targetNamespace=\"urn:tarnwick\" id=\"d\">\n";

struct Bpmn {
  SourceText source;
  Diagnostics diagnostics;
  std::optional<BpmnDefinitions> definitions;
  explicit Bpmn(std::string text) : source("processes/overhaul.bpmn", std::move(text)) { definitions = read_bpmn(source, diagnostics); }
  static Bpmn with(std::string body) { return Bpmn(head + body + "</bpmn:definitions>\n"); }
  static Bpmn with_process(std::string body) {
    return with("<bpmn:process id=\"p\" isExecutable=\"true\">\n" + body + "</bpmn:process>\n");
  }
  BpmnElement const& at(std::string_view id) const {
    static BpmnElement const none;
    auto found = definitions ? definitions->find(id) : nullptr;
    EXPECT_TRUE(found) << id;
    return found ? *found : none;
  }
  std::vector<std::string> findings() const {
    std::vector<std::string> list;
    for (auto const& each : diagnostics.all())
      list.push_back(each.code + (each.severity == Severity::warning ? " warning: " : ": ") + each.message);
    return list;
  }
};

TEST(Bpmn, TasksAndFlows) {
  auto bpmn = Bpmn::with_process(
      "  <bpmn:startEvent id=\"s\"/>\n"
      "  <bpmn:userTask id=\"strip\" name=\"Strip\" dt:role=\"fitter\" default=\"f3\">\n"
      "    <bpmn:documentation>Wash first.</bpmn:documentation>\n"
      "    <bpmn:extensionElements><dt:duration value=\"PT2H\"/><dt:result> condition </dt:result></bpmn:extensionElements>\n"
      "    <bpmn:incoming>f1</bpmn:incoming>\n"
      "  </bpmn:userTask>\n"
      "  <bpmn:endEvent id=\"e\"/><bpmn:endEvent id=\"e2\"/>\n"
      "  <bpmn:sequenceFlow id=\"f1\" sourceRef=\"s\" targetRef=\"strip\"/>\n"
      "  <bpmn:sequenceFlow id=\"f2\" sourceRef=\"strip\" targetRef=\"e\">\n"
      "    <bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">\n      amount &gt;= 10\n    </bpmn:conditionExpression>\n"
      "  </bpmn:sequenceFlow>\n"
      "  <bpmn:sequenceFlow id=\"f3\" sourceRef=\"tns:strip\" targetRef=\" e2 \"/>\n");
  EXPECT_THAT(bpmn.findings(), ElementsAre());
  auto process = bpmn.definitions->process("p");
  ASSERT_TRUE(process);
  EXPECT_TRUE(process->executable);
  EXPECT_EQ(process->children.size(), 7u);
  auto const& strip = bpmn.at("strip");
  EXPECT_EQ(strip.kind, BpmnKind::user_task);
  EXPECT_EQ(strip.documentation, "Wash first.");
  EXPECT_THAT(strip.incoming, ElementsAre("f1"));
  EXPECT_THAT(strip.outgoing, ElementsAre("f2", "f3"));
  EXPECT_EQ(strip.default_flow.value, "f3");
  EXPECT_EQ(strip.dt("role").value, "fitter");
  EXPECT_EQ(strip.dt("role").span.begin.line, 6u);
  EXPECT_EQ(strip.dt("role").span.begin.column, 51u);
  EXPECT_EQ(strip.dt("duration").value, "PT2H");
  EXPECT_EQ(strip.dt("result").value, "condition");
  EXPECT_TRUE(strip.dt("decision").empty());
  EXPECT_EQ(bpmn.source.text().substr(strip.span.begin.offset, 26), "<bpmn:userTask id=\"strip\" ");
  auto const& flow = bpmn.at("f2");
  EXPECT_EQ(flow.condition.text, "amount >= 10");
  EXPECT_EQ(flow.condition.span.begin.line, 15u);
  EXPECT_EQ(flow.condition.span.begin.column, 7u);
  EXPECT_EQ(bpmn.at("f3").source.value, "strip") << "a prefix of this file's namespace is dropped";
  EXPECT_EQ(bpmn.at("f3").target.value, "e2");
}

TEST(Bpmn, Events) {
  auto bpmn = Bpmn::with(
      "<bpmn:message id=\"m\" name=\"Approval\"/><bpmn:signal id=\"sig\" name=\"Stop\"/><bpmn:error id=\"err\" "
      "errorCode=\"E1\"/><bpmn:escalation id=\"esc\" escalationCode=\"X\"/>\n"
      "<bpmn:timerEventDefinition id=\"five\"><bpmn:timeDuration>P5D</bpmn:timeDuration></bpmn:timerEventDefinition>\n"
      "<bpmn:process id=\"p\">"
      "<bpmn:startEvent id=\"s\" isInterrupting=\"false\" parallelMultiple=\"true\"><bpmn:messageEventDefinition "
      "messageRef=\"tns:m\"/><bpmn:signalEventDefinition signalRef=\"sig\"/></bpmn:startEvent>"
      "<bpmn:receiveTask id=\"r\" messageRef=\"m\" instantiate=\"true\"/>"
      "<bpmn:boundaryEvent id=\"late\" attachedToRef=\"r\" "
      "cancelActivity=\"false\"><bpmn:timerEventDefinition><bpmn:timeCycle>R3/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition></"
      "bpmn:boundaryEvent>"
      "<bpmn:intermediateCatchEvent id=\"wait\" "
      "dt:correlation=\"order\"><bpmn:eventDefinitionRef>five</bpmn:eventDefinitionRef></bpmn:intermediateCatchEvent>"
      "<bpmn:intermediateCatchEvent id=\"when\"><bpmn:conditionalEventDefinition><bpmn:condition>x &lt; "
      "1</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent>"
      "<bpmn:intermediateThrowEvent id=\"undo\"><bpmn:compensateEventDefinition activityRef=\"r\" "
      "waitForCompletion=\"false\"/></bpmn:intermediateThrowEvent>"
      "<bpmn:intermediateThrowEvent id=\"jump\"><bpmn:linkEventDefinition name=\"L\"/></bpmn:intermediateThrowEvent>"
      "<bpmn:endEvent id=\"fail\"><bpmn:errorEventDefinition errorRef=\"err\"/></bpmn:endEvent>"
      "<bpmn:endEvent id=\"raise\"><bpmn:escalationEventDefinition escalationRef=\"esc\"/></bpmn:endEvent>"
      "<bpmn:endEvent id=\"kill\"><bpmn:terminateEventDefinition/></bpmn:endEvent><bpmn:endEvent "
      "id=\"cancel\"><bpmn:cancelEventDefinition/></bpmn:endEvent><bpmn:endEvent id=\"none\"/>"
      "</bpmn:process>");
  EXPECT_THAT(bpmn.findings(), ElementsAre());
  EXPECT_EQ(bpmn.definitions->messages.at(0).name, "Approval");
  EXPECT_EQ(bpmn.definitions->errors.at(0).code, "E1");
  EXPECT_EQ(bpmn.definitions->escalations.at(0).code, "X");
  auto const& start = bpmn.at("s");
  EXPECT_FALSE(start.interrupting);
  EXPECT_TRUE(start.parallel_multiple);
  ASSERT_EQ(start.events.size(), 2u);
  EXPECT_EQ(start.events[0].kind, BpmnEventKind::message);
  EXPECT_EQ(start.events[0].ref.value, "m");
  EXPECT_EQ(start.events[1].ref.value, "sig");
  EXPECT_TRUE(bpmn.at("r").instantiate);
  EXPECT_EQ(bpmn.at("r").message.value, "m");
  EXPECT_EQ(bpmn.at("late").attached_to.value, "r");
  EXPECT_FALSE(bpmn.at("late").interrupting);
  EXPECT_EQ(bpmn.at("late").events[0].timer, BpmnTimerKind::cycle);
  EXPECT_EQ(bpmn.at("late").events[0].expression.text, "R3/PT1H");
  EXPECT_TRUE(bpmn.at("wait").events.at(0).by_reference);
  EXPECT_EQ(bpmn.at("wait").events[0].expression.text, "P5D");
  EXPECT_EQ(bpmn.at("wait").dt("correlation").value, "order");
  EXPECT_EQ(bpmn.at("when").events.at(0).expression.text, "x < 1");
  EXPECT_FALSE(bpmn.at("undo").events.at(0).wait_for_completion);
  EXPECT_EQ(bpmn.at("undo").events[0].ref.value, "r");
  EXPECT_EQ(bpmn.at("jump").events.at(0).link, "L");
  EXPECT_EQ(bpmn.at("fail").events.at(0).kind, BpmnEventKind::error);
  EXPECT_EQ(bpmn.at("kill").events.at(0).kind, BpmnEventKind::terminate);
  EXPECT_TRUE(bpmn.at("none").events.empty());
}

TEST(Bpmn, SubProcessesLoopsAndData) {
  auto bpmn = Bpmn::with_process(
      "<bpmn:laneSet><bpmn:lane id=\"l\" name=\"Works\"><bpmn:flowNodeRef> sub </bpmn:flowNodeRef><bpmn:childLaneSet><bpmn:lane "
      "id=\"l2\"/></bpmn:childLaneSet></bpmn:lane></bpmn:laneSet>"
      "<bpmn:subProcess id=\"sub\" triggeredByEvent=\"true\"><bpmn:scriptTask id=\"t\" scriptFormat=\"feel\"><bpmn:script>1 + "
      "1</bpmn:script>"
      "<bpmn:multiInstanceLoopCharacteristics "
      "isSequential=\"true\"><bpmn:loopCardinality>3</bpmn:loopCardinality><bpmn:loopDataInputRef>items</bpmn:loopDataInputRef>"
      "<bpmn:inputDataItem id=\"i\" "
      "name=\"item\"/><bpmn:completionCondition>done</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics></bpmn:scriptTask></"
      "bpmn:subProcess>"
      "<bpmn:adHocSubProcess id=\"adhoc\" ordering=\"Sequential\"><bpmn:task id=\"t2\"><bpmn:standardLoopCharacteristics "
      "testBefore=\"true\" loopMaximum=\"5\"><bpmn:loopCondition>again</bpmn:loopCondition></bpmn:standardLoopCharacteristics></bpmn:task>"
      "<bpmn:completionCondition>all</bpmn:completionCondition></bpmn:adHocSubProcess>"
      "<bpmn:transaction id=\"tx\"/><bpmn:callActivity id=\"call\" calledElement=\"swap-unit\" "
      "isForCompensation=\"true\"/><bpmn:eventBasedGateway id=\"g\" eventGatewayType=\"Parallel\" instantiate=\"true\"/>"
      "<bpmn:complexGateway id=\"cg\"><bpmn:activationCondition>n &gt; 2</bpmn:activationCondition></bpmn:complexGateway>"
      "<bpmn:dataObject id=\"o\" isCollection=\"true\"/><bpmn:dataObjectReference id=\"or\" dataObjectRef=\"o\"/><bpmn:textAnnotation "
      "id=\"a\"><bpmn:text>note</bpmn:text></bpmn:textAnnotation>"
      "<bpmn:association id=\"as\" sourceRef=\"a\" targetRef=\"sub\"/><bpmn:group id=\"gr\"/>");
  EXPECT_THAT(bpmn.findings(), ElementsAre());
  auto const& sub = bpmn.at("sub");
  EXPECT_TRUE(sub.triggered_by_event);
  ASSERT_EQ(sub.children.size(), 1u);
  auto const& script = sub.children[0];
  EXPECT_EQ(script.script.text, "1 + 1");
  ASSERT_TRUE(script.loop);
  EXPECT_EQ(script.loop->kind, BpmnLoopKind::sequential);
  EXPECT_EQ(script.loop->cardinality.text, "3");
  EXPECT_EQ(script.loop->input.value, "items");
  EXPECT_EQ(script.loop->input_item.value, "item");
  EXPECT_EQ(script.loop->condition.text, "done");
  EXPECT_TRUE(bpmn.at("adhoc").sequential);
  EXPECT_EQ(bpmn.at("adhoc").condition.text, "all");
  EXPECT_EQ(bpmn.at("t2").loop->kind, BpmnLoopKind::standard);
  EXPECT_TRUE(bpmn.at("t2").loop->test_before);
  EXPECT_EQ(bpmn.at("t2").loop->maximum.value, "5");
  EXPECT_EQ(bpmn.at("call").called.value, "swap-unit");
  EXPECT_TRUE(bpmn.at("call").for_compensation);
  EXPECT_TRUE(bpmn.at("g").parallel_event_gateway);
  EXPECT_EQ(bpmn.at("cg").condition.text, "n > 2");
  EXPECT_EQ(bpmn.at("or").data.value, "o");
  EXPECT_EQ(bpmn.at("a").text, "note");
  auto const& lane = bpmn.definitions->process("p")->lanes.at(0);
  EXPECT_EQ(lane.name, "Works");
  EXPECT_EQ(lane.nodes.at(0).value, "sub");
  EXPECT_EQ(lane.lanes.at(0).id, "l2");
  int count = 0;
  walk(*bpmn.definitions->process("p"), [&](BpmnElement const&) { ++count; });
  EXPECT_EQ(count, 14);
}

TEST(Bpmn, CollaborationsAndPictures) {
  auto bpmn = Bpmn::with(
      "<bpmn:collaboration id=\"c\"><bpmn:participant id=\"pa\" name=\"Works\" processRef=\"p\"/><bpmn:participant "
      "id=\"pb\"/><bpmn:messageFlow id=\"mf\" sourceRef=\"pb\" targetRef=\"t\"/></bpmn:collaboration>"
      "<bpmn:process id=\"p\"><bpmn:task id=\"t\"/></bpmn:process>"
      "<bpmndi:BPMNDiagram id=\"di\"><bpmndi:BPMNPlane bpmnElement=\"tns:c\"><bpmndi:BPMNShape id=\"sh\" bpmnElement=\"t\" "
      "isExpanded=\"false\"><dc:Bounds x=\"10.5\" y=\"-2\" width=\"100\" height=\"80\"/>"
      "<bpmndi:BPMNLabel><dc:Bounds x=\"1\" y=\"2\" width=\"3\" height=\"4\"/></bpmndi:BPMNLabel></bpmndi:BPMNShape>"
      "<bpmndi:BPMNEdge id=\"ed\" bpmnElement=\"mf\"><di:waypoint x=\"1\" y=\"2\"/><di:waypoint x=\"3\" "
      "y=\"4\"/></bpmndi:BPMNEdge></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>");
  EXPECT_THAT(bpmn.findings(), ElementsAre());
  auto const& collaboration = bpmn.definitions->collaborations.at(0);
  EXPECT_EQ(collaboration.participants.at(0).process.value, "p");
  EXPECT_TRUE(collaboration.participants.at(1).process.empty());
  EXPECT_EQ(collaboration.message_flows.at(0).target.value, "t");
  auto const& diagram = bpmn.definitions->diagrams.at(0);
  EXPECT_EQ(diagram.plane.value, "c");
  EXPECT_EQ(diagram.shapes.at(0).bounds.x, 10.5);
  EXPECT_EQ(diagram.shapes[0].bounds.y, -2);
  EXPECT_EQ(diagram.shapes[0].label->height, 4);
  EXPECT_EQ(diagram.shapes[0].expanded, false);
  EXPECT_EQ(diagram.shapes[0].horizontal, std::nullopt);
  EXPECT_EQ(diagram.edges.at(0).waypoints.size(), 2u);
}

TEST(Bpmn, DanglingReferencesAreFound) {
  auto bpmn = Bpmn::with(
      "<bpmn:process id=\"p\"><bpmn:laneSet><bpmn:lane id=\"l\"><bpmn:flowNodeRef>gone</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>"
      "<bpmn:userTask id=\"strip\" default=\"strip\"/><bpmn:boundaryEvent id=\"b\"><bpmn:messageEventDefinition "
      "messageRef=\"nowhere\"/></bpmn:boundaryEvent>"
      "<bpmn:sequenceFlow id=\"f\" sourceRef=\"stripp\" targetRef=\"l\"/><bpmn:task/></bpmn:process>");
  EXPECT_THAT(bpmn.findings(), ElementsAre("DT-R035 warning: lane l names the node gone, which is not in this file",
                                           "DT-R035: default of userTask strip names strip, which is a userTask",
                                           "DT-R036: boundaryEvent b lacks attachedToRef",
                                           "DT-R035: sequenceFlow f names the node stripp, which is not in this file",
                                           "DT-R035: targetRef of sequenceFlow f names l, which is a lane", "DT-R036: a task lacks an id"));
  EXPECT_EQ(bpmn.diagnostics.all()[3].help, "did you mean strip?");
  EXPECT_TRUE(bpmn.definitions) << "the tree is still there";
}

TEST(Bpmn, FlowsMayGoWithoutAnId) {
  auto bpmn = Bpmn::with_process(
      "<bpmn:task id=\"a\"/><bpmn:task id=\"b\"/><bpmn:sequenceFlow sourceRef=\"a\" targetRef=\"b\"/><bpmn:sequenceFlow sourceRef=\"a\" "
      "targetRef=\"b\"/>");
  EXPECT_THAT(bpmn.findings(), ElementsAre());
  EXPECT_THAT(bpmn.at("a").outgoing, ElementsAre("a->b", "a->b#2"));
}

TEST(Bpmn, OddNamesAndDoubleIds) {
  auto bpmn = Bpmn::with(
      "<bpmn:process id=\"p\"><bpmn:usertask id=\"t\"/><bpmn:task id=\"t\"/><bpmn:task id=\"t\"/></bpmn:process><bpmn:thing id=\"x\"/>");
  EXPECT_THAT(bpmn.findings(), ElementsAre("DT-R034: the id t stands twice in this file", "DT-R034: the id t stands twice in this file",
                                           "DT-R037 warning: BPMN has no element thing", "DT-R037 warning: BPMN has no element usertask"));
  EXPECT_EQ(bpmn.diagnostics.all()[3].help, "did you mean userTask?");
}

TEST(Bpmn, WhatIsInAnotherFileIsNotMissing) {
  auto bpmn = Bpmn(
      std::string("<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:o=\"urn:other\" targetNamespace=\"urn:this\">"
                  "<import namespace=\"urn:other\" location=\"o.bpmn\" importType=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>"
                  "<process id=\"p\"><receiveTask id=\"r\" messageRef=\"o:m\"/><callActivity id=\"c\" "
                  "calledElement=\"o:q\"/></process></definitions>"));
  EXPECT_THAT(bpmn.findings(), ElementsAre());
  EXPECT_EQ(bpmn.at("r").message.value, "o:m");
}

TEST(Bpmn, OtherFilesAreRefused) {
  Bpmn dmn("<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\"/>");
  EXPECT_FALSE(dmn.definitions);
  EXPECT_EQ(dmn.diagnostics.all().at(0).code, "DT-R032");
  EXPECT_EQ(Bpmn("<html/>").diagnostics.all().at(0).message, "the root element is html; a BPMN file has definitions");
  EXPECT_EQ(Bpmn("<a").diagnostics.all().at(0).code, "DT-R030");
}

TEST(Bpmn, AnEditedDiagramIsWrittenWithAllItHolds) {
  auto bpmn = Bpmn::with(
      "<bpmn:process id=\"p\"><bpmn:userTask id=\"strip\" dt:role=\"fitter\" xmlns:v=\"urn:vendor\" "
      "v:color=\"red\"><bpmn:extensionElements><v:x>1</v:x></bpmn:extensionElements></bpmn:userTask></bpmn:process>");
  auto copy = *bpmn.definitions->xml;
  set_attribute(*find_by_id(copy.root, "strip"), "dt", bpmn::drivetrain, "role", "winder");
  Bpmn again(write_xml(copy));
  EXPECT_EQ(again.at("strip").dt("role").value, "winder");
  EXPECT_EQ(again.at("strip").foreign("urn:vendor", "color")->value, "red");
  EXPECT_EQ(again.at("strip").extension("urn:vendor", "x")->own_text(), "1");
  EXPECT_TRUE(same_content(*Bpmn(write_bpmn(*bpmn.definitions)).definitions->xml, *bpmn.definitions->xml));
}

TEST(Bpmn, NamesOfTheStandard) {
  for (int i = 0; i <= static_cast<int>(BpmnKind::group); ++i) {
    auto kind = static_cast<BpmnKind>(i);
    EXPECT_EQ(bpmn_kind(to_string(kind)), kind);
    EXPECT_TRUE(is_bpmn_element_name(to_string(kind))) << to_string(kind);
    EXPECT_EQ(is_flow_node(kind), (kind != BpmnKind::process && kind < BpmnKind::sequence_flow));
  }
  EXPECT_EQ(bpmn_event_kind("timerEventDefinition"), BpmnEventKind::timer);
  EXPECT_FALSE(bpmn_event_kind("timer"));
}

}  // namespace
}  // namespace drivetrain::notation
