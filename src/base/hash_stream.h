// SHA-256 of what comes in pieces: files that need not fit into memory.
#pragma once

#include <memory>

#include "base/hash.h"

namespace drivetrain {

class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(Sha256Stream const&) = delete;
  void add(std::span<std::uint8_t const> bytes);
  /// Ends it; to be called once.
  Sha256 digest();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace drivetrain
