// Lines and rows from streams: whole, bounded, and never fewer than there are without a word.
#include "app/dmn/records.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/limits.h"

namespace drivetrain::app {
namespace {

std::vector<std::string> lines_of(std::string const& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  std::string line;
  for (std::uint64_t number = 1;; ++number) {
    auto more = read_line(in, line, number);
    if (!more) return {more.error().message};
    if (!*more) return lines;
    lines.push_back(line);
  }
}

TEST(Records, LinesComeWhole) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(lines_of(""), Lines{});
  EXPECT_EQ(lines_of("a\n\nb"), (Lines{"a", "", "b"}));
  for (std::size_t size : {8'190u, 8'191u, 8'192u, 8'193u, 16'382u, 16'383u, 100'000u}) {
    std::string const line(size, 'x');
    EXPECT_EQ(lines_of(line + "\n" + line), (Lines{line, line})) << size;
    EXPECT_EQ(lines_of(line + "\n"), Lines{line}) << size;
  }
  EXPECT_EQ(lines_of(std::string("a\0b\n", 4)), Lines{std::string("a\0b", 3)});
}

TEST(Records, EndlessLinesAreBounded) {
  auto told = lines_of(std::string(limits::max_request_body_bytes + 10'000, 'x'));
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0], "line 1 has more than " + std::to_string(limits::max_request_body_bytes) + " bytes");
}

TEST(Records, AQuoteThatStaysOpenIsAnError) {
  std::istringstream in("a,b\n1,\"2\n" + std::string(10'000, 'x'));
  CsvRecords records(in);
  ASSERT_TRUE(records.next());
  auto row = records.next();
  ASSERT_FALSE(row);
  EXPECT_EQ(row.error().message, "line 2: a quote is not closed");
}

TEST(Records, WhatDoesNotReachTheDiskIsSaid) {
  std::ofstream full("/dev/full");
  full << "something";
  auto written = written_whole(full, "/dev/full");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, "DT-X920");
  std::ostringstream good;
  EXPECT_TRUE(written_whole(good, "good"));
}

}  // namespace
}  // namespace drivetrain::app
