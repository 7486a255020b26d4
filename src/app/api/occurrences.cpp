// /rhythms/occurrences: meetings that were, are and will be, and the run view of one.
#include <algorithm>

#include "app/agenda.h"
#include "app/api/meetings.h"
#include "app/api/router.h"
#include "base/text.h"
#include "coordination/commands.h"

namespace drivetrain::app::api {

using coordination::Occurrence;
using coordination::OccurrenceStatus;
using coordination::Rhythm;
using platform::Response;

namespace {

constexpr std::int64_t longest_span_days = 92;

Result<Date> day_parameter(Exchange const& exchange, char const* name, Date otherwise) {
  auto text = exchange.query(name);
  return text ? parse_date(*text) : Result<Date>(otherwise);
}

Status list_occurrences(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto page, page_of(exchange));
  DT_TRY(auto from, day_parameter(exchange, "from", reading.company.today(reading.now)));
  DT_TRY(auto to, day_parameter(exchange, "to", from));
  auto span = days_from_epoch(to) - days_from_epoch(from);
  if (span < 0 || span > longest_span_days)
    return Error{"DT-X902", "from " + format_date(from) + " to " + format_date(to) + " is no span of at most 92 days", "ask for a shorter one"};
  auto [begin, end] = day_of(reading, from, to);
  auto meetings = meetings_between(reading, begin, end);
  std::erase_if(meetings, [&](Meeting const& meeting) { return !exchange.asks_for("rhythm", meeting.rhythm) || !exchange.asks_for("state", state_of(meeting)); });
  object(json, [&] { write_page(json, meetings, page, [&](Meeting const& meeting) { write_meeting(json, reading, meeting); }); });
  return {};
}

struct AgendaRow {
  std::string id, kind, title, says, state, href;
};

std::vector<AgendaRow> agenda_rows(feel::Value const& agenda) {
  std::vector<AgendaRow> rows;
  if (agenda.kind() != feel::Kind::list) return rows;
  for (auto const& entry : agenda.list()) {
    auto text = [&](char const* name) {
      auto value = entry.at(name);
      return value.kind() == feel::Kind::string ? std::string(value.string()) : std::string();
    };
    rows.push_back({text("id"), text("kind"), text("title"), text("says"), text("state"), text("href")});
  }
  return rows;
}

char const* status_of_row(std::string const& state) {
  if (state == "late" || state == "alarm") return "alarm";
  if (state == "warn" || state == "open") return "warn";
  return state == "no_data" ? "no_data" : "ok";
}

/// Lists become one item with rows; a figure or a queue is an item of its own.
void write_agenda(JsonWriter& json, feel::Value const& agenda) {
  struct Group {
    std::string item, kind, title;
    std::vector<AgendaRow> rows;
  };
  std::vector<Group> groups;
  for (auto& row : agenda_rows(agenda)) {
    if (row.kind == "kpi" || row.kind == "queue") {
      groups.push_back({row.kind + "-" + row.id, row.kind, row.title, {row}});
      continue;
    }
    auto kind = row.kind + "s";
    auto group = std::find_if(groups.begin(), groups.end(), [&](Group const& one) { return one.kind == kind; });
    if (group == groups.end()) {
      group = groups.insert(groups.end(), {kind, kind, std::string(title_of_list(kind)), {}});
    }
    group->rows.push_back(row);
  }
  list_field(json, "agenda", groups, [&](Group const& group) {
    bool alone = group.kind == "kpi" || group.kind == "queue";
    std::string status = "ok";
    for (auto const& row : group.rows) {
      std::string one = status_of_row(row.state);
      if (one == "alarm" || (one == "warn" && status != "alarm") || (one == "no_data" && status == "ok")) status = one;
    }
    object(json, [&] {
      json.field("item", group.item).field("kind", group.kind).field("title", group.title).field("status", status);
      json.field("text", alone ? group.rows.front().says : counted(group.rows.size(), group.kind.substr(0, group.kind.size() - 1)));
      list_field(json, "rows", group.rows, [&](AgendaRow const& row) {
        object(json, [&] {
          json.field("id", row.id).field("title", row.title);
          text_if(json, "text", row.says);
          json.field("status", status_of_row(row.state)).field("href", row.href);
        });
      });
    });
  });
}

coordination::DoneAction const* find_done(Reading const& reading, std::string const& id) {
  for (auto const& done : reading.company.coordination.done_actions)
    if (done.action.added.action == id) return &done;
  return nullptr;
}

void write_actions(JsonWriter& json, Reading const& reading, Occurrence const& occurrence) {
  json.key("action_items").begin_array();
  for (auto const& id : occurrence.actions) {
    if (auto open = reading.company.coordination.actions.find(id); open != reading.company.coordination.actions.end())
      write_action(json, reading, open->second, nullptr);
    else if (auto const* done = find_done(reading, id)) write_action(json, reading, done->action, done);
  }
  json.end_array();
  json.key("carry_over").begin_array();
  for (auto const* action : coordination::open_actions_of_rhythm(occurrence.rhythm, reading.company.coordination))
    if (action->added.occurrence != occurrence.occurrence) write_action(json, reading, *action, nullptr);
  json.end_array();
}

void write_minutes(JsonWriter& json, Reading const& reading, Occurrence const& occurrence) {
  list_field(json, "minutes", occurrence.minutes, [&](coordination::Minute const& minute) {
    object(json, [&] {
      json.field("at", minute.at);
      views::write_person(json, "person", reading.company, minute.note.person);
      json.field("text", minute.note.text);
      text_if(json, "item", minute.note.item);
    });
  });
}

std::string previous_of(Reading const& reading, Occurrence const& occurrence) {
  auto past = reading.company.coordination.past.find(occurrence.rhythm);
  std::string previous;
  if (past != reading.company.coordination.past.end())
    for (auto const& one : past->second)
      if (one.due < occurrence.due) previous = one.occurrence;
  return previous;
}

std::string why_not_run(Reading const& reading, Occurrence const& occurrence, Rhythm const* rhythm) {
  if (occurrence.status == OccurrenceStatus::held) return "It was held.";
  if (occurrence.status == OccurrenceStatus::missed) return "It was not held, and its time has passed.";
  if (!rhythm) return "The model in force has no such rhythm any json.";
  if (reading.person.empty()) return "Nobody is signed in.";
  if (may_chair(reading, *rhythm) || occurrence.chair == reading.person) return "";
  auto chair = holder_of(reading.company, rhythm->chair.text(), reading.now);
  return "It is opened by its chair, " + (chair.name.empty() ? chair.role_title + " (nobody today)" : chair.name + " (" + chair.role_title + ")") + ", or a deputy.";
}

Status get_occurrence(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  auto const* occurrence = find_occurrence(reading, exchange.at("occurrence"));
  if (!occurrence) return Error{"DT-X901", "there is no meeting " + exchange.at("occurrence"), "GET /api/v1/rhythms/occurrences lists them by day."};
  auto const& rhythms = reading.model().coordination.rhythms;
  auto found = rhythms.find(occurrence->rhythm);
  auto const* rhythm = found == rhythms.end() ? nullptr : &found->second;
  object(json, [&] {
    write_occurrence_fields(json, reading, *occurrence);
    bool frozen = occurrence->status != OccurrenceStatus::due;
    json.field("frozen", frozen);
    write_agenda(json, frozen || !rhythm ? occurrence->agenda : build_agenda(reading.company, *rhythm, reading.now));
    write_minutes(json, reading, *occurrence);
    write_actions(json, reading, *occurrence);
    json.key("attendees").begin_array();
    if (rhythm)
      for (auto const& role : rhythm->attendees) json.any(holder_of(reading.company, role.text(), reading.now));
    json.end_array();
    json.field("aligns", rhythm ? views::refer_all(reading.company, "objective", rhythm->aligns) : std::vector<views::Reference>{});
    text_if(json, "summary", occurrence->summary);
    if (occurrence->late.us > 0) json.field("late", occurrence->late);
    text_if(json, "why_not", why_not_run(reading, *occurrence, rhythm));
    text_if(json, "previous", previous_of(reading, *occurrence));
  });
  return {};
}

HintsOf meeting_hints(std::string id) {
  return [id](Reading const& reading) {
    Hints hints;
    auto const* occurrence = find_occurrence(reading, id);
    if (!occurrence) return hints;
    auto rhythm = reading.model().coordination.rhythms.find(occurrence->rhythm);
    if (rhythm != reading.model().coordination.rhythms.end()) hints.holder = holder_of(reading.company, rhythm->second.chair.text(), reading.now);
    return hints;
  };
}

Response start_occurrence(Exchange& exchange) {
  auto const& id = exchange.at("occurrence");
  return ask(exchange, coordination::StartOccurrence{id}, meeting_hints(id));
}

Response add_action(Exchange& exchange) {
  auto const& id = exchange.at("occurrence");
  auto due = parse_date(exchange.text("due"));  // the contract has checked that it is a date
  return ask(exchange, coordination::AddAction{id, exchange.text("title"), exchange.text("owner"), due ? *due : Date{}, exchange.text("item")}, meeting_hints(id));
}

Response note_minutes(Exchange& exchange) {
  auto const& id = exchange.at("occurrence");
  return ask(exchange, coordination::NoteMinutes{id, exchange.text("text"), exchange.text("item")}, meeting_hints(id));
}

Response close_occurrence(Exchange& exchange) {
  auto const& id = exchange.at("occurrence");
  return ask(exchange, coordination::CloseOccurrence{id, exchange.text("summary")}, meeting_hints(id));
}

}  // namespace

void add_occurrences(Router& router) {
  router.read("/rhythms/occurrences", "list_occurrences", list_occurrences);
  router.read("/rhythms/occurrences/{occurrence}", "get_occurrence", get_occurrence);
  router.write("/rhythms/occurrences/{occurrence}/start", "start_occurrence", start_occurrence);
  router.write("/rhythms/occurrences/{occurrence}/actions", "add_action", add_action);
  router.write("/rhythms/occurrences/{occurrence}/minutes", "note_minutes", note_minutes);
  router.write("/rhythms/occurrences/{occurrence}/close", "close_occurrence", close_occurrence);
}

}  // namespace drivetrain::app::api
