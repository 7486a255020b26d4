// Versions: compared in words, and matched with the one right that governs what they touch.
#include "model/diff.h"

#include <gtest/gtest.h>

#include "model/compile.h"

namespace drivetrain::model {
namespace {

std::string objective(std::string const& id, int weight) {
  return "apiVersion: drivetrain/v1\nkind: Objective\nmetadata: {id: " + id + ", owner: head}\nspec: {statement: S, weight: " +
         std::to_string(weight) + "}\n";
}

Files company(int first, int second, std::string const& governs) {
  return {{"strategy/a.yaml", objective("speed", first)},
          {"strategy/b.yaml", objective("margin", second)},
          {"decisions/c.yaml",
           "apiVersion: drivetrain/v1\nkind: Decision\nmetadata: {id: change-a-weight, owner: head}\nspec: {question: Q, kind: design, governs: [" + governs +
               "], rapid: {decide: [head]}, outcomes: [approve, refuse], criteria: [c]}\n"}};
}

std::shared_ptr<OperatingModel const> compiled(Files const& files) { return compile(files, {Date{2026, 1, 5}}).model; }

TEST(Diff, SaysAChangeInWordsWithTheLargestMove) {
  auto difference = diff(*compiled(company(70, 30, "weights")), *compiled(company(55, 45, "weights")));
  ASSERT_EQ(difference.differences.size(), 2u);
  EXPECT_EQ(difference.lines()[0], "weight of margin: 30 → 45");
  EXPECT_EQ(difference.points, 15);
  EXPECT_EQ(difference.touches, std::set<Touch>{Touch::weights});
}

TEST(Diff, TheSameFilesDifferInNothingAndHaveTheSameRevision) {
  auto one = compiled(company(70, 30, "weights")), other = compiled(company(70, 30, "weights"));
  EXPECT_TRUE(diff(*one, *other).differences.empty());
  EXPECT_EQ(one->revision, other->revision);
}

TEST(Diff, AddedAndRemovedEntitiesAreNamed) {
  auto before = company(70, 30, "weights"), after = before;
  after.erase("strategy/b.yaml");
  auto difference = diff(*compiled(before), *compiled(after));
  ASSERT_EQ(difference.differences.size(), 1u);
  EXPECT_EQ(difference.lines()[0], "objective margin removed");
}

/// One file of a company that has nothing else to say.
std::vector<std::string> changed(std::string const& before, std::string const& after) {
  return diff(*compiled({{"a.yaml", before}}), *compiled({{"a.yaml", after}})).summary();
}
using Lines = std::vector<std::string>;

TEST(Diff, ShowsTheOrderOfTiersOfHoldersAndOfDeputies) {
  std::string head = "apiVersion: drivetrain/v1\nkind: IssueType\nmetadata: {id: safety}\nspec: {meaning: M, tiers: [";
  EXPECT_EQ(changed(head + "{role: safety-officer, within: PT5M}, {role: works-manager, within: PT1H}]}\n",
                    head + "{role: works-manager, within: PT1H}, {role: safety-officer, within: PT5M}]}\n"),
            Lines{"order of tiers of safety: safety-officer, works-manager → works-manager, safety-officer"});
  head = "apiVersion: drivetrain/v1\nkind: Assignment\nmetadata: {id: leads}\nspec: {role: lead, holders: [{person: ana}], deputies: [";
  EXPECT_EQ(changed(head + "{person: ben}, {person: cem}]}\n", head + "{person: cem}, {person: dora}, {person: ben}]}\n"),
            (Lines{"deputies of leads: {person: dora} added", "order of deputies of leads: ben, cem → cem, ben"}));
}

TEST(Diff, ShowsTheOrderOfWordsEvenWhenOneCame) {
  std::string head = "apiVersion: drivetrain/v1\nkind: Decision\nmetadata: {id: d}\nspec: {outcomes: [";
  EXPECT_EQ(changed(head + "approve, refuse]}\n", head + "refuse, wait, approve]}\n"), Lines{"outcomes of d: wait added, order approve, refuse → refuse, approve"});
  EXPECT_EQ(changed(head + "a, a, b]}\n", head + "a, b]}\n"), Lines{"outcomes of d: a removed"});
}

TEST(Diff, NamesCommentsAndLayoutAsSuch) {
  auto text = objective("speed", 70);
  EXPECT_EQ(changed(text, "# why\n" + text), Lines{"comments or layout of a.yaml changed, nothing in meaning"});
  EXPECT_EQ(changed(text, "# why\n" + objective("speed", 60)), (Lines{"weight of speed: 70 → 60", "comments of a.yaml changed"}));
  EXPECT_TRUE(diff(*compiled({{"a.yaml", text}}), *compiled({{"a.yaml", "# why\n" + text}})).meaningless());
}

TEST(Diff, SaysWhenNoLineExplainsAFile) {
  auto text = objective("speed", 70), stranger = std::string("---\nkind: Objective\nspec: {weight: 9}\n");
  auto difference = diff(*compiled({{"a.yaml", text}}), *compiled({{"a.yaml", text + stranger}}));
  EXPECT_EQ(difference.lines(), Lines{"file a.yaml changed in a way that no line explains"});
  EXPECT_EQ(governing_decision(*compiled(company(70, 30, "weights")), difference).decisions, std::vector<std::string>());
  EXPECT_EQ(changed(text, "apiVersion: drivetrain/v2" + text.substr(text.find('\n'))), Lines{"apiVersion of speed: drivetrain/v1 → drivetrain/v2"});
}

/// Two objectives, a process that serves both, a service with a tier.
Files works(int speed, int margin, std::string const& contributes, std::string const& factor) {
  return {{"strategy.yaml", objective("speed", speed) + "---\n" + objective("margin", margin)},
          {"part.yaml", "apiVersion: drivetrain/v1\nkind: Objective\nmetadata: {id: part, owner: head}\nspec: {statement: S, weight: 100, parent: speed}\n"},
          {"processes.yaml", "apiVersion: drivetrain/v1\nkind: Process\nmetadata: {id: overhaul}\nspec: {bpmn: o.bpmn, contributes: [" + contributes +
                                 "]}\n---\napiVersion: drivetrain/v1\nkind: Service\nmetadata: {id: s}\nspec: {promise: P, process: overhaul, tiers: [{id: critical, factor: " + factor +
                                 "}]}\n"}};
}
Diff between(Files const& before, Files const& after) { return diff(*compiled(before), *compiled(after)); }

TEST(DiffPoints, AreTheLargestMoveOfWhatWorkIsWorth) {
  std::string both = "{objective: speed, strength: 9}, {objective: margin, strength: 9}";
  auto was = works(40, 60, both, "3");
  EXPECT_EQ(between(was, works(35, 65, both, "3")).points, 5);
  // The band for weights cannot be dodged by what an objective's weight is multiplied with.
  auto cut = between(was, works(40, 60, "{objective: speed, strength: 1}, {objective: margin, strength: 1}", "3"));
  EXPECT_NEAR(cut.points, 100 * 8.0 / 9, 1e-5);
  EXPECT_EQ(cut.touches, std::set<Touch>{Touch::weights});
  EXPECT_NEAR(between(was, works(40, 60, both, "1")).points, 200.0 / 3, 1e-5);
  EXPECT_NEAR(between(was, works(40, 60, both, "9")).points, 200.0 / 3, 1e-5) << "up as down";
}

TEST(DiffPoints, AreOfTheWholeNotOfTheSiblings) {
  auto was = works(40, 60, "", "1"), is = was;
  is["part.yaml"].replace(is["part.yaml"].find("100"), 3, "50");
  EXPECT_EQ(between(was, is).points, 20);
  is["part.yaml"].replace(is["part.yaml"].find("weight: 50, parent: speed"), 25, "weight: 100");
  auto moved = between(was, is);
  EXPECT_EQ(moved.points, 60) << "from 40 of the whole to 100 of it";
  EXPECT_TRUE(moved.touches.contains(Touch::weights));
}

TEST(Governing, AsksEveryRightThatIsTouched) {
  auto files = company(70, 30, "weights");
  files["decisions/d.yaml"] =
      "apiVersion: drivetrain/v1\nkind: Decision\nmetadata: {id: change-intent, owner: head}\nspec: {question: Q, kind: design, governs: [intent, rights], rapid: {decide: [head]}, outcomes: [approve, refuse], criteria: [c]}\n";
  auto before = compiled(files);
  files["strategy/new.yaml"] = objective("quality", 20);
  files["strategy/a.yaml"] = objective("speed", 50);
  auto governing = governing_decision(*before, diff(*before, *compiled(files)));
  EXPECT_EQ(governing.decisions, (std::vector<std::string>{"change-a-weight", "change-intent"})) << governing.why;
  EXPECT_EQ(governing.decision, "change-a-weight");
}

TEST(Governing, IsTheOneDecisionThatCoversAllThatIsTouched) {
  auto model = compiled(company(70, 30, "weights"));
  EXPECT_EQ(governing_decision(*model, {Touch::weights}).decision, "change-a-weight");
  auto none = governing_decision(*model, {Touch::weights, Touch::rhythms});
  EXPECT_EQ(none.decision, "");
  EXPECT_NE(none.why.find("governs: [rhythms]"), std::string::npos) << none.why;
}

}  // namespace
}  // namespace drivetrain::model
