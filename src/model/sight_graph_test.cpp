// The line of sight as a graph and as a picture: what is cut opens exactly that gear, and nothing is drawn over anything.
#include "model/sight_graph.h"

#include <gtest/gtest.h>

#include <set>

#include "base/random.h"
#include "model/compile.h"
#include "model/layered_layout.h"
#include "model/line_of_sight.h"
#include "model/sight_svg.h"
#include "notation/xml.h"

namespace drivetrain::model {
namespace {

std::string document(std::string const& kind, std::string const& id, std::string const& spec) {
  return "apiVersion: drivetrain/v1\nkind: " + kind + "\nmetadata: {id: " + id + ", owner: head}\nspec: " + spec + "\n---\n";
}

/// Two objectives, each with all five teeth.
Files two_gears() {
  Files files;
  for (std::string name : {"speed", "margin"}) {
    files[name + ".yaml"] = document("Objective", name, "{statement: S, weight: 50, kpis: [" + name + "-kpi]}") +
                            document("Requirement", name + "-need", "{kind: capability, statement: S, objectives: [" + name + "], realised_by: [{decision: " + name + "-right}]}") +
                            document("Decision", name + "-right", "{question: Q, kind: operating, rapid: {decide: [head]}, outcomes: [a, b], criteria: [c]}") +
                            document("Process", name + "-work", "{bpmn: none.bpmn, contributes: [{objective: " + name + ", strength: 9}]}") +
                            document("Kpi", name + "-kpi", "{definition: D, measures: {n: {event: CaseCompleted, aggregate: count}}, formula: n, unit: n, direction: up, window: P28D}") +
                            document("Rhythm", name + "-huddle", "{rrule: FREQ=DAILY, start: 2026-01-05T06:50, duration: PT10M, inputs: [{kpi: " + name + "-kpi}]}");
  }
  return files;
}

std::shared_ptr<OperatingModel const> compiled_gears(Files const& files) { return compile(files, {Date{2026, 1, 5}}).model; }

std::set<std::string> open_teeth(OperatingModel const& model) {
  std::set<std::string> open;
  for (auto const& [id, objective] : model.strategy.objectives)
    for (auto const& tooth : line_of_sight(model, id).teeth)
      if (tooth.by.empty()) open.insert(id + " " + std::string(to_string(tooth.tooth)));
  return open;
}

Files cut(std::string const& text) {
  auto files = two_gears();
  auto& speed = files["speed.yaml"];
  auto at = speed.find(text);
  EXPECT_NE(at, std::string::npos) << text;
  speed.erase(at, text.size());
  return files;
}

TEST(SightGraph, CuttingOneLinkOpensExactlyThatGear) {
  EXPECT_EQ(open_teeth(*compiled_gears(two_gears())), std::set<std::string>());
  EXPECT_EQ(open_teeth(*compiled_gears(cut(", objectives: [speed]"))), (std::set<std::string>{"speed requirement", "speed rule"})) << "the right is reached through the requirement";
  EXPECT_EQ(open_teeth(*compiled_gears(cut("{decision: speed-right}"))), std::set<std::string>{"speed rule"});
  EXPECT_EQ(open_teeth(*compiled_gears(cut("{objective: speed, strength: 9}"))), std::set<std::string>{"speed process"});
  EXPECT_EQ(open_teeth(*compiled_gears(cut("{kpi: speed-kpi}"))), std::set<std::string>{"speed rhythm"});
  EXPECT_EQ(open_teeth(*compiled_gears(cut(", kpis: [speed-kpi]"))), (std::set<std::string>{"speed kpi", "speed rhythm"})) << "the huddle looks at a figure that no longer shows the objective";
}

TEST(SightGraph, HoldsEveryLinkOfTheFilesAndSaysGaps) {
  auto graph = sight_graph(*compiled_gears(cut("{objective: speed, strength: 9}")));
  EXPECT_EQ(graph.nodes.size(), 12u);
  EXPECT_EQ(graph.links.size(), 9u);
  std::vector<std::string> gaps;
  for (auto const& node : graph.nodes)
    for (auto const& gap : node.gaps) gaps.push_back(node.kind + "/" + node.id + ": " + gap);
  EXPECT_EQ(gaps, (std::vector<std::string>{"Objective/speed: no process contributes to it", "Process/speed-work: no objective or requirement leads here"}));
}

TEST(SightGraph, ProceduresControlsChecksAndRulesCarryIntentToo) {
  auto files = two_gears();
  files["x.yaml"] = document("Constraint", "safe", "{statement: S, enforced_by: [{control: lockout}, {rule: DT-D212}]}") +
                    document("Requirement", "even", "{kind: standard, statement: S, objectives: [speed], realised_by: [{sop: balance}, {check: vibration}]}") +
                    document("Sop", "balance", "{applies_to: [{process: speed-work}]}") + document("CheckPlan", "vibration", "{characteristic: vibration, kpi: speed-kpi}") +
                    document("Control", "lockout", "{statement: S, check: vibration, rhythm: margin-huddle}") + document("Control", "spare", "{statement: S}");
  auto model = compiled_gears(files);
  auto graph = sight_graph(*model);
  auto around = [&](std::string const& name) {
    std::set<std::string> links;
    for (auto const& link : graph.links)
      for (auto end : {link.from, link.to})
        if (graph.nodes[end].id == name) links.insert(graph.nodes[link.from].id + ">" + graph.nodes[link.to].id);
    return links;
  };
  EXPECT_EQ(around("lockout"), (std::set<std::string>{"safe>lockout", "lockout>vibration", "lockout>margin-huddle"}));
  EXPECT_EQ(around("balance"), (std::set<std::string>{"even>balance", "speed-work>balance"}));
  EXPECT_EQ(around("vibration"), (std::set<std::string>{"even>vibration", "lockout>vibration", "vibration>speed-kpi"}));
  EXPECT_EQ(around("DT-D212"), (std::set<std::string>{"safe>DT-D212"}));
  for (auto const& node : graph.nodes) EXPECT_TRUE(node.gaps.empty()) << node.id << ": " << node.gaps[0];
  EXPECT_EQ(line_of_sight(*model, "speed").teeth[2].by, (std::vector<Reached>{{"Sop", "balance"}, {"CheckPlan", "vibration"}, {"Process", "speed-work"}}));
  EXPECT_EQ(way_to(*model, "Sop", "balance"), (std::vector<Reached>{{"Objective", "speed"}, {"Requirement", "even"}, {"Sop", "balance"}}));
}

TEST(SightGraph, PartAroundAnEntityLeavesTheOtherGearOut) {
  auto graph = sight_graph(*compiled_gears(two_gears()));
  auto part = part_around(graph, "speed-right");
  ASSERT_TRUE(part.ok());
  std::set<std::string> ids;
  for (auto const& node : part->nodes) ids.insert(node.id);
  EXPECT_EQ(ids, (std::set<std::string>{"speed", "speed-need", "speed-right"}));
  EXPECT_EQ(part->links.size(), 2u);
  EXPECT_EQ(part_around(graph, "speed-rigth").error().help, "did you mean speed-right?");
  auto files = two_gears();
  files["x.yaml"] = document("Constraint", "speed", "{statement: S}");
  auto twice = sight_graph(*compiled_gears(files));
  EXPECT_EQ(part_around(twice, "speed").error().message, "speed may be each of Objective/speed, Constraint/speed");
  EXPECT_TRUE(part_around(twice, "Constraint/speed").ok());
}

TEST(SightSvg, IsWellFormedNamesItselfAndFollowsTheScheme) {
  auto files = cut("{objective: speed, strength: 9}");
  files["x.yaml"] = "apiVersion: drivetrain/v1\nkind: Constraint\nmetadata: {id: odd, title: \"<b>&\\\"odd\\\" \"}\nspec: {statement: S}\n";
  auto svg = sight_svg(sight_graph(*compiled_gears(files)), "A & <B>");
  Diagnostics findings;
  auto tree = notation::read_xml(SourceText("sight.svg", svg), findings);
  ASSERT_TRUE(tree) << findings.all()[0].message;
  EXPECT_EQ(tree->root.value("role"), "img");
  auto const* title = tree->root.child("http://www.w3.org/2000/svg", "title");
  auto const* description = tree->root.child("http://www.w3.org/2000/svg", "desc");
  ASSERT_TRUE(title && description);
  EXPECT_EQ(title->own_text(), "Line of sight of A & <B>");
  EXPECT_NE(description->own_text().find("Speed: no process contributes to it."), std::string::npos) << description->own_text();
  EXPECT_EQ(tree->root.value("aria-labelledby"), std::string(title->value("id")) + " " + std::string(description->value("id")));
  EXPECT_NE(svg.find("prefers-color-scheme: dark"), std::string::npos);
  EXPECT_EQ(svg.find("<script"), std::string::npos);
  EXPECT_EQ(svg, sight_svg(sight_graph(*compiled_gears(files)), "A & <B>")) << "the same model gives the same picture";
}

TEST(LayeredLayout, BoxesNeverOverlapAndLinesEndAtTheirBoxes) {
  Random random(5);
  for (int round = 0; round < 60; ++round) {
    std::vector<LayoutBox> boxes;
    std::vector<LayoutLine> lines;
    for (auto count = 1 + random.below(60); count > 0; --count) boxes.push_back({random.below(6), 50 + 10.0 * static_cast<double>(random.below(5)), 20 + static_cast<double>(random.below(60)), 0, 0});
    for (auto count = random.below(150); count > 0; --count) lines.push_back({random.below(boxes.size()), random.below(boxes.size()), {}});
    auto size = lay_out(boxes, lines);
    for (std::size_t a = 0; a < boxes.size(); ++a) {
      EXPECT_GE(boxes[a].y, -1e-6);
      EXPECT_LE(boxes[a].y + boxes[a].height, size.height + 1e-6);
      EXPECT_LE(boxes[a].x + boxes[a].width, size.width + 1e-6);
      for (std::size_t b = a + 1; b < boxes.size(); ++b) {
        bool apart = boxes[a].x + boxes[a].width <= boxes[b].x || boxes[b].x + boxes[b].width <= boxes[a].x ||
                     boxes[a].y + boxes[a].height <= boxes[b].y + 1e-6 || boxes[b].y + boxes[b].height <= boxes[a].y + 1e-6;
        ASSERT_TRUE(apart) << "boxes " << a << " and " << b << " of round " << round;
      }
    }
    for (auto const& line : lines) {
      ASSERT_EQ(line.points.empty(), boxes[line.from].column >= boxes[line.to].column);
      if (line.points.empty()) continue;
      EXPECT_EQ(line.points.front().x, boxes[line.from].x + boxes[line.from].width);
      EXPECT_EQ(line.points.back().x, boxes[line.to].x);
      // What passes a column passes between its boxes.
      for (std::size_t i = 1; i + 2 < line.points.size(); i += 2)
        for (auto const& box : boxes)
          EXPECT_FALSE(box.x == line.points[i].x && line.points[i].y > box.y + 1e-6 && line.points[i].y < box.y + box.height - 1e-6);
    }
  }
}

TEST(LayeredLayout, UntanglesWhatCanBeUntangled) {
  std::vector<LayoutBox> boxes(12);
  for (std::size_t i = 0; i < 12; ++i) boxes[i] = {i / 6, 10, 10, 0, 0};
  std::vector<LayoutLine> lines;
  for (std::size_t i = 0; i < 6; ++i) lines.push_back({i, 11 - i, {}});
  lay_out(boxes, lines);
  EXPECT_EQ(crossings(lines), 0u);
}

}  // namespace
}  // namespace drivetrain::model
