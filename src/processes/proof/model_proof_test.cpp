// The random models themselves: each compiles without an error, and the soundness check finds nothing in what is sound by construction.
#include <gtest/gtest.h>

#include "notation/bpmn.h"
#include "processes/check.h"
#include "processes/compile.h"
#include "processes/proof/random_model_for_test.h"

namespace drivetrain::processes::proof {
namespace {

std::vector<std::string> errors_of(Made const& made) {
  std::vector<std::string> all;
  Diagnostics findings;
  auto definitions = notation::read_bpmn(SourceText("made.bpmn", made.xml), findings);
  if (definitions)
    for (auto const& id : made.processes) {
      Process sidecar;
      sidecar.header.id = id;
      auto program = made.dialect == Dialect::own ? compile(*definitions, sidecar, findings) : compile_foreign(*definitions, id, made.dialect, findings);
      if (program && made.dialect != Dialect::own) check(*program, findings);
    }
  for (auto const& one : findings.all())
    if (one.severity == Severity::error && one.code != "DT-L901") all.push_back(one.code + ":" + std::to_string(one.span.begin.line) + " " + one.message);
  return all;
}

TEST(ProcessProof, EveryMadeModelIsSound) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    for (bool second : {false, true}) {
      Choices choices(seed);
      auto made = ModelMaker(choices, second, true).make();
      auto errors = errors_of(made);
      ASSERT_TRUE(errors.empty()) << "seed " << seed << ", " << (second ? "second" : "first") << " version: " << errors.front() << "\n" << made.xml;
    }
  }
}

/// A link is a way on like any other (BPMN 2.0.2 §10.5.6): a branch that goes on by one comes to its join, and one that never comes is missed.
TEST(ProcessProof, ALinkInAParallelBranchLeadsOn) {
  auto model = [](std::string const& join) {
    return Made{R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:dt="https://drivetrain.dev/schema/bpmn/1.0" targetNamespace="t"><process id="p" isExecutable="true">
<startEvent id="s"/><parallelGateway id="f"/><userTask id="u" dt:role="fitter"/><userTask id="w" dt:role="fitter"/>
<intermediateThrowEvent id="l"><linkEventDefinition name="on"/></intermediateThrowEvent><intermediateCatchEvent id="k"><linkEventDefinition name="on"/></intermediateCatchEvent>
<)" + join + R"( id="j"/><userTask id="z" dt:role="fitter"/><endEvent id="e"/><sequenceFlow id="8" sourceRef="z" targetRef="e"/><sequenceFlow id="1" sourceRef="s" targetRef="f"/><sequenceFlow id="2" sourceRef="f" targetRef="u"/><sequenceFlow id="3" sourceRef="f" targetRef="w"/>
<sequenceFlow id="4" sourceRef="u" targetRef="l"/><sequenceFlow id="5" sourceRef="k" targetRef="j"/><sequenceFlow id="6" sourceRef="w" targetRef="j"/><sequenceFlow id="7" sourceRef="j" targetRef="z"/></process></definitions>)",
                Dialect::own, {"p"}};
  };
  EXPECT_TRUE(errors_of(model("parallelGateway")).empty());
  auto twice = errors_of(model("exclusiveGateway"));
  ASSERT_EQ(twice.size(), 1u);
  EXPECT_NE(twice[0].find("which does not wait for both"), std::string::npos) << twice[0];
}

}  // namespace
}  // namespace drivetrain::processes::proof
