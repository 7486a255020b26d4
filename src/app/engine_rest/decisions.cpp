// decision-definition: the rules of the model, asked by whoever likes. Nothing is decided and nothing is on record: who decides says a right of the model, and what
// a process asked stands in the story of its case.
#include <algorithm>

#include "app/api/api.h"
#include "app/deployed/decisions.h"
#include "app/engine_rest/call.h"
#include "app/engine_rest/query.h"
#include "app/engine_rest/typed_values.h"
#include "base/json_writer.h"
#include "base/zone.h"
#include "decisions/called.h"
#include "decisions/dmn/typed_input.h"

namespace drivetrain::app::engine_rest {

using api::Reading;
using deployed::DecisionDefinition;
using platform::Response;

namespace {

std::string decision_id(DecisionDefinition const& one) { return one.id + ":" + std::to_string(one.version); }

/// As DecisionDefinitionDto.
feel::Context decision_row(DecisionDefinition const& one, deployed::Definitions const& definitions) {
  auto const& all = definitions.deployments();
  auto came = std::find_if(all.begin(), all.end(), [&](auto const& deployment) { return deployment.revision == one.revision; });
  feel::Context row;
  row.append("id", feel::Value(decision_id(one))), row.append("key", feel::Value(one.id)), row.append("category", feel::Value()), row.append("name", feel::Value(one.name)), row.append("version", feel::Value(one.version));
  row.append("resource", feel::Value(one.file)), row.append("deploymentId", came == all.end() ? feel::Value() : feel::Value(came->id())), row.append("tenantId", feel::Value());
  row.append("decisionRequirementsDefinitionId", feel::Value(one.requirements_id + ":" + std::to_string(one.requirements_version))), row.append("decisionRequirementsDefinitionKey", feel::Value(one.requirements_id));
  row.append("historyTimeToLive", feel::Value()), row.append("versionTag", feel::Value()), row.append("$latest", feel::Value(one.latest));
  return row;
}

Response list_decisions(Call const& call) {
  return answer_query(call,
                      {{"decisionDefinitionId", Op::is, "id"}, {"decisionDefinitionIdIn", Op::one_of, "id"}, {"name"}, {"nameLike", Op::like, "name"}, {"deploymentId"}, {"key"}, {"keyLike", Op::like, "key"}, {"version"},
                       {"latestVersion", Op::holds, "$latest"}, {"resourceName", Op::is, "resource"}, {"resourceNameLike", Op::like, "resource"}, {"decisionRequirementsDefinitionId"}, {"decisionRequirementsDefinitionKey"},
                       {"withoutTenantId", Op::nothing}},
                      {{"id", "id"}, {"key", "key"}, {"name", "name"}, {"version", "version"}, {"deploymentId", "deploymentId"}},
                      [&](Reading const& reading, Query const&, std::vector<feel::Context>& rows) {
                        auto definitions = call.api.definitions();
                        for (auto const& one : deployed::decision_definitions(reading.company)) rows.push_back(decision_row(one, *definitions));
                      });
}

/// By /key/{key}, the version in force, or by /{id}.
struct NamedDecision {
  std::string key, id, what;
};
NamedDecision named_decision(Call const& call) {
  bool by_key = call.parts.size() >= 3 && call.parts[1] == "key";
  auto behind = by_key ? 3u : 2u;
  return {by_key ? call.parts[2] : "", by_key ? "" : call.parts[1], call.parts.size() > behind ? call.parts[behind] : ""};
}

Result<DecisionDefinition> find_decision(Reading const& reading, NamedDecision const& named) {
  auto all = deployed::decision_definitions(reading.company);
  auto found = std::find_if(all.begin(), all.end(), [&](auto const& one) { return named.key.empty() ? decision_id(one) == named.id : one.id == named.key && one.latest && one.in_force; });
  if (found == all.end()) return Error{"DT-X901", "No matching decision definition with " + (named.key.empty() ? "id '" + named.id + "'" : "key '" + named.key + "'"), "decision-definition lists what there is"};
  return std::move(*found);
}

/// [{output: {value, type}}]: a row for each rule that decided.
Response evaluate(Call const& call, NamedDecision const& named) {
  if (auto known = call.only({"variables"}); !known.ok()) return refusal(known.error());
  auto variables = read_variables(call.body.at("variables"));
  if (!variables.ok()) return refusal(variables.error());
  std::optional<DecisionDefinition> one;
  Instant now;
  std::shared_ptr<Zone const> zone = Zone::utc();
  // What it needs is copied: the evaluation does not keep others waiting.
  auto looked = answer_read(call, [&](Reading const& reading) -> Result<Response> {
    DT_TRY(one, find_decision(reading, named));
    now = reading.now;
    if (auto found = Zone::find(reading.model().organisation.company.timezone.value)) zone = *found;
    return no_content();
  });
  if (!one) return looked;
  feel::Context inputs;
  if (variables->kind() == feel::Kind::context)
    for (auto const& [name, value] : variables->context().entries()) {
      if (!one->model->takes(one->node, name)) continue;
      auto node = one->model->find(name);
      inputs.set(name, decisions::dmn::typed(value, node ? one->model->nodes()[*node].type.get() : nullptr));
    }
  decisions::CalledDecision called;
  called.id = one->id, called.file = one->file, called.hash = one->hash, called.model = one->model, called.node = one->node;
  auto outcome = decisions::evaluate_called(called, inputs, now, zone);
  if (!outcome.failure.empty()) return refusal({"DT-X902", "the decision " + one->id + " comes to nothing: " + outcome.failure, "look at what it reads"});
  JsonWriter json;
  json.begin_array();
  for (auto const& row : outcome.rows) write_variables(json, row);
  json.end_array();
  return Response::json(json.take());
}

}  // namespace

std::optional<Response> decisions_of(Call const& call) {
  auto const& parts = call.parts;
  auto const& method = call.request.method;
  if (parts.empty() || parts[0] != "decision-definition" || parts.size() > 4) return std::nullopt;
  if (parts.size() == 1 || (parts.size() == 2 && parts[1] == "count")) return method == "GET" ? std::optional(list_decisions(call)) : std::nullopt;
  if (parts.size() == 2 && parts[1] == "key") return std::nullopt;
  auto named = named_decision(call);
  if (method == "POST" && named.what == "evaluate") return evaluate(call, named);
  if (method != "GET" || (named.what != "" && named.what != "xml")) return std::nullopt;
  return answer_read(call, [&](Reading const& reading) -> Result<Response> {
    DT_TRY(auto one, find_decision(reading, named));
    JsonWriter json;
    if (named.what.empty()) {
      write_row(json, decision_row(one, *call.api.definitions()));
      return Response::json(json.take());
    }
    auto model = reading.company.library().find(one.revision);
    if (!model) return Error{"DT-X901", "the file of " + decision_id(one) + " is not at hand", ""};
    json.begin_object().field("id", decision_id(one)).field("dmnXml", model->files.at(one.file)).end_object();
    return Response::json(json.take());
  });
}

}  // namespace drivetrain::app::engine_rest
