// Unclear rights are refused when the model is compiled, each fault by its own rule and with an exact witness.
#include "decisions/check.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "decisions/bands.h"
#include "decisions/tarnwick_for_test.h"

namespace drivetrain::decisions {
namespace {

using test::Lines;
using test::role_ref;

struct Rights {
  organisation::Model form = test::tarnwick_form();
  Model model;
  Decision& right = model.decisions["expedite-job"] = test::expedite();

  Lines findings() {
    Diagnostics diagnostics;
    check({model, form, Date{2026, 3, 27}, diagnostics});
    Lines lines;
    for (auto const& finding : diagnostics.all()) lines.push_back(finding.code + ": " + finding.message);
    return lines;
  }
  void bands(std::vector<std::pair<std::string, std::string>> const& conditions) {
    right.bands.clear();
    for (auto const& [when, role] : conditions) right.bands.push_back({{when, {}}, role_ref(role), {}});
  }
};

TEST(Rights, ThatAreClearPass) { EXPECT_EQ(Rights().findings(), Lines{}); }

TEST(Rights, TwoNamedDecidersAreOneTooMany) {
  Rights rights;
  rights.right.bands.clear();
  rights.right.rapid.decide = {role_ref("cell-lead"), role_ref("works-manager")};
  EXPECT_EQ(
      rights.findings(),
      Lines{"DT-D201: decision expedite-job has 2 deciders for every case: cell-lead and works-manager; exactly one role must hold D"});
}

TEST(Rights, ADeciderBesideBandsIsOneTooMany) {
  Rights rights;
  rights.right.rapid.decide = {role_ref("managing-director")};
  EXPECT_EQ(rights.findings(),
            Lines{"DT-D201: decision expedite-job has bands and also names managing-director as decider; exactly one role must hold D"});
}

TEST(Rights, AVacantDeciderIsNamedWithTheDay) {
  Rights rights;
  rights.form.assignments["operations-director-assignment"].holders[0].to = Date{2026, 3, 26};
  auto lines = rights.findings();
  EXPECT_EQ(lines, Lines{"DT-D202: decider operations-director of expedite-job has no holder or deputy on 2026-03-27"});
}

TEST(Rights, AVacancyInThirtyDaysIsANote) {
  Rights rights;
  rights.form.assignments["operations-director-assignment"].holders[0].to = Date{2026, 4, 10};
  EXPECT_EQ(rights.findings(), Lines{"DT-D202: decider operations-director of expedite-job will have no holder or deputy on 2026-04-11"});
}

TEST(Bands, AGapIsShownByTheExactAmount) {
  Rights rights;
  rights.bands({{"delay_hours <= 8", "cell-lead"},
                {"delay_hours > 8 and delay_hours < 40", "works-manager"},
                {"delay_hours > 40", "operations-director"}});
  EXPECT_EQ(rights.findings(), Lines{"DT-D203: bands of expedite-job leave delay_hours = 40 to nobody"});
}

TEST(Bands, AnOverlapIsShownByTheExactAmount) {
  Rights rights;
  rights.bands({{"delay_hours <= 8", "cell-lead"},
                {"delay_hours >= 8 and delay_hours <= 40", "works-manager"},
                {"delay_hours > 40", "operations-director"}});
  EXPECT_EQ(rights.findings(),
            Lines{"DT-D203: bands 1 and 2 of expedite-job overlap: two deciders for delay_hours = 8: cell-lead and works-manager"});
}

TEST(Bands, AGapBetweenWholeNumbersIsFoundToo) {
  Rights rights;
  rights.bands({{"delay_hours <= 8", "cell-lead"},
                {"delay_hours >= 9 and delay_hours <= 40", "works-manager"},
                {"delay_hours > 40", "operations-director"}});
  EXPECT_EQ(rights.findings(), Lines{"DT-D203: bands of expedite-job leave delay_hours = 8.5 to nobody"});
}

TEST(Bands, EveryGapIsReportedNotOnlyTheFirst) {
  Rights rights;
  rights.bands({{"delay_hours < 8", "cell-lead"},
                {"delay_hours > 8 and delay_hours <= 40", "works-manager"},
                {"delay_hours > 48", "operations-director"}});
  EXPECT_EQ(rights.findings(), (Lines{"DT-D203: bands of expedite-job leave delay_hours = 8 to nobody",
                                      "DT-D203: bands of expedite-job leave delay_hours = 41 to nobody"}));
}

TEST(Bands, TheDeclaredRangeEndsTheSearch) {
  Rights rights;
  rights.right.facts[0].min = std::nullopt;
  rights.bands({{"delay_hours >= 0 and delay_hours <= 8", "cell-lead"}, {"delay_hours > 8", "works-manager"}});
  EXPECT_EQ(rights.findings(), Lines{"DT-D203: bands of expedite-job leave delay_hours = -1 to nobody"});
  rights.right.facts[0].min = Decimal(0);
  EXPECT_EQ(rights.findings(), Lines{});
}

TEST(Bands, AreTriedOverAllFactsTogether) {
  Rights rights;
  Fact critical;
  critical.name.value = "critical";
  critical.type = FactType::boolean;
  rights.right.facts.push_back(critical);
  rights.bands({{"delay_hours <= 8", "cell-lead"},
                {"delay_hours > 8 and critical", "operations-director"},
                {"delay_hours > 8 and delay_hours <= 40 and not(critical)", "works-manager"}});
  EXPECT_EQ(rights.findings(), Lines{"DT-D203: bands of expedite-job leave delay_hours = 41, critical = false to nobody"});
}

TEST(Bands, ValuesOfATextAreTriedOneByOne) {
  Rights rights;
  Fact tier;
  tier.name.value = "tier";
  tier.type = FactType::string;
  tier.values = {"critical", "standard", "economy"};
  rights.right.facts = {tier};
  rights.bands({{"tier = \"critical\"", "operations-director"}, {"tier = \"standard\"", "cell-lead"}});
  EXPECT_EQ(rights.findings(), Lines{"DT-D203: bands of expedite-job leave tier = \"economy\" to nobody"});
}

TEST(Bands, TextsInOrderAreTriedBetweenAndBeyondTheirConstants) {
  Rights rights;
  Fact zone;
  zone.name.value = "zone";
  zone.type = FactType::string;
  rights.right.facts = {zone};
  rights.bands({{"zone < \"m\"", "cell-lead"}, {"zone = \"m\"", "works-manager"}});
  EXPECT_EQ(rights.findings(), Lines{"DT-D203: bands of expedite-job leave zone = \"n\" to nobody"});
  rights.bands({{"zone <= \"m\"", "cell-lead"}, {"zone >= \"p\"", "works-manager"}});
  EXPECT_EQ(rights.findings(), Lines{"DT-D203: bands of expedite-job leave zone = \"n\" to nobody"});
  rights.bands({{"zone > \"m\"", "cell-lead"}, {"zone = \"m\"", "works-manager"}});
  EXPECT_EQ(rights.findings(), Lines{"DT-D203: bands of expedite-job leave zone = \"\" to nobody"});
  rights.bands({{"zone < \"m\"", "cell-lead"}, {"zone >= \"m\"", "works-manager"}});
  EXPECT_EQ(rights.findings(), Lines{});
  rights.bands({{"zone = \"m\"", "cell-lead"}, {"zone = \"p\"", "works-manager"}});
  EXPECT_EQ(rights.findings(), Lines{"DT-D203: bands of expedite-job leave zone = \"anything else\" to nobody"}) << "equality alone has one case more";
}

TEST(Bands, WhatCannotBeShownIsAnError) {
  Rights rights;
  rights.bands({{"delay_hours * delay_hours <= 64", "cell-lead"}, {"delay_hours * delay_hours > 64", "works-manager"}});
  Diagnostics diagnostics;
  check({rights.model, rights.form, Date{2026, 3, 27}, diagnostics});
  ASSERT_EQ(diagnostics.all().size(), 1u);
  EXPECT_EQ(diagnostics.all()[0].severity, Severity::error);
  EXPECT_NE(diagnostics.all()[0].help.find("as a fact of its own"), std::string::npos);
}

TEST(Bands, WhatCannotBeShownIsUndecidedNotClean) {
  Rights rights;
  rights.bands({{"delay_hours * delay_hours <= 64", "cell-lead"}, {"delay_hours * delay_hours > 64", "works-manager"}});
  EXPECT_EQ(rights.findings(), Lines{"DT-D203: undecided whether the bands of expedite-job leave a gap or overlap: band 1 (delay_hours * "
                                     "delay_hours <= 64) is more than comparisons of facts with constants"});
}

TEST(Bands, ThatCannotBeReadAreSaidToBe) {
  Rights rights;
  rights.bands({{"delay_hours <= ", "cell-lead"}, {"delay_hours > 8", "works-manager"}});
  auto lines = rights.findings();
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].substr(0, 7), "DT-D204");
}

/// One condition over delay_hours with constants 0 … 6: a comparison, or two joined.
std::string random_condition(Random& random) {
  auto comparison = [&] {
    static char const* const signs[] = {"<", "<=", ">", ">=", "="};
    return std::string("delay_hours ") + signs[random.below(5)] + " " + std::to_string(random.below(7));
  };
  auto one = comparison();
  if (random.below(3) == 0) return one;
  return one + (random.below(2) ? " and " : " or ") + comparison();
}

TEST(Bands, AgreeWithTryingEveryQuarterHour) {
  Random random(20260327);
  int clean = 0, faulty = 0;
  for (int round = 0; round < 400; ++round) {
    Rights rights;
    rights.right.facts[0].max = Decimal(8);
    // Half of the rounds are sound by construction, the others are whatever comes.
    auto limit = std::to_string(1 + random.below(6));
    if (round % 2 == 0)
      rights.bands({{"delay_hours <= " + limit, "cell-lead"}, {"delay_hours > " + limit, "works-manager"}});
    else
      rights.bands({{random_condition(random), "cell-lead"}, {random_condition(random), "works-manager"}});
    auto bands = compile_bands(rights.right);
    bool gap = false, overlap = false;
    for (int quarter = 0; quarter <= 32; ++quarter) {
      feel::Context facts;
      facts.set("delay_hours", feel::Value(*Decimal::divide(Decimal(quarter), Decimal(4))));
      int holding = 0;
      for (auto const& band : bands) holding += band.when.evaluate(feel::Environment::of(facts, {})).value.is_true();
      gap = gap || holding == 0, overlap = overlap || holding > 1;
    }
    bool said_gap = false, said_overlap = false;
    for (auto const& line : rights.findings()) {
      said_gap = said_gap || line.find("to nobody") != std::string::npos;
      said_overlap = said_overlap || line.find("overlap:") != std::string::npos;
    }
    EXPECT_EQ(said_gap, gap) << rights.right.bands[0].when.text << " | " << rights.right.bands[1].when.text;
    EXPECT_EQ(said_overlap, overlap) << rights.right.bands[0].when.text << " | " << rights.right.bands[1].when.text;
    ++(gap || overlap ? faulty : clean);
  }
  EXPECT_GT(clean, 100);
  EXPECT_GT(faulty, 100);
}

TEST(Escalation, ThatStaysLevelIsRefused) {
  Rights rights;
  rights.form.roles["managing-director"].authority = 40;
  EXPECT_EQ(rights.findings(), Lines{"DT-D205: escalation of expedite-job ends at equal authority: works-manager (authority 30) → "
                                     "operations-director (authority 40) → managing-director (authority 40)"});
}

TEST(Escalation, ThatComesBackIsRefused) {
  Rights rights;
  rights.right.escalation = {{hours(2), role_ref("operations-director"), {}},
                             {hours(3), role_ref("works-manager"), {}},
                             {hours(5), role_ref("operations-director"), {}}};
  auto lines = rights.findings();
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines[0],
            "DT-D205: escalation of expedite-job ends at equal authority: cell-lead (authority 20) → operations-director (authority 40) → "
            "works-manager (authority 30)");
  EXPECT_EQ(lines[1], "DT-D205: escalation of expedite-job loops: operations-director → operations-director");
}

TEST(Escalation, ThatReachesTheSamePersonIsRefused) {
  Rights rights;
  rights.form.assignments["managing-director-assignment"].holders[0].person.id.value = "eva";
  EXPECT_EQ(rights.findings(), Lines{"DT-D205: escalation of expedite-job reaches the same person: works-manager → operations-director → "
                                     "managing-director are both Eva Stern on 2026-03-27"});
}

TEST(Escalation, ThatGivesAStepNoTimeIsRefused) {
  Rights rights;
  rights.right.escalation[1].after = hours(1);
  EXPECT_EQ(
      rights.findings(),
      Lines{"DT-D205: escalation of expedite-job gives managing-director no time: it follows after 1 h, and the step before it after 2 h"});
}

TEST(Rights, NeedCriteriaAndTwoOutcomes) {
  Rights rights;
  rights.right.criteria.clear();
  rights.right.outcomes.pop_back();
  EXPECT_EQ(rights.findings(), (Lines{"DT-D206: decision expedite-job can be answered in one way only: approve",
                                      "DT-D209: decision expedite-job has no criteria and no DMN table"}));
}

TEST(Rights, SeparateDutiesAreHeldApart) {
  Rights rights;
  rights.right.rapid.recommend = role_ref("works-manager");
  EXPECT_EQ(rights.findings(),
            Lines{"DT-D212: works-manager both recommends and decides in expedite-job, forbidden by separation of duties"});
}

TEST(Rights, ManyVetoesAreAWarning) {
  Rights rights;
  rights.right.rapid.agree = {role_ref("planner"), role_ref("cell-lead"), role_ref("managing-director")};
  EXPECT_EQ(rights.findings(),
            Lines{"DT-D214: 3 roles must agree on expedite-job (planner, cell-lead, managing-director); each can stop it"});
}

}  // namespace
}  // namespace drivetrain::decisions
