// Rhythms as iCalendar: folded lines, escaped text, the zone with its changes, the rule and the days left out; and
// that another program finds the same meetings in them.
#include <gtest/gtest.h>
#include <libical/ical.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <vector>

#include "coordination/icalendar.h"
#include "coordination/timetable.h"
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

TEST(ICalendar, IsReadByAnotherProgramAsTheSameMeetings) {
  Works works;
  auto const& form = works.company.people().form;
  struct Rule { char const* rrule; char const* start; } rules[] = {
      {"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-01-05T06:50"}, {"FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1", "2026-01-05T09:00"},
      {"FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;COUNT=30", "2026-01-08T02:30"}, {"FREQ=DAILY;UNTIL=20261101", "2026-01-05T23:45"}};
  for (auto const& [rrule, start] : rules) {
    SCOPED_TRACE(rrule);
    auto rhythm = works.company.model.rhythms.at("cell-huddle");
    rhythm.rrule.value = rrule, rhythm.start = start;
    rhythm.exdates = {parse_date("2026-04-06").take()};
    std::unique_ptr<icalcomponent, void (*)(icalcomponent*)> root(icalparser_parse_string(calendar_of(works, rhythm).c_str()), icalcomponent_free);
    ASSERT_TRUE(root);
    EXPECT_EQ(icalcomponent_count_errors(root.get()), 0);
    auto from = parse_instant("2026-03-01T00:00:00Z").take(), to = parse_instant("2027-03-01T00:00:00Z").take();
    auto seconds = [](Instant instant) { return icaltime_from_timet_with_zone(static_cast<time_t>(instant.us / 1'000'000), 0, icaltimezone_get_utc_timezone()); };
    std::vector<std::int64_t> read, held;
    icalcomponent_foreach_recurrence(icalcomponent_get_first_component(root.get(), ICAL_VEVENT_COMPONENT), seconds(from), seconds(to),
                                     [](icalcomponent*, icaltime_span* span, void* all) { static_cast<std::vector<std::int64_t>*>(all)->push_back(span->start); }, &read);
    auto by_rule = occurrences_between(rhythm, form, from, to);
    ASSERT_TRUE(by_rule);
    for (auto instant : *by_rule) held.push_back(instant.us / 1'000'000);
    EXPECT_GT(held.size(), 5u);
    std::vector<std::int64_t> differ;
    std::set_symmetric_difference(read.begin(), read.end(), held.begin(), held.end(), std::back_inserter(differ));
    EXPECT_EQ(differ, std::vector<std::int64_t>()) << "of " << read.size() << " read and " << held.size() << " held";
  }
}

TEST(ICalendar, RefusesARuleThatCannotBeRead) {
  Works works;
  auto rhythm = works.company.model.rhythms.at("cell-huddle");
  rhythm.rrule.value = "FREQ=SOMETIMES";
  EXPECT_FALSE(icalendar({&rhythm}, works.company.people().form, works.now()));
}

}  // namespace
}  // namespace drivetrain::coordination
