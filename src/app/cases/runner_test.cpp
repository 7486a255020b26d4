// A case is played as written and with the store failing in every way; the report says how much of that was tried.
#include "app/cases/runner.h"

#include <gtest/gtest.h>

#include "app/small_company_for_test.h"

namespace drivetrain::app::cases {
namespace {

Report play(std::string const& lines, Mode mode) {
  SourceText source("a.case", "model mill | at 2026-03-27T08:00\n" + lines);
  Diagnostics unreadable;
  return run(read_script(source, unreadable), test::small_company(), mode);
}

TEST(Runner, FailsEveryWriteOfAShortCaseInEveryWay) {
  auto report = play("do ann start repair {delay_hours: 4} key M-1 service repair-service tier critical as one\ndo ann take fix of one\ndo ann complete fix of one {}\nwant one asks lea\n", Mode::failing);
  EXPECT_TRUE(report.passed()) << report.failures.front().message;
  EXPECT_EQ(report.ways, "15 of 3 × 5 failures");
}

TEST(Runner, SaysHowItWentThroughALongCase) {
  std::string lines;
  for (int i = 0; i < 70; ++i) lines += "do ann signal inversions \"Queues are jumped\" as s\ndo max dispose s fix because \"talked\"\n";
  auto report = play(lines, Mode::failing);
  EXPECT_TRUE(report.passed()) << report.failures.front().message;
  EXPECT_EQ(report.ways, "180 of 140 × 5 failures, in each way at least one write in 7");
}

TEST(Runner, SaysWhatDoesNotHold) {
  auto report = play("do ann signal inversions \"Queues are jumped\"\nwant gauge inversions = 1\n", Mode::plain);
  ASSERT_EQ(report.failures.size(), 1u);
  EXPECT_EQ(report.failures.front().span.begin.line, 3u);
}

}  // namespace
}  // namespace drivetrain::app::cases
