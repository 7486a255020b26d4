// Edits by form: one value changes, and every comment, order and layout beside it stays; what cannot be done so is said.
#include "app/model_editor.h"

#include <gtest/gtest.h>

#include "app/small_company_for_test.h"
#include "app/views/places.h"
#include "model/compile.h"

namespace drivetrain::app {
namespace {

constexpr char const* org = R"(# Who we are.
apiVersion: drivetrain/v1
kind: Role
metadata: {id: lead, title: Cell lead}   # the shift's voice
spec:
  unit: works            # not the office
  purpose: Answers for the shift.
  accountabilities:
    - order of work      # first of all
    # between two
    - handover
  authority: 10          # below the manager
---
apiVersion: drivetrain/v1
kind: Assignment
metadata: {id: lead-today, title: Cell lead today}
spec:
  role: lead
  holders: lea           # since ever
)";

class ModelEditorTest : public testing::Test {
 protected:
  ModelEditorTest() {
    model::Files files{{"org.yaml", org}, {"decisions/expedite.yaml", "apiVersion: drivetrain/v1\nkind: Decision\nmetadata: {id: expedite}\nspec: {question: Now?}\n"}};
    base = model::compile(files, {Date{2026, 3, 27}}).model;
  }
  static FieldEdit edit(std::string kind, std::string id, std::vector<std::string> path, std::string yaml, FieldOp op = FieldOp::set) { return {std::move(kind), std::move(id), std::move(path), std::move(yaml), op}; }
  /// The whole new text of org.yaml after these edits.
  std::string after(std::vector<FieldEdit> const& edits) {
    ModelEditor editor(*base);
    for (auto const& one : edits)
      if (auto done = editor.apply(one); !done.ok()) return done.error().code + " " + done.error().message;
    auto files = editor.take_edits();
    return files.empty() ? "" : files[0].content;
  }
  static std::string with(std::string text, std::string const& from, std::string const& to) {
    auto place = text.find(from);
    EXPECT_NE(place, std::string::npos) << from;
    return text.replace(place, from.size(), to);
  }
  std::shared_ptr<model::OperatingModel const> base;
};

TEST_F(ModelEditorTest, ChangesOneValueAndNothingBesideIt) {
  EXPECT_EQ(after({edit("Role", "lead", {"spec", "authority"}, "12")}), with(org, "authority: 10 ", "authority: 12 "));
  EXPECT_EQ(after({edit("Role", "lead", {"spec", "accountabilities", "1"}, "a clean handover")}), with(org, "- handover", "- a clean handover"));
  EXPECT_EQ(after({edit("Role", "lead", {"metadata", "title"}, "Shift lead")}), with(org, "title: Cell lead}", "title: Shift lead}"));
  EXPECT_EQ(after({}), "");
}

TEST_F(ModelEditorTest, AddsAndTakesOutOfListsWithTheirComments) {
  EXPECT_EQ(after({edit("Role", "lead", {"spec", "accountabilities", "-"}, "safety", FieldOp::insert)}), with(org, "    - handover\n", "    - handover\n    - safety\n"));
  auto shorter = after({edit("Role", "lead", {"spec", "accountabilities", "1"}, "", FieldOp::remove)});
  EXPECT_EQ(shorter.find("handover"), std::string::npos);
  EXPECT_NE(shorter.find("- order of work      # first of all\n"), std::string::npos);
  // What an edit leaves is what the next one starts from.
  EXPECT_EQ(after({edit("Role", "lead", {"spec", "accountabilities", "-"}, "safety", FieldOp::insert), edit("Role", "lead", {"spec", "accountabilities", "2"}, "", FieldOp::remove)}), "");
}

TEST_F(ModelEditorTest, MakesWhatIsMissingOnTheWay) {
  EXPECT_EQ(after({edit("Role", "lead", {"spec", "calendar"}, "office")}), with(org, "authority: 10          # below the manager", "authority: 10          # below the manager\n  calendar: office"));
  EXPECT_EQ(after({edit("Assignment", "lead-today", {"spec", "deputies", "-"}, "{person: max, from: 2026-04-01}", FieldOp::insert)}),
            std::string(org) + "  deputies: [{person: max, from: 2026-04-01}]\n");
}

TEST_F(ModelEditorTest, AShortFormGrowsIntoAList) {
  EXPECT_EQ(after({edit("Assignment", "lead-today", {"spec", "holders", "-"}, "max", FieldOp::insert)}), with(org, "holders: lea ", "holders: [lea, max] "));
  EXPECT_EQ(after({edit("Assignment", "lead-today", {"spec", "holders", "0"}, "{person: lea, to: 2026-12-31}")}), with(org, "holders: lea ", "holders: {person: lea, to: 2026-12-31} "));
}

TEST_F(ModelEditorTest, AWholeListIsReplacedWhenThatIsAsked) {
  auto text = after({edit("Role", "lead", {"spec", "accountabilities"}, "[safety]")});
  EXPECT_NE(text.find("accountabilities: [safety]"), std::string::npos) << text;
  EXPECT_EQ(text.find("order of work"), std::string::npos);
  EXPECT_NE(text.find("# not the office"), std::string::npos);
}

TEST_F(ModelEditorTest, SaysWhatIsNotThere) {
  EXPECT_EQ(after({edit("Role", "nobody", {"spec", "unit"}, "x")}).substr(0, 7), "DT-X901");
  EXPECT_EQ(after({edit("Role", "lead", {"spec", "accountabilities", "7"}, "x")}).substr(0, 7), "DT-X901");
  EXPECT_EQ(after({edit("Role", "lead", {"spec", "unit", "deeper"}, "x")}).substr(0, 7), "DT-X901");
  EXPECT_EQ(after({edit("Role", "lead", {"spec", "color"}, "", FieldOp::remove)}).substr(0, 7), "DT-X901");
  EXPECT_EQ(after({edit("Role", "lead", {"kind"}, "Unit")}).substr(0, 7), "DT-X902");
  EXPECT_EQ(after({edit("Role", "lead", {"spec", "unit"}, "a\nb: c")}).substr(0, 7), "DT-X902");
  EXPECT_EQ(after({edit("Role", "lead", {"spec", "unit"}, "{open")}).substr(0, 7), "DT-X902");
}

TEST_F(ModelEditorTest, ANewEntityJoinsItsNeighboursOrGetsAFileBesideThem) {
  ModelEditor editor(*base);
  ASSERT_TRUE(editor.add({"Role", "planner", "Planner", "lead", {{"unit", "works"}, {"authority", "5"}}}).ok());
  ASSERT_TRUE(editor.add({"Decision", "overtime", "Overtime?", "", {{"outcomes", "[yes please, refuse]"}}}).ok());
  auto files = editor.take_edits();
  ASSERT_EQ(files.size(), 2u);
  EXPECT_EQ(files[0].path, "decisions/overtime.yaml");
  EXPECT_EQ(files[0].content, "apiVersion: drivetrain/v1\nkind: Decision\nmetadata: {id: overtime, title: \"Overtime?\"}\nspec:\n  outcomes: [yes please, refuse]\n");
  EXPECT_EQ(files[1].path, "org.yaml");
  EXPECT_EQ(files[1].content, std::string(org) + "---\napiVersion: drivetrain/v1\nkind: Role\nmetadata: {id: planner, title: Planner, owner: lead}\nspec:\n  unit: works\n  authority: 5\n");
  EXPECT_EQ(editor.add({"Role", "lead", "", "", {}}).error().code, "DT-X902");
  EXPECT_EQ(editor.add({"Role", "Cell Lead", "", "", {}}).error().code, "DT-X902");
}

TEST(Places, AFindingKnowsTheFieldThatItIsAbout) {
  auto files = test::small_company();
  auto& text = files.at("decisions.yaml");
  auto place = text.find("delay_hours > 8\"");
  ASSERT_NE(place, std::string::npos);
  text.replace(place, 15, "delay_hours > 9");  // a gap between 8 and 9
  auto compiled = model::compile(files, {Date{2026, 3, 27}});
  ASSERT_GT(compiled.diagnostics.errors(), 0u);
  auto at = views::place_of(*compiled.model, compiled.diagnostics.all().front().span);
  ASSERT_TRUE(at.has_value());
  EXPECT_EQ(at->kind + " " + at->id, "Decision expedite");
  ASSERT_GE(at->path.size(), 2u);
  EXPECT_EQ(at->path[0] + " " + at->path[1], "spec bands");
  EXPECT_FALSE(views::place_of(*compiled.model, Span{"repair.bpmn", {3, 1, 40}, {3, 2, 41}}).has_value());
}

}  // namespace
}  // namespace drivetrain::app
