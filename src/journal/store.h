// Store: the port to durable storage. Small enough that SQLite, PostgreSQL and memory all fit (platform/ has the real ones).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "journal/record.h"

namespace drivetrain::journal {

/// A record with its place in the hash chain (journal/chain.h): erasing payload and salt leaves a chain that still verifies.
struct StoredRecord {
  Record record;
  Bytes salt;
  Sha256 payload_hash{};
  Sha256 chain{};
};

/// Content-addressed bytes that events refer to (model files), stored once.
struct Blob {
  std::string hash;  ///< hex SHA-256 of content
  std::string content;
};

/// Whole transitions: all of it becomes durable, or none. A batch without records asks only whether the store would take one
/// (the journal asks so after a failure, before it lets a command change the state again).
struct Batch {
  std::uint64_t expected_position = 0;  ///< head before this batch; the store refuses when it differs (another writer)
  std::uint64_t owner_epoch = 0;        ///< fencing: refused when another owner has taken over since
  std::vector<StoredRecord> records;
  std::vector<Blob> blobs;
};

/// What stays of an erased record: its payload without the fields that spoke of a person; may be empty.
struct Remains {
  std::uint64_t position = 0;
  Bytes payload;
};

/// acquire() and commit() are called by one thread, the journal's writer; everything else may be called from any thread at any time.
class Store {
 public:
  virtual ~Store() = default;
  /// Takes ownership: returns the epoch to put into batches. Refuses while another live process owns the data.
  virtual Result<std::uint64_t> acquire() = 0;
  /// Position of the last durable record; 0 when there is none.
  virtual Result<std::uint64_t> head() = 0;
  /// Returns after the batch is on stable storage. DT-X920 storage unavailable, DT-X921 disk full, DT-X922 another owner.
  /// After an error the batch is there whole or not at all; head() says which.
  virtual Status commit(Batch const& batch) = 0;
  /// In order from `from` (inclusive) until the end or until `each` returns false. `each` may call the store.
  virtual Status read(std::uint64_t from, std::function<bool(StoredRecord const&)> const& each) = 0;
  virtual Result<std::optional<std::string>> blob(std::string const& hash) = 0;
  /// Removes salt and payload of records, keeping payload_hash and chain, and keeps in the payload's place what may remain of it. All of
  /// them or none, and no trace of what was there. Of a record that was erased before, what remains is replaced; what is not there is
  /// passed over.
  virtual Status erase(std::vector<Remains> const& records) = 0;

  // Snapshots (journal/snapshot.h): bytes that the store keeps and does not understand. One without them has no snapshots.
  /// Positions of those that are kept, newest first.
  virtual Result<std::vector<std::uint64_t>> snapshots() { return std::vector<std::uint64_t>{}; }
  virtual Result<Bytes> load_snapshot(std::uint64_t position) { return Error{"", "there is no snapshot at " + std::to_string(position), ""}; }
  /// Durable when it returns; older ones than the last few go. May be called while commits go on.
  virtual Status save_snapshot(std::uint64_t position, Bytes const& snapshot) { return (void)position, (void)snapshot, Status{}; }
  virtual Status drop_snapshots() { return {}; }
};

}  // namespace drivetrain::journal
