// The traces beside the tree (test/processes) come out exactly; those recorded from a running Camunda 7 to 98 %, each difference with what
// explains it. Formats and figures: docs/conformance/bpmn-traces.md.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "app/bpmn/replay_traces.h"

namespace drivetrain::app {
namespace {

std::string told(TraceReport const& report) {
  std::string text;
  for (auto const& one : report.differences) text += one.file + " seed " + std::to_string(one.seed) + ": " + one.what + "\n";
  return text;
}

class OwnTraces : public testing::TestWithParam<char const*> {};

TEST_P(OwnTraces, ComeOutAsWritten) {
  auto report = replay_traces(std::string("test/processes/") + GetParam(), {});
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_GT(report->passed, 0u);
  EXPECT_EQ(report->failed, 0u) << told(*report);
}

INSTANTIATE_TEST_SUITE_P(Processes, OwnTraces, testing::Values("probes", "patterns", "elements", "mishaps"));

TEST(CamundaTraces, AtLeastNinetyEightInAHundredAreEqualAndTheRestExplained) {
  auto const* corpora = std::getenv("DRIVETRAIN_CORPORA");
  auto folder = std::string(corpora ? corpora : "../shared/corpora") + "/bpmn-camunda";
  if (!std::filesystem::exists(folder + "/traces.jsonl")) GTEST_SKIP() << "there are no traces in " << folder;
  auto report = replay_traces(folder, {});
  ASSERT_TRUE(report.ok()) << report.error().message;
  auto all = report->passed + report->failed;
  EXPECT_GT(all, 2'000u);
  EXPECT_LE(report->failed * 50, all) << told(*report);
  for (auto const& one : report->differences) EXPECT_FALSE(one.rule.empty()) << one.file << ": " << one.what;
}

TEST(ReplayTraces, AFolderWithoutTracesIsSaid) {
  auto report = replay_traces("test/cases", {});
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().code, "DT-X901");
}

}  // namespace
}  // namespace drivetrain::app
