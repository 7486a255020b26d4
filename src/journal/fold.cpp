// Telling the records again (see fold.h).
#include "journal/fold.h"

#include <vector>

#include "journal/errors.h"
#include "journal/events.h"

namespace drivetrain::journal {

Status fold_records(Store& store, Machine& machine, Fold& fold, std::uint64_t until) {
  if (fold.position >= until) return {};
  Status problem;
  std::vector<bool> known;
  auto status = store.read(fold.position + 1, [&](StoredRecord const& stored) {
    auto const& record = stored.record;
    auto expected = fold.position + 1;
    if (record.position != expected) return problem = errors::journal_damaged(expected, record.position), false;
    fold.position = record.position;
    fold.last_at = record.at;
    fold.chain = stored.chain;
    if (record.kind == RecordKind::event) {
      if (record.type >= known.size()) known.resize(record.type + 1u);
      if (!known[record.type]) {
        if (record.type > last_journal_event && !machine.knows(record.type)) return problem = errors::unknown_event(record.position, record.type), false;
        known[record.type] = true;
      }
      if (auto prepared = machine.prepare(record); !prepared.ok()) return problem = std::move(prepared), false;
      fold.timers.apply(record);
      machine.apply(record);
    }
    return fold.position < until;
  });
  DT_CHECK(std::move(status));
  return problem;
}

Sha256 state_hash(Machine const& machine, Timers const& timers) {
  auto image = machine.image();
  if (!image) return {};
  timers.put(*image);
  return sha256(*image);
}

}  // namespace drivetrain::journal
