// The public DMN kit, whole: every case of levels 2 and 3, and what of the non-compliant folder is decided. Folder: DRIVETRAIN_CORPORA, or
// ../shared/corpora beside the checkout. And that the runner itself can fail.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "app/dmn/kit_run.h"

namespace drivetrain::app {
namespace {

namespace fs = std::filesystem;

fs::path kit_folder() {
  if (auto set = std::getenv("DRIVETRAIN_CORPORA")) return fs::path(set) / "dmn-tck";
  for (auto at = fs::current_path();; at = at.parent_path()) {
    if (fs::exists(at / "src/app/dmn/kit_run.h")) return at / "../shared/corpora/dmn-tck";
    if (at == at.root_path()) return at / "nowhere";
  }
}

void expect_all_passed(char const* level) {
  auto folder = kit_folder() / level;
  if (!fs::exists(folder)) GTEST_SKIP() << "there is no " << folder.string() << "; DRIVETRAIN_CORPORA names the folder that holds dmn-tck";
  auto report = run_kit(folder.string(), {});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_GT(report->passed, 0u);
  for (auto const& row : report->rows) EXPECT_TRUE(row.passed) << row.folder << "/" << row.file << " " << row.test << ": " << row.message;
}

TEST(Kit, Level2) { expect_all_passed("compliance-level-2"); }
TEST(Kit, Level3) { expect_all_passed("compliance-level-3"); }
TEST(Kit, NonCompliant) { expect_all_passed("non-compliant"); }

// What the runner must tell apart: each case of this kit differs from its model in one way.
class KitRunnerTest : public testing::Test {
 protected:
  KitRunnerTest() : folder_(fs::path(testing::TempDir()) / "kit-runner") {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    write("m.dmn", R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="n" name="m" id="m">
      <decision name="third" id="a"><variable name="third"/><literalExpression><text>1/3</text></literalExpression></decision>
      <decision name="both" id="b"><variable name="both"/><literalExpression><text>{a: 1, b: null}</text></literalExpression></decision>
      <decision name="quiet" id="c"><variable name="quiet"/><literalExpression><text>null</text></literalExpression></decision>
      <decision name="loud" id="d"><variable name="loud"/><literalExpression><text>1 + "a"</text></literalExpression></decision></definitions>)");
  }
  ~KitRunnerTest() override { fs::remove_all(folder_); }
  void write(std::string const& name, std::string const& text) { std::ofstream(folder_ / name) << text; }
  std::string message(std::string const& result) {
    write("m-test.xml", R"(<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
      xmlns:xsd="http://www.w3.org/2001/XMLSchema"><modelName>m.dmn</modelName><testCase id="1">)" + result + "</testCase></testCases>");
    auto report = run_kit(folder_.string(), {});
    if (!report || report->rows.size() != 1) return "not one row";
    return report->rows[0].passed ? "passed" : report->rows[0].message;
  }
  static std::string number(std::string const& name, std::string const& value) {
    return "<resultNode name=\"" + name + "\"><expected><value xsi:type=\"xsd:decimal\">" + value + "</value></expected></resultNode>";
  }
  fs::path folder_;
};

TEST_F(KitRunnerTest, NumbersAreNearWithin1e8) {
  EXPECT_EQ(message(number("third", "0.33333333")), "passed");
  EXPECT_THAT(message(number("third", "0.3333333")), testing::HasSubstr("expected 0.3333333, but 0.33333"));
}

TEST_F(KitRunnerTest, ContextsHaveTheSameEntries) {
  auto component = [](std::string const& name, std::string const& value) { return "<component name=\"" + name + "\">" + value + "</component>"; };
  auto one = component("a", "<value xsi:type=\"xsd:decimal\">1</value>"), none = component("b", "<value xsi:nil=\"true\"/>");
  EXPECT_EQ(message("<resultNode name=\"both\"><expected>" + one + none + "</expected></resultNode>"), "passed");
  EXPECT_THAT(message("<resultNode name=\"both\"><expected>" + one + "</expected></resultNode>"), testing::HasSubstr("expected {a: 1}"));
}

TEST_F(KitRunnerTest, AnErrorNeedsADiagnostic) {
  auto error = [](std::string const& name) { return "<resultNode name=\"" + name + "\" errorResult=\"true\"><expected><value xsi:nil=\"true\"/></expected></resultNode>"; };
  EXPECT_EQ(message(error("loud")), "passed");
  EXPECT_THAT(message(error("quiet")), testing::HasSubstr("no diagnostic says why"));
}

TEST_F(KitRunnerTest, EveryResultCounts) {
  EXPECT_THAT(message(number("third", "0.33333333") + number("both", "1")), testing::HasSubstr("both: expected 1"));
  EXPECT_EQ(message(number("fourth", "1")), "there is no decision \"fourth\"");
}

TEST_F(KitRunnerTest, WhatWasMeantAsATestAndCannotBeReadHasFailed) {
  message(number("third", "0.33333333"));
  write("notes.xml", "<notes/>");
  write("half.xml", "<notes");
  EXPECT_EQ(run_kit(folder_.string(), {})->failed, 0u) << "other XML may lie about";
  write("0001-cut-test-01.xml", "<?xml version=\"1.0\"?><tc:test");
  write("cut.xml", "<?xml version=\"1.0\"?><!-- a comment --><tc:testCases xmlns:tc=\"http://www.omg.org/spec/DMN/20160719/testcase\"><tc:testCase>");
  auto report = run_kit(folder_.string(), {});
  EXPECT_EQ(report->passed, 1u);
  EXPECT_EQ(report->failed, 2u);
  for (auto const& row : report->rows) {
    if (!row.passed) {
      EXPECT_THAT(row.message, testing::StartsWith("the test file cannot be read: line 1: ")) << row.file;
    }
  }
}

TEST_F(KitRunnerTest, CsvIsTheVendorsFormat) {
  message(number("third", "0.33333333"));
  EXPECT_THAT(to_csv(*run_kit(folder_.string(), {})), testing::MatchesRegex("\"kit-runner\",\"m-test\",\"1\",\"SUCCESS\",\"\"\n"));
  EXPECT_FALSE(run_kit((folder_ / "absent").string(), {}));
}

}  // namespace
}  // namespace drivetrain::app
