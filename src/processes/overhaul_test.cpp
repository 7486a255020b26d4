// The story of an overhaul, from the customer's request to delivery, drawn in BPMN as a process owner would draw it: two
// decisions by their rights, a wait for the customer's approval with a reminder, two crafts in parallel, a test that may fail.
// The works is restarted after every step.
#include <gmock/gmock.h>

#include "notation/bpmn.h"
#include "processes/compile.h"
#include "processes/works_for_test.h"

namespace drivetrain::processes::test {
namespace {

using ::testing::ElementsAre;

char const* const overhaul = R"(<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:dt="https://drivetrain.dev/schema/bpmn/1.0" targetNamespace="tarnwick">
  <bpmn:message id="approval" name="customer-approval"/>
  <bpmn:process id="overhaul" name="Overhaul" isExecutable="true">
    <bpmn:startEvent id="request" name="Customer asks"/>
    <bpmn:businessRuleTask id="triage" name="Repair or replace" dt:decision="repair-or-replace" dt:result="triage"/>
    <bpmn:exclusiveGateway id="way" name="Repair?" default="to_swap"/>
    <bpmn:userTask id="strip" name="Strip and inspect" dt:role="fitter" dt:duration="PT4H">
      <bpmn:documentation>Checklist, photographs, insulation resistance.</bpmn:documentation>
    </bpmn:userTask>
    <bpmn:boundaryEvent id="strip_slow" name="One day" attachedToRef="strip" cancelActivity="false">
      <bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:boundaryEvent>
    <bpmn:userTask id="chase" name="Find out what blocks" dt:role="cell-lead"/>
    <bpmn:endEvent id="chased"/>
    <bpmn:businessRuleTask id="quote" name="Quote and discount" dt:decision="quote-and-discount" dt:result="quote"/>
    <bpmn:exclusiveGateway id="again" name=""/>
    <bpmn:eventBasedGateway id="race" name="Customer's answer"/>
    <bpmn:intermediateCatchEvent id="approved" name="Approved" dt:correlation="business_key">
      <bpmn:messageEventDefinition messageRef="approval"/>
    </bpmn:intermediateCatchEvent>
    <bpmn:intermediateCatchEvent id="five_days" name="Five days" dt:working="true">
      <bpmn:timerEventDefinition><bpmn:timeDuration>P5D</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:intermediateCatchEvent>
    <bpmn:userTask id="remind" name="Remind the customer" dt:role="account-lead"/>
    <bpmn:parallelGateway id="crafts"/>
    <bpmn:userTask id="rewind" name="Rewind" dt:role="winder" dt:duration="PT16H"/>
    <bpmn:userTask id="machine" name="Machine shaft and seats" dt:role="machinist" dt:duration="PT6H"/>
    <bpmn:parallelGateway id="together"/>
    <bpmn:exclusiveGateway id="assemble_again"/>
    <bpmn:userTask id="assemble" name="Balance and assemble" dt:role="fitter" dt:duration="PT5H"/>
    <bpmn:userTask id="test" name="Test on the rig" dt:role="tester" dt:duration="PT2H"/>
    <bpmn:exclusiveGateway id="passed" name="Passed?" default="failed"/>
    <bpmn:userTask id="deliver" name="Paint, pack, deliver" dt:role="driver" dt:duration="PT3H"/>
    <bpmn:endEvent id="delivered"/>
    <bpmn:manualTask id="hand_over" name="Hand over to the swap pool"/>
    <bpmn:endEvent id="swapped"/>
    <bpmn:sequenceFlow id="f1" sourceRef="request" targetRef="triage"/>
    <bpmn:sequenceFlow id="f2" sourceRef="triage" targetRef="way"/>
    <bpmn:sequenceFlow id="to_repair" name="repair" sourceRef="way" targetRef="strip">
      <bpmn:conditionExpression>triage = "repair"</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="to_swap" name="replace" sourceRef="way" targetRef="hand_over"/>
    <bpmn:sequenceFlow id="f3" sourceRef="hand_over" targetRef="swapped"/>
    <bpmn:sequenceFlow id="f4" sourceRef="strip_slow" targetRef="chase"/>
    <bpmn:sequenceFlow id="f5" sourceRef="chase" targetRef="chased"/>
    <bpmn:sequenceFlow id="f6" sourceRef="strip" targetRef="quote"/>
    <bpmn:sequenceFlow id="f7" sourceRef="quote" targetRef="again"/>
    <bpmn:sequenceFlow id="f8" sourceRef="again" targetRef="race"/>
    <bpmn:sequenceFlow id="f9" sourceRef="race" targetRef="approved"/>
    <bpmn:sequenceFlow id="f10" sourceRef="race" targetRef="five_days"/>
    <bpmn:sequenceFlow id="f11" sourceRef="five_days" targetRef="remind"/>
    <bpmn:sequenceFlow id="f12" sourceRef="remind" targetRef="again"/>
    <bpmn:sequenceFlow id="f13" sourceRef="approved" targetRef="crafts"/>
    <bpmn:sequenceFlow id="f14" sourceRef="crafts" targetRef="rewind"/>
    <bpmn:sequenceFlow id="f15" sourceRef="crafts" targetRef="machine"/>
    <bpmn:sequenceFlow id="f16" sourceRef="rewind" targetRef="together"/>
    <bpmn:sequenceFlow id="f17" sourceRef="machine" targetRef="together"/>
    <bpmn:sequenceFlow id="f18" sourceRef="together" targetRef="assemble_again"/>
    <bpmn:sequenceFlow id="f19" sourceRef="assemble_again" targetRef="assemble"/>
    <bpmn:sequenceFlow id="f20" sourceRef="assemble" targetRef="test"/>
    <bpmn:sequenceFlow id="f21" sourceRef="test" targetRef="passed"/>
    <bpmn:sequenceFlow id="f22" name="yes" sourceRef="passed" targetRef="deliver">
      <bpmn:conditionExpression>test_ok = true</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="failed" name="no" sourceRef="passed" targetRef="assemble_again"/>
    <bpmn:sequenceFlow id="f23" sourceRef="deliver" targetRef="delivered"/>
  </bpmn:process>
</bpmn:definitions>)";

Process sidecar() {
  Process process;
  process.header.id = "overhaul";
  process.bpmn.value = "overhaul.bpmn";
  process.variables.push_back({{"test_ok", {}}, VariableType::boolean, ""});
  process.variables.push_back({{"power", {}}, VariableType::number, "kW"});
  return process;
}

class Overhaul : public ::testing::Test {
 protected:
  void SetUp() override {
    Diagnostics findings;
    auto definitions = notation::read_bpmn(SourceText("overhaul.bpmn", overhaul), findings);
    ASSERT_TRUE(definitions);
    auto program = compile(*definitions, sidecar(), findings);
    ASSERT_TRUE(findings.empty()) << findings.all().front().code << " " << findings.all().front().message;
    works.deploy(program);
    works.model.processes["overhaul"] = sidecar();
    c = works.start("overhaul", with({{"power", 75}}), "MK-2207");
  }
  /// Where the case stands, before and after a restart.
  std::string where() {
    auto before = works.where(c);
    works.restart();
    EXPECT_EQ(works.where(c), before);
    return before;
  }
  void decide(std::string const& element, std::string const& outcome) {
    works.complete(c, element, with({{"outcome", outcome}, {"reason", "as measured"}}));
  }

  Works works;
  std::string c;
};

TEST_F(Overhaul, IsDeliveredAfterAReminderAndAFailedTest) {
  EXPECT_EQ(where(), "triage");
  decide("triage", "repair");
  EXPECT_EQ(where(), "strip");
  EXPECT_EQ(format_duration(expected_ahead(works.look(c), *works.find("r1", "overhaul"))), "P1DT6H")
      << "strip, rewind (machining goes beside it), assemble, test, deliver";
  works.after(days(1));
  EXPECT_EQ(where(), "chase, strip");
  works.complete(c, "chase");
  works.complete(c, "strip");
  EXPECT_EQ(where(), "quote");
  decide("quote", "approve");
  EXPECT_EQ(where(), "race");
  works.after(days(7));
  EXPECT_EQ(where(), "remind") << "five working days";
  works.complete(c, "remind");
  EXPECT_EQ(where(), "race");
  works.message("customer-approval", "MK-2207");
  EXPECT_EQ(where(), "machine, rewind");
  works.complete(c, "rewind");
  EXPECT_EQ(where(), "machine, together(1)");
  works.complete(c, "machine");
  EXPECT_EQ(where(), "assemble");
  works.complete(c, "assemble");
  works.complete(c, "test", with({{"test_ok", false}}));
  EXPECT_EQ(where(), "assemble");
  works.complete(c, "assemble");
  works.complete(c, "test", with({{"test_ok", true}}));
  EXPECT_EQ(where(), "deliver");
  works.complete(c, "deliver");
  EXPECT_EQ(where(), "completed at delivered");
  EXPECT_EQ(works.timers(), 0u);
  EXPECT_EQ(works.variable(c, "triage"), feel::Value("repair"));
}

TEST_F(Overhaul, MayEndInTheSwapPool) {
  decide("triage", "replace");
  EXPECT_EQ(where(), "completed at swapped");
}

TEST_F(Overhaul, TakesOnlyWhatFits) {
  EXPECT_EQ(works.refused(StartCase{"overhaul", "MK-2208", "", "", "", with({{"power", "a lot"}})}).message,
            "power of overhaul is a number, and \"a lot\" is a string");
}

TEST_F(Overhaul, ShowsItsStepsInOrder) {
  std::vector<std::string> steps;
  for (auto const& step : view_elements(works.state, *works.find("r1", "overhaul"), works.sim.clock.now()))
    if (!step.role.empty() || !step.decision.empty())
      steps.push_back(step.title + " (" + (step.role.empty() ? step.decision : step.role) + ")");
  EXPECT_THAT(steps, ElementsAre("Repair or replace (repair-or-replace)", "Strip and inspect (fitter)",
                                 "Quote and discount (quote-and-discount)", "Find out what blocks (cell-lead)",
                                 "Remind the customer (account-lead)", "Rewind (winder)", "Machine shaft and seats (machinist)",
                                 "Balance and assemble (fitter)", "Test on the rig (tester)", "Paint, pack, deliver (driver)"));
}

}  // namespace
}  // namespace drivetrain::processes::test
