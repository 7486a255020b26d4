// Fuzzing the reader of the journal: records that were damaged on the disk (and of types and contents that never were) are told to a
// company in the middle of a working day. Whatever comes, telling them ends, and every one of them can be shown; bytes of a snapshot
// give a snapshot or an error.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "app/journal_index.h"
#include "app/simulated_company.h"
#include "journal/snapshot.h"
#include "journal/timers.h"
#include "platform/files.h"

namespace {

using namespace drivetrain;
using namespace drivetrain::app;

/// The first records of a day at Tarnwick, once for all inputs.
struct Day {
  journal::SimStore store;
  std::unique_ptr<SimulatedCompany> company;
  ModelLibrary library;
  Company told{library};
  journal::Timers timers;

  Day() {
    auto files = platform::read_tree("models/tarnwick", model::belongs_to_model);
    if (!files) fail("run it in the checkout's root: there is no models/tarnwick");
    Date const monday{2026, 1, 5};
    auto compilation = model::compile(*files, {monday});
    auto zone = Zone::find(compilation.model->organisation.company.timezone.value).take();
    company = std::make_unique<SimulatedCompany>(store, 1);
    auto profile = load_profile("models/tarnwick", *compilation.model);
    auto begin = zone->to_instant({monday, hours(5).us + minutes(30).us});
    if (!profile || !company->open(compilation, begin).ok()) fail("Tarnwick cannot be played");
    simulation::People people(profile.take(), 1);
    if (!company->play(people, begin + hours(8)).ok()) fail("Tarnwick cannot be played");
    library.add(compilation.model);
  }
  [[noreturn]] static void fail(char const* why) {
    std::fprintf(stderr, "journal_fuzz: %s\n", why);
    std::exit(1);
  }
  void tell(journal::Record const& record) {
    if (record.kind != journal::RecordKind::event || !told.knows(record.type) || !told.prepare(record).ok()) return;
    timers.apply(record);
    told.apply(record);
  }
  /// The company as it was after the first `count` records.
  void begin_with(std::size_t count) {
    told.reset();
    timers.clear();
    for (std::size_t i = 0; i < count && i < store.records().size(); ++i) tell(store.records()[i].record);
  }
  void show(journal::Record const& record) {
    told.catalogue().to_json(record);
    JournalIndex::subjects_of(told.catalogue(), record);
  }
};

Day& day() {
  static Day one;
  return one;
}

/// The fuzzer's bytes, taken from the front; zeros when they are used up.
class Hand {
 public:
  Hand(std::uint8_t const* data, std::size_t size) : data_(data), left_(size) {}
  bool empty() const { return left_ == 0; }
  std::uint8_t byte() { return left_ ? --left_, *data_++ : 0; }
  std::uint16_t pair() { return static_cast<std::uint16_t>(byte() | byte() << 8); }
  Bytes bytes(std::size_t wanted) {
    Bytes taken(data_, data_ + std::min(wanted, left_));
    data_ += taken.size(), left_ -= taken.size();
    return taken;
  }

 private:
  std::uint8_t const* data_;
  std::size_t left_;
};

/// A byte changed, inserted or taken out, or the rest cut off.
void damage(Bytes& payload, Hand& hand) {
  for (int changes = hand.byte() % 8; changes > 0 && !payload.empty(); --changes) {
    auto at = static_cast<std::ptrdiff_t>(hand.pair() % payload.size());
    switch (hand.byte() % 4) {
      case 0: payload[static_cast<std::size_t>(at)] = hand.byte(); break;
      case 1: payload.insert(payload.begin() + at, hand.byte()); break;
      case 2: payload.erase(payload.begin() + at); break;
      default: payload.resize(static_cast<std::size_t>(at));
    }
  }
}

journal::Record next_record(Hand& hand, std::vector<journal::TypeInfo const*> const& types, std::uint64_t position) {
  auto choice = hand.pair();
  auto const& records = day().store.records();
  auto record = records[choice % records.size()].record;
  if (hand.byte() % 2 == 0) {
    damage(record.payload, hand);
  } else {
    auto const& type = *types[choice % types.size()];
    record.kind = type.kind, record.type = type.number;
    record.payload = hand.bytes(hand.byte());
  }
  record.position = position;
  return record;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  if (data[0] == 0xFF) {
    (void)journal::decode_snapshot({data + 1, size - 1});
    return 0;
  }
  Hand hand(data, size);
  auto types = day().told.catalogue().all();
  std::size_t position = hand.pair() % 256;
  day().begin_with(position);
  while (!hand.empty()) {
    auto record = next_record(hand, types, ++position);
    day().show(record);
    day().tell(record);
  }
  return 0;
}
