// Form: what is counted, who answers on a day, and what the structure gives cause to worry about.
#include "app/views/form.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "app/runtime.h"
#include "app/small_company_for_test.h"
#include "journal/sim_world.h"
#include "organisation/commands.h"

namespace drivetrain::app::views {
namespace {

class FormTest : public testing::Test {
 protected:
  FormTest() : runtime(world.world()) {}
  /// The small company with some texts of its files replaced.
  void deploy(std::vector<std::array<std::string, 3>> const& replaced = {}) {
    auto files = test::small_company();
    for (auto const& [file, from, to] : replaced) {
      auto& text = files.at(file);
      auto place = text.find(from);
      ASSERT_NE(place, std::string::npos) << from;
      text.replace(place, from.size(), to);
    }
    ASSERT_TRUE(runtime.open().ok());
    auto compiled = model::compile(files, {runtime.company().today(runtime.now())});
    ASSERT_TRUE(compiled.coherent()) << compiled.diagnostics.all().front().message;
    ASSERT_TRUE(runtime.deploy_first(compiled)->accepted());
  }
  Company const& company() { return runtime.company(); }
  FormDay today() { return form_day(company(), {}, runtime.now()); }
  std::vector<std::string> concerns(FormDay const& day) {
    std::vector<std::string> all;
    for (auto const& finding : form_findings(company(), day)) all.push_back(std::string(to_string(finding.concern)) + " " + finding.subject.id);
    return all;
  }
  journal::SimWorld world;
  Runtime runtime;
};

/// A second unit below the works, and the test of the machine in its hands: two handoffs where there was none.
std::vector<std::array<std::string, 3>> with_a_test_bay() {
  return {{"org.yaml", "kind: Role\nmetadata: {id: director", R"(kind: Unit
metadata: {id: bay, title: Test bay}
spec: {parent: works, purpose: Nothing leaves untested., inputs: [machines], outputs: [tested machines], promises: [the same day]}
---
apiVersion: drivetrain/v1
kind: Role
metadata: {id: tester, title: Tester}
spec: {unit: bay, purpose: Tests., accountabilities: [tests], authority: 2}
---
apiVersion: drivetrain/v1
kind: Assignment
metadata: {id: tester-today, title: Tester today}
spec: {role: tester, holders: [{person: bob, to: 2026-04-15}]}
---
apiVersion: drivetrain/v1
kind: Role
metadata: {id: director)"},
          {"repair.bpmn", R"(name="Test the machine" dt:role="fitter")", R"(name="Test the machine" dt:role="tester")"}};
}

TEST_F(FormTest, CountsLayersSpansAndHandoffs) {
  deploy(with_a_test_bay());
  auto const& form = company().model().organisation;
  EXPECT_EQ(layers(form), 2u);
  auto units = units_in_order(form);
  ASSERT_EQ(units.size(), 2u);
  EXPECT_EQ(units[0].unit->header.id, "works");
  EXPECT_EQ(units[0].lead, "manager");  // the charter's owner, though the director ranks higher
  EXPECT_EQ(units[0].span, 4u);         // director, cell lead, fitter, and the bay below
  EXPECT_EQ(units[0].people, 5u);
  EXPECT_EQ(units[1].level, 2);
  EXPECT_EQ(units[1].lead, "tester");
  EXPECT_EQ(units[1].span, 0u);
  // The decision between the two tasks is passed through: from the fitter's bench to the tester's.
  auto changes = handoffs(company().model());
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].from_element + " " + changes[0].to_element, "fix test");
  EXPECT_EQ(changes[0].from_role + " " + changes[0].to_role, "fitter tester");
  EXPECT_TRUE(changes[0].between_units);
}

TEST_F(FormTest, OneRoleDoingAllHandsNothingOver) {
  deploy();
  EXPECT_TRUE(handoffs(company().model()).empty());
  EXPECT_EQ(layers(company().model().organisation), 1u);
  EXPECT_EQ(tasks_of_roles(company().model()).size(), 3u);
}

TEST_F(FormTest, SeesWhoIsMissingTodayAndSoon) {
  deploy(with_a_test_bay());
  auto found = concerns(today());  // 27 March 2026
  EXPECT_NE(std::find(found.begin(), found.end(), "single_holder tester"), found.end());
  EXPECT_NE(std::find(found.begin(), found.end(), "vacancy_ahead tester"), found.end());
  EXPECT_NE(std::find(found.begin(), found.end(), "no_owner bay"), found.end());
  EXPECT_EQ(std::find(found.begin(), found.end(), "vacancy tester"), found.end());
  // The lead has a holder and a deputy; the works have an owner.
  for (auto const& text : found) EXPECT_TRUE(text.find("lead") == std::string::npos && text.find("works") == std::string::npos) << text;
  auto later = form_findings(company(), form_day(company(), Date{2026, 4, 16}, runtime.now()));
  ASSERT_FALSE(later.empty());
  EXPECT_EQ(later.front().concern, FormConcern::vacancy);  // the worst comes first
  EXPECT_EQ(later.front().role, "tester");
  EXPECT_EQ(later.front().level, performance::KpiStatus::alarm);
}

TEST_F(FormTest, DutiesThatMustBeApartInOneHandAreToldOfTheDayOnWhichTheyAre) {
  deploy({{"decisions.yaml", "rapid: {recommend: fitter, perform: lead}", "rapid: {recommend: manager, perform: lead}\n  sod: [recommend, decide]"},
          {"decisions.yaml", "{when: \"delay_hours > 8\", role: manager}", "{when: \"delay_hours > 8\", role: director}"},
          {"decisions.yaml", ", {after: PT3H, to: director}]", "]"},
          {"org.yaml", "holders: [{person: lea}]", "holders: [{person: lea, to: 2026-03-31}]"}});
  auto before = concerns(today());
  EXPECT_EQ(std::count(before.begin(), before.end(), "duty_conflict expedite"), 0);
  // From April on Max stands in for the cell lead, and recommends as manager.
  auto after = concerns(form_day(company(), Date{2026, 4, 1}, runtime.now()));
  EXPECT_EQ(std::count(after.begin(), after.end(), "duty_conflict expedite"), 1);
}

TEST_F(FormTest, LoadIsOfTheRoleAndOfToday) {
  deploy();
  auto load = load_of(company(), "fitter", today());
  EXPECT_EQ(load.present, 2u);
  EXPECT_NEAR(load.rhythm_hours, 7.0 / 6, 1e-9);  // ten minutes on seven days
  EXPECT_NEAR(load.week_hours, 168 - 0.25, 1e-9);  // round the clock, over the hour that March loses
  EXPECT_EQ(load.ready, 0u);
  EXPECT_EQ(load_of(company(), "director", today()).rhythm_hours, 0);
}

TEST_F(FormTest, EveryOutcomeHasItsOwnerAndThoseWhoContribute) {
  deploy();
  for (auto const& outcome : outcomes(company())) {
    EXPECT_FALSE(outcome.owner.empty()) << outcome.outcome.id;
    if (outcome.outcome.id != "keep-running") continue;
    EXPECT_EQ(outcome.owner, "director");
    EXPECT_EQ(outcome.contributors, std::vector<std::string>{"manager"});  // owns the repair, and the second bench
    ASSERT_EQ(outcome.shared.size(), 1u);
    EXPECT_EQ(outcome.shared[0].id, "promises-kept");
  }
}

}  // namespace
}  // namespace drivetrain::app::views
