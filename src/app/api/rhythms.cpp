// /rhythms: every rhythm as a contract, with its next occurrence and its health; and all of them as a calendar.
#include <algorithm>
#include <limits>
#include <set>

#include "app/api/meetings.h"
#include "app/api/problem.h"
#include "app/api/router.h"
#include "base/text.h"
#include "coordination/icalendar.h"
#include "coordination/timetable.h"

namespace drivetrain::app::api {

using coordination::Rhythm;

std::string_view title_of_list(std::string_view list) {
  return list == "issues" ? "Open issues" : list == "decisions" ? "Decisions" : list == "ideas" ? "Ideas" : "Actions";
}

namespace {

constexpr int health_days = 28;

/// "Monday to Friday at 06:50", read from the next fortnight rather than from the rule's text.
std::string cadence_in_words(Reading const& reading, Rhythm const& rhythm) {
  static constexpr char const* day_names[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  auto ahead = coordination::occurrences_between(rhythm, reading.model().organisation, reading.now, reading.now + days(28));
  if (!ahead || ahead->empty()) return rhythm.rrule.value;
  std::set<int> weekdays;
  std::set<std::string> times;
  for (auto instant : *ahead) {
    auto local = reading.company.zone().to_local(instant);
    weekdays.insert(weekday(local.date));
    times.insert(notation::format_time_of_day({local.us_of_day}));
  }
  if (times.size() > 3) return rhythm.rrule.value;
  std::vector<std::string> names;
  for (int day : weekdays) names.emplace_back(day_names[day - 1]);
  std::string on = join(names, ", ");
  bool run = *weekdays.rbegin() - *weekdays.begin() + 1 == static_cast<int>(weekdays.size());
  if (weekdays.size() == 7) on = "Every day";
  else if (run && weekdays.size() > 2) on = names.front() + " to " + names.back();
  std::vector<std::string> at(times.begin(), times.end());
  auto per_week = static_cast<double>(ahead->size()) / 4.0;
  std::string sparse = per_week < 0.9 * static_cast<double>(weekdays.size() * times.size()) ? ", not every week" : "";
  return on + " at " + join(at, ", ") + sparse;
}

void write_inputs(JsonWriter& json, Reading const& reading, Rhythm const& rhythm) {
  list_field(json, "inputs", rhythm.inputs, [&](coordination::RhythmInput const& input) {
    object(json, [&] {
      if (!input.kpi.empty()) json.field("title", views::title_of(reading.company, "kpi", input.kpi.text())).field("kpi", refer(reading.company, "kpi", input.kpi.text()));
      else if (!input.queue.empty()) {
        json.field("title", "Queue of " + views::title_of(reading.company, "role", input.queue.text()));
        views::write_role(json, "queue", reading.company, input.queue.text());
      } else {
        json.field("title", title_of_list(input.list)).field("list", input.list);
      }
    });
  });
}

void write_health(JsonWriter& json, Reading const& reading, Rhythm const& rhythm) {
  auto health = coordination::rhythm_health(rhythm.header.id, reading.company.coordination, reading.now, days(health_days), reading.company.today(reading.now));
  object_field(json, "health", [&] {
    json.field("due", health.due).field("held", health.on_time + health.late).field("on_time", health.on_time).field("missed", health.missed);
    json.field("actions_open", health.open_actions).field("actions_late", health.overdue_actions);
  });
}

void write_rhythm(JsonWriter& json, Reading const& reading, Rhythm const& rhythm) {
  object(json, [&] {
    json.field("id", rhythm.header.id).field("title", rhythm.header.title).field("tier", rhythm.tier);
    json.field("rrule", rhythm.rrule.value).field("cadence", cadence_in_words(reading, rhythm));
    json.field("duration", rhythm.duration).field("grace", coordination::grace_of(rhythm));
    json.field("chair", holder_of(reading.company, rhythm.chair.text(), reading.now));
    list_field(json, "attendees", rhythm.attendees, [&](auto const& role) { json.any(holder_of(reading.company, role.text(), reading.now)); });
    write_inputs(json, reading, rhythm);
    json.field("outputs", rhythm.outputs).field("feeds", views::refer_all(reading.company, "rhythm", rhythm.feeds));
    list_field(json, "takes", rhythm.takes, [&](auto const& taken) { json.any(refer(reading.company, "decision", taken.value)); });
    json.field("aligns", views::refer_all(reading.company, "objective", rhythm.aligns));
    if (auto next = next_meeting(reading, rhythm)) {
      json.key("next");
      write_meeting(json, reading, *next);
    }
    write_health(json, reading, rhythm);
    json.key("recent").begin_array();
    if (auto past = reading.company.coordination.past.find(rhythm.header.id); past != reading.company.coordination.past.end())
      for (auto i = past->second.size() > 10 ? past->second.size() - 10 : 0; i < past->second.size(); ++i) write_occurrence(json, reading, past->second[i]);
    json.end_array();
  });
}

Status list_rhythms(Exchange const&, Reading const& reading, JsonWriter& json) {
  struct Row {
    int tier;
    std::int64_t next;
    Rhythm const* rhythm;
  };
  std::vector<Row> rows;
  for (auto const& [id, rhythm] : reading.model().coordination.rhythms) {
    auto next = next_meeting(reading, rhythm);
    rows.push_back({rhythm.tier, next ? next->due.us : std::numeric_limits<std::int64_t>::max(), &rhythm});
  }
  std::stable_sort(rows.begin(), rows.end(), [](Row const& a, Row const& b) { return std::tie(a.tier, a.next) < std::tie(b.tier, b.next); });
  object(json, [&] { list_field(json, "items", rows, [&](Row const& row) { write_rhythm(json, reading, *row.rhythm); }); });
  return {};
}

Result<std::string> calendar_of(Exchange const& exchange, Reading const& reading) {
  auto const& all = reading.model().coordination.rhythms;
  for (auto const& id : exchange.queries("rhythm"))
    if (!all.contains(id)) return Error{"DT-X901", "the model has no rhythm " + id, "GET /api/v1/rhythms lists them."};
  std::vector<Rhythm const*> wanted;
  for (auto const& [id, rhythm] : all)
    if (exchange.asks_for("rhythm", id)) wanted.push_back(&rhythm);
  return coordination::icalendar(wanted, reading.model().organisation, reading.now);
}

platform::Response get_calendar(Exchange& exchange) {
  auto& runtime = exchange.api.runtime();
  platform::Response response;
  auto status = runtime.journal().read([&] {
    auto text = calendar_of(exchange, Reading{runtime.company(), exchange.api.index(), runtime.now(), runtime.journal().head(), exchange.person});
    if (!text) {
      response = problem(text.error());
      return;
    }
    response.status = 200;
    response.headers = {{"Content-Type", "text/calendar; charset=utf-8"}, {"Content-Disposition", "inline; filename=\"rhythms.ics\""}, {"Cache-Control", "private, no-cache"}};
    response.body = std::move(*text);
  });
  return status ? response : problem(status.error());
}

}  // namespace

void add_rhythms(Router& router) {
  router.read("/rhythms", "list_rhythms", list_rhythms);
  router.add({"get_calendar", "GET", "/api/v1/rhythms/calendar.ics", get_calendar});
}

}  // namespace drivetrain::app::api
