// A KPI's control chart: whole periods in the company's days, gaps where a source was silent, and one telling of each signal.
#include "performance/control.h"

#include <gtest/gtest.h>

#include "performance/observe.h"
#include "processes/events.h"

namespace drivetrain::performance {
namespace {

Instant at(std::string const& text) { return *parse_instant(text); }

struct Charts : testing::Test {
  Model model;
  Diagnostics findings;
  std::shared_ptr<Program const> program;
  State state;
  std::shared_ptr<Zone const> berlin = Zone::find("Europe/Berlin").take();

  void declare(Kpi kpi) {
    model.kpis.insert_or_assign("k", std::move(kpi));
    program = compile_kpis(model, {}, findings);
    EXPECT_TRUE(findings.empty());
  }
  static Kpi took_hours(Chart kind, Duration period) {
    Kpi kpi;
    kpi.header.id = "k", kpi.header.title = "Time taken";
    kpi.measures["took"] = {{{"CaseCompleted", {}}, {}, Aggregate::mean, {"took / duration(\"PT1H\")", {}}, {}}};
    kpi.formula.text = "took";
    kpi.unit = "h", kpi.direction = Direction::down, kpi.window = days(28);
    kpi.chart = ControlChart{kind, period};
    return kpi;
  }
  void ended(Instant when, double took) {
    processes::CaseCompleted event;
    event.took = Duration{static_cast<std::int64_t>(took * 3.6e9)};
    event.promise_kept = took <= 10;
    journal::Record record;
    record.type = processes::CaseCompleted::type.number;
    record.at = when;
    record.payload = encode(event);
    observe(record, *program, state);
  }
  Control chart(Instant now) { return *control_of(model.kpis.at("k"), *program, state, now, *berlin); }
};

// The clocks go forward on 2026-03-29: that day has 23 hours, and its week begins on Monday the 23rd at local midnight.
TEST_F(Charts, PeriodsAreDaysAndWeeksOfTheCompany) {
  EXPECT_EQ(format_instant(period_begin(days(1), at("2026-03-29T12:00:00Z"), *berlin)), "2026-03-28T23:00:00Z");
  EXPECT_EQ(format_instant(period_begin(days(1), at("2026-03-30T12:00:00Z"), *berlin)), "2026-03-29T22:00:00Z");
  EXPECT_EQ(format_instant(period_begin(days(7), at("2026-03-29T12:00:00Z"), *berlin)), "2026-03-22T23:00:00Z");
  EXPECT_EQ(format_instant(period_begin(hours(8), at("2026-03-29T12:00:00Z"), *berlin)), "2026-03-29T08:00:00Z");
  EXPECT_EQ(format_instant(period_begin(days(7), at("1969-12-30T12:00:00Z"), *berlin)), "1969-12-28T23:00:00Z");
  declare(took_hours(Chart::individuals, days(1)));
  for (int d = 0; d < 6; ++d) ended(at("2026-03-27T10:00:00Z") + days(d), 5 + d);
  auto const drawn = chart(at("2026-04-01T12:00:00Z"));
  ASSERT_EQ(drawn.periods.size(), 4u);  // the 27th was under way, and so is today
  EXPECT_EQ(format_instant(drawn.periods[1].from), "2026-03-28T23:00:00Z");
  EXPECT_EQ(format_instant(drawn.periods[1].until), "2026-03-29T22:00:00Z");
  EXPECT_DOUBLE_EQ(*drawn.chart.points[0].value, 6);
}

TEST_F(Charts, WithoutAPeriodOrAnEventThereIsNone) {
  auto kpi = took_hours(Chart::line, days(1));
  declare(kpi);
  EXPECT_FALSE(control_of(model.kpis.at("k"), *program, state, at("2026-04-01T12:00:00Z"), *berlin));
  declare(took_hours(Chart::individuals, days(1)));
  EXPECT_TRUE(chart(at("2026-04-01T12:00:00Z")).periods.empty());
}

// Half a year of hours is more than a chart shows; the newest are kept.
TEST_F(Charts, AreBounded) {
  declare(took_hours(Chart::individuals, hours(1)));
  for (int h = 0; h < 24 * 20; ++h) ended(at("2026-03-01T00:30:00Z") + hours(h), 5);
  auto const drawn = chart(at("2026-03-21T00:10:00Z"));
  ASSERT_EQ(drawn.periods.size(), most_periods);
  EXPECT_EQ(format_instant(drawn.periods.back().until), "2026-03-21T00:00:00Z");
  EXPECT_EQ(drawn.periods.back().evidence, 1);
}

TEST_F(Charts, OfCountsHaveGapsWhereASourceWasSilentAndZerosWhereNothingHappened) {
  auto kpi = took_hours(Chart::count, days(1));
  kpi.measures["took"].aggregate = Aggregate::count;
  kpi.measures["took"].of = {};
  declare(kpi);
  for (int d : {0, 1, 2, 5}) ended(at("2026-04-01T10:00:00Z") + days(d), 5);
  EXPECT_EQ(chart(at("2026-04-07T10:00:00Z")).chart.points[2].value, 0.0);
  kpi.max_age = days(2);
  declare(kpi);
  auto const silent = chart(at("2026-04-07T10:00:00Z"));
  EXPECT_FALSE(silent.chart.points[2].value);
  EXPECT_EQ(silent.chart.points[0].value, 1.0);
}

TEST_F(Charts, OfSamplesDrawTheMeansOfWhatWasMeasured) {
  declare(took_hours(Chart::mean_and_range, days(1)));
  for (int d = 0; d < 10; ++d)
    for (double took : {4.0, 5.0, 6.0}) ended(at("2026-04-01T10:00:00Z") + days(d), took + d % 2);
  auto const drawn = chart(at("2026-04-11T10:00:00Z"));
  ASSERT_EQ(drawn.periods.size(), 9u);
  EXPECT_DOUBLE_EQ(*drawn.chart.points[0].value, 6);
  EXPECT_NEAR(*drawn.chart.points[0].upper - drawn.chart.points[0].centre, 1.023 * 2, 0.002);  // A2 for three, ranges of 2
}

TEST_F(Charts, SayWhetherATargetIsKeptWhileNothingSpecialHappens) {
  auto kpi = took_hours(Chart::individuals, days(1));
  auto const with_target = [&](int target) {
    kpi.target = target;
    declare(kpi);
    return chart(at("2026-04-21T10:00:00Z"));
  };
  declare(kpi);
  for (int d = 0; d < 20; ++d) ended(at("2026-04-01T10:00:00Z") + days(d), 10 + d % 2);
  EXPECT_EQ(with_target(20).assurance, Assurance::keeps);      // less is better, limits 7.8 to 13.2
  EXPECT_EQ(with_target(11).assurance, Assurance::hit_or_miss);
  EXPECT_EQ(with_target(5).assurance, Assurance::misses);
  EXPECT_TRUE(with_target(5).capability->unreachable_by_design());
  EXPECT_FALSE(with_target(20).capability->unreachable_by_design());
}

TEST_F(Charts, TellASignalWhenItComesAndNotAgainWhileItGoesOn) {
  auto kpi = took_hours(Chart::individuals, days(1));
  kpi.chart->baseline = 12;
  declare(kpi);
  for (int d = 0; d < 16; ++d) ended(at("2026-04-01T10:00:00Z") + days(d), d < 13 ? 10 + d % 2 : 30);
  auto const news = [&](std::string const& now) { return news_of(chart(at(now)), kpi.chart->rules); };
  EXPECT_EQ(news("2026-04-14T10:00:00Z"), "");
  EXPECT_EQ(news("2026-04-15T10:00:00Z"), "beyond the limits");
  EXPECT_EQ(news("2026-04-16T10:00:00Z"), "");
}

TEST_F(Charts, BeginAnewWhereSomebodySaidSo) {
  declare(took_hours(Chart::individuals, days(1)));
  for (int d = 0; d < 20; ++d) ended(at("2026-04-01T10:00:00Z") + days(d), (d < 11 ? 10 : 20) + d % 2);
  EXPECT_FALSE(chart(at("2026-04-21T10:00:00Z")).signals.empty());
  state.charts["k"].phases = {{at("2026-04-11T15:00:00Z"), at("2026-04-13T08:00:00Z"), "max", "a second bench"}};
  auto const anew = chart(at("2026-04-21T10:00:00Z"));
  ASSERT_EQ(anew.chart.phases.size(), 2u);
  EXPECT_EQ(anew.chart.phases[1].first, 10u);  // the 12th: the first whole day from there on
  EXPECT_EQ(anew.rebased, (std::vector<std::size_t>{0}));
  EXPECT_TRUE(anew.signals.empty());
}

TEST_F(Charts, ThatRememberFindSmallShifts) {
  for (Chart kind : {Chart::ewma, Chart::cusum}) {
    auto kpi = took_hours(kind, days(1));
    kpi.chart->baseline = 12;
    state = {};
    declare(kpi);
    for (int d = 0; d < 25; ++d) ended(at("2026-04-01T10:00:00Z") + days(d), 10 + d % 2 + (d < 13 ? 0 : 1.2));
    auto const drawn = chart(at("2026-04-26T10:00:00Z"));
    ASSERT_FALSE(drawn.signals.empty());
    EXPECT_GT(drawn.signals.front().first, 12u);
  }
}

}  // namespace
}  // namespace drivetrain::performance
