// What a form needs to edit any entity: how its kind is declared, what is written now, and from what a person typed back to edits.
#include <algorithm>

#include "app/api/model_answers.h"
#include "app/api/router.h"
#include "model/load.h"
#include "notation/yaml_edit.h"

namespace drivetrain::app::api {

namespace {

using notation::Shape;
using notation::YamlKind;
using notation::YamlNode;

/// A group within a group within …; deeper ones are edited in the file.
constexpr int most_levels_in_a_form = 4;

char const* shape_in_words(Shape shape) {
  switch (shape) {
    case Shape::flag: return "flag";
    case Shape::integer: return "integer";
    case Shape::number: return "number";
    case Shape::text: return "text";
    case Shape::formula: return "formula";
    case Shape::date: return "date";
    case Shape::duration: return "duration";
    case Shape::time_of_day: return "time_of_day";
    case Shape::reference: return "reference";
    case Shape::choice: return "choice";
    case Shape::list: return "list";
    case Shape::map: return "map";
    case Shape::object: return "object";
    case Shape::anything: return "anything";
  }
  return "anything";
}

std::string api_or_model_kind(std::string const& kind) {
  auto api = views::api_kind(kind);
  return api.empty() ? kind : api;
}

void write_form_fields(JsonWriter& json, std::vector<notation::FieldInfo> const& fields, int levels);

void write_form_type(JsonWriter& json, notation::TypeInfo const& type, int levels) {
  bool too_deep = levels <= 0 && (type.shape == Shape::object || type.shape == Shape::list || type.shape == Shape::map);
  json.field("shape", too_deep ? "anything" : shape_in_words(type.shape));
  if (too_deep) return;
  if (type.shape == Shape::reference) json.field("target", api_or_model_kind(type.target_kind));
  if (!type.choices.empty())
    list_field(json, "choices", type.choices, [&](auto const& choice) {
      object(json, [&] {
        json.field("value", choice.name);
        text_if(json, "doc", choice.doc);
      });
    });
  if (type.element) object_field(json, "element", [&] { write_form_type(json, *type.element, levels - 1); });
  if (type.shape == Shape::object && type.object) {
    json.key("fields");
    write_form_fields(json, type.object().fields, levels - 1);
  }
}

void write_form_fields(JsonWriter& json, std::vector<notation::FieldInfo> const& fields, int levels) {
  json.begin_array();
  for (auto const& field : fields)
    object(json, [&] {
      json.field("key", field.key).field("doc", field.doc).field("required", field.required);
      object_field(json, "type", [&] { write_form_type(json, field.type, levels); });
      field_if(json, "minimum", field.minimum);
      field_if(json, "maximum", field.maximum);
      if (!field.words.empty()) json.field("words", field.words);
      text_if(json, "fallback", field.fallback);
      text_if(json, "example", field.example);
      if (field.stands_for_group) json.field("stands_for_group", true);
    });
  json.end_array();
}

notation::DeclarationInfo const* declaration_of(std::string const& kind) {
  auto named = views::model_kind(kind);
  return model::catalogue().find(named.empty() ? kind : named);
}

Status list_kinds(Exchange const&, Reading const& reading, JsonWriter& json) {
  object(json, [&] {
    list_field(json, "items", model::catalogue().kinds(), [&](notation::DeclarationInfo const* kind) {
      auto is_it = [&](auto const& entity) { return entity.kind == kind->name; };
      object(json, [&] {
        json.field("kind", api_or_model_kind(kind->name)).field("name", kind->name).field("doc", kind->doc);
        json.field("entities", std::count_if(reading.model().entities.begin(), reading.model().entities.end(), is_it));
      });
    });
  });
  return {};
}

Status get_kind(Exchange const& exchange, Reading const&, JsonWriter& json) {
  auto const* kind = declaration_of(exchange.at("kind"));
  if (!kind) return Error{"DT-X901", "there is no kind " + exchange.at("kind"), "GET /api/v1/model/kinds lists them."};
  object(json, [&] {
    json.field("kind", api_or_model_kind(kind->name)).field("name", kind->name).field("doc", kind->doc);
    json.key("metadata");
    write_form_fields(json, notation::header_info().fields, most_levels_in_a_form);
    json.key("fields");
    write_form_fields(json, kind->fields, most_levels_in_a_form);
  });
  return {};
}

Status list_entities(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto page, page_of(exchange));
  auto wanted = exchange.query("kind").value_or("");
  auto const* kind = declaration_of(wanted);
  if (!kind) return Error{"DT-X902", "there is no kind " + wanted, "GET /api/v1/model/kinds lists them."};
  std::vector<model::Entity const*> found;
  for (auto const& entity : reading.model().entities)
    if (entity.kind == kind->name) found.push_back(&entity);
  std::stable_sort(found.begin(), found.end(), [](auto const* a, auto const* b) { return a->title < b->title; });
  object(json, [&] {
    write_page(json, found, page, [&](model::Entity const* entity) {
      object(json, [&] { json.field("id", entity->id).field("title", entity->title).field("file", entity->file).field("line", entity->id_span.begin.line); });
    });
  });
  return {};
}

/// YAML's core schema: a plain scalar is a flag or a number where it looks like one.
void write_yaml_value(JsonWriter& json, YamlNode const& node) {
  switch (node.kind) {
    case YamlKind::null: json.null(); return;
    case YamlKind::scalar: {
      auto number = Decimal::parse(node.text);
      if (node.quoted) json.value(node.text);
      else if (node.text == "true" || node.text == "false") json.value(node.text == "true");
      else if (number) json.value(*number);
      else json.value(node.text);
      return;
    }
    case YamlKind::sequence:
      json.begin_array();
      for (auto const& item : node.items) write_yaml_value(json, item);
      json.end_array();
      return;
    case YamlKind::mapping:
      json.begin_object();
      for (auto const& entry : node.entries)
        if (entry.value.kind != YamlKind::null) {
          json.key(entry.key);
          write_yaml_value(json, entry.value);
        }
      json.end_object();
      return;
  }
}

std::string yaml_of(feel::Value const& value) {
  switch (value.kind()) {
    case feel::Kind::string: return notation::yaml_text(value.string());
    case feel::Kind::boolean: return value.is_true() ? "true" : "false";
    case feel::Kind::number: return value.number().to_string();
    case feel::Kind::list: {
      std::string items;
      for (auto const& item : value.list()) items += (items.empty() ? "" : ", ") + yaml_of(item);
      return "[" + items + "]";
    }
    case feel::Kind::context: {
      std::string entries;
      for (auto const& [key, member] : value.context().entries()) entries += (entries.empty() ? "" : ", ") + notation::yaml_text(key) + ": " + yaml_of(member);
      return "{" + entries + "}";
    }
    default: return "null";
  }
}

std::string text_at(feel::Value const& group, char const* name) {
  auto value = group.at(name);
  return value.kind() == feel::Kind::string ? std::string(value.string()) : "";
}

std::string named_kind(feel::Value const& one) {
  auto kind = text_at(one, "kind"), known = views::model_kind(kind);
  return known.empty() ? kind : known;
}

}  // namespace

void write_entity_values(JsonWriter& json, YamlNode const& document) {
  for (auto const* part : {"metadata", "spec"})
    if (auto const* node = document.find(part); node && node->kind == YamlKind::mapping) {
      json.key(part);
      write_yaml_value(json, *node);
    } else {
      json.key(part).begin_object().end_object();
    }
}

FieldEdit field_edit_of(feel::Value const& one) {
  FieldEdit edit{named_kind(one), text_at(one, "id"), {}, yaml_of(one.at("value")), FieldOp::set};
  for (auto const& step : one.at("path").list()) edit.path.emplace_back(step.string());
  if (auto op = text_at(one, "op"); op == "insert") edit.op = FieldOp::insert;
  else if (op == "remove") edit.op = FieldOp::remove;
  return edit;
}

Result<TableEdit> table_edit_of(feel::Value const& one) {
  using Kind = notation::DmnTableEdit::Kind;
  TableEdit table{text_at(one, "decision"), text_at(one, "element"), {}};
  auto& edit = table.edit;
  auto number = [&](char const* name, std::int64_t from) {
    auto value = one.at(name);
    auto whole = value.is_number() ? value.number().to_int64() : std::optional<std::int64_t>(from);
    return static_cast<std::size_t>(std::max<std::int64_t>(0, whole.value_or(from) - from));
  };
  auto what = text_at(one, "edit");
  std::vector<std::string> asked;
  if (what.ends_with("_rule")) asked = {"rule"};
  if (what == "move_rule") asked.push_back("to");
  if (what == "add_rule") asked.push_back("cells");
  if (what == "set_hit_policy") asked = {"hit_policy"};
  if (what == "set_default_output" || what == "set_input_values") asked = {"column", "text"};
  for (auto const& name : asked)
    if (one.at(name).is_null()) return Error{"DT-X902", what + " asks for " + name, "see Edits.edit_table of /api/v1/openapi.yaml"};
  for (auto [name, kind] : {std::pair("add_rule", Kind::add_rule), std::pair("remove_rule", Kind::remove_rule), std::pair("move_rule", Kind::move_rule),
                            std::pair("set_hit_policy", Kind::set_hit_policy), std::pair("set_default_output", Kind::set_default_output), std::pair("set_input_values", Kind::set_input_values)})
    if (what == name) edit.kind = kind;
  edit.rule = number("rule", 1), edit.to = number("to", 1), edit.column = number("column", 0);
  edit.text = text_at(one, "text");
  if (auto cells = one.at("cells"); cells.kind() == feel::Kind::list)
    for (auto const& cell : cells.list()) edit.cells.emplace_back(cell.string());
  using notation::DmnAggregation, notation::DmnHitPolicy;
  for (auto policy : {DmnHitPolicy::unique, DmnHitPolicy::first, DmnHitPolicy::priority, DmnHitPolicy::any, DmnHitPolicy::collect, DmnHitPolicy::rule_order, DmnHitPolicy::output_order})
    if (text_at(one, "hit_policy") == notation::to_string(policy)) edit.policy = policy;
  for (auto aggregation : {DmnAggregation::sum, DmnAggregation::count, DmnAggregation::min, DmnAggregation::max})
    if (text_at(one, "aggregation") == notation::to_string(aggregation)) edit.aggregation = aggregation;
  return table;
}

NewEntity new_entity_of(feel::Value const& one) {
  NewEntity entity{named_kind(one), text_at(one, "id"), text_at(one, "title"), text_at(one, "owner"), {}};
  if (auto spec = one.at("spec"); spec.kind() == feel::Kind::context)
    for (auto const& [key, value] : spec.context().entries()) entity.spec.emplace_back(key, yaml_of(value));
  return entity;
}

void add_model_forms(Router& router) {
  router.read("/model/kinds", "list_kinds", list_kinds);
  router.read("/model/kinds/{kind}", "get_kind", get_kind);
  router.read("/model/entities", "list_entities", list_entities);
}

}  // namespace drivetrain::app::api
