// A decision table as people read it: columns, cells in words, rules and how often they decided (see table_rows.h).
#include "app/api/table_rows.h"

#include <algorithm>

#include "app/api/decision_rows.h"
#include "app/api/model_answers.h"
#include "decisions/dmn/receipt.h"
#include "decisions/dmn/table.h"
#include "decisions/suggest.h"

namespace drivetrain::app::api {

using decisions::TableProgram;
using decisions::dmn::DecisionModel;

/// Those that take part: the one that answers first, then what it requires, in the file's order.
std::vector<decisions::dmn::DecisionTable const*> tables_of(TableProgram const& program) {
  auto const& model = *program.model;
  auto const& order = model.nodes()[program.node].order;
  std::vector<decisions::dmn::DecisionTable const*> all;
  for (auto const& table : model.tables()) {
    bool required = std::find(order.begin(), order.end(), table->node) != order.end();
    if (required || model.nodes()[table->node].kind == notation::DmnKind::business_knowledge) all.push_back(table.get());
  }
  std::stable_partition(all.begin(), all.end(), [&](auto const* table) { return table->node == program.node; });
  return all;
}

void value_if(JsonWriter& json, std::string_view name, feel::Value const& value) {
  if (!value.is_null()) json.field(name, value);
}

namespace {

char const* field_type(feel::Type const* type) {
  if (!type || type->form != feel::Type::Form::kind) return "any";
  switch (type->kind) {
    case feel::Kind::number: return "number";
    case feel::Kind::string: return "string";
    case feel::Kind::boolean: return "boolean";
    case feel::Kind::date: return "date";
    case feel::Kind::time: return "time";
    case feel::Kind::date_time: return "date_time";
    case feel::Kind::days_duration:
    case feel::Kind::months_duration: return "duration";
    default: return "any";
  }
}

/// Texts that the type allows, when it lists them.
std::vector<std::string> allowed_texts(feel::Type const* type) {
  std::vector<std::string> texts;
  if (!type) return texts;
  for (auto const& test : type->tests)
    if (auto const& accepts = test->accepts(); accepts && !accepts->negated)
      for (auto const& part : accepts->parts)
        if (part.kind() == feel::Kind::string) texts.emplace_back(part.string());
  return texts;
}

void write_part(JsonWriter& json, feel::Value const& part) {
  object(json, [&] {
    if (part.kind() != feel::Kind::range) {
      value_if(json, "value", part);
      return;
    }
    auto const& range = part.range();
    using Form = feel::Range::Form;
    if (range.form == Form::equal) value_if(json, "value", range.start);
    else if (range.form == Form::not_equal) value_if(json, "not", range.start);
    else {
      value_if(json, "from", range.start);
      value_if(json, "to", range.end);
      json.field("from_included", range.start_included).field("to_included", range.end_included);
    }
  });
}

void write_cell(JsonWriter& json, notation::DmnCell const& written, decisions::dmn::Cell const& cell) {
  object(json, [&] {
    text_if(json, "id", written.id);
    json.field("text", written.formula.text.empty() ? std::string_view("-") : std::string_view(written.formula.text)).field("line", written.formula.span.begin.line);
    auto const& accepts = cell.test.accepts();
    if (!accepts && !cell.any) return;
    object_field(json, "accepts", [&] {
      json.field("any", cell.any || accepts->any).field("negated", accepts && accepts->negated);
      json.key("parts").begin_array();
      if (accepts)
        for (auto const& part : accepts->parts) write_part(json, part);
      json.end_array();
    });
  });
}

void write_columns(JsonWriter& json, decisions::dmn::DecisionTable const& table) {
  auto const& written = *table.written;
  json.key("inputs").begin_array();
  for (std::size_t i = 0; i < table.inputs.size(); ++i)
    object(json, [&] {
      json.field("label", table.inputs[i].label).field("expression", table.inputs[i].text);
      if (table.inputs[i].type) json.field("type", feel::to_text(*table.inputs[i].type));
      text_if(json, "values", written.inputs[i].values.text);
    });
  json.end_array().key("outputs").begin_array();
  for (std::size_t i = 0; i < table.outputs.size(); ++i)
    object(json, [&] {
      auto const& column = table.outputs[i];
      json.field("label", column.label.empty() ? table.name : column.label).field("name", column.name);
      if (column.type) json.field("type", feel::to_text(*column.type));
      if (!column.priorities.empty()) list_field(json, "values", column.priorities, [&](feel::Value const& value) { json.value(feel::to_text(value)); });
      if (auto const& entry = written.outputs[i].default_entry) text_if(json, "default", entry->text.text);
    });
  json.end_array().field("annotations", written.annotations);
}

/// Since the rule reads as it does, and those of before digests were kept.
std::uint64_t hits_of(decisions::dmn::DecisionTable const& table, std::size_t rule, std::string const& hash, decisions::TableUse const& use) {
  decisions::MatchedRule one{table.name, {}, static_cast<int>(rule) + 1, {}, {}};
  std::uint64_t hits = 0;
  for (auto const& digest : {std::string(), decisions::digest_of(table, rule)}) {
    one.digest = digest;
    if (auto found = use.rules.find(decisions::rule_key(one, hash)); found != use.rules.end()) hits += found->second;
  }
  return hits;
}

void write_rule(JsonWriter& json, decisions::dmn::DecisionTable const& table, std::size_t index, std::string const& hash, decisions::TableUse const* use) {
  auto const& rule = table.rules[index];
  auto const& written = *rule.written;
  auto number = static_cast<int>(index) + 1;
  object(json, [&] {
    json.field("number", number).field("line", written.span.begin.line);
    text_if(json, "id", written.id);
    text_if(json, "description", written.description);
    json.key("cells").begin_array();
    for (std::size_t i = 0; i < rule.cells.size(); ++i) write_cell(json, written.inputs[i], table.inputs[i].cells[rule.cells[i]]);
    json.end_array();
    list_field(json, "outputs", written.outputs, [&](notation::DmnCell const& cell) {
      object(json, [&] {
        text_if(json, "id", cell.id);
        json.field("text", cell.formula.text).field("line", cell.formula.span.begin.line);
      });
    });
    json.field("annotations", written.annotations);
    json.field("hits", use ? hits_of(table, index, hash, *use) : std::uint64_t{0});
  });
}

}  // namespace

void write_fields_of_table(JsonWriter& json, TableProgram const& program, decisions::Decision const& right) {
  auto const& model = *program.model;
  json.key("fields").begin_array();
  for (auto node : model.nodes()[program.node].inputs) {
    auto const& input = model.nodes()[node];
    if (input.kind != notation::DmnKind::input_data) continue;
    auto bound = std::find_if(program.facts.begin(), program.facts.end(), [&](auto const& one) { return one.node == node; });
    auto fact = bound == program.facts.end() ? right.facts.end() : std::find_if(right.facts.begin(), right.facts.end(), [&](auto const& one) { return one.name.value == bound->fact; });
    object(json, [&] {
      json.field("name", input.name).field("type", field_type(input.type.get()));
      auto values = allowed_texts(input.type.get());
      if (fact != right.facts.end()) {
        json.field("fact", fact->name.value);
        text_if(json, "unit", fact->unit);
        field_if(json, "min", fact->min);
        field_if(json, "max", fact->max);
        if (values.empty()) values = fact->values;
      }
      if (!values.empty()) json.field("values", values);
    });
  }
  json.end_array();
}

void write_table(JsonWriter& json, DecisionModel const& model, decisions::dmn::DecisionTable const& table, std::string const& hash, decisions::TableUse const* use) {
  object(json, [&] {
    json.field("name", table.name).field("decision", model.nodes()[table.node].name).field("hit_policy", notation::to_string(table.policy));
    if (model.nodes()[table.node].element->logic.get() == table.expression && model.nodes()[table.node].space == model.definitions().front()->space) json.field("element", model.nodes()[table.node].id);
    if (table.aggregation != notation::DmnAggregation::none) json.field("aggregation", notation::to_string(table.aggregation));
    json.field("line", table.expression->span.begin.line);
    write_columns(json, table);
    json.key("rules").begin_array();
    for (std::size_t i = 0; i < std::min(table.rules.size(), most_rules_shown); ++i) write_rule(json, table, i, hash, use);
    json.end_array().field("rules_total", table.rules.size());
  });
}

}  // namespace drivetrain::app::api
