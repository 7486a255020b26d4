// Writer: the journal without its threads. It hands commands to the machine, applies and collects what they emit, commits
// the collected batch, and goes back to what the store holds when a commit fails. journal.cpp decides who calls it when.
#pragma once

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "journal/journal.h"
#include "journal/snapshot.h"
#include "journal/timers.h"

namespace drivetrain::journal {

/// All members but the ones marked [any thread] belong to one thread at a time; those marked [state] change what readers see
/// and need the exclusive lock when there are any.
class Writer {
 public:
  Writer(World world, Machine& machine, TypeNames const& names, Options options);

  Status open();
  /// [state] Handles the command and all that policies answer; the records join the open batch.
  Outcome take(Command command);
  /// [state] Fires the timer that is due first; nothing when none is due at the World's now.
  std::optional<Outcome> fire_due_timer();

  bool has_open_batch() const;
  std::size_t open_records() const { return batch_.records.size(); }
  /// Makes the open batch durable. When that fails the batch is dropped, and nothing is taken or shown until rebuild().
  Status commit();
  /// The records of the last successful commit.
  std::vector<StoredRecord> take_committed() { return std::exchange(committed_, {}); }
  bool needs_rebuild() const { return needs_rebuild_; }  ///< [any thread]
  /// [state] Back to the store: resets the machine and replays.
  Status rebuild();
  /// After a failed commit: whether the store takes writes again. Asked before a command may change the state.
  Status probe();

  /// [state] The company's time: the clock's. Where that was set back, a moment after the last record: it is never undercut, and does not stand still
  /// either, or what is due again and again at once would go for ever before what is due a little later.
  Instant now() const {
    auto clock = world_.clock.now();
    return clock < last_at_ ? last_at_ + moment : clock;
  }
  /// [state] What is set for this moment or before fires. While the clock is set back the company's time hardly moves, and what was begun and paused for
  /// others goes on all the same.
  Instant due_until() const {
    auto clock = world_.clock.now();
    return clock < last_at_ ? last_at_ + pause_for_others : clock;
  }
  std::uint64_t head() const { return head_.load(std::memory_order_acquire); }        ///< [any thread]
  std::uint64_t durable() const { return durable_.load(std::memory_order_acquire); }  ///< [any thread]
  void attach(std::vector<Blob> blobs);                                               ///< [any thread]
  Result<std::optional<std::string>> blob(std::string const& hash);                   ///< [any thread]
  /// The state of now, when nothing is collected and snapshots are wanted.
  std::optional<Snapshot> take_snapshot();
  Status save(Snapshot const& snapshot) { return world_.store.save_snapshot(snapshot.position, encode_snapshot(snapshot)); }  ///< [any thread]
  std::uint64_t since_snapshot() const { return options_.build.empty() ? 0 : durable() - snapshot_at_; }
  std::uint64_t told_from() const { return told_from_; }
  std::vector<std::string> const& notes() const { return notes_; }
  Sha256 state_hash() const;  ///< [state] while nothing is applied
  std::optional<Instant> next_timer() const;                                          ///< [any thread]
  std::vector<Journal::PendingTimer> pending_timers() const;                          ///< [any thread]

 private:
  class Turn;
  Outcome take_whole(Command const& command, Timer const* fired);
  Outcome handle(Command const& command, Instant now, Timer const* fired);
  Outcome refuse_undone(Command const& command, Timer const* fired, std::string const& failure);
  void collect_reactions(std::size_t first_record, std::vector<Command>& follow_ups);
  void cut_follow_ups(Command const& dropped, Instant now);
  Record& append(RecordKind kind, TypeNumber type, Bytes payload, Actor actor, std::uint64_t cause, Instant at);
  void apply(Record const& event);
  Status undo_to(std::size_t open_records);
  Status replay();
  void begin_with_snapshot(Fold& fold);
  bool reached_store();

  World world_;
  Machine& machine_;
  TypeNames const& names_;
  Options options_;
  std::uint64_t epoch_ = 0;
  std::atomic<std::uint64_t> head_{0}, durable_{0};
  static constexpr Duration moment{10};
  Instant last_at_{INT64_MIN};
  Sha256 last_chain_{};
  Batch batch_;
  std::vector<StoredRecord> committed_;
  std::atomic<bool> needs_rebuild_{true};
  bool needs_probe_ = false;
  std::string reader_;                ///< of snapshots: this build and layout; made when first needed
  std::uint64_t snapshot_at_ = 0;     ///< position of the last one taken or loaded
  std::uint64_t told_from_ = 0;
  std::vector<std::string> notes_;
  Error lost_;  ///< why the open batch was dropped, while needs_rebuild_
  mutable std::mutex timers_mutex_;
  Timers timers_;
  std::mutex blobs_mutex_;
  std::vector<Blob> blobs_;  ///< until a commit has taken them
};

}  // namespace drivetrain::journal
