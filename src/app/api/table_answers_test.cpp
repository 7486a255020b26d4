// What the compiler says of gaps, as cells and inputs: its own words of every form that a column can take.
#include "app/api/table_answers.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace drivetrain::app::api {
namespace {

std::string cells_for(std::string const& words) {
  auto cells = gap_cells(words, {"age", "age of account", "tier"});
  return cells ? join(*cells, " | ") : "none";
}

TEST(TableAnswers, SayAGapAsCellsOfARule) {
  EXPECT_EQ(cells_for("age > 65"), "> 65 | - | -");
  EXPECT_EQ(cells_for("age >= 18 and age < 21, tier = \"A, or B\""), "[18..21) | - | \"A, or B\"");
  EXPECT_EQ(cells_for("age > 18 and age <= 21 or age > 65"), "(18..21], > 65 | - | -");
  EXPECT_EQ(cells_for("age of account <= -1, tier other than \"A\", \"B\""), "- | <= -1 | not(\"A\", \"B\")");
  EXPECT_EQ(cells_for("tier \"A\", \"B\""), "- | - | \"A\", \"B\"");
  EXPECT_EQ(cells_for("age = 3 or age missing"), "3, null | - | -");
  EXPECT_EQ(cells_for("age not missing"), "not(null) | - | -");
  EXPECT_EQ(cells_for("tier = \"5 or more\""), "- | - | \"5 or more\"");
  EXPECT_EQ(cells_for("any input"), "- | - | -");
}

TEST(TableAnswers, SayNothingWhereWordsAreMoreThanTests) {
  EXPECT_EQ(cells_for("tier \"A\", \"B\", \"C\", \"D\", \"E\", \"F\" and 3 more"), "none");
  EXPECT_EQ(cells_for("tier other than \"A\" or tier missing"), "none");
  EXPECT_EQ(cells_for("weight > 3"), "none");
  EXPECT_EQ(cells_for("age that is no number"), "none");
}

TEST(TableAnswers, SayAnExampleByColumn) {
  auto example = example_by_column("tier = \"a, age = 1\", age missing", {"age", "age of account", "tier"});
  ASSERT_TRUE(example);
  EXPECT_EQ(join(*example, " | "), "null |  | \"a, age = 1\"");
  EXPECT_FALSE(example_by_column("age about 3", {"age"}));
}

}  // namespace
}  // namespace drivetrain::app::api
