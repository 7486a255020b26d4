// Random: one seed, the same numbers on every machine (xoshiro256**), because a simulated company must be repeatable.
#pragma once

#include <cstdint>

namespace drivetrain {

class Random {
 public:
  explicit Random(std::uint64_t seed);
  std::uint64_t next();
  /// Uniform in [0, 1).
  double uniform();
  /// Uniform in [0, bound); bound > 0.
  std::uint64_t below(std::uint64_t bound);
  /// Exponential with the given mean; log-normal by median and sigma of the logarithm.
  double exponential(double mean);
  double log_normal(double median, double sigma);
  double normal();
  /// An independent stream for a named purpose, so that adding one consumer does not shift the others.
  Random fork(std::uint64_t purpose) const;

 private:
  std::uint64_t state_[4];
};

}  // namespace drivetrain
