// Unstructured models: at every step the engine stands where the oracle says, sound or not; what the soundness check (DT-P401) finds nothing in
// never waits for ever and does nothing twice; and what it refuses can be led, step by step, to the fault that it claims.
#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>

#include "notation/bpmn.h"
#include "processes/check.h"
#include "processes/compile.h"
#include "processes/proof/proof_works_for_test.h"
#include "processes/proof/random_graph_for_test.h"

namespace drivetrain::processes::proof {
namespace {

/// A case of the graph in the engine, and its tokens by the oracle.
class Walk {
 public:
  explicit Walk(Graph const& graph) : graph_(graph), player_(graph), marking(player_.begin()), works_(3) {
    fault = works_.deploy({graph.xml(), Dialect::own, {"p"}}, "r1");
    StartCase start;
    start.process = "p";
    id_ = works_.ask(start).reply;
    compare();
  }

  void step(Deed deed) {
    auto const* c = works_.state.open(id_);
    std::string activity;
    for (auto const& [number, a] : c->activities)
      if (a.element.text() == "t" + std::to_string(deed.edge)) activity = activity_id(number);
    feel::Context variables;
    variables.set("number", feel::Value(static_cast<std::int64_t>(deed.way.number)));
    variables.set("m0", feel::Value(static_cast<std::int64_t>(deed.way.mask & 1))), variables.set("m1", feel::Value(static_cast<std::int64_t>(deed.way.mask >> 1)));
    if (works_.ask(CompleteActivity{id_, activity, feel::Value(std::move(variables))}).refusal) fault = "refused";
    marking = player_.step(marking, deed.edge, deed.way);
    compare();
  }
  bool over() const { return !fault.empty() || marking.over() || marking.dead(); }
  Deed some_deed(Choices& choices) const {
    std::vector<int> there;
    for (std::size_t e = 0; e < marking.tasks.size(); ++e)
      if (marking.tasks[e] > 0) there.push_back(static_cast<int>(e));
    auto edge = there[choices.below(there.size())];
    auto number = static_cast<int>(choices.below(3));
    return {edge, {number, static_cast<int>(choices.below(4))}};
  }
  std::string fault;

 private:
  void compare() {
    std::vector<int> tasks(graph_.edges.size());
    std::map<int, std::map<int, int>> came;
    int incidents = 0;
    std::string why;
    if (auto const* c = works_.state.open(id_)) {
      for (auto const& [_, a] : c->activities)
        if (a.incident) ++incidents, why += "; " + a.incident->message;
        else ++tasks[std::stoul(a.element.text().substr(1))];
      c->each_join([&](Join const& join) {
        for (auto const& arrival : join.arrivals) came[std::stoi(join.element.text().substr(1))][std::stoi(arrival.flow.text().substr(1))] += static_cast<int>(arrival.tokens);
      });
    }
    if (fault.empty() && !works_.ledger.fault().empty()) fault = works_.ledger.fault();
    if (!fault.empty()) return;
    if (tasks != marking.tasks || came != marking.came) fault = "the engine stands elsewhere: " + text(tasks, came) + "; by the standard " + text(marking.tasks, marking.came) + why;
    else if (incidents != (marking.dead() ? 1 : 0)) fault = "there are " + std::to_string(incidents) + " incidents, and the case " + (marking.dead() ? "waits for ever" : "can go on") + why;
    else if ((works_.state.open(id_) == nullptr) != marking.over()) fault = "the case is open or not, and should not or should";
  }
  static std::string text(std::vector<int> const& tasks, std::map<int, std::map<int, int>> const& came) {
    std::string all;
    for (std::size_t e = 0; e < tasks.size(); ++e)
      for (int i = 0; i < tasks[e]; ++i) all += "t" + std::to_string(e) + " ";
    for (auto const& [v, edges] : came)
      for (auto const& [e, n] : edges) all += "v" + std::to_string(v) + "(b" + std::to_string(e) + ":" + std::to_string(n) + ") ";
    return all;
  }
  Graph const& graph_;
  Player player_;

 public:
  Marking marking;

 private:
  ProofWorks works_;
  std::string id_;
};

struct Claim {
  bool deadlock = false;
  int at = 0;
};

/// What the check says; nothing when it refuses for another reason, or proves nothing.
std::optional<std::vector<Claim>> claims_about(Graph const& graph) {
  Diagnostics findings;
  auto definitions = notation::read_bpmn(SourceText("made.bpmn", graph.xml()), findings);
  auto program = definitions ? compile_foreign(*definitions, "p", Dialect::own, findings) : nullptr;
  if (!program || findings.errors() > 0 || !check_reachability(*program, findings)) return std::nullopt;
  Diagnostics found;
  check_synchronisation(*program, found);
  std::vector<Claim> claims;
  for (auto const& one : found.all()) {
    if (one.severity != Severity::error) return std::nullopt;
    auto quote = one.message.find("'v");
    claims.push_back({one.message.find("waits for ever") != std::string::npos, quote == std::string::npos ? -1 : std::stoi(one.message.substr(quote + 2))});
  }
  return claims;
}

TEST(ProcessProof, UnstructuredModelsRunAsTheCheckSays) {
  std::uint64_t last = 250;
  if (auto const* wanted = std::getenv("DRIVETRAIN_PROCESS_SEEDS"); wanted && !std::strchr(wanted, '-')) last = std::strtoull(wanted, nullptr, 10);
  int sound = 0, refused = 0, led = 0, elsewhere = 0, undecided = 0, steps = 0;
  for (std::uint64_t seed = 1; seed <= last; ++seed) {
    Choices choices(seed);
    auto graph = Graph::made(choices);
    auto claims = claims_about(graph);
    if (!claims) continue;
    auto bad = [&](Marking const& m) { return m.dead() || m.twice(graph); };
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + graph.xml());
    (claims->empty() ? sound : refused)++;
    for (int walk = 0; walk < 3; ++walk) {
      Walk here(graph);
      for (int i = 0; i < 30 && !here.over(); ++i) {
        here.step(here.some_deed(choices)), ++steps;
        if (!claims->empty()) continue;
        ASSERT_FALSE(here.marking.dead()) << "the check found nothing, and the case waits for ever";
        ASSERT_FALSE(here.marking.twice(graph)) << "the check found nothing, and something is done twice";
      }
      ASSERT_EQ(here.fault, "");
    }
    if (claims->empty()) {
      // And no other story could end badly.
      ASSERT_FALSE(story_to(graph, bad).story) << "the check found nothing, and there is a story that ends badly";
    }
    for (auto const& claim : *claims) {
      auto fits = [&](Marking const& m) {
        if (claim.deadlock) return m.dead() && m.came.contains(claim.at);
        for (auto e : graph.vertices[static_cast<std::size_t>(claim.at)].out)
          if (m.tasks[static_cast<std::size_t>(e)] > 1) return true;
        return false;
      };
      auto search = story_to(graph, fits);
      if (!search.story) {
        // Too much to look through; or the fault is there, and shows at another gateway first.
        ASSERT_TRUE(!search.complete || story_to(graph, bad).story) << "the check claims that v" << claim.at << (claim.deadlock ? " waits for ever" : " does things twice") << ", and no story ends badly";
        ++(search.complete ? elsewhere : undecided);
        continue;
      }
      Walk here(graph);
      for (auto const& deed : *search.story) here.step(deed);
      ASSERT_EQ(here.fault, "");
      ASSERT_TRUE(fits(here.marking));
      ++led;
    }
  }
  std::printf("%d sound, %d refused; of the faults claimed %d were shown in the engine, %d showed elsewhere first, %d are too far to look for; %d steps compared\n", sound, refused, led, elsewhere, undecided, steps);
  EXPECT_GT(sound, static_cast<int>(last) / 20);
  EXPECT_GT(led, static_cast<int>(last) / 10);
  EXPECT_LT(elsewhere + undecided, std::max(2, led / 10)) << "claims that nothing shows";
}

}  // namespace
}  // namespace drivetrain::processes::proof
