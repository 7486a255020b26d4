// Making the open batch durable, and going back to what is durable when that fails (see writer.h).
#include <exception>

#include "journal/chain.h"
#include "journal/errors.h"
#include "journal/events.h"
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
  last_at_ = {INT64_MIN};
  last_chain_ = {};
  Status problem;
  std::vector<bool> known;
  auto status = world_.store.read(1, [&](StoredRecord const& stored) {
    auto const& record = stored.record;
    auto expected = head_.load(std::memory_order_relaxed) + 1;
    if (record.position != expected) return problem = errors::journal_damaged(expected, record.position), false;
    head_.store(record.position, std::memory_order_release);
    last_at_ = record.at;
    last_chain_ = stored.chain;
    if (record.kind != RecordKind::event) return true;
    if (record.type >= known.size()) known.resize(record.type + 1u);
    if (!known[record.type]) {
      if (record.type > last_journal_event && !machine_.knows(record.type)) return problem = errors::unknown_event(record.position, record.type), false;
      known[record.type] = true;
    }
    if (auto prepared = machine_.prepare(record); !prepared) return problem = std::move(prepared), false;
    apply(record);
    return true;
  });
  DT_CHECK(std::move(status));
  DT_CHECK(std::move(problem));
  durable_.store(head(), std::memory_order_release);
  return {};
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
