// Clock and random numbers of the machine (see os_world.h).
#include "platform/os_world.h"

#include <sys/random.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>

#include "base/result.h"

namespace drivetrain::platform {

Instant OsClock::now() {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  return {std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1'000};
}

void OsEntropy::fill(std::span<std::uint8_t> out) {
  std::lock_guard lock(mutex_);
  while (!out.empty()) {
    if (left_ == 0) {
      auto got = getrandom(page_.data(), page_.size(), 0);
      DT_ASSERT((got > 0 || errno == EINTR) && "the operating system must have random numbers");
      if (got <= 0) continue;
      left_ = static_cast<std::size_t>(got);
    }
    auto taken = std::min(left_, out.size());
    left_ -= taken;
    std::memcpy(out.data(), page_.data() + left_, taken);
    std::memset(page_.data() + left_, 0, taken);  // what was given out is nobody's to find here
    out = out.subspan(taken);
  }
}

namespace {
std::uint64_t seed_from(OsEntropy& entropy) {
  std::array<std::uint8_t, 8> bytes{};
  entropy.fill(bytes);
  std::uint64_t seed;
  std::memcpy(&seed, bytes.data(), sizeof seed);
  return seed;
}
}  // namespace

OsWorld::OsWorld() : random(seed_from(entropy)) {}

}  // namespace drivetrain::platform
