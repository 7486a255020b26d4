// Timelines: what happened, latest first, one sentence for each record.
#include <algorithm>

#include "app/api/write.h"
#include "app/views/visibility.h"
#include "journal/events.h"

namespace drivetrain::app::api {

void write_timeline_entry(JsonWriter& json, Reading const& reading, journal::Record const& record, Names names) {
  auto sentence = views::sentence_of(reading.company, record);
  auto const& catalogue = reading.company.catalogue();
  object(json, [&] {
    json.field("position", record.position).field("at", record.at);
    json.field("type", record.kind == journal::RecordKind::command ? catalogue.command_name(record.type) : catalogue.event_name(record.type));
    json.field("text", names == Names::all ? sentence.text : views::with_roles_for_names(reading.company, sentence.text, reading.person, reading.now));
    bool shown = names == Names::all || views::sees_person(reading.company, reading.person, record.actor.id, reading.now);
    if (shown && record.actor.kind == journal::ActorKind::person) views::write_person(json, "person", reading.company, record.actor.id);
    json.field("importance", sentence.importance);
    text_if(json, "href", sentence.href);
  });
}

void write_timeline(JsonWriter& json, std::string_view field, Reading const& reading, std::vector<std::uint64_t> positions, std::size_t most) {
  std::sort(positions.rbegin(), positions.rend());
  if (positions.size() > most) positions.resize(most);
  list_field(json, field, positions, [&](std::uint64_t position) {
    if (auto record = reading.index.record(position)) write_timeline_entry(json, reading, *record);
  });
}

Status answer_timeline(Exchange const& exchange, Reading const& reading, JsonWriter& json, std::vector<std::uint64_t> positions, Names names) {
  DT_TRY(auto page, page_of(exchange));
  std::sort(positions.rbegin(), positions.rend());
  object(json, [&] {
    write_page(json, positions, page, [&](std::uint64_t position) {
      if (auto record = reading.index.record(position)) write_timeline_entry(json, reading, *record, names);
    });
  });
  return {};
}

std::vector<std::uint64_t> story_of(Reading const& reading, std::string const& subject) {
  auto positions = reading.index.about(subject);
  std::erase_if(positions, [&](std::uint64_t position) {
    auto entry = reading.index.entry(position);
    return entry.kind == journal::RecordKind::command || (entry.type >= journal::TimerSet::type.number && entry.type <= journal::last_journal_event);
  });
  return positions;
}

}  // namespace drivetrain::app::api
