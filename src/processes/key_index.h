// KeyIndex: which open cases have a business key. Of nearly every key there is one case, and there may be a million cases.
#pragma once

#include <cstdint>
#include <set>
#include <unordered_map>
#include <utility>

namespace drivetrain::processes {

/// Case numbers by the hash of what they are looked up by; whoever asks compares the words themselves. One look finds the oldest;
/// only keys that several cases share need more.
class KeyIndex {
 public:
  /// A number stands for a hash once.
  void add(std::uint64_t hash, std::uint64_t number) {
    auto [place, first] = oldest_.try_emplace(hash, number);
    if (first || place->second == number) return;
    if (number < place->second) std::swap(number, place->second);
    later_.insert({hash, number});
  }
  void remove(std::uint64_t hash, std::uint64_t number) {
    auto place = oldest_.find(hash);
    if (place == oldest_.end()) return;
    if (place->second != number) {
      later_.erase({hash, number});
      return;
    }
    if (auto next = later_.lower_bound({hash, 0}); next != later_.end() && next->first == hash) {
      place->second = next->second;
      later_.erase(next);
    } else {
      oldest_.erase(place);
    }
  }
  void clear() { oldest_.clear(), later_.clear(); }
  /// Ascending, until `visit` answers false.
  template <class Visit>
  void each(std::uint64_t hash, Visit&& visit) const {
    auto place = oldest_.find(hash);
    if (place == oldest_.end() || !visit(place->second)) return;
    for (auto next = later_.lower_bound({hash, 0}); next != later_.end() && next->first == hash; ++next)
      if (!visit(next->second)) return;
  }

 private:
  std::unordered_map<std::uint64_t, std::uint64_t> oldest_;
  std::set<std::pair<std::uint64_t, std::uint64_t>> later_;  ///< hash and number of all but the oldest
};

}  // namespace drivetrain::processes
