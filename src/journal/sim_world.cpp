// The simulated world (see sim_world.h).
#include "journal/sim_world.h"

#include "journal/errors.h"

namespace drivetrain::journal {

namespace {
constexpr std::uint64_t entropy_stream = 0x5A17;  // of its own, so that one more salt shifts no other draw
}

void SimEntropy::fill(std::span<std::uint8_t> out) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < out.size(); ++i, bits >>= 8) {
    if (i % 8 == 0) bits = random_.next();
    out[i] = static_cast<std::uint8_t>(bits);
  }
}

SimWorld::SimWorld(std::uint64_t seed, Instant start) : clock(start), random(seed), entropy(Random(seed).fork(entropy_stream)) {}

void SimStore::fail_commit(std::uint64_t nth, Fault fault, std::uint64_t times) {
  std::lock_guard lock(mutex_);
  for (std::uint64_t i = 0; i < times; ++i) faults_[commits_ + nth + i] = fault;
}

void SimStore::fail_reads(bool fail) {
  std::lock_guard lock(mutex_);
  reads_fail_ = fail;
}

void SimStore::heal() {
  std::lock_guard lock(mutex_);
  faults_.clear();
  reads_fail_ = false;
}

std::uint64_t SimStore::commits() const {
  std::lock_guard lock(mutex_);
  return commits_;
}

Result<std::uint64_t> SimStore::acquire() {
  std::lock_guard lock(mutex_);
  recover();
  return ++epoch_;
}

Result<std::uint64_t> SimStore::head() {
  std::lock_guard lock(mutex_);
  if (reads_fail_) return errors::storage_unavailable("the simulated store cannot be read", "injected fault");
  return whole_;
}

void SimStore::recover() { records_.resize(whole_); }

std::optional<Fault> SimStore::fault_of_this_commit() {
  auto found = faults_.find(++commits_);
  return found == faults_.end() ? std::nullopt : std::optional(found->second);
}

Status SimStore::commit(Batch const& batch) {
  std::lock_guard lock(mutex_);
  auto fault = fault_of_this_commit();
  if (batch.owner_epoch != epoch_) return errors::another_owner("a later one");
  recover();
  if (batch.expected_position != whole_) return errors::another_owner("one that wrote up to position " + std::to_string(whole_));
  if (fault == Fault::before_write) return errors::storage_unavailable("the simulated store failed before writing", "injected fault");
  if (fault == Fault::busy) return errors::storage_unavailable("the simulated store is busy", "injected fault");
  if (fault == Fault::disk_full) return errors::disk_full("the simulated store");
  for (auto const& record : batch.records) {
    if (fault == Fault::torn && records_.size() >= whole_ + batch.records.size() / 2) break;
    records_.push_back(record);
  }
  if (fault == Fault::torn) return errors::storage_unavailable("the simulated store tore a write", "injected fault");
  for (auto const& blob : batch.blobs) blobs_.emplace(blob.hash, blob.content);
  whole_ = records_.size();
  if (fault == Fault::after_write) return errors::storage_unavailable("the simulated store lost its answer", "injected fault");
  return {};
}

Status SimStore::read(std::uint64_t from, std::function<bool(StoredRecord const&)> const& each) {
  for (auto position = from == 0 ? 1 : from;; ++position) {
    StoredRecord record;
    {
      std::lock_guard lock(mutex_);
      if (reads_fail_) return errors::storage_unavailable("the simulated store cannot be read", "injected fault");
      if (position > whole_) return {};
      record = records_[position - 1];
    }
    if (!each(record)) return {};
  }
}

Result<std::optional<std::string>> SimStore::blob(std::string const& hash) {
  std::lock_guard lock(mutex_);
  if (reads_fail_) return errors::storage_unavailable("the simulated store cannot be read", "injected fault");
  auto found = blobs_.find(hash);
  return found == blobs_.end() ? std::optional<std::string>() : std::optional(found->second);
}

Status SimStore::erase(std::vector<Remains> const& records) {
  std::lock_guard lock(mutex_);
  for (auto const& remains : records) {
    if (remains.position == 0 || remains.position > whole_) continue;
    auto& stored = records_[remains.position - 1];
    stored.record.payload = remains.payload;
    stored.record.erased = true;
    stored.salt.clear();
  }
  return {};
}

Result<std::vector<std::uint64_t>> SimStore::snapshots() {
  std::lock_guard lock(mutex_);
  std::vector<std::uint64_t> positions;
  for (auto kept = snapshots_.rbegin(); kept != snapshots_.rend(); ++kept) positions.push_back(kept->first);
  return positions;
}

Result<Bytes> SimStore::load_snapshot(std::uint64_t position) {
  std::lock_guard lock(mutex_);
  auto found = snapshots_.find(position);
  if (found == snapshots_.end()) return Error{"", "there is no snapshot at " + std::to_string(position), ""};
  return found->second;
}

Status SimStore::save_snapshot(std::uint64_t position, Bytes const& snapshot) {
  std::lock_guard lock(mutex_);
  snapshots_[position] = snapshot;
  return {};
}

Status SimStore::drop_snapshots() {
  std::lock_guard lock(mutex_);
  snapshots_.clear();
  return {};
}

}  // namespace drivetrain::journal
