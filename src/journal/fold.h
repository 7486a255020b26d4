// Fold: the journal's records told to a machine again, in order. The one path by which state comes about, at a start, after a failed
// commit, in a proof of a backup, in a test of an old journal.
#pragma once

#include <cstdint>

#include "base/hash.h"
#include "journal/machine.h"
#include "journal/store.h"
#include "journal/timers.h"

namespace drivetrain::journal {

/// Where the telling stands, and what beside the machine's state was folded so far.
struct Fold {
  std::uint64_t position = 0;
  Instant last_at{INT64_MIN};
  Sha256 chain{};
  Timers timers;
};

/// Goes on after `fold.position`, to the end or to `until`, whichever comes first. A fresh Fold wants a machine after reset(). Error
/// DT-X920 when records are missing or are of a type that the machine does not know; fold and machine are then half told.
Status fold_records(Store& store, Machine& machine, Fold& fold, std::uint64_t until = UINT64_MAX);

/// Names the state, timers included: equal states have equal hashes. All zero when the machine has no image.
Sha256 state_hash(Machine const& machine, Timers const& timers);

}  // namespace drivetrain::journal
