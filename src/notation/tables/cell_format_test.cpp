// The same stored number is an amount, a day, a time or a percentage.
#include "notation/tables/cell_format.h"

#include <gtest/gtest.h>

namespace drivetrain::notation {
namespace {

std::string shown(double value, CellFormat const& format, DateSystem system = DateSystem::from_1900) { return shown_number(value, format, system).text; }

TEST(CellFormat, BuiltInFormats) {
  EXPECT_EQ(shown(46027, builtin_format(14)), "2026-01-05");
  EXPECT_EQ(shown(46027.34375, builtin_format(22)), "2026-01-05T08:15");
  EXPECT_EQ(shown(0.3125, builtin_format(20)), "07:30");
  EXPECT_EQ(shown(0.95, builtin_format(9)), "95 %");
  EXPECT_EQ(shown(15000, builtin_format(3)), "15000");
  EXPECT_EQ(shown(0.1 + 0.2, builtin_format(0)), "0.3");
}

TEST(CellFormat, OwnFormats) {
  EXPECT_EQ(shown(46027, format_of_code("dd.mm.yyyy")), "2026-01-05");
  EXPECT_EQ(shown(46027, format_of_code("[$-407]d. mmmm yyyy")), "2026-01-05");
  EXPECT_EQ(shown(15000, format_of_code("#,##0\\ \"€\"")), "15000 €");
  EXPECT_EQ(shown(15000, format_of_code("#,##0.00 [$€-407]")), "15000 €");
  EXPECT_EQ(shown(15000, format_of_code("\"approx. \"#,##0")), "15000");
  EXPECT_EQ(shown(0.125, format_of_code("0.0%")), "12.5 %");
  EXPECT_EQ(shown(1.0625, format_of_code("[h]:mm")), "25:30");
  EXPECT_EQ(shown(5, format_of_code("0;[Red]-0 \"days\"")), "5");
}

TEST(CellFormat, DaySystems) {
  // ECMA-376-1 §18.17.4.1: 1900 has a 29 February that never was.
  EXPECT_EQ(shown(1, builtin_format(14)), "1900-01-01");
  EXPECT_EQ(shown(59, builtin_format(14)), "1900-02-28");
  EXPECT_EQ(shown(61, builtin_format(14)), "1900-03-01");
  EXPECT_EQ(shown(0, builtin_format(14), DateSystem::from_1904), "1904-01-01");
  EXPECT_EQ(shown(44565, builtin_format(14), DateSystem::from_1904), "2026-01-05");
  EXPECT_EQ(shown(-1, builtin_format(14)), "-1");
  EXPECT_EQ(shown_number(1e300, builtin_format(14), DateSystem::from_1900).kind, CellKind::number);
}

}  // namespace
}  // namespace drivetrain::notation
