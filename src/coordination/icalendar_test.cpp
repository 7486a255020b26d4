// Rhythms as iCalendar, read back by libical-independent means: lines unfolded, the zone's changes, the days left out.
#include <gtest/gtest.h>

#include "coordination/icalendar.h"
#include "coordination/works_for_test.h"

namespace drivetrain::coordination {
namespace {

using test::Works;

std::string calendar_of(Works& works, Rhythm const& rhythm) {
  auto text = icalendar({&rhythm}, works.company.people().form, parse_instant("2026-03-27T09:00:00Z").take());
  EXPECT_TRUE(text) << (text ? "" : text.error().message);
  return text ? *text : "";
}
bool has_line(std::string const& calendar, std::string const& line) { return calendar.find("\r\n" + line + "\r\n") != std::string::npos; }

TEST(ICalendar, FoldsAtSeventyFiveOctetsAndNeverInsideACharacter) {
  EXPECT_EQ(folded_line(std::string(75, 'a')), std::string(75, 'a') + "\r\n");
  EXPECT_EQ(folded_line(std::string(76, 'a')), std::string(75, 'a') + "\r\n a\r\n");
  EXPECT_EQ(folded_line(std::string(74, 'a') + "\xC3\xA4z"), std::string(74, 'a') + "\r\n \xC3\xA4z\r\n");
  auto lines = folded_line(std::string(400, 'b'));
  for (std::size_t from = 0, end; (end = lines.find("\r\n", from)) != std::string::npos; from = end + 2) EXPECT_LE(end - from, 75u);
}

TEST(ICalendar, EscapesText) { EXPECT_EQ(escaped_text("a, b; c\\d\ne\r"), "a\\, b\\; c\\\\d\\ne"); }

TEST(ICalendar, NamesTheRuleTheZoneWithItsChangesAndTheDaysLeftOut) {
  Works works;
  auto rhythm = works.company.model.rhythms.at("cell-huddle");
  rhythm.header.title = "Huddle, cell 1";
  rhythm.rrule.value = "FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20261231";
  rhythm.start = "2026-03-03T08:00";
  rhythm.exdates = {parse_date("2026-04-03").take()};
  auto calendar = calendar_of(works, rhythm);
  EXPECT_TRUE(calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
  EXPECT_TRUE(calendar.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
  auto zone = works.company.people().form.company.timezone.value;
  EXPECT_TRUE(has_line(calendar, "DTSTART;TZID=" + zone + ":20260306T080000")) << calendar;  // the first that the rule knows, a Friday
  EXPECT_TRUE(has_line(calendar, "EXDATE;TZID=" + zone + ":20260403T080000")) << calendar;
  EXPECT_FALSE(has_line(calendar, "EXDATE;TZID=" + zone + ":20260330T080000"));
  EXPECT_NE(calendar.find("RRULE:FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20261231T225959Z"), std::string::npos) << calendar;
  EXPECT_TRUE(has_line(calendar, "SUMMARY:Huddle\\, cell 1"));
  EXPECT_NE(calendar.find("BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT"), std::string::npos) << calendar;
  EXPECT_NE(calendar.find("BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD"), std::string::npos);
  EXPECT_EQ(calendar, calendar_of(works, rhythm));
}

TEST(ICalendar, RefusesARuleThatCannotBeRead) {
  Works works;
  auto rhythm = works.company.model.rhythms.at("cell-huddle");
  rhythm.rrule.value = "FREQ=SOMETIMES";
  EXPECT_FALSE(icalendar({&rhythm}, works.company.people().form, works.now()));
}

}  // namespace
}  // namespace drivetrain::coordination
