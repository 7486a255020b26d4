// How fast the journal is beside what it could be: durable transitions per second at 1, 8, 64 and 512 clients, next to a plain
// file with fdatasync and an SQLite loop that only inserts, with the same number of waiting clients in the same run; and replay.
// A transition is one command with its event: two chained records. Usage: journal_bench [seconds per figure] [folder]
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <mutex>
#include <thread>
#include <vector>

#include "journal/counter_for_test.h"
#include "journal/journal.h"
#include "platform/os_world.h"
#include "platform/sqlite.h"
#include "platform/sqlite_store.h"

namespace {

using namespace drivetrain;
using namespace drivetrain::platform;
using SteadyClock = std::chrono::steady_clock;

double seconds_per_figure = 3;
std::string folder = "/var/tmp/drivetrain-bench";

struct Figure {
  double per_second = 0, p50_ms = 0, p99_ms = 0;
};

/// `clients` threads call `work` one call after the other until time is up.
Figure measure(int clients, std::function<void()> const& work) {
  std::atomic<bool> done{false};
  std::vector<std::vector<float>> times(static_cast<std::size_t>(clients));
  auto start = SteadyClock::now();
  {
    std::vector<std::jthread> threads;
    for (auto& mine : times)
      threads.emplace_back([&] {
        while (!done) {
          auto asked = SteadyClock::now();
          work();
          mine.push_back(std::chrono::duration<float, std::milli>(SteadyClock::now() - asked).count());
        }
      });
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds_per_figure));
    done = true;
  }
  auto elapsed = std::chrono::duration<double>(SteadyClock::now() - start).count();
  std::vector<float> all;
  for (auto& mine : times) all.insert(all.end(), mine.begin(), mine.end());
  std::sort(all.begin(), all.end());
  if (all.empty()) return {};
  return {static_cast<double>(all.size()) / elapsed, all[all.size() / 2], all[all.size() * 99 / 100]};
}

/// Self-clocking group commit around any `commit(count)`, for the two loops to compare with.
class Group {
 public:
  explicit Group(std::function<void(std::size_t)> commit) : commit_(std::move(commit)), thread_([this] { run(); }) {}
  ~Group() {
    { std::lock_guard lock(mutex_); stopping_ = true; }
    changed_.notify_all();
  }
  void wait_for_one() {
    std::unique_lock lock(mutex_);
    auto mine = ++asked_;
    changed_.notify_all();
    durable_.wait(lock, [&] { return committed_ >= mine; });
  }

 private:
  void run() {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [&] { return stopping_ || asked_ > committed_; });
      if (stopping_) return;
      auto until = asked_;
      auto count = until - committed_;
      lock.unlock();
      commit_(count);
      lock.lock();
      committed_ = until;
      durable_.notify_all();
    }
  }
  std::function<void(std::size_t)> commit_;
  std::mutex mutex_;
  std::condition_variable changed_, durable_;
  std::size_t asked_ = 0, committed_ = 0;
  bool stopping_ = false;
  std::jthread thread_;
};

Figure raw_file(int clients) {
  int file = ::open((folder + "/raw").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  std::string record(200, 'x');
  Figure figure;
  {
    Group group([&](std::size_t count) {
      std::string all;
      for (std::size_t i = 0; i < count; ++i) all += record;
      if (::write(file, all.data(), all.size()) < 0 || fdatasync(file) != 0) std::perror("raw file");
    });
    figure = measure(clients, [&] { group.wait_for_one(); });
  }
  ::close(file);
  return figure;
}

Figure sqlite_loop(int clients, int rows_per_unit) {
  std::filesystem::remove(folder + "/loop.db");
  auto connection = Connection::open(folder + "/loop.db", Access::read_write, 0).take();
  (void)connection->execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=16384; PRAGMA secure_delete=OFF; CREATE TABLE e(id INTEGER PRIMARY KEY, data BLOB)").ok();
  auto insert = connection->prepare("INSERT INTO e(data) VALUES (?)").take();
  Bytes data(200, 'x');
  insert.bind(1, std::span<std::uint8_t const>(data));
  Group group([&](std::size_t count) {
    (void)connection->execute("BEGIN").ok();
    for (std::size_t i = 0; i < count * static_cast<std::size_t>(rows_per_unit); ++i) (void)insert.run().ok();
    (void)connection->execute("COMMIT").ok();
  });
  return measure(clients, [&] { group.wait_for_one(); });
}

struct Server {
  Server() : store(SqliteStore::open(folder + "/data").take()), journal(surroundings.world(*store), counter, counter.registry) {
    auto status = journal.open();
    if (!status.ok()) std::printf("%s\n", status.error().message.c_str());
  }
  OsWorld surroundings;
  std::unique_ptr<SqliteStore> store;
  journal::test::Counter counter;
  journal::Journal journal;
};

/// `durable`: the journal's own figure with as many clients; the last column is it as a share of this one.
void print(char const* what, int clients, Figure figure, Figure durable) {
  std::printf("%-34s %4d clients  %9.0f /s   p50 %6.2f ms   p99 %6.2f ms   journal/this %5.2f\n", what, clients, figure.per_second, figure.p50_ms, figure.p99_ms,
              figure.per_second > 0 ? durable.per_second / figure.per_second : 0.0);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1) seconds_per_figure = std::atof(argv[1]);
  if (argc > 2) folder = argv[2];
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  for (int clients : {1, 8, 64, 512}) {
    auto raw = raw_file(clients), one_row = sqlite_loop(clients, 1), two_rows = sqlite_loop(clients, 2);
    Server server;
    server.journal.start();
    auto durable = measure(clients, [&] { server.journal.execute(journal::test::add(1)); });
    print("append + fdatasync", clients, raw, durable);
    print("SQLite loop, events only (1 row)", clients, one_row, durable);
    print("SQLite loop, 2 rows", clients, two_rows, durable);
    print("journal, durable transitions", clients, durable, durable);
  }
  auto start = SteadyClock::now();
  Server again;
  auto elapsed = std::chrono::duration<double>(SteadyClock::now() - start).count();
  std::printf("replay: %llu records (half of them events) in %.2f s, %.2f M records/s, %.2f M events/s\n", static_cast<unsigned long long>(again.journal.head()), elapsed,
              static_cast<double>(again.journal.head()) / elapsed / 1e6, static_cast<double>(again.journal.head()) / 2 / elapsed / 1e6);
  start = SteadyClock::now();
  auto report = journal::verify_chain(*again.store);
  elapsed = std::chrono::duration<double>(SteadyClock::now() - start).count();
  std::printf("verify: %llu records in %.2f s%s\n", static_cast<unsigned long long>(report->records), elapsed, report->broken_at ? ", BROKEN" : "");
  std::error_code size_error;
  std::printf("disk: %.0f bytes a record\n", static_cast<double>(std::filesystem::file_size(folder + "/data/journal.db", size_error)) / static_cast<double>(again.journal.head()));
  std::filesystem::remove_all(folder);
}
