// message, signal: telling. A message goes to whoever fits all that is said; nobody, or more than one, is an error, as there.
#include "app/api/api.h"
#include "app/engine_rest/call.h"
#include "app/engine_rest/query.h"
#include "app/engine_rest/typed_values.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "processes/case_commands.h"
#include "processes/delivery_commands.h"

namespace drivetrain::app::engine_rest {

using api::Reading;
using platform::Response;

namespace {

/// MessageCorrelationResultDto for each place where it went: "case-7/a3 case-9".
Response write_results(Call const& call, std::string const& went, bool with_variables, std::uint64_t position) {
  return answer_read(call, [&](Reading const& reading) -> Result<Response> {
    auto definitions = call.api.definitions();
    JsonWriter json;
    json.begin_array();
    for (auto place : split(went, ' ')) {
      auto slash = place.find('/');
      std::string id(place.substr(0, slash));
      auto const* c = reading.company.processes.find(id);
      bool started = slash == std::string_view::npos;
      json.begin_object().field("resultType", started ? "ProcessDefinition" : "Execution");
      json.key("processInstance");
      if (started && c) write_row(json, instance_row(reading, *definitions, *c));
      else json.null();
      json.key("execution");
      if (started) json.null();
      else json.begin_object().field("id", id + "." + std::string(place.substr(slash + 1))).field("processInstanceId", id).field("ended", !c || c->status != processes::CaseStatus::running).key("tenantId").null().end_object();
      json.key("variables");
      if (with_variables && c) write_variables(json, c->variables);
      else json.null();
      json.end_object();
    }
    json.end_array();
    return Response::json(json.take());
  }, position);
}

Response correlate(Call const& call) {
  processes::DeliverMessage command;
  command.message = call.text("messageName"), command.case_id = call.text("processInstanceId"), command.all = call.flag("all");
  if (command.message.empty()) return refusal({"DT-X902", "there is no messageName", "say which message it is"});
  if (call.body.at("businessKey").kind() == feel::Kind::string) command.business_key = call.text("businessKey");
  auto keys = read_variables(call.body.at("correlationKeys")), variables = read_variables(call.body.at("processVariables"));
  if (!keys.ok() || !variables.ok()) return refusal(keys.ok() ? variables.error() : keys.error());
  command.matching = keys.take(), command.variables = variables.take();
  auto outcome = execute(call, journal::command(command, journal::Actor::person(call.who.person)));
  if (outcome.refusal) return refusal(*outcome.refusal, outcome.refusal->code == "DT-X901" ? 400 : 0);
  return call.flag("resultEnabled") ? write_results(call, outcome.reply, call.flag("variablesInResultEnabled"), outcome.position) : no_content();
}

Response broadcast(Call const& call) {
  auto variables = read_variables(call.body.at("variables"));
  if (!variables.ok()) return refusal(variables.error());
  if (call.text("name").empty()) return refusal({"DT-X902", "there is no name", "say which signal it is"});
  return ask(call, processes::BroadcastSignal{call.text("name"), variables.take()});
}

}  // namespace

std::optional<Response> messages(Call const& call) {
  if (call.parts.size() != 1 || call.request.method != "POST") return std::nullopt;
  if (call.parts[0] == "message") return correlate(call);
  if (call.parts[0] == "signal") return broadcast(call);
  return std::nullopt;
}

}  // namespace drivetrain::app::engine_rest
