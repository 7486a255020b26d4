// Two events that wait for the same thing at the same place: refused by name; and what only looks like it is not.
#include <gmock/gmock.h>

#include "processes/compile_for_test.h"

namespace drivetrain::processes::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// What was found about catchers.
std::vector<std::string> ambiguities(std::string const& inside) {
  std::vector<std::string> found;
  for (auto const& finding : compile_process(inside).findings)
    if (finding.message.find(" catches ") != std::string::npos) {
      EXPECT_EQ(finding.code, "DT-P410");
      EXPECT_EQ(finding.severity, Severity::error);
      EXPECT_FALSE(finding.help.empty());
      found.push_back(finding.message);
    }
  return found;
}

/// A task with two boundary events.
std::vector<std::string> bordered(std::string const& first, std::string const& second, std::string const& of_second = "") {
  return ambiguities(R"(<startEvent id="begin"/><userTask id="work" dt:role="r"/><endEvent id="done"/>
<boundaryEvent id="b1" attachedToRef="work">)" + first + R"(</boundaryEvent>
<boundaryEvent id="b2" attachedToRef="work" )" + of_second + ">" + second + R"(</boundaryEvent>
<sequenceFlow id="f1" sourceRef="begin" targetRef="work"/><sequenceFlow id="f2" sourceRef="work" targetRef="done"/>
<sequenceFlow id="f3" sourceRef="b1" targetRef="done"/><sequenceFlow id="f4" sourceRef="b2" targetRef="done"/>)");
}

constexpr char const* of_message = R"(<messageEventDefinition messageRef="m1"/>)";
constexpr char const* of_signal = R"(<signalEventDefinition signalRef="s1"/>)";
constexpr char const* of_error = R"(<errorEventDefinition errorRef="e1"/>)";
constexpr char const* of_any_error = R"(<errorEventDefinition/>)";
constexpr char const* of_escalation = R"(<escalationEventDefinition escalationRef="c1"/>)";
constexpr char const* of_condition = R"(<conditionalEventDefinition><condition>late = true</condition></conditionalEventDefinition>)";

TEST(Catchers, TwoOnOneBorderCatchDifferentThings) {
  struct {
    char const *event, *what;
  } const all[] = {{of_message, "the message 'approval'"}, {of_signal, "the signal 'alarm'"},      {of_error, "the error 'E1'"},
                   {of_any_error, "every error"},          {of_escalation, "the escalation 'C1'"}, {of_condition, "the condition 'late = true'"},
                   {"<escalationEventDefinition/>", "every escalation"}};
  for (auto const& one : all)
    EXPECT_THAT(bordered(one.event, one.event), ElementsAre("overhaul: the boundary event 'b2' catches " + std::string(one.what) + ", which the boundary event 'b1' catches already"));
}

TEST(Catchers, WhatDiffersStandsSideBySide) {
  auto timer = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>";
  EXPECT_THAT(bordered(timer, timer, "cancelActivity=\"false\""), IsEmpty()) << "the first reminds, the second reminds again";
  EXPECT_THAT(bordered(of_error, of_any_error), IsEmpty()) << "the one for this code comes first";
  EXPECT_THAT(bordered(of_message, of_signal), IsEmpty());
  EXPECT_THAT(bordered(of_message, of_message, "dt:correlation=\"order.id\""), IsEmpty()) << "another key";
}

TEST(Catchers, AReceiveTaskWaitsForItsOwnMessage) {
  EXPECT_THAT(ambiguities(R"(<startEvent id="begin"/><receiveTask id="work" messageRef="m1"/><endEvent id="done"/>
<boundaryEvent id="b" attachedToRef="work"><messageEventDefinition messageRef="m1"/></boundaryEvent>
<sequenceFlow id="f1" sourceRef="begin" targetRef="work"/><sequenceFlow id="f2" sourceRef="work" targetRef="done"/><sequenceFlow id="f3" sourceRef="b" targetRef="done"/>)"),
              ElementsAre("overhaul: the boundary event 'b' catches the message 'approval', which the receive task 'work' catches already"));
}

TEST(Catchers, AProcessIsStartedInOneWayByOneThing) {
  std::string const rest = R"(<endEvent id="done"/><sequenceFlow id="f1" sourceRef="a" targetRef="done"/><sequenceFlow id="f2" sourceRef="b" targetRef="done"/>)";
  EXPECT_THAT(ambiguities(std::string("<startEvent id=\"a\">") + of_signal + "</startEvent><startEvent id=\"b\">" + of_signal + "</startEvent>" + rest),
              ElementsAre(HasSubstr("the start event 'b' catches the signal 'alarm'")));
  EXPECT_THAT(ambiguities(std::string("<startEvent id=\"a\">") + of_signal + "</startEvent><startEvent id=\"b\">" + of_message + "</startEvent>" + rest), IsEmpty());
}

std::string event_sub_process(std::string const& id, std::string const& trigger) {
  return "<subProcess id=\"" + id + "\" triggeredByEvent=\"true\"><startEvent id=\"" + id + "_in\">" + trigger + "</startEvent><endEvent id=\"" + id +
         "_out\"/><sequenceFlow id=\"" + id + "_f\" sourceRef=\"" + id + "_in\" targetRef=\"" + id + "_out\"/></subProcess>\n";
}

TEST(Catchers, EventSubProcessesOfAScopeShareNothing) {
  std::string const work = R"(<startEvent id="begin"/><userTask id="work" dt:role="r"/><endEvent id="done"/>
<sequenceFlow id="f1" sourceRef="begin" targetRef="work"/><sequenceFlow id="f2" sourceRef="work" targetRef="done"/>)";
  EXPECT_THAT(ambiguities(work + event_sub_process("e", of_error) + event_sub_process("g", of_error)), ElementsAre(HasSubstr("the start event 'g_in' catches the error 'E1', which the start event 'e_in'")));
  EXPECT_THAT(ambiguities(work + event_sub_process("e", of_error) + event_sub_process("g", of_any_error)), IsEmpty());
}

TEST(Catchers, AnActivityIsUndoneInOneWay) {
  auto part = [](std::string const& inside, std::string const& beside) {
    return R"(<startEvent id="begin"/><endEvent id="done"/><subProcess id="part"><startEvent id="in"/><userTask id="work" dt:role="r"/>
<sequenceFlow id="f1" sourceRef="in" targetRef="work"/>)" +
           inside + "</subProcess>" + beside + R"(<sequenceFlow id="f2" sourceRef="begin" targetRef="part"/><sequenceFlow id="f3" sourceRef="part" targetRef="done"/>)";
  };
  auto undo = event_sub_process("undo", "<compensateEventDefinition/>");
  std::string const border = R"(<boundaryEvent id="b" attachedToRef="part"><compensateEventDefinition/></boundaryEvent>
<userTask id="take_back" dt:role="r" isForCompensation="true"/><association id="a" sourceRef="b" targetRef="take_back"/>)";
  EXPECT_THAT(ambiguities(part(undo, border)), ElementsAre(HasSubstr("catches compensation of the sub process 'part', which its event sub-process 'undo' catches already")));
  EXPECT_THAT(ambiguities(part(undo + event_sub_process("again", "<compensateEventDefinition/>"), "")), ElementsAre(HasSubstr("the start event 'again_in' catches compensation")));
  EXPECT_THAT(ambiguities(part(undo, "")), IsEmpty());
  EXPECT_THAT(ambiguities(part("", border)), IsEmpty());
}

std::string race(std::string const& first, std::string const& second) {
  return R"(<startEvent id="begin"/><eventBasedGateway id="race"/><endEvent id="done"/>
<intermediateCatchEvent id="one">)" + first + R"(</intermediateCatchEvent><intermediateCatchEvent id="two">)" + second + R"(</intermediateCatchEvent>
<sequenceFlow id="f1" sourceRef="begin" targetRef="race"/><sequenceFlow id="f2" sourceRef="race" targetRef="one"/><sequenceFlow id="f3" sourceRef="race" targetRef="two"/>
<sequenceFlow id="f4" sourceRef="one" targetRef="done"/><sequenceFlow id="f5" sourceRef="two" targetRef="done"/>)";
}

TEST(Catchers, BehindAnEventGatewayDifferentThingsMayCome) {
  EXPECT_THAT(ambiguities(race(of_message, of_message)), ElementsAre(HasSubstr("the intermediate catch event 'two' catches the message 'approval'")));
  EXPECT_THAT(ambiguities(race(of_message, of_signal)), IsEmpty());
  EXPECT_THAT(ambiguities(race(of_message, R"(<linkEventDefinition name="on"/>)")), ElementsAre(HasSubstr("catches a link, which is thrown in the diagram")));
}

}  // namespace
}  // namespace drivetrain::processes::test
