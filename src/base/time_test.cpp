// Dates, durations and instants as text.
#include "base/time.h"

#include <gtest/gtest.h>

#include <limits>

namespace drivetrain {
namespace {

TEST(Date, days_count_from_1970_through_leap_years) {
  EXPECT_EQ(days_from_epoch({1970, 1, 1}), 0);
  EXPECT_EQ(days_from_epoch({1969, 12, 31}), -1);
  EXPECT_EQ(days_from_epoch({2000, 3, 1}), 11'017);
  EXPECT_EQ(days_from_epoch({2026, 3, 27}), 20'539);
  EXPECT_EQ(days_from_epoch({-1, 12, 31}), -719'529);  // year 0 is a leap year: 0000-01-01 is -719528
  for (std::int64_t day = -1'000'000; day <= 1'000'000; day += 13) {
    auto date = date_from_days(day);
    ASSERT_TRUE(is_valid(date));
    ASSERT_EQ(days_from_epoch(date), day);
  }
}

TEST(Date, consecutive_days_follow_the_calendar) {
  Date previous = date_from_days(-200'000);
  for (std::int64_t day = -199'999; day < 200'000; ++day) {
    auto date = date_from_days(day);
    ASSERT_LT(previous, date);
    ASSERT_TRUE(date.day == previous.day + 1 || date.day == 1);
    ASSERT_EQ(weekday(date), weekday(previous) % 7 + 1);
    previous = date;
  }
}

TEST(Date, weekdays_count_from_monday) {
  EXPECT_EQ(weekday({1970, 1, 1}), 4);
  EXPECT_EQ(weekday({2026, 3, 27}), 5);
  EXPECT_EQ(weekday({2026, 3, 29}), 7);
  EXPECT_EQ(weekday({1900, 1, 1}), 1);
}

TEST(Date, text_there_and_back) {
  for (auto text : {"2026-03-27", "0001-01-01", "0000-02-29", "-0044-03-15", "12026-01-01", "2024-02-29"})
    EXPECT_EQ(format_date(parse_date(text).value()), text);
  for (auto text : {"", "2026", "2026-3-27", "26-03-27", "2026-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-01-32",
                    "2026-03-27 ", " 2026-03-27", "02026-03-27", "+2026-03-27", "2026/03/27", "20260327", "1900-02-29"})
    EXPECT_FALSE(parse_date(text).ok()) << text;
}

TEST(Duration, text_there_and_back) {
  for (auto text : {"PT4H30M", "P5D", "PT0.5S", "PT0S", "P1DT2H3M4.000005S", "-PT1H", "PT1M", "-P1DT0.25S", "P106751991DT4H54.775807S"})
    EXPECT_EQ(format_duration(parse_duration(text).value()), text);
  EXPECT_EQ(parse_duration("PT90M").value(), minutes(90));
  EXPECT_EQ(format_duration(minutes(90)), "PT1H30M");
  EXPECT_EQ(parse_duration("P2W").value(), days(14));
  EXPECT_EQ(parse_duration("PT36H").value(), days(1) + hours(12));
  EXPECT_EQ(parse_duration("P0D").value(), seconds(0));
  EXPECT_EQ(parse_duration("PT1.500000S").value().us, 1'500'000);
  EXPECT_EQ(format_duration({std::numeric_limits<std::int64_t>::min()}), "-P106751991DT4H54.775808S");
}

TEST(Duration, refusals_say_why) {
  EXPECT_NE(parse_duration("P1M").error().message.find("depends on the date"), std::string::npos);
  EXPECT_NE(parse_duration("P1Y").error().message.find("depends on the date"), std::string::npos);
  EXPECT_NE(parse_duration("P106751992D").error().message.find("longer than"), std::string::npos);
  EXPECT_NE(parse_duration("PT1.0000001S").error().message.find("six digits"), std::string::npos);
  for (auto text : {"", "P", "PT", "-P", "P1", "P1DT", "4H", "PT4", "PT4H4H", "PT4M4H", "P4H", "PT5D", "PT1.5H", "PT.5S", "PT1.S",
                    "p1d", "P-1D", "P1D ", "P999999999999999999999D", "PTT1H", "P1DT1HT1M", "P9223372036854775807W"})
    EXPECT_FALSE(parse_duration(text).ok()) << text;
}

TEST(Duration, described_for_people) {
  EXPECT_EQ(describe_duration(hours(4) + minutes(30)), "4 h 30 min");
  EXPECT_EQ(describe_duration(days(3) + hours(4) + minutes(59)), "3 d 4 h");
  EXPECT_EQ(describe_duration(days(1) + minutes(5)), "1 d");
  EXPECT_EQ(describe_duration(seconds(45)), "45 s");
  EXPECT_EQ(describe_duration({250'000}), "250 ms");
  EXPECT_EQ(describe_duration({12}), "0 s");
  EXPECT_EQ(describe_duration(minutes(-90)), "-1 h 30 min");
}

TEST(Instant, text_there_and_back) {
  for (auto text : {"2026-03-27T15:50:00Z", "1969-12-31T23:59:59.999999Z", "1970-01-01T00:00:00Z", "2026-03-27T15:50:00.5Z",
                    "0001-01-01T00:00:00Z"})
    EXPECT_EQ(format_instant(parse_instant(text).value()), text);
  EXPECT_EQ(parse_instant("2026-03-27T16:50:00+01:00").value(), parse_instant("2026-03-27T15:50:00Z").value());
  EXPECT_EQ(parse_instant("2026-03-27T00:20:00-03:30").value(), parse_instant("2026-03-27T03:50:00Z").value());
  EXPECT_EQ(parse_instant("2026-03-27t15:50z").value(), parse_instant("2026-03-27T15:50:00Z").value());
  EXPECT_EQ(parse_instant("2026-03-27T15:50:00.123456789Z").value().us % 1'000'000, 123'456);
  EXPECT_EQ(parse_instant("1970-01-01T00:00:01Z").value().us, 1'000'000);
}

TEST(Instant, refuses_what_is_not_one) {
  for (auto text : {"", "2026-03-27", "2026-03-27T15:50:00", "2026-03-27 15:50:00Z", "2026-03-27T24:00:00Z", "2026-03-27T15:60:00Z",
                    "2026-03-27T23:59:60Z", "2026-03-27T15:50:00+1:00", "2026-03-27T15:50:00+24:00", "2026-03-27T15:50:00.Z",
                    "2026-03-27T15:50:00Zx", "2026-02-30T15:50:00Z", "2026-03-27T15Z", "300000-01-01T00:00:00Z", "999999999-01-01T00:00:00Z"})
    EXPECT_FALSE(parse_instant(text).ok()) << text;
}

TEST(LocalTime, has_no_zone) {
  EXPECT_EQ(parse_local_time("2026-03-27T16:50").value(), (LocalTime{{2026, 3, 27}, (hours(16) + minutes(50)).us}));
  EXPECT_EQ(parse_local_time("2026-03-27T16:50:01.5").value().us_of_day, (hours(16) + minutes(50)).us + 1'500'000);
  for (auto text : {"2026-03-27T16:50Z", "2026-03-27T16:50+01:00", "2026-03-27", "2026-03-27T1650", "999999999-01-01T00:00"})
    EXPECT_FALSE(parse_local_time(text).ok()) << text;
}

}  // namespace
}  // namespace drivetrain
