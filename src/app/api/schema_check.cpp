// Values against schemas (see schema_check.h).
#include "app/api/schema_check.h"

#include <algorithm>

#include "base/limits.h"
#include "base/text.h"

namespace drivetrain::app::api {

using feel::Kind;
using feel::Value;

namespace {

constexpr std::size_t most_misfits = 20;

bool fits_type(std::string_view type, Value const& value) {
  switch (value.kind()) {
    case Kind::context: return type == "object";
    case Kind::list: return type == "array";
    case Kind::string: return type == "string";
    case Kind::boolean: return type == "boolean";
    case Kind::number: return type == "number" || (type == "integer" && value.number().is_integer());
    case Kind::null: return type == "null";
    default: return false;
  }
}

/// What cannot be seen cannot be agreed to, and no spreadsheet or page shows it.
bool has_control_characters(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r'; });
}

std::string type_in_words(std::string_view type) {
  if (type == "object") return "an object";
  if (type == "array") return "a list";
  if (type == "string") return "a text";
  if (type == "boolean") return "true or false";
  return type == "integer" ? "a whole number" : "a number";
}

std::optional<Decimal> bound(Value const& schema, std::string_view name) {
  auto found = schema.at(name);
  return found.kind() == Kind::number ? std::optional(found.number()) : std::nullopt;
}

std::string pointer_to(std::string const& pointer, std::string_view name) {
  std::string escaped;  // RFC 6901 §3
  for (char c : name) c == '~' ? escaped += "~0" : c == '/' ? escaped += "~1" : escaped += c;
  return pointer + "/" + escaped;
}

}  // namespace

void SchemaCheck::misfit(std::string const& pointer, std::string detail) {
  if (misfits_.size() < most_misfits) misfits_.push_back({pointer, std::move(detail)});
}

void SchemaCheck::check(Value const& schema, Value const& value, std::string const& pointer) {
  check_parts(schema, value, pointer);
  if (value.kind() == Kind::context) check_names(schema, value, pointer);
}

void SchemaCheck::check_parts(Value const& written, Value const& value, std::string const& pointer) {
  auto schema = contract_.resolve(written);
  if (schema.kind() != Kind::context) return check_unnamed(value, pointer);
  if (auto all = schema.at("allOf"); all.kind() == Kind::list)
    for (auto const& part : all.list()) check_parts(part, value, pointer);
  if (auto type = schema.at("type"); type.kind() == Kind::string && !fits_type(type.string(), value))
    return misfit(pointer, "is " + feel::describe(value) + ", but should be " + type_in_words(type.string()));
  if (auto types = schema.at("type"); types.kind() == Kind::list) {
    auto const& list = types.list();
    if (std::none_of(list.begin(), list.end(), [&](Value const& type) { return fits_type(type.string(), value); }))
      return misfit(pointer, "is " + feel::describe(value) + ", but should be one of " + feel::to_text(types));
  }
  if (auto only = schema.at("const"); !only.is_null() && !(only == value)) misfit(pointer, "should be " + feel::to_text(only));
  if (auto choices = schema.at("enum"); choices.kind() == Kind::list) {
    auto const& list = choices.list();
    if (std::find(list.begin(), list.end(), value) == list.end()) misfit(pointer, feel::to_text(value) + " is none of " + feel::to_text(choices));
  }
  switch (value.kind()) {
    case Kind::context: return check_object(schema, value, pointer);
    case Kind::list: return check_list(schema, value, pointer);
    case Kind::string: return check_text(schema, value, pointer);
    case Kind::number: return check_number(schema, value, pointer);
    default: return;
  }
}

void SchemaCheck::check_object(Value const& schema, Value const& value, std::string const& pointer) {
  if (auto required = schema.at("required"); required.kind() == Kind::list)
    for (auto const& name : required.list())
      if (!value.context().find(name.string())) misfit(pointer_to(pointer, name.string()), "is missing");
  auto properties = schema.at("properties");
  bool named = properties.kind() == Kind::context;
  if (named)
    for (auto const& [name, property] : properties.context().entries())
      if (auto const* given = value.context().find(name)) check(property, *given, pointer_to(pointer, name));
  for (auto const& [name, given] : value.context().entries())
    if (!named || !properties.context().find(name)) check_unnamed(given, pointer_to(pointer, name));
}

/// What no schema describes (a case's variables, a decision's facts) is bounded all the same.
void SchemaCheck::check_unnamed(Value const& value, std::string const& pointer) {
  if (value.kind() == Kind::string && has_control_characters(value.string())) misfit(pointer, "holds a control character");
  if (value.kind() == Kind::string && value.string().size() > limits::max_text_field_bytes)
    misfit(pointer, "is longer than " + std::to_string(limits::max_text_field_bytes) + " characters");
  if (value.kind() == Kind::list)
    for (std::size_t i = 0; i < value.list().size(); ++i) check_unnamed(value.list()[i], pointer_to(pointer, std::to_string(i)));
  if (value.kind() == Kind::context)
    for (auto const& [name, given] : value.context().entries()) check_unnamed(given, pointer_to(pointer, name));
}

void SchemaCheck::check_list(Value const& schema, Value const& value, std::string const& pointer) {
  auto size = Decimal(static_cast<std::int64_t>(value.list().size()));
  if (auto most = bound(schema, "maxItems"); most && size > *most) misfit(pointer, "has more than " + most->to_string() + " entries");
  if (auto least = bound(schema, "minItems"); least && size < *least) misfit(pointer, "has fewer than " + least->to_string() + " entries");
  auto items = schema.at("items");
  if (items.is_null()) return check_unnamed(value, pointer);
  for (std::size_t i = 0; i < value.list().size(); ++i) check(items, value.list()[i], pointer_to(pointer, std::to_string(i)));
}

void SchemaCheck::check_text(Value const& schema, Value const& value, std::string const& pointer) {
  auto text = value.string();
  if (has_control_characters(text)) return misfit(pointer, "holds a control character");
  auto length = Decimal(static_cast<std::int64_t>(code_point_count(text)));
  if (auto least = bound(schema, "minLength"); least && length < *least) misfit(pointer, "must not be empty");
  // Every text is bounded, said or not: what one person sends is read by everybody.
  if (auto most = bound(schema, "maxLength").value_or(Decimal(static_cast<std::int64_t>(limits::max_text_field_bytes))); length > most)
    misfit(pointer, "is longer than " + most.to_string() + " characters");
  if (auto format = schema.at("format"); format.kind() == Kind::string) {
    if (format.string() == "date" && !parse_date(text)) misfit(pointer, "is no date like 2026-03-27");
    if (format.string() == "date-time" && !parse_instant(text)) misfit(pointer, "is no time like 2026-03-27T15:50:00Z");
  }
  // The only patterns of the contract are beginnings: '^P'.
  if (auto pattern = schema.at("pattern"); pattern.kind() == Kind::string && pattern.string().starts_with('^') && !text.starts_with(pattern.string().substr(1)))
    misfit(pointer, "should begin with " + std::string(pattern.string().substr(1)));
}

void SchemaCheck::check_number(Value const& schema, Value const& value, std::string const& pointer) {
  if (auto least = bound(schema, "minimum"); least && value.number() < *least) misfit(pointer, "is below " + least->to_string());
  if (auto most = bound(schema, "maximum"); most && value.number() > *most) misfit(pointer, "is above " + most->to_string());
}

void SchemaCheck::collect_names(Value const& written, std::vector<std::string>& names, bool& open) const {
  auto schema = contract_.resolve(written);
  if (auto all = schema.at("allOf"); all.kind() == Kind::list)
    for (auto const& part : all.list()) collect_names(part, names, open);
  auto properties = schema.at("properties");
  if (properties.kind() == Kind::context)
    for (auto const& [name, property] : properties.context().entries()) names.push_back(name);
  auto additional = schema.at("additionalProperties");
  if (additional.is_true()) open = true;
  if (properties.is_null() && schema.at("allOf").is_null() && !additional.is_false()) open = true;
  if (unnamed_ == Unnamed::allowed && !additional.is_false()) open = true;
}

void SchemaCheck::check_names(Value const& schema, Value const& value, std::string const& pointer) {
  std::vector<std::string> names;
  bool open = false;
  collect_names(schema, names, open);
  if (open) return;
  for (auto const& [name, given] : value.context().entries()) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    auto near = nearest(name, names);
    misfit(pointer_to(pointer, name), "is not known here" + (near ? "; did you mean " + *near + "?" : std::string()));
  }
}

}  // namespace drivetrain::app::api
