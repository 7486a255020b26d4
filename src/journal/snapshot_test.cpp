// Snapshots shorten a start and never change what it leads to.
#include "journal/snapshot.h"

#include <gtest/gtest.h>

#include "journal/counter_for_test.h"
#include "journal/journal.h"
#include "journal/sim_world.h"

namespace drivetrain::journal::test {
namespace {

struct Installation {
  explicit Installation(SimWorld& sim, std::string build = "build-1", std::string layout_suffix = {}, std::uint64_t every = 1'000'000)
      : journal(sim.world(), counter, counter.registry, {.build = std::move(build), .snapshot_every = every}) {
    counter.layout_suffix = std::move(layout_suffix);
    auto status = journal.open();
    EXPECT_TRUE(status.ok()) << (status.ok() ? "" : status.error().message);
  }
  Counter counter;
  Journal journal;
};

/// 30 records with a snapshot at 10 and at 20, tags, a refusal and a timer in it.
class Snapshots : public testing::Test {
 protected:
  Snapshots() {
    Installation here(sim);
    here.journal.execute(command(AddLater{"later", sim.clock.now() + hours(1), 100}, Actor::person("ana")));
    here.journal.execute(add(-50));
    for (int i = 0; i < 3; ++i) here.journal.execute(add(1, "early"));
    EXPECT_TRUE(here.journal.save_snapshot().ok());
    for (int i = 0; i < 5; ++i) here.journal.execute(add(1, "mid"));
    EXPECT_TRUE(here.journal.save_snapshot().ok());
    for (int i = 0; i < 5; ++i) here.journal.execute(add(1, "late"));
    EXPECT_EQ(here.journal.durable(), 30u);
    hash = *here.journal.state_hash();
  }
  void starts(std::uint64_t from, std::size_t notes, std::string const& word, std::string build = "build-1", std::string layout_suffix = {}) {
    Installation again(sim, std::move(build), std::move(layout_suffix));
    EXPECT_EQ(again.journal.told_from(), from);
    EXPECT_EQ(*again.journal.state_hash(), hash);
    EXPECT_EQ(again.counter.count.total, 13);
    ASSERT_EQ(again.journal.notes().size(), notes);
    if (notes) {
      EXPECT_NE(again.journal.notes().front().find(word), std::string::npos) << again.journal.notes().front();
    }
    ASSERT_TRUE(again.journal.next_timer());
    EXPECT_TRUE(again.journal.execute(add(0)).accepted());
    EXPECT_EQ(verify_chain(sim.store)->broken_at, 0u);
  }
  SimWorld sim;
  std::string hash;
};

TEST_F(Snapshots, AStartTellsOnlyWhatCameAfterTheNewest) { starts(20, 0, ""); }

TEST_F(Snapshots, OneThatIsDamagedIsPassedOverAndSaidSo) {
  auto& newest = sim.store.kept_snapshots()[20];
  newest[newest.size() / 2] ^= 1;
  starts(10, 1, "at record 20 is not used: it is damaged");
}

TEST_F(Snapshots, WhenAllAreDamagedTheJournalTellsEverything) {
  for (auto& [position, bytes] : sim.store.kept_snapshots()) bytes.resize(bytes.size() - 1);
  starts(0, 2, "damaged");
}

TEST_F(Snapshots, AnotherBuildDoesNotTrustThem) { starts(0, 2, "another build", "build-2"); }

TEST_F(Snapshots, AChangedFormOfTheStateDoesNotReadThem) { starts(0, 2, "another build", "build-1", " and a new member"); }

TEST_F(Snapshots, WithoutABuildNoneIsReadOrWritten) {
  starts(0, 0, "", "");
  Installation without(sim, "");
  EXPECT_TRUE(without.journal.save_snapshot().ok());
  EXPECT_EQ(sim.store.kept_snapshots().size(), 2u);
}

TEST_F(Snapshots, OneOfAnotherJournalIsNotUsed) {
  SimWorld other(7);
  {
    Installation there(other);
    for (int i = 0; i < 10; ++i) there.journal.execute(add(1'000));
    ASSERT_TRUE(there.journal.save_snapshot().ok());
  }
  ASSERT_EQ(other.store.kept_snapshots().count(20), 1u);
  sim.store.kept_snapshots() = other.store.kept_snapshots();
  starts(0, 1, "another journal");
}

TEST_F(Snapshots, OneAheadOfTheJournalIsNotUsed) {
  auto bytes = sim.store.kept_snapshots()[20];
  sim.store.kept_snapshots() = {{40, bytes}};
  starts(0, 1, "not the one of its name");
}

TEST_F(Snapshots, TimersComeBackInTheirOrder) {
  Installation again(sim);
  ASSERT_EQ(again.journal.told_from(), 20u);
  again.journal.execute(command(AddLater{"sooner", sim.clock.now() + minutes(1), 7}, Actor::person("ana")));
  sim.clock.advance(hours(2));
  EXPECT_EQ(again.journal.fire_due_timers(), 2u);
  auto const& tags = again.counter.count.tags;
  EXPECT_EQ(std::vector<std::string>(tags.end() - 2, tags.end()), (std::vector<std::string>{"sooner", "later"}));
}

TEST_F(Snapshots, AFailedCommitIsUndoneFromTheSnapshotToTheSameState) {
  Installation here(sim);
  sim.store.fail_commit(1, Fault::before_write);
  EXPECT_FALSE(here.journal.execute(add(1'000)).accepted());
  EXPECT_EQ(*here.journal.state_hash(), hash);
  EXPECT_EQ(here.journal.told_from(), 20u);
}

TEST(SnapshotsOfARunningWriter, AreTakenNowAndThenAndWhenItStops) {
  SimWorld sim;
  {
    Installation here(sim, "build-1", {}, 100);
    here.journal.start();
    for (int i = 0; i < 501; ++i) here.journal.execute(add(1));
    here.journal.stop();
  }
  auto const& kept = sim.store.kept_snapshots();
  // One while it runs and one when it stops; how many more depends on how often a busy machine lets them be taken.
  ASSERT_GE(kept.size(), 2u);
  EXPECT_EQ(kept.rbegin()->first, 1'002u);
  for (auto const& [position, bytes] : kept) {
    SCOPED_TRACE(position);
    auto snapshot = decode_snapshot(bytes);
    ASSERT_TRUE(snapshot.ok());
    Counter counter;
    Fold fold;
    ASSERT_TRUE(load_snapshot(*snapshot, sim.store, reader_of(counter, "build-1"), counter, fold).ok());
    EXPECT_EQ(counter.count.total, static_cast<std::int64_t>(position / 2));
    ASSERT_TRUE(fold_records(sim.store, counter, fold).ok());
    EXPECT_EQ(counter.count.total, 501);
  }
}

}  // namespace
}  // namespace drivetrain::journal::test
