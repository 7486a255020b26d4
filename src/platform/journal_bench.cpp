// How fast the journal is beside what it could be: durable transitions per second at 1, 8, 64 and 512 clients, next to a plain
// file with fdatasync and an SQLite loop that only inserts, with the same number of waiting clients in the same run; and replay.
// A transition is one command with its event: two chained records. Usage: journal_bench [seconds per figure] [folder]
#include <chrono>
#include <cstdio>
#include <filesystem>

#include "journal/counter_for_test.h"
#include "journal/journal.h"
#include "platform/load_for_bench.h"
#include "platform/os_world.h"
#include "platform/sqlite_store.h"

namespace {

using namespace drivetrain;
using namespace drivetrain::platform;
using load::Figure, load::SteadyClock;

double seconds_per_figure = 3;
std::string folder = load::own_folder("/var/tmp");

/// A unit is a transition: so many rows of 200 bytes.
void one_transition(load::Client& client, load::Group& group) {
  client.time([&] { group.wait_for(1); });
  client.count(1);
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
  if (argc > 2) folder = load::own_folder(argv[2]);
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  for (int clients : {1, 8, 64, 512}) {
    auto many = static_cast<std::size_t>(clients);
    auto raw = load::append_ceiling(folder, many, seconds_per_figure, {1, 200}, one_transition);
    auto one_row = load::sqlite_ceiling(folder, many, seconds_per_figure, {1, 200}, one_transition);
    auto two_rows = load::sqlite_ceiling(folder, many, seconds_per_figure, {2, 200}, one_transition);
    Server server;
    server.journal.start();
    auto durable = load::measure(many, seconds_per_figure, [&](load::Client& client) {
      client.time([&] { server.journal.execute(journal::test::add(1)); });
      client.count(1);
    });
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
