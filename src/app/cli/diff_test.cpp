// Two versions of the sample company: exactly what was planted is listed, and nothing that only looks different.
#include <gtest/gtest.h>

#include <filesystem>

#include "model/compile.h"
#include "model/diff.h"
#include "model/load.h"
#include "model/release_note.h"
#include "notation/yaml_format.h"
#include "platform/files.h"

namespace drivetrain::app::cli {
namespace {

using model::Files;
using model::OperatingModel;

class TwoVersionsOfTarnwick : public testing::Test {
 protected:
  void SetUp() override {
    for (auto at = std::filesystem::current_path();; at = at.parent_path()) {
      if (std::filesystem::exists(at / "models/tarnwick/model.yaml")) {
        before = platform::read_tree((at / "models/tarnwick").string(), model::belongs_to_model).take();
        break;
      }
      if (at == at.root_path()) GTEST_SKIP() << "SKIPPED: models/tarnwick is not above " << std::filesystem::current_path();
    }
    after = before;
  }
  void put(std::string const& file, std::string const& old_text, std::string const& new_text) {
    auto& text = after.at(file);
    auto at = text.find(old_text);
    ASSERT_NE(at, std::string::npos) << file << " holds no " << old_text;
    text.replace(at, old_text.size(), new_text);
  }
  std::vector<std::string> difference() { return model::diff(*compiled(before), *compiled(after)).lines(); }
  static std::shared_ptr<OperatingModel const> compiled(Files const& files) { return model::compile(files, {Date{2026, 1, 5}}).model; }
  void plant_seven() {
    put("decisions/expedite-job.yaml", "sla: PT4H", "sla: PT3H");
    put("decisions/repair-or-replace.yaml", "    - {when: \"repair_share > 60\", role: works-manager}",
        "    - {when: \"repair_share > 60 and repair_share <= 80\", role: works-manager}\n    - {when: \"repair_share > 80\", role: operations-director}");
    before["strategy/fading.yaml"] = "apiVersion: drivetrain/v1\nkind: Principle\nmetadata: {id: paper-first, owner: works-manager}\nspec: {statement: Paper first.}\n";
    put("org/units.yaml", "purpose: Strip, rewind, machine, balance, assemble and test.", "purpose: Strip, rewind, machine, balance, assemble, test, paint.");
    after["strategy/more.yaml"] = "apiVersion: drivetrain/v1\nkind: Constraint\nmetadata: {id: no-lone-work, owner: works-manager}\nspec: {statement: Nobody works alone.}\n";
    put("metrics/kpis.yaml", "target: 95", "target: 96");
  }
  Files before, after;
};

TEST_F(TwoVersionsOfTarnwick, SevenPlantedChangesAreListedAndNothingElse) {
  plant_seven();
  auto lines = difference();
  std::string all;
  for (auto const& line : lines) all += line + "\n";
  EXPECT_EQ(lines.size(), 7u) << all;
  for (auto wanted : {"principle paper-first removed", "sla of expedite-job: PT4H → PT3H", "constraint no-lone-work added", "target of promise-kept-critical: 95 → 96",
                      "bands works-manager › when of repair-or-replace: repair_share > 60 → repair_share > 60 and repair_share <= 80",
                      "bands of repair-or-replace: {when: repair_share > 80, role: operations-director} added",
                      "purpose of works: Strip, rewind, machine, balance, assemble and test. → Strip, rewind, machine, balance, assemble, test, paint."})
    EXPECT_NE(all.find(wanted), std::string::npos) << wanted << " is not in\n" << all;
}

TEST_F(TwoVersionsOfTarnwick, LayoutCommentsQuotesAndPlacesAreNoChange) {
  Files moved;
  for (auto const& [path, text] : after) {
    if (!path.ends_with(".yaml")) {
      moved[path] = text;
      continue;
    }
    auto formatted = notation::format_yaml(SourceText(path, "# new here\n" + text), model::catalogue());
    ASSERT_TRUE(formatted.ok()) << formatted.error().message;
    auto in_processes = path.starts_with("processes/");
    moved[in_processes ? path : "elsewhere/" + path] = *formatted;
  }
  after = moved;
  put("elsewhere/metrics/kpis.yaml", "target: 95", "target: 95.0");
  put("elsewhere/decisions/expedite-job.yaml", "recommend: planner", "recommend: \"planner\"");
  put("elsewhere/decisions/expedite-job.yaml", "input: [customer-desk-agent]", "input: customer-desk-agent");
  EXPECT_EQ(difference(), std::vector<std::string>());
}

TEST_F(TwoVersionsOfTarnwick, AReleaseNoteHoldsWhatConcernsAUnitAndSaysWhy) {
  plant_seven();
  auto old_model = compiled(before), new_model = compiled(after);
  auto all = model::diff(*old_model, *new_model);
  auto works = model::release_note(*old_model, *new_model, all, "works");
  ASSERT_TRUE(works.ok()) << works.error().message;
  EXPECT_EQ(works->changes.size() + works->others, all.differences.size());
  auto page = works->markdown();
  EXPECT_NE(page.find("# What changes for Works lines\n"), std::string::npos) << page;
  EXPECT_NE(page.find("\n## Who decides\n\n"), std::string::npos) << page;
  EXPECT_NE(page.find("- sla of expedite-job: PT4H → PT3H (Works manager owns it)\n"), std::string::npos) << page;
  EXPECT_NE(page.find("- constraint no-lone-work added (Works manager owns it)\n"), std::string::npos) << page;
  EXPECT_NE(page.find("(it is the unit itself)\n"), std::string::npos) << page;
  // Field service restores sites; nothing of bands about repair reaches it.
  auto field = model::release_note(*old_model, *new_model, all, "field-service");
  ASSERT_TRUE(field.ok());
  EXPECT_EQ(field->markdown().find("repair-or-replace"), std::string::npos) << field->markdown();
  EXPECT_GT(field->others, 0u);
  EXPECT_EQ(model::release_note(*old_model, *new_model, all, "field-servise").error().help, "did you mean field-service?");
}

}  // namespace
}  // namespace drivetrain::app::cli
