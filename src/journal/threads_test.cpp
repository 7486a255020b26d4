// The journal with its writer thread: commands from many threads share commits, whoever was answered can read what they
// wrote, and no reader ever sees what a failed commit took back.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include "journal/counter_for_test.h"
#include "journal/journal.h"
#include "journal/sim_world.h"

namespace drivetrain::journal::test {
namespace {

using namespace std::chrono_literals;

/// A disk that takes its time, so that commands have a commit to wait behind; and can be held.
class SlowStore final : public Store {
 public:
  explicit SlowStore(SimStore& inner) : inner_(inner) {}
  Result<std::uint64_t> acquire() override { return inner_.acquire(); }
  Result<std::uint64_t> head() override { return inner_.head(); }
  Status commit(Batch const& batch) override {
    ++entered;
    do std::this_thread::sleep_for(200us);
    while (held);
    return inner_.commit(batch);
  }
  Status read(std::uint64_t from, std::function<bool(StoredRecord const&)> const& each) override { return inner_.read(from, each); }
  Result<std::optional<std::string>> blob(std::string const& hash) override { return inner_.blob(hash); }
  Status erase(std::vector<Remains> const& records) override { return inner_.erase(records); }
  std::atomic<bool> held{false};
  std::atomic<int> entered{0};

 private:
  SimStore& inner_;
};

struct Server {
  explicit Server(SimWorld& sim, Options options = {})
      : store(sim.store), journal({sim.clock, sim.random, sim.entropy, store}, counter, counter.registry, options) {
    EXPECT_TRUE(journal.open().ok());
    journal.start();
  }
  std::int64_t total(std::uint64_t at_least = 0) {
    std::int64_t total = -1;
    auto status = journal.read([&] { total = counter.count.total; }, at_least);
    EXPECT_TRUE(status.ok()) << (status.ok() ? "" : status.error().message);
    return total;
  }
  SlowStore store;
  Counter counter;
  Journal journal;
};

TEST(Threads, ShareCommitsAndLoseNothing) {
  SimWorld sim;
  constexpr int threads = 8, each = 200;
  {
    Server server(sim);
    std::vector<std::jthread> clients;
    for (int t = 0; t < threads; ++t)
      clients.emplace_back([&] {
        for (int i = 0; i < each; ++i) EXPECT_TRUE(server.journal.execute(add(1)).accepted());
      });
    clients.clear();
    EXPECT_EQ(server.total(), threads * each);
    EXPECT_LT(sim.store.commits(), threads * each / 2) << "commands that arrive during a commit share the next one";
  }
  Counter again;
  Journal journal(sim.world(), again, again.registry);
  ASSERT_TRUE(journal.open().ok());
  EXPECT_EQ(again.count.total, threads * each);
  EXPECT_EQ(verify_chain(sim.store)->broken_at, 0u);
}

TEST(Threads, WhoWasAnsweredReadsTheirWrite) {
  SimWorld sim;
  Server server(sim);
  std::atomic<bool> stale{false};
  std::vector<std::jthread> clients;
  for (int t = 0; t < 4; ++t)
    clients.emplace_back([&, t] {
      for (int i = 0; i < 50; ++i) {
        auto tag = std::to_string(t) + "/" + std::to_string(i);
        auto outcome = server.journal.execute(add(1, tag));
        bool found = false;
        auto status = server.journal.read([&] { found = std::ranges::find(server.counter.count.tags, tag) != server.counter.count.tags.end(); }, outcome.position);
        if (!status.ok() || !found) stale = true;
      }
    });
  clients.clear();
  EXPECT_FALSE(stale);
}

TEST(Threads, AReaderIsAnsweredOnlyWithWhatIsDurable) {
  SimWorld sim;
  Server server(sim, {.read_wait_ms = 100});
  server.store.held = true;
  auto answer = server.journal.submit(add(5));
  while (server.journal.head() == 0) std::this_thread::yield();
  auto status = server.journal.read([] {});  // sees the 5, may not say so
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, "DT-X923");
  EXPECT_EQ(answer.wait_for(0s), std::future_status::timeout);
  server.store.held = false;
  EXPECT_TRUE(answer.get().accepted());
  EXPECT_EQ(server.total(), 5);
}

TEST(Threads, WhoOnlyLooksDoesNotWaitForTheDisk) {
  SimWorld sim;
  Server server(sim);
  server.journal.execute(add(1));
  server.store.held = true;
  auto entered = server.store.entered.load();
  auto answer = server.journal.submit(add(2));
  while (server.store.entered == entered) std::this_thread::sleep_for(100us);
  std::int64_t seen = 0;
  ASSERT_TRUE(server.journal.peek([&] { seen = server.counter.count.total; }).ok());
  EXPECT_EQ(seen, 3) << "what is not on disk yet, too";
  EXPECT_EQ(answer.wait_for(1ms), std::future_status::timeout) << "and whoever asked for it still waits";
  // What it saw is taken back; afterwards it sees what was told anew, not what is half told.
  sim.store.fail_commit(1, Fault::before_write);
  server.store.held = false;
  EXPECT_FALSE(answer.get().accepted());
  ASSERT_TRUE(server.journal.peek([&] { seen = server.counter.count.total; }).ok());
  EXPECT_EQ(seen, 1);
}

TEST(Threads, WhoFollowsHearsEachCommitInOrderBeforeItsCommandsAreAnswered) {
  SimWorld sim;
  Server server(sim);
  std::atomic<std::uint64_t> heard{0};
  std::atomic<bool> in_order{true};
  auto token = server.journal.subscribe([&](std::vector<StoredRecord> const& records) {
    for (auto const& stored : records) {
      if (stored.record.position != heard + 1) in_order = false;
      heard = stored.record.position;
    }
    std::this_thread::sleep_for(50us);
  });
  std::vector<std::jthread> clients;
  for (int t = 0; t < 4; ++t)
    clients.emplace_back([&] {
      for (int i = 0; i < 200; ++i) {
        auto outcome = server.journal.execute(add(1));
        EXPECT_TRUE(outcome.accepted());
        EXPECT_LE(outcome.position, heard.load()) << "the index knows what its asker was told of";
      }
    });
  clients.clear();
  EXPECT_TRUE(in_order);
  EXPECT_EQ(heard, server.journal.durable());
  server.journal.unsubscribe(token);
  server.journal.execute(add(1));
  EXPECT_LT(heard, server.journal.durable());
}

TEST(Threads, AListenerThatTakesItsTimeHoldsNoCommitUpAndIsWaitedForAtTheEnd) {
  SimWorld sim;
  Server server(sim);
  std::atomic<bool> held{true};
  std::atomic<std::uint64_t> heard{0};
  server.journal.subscribe([&](std::vector<StoredRecord> const& records) {
    while (held) std::this_thread::sleep_for(100us);
    heard = records.back().record.position;
  });
  auto first = server.journal.submit(add(1));
  while (server.journal.durable() == 0) std::this_thread::sleep_for(100us);
  auto second = server.journal.submit(add(1));
  auto before = server.journal.durable();
  while (server.journal.durable() == before) std::this_thread::sleep_for(100us);
  EXPECT_EQ(first.wait_for(1ms), std::future_status::timeout) << "on disk, but not told of yet";
  held = false;
  EXPECT_TRUE(first.get().accepted());
  EXPECT_TRUE(second.get().accepted());
  server.journal.stop();
  EXPECT_EQ(heard, server.journal.durable());
}

TEST(Threads, NoReaderSeesWhatAFailedCommitTookBack) {
  SimWorld sim;
  Server server(sim);
  std::atomic<bool> done{false};
  std::atomic<std::int64_t> accepted{0}, asked{0};
  // Totals only grow by acknowledged commands, so a reader must never see a later total below an earlier one.
  std::jthread reader([&] {
    std::int64_t last = 0;
    while (!done) {
      auto total = server.total();
      EXPECT_GE(total, last) << "an earlier reader was shown something that is gone";
      last = total;
    }
  });
  {
    std::vector<std::jthread> clients;
    for (int t = 0; t < 4; ++t)
      clients.emplace_back([&] {
        for (int i = 0; i < 100; ++i) {
          if (++asked % 23 == 0) sim.store.fail_commit(1, Fault::before_write);
          if (server.journal.execute(add(1)).accepted()) ++accepted;
        }
      });
  }
  done = true;
  reader.join();
  EXPECT_EQ(server.total(), accepted);
  EXPECT_LT(accepted, 400) << "no commit failed, so nothing was tested";
}

TEST(Threads, TimersFireByThemselves) {
  SimWorld sim;
  Server server(sim);
  auto due = sim.clock.now();
  ASSERT_TRUE(server.journal.execute(command(AddLater{"now", due, 42, false}, Actor::person("ana"))).accepted());
  auto deadline = std::chrono::steady_clock::now() + 5s;
  while (server.total() != 42 && std::chrono::steady_clock::now() < deadline) std::this_thread::sleep_for(1ms);
  EXPECT_EQ(server.total(), 42);
  EXPECT_FALSE(server.journal.next_timer());
}

TEST(Threads, WhoMovesTheClockHasTheTimersFiredAtOnce) {
  SimWorld sim;
  Server server(sim);
  auto noon = sim.clock.now() + hours(4);
  for (auto key : {"a", "b"}) ASSERT_TRUE(server.journal.execute(command(AddLater{key, noon, 1, false}, Actor::person("ana"))).accepted());
  EXPECT_EQ(server.journal.fire_due_timers(), 0u);
  sim.clock.set(noon);
  server.journal.fire_due_timers();  // or the writer thread, had it looked in between
  EXPECT_EQ(server.total(), 2);
}

TEST(Threads, AFailedCommitRefusesEveryCommandInIt) {
  SimWorld sim;
  Server server(sim);
  server.store.held = true;
  std::vector<std::future<Outcome>> answers;
  answers.push_back(server.journal.submit(add(1)));
  while (server.store.entered == 0) std::this_thread::yield();
  for (int i = 0; i < 5; ++i) answers.push_back(server.journal.submit(add(10)));
  sim.store.fail_commit(2, Fault::disk_full);
  server.store.held = false;
  EXPECT_TRUE(answers[0].get().accepted());
  for (int i = 1; i <= 5; ++i) {
    auto outcome = answers[static_cast<std::size_t>(i)].get();
    ASSERT_TRUE(outcome.refusal);
    EXPECT_EQ(outcome.refusal->code, "DT-X921");
  }
  EXPECT_EQ(server.total(), 1);
}

TEST(Threads, StoppingAnswersWhatWasAskedAndRefusesTheRest) {
  SimWorld sim;
  Server server(sim);
  std::vector<std::future<Outcome>> answers;
  for (int i = 0; i < 100; ++i) answers.push_back(server.journal.submit(add(1)));
  server.journal.stop();
  for (auto& answer : answers) EXPECT_TRUE(answer.get().accepted());
  auto late = server.journal.execute(add(1));
  ASSERT_TRUE(late.refusal);
  EXPECT_EQ(late.refusal->code, "DT-X927");
}

}  // namespace
}  // namespace drivetrain::journal::test
