// The journal's promises on the simulated world: same journal, same state; refusals are facts; policies answer at once.
#include "journal/journal.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "journal/counter_for_test.h"
#include "journal/sim_world.h"

namespace drivetrain::journal::test {
namespace {

struct Installation {
  explicit Installation(SimWorld& sim, Options options = {}) : journal(sim.world(), counter, counter.registry, options) {
    auto status = journal.open();
    EXPECT_TRUE(status.ok()) << (status.ok() ? "" : status.error().message);
  }
  Counter counter;
  Journal journal;
};

TEST(Journal, AnAcceptedCommandChangesTheStateAndIsOnRecordWithItsEvent) {
  SimWorld sim;
  Installation here(sim);
  auto outcome = here.journal.execute(add(5, "bolts"));
  ASSERT_TRUE(outcome.accepted());
  EXPECT_EQ(outcome.position, 2u);
  EXPECT_EQ(outcome.reply, "total-1");
  EXPECT_EQ(here.counter.count.total, 5);
  ASSERT_EQ(sim.store.records().size(), 2u);
  auto const& asked = sim.store.records()[0].record;
  auto const& happened = sim.store.records()[1].record;
  EXPECT_EQ(asked.kind, RecordKind::command);
  EXPECT_EQ(asked.actor, Actor::person("ana"));
  EXPECT_EQ(happened.kind, RecordKind::event);
  EXPECT_EQ(happened.cause, 1u);
  EXPECT_EQ(happened.model, "r1");
  EXPECT_EQ(happened.at, sim.clock.now());
}

TEST(Journal, ARefusalIsRecordedAndTheStateUntouched) {
  SimWorld sim;
  Installation here(sim);
  here.journal.execute(add(5));
  auto outcome = here.journal.execute(add(-6));
  ASSERT_FALSE(outcome.accepted());
  EXPECT_EQ(outcome.refusal->code, "DT-X999");
  EXPECT_EQ(here.counter.count.total, 5);
  EXPECT_EQ(here.counter.count.refusals, 1u);
  CommandRejected rejected;
  auto const& last = sim.store.records().back().record;
  EXPECT_EQ(outcome.position, last.position);
  ASSERT_EQ(last.type, CommandRejected::type.number);
  ASSERT_TRUE(decode_fields(last.payload, rejected));
  EXPECT_EQ(rejected.command, "Add");
  EXPECT_EQ(rejected.subject, "the total");
}

TEST(Journal, ReplayEqualsLive) {
  SimWorld sim;
  Count live;
  std::uint64_t head = 0;
  {
    Installation here(sim);
    for (int i = 0; i < 100; ++i) {
      sim.clock.advance(seconds(7));
      here.journal.execute(add(i % 7 == 0 ? -1'000 : i, "step " + std::to_string(i)));
    }
    live = here.counter.count;
    head = here.journal.head();
  }
  Installation again(sim);
  EXPECT_EQ(again.counter.count, live);
  EXPECT_EQ(again.journal.head(), head);
  EXPECT_EQ(again.journal.durable(), head);
}

TEST(Journal, TheSameSeedWritesTheSameJournalByteForByte) {
  auto run = [](std::uint64_t seed) {
    SimWorld sim(seed);
    Installation here(sim);
    for (int i = 0; i < 20; ++i) here.journal.execute(add(i - 3, "x"));
    return lines_of(sim.store);
  };
  EXPECT_EQ(run(7), run(7));
  EXPECT_NE(run(7), run(8));  // other salts
}

TEST(Journal, APolicyAnswersBeforeAnyOtherCommandAndNamesItsCause) {
  SimWorld sim;
  Installation here(sim);
  auto outcome = here.journal.execute(add(13));
  EXPECT_EQ(here.counter.count.total, 14);
  EXPECT_EQ(sim.store.commits(), 1u);
  ASSERT_EQ(sim.store.records().size(), 4u);
  auto const& answer = sim.store.records()[2].record;
  EXPECT_EQ(answer.kind, RecordKind::command);
  EXPECT_EQ(answer.actor, Actor::policy("one-more"));
  EXPECT_EQ(answer.cause, 2u);  // the event it answers
  EXPECT_EQ(sim.store.records()[3].record.cause, 3u);
  EXPECT_EQ(outcome.position, 4u);
}

TEST(Journal, PoliciesThatFeedEachOtherAreCutAndTheCutIsOnRecord) {
  SimWorld sim;
  Installation here(sim);
  auto outcome = here.journal.execute(add(0, "echo"));
  EXPECT_TRUE(outcome.accepted());
  EXPECT_EQ(here.counter.count.tags.size(), limits::max_follow_up_commands + 1);
  CommandRejected cut;
  auto const& last = sim.store.records().back().record;
  ASSERT_EQ(last.type, CommandRejected::type.number);
  ASSERT_TRUE(decode_fields(last.payload, cut));
  EXPECT_EQ(cut.code, "DT-X924");
  EXPECT_EQ(cut.subject, "echo");
}

TEST(Journal, TimeOnRecordNeverGoesBackwards) {
  SimWorld sim;
  Installation here(sim);
  here.journal.execute(add(1));
  auto before = sim.clock.now();
  sim.clock.advance(seconds(-3'600));
  here.journal.execute(add(1));
  auto after = here.counter.count.last_at;
  EXPECT_GT(after, before);
  EXPECT_LT(after, before + Duration{1'000}) << "it hardly moves until the clock has caught up";
  Installation again(sim);  // also across a restart
  again.journal.execute(add(1));
  EXPECT_GT(again.counter.count.last_at, after);
  sim.clock.set(before + seconds(1));
  again.journal.execute(add(1));
  EXPECT_EQ(again.counter.count.last_at, before + seconds(1));
}

TEST(Journal, WithoutRecordedCommandsEventsKeepTheirCommandsCause) {
  SimWorld sim;
  Installation here(sim, {.record_commands = false});
  here.journal.execute(add(13));
  ASSERT_EQ(sim.store.records().size(), 2u);
  EXPECT_EQ(sim.store.records()[0].record.cause, 0u);
  EXPECT_EQ(sim.store.records()[1].record.cause, 1u);  // the policy's event names the event it answers
}

TEST(Journal, AnUnknownOrDamagedCommandIsRefused) {
  SimWorld sim;
  Installation here(sim);
  auto unknown = here.journal.execute({999, {}, Actor::person("ana")});
  auto damaged = here.journal.execute({Add::type.number, {0xFF}, Actor::person("ana")});
  ASSERT_TRUE(unknown.refusal && damaged.refusal);
  EXPECT_EQ(unknown.refusal->code, "DT-X925");
  EXPECT_EQ(damaged.refusal->code, "DT-X925");
  EXPECT_EQ(here.counter.count.refusals, 2u);
}

TEST(Journal, AHandlerThatFailsInsideLeavesNothingButItsRefusal) {
  SimWorld sim;
  Installation here(sim);
  here.journal.execute(add(3, "before"));
  here.journal.begin_group();
  here.journal.execute(add(4, "same group"));
  auto failed = here.journal.execute(command(Stumble{}, Actor::person("ana")));
  here.journal.execute(add(5, "after"));
  ASSERT_TRUE(here.journal.commit_group().ok());
  ASSERT_TRUE(failed.refusal);
  EXPECT_EQ(failed.refusal->code, "DT-X926");
  EXPECT_EQ(here.counter.count.total, 12);
  EXPECT_EQ(here.counter.count.refusals, 1u);
  Installation again(sim);
  EXPECT_EQ(again.counter.count, here.counter.count);
}

TEST(Journal, AGroupIsOneCommitAndReadersOfASimulationSeeInside) {
  SimWorld sim;
  Installation here(sim);
  here.journal.begin_group();
  for (int i = 0; i < 50; ++i) here.journal.execute(add(1));
  std::int64_t seen = 0;
  ASSERT_TRUE(here.journal.read([&] { seen = here.counter.count.total; }, here.journal.head()).ok());
  EXPECT_EQ(seen, 50);
  EXPECT_EQ(here.journal.durable(), 0u);
  ASSERT_TRUE(here.journal.commit_group().ok());
  EXPECT_EQ(sim.store.commits(), 1u);
  EXPECT_EQ(here.journal.durable(), 100u);
}

TEST(Journal, ListenersHearOfRecordsAfterTheCommitAndNeverOfOthers) {
  SimWorld sim;
  Installation here(sim);
  std::vector<std::uint64_t> heard;
  auto token = here.journal.subscribe([&](std::vector<StoredRecord> const& records) {
    for (auto const& record : records) heard.push_back(record.record.position);
  });
  here.journal.execute(add(1));
  sim.store.fail_commit(1, Fault::before_write);
  here.journal.execute(add(2));
  here.journal.execute(add(3));
  here.journal.unsubscribe(token);
  here.journal.execute(add(4));
  EXPECT_EQ(heard, (std::vector<std::uint64_t>{1, 2, 3, 4}));
}

TEST(Journal, ABlobIsFoundBeforeAndAfterItsCommitAndSurvivesAFailedOne) {
  SimWorld sim;
  Installation here(sim);
  here.journal.attach({{"abc", "choices:"}});
  auto content = [&](std::string const& hash) {
    auto blob = here.journal.blob(hash);
    return blob.ok() && *blob ? **blob : std::string("nothing");
  };
  EXPECT_EQ(content("abc"), "choices:");
  sim.store.fail_commit(1, Fault::before_write);
  EXPECT_FALSE(here.journal.execute(add(1)).accepted());
  EXPECT_FALSE((*sim.store.blob("abc")).has_value());
  EXPECT_TRUE(here.journal.execute(add(1)).accepted());
  EXPECT_EQ((*sim.store.blob("abc")).value(), "choices:");
  EXPECT_EQ(content("abc"), "choices:");
  EXPECT_EQ(content("def"), "nothing");
}

TEST(Journal, AnEventOfANewerDrivetrainIsRefusedOnOpeningNotIgnored) {
  SimWorld sim;
  { Installation(sim).journal.execute(add(1)); }
  sim.store.records()[1].record.type = 977;
  Counter counter;
  Journal journal(sim.world(), counter, counter.registry);
  auto status = journal.open();
  ASSERT_FALSE(status.ok());
  EXPECT_NE(status.error().message.find("977"), std::string::npos);
}

TEST(JournalDeathTest, AHandlerThatHasEmittedMayNotRefuse) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  struct Liar : Machine {
    std::string revision;
    Status handle(Command const&, Transition& transition) override {
      transition.emit(Added{1, ""});
      return Error{"DT-X999", "no", ""};
    }
    void apply(Record const&) override {}
    void react(Record const&, std::vector<Command>&) override {}
    std::string const& model_revision() const override { return revision; }
    void reset() override {}
  };
  EXPECT_DEATH(
      {
        SimWorld sim;
        Liar liar;
        Counter names;
        Journal journal(sim.world(), liar, names.registry);
        (void)journal.open().ok();
        journal.execute(add(1));
      },
      "may no longer refuse");
}

}  // namespace
}  // namespace drivetrain::journal::test
