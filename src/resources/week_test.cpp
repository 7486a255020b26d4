// Weeks as ISO 8601 counts them, over the turn of the year.
#include "resources/week.h"

#include <gtest/gtest.h>

namespace drivetrain::resources {
namespace {

TEST(Week, BeginsOnItsMonday) {
  EXPECT_EQ(*parse_week("2026-W01"), (Date{2025, 12, 29}));
  EXPECT_EQ(*parse_week("2026-W48"), (Date{2026, 11, 23}));
  EXPECT_EQ(*parse_week("2026-W53"), (Date{2026, 12, 28}));
  EXPECT_EQ(*parse_week("2027-W01"), (Date{2027, 1, 4}));
  for (auto text : {"2025-W53", "2026-W00", "2026-W54", "2026-48", "26-W48", "2026-W4", "2026-w48", ""}) EXPECT_FALSE(parse_week(text).ok()) << text;
}

TEST(Week, ARangeHasBothEnds) {
  auto weeks = parse_weeks("2026-W52/2027-W02");
  ASSERT_TRUE(weeks.ok());
  std::vector<std::string> names;
  for (auto const& week : *weeks) names.push_back(format_week(week));
  EXPECT_EQ(names, (std::vector<std::string>{"2026-W52", "2026-W53", "2027-W01", "2027-W02"}));
  EXPECT_EQ(parse_weeks("2026-W10")->size(), 1u);
  EXPECT_FALSE(parse_weeks("2026-W10/2026-W09").ok());
  EXPECT_FALSE(parse_weeks("2026-W10/2096-W09").ok());
}

TEST(Week, OfAnyDay) {
  EXPECT_EQ(format_week({2026, 11, 29}), "2026-W48");
  EXPECT_EQ(format_week({2027, 1, 3}), "2026-W53");
  EXPECT_EQ(format_week({2024, 12, 30}), "2025-W01");
}

}  // namespace
}  // namespace drivetrain::resources
