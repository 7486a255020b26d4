// Reading calendars by libical (see ics.h). Times with a zone stay as the clock on the wall shows them; times in UTC move to the calendar's zone.
#include "notation/tables/ics.h"

#include <libical/ical.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "base/limits.h"
#include "base/text.h"
#include "base/zone.h"
#include "notation/tables/encoding.h"

namespace drivetrain::notation {

namespace {

struct ComponentFree {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};

std::string text_of(char const* text) { return text ? cell_text(decode_text(text).text) : std::string(); }

/// "Jane Doe" by CN, else the address. Rooms and devices attend no meeting.
std::string calendar_user(icalproperty* property, char const* address) {
  if (auto* kind = icalproperty_get_first_parameter(property, ICAL_CUTYPE_PARAMETER)) {
    auto value = icalparameter_get_cutype(kind);
    if (value == ICAL_CUTYPE_ROOM || value == ICAL_CUTYPE_RESOURCE) return "";
  }
  if (auto* name = icalproperty_get_first_parameter(property, ICAL_CN_PARAMETER))
    if (auto text = text_of(icalparameter_get_cn(name)); !text.empty()) return text;
  auto mail = text_of(address);
  return lower_ascii(mail).starts_with("mailto:") ? mail.substr(7) : mail;
}

std::string iso_local(icaltimetype time) {
  char text[40];
  if (time.is_date) std::snprintf(text, sizeof text, "%04d-%02d-%02d", time.year, time.month, time.day);
  else std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d", time.year, time.month, time.day, time.hour, time.minute);
  return text;
}

/// The wall clock of the calendar's zone.
std::string start_text(icalproperty* property, Zone const* zone) {
  auto time = icalproperty_get_dtstart(property);
  if (time.is_date || !icaltime_is_utc(time) || !zone) return iso_local(time);
  auto instant = Instant{days_from_epoch({time.year, static_cast<std::uint8_t>(time.month), static_cast<std::uint8_t>(time.day)}) * days(1).us +
                         (time.hour * 3600 + time.minute * 60 + time.second) * std::int64_t{1'000'000}};
  auto local = zone->to_local(instant);
  time.year = local.date.year, time.month = local.date.month, time.day = local.date.day;
  time.hour = static_cast<int>(local.us_of_day / 3'600'000'000), time.minute = static_cast<int>(local.us_of_day / 60'000'000 % 60);
  return iso_local(time);
}

std::string duration_text(icalcomponent* event) {
  auto length = icaldurationtype_as_int(icalcomponent_get_duration(event));
  return length > 0 && length <= 14 * 86'400 ? format_duration(seconds(length)) : "";
}

constexpr int max_nesting = 8;   ///< a calendar holds events, an event alarms, a zone its rules

/// libical walks components recursively, and is loud about an END without its BEGIN: what no calendar has is refused before.
bool nests_badly(std::string_view text) {
  int depth = 0;
  for (auto line : split(text, '\n')) {
    auto lower = lower_ascii(trim(line).substr(0, 6));
    if (lower.starts_with("begin:") && ++depth > max_nesting) return true;
    if (lower.starts_with("end:") && --depth < 0) return true;
  }
  return false;
}

/// Lines on which events begin, in order. Folding and nesting do not matter: BEGIN:VEVENT is a line of its own (RFC 5545 §3.4).
std::vector<std::uint32_t> lines_of_events(std::string_view text) {
  std::vector<std::uint32_t> lines;
  std::uint32_t number = 0;
  for (auto line : split(text, '\n')) {
    ++number;
    if (lower_ascii(trim(line)) == "begin:vevent") lines.push_back(number);
  }
  return lines;
}

std::string calendar_zone(icalcomponent* root) {
  for (auto* property = icalcomponent_get_first_property(root, ICAL_X_PROPERTY); property; property = icalcomponent_get_next_property(root, ICAL_X_PROPERTY)) {
    auto const* name = icalproperty_get_x_name(property);
    if (name && std::string_view(name) == "X-WR-TIMEZONE")
      if (auto zone = text_of(icalproperty_get_x(property)); Zone::find(zone)) return zone;
  }
  for (auto* zone = icalcomponent_get_first_component(root, ICAL_VTIMEZONE_COMPONENT); zone; zone = icalcomponent_get_next_component(root, ICAL_VTIMEZONE_COMPONENT))
    if (auto* id = icalcomponent_get_first_property(zone, ICAL_TZID_PROPERTY))
      if (auto name = text_of(icalproperty_get_tzid(id)); Zone::find(name)) return name;
  return "";
}

TableRow row_of_event(icalcomponent* event, std::uint32_t line, Zone const* zone) {
  std::vector<std::string> cells(8);
  auto text_property = [&](icalproperty_kind kind) {
    auto* property = icalcomponent_get_first_property(event, kind);
    return property ? text_of(icalvalue_get_text(icalproperty_get_value(property))) : std::string();
  };
  cells[0] = text_property(ICAL_SUMMARY_PROPERTY);
  if (auto* start = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY)) cells[1] = start_text(start, zone);
  cells[2] = duration_text(event);
  if (auto* rule = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY)) {
    auto recurrence = icalproperty_get_rrule(rule);
    char* written = icalrecurrencetype_as_string_r(&recurrence);
    if (written) cells[3] = written, icalmemory_free_buffer(written);
  }
  if (auto* organizer = icalcomponent_get_first_property(event, ICAL_ORGANIZER_PROPERTY)) cells[4] = calendar_user(organizer, icalproperty_get_organizer(organizer));
  std::size_t attendees = 0;
  for (auto* attendee = icalcomponent_get_first_property(event, ICAL_ATTENDEE_PROPERTY); attendee && attendees < 500; attendee = icalcomponent_get_next_property(event, ICAL_ATTENDEE_PROPERTY), ++attendees)
    if (auto user = calendar_user(attendee, icalproperty_get_attendee(attendee)); !user.empty()) cells[5] += (cells[5].empty() ? "" : "; ") + user;
  cells[6] = text_property(ICAL_LOCATION_PROPERTY);
  cells[7] = text_property(ICAL_DESCRIPTION_PROPERTY);
  TableRow row{line, {}};
  for (auto& cell : cells) {
    if (cell.size() > limits::max_table_cell_bytes) {
      cell.resize(limits::max_table_cell_bytes);
      while (!is_valid_utf8(cell)) cell.pop_back();
    }
    auto kind = cell.empty() ? CellKind::empty : CellKind::text;
    row.cells.push_back({kind, std::move(cell)});
  }
  return row;
}

}  // namespace

Result<Table> read_ics(std::string const& file, std::string_view bytes) {
  auto decoded = decode_text(bytes);
  Table table;
  table.file = file;
  if (nests_badly(decoded.text)) return Error{"DT-X930", file + " is damaged: its parts do not begin and end as those of a calendar", "export the calendar again"};
  if (decoded.encoding != "UTF-8") table.notes.push_back("read as " + decoded.encoding);
  std::unique_ptr<icalcomponent, ComponentFree> root(icalparser_parse_string(decoded.text.c_str()));
  if (!root || icalcomponent_isa(root.get()) != ICAL_VCALENDAR_COMPONENT)
    return Error{"DT-X930", file + " holds no calendar", "export the calendar as iCalendar (.ics)"};
  table.timezone = calendar_zone(root.get());
  auto found = table.timezone.empty() ? Result<std::shared_ptr<Zone const>>(Zone::utc()) : Zone::find(table.timezone);
  auto zone = found ? found.take() : Zone::utc();
  TableRow header{1, {}};
  for (auto name : {"SUMMARY", "DTSTART", "DURATION", "RRULE", "ORGANIZER", "ATTENDEE", "LOCATION", "DESCRIPTION"}) header.cells.push_back({CellKind::text, name});
  table.rows.push_back(std::move(header));
  auto lines = lines_of_events(decoded.text);
  std::size_t index = 0, cancelled = 0, moved = 0;
  for (auto* event = icalcomponent_get_first_component(root.get(), ICAL_VEVENT_COMPONENT); event; event = icalcomponent_get_next_component(root.get(), ICAL_VEVENT_COMPONENT)) {
    auto line = index < lines.size() ? lines[index] : 0;
    ++index;
    if (icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED) {
      ++cancelled;
      continue;
    }
    if (icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY)) {
      ++moved;
      continue;
    }
    if (table.rows.size() > limits::max_table_rows) return Error{"DT-X930", file + " has more than " + std::to_string(limits::max_table_rows) + " events", "export the calendar of regular meetings only"};
    table.rows.push_back(row_of_event(event, line, zone.get()));
  }
  if (cancelled) table.notes.push_back(counted(cancelled, "cancelled event") + " left out");
  if (moved) table.notes.push_back(counted(moved, "moved occurrence") + " of a series left out");
  if (table.rows.size() == 1) return Error{"DT-X930", file + " holds no event", "is it the right calendar?"};
  return table;
}

}  // namespace drivetrain::notation
