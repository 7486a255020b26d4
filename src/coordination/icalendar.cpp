// Writing RFC 5545 (see icalendar.h). A zone is written as the changes of its clock that it knows, each with its date, because rules of
// zones are not the same in every year.
#include "coordination/icalendar.h"

#include <algorithm>

#include "base/text.h"
#include "coordination/recurrence.h"
#include "coordination/timetable.h"

namespace drivetrain::coordination {

namespace {

constexpr std::size_t max_octets = 75;
constexpr std::size_t max_looked_at = 1'000;  ///< as timetable.h lists
constexpr std::int64_t us_per_second = 1'000'000;
constexpr int days_ahead = 396, days_of_zone = 3'653;

std::string digits(std::int64_t number, std::size_t width) {
  auto text = std::to_string(number);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

std::string stamp(LocalTime local) {
  auto date = format_date(local.date);
  date.erase(std::remove(date.begin(), date.end(), '-'), date.end());
  auto seconds = local.us_of_day / us_per_second;
  return date + "T" + digits(seconds / 3600, 2) + digits(seconds / 60 % 60, 2) + digits(seconds % 60, 2);
}

std::string utc_stamp(Instant instant) { return stamp(Zone::utc()->to_local(instant)) + "Z"; }

std::string offset_text(Duration offset) {
  auto seconds = (offset.us < 0 ? -offset.us : offset.us) / us_per_second;
  std::string text = (offset.us < 0 ? "-" : "+") + digits(seconds / 3600, 2) + digits(seconds / 60 % 60, 2);
  return seconds % 60 == 0 ? text : text + digits(seconds % 60, 2);
}

void write_observance(std::string& out, std::string const& kind, LocalTime begins, Duration before, Duration after) {
  out += folded_line("BEGIN:" + kind) + folded_line("DTSTART:" + stamp(begins));
  out += folded_line("TZOFFSETFROM:" + offset_text(before)) + folded_line("TZOFFSETTO:" + offset_text(after)) + folded_line("END:" + kind);
}

/// The change lies in (low, high]; to the second.
Instant change_between(Zone const& zone, Instant low, Instant high) {
  auto before = zone.offset_at(low);
  while (high.us - low.us > us_per_second) {
    Instant middle{low.us + (high.us - low.us) / (2 * us_per_second) * us_per_second};
    (zone.offset_at(middle) == before ? low : high) = middle;
  }
  return high;
}

void write_zone(std::string& out, Zone const& zone, Instant from, Instant to) {
  out += folded_line("BEGIN:VTIMEZONE") + folded_line("TZID:" + zone.name());
  from.us -= from.us % us_per_second;
  auto offset = zone.offset_at(from);
  write_observance(out, "STANDARD", zone.to_local(from), offset, offset);
  for (auto at = from; at < to; at = at + days(1)) {
    if (zone.offset_at(at + days(1)) == offset) continue;
    auto change = change_between(zone, at, at + days(1));
    auto after = zone.offset_at(change);
    // DTSTART is the local time on the clock that is about to be changed.
    write_observance(out, offset < after ? "DAYLIGHT" : "STANDARD", Zone::utc()->to_local(change + offset), offset, after);
    offset = after;
  }
  out += folded_line("END:VTIMEZONE");
}

/// UNTIL must be in UTC where DTSTART names a zone; a day means all of it.
std::string rule_of(Rhythm const& rhythm, Zone const& zone) {
  std::vector<std::string> parts;
  for (auto const& part : split(rhythm.rrule.value, ';')) {
    std::string text(trim(part));
    if (text.starts_with("UNTIL=") && !text.ends_with("Z")) {
      auto day = text.size() >= 14 ? parse_date(text.substr(6, 4) + "-" + text.substr(10, 2) + "-" + text.substr(12, 2)) : Result<Date>(Date{});
      auto number = [&](std::size_t at) { return text.size() >= at + 2 ? std::int64_t{text[at] - '0'} * 10 + (text[at + 1] - '0') : 0; };
      std::int64_t seconds = text.size() >= 21 ? number(15) * 3600 + number(17) * 60 + number(19) : 86'399;
      if (day) text = "UNTIL=" + utc_stamp(zone.to_instant({*day, seconds * us_per_second}));
    }
    if (!text.empty()) parts.push_back(std::move(text));
  }
  return join(parts, ";");
}

struct Entry {
  Rhythm const* rhythm;
  Instant first;
  std::vector<Instant> left_out;
};

Result<std::optional<Entry>> calendar_entry(Rhythm const& rhythm, organisation::Model const& form, Instant at, std::shared_ptr<Zone const> const& zone) {
  DT_TRY(auto recurrence, Recurrence::parse(rhythm.rrule.value, rhythm.start, zone));
  DT_TRY(auto start, parse_local_time(rhythm.start));
  auto first = recurrence.next(Instant{zone->to_instant(start).us - 1});
  if (!first) return std::optional<Entry>();
  auto from = *first, to = std::max(at, *first) + days(days_ahead);
  if (from < at - days(31)) from = at - days(31);
  auto by_rule = recurrence.between(from, to, max_looked_at);
  DT_TRY(auto held, occurrences_between(rhythm, form, from, to));
  Entry entry{&rhythm, *first, {}};
  std::set_difference(by_rule.begin(), by_rule.end(), held.begin(), held.end(), std::back_inserter(entry.left_out));
  return std::optional(std::move(entry));
}

void write_entry(std::string& out, Entry const& entry, organisation::Model const& form, Instant at, Zone const& zone) {
  auto const& rhythm = *entry.rhythm;
  auto line = [&](std::string const& text) { out += folded_line(text); };
  auto local = [&](std::string const& name, Instant instant) { line(name + ";TZID=" + zone.name() + ":" + stamp(zone.to_local(instant))); };
  line("BEGIN:VEVENT");
  line("UID:" + escaped_text(rhythm.header.id + "@" + form.company.header.id + ".drivetrain"));
  line("DTSTAMP:" + utc_stamp(at));
  local("DTSTART", entry.first);
  line("DURATION:" + format_duration(rhythm.duration));
  line("RRULE:" + rule_of(rhythm, zone));
  for (auto instant : entry.left_out) local("EXDATE", instant);
  line("SUMMARY:" + escaped_text(rhythm.header.title));
  auto title = [](auto const& all, std::string const& id) { auto found = all.find(id); return found == all.end() ? id : found->second.header.title; };
  std::vector<std::string> about;
  if (!rhythm.chair.empty()) about.push_back("Chair: " + title(form.roles, rhythm.chair.text()));
  if (!rhythm.outputs.empty()) about.push_back("Yields: " + join(rhythm.outputs, ", "));
  if (!about.empty()) line("DESCRIPTION:" + escaped_text(join(about, "\n")));
  if (!rhythm.location.empty()) line("LOCATION:" + escaped_text(title(form.locations, rhythm.location.text())));
  line("END:VEVENT");
}

}  // namespace

std::string folded_line(std::string_view line) {
  std::string out;
  for (auto room = max_octets; line.size() > room; room = max_octets - 1) {
    auto cut = room;
    while (cut > 1 && (static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) --cut;
    out.append(line.substr(0, cut)).append("\r\n ");
    line.remove_prefix(cut);
  }
  return out.append(line).append("\r\n");
}

std::string escaped_text(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '\n') out += "\\n";
    else if (c == '\\' || c == ';' || c == ',') out += '\\', out += c;
    else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t') out += c;
  }
  return out;
}

Result<std::string> icalendar(std::vector<Rhythm const*> const& rhythms, organisation::Model const& form, Instant at) {
  auto found = Zone::find(form.company.timezone.value);
  auto zone = found ? *found : Zone::utc();
  std::vector<Entry> entries;
  auto earliest = at;
  for (auto const* rhythm : rhythms) {
    DT_TRY(auto entry, calendar_entry(*rhythm, form, at, zone));
    if (!entry) continue;
    earliest = std::min(earliest, entry->first);
    entries.push_back(std::move(*entry));
  }
  std::string out = folded_line("BEGIN:VCALENDAR") + folded_line("VERSION:2.0") + folded_line("PRODID:-//Drivetrain//Rhythms//EN");
  out += folded_line("CALSCALE:GREGORIAN") + folded_line("METHOD:PUBLISH");
  write_zone(out, *zone, earliest - days(1), at + days(days_of_zone));
  for (auto const& entry : entries) write_entry(out, entry, form, at, *zone);
  return out + folded_line("END:VCALENDAR");
}

}  // namespace drivetrain::coordination
