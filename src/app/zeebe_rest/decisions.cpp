// decision-definitions and decision-requirements: the rules of the model, asked by whoever likes. Nothing is decided and nothing is on record: who decides says a right
// of the model, and what a process asked stands in the story of its case.
#include <algorithm>

#include "app/api/api.h"
#include "app/deployed/decisions.h"
#include "app/zeebe_rest/call.h"
#include "app/zeebe_rest/keys.h"
#include "app/zeebe_rest/search.h"
#include "base/hash.h"
#include "base/json_writer.h"
#include "base/zone.h"
#include "decisions/dmn/table.h"
#include "decisions/dmn/typed_input.h"
#include "feel/json.h"

namespace drivetrain::app::zeebe_rest {

using api::Reading;
using deployed::DecisionDefinition;
using drivetrain::decisions::dmn::DecisionModel;
using drivetrain::decisions::dmn::Outcome;
using platform::Response;

namespace {

feel::Context decision_row(DecisionDefinition const& one) {
  feel::Context row;
  row.append("decisionDefinitionId", feel::Value(one.id)), row.append("name", feel::Value(one.name)), row.append("version", feel::Value(one.version)), row.append("decisionRequirementsId", feel::Value(one.requirements_id));
  row.append("tenantId", feel::Value(tenant)), row.append("decisionDefinitionKey", feel::Value(std::to_string(one.key))), row.append("decisionRequirementsKey", feel::Value(std::to_string(one.requirements_key)));
  row.append("decisionRequirementsName", feel::Value(one.requirements_name)), row.append("decisionRequirementsVersion", feel::Value(one.requirements_version)), row.append("$isLatestVersion", feel::Value(one.latest));
  return row;
}

feel::Context requirements_row(DecisionDefinition const& one) {
  feel::Context row;
  row.append("decisionRequirementsName", feel::Value(one.requirements_name)), row.append("version", feel::Value(one.requirements_version)), row.append("decisionRequirementsId", feel::Value(one.requirements_id));
  row.append("resourceName", feel::Value(one.file)), row.append("tenantId", feel::Value(tenant)), row.append("decisionRequirementsKey", feel::Value(std::to_string(one.requirements_key)));
  return row;
}

std::string as_json(feel::Value const& value) {
  JsonWriter json;
  feel::write_json(json, value);
  return json.take();
}

feel::Value written_input(std::string const& id, std::string const& name, feel::Value const& value) {
  feel::Context row;
  row.append("inputId", feel::Value(id)), row.append("inputName", feel::Value(name)), row.append("inputValue", feel::Value(as_json(value)));
  return feel::Value(std::move(row));
}

/// What a rule that matched says; of a value with several outputs its entry of that name.
feel::Value matched_rule(drivetrain::decisions::dmn::DecisionTable const& table, std::uint32_t rule, feel::Value const& value, bool only_one) {
  auto const& written = *table.rules[rule].written;
  auto number = static_cast<std::int64_t>(rule) + 1;
  feel::List outputs;
  for (std::size_t i = 0; only_one && i < table.outputs.size(); ++i) {
    auto const& output = table.outputs[i];
    auto said = table.outputs.size() > 1 ? value.at(output.name) : value;
    feel::Context row;
    row.append("outputId", feel::Value(table.written && i < table.written->outputs.size() ? table.written->outputs[i].id : output.name)), row.append("outputName", feel::Value(output.name.empty() ? table.name : output.name));
    row.append("outputValue", feel::Value(as_json(said))), row.append("ruleId", feel::Value(written.id)), row.append("ruleIndex", feel::Value(number));
    outputs.push_back(feel::Value(std::move(row)));
  }
  feel::Context row;
  row.append("ruleId", feel::Value(written.id)), row.append("ruleIndex", feel::Value(number)), row.append("evaluatedOutputs", feel::Value(std::move(outputs)));
  return feel::Value(std::move(row));
}

/// As EvaluatedDecisionResult: a decision that was evaluated on the way, the asked one last.
feel::Value evaluated(std::vector<DecisionDefinition> const& all, DecisionDefinition const& asked, Outcome const& outcome, std::uint32_t node, feel::Value const& value, std::string const& evaluation, std::size_t place) {
  auto const& model = *asked.model;
  auto const& element = model.nodes()[node];
  auto own = std::find_if(all.begin(), all.end(), [&](auto const& one) { return one.id == element.id && one.hash == asked.hash; });
  auto const& definition = own == all.end() ? asked : *own;
  feel::List rules, inputs;
  bool is_table = false;
  for (auto const& hit : outcome.trace.tables) {
    auto const& table = *model.tables()[hit.table];
    if (table.node != node) continue;
    is_table = true;
    for (std::size_t i = 0; i < hit.inputs.size() && i < table.inputs.size(); ++i)
      inputs.push_back(written_input(table.written && i < table.written->inputs.size() ? table.written->inputs[i].id : table.inputs[i].label, table.inputs[i].label, hit.inputs[i]));
    for (auto rule : hit.rules) rules.push_back(matched_rule(table, rule, value, hit.rules.size() == 1));
  }
  feel::Context row;
  row.append("decisionDefinitionId", feel::Value(element.id)), row.append("decisionDefinitionName", feel::Value(element.name)), row.append("decisionDefinitionVersion", feel::Value(definition.version));
  row.append("decisionDefinitionType", feel::Value(is_table ? "DECISION_TABLE" : "LITERAL_EXPRESSION")), row.append("output", feel::Value(as_json(value))), row.append("tenantId", feel::Value(tenant));
  row.append("matchedRules", feel::Value(std::move(rules))), row.append("evaluatedInputs", feel::Value(std::move(inputs))), row.append("decisionDefinitionKey", feel::Value(std::to_string(definition.key)));
  row.append("decisionEvaluationInstanceKey", feel::Value(evaluation + "-" + std::to_string(place)));
  return feel::Value(std::move(row));
}

/// Of what is given, what the decision reads; dates and times are texts in JSON.
std::vector<drivetrain::decisions::dmn::Input> inputs_read(DecisionDefinition const& one, feel::Value const& variables) {
  std::vector<drivetrain::decisions::dmn::Input> inputs;
  if (variables.kind() != feel::Kind::context) return inputs;
  for (auto const& [name, value] : variables.context().entries()) {
    if (!one.model->takes(one.node, name)) continue;
    auto node = one.model->find(name);
    inputs.push_back({std::string(name), {}, drivetrain::decisions::dmn::typed(value, node ? one.model->nodes()[*node].type.get() : nullptr)});
  }
  return inputs;
}

/// That no rule matched is an answer; what else made null of it is a failure.
std::string failure_in(Outcome const& outcome) {
  auto const& hits = outcome.trace.tables;
  bool unmatched = std::any_of(hits.begin(), hits.end(), [](auto const& hit) { return hit.rules.empty(); });
  return outcome.value.is_null() && !unmatched && !outcome.warnings.empty() ? outcome.warnings.front().message : std::string();
}

/// It is made of what was asked, so that the same question has the same key: nothing of it is kept.
std::string evaluation_key(std::string const& text) {
  auto digest = sha256("evaluation\n" + text);
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 7; ++i) number = number << 8 | digest[i];
  return std::to_string(variable_space | number);
}

feel::Context evaluation_row(std::vector<DecisionDefinition> const& all, DecisionDefinition const& one, feel::Value const& variables, feel::Environment const& environment) {
  auto outcome = one.model->evaluate(one.node, inputs_read(one, variables), environment);
  auto key = evaluation_key(std::to_string(one.key) + "\n" + as_json(variables) + "\n" + format_instant(environment.now));
  feel::List evaluated_all;
  for (auto const& step : outcome.trace.decisions)
    if (step.node != one.node) evaluated_all.push_back(evaluated(all, one, outcome, step.node, step.value, key, evaluated_all.size() + 1));
  evaluated_all.push_back(evaluated(all, one, outcome, one.node, outcome.value, key, evaluated_all.size() + 1));
  feel::Context row;
  row.append("decisionDefinitionId", feel::Value(one.id)), row.append("decisionDefinitionName", feel::Value(one.name)), row.append("decisionDefinitionVersion", feel::Value(one.version)), row.append("decisionRequirementsId", feel::Value(one.requirements_id));
  auto failure = failure_in(outcome);
  row.append("output", feel::Value(as_json(outcome.value))), row.append("failedDecisionDefinitionId", failure.empty() ? feel::Value() : feel::Value(one.id)), row.append("failureMessage", text_or_null(failure)), row.append("tenantId", feel::Value(tenant));
  row.append("decisionDefinitionKey", feel::Value(std::to_string(one.key))), row.append("decisionRequirementsKey", feel::Value(std::to_string(one.requirements_key))), row.append("decisionInstanceKey", feel::Value(key));
  row.append("decisionEvaluationKey", feel::Value(key)), row.append("evaluatedDecisions", feel::Value(std::move(evaluated_all)));
  return row;
}

Response evaluate_decision(Call const& call) {
  if (auto known = call.only({"decisionDefinitionId", "decisionDefinitionKey", "variables", "tenantId"}); !known.ok()) return refuse(known.error());
  if (auto named = words(call.body.at("tenantId")); !named.empty() && named != tenant) return refuse({"DT-X902", "the tenant " + named + " is not known here", "leave tenantId out"});
  auto id = words(call.body.at("decisionDefinitionId")), key = words(call.body.at("decisionDefinitionKey"));
  if (id.empty() == key.empty()) return refuse({"DT-X902", "exactly one of decisionDefinitionId and decisionDefinitionKey is asked for", "name the decision by its id, or one version of it by its key"});
  std::vector<DecisionDefinition> all;
  feel::Environment environment;
  environment.zone = Zone::utc();
  // What it needs is copied: the evaluation does not keep others waiting.
  auto read = answer_read(call, [&](Reading const& reading) -> Result<Response> {
    all = deployed::decision_definitions(reading.company);
    environment.now = reading.now;
    if (auto zone = Zone::find(reading.model().organisation.company.timezone.value)) environment.zone = *zone;
    return no_content();
  });
  if (read.status != 204) return read;
  auto found = std::find_if(all.begin(), all.end(), [&](auto const& one) { return id.empty() ? std::to_string(one.key) == key : one.id == id && one.latest && one.in_force; });
  if (found == all.end()) return refuse(no_such("decision", id.empty() ? key : id));
  return answer_row(evaluation_row(all, *found, call.body.at("variables"), environment));
}

Response list_decisions(Call const& call) {
  return search(call, {"decisionDefinitionId", "name", "isLatestVersion", "version", "decisionRequirementsId", "decisionDefinitionKey", "decisionRequirementsKey", "decisionRequirementsName", "decisionRequirementsVersion"},
                [](Reading const& reading, Asked const&, std::vector<feel::Context>& rows) {
                  for (auto const& one : deployed::decision_definitions(reading.company)) rows.push_back(decision_row(one));
                });
}

Response list_requirements(Call const& call) {
  return search(call, {"decisionRequirementsName", "decisionRequirementsId", "decisionRequirementsKey", "version", "resourceName"}, [](Reading const& reading, Asked const&, std::vector<feel::Context>& rows) {
    std::vector<std::uint64_t> told;
    for (auto const& one : deployed::decision_definitions(reading.company)) {
      if (std::find(told.begin(), told.end(), one.requirements_key) != told.end()) continue;
      told.push_back(one.requirements_key);
      rows.push_back(requirements_row(one));
    }
  });
}

/// GET of one, and of its file.
Response show_decision(Call const& call, bool requirements, bool xml) {
  return answer_read(call, [&](Reading const& reading) -> Result<Response> {
    auto all = deployed::decision_definitions(reading.company);
    auto one = std::find_if(all.begin(), all.end(), [&](auto const& each) { return std::to_string(requirements ? each.requirements_key : each.key) == call.parts[1]; });
    if (one == all.end()) return no_such(requirements ? "decision requirements" : "decision", call.parts[1]);
    if (!xml) return answer_row(requirements ? requirements_row(*one) : decision_row(*one));
    auto model = reading.company.library().find(one->revision);
    if (!model) return no_such("file of decision", call.parts[1]);
    Response response;
    response.headers.emplace_back("Content-Type", "text/xml; charset=utf-8");
    response.body = model->files.at(one->file);
    return response;
  });
}

}  // namespace

std::optional<Response> decisions(Call const& call) {
  if (call.is("POST", {"decision-definitions", "evaluation"})) return evaluate_decision(call);
  if (call.is("POST", {"decision-definitions", "search"})) return list_decisions(call);
  if (call.is("POST", {"decision-requirements", "search"})) return list_requirements(call);
  for (bool requirements : {false, true}) {
    auto first = requirements ? "decision-requirements" : "decision-definitions";
    for (bool xml : {false, true})
      if (xml ? call.is("GET", {first, "*", "xml"}) : call.is("GET", {first, "*"})) return show_decision(call, requirements, xml);
  }
  return std::nullopt;
}

}  // namespace drivetrain::app::zeebe_rest
