// The drive train's dials and sentences: true, counted, and silent where nothing is known.
#include "app/views/drive_train.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "app/runtime.h"
#include "app/small_company_for_test.h"
#include "app/views/mine.h"
#include "app/views/promises.h"
#include "app/views/strategy.h"
#include "coordination/commands.h"
#include "journal/sim_world.h"
#include "processes/commands.h"

namespace drivetrain::app::views {
namespace {

class DriveTrainTest : public testing::Test {
 protected:
  DriveTrainTest() : runtime(world.world()), index(runtime.journal(), world.store, runtime.company().catalogue()) {}
  void SetUp() override {
    ASSERT_TRUE(runtime.open().ok());
    compiled = model::compile(test::small_company(), {runtime.company().today(runtime.now())});
    ASSERT_TRUE(runtime.deploy_first(compiled)->accepted());
    ASSERT_TRUE(index.open().ok());
  }
  Company const& company() { return runtime.company(); }
  Instant now() { return runtime.now(); }
  DriveTrainInput input(std::string person = {}) { return {company(), index, compiled.diagnostics, std::move(person), now()}; }
  Dial dial(std::string_view id) {
    for (auto& one : dials(input()))
      if (one.id == id) return one;
    ADD_FAILURE() << "no dial " << id;
    return {};
  }
  template <class C>
  journal::Outcome ask(std::string person, C const& command) { return runtime.ask(journal::Actor::person(std::move(person)), command); }
  std::string start(std::string process, std::string key, std::string service, std::string tier) {
    return ask("lea", processes::StartCase{process, key, service, tier, "Aqua West", feel::Value(feel::Context())}).reply;
  }
  std::string item_of(std::string const& case_id) {
    for (auto const& [id, item] : company().coordination.items)
      if (item.opened.case_id == case_id) return id;
    return "";
  }
  void work(std::string person, std::string const& case_id, Duration time, std::string reason = {}) {
    auto item = item_of(case_id);
    ASSERT_TRUE(ask(person, coordination::StartWork{item, reason}).accepted());
    world.clock.advance(time);
    ASSERT_TRUE(ask(person, coordination::CompleteWork{item, feel::Value(feel::Context()), {}}).accepted());
  }
  journal::SimWorld world;
  Runtime runtime;
  JournalIndex index;
  model::Compilation compiled;
};

TEST_F(DriveTrainTest, DialsWithoutEvidenceHaveNoValue) {
  for (auto const* id : {"alignment", "prioritisation", "adaptation"}) {
    EXPECT_FALSE(dial(id).value.has_value()) << id;
    EXPECT_EQ(dial(id).evidence, 0) << id;
    EXPECT_FALSE(dial(id).over) << id;
  }
  EXPECT_EQ(dial("coherence").value, 0);
  EXPECT_EQ(dial("translation").value, 50);  // nothing says what operations must be able to do for the margin
  EXPECT_EQ(dial("translation").sentence, "1 of 2 objectives reach requirement, rule, process, KPI and rhythm. Margin: no requirement says what operations must be able to do for it.");
  ASSERT_EQ(day_sentences(input()).size(), 1u);
  EXPECT_EQ(day_sentences(input())[0].level, performance::KpiStatus::no_data);
}

TEST_F(DriveTrainTest, AlignmentIsWhatOfTheEffortGoesWhereTheWeightsSay) {
  // 60 to 40 by weight; three hours of polishing and one of repair make 25 to 75: 35 points went elsewhere.
  work("ann", start("polish", "P-1", "polish-service", "standard"), hours(3));
  work("ann", start("repair", "M-1", "repair-service", "standard"), hours(1));
  auto alignment = dial("alignment");
  ASSERT_TRUE(alignment.value.has_value());
  EXPECT_NEAR(*alignment.value, 65, 1e-9);
  EXPECT_TRUE(alignment.over);
  EXPECT_EQ(alignment.limit, 85);
  EXPECT_EQ(alignment.evidence, 2);
  auto sentences = day_sentences(input());
  EXPECT_EQ(sentences[0].href, "/drift/effort");
  auto all = shares(company(), index, now());
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].objective, "keep-running");
  EXPECT_NEAR(*all[0].revealed, 25, 1e-9);
  // What came asked for 2 hours of fixing and 1 of polishing (and the next task of the repair is not open yet).
  EXPECT_NEAR(*all[0].expected, 100.0 * 2 / 3, 1e-9);
  EXPECT_NEAR(objective_effort(company(), index, now())["keep-running"].hours, 1, 1e-9);
}

TEST_F(DriveTrainTest, PrioritisationFallsWithEachQueueJump) {
  auto slow = start("polish", "P-1", "polish-service", "standard");
  auto urgent = start("repair", "M-1", "repair-service", "critical");
  ASSERT_TRUE(ask("ann", coordination::StartWork{item_of(slow), "it is nearer"}).accepted());
  ASSERT_TRUE(ask("bob", coordination::StartWork{item_of(urgent), ""}).accepted());
  EXPECT_EQ(dial("prioritisation").value, 50);
  EXPECT_TRUE(dial("prioritisation").over);
}

TEST_F(DriveTrainTest, APromiseIsAtRiskWhenTheWorkAheadNoLongerFits) {
  auto id = start("repair", "M-1", "repair-service", "critical");  // promised in 24 hours, 3 hours of work
  auto const& c = *company().processes.find(id);
  EXPECT_EQ(promise_of(company(), c, now()), Promise::on_track);
  world.clock.advance(hours(20));
  EXPECT_EQ(promise_of(company(), c, now()), Promise::on_track);
  EXPECT_TRUE(promises_that_will_break(company(), now()).empty());
  world.clock.advance(hours(1) + minutes(1));
  EXPECT_EQ(promise_of(company(), c, now()), Promise::at_risk);
  auto said = day_sentences(input());
  EXPECT_EQ(said[0].text, "1 promise will break unless something is done; the most pressing is M-1 (Aqua West), promised for Sat 28 March at 08:00.");
  EXPECT_EQ(said[0].href, "/cases/" + id);
  EXPECT_EQ(said[0].evidence, 1);
  world.clock.advance(hours(3));
  EXPECT_EQ(promise_of(company(), c, now()), Promise::broken);
}

TEST_F(DriveTrainTest, SaysWhatWaitsForWhoeverLooks) {
  auto id = start("repair", "M-1", "repair-service", "critical");
  auto item = item_of(id);
  ASSERT_TRUE(ask("ann", coordination::StartWork{item, ""}).accepted());
  feel::Context result;
  result.set("delay_hours", feel::Value(4));
  world.clock.advance(minutes(30));
  ASSERT_TRUE(ask("ann", coordination::CompleteWork{item, feel::Value(result), minutes(30)}).accepted());
  ASSERT_EQ(company().decisions.live.size(), 1u);
  EXPECT_TRUE(waiting_for(company(), "max", now()).empty());
  auto mine = waiting_for(company(), "lea", now());
  ASSERT_EQ(mine.size(), 1u);
  EXPECT_EQ(mine[0].why, "you hold Cell lead");
  EXPECT_FALSE(mine[0].overdue);
  auto hears = [&](char const* person, char const* words) {
    auto said = day_sentences(input(person));
    return std::any_of(said.begin(), said.end(), [&](DaySentence const& one) { return one.text.find(words) != std::string::npos; });
  };
  EXPECT_TRUE(hears("lea", "1 decision waits for you"));
  EXPECT_FALSE(hears("max", "waits for you"));
}

TEST_F(DriveTrainTest, AnEngineThatRunsSaysThatNothingPresses) {
  start("polish", "P-1", "polish-service", "standard");
  auto said = day_sentences(input());
  ASSERT_EQ(said.size(), 1u);
  EXPECT_EQ(said[0].level, performance::KpiStatus::ok);
  EXPECT_EQ(said[0].text, "Nothing presses today: 1 case under way, no promise short of time, no decision late, no gauge over its limit.");
}

TEST_F(DriveTrainTest, TheMapShowsWhatHangsLoose) {
  auto map = sight_map(company(), now());
  auto node = [&](std::string_view key) -> SightNode const& {
    for (auto const& one : map.nodes)
      if (one.key == key) return one;
    ADD_FAILURE() << "no node " << key;
    return map.nodes.front();
  };
  EXPECT_TRUE(node("objective/keep-running").orphan.empty());
  EXPECT_FALSE(node("objective/margin").orphan.empty());
  EXPECT_TRUE(node("process/repair").orphan.empty());
  auto linked = [&](std::string_view from, std::string_view to, int strength) {
    return std::any_of(map.links.begin(), map.links.end(), [&](auto const& one) { return one.from == from && one.to == to && one.strength == strength; });
  };
  EXPECT_TRUE(linked("objective/keep-running", "process/repair", 9));
  EXPECT_TRUE(linked("requirement/restore-fast", "decision/expedite", 0));
  EXPECT_TRUE(linked("decision/expedite", "process/repair", 0));
  EXPECT_FALSE(linked("objective/margin", "process/repair", 9));
}

}  // namespace
}  // namespace drivetrain::app::views
