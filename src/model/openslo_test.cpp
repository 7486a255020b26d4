// OpenSLO documents say the same as the Slo beside them; what a Slo cannot say is refused by name.
#include "model/openslo.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/compile.h"

namespace drivetrain::model {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string openslo(std::string const& spec, std::string const& more = "") {
  return "apiVersion: openslo/v1\nkind: SLO\nmetadata:\n  name: kept\n  displayName: Kept\n  labels: {team: [desk, works], tier: gold}\n  annotations: {drivetrain/owner: head}\n" + more +
         "spec:\n" + spec;
}
constexpr char const* whole = "  description: Nineteen of twenty.\n  service: repair\n  indicatorRef: promise\n  timeWindow: [{duration: 28d, isRolling: true}]\n  budgetingMethod: Occurrences\n";

Compilation compiled_with(std::string const& text) { return compile({{"slo.yaml", text}}, {Date{2026, 1, 5}}); }
std::vector<std::string> findings_of(std::string const& text) {
  std::vector<std::string> said;
  auto compilation = compiled_with(text);
  for (auto const& d : compilation.diagnostics.all())
    if (d.code.starts_with("DT-R02")) said.push_back(d.code + " " + std::to_string(d.span.begin.line) + ": " + d.message);
  return said;
}

TEST(OpenSlo, ARatioIsPercentAndWhatIsLeftIsTheBudget) {
  auto model = compiled_with(openslo(std::string(whole) + "  objectives: [{displayName: all, target: 0.95}]\n")).model;
  ASSERT_TRUE(model->performance.slos.contains("kept"));
  auto const& slo = model->performance.slos.at("kept");
  EXPECT_EQ(slo.header.title, "Kept");
  EXPECT_EQ(slo.header.owner, "head");
  EXPECT_EQ(slo.header.labels.at("team"), "desk, works");
  EXPECT_EQ(slo.service.text(), "repair");
  EXPECT_EQ(slo.indicator.text(), "promise");
  EXPECT_EQ(slo.target.value, Decimal(95));
  EXPECT_EQ(slo.target.span.begin.line, 14u) << "findings point at the original";
  EXPECT_EQ(slo.window, days(28));
  EXPECT_EQ(slo.error_budget, Decimal(5));
  EXPECT_EQ(model->entities[0].kind, "Slo");
}

TEST(OpenSlo, AValueIsTheTargetInTheIndicatorsUnit) {
  auto model = compiled_with(openslo("  indicatorRef: wait\n  timeWindow: [{duration: 12h}]\n  objectives: [{op: lte, value: 24, targetPercent: 99.5}]\n")).model;
  auto const& slo = model->performance.slos.at("kept");
  EXPECT_EQ(slo.target.value, Decimal(24));
  EXPECT_EQ(slo.error_budget, Decimal::parse("0.5"));
  EXPECT_EQ(slo.window, hours(12));
}

TEST(OpenSlo, WhatASloCannotSayIsRefusedByName) {
  auto with = [](std::string const& objectives) { return findings_of(openslo(std::string(whole) + "  objectives: " + objectives + "\n")); };
  EXPECT_THAT(with("[{target: 95}]"), ElementsAre(HasSubstr("DT-R023 14: the target of an OpenSLO objective lies between 0 and 1")));
  EXPECT_THAT(with("[{target: 0.9}, {target: 0.95}]"), ElementsAre(HasSubstr("DT-R023 14: a Slo has exactly one objective")));
  EXPECT_THAT(with("[{displayName: none}]"), ElementsAre(HasSubstr("DT-R021 14: an objective has either target or targetPercent")));
  EXPECT_THAT(with("[{target: 0.9, timeSliceWindow: 5m}]"), ElementsAre(HasSubstr("DT-R020 14: an objective of an OpenSLO SLO has a field timeSliceWindow")));
  EXPECT_THAT(with("[{target: 0.9}]\n  alertPolicies: []"), ElementsAre(HasSubstr("DT-R020 15: spec of an OpenSLO SLO has a field alertPolicies")));
  EXPECT_THAT(findings_of(openslo("  indicatorRef: w\n  timeWindow: [{duration: 1M}]\n  objectives: [{target: 1}]\n")), ElementsAre(HasSubstr("DT-R024 10: \"1M\" is no duration")));
  EXPECT_THAT(findings_of(openslo("  indicatorRef: w\n  timeWindow: [{duration: 28d, isRolling: false}]\n  objectives: [{target: 1}]\n")), ElementsAre(HasSubstr("the window of a Slo slides")));
  EXPECT_THAT(findings_of("apiVersion: openslo/v1\nkind: Service\nmetadata: {name: a}\nspec: {}\n"), ElementsAre(HasSubstr("DT-R026 2: of OpenSLO only the kind SLO is read")));
  EXPECT_THAT(findings_of("apiVersion: openslo/v1\n"), ElementsAre(HasSubstr("DT-R026")));
}

}  // namespace
}  // namespace drivetrain::model
