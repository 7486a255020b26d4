// Choices: where everything random of the proof comes from. From a seed, or from given bytes (a fuzzer's, or those of a failing run that is
// being made smaller); what was chosen can be had again as bytes. 0 is the simplest choice everywhere, and given bytes end in zeros.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/random.h"

namespace drivetrain::processes::proof {

class Choices {
 public:
  explicit Choices(std::uint64_t seed) : random_(Random(seed)) {}
  explicit Choices(std::span<std::uint8_t const> given) : given_(given.begin(), given.end()) {}

  /// 0 ≤ it < bound ≤ 256.
  std::size_t below(std::size_t bound) {
    std::uint8_t byte = random_ ? static_cast<std::uint8_t>(random_->below(256)) : at_ < given_.size() ? given_[at_] : std::uint8_t{0};
    ++at_;
    if (random_) given_.push_back(byte);
    return byte % bound;
  }
  /// In so many of a hundred.
  bool chance(std::size_t percent) { return below(100) >= 100 - percent; }
  template <class Container>
  auto const& one_of(Container const& all) { return all[below(std::min<std::size_t>(all.size(), 256))]; }

  /// Given bytes are used up.
  bool over() const { return !random_ && at_ >= given_.size(); }
  std::vector<std::uint8_t> const& taken() const { return given_; }

 private:
  std::optional<Random> random_;
  std::vector<std::uint8_t> given_;
  std::size_t at_ = 0;
};

}  // namespace drivetrain::processes::proof
