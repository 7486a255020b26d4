// What is written in a model file and remembers where it stands, so that any check, however late, can point at it.
// A folder's model.h needs only this; declaration.h is for the file that says how its kinds are written.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "base/id.h"
#include "base/result.h"
#include "base/source.h"
#include "base/time.h"

namespace drivetrain::notation {

/// Defined in declaration.h. A kind joins by `void declare(notation::Declaration<Role>&)` in its own namespace.
template <class T>
class Declaration;

/// metadata of every document.
struct Header {
  std::string id;
  Span id_span;
  std::string title;  ///< defaults to the id in words
  std::string owner;  ///< role id; resolved by model/
  Span owner_span;
  std::map<std::string, std::string> labels;
  std::optional<Date> valid_from, valid_to;  ///< both days included
  Span span;                                 ///< of the document's kind line, for findings about the whole
  std::string file;
};

/// A string that remembers where it stands. Line breaks at its end are dropped.
struct Text {
  std::string value;
  Span span;
  bool empty() const { return value.empty(); }
};

/// A FEEL expression as written; compiled by whoever knows its scope.
struct Formula {
  std::string text;
  Span span;
  bool empty() const { return text.empty(); }
};

/// Wall-clock time without a date: "06:50".
struct TimeOfDay {
  std::int64_t us_of_day = 0;
  auto operator<=>(TimeOfDay const&) const = default;
};

/// HH:MM or HH:MM:SS; 24:00 is allowed as the end of a day.
Result<TimeOfDay> parse_time_of_day(std::string_view text);
std::string format_time_of_day(TimeOfDay time);  ///< 06:50, seconds only when there are any

/// A plain value (number, flag, enum, date, …) with its place. Unknown span: the field was not written.
template <class T>
struct Located {
  T value{};
  Span span;
};

/// One reference met while reading: `from_kind from_id` names `target_kind id` in `field` ("rapid.decide", "bands[1].role").
struct ReferenceUse {
  std::string target_kind;
  std::string id;
  Span span;
  std::string from_kind;
  std::string from_id;
  std::string field;
};

/// A name of an enumerator as it is written in files, with what it means. Built by named().
struct EnumName {
  long value = 0;
  std::string name;
  std::string doc;
};

/// An enum joins by a function in its namespace:
///   inline auto enum_names(Direction) { return std::vector{named(Direction::higher, "higher", "more is better"), …}; }
template <class Enum>
EnumName named(Enum value, std::string name, std::string doc = {}) {
  return {static_cast<long>(value), std::move(name), std::move(doc)};
}

}  // namespace drivetrain::notation
