// Positions: where in the journal something is spoken of, kept short, because there are millions of such lists.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace drivetrain::app {

/// Ascending positions of the journal, each kept as its distance from the one before: those of a case that waits lie close together
/// and need no memory beyond the object itself. Not safe for several threads.
class Positions {
 public:
  /// Precondition: greater than the last.
  void add(std::uint64_t position) {
    DT_ASSERT(position > last_);
    auto distance = position - last_;
    last_ = position;
    for (; distance >= 0x80; distance >>= 7) bytes_.push_back(static_cast<char>(distance | 0x80));
    bytes_.push_back(static_cast<char>(distance));
  }
  /// Ascending.
  std::vector<std::uint64_t> all() const {
    std::vector<std::uint64_t> positions;
    std::uint64_t position = 0, distance = 0;
    int shift = 0;
    for (auto c : bytes_) {
      auto byte = static_cast<unsigned char>(c);
      distance |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      shift += 7;
      if (byte & 0x80) continue;
      positions.push_back(position += distance);
      distance = 0, shift = 0;
    }
    return positions;
  }

 private:
  std::string bytes_;       ///< up to fifteen bytes stand in the object
  std::uint64_t last_ = 0;
};

}  // namespace drivetrain::app
