// What every store must keep, simulated or real: whole batches in order, fencing, blobs once, erasure that leaves hashes.
#include <gtest/gtest.h>

#include <functional>

#include "journal/chain.h"
#include "journal/sim_world.h"
#include "platform/os_world.h"
#include "platform/sqlite_store.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::platform::test {
namespace {

using journal::Batch;
using journal::Store;
using journal::StoredRecord;

/// Makes a store over the same data each time, as a restart does.
struct Backend {
  std::string name;
  std::function<std::unique_ptr<Store>(TemporaryFolder const&, journal::SimStore&)> open;
};

/// The simulated data outlives its stores; this lends it.
class Lent final : public Store {
 public:
  explicit Lent(journal::SimStore& data) : data_(data) {}
  Result<std::uint64_t> acquire() override { return data_.acquire(); }
  Result<std::uint64_t> head() override { return data_.head(); }
  Status commit(Batch const& batch) override { return data_.commit(batch); }
  Status read(std::uint64_t from, std::function<bool(StoredRecord const&)> const& each) override { return data_.read(from, each); }
  Result<std::optional<std::string>> blob(std::string const& hash) override { return data_.blob(hash); }
  Status erase(std::vector<journal::Remains> const& records) override { return data_.erase(records); }

 private:
  journal::SimStore& data_;
};

class StoreContract : public testing::TestWithParam<Backend> {
 protected:
  StoreContract() { reopen(); }
  void reopen() {
    store.reset();
    store = GetParam().open(folder, data);
    ASSERT_TRUE(store);
    auto acquired = store->acquire();
    ASSERT_TRUE(acquired.ok()) << acquired.error().message;
    epoch = *acquired;
  }
  Batch batch(std::uint64_t after, std::size_t count) {
    Batch batch{after, epoch, {}, {}};
    for (std::size_t i = 1; i <= count; ++i) {
      auto& record = batch.records.emplace_back().record;
      record.position = after + i;
      record.kind = i % 2 ? journal::RecordKind::command : journal::RecordKind::event;
      record.type = static_cast<journal::TypeNumber>(400 + i);
      record.at = {-1'000'000 + static_cast<std::int64_t>(i)};
      record.actor = {journal::ActorKind::feed, "wägung"};
      record.cause = i;
      record.model = "r1";
      if (i != 2) record.payload.assign({0, 1, static_cast<std::uint8_t>(record.position), 255});
      journal::seal(batch.records.back(), chain, entropy);
      chain = batch.records.back().chain;
    }
    return batch;
  }
  std::vector<StoredRecord> all(std::uint64_t from = 1) {
    std::vector<StoredRecord> records;
    auto status = store->read(from, [&](StoredRecord const& stored) { return records.push_back(stored), true; });
    EXPECT_TRUE(status.ok()) << (status.ok() ? "" : status.error().message);
    return records;
  }

  TemporaryFolder folder;
  journal::SimStore data;
  OsEntropy entropy;
  Sha256 chain{};
  std::unique_ptr<Store> store;
  std::uint64_t epoch = 0;
};

TEST_P(StoreContract, WhatWasCommittedComesBackTheSameAfterARestart) {
  ASSERT_TRUE(store->commit(batch(0, 3)).ok());
  auto second = batch(3, 2);
  ASSERT_TRUE(store->commit(second).ok());
  reopen();
  EXPECT_EQ(*store->head(), 5u);
  auto records = all();
  ASSERT_EQ(records.size(), 5u);
  auto const &written = second.records[0], &read = records[3];
  EXPECT_EQ(read.record.position, 4u);
  EXPECT_EQ(read.record.kind, written.record.kind);
  EXPECT_EQ(read.record.type, written.record.type);
  EXPECT_EQ(read.record.at, written.record.at);
  EXPECT_EQ(read.record.actor, written.record.actor);
  EXPECT_EQ(read.record.cause, written.record.cause);
  EXPECT_EQ(read.record.model, written.record.model);
  EXPECT_EQ(read.record.payload, written.record.payload);
  EXPECT_EQ(read.salt, written.salt);
  EXPECT_EQ(read.chain, written.chain);
  EXPECT_TRUE(records[1].record.payload.empty());
  EXPECT_FALSE(records[1].record.erased) << "empty is not erased";
  EXPECT_EQ(journal::verify_chain(*store)->broken_at, 0u);
  EXPECT_EQ(all(4).size(), 2u);
  EXPECT_EQ(all(6).size(), 0u);
}

TEST_P(StoreContract, AReaderMayStopAndMayAskTheStoreMeanwhile) {
  ASSERT_TRUE(store->commit(batch(0, 10)).ok());
  std::uint64_t read = 0;
  auto status = store->read(1, [&](StoredRecord const&) {
    EXPECT_EQ(*store->head(), 10u);
    return ++read < 3;
  });
  EXPECT_TRUE(status.ok());
  EXPECT_EQ(read, 3u);
}

TEST_P(StoreContract, ABatchThatDoesNotContinueTheHeadIsRefusedWhole) {
  ASSERT_TRUE(store->commit(batch(0, 3)).ok());
  auto status = store->commit(batch(2, 2));
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, "DT-X922");
  EXPECT_EQ(*store->head(), 3u);
}

TEST_P(StoreContract, AnEarlierOwnerIsRefused) {
  auto mine = batch(0, 2);
  mine.owner_epoch = epoch - 1;
  auto status = store->commit(mine);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, "DT-X922");
  auto before = epoch;
  reopen();
  EXPECT_GT(epoch, before);
}

TEST_P(StoreContract, AnEmptyBatchAsksAndChangesNothing) {
  ASSERT_TRUE(store->commit(batch(0, 1)).ok());
  EXPECT_TRUE(store->commit(Batch{1, epoch, {}, {}}).ok());
  EXPECT_FALSE(store->commit(Batch{1, epoch + 1, {}, {}}).ok());
  EXPECT_EQ(*store->head(), 1u);
}

TEST_P(StoreContract, BlobsAreKeptOnceByTheirHash) {
  auto with_blobs = batch(0, 1);
  with_blobs.blobs = {{"aa", "choices:\n"}, {"bb", std::string("\0\xFF", 2)}};
  ASSERT_TRUE(store->commit(with_blobs).ok());
  auto again = batch(1, 1);
  again.blobs = {{"aa", "choices:\n"}};
  ASSERT_TRUE(store->commit(again).ok());
  reopen();
  EXPECT_EQ((*store->blob("aa")).value(), "choices:\n");
  EXPECT_EQ((*store->blob("bb")).value(), std::string("\0\xFF", 2));
  EXPECT_FALSE((*store->blob("cc")).has_value());
}

TEST_P(StoreContract, ErasureLeavesTheHashesAndTheRest) {
  ASSERT_TRUE(store->commit(batch(0, 3)).ok());
  auto before = all();
  ASSERT_TRUE(store->erase({{3, {7}}, {2, {}}}).ok());
  ASSERT_TRUE(store->erase({{3, {7, 8}}, {77, {}}}).ok());
  reopen();
  auto after = all();
  EXPECT_TRUE(after[2].record.erased);
  EXPECT_EQ(after[2].record.payload, (Bytes{7, 8})) << "what remains";
  EXPECT_TRUE(after[2].salt.empty());
  EXPECT_TRUE(after[1].record.erased);
  EXPECT_TRUE(after[1].record.payload.empty());
  EXPECT_EQ(after[2].payload_hash, before[2].payload_hash);
  EXPECT_EQ(after[2].record.actor, before[2].record.actor);
  EXPECT_FALSE(after[0].record.erased);
  auto report = journal::verify_chain(*store);
  EXPECT_EQ(report->broken_at, 0u) << report->problem;
  EXPECT_EQ(report->erased, 2u);
  EXPECT_EQ(report->unordered, (std::vector<std::uint64_t>{2, 3})) << "nobody ordered it";
}

std::unique_ptr<Store> sqlite_in(TemporaryFolder const& folder, journal::SimStore&) {
  auto opened = SqliteStore::open(folder.path());
  EXPECT_TRUE(opened.ok());
  return opened.ok() ? opened.take() : nullptr;
}

std::unique_ptr<Store> simulated_in(TemporaryFolder const&, journal::SimStore& data) { return std::make_unique<Lent>(data); }

INSTANTIATE_TEST_SUITE_P(Stores, StoreContract, testing::Values(Backend{"simulated", simulated_in}, Backend{"sqlite", sqlite_in}),
                         [](auto const& info) { return info.param.name; });

}  // namespace
}  // namespace drivetrain::platform::test
