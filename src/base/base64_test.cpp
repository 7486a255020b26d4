// RFC 4648 §10, and what must be refused.
#include "base/base64.h"

#include <gtest/gtest.h>

namespace drivetrain {
namespace {

TEST(Base64, VectorsOfTheStandard) {
  std::pair<char const*, char const*> const vectors[] = {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}};
  for (auto const& [bytes, text] : vectors) {
    EXPECT_EQ(to_base64(bytes), text);
    EXPECT_EQ(from_base64(text), bytes);
  }
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  EXPECT_EQ(from_base64(to_base64(all)), all);
}

TEST(Base64, OtherTextsAreRefused) {
  for (auto text : {"Zg", "Zg=", "Zg==Zg==", "Z===", "Zm9v\n", "Zm9_", "Zh==", "Zm9="}) EXPECT_FALSE(from_base64(text)) << text;
}

}  // namespace
}  // namespace drivetrain
