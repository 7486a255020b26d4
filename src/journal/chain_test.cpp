// The chain names the first altered record, whatever was altered, and survives erasure.
#include "journal/chain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "journal/chain_walk.h"
#include "journal/counter_for_test.h"
#include "journal/journal.h"
#include "journal/sim_world.h"

namespace drivetrain::journal::test {
namespace {

class Chain : public testing::Test {
 protected:
  Chain() {
    Counter counter;
    Journal journal(sim.world(), counter, counter.registry);
    EXPECT_TRUE(journal.open().ok());
    for (int i = 0; i < 10; ++i) journal.execute(add(i, "person " + std::to_string(i)));
  }
  ChainReport verify() {
    auto report = verify_chain(sim.store);
    EXPECT_TRUE(report.ok());
    return report.ok() ? *report : ChainReport{};
  }
  SimWorld sim;
};

TEST_F(Chain, IsIntactAfterwards) {
  auto report = verify();
  EXPECT_EQ(report.broken_at, 0u);
  EXPECT_EQ(report.records, 20u);
  EXPECT_EQ(report.head_hash, to_hex(sim.store.records().back().chain));
}

TEST_F(Chain, NamesTheRecordOfOneFlippedBit) {
  using Alter = std::function<void(StoredRecord&)>;
  std::vector<Alter> alterations = {
      [](StoredRecord& s) { s.record.payload[0] ^= 1; },     [](StoredRecord& s) { s.record.at.us ^= 1; },
      [](StoredRecord& s) { s.record.actor.id[0] ^= 1; },    [](StoredRecord& s) { s.record.actor.kind = ActorKind::clock; },
      [](StoredRecord& s) { s.record.type ^= 1; },           [](StoredRecord& s) { s.record.kind = RecordKind(3 - int(s.record.kind)); },
      [](StoredRecord& s) { s.record.cause ^= 64; },         [](StoredRecord& s) { s.record.model += "x"; },
      [](StoredRecord& s) { s.salt[15] ^= 0x80; },           [](StoredRecord& s) { s.payload_hash[31] ^= 1; },
      [](StoredRecord& s) { s.chain[0] ^= 1; },              [](StoredRecord& s) { s.record.payload.push_back(0); },
  };
  for (std::size_t i = 0; i < alterations.size(); ++i) {
    auto whole = sim.store.records();
    alterations[i](sim.store.records()[6]);
    EXPECT_EQ(verify().broken_at, 7u) << "alteration " << i;
    EXPECT_NE(verify().problem.find("record 7"), std::string::npos) << verify().problem;
    sim.store.records() = whole;
  }
  EXPECT_EQ(verify().broken_at, 0u);
}

TEST_F(Chain, NoticesARecordThatWasTakenOutOrExchanged) {
  auto& records = sim.store.records();
  std::swap(records[4].record.payload, records[6].record.payload);
  EXPECT_EQ(verify().broken_at, 5u);
  std::swap(records[4].record.payload, records[6].record.payload);
  records[9] = records[7];
  EXPECT_EQ(verify().broken_at, 10u);
}

TEST_F(Chain, AnErasedPayloadStillVerifiesAndIsGone) {
  ASSERT_TRUE(sim.store.erase({{8, {}}}).ok());
  auto report = verify();
  EXPECT_EQ(report.broken_at, 0u) << report.problem;
  EXPECT_EQ(report.erased, 1u);
  auto const& erased = sim.store.records()[7];
  EXPECT_TRUE(erased.record.payload.empty());
  EXPECT_TRUE(erased.salt.empty());
  EXPECT_TRUE(erased.record.erased);
}

TEST_F(Chain, IsWalkedInPiecesAsInOneGo) {
  ChainWalk walk;
  for (std::uint64_t pieces = 1;; ++pieces) {
    auto more = walk.go_on(sim.store, 3);
    ASSERT_TRUE(more.ok());
    EXPECT_EQ(walk.records(), std::min<std::uint64_t>(3 * pieces, 20));
    if (!*more) break;
    ASSERT_LT(pieces, 8u);
  }
  EXPECT_EQ(walk.report().records, 20u);
  EXPECT_EQ(walk.report().head_hash, verify().head_hash);
  EXPECT_TRUE(walk.report().intact());
  sim.store.records()[12].record.at.us ^= 1;
  ChainWalk again;
  while (*again.go_on(sim.store, 5)) {}
  EXPECT_EQ(again.report().broken_at, 13u);
  EXPECT_FALSE(*again.go_on(sim.store, 5)) << "it is over";
  EXPECT_EQ(again.report().records, 13u);
}

TEST_F(Chain, AWalkInPiecesTakesInWhatIsWrittenMeanwhile) {
  ChainWalk walk;
  ASSERT_TRUE(*walk.go_on(sim.store, 7));
  Counter counter;
  Journal journal(sim.world(), counter, counter.registry);
  ASSERT_TRUE(journal.open().ok());
  journal.execute(add(1, "late"));
  while (*walk.go_on(sim.store, 7)) {}
  EXPECT_EQ(walk.report().records, 22u);
  EXPECT_TRUE(walk.report().intact()) << walk.report().problem;
}

TEST_F(Chain, EqualPayloadsHaveDifferentHashesSoThatNobodyCanGuessAnErasedOne) {
  auto const& records = sim.store.records();
  StoredRecord a, b;
  a.record = b.record = records[0].record;
  seal(a, {}, sim.entropy);
  seal(b, {}, sim.entropy);
  EXPECT_NE(a.payload_hash, b.payload_hash);
}

// The encoding is part of the format: journals of today must verify for ever. Values computed apart, from the text in chain.h.
TEST(ChainFormat, IsFixed) {
  Record record;
  record.position = 3;
  record.kind = RecordKind::event;
  record.type = 402;
  record.at = {1'774'598'400'000'000};
  record.actor = Actor::person("ana");
  record.cause = 2;
  record.model = "r1";
  record.payload = {1, 2, 'o', 'k'};
  Bytes salt(salt_bytes, 7);
  auto payload = payload_hash_of(salt, record.payload);
  EXPECT_EQ(to_hex(payload), "42ef2319caab59c5e91efab95fb235b9990e1303e29941c40bbc729b7ad0585b");
  EXPECT_EQ(to_hex(chain_of({}, record, payload)), "02ece262c37bd3f94a0d82a7b6c82948245a00565eabc4f0c9e97720b2363a90");
}

}  // namespace
}  // namespace drivetrain::journal::test
