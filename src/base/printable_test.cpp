// Words of others, made fit for records and screens.
#include <gtest/gtest.h>

#include "base/printable.h"

namespace drivetrain {
namespace {

TEST(Printable, IsTheSameTextWhenThatIsFine) {
  EXPECT_EQ(printable("Grüße, 5 €"), "Grüße, 5 €");
  EXPECT_EQ(printable(""), "");
}

TEST(Printable, CutsBetweenLetters) {
  EXPECT_EQ(printable("aé", 2), "a") << "é has two bytes";
  EXPECT_EQ(printable("aé", 3), "aé");
  EXPECT_EQ(printable("abc", 0), "");
}

TEST(Printable, ShowsThatSomethingWasThereWhichIsNoText) {
  EXPECT_EQ(printable("a\xFF\xFE" "b"), "a\xEF\xBF\xBD\xEF\xBF\xBD" "b");
  EXPECT_EQ(printable("cut \xC3"), "cut \xEF\xBF\xBD");
  EXPECT_EQ(printable("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD") << "half a pair of UTF-16";
  EXPECT_EQ(printable(std::string_view("\x1B[31m\0\x7F", 7)), "\xEF\xBF\xBD[31m\xEF\xBF\xBD\xEF\xBF\xBD") << "no commands to a terminal";
  EXPECT_EQ(printable("\xC2\x9B" "2J"), "\xEF\xBF\xBD" "2J") << "nor those of C1";
}

TEST(Printable, KeepsLinesWhereThereMayBeSeveral) {
  EXPECT_EQ(printable("a\r\n\tb"), "a   b");
  EXPECT_EQ(printable("a\r\n\tb", 100, Lines::several), "a\r\n\tb");
}

}  // namespace
}  // namespace drivetrain
