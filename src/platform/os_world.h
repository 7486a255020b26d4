// The real surroundings: the machine's clock and the operating system's random numbers. The store comes from sqlite_store.h.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>

#include "journal/world.h"

namespace drivetrain::platform {

/// The machine's wall clock, in UTC.
class OsClock final : public journal::Clock {
 public:
  Instant now() override;
};

/// getrandom(2), fetched a page at a time because a salt is only 16 bytes. Thread-safe.
class OsEntropy final : public journal::Entropy {
 public:
  void fill(std::span<std::uint8_t> out) override;

 private:
  std::mutex mutex_;
  std::array<std::uint8_t, 4096> page_{};
  std::size_t left_ = 0;
};

struct OsWorld {
  OsWorld();
  OsClock clock;
  OsEntropy entropy;
  Random random;  ///< seeded from entropy
  journal::World world(journal::Store& store) { return {clock, random, entropy, store}; }
};

}  // namespace drivetrain::platform
