// See typed_values.h.
#include "app/engine_rest/typed_values.h"

#include "base/text.h"
#include "feel/json.h"

namespace drivetrain::app::engine_rest {

namespace {

char const* type_of(feel::Value const& value) {
  switch (value.kind()) {
    case feel::Kind::null: return "Null";
    case feel::Kind::boolean: return "Boolean";
    case feel::Kind::number: {
      auto whole = value.number().to_int64();
      return !whole ? "Double" : *whole >= -2'147'483'648LL && *whole <= 2'147'483'647LL ? "Integer" : "Long";
    }
    case feel::Kind::list:
    case feel::Kind::context: return "Json";
    default: return "String";
  }
}

Result<feel::Value> read_typed(std::string const& name, feel::Value const& typed) {
  auto cannot = [&](std::string const& why, std::string const& help) { return Error{"DT-X902", "the variable " + name + " " + why, help}; };
  if (typed.kind() != feel::Kind::context) return cannot("is not written as {\"value\": …, \"type\": …}", "write value and type");
  auto value = typed.at("value");
  auto said = typed.at("type");
  auto type = said.kind() == feel::Kind::string ? lower_ascii(said.string()) : std::string();
  if (type == "file" || type == "bytes") return cannot("is a " + type, "keep files where they belong, and pass where that is");
  if (type == "json" || type == "object") {
    auto format = typed.at("valueInfo.serializationDataFormat");
    if (type == "object" && format.kind() == feel::Kind::string && lower_ascii(format.string()).find("json") == std::string::npos)
      return cannot("is an object in " + std::string(format.string()), "serialise it as JSON");
    if (value.kind() != feel::Kind::string) return value;
    auto parsed = feel::from_json(value.string());
    if (!parsed) return cannot("is no JSON: " + parsed.error().message, "send the value as JSON text");
    return parsed.take();
  }
  if ((type == "integer" || type == "long" || type == "short" || type == "double") && value.kind() == feel::Kind::string) {
    auto number = Decimal::parse(value.string());
    if (!number) return cannot("is no number: " + std::string(value.string()), "send a number");
    return feel::Value(*number);
  }
  return value;
}

}  // namespace

feel::Value typed_value(feel::Value const& value) {
  feel::Context typed;
  typed.append("type", feel::Value(type_of(value)));
  if (value.kind() == feel::Kind::list || value.kind() == feel::Kind::context) {
    JsonWriter text;  // as there, within a text
    feel::write_json(text, value);
    typed.append("value", feel::Value(text.take()));
  } else {
    typed.append("value", value);
  }
  typed.append("valueInfo", feel::Value(feel::Context()));
  return feel::Value(std::move(typed));
}

feel::Context typed_context(feel::Context const& variables) {
  feel::Context typed;
  for (auto const& [name, value] : variables.entries()) typed.append(name, typed_value(value));
  return typed;
}

void write_typed(JsonWriter& json, feel::Value const& value) { feel::write_json(json, typed_value(value)); }

void write_variables(JsonWriter& json, feel::Context const& variables) {
  json.begin_object();
  for (auto const& [name, value] : variables.entries()) {
    json.key(name);
    write_typed(json, value);
  }
  json.end_object();
}

Result<feel::Value> read_variables(feel::Value const& typed) {
  if (typed.is_null()) return feel::Value();
  if (typed.kind() != feel::Kind::context) return Error{"DT-X902", "variables are no object", "write them by name"};
  feel::Context variables;
  for (auto const& [name, one] : typed.context().entries()) {
    DT_TRY(auto value, read_typed(name, one));
    variables.set(name, std::move(value));
  }
  return feel::Value(std::move(variables));
}

}  // namespace drivetrain::app::engine_rest
