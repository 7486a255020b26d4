// Taking and trusting snapshots (see snapshot.h).
#include "journal/snapshot.h"

#include <algorithm>
#include <string_view>

namespace drivetrain::journal {

namespace {

/// Begins the bytes of a snapshot; a changed form of the envelope gets a new number.
constexpr std::string_view snapshot_magic = "drivetrain snapshot 1\n";

Error no_use(std::string why) { return {"", std::move(why), ""}; }

}  // namespace

std::string reader_of(Machine const& machine, std::string const& build) { return build + " " + to_hex(sha256(machine.image_layout())); }

std::optional<Snapshot> take_snapshot(Machine const& machine, std::uint64_t position, Sha256 const& chain, Instant last_at, Timers const& timers, std::string const& reader) {
  auto image = machine.image();
  if (!image) return std::nullopt;
  Snapshot snapshot;
  snapshot.position = position;
  snapshot.chain.assign(chain.begin(), chain.end());
  snapshot.last_at = last_at;
  snapshot.reader = reader;
  snapshot.image = std::move(*image);
  timers.put(snapshot.timers);
  return snapshot;
}

Status load_snapshot(Snapshot const& snapshot, Store& store, std::string const& reader, Machine& machine, Fold& fold) {
  if (snapshot.reader != reader) return no_use("it was written by another build of Drivetrain");
  bool fits = false;
  DT_CHECK(store.read(snapshot.position, [&](StoredRecord const& stored) {
    fits = stored.record.position == snapshot.position && std::equal(stored.chain.begin(), stored.chain.end(), snapshot.chain.begin(), snapshot.chain.end());
    return false;
  }));
  if (!fits) return no_use("it belongs to another journal, or to records that are not there");
  if (!machine.load_image(snapshot.image) || !fold.timers.load(snapshot.timers)) return no_use("its state cannot be read");
  fold.position = snapshot.position;
  fold.last_at = snapshot.last_at;
  std::copy(snapshot.chain.begin(), snapshot.chain.end(), fold.chain.begin());
  return {};
}

Bytes encode_snapshot(Snapshot const& snapshot) {
  auto body = encode(snapshot);
  auto hash = sha256(body);
  Bytes out;
  out.reserve(snapshot_magic.size() + hash.size() + body.size());
  out.assign(snapshot_magic.begin(), snapshot_magic.end());
  out.insert(out.end(), hash.begin(), hash.end());
  out.insert(out.end(), body.begin(), body.end());
  return out;
}

Result<Snapshot> decode_snapshot(std::span<std::uint8_t const> bytes) {
  auto head = snapshot_magic.size() + Sha256().size();
  if (bytes.size() < head || !std::equal(snapshot_magic.begin(), snapshot_magic.end(), bytes.begin())) return no_use("it is no snapshot of this form");
  auto hash = bytes.subspan(snapshot_magic.size(), Sha256().size());
  auto body = bytes.subspan(head);
  auto expected = sha256(body);
  Snapshot snapshot;
  if (!std::equal(hash.begin(), hash.end(), expected.begin()) || !decode_fields(body, snapshot)) return no_use("it is damaged");
  return snapshot;
}

}  // namespace drivetrain::journal
