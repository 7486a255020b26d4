// From request to answer (see engine_rest.h).
#include "app/engine_rest/engine_rest.h"

#include <algorithm>

#include "app/api/api.h"
#include "app/api/problem.h"
#include "app/engine_rest/call.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "feel/json.h"

namespace drivetrain::app::engine_rest {

using platform::Request;
using platform::Response;

std::string Call::text(std::string_view field) const {
  auto value = body.at(field);
  return value.kind() == feel::Kind::string ? std::string(value.string()) : std::string();
}

std::int64_t Call::number(std::string_view field, std::int64_t otherwise) const {
  auto value = body.at(field);
  return value.kind() == feel::Kind::number ? value.number().to_int64().value_or(otherwise) : otherwise;
}

bool Call::flag(std::string_view field) const { return body.at(field) == feel::Value(true) || criterion(field) == "true"; }

std::string Call::criterion(std::string_view field) const {
  if (auto parameter = request.parameter(field)) return std::string(*parameter);
  auto value = body.at(field);
  return value.is_null() ? std::string() : value.kind() == feel::Kind::string ? std::string(value.string()) : feel::to_text(value);
}

Status Call::only(std::initializer_list<std::string_view> known) const {
  auto check = [&](std::string const& name) -> Status {
    if (std::find(known.begin(), known.end(), name) != known.end()) return {};
    return Error{"DT-X902", name + " is not known here", "leave it out; known are: " + join(std::vector<std::string>(known.begin(), known.end()), ", ")};
  };
  for (auto const& [name, value] : request.query)
    if (value != "false") DT_CHECK(check(name));
  if (body.kind() == feel::Kind::context)
    for (auto const& [name, value] : body.context().entries())
      if (!value.is_null() && !value.is_false()) DT_CHECK(check(name));
  return {};
}

Response refusal(Error const& error, int status) {
  if (status == 0) status = api::status_of(error.code);
  if (status == 409 || status == 422) status = 400;  // Camunda knows neither
  auto type = status == 400 ? "InvalidRequestException" : status == 401 || status == 403 ? "AuthorizationException" : "RestException";
  JsonWriter json;
  json.begin_object().field("type", type).field("message", error.message + (error.help.empty() ? "" : ". " + error.help));
  if (!error.code.empty()) json.field("code", error.code);
  json.end_object();
  auto response = Response::json(json.take(), status);
  if (status == 401) response.headers.emplace_back("WWW-Authenticate", "Basic realm=\"Drivetrain\"");
  if (status == 503 || status == 429) response.headers.emplace_back("Retry-After", "1");
  return response;
}

Response no_content() {
  Response response;
  response.status = 204;
  return response;
}

std::string written(Instant instant) {
  auto text = format_instant({instant.us / 1'000'000 * 1'000'000});  // whole seconds: "…:00Z"
  auto thousandths = std::to_string(1'000 + instant.us / 1'000 % 1'000).substr(1);
  return text.substr(0, text.size() - 1) + "." + thousandths + "+0000";
}

Response answer_read(Call const& call, std::function<Result<Response>(api::Reading const&)> const& read, std::uint64_t at_least) {
  Response response;
  auto& runtime = call.api.runtime();
  auto status = runtime.journal().read([&] {
    api::Reading reading{runtime.company(), call.api.index(), runtime.now(), runtime.journal().head(), call.who.person};
    auto answered = read(reading);
    response = answered.ok() ? answered.take() : refusal(answered.error());
  }, at_least);
  return status.ok() ? response : refusal(status.error());
}

journal::Outcome execute(Call const& call, journal::Command command) { return call.api.runtime().execute(std::move(command)); }

std::string definition_id(deployed::Definitions const& definitions, processes::Case const& c) {
  auto const* definition = definitions.of(c.revision.text(), c.process.text());
  return definition ? definition->id() : c.process.text() + ":0:" + c.revision.text().substr(0, 12);
}

Place place_of(std::string const& id) {
  auto dot = id.find('.');
  return dot == std::string::npos ? Place{id, ""} : Place{id.substr(0, dot), id.substr(dot + 1)};
}

namespace {

/// Whose addresses these are, for clients that ask.
constexpr char const* spoken_version = "7.24.0";

/// What an address demands; the handlers find out whether there is such an address.
access::Demand demand_of(Request const& request, std::vector<std::string> const& parts) {
  using access::Needs;
  using access::Scope;
  if (!parts.empty() && parts[0] == "external-task") return {Needs::worker, Scope::work};
  if (!parts.empty() && parts[0] == "deployment" && request.method != "GET") return {Needs::deployer, Scope::deploy};
  if (parts.size() == 1 && (parts[0] == "version" || parts[0] == "engine")) return {Needs::nothing, Scope::read};
  // Lists are asked for by POST, too.
  static constexpr std::string_view lists[] = {"process-instance", "process-definition", "task", "job", "incident"};
  bool lists_by_post = request.method == "POST" && !parts.empty() &&
                       ((std::find(std::begin(lists), std::end(lists), parts[0]) != std::end(lists) && (parts.size() == 1 || (parts.size() == 2 && parts[1] == "count"))) || parts[0] == "history");
  bool asks_a_rule = parts.size() > 2 && parts[0] == "decision-definition" && parts.back() == "evaluate";  // nothing is on record of it
  if (request.method == "GET" || lists_by_post || asks_a_rule) return {Needs::sign_in, Scope::read};
  return {Needs::person, Scope::write};
}

Result<feel::Value> body_of(Request const& request) {
  if (request.body.empty()) return feel::Value(feel::Context());
  auto type = request.header("content-type");
  if (trim(type.substr(0, type.find(';'))) != "application/json") return Error{"DT-X902", "the body is not application/json", "send Content-Type: application/json"};
  auto body = feel::from_json(request.body);
  if (!body) return Error{"DT-X902", "the body is no JSON: " + body.error().message, body.error().help};
  if (body->kind() != feel::Kind::context) return Error{"DT-X902", "the body is no JSON object", ""};
  return body.take();
}

Response no_such_address(Request const& request) { return refusal({"", request.method + " " + request.path + " is not known here", "Drivetrain's own API is at /api/v1"}, 404); }

Response handled(Call const& call) {
  if (auto response = external_tasks(call)) return *response;
  for (auto* resource : {deployments, definitions, instances, messages, incidents, jobs, tasks, decisions_of, history})
    if (auto response = resource(call)) return *response;
  if (call.parts.size() == 1 && call.request.method == "GET") {
    JsonWriter json;
    if (call.parts[0] == "version") return json.begin_object().field("version", spoken_version).end_object(), Response::json(json.take());
    if (call.parts[0] == "engine") return json.begin_array().begin_object().field("name", "default").end_object().end_array(), Response::json(json.take());
  }
  return no_such_address(call.request);
}

}  // namespace

Response answer(api::Api& api, Request const& request) {
  std::vector<std::string> parts;
  for (auto part : split(std::string_view(request.path).substr(std::string_view(root).size()), '/'))
    if (!part.empty()) parts.emplace_back(part);
  // The one engine that there is may be named, as there.
  if (parts.size() >= 2 && parts[0] == "engine" && parts[1] == "default") parts.erase(parts.begin(), parts.begin() + 2);
  if (auto refused = api.refuse_origin(request)) return *refused;
  auto demand = demand_of(request, parts);
  auto who = api.let_in(request, demand);
  if (!who.ok()) return refusal(who.error());
  if (auto hand = api.check_hand(request, *who); !hand.ok()) return refusal(hand.error(), 412);
  bool form = parts.size() == 2 && parts[0] == "deployment" && parts[1] == "create";
  auto const* address = faces::find_address(addresses(), request.method, parts);
  if (!address) return no_such_address(request);
  auto body = request.method == "GET" || form ? Result<feel::Value>(feel::Value(feel::Context())) : body_of(request);
  if (!body.ok()) return refusal(body.error());
  if (auto taken = faces::check_request(*address, request, *body); !taken.ok()) return refusal(taken.error());
  Call call{api, request, *who, std::move(parts), body.take()};
  if (demand.scope == access::Scope::read || address->body == faces::listed) return handled(call);
  return api.repeats().answer(request, *who, [&] { return handled(call); }, [](Error const& error) { return refusal(error); });
}

}  // namespace drivetrain::app::engine_rest
