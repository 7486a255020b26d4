// When things come round, as people write it.
#include "app/own_data/times.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace drivetrain::app::own_data {
namespace {

std::string clock(std::optional<std::int64_t> us) {
  if (!us) return "-";
  auto minute = *us / 60'000'000;
  return std::to_string(minute / 60) + ":" + (minute % 60 < 10 ? "0" : "") + std::to_string(minute % 60);
}

/// "RRULE at H:MM–H:MM", and in brackets what was not understood.
std::string when(std::string_view text) {
  When read;
  auto left = read_when(text, read);
  auto words = rrule_of(read) + (read.start_us ? " at " + clock(read.start_us) : "") + (read.end_us ? "–" + clock(read.end_us) : "");
  if (read.duration) words += " for " + format_duration(*read.duration);
  if (!left.empty()) words += " [" + join(left, " ") + "]";
  return words;
}

TEST(Times, RecurrencesInTwoLanguages) {
  EXPECT_EQ(when("every Tue 08:15"), "FREQ=WEEKLY;BYDAY=TU at 8:15");
  EXPECT_EQ(when("täglich 07:30"), "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR at 7:30");
  EXPECT_EQ(when("Mo-Fr 6:50-7:00"), "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR at 6:50–7:00");
  EXPECT_EQ(when("Mo, Mi und Fr 9 Uhr"), "FREQ=WEEKLY;BYDAY=MO,WE,FR at 9:00");
  EXPECT_EQ(when("jeden 2. Dienstag im Monat, 14:00 Uhr"), "FREQ=MONTHLY;BYDAY=2TU at 14:00");
  EXPECT_EQ(when("last Friday of the month 10:00"), "FREQ=MONTHLY;BYDAY=-1FR at 10:00");
  EXPECT_EQ(when("wöchentlich Donnerstag 13.30 Uhr"), "FREQ=WEEKLY;BYDAY=TH at 13:30");
  EXPECT_EQ(when("every 2 weeks on Wednesday 2pm"), "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE at 14:00");
  EXPECT_EQ(when("14-tägig mittwochs"), "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE");
  EXPECT_EQ(when("quartalsweise"), "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO");
  EXPECT_EQ(when("monthly on the 15th"), "FREQ=MONTHLY;BYDAY=1MO [15th]");
  EXPECT_EQ(when("am 15. des Monats"), "FREQ=MONTHLY;BYMONTHDAY=15");
  EXPECT_EQ(when("weekly Mon 9:00 90 min"), "FREQ=WEEKLY;BYDAY=MO at 9:00 for PT1H30M");
  EXPECT_EQ(when("bei Vollmond"), " [bei Vollmond]");
}

TEST(Times, SeveralTimesOfOneDayAreKept) {
  When read;
  read_when("daily 06:00/14:00/22:00", read);
  EXPECT_EQ(clock(read.start_us), "6:00");
  ASSERT_EQ(read.more_starts_us.size(), 2u);
  EXPECT_EQ(clock(read.more_starts_us[1]), "22:00");
}

TEST(Times, DatesDayFirst) {
  auto date = [](std::string_view text) {
    auto read = read_loose_date(text);
    return read ? format_date(*read) : "-";
  };
  EXPECT_EQ(date("2026-01-05"), "2026-01-05");
  EXPECT_EQ(date("5.1.2026"), "2026-01-05");
  EXPECT_EQ(date("05.01.26"), "2026-01-05");
  EXPECT_EQ(date("05/01/2026"), "2026-01-05");
  EXPECT_EQ(date("01/25/2026"), "2026-01-25");
  EXPECT_EQ(date("5. Januar 2026"), "2026-01-05");
  EXPECT_EQ(date("Jan 5, 2026"), "2026-01-05");
  EXPECT_EQ(date("31.02.2026"), "-");
  EXPECT_EQ(date("15.000"), "-");
}

TEST(Times, Durations) {
  auto duration = [](std::string_view text) {
    auto read = read_loose_duration(text, hours(8));
    return read ? format_duration(*read) : "-";
  };
  EXPECT_EQ(duration("90 min"), "PT1H30M");
  EXPECT_EQ(duration("1,5 h"), "PT1H30M");
  EXPECT_EQ(duration("2 Std."), "PT2H");
  EXPECT_EQ(duration("1 h 30 min"), "PT1H30M");
  EXPECT_EQ(duration("1:30"), "PT1H30M");
  EXPECT_EQ(duration("30'"), "PT30M");
  EXPECT_EQ(duration("2 Tage"), "PT16H");
  EXPECT_EQ(duration("PT4H"), "PT4H");
  EXPECT_EQ(duration("soon"), "-");
}

}  // namespace
}  // namespace drivetrain::app::own_data
