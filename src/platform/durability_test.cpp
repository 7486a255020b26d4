// Proof by killing: a child process writes, is killed at a random moment, and nothing that it acknowledged may be missing.
// DRIVETRAIN_KILL_ROUNDS says how often (3 unless set; `./dev sim` takes 200).
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <set>
#include <thread>

#include "journal/counter_for_test.h"
#include "journal/journal.h"
#include "platform/os_world.h"
#include "platform/sqlite_store.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::platform::test {
namespace {

using journal::test::add;
using journal::test::Counter;

struct Server {
  explicit Server(std::string const& folder) : store(std::move(*SqliteStore::open(folder))), journal(surroundings.world(*store), counter, counter.registry) {
    auto status = journal.open();
    EXPECT_TRUE(status.ok()) << (status.ok() ? "" : status.error().message);
  }
  OsWorld surroundings;
  std::unique_ptr<SqliteStore> store;
  Counter counter;
  journal::Journal journal;
};

TEST(Durability, EightThreadsOnSqliteLoseNothingAndShareCommits) {
  TemporaryFolder folder;
  constexpr int threads = 8, each = 250;
  {
    Server server(folder.path());
    server.journal.start();
    std::vector<std::jthread> clients;
    for (int t = 0; t < threads; ++t)
      clients.emplace_back([&, t] {
        for (int i = 0; i < each; ++i) {
          auto outcome = server.journal.execute(add(1, std::to_string(t) + "/" + std::to_string(i)));
          EXPECT_TRUE(outcome.accepted());
          if (i % 50 != 0) continue;
          std::int64_t total = 0;
          EXPECT_TRUE(server.journal.read([&] { total = server.counter.count.total; }, outcome.position).ok());
          EXPECT_GT(total, i);
        }
      });
    clients.clear();
    EXPECT_EQ(*server.store->head(), 2u * threads * each);
  }
  Server again(folder.path());
  EXPECT_EQ(again.counter.count.total, threads * each);
  std::set<std::string> tags(again.counter.count.tags.begin(), again.counter.count.tags.end());
  EXPECT_EQ(tags.size(), std::size_t{threads} * each);
  EXPECT_EQ(journal::verify_chain(*again.store)->broken_at, 0u);
}

/// Runs in the child until it is killed: four clients, each acknowledged command's tag goes down the pipe.
[[noreturn]] void write_until_killed(std::string const& folder, int round, int pipe_end) {
  Server server(folder);
  server.journal.start();
  std::vector<std::jthread> clients;
  for (int t = 0; t < 4; ++t)
    clients.emplace_back([&, t] {
      for (std::int64_t i = 0;; ++i) {
        std::int64_t tag = (round * 4 + t) * 1'000'000LL + i;
        if (!server.journal.execute(add(1, std::to_string(tag))).accepted()) _exit(3);
        if (write(pipe_end, &tag, sizeof tag) != sizeof tag) _exit(4);
      }
    });
  clients.clear();
  _exit(5);
}

TEST(Durability, KillingTheProcessLosesNothingAcknowledged) {
  TemporaryFolder folder;
  auto wanted = std::getenv("DRIVETRAIN_KILL_ROUNDS");
  int rounds = wanted ? std::atoi(wanted) : 3;
  ASSERT_GT(rounds, 0) << "DRIVETRAIN_KILL_ROUNDS must be a number above 0";
  Random random(static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count()));
  std::set<std::string> acknowledged;
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    auto child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      close(ends[0]);
      write_until_killed(folder.path(), round, ends[1]);
    }
    close(ends[1]);
    // Most are killed a while after their first acknowledgement; every fourth while it opens and replays, perhaps.
    std::jthread killer;
    auto kill_after = [&](std::uint64_t at_most_us) {
      auto life = std::chrono::microseconds(random.below(at_most_us));
      killer = std::jthread([child, life] {
        std::this_thread::sleep_for(life);
        kill(child, SIGKILL);
      });
    };
    if (round % 4 == 3) kill_after(30'000);
    std::int64_t tag;
    while (read(ends[0], &tag, sizeof tag) == sizeof tag) {
      acknowledged.insert(std::to_string(tag));
      if (!killer.joinable()) kill_after(100'000);
    }
    close(ends[0]);
    int ended = 0;
    waitpid(child, &ended, 0);
    ASSERT_TRUE(WIFSIGNALED(ended)) << "the child ended by itself with " << WEXITSTATUS(ended);

    Server again(folder.path());
    std::set<std::string> kept(again.counter.count.tags.begin(), again.counter.count.tags.end());
    for (auto const& expected : acknowledged) ASSERT_TRUE(kept.contains(expected)) << "acknowledged, but gone: " << expected;
    ASSERT_EQ(static_cast<std::size_t>(again.counter.count.total), again.counter.count.tags.size()) << "half a command";
    ASSERT_EQ(again.counter.count.tags.size(), kept.size()) << "a command twice";
    auto report = journal::verify_chain(*again.store);
    ASSERT_TRUE(report.ok());
    ASSERT_EQ(report->broken_at, 0u) << report->problem;
    ASSERT_EQ(report->records, 2 * kept.size()) << "a command without its event";
  }
  EXPECT_GT(acknowledged.size(), 0u) << "no round lived long enough to acknowledge anything";
}

}  // namespace
}  // namespace drivetrain::platform::test
