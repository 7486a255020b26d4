// Rhythms that cannot be held, and calls that ring nowhere, are refused when the model is compiled.
#include "coordination/check.h"

#include <gtest/gtest.h>

#include "coordination/works_for_test.h"

namespace drivetrain::coordination {
namespace {

using test::Lines;

struct Rhythms {
  organisation::Model form = test::works_form();
  Model model;
  Rhythm& rhythm = model.rhythms["cell-huddle"] = test::huddle();
  IssueType& type = model.issue_types["machine-down"] = test::andon();

  Lines findings() {
    Diagnostics diagnostics;
    check({model, form, Date{2026, 3, 27}, diagnostics});
    Lines lines;
    for (auto const& finding : diagnostics.all()) lines.push_back(finding.code + ": " + finding.message);
    return lines;
  }
};

TEST(Rhythms, ThatAreContractsPass) { EXPECT_EQ(Rhythms().findings(), Lines{}); }

TEST(Rhythms, NeedChairInputAndOutput) {
  Rhythms rhythms;
  rhythms.rhythm.chair = {};
  rhythms.rhythm.inputs.clear();
  rhythms.rhythm.outputs.clear();
  EXPECT_EQ(rhythms.findings(), (Lines{"DT-M301: rhythm cell-huddle has no chair", "DT-M301: rhythm cell-huddle has no input",
                                       "DT-M301: rhythm cell-huddle has no output"}));
}

TEST(Rhythms, OnSundaysOfACompanyThatRestsNeverOccur) {
  Rhythms rhythms;
  rhythms.rhythm.rrule.value = "FREQ=WEEKLY;BYDAY=SU";
  EXPECT_EQ(rhythms.findings(), Lines{"DT-M301: rhythm cell-huddle never occurs on a working day of cell-lead from 2026-03-27 on"});
}

TEST(Rhythms, ThatHaveEndedNeverOccur) {
  Rhythms rhythms;
  rhythms.rhythm.rrule.value = "FREQ=DAILY;UNTIL=20260201T000000";
  EXPECT_EQ(rhythms.findings().size(), 1u);
}

TEST(Rhythms, WithoutAReadableTimeAreRefused) {
  Rhythms rhythms;
  rhythms.rhythm.rrule.value = "every monday";
  EXPECT_EQ(rhythms.findings(), Lines{"DT-M302: when rhythm cell-huddle occurs cannot be read: \"every monday\" is no recurrence rule"});
}

TEST(Tiers, CallSomebodyAndThenSomebodyElse) {
  Rhythms rhythms;
  rhythms.type.tiers[2].role = test::role_ref("cell-lead");
  EXPECT_EQ(rhythms.findings(), Lines{"DT-M306: tier 3 of issue type machine-down calls cell-lead a second time"});
  rhythms.type.tiers.clear();
  EXPECT_EQ(rhythms.findings(), Lines{"DT-M306: issue type machine-down is called to nobody"});
}

}  // namespace
}  // namespace drivetrain::coordination
