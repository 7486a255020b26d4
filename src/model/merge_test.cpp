// Merging: both changes, or none when they meet.
#include "model/merge.h"

#include <gtest/gtest.h>

namespace drivetrain::model {
namespace {

std::string const base = "a: 1\nb: 2\nc: 3\nd: 4\n";
std::string merged(std::string const& ours, std::string const& theirs) { return merge_lines(base, ours, theirs).value_or("conflict"); }

TEST(MergeLines, KeepsBothWhenTheyAreApart) {
  EXPECT_EQ(merged("a: 9\nb: 2\nc: 3\nd: 4\n", "a: 1\nb: 2\nc: 3\nd: 8\n"), "a: 9\nb: 2\nc: 3\nd: 8\n");
  EXPECT_EQ(merged("a: 9\nb: 2\nc: 3\nd: 4\n", "a: 1\nb: 7\nc: 3\nd: 4\n"), "a: 9\nb: 7\nc: 3\nd: 4\n") << "neighbouring lines";
  EXPECT_EQ(merged("new: 0\na: 1\nb: 2\nc: 3\nd: 4\n", "a: 1\nb: 2\nd: 4\n"), "new: 0\na: 1\nb: 2\nd: 4\n");
  EXPECT_EQ(merged(base, "a: 1\n"), "a: 1\n");
  EXPECT_EQ(merged("", base), "");
}

TEST(MergeLines, DoesOnceWhatBothDid) { EXPECT_EQ(merged("a: 9\nb: 2\nc: 3\nd: 4\n", "a: 9\nb: 2\nc: 3\nd: 8\n"), "a: 9\nb: 2\nc: 3\nd: 8\n"); }

TEST(MergeLines, AnswersNothingWhereTheyMeet) {
  EXPECT_EQ(merged("a: 9\nb: 2\nc: 3\nd: 4\n", "a: 8\nb: 2\nc: 3\nd: 4\n"), "conflict");
  EXPECT_EQ(merged("a: 1\nb: 2\nx: 0\nc: 3\nd: 4\n", "a: 1\nb: 2\ny: 0\nc: 3\nd: 4\n"), "conflict") << "two insertions in one place";
  EXPECT_EQ(merged("a: 1\nx: 0\nb: 2\nc: 3\nd: 4\n", "a: 1\nc: 3\nd: 4\n"), "conflict") << "an insertion beside what the other removed";
}

TEST(MergeLines, KeepsATextWithoutALastLineEnd) { EXPECT_EQ(merge_lines("a\nb\nc", "a\nb\nd", "x\nb\nc"), "x\nb\nd"); }

}  // namespace
}  // namespace drivetrain::model
