// Places in files: what an editor would show.
#include "base/source.h"

#include <gtest/gtest.h>

namespace drivetrain {
namespace {

TEST(SourceText, offsets_become_lines_and_columns) {
  SourceText source("a.yaml", "one\ntwo\n\nfour");
  EXPECT_EQ(source.position(0), (Position{1, 1, 0}));
  EXPECT_EQ(source.position(3), (Position{1, 4, 3}));
  EXPECT_EQ(source.position(4), (Position{2, 1, 4}));
  EXPECT_EQ(source.position(8), (Position{3, 1, 8}));
  EXPECT_EQ(source.position(13), (Position{4, 5, 13}));
  EXPECT_EQ(source.position(99), (Position{4, 5, 13}));
}

TEST(SourceText, a_byte_order_mark_is_in_no_column) {
  SourceText source("a.yaml", "\xEF\xBB\xBFone\ntwo");
  EXPECT_EQ(source.position(0), (Position{1, 1, 3}));
  EXPECT_EQ(source.position(4), (Position{1, 2, 4}));
  EXPECT_EQ(source.position(7), (Position{2, 1, 7}));
  EXPECT_EQ(source.line(1), "one");
}

TEST(SourceText, columns_count_code_points) {
  SourceText source("a.yaml", "grüße: x\n€: y");
  EXPECT_EQ(source.position(9), (Position{1, 8, 9}));
  EXPECT_EQ(source.span(11, 14).end.column, 2u);
}

TEST(SourceText, gives_lines_without_their_end) {
  SourceText source("a.yaml", "one\r\ntwo\n");
  EXPECT_EQ(source.line(1), "one");
  EXPECT_EQ(source.line(2), "two");
  EXPECT_EQ(source.line(3), "");
  EXPECT_EQ(source.line(0), "");
  EXPECT_EQ(source.line(4), "");
}

TEST(SourceText, spans_name_the_file) {
  SourceText source("org/roles.yaml", "id: planner");
  auto span = source.span(4, 11);
  EXPECT_TRUE(span.known());
  EXPECT_EQ(span.file, "org/roles.yaml");
  EXPECT_EQ(span.begin.column, 5u);
  EXPECT_EQ(span.end.column, 12u);
  EXPECT_FALSE(Span{}.known());
}

TEST(SourceText, empty_file) {
  SourceText source("a.yaml", "");
  EXPECT_EQ(source.position(0), (Position{1, 1, 0}));
  EXPECT_EQ(SourceText().position(5), Position{});
}

}  // namespace
}  // namespace drivetrain
