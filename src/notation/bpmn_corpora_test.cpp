// Diagrams that others made: the reference models of the BPMN Model Interchange Working Group, exports of many tools, and the test
// models of another engine. All are read whole and written back the same. Folder: DRIVETRAIN_CORPORA, or ../shared/corpora beside
// the checkout.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "notation/bpmn.h"

namespace drivetrain::notation {
namespace {

namespace fs = std::filesystem;

fs::path corpora() {
  if (auto set = std::getenv("DRIVETRAIN_CORPORA")) return set;
  for (auto at = fs::current_path();; at = at.parent_path()) {
    if (fs::exists(at / "src/notation/bpmn.h")) return at / "../shared/corpora";
    if (at == at.root_path()) return at / "nowhere";
  }
}

std::vector<fs::path> files_under(fs::path const& folder, bool recursive) {
  std::set<fs::path> files;
  for (auto const& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().filename().string().find(".bpmn") != std::string::npos &&
        (recursive || entry.path().parent_path() == folder))
      files.insert(entry.path());
  return {files.begin(), files.end()};
}

SourceText load(fs::path const& path) {
  std::stringstream stream;
  stream << std::ifstream(path, std::ios::binary).rdbuf();
  return SourceText(path.filename().string(), stream.str());
}

/// Reads, writes, reads again; what is read the second time must be the same. Null when the file is not readable.
std::optional<BpmnDefinitions> round_trip(fs::path const& path, Diagnostics& diagnostics) {
  auto definitions = read_bpmn(load(path), diagnostics);
  if (!definitions) return definitions;
  Diagnostics of_second;
  auto written = write_bpmn(*definitions);
  auto again = read_bpmn(SourceText("again.bpmn", written), of_second);
  EXPECT_TRUE(again) << path;
  if (!again) return definitions;
  EXPECT_TRUE(same_content(*definitions->xml, *again->xml)) << path;
  EXPECT_EQ(of_second.all().size(), diagnostics.all().size()) << path;
  EXPECT_EQ(write_bpmn(*again), written) << path;
  return definitions;
}

TEST(BpmnCorpora, ReferenceModelsOfMiwg) {
  auto folder = corpora() / "bpmn-miwg";
  if (!fs::exists(folder)) GTEST_SKIP() << "SKIPPED: no " << folder << " (set DRIVETRAIN_CORPORA)";
  auto files = files_under(folder, false);
  EXPECT_EQ(files.size(), 21u);
  for (auto const& file : files) {
    Diagnostics diagnostics;
    auto definitions = round_trip(file, diagnostics);
    ASSERT_TRUE(definitions) << file;
    for (auto const& each : diagnostics.all())
      EXPECT_NE(each.severity, Severity::error)
          << file.filename() << ":" << each.span.begin.line << ": " << each.message << " [" << each.code << "]";
    EXPECT_FALSE(definitions->processes.empty()) << file;
    EXPECT_FALSE(definitions->diagrams.empty()) << file;
  }
}

TEST(BpmnCorpora, TheStressModelIsReadWhole) {
  auto file = corpora() / "bpmn-miwg/B.2.0.bpmn";
  if (!fs::exists(file)) GTEST_SKIP() << "SKIPPED: no " << file << " (set DRIVETRAIN_CORPORA)";
  Diagnostics diagnostics;
  auto definitions = read_bpmn(load(file), diagnostics);
  ASSERT_TRUE(definitions);
  std::size_t nodes = 0, flows = 0, boundaries = 0;
  for (auto const& process : definitions->processes)
    walk(process, [&](BpmnElement const& each) {
      nodes += is_flow_node(each.kind);
      flows += each.kind == BpmnKind::sequence_flow;
      boundaries += each.kind == BpmnKind::boundary_event;
      EXPECT_TRUE(each.kind != BpmnKind::boundary_event || each.events.size() == 1) << each.id;
    });
  EXPECT_EQ(nodes, 94u);
  EXPECT_EQ(flows, 85u);
  EXPECT_EQ(boundaries, 11u);
}

TEST(BpmnCorpora, ExportsOfManyTools) {
  auto folder = corpora() / "bpmn-miwg/exports";
  if (!fs::exists(folder)) GTEST_SKIP() << "SKIPPED: no " << folder << " (set DRIVETRAIN_CORPORA)";
  std::size_t read = 0, files = 0;
  for (auto const& file : files_under(folder, true)) {
    Diagnostics diagnostics;
    ++files;
    read += round_trip(file, diagnostics).has_value();
  }
  EXPECT_GT(files, 0u);
  EXPECT_EQ(read, files);
}

TEST(BpmnCorpora, TestModelsOfAnotherEngine) {
  auto folder = corpora() / "bpmn-camunda/models";
  if (!fs::exists(folder)) GTEST_SKIP() << "SKIPPED: no " << folder << " (set DRIVETRAIN_CORPORA)";
  std::size_t read = 0, files = 0;
  for (auto const& file : files_under(folder, true)) {
    Diagnostics diagnostics;
    ++files;
    if (round_trip(file, diagnostics))
      ++read;
    else
      EXPECT_FALSE(diagnostics.empty()) << file << " was refused without a word";
  }
  EXPECT_EQ(files, 896u);
  EXPECT_EQ(read, 895u) << "one has an element with more attributes than any reader takes";
}

}  // namespace
}  // namespace drivetrain::notation
