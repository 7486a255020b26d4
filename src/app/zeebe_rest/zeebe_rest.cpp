// From request to answer (see zeebe_rest.h).
#include "app/zeebe_rest/zeebe_rest.h"

#include <algorithm>

#include "app/api/api.h"
#include "app/api/problem.h"
#include "app/zeebe_rest/call.h"
#include "app/zeebe_rest/keys.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "feel/json.h"

namespace drivetrain::app::zeebe_rest {

using platform::Request;
using platform::Response;

namespace {

/// Camunda leaves out nothing that it knows: null and empty say nothing.
bool says_nothing(feel::Value const& value) {
  return value.is_null() || (value.kind() == feel::Kind::list && value.list().empty()) || (value.kind() == feel::Kind::context && value.context().empty());
}

/// What an address demands; the handlers find out whether there is such an address.
access::Demand demand_of(Request const& request, std::vector<std::string> const& parts) {
  using access::Needs;
  using access::Scope;
  auto first = parts.empty() ? std::string() : parts.front(), last = parts.empty() ? std::string() : parts.back();
  bool reads = request.method == "GET" || (request.method == "POST" && (last == "search" || (parts.size() > 2 && parts[parts.size() - 2] == "statistics")));
  reads = reads || (first == "decision-definitions" && last == "evaluation");  // nothing is on record of it
  if (parts.size() == 1 && request.method == "GET" && (first == "status" || first == "topology")) return {Needs::nothing, Scope::read};
  if (reads) return {Needs::sign_in, Scope::read};
  if (first == "jobs") return {Needs::worker, Scope::work};
  if (first == "deployments" || first == "resources") return {Needs::deployer, Scope::deploy};
  return {Needs::person, Scope::write};
}

Result<feel::Value> body_of(Request const& request, bool form) {
  if (request.body.empty() || form) return feel::Value(feel::Context());
  auto body = feel::from_json(request.body);
  if (!body.ok()) return Error{"DT-X902", "the body is no JSON: " + body.error().message, body.error().help};
  if (body->is_null()) return feel::Value(feel::Context());
  if (body->kind() != feel::Kind::context) return Error{"DT-X902", "the body is no JSON object", ""};
  return body.take();
}

}  // namespace

bool Call::is(std::string_view method, std::initializer_list<std::string_view> path) const {
  return request.method == method && path.size() == parts.size() && std::equal(path.begin(), path.end(), parts.begin(), [](auto wanted, auto const& part) { return wanted == "*" || wanted == part; });
}

Status Call::only(std::initializer_list<std::string_view> known) const { return zeebe_rest::only(body, known); }

Response refuse(Error const& error, int status) {
  // What does not fit is 400 there.
  if (status == 0) status = api::status_of(error.code);
  return api::problem(status == 422 ? 400 : status, error);
}

Response no_content() {
  Response response;
  response.status = 204;
  return response;
}

Error no_such(std::string const& what, std::string const& key) { return {"DT-X901", "there is no " + what + " " + key, "search finds what there is"}; }

Status only(feel::Value const& value, std::initializer_list<std::string_view> known) {
  if (value.kind() != feel::Kind::context) return {};
  for (auto const& [name, field] : value.context().entries())
    if (!says_nothing(field) && std::find(known.begin(), known.end(), name) == known.end())
      return Error{"DT-X902", name + " is not known here", "leave it out; known are: " + join(std::vector<std::string>(known.begin(), known.end()), ", ")};
  return {};
}

std::int64_t whole(feel::Value const& value, std::int64_t otherwise) { return value.kind() == feel::Kind::number ? value.number().to_int64().value_or(otherwise) : otherwise; }
std::string words(feel::Value const& value) { return value.kind() == feel::Kind::string ? std::string(value.string()) : std::string(); }
Duration milliseconds(feel::Value const& value) { return {std::clamp<std::int64_t>(whole(value, 0), 0, 1'000'000'000'000) * 1'000}; }
feel::Value text_or_null(std::string const& text) { return text.empty() ? feel::Value() : feel::Value(text); }
feel::Value time_or_null(std::optional<Instant> const& instant) { return instant ? feel::Value(format_instant(*instant)) : feel::Value(); }

std::string definition_key(deployed::Definitions const& definitions, processes::Case const& c) {
  auto const* definition = definitions.of(c.revision.text(), c.process.text());
  return std::to_string(definition ? definition->key : deployed::definition_space);
}

void append_definition(feel::Context& row, deployed::Definitions const& definitions, processes::Case const& c, bool with_version) {
  auto const* definition = definitions.of(c.revision.text(), c.process.text());
  row.append("processDefinitionId", feel::Value(c.process.text())), row.append("processDefinitionKey", feel::Value(definition_key(definitions, c)));
  if (with_version) row.append("processDefinitionVersion", feel::Value(definition ? definition->version : 0));
}

std::string root_key(api::Reading const& reading, processes::Case const& c) {
  auto const* root = &c;
  while (root->parent != 0) {
    auto const* above = reading.company.processes.find(processes::case_id(root->parent));
    if (!above) return key_of(root->parent, 0);
    root = above;
  }
  return key_of(root->number, 0);
}

Response answer_read(Call const& call, std::function<Result<Response>(api::Reading const&)> const& read, std::uint64_t at_least) {
  Response response;
  auto& runtime = call.api.runtime();
  auto status = runtime.journal().read([&] {
    api::Reading reading{runtime.company(), call.api.index(), runtime.now(), runtime.journal().head(), call.who.person};
    auto answered = read(reading);
    response = answered.ok() ? answered.take() : refuse(answered.error());
  }, at_least);
  return status.ok() ? response : refuse(status.error());
}

Response answer_row(feel::Context const& row) {
  JsonWriter json;
  json.begin_object();
  for (auto const& [name, value] : row.entries()) {
    if (name.starts_with('$')) continue;
    json.key(name);
    feel::write_json(json, value);
  }
  json.end_object();
  return Response::json(json.take());
}

journal::Outcome execute(Call const& call, journal::Command command) { return call.api.runtime().execute(std::move(command)); }

Response answer(api::Api& api, Request const& request) {
  std::vector<std::string> parts;
  for (auto part : split(std::string_view(request.path).substr(std::string_view(root).size()), '/'))
    if (!part.empty()) parts.emplace_back(part);
  if (auto refused = api.refuse_origin(request)) return *refused;
  auto demand = demand_of(request, parts);
  auto who = api.let_in(request, demand);
  if (!who.ok()) return refuse(who.error());
  if (auto hand = api.check_hand(request, *who); !hand.ok()) return refuse(hand.error(), 412);
  bool form = parts.size() == 1 && parts[0] == "deployments";
  auto type = request.header("content-type");
  if (!form && !request.body.empty() && trim(type.substr(0, type.find(';'))) != "application/json")
    return api::problem(415, {"", "the body must be application/json", "Send Content-Type: application/json and a JSON object."});
  auto const* address = faces::find_address(addresses(), request.method, parts);
  if (!address) return Response::not_found(request);
  auto body = body_of(request, form);
  if (!body.ok()) return refuse(body.error());
  if (auto taken = faces::check_request(*address, request, *body); !taken.ok()) return refuse(taken.error());
  Call call{api, request, *who, std::move(parts), body.take()};
  auto handled = [&] {
    for (auto* resource : {jobs, system, deployments, definitions, instances, incidents, elements, variables, messages, user_tasks, decisions})
      if (auto response = resource(call)) return *response;
    return Response::not_found(request);
  };
  return demand.scope == access::Scope::read || address->body == faces::listed ? handled() : api.repeats().answer(request, *who, handled, [](Error const& error) { return refuse(error); });
}

}  // namespace drivetrain::app::zeebe_rest
