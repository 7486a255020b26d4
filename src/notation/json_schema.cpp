// JSON Schema of the model's kinds (see generate.h). Source: JSON Schema 2020-12.
// Text accepts numbers and flags too, as the reader does: `title: 2026` is a title.
#include <algorithm>

#include "base/json_writer.h"
#include "notation/generate.h"

namespace drivetrain::notation {

namespace {

class SchemaWriter {
 public:
  explicit SchemaWriter(JsonWriter& json) : json_(json) {}

  void kind(ObjectInfo const& info) {
    groups_ = nested_groups(info);
    json_.field("title", info.name).field("description", info.doc).field("type", "object");
    json_.key("properties").begin_object();
    json_.key("apiVersion").begin_object().field("const", std::string(api_version)).end_object();
    json_.key("kind").begin_object().field("const", info.name).end_object();
    json_.key("metadata").begin_object();
    group(header_info());
    json_.end_object();
    json_.key("spec").begin_object();
    group(info);
    json_.end_object().end_object();
    bool needs_spec = std::any_of(info.fields.begin(), info.fields.end(), [](auto const& field) { return field.required; });
    strings("required", needs_spec ? std::vector<std::string>{"apiVersion", "kind", "metadata", "spec"}
                                   : std::vector<std::string>{"apiVersion", "kind", "metadata"});
    json_.field("additionalProperties", false);
    if (groups_.empty()) return;
    json_.key("$defs").begin_object();
    for (auto const& nested : groups_) {
      json_.key(nested.name).begin_object();
      group(*nested.info);
      json_.end_object();
    }
    json_.end_object();
  }

 private:
  void strings(std::string_view key, std::vector<std::string> const& values) { json_.field(key, values); }

  void group(ObjectInfo const& info) {
    if (!info.is_kind && !info.doc.empty()) json_.field("description", info.doc);
    auto shorthand = std::find_if(info.fields.begin(), info.fields.end(), [](auto const& field) { return field.stands_for_group; });
    if (shorthand == info.fields.end()) return fields(info);
    json_.key("anyOf").begin_array().begin_object();
    fields(info);
    json_.end_object().begin_object();
    value(*shorthand);
    json_.end_object().end_array();
  }

  void fields(ObjectInfo const& info) {
    json_.field("type", "object").key("properties").begin_object();
    std::vector<std::string> required;
    for (auto const& field : info.fields) {
      json_.key(field.key).begin_object();
      json_.field("description", field.fallback.empty() ? field.doc : field.doc + " When absent: " + field.fallback + ".");
      value(field);
      json_.end_object();
      if (field.required) required.push_back(field.key);
    }
    json_.end_object();
    if (!required.empty()) strings("required", required);
    json_.field("additionalProperties", false);
    sets(info);
  }

  void sets(ObjectInfo const& info) {
    if (info.exactly_one_of.empty() && info.at_least_one_of.empty()) return;
    json_.key("allOf").begin_array();
    auto each = [&](std::string_view keyword, auto const& sets) {
      for (auto const& set : sets) {
        json_.begin_object().key(keyword).begin_array();
        for (auto const& key : set) {
          json_.begin_object();
          strings("required", {key});
          json_.end_object();
        }
        json_.end_array().end_object();
      }
    };
    each("oneOf", info.exactly_one_of);
    each("anyOf", info.at_least_one_of);
    json_.end_array();
  }

  void value(FieldInfo const& field) {
    if (!field.one_or_many) return type(field.type, field);
    json_.key("anyOf").begin_array().begin_object();
    type(field.type, field);
    json_.end_object().begin_object();
    type(*field.type.element, field);
    json_.end_object().end_array();
  }

  void any_scalar() { strings("type", {"string", "number", "boolean"}); }

  void type(TypeInfo const& type_info, FieldInfo const& field) {
    switch (type_info.shape) {
      case Shape::flag: json_.field("type", "boolean"); break;
      case Shape::integer: number("integer", field); break;
      case Shape::number: number("number", field); break;
      case Shape::text:
        if (field.words.empty())
          any_scalar();
        else
          strings("enum", field.words);
        break;
      case Shape::formula: any_scalar(); break;
      case Shape::date: json_.field("type", "string").field("format", "date"); break;
      case Shape::duration: json_.field("type", "string").field("format", "duration"); break;
      case Shape::time_of_day: json_.field("type", "string").field("pattern", "^[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?$"); break;
      case Shape::reference: reference(field); break;
      case Shape::choice: choice(type_info); break;
      case Shape::list:
        json_.field("type", "array").key("items").begin_object();
        type(*type_info.element, field);
        json_.end_object();
        break;
      case Shape::map:
        json_.field("type", "object").key("additionalProperties").begin_object();
        type(*type_info.element, field);
        json_.end_object();
        break;
      case Shape::object: {
        auto const& info = type_info.object();
        auto at = std::find_if(groups_.begin(), groups_.end(), [&](auto const& nested) { return nested.info == &info; });
        json_.field("$ref", "#/$defs/" + at->name);
        break;
      }
      case Shape::anything: break;
    }
  }

  void number(char const* name, FieldInfo const& field) {
    json_.field("type", name);
    if (field.minimum) json_.field("minimum", *field.minimum);
    if (field.maximum) json_.field("maximum", *field.maximum);
  }

  void reference(FieldInfo const& field) {
    auto id_pattern = field.type.target_kind == "Process" ? "^([a-z0-9]([a-z0-9-]*[a-z0-9])?|[A-Za-z_][A-Za-z0-9_.-]*)$" : "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$";
    if (field.words.empty()) {
      json_.field("type", "string").field("pattern", id_pattern);
      return;
    }
    json_.key("anyOf").begin_array().begin_object();
    strings("enum", field.words);
    json_.end_object().begin_object().field("type", "string").field("pattern", id_pattern).end_object().end_array();
  }

  void choice(TypeInfo const& type_info) {
    std::vector<std::string> names;
    for (auto const& entry : type_info.choices) names.push_back(entry.name);
    strings("enum", names);
  }

  JsonWriter& json_;
  std::vector<NestedGroup> groups_;
};

constexpr auto dialect = "https://json-schema.org/draft/2020-12/schema";

}  // namespace

std::string json_schema(DeclarationInfo const& kind) {
  JsonWriter json;
  json.begin_object().field("$schema", dialect).field("$id", "https://drivetrain.dev/schema/v1/" + kind.name + ".json");
  SchemaWriter(json).kind(kind);
  json.end_object();
  return json.take();
}

std::string json_schema(Catalogue const& catalogue) {
  JsonWriter json;
  json.begin_object().field("$schema", dialect).field("$id", "https://drivetrain.dev/schema/v1/any.json");
  json.field("type", "object").field("required", std::vector<std::string>{"apiVersion", "kind", "metadata"});
  json.key("allOf").begin_array();
  for (auto const* kind : catalogue.kinds()) {
    json.begin_object().key("if").begin_object().key("properties").begin_object();
    json.key("kind").begin_object().field("const", kind->name).end_object().end_object();
    json.field("required", std::vector<std::string>{"kind"}).end_object();
    json.key("then").begin_object().field("$ref", "#/$defs/" + kind->name).end_object().end_object();
  }
  json.end_array().key("$defs").begin_object();
  for (auto const* kind : catalogue.kinds()) json.key(kind->name).raw(json_schema(*kind));
  json.end_object().end_object();
  return json.take();
}

std::vector<NestedGroup> nested_groups(ObjectInfo const& kind) {
  std::vector<NestedGroup> groups;
  auto visit = [&](auto const& self, ObjectInfo const& info) -> void {
    for (auto const& field : info.fields) {
      auto const* type = &field.type;
      while (type->element) type = type->element.get();
      if (type->shape != Shape::object) continue;
      auto const& nested = type->object();
      if (std::any_of(groups.begin(), groups.end(), [&](auto const& group) { return group.info == &nested; })) continue;
      auto same = std::count_if(groups.begin(), groups.end(), [&](auto const& group) { return group.info->name == nested.name; });
      groups.push_back({&nested, same ? nested.name + std::to_string(same + 1) : nested.name});
      self(self, nested);
    }
  };
  visit(visit, kind);
  return groups;
}

}  // namespace drivetrain::notation
