// Wants can fail: each of these cases wants something that is not so, and says what there is instead.
#include "app/cases/wants.h"

#include <gtest/gtest.h>

#include "app/cases/runner.h"
#include "app/small_company_for_test.h"

namespace drivetrain::app::cases {
namespace {

/// What the first line that does not hold says; empty when all hold.
std::string played(std::string const& lines) {
  SourceText source("a.case", "model mill | at 2026-03-27T08:00\n" + lines);
  Diagnostics unreadable;
  auto script = read_script(source, unreadable);
  EXPECT_TRUE(unreadable.empty());
  auto report = run(script, test::small_company(), Mode::plain);
  return report.passed() ? "" : report.failures.front().message;
}

std::string const shift = R"(
do lea propose "Margin first" because "the bank asks" {Objective: {keep-running: {weight: 55}, margin: {weight: 45}}} as shift
do max decide shift approve because "agreed"
)";

TEST(Wants, AskTheJournalForWhatCameAfterTheLastDo) {
  EXPECT_EQ(played(shift + "want journal has ModelDeployed {change: shift}"), "");
  EXPECT_EQ(played(shift + "want journal ever had ModelDeployed {reason: \"first version\"}"), "");
  EXPECT_EQ(played(shift + "want journal never had WorkStarted"), "");
  EXPECT_EQ(played(shift + "want journal has ModelDeployed {reason: \"first version\"}").substr(0, 54), "the journal has no such ModelDeployed since the last d");
  EXPECT_EQ(played(shift + "want journal lacks ModelDeployed").substr(0, 31), "the journal has ModelDeployed {");
}

TEST(Wants, HoldTwoEventsAgainstAClock) {
  auto story = shift + "after 2 h\n";
  EXPECT_EQ(played(story + "want journal has QueuesReordered within 1 s of ModelDeployed"), "");
  EXPECT_EQ(played(story + "want journal ever had KpiMeasured within 1 s of ModelDeployed"), "");
  EXPECT_EQ(played("do ann signal inversions \"Queues are jumped\"\nafter 2 days\nwant journal has OccurrenceMissed within 1 s of SignalRaised").substr(0, 52),
            "wanted OccurrenceMissed within 1 s of SignalRaised, ");
}

TEST(Wants, CompareVersionsByTheirFiles) {
  EXPECT_EQ(played(shift + "want version 2 is in force ; version 2 is as version 2"), "");
  EXPECT_EQ(played(shift + "want version 1 is in force"), "wanted version 1, but version 2 is in force");
  EXPECT_EQ(played(shift + "want version 2 is as version 1"), "version 2 is not as version 1: strategy.yaml differs");
  EXPECT_EQ(played(shift + "want version 3 is as version 1"), "there is no version 3; there are 2");
}

}  // namespace
}  // namespace drivetrain::app::cases
