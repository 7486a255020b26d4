// See zeebe_rest.h. An answer there names no worker: it counts for whoever holds the job.
#include "app/zeebe_rest/zeebe_rest.h"

#include <algorithm>
#include <charconv>

#include "app/api/api.h"
#include "app/api/job_poll.h"
#include "app/api/job_properties.h"
#include "app/api/problem.h"
#include "base/job_limits.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "feel/json.h"
#include "processes/job_commands.h"

namespace drivetrain::app::zeebe_rest {

using api::Reading;
using api::TakenJob;
using platform::Request;
using platform::Response;

namespace {

constexpr int activity_bits = 24;
std::string key_of(std::uint64_t case_number, std::uint64_t activity) { return std::to_string(case_number << activity_bits | activity); }

std::optional<processes::Jobs::Job> job_of(std::string_view key) {
  std::uint64_t number = 0;
  auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), number);
  if (error != std::errc{} || end != key.data() + key.size()) return std::nullopt;
  return processes::Jobs::Job{number >> activity_bits, static_cast<std::uint32_t>(number & ((1u << activity_bits) - 1))};
}

Response refuse(Error const& error) {
  // What does not fit is 400 there.
  auto status = api::status_of(error.code);
  return api::problem(status == 422 ? 400 : status, error);
}

/// Camunda leaves out nothing that it knows: null and empty say nothing.
bool says_nothing(feel::Value const& value) {
  return value.is_null() || (value.kind() == feel::Kind::list && value.list().empty()) || (value.kind() == feel::Kind::context && value.context().empty());
}

Status only(feel::Value const& body, std::initializer_list<std::string_view> known) {
  for (auto const& [name, value] : body.context().entries())
    if (!says_nothing(value) && std::find(known.begin(), known.end(), name) == known.end())
      return Error{"DT-X902", name + " is not known here", "leave it out; known are: " + join(std::vector<std::string>(known.begin(), known.end()), ", ")};
  return {};
}

std::int64_t whole(feel::Value const& value, std::int64_t otherwise) { return value.kind() == feel::Kind::number ? value.number().to_int64().value_or(otherwise) : otherwise; }
std::string words(feel::Value const& value) { return value.kind() == feel::Kind::string ? std::string(value.string()) : std::string(); }
Duration milliseconds(feel::Value const& value) { return {std::clamp<std::int64_t>(whole(value, 0), 0, 1'000'000'000'000) * 1'000}; }

void write_taken(JsonWriter& json, api::Reading const& reading, TakenJob const& job, std::vector<std::string> const& names) {
  auto const& c = *job.c;
  auto variables = api::visible_variables(job);
  if (!names.empty()) {
    feel::Context some;
    for (auto const& name : names)
      if (auto const* value = variables.find(name)) some.set(name, *value);
    variables = std::move(some);
  }
  json.begin_object().field("type", job.activity->topic.text()).field("processDefinitionId", c.process.text()).field("processDefinitionVersion", 1);
  json.field("processDefinitionKey", c.revision.text().substr(0, 12)).field("elementId", job.activity->element.text());
  json.field("jobKey", key_of(c.number, job.number)).field("processInstanceKey", key_of(c.number, 0)).field("elementInstanceKey", key_of(c.number, job.number));
  json.field("kind", "BPMN_ELEMENT").field("listenerEventType", "UNSPECIFIED").field("worker", job.hold ? job.hold->worker : std::string()).field("retries", job.activity->retries);
  json.field("deadline", job.hold ? job.hold->until.us / 1'000 : 0).field("tenantId", "<default>");
  json.key("customHeaders");
  api::write_properties(json, reading, job);
  json.key("variables");
  feel::write_json(json, feel::Value(std::move(variables)));
  json.end_object();
}

Response activate(api::Api& api, journal::Actor actor, feel::Value const& body) {
  if (auto known = only(body, {"type", "worker", "timeout", "maxJobsToActivate", "fetchVariable", "requestTimeout", "tenantIds"}); !known.ok()) return refuse(known.error());
  api::JobPoll poll{std::move(actor), {}, {}, {}, refuse};
  poll.command.worker = words(body.at("worker"));
  if (poll.command.worker.empty()) poll.command.worker = "default";
  poll.command.most = std::min<std::int64_t>(whole(body.at("maxJobsToActivate"), 0), limits::max_jobs_per_activation);
  poll.command.topics.push_back({words(body.at("type")), milliseconds(body.at("timeout"))});
  // 0 or absent: as long as the engine likes; below that it answers at once.
  auto wait = whole(body.at("requestTimeout"), 0);
  poll.wait = wait < 0 ? Duration{} : wait == 0 ? seconds(10) : std::min(milliseconds(body.at("requestTimeout")), api::longest_wait);
  std::vector<std::string> names;
  if (auto wanted = body.at("fetchVariable"); wanted.kind() == feel::Kind::list)
    for (auto const& name : wanted.list()) names.push_back(words(name));
  poll.write = [names](Reading const& reading, std::vector<TakenJob> const& jobs) {
    JsonWriter json;
    json.begin_object().key("jobs").begin_array();
    for (auto const& job : jobs) write_taken(json, reading, job, names);
    json.end_array().end_object();
    return Response::json(json.take());
  };
  return api::poll_jobs(api, std::move(poll));
}

template <class C>
Response do_job(api::Api& api, journal::Actor const& actor, processes::Jobs::Job job, C command) {
  command.case_id = processes::case_id(job.case_number), command.activity = processes::activity_id(job.activity);
  auto outcome = api.runtime().execute(journal::command(command, actor));
  if (outcome.refusal) return refuse(*outcome.refusal);
  Response response;
  response.status = 204;
  return response;
}

std::optional<Response> answer_job(api::Api& api, journal::Actor const& actor, std::string const& method, processes::Jobs::Job job, std::string const& verb, feel::Value const& body) {
  if (method == "PATCH" && verb.empty()) {
    auto changes = body.at("changeset");
    if (changes.kind() != feel::Kind::context) return refuse({"DT-X902", "there is no changeset", "name retries or timeout in it"});
    if (auto known = only(changes, {"retries", "timeout"}); !known.ok()) return refuse(known.error());
    Response response;
    response.status = 204;
    if (changes.at("retries").kind() == feel::Kind::number) {
      processes::SetJobRetries command;
      command.retries = whole(changes.at("retries"), 0);
      response = do_job(api, actor, job, command);
    }
    if (response.status != 204 || changes.at("timeout").kind() != feel::Kind::number) return response;
    processes::ExtendJobLock command;
    command.lock = milliseconds(changes.at("timeout"));
    return do_job(api, actor, job, command);
  }
  if (method != "POST") return std::nullopt;
  if (verb == "completion") {
    if (auto known = only(body, {"variables"}); !known.ok()) return refuse(known.error());
    processes::CompleteJob command;
    command.variables = body.at("variables");
    return do_job(api, actor, job, std::move(command));
  }
  if (verb == "failure") {
    if (auto known = only(body, {"retries", "errorMessage", "retryBackOff"}); !known.ok()) return refuse(known.error());
    processes::FailJob command;
    command.message = words(body.at("errorMessage")), command.retries = whole(body.at("retries"), 0), command.backoff = milliseconds(body.at("retryBackOff"));
    return do_job(api, actor, job, std::move(command));
  }
  if (verb == "error") {
    if (auto known = only(body, {"errorCode", "errorMessage", "variables"}); !known.ok()) return refuse(known.error());
    processes::ThrowJobError command;
    command.code = words(body.at("errorCode")), command.message = words(body.at("errorMessage")), command.variables = body.at("variables");
    return do_job(api, actor, job, std::move(command));
  }
  return std::nullopt;
}

}  // namespace

Response answer(api::Api& api, Request const& request) {
  std::vector<std::string> parts;
  for (auto part : split(std::string_view(request.path).substr(std::string_view(root).size()), '/'))
    if (!part.empty()) parts.emplace_back(part);
  if (auto refused = api.refuse_origin(request)) return *refused;
  auto who = api.let_in(request, {access::Needs::worker, access::Scope::work});
  if (!who.ok()) return refuse(who.error());
  auto actor = api::worker_of(*who);
  if (!actor.ok()) return refuse(actor.error());
  if (parts.size() < 2 || parts[0] != "jobs" || request.method == "GET") return Response::not_found(request);
  auto type = request.header("content-type");
  if (!request.body.empty() && trim(type.substr(0, type.find(';'))) != "application/json")
    return api::problem(415, {"", "the body must be application/json", "Send Content-Type: application/json and a JSON object."});
  auto body = request.body.empty() ? Result<feel::Value>(feel::Value(feel::Context())) : feel::from_json(request.body);
  if (!body.ok() || body->kind() != feel::Kind::context) return refuse({"DT-X902", "the body is no JSON object" + (body.ok() ? std::string() : ": " + body.error().message), ""});
  if (parts.size() == 2 && parts[1] == "activation" && request.method == "POST") return activate(api, actor.take(), *body);
  auto job = job_of(parts[1]);
  if (!job || parts.size() > 3) return Response::not_found(request);
  auto answered = answer_job(api, *actor, request.method, *job, parts.size() == 3 ? parts[2] : std::string(), *body);
  return answered ? *answered : Response::not_found(request);
}

}  // namespace drivetrain::app::zeebe_rest
