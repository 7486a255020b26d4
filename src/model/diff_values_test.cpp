// One change is one line, in whatever list it happens.
#include "model/diff_values.h"

#include <gtest/gtest.h>

#include "model/diff_diagram.h"

namespace drivetrain::model {
namespace {

std::vector<std::string> changes(std::string const& before, std::string const& after) {
  Diagnostics findings;
  auto old = notation::read_yaml(SourceText("a.yaml", before), findings), now = notation::read_yaml(SourceText("a.yaml", after), findings);
  EXPECT_TRUE(findings.empty());
  std::vector<ValueChange> all;
  compare_values(&old.at(0), &now.at(0), "", "it", all);
  std::vector<std::string> lines;
  for (auto const& change : all) lines.push_back(change.text);
  return lines;
}
using Lines = std::vector<std::string>;

TEST(DiffValues, ValuesThatMeanTheSameAreTheSame) {
  EXPECT_EQ(changes("a: 10\nb: x", "b: \"x\"\na: 10.00"), Lines());
  EXPECT_EQ(changes("a: [x]", "a: x"), Lines());
  EXPECT_EQ(changes("a: |\n  x\n", "a: x\nb:\n"), Lines());
  EXPECT_EQ(changes("a: \"10\"", "a: \"10.0\""), Lines{"a of it: 10 → 10.0"}) << "texts, not numbers";
}

TEST(DiffValues, FieldsComeGoAndChange) {
  EXPECT_EQ(changes("a: 1\nb: {c: 1, d: 2}", "b: {c: 2, d: 2}\ne: {f: [1, 2]}"), (Lines{"a of it: 1 → nothing", "b › c of it: 1 → 2", "e of it: nothing → {f: 1, 2}"}));
  EXPECT_EQ(changes("a: x", "a: {b: 1}"), Lines{"a of it: x → {b: 1}"});
}

TEST(DiffValues, ListsOfWordsSayWhoCameAndWent) {
  EXPECT_EQ(changes("a: [x, y]", "a: [y, z]"), Lines{"a of it: z added, x removed"});
  EXPECT_EQ(changes("a: [x, y]", "a: [y, x]"), Lines{"a of it: x, y → y, x"});
  EXPECT_EQ(changes("a: [x]", "a: []"), Lines{"a of it: x removed"});
}

TEST(DiffValues, ItemsArePairedByNameWhereverTheyStand) {
  EXPECT_EQ(changes("a: [{id: x, v: 1}, {id: y, v: 2}]", "a: [{id: n, v: 0}, {id: x, v: 3}, {id: y, v: 2}]"),
            (Lines{"a of it: {id: n, v: 0} added", "a x › v of it: 1 → 3"}));
  EXPECT_EQ(changes("a: [{id: x, v: 1}, {id: y, v: 2}]", "a: [{id: n, v: 0}, {id: y, v: 2}, {id: x, v: 3}]"),
            (Lines{"a of it: {id: n, v: 0} added", "a x › v of it: 1 → 3", "order of a of it: x, y → y, x"}));
}

TEST(DiffValues, ItemsWithoutANameArePairedByWhatStaysTheSame) {
  EXPECT_EQ(changes("a: [{when: p}, {when: q}, {when: r}]", "a: [{when: p}, {when: new}, {when: q}, {when: r}]"), Lines{"a of it: {when: new} added"});
  EXPECT_EQ(changes("a: [{when: p}, {when: q}, {when: r}]", "a: [{when: p}, {when: r}]"), Lines{"a of it: {when: q} removed"});
  EXPECT_EQ(changes("a: [{when: p}, {when: q}]", "a: [{when: p}, {when: s}]"), Lines{"a 2 › when of it: q → s"});
  EXPECT_EQ(changes("a: [{role: r, when: p}, {role: r, when: q}]", "a: [{role: r, when: p}, {role: r, when: s}]"), Lines{"a r › when of it: q → s"});
}

std::string drawing(std::string const& steps, std::string const& x = "1") {
  return "<b:definitions xmlns:b=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:dt=\"https://drivetrain.dev/schema/bpmn/1.0\" "
         "xmlns:di=\"http://www.omg.org/spec/BPMN/20100524/DI\" xmlns:dc=\"http://www.omg.org/spec/DD/20100524/DC\" targetNamespace=\"u\">\n"
         "<b:process id=\"p\" isExecutable=\"true\">" + steps + "</b:process>"
         "<di:BPMNDiagram id=\"d\"><di:BPMNPlane id=\"pl\" bpmnElement=\"p\"><di:BPMNShape id=\"sh\" bpmnElement=\"s\"><dc:Bounds x=\"" + x +
         "\" y=\"1\" width=\"9\" height=\"9\"/></di:BPMNShape></di:BPMNPlane></di:BPMNDiagram></b:definitions>\n";
}
std::string const start = "<b:startEvent id=\"s\"/>", test_step = "<b:userTask id=\"t\" name=\"Test\" dt:role=\"tester\"/>", end = "<b:endEvent id=\"e\"/>";
std::string arrow(std::string const& id, std::string const& from, std::string const& to) {
  return "<b:sequenceFlow id=\"" + id + "\" sourceRef=\"" + from + "\" targetRef=\"" + to + "\"/>";
}
Lines drawn_changes(std::string const& before, std::string const& after) {
  Lines lines;
  for (auto const& change : compare_diagrams(SourceText("p.bpmn", before), SourceText("p.bpmn", after))) lines.push_back(change.text);
  return lines;
}

TEST(DiffDiagram, AStepPutInBetweenIsOneChange) {
  auto before = drawing(start + test_step + end + arrow("f", "s", "t") + arrow("g", "t", "e"));
  auto after = drawing(start + test_step + "<b:userTask id=\"n\" name=\"Paint\" dt:role=\"painter\"/>" + end + arrow("f", "s", "t") + arrow("g", "t", "n") + arrow("h", "n", "e"));
  EXPECT_EQ(drawn_changes(before, after), Lines{"step Paint (n) of p.bpmn added"});
  EXPECT_EQ(drawn_changes(after, before), Lines{"step Paint (n) of p.bpmn removed"});
}

TEST(DiffDiagram, PropertiesOfAStepAreNamed) {
  auto before = drawing(start + test_step + end + arrow("f", "s", "t") + arrow("g", "t", "e"));
  auto after = drawing(start + "<b:userTask id=\"t\" name=\"Test\" dt:role=\"fitter\"><b:incoming>f</b:incoming></b:userTask>" + end + arrow("f", "s", "t") + arrow("g", "t", "e"));
  EXPECT_EQ(drawn_changes(before, after), Lines{"role of step Test (t) of p.bpmn: tester → fitter"});
}

TEST(DiffDiagram, TheOrderOfTheArrowsOutOfAStepIsShown) {
  auto f = arrow("f", "s", "t"), g = arrow("g", "s", "e");
  EXPECT_EQ(drawn_changes(drawing(start + test_step + end + f + g), drawing(start + test_step + end + g + f)),
            Lines{"order of the arrows out of s of p.bpmn: f, g → g, f"});
}

TEST(DiffDiagram, MovingBoxesIsADrawingAndBlanksAreNothing) {
  auto before = drawing(start + end + arrow("f", "s", "e"));
  EXPECT_EQ(drawn_changes(before, drawing(start + end + arrow("f", "s", "e"), "7")), Lines{"the drawing of p.bpmn changed, not what it says"});
  EXPECT_EQ(drawn_changes(before, drawing(start + "\n   " + end + "\n" + arrow("f", "s", "e"))), Lines());
  EXPECT_EQ(drawn_changes(before, "<broken"), Lines{"p.bpmn changed"});
}

}  // namespace
}  // namespace drivetrain::model
