// drivetrain bpmn on files: what is written where, what is said, and with which exit code.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>

#include "app/cli/verbs.h"
#include "platform/files.h"

namespace drivetrain::app::cli {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr char const* plain =
    "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"u\">\n  <process id=\"p\" "
    "name=\"Pack\"><startEvent id=\"s\"/><task id=\"t\" name=\"Pack it\"/>"
    "<sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"t\"/></process>\n</definitions>\n";

class BpmnVerbs : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("drivetrain_bpmn_" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder_);
    write("p.bpmn", plain);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void write(std::string const& name, std::string const& text) { ASSERT_TRUE(platform::write_file(path(name), text).ok()); }
  std::string read(std::string const& name) { return platform::read_file(path(name)).take(); }
  std::string path(std::string const& name) const { return (folder_ / name).string(); }
  int run(std::vector<std::string> arguments, bool json = false) {
    CLI::App app;
    Settings settings{.json = json};
    cli::Run chosen;
    add_bpmn(app, settings, chosen);
    arguments.insert(arguments.begin(), "bpmn");
    std::reverse(arguments.begin(), arguments.end());
    app.parse(arguments);
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    auto code = chosen();
    out_ = testing::internal::GetCapturedStdout(), err_ = testing::internal::GetCapturedStderr();
    return code;
  }
  std::filesystem::path folder_;
  std::string out_, err_;
};

TEST_F(BpmnVerbs, LayoutWritesWhereItIsTold) {
  EXPECT_EQ(run({"layout", path("p.bpmn")}), exit_ok);
  EXPECT_THAT(out_, HasSubstr("bpmnElement=\"t\""));
  EXPECT_THAT(err_, HasSubstr("laid out, 2 shapes and 1 edge added"));
  EXPECT_EQ(read("p.bpmn"), plain) << "nothing is written unless told where";
  EXPECT_EQ(run({"layout", path("p.bpmn"), "--out", path("q.bpmn")}), exit_ok);
  EXPECT_EQ(out_, "");
  auto laid_out = read("q.bpmn");
  EXPECT_THAT(laid_out, HasSubstr("<bpmndi:BPMNPlane"));
  EXPECT_EQ(run({"layout", path("q.bpmn"), "--in-place"}), exit_ok);
  EXPECT_THAT(err_, HasSubstr("has its place already"));
  EXPECT_EQ(read("q.bpmn"), laid_out);
  EXPECT_EQ(run({"layout", path("q.bpmn"), "--in-place", "--force"}), exit_ok);
  EXPECT_EQ(read("q.bpmn"), laid_out) << "laid out anew it stands as it stood";
  EXPECT_EQ(run({"layout", path("p.bpmn"), "--in-place"}), exit_ok);
  EXPECT_EQ(read("p.bpmn"), laid_out);
}

TEST_F(BpmnVerbs, LayoutSpeaksJson) {
  EXPECT_EQ(run({"layout", path("p.bpmn"), "--out", path("q.bpmn")}, true), exit_ok);
  EXPECT_EQ(out_, "{\"file\":\"" + path("p.bpmn") +
                      "\",\"state\":\"laid out\",\"diagrams\":1,\"shapes_added\":2,\"edges_added\":1,\"remarks\":[],\"written\":\"" +
                      path("q.bpmn") + "\"}\n");
}

TEST_F(BpmnVerbs, SvgDrawsAlsoWhatHasNoDiagramAndLeavesTheFileAlone) {
  EXPECT_EQ(run({"svg", path("p.bpmn"), "--out", path("p.svg")}), exit_ok);
  EXPECT_THAT(read("p.svg"), HasSubstr("<title>Task: Pack it</title>"));
  EXPECT_THAT(err_, HasSubstr("2 shapes and 1 edge drawn to"));
  EXPECT_EQ(read("p.bpmn"), plain);
  EXPECT_EQ(run({"svg", path("p.bpmn")}), exit_ok);
  EXPECT_EQ(out_, read("p.svg"));
  EXPECT_EQ(run({"svg", path("p.bpmn")}, true), exit_ok);
  EXPECT_THAT(out_, StartsWith("{\"file\":"));
  EXPECT_THAT(out_, HasSubstr("\"shapes\":2,\"edges\":1"));
}

TEST_F(BpmnVerbs, WhatCannotBeDoneIsSaidWithItsExitCode) {
  EXPECT_EQ(run({"svg", path("absent.bpmn")}), exit_not_found);
  EXPECT_EQ(run({"layout", path("absent.bpmn")}), exit_not_found);
  write("broken.bpmn", "<definitions>");
  EXPECT_EQ(run({"svg", path("broken.bpmn")}), exit_findings);
  EXPECT_THAT(err_, HasSubstr("DT-R030"));
  EXPECT_EQ(run({"layout", path("broken.bpmn"), "--in-place"}), exit_findings);
  EXPECT_EQ(read("broken.bpmn"), "<definitions>");
  EXPECT_EQ(run({"svg", path("p.bpmn"), "--diagram", "two"}), exit_not_found);
  EXPECT_THAT(err_, HasSubstr("the file has no diagram two"));
  EXPECT_EQ(run({"layout", path("p.bpmn"), "--in-place", "--out", path("q.bpmn")}), exit_usage);
  EXPECT_THAT(err_, Not(HasSubstr("added")));
}

}  // namespace
}  // namespace drivetrain::app::cli
