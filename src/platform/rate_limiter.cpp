// Token buckets (see rate_limiter.h).
#include "platform/rate_limiter.h"

#include <algorithm>

namespace drivetrain::platform {

std::optional<Duration> RateLimiter::take(std::string_view key, Instant now) {
  std::lock_guard lock(mutex_);
  auto found = buckets_.find(key);
  if (found == buckets_.end()) {
    if (buckets_.size() >= most_keys_) make_room(now);
    found = buckets_.emplace(std::string(key), Bucket{rule_.burst, now}).first;
  }
  auto& bucket = found->second;
  // A clock that was set back refills nothing, but takes nothing away either.
  if (bucket.at < now) bucket.left = std::min(rule_.burst, bucket.left + static_cast<double>((now - bucket.at).us) / static_cast<double>(rule_.refill.us));
  bucket.at = now;
  if (bucket.left >= 1) {
    bucket.left -= 1;
    return std::nullopt;
  }
  return Duration{static_cast<std::int64_t>((1 - bucket.left) * static_cast<double>(rule_.refill.us)) + 1};
}

void RateLimiter::give_back(std::string_view key) {
  std::lock_guard lock(mutex_);
  if (auto found = buckets_.find(key); found != buckets_.end()) found->second.left = std::min(rule_.burst, found->second.left + 1);
}

void RateLimiter::forget(std::string_view key) {
  std::lock_guard lock(mutex_);
  if (auto found = buckets_.find(key); found != buckets_.end()) buckets_.erase(found);
}

void RateLimiter::make_room(Instant now) {
  auto full = Duration{static_cast<std::int64_t>(rule_.burst * static_cast<double>(rule_.refill.us))};
  std::erase_if(buckets_, [&](auto const& one) { return one.second.at + full <= now; });
  if (buckets_.size() >= most_keys_)
    buckets_.erase(std::min_element(buckets_.begin(), buckets_.end(), [](auto const& a, auto const& b) { return a.second.at < b.second.at; }));
}

}  // namespace drivetrain::platform
