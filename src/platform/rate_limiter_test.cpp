// How often is too often.
#include "platform/rate_limiter.h"

#include <gtest/gtest.h>

namespace drivetrain::platform {
namespace {

constexpr RateLimiter::Rule three_then_one_each_ten_seconds{3, seconds(10)};
constexpr Instant noon{1'000'000'000'000};

TEST(RateLimiter, LetsSoManyThroughAndThenOneAtATime) {
  RateLimiter limiter(three_then_one_each_ten_seconds);
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(limiter.take("ann", noon)) << i;
  auto wait = limiter.take("ann", noon);
  ASSERT_TRUE(wait);
  EXPECT_NEAR(static_cast<double>(wait->us), 10e6, 10);
  EXPECT_TRUE(limiter.take("ann", noon + seconds(9)));
  EXPECT_FALSE(limiter.take("ann", noon + seconds(10)));
  EXPECT_TRUE(limiter.take("ann", noon + seconds(11)));
  EXPECT_FALSE(limiter.take("bob", noon)) << "each key has its own";
}

TEST(RateLimiter, NeverHoldsMoreThanItsBurst) {
  RateLimiter limiter(three_then_one_each_ten_seconds);
  EXPECT_FALSE(limiter.take("ann", noon));
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(limiter.take("ann", noon + hours(5))) << i;
  EXPECT_TRUE(limiter.take("ann", noon + hours(5)));
}

TEST(RateLimiter, GivesBackWhatDidNotCountAndSurvivesAClockSetBack) {
  RateLimiter limiter(three_then_one_each_ten_seconds);
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(limiter.take("ann", noon));
  limiter.give_back("ann");
  EXPECT_FALSE(limiter.take("ann", noon - hours(1)));
  EXPECT_TRUE(limiter.take("ann", noon - hours(1)));
  limiter.forget("ann");
  EXPECT_FALSE(limiter.take("ann", noon));
}

TEST(RateLimiter, ForgetsTheQuietestKeyWhenThereAreTooMany) {
  RateLimiter limiter(three_then_one_each_ten_seconds, 2);
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(limiter.take("ann", noon));
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(limiter.take("bob", noon + seconds(1)));
  EXPECT_FALSE(limiter.take("eve", noon + seconds(2)));
  EXPECT_TRUE(limiter.take("bob", noon + seconds(2))) << "bob is remembered";
  EXPECT_FALSE(limiter.take("ann", noon + seconds(2))) << "ann was the quietest";
}

}  // namespace
}  // namespace drivetrain::platform
