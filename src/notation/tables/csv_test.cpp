// CSV as programs really write it.
#include "notation/tables/csv.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "base/text.h"

namespace drivetrain::notation {
namespace {

std::string shown(std::string_view bytes) {
  auto table = read_csv("t.csv", bytes);
  if (!table) return table.error().message;
  std::string text;
  for (auto const& row : table->rows) {
    text += std::to_string(row.number) + ":";
    for (auto const& cell : row.cells) text += "[" + cell.text + "]";
    text += " ";
  }
  if (!text.empty()) text.pop_back();
  return text;
}

TEST(Csv, SeparatorIsFound) {
  EXPECT_EQ(shown("a,b\n1,2\n"), "1:[a][b] 2:[1][2]");
  EXPECT_EQ(shown("a;b\n1,5;2,5\n"), "1:[a][b] 2:[1,5][2,5]");
  EXPECT_EQ(shown("a\tb\r\n1\t2\r\n"), "1:[a][b] 2:[1][2]");
  EXPECT_EQ(shown("sep=|\na|b\n1|2"), "2:[a][b] 3:[1][2]");
}

TEST(Csv, QuotesHoldSeparatorsBreaksAndQuotes) {
  EXPECT_EQ(shown("a,b\n\"x, \"\"y\"\"\",\"two\nlines\"\nlast,row\n"), "1:[a][b] 2:[x, \"y\"][two\nlines] 4:[last][row]");
}

TEST(Csv, RaggedAndEmptyRowsKeepTheirNumbers) { EXPECT_EQ(shown("a,b,c\n\n1\n,,\n1,2,3,4\n"), "1:[a][b][c] 3:[1] 5:[1][2][3][4]"); }

TEST(Csv, AQuoteThatNobodyClosesIsALetterAndIsNoted) {
  auto table = read_csv("t.csv", "name,size\nbolt,\"5\nnut,6\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows.size(), 3u);
  EXPECT_EQ(table->rows[1].at(1).text, "\"5");
  ASSERT_FALSE(table->notes.empty());
  EXPECT_NE(table->notes.back().find("line 2"), std::string::npos);
}

TEST(Csv, EncodingsAreUndone) {
  EXPECT_EQ(shown("\xEF\xBB\xBFname,x\nM\xC3\xBCller,1"), "1:[name][x] 2:[Müller][1]");
  EXPECT_EQ(shown("name;Betrag\nM\xFCller;15.000 \x80\n"), "1:[name][Betrag] 2:[Müller][15.000 €]");
  EXPECT_EQ(shown(std::string_view("\xFF\xFE" "a\0,\0b\0\n\0\xFC\0,\0" "1\0", 16)), "1:[a][b] 2:[ü][1]");
  EXPECT_EQ(shown("a,b\n1\xC2\xA0" "500,x\n"), "1:[a][b] 2:[1 500][x]");
}

TEST(Csv, WhatIsNoTableIsRefused) {
  EXPECT_NE(shown("").find("holds no row"), std::string::npos);
  EXPECT_NE(shown("\n\n,,\n").find("holds no row"), std::string::npos);
  EXPECT_NE(shown(std::string_view("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0", 11)).find("old binary workbook"), std::string::npos);
  EXPECT_NE(shown(std::string_view("\x89PNG\0\0\0\0", 8)).find("is no text"), std::string::npos);
}

TEST(Csv, BoundsHold) {
  std::string rows;
  for (std::size_t i = 0; i <= limits::max_table_rows; ++i) rows += "a,b\n";
  EXPECT_NE(shown(rows).find("more than 20000 rows"), std::string::npos);
  EXPECT_NE(shown(std::string(limits::max_table_columns + 1, ',') + "x\n").find("columns in line 1"), std::string::npos);
  EXPECT_NE(shown("a," + std::string(limits::max_table_cell_bytes + 1, 'x')).find("a cell of more than"), std::string::npos);
}

}  // namespace
}  // namespace drivetrain::notation
