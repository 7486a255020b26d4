// A picture for reading: every element with its sign and its words, well-formed whatever the names hold, without anything from elsewhere.
#include "notation/bpmn_svg/svg.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "notation/bpmn_layout/layout.h"

namespace drivetrain::notation {
namespace {

namespace fs = std::filesystem;
using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

struct Drawn {
  SourceText source;
  std::optional<BpmnDefinitions> definitions;
  std::vector<BpmnDiagram> diagrams;
  std::unique_ptr<XmlDocument> read;  ///< the picture, read back
  BpmnSvg svg;

  explicit Drawn(std::string text, BpmnSvgOptions const& options = {}) : source("p.bpmn", std::move(text)) {
    Diagnostics findings;
    definitions = read_bpmn(source, findings);
    if (!definitions) return;
    bool drawn = !definitions->diagrams.empty();
    diagrams = drawn ? definitions->diagrams : lay_out_bpmn(*definitions).diagrams;
    auto made = draw_bpmn_svg(*definitions, diagrams, options);
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().message);
    if (!made.ok()) return;
    svg = made.take();
    Diagnostics of_svg;
    read = read_xml(SourceText("p.svg", svg.text), of_svg);
    EXPECT_TRUE(read) << (of_svg.empty() ? "" : of_svg.all()[0].message);
  }
  /// Titles of all elements, in the order in which they are drawn.
  std::vector<std::string> titles() const {
    std::vector<std::string> all;
    if (read) gather(read->root, all);
    return all;
  }
  static void names(XmlNode const& node, std::set<std::string>& elements, std::set<std::string>& attributes) {
    if (node.kind != XmlKind::element) return;
    elements.insert(node.name);
    for (auto const& each : node.attributes) attributes.insert(each.name);
    for (auto const& child : node.children) names(child, elements, attributes);
  }

 private:
  static void gather(XmlNode const& node, std::vector<std::string>& all) {
    if (node.name == "title") all.push_back(node.own_text());
    for (auto const& child : node.children) gather(child, all);
  }
};

std::string model(std::string const& content) {
  return "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"u\">" + content + "</definitions>";
}

fs::path test_folder() {
  for (auto at = fs::current_path();; at = at.parent_path()) {
    if (fs::exists(at / "test/bpmn/small.bpmn")) return at / "test/bpmn";
    if (at == at.root_path()) return {};
  }
}

std::string content_of(fs::path const& path) {
  std::stringstream stream;
  stream << std::ifstream(path, std::ios::binary).rdbuf();
  return stream.str();
}

/// After a wanted change of the looks: drivetrain bpmn svg test/bpmn/small.bpmn --out test/bpmn/small.svg, and look at it.
TEST(BpmnSvg, ASmallProcessLooksAsItDid) {
  auto folder = test_folder();
  if (folder.empty()) GTEST_SKIP() << "SKIPPED: test/bpmn is not above " << fs::current_path();
  Drawn drawn(content_of(folder / "small.bpmn"));
  EXPECT_EQ(drawn.svg.text, content_of(folder / "small.svg"));
}

TEST(BpmnSvg, EveryElementHasItsWords) {
  Drawn drawn(
      model("<process id=\"p\" name=\"Hire\"><startEvent id=\"s\" name=\"Applied\"/><userTask id=\"t\" "
            "name=\"Talk\"><multiInstanceLoopCharacteristics/></userTask>"
            "<boundaryEvent id=\"b\" attachedToRef=\"t\" cancelActivity=\"false\"><timerEventDefinition/></boundaryEvent>"
            "<sequenceFlow id=\"f\" name=\"fit\" sourceRef=\"s\" targetRef=\"t\"/></process>"));
  EXPECT_THAT(drawn.titles(), ElementsAre("Hire", "Sequence flow: fit", "Start event: Applied", "User task, for each in parallel: Talk",
                                          "Boundary event, not interrupting (timer)"));
  EXPECT_THAT(drawn.svg.text, HasSubstr(">Applied</text>"));
  EXPECT_THAT(drawn.svg.text, HasSubstr(">fit</text>"));
  EXPECT_EQ(drawn.svg.shapes, 3u);
}

TEST(BpmnSvg, HostileNamesAreOnlyText) {
  Drawn drawn(
      model("<process id=\"p\" name=\"&lt;/title>&lt;script>x()&lt;/script>\"><task id=\"t&quot;onload=&quot;x()\" name=\"&lt;image "
            "href='http://x'/>&#xA;&amp;&#x202E;]]>\"/></process>"));
  ASSERT_TRUE(drawn.read);
  std::set<std::string> elements, attributes;
  drawn.names(drawn.read->root, elements, attributes);
  for (auto const& each : elements) EXPECT_THAT(each, AnyOf("svg", "title", "style", "g", "rect", "circle", "path", "text"));
  for (auto const& each : attributes)
    EXPECT_THAT(each, AnyOf("xmlns", "class", "role", "width", "height", "viewBox", "transform", "data-element", "x", "y", "rx", "cx", "cy",
                            "r", "d"));
  EXPECT_THAT(drawn.titles(), ElementsAre("</title><script>x()</script>", "Task: <image href='http://x'/> &]]>"))
      << "nor does it turn the direction of reading";
  auto longer = std::string(200'000, 'x');
  Drawn large(model("<process id=\"p\"><task id=\"t\" name=\"" + longer + "\"/></process>"));
  EXPECT_LT(large.svg.text.size(), 30'000u);
}

TEST(BpmnSvg, NothingComesFromElsewhere) {
  Drawn drawn(model("<process id=\"p\"><task id=\"t\"/></process>"));
  for (auto word : {"http:", "url(", "@import", "<script", "<use", "<foreignObject"}) {
    auto text = drawn.svg.text;
    auto space = text.find("http://www.w3.org/2000/svg");
    ASSERT_NE(space, std::string::npos);
    text.erase(space, 5);
    EXPECT_THAT(text, Not(HasSubstr(word))) << word;
  }
  EXPECT_THAT(drawn.svg.text, HasSubstr("prefers-color-scheme:dark"));
}

TEST(BpmnSvg, PicturesOfOthersAreDrawnAsTheyStand) {
  std::string picture =
      "<process id=\"p\"><task id=\"t\" name=\"Here\"/><task id=\"far\"/><task id=\"flat\"/><subProcess id=\"sp\" name=\"Hidden\"><task "
      "id=\"x\"/></subProcess><sequenceFlow id=\"f\" sourceRef=\"t\" targetRef=\"far\"/></process>"
      "<i:BPMNDiagram xmlns:i=\"http://www.omg.org/spec/BPMN/20100524/DI\" xmlns:c=\"http://www.omg.org/spec/DD/20100524/DC\" "
      "xmlns:d=\"http://www.omg.org/spec/DD/20100524/DI\" id=\"one\"><i:BPMNPlane bpmnElement=\"p\">"
      "<i:BPMNShape id=\"s1\" bpmnElement=\"t\"><c:Bounds x=\"-50\" y=\"-20.5\" width=\"100\" height=\"80\"/></i:BPMNShape>"
      "<i:BPMNShape id=\"s2\" bpmnElement=\"far\"><c:Bounds x=\"1e300\" y=\"0\" width=\"100\" height=\"80\"/></i:BPMNShape>"
      "<i:BPMNShape id=\"s3\" bpmnElement=\"flat\"><c:Bounds x=\"nan\" y=\"0\" width=\"0\" height=\"-1\"/></i:BPMNShape>"
      "<i:BPMNShape id=\"s4\" bpmnElement=\"sp\"><c:Bounds x=\"200\" y=\"0\" width=\"100\" height=\"80\"/></i:BPMNShape>"
      "<i:BPMNShape id=\"s5\" bpmnElement=\"nobody\"><c:Bounds x=\"400\" y=\"0\" width=\"100\" height=\"80\"/></i:BPMNShape>"
      "<i:BPMNEdge id=\"e1\" bpmnElement=\"f\"><d:waypoint x=\"50\" y=\"20\"/></i:BPMNEdge></i:BPMNPlane></i:BPMNDiagram>"
      "<i:BPMNDiagram xmlns:i=\"http://www.omg.org/spec/BPMN/20100524/DI\" id=\"two\"><i:BPMNPlane bpmnElement=\"sp\"/></i:BPMNDiagram>";
  Drawn drawn(model(picture));
  EXPECT_THAT(drawn.svg.remarks, ElementsAre("3 shapes or edges of diagram one have no sensible coordinates and are left out"));
  EXPECT_EQ(drawn.svg.shapes, 3u);
  EXPECT_THAT(drawn.svg.text, HasSubstr(">nobody</text>")) << "what the file does not hold is shown by its id";
  EXPECT_THAT(drawn.svg.text, HasSubstr("x=\"-50\" y=\"-20.5\" width=\"100\" height=\"80\""));
  EXPECT_EQ(Drawn(model(picture), {.diagram = "one"}).svg.shapes, 3u);
  Drawn kept(model(picture), {.diagram = "one"});
  auto refused = draw_bpmn_svg(*kept.definitions, kept.diagrams, {.diagram = "three"});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "DT-X901");
  EXPECT_EQ(refused.error().help, "it has one, two");
}

}  // namespace
}  // namespace drivetrain::notation
