// How fast a whole company runs processes, without HTTP: its journal in SQLite on disk, every policy, KPI, index and listener as when it is
// served. A case has two external tasks, three small variables and a business key. Each client starts so many cases, takes as many jobs
// of the first topic and completes them, then of the second; all wait for the disk. Beside it, in the same run, the two ceilings that storage
// sets, with as many bytes and records a case and as many waiting clients. Usage: process_bench [seconds per figure] [folder] [clients cases-at-once];
// with `rounds` for the seconds one client works so many rounds and nothing else is done, for a profiler: process_bench rounds 50 20; with `waiting`
// so many cases are started and wait: what one takes in memory, whether they slow others down, how long a start takes: process_bench waiting 1000000; with `batch`
// for how long nobody is served while a batch of so many cases is begun and done: process_bench batch 100000
#include <malloc.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <memory>
#include <thread>

#include "app/api/api.h"
#include "app/jobs_company_for_test.h"
#include "app/runtime.h"
#include "base/text.h"
#include "model/compile.h"
#include "platform/load_for_bench.h"
#include "platform/os_world.h"
#include "platform/program.h"
#include "platform/sqlite_store.h"
#include "processes/job_commands.h"

namespace {

using namespace drivetrain;
using namespace drivetrain::platform;

double seconds_per_figure = 3;
std::string folder = load::own_folder("/var/tmp");

template <class T>
T must(Result<T> result) {
  if (result.ok()) return result.take();
  std::fprintf(stderr, "process_bench: %s\n", result.error().message.c_str());
  std::exit(1);
}
void must(Status const& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "process_bench: %s\n", status.error().message.c_str());
  std::exit(1);
}

struct Works {
  explicit Works(std::string const& data = "/data") : store(must(SqliteStore::open(folder + data))) {
    journal::Options options;
    options.build = program_build();
    runtime = std::make_unique<app::Runtime>(surroundings.world(*store), options);
    must(runtime->open());
    if (runtime->journal().head() == 0) {
      auto files = app::test::company_with_jobs();
      must(runtime->deploy_first(model::compile(files, {runtime->company().today(runtime->now())})));
    }
    runtime->journal().start();
    // What follows the journal: the index of the journal, who is signed in, what pages and workers are told.
    api = std::make_unique<app::api::Api>(*runtime, surroundings.world(*store), app::api::ApiOptions{.demo = true});
    must(api->open());
  }
  ~Works() {
    runtime->journal().stop();
    api.reset();
  }
  OsWorld surroundings;
  std::unique_ptr<SqliteStore> store;
  std::unique_ptr<app::Runtime> runtime;
  std::unique_ptr<app::api::Api> api;
};

std::atomic<std::uint64_t> next_key{0};

processes::StartCase a_case() {
  processes::StartCase command;
  command.process = "dispatch", command.business_key = "D-" + std::to_string(++next_key);
  feel::Context variables;
  variables.set("pieces", feel::Value(static_cast<std::int64_t>(next_key % 100))), variables.set("machine", feel::Value("pump 7")), variables.set("warranty", feel::Value(true));
  command.variables = feel::Value(std::move(variables));
  return command;
}

processes::CompleteJob answer_to(std::string_view job, std::string worker) {
  processes::CompleteJob command;
  auto slash = job.find('/');
  command.case_id = job.substr(0, slash), command.activity = job.substr(slash + 1), command.worker = std::move(worker);
  feel::Context variables;
  variables.set("carrier", feel::Value("Nord"));
  command.variables = feel::Value(std::move(variables));
  return command;
}

/// Starts `batch` cases, then works off as many jobs of each topic; everything that belongs to one batch is asked at once.
void one_round(Works& works, load::Client& client, std::size_t batch) {
  auto& journal = works.runtime->journal();
  auto worker = "worker-" + std::to_string(client.number);
  auto actor = journal::Actor{journal::ActorKind::worker, worker};
  std::vector<std::future<journal::Outcome>> answers;
  auto wait_for_all = [&](bool timed) {
    auto asked = load::SteadyClock::now();
    for (auto& answer : answers) {
      auto outcome = answer.get();
      if (outcome.refusal) must(*outcome.refusal);
      if (timed) client.note(asked);
    }
    answers.clear();
  };
  for (std::size_t i = 0; i < batch; ++i) answers.push_back(journal.submit(journal::command(a_case(), journal::Actor::person("max"))));
  wait_for_all(false);
  for (auto const* topic : {"carrier", "mail"}) {
    auto taken = journal.execute(journal::command(processes::ActivateJobs{worker, {{topic, minutes(5)}}, static_cast<std::int64_t>(batch)}, actor));
    if (taken.refusal) must(*taken.refusal);
    for (auto job : split(taken.reply, ' '))
      if (!job.empty()) answers.push_back(journal.submit(journal::command(answer_to(job, worker), actor)));
    if (std::string_view(topic) == "mail") client.count(answers.size());
    wait_for_all(true);
  }
}

/// The same waiting, with nothing to do but to write.
void bare_round(load::Client& client, load::Group& group, std::size_t batch) {
  group.wait_for(batch);
  for (int topic = 0; topic < 2; ++topic) {
    group.wait_for(1);
    client.time([&] { group.wait_for(batch); });
  }
  client.count(batch);
}

void print(char const* what, load::Figure const& figure, load::Figure const& company) {
  std::printf("  %-34s %9.0f /s   p50 %7.2f ms   p99 %7.2f ms   longest %7.1f ms", what, figure.per_second, figure.p50_ms, figure.p99_ms, figure.longest_ms);
  if (&figure != &company) std::printf("   company/this %5.2f", company.per_second / figure.per_second);
  std::printf("\n");
  std::fflush(stdout);
}

void measure(std::size_t clients, std::size_t batch) {
  std::filesystem::remove_all(folder + "/data");
  load::Figure company;
  std::uint64_t records = 0;
  double processor = 0;
  {
    Works works;
    auto before = works.runtime->journal().head();
    auto used = load::processor_seconds(static_cast<int>(::getpid()));
    company = load::measure(clients, seconds_per_figure, [&](load::Client& client) { one_round(works, client, batch); });
    processor = load::processor_seconds(static_cast<int>(::getpid())) - used;
    records = works.runtime->journal().head() - before;
    std::size_t open = 0;
    must(works.runtime->journal().read([&] { open = works.runtime->company().processes.open_cases().size(); }));
    if (open != 0) std::printf("%zu cases were not finished\n", open);
  }
  auto per_case = [&](double all) { return all / static_cast<double>(company.count); };
  std::error_code error;
  auto record_bytes = static_cast<double>(std::filesystem::file_size(folder + "/data/journal.db", error)) / static_cast<double>(records);
  std::printf("%zu clients, %zu cases at once each: %.1f records and %.0f bytes a case, %.0f us of processor\n", clients, batch, per_case(static_cast<double>(records)),
              per_case(static_cast<double>(records)) * record_bytes, per_case(processor * 1e6));
  auto commands = 3.0 + 2.0 / static_cast<double>(batch);
  load::Footprint footprint{per_case(static_cast<double>(records)) / commands, record_bytes};
  auto bare = [&](load::Client& client, load::Group& group) { bare_round(client, group, batch); };
  auto raw = load::append_ceiling(folder, clients, seconds_per_figure, footprint, bare);
  auto sqlite = load::sqlite_ceiling(folder, clients, seconds_per_figure, footprint, bare);
  print("append + fdatasync", raw, company);
  print("SQLite loop, as many records", sqlite, company);
  print("the company: cases from start to end", company, company);
}

double since(load::SteadyClock::time_point begun) { return std::chrono::duration<double>(load::SteadyClock::now() - begun).count(); }

/// All that is in use, of the whole company: its state, the index of its journal, everything.
double bytes_in_use() {
  ::malloc_trim(0);
  auto used = ::mallinfo2();
  return static_cast<double>(used.uordblks + used.hblkhd);
}

void begin_waiting(Works& works, std::uint64_t cases) {
  std::vector<std::future<journal::Outcome>> answers;
  for (std::uint64_t left = cases; left > 0;) {
    for (int i = 0; i < 1'000 && left > 0; ++i, --left) answers.push_back(works.runtime->journal().submit(journal::command(a_case(), journal::Actor::person("max"))));
    for (auto& answer : answers)
      if (auto outcome = answer.get(); outcome.refusal) must(*outcome.refusal);
    answers.clear();
  }
}

void measure_waiting(std::uint64_t cases) {
  std::filesystem::remove_all(folder + "/data");
  auto timed = [](char const* what, auto&& work) {
    auto begun = load::SteadyClock::now();
    work();
    std::printf("  %-50s %8.2f s\n", what, since(begun));
    std::fflush(stdout);
  };
  {
    auto works = std::make_unique<Works>();
    auto few = std::make_unique<Works>("/few");
    begin_waiting(*works, 1'000);
    auto before = bytes_in_use();
    timed("starting them, durable", [&] { begin_waiting(*works, cases); });
    auto all = (bytes_in_use() - before) / static_cast<double>(cases);
    std::printf("%llu waiting cases: %.0f bytes each in the whole company", static_cast<unsigned long long>(cases), all);
    std::printf(", its three variables among them\n");
    std::vector<double> shares;
    for (int pair = 0; pair < 5; ++pair) {
      auto alone = load::measure(64, seconds_per_figure, [&](load::Client& client) { one_round(*few, client, 20); });
      auto among = load::measure(64, seconds_per_figure, [&](load::Client& client) { one_round(*works, client, 20); });
      shares.push_back(among.per_second / alone.per_second);
      std::printf("  pair %d: %.0f cases/s among few, %.0f among the waiting; longest answer %.0f and %.0f ms\n", pair + 1, alone.per_second, among.per_second, alone.longest_ms, among.longest_ms);
    }
    std::sort(shares.begin(), shares.end());
    std::printf("  median of five alternating pairs: %.1f %% of the throughput among few\n", shares[2] * 100);
    few.reset();
    timed("stopping, with a snapshot", [&] { works.reset(); });
  }
  {
    std::unique_ptr<Works> works;
    timed("a start from the snapshot", [&] { works = std::make_unique<Works>(); });
    std::size_t open = 0;
    must(works->runtime->journal().read([&] { open = works->runtime->company().processes.open_cases().size(); }));
    std::printf("  %zu cases are open\n", open);
    must(works->store->drop_snapshots());
    works->runtime->journal().stop();
    must(works->store->drop_snapshots());
  }
  timed("a start that tells the whole journal again", [&] { Works works; });
}

/// For how long nobody is served while a batch of so many cases is counted, begun and done: what a look from beside has to wait at most.
void measure_batch(std::uint64_t cases) {
  Works works;
  begin_waiting(works, cases);
  std::string cookie;
  auto post = [&](std::string const& path, std::string body) {
    Request request{"POST", "/api/v1" + path, {}, {{"host", "127.0.0.1"}, {"cookie", cookie}, {"drivetrain-request", "1"}, {"content-type", "application/json"}}, std::move(body), "127.0.0.1"};
    auto response = works.api->answer(request);
    if (response.status != 200) must(Error{"", response.body, ""});
    return response;
  };
  for (auto const& [name, value] : post("/session", R"({"person":"max"})").headers)
    if (name == "Set-Cookie") cookie = value.substr(0, value.find(';'));
  auto watched = [&](char const* what, auto&& work) {
    std::atomic<bool> over{false};
    double longest_ms = 0;
    std::thread beside([&] {
      for (; !over; std::this_thread::sleep_for(std::chrono::microseconds(100))) {
        auto asked = load::SteadyClock::now();
        must(works.runtime->journal().peek([] {}));
        longest_ms = std::max(longest_ms, since(asked) * 1'000);
      }
    });
    auto begun = load::SteadyClock::now();
    work();
    auto took = since(begun);
    over = true;
    beside.join();
    std::printf("  %-50s %8.2f s, a look from beside waits %.2f ms at most\n", what, took, longest_ms);
    std::fflush(stdout);
  };
  std::printf("a batch of %llu cases\n", static_cast<unsigned long long>(cases));
  watched("nothing", [] { std::this_thread::sleep_for(std::chrono::seconds(1)); });
  watched("counting them", [&] { post("/cases/batch", R"({"action":"suspend","dry_run":true,"filter":{"process":"dispatch"}})"); });
  watched("naming them, until it has begun", [&] { post("/cases/batch", R"({"action":"suspend","reason":"stocktaking","filter":{"process":"dispatch"}})"); });
  watched("doing it", [&] {
    for (bool ended = false; !ended; std::this_thread::sleep_for(std::chrono::milliseconds(50)))
      must(works.runtime->journal().peek([&] { ended = works.runtime->company().processes.batches().begin()->second.ended.has_value(); }));
  });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::string_view(argv[1]) == "waiting") {
    folder += "-waiting";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    if (argc > 3) seconds_per_figure = std::atof(argv[3]);
    measure_waiting(argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1'000'000);
    std::filesystem::remove_all(folder);
    return 0;
  }
  if (argc > 1 && std::string_view(argv[1]) == "batch") {
    folder += "-batch";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    measure_batch(argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 100'000);
    std::filesystem::remove_all(folder);
    return 0;
  }
  if (argc > 1 && std::string_view(argv[1]) == "rounds") {
    folder += "-rounds";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    {
      Works works;
      load::Client client(0);
      for (int left = argc > 2 ? std::atoi(argv[2]) : 50; left > 0; --left) one_round(works, client, argc > 3 ? static_cast<std::size_t>(std::atoi(argv[3])) : 20);
    }
    std::filesystem::remove_all(folder);
    return 0;
  }
  if (argc > 1) seconds_per_figure = std::atof(argv[1]);
  if (argc > 2) folder = load::own_folder(argv[2]);
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  if (argc > 4) {
    measure(static_cast<std::size_t>(std::atoi(argv[3])), static_cast<std::size_t>(std::atoi(argv[4])));
  } else {
    measure(1, 1);
    measure(64, 1);
    measure(64, 20);
    measure(64, 100);
  }
  std::filesystem::remove_all(folder);
}
