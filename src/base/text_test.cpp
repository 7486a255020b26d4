// Text helpers: counting, checking, suggesting.
#include "base/text.h"

#include <gtest/gtest.h>

namespace drivetrain {
namespace {

TEST(Text, counts_code_points_not_bytes) {
  EXPECT_EQ(code_point_count(""), 0u);
  EXPECT_EQ(code_point_count("abc"), 3u);
  EXPECT_EQ(code_point_count("Straße €"), 8u);
  EXPECT_EQ(code_point_count("\xF0\x9F\x90\x8E!"), 2u);
}

TEST(Text, tells_sound_utf8_from_damage) {
  for (auto text : {"", "plain", "Straße", "\xE2\x82\xAC", "\xF0\x9F\x90\x8E", "\xF4\x8F\xBF\xBF"}) EXPECT_TRUE(is_valid_utf8(text));
  // Stray continuation, cut short, overlong slash, surrogate, past U+10FFFF, and two leads that never occur.
  for (auto text : {"\x80", "\xE2\x82", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFE", "\xC3("}) EXPECT_FALSE(is_valid_utf8(text));
}

TEST(Text, trims_splits_and_joins) {
  EXPECT_EQ(trim(" \t a b\r\n"), "a b");
  EXPECT_EQ(trim(" \n "), "");
  EXPECT_EQ(split("a,,b,", ','), (std::vector<std::string_view>{"a", "", "b", ""}));
  EXPECT_EQ(split("", ','), std::vector<std::string_view>{""});
  EXPECT_EQ(join(std::vector<std::string>{"a", "b"}, ", "), "a, b");
  EXPECT_EQ(join(std::vector<std::string>{"", "b"}, ", "), ", b");
  EXPECT_EQ(join({}, ", "), "");
}

TEST(Text, knows_kebab_case) {
  for (auto text : {"a", "works-manager", "tier-1", "1st"}) EXPECT_TRUE(is_kebab_case(text)) << text;
  for (auto text : {"", "-a", "a-", "Works", "a_b", "a b", "ä"}) EXPECT_FALSE(is_kebab_case(text)) << text;
}

TEST(Text, suggests_only_what_is_near) {
  std::vector<std::string> roles{"works-manager", "cell-lead", "planner"};
  EXPECT_EQ(nearest("work-manager", roles), "works-manager");
  EXPECT_EQ(nearest("Cell-Lead", roles), "cell-lead");
  EXPECT_EQ(nearest("plannre", roles), "planner");
  EXPECT_EQ(nearest("treasurer", roles), std::nullopt);
  EXPECT_EQ(nearest("x", {}), std::nullopt);
  EXPECT_EQ(nearest(std::string(500, 'x'), roles), std::nullopt);
}

TEST(Text, counts_in_words) {
  EXPECT_EQ(counted(0, "rule"), "0 rules");
  EXPECT_EQ(counted(1, "rule"), "1 rule");
  EXPECT_EQ(counted(2, "entity", "entities"), "2 entities");
  EXPECT_EQ(lower_ascii("DT-X9 Ä"), "dt-x9 Ä");
}

}  // namespace
}  // namespace drivetrain
