// Journal: commands in, events out, on disk before anyone is told. One writer; replaying the records rebuilds the
// state exactly. Group commit is self-clocking: what arrives while a commit is under way shares the next one.
#pragma once

#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "journal/chain.h"
#include "journal/machine.h"
#include "journal/record.h"
#include "journal/store.h"
#include "journal/world.h"

namespace drivetrain::journal {

/// Answer to a command, given when its records are durable.
struct Outcome {
  std::uint64_t position = 0;         ///< of the last record that it caused, policies' answers included: a read that names it
                                      ///< waits for it. 0 when nothing could be recorded (storage, stopping).
  std::optional<Error> refusal = {};  ///< also recorded, as CommandRejected, unless nothing could be
  std::string reply = {};             ///< id of what was made, when something was
  bool accepted() const { return !refusal; }
};

struct Options {
  bool record_commands = true;
  int read_wait_ms = 5'000;  ///< how long read() waits for a position
  /// Which program this is. Snapshots are read and written only by the same one; none at all when empty.
  std::string build = {};
  std::uint64_t snapshot_every = 50'000;  ///< records at least between two snapshots that the running writer makes beside its work; more where taking one takes long
};

/// Names of the types, for refusals and people; app/ registers all.
class TypeNames {
 public:
  virtual ~TypeNames() = default;
  virtual std::string command_name(TypeNumber type) const = 0;
};

class Journal {
 public:
  Journal(World world, Machine& machine, TypeNames const& names, Options options = {});
  ~Journal();
  Journal(Journal const&) = delete;

  /// Acquires the store and replays it. Must succeed before anything else is called.
  Status open();
  /// Starts the writer thread and the timer clock (server). Without it, execute() runs on the caller's thread (simulation, tests).
  void start();
  /// Handles what has been submitted, then ends the writer thread. Later commands are refused with DT-X927.
  void stop();

  /// Thread-safe when started. Resolves when durable; a failed commit refuses all its commands with the store's error and
  /// rebuilds the state from the store. execute() waits for it; not from a handler, reader or listener.
  std::future<Outcome> submit(Command command);
  Outcome execute(Command command);
  /// Adds blobs to the next commit (model files before the event that names them). Kept until a commit has taken them.
  void attach(std::vector<Blob> blobs);
  /// Of the store, or attached and not yet committed: what a handler or apply() needs is there on live and replay alike.
  Result<std::optional<std::string>> blob(std::string const& hash);

  /// Simulation: many commands in one commit. Nested calls are not allowed; only without start(). When the commit fails, none
  /// of them happened, whatever their outcomes said.
  void begin_group();
  Status commit_group();

  /// Issues the command of every timer due at or before the World's now, those included that these set; at most
  /// limits::max_commands_per_commit at a time. Returns how many fired, durably. The writer thread does it by itself when a timer
  /// comes due; whoever moves a simulated clock under it calls this to have it look at once. Not from a handler, reader or listener.
  std::size_t fire_due_timers();
  /// Fires what is due now, at most limits::max_commands_per_commit, and returns when that is durable. Thread-safe when started: for
  /// whoever moves a simulated clock and wants each timer to ring at its time.
  Status catch_up();
  std::optional<Instant> next_timer() const;
  struct PendingTimer {
    std::string key;
    Instant due;
    TypeNumber command;
  };
  std::vector<PendingTimer> pending_timers() const;

  std::uint64_t head() const;     ///< last applied position
  std::uint64_t durable() const;  ///< last position on stable storage

  /// Runs `reader` while no command is applied, then waits until what it saw is durable, so that nothing read can be lost. When a
  /// commit fails meanwhile, `reader` runs again on the rebuilt state: it must only overwrite what it fills. Not nested.
  /// `at_least`: waits for that position first (read-your-writes). Error DT-X923 when it does not come within read_wait_ms;
  /// DT-X920 when a failed commit could not be undone yet because the store cannot be read.
  Status read(std::function<void()> const& reader, std::uint64_t at_least = 0);
  /// The same without waiting for the disk: what it saw may yet be lost. For whoever only decides what to ask next, and tells nobody.
  Status peek(std::function<void()> const& reader);

  /// Forgets the state and tells the journal again: after records were erased, nothing of them is in memory any more. Thread-safe
  /// when started; readers wait.
  Status retell();
  /// Saves the state of now, so that the next start need not tell the journal from its beginning; does nothing without Options::build.
  /// stop() does so by itself. Not while started.
  Status save_snapshot();
  /// Position of the snapshot from which the last telling of the journal began; 0: from its beginning.
  std::uint64_t told_from() const;
  /// Why snapshots that were there were passed over, for whoever starts the program.
  std::vector<std::string> notes() const;

  /// Names the state that all durable records lead to (journal/fold.h): a replay of them has the same. Errors as read().
  Result<std::string> state_hash();

  /// Called after each commit with the new records (SSE, projections), one commit after the other, before their commands are answered; beside the
  /// writer, which may be at work on the next, so that a listener sees no state but its own. It must not subscribe or unsubscribe. Returns a token for unsubscribe, after which the listener is not called any more.
  using Listener = std::function<void(std::vector<StoredRecord> const&)>;
  std::uint64_t subscribe(Listener listener);
  void unsubscribe(std::uint64_t token);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace drivetrain::journal
