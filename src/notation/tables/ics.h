// Calendars (.ics, RFC 5545): one table, a row for each event, headed by the properties' own names, so that it is read like any other table of meetings.
#pragma once

#include "notation/tables/table.h"

namespace drivetrain::notation {

/// Columns SUMMARY, DTSTART (local, ISO 8601), DURATION, RRULE, ORGANIZER, ATTENDEE (separated by semicolons), LOCATION, DESCRIPTION. A row's number is the
/// line on which its event begins. Cancelled events and moved single occurrences are left out and noted. Error DT-X930: no calendar.
Result<Table> read_ics(std::string const& file, std::string_view bytes);

}  // namespace drivetrain::notation
