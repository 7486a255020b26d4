// Traces told (see explanation.h).
#include "decisions/dmn/explanation.h"

#include "base/text.h"
#include "decisions/dmn/table.h"
#include "feel/json.h"

namespace drivetrain::decisions::dmn {

namespace {

/// "rule 3 (young drivers)"
std::string rule_text(DecisionTable const& table, std::uint32_t rule) {
  auto text = "rule " + std::to_string(rule + 1);
  auto const& written = *table.rules[rule].written;
  std::string notes;
  for (auto const& annotation : written.annotations)
    if (!annotation.empty()) notes += (notes.empty() ? "" : "; ") + annotation;
  if (notes.empty()) notes = written.description;
  return notes.empty() ? text : text + " (" + notes + ")";
}

void write_values(JsonWriter& writer, DecisionModel const& model, std::string_view key, std::vector<NodeValue> const& values) {
  writer.key(key).begin_array();
  for (auto const& each : values) {
    writer.begin_object().field("name", model.nodes()[each.node].name).field("id", model.nodes()[each.node].id).key("value");
    feel::write_json(writer, each.value);
    writer.end_object();
  }
  writer.end_array();
}

}  // namespace

std::string warning_text(DecisionModel const& model, feel::Warning const& warning) {
  auto place = model.place_of(warning);
  auto text = place.known() ? place.file + ":" + std::to_string(place.begin.line) + ":" + std::to_string(place.begin.column) + ": " : std::string();
  return text + "warning: " + warning.message;
}

std::string explain_rules(DecisionModel const& model, Outcome const& outcome) {
  std::string text;
  for (auto const& hit : outcome.trace.tables) {
    auto const& table = *model.tables()[hit.table];
    text += "  table    \"" + table.name + "\" (" + std::string(notation::to_string(table.policy)) + "): ";
    for (std::size_t i = 0; i < hit.inputs.size(); ++i) text += (i ? ", " : "") + table.inputs[i].label + " = " + feel::to_text(hit.inputs[i]);
    std::string rules;
    for (auto rule : hit.rules) rules += (rules.empty() ? "" : ", ") + rule_text(table, rule);
    text += " → " + (rules.empty() ? "no rule" : rules) + "\n";
  }
  return text;
}

std::string explain(DecisionModel const& model, Outcome const& outcome) {
  std::string text;
  for (auto const& input : outcome.trace.inputs) text += "  read     " + model.nodes()[input.node].name + " = " + feel::to_text(input.value) + "\n";
  for (auto const& each : outcome.trace.given) text += "  given    " + model.nodes()[each.node].name + " = " + feel::to_text(each.value) + " (a decision, not computed)\n";
  text += explain_rules(model, outcome);
  for (auto const& decision : outcome.trace.decisions) text += "  decided  " + model.nodes()[decision.node].name + " = " + feel::to_text(decision.value) + "\n";
  for (auto const& warning : outcome.warnings) text += "  " + warning_text(model, warning) + "\n";
  if (!outcome.trace.complete) text += "  … there was more than is remembered\n";
  return text;
}

void write_json(JsonWriter& writer, DecisionModel const& model, Outcome const& outcome, Telling telling, std::uint64_t record) {
  writer.begin_object();
  if (record > 0) writer.field("line", record);
  writer.key("value");
  feel::write_json(writer, outcome.value);
  writer.key("warnings").begin_array();
  for (auto const& warning : outcome.warnings) {
    auto place = model.place_of(warning);
    writer.begin_object().field("file", place.file).field("line", place.begin.line).field("column", place.begin.column).field("message", warning.message).end_object();
  }
  writer.end_array();
  if (telling != Telling::value) {
    writer.key("rules").begin_array();
    for (auto const& hit : outcome.trace.tables)
      for (auto rule : hit.rules) {
        auto const& table = *model.tables()[hit.table];
        writer.begin_object().field("table", table.name).field("index", rule + 1);
        if (auto const& id = table.rules[rule].written->id; !id.empty()) writer.field("id", id);
        writer.end_object();
      }
    writer.end_array();
  }
  if (telling == Telling::all) {
    write_values(writer, model, "inputs", outcome.trace.inputs);
    write_values(writer, model, "given", outcome.trace.given);
    write_values(writer, model, "decisions", outcome.trace.decisions);
    writer.key("tables").begin_array();
    for (auto const& hit : outcome.trace.tables) {
      auto const& table = *model.tables()[hit.table];
      writer.begin_object().field("name", table.name).field("decision", model.nodes()[table.node].name).key("inputs").begin_array();
      for (std::size_t i = 0; i < hit.inputs.size(); ++i) {
        writer.begin_object().field("column", table.inputs[i].label).key("value");
        feel::write_json(writer, hit.inputs[i]);
        writer.end_object();
      }
      writer.end_array().key("rules").begin_array();
      for (auto rule : hit.rules) {
        auto const& written = *table.rules[rule].written;
        writer.begin_object().field("index", rule + 1).field("id", written.id).field("line", written.span.begin.line).key("annotations").begin_array();
        for (auto const& annotation : written.annotations) writer.value(annotation);
        writer.end_array().end_object();
      }
      writer.end_array().end_object();
    }
    writer.end_array().field("complete", outcome.trace.complete);
  }
  writer.end_object();
}

}  // namespace drivetrain::decisions::dmn
