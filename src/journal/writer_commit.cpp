// Making the open batch durable, and going back to what is durable when that fails (see writer.h).
#include <exception>

#include "journal/chain.h"
#include "journal/errors.h"
#include "journal/fold.h"
#include "journal/writer.h"

namespace drivetrain::journal {

Status Writer::open() {
  DT_TRY(epoch_, world_.store.acquire());
  return rebuild();
}

bool Writer::has_open_batch() const { return !batch_.records.empty(); }

Status Writer::commit() {
  if (needs_rebuild_) return lost_;
  {
    std::lock_guard lock(blobs_mutex_);
    batch_.blobs = blobs_;
  }
  if (batch_.records.empty() && batch_.blobs.empty()) return {};
  batch_.expected_position = durable();
  batch_.owner_epoch = epoch_;
  auto chain = last_chain_;
  for (auto& stored : batch_.records) {
    seal(stored, chain, world_.entropy);
    chain = stored.chain;
  }
  auto status = world_.store.commit(batch_);
  if (!status.ok() && reached_store()) status = {};
  if (!status.ok()) {
    needs_probe_ = true;
    needs_rebuild_ = !batch_.records.empty();
    lost_ = status.error();
    batch_.records.clear();
    return status;
  }
  {
    std::lock_guard lock(blobs_mutex_);
    blobs_.erase(blobs_.begin(), blobs_.begin() + static_cast<std::ptrdiff_t>(batch_.blobs.size()));
  }
  last_chain_ = chain;
  durable_.store(head(), std::memory_order_release);
  committed_ = std::move(batch_.records);
  batch_ = {};
  return {};
}

/// A commit may succeed and yet be answered with an error (the answer was lost, not the data). The store knows.
bool Writer::reached_store() {
  if (batch_.records.empty()) return false;
  auto const& last = batch_.records.back();
  auto stored_head = world_.store.head();
  if (!stored_head.ok() || *stored_head != last.record.position) return false;
  bool same = false;
  auto status = world_.store.read(last.record.position, [&](StoredRecord const& stored) {
    same = stored.chain == last.chain;
    return false;
  });
  return status.ok() && same;
}

Status Writer::probe() {
  if (!needs_probe_) return {};
  Batch nothing;
  nothing.expected_position = durable();
  nothing.owner_epoch = epoch_;
  DT_CHECK(world_.store.commit(nothing));
  needs_probe_ = false;
  return {};
}

Status Writer::rebuild() {
  needs_rebuild_ = true;
  batch_.records.clear();
  Status status;
  try {
    status = replay();
  } catch (std::exception const& exception) {
    status = errors::storage_unavailable("the journal could not be replayed", exception.what());
  }
  needs_rebuild_ = !status.ok();
  if (!status.ok()) lost_ = status.error();
  return status;
}

Status Writer::replay() {
  machine_.reset();
  {
    std::lock_guard lock(timers_mutex_);
    timers_.clear();
  }
  head_ = 0;
  Fold fold;
  begin_with_snapshot(fold);
  told_from_ = fold.position;
  DT_CHECK(fold_records(world_.store, machine_, fold));
  {
    std::lock_guard lock(timers_mutex_);
    timers_ = std::move(fold.timers);
  }
  last_at_ = fold.last_at;
  last_chain_ = fold.chain;
  head_.store(fold.position, std::memory_order_release);
  durable_.store(fold.position, std::memory_order_release);
  return {};
}

/// The newest snapshot that serves; the fold stays fresh when none does, and then the journal tells everything.
void Writer::begin_with_snapshot(Fold& fold) {
  notes_.clear();
  if (options_.build.empty()) return;
  if (reader_.empty()) reader_ = reader_of(machine_, options_.build);
  auto kept = world_.store.snapshots();
  if (!kept) return notes_.push_back("snapshots cannot be listed: " + kept.error().message);
  for (auto position : *kept) {
    auto serves = [&]() -> Status {
      DT_TRY(auto bytes, world_.store.load_snapshot(position));
      DT_TRY(auto snapshot, decode_snapshot(bytes));
      if (snapshot.position != position) return Error{"", "it is not the one of its name", ""};
      return load_snapshot(snapshot, world_.store, reader_, machine_, fold);
    }();
    if (serves.ok()) {
      snapshot_at_ = position;
      return;
    }
    notes_.push_back("the snapshot at record " + std::to_string(position) + " is not used: " + serves.error().message);
    machine_.reset();
    fold = Fold();
  }
  snapshot_at_ = 0;
}

std::optional<Snapshot> Writer::take_snapshot() {
  if (options_.build.empty() || needs_rebuild_ || has_open_batch() || durable() == 0) return std::nullopt;
  if (reader_.empty()) reader_ = reader_of(machine_, options_.build);
  auto snapshot = journal::take_snapshot(machine_, durable(), last_chain_, last_at_, timers_, reader_);
  if (snapshot) snapshot_at_ = snapshot->position;
  return snapshot;
}

/// State has no way back but from the start: replay what is durable, then what was collected before the failure.
Status Writer::undo_to(std::size_t open_records) {
  auto kept = std::move(batch_.records);
  kept.resize(open_records);
  DT_CHECK(rebuild());
  for (auto& stored : kept) {
    head_.store(stored.record.position, std::memory_order_release);
    last_at_ = stored.record.at;
    auto const& record = batch_.records.emplace_back(std::move(stored)).record;
    if (record.kind == RecordKind::event) apply(record);
  }
  return {};
}

}  // namespace drivetrain::journal
