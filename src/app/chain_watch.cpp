// In slices of some thousand records, each by a read of its own, so that the write-ahead log can be folded in between; after each slice the
// watch rests for as long as it took (see chain_watch.h).
#include "app/chain_watch.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "app/known_head.h"
#include "app/safekeeping.h"
#include "journal/chain_walk.h"
#include "platform/sqlite_store.h"

namespace drivetrain::app {

namespace {

constexpr std::uint64_t records_in_a_slice = 8'192;
constexpr Duration longest_rest = seconds(1);

/// Of this thread alone (Linux). Where it is not allowed, the rests must do.
void step_behind_the_work() { (void)::setpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)), 10); }

Duration time_since(std::chrono::steady_clock::time_point begun) {
  return {std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun).count()};
}

}  // namespace

ChainWatch::ChainWatch(ChainWatchOptions options, journal::Clock& clock) : options_(std::move(options)), clock_(clock) {}
ChainWatch::~ChainWatch() { stop(); }

void ChainWatch::start() {
  thread_ = std::thread([this] { run(); });
}

void ChainWatch::stop() {
  {
    std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool ChainWatch::stopped() {
  std::lock_guard lock(mutex_);
  return stopped_;
}

bool ChainWatch::pause(Duration duration) {
  std::unique_lock lock(mutex_);
  return !changed_.wait_for(lock, std::chrono::microseconds(duration.us), [this] { return stopped_; });
}

void ChainWatch::run() {
  step_behind_the_work();
  auto walked = std::chrono::steady_clock::now();
  bool first = true;
  do {
    // A note that cannot be written (a full disk) is written the next time.
    (void)note().ok();
    if (options_.every.us > 0 && (first || time_since(walked) >= options_.every)) {
      walked = std::chrono::steady_clock::now();
      first = false;
      if (auto verdict = walk(); !verdict && !stopped() && options_.alarm) options_.alarm(verdict.error().message + ". " + verdict.error().help);
    }
  } while (pause(options_.note_every));
}

Status ChainWatch::note() {
  DT_TRY(auto store, platform::SqliteStore::open(options_.data, platform::Access::read_only));
  DT_TRY(auto head, head_of(*store, clock_.now(), "server"));
  // What stands there must first be what is known; otherwise the note would cover up what was lost.
  if (!head) return {};
  DT_CHECK(check_known_head(*store, options_.data));
  auto known = known_head(options_.data);
  return known && known->position == head->position ? Status{} : note_head(options_.data, *head);
}

Status ChainWatch::walk() {
  DT_TRY(auto store, platform::SqliteStore::open(options_.data, platform::Access::read_only));
  auto written = options_.written ? options_.written() : 0;
  journal::ChainWalk walk;
  for (bool more = true; more;) {
    auto begun = std::chrono::steady_clock::now();
    DT_ASSIGN(more, walk.go_on(*store, records_in_a_slice));
    if (more && !pause(std::min(time_since(begun), longest_rest))) return Error{"", "the walk along the chain was stopped", ""};
  }
  auto report = walk.report();
  auto problem = problem_of(report, written, *store);
  // Without room for the note the verdict is the same.
  (void)note_verification(options_.data, {clock_.now(), report.records, problem.empty(), problem}).ok();
  return problem.empty() ? Status{} : Status(Error{"DT-X950", "the journal in " + options_.data + " is not what was written: " + problem, "Keep the data folder as it is; drivetrain audit verify says more."});
}

std::string ChainWatch::problem_of(journal::ChainReport const& report, std::uint64_t written, journal::Store& store) const {
  if (!report.problem.empty()) return report.problem;
  if (!report.unordered.empty()) return "record " + std::to_string(report.unordered.front()) + " was erased without an order";
  if (report.records < written) return "it ends at record " + std::to_string(report.records) + ", while this server has written record " + std::to_string(written);
  auto seen = check_known_head(store, options_.data);
  return seen ? std::string() : seen.error().message;
}

}  // namespace drivetrain::app
