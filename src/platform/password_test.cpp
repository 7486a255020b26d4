// Passwords are kept so that they can be checked and not read.
#include "platform/password.h"

#include <gtest/gtest.h>

#include <array>

namespace drivetrain::platform {
namespace {

constexpr PasswordCost cheap{64, 1};
constexpr std::array<std::uint8_t, 16> salt{1, 2, 3}, other_salt{4, 5, 6};

TEST(Password, FitsItsHashAndNoOther) {
  auto hash = hash_password("four words in a row", salt, cheap);
  ASSERT_TRUE(hash.ok()) << hash.error().message;
  EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=64,t=1,p=1$")) << *hash;
  EXPECT_TRUE(password_fits("four words in a row", *hash));
  EXPECT_FALSE(password_fits("four words in a rov", *hash));
  EXPECT_FALSE(password_fits("", *hash));
  EXPECT_FALSE(password_fits("four words in a row", "plain text"));
}

TEST(Password, LooksDifferentWithAnotherSalt) {
  EXPECT_NE(*hash_password("four words in a row", salt, cheap), *hash_password("four words in a row", other_salt, cheap));
}

TEST(Password, CostsWhatIsRecommendedUnlessSaidOtherwise) {
  auto hash = hash_password("four words in a row", salt);
  ASSERT_TRUE(hash.ok());
  EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << *hash;
}

}  // namespace
}  // namespace drivetrain::platform
