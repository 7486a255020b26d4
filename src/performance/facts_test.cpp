// What other systems report: taken in as an interface declares it, counted by KPIs, and the same again after a restart.
#include <gtest/gtest.h>

#include "feel/json.h"
#include "journal/journal.h"
#include "journal/machine.h"
#include "journal/registry.h"
#include "journal/sim_world.h"
#include "performance/handle.h"
#include "performance/observe.h"
#include "performance/views.h"

namespace drivetrain::performance {
namespace {

resources::Model cell_log() {
  resources::Model resources;
  auto& interface = resources.interfaces["cell-log"];
  interface.header.id = "cell-log";
  using processes::VariableType;
  interface.events = {{{"ShiftEnded", {}}, {}, {{{"cell", {}}, VariableType::string, ""}, {{"good", {}}, VariableType::number, "min"}, {{"planned", {}}, VariableType::number, "min"}}},
                      {{"StopEnded", {}}, {}, {{{"planned", {}}, VariableType::boolean, ""}, {{"day", {}}, VariableType::date, ""}}}};
  auto& sent = resources.interfaces["carrier"];
  sent.header.id = "carrier";
  sent.direction = resources::Flow::out;
  sent.events = {{{"Shipped", {}}, {}, {}}};
  return resources;
}

Kpi oee() {
  Kpi kpi;
  kpi.header.id = "oee";
  kpi.measures["good"] = {{{"ShiftEnded", {}}, {"cell = \"balance\"", {}}, Aggregate::sum, {"good", {}}, {}}};
  kpi.measures["planned"] = {{{"ShiftEnded", {}}, {"cell = \"balance\"", {}}, Aggregate::sum, {"planned", {}}, {}}};
  kpi.formula.text = "if planned = 0 then null else 100 * good / planned";
  kpi.window = days(28);
  return kpi;
}

struct Plant final : journal::Machine {
  Plant() {
    model.kpis.emplace("oee", oee());
    Diagnostics findings;
    program = compile_kpis(model, cell_log(), findings);
    EXPECT_TRUE(findings.empty());
    registry.command<ReportFacts>([this](ReportFacts const& command, State& state, journal::Transition& transition) {
      static organisation::Model const nobody;
      static organisation::State const nothing;
      Context context{transition, state, model, *program, *Zone::utc(), nobody, nothing};
      return performance::handle(command, context);
    });
    registry.event<FactReported>([](FactReported const& event, journal::Record const& record, State& state) { performance::apply(event, record, state); });
  }
  Status handle(journal::Command const& command, journal::Transition& transition) override { return registry.handle(command, state, transition); }
  void apply(journal::Record const& event) override {
    observe(event, *program, state);
    registry.apply(event, state);
  }
  bool knows(journal::TypeNumber event) const override { return registry.knows(event); }
  void react(journal::Record const&, std::vector<journal::Command>&) override {}
  std::string const& model_revision() const override { return revision; }
  void reset() override { state = {}; }

  Model model;
  std::shared_ptr<Program const> program;
  State state;
  journal::Registry<State> registry;
  std::string revision = "r1";
};

struct Installation {
  explicit Installation(journal::SimWorld& world) : sim(world), journal(sim.world(), plant, plant.registry) { EXPECT_TRUE(journal.open().ok()); }
  journal::Outcome report(std::string type, feel::Context attributes, std::optional<Instant> at = {}, std::string interface = "cell-log") {
    return journal.execute(journal::command(ReportFacts{std::move(interface), std::move(type), feel::Value(std::move(attributes)), at}, journal::Actor::feed("cells")));
  }
  journal::Outcome shift(int good, int planned, std::optional<Instant> at = {}) {
    feel::Context attributes;
    attributes.set("cell", "balance");
    attributes.set("good", good);
    attributes.set("planned", planned);
    return report("ShiftEnded", std::move(attributes), at);
  }
  KpiReading read() { return read_kpi(plant.model.kpis.at("oee"), *plant.program, plant.state, sim.clock.now()); }

  journal::SimWorld& sim;
  Plant plant;
  journal::Journal journal;
};

std::string said(journal::Outcome const& outcome) { return outcome.refusal ? outcome.refusal->code + " " + outcome.refusal->message : "accepted"; }

TEST(Facts, MoveTheFigureAndMoveItTheSameOnReplay) {
  journal::SimWorld sim(1, *parse_instant("2026-03-27T08:00:00Z"));
  KpiReading before;
  {
    Installation company(sim);
    EXPECT_EQ(company.read().status, KpiStatus::no_data);
    ASSERT_EQ(said(company.shift(300, 400)), "accepted");
    EXPECT_EQ(company.read().value, Decimal(75));
    ASSERT_EQ(said(company.shift(100, 400, sim.clock.now() - days(2))), "accepted");
    EXPECT_EQ(company.read().value, Decimal(50));
    EXPECT_EQ(company.read().evidence, 4);
    before = company.read();
  }
  Installation again(sim);
  EXPECT_EQ(again.read().value, before.value);
  EXPECT_EQ(again.read().data_at, before.data_at);
}

TEST(Facts, CountWhenTheyOccurredThoughTheyComeLate) {
  journal::SimWorld sim(1, *parse_instant("2026-03-27T08:00:00Z"));
  Installation company(sim);
  ASSERT_TRUE(company.shift(300, 400).accepted());
  ASSERT_TRUE(company.shift(0, 400, sim.clock.now() - days(27)).accepted());
  EXPECT_EQ(company.read().value, *Decimal::parse("37.5"));
  sim.clock.set(sim.clock.now() + days(2));
  EXPECT_EQ(company.read().value, Decimal(75));   // the older one has left the window, the newer one has not
}

TEST(Facts, AreRefusedUnlessAnInterfaceDeclaresThem) {
  journal::SimWorld sim(1, *parse_instant("2026-03-27T08:00:00Z"));
  Installation company(sim);
  EXPECT_EQ(said(company.report("ShiftEnd", {})), "DT-X901 interface cell-log declares no event ShiftEnd");
  EXPECT_EQ(said(company.report("ShiftEnded", {}, {}, "cell-logs")), "DT-X901 no interface cell-logs of the model in force takes events in");
  EXPECT_EQ(said(company.report("Shipped", {}, {}, "carrier")), "DT-X901 no interface carrier of the model in force takes events in");
  EXPECT_EQ(said(company.report("ShiftEnded", {})), "DT-X902 ShiftEnded lacks the attribute cell");
  EXPECT_EQ(said(company.shift(1, 1, sim.clock.now() + minutes(1))), "DT-X902 ShiftEnded is said to have occurred in the future");
  feel::Context stop;
  stop.set("planned", "yes");
  stop.set("day", "2026-03-27");
  EXPECT_EQ(said(company.report("StopEnded", stop)), "DT-X902 attribute planned of StopEnded should be true or false, but is \"yes\"");
  stop.set("planned", true);
  stop.set("day", "2026-02-30");
  EXPECT_FALSE(company.report("StopEnded", stop).accepted());
  stop.set("day", "2026-02-28");
  EXPECT_EQ(said(company.report("StopEnded", stop)), "accepted");
  stop.set("resaon", "tool");
  EXPECT_EQ(said(company.report("StopEnded", stop)), "DT-X902 StopEnded has no attribute resaon");
  EXPECT_EQ(company.read().status, KpiStatus::no_data);
}

}  // namespace
}  // namespace drivetrain::performance
