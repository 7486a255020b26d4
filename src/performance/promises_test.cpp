// Promises are kept or not as one counts them by hand: by what happened or by hours, in the calendar, with a budget that burns.
#include "performance/promises.h"

#include <gtest/gtest.h>

#include "performance/observe.h"
#include "processes/events.h"

namespace drivetrain::performance {
namespace {

struct Promised {
  Model model;
  organisation::Model form;
  Diagnostics findings;
  std::shared_ptr<Program const> program;
  State state;
  Instant now{days(20'000).us};
  Slo slo;

  Promised() {
    Kpi kpi;
    kpi.header.id = "kept";
    kpi.measures["kept"] = {{{"CaseCompleted", {}}, {"promise_kept", {}}, Aggregate::count, {}, {}}};
    kpi.measures["ended"] = {{{"CaseCompleted", {}}, {}, Aggregate::count, {}, {}}};
    kpi.formula.text = "if ended = 0 then null else 100 * kept / ended";
    kpi.unit = "%";
    kpi.window = days(28);
    model.kpis.emplace("kept", kpi);
    form.company.timezone.value = "Europe/Berlin";
    slo.indicator = Ref<Kpi>{Id<Kpi>("kept"), {}};
    slo.target.value = 95;
    slo.window = days(28);
    slo.alerts = {{Decimal(3), days(2), {}, {}}};
    program = compile_kpis(model, {}, findings);
  }
  void ended(int kept, int missed) {
    for (int i = 0; i < kept + missed; ++i) {
      processes::CaseCompleted event;
      event.promise_kept = i < kept;
      journal::Record record;
      record.type = processes::CaseCompleted::type.number;
      record.at = now;
      record.payload = encode(event);
      observe(record, *program, state);
    }
  }
  void recorded(std::optional<Decimal> value) { state.history["kept"].push_back({now, value, KpiStatus::ok, 1}); }
  void turn_into_hours_of_waiting() {
    auto& kpi = model.kpis.at("kept");
    kpi.unit = "h", kpi.direction = Direction::down;
    slo.target.value = 12, slo.error_budget = 10;
  }
  SloReading read() { return read_slo(slo, model, *program, state, form, now); }
};

TEST(Promises, WithoutDataNothingIsSaidToBeKept) {
  Promised service;
  auto const reading = service.read();
  EXPECT_EQ(reading.status, KpiStatus::no_data);
  EXPECT_FALSE(reading.attained || reading.used || reading.burns.at(0).rate);
  EXPECT_EQ(reading.note, "nothing happened in the window");
}

TEST(Promises, ABudgetIsUsedUpByWhatMissed) {
  Promised service;
  service.ended(97, 3);
  service.now = service.now + days(10);
  auto const reading = service.read();
  EXPECT_EQ(reading.attained, Decimal(97));
  EXPECT_EQ(reading.budget, Decimal(5));
  EXPECT_EQ(reading.used, Decimal(60));
  EXPECT_EQ(reading.status, KpiStatus::ok) << "nothing happened in the last two days";
  EXPECT_FALSE(reading.burns.at(0).rate);
  EXPECT_FALSE(reading.lasts);
}

TEST(Promises, TheLastThatMayMissStillUsesTheBudgetUp) {
  Promised service;
  service.ended(95, 5);
  EXPECT_EQ(service.read().used, Decimal(100));
  EXPECT_EQ(service.read().status, KpiStatus::alarm);
  service.ended(1, 0);
  EXPECT_LT(service.read().used, Decimal(100));
}

TEST(Promises, ItBurnsAsFastAsTheRecentDaysMissAndSaysHowLongTheBudgetLasts) {
  Promised service;
  service.ended(96, 0);
  service.now = service.now + days(5);
  service.ended(3, 1);
  auto const reading = service.read();
  EXPECT_EQ(reading.used, Decimal(20)) << "one of a hundred, of five that may";
  EXPECT_EQ(reading.burns.at(0).rate, Decimal(5)) << "a quarter missed, of a twentieth that may";
  EXPECT_TRUE(reading.burns.at(0).too_fast);
  EXPECT_EQ(reading.status, KpiStatus::warn);
  ASSERT_TRUE(reading.lasts);
  EXPECT_NEAR(reading.lasts->hours(), 0.8 * 28 * 24 / 5, 0.01);
}

TEST(Promises, WhatHappensOutsideTheCalendarDoesNotCount) {
  Promised service;
  auto& calendar = service.form.calendars["days"];
  calendar.header.id = "days";
  for (auto const* day : {"mon", "tue", "wed", "thu", "fri"}) calendar.hours[day] = {{"08:00-16:00", {}}};
  service.slo.calendar = Ref<organisation::Calendar>{Id<organisation::Calendar>("days"), {}};
  service.now = Instant{parse_instant("2026-06-12T10:00:00+02:00")->us};
  service.ended(3, 1);
  service.now = Instant{parse_instant("2026-06-13T10:00:00+02:00")->us};
  service.ended(0, 6);
  EXPECT_EQ(service.read().attained, Decimal(75));
  EXPECT_EQ(service.read().evidence, 7);
}

TEST(Promises, ByTimeTheHoursCountInWhichTheFigureMetItsTarget) {
  Promised service;
  service.turn_into_hours_of_waiting();
  service.slo.window = hours(100);
  EXPECT_EQ(budgeting_of(service.slo, service.model.kpis.at("kept")), Budgeting::timeslices);
  service.now = service.now - hours(20), service.recorded(Decimal(11));
  service.now = service.now + hours(20), service.recorded(Decimal(12));
  EXPECT_EQ(service.read().attained, Decimal(100));
  service.now = service.now + hours(60), service.recorded(*Decimal::parse("12.1"));
  service.now = service.now + hours(4), service.recorded(std::nullopt);
  service.now = service.now + hours(10), service.recorded(Decimal(3));
  service.now = service.now + hours(16);
  auto const reading = service.read();
  EXPECT_EQ(reading.attained, *Decimal::parse("95.56")) << "86 of 90 hours; of ten nothing was known; the first ten have left the window";
  EXPECT_EQ(reading.used, *Decimal::parse("44.4"));
}

TEST(Promises, ABudgetOfNothingIsUsedUpByOneMiss) {
  Promised service;
  service.slo.error_budget = 0;
  service.ended(10, 0);
  EXPECT_EQ(service.read().status, KpiStatus::ok);
  service.ended(0, 1);
  EXPECT_EQ(service.read().status, KpiStatus::alarm);
}

}  // namespace
}  // namespace drivetrain::performance
