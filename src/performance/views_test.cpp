// KPIs: figures that come from what happened, and say so when nothing did.
#include "performance/views.h"

#include <gtest/gtest.h>

#include "performance/observe.h"
#include "processes/events.h"

namespace drivetrain::performance {
namespace {

Kpi promise_kept() {
  Kpi kpi;
  kpi.header.id = "promise-kept";
  kpi.measures["kept"] = {{{"CaseCompleted", {}}, {"tier = \"critical\" and promise_kept", {}}, Aggregate::count, {}, {}}};
  kpi.measures["ended"] = {{{"CaseCompleted", {}}, {"tier = \"critical\"", {}}, Aggregate::count, {}, {}}};
  kpi.formula.text = "if ended = 0 then null else 100 * kept / ended";
  kpi.unit = "%";
  kpi.direction = Direction::up;
  kpi.window = days(28);
  kpi.target = 95;
  kpi.warn = 92;
  kpi.alarm = 85;
  return kpi;
}

struct Measured {
  Model model;
  Diagnostics findings;
  std::shared_ptr<Program const> program;
  State state;
  Instant now{days(20'000).us};

  explicit Measured(Kpi kpi) {
    model.kpis.emplace(kpi.header.id, kpi);
    program = compile_kpis(model, {}, findings);
  }
  void case_ended(std::string tier, bool kept, Duration took = hours(10)) {
    processes::CaseCompleted event;
    event.tier = std::move(tier);
    event.promise_kept = kept;
    event.took = took;
    journal::Record record;
    record.type = processes::CaseCompleted::type.number;
    record.at = now;
    record.payload = encode(event);
    observe(record, *program, state);
  }
  KpiReading read() { return read_kpi(model.kpis.begin()->second, *program, state, now); }
};

TEST(Kpi, WithoutEvidenceItHasNoDataAndIsNeverGreen) {
  Measured company(promise_kept());
  ASSERT_TRUE(company.findings.empty());
  EXPECT_FALSE(company.read().value);
  EXPECT_EQ(company.read().status, KpiStatus::no_data);
}

TEST(Kpi, CountsOnlyWhatItsMeasuresAskFor) {
  Measured company(promise_kept());
  for (int i = 0; i < 9; ++i) company.case_ended("critical", true);
  company.case_ended("critical", false);
  company.case_ended("standard", false);
  EXPECT_EQ(company.read().value, Decimal(90));
  EXPECT_EQ(company.read().status, KpiStatus::warn);
  EXPECT_EQ(company.read().evidence, 19);
}

TEST(Kpi, TheLimitItselfIsInAlarm) {
  auto kpi = promise_kept();
  EXPECT_EQ(status_of(kpi, Decimal(85)), KpiStatus::alarm);
  EXPECT_EQ(status_of(kpi, *Decimal::parse("85.1")), KpiStatus::warn);
  kpi.direction = Direction::down;
  kpi.warn = 10;
  kpi.alarm = 15;
  EXPECT_EQ(status_of(kpi, Decimal(15)), KpiStatus::alarm);
  EXPECT_EQ(status_of(kpi, Decimal(9)), KpiStatus::ok);
}

TEST(Kpi, WhatLeftTheWindowNoLongerCounts) {
  Measured company(promise_kept());
  company.case_ended("critical", false);
  company.now = company.now + days(29);
  company.case_ended("critical", true);
  EXPECT_EQ(company.read().value, Decimal(100));
}

TEST(Kpi, AQuantileIsTheNearestRank) {
  auto kpi = promise_kept();
  kpi.measures = {{"hours", {{{"CaseCompleted", {}}, {}, Aggregate::quantile, {"took / duration(\"PT1H\")", {}}, *Decimal::parse("0.9")}}}};
  kpi.formula.text = "hours";
  Measured company(kpi);
  for (int h = 1; h <= 10; ++h) company.case_ended("critical", true, hours(h));
  EXPECT_EQ(company.read().value, Decimal(9));
}

TEST(Kpi, AnUnknownEventOrFieldIsRefusedWhenTheModelIsCompiled) {
  auto kpi = promise_kept();
  kpi.measures["kept"].event.value = "CaseComplete";
  kpi.measures["ended"].where.text = "teir = \"critical\"";
  Measured company(kpi);
  ASSERT_EQ(company.findings.all().size(), 2u);
  auto all = company.findings.all()[0].help + company.findings.all()[1].help;
  EXPECT_NE(all.find("did you mean CaseCompleted?"), std::string::npos) << all;
  EXPECT_NE(all.find("tier"), std::string::npos) << all;
}

}  // namespace
}  // namespace drivetrain::performance
