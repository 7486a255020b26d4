// xoshiro256** by Blackman and Vigna (public domain algorithm), seeded by splitmix64.
#include "base/random.h"

#include <cmath>

namespace drivetrain {

namespace {
std::uint64_t splitmix(std::uint64_t& x) {
  std::uint64_t z = (x += 0x9E3779B97F4A7C15ull);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}
std::uint64_t rotate(std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
}  // namespace

Random::Random(std::uint64_t seed) {
  for (auto& word : state_) word = splitmix(seed);
}

std::uint64_t Random::next() {
  auto result = rotate(state_[1] * 5, 7) * 9;
  auto t = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= t;
  state_[3] = rotate(state_[3], 45);
  return result;
}

double Random::uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
std::uint64_t Random::below(std::uint64_t bound) { return static_cast<std::uint64_t>(uniform() * static_cast<double>(bound)); }
double Random::exponential(double mean) { return -mean * std::log(1.0 - uniform()); }

double Random::normal() {
  auto radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
  return radius * std::cos(6.283185307179586 * uniform());
}

double Random::log_normal(double median, double sigma) { return median * std::exp(sigma * normal()); }

Random Random::fork(std::uint64_t purpose) const {
  auto mixed = state_[0] ^ rotate(state_[2], 17);
  mixed ^= purpose * 0xD1342543DE82EF95ull;
  return Random(splitmix(mixed));
}

}  // namespace drivetrain
