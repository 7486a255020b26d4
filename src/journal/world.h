// World: all that the engine may ask of its surroundings. The real one is in platform/, the simulated one in
// journal/sim_world.h; tests, what-if and crash proofs run on the latter.
#pragma once

#include <cstdint>
#include <span>

#include "base/random.h"
#include "base/time.h"

namespace drivetrain::journal {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() = 0;
};

/// Bytes that nobody can guess: salts that keep an erased payload erased. A simulated world draws them from its seed.
class Entropy {
 public:
  virtual ~Entropy() = default;
  virtual void fill(std::span<std::uint8_t> out) = 0;
};

class Store;

struct World {
  Clock& clock;
  Random& random;
  Entropy& entropy;
  Store& store;
};

}  // namespace drivetrain::journal
