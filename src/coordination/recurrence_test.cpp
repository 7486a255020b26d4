// When a rhythm comes round: RFC 5545 examples, summer time, holidays, and the shortcut into the middle of a rule.
#include "coordination/recurrence.h"

#include <gtest/gtest.h>

#include "coordination/timetable.h"
#include "coordination/works_for_test.h"

namespace drivetrain::coordination {
namespace {

using test::Lines;

Instant at(char const* text) { return parse_instant(text).take(); }

Recurrence berlin(std::string const& rrule, std::string const& start = "2026-01-05T06:50") {
  auto parsed = Recurrence::parse(rrule, start, Zone::find("Europe/Berlin").take());
  EXPECT_TRUE(parsed.ok()) << rrule;
  return parsed.take();
}

Lines first(Recurrence const& recurrence, char const* from, std::size_t count) {
  Lines lines;
  for (auto instant : recurrence.between(at(from), at("2090-01-01T00:00:00Z"), count)) lines.push_back(format_instant(instant));
  return lines;
}

TEST(Recurrence, KeepsItsLocalTimeOverTheChangeOfTheClock) {
  EXPECT_EQ(first(berlin("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR"), "2026-03-27T00:00:00Z", 2),
            (Lines{"2026-03-27T05:50:00Z", "2026-03-30T04:50:00Z"}));
}

TEST(Recurrence, InTheSpringGapIsReadWithTheOffsetBefore) {
  EXPECT_EQ(first(berlin("FREQ=DAILY", "2026-03-28T02:30"), "2026-03-28T00:00:00Z", 3),
            (Lines{"2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"}));
}

TEST(Recurrence, FollowsTheExamplesOfTheStandard) {
  EXPECT_EQ(first(berlin("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"), "2026-01-01T00:00:00Z", 4),
            (Lines{"2026-01-06T05:50:00Z", "2026-01-08T05:50:00Z", "2026-01-20T05:50:00Z", "2026-01-22T05:50:00Z"}));
  EXPECT_EQ(first(berlin("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"), "2026-01-01T00:00:00Z", 2),
            (Lines{"2026-01-30T05:50:00Z", "2026-02-27T05:50:00Z"}));
  EXPECT_EQ(first(berlin("FREQ=DAILY;BYHOUR=6,14,22;BYMINUTE=0", "2026-01-05T06:00"), "2026-01-05T00:00:00Z", 4),
            (Lines{"2026-01-05T05:00:00Z", "2026-01-05T13:00:00Z", "2026-01-05T21:00:00Z", "2026-01-06T05:00:00Z"}));
}

TEST(Recurrence, EndsWithCountAndUntil) {
  EXPECT_EQ(first(berlin("FREQ=DAILY;COUNT=3"), "2026-01-06T00:00:00Z", 9), (Lines{"2026-01-06T05:50:00Z", "2026-01-07T05:50:00Z"}));
  EXPECT_FALSE(berlin("FREQ=DAILY;COUNT=3").next(at("2026-02-01T00:00:00Z")));
  EXPECT_EQ(first(berlin("FREQ=DAILY;UNTIL=20260107T055000Z"), "2026-01-01T00:00:00Z", 9).size(), 3u);
  EXPECT_EQ(first(berlin("FREQ=DAILY;UNTIL=20260107"), "2026-01-01T00:00:00Z", 9).size(), 3u);
  EXPECT_EQ(first(berlin("FREQ=DAILY;UNTIL=20260107T054959Z"), "2026-01-01T00:00:00Z", 9).size(), 2u);
}

TEST(Recurrence, NextIsLaterThanAsked) {
  auto daily = berlin("FREQ=DAILY");
  EXPECT_EQ(format_instant(*daily.next(at("2026-07-15T04:50:00Z"))), "2026-07-16T04:50:00Z");
  EXPECT_EQ(format_instant(*daily.next(at("2026-07-15T04:49:59Z"))), "2026-07-15T04:50:00Z");
  EXPECT_EQ(format_instant(*daily.next(at("2020-01-01T00:00:00Z"))), "2026-01-05T05:50:00Z");
}

TEST(Recurrence, ThatCanNeverHappenHasNoNext) {
  EXPECT_FALSE(berlin("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30").next(at("2026-01-01T00:00:00Z")));
  // Found by fuzzing: each of these was looked for through five centuries.
  for (auto rule : {"FREQ=MONTHLY;BYDAY=-41FR;COUNT=6", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=32", "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=8", "FREQ=YEARLY;BYYEARDAY=-1;BYMONTH=1", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
                    "FREQ=YEARLY;BYMONTH=2;BYDAY=6SU", "FREQ=YEARLY;BYDAY=54MO"})
    EXPECT_FALSE(berlin(rule).next(at("2026-01-01T00:00:00Z"))) << rule;
  for (auto rule : {"FREQ=MONTHLY;BYDAY=-5FR", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=23", "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=7", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
                    "FREQ=YEARLY;BYDAY=53MO", "FREQ=YEARLY;BYYEARDAY=366", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU", "FREQ=MONTHLY;BYMONTHDAY=-31"})
    EXPECT_TRUE(berlin(rule).next(at("2026-01-01T00:00:00Z"))) << rule;
  EXPECT_FALSE(Recurrence::parse(std::string_view("FREQ=DAILY\0;X", 13), "2026-01-05T06:50", Zone::utc()).ok());
}

TEST(Recurrence, EnteredInTheMiddleIsTheSameAsWalkedFromTheStart) {
  for (std::string rule :
       {"FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=31",
        "FREQ=YEARLY;BYMONTH=1,7;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
        "FREQ=HOURLY;INTERVAL=5", "FREQ=DAILY;BYHOUR=6,14,22;BYMINUTE=0"}) {
    auto recurrence = berlin(rule);
    auto all = recurrence.between(at("2026-01-01T00:00:00Z"), at("2028-01-01T00:00:00Z"), 10'000);
    for (auto month : {"2026-02-28T12:00:00Z", "2026-05-31T05:50:00Z", "2026-12-31T23:59:00Z", "2027-06-15T00:00:00Z"}) {
      auto later = recurrence.between(at(month), at("2028-01-01T00:00:00Z"), 10'000);
      std::vector<Instant> expected;
      for (auto instant : all)
        if (instant >= at(month)) expected.push_back(instant);
      EXPECT_EQ(later, expected) << rule << " from " << month;
    }
  }
}

TEST(Recurrence, RefusesWhatIsNoRule) {
  auto zone = Zone::utc();
  for (auto rule :
       {"", "weekly", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;INTERVAL=0", "RRULE:FREQ=DAILY", "FREQ=SECONDLY", "FREQ=DAILY;RSCALE=CHINESE"})
    EXPECT_FALSE(Recurrence::parse(rule, "2026-01-05T06:50", zone).ok()) << rule;
  EXPECT_FALSE(Recurrence::parse("FREQ=DAILY", "06:50", zone).ok());
}

TEST(Timetable, LeavesOutTheHolidaysOfTheChair) {
  auto form = test::works_form();
  form.calendars["works"].holidays = {Date{2026, 4, 3}, Date{2026, 4, 6}};  // Good Friday, Easter Monday
  auto next = next_occurrence(test::huddle(), form, at("2026-04-02T12:00:00Z"));
  EXPECT_EQ(format_instant(**next), "2026-04-07T07:30:00Z");
  auto gap = longest_gap(test::huddle(), form, at("2026-03-30T00:00:00Z"));
  ASSERT_TRUE(gap.ok() && *gap);
  EXPECT_EQ((*gap)->length, days(5));
  EXPECT_EQ(format_instant((*gap)->from), "2026-04-02T07:30:00Z");
}

TEST(Timetable, TheHourByWhichClocksAreSetBackMakesNobodyWaitLonger) {
  auto form = test::works_form();
  auto huddle = test::huddle();
  auto autumn = at("2026-10-20T00:00:00Z"), spring = at("2026-03-24T00:00:00Z"), summer = at("2026-06-23T00:00:00Z");   // the Tuesdays before the last Sundays
  ASSERT_NE(next_occurrence(huddle, form, autumn)->value() - autumn, next_occurrence(huddle, form, autumn + days(7))->value() - (autumn + days(7))) << "a zone that changes its clocks";
  for (auto from : {autumn, spring, summer}) {
    auto gap = longest_gap(huddle, form, from);
    ASSERT_TRUE(gap.ok() && *gap);
    EXPECT_EQ((*gap)->length, days(3)) << "from Friday to Monday, " << format_instant(from);
    EXPECT_EQ(**longest_wait({&huddle}, form, from), **longest_wait({&huddle}, form, summer)) << format_instant(from);
  }
}

TEST(Timetable, ListsWhatIsDueBetweenTwoDays) {
  auto list = occurrences_between(test::huddle(), test::works_form(), at("2026-03-23T00:00:00Z"), at("2026-03-30T00:00:00Z"));
  EXPECT_EQ(list->size(), 5u);
}

}  // namespace
}  // namespace drivetrain::coordination
