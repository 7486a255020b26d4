// Calendars as tables: a row for each event, local times, people by name.
#include "notation/tables/ics.h"

#include <gtest/gtest.h>

namespace drivetrain::notation {
namespace {

std::string calendar_of(std::string const& events, std::string const& head = "") { return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + head + events + "END:VCALENDAR\r\n"; }

std::string event_row(std::string const& properties, std::string const& head = "") {
  auto table = read_ics("c.ics", calendar_of("BEGIN:VEVENT\r\n" + properties + "END:VEVENT\r\n", head));
  if (!table) return table.error().message;
  std::string text;
  for (auto const& cell : table->rows.at(1).cells) text += "[" + cell.text + "]";
  return text;
}

TEST(Ics, AnEventIsARow) {
  EXPECT_EQ(event_row("SUMMARY:Works meeting\\, tier 2\r\nDTSTART;TZID=Europe/London:20260105T073000\r\nDTEND;TZID=Europe/London:20260105T074500\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU\r\n"
                      "ORGANIZER;CN=\"Bright, Tom\":mailto:tom@x.example\r\nATTENDEE:mailto:ana@x.example\r\nATTENDEE;CUTYPE=ROOM;CN=Room 1:mailto:r1@x.example\r\nATTENDEE;CN=Ruth Hale:mailto:ruth@x.example\r\nLOCATION:Works\r\nDESCRIPTION:Rework\\nactions\r\n"),
            "[Works meeting, tier 2][2026-01-05T07:30][PT15M][FREQ=WEEKLY;BYDAY=MO,TU][Bright, Tom][ana@x.example; Ruth Hale][Works][Rework\nactions]");
}

TEST(Ics, TimesInUtcMoveToTheCalendarsZone) {
  EXPECT_EQ(event_row("SUMMARY:a\r\nDTSTART:20260701T080000Z\r\nDURATION:PT30M\r\n", "X-WR-TIMEZONE:Europe/Berlin\r\n"), "[a][2026-07-01T10:00][PT30M][][][][][]");
  EXPECT_EQ(event_row("SUMMARY:a\r\nDTSTART:20260701T080000Z\r\n"), "[a][2026-07-01T08:00][][][][][][]");
  EXPECT_EQ(event_row("SUMMARY:a\r\nDTSTART;VALUE=DATE:20260701\r\n"), "[a][2026-07-01][P1D][][][][][]");
}

TEST(Ics, CancelledAndMovedEventsAreNotedRowsKnowTheirLines) {
  auto table = read_ics("c.ics", calendar_of("BEGIN:VEVENT\r\nSUMMARY:gone\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:here\r\nEND:VEVENT\r\n"));
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), 2u);
  EXPECT_EQ(table->rows[1].number, 7u);
  EXPECT_EQ(table->notes, std::vector<std::string>{"1 cancelled event left out"});
}

TEST(Ics, WhatIsNoCalendarIsRefused) {
  for (auto text : {"", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "hello", "BEGIN:VEVENT\r\nEND:VEVENT\r\n"}) EXPECT_FALSE(read_ics("c.ics", text)) << text;
}

}  // namespace
}  // namespace drivetrain::notation
