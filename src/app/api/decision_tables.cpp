// /decision-tables: the tables by which rights are decided, as people read them and as programs ask them.
#include <algorithm>
#include <chrono>

#include "app/api/api.h"
#include "app/api/decision_rows.h"
#include "app/api/model_answers.h"
#include "app/api/problem.h"
#include "app/api/table_answers.h"
#include "base/text.h"
#include "base/zone.h"
#include "decisions/dmn/receipt.h"
#include "decisions/dmn/table.h"
#include "decisions/dmn/typed_input.h"
#include "decisions/suggest.h"
#include "feel/json.h"

namespace drivetrain::app::api {

using decisions::TableProgram;
using decisions::dmn::DecisionModel;
using platform::Response;

namespace {

constexpr std::size_t most_rules_shown = 2'000;
constexpr auto most_time = std::chrono::seconds(5);  // of one request, however many evaluations it asks for

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

void value_if(JsonWriter& json, std::string_view name, feel::Value const& value) {
  if (!value.is_null()) json.field(name, value);
}

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

decisions::TableUse const* use_of(Reading const& reading, std::string const& id) {
  auto found = reading.company.decisions.tables.find(id);
  return found == reading.company.decisions.tables.end() ? nullptr : &found->second;
}

void write_table_summary(JsonWriter& json, Exchange const& exchange, Reading const& reading, TableProgram const& program) {
  auto const& right = reading.model().decisions.decisions.at(program.decision);
  auto tables = tables_of(program);
  std::size_t rules = 0, errors = 0, warnings = 0;
  for (auto const* table : tables) rules += table->rules.size();
  auto findings = exchange.api.findings(reading.model(), reading.company.today(reading.now));
  for (auto const& finding : findings->all())
    if (finding.span.file == program.file) ++(finding.severity == Severity::error ? errors : warnings);
  json.field("id", program.decision).field("title", right.header.title).field("question", right.question).field("decision", refer(reading.company, "decision", program.decision));
  json.field("file", program.file).field("element", program.element).field("name", program.model->nodes()[program.node].name);
  json.field("hit_policy", notation::to_string(tables.empty() ? notation::DmnHitPolicy::unique : tables.front()->policy));
  json.field("inputs", tables.empty() ? std::size_t{0} : tables.front()->inputs.size()).field("rules", rules).field("errors", errors).field("warnings", warnings);
  static decisions::TableUse const never;
  auto const* found = use_of(reading, program.decision);
  auto const& use = found ? *found : never;
  json.field("asked", use.asked).field("undecided", use.undecided).field("followed", use.followed).field("overridden", use.overridden);
  if (use.asked > 0) json.field("counted_since", use.first).field("last", use.last);
}

Error no_table(std::string const& id) { return {"DT-X901", "there is no decision table of " + id + " in the model in force", "GET /api/v1/decision-tables lists them."}; }

Status list_decision_tables(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  std::vector<TableProgram const*> all;
  for (auto const& [id, program] : reading.model().tables) all.push_back(program.get());
  auto title = [&](TableProgram const* program) -> std::string const& { return reading.model().decisions.decisions.at(program->decision).header.title; };
  std::stable_sort(all.begin(), all.end(), [&](auto const* a, auto const* b) { return title(a) < title(b); });
  object(json, [&] { list_field(json, "items", all, [&](auto const* program) { object(json, [&] { write_table_summary(json, exchange, reading, *program); }); }); });
  return {};
}

Status get_decision_table(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  auto const& id = exchange.at("decision");
  auto found = reading.model().tables.find(id);
  if (found == reading.model().tables.end()) return no_table(id);
  auto const& program = *found->second;
  auto const& right = reading.model().decisions.decisions.at(id);
  object(json, [&] {
    write_table_summary(json, exchange, reading, program);
    json.field("hash", program.hash).field("revision", reading.model().revision).field("source", reading.model().files.at(program.file));
    text_if(json, "description", program.model->nodes()[program.node].element->description);
    list_field(json, "outcomes", right.outcomes, [&](auto const& outcome) { json.value(outcome.value); });
    write_fields_of_table(json, program, right);
    list_field(json, "tables", tables_of(program), [&](auto const* table) { write_table(json, *program.model, *table, program.hash, use_of(reading, id)); });
    auto findings = exchange.api.findings(reading.model(), reading.company.today(reading.now));
    json.key("findings").begin_array();
    TablePlaces places(reading.model());
    for (auto const& finding : findings->all())
      if (finding.span.file == program.file) write_finding(json, reading.model(), finding, Known::no, &places);
    json.end_array();
  });
  return {};
}

/// By the table's names or the right's; DT-X902 for a name that is neither.
Result<std::vector<decisions::dmn::Input>> inputs_from(TableProgram const& program, feel::Context const& given) {
  auto const& nodes = program.model->nodes();
  std::vector<decisions::dmn::Input> inputs;
  std::vector<std::string> names;
  for (auto node : nodes[program.node].inputs) names.push_back(nodes[node].name);
  for (auto const& [name, value] : given.entries()) {
    auto fact = std::find_if(program.facts.begin(), program.facts.end(), [&](auto const& one) { return one.fact == name; });
    auto const& wanted = fact == program.facts.end() ? std::string(name) : nodes[fact->node].name;
    auto node = std::find_if(nodes[program.node].inputs.begin(), nodes[program.node].inputs.end(), [&](auto each) { return nodes[each].name == wanted; });
    if (node == nodes[program.node].inputs.end()) {
      auto near = nearest(std::string(name), names);
      return Error{"DT-X902", "the table of " + program.decision + " has no input " + std::string(name), near ? "did you mean " + *near + "?" : "it has " + join(names, ", ") + "."};
    }
    if (std::any_of(inputs.begin(), inputs.end(), [&](auto const& each) { return each.name == nodes[*node].name && each.space == nodes[*node].space; }))
      return Error{"DT-X902", "the input " + nodes[*node].name + " is given twice, by its own name and by its fact's", "give it once."};
    inputs.push_back({nodes[*node].name, nodes[*node].space, decisions::dmn::typed(value, nodes[*node].type.get())});
  }
  return inputs;
}

/// A number with more digits than most programs keep, once more as a text.
void exact_if(JsonWriter& json, feel::Value const& value) {
  if (!value.is_number()) return;
  if (auto digits = value.number().to_string(); digits.size() > 15) json.field("exact", digits);
}

void write_named(JsonWriter& json, std::string const& name, feel::Value const& value) {
  object(json, [&] {
    json.field("name", name);
    value_if(json, "value", value);
    exact_if(json, value);
  });
}

enum class Asked : std::uint8_t { answer, trace, explanation };

void write_trace(JsonWriter& json, DecisionModel const& model, decisions::dmn::Trace const& trace, Asked asked) {
  list_field(json, "inputs", trace.inputs, [&](auto const& each) { write_named(json, model.nodes()[each.node].name, each.value); });
  list_field(json, "decisions", trace.decisions, [&](auto const& each) { write_named(json, model.nodes()[each.node].name, each.value); });
  list_field(json, "tables", trace.tables, [&](decisions::dmn::TableHit const& hit) {
    auto const& table = *model.tables()[hit.table];
    object(json, [&] {
      json.field("name", table.name);
      json.key("columns").begin_array();
      for (std::size_t i = 0; i < hit.inputs.size(); ++i) write_named(json, table.inputs[i].label, hit.inputs[i]);
      json.end_array();
      decisions::dmn::Trace alone;
      alone.tables.push_back(hit);
      list_field(json, "rules", decisions::matched_rules(model, alone), [&](auto const& rule) { write_matched_rule(json, rule); });
      if (asked == Asked::explanation) write_cells_hold(json, table, hit, most_rules_shown);
    });
  });
}

void write_evaluation(JsonWriter& json, DecisionModel const& model, decisions::dmn::Outcome const& outcome, Asked asked) {
  object(json, [&] {
    value_if(json, "value", outcome.value);
    exact_if(json, outcome.value);
    text_if(json, "outcome", decisions::outcome_of(outcome.value));
    list_field(json, "warnings", outcome.warnings, [&](feel::Warning const& warning) {
      auto place = model.place_of(warning);
      object(json, [&] {
        json.field("message", warning.message);
        if (place.known()) json.field("file", place.file).field("line", place.begin.line).field("column", place.begin.column);
      });
    });
    if (asked != Asked::answer) write_trace(json, model, outcome.trace, asked);
  });
}

/// In the place of an evaluation: one item of a batch that cannot be asked does not take the others with it.
void write_refusal(JsonWriter& json, Error const& error) {
  object(json, [&] {
    json.key("warnings").begin_array().end_array();
    object_field(json, "error", [&] {
      json.field("code", error.code).field("detail", error.message);
      text_if(json, "help", error.help);
    });
  });
}

/// Evaluating takes as long as the sender asks for: outside the journal's read, so that no command waits for it.
Response evaluate_decision_table(Exchange& exchange) {
  auto& runtime = exchange.api.runtime();
  auto const& id = exchange.at("decision");
  std::shared_ptr<OperatingModel const> in_force;
  feel::Environment environment;
  auto read = runtime.journal().read([&] {
    in_force = runtime.company().model_pointer();
    environment.now = runtime.now();
  });
  if (!read) return problem(read.error());
  auto found = in_force->tables.find(id);
  if (found == in_force->tables.end()) return problem(no_table(id));
  auto const& program = *found->second;
  auto zone = Zone::find(in_force->organisation.company.timezone.value);
  environment.zone = zone ? *zone : Zone::utc();
  auto single = exchange.value("inputs"), batch = exchange.value("batch");
  if (single.is_null() == batch.is_null()) return problem({"DT-X902", "exactly one of inputs and batch is asked for", "send {\"inputs\": {…}} or {\"batch\": [{…}, …]}"});
  auto wanted = batch.is_null() ? feel::List{single} : batch.list();
  auto const asked = exchange.value("trace");
  bool explain = exchange.value("explain").is_true();
  if (explain && batch.is_null() == false) return problem({"DT-X902", "a batch cannot be explained cell by cell", "send one of its inputs as {\"inputs\": {…}, \"explain\": true}"});
  bool trace = explain || (asked.is_null() ? batch.is_null() : asked.is_true());
  auto wants = explain ? Asked::explanation : trace ? Asked::trace : Asked::answer;
  auto const until = std::chrono::steady_clock::now() + most_time;
  JsonWriter json;
  json.begin_object().field("revision", in_force->revision).field("hash", program.hash).field("engine", decisions::dmn::engine).field("at", environment.now).key("results").begin_array();
  for (auto const& one : wanted) {
    if (std::chrono::steady_clock::now() > until) return problem({"DT-X903", "these evaluations take longer than five seconds together", "send them in smaller batches"});
    auto inputs = inputs_from(program, one.context());
    if (!inputs && batch.is_null()) return problem(inputs.error());
    if (!inputs) {
      write_refusal(json, inputs.error());
      continue;
    }
    write_evaluation(json, *program.model, program.model->evaluate(program.node, *inputs, environment, trace ? decisions::dmn::Explain::yes : decisions::dmn::Explain::no), wants);
  }
  json.end_array().end_object();
  return Response::json(json.take());
}

}  // namespace

void add_decision_tables(Router& router) {
  router.read("/decision-tables", "list_decision_tables", list_decision_tables);
  router.read("/decision-tables/{decision}", "get_decision_table", get_decision_table);
  router.write("/decision-tables/{decision}/evaluations", "evaluate_decision_table", evaluate_decision_table);
}

}  // namespace drivetrain::app::api
