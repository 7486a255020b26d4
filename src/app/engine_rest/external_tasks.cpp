// external-task: a job is an external task, its id is "case-7.a3".
#include <algorithm>

#include "app/api/api.h"
#include "app/api/job_properties.h"
#include "app/engine_rest/call.h"
#include "app/engine_rest/query.h"
#include "app/engine_rest/typed_values.h"
#include "base/json_writer.h"
#include "base/job_limits.h"
#include "base/limits.h"
#include "base/text.h"
#include "feel/json.h"
#include "processes/job_commands.h"

namespace drivetrain::app::engine_rest {

using api::Reading;
using api::TakenJob;
using platform::Response;

namespace {

struct TaskId {
  std::string case_id, activity;
};
TaskId task_id(std::string const& text) {
  auto dot = text.find('.');
  return dot == std::string::npos ? TaskId{text, ""} : TaskId{text.substr(0, dot), text.substr(dot + 1)};
}
std::string id_of(TakenJob const& job) { return job.c->id() + "." + processes::activity_id(job.number); }

/// As ExternalTaskDto.
feel::Context external_task_row(TakenJob const& job, Instant now, deployed::Definitions const& definitions) {
  bool held = job.hold && !job.hold->worker.empty();
  bool rests = job.hold && (held || now < job.hold->until);
  feel::Context row;
  row.append("activityId", feel::Value(job.activity->element.text())), row.append("activityInstanceId", feel::Value(job.activity->element.text() + ":" + id_of(job))), row.append("executionId", feel::Value(id_of(job)));
  row.append("id", feel::Value(id_of(job))), row.append("createTime", feel::Value(written(job.activity->since))), row.append("lockExpirationTime", rests ? feel::Value(written(job.hold->until)) : feel::Value());
  row.append("errorMessage", text_or_null(job.activity->incident ? job.activity->incident->message : job.hold ? job.hold->message : std::string()));
  row.append("processDefinitionId", feel::Value(definition_id(definitions, *job.c))), row.append("processDefinitionKey", feel::Value(job.c->process.text())), row.append("processDefinitionVersionTag", feel::Value());
  row.append("processInstanceId", feel::Value(job.c->id())), row.append("retries", feel::Value(job.activity->retries)), row.append("suspended", feel::Value(job.suspended));
  row.append("workerId", text_or_null(held ? job.hold->worker : std::string())), row.append("tenantId", feel::Value()), row.append("priority", feel::Value(job.activity->priority));
  row.append("topicName", feel::Value(job.activity->topic.text())), row.append("businessKey", text_or_null(job.c->business_key));
  row.append("$locked", feel::Value(held && now < job.hold->until)), row.append("$stuck", feel::Value(job.activity->incident.has_value()));
  return row;
}

/// What a subscription wants to see of a job.
struct Wanted {
  std::optional<std::vector<std::string>> names;
  bool local = false;
};

/// Of the definitions that a topic names, all versions of the model that they run in; nothing when it names none. One that is not known runs in none.
std::optional<std::vector<std::string>> versions_of(deployed::Definitions const& definitions, feel::Value const& topic) {
  std::vector<std::string> ids;
  if (auto id = topic.at("processDefinitionId"); id.kind() == feel::Kind::string) ids.emplace_back(id.string());
  if (auto listed = topic.at("processDefinitionIdIn"); listed.kind() == feel::Kind::list)
    for (auto const& id : listed.list())
      if (id.kind() == feel::Kind::string) ids.emplace_back(id.string());
  if (ids.empty()) return std::nullopt;
  std::vector<std::string> versions;
  for (auto const& id : ids) {
    auto const* definition = definitions.by_id(id);
    if (!definition) continue;
    for (auto& revision : definitions.revisions_of(*definition)) versions.push_back(definition->process + "@" + revision);
  }
  if (versions.empty()) versions.emplace_back();  // none of them is there: no case fits
  return versions;
}

Response fetch_and_lock(Call const& call) {
  auto actor = api::worker_of(call.who);
  if (!actor.ok()) return refusal(actor.error());
  api::JobPoll poll{*actor, {}, {}, {}, [](Error const& error) { return refusal(error); }};
  poll.command.worker = call.text("workerId");
  poll.command.most = call.number("maxTasks", 1);
  poll.wait = std::min(Duration{std::clamp<std::int64_t>(call.number("asyncResponseTimeout", 0), 0, 3'600'000) * 1'000}, api::longest_wait);
  auto topics = call.body.at("topics");
  if (topics.kind() != feel::Kind::list || topics.list().empty()) return refusal({"DT-X902", "no topics are named", "name at least one in topics"});
  // Oldest first is what everybody gets; another order is not to be had.
  if (auto sorting = call.body.at("sorting"); sorting.kind() == feel::Kind::list)
    for (auto const& one : sorting.list())
      if (one.at("sortBy") != feel::Value("createTime") || one.at("sortOrder") != feel::Value("asc"))
        return refusal({"DT-X902", "tasks come by priority, then the oldest first; another sorting is not known here", "leave sorting out, or sort by createTime asc"});
  std::map<std::string, Wanted> wanted;
  for (auto const& topic : topics.list()) {
    if (topic.kind() != feel::Kind::context || topic.at("topicName").kind() != feel::Kind::string) return refusal({"DT-X902", "a topic has no topicName", ""});
    std::string name(topic.at("topicName").string());
    auto lock = topic.at("lockDuration");
    auto milliseconds = lock.kind() == feel::Kind::number ? lock.number().to_int64().value_or(0) : 0;
    processes::JobTopic asked{name, {std::clamp<std::int64_t>(milliseconds, 0, 1'000'000'000'000) * 1'000}};
    if (auto key = topic.at("businessKey"); key.kind() == feel::Kind::string) asked.business_key = std::string(key.string());
    if (auto key = topic.at("processDefinitionKey"); key.kind() == feel::Kind::string) asked.processes.emplace_back(key.string());
    if (auto keys = topic.at("processDefinitionKeyIn"); keys.kind() == feel::Kind::list)
      for (auto const& key : keys.list())
        if (key.kind() == feel::Kind::string) asked.processes.emplace_back(key.string());
    if (auto versions = versions_of(*call.api.definitions(), topic); versions) asked.versions = std::move(*versions);
    // Values as they are: here they come without types.
    if (auto matching = topic.at("processVariables"); matching.kind() == feel::Kind::context && !matching.context().empty()) asked.matching = matching;
    poll.command.topics.push_back(std::move(asked));
    Wanted wants;
    wants.local = topic.at("localVariables") == feel::Value(true);
    if (auto names = topic.at("variables"); names.kind() == feel::Kind::list) {
      wants.names.emplace();
      for (auto const& one : names.list())
        if (one.kind() == feel::Kind::string) wants.names->emplace_back(one.string());
    }
    wanted[name] = std::move(wants);
  }
  poll.write = [wanted, &api = call.api](Reading const& reading, std::vector<TakenJob> const& jobs) {
    JsonWriter json;
    auto definitions = api.definitions();
    json.begin_array();
    for (auto const& job : jobs) {
      json.begin_object();
      auto row = external_task_row(job, reading.now, *definitions);
      for (auto const& [name, value] : row.entries())
        if (!name.starts_with('$')) json.key(name), feel::write_json(json, value);
      auto wants = wanted.find(job.activity->topic.text());
      auto variables = wants != wanted.end() && wants->second.local ? job.activity->variables : api::visible_variables(job);
      if (wants != wanted.end() && wants->second.names) {
        feel::Context some;
        for (auto const& name : *wants->second.names)
          if (auto const* value = variables.find(name)) some.set(name, *value);
        variables = std::move(some);
      }
      json.key("variables");
      write_variables(json, variables);
      json.key("extensionProperties");
      api::write_properties(json, reading, job);
      json.end_object();
    }
    json.end_array();
    return Response::json(json.take());
  };
  return api::poll_jobs(call.api, std::move(poll));
}

Error no_such_task(std::string const& id) { return {"DT-X901", "External task with id " + id + " does not exist", ""}; }

/// Camunda answers 404 for what is over, 400 for what another worker holds.
template <class C>
Response do_task(Call const& call, C command) {
  auto actor = api::worker_of(call.who);
  if (!actor.ok()) return refusal(actor.error());
  auto const& id = call.parts[1];
  auto [case_id, activity] = task_id(id);
  command.case_id = case_id, command.activity = activity;
  if constexpr (requires { command.worker; }) command.worker = call.text("workerId");
  // Whoever unlocks says no name there; whoever answers for a task must hold it.
  constexpr bool answers = requires { command.worker; } && !std::is_same_v<C, processes::UnlockJob>;
  if constexpr (answers)
    if (command.worker.empty()) return refusal({"DT-X902", "workerId is null", "say which worker answers: it must hold the task"});
  auto outcome = execute(call, journal::command(command, *actor));
  if (!outcome.refusal) return no_content();
  bool there = false;
  (void)call.api.runtime().journal().read([&] {
    api::Reading reading{call.api.runtime().company(), call.api.index(), call.api.runtime().now(), 0, {}};
    there = api::find_job(reading, case_id, activity).has_value();
  }).ok();
  return there || outcome.refusal->code == "DT-X904" ? refusal(*outcome.refusal) : refusal(*outcome.refusal, 404);
}

std::string cut(std::string text) {
  if (text.size() <= limits::max_text_field_bytes) return text;
  text.resize(limits::max_text_field_bytes);
  while (!text.empty() && !is_valid_utf8(text)) text.pop_back();
  return text;
}

Duration milliseconds(Call const& call, std::string_view field) { return {std::clamp<std::int64_t>(call.number(field, 0), 0, 1'000'000'000'000) * 1'000}; }

std::optional<Response> answer_task(Call const& call, std::string const& verb) {
  auto const& method = call.request.method;
  if (method == "POST" && verb == "complete") {
    processes::CompleteJob command;
    auto variables = read_variables(call.body.at("variables")), local = read_variables(call.body.at("localVariables"));
    if (!variables.ok() || !local.ok()) return refusal(variables.ok() ? local.error() : variables.error());
    command.variables = variables.take(), command.local = local.take();
    return do_task(call, std::move(command));
  }
  if (method == "POST" && verb == "failure") {
    processes::FailJob command;
    command.message = cut(call.text("errorMessage")), command.details = cut(call.text("errorDetails"));
    if (!call.body.at("retries").is_null()) command.retries = call.number("retries", 0);
    if (!call.body.at("retryTimeout").is_null()) command.backoff = milliseconds(call, "retryTimeout");
    auto variables = read_variables(call.body.at("variables")), local = read_variables(call.body.at("localVariables"));
    if (!variables.ok() || !local.ok()) return refusal(variables.ok() ? local.error() : variables.error());
    command.variables = variables.take(), command.local = local.take();
    return do_task(call, std::move(command));
  }
  if (method == "POST" && verb == "bpmnError") {
    processes::ThrowJobError command;
    command.code = call.text("errorCode"), command.message = cut(call.text("errorMessage"));
    auto variables = read_variables(call.body.at("variables"));
    if (!variables.ok()) return refusal(variables.error());
    command.variables = variables.take();
    return do_task(call, std::move(command));
  }
  if (method == "POST" && verb == "extendLock") {
    processes::ExtendJobLock command;
    command.lock = milliseconds(call, "newDuration");
    return do_task(call, std::move(command));
  }
  if (method == "POST" && verb == "lock") {
    processes::LockJob command;
    command.lock = milliseconds(call, "lockDuration");
    return do_task(call, std::move(command));
  }
  if (method == "POST" && verb == "unlock") return do_task(call, processes::UnlockJob{});
  if (method == "PUT" && verb == "retries") {
    processes::SetJobRetries command;
    command.retries = call.number("retries", -1);
    return do_task(call, std::move(command));
  }
  if (method == "PUT" && verb == "priority") {
    processes::SetJobPriority command;
    command.priority = call.number("priority", 0);
    return do_task(call, std::move(command));
  }
  return std::nullopt;
}

/// How many there are, where at most their topic is asked for: nobody needs to look at each.
std::optional<std::size_t> counted(Call const& call, Reading const& reading) {
  for (auto const* name : {"externalTaskId", "workerId", "processInstanceId", "processDefinitionKey", "activityId"})
    if (!call.criterion(name).empty()) return std::nullopt;
  for (auto const* name : {"locked", "notLocked", "withRetriesLeft", "noRetriesLeft"})
    if (call.flag(name)) return std::nullopt;
  auto topic = call.criterion("topicName");
  auto const& jobs = reading.company.processes.jobs();
  if (!topic.empty() && !(jobs.aside.empty() && jobs.stuck.empty())) return std::nullopt;
  std::size_t count = topic.empty() ? jobs.aside.size() + jobs.stuck.size() : 0;
  for (auto const& [name, waiting] : jobs.topics)
    if (topic.empty() || topic == name) count += waiting.free.size() + waiting.held.size();
  return count;
}

Response list_tasks(Call const& call) {
  std::initializer_list<Criterion> known = {{"externalTaskId", Op::is, "id"}, {"topicName"}, {"workerId"}, {"locked", Op::holds, "$locked"}, {"notLocked", Op::lacks, "$locked"}, {"withRetriesLeft", Op::lacks, "$stuck"},
                                            {"noRetriesLeft", Op::holds, "$stuck"}, {"processInstanceId"}, {"processDefinitionKey"}, {"activityId"}};
  if (call.parts.size() == 2) {
    if (auto query = Query::read(call, known, {}); !query.ok()) return refusal(query.error());
    std::optional<std::size_t> count;
    auto answered = answer_read(call, [&](Reading const& reading) -> Result<Response> {
      count = counted(call, reading);
      JsonWriter json;
      json.begin_object().field("count", count.value_or(0)).end_object();
      return Response::json(json.take());
    });
    if (count) return answered;
  }
  return answer_cases(call, known,
                      {{"id", "id"}, {"createTime", "createTime"}, {"lockExpirationTime", "lockExpirationTime"}, {"processInstanceId", "processInstanceId"}, {"processDefinitionKey", "processDefinitionKey"}, {"taskPriority", "priority"}},
                      Ended::left_out, [](Reading const& reading, deployed::Definitions const& definitions, Query const&, processes::Case const& c, std::vector<feel::Context>& rows) {
                        for (auto const& [number, activity] : c.activities) {
                          auto job = activity.topic.empty() ? std::nullopt : api::find_job(reading, c.id(), processes::activity_id(number));
                          if (job) rows.push_back(external_task_row(*job, reading.now, definitions));
                        }
                      });
}

Response get_task(Call const& call) {
  return answer_read(call, [&](Reading const& reading) -> Result<Response> {
    auto [case_id, activity] = task_id(call.parts[1]);
    auto job = api::find_job(reading, case_id, activity);
    if (!job) return no_such_task(call.parts[1]);
    JsonWriter json;
    write_row(json, external_task_row(*job, reading.now, *call.api.definitions()));
    return Response::json(json.take());
  });
}

}  // namespace

std::optional<Response> external_tasks(Call const& call) {
  if (call.parts.empty() || call.parts[0] != "external-task") return std::nullopt;
  auto const& method = call.request.method;
  bool asks = method == "GET" || method == "POST";
  if (call.parts.size() == 1) return asks ? std::optional(list_tasks(call)) : std::nullopt;
  if (call.parts.size() == 2) {
    if (call.parts[1] == "count") return asks ? std::optional(list_tasks(call)) : std::nullopt;
    if (call.parts[1] == "fetchAndLock") return method == "POST" ? std::optional(fetch_and_lock(call)) : std::nullopt;
    return method == "GET" ? std::optional(get_task(call)) : std::nullopt;
  }
  return call.parts.size() == 3 ? answer_task(call, call.parts[2]) : std::nullopt;
}

}  // namespace drivetrain::app::engine_rest
