// A right as people write it becomes the right that is enforced; what is written wrong is found at its place.
#include "decisions/kinds.h"

#include <gtest/gtest.h>

namespace drivetrain::decisions {
namespace {

char const* const expedite_yaml = R"(apiVersion: drivetrain/v1
kind: Decision
metadata: {id: expedite-job, owner: works-manager}
spec:
  question: May this job overtake the queue?
  facts: [{name: delay_hours, unit: h, min: 0}]
  rapid: {recommend: planner, perform: cell-lead, input: customer-desk}
  bands:
    - {when: delay_hours <= 8, role: cell-lead}
    - {when: delay_hours > 8, role: works-manager}
  outcomes: [approve, refuse]
  criteria: [a critical customer stands still]
  sla: PT4H
  escalation: [{after: PT2H, to: next-band}, {after: PT3H, to: managing-director}]
  sod: [recommend, decide]
)";

struct Reading {
  explicit Reading(std::string text) {
    SourceText source("decisions/expedite.yaml", std::move(text));
    for (auto const& document : notation::read_yaml(source, diagnostics))
      decision = notation::read<Decision>(document, diagnostics, &references);
  }
  std::vector<std::string> referred(std::string const& field) const {
    std::vector<std::string> ids;
    for (auto const& use : references)
      if (use.field == field) ids.push_back(use.target_kind + " " + use.id);
    return ids;
  }
  Diagnostics diagnostics;
  std::vector<notation::ReferenceUse> references;
  Decision decision;
};

TEST(DecisionFile, IsReadWhole) {
  Reading reading(expedite_yaml);
  EXPECT_TRUE(reading.diagnostics.empty()) << reading.diagnostics.all()[0].message;
  auto const& right = reading.decision;
  EXPECT_EQ(right.header.id, "expedite-job");
  EXPECT_EQ(right.kind, DecisionKind::operating);
  EXPECT_EQ(right.facts.at(0).min, Decimal(0));
  EXPECT_EQ(right.bands.at(1).when.text, "delay_hours > 8");
  EXPECT_EQ(right.bands.at(1).span.begin.line, 10u);
  EXPECT_EQ(right.rapid.input.at(0).text(), "customer-desk");
  EXPECT_EQ(right.sla, hours(4));
  EXPECT_EQ(right.escalation.at(1).after, hours(3));
}

TEST(DecisionFile, NextBandIsAWordAndNoReference) {
  Reading reading(expedite_yaml);
  EXPECT_EQ(reading.decision.escalation.at(0).to.text(), "next-band");
  EXPECT_EQ(reading.referred("escalation[1].to"), std::vector<std::string>{});
  EXPECT_EQ(reading.referred("escalation[2].to"), std::vector<std::string>{"Role managing-director"});
}

TEST(DecisionFile, AnUnknownPartOfSeparatedDutiesIsFound) {
  std::string text = expedite_yaml;
  text.replace(text.find("[recommend, decide]"), 19, "[recomend, decide]");
  Reading reading(text);
  ASSERT_EQ(reading.diagnostics.all().size(), 1u);
  EXPECT_EQ(reading.diagnostics.all()[0].span.begin.line, 15u);
}

}  // namespace
}  // namespace drivetrain::decisions
