// The list of types (see catalogue.h).
#include "journal/catalogue.h"

#include "journal/events.h"

namespace drivetrain::journal {

std::string_view to_string(FieldKind kind) {
  switch (kind) {
    case FieldKind::text: return "text";
    case FieldKind::number: return "number";
    case FieldKind::boolean: return "boolean";
    case FieldKind::instant: return "instant";
    case FieldKind::duration: return "duration";
    case FieldKind::date: return "date";
    case FieldKind::bytes: return "bytes";
    case FieldKind::group: return "group";
    case FieldKind::other: return "value";
  }
  return "value";
}

namespace {

bool is_empty_tombstone(Record const& record) { return record.erased && record.payload.empty(); }

using WriteFields = std::function<bool(Bytes const&, JsonWriter&)>;

/// The command that a timer will issue is told by its name and fields, not by its bytes; one that nobody knows any more has no fields.
void write_timer(JsonWriter& writer, TimerSet const& timer, std::string const& command, WriteFields const* write) {
  writer.begin_object().field("key", timer.key).field("due", timer.due).field("command", command);
  JsonWriter fields;
  if (write && (*write)(timer.payload, fields)) writer.key("payload").raw(fields.text());
  writer.end_object();
}

}  // namespace

Catalogue::Catalogue() {
  declare<CommandRejected>(RecordKind::event);
  declare<TimerSet>(RecordKind::event);
  declare<TimerCancelled>(RecordKind::event);
  declare<TimerFired>(RecordKind::event);
  declare<ErasureOrdered>(RecordKind::event);
  declare<ErasureCarriedOut>(RecordKind::event);
}

void Catalogue::add(Entry entry) {
  auto& entries = entry.info.kind == RecordKind::command ? commands_ : events_;
  auto number = entry.info.number;
  if (entries.size() <= number) entries.resize(number + 1u);
  DT_ASSERT(!entries[number] && "two types share a number");
  DT_ASSERT(!find(entry.info.kind, entry.info.name) && "two types share a name");
  entries[number] = std::move(entry);
}

Catalogue::Entry const* Catalogue::entry(RecordKind kind, TypeNumber number) const {
  auto const& entries = of(kind);
  return number < entries.size() && entries[number] ? &*entries[number] : nullptr;
}

TypeInfo const* Catalogue::find(RecordKind kind, TypeNumber number) const {
  auto found = entry(kind, number);
  return found ? &found->info : nullptr;
}

TypeInfo const* Catalogue::find(RecordKind kind, std::string_view name) const {
  for (auto const& entry : of(kind))
    if (entry && entry->info.name == name) return &entry->info;
  return nullptr;
}

std::vector<TypeInfo const*> Catalogue::all() const {
  std::vector<TypeInfo const*> types;
  for (auto entries : {&commands_, &events_})
    for (auto const& entry : *entries)
      if (entry) types.push_back(&entry->info);
  return types;
}

std::string Catalogue::command_name(TypeNumber number) const {
  auto info = find(RecordKind::command, number);
  return info ? info->name : "command " + std::to_string(number);
}

std::string Catalogue::event_name(TypeNumber number) const {
  auto info = find(RecordKind::event, number);
  return info ? info->name : "event " + std::to_string(number);
}

bool Catalogue::give(Record const& record, FieldSink& sink) const {
  auto found = entry(record.kind, record.type);
  return found && !is_empty_tombstone(record) && found->give(record.payload, sink);
}

void Catalogue::write_json(JsonWriter& writer, Record const& record) const {
  writer.begin_object();
  writer.field("position", record.position);
  writer.field("kind", std::string(record.kind == RecordKind::command ? "command" : "event"));
  writer.field("type", record.kind == RecordKind::command ? command_name(record.type) : event_name(record.type));
  writer.field("at", record.at);
  writer.field("actor", record.actor);
  if (record.cause != 0) writer.field("cause", record.cause);
  if (!record.model.empty()) writer.field("model", record.model);
  if (record.erased) writer.field("erased", true);
  writer.key("data");
  auto found = entry(record.kind, record.type);
  TimerSet timer;
  if (record.kind == RecordKind::event && record.type == TimerSet::type.number && !is_empty_tombstone(record) && decode_fields(record.payload, timer)) {
    auto command = entry(RecordKind::command, timer.command);
    write_timer(writer, timer, command_name(timer.command), command ? &command->write : nullptr);
  } else if (!found || is_empty_tombstone(record) || !found->write(record.payload, writer)) {
    writer.null();
  }
  writer.end_object();
}

std::string Catalogue::to_json(Record const& record) const {
  JsonWriter writer;
  write_json(writer, record);
  return writer.take();
}

}  // namespace drivetrain::journal
