// The clock of decisions in working time: 64 cases over pauses, nights, weekends, new years and both changes of the clock in seven zones. What is
// expected was counted minute by minute with another implementation of zones (Python's zoneinfo), so that nothing here confirms itself.
#include <gtest/gtest.h>

#include "decisions/tarnwick_for_test.h"

namespace drivetrain::decisions {
namespace {

struct ClockCase {
  char const* zone;
  char const* calendar;
  char const* from;  ///< UTC
  int work;          ///< minutes
  char const* due;   ///< UTC
};

/// The last minute of work ends at the due time; a pause that follows does not move it.
constexpr ClockCase clock_cases[] = {
      {"Europe/Berlin", "office", "2026-03-27T15:00", 30, "2026-03-27T15:30"},
      {"Europe/Berlin", "three", "2026-03-28T22:30", 240, "2026-03-29T02:30"},
      {"Europe/Berlin", "early", "2026-10-23T14:10", 1000, "2026-10-27T05:40"},
      {"Europe/Berlin", "breaks", "2026-10-24T21:45", 95, "2026-10-25T03:10"},
      {"Europe/Berlin", "night", "2026-06-17T09:50", 480, "2026-06-18T04:00"},
      {"Europe/London", "office", "2026-03-28T23:20", 95, "2026-03-30T08:35"},
      {"Europe/London", "three", "2026-10-25T00:10", 480, "2026-10-25T08:10"},
      {"America/New_York", "early", "2026-03-07T20:00", 30, "2026-03-09T10:30"},
      {"America/New_York", "breaks", "2026-03-08T06:30", 240, "2026-03-08T15:30"},
      {"America/New_York", "night", "2026-10-31T21:00", 1000, "2026-11-04T03:40"},
      {"America/New_York", "office", "2026-11-01T05:15", 240, "2026-11-02T17:00"},
      {"Australia/Lord_Howe", "three", "2026-04-04T13:00", 1000, "2026-04-05T05:40"},
      {"Australia/Lord_Howe", "early", "2026-10-03T14:20", 95, "2026-10-04T20:35"},
      {"Asia/Kolkata", "breaks", "2026-12-31T17:05", 480, "2027-01-02T03:55"},
      {"Pacific/Auckland", "night", "2026-04-04T12:00", 30, "2026-04-05T10:30"},
      {"UTC", "office", "2028-02-28T23:30", 480, "2028-02-29T17:00"},
      {"Europe/Berlin", "breaks", "2026-03-27T15:00", 30, "2026-03-27T23:40"},
      {"Europe/Berlin", "night", "2026-03-28T22:30", 240, "2026-03-30T00:00"},
      {"Europe/Berlin", "office", "2026-10-23T14:10", 1000, "2026-10-27T15:50"},
      {"Europe/Berlin", "three", "2026-10-24T21:45", 95, "2026-10-24T23:20"},
      {"Europe/Berlin", "early", "2026-06-17T09:50", 1000, "2026-06-19T10:30"},
      {"Europe/London", "breaks", "2026-03-28T23:20", 95, "2026-03-29T03:10"},
      {"Europe/London", "night", "2026-10-25T00:10", 480, "2026-10-26T06:00"},
      {"America/New_York", "office", "2026-03-07T20:00", 30, "2026-03-09T12:30"},
      {"America/New_York", "three", "2026-03-08T06:30", 240, "2026-03-08T10:30"},
      {"America/New_York", "early", "2026-10-31T21:00", 30, "2026-11-02T11:30"},
      {"America/New_York", "breaks", "2026-11-01T05:15", 240, "2026-11-01T16:30"},
      {"Australia/Lord_Howe", "night", "2026-04-04T13:00", 1000, "2026-04-07T12:10"},
      {"Australia/Lord_Howe", "office", "2026-10-03T14:20", 95, "2026-10-04T22:35"},
      {"Asia/Kolkata", "three", "2026-12-31T17:05", 480, "2027-01-01T01:05"},
      {"Pacific/Auckland", "early", "2026-04-04T12:00", 95, "2026-04-05T19:35"},
      {"UTC", "breaks", "2028-02-28T23:30", 480, "2028-03-01T09:25"},
      {"Europe/Berlin", "three", "2026-03-27T15:00", 30, "2026-03-27T15:30"},
      {"Europe/Berlin", "early", "2026-03-28T22:30", 240, "2026-03-30T08:00"},
      {"Europe/Berlin", "breaks", "2026-10-23T14:10", 1000, "2026-10-27T02:45"},
      {"Europe/Berlin", "night", "2026-10-24T21:45", 240, "2026-10-26T01:00"},
      {"Europe/Berlin", "office", "2026-06-17T09:50", 1000, "2026-06-19T11:30"},
      {"Europe/London", "three", "2026-03-28T23:20", 95, "2026-03-29T00:55"},
      {"Europe/London", "early", "2026-10-25T00:10", 480, "2026-10-26T14:00"},
      {"America/New_York", "breaks", "2026-03-07T20:00", 30, "2026-03-08T05:40"},
      {"America/New_York", "night", "2026-03-08T06:30", 480, "2026-03-09T10:00"},
      {"America/New_York", "office", "2026-10-31T21:00", 30, "2026-11-02T13:30"},
      {"America/New_York", "three", "2026-11-01T05:15", 240, "2026-11-01T09:15"},
      {"Australia/Lord_Howe", "early", "2026-04-04T13:00", 1000, "2026-04-07T20:10"},
      {"Australia/Lord_Howe", "breaks", "2026-10-03T14:20", 95, "2026-10-03T17:50"},
      {"Asia/Kolkata", "night", "2026-12-31T17:05", 1000, "2027-01-04T17:45"},
      {"Pacific/Auckland", "office", "2026-04-04T12:00", 95, "2026-04-05T21:35"},
      {"UTC", "three", "2028-02-28T23:30", 480, "2028-02-29T07:30"},
      {"Europe/Berlin", "night", "2026-03-27T15:00", 30, "2026-03-29T20:30"},
      {"Europe/Berlin", "office", "2026-03-28T22:30", 240, "2026-03-30T10:00"},
      {"Europe/Berlin", "three", "2026-10-23T14:10", 30, "2026-10-23T14:40"},
      {"Europe/Berlin", "early", "2026-10-24T21:45", 240, "2026-10-26T09:00"},
      {"Europe/Berlin", "breaks", "2026-06-17T09:50", 1000, "2026-06-21T01:35"},
      {"Europe/London", "night", "2026-03-28T23:20", 95, "2026-03-29T22:35"},
      {"Europe/London", "office", "2026-10-25T00:10", 480, "2026-10-26T17:00"},
      {"America/New_York", "three", "2026-03-07T20:00", 95, "2026-03-07T21:35"},
      {"America/New_York", "early", "2026-03-08T06:30", 480, "2026-03-09T18:00"},
      {"America/New_York", "breaks", "2026-10-31T21:00", 30, "2026-11-01T04:40"},
      {"America/New_York", "night", "2026-11-01T05:15", 240, "2026-11-02T07:00"},
      {"Australia/Lord_Howe", "office", "2026-04-04T13:00", 1000, "2026-04-07T22:10"},
      {"Australia/Lord_Howe", "three", "2026-10-03T14:20", 240, "2026-10-03T18:20"},
      {"Asia/Kolkata", "early", "2026-12-31T17:05", 1000, "2027-01-04T01:10"},
      {"Pacific/Auckland", "breaks", "2026-04-04T12:00", 95, "2026-04-04T16:50"},
      {"UTC", "night", "2028-02-28T23:30", 480, "2028-02-29T23:30"},
};

organisation::Model company_in(ClockCase const& one) {
  struct Hours {
    char const* calendar;
    std::vector<std::string> days, shifts;
  };
  static std::vector<std::string> const week = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  static std::vector<Hours> const all = {
      {"office", {"mon", "tue", "wed", "thu", "fri"}, {"08:00-12:00", "13:00-17:00"}},
      {"early", {"mon", "tue", "wed", "thu", "fri", "sat"}, {"06:00-14:00"}},
      {"night", {"mon", "tue", "wed", "thu", "sun"}, {"22:00-06:00"}},
      {"three", week, {"00:00-08:00", "08:00-16:00", "16:00-24:00"}},
      {"breaks", week, {"00:10-00:50", "03:15-05:00", "09:00-09:30", "09:45-12:00"}},
  };
  organisation::Model form;
  form.company.timezone.value = one.zone;
  form.company.calendar.id.value = one.calendar;
  for (auto const& hours : all)
    for (auto const& day : hours.days)
      for (auto const& shift : hours.shifts) form.calendars[hours.calendar].hours[day].push_back({shift, {}});
  test::add_role(form, "clerk", 10, {"ada"});
  return form;
}

Instant utc(std::string const& text) { return parse_instant(text + ":00Z").take(); }

TEST(DecisionClock, CountsWorkingTimeOverPausesAndChangesOfTheClock) {
  static_assert(std::size(clock_cases) >= 60);
  for (auto const& one : clock_cases) {
    auto form = company_in(one);
    auto words = std::string(one.zone) + " " + one.calendar + " from " + one.from + " for " + std::to_string(one.work) + " min";
    EXPECT_EQ(format_instant(after_working("clerk", utc(one.from), minutes(one.work), form)), format_instant(utc(one.due))) << words;
    EXPECT_EQ(worked_between("clerk", utc(one.from), utc(one.due), form), minutes(one.work)) << words;
  }
}

/// Tarnwick with a pause at noon, and a weekend in which clocks go forward before it.
struct WithPauses : test::Tarnwick {
  WithPauses() {
    for (auto day : {"mon", "tue", "wed", "thu", "fri"}) company.form.calendars["works"].hours[day] = {{"08:00-12:00", {}}, {"12:30-16:00", {}}};
  }
  /// From Friday 15:30 in Berlin: half an hour is left of the day. Restarted every `step`, or never.
  std::vector<std::string> climb(std::optional<Duration> step, bool absent) {
    world.clock.set(parse_instant("2026-03-27T14:30:00Z").take());
    auto id = open(4);
    if (absent) away("ben", days(7));
    std::vector<std::string> told;
    auto role = live(id).role;
    for (auto end = now() + days(4); now() < end;) {
      after(step.value_or(minutes(10)));
      if (step) restart();
      if (live(id).role != role) told.push_back(format_instant(now()) + " " + (role = live(id).role) + " " + live(id).person);
    }
    return told;
  }
};

TEST(DecisionClock, TheLadderClimbsAtTheSameMinuteWhateverRestarts) {
  // Two hours: 30 min on Friday, then Monday 08:00 (06:00Z, summer time) to 09:30; the third hour ends at 10:30.
  test::Lines const expected = {"2026-03-30T07:30:00Z works-manager ben", "2026-03-30T08:30:00Z managing-director mo"};
  EXPECT_EQ(WithPauses().climb(std::nullopt, false), expected);
  EXPECT_EQ(WithPauses().climb(minutes(10), false), expected);
  EXPECT_EQ(WithPauses().climb(minutes(5), false), expected);
}

TEST(DecisionClock, TheLadderSeatsTheDeputyOfWhoIsAwayOverAWeekendAndRestarts) {
  test::Lines const expected = {"2026-03-30T07:30:00Z works-manager dora", "2026-03-30T08:30:00Z managing-director mo"};
  EXPECT_EQ(WithPauses().climb(std::nullopt, true), expected);
  EXPECT_EQ(WithPauses().climb(minutes(30), true), expected);
}

TEST(DecisionClock, StandsStillInThePauseAlsoWhenTheProcessDiesInIt) {
  WithPauses works;
  works.world.clock.set(parse_instant("2026-03-27T10:50:00Z").take());  // 11:50 in Berlin
  auto id = works.open(4);
  works.after(minutes(20));  // 12:10, ten minutes of work
  works.restart();
  works.after(minutes(20));  // 12:30
  EXPECT_EQ(works.live(id).role, "cell-lead");
  works.after(minutes(109));
  EXPECT_EQ(works.live(id).role, "cell-lead");
  works.after(minutes(1));
  EXPECT_EQ(works.live(id).role, "works-manager") << "10 min before the pause and 110 behind it";
}

}  // namespace
}  // namespace drivetrain::decisions
