// jobs: taking them and answering for them. An answer there names no worker: it counts for whoever holds the job.
#include <algorithm>

#include "app/api/api.h"
#include "app/api/job_poll.h"
#include "app/api/job_properties.h"
#include "app/zeebe_rest/call.h"
#include "app/zeebe_rest/keys.h"
#include "app/zeebe_rest/search.h"
#include "base/job_limits.h"
#include "base/json_writer.h"
#include "feel/json.h"
#include "processes/engine.h"
#include "processes/job_commands.h"

namespace drivetrain::app::zeebe_rest {

using api::Reading;
using api::TakenJob;
using platform::Response;

namespace {

/// What does the job: the element itself, or what listens beside it, before or behind.
struct JobKind {
  char const *kind = "BPMN_ELEMENT", *event = "UNSPECIFIED";
};
JobKind kind_of(processes::Activity const& activity) {
  if (activity.kind.text() != "listener") return {};
  return {"EXECUTION_LISTENER", activity.stage == static_cast<int>(processes::Stage::leaving) ? "END" : "START"};
}

void write_taken(JsonWriter& json, Reading const& reading, deployed::Definitions const& definitions, TakenJob const& job, std::vector<std::string> const& names) {
  auto const& c = *job.c;
  auto variables = api::visible_variables(job);
  if (!names.empty()) {
    feel::Context some;
    for (auto const& name : names)
      if (auto const* value = variables.find(name)) some.set(name, *value);
    variables = std::move(some);
  }
  json.begin_object().field("type", job.activity->topic.text()).field("elementId", job.activity->element.text());
  feel::Context definition;
  append_definition(definition, definitions, c, true);
  for (auto const& [name, value] : definition.entries()) json.key(name), feel::write_json(json, value);
  json.field("jobKey", key_of(c.number, job.number)).field("processInstanceKey", key_of(c.number, 0)).field("elementInstanceKey", key_of(c.number, job.number));
  json.field("kind", kind_of(*job.activity).kind).field("listenerEventType", kind_of(*job.activity).event).field("worker", job.hold ? job.hold->worker : std::string()).field("retries", job.activity->retries);
  json.field("deadline", job.hold ? job.hold->until.us / 1'000 : 0).field("tenantId", "<default>");
  json.key("customHeaders");
  api::write_properties(json, reading, job);
  json.key("userTask").null().key("tags").begin_array().end_array().field("rootProcessInstanceKey", root_key(reading, c));
  json.key("variables");
  feel::write_json(json, feel::Value(std::move(variables)));
  json.end_object();
}

Response activate(api::Api& api, journal::Actor actor, feel::Value const& body) {
  api::JobPoll poll{std::move(actor), {}, {}, {}, [](Error const& error) { return refuse(error); }};
  if (auto tenants = body.at("tenantIds"); tenants.kind() == feel::Kind::list)
    for (auto const& one : tenants.list())
      if (one != feel::Value(tenant)) return refuse({"DT-X902", "there is no tenant " + words(one), "leave tenantIds out"});
  poll.command.worker = words(body.at("worker"));
  if (poll.command.worker.empty()) poll.command.worker = "default";
  poll.command.most = whole(body.at("maxJobsToActivate"), 0);
  poll.command.topics.push_back({words(body.at("type")), milliseconds(body.at("timeout"))});
  // 0 or absent: as long as the engine likes; below that it answers at once.
  auto wait = whole(body.at("requestTimeout"), 0);
  poll.wait = wait < 0 ? Duration{} : wait == 0 ? seconds(10) : std::min(milliseconds(body.at("requestTimeout")), api::longest_wait);
  std::vector<std::string> names;
  if (auto wanted = body.at("fetchVariable"); wanted.kind() == feel::Kind::list)
    for (auto const& name : wanted.list()) names.push_back(words(name));
  poll.write = [names, &api](Reading const& reading, std::vector<TakenJob> const& jobs) {
    auto definitions = api.definitions();
    JsonWriter json;
    json.begin_object().key("jobs").begin_array();
    for (auto const& job : jobs) write_taken(json, reading, *definitions, job, names);
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
    Response response;
    response.status = 204;
    if (!changes.at("retries").is_null()) {
      processes::SetJobRetries command;
      command.retries = whole(changes.at("retries"), 0);
      response = do_job(api, actor, job, command);
    }
    if (response.status != 204 || changes.at("timeout").is_null()) return response;
    processes::ExtendJobLock command;
    command.lock = milliseconds(changes.at("timeout"));
    return do_job(api, actor, job, command);
  }
  if (method != "POST") return std::nullopt;
  if (verb == "completion") {
    processes::CompleteJob command;
    command.variables = body.at("variables");
    return do_job(api, actor, job, std::move(command));
  }
  if (verb == "failure") {
    processes::FailJob command;
    command.message = words(body.at("errorMessage")), command.retries = whole(body.at("retries"), 0), command.backoff = milliseconds(body.at("retryBackOff"));
    command.local = body.at("variables");  // there they are of the task alone
    return do_job(api, actor, job, std::move(command));
  }
  if (verb == "error") {
    processes::ThrowJobError command;
    command.code = words(body.at("errorCode")), command.message = words(body.at("errorMessage")), command.variables = body.at("variables");
    return do_job(api, actor, job, std::move(command));
  }
  return std::nullopt;
}

/// As JobSearchResult.
feel::Context job_row(Reading const& reading, deployed::Definitions const& definitions, processes::Case const& c, processes::ActivityNumber number, processes::Activity const& activity) {
  auto const* hold = reading.company.processes.jobs().hold({c.number, number});
  bool held = hold && !hold->worker.empty();
  auto message = activity.incident ? activity.incident->message : hold ? hold->message : std::string();
  auto key = key_of(c.number, number);
  feel::Context row, headers;
  for (auto const& [name, said] : api::properties_of(reading, {&c, number, &activity})) headers.set(name, feel::Value(said));
  row.append("jobKey", feel::Value(key)), row.append("type", feel::Value(activity.topic.text())), row.append("worker", feel::Value(held ? hold->worker : std::string()));
  row.append("state", feel::Value(activity.incident || !message.empty() ? "FAILED" : "CREATED")), row.append("kind", feel::Value(kind_of(activity).kind)), row.append("listenerEventType", feel::Value(kind_of(activity).event));
  row.append("retries", feel::Value(activity.retries)), row.append("hasFailedWithRetriesLeft", feel::Value(!message.empty() && !activity.incident)), row.append("errorMessage", text_or_null(message));
  row.append("errorCode", feel::Value()), row.append("isDenied", feel::Value()), row.append("deniedReason", feel::Value()), row.append("customHeaders", feel::Value(std::move(headers)));
  row.append("deadline", held ? feel::Value(format_instant(hold->until)) : feel::Value()), row.append("endTime", feel::Value()), row.append("creationTime", feel::Value(format_instant(activity.since)));
  row.append("lastUpdateTime", hold ? feel::Value(format_instant(hold->since)) : feel::Value(format_instant(activity.since))), row.append("tenantId", feel::Value(tenant));
  append_definition(row, definitions, c, false);
  row.append("processInstanceKey", feel::Value(key_of(c.number, 0))), row.append("rootProcessInstanceKey", feel::Value(root_key(reading, c))), row.append("elementId", feel::Value(activity.element.text()));
  row.append("elementInstanceKey", feel::Value(key));
  return row;
}

Response list_jobs(Call const& call) {
  return search_cases(call, {"deadline", "elementId", "elementInstanceKey", "errorMessage", "hasFailedWithRetriesLeft", "jobKey", "kind", "listenerEventType", "processDefinitionId", "processDefinitionKey", "processInstanceKey", "retries", "state", "type", "worker", "creationTime"}, {},
                      [](Reading const& reading, deployed::Definitions const& definitions, Asked const& asked, processes::Case const& c, std::vector<feel::Context>& rows) {
                        auto topic = asked.only("type");
                        for (auto const& [number, activity] : c.activities)
                          if (!activity.topic.empty() && (topic.empty() || topic == activity.topic.text())) rows.push_back(job_row(reading, definitions, c, number, activity));
                      });
}

}  // namespace

std::optional<Response> jobs(Call const& call) {
  if (call.parts.size() < 2 || call.parts.size() > 3 || call.parts[0] != "jobs") return std::nullopt;
  if (call.is("POST", {"jobs", "search"})) return list_jobs(call);
  auto actor = api::worker_of(call.who);
  if (!actor.ok()) return refuse(actor.error());
  if (call.is("POST", {"jobs", "activation"})) return activate(call.api, actor.take(), call.body);
  auto job = place_of(call.parts[1]);
  if (!job) return std::nullopt;
  return answer_job(call.api, *actor, call.request.method, *job, call.parts.size() == 3 ? call.parts[2] : std::string(), call.body);
}

}  // namespace drivetrain::app::zeebe_rest
