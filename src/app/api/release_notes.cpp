// /release-notes: what a version of the model changes for one unit, and whether whoever leads the unit said that they know.
#include <algorithm>

#include "app/api/api.h"
#include "app/api/model_answers.h"
#include "app/api/problem.h"
#include "app/api/router.h"
#include "app/api/write.h"
#include "model/release_note.h"

namespace drivetrain::app::api {

using adaptation::ReleaseNote;

namespace {

bool may_acknowledge(Reading const& reading, ReleaseNote const& note) {
  return !note.acknowledged && views::may_one_of(reading.company, reading.person, note.roles(), reading.now);
}

void write_note_fields(JsonWriter& json, Reading const& reading, ReleaseNote const& note) {
  json.field("note", note.sent.release_note).field("unit", refer(reading.company, "unit", note.sent.unit)).field("revision", note.sent.revision).field("previous", note.sent.previous);
  json.field("changes", note.sent.changes).field("sent_at", note.at).field("until", note.until);
  json.field("state", note.acknowledged ? "acknowledged" : note.passed_to.empty() ? "open" : "escalated").field("late", !note.acknowledged && note.until < reading.now);
  json.field("holder", holder_of(reading.company, note.roles().back(), reading.now));
  list_field(json, "passed_to", note.passed_to, [&](std::string const& role) { json.any(refer(reading.company, "role", role)); });
  if (note.acknowledged) {
    json.field("acknowledged_at", *note.acknowledged);
    views::write_person(json, "acknowledged_by", reading.company, note.by);
  }
  json.field("may_acknowledge", may_acknowledge(reading, note));
}

Status list_release_notes(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto page, page_of(exchange));
  auto revision = exchange.query("revision");
  auto state = exchange.query("state");
  std::vector<ReleaseNote const*> notes;
  for (auto const& [id, note] : reading.company.adaptation.notes) {
    if (revision && note.sent.revision != *revision) continue;
    if (state && *state != (note.acknowledged ? "acknowledged" : "open")) continue;
    notes.push_back(&note);
  }
  // What waits first, then the latest.
  std::sort(notes.begin(), notes.end(), [&](ReleaseNote const* a, ReleaseNote const* b) {
    if (a->acknowledged.has_value() != b->acknowledged.has_value()) return !a->acknowledged;
    return a->at != b->at ? a->at > b->at : a->sent.unit < b->sent.unit;
  });
  object(json, [&] { write_page(json, notes, page, [&](ReleaseNote const* note) { write_release_note(json, reading, *note); }); });
  return {};
}

/// Refused where a version is not kept: the words of what changed went with it.
Status get_release_note(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  auto const& notes = reading.company.adaptation.notes;
  auto found = notes.find(exchange.at("note"));
  if (found == notes.end()) return Error{"DT-X901", "there is no release note " + exchange.at("note"), "GET /api/v1/release-notes lists them."};
  auto const& note = found->second;
  auto before = reading.company.library().find(note.sent.previous), after = reading.company.library().find(note.sent.revision);
  if (!before || !after) return Error{"DT-X901", "the versions between which " + note.sent.release_note + " lies are not kept any more", "GET /api/v1/model/versions lists those that are."};
  DT_TRY(auto told, model::release_note(*before, *after, model::diff(*before, *after), note.sent.unit));
  object(json, [&] {
    write_note_fields(json, reading, note);
    list_field(json, "lines", told.changes, [&](model::ConcerningChange const& one) {
      object(json, [&] {
        json.field("touch", to_string(one.change.touch)).field("text", one.change.text).field("because", one.because);
        auto entity = refer(reading.company, views::api_kind(one.change.kind), one.change.id);
        if (!one.change.title.empty()) entity.title = one.change.title;
        json.field("entity", entity);
      });
    });
    json.field("others", told.others);
    auto const& versions = reading.company.adaptation.versions;
    auto version = std::find_if(versions.rbegin(), versions.rend(), [&](auto const& one) { return one.revision == note.sent.revision && one.deployed <= note.at; });
    if (version != versions.rend()) {
      if (reading.company.adaptation.changes.contains(version->change)) json.field("change", refer(reading.company, "change", version->change));
      text_if(json, "reason", version->reason);
    }
  });
  return {};
}

platform::Response acknowledge_release_note(Exchange& exchange) {
  auto const& id = exchange.at("note");
  return ask(exchange, adaptation::AcknowledgeReleaseNote{id}, [id](Reading const& reading) {
    Hints hints;
    auto const& notes = reading.company.adaptation.notes;
    if (auto found = notes.find(id); found != notes.end()) hints.holder = holder_of(reading.company, found->second.roles().back(), reading.now);
    return hints;
  });
}

}  // namespace

void write_release_note(JsonWriter& json, Reading const& reading, ReleaseNote const& note) {
  object(json, [&] { write_note_fields(json, reading, note); });
}

void write_my_release_notes(JsonWriter& json, Reading const& reading) {
  std::vector<ReleaseNote const*> mine;
  for (auto const& [id, note] : reading.company.adaptation.notes)
    if (may_acknowledge(reading, note)) mine.push_back(&note);
  std::sort(mine.begin(), mine.end(), [](auto const* a, auto const* b) { return std::tie(a->until, a->sent.unit) < std::tie(b->until, b->sent.unit); });
  list_field(json, "release_notes", mine, [&](ReleaseNote const* note) { write_release_note(json, reading, *note); });
}

void write_told(JsonWriter& json, Reading const& reading, adaptation::Version const& version) {
  auto const& versions = reading.company.adaptation.versions;
  auto const* next = &version == &versions.back() ? nullptr : &version + 1;
  std::size_t units = 0, acknowledged = 0, escalated = 0;
  for (auto const& [id, note] : reading.company.adaptation.notes) {
    // The same version may be put back into force later: its notes are those sent before the next came.
    if (note.sent.revision != version.revision || note.at < version.deployed || (next && next->deployed < note.at)) continue;
    ++units;
    if (note.acknowledged) ++acknowledged;
    else if (!note.passed_to.empty()) ++escalated;
  }
  if (units > 0) object_field(json, "told", [&] { json.field("units", units).field("acknowledged", acknowledged).field("escalated", escalated); });
}

void add_release_notes(Router& router) {
  router.read("/release-notes", "list_release_notes", list_release_notes);
  router.read("/release-notes/{note}", "get_release_note", get_release_note);
  router.write("/release-notes/{note}/acknowledge", "acknowledge_release_note", acknowledge_release_note);
}

}  // namespace drivetrain::app::api
