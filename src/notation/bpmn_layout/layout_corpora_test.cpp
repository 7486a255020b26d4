// Diagrams that others made, laid out anew: the reference models of the BPMN Model Interchange Working Group and the test models of another
// engine. Nothing overlaps, no flow runs over a step, each lane holds its steps, and what is written back is the same beside its picture.
// Folder: DRIVETRAIN_CORPORA, or ../shared/corpora beside the checkout.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "notation/bpmn_layout/check_for_test.h"
#include "notation/bpmn_layout/layout.h"
#include "notation/bpmn_svg/svg.h"

namespace drivetrain::notation {
namespace {

namespace fs = std::filesystem;

fs::path layout_corpora() {
  if (auto set = std::getenv("DRIVETRAIN_CORPORA")) return set;
  for (auto at = fs::current_path();; at = at.parent_path()) {
    if (fs::exists(at / "src/notation/bpmn.h")) return at / "../shared/corpora";
    if (at == at.root_path()) return at / "nowhere";
  }
}

std::vector<fs::path> bpmn_files(fs::path const& folder) {
  std::set<fs::path> files;
  for (auto const& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().filename().string().find(".bpmn") != std::string::npos &&
        entry.path().string().find("exports") == std::string::npos)
      files.insert(entry.path());
  return {files.begin(), files.end()};
}

SourceText loaded(fs::path const& path) {
  std::stringstream stream;
  stream << std::ifstream(path, std::ios::binary).rdbuf();
  return SourceText(path.filename().string(), stream.str());
}

/// Without diagrams, and without the namespaces that only they need.
XmlNode beside_picture(XmlNode node) {
  std::erase_if(node.children,
                [](XmlNode const& child) { return child.kind == XmlKind::element && child.is(bpmn::diagram, "BPMNDiagram"); });
  std::erase_if(node.attributes, [](XmlAttribute const& each) {
    return each.value == bpmn::diagram || each.value == bpmn::diagram_common || each.value == bpmn::diagram_interchange;
  });
  return node;
}

/// False when there was nothing to lay out.
bool expect_a_good_picture(fs::path const& path) {
  Diagnostics findings, of_second;
  auto source = loaded(path);
  auto definitions = read_bpmn(source, findings);
  if (!definitions) return false;
  auto laid_out = with_picture(source, *definitions, LayoutWish::anew);
  EXPECT_TRUE(laid_out.ok()) << path << ": " << (laid_out.ok() ? "" : laid_out.error().message);
  if (!laid_out.ok()) return false;
  for (auto const& diagram : laid_out->picture.diagrams)
    for (auto const& flaw : picture::test::flaws(*definitions, diagram)) ADD_FAILURE() << path << ": " << flaw;
  auto again = read_bpmn(SourceText("again.bpmn", laid_out->text), of_second);
  EXPECT_TRUE(again) << path;
  if (!again) return false;
  EXPECT_TRUE(same_content(beside_picture(definitions->xml->root), beside_picture(again->xml->root))) << path;
  EXPECT_EQ(again->diagrams.size(), laid_out->picture.diagrams.size()) << path;
  for (auto const& each : of_second.all()) EXPECT_NE(each.code, "DT-R034") << path << ": " << each.message;
  auto svg = draw_bpmn_svg(*again, again->diagrams, {});
  if (again->diagrams.empty()) return false;
  EXPECT_TRUE(svg.ok()) << path;
  if (!svg.ok()) return false;
  Diagnostics of_svg;
  EXPECT_TRUE(read_xml(SourceText("a.svg", svg->text), of_svg)) << path;
  EXPECT_TRUE(svg->remarks.empty()) << path << ": " << svg->remarks.front();
  return true;
}

TEST(BpmnLayoutCorpora, ReferenceModelsOfMiwg) {
  auto folder = layout_corpora() / "bpmn-miwg";
  if (!fs::exists(folder)) GTEST_SKIP() << "SKIPPED: no " << folder << " (set DRIVETRAIN_CORPORA)";
  std::size_t good = 0;
  for (auto const& file : bpmn_files(folder)) good += expect_a_good_picture(file);
  EXPECT_EQ(good, 21u);
}

TEST(BpmnLayoutCorpora, TestModelsOfAnotherEngine) {
  auto folder = layout_corpora() / "bpmn-camunda/models";
  if (!fs::exists(folder)) GTEST_SKIP() << "SKIPPED: no " << folder << " (set DRIVETRAIN_CORPORA)";
  std::size_t good = 0;
  for (auto const& file : bpmn_files(folder)) good += expect_a_good_picture(file);
  EXPECT_GT(good, 850u);
}

/// What others drew is drawn as they drew it: nothing of it is left out, and nothing added to it that stands already.
TEST(BpmnLayoutCorpora, DrawnModelsKeepTheirPicture) {
  auto folder = layout_corpora() / "bpmn-miwg";
  if (!fs::exists(folder)) GTEST_SKIP() << "SKIPPED: no " << folder << " (set DRIVETRAIN_CORPORA)";
  for (auto const& file : bpmn_files(folder)) {
    Diagnostics findings;
    auto source = loaded(file);
    auto definitions = read_bpmn(source, findings);
    ASSERT_TRUE(definitions) << file;
    auto completed = with_picture(source, *definitions, LayoutWish::what_is_missing);
    ASSERT_TRUE(completed.ok()) << file;
    for (std::size_t i = 0; i < definitions->diagrams.size(); ++i)
      EXPECT_EQ(completed->picture.diagrams.at(i).shapes.size(), definitions->diagrams[i].shapes.size()) << file;
    auto svg = draw_bpmn_svg(*definitions, definitions->diagrams, {});
    ASSERT_TRUE(svg.ok()) << file;
    std::size_t shapes = 0, edges = 0;
    for (auto const& diagram : definitions->diagrams) shapes += diagram.shapes.size(), edges += diagram.edges.size();
    EXPECT_EQ(svg->shapes, shapes) << file;
    EXPECT_EQ(svg->edges, edges) << file;
  }
}

}  // namespace
}  // namespace drivetrain::notation
