// Catalogue: every type of command and event there is, with its fields: names for people, JSON for the API and the audit,
// fields by name for KPIs, lists for the documentation. Filled once at the start, read from any thread after.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_writer.h"
#include "journal/field_sink.h"
#include "journal/journal.h"
#include "journal/record.h"

namespace drivetrain::journal {

enum class FieldKind : std::uint8_t { text, number, boolean, instant, duration, date, bytes, group, other };
std::string_view to_string(FieldKind kind);

struct FieldInfo {
  int number = 0;
  std::string name;
  FieldKind kind = FieldKind::other;
  bool optional = false;
  bool list = false;
  bool coded = false;             ///< a text that is written as a number: of an enumeration
  std::vector<FieldInfo> fields;  ///< of a group
};

struct TypeInfo {
  RecordKind kind = RecordKind::event;
  TypeNumber number = 0;
  std::string name;
  std::vector<FieldInfo> fields;
};

namespace catalogue_detail {

template <class T>
std::vector<FieldInfo> fields_of();

template <class T>
void describe(FieldInfo& info) {
  using namespace codec_detail;
  if constexpr (is_optional<T>::value) {
    info.optional = true;
    describe<typename T::value_type>(info);
  } else if constexpr (std::is_same_v<T, Bytes>) info.kind = FieldKind::bytes;
  else if constexpr (is_vector<T>::value) {
    info.list = true;
    describe<typename T::value_type>(info);
  } else if constexpr (std::is_same_v<T, bool>) info.kind = FieldKind::boolean;
  else if constexpr (std::is_enum_v<T>) {
    if constexpr (requires(T const& t) { to_string(t); }) info.kind = FieldKind::text, info.coded = true;
    else info.kind = FieldKind::number;
  } else if constexpr (std::is_integral_v<T> || std::is_same_v<T, double> || std::is_same_v<T, Decimal>) info.kind = FieldKind::number;
  else if constexpr (std::is_same_v<T, std::string> || is_id<T>::value) info.kind = FieldKind::text;
  else if constexpr (std::is_same_v<T, Instant>) info.kind = FieldKind::instant;
  else if constexpr (std::is_same_v<T, Duration>) info.kind = FieldKind::duration;
  else if constexpr (std::is_same_v<T, Date>) info.kind = FieldKind::date;
  else if constexpr (ListsFields<T>) {
    info.kind = FieldKind::group;
    info.fields = fields_of<T>();
  }
}

template <class T>
std::vector<FieldInfo> fields_of() {
  std::vector<FieldInfo> fields;
  T example{};
  T::fields(example, [&fields](int number, char const* name, auto& member) {
    FieldInfo info{number, name};
    describe<std::remove_cvref_t<decltype(member)>>(info);
    fields.push_back(std::move(info));
  });
  return fields;
}

}  // namespace catalogue_detail

class Catalogue : public TypeNames {
 public:
  Catalogue();  ///< knows the journal's own events

  template <class T>
  void declare(RecordKind kind) {
    Entry entry;
    entry.info = {kind, T::type.number, T::type.name, catalogue_detail::fields_of<T>()};
    entry.give = [](Bytes const& payload, FieldSink& sink) {
      T value{};
      auto readable = decode_fields(payload, value);
      if (readable) give_fields(value, sink);
      return readable;
    };
    entry.write = [](Bytes const& payload, JsonWriter& writer) {
      T value{};
      auto readable = decode_fields(payload, value);
      if (readable) writer.any(value);
      return readable;
    };
    add(std::move(entry));
  }

  /// Null when there is no such type.
  TypeInfo const* find(RecordKind kind, TypeNumber number) const;
  TypeInfo const* find(RecordKind kind, std::string_view name) const;
  /// Commands, then events, each by number.
  std::vector<TypeInfo const*> all() const;
  std::string command_name(TypeNumber number) const override;  ///< "command 731" when there is no such type
  std::string event_name(TypeNumber number) const;

  /// Hands the payload's fields to the sink, of a tombstone those that remain; false when the type is unknown, the payload damaged,
  /// or nothing remains.
  bool give(Record const& record, FieldSink& sink) const;
  /// {"position": 7, "kind": "event", "type": "TaskClaimed", "at": "…", "actor": {"kind": "person", "id": "ana"}, "cause": 6,
  /// "model": "…", "data": {…}}; of a tombstone "erased" is true, and "data" has what remains, or
  /// is null.
  void write_json(JsonWriter& writer, Record const& record) const;
  std::string to_json(Record const& record) const;

 private:
  struct Entry {
    TypeInfo info;
    std::function<bool(Bytes const&, FieldSink&)> give;
    std::function<bool(Bytes const&, JsonWriter&)> write;
  };
  void add(Entry entry);
  Entry const* entry(RecordKind kind, TypeNumber number) const;
  std::vector<std::optional<Entry>> const& of(RecordKind kind) const { return kind == RecordKind::command ? commands_ : events_; }
  std::vector<std::optional<Entry>> commands_, events_;  ///< by number
};

}  // namespace drivetrain::journal
