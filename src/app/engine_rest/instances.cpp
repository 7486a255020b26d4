// process-definition, message, process-instance: starting, telling, looking. A case is a process instance.
#include "app/api/api.h"
#include "app/engine_rest/call.h"
#include "app/engine_rest/typed_values.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "processes/commands.h"

namespace drivetrain::app::engine_rest {

using api::Reading;
using platform::Response;
using processes::Case;

namespace {

void write_instance(JsonWriter& json, Reading const& reading, Case const& c) {
  json.key("links").begin_array().end_array();
  json.field("id", c.id()).field("definitionId", definition_id(c)).field("definitionKey", c.process.text());
  if (c.business_key.empty()) json.key("businessKey").null();
  else json.field("businessKey", c.business_key);
  json.key("caseInstanceId").null();
  json.field("ended", c.status != processes::CaseStatus::running).field("suspended", reading.company.processes.suspended(c) != nullptr).key("tenantId").null();
}

/// The instance as it is once that position is reached.
Response show(Call const& call, std::string const& id, bool with_variables, std::uint64_t position) {
  return answer_read(call, [&](Reading const& reading) -> Result<Response> {
    auto const* c = reading.company.processes.find(id);
    if (!c) return Error{"DT-X901", "Process instance with id " + id + " does not exist", ""};
    JsonWriter json;
    json.begin_object();
    write_instance(json, reading, *c);
    if (with_variables) {
      json.key("variables");
      write_variables(json, c->variables);
    }
    json.end_object();
    return Response::json(json.take());
  }, position);
}

Response start(Call const& call, std::string const& key) {
  if (auto known = call.only({"businessKey", "variables", "withVariablesInReturn"}); !known.ok()) return refusal(known.error());
  processes::StartCase command;
  command.process = key, command.business_key = call.text("businessKey");
  auto variables = read_variables(call.body.at("variables"));
  if (!variables.ok()) return refusal(variables.error());
  command.variables = variables.take();
  auto outcome = execute(call, journal::command(command, journal::Actor::person(call.who.person)));
  if (outcome.refusal) return refusal(*outcome.refusal);
  return show(call, outcome.reply, call.flag("withVariablesInReturn"), outcome.position);
}

/// Ours is delivered by name and one key: the value of the one correlation key, else the business key.
Response correlate(Call const& call) {
  if (auto known = call.only({"messageName", "businessKey", "correlationKeys", "processVariables", "resultEnabled"}); !known.ok()) return refusal(known.error());
  if (call.flag("resultEnabled")) return refusal({"DT-X902", "resultEnabled is not known here", "leave it out, and look for the instance by its business key"});
  processes::CorrelateMessage command;
  command.message = call.text("messageName"), command.key = call.text("businessKey");
  auto keys = read_variables(call.body.at("correlationKeys")), variables = read_variables(call.body.at("processVariables"));
  if (!keys.ok() || !variables.ok()) return refusal(keys.ok() ? variables.error() : keys.error());
  if (keys->kind() == feel::Kind::context && !keys->context().empty()) {
    if (keys->context().entries().size() > 1 || !command.key.empty())
      return refusal({"DT-X902", "a message is delivered by one key here", "send one correlation key, or the business key alone"});
    auto const& value = keys->context().entries().begin()->second;
    command.key = value.kind() == feel::Kind::string ? std::string(value.string()) : feel::to_text(value);
  }
  command.variables = variables.take();
  auto outcome = execute(call, journal::command(command, journal::Actor::person(call.who.person)));
  return outcome.refusal ? refusal(*outcome.refusal, outcome.refusal->code == "DT-X901" ? 400 : 0) : no_content();
}

Response list(Call const& call) {
  if (auto known = call.only({"businessKey", "processDefinitionKey", "maxResults"}); !known.ok()) return refusal(known.error());
  auto key = call.criterion("businessKey"), process = call.criterion("processDefinitionKey");
  auto number = Decimal::parse(call.criterion("maxResults"));
  auto most = number ? number->to_int64().value_or(1'000) : 1'000;
  return answer_read(call, [&](Reading const& reading) -> Result<Response> {
    JsonWriter json;
    json.begin_array();
    for (auto const& [_, c] : reading.company.processes.open_cases()) {
      if ((!key.empty() && c.business_key != key) || (!process.empty() && c.process.text() != process)) continue;
      if (most-- <= 0) break;
      json.begin_object();
      write_instance(json, reading, c);
      json.end_object();
    }
    json.end_array();
    return Response::json(json.take());
  });
}

Response variables_of(Call const& call, std::string const& id) {
  return answer_read(call, [&](Reading const& reading) -> Result<Response> {
    auto const* c = reading.company.processes.find(id);
    if (!c) return Error{"DT-X901", "Process instance with id " + id + " does not exist", ""};
    JsonWriter json;
    write_variables(json, c->variables);
    return Response::json(json.take());
  });
}

Response end(Call const& call, std::string const& id) {
  auto outcome = execute(call, journal::command(processes::CancelCase{id, "deleted through /engine-rest"}, journal::Actor::person(call.who.person)));
  return outcome.refusal ? refusal(*outcome.refusal) : no_content();
}

}  // namespace

std::optional<Response> instances(Call const& call) {
  auto const& parts = call.parts;
  auto const& method = call.request.method;
  if (parts.size() == 4 && parts[0] == "process-definition" && parts[1] == "key" && parts[3] == "start" && method == "POST") return start(call, parts[2]);
  if (parts.size() == 1 && parts[0] == "message" && method == "POST") return correlate(call);
  if (parts.empty() || parts[0] != "process-instance") return std::nullopt;
  if (parts.size() == 1 && method == "GET") return list(call);
  if (parts.size() == 2 && method == "GET") {
    if (auto known = call.only({}); !known.ok()) return refusal(known.error());
    return show(call, parts[1], false, 0);
  }
  if (parts.size() == 2 && method == "DELETE") {
    // There are no listeners here that could be skipped.
    if (auto known = call.only({"skipCustomListeners"}); !known.ok()) return refusal(known.error());
    return end(call, parts[1]);
  }
  if (parts.size() == 3 && parts[2] == "variables" && method == "GET") return variables_of(call, parts[1]);
  return std::nullopt;
}

}  // namespace drivetrain::app::engine_rest
