// What a declaration amounts to once C++ types are out of sight: a list of fields. The reader, the JSON Schema, the docs page
// and the TypeScript type all come from this list, so they cannot disagree.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/diagnostic.h"
#include "notation/written.h"
#include "notation/yaml.h"

namespace drivetrain::notation {

inline constexpr std::string_view api_version = "drivetrain/v1";

struct ObjectInfo;
struct FieldInfo;

/// How a value is written.
enum class Shape { flag, integer, number, text, formula, date, duration, time_of_day, reference, choice, list, map, object, anything };

struct TypeInfo {
  Shape shape = Shape::anything;
  std::string target_kind;                  ///< of a reference
  std::vector<EnumName> choices;            ///< of a choice
  std::shared_ptr<TypeInfo const> element;  ///< of a list or map
  ObjectInfo const& (*object)() = nullptr;  ///< of an object; a function because groups may hold themselves
};

/// Carries what reading needs: where findings go, whose document it is, and the path to the present field.
struct ReadContext {
  Diagnostics& diagnostics;
  std::vector<ReferenceUse>* references = nullptr;
  std::string kind, id;
  std::string path;
  void complain(std::string code, Span span, std::string message, std::string help = {});
};

struct FieldInfo {
  std::string key;
  std::string doc;
  TypeInfo type;
  bool required = false;
  bool one_or_many = false;       ///< of a list: a single item may stand without brackets
  bool stands_for_group = false;  ///< a plain value in place of the whole group is this field
  std::optional<Decimal> minimum, maximum;
  std::vector<std::string> words;  ///< of text: the only ones allowed; of a reference: allowed beside ids, and not references
  std::string fallback;            ///< what holds when the field is absent, for the docs
  std::string example;             ///< YAML of a typical value, for the docs
  /// Reads into the member of the object at the given address. False: not read, and said so.
  std::function<bool(YamlNode const&, FieldInfo const&, ReadContext&, void* object)> read;
};

/// A kind of document, or a group of fields inside one.
struct ObjectInfo {
  std::string name;  ///< of the kind, or of the C++ type of a nested group
  std::string doc;
  bool is_kind = false;
  std::vector<FieldInfo> fields;
  std::vector<std::vector<std::string>> exactly_one_of;  ///< of each set of fields exactly one must be written
  std::vector<std::vector<std::string>> at_least_one_of;
  FieldInfo const* find(std::string_view key) const;
};
using DeclarationInfo = ObjectInfo;

/// metadata of every document, as fields of Header.
ObjectInfo const& header_info();

/// "a number", "the id of a Role", "one of higher, lower": what belongs there.
std::string expected(TypeInfo const& type);
/// "the text \"30\"", "the number 30", "a list": what stands there.
std::string found(YamlNode const& node);
/// "Stop the line" from "stop-the-line".
std::string in_words(std::string_view id);

/// The reading of one value of each shape; false when it was not one, which has been reported (DT-R022 wrong type, DT-R023 out of
/// range, DT-R024 not a date, duration or time, DT-R025 not an id).
bool read_flag(YamlNode const&, FieldInfo const&, ReadContext&, bool& out);
bool read_integer(YamlNode const&, FieldInfo const&, ReadContext&, std::int64_t smallest, std::int64_t largest, std::int64_t& out);
bool read_number(YamlNode const&, FieldInfo const&, ReadContext&, Decimal& out);
bool read_text(YamlNode const&, FieldInfo const&, ReadContext&, std::string& out);
bool read_formula(YamlNode const&, FieldInfo const&, ReadContext&, Formula& out);
bool read_date(YamlNode const&, FieldInfo const&, ReadContext&, Date& out);
bool read_duration(YamlNode const&, FieldInfo const&, ReadContext&, Duration& out);
bool read_time_of_day(YamlNode const&, FieldInfo const&, ReadContext&, TimeOfDay& out);
/// Also records the use in context.references, unless it is one of field.words.
bool read_reference(YamlNode const&, FieldInfo const&, ReadContext&, std::string_view target_kind, std::string& out);
bool read_choice(YamlNode const&, ReadContext&, std::vector<EnumName> const& choices, long& out);
bool read_list(YamlNode const&, FieldInfo const&, ReadContext&, std::function<bool(YamlNode const&)> const& item);
bool read_map(YamlNode const&, FieldInfo const&, ReadContext&, std::function<bool(YamlEntry const&)> const& entry);
/// Fields of a group: DT-R020 unknown key, DT-R021 required field missing. `where` is underlined when something is missing.
bool read_object(ObjectInfo const&, YamlNode const&, Span const& where, ReadContext&, void* object);
/// apiVersion, kind, metadata, spec. `header` is filled as far as it can be, also when the rest is broken.
void read_document(ObjectInfo const&, YamlNode const& document, Header& header, void* object, Diagnostics&, std::vector<ReferenceUse>*);

}  // namespace drivetrain::notation
