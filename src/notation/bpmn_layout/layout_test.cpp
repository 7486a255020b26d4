// A process without a picture gets one that a person would have drawn: from left to right, in its lanes, without overlaps, flows from
// border to border; and the file stays byte for byte what it was, beside its picture.
#include "notation/bpmn_layout/layout.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "notation/bpmn_layout/check_for_test.h"
#include "notation/bpmn_layout/text_size.h"

namespace drivetrain::notation {
namespace {

using picture::test::flaws;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view head =
    "<?xml version=\"1.0\"?>\n<b:definitions xmlns:b=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:z=\"urn:z\"\n    "
    "targetNamespace=\"urn:t\" id=\"defs\">\n";

std::string task(std::string const& id) { return fmt::format("<b:task id=\"{}\" name=\"{}\"/>", id, id); }
std::string flow(std::string const& from, std::string const& to, std::string const& more = "") {
  return fmt::format("<b:sequenceFlow id=\"{0}_{1}\" sourceRef=\"{0}\" targetRef=\"{1}\"{2}/>", from, to, more);
}

struct Laid {
  SourceText source;
  Diagnostics findings;
  std::optional<BpmnDefinitions> definitions;
  std::optional<LaidOutBpmn> result;

  explicit Laid(std::string text, LayoutWish wish = LayoutWish::what_is_missing) : source("p.bpmn", std::move(text)) {
    definitions = read_bpmn(source, findings);
    if (!definitions) return;
    auto laid_out = with_picture(source, *definitions, wish);
    EXPECT_TRUE(laid_out.ok()) << (laid_out.ok() ? "" : laid_out.error().message);
    if (laid_out.ok()) result = laid_out.take();
  }
  static Laid process(std::string const& content) {
    return Laid(std::string(head) + "<b:process id=\"p\">" + content + "</b:process>\n</b:definitions>\n");
  }

  BpmnDiagram const& diagram(std::size_t index = 0) const { return result->picture.diagrams.at(index); }
  BpmnBounds at(std::string_view element) const {
    for (auto const& each : result->picture.diagrams)
      for (auto const& shape : each.shapes)
        if (shape.element.value == element) return shape.bounds;
    ADD_FAILURE() << element << " has no shape";
    return {};
  }
  BpmnEdge edge(std::string_view element) const {
    for (auto const& each : result->picture.diagrams)
      for (auto const& edge : each.edges)
        if (edge.element.value == element) return edge;
    ADD_FAILURE() << element << " has no edge";
    return {};
  }
  std::vector<std::string> all_flaws() const {
    std::vector<std::string> all;
    for (auto const& each : result->picture.diagrams)
      for (auto& flaw : flaws(*definitions, each)) all.push_back(std::move(flaw));
    return all;
  }
};

double middle_y(BpmnBounds const& box) { return box.y + box.height / 2; }
double middle_x(BpmnBounds const& box) { return box.x + box.width / 2; }
bool within(BpmnBounds const& inner, BpmnBounds const& outer) {
  return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width &&
         inner.y + inner.height <= outer.y + outer.height;
}

TEST(BpmnLayout, WorkRunsFromLeftToRightOnOneLine) {
  auto laid = Laid::process("<b:startEvent id=\"s\"/>" + task("a") + task("b") + "<b:endEvent id=\"e\"/>" + flow("s", "a") +
                            flow("a", "b") + flow("b", "e"));
  EXPECT_THAT(laid.all_flaws(), IsEmpty());
  EXPECT_EQ(laid.result->state, PictureState::laid_out);
  EXPECT_LT(laid.at("s").x, laid.at("a").x);
  EXPECT_LT(laid.at("a").x, laid.at("b").x);
  EXPECT_LT(laid.at("b").x, laid.at("e").x);
  for (auto id : {"a", "b", "e"}) EXPECT_EQ(middle_y(laid.at(id)), middle_y(laid.at("s"))) << id;
  EXPECT_EQ(laid.at("a").width, 100);
  EXPECT_EQ(laid.at("a").height, 80);
  EXPECT_EQ(laid.at("s").width, 36);
  auto first = laid.edge("s_a");
  ASSERT_EQ(first.waypoints.size(), 2u);
  EXPECT_EQ(first.waypoints[0].x, laid.at("s").x + 36);
  EXPECT_EQ(first.waypoints[1].x, laid.at("a").x);
}

TEST(BpmnLayout, EveryStepStandsRightOfWhatLeadsToIt) {
  std::string content = "<b:startEvent id=\"s\"/>";
  // Splits and joins of several depths, without loops.
  for (auto id : {"a", "b", "c", "d", "e", "f", "g", "h"}) content += task(id);
  std::vector<std::pair<std::string, std::string>> flows{{"s", "a"}, {"a", "b"}, {"a", "c"}, {"b", "d"}, {"c", "d"}, {"a", "e"},
                                                         {"e", "f"}, {"f", "g"}, {"d", "g"}, {"c", "h"}, {"g", "h"}};
  for (auto const& [from, to] : flows) content += flow(from, to);
  auto laid = Laid::process(content);
  EXPECT_THAT(laid.all_flaws(), IsEmpty());
  for (auto const& [from, to] : flows) EXPECT_GE(laid.at(to).x, laid.at(from).x + laid.at(from).width) << from << " -> " << to;
}

TEST(BpmnLayout, TheLongestWayIsStraightAndLoopsGoBackAroundIt) {
  auto laid = Laid::process("<b:startEvent id=\"s\"/>" + task("a") + "<b:exclusiveGateway id=\"g\"/>" + task("b") +
                            "<b:endEvent id=\"e\"/>" + task("aside") + flow("s", "a") + flow("a", "g") + flow("g", "aside") +
                            flow("g", "b") + flow("b", "e") + flow("g", "a"));
  EXPECT_THAT(laid.all_flaws(), IsEmpty());
  for (auto id : {"a", "g", "b", "e"}) EXPECT_EQ(middle_y(laid.at(id)), middle_y(laid.at("s"))) << id;
  EXPECT_GT(middle_y(laid.at("aside")), middle_y(laid.at("g")));
  auto back = laid.edge("g_a").waypoints;
  EXPECT_GT(back.size(), 2u);
  EXPECT_TRUE(back.front().x > back.back().x);
}

TEST(BpmnLayout, ALoopOfOneStepIsALoopToSee) {
  auto laid = Laid::process(task("a") + flow("a", "a"));
  EXPECT_THAT(laid.all_flaws(), IsEmpty());
  EXPECT_EQ(laid.edge("a_a").waypoints.size(), 5u);
}

TEST(BpmnLayout, LanesAreBandsThatHoldTheirSteps) {
  auto laid = Laid::process(
      "<b:laneSet><b:lane id=\"l1\" name=\"Office\"><b:flowNodeRef>s</b:flowNodeRef><b:flowNodeRef>c</b:flowNodeRef></b:lane>"
      "<b:lane id=\"l2\" name=\"Works\"><b:flowNodeRef>own</b:flowNodeRef><b:childLaneSet><b:lane "
      "id=\"l21\"><b:flowNodeRef>a</b:flowNodeRef></b:lane><b:lane id=\"l22\"><b:flowNodeRef>b</b:flowNodeRef></b:lane>"
      "</b:childLaneSet></b:lane><b:lane id=\"l3\"/></b:laneSet><b:startEvent id=\"s\"/>" +
      task("a") + task("b") + task("c") + task("own") + task("nobodys") + flow("s", "a") + flow("a", "b") + flow("b", "c") +
      flow("b", "own"));
  EXPECT_THAT(laid.all_flaws(), IsEmpty());
  for (auto [lane, node] : std::vector<std::pair<char const*, char const*>>{
           {"l1", "s"}, {"l1", "c"}, {"l2", "a"}, {"l21", "a"}, {"l22", "b"}, {"l2", "own"}, {"l2", "l21"}, {"l2", "l22"}})
    EXPECT_TRUE(within(laid.at(node), laid.at(lane))) << node << " in " << lane;
  for (auto lane : {"l21", "l22"}) EXPECT_FALSE(within(laid.at("own"), laid.at(lane))) << "it belongs to none of the inner lanes";
  for (auto lane : {"l1", "l2", "l3"}) EXPECT_FALSE(within(laid.at("nobodys"), laid.at(lane)));
  EXPECT_EQ(laid.at("l1").y + laid.at("l1").height, laid.at("l2").y);
  EXPECT_EQ(laid.at("l1").width, laid.at("l2").width);
  EXPECT_GT(laid.at("l21").x, laid.at("l2").x);
  EXPECT_GE(laid.at("l3").height, 60);
}

std::string two_pools() {
  return std::string(head) +
         "<b:collaboration id=\"co\"><b:participant id=\"works\" name=\"Works\" processRef=\"p\"/><b:participant id=\"customer\" "
         "name=\"Customer\"/><b:participant id=\"bank\" processRef=\"q\"/>"
         "<b:messageFlow id=\"m1\" name=\"order\" sourceRef=\"customer\" targetRef=\"a\"/><b:messageFlow id=\"m2\" sourceRef=\"b\" "
         "targetRef=\"x\"/></b:collaboration>"
         "<b:process id=\"p\">" +
         task("a") + task("b") + flow("a", "b") + "</b:process><b:process id=\"q\">" + task("x") + "</b:process></b:definitions>";
}

TEST(BpmnLayout, PoolsStandBelowEachOtherAndMessagesRunBetweenThem) {
  Laid laid(two_pools());
  EXPECT_THAT(laid.all_flaws(), IsEmpty());
  ASSERT_EQ(laid.result->picture.diagrams.size(), 1u);
  EXPECT_EQ(laid.diagram().plane.value, "co");
  EXPECT_TRUE(within(laid.at("a"), laid.at("works")));
  EXPECT_TRUE(within(laid.at("x"), laid.at("bank")));
  EXPECT_EQ(laid.at("works").width, laid.at("bank").width);
  EXPECT_GT(laid.at("customer").y, laid.at("works").y + laid.at("works").height);
  EXPECT_GT(laid.at("bank").y, laid.at("customer").y + laid.at("customer").height);
  auto order = laid.edge("m1").waypoints;
  EXPECT_EQ(order.front().y, laid.at("customer").y) << "from the border of the black box";
  EXPECT_EQ(order.back().y, laid.at("a").y + 80);
  EXPECT_TRUE(laid.edge("m1").label);
}

TEST(BpmnLayout, SubProcessesAreAsLargeAsWhatTheyHold) {
  auto laid =
      Laid::process(task("a") + "<b:subProcess id=\"outer\"><b:subProcess id=\"inner\">" + task("x") + task("y") + flow("x", "y") +
                    "</b:subProcess><b:boundaryEvent id=\"late\" attachedToRef=\"inner\"><b:timerEventDefinition/></b:boundaryEvent>" +
                    task("chase") + flow("late", "chase") +
                    "</b:subProcess><b:subProcess id=\"empty\"/><b:subProcess id=\"alarm\" triggeredByEvent=\"true\"><b:startEvent "
                    "id=\"as\"/></b:subProcess>" +
                    flow("a", "outer") + flow("outer", "empty"));
  EXPECT_THAT(laid.all_flaws(), IsEmpty());
  for (auto [inside, outside] : std::vector<std::pair<char const*, char const*>>{
           {"x", "inner"}, {"y", "inner"}, {"inner", "outer"}, {"chase", "outer"}, {"as", "alarm"}})
    EXPECT_TRUE(within(laid.at(inside), laid.at(outside))) << inside;
  for (auto const& shape : laid.diagram().shapes)
    if (shape.element.value == "outer" || shape.element.value == "empty") {
      EXPECT_EQ(shape.expanded, true);
    }
  EXPECT_GT(laid.at("alarm").y, laid.at("outer").y + laid.at("outer").height) << "event sub-processes stand below the flow";
  auto late = laid.at("late"), host = laid.at("inner");
  EXPECT_EQ(middle_y(late), host.y + host.height) << "on the lower border";
  EXPECT_GT(middle_x(late), host.x);
  auto exception = laid.edge("late_chase").waypoints;
  EXPECT_EQ(exception.front().y, late.y + late.height) << "it leaves downward";
  EXPECT_GT(laid.at("chase").y, host.y);
}

TEST(BpmnLayout, ManyEventsOnOneBorderStandBesideEachOther) {
  std::string content = task("host");
  for (int i = 0; i < 5; ++i)
    content += fmt::format("<b:boundaryEvent id=\"b{0}\" attachedToRef=\"host\"><b:signalEventDefinition/></b:boundaryEvent>", i) +
               task(fmt::format("t{}", i)) + flow(fmt::format("b{}", i), fmt::format("t{}", i));
  auto laid = Laid::process(content);
  EXPECT_THAT(laid.all_flaws(), IsEmpty());
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(middle_y(laid.at(fmt::format("b{}", i))), laid.at("host").y + laid.at("host").height);
    EXPECT_GE(laid.at(fmt::format("b{}", i)).x, laid.at("host").x);
  }
  // The further left, the further down: no path of an exception crosses another.
  for (int i = 0; i < 5; ++i)
    for (int k = 0; k < 5; ++k)
      if (laid.at(fmt::format("b{}", i)).x < laid.at(fmt::format("b{}", k)).x) {
        EXPECT_GT(laid.at(fmt::format("t{}", i)).y, laid.at(fmt::format("t{}", k)).y);
      }
}

TEST(BpmnLayout, DataAndNotesStandAboveTheirStep) {
  auto laid = Laid::process(
      "<b:dataObject id=\"o\"/><b:dataObjectReference id=\"data\" name=\"Order\" dataObjectRef=\"o\"/><b:textAnnotation "
      "id=\"note\"><b:text>mind the gap</b:text></b:textAnnotation>"
      "<b:dataStoreReference id=\"store\" name=\"Archive\"/><b:task id=\"a\"><b:dataInputAssociation "
      "id=\"d1\"><b:sourceRef>data</b:sourceRef></b:dataInputAssociation></b:task>" +
      task("b") + flow("a", "b") + "<b:association id=\"n1\" sourceRef=\"b\" targetRef=\"note\"/>");
  EXPECT_THAT(laid.all_flaws(), IsEmpty());
  EXPECT_LT(laid.at("data").y + laid.at("data").height, laid.at("a").y);
  EXPECT_EQ(middle_x(laid.at("data")), middle_x(laid.at("a")));
  EXPECT_LT(laid.at("note").y + laid.at("note").height, laid.at("b").y);
  EXPECT_GT(laid.at("store").y, laid.at("a").y) << "what belongs to nobody stands below";
  EXPECT_EQ(laid.edge("d1").waypoints.back().y, laid.at("a").y);
  EXPECT_EQ(laid.edge("n1").waypoints.front().y, laid.at("b").y);
}

TEST(BpmnLayout, OnlyThePictureIsAdded) {
  auto text = std::string(head) + "<!-- kept -->\n\t<b:process id='p'   name=\"a &gt; b\">\n" + task("a") +
              "\n\n <z:odd z:k = 'v'><![CDATA[<x>]]></z:odd></b:process>\n\n</b:definitions>\n<!-- </b:definitions> -->\n";
  Laid laid(text);
  auto rest = laid.result->text;
  constexpr std::string_view
      last = "</bpmndi:BPMNDiagram>\n",
      declared =
          " xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\" xmlns:dc=\"http://www.omg.org/spec/DD/20100524/DC\" "
          "xmlns:di=\"http://www.omg.org/spec/DD/20100524/DI\"";
  auto begin = rest.find("  <bpmndi:BPMNDiagram"), end = rest.find(last);
  ASSERT_NE(begin, std::string::npos) << rest;
  ASSERT_NE(end, std::string::npos) << rest;
  rest.erase(begin, end + last.size() - begin);
  ASSERT_NE(rest.find(declared), std::string::npos) << rest;
  rest.erase(rest.find(declared), declared.size());
  EXPECT_EQ(rest, text);
}

TEST(BpmnLayout, KnowsTheFilesOwnPrefixesAndIds) {
  auto text = std::string(
                  "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:d=\"http://www.omg.org/spec/BPMN/20100524/DI\" "
                  "xmlns:dc=\"urn:something-else\" targetNamespace=\"u\">\r\n") +
              "<process id=\"p\"><task id=\"a\"/><task id=\"a_di\"/><task id=\"plane_p\"/><task/></process>\r\n</definitions>\r\n";
  Laid laid(text);
  EXPECT_THAT(laid.result->text, HasSubstr("<d:BPMNShape id=\"a_di_2\" bpmnElement=\"a\">\r\n"));
  EXPECT_THAT(laid.result->text, HasSubstr("<d:BPMNPlane id=\"plane_p_2\" bpmnElement=\"p\">"));
  EXPECT_THAT(laid.result->text, HasSubstr(" xmlns:dc2=\"http://www.omg.org/spec/DD/20100524/DC\""));
  EXPECT_THAT(laid.result->picture.remarks, ElementsAre(HasSubstr("a task in p has no id")));
  Laid again(laid.result->text);
  EXPECT_EQ(again.result->state, PictureState::complete);
  EXPECT_EQ(again.result->text, laid.result->text);
  EXPECT_EQ(again.definitions->diagrams.at(0).shapes.size(), 3u);
}

TEST(BpmnLayout, ARootWithoutEndTagAndFlowsWithoutIds) {
  Laid bare("<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"u\"/>");
  EXPECT_THAT(bare.result->picture.diagrams, IsEmpty());
  auto laid = Laid::process(task("a") + task("b") + "<b:sequenceFlow sourceRef=\"a\" targetRef=\"b\"/>");
  EXPECT_THAT(laid.result->picture.remarks, ElementsAre(HasSubstr("1 flow has no id")));
  EXPECT_EQ(laid.result->edges, 0u);
  EXPECT_THAT(laid.result->text, Not(HasSubstr("BPMNEdge")));
}

TEST(BpmnLayout, WhatStandsStaysAndWhatIsMissingGetsAPlace) {
  auto first = Laid::process(task("a") + task("b") + flow("a", "b"));
  auto text = first.result->text;
  text.replace(text.find("<b:sequenceFlow"), 0,
               task("c") + "<b:boundaryEvent id=\"be\" attachedToRef=\"a\"/><b:subProcess id=\"sp\">" + task("x") + task("y") +
                   flow("x", "y") + "</b:subProcess>" + flow("b", "c"));
  Laid completed(text);
  EXPECT_EQ(completed.result->state, PictureState::completed);
  EXPECT_THAT(completed.all_flaws(), IsEmpty());
  for (auto id : {"a", "b"}) EXPECT_EQ(completed.at(id).x, first.at(id).x) << id;
  EXPECT_EQ(middle_y(completed.at("be")), completed.at("a").y + 80);
  EXPECT_TRUE(within(completed.at("x"), completed.at("sp")));
  EXPECT_EQ(completed.edge("b_c").waypoints.size() >= 2, true);
  EXPECT_EQ(completed.result->shapes, 5u);
  EXPECT_EQ(completed.result->edges, 2u);
  Laid again(completed.result->text);
  EXPECT_EQ(again.result->state, PictureState::complete);
  Laid anew(completed.result->text, LayoutWish::anew);
  EXPECT_EQ(anew.result->state, PictureState::laid_out);
  EXPECT_THAT(anew.all_flaws(), IsEmpty());
  EXPECT_EQ(anew.result->text.find("BPMNPlane"), anew.result->text.rfind("<bpmndi:BPMNPlane") + 8) << "one picture, not two";
  EXPECT_EQ(Laid(anew.result->text, LayoutWish::anew).result->text, anew.result->text) << "the same each time";
}

TEST(BpmnLayout, WhatIsShownCollapsedStaysSoAndGetsAPageOfItsOwn) {
  auto expanded = Laid::process("<b:subProcess id=\"sp\" name=\"Inside\">" + task("x") + "</b:subProcess>" + task("b") + flow("sp", "b"));
  auto text = expanded.result->text;
  text.replace(text.find("isExpanded=\"true\""), 17, "isExpanded=\"false\"");
  Laid anew(text, LayoutWish::anew);
  ASSERT_EQ(anew.result->picture.diagrams.size(), 2u);
  EXPECT_EQ(anew.diagram(1).plane.value, "sp");
  EXPECT_EQ(anew.diagram(1).name, "Inside");
  EXPECT_EQ(anew.diagram(1).shapes.size(), 1u);
  EXPECT_EQ(anew.diagram(0).shapes.size(), 2u);
  EXPECT_EQ(anew.at("sp").width, 100);
}

TEST(BpmnLayout, TheSameFileGivesTheSamePicture) { EXPECT_EQ(Laid(two_pools()).result->text, Laid(two_pools()).result->text); }

TEST(BpmnLayout, ProcessesThatNobodyCouldReadStandOnAPlainGrid) {
  std::string content;
  auto count = max_laid_out_nodes + 1;
  for (std::size_t i = 0; i < count; ++i) content += task(fmt::format("t{}", i));
  for (std::size_t i = 1; i < count; ++i) content += flow(fmt::format("t{}", i - 1), fmt::format("t{}", i));
  auto laid = Laid::process(content);
  EXPECT_THAT(laid.result->picture.remarks, ElementsAre(HasSubstr("plain grid")));
  EXPECT_EQ(laid.diagram().edges.size(), count - 1);
  std::set<std::pair<double, double>> places;
  for (auto const& shape : laid.diagram().shapes) {
    EXPECT_TRUE(places.emplace(shape.bounds.x, shape.bounds.y).second);
    EXPECT_LT(shape.bounds.x, 15'000) << "rows, not one line";
  }
}

TEST(BpmnLayout, NamesAreBrokenWhereTheyShouldBe) {
  using picture::wrapped;
  EXPECT_THAT(wrapped("Receive, wash,\n photograph", 75, 4), ElementsAre("Receive,", "wash,", "photograph"));
  EXPECT_THAT(wrapped("Donaudampfschifffahrt", 60, 4), ElementsAre("Donauda", "mpfschiff", "fahrt"));
  EXPECT_THAT(wrapped("a b c d e f g h i j k l m n o p", 30, 2), ElementsAre("a b", "c d…"));
  EXPECT_THAT(wrapped("Non-interrupting", 90, 4), ElementsAre("Non-", "interrupting"));
  EXPECT_THAT(wrapped("  ", 90, 4), IsEmpty());
  EXPECT_THAT(wrapped("\x01\xFF", 90, 4), IsEmpty());
}

}  // namespace
}  // namespace drivetrain::notation
