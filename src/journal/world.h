// World: all that the engine may ask of its surroundings. The real one is in platform/, the simulated one in
// journal/sim_world.h; tests, what-if and crash proofs run on the latter.
#pragma once

#include "base/random.h"
#include "base/time.h"

namespace drivetrain::journal {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() = 0;
};

class Store;

struct World {
  Clock& clock;
  Random& random;
  Store& store;
};

}  // namespace drivetrain::journal
