// Comparing for lists: patterns that would take for ever, texts that look like numbers, nothing.
#include "app/faces/compare.h"

#include <gtest/gtest.h>

#include <chrono>

namespace drivetrain::app::faces {
namespace {

constexpr Wildcards stars{'*', '?', '\\'}, percents{'%'};

TEST(IsLike, WildcardsStandForLetters) {
  EXPECT_TRUE(is_like("order-17", "order-*", stars));
  EXPECT_TRUE(is_like("order-17", "*17", stars));
  EXPECT_TRUE(is_like("order-17", "o*er*1?", stars));
  EXPECT_TRUE(is_like("", "*", stars));
  EXPECT_TRUE(is_like("", "", stars));
  EXPECT_TRUE(is_like("abcbc", "a*bc", stars));
  EXPECT_FALSE(is_like("order-17", "order", stars));
  EXPECT_FALSE(is_like("order-17", "*18", stars));
  EXPECT_FALSE(is_like("", "?", stars));
  EXPECT_TRUE(is_like("gr\u00fcn", "gr?n", stars)) << "one letter is one letter, however many bytes";
  EXPECT_TRUE(is_like("50*", "50\\*", stars));
  EXPECT_FALSE(is_like("500", "50\\*", stars));
  EXPECT_TRUE(is_like("P-17", "P-%", percents));
  EXPECT_FALSE(is_like("P_17", "P?%", percents));
}

TEST(IsLike, ManyWildcardsTakeNoLonger) {
  std::string text(4'000, 'a'), pattern;
  for (int i = 0; i < 200; ++i) pattern += "*a";
  auto begun = std::chrono::steady_clock::now();
  EXPECT_FALSE(is_like(text, pattern + "b", stars));
  EXPECT_FALSE(is_like(text, pattern + "*b", {'*'}));
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(1)) << "each further wildcard must not multiply it";
}

TEST(OrderOf, TextsStayTextsAndNothingIsNothing) {
  EXPECT_NE(order_of(feel::Value("007"), feel::Value("7")), 0);
  EXPECT_EQ(order_of(feel::Value(7), feel::Value("7.0")), 0) << "a number of a row, asked for in an address";
  EXPECT_LT(order_of(feel::Value(9), feel::Value(10)), 0);
  EXPECT_GT(order_of(feel::Value("9"), feel::Value("10")), 0);
  EXPECT_NE(order_of(feel::Value(), feel::Value("")), 0);
  EXPECT_EQ(order_of(feel::Value(), feel::Value()), 0);
  EXPECT_EQ(order_of(feel::Value("2026-03-27T08:00:00Z"), feel::Value("2026-03-27T09:00:00+01:00"), Order::as_time), 0);
  EXPECT_NE(order_of(feel::Value("2026-03-27T08:00:00Z"), feel::Value("2026-03-27T09:00:00+01:00")), 0);
}

}  // namespace
}  // namespace drivetrain::app::faces
