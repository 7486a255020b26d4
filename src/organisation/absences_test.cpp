// Absences through the real journal: reported, ended by hand or by the clock, remembered over a restart.
#include <gtest/gtest.h>

#include "journal/journal.h"
#include "journal/machine.h"
#include "journal/registry.h"
#include "journal/sim_world.h"
#include "organisation/company_for_test.h"
#include "organisation/handle.h"
#include "organisation/views.h"

namespace drivetrain::organisation::test {
namespace {

/// Ida leads the works: she answers for its people.
Model led_works() {
  auto model = works();
  add_role(model, "head-of-works", "Head of works", 4, false, {term("ida")}, {});
  model.units["company"].header.id = "company";
  model.units["company"].header.owner = "head-of-works";
  model.units["lines"].header.id = "lines";
  model.units["lines"].parent.id.value = "company";
  for (auto& [id, person] : model.people) person.unit.id.value = "lines";
  return model;
}

struct Office final : journal::Machine {
  Office() {
    auto with = [this]<class C>(C const& command, State& state, journal::Transition& transition) {
      Context context{transition, state, model};
      return organisation::handle(command, context);
    };
    registry.command<ReportAbsence>(with);
    registry.command<BeginAbsence>(with);
    registry.command<EndAbsence>(with);
    auto into = [](auto const& event, journal::Record const& record, State& state) { organisation::apply(event, record, state); };
    registry.event<PersonAbsent>(into);
    registry.event<PersonLeft>([this](PersonLeft const& event, journal::Record const&, State&) { left.push_back(event.absence); });
    registry.event<PersonReturned>(into);
  }
  Status handle(journal::Command const& command, journal::Transition& transition) override { return registry.handle(command, state, transition); }
  void apply(journal::Record const& event) override { registry.apply(event, state); }
  bool knows(journal::TypeNumber event) const override { return registry.knows(event); }
  void react(journal::Record const&, std::vector<journal::Command>&) override {}
  std::string const& model_revision() const override { return revision; }
  void reset() override { state = {}, left.clear(); }

  Model model = led_works();
  State state;
  std::vector<std::string> left;
  journal::Registry<State> registry;
  std::string revision = "r1";
};

struct Installation {
  explicit Installation(journal::SimWorld& sim) : journal(sim.world(), office, office.registry) { EXPECT_TRUE(journal.open().ok()); }
  journal::Outcome report(char const* person, char const* from, char const* to) {
    return journal.execute(journal::command(ReportAbsence{person, at(from), at(to), "fever"}, journal::Actor::person("ida")));
  }
  journal::Outcome end(char const* person, std::string absence = {}) {
    return journal.execute(journal::command(EndAbsence{person, std::move(absence)}, journal::Actor::person("ida")));
  }
  std::string manager(Instant when) { return acting_person(office.model, office.state, "works-manager", when).person; }
  Office office;
  journal::Journal journal;
};

std::string code_of(journal::Outcome const& outcome) { return outcome.refusal ? outcome.refusal->code : "accepted"; }

TEST(Absence, MakesTheDeputyActUntilTheClockBringsTheHolderBack) {
  journal::SimWorld sim(1, at("2026-03-27T08:00:00Z"));
  Installation company(sim);
  auto reported = company.report("ben", "2026-03-27T08:00:00Z", "2026-03-28T08:00:00Z");
  ASSERT_TRUE(reported.accepted());
  EXPECT_EQ(reported.reply, "absence-1");
  auto const& absence = company.office.state.absences.at("ben").front();
  EXPECT_EQ(absence.id, "absence-1");
  EXPECT_EQ(absence.reported_by, "ida");
  EXPECT_EQ(company.manager(sim.clock.now()), "ana");
  sim.clock.set(at("2026-03-28T08:00:00Z"));
  EXPECT_EQ(company.manager(sim.clock.now()), "ben");  // also before the clock's command ran
  EXPECT_EQ(company.journal.fire_due_timers(), 1u);
  EXPECT_TRUE(company.office.state.absences.empty());
  EXPECT_TRUE(company.journal.pending_timers().empty());
}

TEST(Absence, EndsByHandBeforeItsTimeAndItsTimerIsGone) {
  journal::SimWorld sim(1, at("2026-03-27T08:00:00Z"));
  Installation company(sim);
  ASSERT_TRUE(company.report("ben", "2026-03-27T08:00:00Z", "2026-03-30T08:00:00Z").accepted());
  ASSERT_TRUE(company.end("ben").accepted());
  EXPECT_EQ(company.manager(sim.clock.now()), "ben");
  EXPECT_TRUE(company.journal.pending_timers().empty());
  PersonReturned returned;
  for (auto const& stored : sim.store.records()) {
    bool is_return = stored.record.kind == journal::RecordKind::event && stored.record.type == PersonReturned::type.number;
    if (is_return) { EXPECT_TRUE(decode_fields(stored.record.payload, returned)); }
  }
  EXPECT_EQ(returned.absence, "absence-1");
  EXPECT_TRUE(returned.early);
  EXPECT_EQ(code_of(company.end("ben")), "DT-X903");
}

TEST(Absence, PlannedOnesWaitForTheirTimeAndTheFirstIsCancelledFirst) {
  journal::SimWorld sim(1, at("2026-03-27T08:00:00Z"));
  Installation company(sim);
  auto later = company.report("ben", "2026-05-01T08:00:00Z", "2026-05-03T08:00:00Z");
  auto sooner = company.report("ben", "2026-04-01T08:00:00Z", "2026-04-03T08:00:00Z");
  ASSERT_TRUE(later.accepted() && sooner.accepted());
  EXPECT_EQ(company.manager(sim.clock.now()), "ben");
  EXPECT_EQ(company.manager(at("2026-04-02T08:00:00Z")), "ana");
  ASSERT_TRUE(company.end("ben").accepted());
  EXPECT_EQ(company.manager(at("2026-04-02T08:00:00Z")), "ben");
  EXPECT_EQ(company.manager(at("2026-05-02T08:00:00Z")), "ana");
  EXPECT_EQ(code_of(company.end("ben", sooner.reply)), "DT-X901");
  EXPECT_EQ(code_of(company.end("ben", later.reply)), "accepted");
}

TEST(Absence, ThatLiesAheadBeginsByTheClock) {
  journal::SimWorld sim(1, at("2026-03-27T08:00:00Z"));
  Installation company(sim);
  auto planned = company.report("ben", "2026-04-01T08:00:00Z", "2026-04-03T08:00:00Z");
  auto dropped = company.report("ana", "2026-04-01T08:00:00Z", "2026-04-03T08:00:00Z");
  ASSERT_TRUE(company.end("ana", dropped.reply).accepted());
  ASSERT_TRUE(company.report("eva", "2026-03-27T08:00:00Z", "2026-03-28T08:00:00Z").accepted());
  sim.clock.set(at("2026-04-01T08:00:00Z"));
  company.journal.fire_due_timers();
  EXPECT_EQ(company.office.left, std::vector<std::string>{planned.reply});
  sim.clock.set(at("2026-04-03T08:00:00Z"));
  company.journal.fire_due_timers();
  EXPECT_TRUE(company.office.state.absences.empty());
  EXPECT_TRUE(company.journal.pending_timers().empty());
}

TEST(Absence, IsRefusedWhenItMakesNoSense) {
  journal::SimWorld sim(1, at("2026-03-27T08:00:00Z"));
  Installation company(sim);
  EXPECT_EQ(code_of(company.report("stranger", "2026-03-27T08:00:00Z", "2026-03-28T08:00:00Z")), "DT-X901");
  EXPECT_EQ(code_of(company.report("ben", "2026-03-28T08:00:00Z", "2026-03-28T08:00:00Z")), "DT-X902");
  EXPECT_EQ(code_of(company.report("ben", "2026-03-01T08:00:00Z", "2026-03-27T08:00:00Z")), "DT-X902");
  EXPECT_EQ(code_of(company.report("ben", "2026-03-27T08:00:00Z", "2029-03-27T08:00:00Z")), "DT-X902");
  ASSERT_TRUE(company.report("ben", "2026-03-28T08:00:00Z", "2026-03-30T08:00:00Z").accepted());
  EXPECT_EQ(code_of(company.report("ben", "2026-03-29T08:00:00Z", "2026-04-02T08:00:00Z")), "DT-X903");
  EXPECT_EQ(code_of(company.report("ben", "2026-03-30T08:00:00Z", "2026-04-02T08:00:00Z")), "accepted");  // one after the other
  EXPECT_EQ(code_of(company.report("ana", "2026-03-29T08:00:00Z", "2026-04-02T08:00:00Z")), "accepted");
  EXPECT_EQ(code_of(company.end("eva")), "DT-X903");
  EXPECT_EQ(company.office.state.absences.at("ben").size(), 2u);
}

TEST(Absence, IsReportedAndEndedByOneselfOrByWhoLeadsTheUnit) {
  journal::SimWorld sim(1, at("2026-03-27T08:00:00Z"));
  Installation company(sim);
  auto report = [&](char const* by, char const* person) {
    return company.journal.execute(journal::command(ReportAbsence{person, at("2026-03-28T08:00:00Z"), at("2026-03-30T08:00:00Z"), "fever"}, journal::Actor::person(by)));
  };
  auto end = [&](char const* by, char const* person) { return company.journal.execute(journal::command(EndAbsence{person, ""}, journal::Actor::person(by))); };
  auto not_hers = report("ana", "ben");
  ASSERT_FALSE(not_hers.accepted());
  EXPECT_EQ(not_hers.refusal->code, "DT-X904");
  EXPECT_EQ(not_hers.refusal->message, "the absence of Ben Okafor is reported by Ben Okafor or Ida Voss (head-of-works); you hold no role");
  EXPECT_EQ(code_of(report("ben", "ben")), "accepted");
  EXPECT_EQ(code_of(report("ida", "kim")), "accepted");
  EXPECT_EQ(code_of(end("ana", "ben")), "DT-X904");
  EXPECT_EQ(code_of(end("ben", "ben")), "accepted");
  EXPECT_EQ(code_of(end("ida", "kim")), "accepted");
  company.office.model.units["company"].header.owner.clear();
  EXPECT_EQ(code_of(report("ida", "kim")), "DT-X904");
  EXPECT_EQ(code_of(company.journal.execute(journal::command(ReportAbsence{"kim", at("2026-03-28T08:00:00Z"), at("2026-03-30T08:00:00Z"), ""}, journal::Actor::feed("time clock")))), "accepted");
}

TEST(Absence, ARestartForgetsNothing) {
  journal::SimWorld sim(1, at("2026-03-27T08:00:00Z"));
  {
    Installation company(sim);
    ASSERT_TRUE(company.report("ben", "2026-03-27T08:00:00Z", "2026-03-28T08:00:00Z").accepted());
  }
  Installation again(sim);
  EXPECT_EQ(again.manager(sim.clock.now()), "ana");
  EXPECT_EQ(again.office.state.absences.at("ben").front().reported_by, "ida");
  sim.clock.set(at("2026-03-29T08:00:00Z"));
  EXPECT_EQ(again.journal.fire_due_timers(), 1u);
  EXPECT_TRUE(again.office.state.absences.empty());
}

}  // namespace
}  // namespace drivetrain::organisation::test
