// Timers fire in order of (due, set), once, and a restart forgets none.
#include "journal/timers.h"

#include <gtest/gtest.h>

#include "journal/counter_for_test.h"
#include "journal/journal.h"
#include "journal/sim_world.h"

namespace drivetrain::journal::test {
namespace {

struct Installation {
  explicit Installation(SimWorld& sim) : journal(sim.world(), counter, counter.registry) { EXPECT_TRUE(journal.open().ok()); }
  void later(std::string key, Instant due, std::int64_t amount = 1) {
    EXPECT_TRUE(journal.execute(command(AddLater{std::move(key), due, amount, false}, Actor::person("ana"))).accepted());
  }
  void cancel(std::string key) { journal.execute(command(AddLater{std::move(key), {}, 0, true}, Actor::person("ana"))); }
  Counter counter;
  Journal journal;
};

using Tags = std::vector<std::string>;

TEST(Timers, FireInOrderOfDueThenOfSettingAndOnlyWhenDue) {
  SimWorld sim;
  Installation here(sim);
  auto noon = sim.clock.now() + hours(4);
  here.later("second", noon);
  here.later("third", noon);
  here.later("first", noon - hours(1));
  here.later("tomorrow", noon + days(1));
  EXPECT_EQ(here.journal.next_timer(), noon - hours(1));
  EXPECT_EQ(here.journal.fire_due_timers(), 0u);
  sim.clock.set(noon);
  EXPECT_EQ(here.journal.fire_due_timers(), 3u);
  EXPECT_EQ(here.counter.count.tags, (Tags{"first", "second", "third"}));
  EXPECT_EQ(here.journal.pending_timers().size(), 1u);
  EXPECT_EQ(here.journal.fire_due_timers(), 0u);
}

TEST(Timers, WhatIsDueAtOnceDoesNotWaitForAClockThatWasSetBack) {
  SimWorld sim;
  Installation here(sim);
  here.later("before", sim.clock.now());
  auto before = sim.clock.now();
  sim.clock.advance(days(-1));
  here.later("at once", before);
  here.later("the next part", before + pause_for_others);
  here.later("in an hour", before + hours(1));
  EXPECT_EQ(here.journal.fire_due_timers(), 3u);
  sim.clock.set(before + hours(1));
  EXPECT_EQ(here.journal.fire_due_timers(), 1u);
}

TEST(Timers, FiringIsACommandOfTheClockAndSaysWhenItWasDue) {
  SimWorld sim;
  Installation here(sim);
  auto due = sim.clock.now() + hours(1);
  here.later("reminder", due);
  sim.clock.advance(hours(3));
  here.journal.fire_due_timers();
  auto const& records = sim.store.records();
  ASSERT_EQ(records.size(), 5u);  // AddLater, TimerSet, Add, TimerFired, Added
  EXPECT_EQ(records[2].record.actor, Actor::clock("reminder"));
  EXPECT_EQ(records[2].record.cause, 2u);
  TimerFired fired;
  ASSERT_TRUE(decode_fields(records[3].record.payload, fired));
  EXPECT_EQ(records[3].record.type, TimerFired::type.number);
  EXPECT_EQ(fired.due, due);
  EXPECT_EQ(records[3].record.cause, 3u);
  EXPECT_EQ(records[4].record.cause, 3u);
}

TEST(Timers, SettingAKeyAgainReplacesAndCancellingRemoves) {
  SimWorld sim;
  Installation here(sim);
  auto soon = sim.clock.now() + minutes(1);
  here.later("a", soon, 1);
  here.later("a", soon + hours(1), 10);
  here.later("b", soon, 100);
  here.cancel("b");
  here.cancel("never set");
  sim.clock.set(soon);
  EXPECT_EQ(here.journal.fire_due_timers(), 0u);
  sim.clock.set(soon + hours(1));
  EXPECT_EQ(here.journal.fire_due_timers(), 1u);
  EXPECT_EQ(here.counter.count.total, 10);
}

TEST(Timers, SurviveARestartAndFireLateInTheSameOrder) {
  SimWorld sim;
  auto start = sim.clock.now();
  {
    Installation here(sim);
    here.later("two", start + hours(2));
    here.later("one", start + hours(1));
    here.later("gone", start + hours(1));
    here.cancel("gone");
    sim.clock.set(start + minutes(90));
    here.journal.fire_due_timers();
  }
  sim.clock.set(start + days(2));
  Installation again(sim);
  EXPECT_EQ(again.journal.pending_timers().size(), 1u);
  EXPECT_EQ(again.journal.fire_due_timers(), 1u);
  EXPECT_EQ(again.counter.count.tags, (Tags{"one", "two"}));
}

TEST(Timers, ARefusedCommandOfTheClockIsNotTriedAgain) {
  SimWorld sim;
  Installation here(sim);
  here.later("too much", sim.clock.now(), -5);
  EXPECT_EQ(here.journal.fire_due_timers(), 1u);
  EXPECT_EQ(here.journal.fire_due_timers(), 0u);
  EXPECT_EQ(here.counter.count.refusals, 1u);
}

TEST(Timers, AFailedCommitLeavesThemSetUntilTheStoreTakesThem) {
  SimWorld sim;
  Installation here(sim);
  here.later("patient", sim.clock.now());
  sim.store.fail_commit(1, Fault::disk_full);
  EXPECT_EQ(here.journal.fire_due_timers(), 0u);
  EXPECT_EQ(here.counter.count.total, 0);
  EXPECT_EQ(here.journal.pending_timers().size(), 1u);
  EXPECT_EQ(here.journal.fire_due_timers(), 1u);
  EXPECT_EQ(here.counter.count.total, 1);
}

}  // namespace
}  // namespace drivetrain::journal::test
