// EntryFinder: looks up one entry after the other of a context that may be large. Mostly they are asked for in the order in which they
// stand; where they are not, an index is made, so that comparing two contexts stays linear. Internal to feel/.
#pragma once

#include <string_view>
#include <unordered_map>

#include "feel/value.h"

namespace drivetrain::feel {

class EntryFinder {
 public:
  explicit EntryFinder(Context const& context) : entries_(context.entries()) {}
  /// Null pointer when there is no such entry.
  Value const* operator()(std::string_view name) {
    if (next_ < entries_.size() && entries_[next_].first == name) return &entries_[next_++].second;
    constexpr std::size_t few = 16;
    if (entries_.size() <= few) {
      for (auto const& entry : entries_)
        if (entry.first == name) return &entry.second;
      return nullptr;
    }
    if (index_.empty())
      for (std::size_t i = 0; i < entries_.size(); ++i) index_.emplace(entries_[i].first, i);
    auto found = index_.find(name);
    if (found == index_.end()) return nullptr;
    next_ = found->second + 1;
    return &entries_[found->second].second;
  }

 private:
  std::vector<std::pair<std::string, Value>> const& entries_;
  std::size_t next_ = 0;
  std::unordered_map<std::string_view, std::size_t> index_;
};

}  // namespace drivetrain::feel
