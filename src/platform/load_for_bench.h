// What benchmarks of durable work share: clients that work until time is up, and the two ceilings that storage sets, a plain file with
// append and fdatasync and an SQLite loop that only inserts, each with as many clients that wait for the same self-clocking group commit.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/codec.h"
#include "platform/sqlite.h"

namespace drivetrain::platform::load {

using SteadyClock = std::chrono::steady_clock;

/// A folder of the benchmark's own below one that may hold anything: benchmarks empty and remove the folder they work in.
inline std::string own_folder(std::string const& below) { return below + "/drivetrain-bench-" + std::to_string(::getpid()); }

struct Figure {
  double per_second = 0;  ///< of what the clients count
  double p50_ms = 0, p99_ms = 0, longest_ms = 0;
  std::size_t count = 0;
};

/// What one client has counted and timed.
class Client {
 public:
  explicit Client(std::size_t number) : number(number) {}
  std::size_t const number;
  void count(std::size_t units) { counted_ += units; }
  template <class Work>
  void time(Work work) {
    auto asked = SteadyClock::now();
    work();
    note(asked);
  }
  void note(SteadyClock::time_point asked) { times_.push_back(std::chrono::duration<float, std::milli>(SteadyClock::now() - asked).count()); }

 private:
  friend Figure measure(std::size_t, double, std::function<void(Client&)> const&);
  std::size_t counted_ = 0;
  std::vector<float> times_;
};

/// So many threads call `work` one call after the other until time is up; what is under way then still counts.
inline Figure measure(std::size_t clients, double seconds, std::function<void(Client&)> const& work) {
  std::atomic<bool> done{false};
  std::vector<Client> all;
  for (std::size_t i = 0; i < clients; ++i) all.emplace_back(i);
  auto start = SteadyClock::now();
  {
    std::vector<std::jthread> threads;
    for (auto& mine : all)
      threads.emplace_back([&] {
        while (!done) work(mine);
      });
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
    done = true;
  }
  auto elapsed = std::chrono::duration<double>(SteadyClock::now() - start).count();
  Figure figure;
  std::vector<float> times;
  for (auto& mine : all) figure.count += mine.counted_, times.insert(times.end(), mine.times_.begin(), mine.times_.end());
  figure.per_second = static_cast<double>(figure.count) / elapsed;
  std::sort(times.begin(), times.end());
  if (!times.empty()) figure.p50_ms = times[times.size() / 2], figure.p99_ms = times[times.size() * 99 / 100], figure.longest_ms = times.back();
  return figure;
}

/// Self-clocking group commit around any `commit(count)`.
class Group {
 public:
  explicit Group(std::function<void(std::size_t)> commit) : commit_(std::move(commit)), thread_([this] { run(); }) {}
  ~Group() {
    { std::lock_guard lock(mutex_); stopping_ = true; }
    changed_.notify_all();
  }
  void wait_for(std::size_t units) {
    std::unique_lock lock(mutex_);
    auto mine = asked_ += units;
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

/// What a unit is on disk: so many records of so many bytes.
struct Footprint {
  double records = 1, record_bytes = 200;
};

/// Fractions of records add up over commits.
class Rows {
 public:
  explicit Rows(double per_unit) : per_unit_(per_unit) {}
  std::size_t of(std::size_t units) {
    owed_ += per_unit_ * static_cast<double>(units);
    auto whole = static_cast<std::size_t>(owed_);
    owed_ -= static_cast<double>(whole);
    return whole;
  }

 private:
  double per_unit_, owed_ = 0;
};

inline Figure append_ceiling(std::string const& folder, std::size_t clients, double seconds, Footprint footprint, std::function<void(Client&, Group&)> const& work) {
  int file = ::open((folder + "/raw").c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0644);
  std::string record(static_cast<std::size_t>(footprint.record_bytes), 'x');
  Figure figure;
  {
    Rows rows(footprint.records);
    Group group([&](std::size_t units) {
      std::string all;
      for (auto left = rows.of(units); left > 0; --left) all += record;
      if (::write(file, all.data(), all.size()) < 0 || fdatasync(file) != 0) std::perror("raw file");
    });
    figure = measure(clients, seconds, [&](Client& client) { work(client, group); });
  }
  ::close(file);
  return figure;
}

inline Figure sqlite_ceiling(std::string const& folder, std::size_t clients, double seconds, Footprint footprint, std::function<void(Client&, Group&)> const& work) {
  for (auto const* end : {"", "-wal", "-shm"}) std::filesystem::remove(folder + "/loop.db" + end);
  auto connection = Connection::open(folder + "/loop.db", Access::read_write, 0).take();
  (void)connection->execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=16384; PRAGMA secure_delete=OFF; CREATE TABLE e(id INTEGER PRIMARY KEY, data BLOB)").ok();
  auto insert = connection->prepare("INSERT INTO e(data) VALUES (?)").take();
  Bytes data(static_cast<std::size_t>(footprint.record_bytes), 'x');
  insert.bind(1, std::span<std::uint8_t const>(data));
  Rows rows(footprint.records);
  Group group([&](std::size_t units) {
    (void)connection->execute("BEGIN").ok();
    for (auto left = rows.of(units); left > 0; --left) (void)insert.run().ok();
    (void)connection->execute("COMMIT").ok();
  });
  return measure(clients, seconds, [&](Client& client) { work(client, group); });
}

/// Seconds of processor that a process and its threads have used so far.
inline double processor_seconds(int process) {
  double ticks = 0;
  if (auto* file = std::fopen(("/proc/" + std::to_string(process) + "/stat").c_str(), "r")) {
    unsigned long user = 0, system = 0;
    if (std::fscanf(file, "%*d %*s %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) == 2) ticks = static_cast<double>(user + system);
    std::fclose(file);
  }
  return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

}  // namespace drivetrain::platform::load
