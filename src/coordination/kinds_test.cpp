// A rhythm and an issue type as people write them become what is enforced.
#include "coordination/kinds.h"

#include <gtest/gtest.h>

namespace drivetrain::coordination {
namespace {

template <class Kind>
Kind read_one(std::string text, Diagnostics& diagnostics) {
  SourceText source("rhythms/one.yaml", std::move(text));
  auto documents = notation::read_yaml(source, diagnostics);
  return documents.size() == 1 ? notation::read<Kind>(documents[0], diagnostics) : Kind{};
}

TEST(RhythmFile, IsReadWhole) {
  Diagnostics diagnostics;
  auto rhythm = read_one<Rhythm>(R"(apiVersion: drivetrain/v1
kind: Rhythm
metadata: {id: cell-huddle, title: Cell huddle}
spec:
  rrule: FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
  start: 2026-01-05T06:50
  duration: PT10M
  tier: 1
  chair: cell-lead
  attendees: [winder, fitter]
  inputs: [{kpi: rework-rate}, {queue: winder}, {list: issues}]
  outputs: [actions with owner and date]
  takes: [stop-the-line]
)",
                                 diagnostics);
  EXPECT_TRUE(diagnostics.empty()) << diagnostics.all()[0].message;
  EXPECT_EQ(rhythm.start, "2026-01-05T06:50");
  EXPECT_EQ(rhythm.duration, minutes(10));
  EXPECT_EQ(rhythm.inputs.at(0).kpi.text(), "rework-rate");
  EXPECT_EQ(rhythm.inputs.at(1).queue.text(), "winder");
  EXPECT_EQ(rhythm.inputs.at(2).list, "issues");
  EXPECT_EQ(rhythm.takes.at(0).value, "stop-the-line");
}

TEST(RhythmFile, AnInputIsOneThing) {
  Diagnostics diagnostics;
  read_one<Rhythm>(
      "apiVersion: drivetrain/v1\nkind: Rhythm\nmetadata: {id: r}\nspec: {rrule: FREQ=DAILY, start: 2026-01-05T06:50, duration: PT10M, "
      "inputs: [{kpi: a, list: issues}]}\n",
      diagnostics);
  EXPECT_EQ(diagnostics.errors(), 1u);
}

TEST(IssueTypeFile, IsReadWhole) {
  Diagnostics diagnostics;
  auto type = read_one<IssueType>(R"(apiVersion: drivetrain/v1
kind: IssueType
metadata: {id: machine-down}
spec:
  meaning: a machine stands or is not safe
  stops_work: true
  tiers: [{role: cell-lead, within: PT10M}, {role: works-manager, within: PT30M}]
)",
                                  diagnostics);
  EXPECT_TRUE(diagnostics.empty()) << diagnostics.all()[0].message;
  EXPECT_TRUE(type.stops_work);
  EXPECT_EQ(type.tiers.at(1).role.text(), "works-manager");
  EXPECT_EQ(type.tiers.at(1).within, minutes(30));
}

}  // namespace
}  // namespace drivetrain::coordination
