// A walk along the hash chain (chain.h) that can be left and gone on with.
#pragma once

#include <cstdint>
#include <functional>
#include <map>

#include "journal/chain.h"

namespace drivetrain::journal {

/// Walks the chain in pieces, for whoever verifies beside a running writer: between two pieces nothing is held, neither a lock nor a
/// reader of the store. What it keeps grows with what was erased, not with the journal.
class ChainWalk {
 public:
  /// Goes on by at most `most` records; `walked` hears every few thousand how many it were. False when a record does not fit or nothing comes after
  /// the last one: then the walk is over. Errors are the store's; it can be tried again.
  Result<bool> go_on(Store& store, std::uint64_t most, std::function<void(std::uint64_t)> const& walked = {});
  std::uint64_t records() const { return report_.records; }
  /// Of a walk that is over.
  ChainReport report() const;

 private:
  struct FoundTombstone {
    Sha256 remains{};  ///< hash of what remains
    bool ordered = false;
  };
  void look_at(StoredRecord const& stored);
  void note_order(Record const& record);
  ChainReport report_;
  Sha256 previous_{};
  std::map<std::uint64_t, FoundTombstone> tombstones_;  ///< their order comes later in the journal
};

}  // namespace drivetrain::journal
