// Working time over nights, weekends, holidays and both changes of the clock.
#include "organisation/working_time.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "organisation/company_for_test.h"

namespace drivetrain::organisation::test {
namespace {

std::shared_ptr<Zone const> berlin() { return Zone::find("Europe/Berlin").take(); }

WorkingHours hours_of(Calendar const& calendar) { return WorkingHours::of(calendar, berlin()).take(); }
WorkingHours office() { return hours_of(works().calendars.at("office")); }
WorkingHours daily(std::vector<std::string> const& shifts, std::vector<Date> holidays = {}) {
  return hours_of(calendar("daily", every_day(shifts), std::move(holidays)));
}

/// Wall-clock time in Berlin.
Instant local(char const* text) { return berlin()->to_instant(parse_local_time(text).value()); }

std::string shown(Result<Instant> const& instant) { return instant ? format_instant(*instant) : "error: " + instant.error().message; }

TEST(WorkingTime, SkipsTheLunchBreakTheNightAndTheWeekend) {
  auto hours = office();
  EXPECT_EQ(shown(add_working(hours, local("2026-03-25T11:00"), drivetrain::hours(2))), format_instant(local("2026-03-25T14:00")));
  EXPECT_EQ(shown(add_working(hours, local("2026-03-25T16:00"), drivetrain::hours(2))), format_instant(local("2026-03-26T09:00")));
  // Over the weekend in which summer time begins: Friday 16:00 +01:00 to Monday 09:00 +02:00.
  EXPECT_EQ(shown(add_working(hours, at("2026-03-27T15:00:00Z"), drivetrain::hours(2))), "2026-03-30T07:00:00Z");
  EXPECT_EQ(working_duration(hours, at("2026-03-27T15:00:00Z"), at("2026-03-30T07:00:00Z")), drivetrain::hours(2));
  EXPECT_EQ(working_duration(hours, local("2026-03-23T00:00"), local("2026-03-30T00:00")), drivetrain::hours(40));
}

TEST(WorkingTime, EndsWithTheShiftRatherThanBeginsWithTheNext) {
  auto hours = office();
  EXPECT_EQ(shown(add_working(hours, local("2026-03-27T16:00"), drivetrain::hours(1))), format_instant(local("2026-03-27T17:00")));
  EXPECT_EQ(shown(add_working(hours, local("2026-03-27T17:00"), Duration{1})), format_instant(local("2026-03-30T08:00") + Duration{1}));
}

TEST(WorkingTime, ZeroStaysWhereItIs) {
  auto saturday = local("2026-03-28T12:00");
  EXPECT_EQ(add_working(office(), saturday, {}).value(), saturday);
  EXPECT_EQ(working_duration(office(), saturday, saturday), Duration{});
  EXPECT_EQ(add_working(hours_of(calendar("empty", {})), saturday, {}).value(), saturday);
}

TEST(WorkingTime, HolidaysAreNotWorked) {
  // Good Friday and Easter Monday lie around a weekend.
  EXPECT_EQ(shown(add_working(office(), local("2026-04-02T16:00"), drivetrain::hours(2))), format_instant(local("2026-04-07T09:00")));
  EXPECT_EQ(working_duration(office(), local("2026-04-03T00:00"), local("2026-04-07T00:00")), Duration{});
  EXPECT_EQ(shown(next_working(office(), local("2026-04-03T10:00"))), format_instant(local("2026-04-07T08:00")));
}

TEST(WorkingTime, ANightShiftBelongsToTheDayOnWhichItStarts) {
  auto free_wednesday = daily({"22:00-06:00"}, {day("2026-03-25")});
  EXPECT_TRUE(is_working(free_wednesday, local("2026-03-25T05:59")));   // Tuesday's shift
  EXPECT_FALSE(is_working(free_wednesday, local("2026-03-25T22:00")));
  EXPECT_FALSE(is_working(free_wednesday, local("2026-03-26T05:00")));  // would be Wednesday's
  EXPECT_TRUE(is_working(free_wednesday, local("2026-03-26T22:00")));
  EXPECT_EQ(working_duration(free_wednesday, local("2026-03-24T12:00"), local("2026-03-27T12:00")), drivetrain::hours(16));
  EXPECT_EQ(shown(add_working(free_wednesday, local("2026-03-25T05:00"), drivetrain::hours(2))), format_instant(local("2026-03-26T23:00")));
}

TEST(WorkingTime, TheSpringNightIsAnHourShorter) {
  auto nights = daily({"22:00-06:00"});
  EXPECT_EQ(working_duration(nights, local("2026-03-28T12:00"), local("2026-03-29T12:00")), drivetrain::hours(7));
  EXPECT_EQ(working_duration(nights, local("2026-03-29T12:00"), local("2026-03-30T12:00")), drivetrain::hours(8));
  // Four hours of work from 22:00 end at 03:00 on the wall, because 02:00 to 03:00 does not exist.
  EXPECT_EQ(shown(add_working(nights, local("2026-03-28T22:00"), drivetrain::hours(4))), "2026-03-29T01:00:00Z");
  EXPECT_EQ(shown(add_working(nights, local("2026-03-28T22:00"), drivetrain::hours(5))), "2026-03-29T02:00:00Z");
}

TEST(WorkingTime, TheAutumnNightIsAnHourLonger) {
  auto nights = daily({"22:00-06:00"});
  EXPECT_EQ(working_duration(nights, local("2026-10-24T12:00"), local("2026-10-25T12:00")), drivetrain::hours(9));
  EXPECT_EQ(shown(add_working(nights, local("2026-10-24T22:00"), drivetrain::hours(9))), "2026-10-25T05:00:00Z");
  EXPECT_EQ(berlin()->to_local(at("2026-10-25T05:00:00Z")), parse_local_time("2026-10-25T06:00").value());
}

TEST(WorkingTime, EdgesInsideTheGapMoveToItsEnd) {
  auto begins_inside = daily({"02:30-06:00"}), ends_inside = daily({"22:00-02:30"}), all_inside = daily({"02:10-02:50"});
  auto from = local("2026-03-28T12:00"), to = local("2026-03-29T12:00");
  EXPECT_EQ(working_duration(begins_inside, from, to), drivetrain::hours(3));
  EXPECT_EQ(shown(next_working(begins_inside, from)), "2026-03-29T01:00:00Z");
  EXPECT_EQ(working_duration(ends_inside, from, to), drivetrain::hours(4));
  EXPECT_EQ(working_duration(all_inside, from, to), Duration{});
  EXPECT_EQ(shown(next_working(all_inside, from)), format_instant(local("2026-03-30T02:10")));
}

TEST(WorkingTime, EdgesInTheDoubledHourAreItsFirstPass) {
  auto hours = daily({"02:30-06:00", "22:00-02:30"});
  EXPECT_EQ(shown(next_working(daily({"02:30-06:00"}), local("2026-10-24T12:00"))), "2026-10-25T00:30:00Z");
  EXPECT_EQ(working_duration(hours, local("2026-10-24T12:00"), local("2026-10-25T12:00")), drivetrain::hours(9));
}

TEST(WorkingTime, OverlappingShiftsCountOnce) {
  auto hours = daily({"14:00-22:15", "06:00-14:15", "22:00-06:15"});
  EXPECT_EQ(working_duration(hours, local("2026-05-04T00:00"), local("2026-05-06T00:00")), drivetrain::hours(48));
  EXPECT_EQ(working_duration(daily({"06:00-14:15", "14:00-22:15"}), local("2026-05-04T00:00"), local("2026-05-05T00:00")), minutes(16 * 60 + 15));
  EXPECT_EQ(working_duration(daily({"06:00-18:00", "08:00-10:00"}), local("2026-05-04T00:00"), local("2026-05-05T00:00")), drivetrain::hours(12));
}

TEST(WorkingTime, AroundTheClock) {
  auto always = WorkingHours::always(berlin());
  auto written_out = daily({"00:00-24:00"});
  Calendar declared;
  declared.always = true;
  EXPECT_TRUE(hours_of(declared).is_always());
  auto from = at("2026-03-28T17:13:00Z");
  for (auto duration : {Duration{}, Duration{1}, drivetrain::hours(30), days(300)}) {
    EXPECT_EQ(add_working(always, from, duration).value(), from + duration);
    EXPECT_EQ(add_working(written_out, from, duration).value(), from + duration);
    EXPECT_EQ(working_duration(always, from, from + duration), duration);
    EXPECT_EQ(working_duration(written_out, from, from + duration), duration);
  }
  EXPECT_EQ(next_working(always, from).value(), from);
  EXPECT_EQ(next_working(written_out, from).value(), from);
}

TEST(WorkingTime, BackwardsIsNegative) {
  EXPECT_EQ(working_duration(office(), local("2026-03-26T09:00"), local("2026-03-25T16:00")), Duration{} - drivetrain::hours(2));
  EXPECT_FALSE(add_working(office(), local("2026-03-26T09:00"), Duration{-1}).ok());
}

TEST(WorkingTime, ACalendarWithoutWorkEndsTheSearch) {
  auto empty = hours_of(calendar("empty", {{"mon", {}}}));
  EXPECT_TRUE(empty.empty());
  EXPECT_FALSE(add_working(empty, local("2026-03-26T09:00"), drivetrain::hours(1)).ok());
  EXPECT_FALSE(next_working(empty, local("2026-03-26T09:00")).ok());
  EXPECT_FALSE(is_working(empty, local("2026-03-26T09:00")));
  EXPECT_EQ(working_duration(empty, local("2026-03-26T09:00"), local("2027-03-26T09:00")), Duration{});
  // Every Monday of the years to come is a holiday.
  std::vector<Date> holidays;
  for (auto monday = days_from_epoch(day("2026-03-23")); holidays.size() < 6'000; monday += 7) holidays.push_back(date_from_days(monday));
  auto never = hours_of(calendar("never", {{"mon", {"08:00-16:00"}}}, holidays));
  EXPECT_FALSE(next_working(never, local("2026-03-26T09:00")).ok());
  EXPECT_FALSE(add_working(never, local("2026-03-26T09:00"), drivetrain::hours(1)).ok());
}

TEST(WorkingTime, TimesFarAwayEndTheSearch) {
  for (auto us : {std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()}) {
    EXPECT_FALSE(add_working(office(), Instant{us}, drivetrain::hours(1)).ok());
    EXPECT_FALSE(next_working(office(), Instant{us}).ok());
    EXPECT_FALSE(is_working(office(), Instant{us}));
  }
  EXPECT_FALSE(add_working(office(), local("2026-03-26T09:00"), days(40'000)).ok());
  EXPECT_FALSE(add_working(office(), local("2026-03-26T09:00"), days(36'000)).ok());  // 8 hours of 24: three hundred years
}

/// Minute by minute over the wall clock, as a person would count.
Duration counted_by_hand(Zone const& zone, int begin_hour, int end_hour, Instant from, Instant to) {
  Duration sum;
  for (auto t = from; t < to; t = t + minutes(1)) {
    auto hour = zone.to_local(t).us_of_day / drivetrain::hours(1).us;
    if (begin_hour < end_hour ? hour >= begin_hour && hour < end_hour : hour >= begin_hour || hour < end_hour) sum = sum + minutes(1);
  }
  return sum;
}

TEST(WorkingTime, AgreesWithCountingMinutesThroughBothChanges) {
  for (auto [begin, end, text] : {std::tuple{6, 14, "06:00-14:00"}, {22, 6, "22:00-06:00"}, {0, 3, "00:00-03:00"}, {3, 2, "03:00-02:00"}}) {
    auto hours = daily({text});
    for (auto change : {"2026-03-27T00:00:00Z", "2026-10-23T00:00:00Z"}) {
      auto from = at(change);
      for (auto length : {minutes(1), drivetrain::hours(13), drivetrain::hours(53), days(4)})
        EXPECT_EQ(working_duration(hours, from, from + length), counted_by_hand(*berlin(), begin, end, from, from + length)) << text << " " << change;
    }
  }
}

TEST(WorkingTime, AddingAndMeasuringAreInverse) {
  Random random(20'261'025);
  auto odd_week = hours_of(calendar("odd", {{"mon", {"22:00-06:00"}}, {"tue", {"05:00-07:30", "12:00-12:01"}}, {"sat", {"20:00-19:00"}}, {"sun", {"02:00-03:00"}}},
                                    {day("2026-03-24"), day("2026-10-24"), day("2026-12-26")}));
  for (auto const& hours : {office(), daily({"22:00-06:00"}), odd_week}) {
    for (int i = 0; i < 1'000; ++i) {
      auto from = at("2026-01-01T00:00:00Z") + Duration{static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(days(365).us)))};
      auto duration = Duration{static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(drivetrain::hours(60).us))) + 1};
      auto end = add_working(hours, from, duration).value();
      ASSERT_EQ(working_duration(hours, from, end), duration) << format_instant(from) << " " << format_duration(duration);
      ASSERT_EQ(working_duration(hours, from, end - Duration{1}), duration - Duration{1});
      auto between = from + Duration{static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>((end - from).us)))};
      ASSERT_EQ(working_duration(hours, from, between) + working_duration(hours, between, end), duration);
      auto next = next_working(hours, from).value();
      ASSERT_TRUE(is_working(hours, next));
      ASSERT_EQ(working_duration(hours, from, next), Duration{});
      ASSERT_EQ(is_working(hours, from), next == from);
    }
  }
}

TEST(WorkingHours, TakesTheRolesCalendarElseTheCompanysElseAllHours) {
  auto model = works();
  EXPECT_TRUE(is_working(hours_of_role(model, "winder").value(), local("2026-03-25T23:00")));
  EXPECT_FALSE(is_working(hours_of_role(model, "winder").value(), local("2026-03-25T09:00")));
  EXPECT_TRUE(is_working(hours_of_role(model, "cell-lead").value(), local("2026-03-25T09:00")));
  EXPECT_TRUE(is_working(hours_of_company(model).value(), local("2026-03-25T09:00")));
  EXPECT_FALSE(hours_of_company(model)->is_always());
  model.company.calendar = {};
  EXPECT_TRUE(hours_of_company(model)->is_always());
  model.company.timezone.value = "Europe/Atlantis";
  EXPECT_FALSE(hours_of_company(model).ok());
}

TEST(Shift, IsWrittenInOneWay) {
  EXPECT_EQ(read_shift("06:00-14:30")->end_us, (drivetrain::hours(14) + minutes(30)).us);
  EXPECT_EQ(read_shift("22:00-06:00")->end_us, drivetrain::hours(30).us);
  EXPECT_EQ(read_shift("00:00-24:00")->end_us, drivetrain::hours(24).us);
  EXPECT_EQ(read_shift("12:00-00:00")->end_us, drivetrain::hours(24).us);
  for (auto text : {"", "06:00", "6:00-14:00", "06:00-14:0", "06:00 - 14:00", "06:00-14:00 ", "25:00-26:00", "24:00-06:00", "06:00-24:01", "06:60-07:00", "08:00-08:00", "06.00-14.00",
                    "a6:00-14:00"})
    EXPECT_FALSE(read_shift(text).ok()) << text;
}

}  // namespace
}  // namespace drivetrain::organisation::test
