// Snapshot: the state as of one record, so that a start need not tell the whole journal again. It is never the truth: one that
// is damaged, of another journal, or of another build is passed over, and the journal tells.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "base/codec.h"
#include "base/hash.h"
#include "base/result.h"
#include "journal/fold.h"
#include "journal/machine.h"

namespace drivetrain::journal {

struct Snapshot {
  std::uint64_t position = 0;
  Bytes chain;         ///< of the record at that position: the journal that it belongs to
  Instant last_at;
  std::string reader;  ///< whose bytes these are: build and layout (reader_of)
  Bytes image, timers;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "position", self.position);
    visit(2, "chain", self.chain);
    visit(3, "last_at", self.last_at);
    visit(4, "reader", self.reader);
    visit(5, "image", self.image);
    visit(6, "timers", self.timers);
  }
};

/// Who may read an image: the same build with the same layout of the state. A build whose apply() differs would not have come to this
/// state, however equal the layouts are.
std::string reader_of(Machine const& machine, std::string const& build);

/// Nothing when the machine has no image.
std::optional<Snapshot> take_snapshot(Machine const& machine, std::uint64_t position, Sha256 const& chain, Instant last_at, Timers const& timers, std::string const& reader);
/// Brings a machine after reset() and a fresh fold to where the snapshot stands. Error says why it does not serve; machine and fold are
/// then to be reset.
Status load_snapshot(Snapshot const& snapshot, Store& store, std::string const& reader, Machine& machine, Fold& fold);

/// As one self-checking piece of bytes, and back; an Error when it was cut or altered.
Bytes encode_snapshot(Snapshot const& snapshot);
Result<Snapshot> decode_snapshot(std::span<std::uint8_t const> bytes);

}  // namespace drivetrain::journal
