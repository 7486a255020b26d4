// /decision-tables: the tables by which rights are decided, as people read them and as programs ask them.
#include <algorithm>
#include <chrono>

#include "app/api/api.h"
#include "app/api/decision_rows.h"
#include "app/api/model_answers.h"
#include "app/api/problem.h"
#include "app/api/table_answers.h"
#include "app/api/table_rows.h"
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

constexpr auto most_time = std::chrono::seconds(5);  // of one request, however many evaluations it asks for

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

/// By the table's names or the right's; DT-X902 for a name that is neither. A fact of the right that the table does not read is no mistake:
/// a live decision's facts can be tried as they are.
Result<std::vector<decisions::dmn::Input>> inputs_from(TableProgram const& program, decisions::Decision const& right, feel::Context const& given) {
  auto const& nodes = program.model->nodes();
  std::vector<decisions::dmn::Input> inputs;
  std::vector<std::string> names;
  for (auto node : nodes[program.node].inputs) names.push_back(nodes[node].name);
  for (auto const& [name, value] : given.entries()) {
    auto fact = std::find_if(program.facts.begin(), program.facts.end(), [&](auto const& one) { return one.fact == name; });
    auto const& wanted = fact == program.facts.end() ? std::string(name) : nodes[fact->node].name;
    auto node = std::find_if(nodes[program.node].inputs.begin(), nodes[program.node].inputs.end(), [&](auto each) { return nodes[each].name == wanted; });
    if (node == nodes[program.node].inputs.end()) {
      if (std::any_of(right.facts.begin(), right.facts.end(), [&](auto const& each) { return each.name.value == name; })) continue;
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
    auto inputs = inputs_from(program, in_force->decisions.decisions.at(id), one.context());
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
