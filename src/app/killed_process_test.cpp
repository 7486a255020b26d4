// Proof by killing, for processes: a child serves the engine to several workers who start cases, take jobs and complete them; it is killed at a
// random moment. What it acknowledged is there; each job is done once, or is there to be done. DRIVETRAIN_KILL_ROUNDS as of the journal's
// (platform/durability_test.cpp).
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <set>
#include <thread>

#include "journal/chain.h"
#include "platform/os_world.h"
#include "platform/sqlite_store.h"
#include "platform/temporary_folder_for_test.h"
#include "processes/registration.h"
#include "processes/sketch_for_test.h"

namespace drivetrain::app::test {
namespace {

using namespace processes;  // the engine by itself, as a company has it

/// A company of one process: two jobs, one after the other, in two branches.
class Shop final : public journal::Machine, public ProgramSource {
 public:
  explicit Shop(std::string const& folder) : store(std::move(*platform::SqliteStore::open(folder))), journal(surroundings.world(*store), *this, registry_) {
    enlist(
        registry_,
        [](Shop& shop, journal::Transition& transition) {
          auto working = [](Instant from, Duration duration) -> Result<Instant> { return from + duration; };
          return Context{transition, shop.state, shop, shop.model_, working, shop.form_, shop.absences_};
        },
        [](Shop& shop) -> State& { return shop.state; });
    form_.company.timezone.value = "UTC";
    model_.processes["p"].header.id = "p";
    program_ = processes::test::Sketch::of("p",
                                "start begin\n and fork\n job wash topic=water\n job dry topic=air\n job print topic=water\n and meet\n end done\n"
                                "begin -> fork -> wash -> dry -> meet -> done\n fork -> print -> meet");
    auto opened = journal.open();
    EXPECT_TRUE(opened.ok()) << (opened.ok() ? "" : opened.error().message);
  }
  Program const* find(std::string_view, std::string_view process) const override { return process == "p" ? program_.get() : nullptr; }
  std::string owner(std::string_view, std::string_view) const override { return {}; }

  platform::OsWorld surroundings;
  std::unique_ptr<platform::SqliteStore> store;
  State state;

 private:
  Status handle(journal::Command const& command, journal::Transition& transition) override { return registry_.handle(command, *this, transition); }
  void apply(journal::Record const& event) override { registry_.apply(event, *this); }
  void react(journal::Record const&, std::vector<journal::Command>&) override {}
  std::string const& model_revision() const override { return revision_; }
  void reset() override { state.clear(); }

  std::string revision_ = "r1";
  std::shared_ptr<Program const> program_;
  Model model_;
  organisation::Model form_;
  organisation::State absences_;
  journal::Registry<Shop> registry_;

 public:
  journal::Journal journal;  // last: its thread ends first
};

/// What went down the pipe: begun cases and finished jobs, as numbers.
struct Acknowledged {
  std::uint64_t case_number;
  std::uint32_t activity;  ///< 0: the case was begun
};

/// Runs in the child until it is killed: each client starts a case, takes what there is, and does it.
[[noreturn]] void serve_until_killed(std::string const& folder, int round, int pipe_end) {
  Shop shop(folder);
  shop.journal.start();
  std::vector<std::jthread> clients;
  for (int t = 0; t < 4; ++t)
    clients.emplace_back([&, t] {
      auto worker = "worker-" + std::to_string(round) + "-" + std::to_string(t);
      auto told = [&](Acknowledged one) {
        if (write(pipe_end, &one, sizeof one) != sizeof one) _exit(4);
      };
      while (true) {
        StartCase start;
        start.process = "p";
        auto begun = shop.journal.execute(journal::command(start, journal::Actor::policy("test")));
        if (!begun.accepted()) _exit(3);
        told({case_number(begun.reply), 0});
        auto taken = shop.journal.execute(journal::command(ActivateJobs{worker, {{"water", Duration{20'000}}, {"air", Duration{20'000}}}, 3}, journal::Actor::policy("test")));
        for (std::size_t from = 0; from < taken.reply.size();) {
          auto to = std::min(taken.reply.find(' ', from), taken.reply.size());
          auto job = taken.reply.substr(from, to - from);
          from = to + 1;
          auto id = job.substr(0, job.find('/')), activity = job.substr(job.find('/') + 1);
          if (shop.journal.execute(journal::command(CompleteJob{id, activity, worker, {}, {}}, journal::Actor::policy("test"))).accepted()) told({case_number(id), activity_number(activity)});
        }
      }
    });
  clients.clear();
  _exit(5);
}

TEST(Durability, KillingTheEngineLosesNoCaseAndDoesNoJobTwice) {
  platform::test::TemporaryFolder folder;
  auto wanted = std::getenv("DRIVETRAIN_KILL_ROUNDS");
  int rounds = wanted ? std::atoi(wanted) : 3;
  ASSERT_GT(rounds, 0) << "DRIVETRAIN_KILL_ROUNDS must be a number above 0";
  Random random(static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count()));
  std::set<std::uint64_t> begun;
  std::set<std::pair<std::uint64_t, std::uint32_t>> done;
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    auto child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      close(ends[0]);
      serve_until_killed(folder.path(), round, ends[1]);
    }
    close(ends[1]);
    std::jthread killer;
    Acknowledged one;
    while (read(ends[0], &one, sizeof one) == sizeof one) {
      if (one.activity == 0) begun.insert(one.case_number);
      else EXPECT_TRUE(done.emplace(one.case_number, one.activity).second) << "acknowledged twice";
      if (killer.joinable()) continue;
      auto life = std::chrono::microseconds(random.below(100'000));
      killer = std::jthread([child, life] {
        std::this_thread::sleep_for(life);
        kill(child, SIGKILL);
      });
    }
    close(ends[0]);
    int ended = 0;
    waitpid(child, &ended, 0);
    ASSERT_TRUE(WIFSIGNALED(ended)) << "the child ended by itself with " << WEXITSTATUS(ended);

    Shop again(folder.path());
    auto report = journal::verify_chain(*again.store);
    ASSERT_TRUE(report.ok());
    ASSERT_EQ(report->broken_at, 0u) << report->problem;
    // Told from the journal alone: which cases there are, and how often each job was done.
    std::set<std::uint64_t> kept;
    std::map<std::pair<std::uint64_t, std::uint32_t>, int> jobs;
    std::map<std::uint64_t, int> ends_of;
    auto read = again.store->read(1, [&](journal::StoredRecord const& stored) {
      auto const& record = stored.record;
      if (record.kind != journal::RecordKind::event) return true;
      if (CaseStarted event; record.type == CaseStarted::type.number && decode_fields(record.payload, event)) kept.insert(case_number(event.case_id));
      if (ActivityCompleted event; record.type == ActivityCompleted::type.number && decode_fields(record.payload, event) && event.kind == "job") ++jobs[{case_number(event.case_id), activity_number(event.activity)}];
      if (CaseCompleted event; record.type == CaseCompleted::type.number && decode_fields(record.payload, event)) ++ends_of[case_number(event.case_id)];
      return true;
    });
    ASSERT_TRUE(read.ok());
    for (auto number : begun) ASSERT_TRUE(kept.contains(number)) << "acknowledged, but gone: case-" << number;
    for (auto const& job : done) ASSERT_EQ(jobs[job], 1) << "acknowledged, but not done: case-" << job.first << "/a" << job.second;
    for (auto const& [job, times] : jobs) ASSERT_LE(times, 1) << "done twice: case-" << job.first << "/a" << job.second;
    // Every case has ended once, or each of its branches waits for a worker who can have it.
    auto now = again.surroundings.world(*again.store).clock.now() + minutes(1);
    std::size_t waiting = 0, offered = 0;
    for (auto number : kept) {
      auto const* c = again.state.open(case_id(number));
      ASSERT_EQ(ends_of[number], c ? 0 : 1) << case_id(number);
      if (!c) continue;
      int came = 0, there = 0, was_done = 0;
      c->each_join([&](Join const& join) {
        for (auto const& arrival : join.arrivals) came += static_cast<int>(arrival.tokens);
      });
      for (auto const& [a, activity] : c->activities) there += activity.topic.empty() ? 0 : 1;
      for (auto const& [job, times] : jobs) was_done += job.first == number ? times : 0;
      ASSERT_EQ(came + there, 2) << case_id(number) << " has lost a branch";
      ASSERT_LT(was_done, 3);
      waiting += static_cast<std::size_t>(there);
    }
    for (auto const& [topic, all] : again.state.jobs().topics) offered += all.free.size() + again.state.jobs().run_out(topic, now, 1'000'000).size();
    ASSERT_EQ(waiting, offered) << "a job that nobody can have";
  }
  EXPECT_GT(done.size(), 0u) << "no round lived long enough to do a job";
}

}  // namespace
}  // namespace drivetrain::app::test
