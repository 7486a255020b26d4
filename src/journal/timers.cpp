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
    auto key = set.key;
    auto& timer = by_key_[key] = {std::move(set.key), set.due, record.position, set.command, std::move(set.payload)};
    in_order_.emplace(Order{timer.due, timer.set_at}, &timer);
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

Timer const* Timers::next() const { return in_order_.empty() ? nullptr : in_order_.begin()->second; }

std::vector<Timer const*> Timers::in_order() const {
  std::vector<Timer const*> timers;
  timers.reserve(in_order_.size());
  for (auto const& [order, timer] : in_order_) timers.push_back(timer);
  return timers;
}

}  // namespace drivetrain::journal
