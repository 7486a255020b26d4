// Meetings over time (see meetings.h).
#include "app/api/meetings.h"

#include <algorithm>

#include "coordination/timetable.h"
#include "organisation/views.h"

namespace drivetrain::app::api {

using coordination::Occurrence;
using coordination::OccurrenceStatus;
using coordination::Rhythm;

namespace {

Rhythm const* rhythm_in_force(Reading const& reading, std::string const& id) {
  auto const& all = reading.model().coordination.rhythms;
  auto found = all.find(id);
  return found == all.end() ? nullptr : &found->second;
}

void write_meeting_fields(JsonWriter& json, Reading const& reading, std::string const& rhythm_id, Rhythm const* rhythm, Instant due) {
  json.field("rhythm", refer(reading.company, "rhythm", rhythm_id)).field("due", due);
  json.field("tier", rhythm ? rhythm->tier : 0).field("duration", rhythm ? rhythm->duration : Duration{});
}

}  // namespace

bool may_chair(Reading const& reading, Rhythm const& rhythm) {
  if (reading.person.empty()) return false;
  auto const& form = reading.model().organisation;
  if (organisation::may_act(form, reading.company.organisation, reading.person, rhythm.chair.text(), reading.now)) return true;
  auto day = reading.company.today(reading.now);
  for (auto const& [id, assignment] : form.assignments) {
    if (assignment.role.text() != rhythm.chair.text()) continue;
    for (auto const& term : assignment.deputies)
      if (term.person.text() == reading.person && (!term.from || *term.from <= day) && (!term.to || day <= *term.to)) return true;
  }
  return false;
}

void write_occurrence_fields(JsonWriter& json, Reading const& reading, Occurrence const& occurrence) {
  auto const* rhythm = rhythm_in_force(reading, occurrence.rhythm);
  json.field("occurrence", occurrence.occurrence);
  write_meeting_fields(json, reading, occurrence.rhythm, rhythm, occurrence.due);
  json.field("state", to_string(occurrence.status));
  if (!occurrence.chair.empty()) views::write_person(json, "chair", reading.company, occurrence.chair);
  else if (rhythm) views::write_person(json, "chair", reading.company, holder_of(reading.company, rhythm->chair.text(), reading.now).person);
  bool opened = occurrence.status == OccurrenceStatus::running || occurrence.status == OccurrenceStatus::held;
  if (opened) json.field("started_at", occurrence.started);
  if (occurrence.status == OccurrenceStatus::held) json.field("ended_at", occurrence.ended).field("on_time", occurrence.on_time);
  json.field("actions", occurrence.actions.size());
  bool open = occurrence.status == OccurrenceStatus::due || occurrence.status == OccurrenceStatus::running;
  json.field("may_run", open && rhythm && (may_chair(reading, *rhythm) || (!reading.person.empty() && occurrence.chair == reading.person)));
}

void write_occurrence(JsonWriter& json, Reading const& reading, Occurrence const& occurrence) {
  object(json, [&] { write_occurrence_fields(json, reading, occurrence); });
}

void write_planned(JsonWriter& json, Reading const& reading, Rhythm const& rhythm, Instant due) {
  object(json, [&] {
    write_meeting_fields(json, reading, rhythm.header.id, &rhythm, due);
    json.field("state", "planned");
    views::write_person(json, "chair", reading.company, holder_of(reading.company, rhythm.chair.text(), reading.now).person);
    json.field("actions", 0).field("may_run", false);
  });
}

void write_meeting(JsonWriter& json, Reading const& reading, Meeting const& meeting) {
  if (meeting.occurrence) write_occurrence(json, reading, *meeting.occurrence);
  else write_planned(json, reading, *meeting.planned, meeting.due);
}

std::string_view state_of(Meeting const& meeting) { return meeting.occurrence ? to_string(meeting.occurrence->status) : "planned"; }

std::vector<Meeting> meetings_between(Reading const& reading, Instant from, Instant to) {
  std::vector<Meeting> meetings;
  auto inside = [&](Instant due) { return from <= due && due < to; };
  for (auto const& [id, occurrence] : reading.company.coordination.occurrences)
    if (inside(occurrence.due)) meetings.push_back({occurrence.rhythm, occurrence.due, &occurrence, nullptr});
  for (auto const& [rhythm, past] : reading.company.coordination.past)
    for (auto const& occurrence : past)
      if (inside(occurrence.due)) meetings.push_back({rhythm, occurrence.due, &occurrence, nullptr});
  for (auto const& [id, rhythm] : reading.model().coordination.rhythms) {
    auto ahead = std::max(from, reading.now + Duration{1});
    if (ahead >= to) continue;
    auto planned = coordination::occurrences_between(rhythm, reading.model().organisation, ahead, to);
    if (planned)
      for (auto due : *planned) meetings.push_back({id, due, nullptr, &rhythm});
  }
  std::sort(meetings.begin(), meetings.end(), [](auto const& a, auto const& b) { return std::tie(a.due, a.rhythm) < std::tie(b.due, b.rhythm); });
  return meetings;
}

std::optional<Meeting> next_meeting(Reading const& reading, Rhythm const& rhythm) {
  Meeting const none;
  auto best = none;
  for (auto const& [id, occurrence] : reading.company.coordination.occurrences) {
    if (occurrence.rhythm != rhythm.header.id) continue;
    bool better = !best.occurrence || (occurrence.status == OccurrenceStatus::running && best.occurrence->status == OccurrenceStatus::due);
    if (better) best = {rhythm.header.id, occurrence.due, &occurrence, nullptr};
  }
  if (best.occurrence) return best;
  auto next = coordination::next_occurrence(rhythm, reading.model().organisation, reading.now);
  if (!next || !*next) return std::nullopt;
  return Meeting{rhythm.header.id, **next, nullptr, &rhythm};
}

Occurrence const* find_occurrence(Reading const& reading, std::string const& id) {
  auto const& state = reading.company.coordination;
  if (auto open = state.occurrences.find(id); open != state.occurrences.end()) return &open->second;
  for (auto const& [rhythm, past] : state.past)
    for (auto const& occurrence : past)
      if (occurrence.occurrence == id) return &occurrence;
  return nullptr;
}

std::pair<Instant, Instant> day_of(Reading const& reading, Date first, Date last) {
  auto const& zone = reading.company.zone();
  return {zone.to_instant({first, 0}), zone.to_instant({date_from_days(days_from_epoch(last) + 1), 0})};
}

}  // namespace drivetrain::app::api
