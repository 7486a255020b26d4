// The hash chain: each record's hash covers the one before it, so that nothing can be altered, dropped or slipped in unnoticed.
//   payload_hash = SHA-256(salt ‖ payload)
//   chain        = SHA-256(previous chain ‖ header ‖ payload_hash), before the first record 32 zero bytes
//   header       = version 1, position, kind, type, at, actor kind, actor id, cause, model: numbers as varints (signed ones
//                  zigzag), texts with their length in front
// The payload enters only by its salted hash: with payload and salt erased (a person's right), the chain still verifies, and
// without the salt nobody can confirm a guess of what was erased.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "journal/store.h"
#include "journal/world.h"

namespace drivetrain::journal {

inline constexpr std::size_t salt_bytes = 16;

Sha256 payload_hash_of(Bytes const& salt, Bytes const& payload);
Sha256 chain_of(Sha256 const& previous, Record const& record, Sha256 const& payload_hash);

/// Gives the record its salt, its payload_hash and its place after `previous`.
void seal(StoredRecord& stored, Sha256 const& previous, Entropy& entropy);

/// What walking the chain found. The first record whose content or link does not fit is named with its position.
struct ChainReport {
  std::uint64_t records = 0;    ///< read, up to and including the broken one
  std::uint64_t erased = 0;
  std::uint64_t broken_at = 0;  ///< 0: intact
  std::string problem;          ///< empty: intact
  /// Tombstones that no order in the journal asks for, or of which more or else remains than was ordered: the chain is unbroken, but
  /// somebody removed content without saying so.
  std::vector<std::uint64_t> unordered;
  struct Erasure {
    std::uint64_t position = 0;  ///< of the order
    Instant at;
    std::string erasure, about, reason, by;
    std::size_t records = 0;
    std::size_t pending = 0;     ///< of them not erased yet
  };
  std::vector<Erasure> erasures;
  bool intact() const { return broken_at == 0 && unordered.empty(); }
  std::string head_hash;        ///< hex of the last intact link; publish it elsewhere to prove that nothing was cut off the end
};
/// `walked` hears every few thousand records how many it were.
Result<ChainReport> verify_chain(Store& store, std::function<void(std::uint64_t)> const& walked = {});

}  // namespace drivetrain::journal
