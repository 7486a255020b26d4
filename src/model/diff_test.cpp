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

TEST(Governing, IsTheOneDecisionThatCoversAllThatIsTouched) {
  auto model = compiled(company(70, 30, "weights"));
  EXPECT_EQ(governing_decision(*model, {Touch::weights}).decision, "change-a-weight");
  auto none = governing_decision(*model, {Touch::weights, Touch::rhythms});
  EXPECT_EQ(none.decision, "");
  EXPECT_NE(none.why.find("governs: [rhythms]"), std::string::npos) << none.why;
}

}  // namespace
}  // namespace drivetrain::model
