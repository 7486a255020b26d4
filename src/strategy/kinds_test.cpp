// Intent as people write it: objectives with weights, requirements with what makes them true.
#include "strategy/kinds.h"

#include <gtest/gtest.h>

namespace drivetrain::strategy {
namespace {

template <class Kind>
Kind read_one(std::string text, Diagnostics& diagnostics) {
  SourceText source("strategy/one.yaml", std::move(text));
  auto documents = notation::read_yaml(source, diagnostics);
  return documents.size() == 1 ? notation::read<Kind>(documents[0], diagnostics) : Kind{};
}

TEST(ObjectiveFile, KeepsTheWeightWithItsPlace) {
  Diagnostics diagnostics;
  auto objective = read_one<Objective>(R"(apiVersion: drivetrain/v1
kind: Objective
metadata: {id: keep-critical-running, owner: operations-director}
spec:
  statement: Critical customers keep running
  weight: 30
  kpis: [promise-kept-critical]
)",
                                       diagnostics);
  EXPECT_TRUE(diagnostics.empty()) << diagnostics.all()[0].message;
  EXPECT_EQ(objective.weight.value, Decimal(30));
  EXPECT_EQ(objective.weight.span.begin.line, 6u);
  EXPECT_EQ(objective.kpis.at(0).text(), "promise-kept-critical");
}

TEST(ObjectiveFile, AWeightBeyondOneHundredIsRefused) {
  Diagnostics diagnostics;
  read_one<Objective>("apiVersion: drivetrain/v1\nkind: Objective\nmetadata: {id: a}\nspec: {statement: all, weight: 130}\n", diagnostics);
  EXPECT_EQ(diagnostics.errors(), 1u);
}

TEST(RequirementFile, IsRealisedByThingsOfDifferentKinds) {
  Diagnostics diagnostics;
  auto requirement = read_one<Requirement>(R"(apiVersion: drivetrain/v1
kind: Requirement
metadata: {id: restore-fast}
spec:
  kind: standard
  statement: An emergency site runs again within 12 hours
  objectives: [keep-critical-running]
  realised_by: [{process: emergency}, {decision: expedite-job}, {kpi: restore-p90}]
)",
                                           diagnostics);
  EXPECT_TRUE(diagnostics.empty()) << diagnostics.all()[0].message;
  EXPECT_EQ(requirement.kind, RequirementKind::standard);
  EXPECT_EQ(requirement.realised_by.at(1).decision.text(), "expedite-job");
}

}  // namespace
}  // namespace drivetrain::strategy
