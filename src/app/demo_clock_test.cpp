// Simulated time: it runs by itself, and when it is moved every timer rings at its own time.
#include "app/demo_clock.h"

#include <gtest/gtest.h>

#include <thread>

#include "app/small_company_for_test.h"
#include "journal/sim_world.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::app {
namespace {

Instant at(char const* text) { return *parse_instant(text); }

TEST(DemoClock, RunsFromItsStartAtItsSpeedAndStandsWhenHeld) {
  DemoClock clock(at("2026-03-27T08:00:00Z"), 3600);
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_GE(clock.now(), at("2026-03-27T08:01:00Z"));
  clock.hold();
  auto held = clock.now();
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(clock.now(), held);
  clock.move_to(held + hours(5));
  EXPECT_EQ(clock.now(), held + hours(5));
  clock.move_to(held);
  EXPECT_EQ(clock.now(), held + hours(5));  // never backwards
  clock.run_on();
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_GT(clock.now(), held + hours(5));
}

TEST(DemoClock, RemembersWhereItStood) {
  platform::test::TemporaryFolder folder;
  auto none = read_demo_time(folder.path());
  ASSERT_TRUE(none.ok());
  EXPECT_FALSE(none->has_value());
  ASSERT_TRUE(write_demo_time(folder.path(), at("2026-03-27T08:00:00.25Z")).ok());
  EXPECT_EQ(**read_demo_time(folder.path()), at("2026-03-27T08:00:00.25Z"));
}

class TimeKeeperTest : public testing::Test {
 protected:
  TimeKeeperTest() : clock(at("2026-03-27T08:00:00Z"), 0), runtime({clock, world.random, world.entropy, world.store}) {}
  void SetUp() override {
    ASSERT_TRUE(runtime.open().ok());
    ASSERT_TRUE(runtime.deploy_first(model::compile(test::small_company(), {runtime.company().today(runtime.now())}))->accepted());
  }
  void TearDown() override { runtime.journal().stop(); }
  std::vector<journal::Record> records_of(journal::TypeNumber event) {
    std::vector<journal::Record> all;
    for (auto const& stored : world.store.records())
      if (stored.record.kind == journal::RecordKind::event && stored.record.type == event) all.push_back(stored.record);
    return all;
  }
  journal::SimWorld world;
  DemoClock clock;
  Runtime runtime;
};

TEST_F(TimeKeeperTest, EachTimerRingsAtItsOwnTimeEvenWithTheWritersThread) {
  runtime.journal().start();
  TimeKeeper time(runtime, clock);
  ASSERT_TRUE(time.advance(days(3), true).ok());
  EXPECT_EQ(clock.now(), at("2026-03-30T08:00:00Z"));
  auto due = records_of(coordination::OccurrenceDue::type.number);
  ASSERT_EQ(due.size(), 4u);
  EXPECT_EQ(due[0].at, at("2026-03-27T08:30:00Z"));
  EXPECT_EQ(due[1].at, at("2026-03-28T08:30:00Z"));
  EXPECT_EQ(due[2].at, at("2026-03-29T07:30:00Z"));  // summer time came: 08:30 in London
  EXPECT_EQ(records_of(coordination::OccurrenceMissed::type.number).size(), 4u);
}

TEST_F(TimeKeeperTest, PeopleActOnTheWay) {
  std::vector<Instant> acted;
  TimeKeeper time(runtime, clock, [&](Runtime& company, Instant from, Instant to, TimeKeeper::MoveTo const& move_to) -> Status {
    for (auto moment = from + hours(1); moment < to; moment = moment + hours(1)) {
      DT_CHECK(move_to(moment));
      acted.push_back(company.now());
    }
    return {};
  });
  ASSERT_TRUE(time.advance(hours(4), true).ok());
  EXPECT_EQ(acted, (std::vector<Instant>{at("2026-03-27T09:00:00Z"), at("2026-03-27T10:00:00Z"), at("2026-03-27T11:00:00Z")}));
  ASSERT_TRUE(time.advance(hours(4), false).ok());
  EXPECT_EQ(acted.size(), 3u);
  EXPECT_EQ(clock.now(), at("2026-03-27T16:00:00Z"));
}

TEST_F(TimeKeeperTest, MovesForwardAndNotTooFarAtOnce) {
  TimeKeeper time(runtime, clock);
  EXPECT_EQ(time.advance(days(15), true).error().code, "DT-X902");
  EXPECT_EQ(time.advance({0}, true).error().code, "DT-X902");
  EXPECT_EQ(clock.now(), at("2026-03-27T08:00:00Z"));
}

}  // namespace
}  // namespace drivetrain::app
