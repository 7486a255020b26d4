// Threads and locks around the writer (see journal.h).
//
// Readers share `state`, each command is applied under it alone, and hashing and disk work happen outside it. `gate` keeps a
// stream of readers from starving the writer. Commands queue while a commit is under way and share the next one; nothing waits
// for a timer to fill a group. Who follows the journal hears of a commit, and who asked is answered, on a thread beside the writer,
// commit after commit, while the next one is made.
#include "journal/journal.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <shared_mutex>
#include <thread>

#include "base/limits.h"
#include "journal/errors.h"
#include "journal/writer.h"

namespace drivetrain::journal {

namespace {
using SteadyClock = std::chrono::steady_clock;
/// The writer looks at the World's clock at least this often, because a wall clock may be set.
constexpr auto longest_nap = std::chrono::seconds(1);
/// Taking a snapshot holds the writer, the longer the more there is: it may cost one part in so many of its time,
constexpr int snapshot_share = 50;
/// but a start never has more to tell again than takes some seconds.
constexpr std::uint64_t most_since_snapshot = 10'000'000;
}  // namespace

class Journal::Impl {
 public:
  Impl(World world, Machine& machine, TypeNames const& names, Options options)
      : writer_(world, machine, names, options), options_(options) {}
  ~Impl() { stop(); }

  Status open() {
    auto lock = writing();
    return writer_.open();
  }

  void start() {
    DT_ASSERT(mode_ == Mode::inline_ && !in_group_);
    mode_ = Mode::running;
    teller_ = std::thread([this] { tell_all(); });
    thread_ = std::thread([this] { run(); });
  }

  void stop() {
    if (!thread_.joinable()) return;
    {
      std::lock_guard lock(queue_mutex_);
      mode_ = Mode::stopped;
    }
    queue_changed_.notify_all();
    thread_.join();
    tell(std::nullopt);
    teller_.join();
    finish_saving();
    // A start without it only takes longer, so that nobody need be told.
    if (writer_.since_snapshot() > 0) (void)save_now().ok();
  }

  Status save_snapshot() {
    DT_ASSERT(mode_ != Mode::running && !in_group_);
    DT_CHECK(ready());
    return save_now();
  }

  std::future<Outcome> submit(Command command) {
    std::promise<Outcome> promise;
    auto answer = promise.get_future();
    {
      std::lock_guard lock(queue_mutex_);
      if (mode_ == Mode::running) {
        queue_.push_back({std::move(command), std::move(promise), Asks::for_command});
        if (writer_waits_) queue_changed_.notify_one();
        return answer;
      }
    }
    promise.set_value(mode_ == Mode::stopped ? Outcome{.refusal = errors::stopping()} : execute_inline(std::move(command)));
    return answer;
  }

  Outcome execute(Command command) {
    DT_ASSERT(!is_own_thread() && "the journal's threads cannot wait for themselves; use submit()");
    if (mode_ == Mode::inline_) return execute_inline(std::move(command));
    return submit(std::move(command)).get();
  }

  void begin_group() {
    DT_ASSERT(mode_ == Mode::inline_ && !in_group_);
    in_group_ = true;
  }

  Status commit_group() {
    DT_ASSERT(in_group_);
    in_group_ = false;
    return commit();
  }

  std::size_t fire_due_timers() {
    if (mode_ != Mode::inline_) return ask_to_fire();
    if (!ready().ok()) return 0;
    auto fired = fire_some(limits::max_commands_per_commit);
    if (!in_group_ && fired != 0 && !commit().ok()) return 0;
    return fired;
  }

  Status catch_up() {
    std::promise<Outcome> promise;
    auto answer = promise.get_future();
    {
      std::lock_guard lock(queue_mutex_);
      if (mode_ == Mode::stopped) return errors::stopping();
      if (mode_ == Mode::running) {
        queue_.push_back({{}, std::move(promise), Asks::to_catch_up});
        if (writer_waits_) queue_changed_.notify_one();
      }
    }
    if (mode_ == Mode::inline_) {
      DT_CHECK(ready());
      fire_some(limits::max_commands_per_commit);
      return in_group_ ? Status{} : commit();
    }
    auto outcome = answer.get();
    return outcome.refusal ? Status(*outcome.refusal) : Status{};
  }

  Status retell() {
    std::promise<Outcome> promise;
    auto answer = promise.get_future();
    {
      std::lock_guard lock(queue_mutex_);
      if (mode_ == Mode::running) {
        queue_.push_back({{}, std::move(promise), Asks::to_retell});
        if (writer_waits_) queue_changed_.notify_one();
      }
    }
    DT_ASSERT(!in_group_);
    if (mode_ != Mode::running) return rebuild();
    auto outcome = answer.get();
    return outcome.refusal ? Status(*outcome.refusal) : Status{};
  }

  Status read(std::function<void()> const& reader, std::uint64_t at_least) {
    auto deadline = SteadyClock::now() + std::chrono::milliseconds(options_.read_wait_ms);
    // A position that nobody was ever told is not worth a wait: it would only keep a thread.
    if (at_least > writer_.head()) return errors::position_not_reached(at_least, writer_.durable());
    auto reached = in_group_ ? writer_.head() : writer_.durable();
    if (reached < at_least) {
      std::unique_lock lock(durable_mutex_);
      if (mode_ == Mode::inline_ || !durable_changed_.wait_until(lock, deadline, [&] { return writer_.durable() >= at_least; }))
        return errors::position_not_reached(at_least, writer_.durable());
    }
    for (;;) {
      std::uint64_t seen = 0, generation;
      bool rebuilding;
      {
        auto lock = reading();
        generation = generation_;
        rebuilding = writer_.needs_rebuild();
        if (rebuilding && (mode_ == Mode::inline_ || !broken_.message.empty())) return broken_;
        if (!rebuilding) {
          reader();
          seen = writer_.head();
        }
      }
      if (rebuilding) {
        // A commit has failed this moment, and the writer is about to tell the state anew: what it then is, is the answer.
        std::unique_lock lock(durable_mutex_);
        if (!durable_changed_.wait_until(lock, deadline, [&] { return generation != generation_; })) return errors::position_not_reached(at_least, writer_.durable());
        continue;
      }
      if (mode_ == Mode::inline_ || (writer_.durable() >= seen && generation == generation_)) return {};
      std::unique_lock lock(durable_mutex_);
      if (!durable_changed_.wait_until(lock, deadline, [&] { return generation != generation_ || writer_.durable() >= seen; }))
        return errors::position_not_reached(seen, writer_.durable());
      if (generation == generation_) return {};
    }
  }

  Status peek(std::function<void()> const& reader) {
    {
      auto lock = reading();
      if (!writer_.needs_rebuild()) {
        reader();
        return {};
      }
    }
    return read(reader, 0);
  }

  std::uint64_t subscribe(Listener listener) {
    std::lock_guard lock(listeners_mutex_);
    listeners_.emplace(++last_token_, std::move(listener));
    return last_token_;
  }

  void unsubscribe(std::uint64_t token) {
    std::lock_guard lock(listeners_mutex_);
    listeners_.erase(token);
  }

  Writer& writer() { return writer_; }

 private:
  enum class Mode { inline_, running, stopped };
  /// to_catch_up: the timers that are fired before commands are all that is asked for. to_retell: after the commit.
  enum class Asks : std::uint8_t { for_command, to_catch_up, to_retell };
  struct Pending {
    Command command;
    std::promise<Outcome> promise;
    Asks asks = Asks::for_command;
  };
  struct Answer {
    std::promise<Outcome> promise;
    Outcome outcome;
  };
  /// What is said about a commit: to those who follow the journal, then to those who asked.
  struct News {
    std::vector<StoredRecord> records;
    std::vector<Answer> answers;
    std::vector<std::promise<std::size_t>> asked_to_fire;
    std::size_t fired = 0;
  };
  static constexpr std::size_t most_news = 4;  ///< commits ahead of what was said; then the writer waits

  bool is_own_thread() const { return std::this_thread::get_id() == thread_.get_id() || std::this_thread::get_id() == teller_.get_id(); }

  std::shared_lock<std::shared_mutex> reading() {
    std::lock_guard pass(gate_);
    return std::shared_lock(state_);
  }
  std::unique_lock<std::shared_mutex> writing() {
    std::lock_guard pass(gate_);
    return std::unique_lock(state_);
  }

  Outcome execute_inline(Command command) {
    if (auto status = ready(); !status.ok()) return {.refusal = status.error()};
    auto outcome = writer_.take(std::move(command));
    if (in_group_) return outcome;
    if (auto status = commit(); !status.ok()) return {.refusal = status.error()};
    return outcome;
  }

  /// After a failure: state back in line with the store, and the store willing to take writes.
  Status ready() {
    if (writer_.needs_rebuild()) DT_CHECK(rebuild());
    return writer_.probe();
  }

  Status rebuild() {
    auto lock = writing();
    auto status = writer_.rebuild();
    broken_ = status.ok() ? Error{} : status.error();
    announce(true);
    return status;
  }

  std::size_t ask_to_fire() {
    DT_ASSERT(!is_own_thread() && "the journal's threads cannot wait for themselves");
    std::future<std::size_t> fired;
    {
      std::lock_guard lock(queue_mutex_);
      if (mode_ != Mode::running) return 0;
      fired = asked_to_fire_.emplace_back().get_future();
      queue_changed_.notify_one();
    }
    return fired.get();
  }

  std::size_t fire_some(std::size_t most) {
    std::size_t fired = 0;
    for (; fired < most; ++fired) {
      auto lock = writing();
      if (!writer_.fire_due_timer()) break;
    }
    return fired;
  }

  Status make_durable() {
    auto status = writer_.commit();
    if (!status.ok() && writer_.needs_rebuild()) (void)rebuild().ok();
    if (status.ok()) announce(false);
    return status;
  }

  void tell_listeners(std::vector<StoredRecord> const& records) {
    if (records.empty()) return;
    std::lock_guard lock(listeners_mutex_);
    for (auto const& [token, listener] : listeners_) listener(records);
  }

  Status commit() {
    DT_CHECK(make_durable());
    tell_listeners(writer_.take_committed());
    return {};
  }

  /// Nothing: there will be no more.
  void tell(std::optional<News> news) {
    std::unique_lock lock(news_mutex_);
    news_changed_.wait(lock, [&] { return news_.size() < most_news; });
    news_.push_back(std::move(news));
    news_changed_.notify_all();
  }

  void tell_all() {
    for (;;) {
      std::unique_lock lock(news_mutex_);
      news_changed_.wait(lock, [&] { return !news_.empty(); });
      auto news = std::move(news_.front());
      news_.pop_front();
      lock.unlock();
      news_changed_.notify_all();
      if (!news) return;
      tell_listeners(news->records);
      for (auto& answer : news->answers) answer.promise.set_value(std::move(answer.outcome));
      for (auto& asked : news->asked_to_fire) asked.set_value(news->fired);
    }
  }

  Status save_now() {
    auto snapshot = writer_.take_snapshot();
    return snapshot ? writer_.save(*snapshot) : Status{};
  }

  /// On the writer's thread, where nothing changes the state meanwhile; what takes long, the disk, happens beside it.
  void save_beside() {
    if (writer_.since_snapshot() < options_.snapshot_every || saving_) return;
    auto begun = SteadyClock::now();
    if (begun < next_snapshot_ && writer_.since_snapshot() < std::max(most_since_snapshot, options_.snapshot_every)) return;
    auto snapshot = writer_.take_snapshot();
    auto taken = SteadyClock::now();
    next_snapshot_ = taken + snapshot_share * (taken - begun);
    if (!snapshot) return;
    finish_saving();
    saving_ = true;
    saver_ = std::thread([this, snapshot = std::move(*snapshot)] {
      (void)writer_.save(snapshot).ok();  // the next one is tried after as many records again
      saving_ = false;
    });
  }

  void finish_saving() {
    if (saver_.joinable()) saver_.join();
  }

  void announce(bool rebuilt) {
    {
      std::lock_guard lock(durable_mutex_);
      if (rebuilt) ++generation_;
    }
    durable_changed_.notify_all();
  }

  void run() {
    std::vector<Pending> taken;
    std::vector<std::promise<std::size_t>> asked_to_fire;
    while (wait_for_work(taken, asked_to_fire)) {
      std::vector<Answer> answers;
      answers.reserve(taken.size());
      auto status = ready();
      std::size_t fired = 0;
      bool retell = false;
      if (status.ok()) {
        fired = fire_some(limits::max_commands_per_commit);
        while (!taken.empty()) {
          for (auto& pending : taken) {
            retell = retell || pending.asks == Asks::to_retell;
            if (pending.asks != Asks::for_command) {
              answers.push_back({std::move(pending.promise), {}});
              continue;
            }
            auto lock = writing();
            answers.push_back({std::move(pending.promise), writer_.take(std::move(pending.command))});
          }
          take_more(taken, answers.size());
        }
        status = make_durable();
        if (status.ok() && retell) status = rebuild();
      } else {
        for (auto& pending : taken) answers.push_back({std::move(pending.promise), {}});
      }
      // Timers that the store did not take are tried again after a while, not at once for ever.
      if (!status.ok()) hold_timers_until_ = SteadyClock::now() + longest_nap;
      if (!status.ok())
        for (auto& answer : answers) answer.outcome = Outcome{.refusal = status.error()};
      auto records = writer_.take_committed();
      if (!records.empty() || !answers.empty() || !asked_to_fire.empty())
        tell(News{std::move(records), std::move(answers), std::exchange(asked_to_fire, {}), status.ok() ? fired : 0});
      if (status.ok()) save_beside();
    }
  }

  /// False when stopping and nothing is left to do. Returns with nothing taken when a timer is due.
  bool wait_for_work(std::vector<Pending>& taken, std::vector<std::promise<std::size_t>>& asked_to_fire) {
    std::unique_lock lock(queue_mutex_);
    while (queue_.empty() && asked_to_fire_.empty()) {
      if (mode_ == Mode::stopped) return false;
      auto now = SteadyClock::now();
      auto wake = now + longest_nap;
      if (auto due = writer_.next_timer()) {
        auto left = std::clamp<std::int64_t>((*due - writer_.due_until()).us, 0, 1'000'000);
        wake = std::min(wake, std::max(now + std::chrono::microseconds(left), hold_timers_until_));
      }
      if (wake <= now) break;
      writer_waits_ = true;
      queue_changed_.wait_until(lock, wake);
      writer_waits_ = false;
    }
    take_queued(taken, limits::max_commands_per_commit);
    asked_to_fire = std::exchange(asked_to_fire_, {});
    return true;
  }

  void take_more(std::vector<Pending>& taken, std::size_t already) {
    std::lock_guard lock(queue_mutex_);
    take_queued(taken, limits::max_commands_per_commit - std::min(already, limits::max_commands_per_commit));
  }

  void take_queued(std::vector<Pending>& taken, std::size_t most) {
    taken.clear();
    auto count = std::min(queue_.size(), most);
    std::move(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count), std::back_inserter(taken));
    queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
  }

  Writer writer_;
  Options options_;
  std::atomic<Mode> mode_{Mode::inline_};
  bool in_group_ = false;
  Error broken_;  ///< why the state cannot be shown, while the writer needs a rebuild

  std::mutex gate_;
  std::shared_mutex state_;

  std::mutex queue_mutex_;
  std::condition_variable queue_changed_;
  std::deque<Pending> queue_;
  std::vector<std::promise<std::size_t>> asked_to_fire_;
  bool writer_waits_ = false;
  SteadyClock::time_point hold_timers_until_{};

  std::mutex durable_mutex_;
  std::condition_variable durable_changed_;
  std::atomic<std::uint64_t> generation_{0};  ///< grows when the state was rebuilt, so that readers know to look again

  std::mutex listeners_mutex_;
  std::map<std::uint64_t, Listener> listeners_;
  std::uint64_t last_token_ = 0;

  std::mutex news_mutex_;
  std::condition_variable news_changed_;
  std::deque<std::optional<News>> news_;

  std::thread thread_;
  std::thread teller_;
  std::thread saver_;  ///< of a snapshot
  std::atomic<bool> saving_{false};
  SteadyClock::time_point next_snapshot_{};  ///< not before, unless too much would have to be told again
};

Journal::Journal(World world, Machine& machine, TypeNames const& names, Options options)
    : impl_(std::make_unique<Impl>(world, machine, names, options)) {}
Journal::~Journal() = default;
Status Journal::open() { return impl_->open(); }
void Journal::start() { impl_->start(); }
void Journal::stop() { impl_->stop(); }
std::future<Outcome> Journal::submit(Command command) { return impl_->submit(std::move(command)); }
Outcome Journal::execute(Command command) { return impl_->execute(std::move(command)); }
void Journal::attach(std::vector<Blob> blobs) { impl_->writer().attach(std::move(blobs)); }
Result<std::optional<std::string>> Journal::blob(std::string const& hash) { return impl_->writer().blob(hash); }
void Journal::begin_group() { impl_->begin_group(); }
Status Journal::commit_group() { return impl_->commit_group(); }
std::size_t Journal::fire_due_timers() { return impl_->fire_due_timers(); }
Status Journal::catch_up() { return impl_->catch_up(); }
std::optional<Instant> Journal::next_timer() const { return impl_->writer().next_timer(); }
std::vector<Journal::PendingTimer> Journal::pending_timers() const { return impl_->writer().pending_timers(); }
std::uint64_t Journal::head() const { return impl_->writer().head(); }
std::uint64_t Journal::durable() const { return impl_->writer().durable(); }
Status Journal::read(std::function<void()> const& reader, std::uint64_t at_least) { return impl_->read(reader, at_least); }
Status Journal::peek(std::function<void()> const& reader) { return impl_->peek(reader); }
Status Journal::retell() { return impl_->retell(); }
Status Journal::save_snapshot() { return impl_->save_snapshot(); }
std::uint64_t Journal::told_from() const { return impl_->writer().told_from(); }
std::vector<std::string> Journal::notes() const { return impl_->writer().notes(); }
Result<std::string> Journal::state_hash() {
  Sha256 hash{};
  DT_CHECK(impl_->read([&] { hash = impl_->writer().state_hash(); }, 0));
  return to_hex(hash);
}
std::uint64_t Journal::subscribe(Listener listener) { return impl_->subscribe(std::move(listener)); }
void Journal::unsubscribe(std::uint64_t token) { impl_->unsubscribe(token); }

}  // namespace drivetrain::journal
