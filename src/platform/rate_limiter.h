// RateLimiter: how often each key (an account, an address) may do something: a bucket of so many at once, refilled one by one.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace drivetrain::platform {

class RateLimiter {
 public:
  struct Rule {
    double burst;       ///< as many at once
    Duration refill;    ///< after which there is one more
  };
  /// `most_keys`: those that have been quiet longest are forgotten first.
  explicit RateLimiter(Rule rule, std::size_t most_keys = 100'000) : rule_(rule), most_keys_(most_keys) {}

  /// Takes one; when there is none, answers how long until there is. Thread-safe.
  std::optional<Duration> take(std::string_view key, Instant now);
  /// What was taken did not count after all.
  void give_back(std::string_view key);
  void forget(std::string_view key);

 private:
  struct Bucket {
    double left;
    Instant at;
  };
  void make_room(Instant now);
  Rule const rule_;
  std::size_t const most_keys_;
  std::mutex mutex_;
  std::map<std::string, Bucket, std::less<>> buckets_;
};

}  // namespace drivetrain::platform
