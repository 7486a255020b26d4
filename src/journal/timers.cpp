// Folding the timers (see timers.h).
#include "journal/timers.h"

#include "journal/events.h"

namespace drivetrain::journal {

void Timers::apply(Record const& record) {
  if (record.kind != RecordKind::event || record.erased) return;
  if (record.type == TimerSet::type.number) {
    TimerSet set;
    if (!decode_fields(record.payload, set)) return;
    remove(set.key);
    add({std::move(set.key), set.due, record.position, set.command, std::move(set.payload)});
  } else if (record.type == TimerCancelled::type.number) {
    TimerCancelled cancelled;
    if (decode_fields(record.payload, cancelled)) remove(cancelled.key);
  } else if (record.type == TimerFired::type.number) {
    TimerFired fired;
    if (decode_fields(record.payload, fired)) remove(fired.key);
  }
}

void Timers::clear() {
  in_order_.clear();
  by_key_.clear();
}

void Timers::remove(std::string const& key) {
  auto found = by_key_.find(key);
  if (found == by_key_.end()) return;
  in_order_.erase({found->second.due, found->second.set_at});
  by_key_.erase(found);
}

void Timers::add(Timer timer) {
  auto key = timer.key;
  auto& kept = by_key_[key] = std::move(timer);
  in_order_.emplace(Order{kept.due, kept.set_at}, &kept);
}

namespace {
struct KeptTimer {
  std::uint64_t set_at = 0;
  TimerSet what;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "set_at", self.set_at);
    visit(2, "what", self.what);
  }
};
}  // namespace

void Timers::put(Bytes& out) const {
  for (auto const* timer : in_order()) Encoder(out).blob(encode(KeptTimer{timer->set_at, {timer->key, timer->due, timer->command, timer->payload}}));
}

bool Timers::load(std::span<std::uint8_t const> in) {
  Decoder decoder(in);
  while (!decoder.done()) {
    KeptTimer kept;
    if (!decode_fields(decoder.blob(), kept) || !decoder.ok() || by_key_.contains(kept.what.key)) return false;
    add({std::move(kept.what.key), kept.what.due, kept.set_at, kept.what.command, std::move(kept.what.payload)});
  }
  return decoder.ok();
}

Timer const* Timers::next() const { return in_order_.empty() ? nullptr : in_order_.begin()->second; }

std::vector<Timer const*> Timers::in_order() const {
  std::vector<Timer const*> timers;
  timers.reserve(in_order_.size());
  for (auto const& [order, timer] : in_order_) timers.push_back(timer);
  return timers;
}

}  // namespace drivetrain::journal
