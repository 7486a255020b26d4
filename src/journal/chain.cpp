// Sealing and verifying (see chain.h).
#include "journal/chain.h"

#include <algorithm>

#include "journal/chain_walk.h"
#include "journal/events.h"

namespace drivetrain::journal {

namespace {

constexpr std::uint8_t header_version = 1;
constexpr std::uint64_t records_between_words = 4'096;

void put_text(Encoder& encoder, std::string const& text) {
  encoder.varint(text.size());
  encoder.raw(text.data(), text.size());
}

void put_header(Bytes& out, Record const& record) {
  Encoder encoder(out);
  encoder.varint(header_version);
  encoder.varint(record.position);
  encoder.varint(static_cast<std::uint64_t>(record.kind));
  encoder.varint(record.type);
  encoder.varint(codec_detail::zigzag(record.at.us));
  encoder.varint(static_cast<std::uint64_t>(record.actor.kind));
  put_text(encoder, record.actor.id);
  encoder.varint(record.cause);
  put_text(encoder, record.model);
}

std::string problem_of(StoredRecord const& stored, std::uint64_t expected_position, Sha256 const& previous) {
  auto const& record = stored.record;
  if (record.position != expected_position)
    return "record " + std::to_string(expected_position) + " is missing; the next one that is there is " + std::to_string(record.position);
  if (!record.erased && payload_hash_of(stored.salt, record.payload) != stored.payload_hash)
    return "the content of record " + std::to_string(record.position) + " is not what was written";
  if (chain_of(previous, record, stored.payload_hash) != stored.chain)
    return "record " + std::to_string(record.position) + " does not continue the chain: its origin, time, type, content hash or link was altered";
  return {};
}

}  // namespace

Sha256 payload_hash_of(Bytes const& salt, Bytes const& payload) {
  Bytes content;
  content.reserve(salt.size() + payload.size());
  Encoder encoder(content);
  encoder.raw(salt.data(), salt.size());
  encoder.raw(payload.data(), payload.size());
  return sha256(content);
}

Sha256 chain_of(Sha256 const& previous, Record const& record, Sha256 const& payload_hash) {
  Bytes link;
  link.reserve(previous.size() + payload_hash.size() + record.actor.id.size() + record.model.size() + 48);
  link.assign(previous.begin(), previous.end());
  put_header(link, record);
  link.insert(link.end(), payload_hash.begin(), payload_hash.end());
  return sha256(link);
}

void seal(StoredRecord& stored, Sha256 const& previous, Entropy& entropy) {
  stored.salt.resize(salt_bytes);
  entropy.fill(stored.salt);
  stored.payload_hash = payload_hash_of(stored.salt, stored.record.payload);
  stored.chain = chain_of(previous, stored.record, stored.payload_hash);
}

/// An order answers for its tombstones. Several orders may name one record; the last says what remains.
void ChainWalk::note_order(Record const& record) {
  ErasureOrdered order;
  if (record.kind != RecordKind::event || record.type != ErasureOrdered::type.number || !decode_fields(record.payload, order)) return;
  ChainReport::Erasure erasure{record.position, record.at, order.erasure, order.about, order.reason, order.by, order.records.size(), 0};
  for (auto const& tombstone : order.records) {
    auto found = tombstones_.find(tombstone.position);
    if (found == tombstones_.end()) ++erasure.pending;
    else if (std::equal(found->second.remains.begin(), found->second.remains.end(), tombstone.remains.begin(), tombstone.remains.end())) found->second.ordered = true;
  }
  report_.erasures.push_back(std::move(erasure));
}

void ChainWalk::look_at(StoredRecord const& stored) {
  ++report_.records;
  if (stored.record.erased) ++report_.erased;
  report_.problem = problem_of(stored, report_.records, previous_);
  if (!report_.problem.empty()) {
    report_.broken_at = report_.records;
    return;
  }
  previous_ = stored.chain;
  if (stored.record.erased) tombstones_[stored.record.position] = {sha256(stored.record.payload), false};
  else note_order(stored.record);
}

Result<bool> ChainWalk::go_on(Store& store, std::uint64_t most, std::function<void(std::uint64_t)> const& walked) {
  std::uint64_t seen = 0;
  if (report_.broken_at == 0)
    DT_CHECK(store.read(report_.records + 1, [&](StoredRecord const& stored) {
      look_at(stored);
      if (walked && report_.records % records_between_words == 0) walked(report_.records);
      return report_.broken_at == 0 && ++seen < most;
    }));
  return report_.broken_at == 0 && seen == most;
}

ChainReport ChainWalk::report() const {
  auto report = report_;
  for (auto const& [position, tombstone] : tombstones_)
    if (!tombstone.ordered) report.unordered.push_back(position);
  report.head_hash = to_hex(previous_);
  return report;
}

Result<ChainReport> verify_chain(Store& store, std::function<void(std::uint64_t)> const& walked) {
  ChainWalk walk;
  DT_CHECK(walk.go_on(store, UINT64_MAX, walked));
  return walk.report();
}

}  // namespace drivetrain::journal
