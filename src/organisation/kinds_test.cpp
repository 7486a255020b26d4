// Form as people write it: files in, today's person and findings at their exact places out.
#include "organisation/kinds.h"

#include <gtest/gtest.h>

#include "notation/catalogue.h"
#include "notation/yaml.h"
#include "organisation/check.h"
#include "organisation/company_for_test.h"
#include "organisation/views.h"
#include "organisation/working_time.h"

namespace drivetrain::organisation::test {
namespace {

constexpr char const* written_works = R"(apiVersion: drivetrain/v1
kind: Company
metadata: {id: works, title: The works}
spec:
  timezone: Europe/Berlin
  calendar: shifts
  currency: EUR
  thresholds: {rhythms_held_percent: 90.5}
  waivers:
    - {rule: DT-S104, subject: skills, reason: until the review, owner: works-manager, expires: 2026-06-30}
---
apiVersion: drivetrain/v1
kind: Calendar
metadata: {id: shifts}
spec:
  hours:
    mon: ["06:00-14:00", "22:00-06:00"]
    fri: ["06:00-14:00"]
  holidays: [2026-04-03]
---
apiVersion: drivetrain/v1
kind: Unit
metadata: {id: lines}
spec: {purpose: Overhaul., inputs: [machines], outputs: [tested machines], promises: [a date we keep]}
---
apiVersion: drivetrain/v1
kind: Role
metadata: {id: works-manager}
spec: {unit: lines, authority: 3, accountabilities: [turnaround]}
---
apiVersion: drivetrain/v1
kind: Role
metadata: {id: winder}
spec: {unit: lines, many: true}
---
apiVersion: drivetrain/v1
kind: Person
metadata: {id: ben, title: Ben Okafor}
spec: {unit: lines, email: ben@works.example}
---
apiVersion: drivetrain/v1
kind: Assignment
metadata: {id: works-manager-today}
spec:
  role: works-manager
  holders:
    - {person: ben, from: 2026-01-01, to: 2026-06-30}
    - {person: eva, from: 2026-07-01}
  deputies: [ana, {person: tom, to: 2026-03-31}]
---
apiVersion: drivetrain/v1
kind: Assignment
metadata: {id: winders}
spec: {role: winder, holders: [ida, kim]}
)";

struct Reading {
  explicit Reading(std::string text) : source("org/works.yaml", std::move(text)) {
    notation::DocumentReader reader(diagnostics);
    reader.bind(model.company);
    reader.bind(model.calendars);
    reader.bind(model.units);
    reader.bind(model.roles);
    reader.bind(model.people);
    reader.bind(model.assignments);
    for (auto const& document : notation::read_yaml(source, diagnostics)) reader.read(document);
    check(model, diagnostics);
  }
  std::string findings() const {
    std::string text;
    for (auto const& d : diagnostics.all())
      text += d.code + " " + std::to_string(d.span.begin.line) + ":" + std::to_string(d.span.begin.column) + " " + d.message + "\n";
    return text;
  }
  SourceText source;
  Diagnostics diagnostics;
  Model model;
};

std::string with(std::string text, std::string const& before, std::string const& after) {
  auto place = text.find(before);
  EXPECT_NE(place, std::string::npos) << before;
  return text.replace(place, before.size(), after);
}

TEST(FormFiles, AreReadWhole) {
  Reading reading(written_works);
  EXPECT_EQ(reading.findings(), "");
  auto const& model = reading.model;
  EXPECT_EQ(model.company.timezone.value, "Europe/Berlin");
  EXPECT_EQ(model.company.thresholds.at("rhythms_held_percent").to_string(), "90.5");
  EXPECT_EQ(model.company.waivers.at(0).expires, day("2026-06-30"));
  EXPECT_EQ(model.calendars.at("shifts").holidays, std::vector<Date>{day("2026-04-03")});
  EXPECT_EQ(model.units.at("lines").promises, std::vector<std::string>{"a date we keep"});
  EXPECT_EQ(model.roles.at("works-manager").authority, 3);
  EXPECT_TRUE(model.roles.at("winder").many);
  EXPECT_EQ(model.people.at("ben").email, "ben@works.example");
}

TEST(FormFiles, SayWhoItIsTodayAndWhenWorkHappens) {
  Reading reading(written_works);
  auto const& model = reading.model;
  EXPECT_EQ(acting_person(model, {}, "works-manager", at("2026-03-27T09:00:00Z")).why, "Ben Okafor holds Works manager");
  EXPECT_EQ(acting_person(model, {}, "works-manager", at("2025-12-01T09:00:00Z")).person, "ana");
  EXPECT_EQ(acting_person(model, {}, "winder", at("2026-03-27T09:00:00Z")).candidates, (std::vector<std::string>{"ida", "kim"}));
  // Monday 05:00 to Saturday: two shifts on Monday, one on Friday.
  auto hours = hours_of_role(model, "winder");
  ASSERT_TRUE(hours.ok());
  EXPECT_EQ(working_duration(*hours, at("2026-03-23T04:00:00Z"), at("2026-03-28T04:00:00Z")), drivetrain::hours(24));
}

TEST(FormFiles, FindingsPointAtThePlaceInTheFile) {
  EXPECT_EQ(Reading(with(written_works, "\"22:00-06:00\"", "\"22:00-30:00\"")).findings(),
            "DT-F003 17:26 calendar shifts: \"22:00-30:00\" is not a shift\n");
  EXPECT_EQ(Reading(with(written_works, "{person: eva, from: 2026-07-01}", "{person: eva, from: 2026-06-15}")).findings(),
            "DT-F001 48:16 works-manager is held by both ben and eva from 2026-06-15 until 2026-06-30\n");
  EXPECT_EQ(Reading(with(written_works, "{person: tom, to: 2026-03-31}", "{person: tom, from: 2026-04-01, to: 2026-03-31}")).findings(),
            "DT-F002 49:28 the term of tom in works-manager ends on 2026-03-31, before it begins on 2026-04-01\n");
  EXPECT_EQ(Reading(with(written_works, "timezone: Europe/Berlin", "timezone: Europe/Berln")).findings(),
            "DT-F006 5:13 \"Europe/Berln\" is not a time zone\n");
}

}  // namespace
}  // namespace drivetrain::organisation::test
