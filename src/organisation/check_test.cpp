// Incoherent form is refused, each fault by its own rule and at its own place.
#include "organisation/check.h"

#include <gtest/gtest.h>

#include "organisation/company_for_test.h"

namespace drivetrain::organisation::test {
namespace {

std::vector<Diagnostic> findings(Model const& model) {
  Diagnostics diagnostics;
  check(model, diagnostics);
  return diagnostics.all();
}

/// The one finding, as code and message; everything found when it is not one.
std::string the_finding(Model const& model) {
  std::string text;
  for (auto const& d : findings(model)) text += (text.empty() ? "" : "\n") + d.code + " " + d.message;
  return text;
}

TEST(CheckForm, TheWorksAreCoherent) { EXPECT_EQ(the_finding(works()), ""); }

TEST(CheckForm, TwoHoldersOnOneDay) {
  auto model = works();
  auto& holders = model.assignments["works-manager-assignment"].holders;
  holders[1].person.span = {"org/assignments.yaml", {7, 15, 90}, {7, 18, 93}};
  holders[1].from = day("2026-06-30");  // the last day of the first
  auto found = findings(model);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].code, "DT-F001");
  EXPECT_EQ(found[0].message, "works-manager is held by both ben and eva from 2026-06-30 until 2026-06-30");
  EXPECT_EQ(found[0].span, holders[1].person.span);
  model.roles["works-manager"].many = true;
  EXPECT_EQ(the_finding(model), "");
}

TEST(CheckForm, OpenTermsOverlapToo) {
  auto model = works();
  auto& holders = model.assignments["works-manager-assignment"].holders;
  holders = {term("eva", "2026-07-01"), term("ben")};
  EXPECT_EQ(the_finding(model), "DT-F001 works-manager is held by both ben and eva from 2026-07-01");
  holders = {term("ben", "2026-01-01", "2026-12-31"), term("eva", "2026-02-01", "2026-02-28"), term("ana", "2026-03-01", "2026-03-31")};
  EXPECT_EQ(the_finding(model),
            "DT-F001 works-manager is held by both ben and eva from 2026-02-01 until 2026-02-28\n"
            "DT-F001 works-manager is held by both ben and ana from 2026-03-01 until 2026-03-31");
  holders = {term("eva", "2026-07-01"), term("ben", "", "2026-06-30")};
  EXPECT_EQ(the_finding(model), "");
}

TEST(CheckForm, ATermThatHoldsOnNoDay) {
  auto model = works();
  model.assignments["winder-assignment"].deputies = {term("ana", "2026-03-02", "2026-03-01")};
  EXPECT_EQ(the_finding(model), "DT-F002 the term of ana in winder ends on 2026-03-01, before it begins on 2026-03-02");
  model.assignments["winder-assignment"].deputies = {term("ana", "2026-03-02", "2026-03-02")};
  EXPECT_EQ(the_finding(model), "");
}

TEST(CheckForm, CalendarsThatCannotBeRead) {
  auto model = works();
  model.calendars["office"].hours["mon"][0].value = "8-12";
  EXPECT_EQ(the_finding(model), "DT-F003 calendar office: \"8-12\" is not a shift");
  model = works();
  model.calendars["office"].hours["tues"] = {};
  auto found = findings(model);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].message, "calendar office has hours for \"tues\", which is no day");
  EXPECT_EQ(found[0].help, "did you mean tue?");
  model = works();
  model.calendars["office"].hours.clear();
  EXPECT_EQ(the_finding(model), "DT-F003 calendar office has no working time");
  model.calendars["office"].always = true;
  EXPECT_EQ(the_finding(model), "");
}

TEST(CheckForm, ACalendarWhoseHolidaysSwallowTenYears) {
  auto model = works();
  auto& office = model.calendars["office"];
  office.hours = {{"mon", {{"08:00-12:00", {}}}}};
  office.holidays.clear();
  auto monday = days_from_epoch(day("2026-01-05"));
  for (int week = 0; week < 520; ++week) office.holidays.push_back(date_from_days(monday + 7 * week));
  EXPECT_EQ(the_finding(model), "") << "the last Monday of ten years is worked";
  office.holidays.push_back(date_from_days(monday + 7 * 520));
  EXPECT_EQ(the_finding(model), "DT-F003 calendar office has no working time in the ten years from 2025-12-30 on: every day with hours is a holiday");
  office.hours["tue"] = {{"08:00-09:00", {}}};
  EXPECT_EQ(the_finding(model), "");
  // A holiday of another age costs no look at the centuries between.
  office.holidays.push_back(day("9999-12-27"));
  EXPECT_EQ(the_finding(model), "");
}

TEST(CheckForm, OneRoleInTwoAssignments) {
  auto model = works();
  model.assignments["zz-more"].header.id = "zz-more";
  model.assignments["zz-more"].role.id.value = "winder";
  EXPECT_EQ(the_finding(model), "DT-F004 the holders of winder are named in two assignments, winder-assignment and zz-more");
}

TEST(CheckForm, UnitsAreATree) {
  auto model = works();
  for (auto [id, parent] : {std::pair{"works", ""}, {"lines", "works"}, {"winding", "lines"}}) {
    model.units[id].header.id = id;
    model.units[id].parent.id.value = parent;
  }
  EXPECT_EQ(the_finding(model), "");
  model.units["works"].parent.id.value = "winding";
  model.units["store"].parent.id.value = "works";  // below the circle, not in it
  EXPECT_EQ(the_finding(model), "DT-F005 units are their own parents: lines → works → winding → lines");
  model.units["works"].parent.id.value = "works";
  EXPECT_EQ(the_finding(model), "DT-F005 units are their own parents: works → works");
}

TEST(CheckForm, TheTimeZoneExists) {
  auto model = works();
  model.company.timezone.value = "Europe/Berln";
  auto found = findings(model);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].code, "DT-F006");
  EXPECT_EQ(found[0].help, "did you mean Europe/Berlin?");
  model.company.timezone.value = "";
  EXPECT_EQ(the_finding(model), "DT-F006 the model names no time zone");
}

}  // namespace
}  // namespace drivetrain::organisation::test
