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
#include "journal/machine.h"
#include "journal/record.h"
#include "journal/store.h"
#include "journal/world.h"

namespace drivetrain::journal {

/// Answer to a command, given when its records are durable.
struct Outcome {
  std::uint64_t position = 0;   ///< of the command's last record: a read that names it waits for it
  std::optional<Error> refusal; ///< also recorded, as CommandRejected
  std::string reply;            ///< id of what was made, when something was
  bool accepted() const { return !refusal; }
};

struct Options {
  bool record_commands = true;
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
  void stop();

  /// Thread-safe when started. Resolves when durable; a failed commit refuses all its commands with the store's error and
  /// rebuilds the state from the store.
  std::future<Outcome> submit(Command command);
  Outcome execute(Command command);
  /// Adds blobs to the next commit (model files before the event that names them).
  void attach(std::vector<Blob> blobs);

  /// Simulation: many commands in one commit. Nested calls are not allowed; only without start().
  void begin_group();
  Status commit_group();

  /// Issues the command of every timer due at or before the World's now. Returns how many fired.
  std::size_t fire_due_timers();
  std::optional<Instant> next_timer() const;
  struct PendingTimer {
    std::string key;
    Instant due;
    TypeNumber command;
  };
  std::vector<PendingTimer> pending_timers() const;

  std::uint64_t head() const;     ///< last applied position
  std::uint64_t durable() const;  ///< last position on stable storage

  /// Runs `reader` while no command is applied, then waits until what it saw is durable, so that nothing read can be lost.
  /// `at_least`: waits for that position first (read-your-writes). Error DT-X923 when it does not come within 5 s.
  Status read(std::function<void()> const& reader, std::uint64_t at_least = 0);

  /// Called on the writer's thread after each commit with the new records (SSE, projections). Returns a token for unsubscribe.
  using Listener = std::function<void(std::vector<StoredRecord> const&)>;
  std::uint64_t subscribe(Listener listener);
  void unsubscribe(std::uint64_t token);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// Walks the chain. The first record whose content or link does not fit is named with its position.
struct ChainReport {
  std::uint64_t records = 0;
  std::uint64_t erased = 0;
  std::uint64_t broken_at = 0;  ///< 0: intact
  std::string problem;
  std::string head_hash;        ///< hex; publish it elsewhere to prove that nothing was cut off the end
};
Result<ChainReport> verify_chain(Store& store);

}  // namespace drivetrain::journal
