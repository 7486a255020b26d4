// The closure: what a design decision touches elsewhere, near and far, each once and by a shortest way.
#include "app/views/reach.h"

#include <gtest/gtest.h>

#include "app/small_company_for_test.h"
#include "model/compile.h"

namespace drivetrain::app::views {
namespace {

std::string told(std::vector<Reached> const& all) {
  std::string text;
  for (auto const& one : all) {
    for (auto const& step : one.way) text += step.id + " > ";
    text += one.thing.id + "\n";
  }
  return text;
}

TEST(Reach, GoesAsFarAsTheWaysLead) {
  auto model = model::compile(test::small_company(), {Date{2026, 3, 27}}).model;
  // expedite moves the promises, which it looks at itself; the huddle takes it; an alarm of the promises is a stopped machine.
  EXPECT_EQ(told(reach_of(*model, {{"Decision", "expedite"}})),
            "expedite > promises-kept\nexpedite > huddle\nexpedite > promises-kept > demand-holds\nexpedite > promises-kept > machine\n");
  // From a role over what its holder decides.
  auto from_lead = reach_of(*model, {{"Role", "lead"}});
  ASSERT_FALSE(from_lead.empty());
  EXPECT_EQ(from_lead.front().thing.id, "expedite");
  EXPECT_TRUE(reach_of(*model, {{"Decision", "nothing"}}).empty());
}

TEST(Reach, EndsWhereAffectsRunInACircle) {
  auto files = test::small_company();
  auto& text = files.at("decisions.yaml");
  auto add = [&](std::string const& id, std::string const& other) {
    auto place = text.find("supports:", text.find("{id: " + id));
    ASSERT_NE(place, std::string::npos);
    text.insert(place, "affects: [" + other + "]\n  ");
  };
  add("change-weights", "change-rights");
  add("change-rights", "change-weights");
  auto model = model::compile(files, {Date{2026, 3, 27}}).model;
  EXPECT_EQ(told(reach_of(*model, {{"Decision", "change-weights"}})), "change-weights > change-rights\n");
}

}  // namespace
}  // namespace drivetrain::app::views
