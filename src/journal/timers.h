// Timers: what the clock will ask for, and when. Folded from TimerSet, TimerCancelled and TimerFired on live and replay
// alike, so that a restart forgets none.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "journal/record.h"

namespace drivetrain::journal {

struct Timer {
  std::string key;
  Instant due;
  std::uint64_t set_at = 0;  ///< position of its TimerSet; of two timers due together the one set first fires first
  TypeNumber command = 0;
  Bytes payload;
};

class Timers {
 public:
  /// Any record; what is no event of a timer leaves the timers as they are.
  void apply(Record const& record);
  void clear();
  bool has(std::string_view key) const { return by_key_.contains(std::string(key)); }
  /// The one to fire next; nothing when none is set.
  Timer const* next() const;
  /// In the order in which they will fire.
  std::vector<Timer const*> in_order() const;
  std::size_t size() const { return by_key_.size(); }
  /// All timers as bytes, and back into empty timers; false when the bytes make no sense.
  void put(Bytes& out) const;
  bool load(std::span<std::uint8_t const> in);

 private:
  using Order = std::pair<Instant, std::uint64_t>;
  void remove(std::string const& key);
  void add(Timer timer);
  std::unordered_map<std::string, Timer> by_key_;
  std::map<Order, Timer const*> in_order_;
};

}  // namespace drivetrain::journal
