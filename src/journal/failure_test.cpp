// Failing storage: whatever goes wrong with whichever commit, what was acknowledged is there, what is there is whole, and the
// state never says more than the disk.
#include <gtest/gtest.h>

#include "journal/counter_for_test.h"
#include "journal/journal.h"
#include "journal/sim_world.h"

namespace drivetrain::journal::test {
namespace {

struct Installation {
  explicit Installation(SimWorld& sim) : journal(sim.world(), counter, counter.registry) { EXPECT_TRUE(journal.open().ok()); }
  Counter counter;
  Journal journal;
};

std::int64_t total_on_disk(SimWorld& sim) {
  Counter counter;
  Journal reader(sim.world(), counter, counter.registry);
  EXPECT_TRUE(reader.open().ok());
  return counter.count.total;
}

class EveryWrite : public testing::TestWithParam<Fault> {};

std::string name_of(testing::TestParamInfo<Fault> const& info) {
  constexpr char const* names[] = {"before_write", "after_write", "torn", "busy", "disk_full"};
  return names[static_cast<int>(info.param)];
}

// Each command adds its own power of two, so that the total says which are in; 13 brings a policy's answer with it.
TEST_P(EveryWrite, FailingInTurnLosesNothingAcknowledgedAndKeepsNothingHalf) {
  constexpr int commands = 12;
  for (int failing = 1; failing <= commands; ++failing) {
    SCOPED_TRACE("commit " + std::to_string(failing) + " fails");
    SimWorld sim(static_cast<std::uint64_t>(failing));
    std::int64_t acknowledged = 0;
    {
      Installation here(sim);
      sim.store.fail_commit(static_cast<std::uint64_t>(failing), GetParam());
      for (int i = 0; i < commands; ++i) {
        auto amount = i == 3 ? 13 : std::int64_t{1} << i;
        if (here.journal.execute(add(amount)).accepted()) acknowledged += i == 3 ? 13 + 1 : amount;
        ASSERT_EQ(here.counter.count.total, acknowledged) << "the state says more or less than what was acknowledged";
        ASSERT_EQ(here.journal.head(), here.journal.durable());
      }
      EXPECT_EQ(acknowledged == 4'095 - 8 + 14, GetParam() == Fault::after_write) << "exactly the failing commit is missing";
    }
    EXPECT_EQ(total_on_disk(sim), acknowledged);
    auto report = verify_chain(sim.store);
    ASSERT_TRUE(report.ok());
    EXPECT_EQ(report->broken_at, 0u) << report->problem;
  }
}

TEST_P(EveryWrite, FailingUnderAGroupTakesTheWholeGroup) {
  for (int failing = 1; failing <= 3; ++failing) {
    SimWorld sim;
    Installation here(sim);
    sim.store.fail_commit(static_cast<std::uint64_t>(failing), GetParam());
    std::int64_t acknowledged = 0;
    for (int group = 0; group < 3; ++group) {
      here.journal.begin_group();
      for (int i = 0; i < 5; ++i) here.journal.execute(add(1));
      if (here.journal.commit_group().ok()) acknowledged += 5;
    }
    EXPECT_EQ(here.counter.count.total, acknowledged);
    EXPECT_EQ(total_on_disk(sim), acknowledged);
    EXPECT_EQ(acknowledged, GetParam() == Fault::after_write ? 15 : 10);
  }
}

INSTANTIATE_TEST_SUITE_P(Faults, EveryWrite, testing::Values(Fault::before_write, Fault::after_write, Fault::torn, Fault::busy, Fault::disk_full), name_of);

TEST(Failure, ACommitThatSucceededButAnsweredWithAnErrorIsRecognised) {
  SimWorld sim;
  Installation here(sim);
  sim.store.fail_commit(1, Fault::after_write);
  auto outcome = here.journal.execute(add(7));
  EXPECT_TRUE(outcome.accepted());
  EXPECT_EQ(here.counter.count.total, 7);
}

TEST(Failure, AFullDiskRefusesWritesServesReadsAndRecoversByItself) {
  SimWorld sim;
  Installation here(sim);
  here.journal.execute(add(7));
  sim.store.fail_commit(1, Fault::disk_full, 1'000);
  for (int i = 0; i < 3; ++i) {
    auto outcome = here.journal.execute(add(1));
    ASSERT_TRUE(outcome.refusal);
    EXPECT_EQ(outcome.refusal->code, "DT-X921");
    EXPECT_EQ(outcome.position, 0u);
  }
  std::int64_t seen = 0;
  ASSERT_TRUE(here.journal.read([&] { seen = here.counter.count.total; }).ok());
  EXPECT_EQ(seen, 7);
  sim.store.heal();
  EXPECT_TRUE(here.journal.execute(add(1)).accepted());
  EXPECT_EQ(here.counter.count.total, 8);
}

TEST(Failure, WhileTheStoreCannotEvenBeReadNothingUnprovenIsShown) {
  SimWorld sim;
  Installation here(sim);
  here.journal.execute(add(7));
  sim.store.fail_commit(1, Fault::before_write);
  sim.store.fail_reads(true);
  EXPECT_FALSE(here.journal.execute(add(1)).accepted());
  auto status = here.journal.read([] { FAIL() << "shown"; });
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, "DT-X920");
  sim.store.heal();
  EXPECT_TRUE(here.journal.execute(add(1)).accepted());
  EXPECT_EQ(here.counter.count.total, 8);
}

TEST(Failure, AWriterThatWasReplacedIsFenced) {
  SimWorld sim;
  Installation old_owner(sim);
  old_owner.journal.execute(add(1));
  Installation new_owner(sim);
  new_owner.journal.execute(add(10));
  auto outcome = old_owner.journal.execute(add(100));
  ASSERT_TRUE(outcome.refusal);
  EXPECT_EQ(outcome.refusal->code, "DT-X922");
  EXPECT_TRUE(new_owner.journal.execute(add(10)).accepted());
  EXPECT_EQ(total_on_disk(sim), 21);
}

TEST(Failure, APositionThatNeverComesIsSaidSo) {
  SimWorld sim;
  Installation here(sim);
  here.journal.execute(add(1));
  auto status = here.journal.read([] {}, 50);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, "DT-X923");
}

}  // namespace
}  // namespace drivetrain::journal::test
