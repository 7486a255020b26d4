// What comes from outside without measure: models of a hundred thousand elements, sub-processes in sub-processes, loops without end, variables that
// grow, clocks that jump, the hour that daylight saving drops. A clear error, or an incident that a person resolves; nothing is lost.
#include <gtest/gtest.h>

#include "base/limits.h"
#include "notation/bpmn.h"
#include "processes/compile.h"
#include "processes/proof/invariants_for_test.h"
#include "processes/proof/proof_works_for_test.h"

namespace drivetrain::processes::proof {
namespace {

std::string model_of(std::string const& inside) {
  return "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:dt=\"https://drivetrain.dev/schema/bpmn/1.0\" targetNamespace=\"t\"><process id=\"p\" isExecutable=\"true\">" + inside + "</process></definitions>";
}
std::string flow(std::string const& from, std::string const& to, std::string const& condition = {}) {
  return "<sequenceFlow id=\"" + from + "_" + to + "\" sourceRef=\"" + from + "\" targetRef=\"" + to + "\"" + (condition.empty() ? "/>" : "><conditionExpression>" + condition + "</conditionExpression></sequenceFlow>");
}
std::string chain(int length) {
  std::string text = "<startEvent id=\"s\"/>";
  std::string last = "s";
  for (int i = 0; i < length; ++i) {
    auto id = "u" + std::to_string(i);
    text += "<userTask id=\"" + id + "\" dt:role=\"fitter\"/>" + flow(last, id);
    last = id;
  }
  return text + "<endEvent id=\"e\"/>" + flow(last, "e");
}

class Case1 {
 public:
  explicit Case1(std::string const& inside, feel::Context variables = {}) : works(1) {
    problem = works.deploy({model_of(inside), Dialect::own, {"p"}}, "r1");
    if (!problem.empty()) return;
    StartCase start;
    start.process = "p", start.variables = feel::Value(std::move(variables));
    id = works.ask(start).reply;
  }
  std::string at(std::string const& element) const {
    auto const* c = works.state.open(id);
    if (!c) return {};
    for (auto const& [number, a] : c->activities)
      if (a.element.text() == element) return activity_id(number);
    return {};
  }
  std::size_t waiting_at(std::string const& element) const {
    auto const* c = works.state.open(id);
    return c ? static_cast<std::size_t>(std::count_if(c->activities.begin(), c->activities.end(), [&](auto const& one) { return one.second.element.text() == element && !one.second.listens(); })) : 0;
  }
  bool complete(std::string const& element, feel::Context variables = {}) { return works.ask(CompleteActivity{id, at(element), feel::Value(std::move(variables))}).accepted(); }
  std::optional<Incident> incident() const {
    if (auto const* c = works.state.open(id))
      for (auto const& [_, a] : c->activities)
        if (a.incident) return *a.incident;
    return std::nullopt;
  }
  void expect_whole() {
    EXPECT_EQ(works.ledger.fault(), "");
    EXPECT_EQ(Invariants(works.state, works, works.journal().pending_timers()).broken(), "");
    works.restart(false);
    EXPECT_EQ(works.fault, "");
  }
  std::string problem, id;
  ProofWorks works;
};

TEST(ProcessProof, AHundredThousandElementsAreRefusedAndTensOfThousandsRun) {
  Case1 small(chain(20'000));
  ASSERT_EQ(small.problem, "");
  EXPECT_TRUE(small.complete("u0"));
  EXPECT_EQ(small.waiting_at("u1"), 1u);
  Case1 large(chain(100'000));
  EXPECT_NE(large.problem.find("cannot be read"), std::string::npos) << large.problem;
}

TEST(ProcessProof, SubProcessesInSubProcessesEndFromWithin) {
  auto nested = [](int depth) {
    std::string text = "<startEvent id=\"s\"/><userTask id=\"u\" dt:role=\"fitter\"/><endEvent id=\"e\"/>" + flow("s", "u") + flow("u", "e");
    for (int i = 0; i < depth; ++i) {
      auto n = std::to_string(i);
      text = "<startEvent id=\"s" + n + "\"/><subProcess id=\"z" + n + "\">" + text + "</subProcess><endEvent id=\"e" + n + "\"/>" + flow("s" + n, "z" + n) + flow("z" + n, "e" + n);
    }
    return text;
  };
  Case1 deep(nested(150));
  ASSERT_EQ(deep.problem, "");
  deep.expect_whole();
  EXPECT_TRUE(deep.complete("u"));
  EXPECT_EQ(deep.works.state.open(deep.id), nullptr) << "all hundred and fifty have ended";
  Case1 deeper(nested(5'000));
  EXPECT_NE(deeper.problem.find("cannot be read"), std::string::npos) << deeper.problem;
}

TEST(ProcessProof, ALoopWithoutEndIsAnIncidentThatAPersonEnds) {
  feel::Context variables;
  variables.set("again", feel::Value(true));
  Case1 round("<startEvent id=\"s\"/><exclusiveGateway id=\"m\"/><task id=\"k\"/><exclusiveGateway id=\"x\" default=\"x_e\"/><endEvent id=\"e\"/>" + flow("s", "m") + flow("m", "k") + flow("k", "x") +
                  flow("x", "m", "again = true") + flow("x", "e"),
              variables);
  ASSERT_EQ(round.problem, "");
  auto incident = round.incident();
  ASSERT_TRUE(incident);
  EXPECT_NE(incident->message.find("goes round in a loop"), std::string::npos) << incident->message;
  round.expect_whole();
  variables.set("again", feel::Value(false));
  auto const* c = round.works.state.open(round.id);
  EXPECT_TRUE(round.works.ask(ResolveIncident{round.id, activity_id(c->activities.begin()->first), feel::Value(variables)}).accepted());
  EXPECT_EQ(round.works.state.open(round.id), nullptr);
}

/// Each round makes two of every token: stopped before one command has made so much that nobody else is served, or memory ends.
TEST(ProcessProof, ALoopThatDoublesIsStoppedWithinOneCommand) {
  Case1 twice("<startEvent id=\"s\"/><exclusiveGateway id=\"m\"/><parallelGateway id=\"f\"/><task id=\"k\"/><task id=\"l\"/>" + flow("s", "m") + flow("m", "f") + flow("f", "k") + flow("f", "l") + flow("k", "m") + flow("l", "m"));
  ASSERT_EQ(twice.problem, "");
  auto incident = twice.incident();
  ASSERT_TRUE(incident);
  EXPECT_LT(twice.works.world.store.records().size(), 500'000u);
  EXPECT_TRUE(twice.works.ask(CancelCase{twice.id, "it has no end"}).accepted());
  for (int i = 0; i < 1'000 && twice.works.state.open(twice.id); ++i) twice.works.world.clock.advance(seconds(1)), twice.works.journal().fire_due_timers();
  EXPECT_TRUE(twice.works.state.open_cases().empty());
}

/// A process that calls itself twice, each of which does so twice.
TEST(ProcessProof, ACallTreeWithoutEndIsStoppedWithinOneCommand) {
  Case1 tree("<startEvent id=\"s\"/><parallelGateway id=\"f\"/><callActivity id=\"k\" calledElement=\"p\"/><callActivity id=\"l\" calledElement=\"p\"/><endEvent id=\"e\"/>" + flow("s", "f") + flow("f", "k") + flow("f", "l") + flow("k", "e") +
             flow("l", "e"));
  ASSERT_EQ(tree.problem, "");
  std::size_t stuck = 0;
  for (auto const& [_, c] : tree.works.state.open_cases()) stuck += c.incidents;
  EXPECT_GT(stuck, 0u);
  EXPECT_LE(tree.works.state.open_cases().size(), 2 * limits::max_instances + 1);
  EXPECT_TRUE(tree.works.ask(CancelCase{tree.id, "it calls itself"}).accepted());
  for (int i = 0; i < 1'000 && tree.works.state.open(tree.id); ++i) tree.works.world.clock.advance(seconds(1)), tree.works.journal().fire_due_timers();
  EXPECT_TRUE(tree.works.state.open_cases().empty());
}

TEST(ProcessProof, AVariableThatDoublesWithoutEndIsStopped) {
  feel::Context variables;
  variables.set("text", feel::Value(std::string(1'000, 'x')));
  Case1 growing("<startEvent id=\"s\"/><exclusiveGateway id=\"m\"/><scriptTask id=\"k\" scriptFormat=\"feel\" dt:result=\"text\"><script>text + text</script></scriptTask><exclusiveGateway id=\"x\" default=\"x_e\"/><endEvent id=\"e\"/>" +
                    flow("s", "m") + flow("m", "k") + flow("k", "x") + flow("x", "m", "string length(text) &gt; 0") + flow("x", "e"),
                variables);
  ASSERT_EQ(growing.problem, "");
  ASSERT_TRUE(growing.incident()) << "it stops where somebody can see it";
  for (auto const& stored : growing.works.world.store.records()) ASSERT_LE(stored.record.payload.size(), limits::max_string_bytes + 1'000) << "no record holds more than a text may be long";
  growing.expect_whole();
}

TEST(ProcessProof, SixtyFourMegabytesOfVariablesAreRefusedAndComputedOnesAnIncident) {
  auto sized = [](char const* name, std::size_t bytes) {
    feel::Context variables;
    variables.set(name, feel::Value(std::string(bytes, 'x')));
    return variables;
  };
  Case1 one("<startEvent id=\"s\"/><userTask id=\"u\" dt:role=\"fitter\"/><scriptTask id=\"k\" scriptFormat=\"feel\" dt:result=\"many\"><script>for i in 1..5 return part0</script></scriptTask><endEvent id=\"e\"/>" + flow("s", "u") + flow("u", "k") +
            flow("k", "e"));
  ASSERT_EQ(one.problem, "");
  auto refused = [&](auto const& command) {
    auto outcome = one.works.ask(command);
    EXPECT_TRUE(outcome.refusal);
    return outcome.refusal ? outcome.refusal->code + " " + outcome.refusal->message : std::string();
  };
  StartCase start;
  start.process = "p", start.variables = feel::Value(sized("large", 64u << 20));
  EXPECT_EQ(refused(start), "DT-X902 the variables take more than 16 MB");
  EXPECT_EQ(refused(SetVariables{one.id, "", feel::Value(sized("large", 64u << 20))}), "DT-X902 the variables take more than 16 MB");
  EXPECT_EQ(refused(CompleteActivity{one.id, one.at("u"), feel::Value(sized("large", 64u << 20))}), "DT-X902 the variables take more than 16 MB");
  EXPECT_EQ(refused(BroadcastSignal{"s", feel::Value(sized("large", 64u << 20))}), "DT-X902 the variables take more than 16 MB");
  EXPECT_EQ(refused(CorrelateMessage{"m", "K", feel::Value(sized("large", 64u << 20)), hours(1), ""}), "DT-X902 the variables take more than 16 MB");
  // Bit by bit, and in place of what was there.
  for (int i = 0; i < 8; ++i) EXPECT_TRUE(one.works.ask(SetVariables{one.id, "", feel::Value(sized(("part" + std::to_string(i)).c_str(), (8u << 20) - 1'000))}).accepted());
  EXPECT_TRUE(one.works.ask(SetVariables{one.id, "", feel::Value(sized("part3", (8u << 20) - 1'000))}).accepted());
  EXPECT_EQ(refused(SetVariables{one.id, "", feel::Value(sized("part8", 1u << 20))}), "DT-X902 " + one.id + " would have more than 64 MB of variables");
  // Five times one of them is computed: it stays where somebody can see it, and no record holds it.
  EXPECT_TRUE(one.complete("u"));
  auto incident = one.incident();
  ASSERT_TRUE(incident);
  EXPECT_NE(incident->message.find("yields more than 16 MB"), std::string::npos) << incident->message.substr(0, 1'000);
  EXPECT_LT(incident->message.size(), 1'000u);
  one.expect_whole();
}

TEST(ProcessProof, ALargeVariableIsWrittenOnceAndNotWithEveryStep) {
  constexpr std::size_t large = 8u << 20;  // what one request may bring
  feel::Context variables;
  variables.set("text", feel::Value(std::string(large, 'x')));
  Case1 one(chain(30), variables);
  ASSERT_EQ(one.problem, "");
  for (int i = 0; i < 30; ++i) ASSERT_TRUE(one.complete("u" + std::to_string(i)));
  ASSERT_EQ(one.works.state.open(one.id), nullptr);
  std::size_t bytes = 0;
  for (auto const& stored : one.works.world.store.records()) bytes += stored.record.payload.size();
  EXPECT_LT(bytes, 3 * large + 100'000) << "asked, begun, ended: not thirty times";
}

TEST(ProcessProof, ACycleKeepsItsHourThroughDaylightSavingAndAClockThatJumps) {
  Case1 daily("<startEvent id=\"s\"/><userTask id=\"u\" dt:role=\"fitter\"/><boundaryEvent id=\"b\" attachedToRef=\"u\" cancelActivity=\"false\"><timerEventDefinition><timeCycle>R/P1D</timeCycle></timerEventDefinition></boundaryEvent>"
              "<userTask id=\"w\" dt:role=\"fitter\"/><endEvent id=\"e\"/><endEvent id=\"f\"/>" +
              flow("s", "u") + flow("u", "e") + flow("b", "w") + flow("w", "f"));
  ASSERT_EQ(daily.problem, "");
  auto& works = daily.works;
  auto go = [&](char const* instant) {
    works.world.clock.set(*parse_instant(instant));
    works.journal().fire_due_timers();
    daily.expect_whole();
    return daily.waiting_at("w");
  };
  // Begun on Friday the 27th at 9 in Berlin. On Sunday the clocks go forward: it is 9 there one hour earlier.
  EXPECT_EQ(go("2026-03-28T07:59:59Z"), 0u);
  EXPECT_EQ(go("2026-03-28T08:00:00Z"), 1u);
  EXPECT_EQ(go("2026-03-29T06:59:59Z"), 1u);
  EXPECT_EQ(go("2026-03-29T07:00:00Z"), 2u);
  // Back by two days: nothing rings twice. Far ahead: what was missed rings once, and then on its hour.
  EXPECT_EQ(go("2026-03-27T07:00:00Z"), 2u);
  EXPECT_EQ(go("2026-03-29T12:00:00Z"), 2u);
  EXPECT_EQ(go("2026-04-10T12:00:00Z"), 3u);
  EXPECT_EQ(go("2026-04-11T06:59:59Z"), 3u);
  EXPECT_EQ(go("2026-04-11T07:00:00Z"), 4u);
  EXPECT_TRUE(daily.complete("u"));
  EXPECT_TRUE(works.journal().pending_timers().empty());
}

}  // namespace
}  // namespace drivetrain::processes::proof
