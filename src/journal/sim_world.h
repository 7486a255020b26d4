// SimWorld: the engine's surroundings in memory, from one seed: virtual time, repeatable salts, a disk that fails on command.
// Tests, what-if and crash proofs run on it. A restart is a new Journal over the same store.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "journal/store.h"
#include "journal/world.h"

namespace drivetrain::journal {

/// Moved by whoever simulates; may be read by the writer thread meanwhile.
class SimClock final : public Clock {
 public:
  explicit SimClock(Instant start) : now_us_(start.us) {}
  Instant now() override { return {now_us_}; }
  void set(Instant now) { now_us_ = now.us; }  ///< backwards too: wall clocks do that
  void advance(Duration by) { now_us_ += by.us; }

 private:
  std::atomic<std::int64_t> now_us_;
};

class SimEntropy final : public Entropy {
 public:
  explicit SimEntropy(Random random) : random_(random) {}
  void fill(std::span<std::uint8_t> out) override;

 private:
  Random random_;
};

/// What may go wrong with one commit.
enum class Fault : std::uint8_t {
  before_write,  ///< error, nothing written
  after_write,   ///< written, but answered with an error
  torn,          ///< half of it written, then an error: recovery must not show that half
  busy,          ///< somebody else holds the storage for a moment: error, nothing written
  disk_full,     ///< error DT-X921, nothing written
};

/// Store in memory with the shape of a write-ahead log: batches are appended, and only whole ones count.
class SimStore final : public Store {
 public:
  /// The `nth` commit from now on (1 = the next) and the `times - 1` after it go wrong. Probes (empty batches) count.
  void fail_commit(std::uint64_t nth, Fault fault, std::uint64_t times = 1);
  /// Until healed, every read fails.
  void fail_reads(bool fail);
  void heal();
  std::uint64_t commits() const;
  /// Everything durable, for comparing runs and for tampering with. Reference until the next commit or acquire.
  std::vector<StoredRecord>& records() { return records_; }

  Result<std::uint64_t> acquire() override;
  Result<std::uint64_t> head() override;
  Status commit(Batch const& batch) override;
  Status read(std::uint64_t from, std::function<bool(StoredRecord const&)> const& each) override;
  Result<std::optional<std::string>> blob(std::string const& hash) override;
  Status erase(std::vector<Remains> const& records) override;
  Result<std::vector<std::uint64_t>> snapshots() override;
  Result<Bytes> load_snapshot(std::uint64_t position) override;
  Status save_snapshot(std::uint64_t position, Bytes const& snapshot) override;
  Status drop_snapshots() override;
  /// For tampering with. Reference until the next one is saved or dropped.
  std::map<std::uint64_t, Bytes>& kept_snapshots() { return snapshots_; }

 private:
  std::optional<Fault> fault_of_this_commit();
  void recover();
  mutable std::mutex mutex_;
  std::vector<StoredRecord> records_;
  std::uint64_t whole_ = 0;  ///< records up to here belong to whole batches; what follows is a torn tail
  std::map<std::string, std::string> blobs_;
  std::map<std::uint64_t, Bytes> snapshots_;
  std::uint64_t epoch_ = 0, commits_ = 0;
  std::map<std::uint64_t, Fault> faults_;  ///< by number of the commit
  bool reads_fail_ = false;
};

struct SimWorld {
  explicit SimWorld(std::uint64_t seed = 1, Instant start = {1'774'598'400'000'000});  // 2026-03-27T08:00Z
  SimClock clock;
  Random random;
  SimEntropy entropy;
  SimStore store;
  World world() { return {clock, random, entropy, store}; }
};

}  // namespace drivetrain::journal
