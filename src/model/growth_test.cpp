// Checking grows with the model, not with its square: four times the company takes about four times the work. Measured in the processor's
// time of this process, the best of several, and with a bound half way to the square, so that a busy machine fails nobody. The largest
// company only with DRIVETRAIN_SLOW=1.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>

#include <fmt/format.h>

#include "model/compile.h"

namespace drivetrain::model {
namespace {

std::string entity(std::string const& kind, std::string const& id, std::string const& owner, std::string const& spec) {
  return "---\napiVersion: drivetrain/v1\nkind: " + kind + "\nmetadata: {id: " + id + (owner.empty() ? "" : ", owner: " + owner) + "}\nspec: " + spec + "\n";
}

/// A coherent company of `divisions` that refer to each other through their chief, ten entities each. Their number divides a hundred
/// without an endless fraction, so that their objectives' weights add up.
Files company_of(int divisions) {
  Files files;
  auto weight = fmt::format("{:g}", 100.0 / divisions);
  files["model.yaml"] = entity("Company", "large", "", "{timezone: Europe/London, thresholds: {max_objectives_per_level: " + std::to_string(divisions) + "}}") + entity("Unit", "all", "chief", "{purpose: P, inputs: [i], outputs: [o], promises: [p]}") +
                        entity("Role", "chief", "", "{unit: all, purpose: P, authority: 90}") + entity("Person", "cleo", "", "{unit: all}") +
                        entity("Assignment", "chief-today", "", "{role: chief, holders: [{person: cleo}]}");
  for (int n = 0; n < divisions; ++n) {
    auto d = "d" + std::to_string(n);
    files["part" + std::to_string(n) + ".yaml"] =
        entity("Unit", d, d + "-lead", "{parent: all, purpose: P, inputs: [i], outputs: [o], promises: [p]}") + entity("Role", d + "-lead", "", "{unit: " + d + ", purpose: P, authority: 50}") +
        entity("Person", d + "-ann", "", "{unit: " + d + "}") + entity("Person", d + "-bob", "", "{unit: " + d + "}") +
        entity("Assignment", d + "-today", "", "{role: " + d + "-lead, holders: [{person: " + d + "-ann}], deputies: [{person: " + d + "-bob}]}") +
        entity("Objective", d + "-goal", d + "-lead", "{statement: S, weight: " + weight + ", kpis: [" + d + "-figure]}") +
        entity("Initiative", d + "-plan", d + "-lead", "{objectives: [" + d + "-goal], team: [{role: " + d + "-lead, share: 10}], milestones: [{id: m, title: M, due: 2026-09-30}]}") +
        entity("Decision", d + "-right", d + "-lead",
               "{question: Q, kind: operating, facts: [{name: amount, type: number, min: 0}], rapid: {recommend: " + d + "-lead}, bands: [{when: amount <= 9, role: " + d +
                   "-lead}, {when: amount > 9, role: chief}], outcomes: [a, b], criteria: [c], cadence: on-demand, sla: PT8H, escalation: [{after: PT6H, to: next-band}], supports: [" + d + "-goal]}") +
        entity("Kpi", d + "-figure", d + "-lead",
               "{definition: D, measures: {n: {event: CaseCompleted, aggregate: count}}, formula: n, unit: n, direction: up, window: P28D, target: 9, warn: 8, alarm: 7, reaction: {decision: " + d + "-right}}") +
        entity("Rhythm", d + "-huddle", d + "-lead", "{rrule: FREQ=WEEKLY;BYDAY=MO, start: 2026-01-05T07:00, duration: PT10M, chair: " + d + "-lead, inputs: [{kpi: " + d + "-figure}], outputs: [o]}");
  }
  return files;
}

double seconds_of(Files const& files) {
  double best = 1e9;
  for (int round = 0; round < 3; ++round) {
    auto before = std::clock();
    auto compilation = compile(files, {Date{2026, 1, 5}});
    best = std::min(best, static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC);
    EXPECT_EQ(compilation.model->entities.size(), 5 + 10 * (files.size() - 1));
  }
  return best;
}

TEST(Growth, FourTimesTheModelIsAboutFourTimesTheWork) {
  auto small = seconds_of(company_of(100)), large = seconds_of(company_of(400));
  EXPECT_LT(large, 9 * small + 0.05) << small << " s for 1,005 entities, " << large << " s for 4,005";
}

/// A group of two thousand divisions is checked while somebody waits. The bound is generous: several times what a small machine takes.
TEST(Growth, TwentyThousandEntitiesAreCheckedInTwentySeconds) {
  if (!std::getenv("DRIVETRAIN_SLOW")) GTEST_SKIP() << "SKIPPED: slow (set DRIVETRAIN_SLOW=1)";
  auto files = company_of(2000);
  auto before = std::clock();
  auto compilation = compile(files, {Date{2026, 1, 5}});
  auto seconds = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
  EXPECT_EQ(compilation.model->entities.size(), 20'005u);
  EXPECT_EQ(compilation.diagnostics.errors(), 0u) << compilation.diagnostics.all().front().message;
  EXPECT_LT(seconds, 20) << "of the processor";
  RecordProperty("processor_seconds", fmt::format("{:.1f}", seconds));
}

}  // namespace
}  // namespace drivetrain::model
