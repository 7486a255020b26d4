// /jobs: work for programs. A worker asks for jobs of its topics and waits until there are some; it answers for each, as done, as failed,
// or with an error of the business.
#include <algorithm>
#include <map>

#include "app/api/api.h"
#include "app/api/job_poll.h"
#include "app/api/job_streams.h"
#include "app/api/problem.h"
#include "app/api/router.h"
#include "app/api/write.h"
#include "feel/json.h"

namespace drivetrain::app::api {

using platform::Response;
using processes::Jobs;

namespace {

constexpr Duration default_lock = minutes(5);
constexpr std::size_t most_listed = 10'000;  ///< jobs looked at for one list: meanwhile nothing is written

Duration duration_of(feel::Value const& value, Duration otherwise) {
  auto duration = value.kind() == feel::Kind::string ? parse_duration(value.string()) : Result<Duration>(otherwise);
  return duration.ok() ? *duration : otherwise;  // the contract has refused what is none
}

std::int64_t whole_of(feel::Value const& value, std::int64_t otherwise) { return value.kind() == feel::Kind::number ? value.number().to_int64().value_or(otherwise) : otherwise; }

char const* state_of(TakenJob const& job, Instant now) {
  if (job.activity->incident) return "stuck";
  if (!job.hold || job.hold->free || job.hold->until <= now) return "free";
  return job.hold->worker.empty() ? "resting" : "held";
}

void write_job(JsonWriter& json, Reading const& reading, TakenJob const& job, std::vector<std::string> const* names) {
  auto const& activity = *job.activity;
  object(json, [&] {
    json.field("id", job.c->id() + "/" + processes::activity_id(job.number));
    json.field("case_id", job.c->id()).field("activity", processes::activity_id(job.number)).field("topic", activity.topic.text());
    json.field("element", activity.element.text()).field("title", activity.title.text()).field("process", refer(reading.company, "process", job.c->process.text()));
    json.field("business_key", job.c->business_key).field("since", activity.since).field("priority", activity.priority).field("retries", activity.retries);
    json.field("state", state_of(job, reading.now));
    if (job.hold && !job.hold->worker.empty()) json.field("worker", job.hold->worker);
    if (job.hold && !job.hold->free) json.field("until", job.hold->until);
    if (activity.incident) json.field("message", activity.incident->message);
    else if (job.hold) text_if(json, "message", job.hold->message);
    if (!names) return;
    auto variables = visible_variables(job);
    feel::Context wanted;
    for (auto const& name : *names)
      if (auto const* value = variables.find(name)) wanted.set(name, *value);
    json.field("variables", feel::Value(names->empty() ? std::move(variables) : std::move(wanted)));
  });
}

Response activate_jobs(Exchange& exchange) {
  auto actor = worker_of(exchange.who);
  if (!actor) return problem(actor.error());
  JobPoll poll{*actor, {}, {}, {}, [](Error const& error) { return problem(error); }};
  poll.command.worker = exchange.text("worker");
  poll.command.most = whole_of(exchange.value("most"), 1);
  auto topics = exchange.value("topics");
  for (auto const& topic : topics.list()) poll.command.topics.push_back({std::string(topic.at("topic").string()), duration_of(topic.at("lock"), default_lock)});
  poll.wait = std::min(duration_of(exchange.value("request_timeout"), {}), longest_wait);
  std::vector<std::string> names;
  if (auto wanted = exchange.value("variables"); wanted.kind() == feel::Kind::list)
    for (auto const& name : wanted.list()) names.emplace_back(name.string());
  poll.write = [names](Reading const& reading, std::vector<TakenJob> const& jobs) {
    JsonWriter json;
    object(json, [&] { list_field(json, "items", jobs, [&](TakenJob const& job) { write_job(json, reading, job, &names); }); });
    return Response::json(json.take());
  };
  return poll_jobs(exchange.api, std::move(poll));
}

/// The same jobs as activation would give, as they come.
Response stream_jobs(Exchange& exchange) {
  auto actor = worker_of(exchange.who);
  if (!actor) return problem(actor.error());
  JobStreamWish wish;
  wish.actor = *actor;
  wish.command.worker = exchange.query("worker").value_or("");
  auto text_or = [&](char const* name, char const* otherwise) { return feel::Value(exchange.query(name).value_or(otherwise)); };
  auto lock = duration_of(text_or("lock", ""), default_lock);
  for (auto& topic : exchange.queries("topic")) wish.command.topics.push_back({std::move(topic), lock});
  auto most = Decimal::parse(exchange.query("most").value_or("1"));
  wish.command.most = most ? most->to_int64().value_or(1) : 1;
  wish.write = [names = exchange.queries("variable")](Reading const& reading, std::vector<TakenJob> const& jobs) {
    JsonWriter json;
    object(json, [&] { list_field(json, "items", jobs, [&](TakenJob const& job) { write_job(json, reading, job, &names); }); });
    return json.take();
  };
  wish.may = [&api = exchange.api, request = exchange.request, demand = Contract::current().find(exchange.route.operation)->demand]() -> Status {
    auto who = api.look_who(request, demand);
    return who.ok() ? Status{} : Status(who.error());
  };
  auto events = exchange.api.job_streams().open(std::move(wish));
  if (!events) return problem(Error{"DT-X929", "too many workers keep a stream open, or the server is stopping", "ask for jobs instead, or try again in a moment"});
  return Response::stream(std::move(events));
}

template <class C>
Response do_job(Exchange& exchange, C command) {
  auto actor = worker_of(exchange.who);
  if (!actor) return problem(actor.error());
  command.case_id = exchange.at("case_id"), command.activity = exchange.at("activity");
  if constexpr (requires { command.worker; }) command.worker = exchange.text("worker");
  return answer_outcome(exchange, execute(exchange, journal::command(command, *actor)));
}

Response complete_job(Exchange& exchange) {
  processes::CompleteJob command;
  command.variables = exchange.value("variables"), command.local = exchange.value("local");
  return do_job(exchange, std::move(command));
}

/// Each answer counts for itself: one that is refused keeps no other from being taken.
Response complete_jobs(Exchange& exchange) {
  auto actor = worker_of(exchange.who);
  if (!actor) return problem(actor.error());
  auto worker = exchange.text("worker");
  auto jobs = exchange.value("jobs");
  std::vector<journal::Command> commands;
  for (auto const& job : jobs.list())
    commands.push_back(journal::command(processes::CompleteJob{std::string(job.at("case_id").string()), std::string(job.at("activity").string()), worker, job.at("variables"), job.at("local")}, *actor));
  return answer_many(exchange, std::move(commands));
}

Response fail_job(Exchange& exchange) {
  processes::FailJob command;
  command.message = exchange.text("message"), command.details = exchange.text("details");
  command.variables = exchange.value("variables"), command.local = exchange.value("local");
  if (auto retries = exchange.value("retries"); !retries.is_null()) command.retries = whole_of(retries, 0);
  if (auto backoff = exchange.value("backoff"); !backoff.is_null()) command.backoff = duration_of(backoff, {});
  return do_job(exchange, std::move(command));
}

Response throw_job_error(Exchange& exchange) {
  processes::ThrowJobError command;
  command.code = exchange.text("code"), command.message = exchange.text("message"), command.variables = exchange.value("variables");
  return do_job(exchange, std::move(command));
}

Response extend_job_lock(Exchange& exchange) {
  processes::ExtendJobLock command;
  command.lock = duration_of(exchange.value("lock"), default_lock);
  return do_job(exchange, std::move(command));
}

Response unlock_job(Exchange& exchange) { return do_job(exchange, processes::UnlockJob{}); }

Response set_job_retries(Exchange& exchange) {
  processes::SetJobRetries command;
  command.retries = whole_of(exchange.value("retries"), 0);
  return do_job(exchange, std::move(command));
}

Response set_job_priority(Exchange& exchange) {
  processes::SetJobPriority command;
  command.priority = whole_of(exchange.value("priority"), 0);
  return do_job(exchange, std::move(command));
}

std::optional<TakenJob> job_at(Reading const& reading, Jobs::Job job) { return find_job(reading, processes::case_id(job.case_number), processes::activity_id(job.activity)); }

struct TopicCounts {
  std::map<std::string, std::size_t> by_state;
};

Status list_jobs(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto page, page_of(exchange));
  auto const& state = reading.company.processes;
  std::vector<TakenJob> jobs;
  std::map<std::string, TopicCounts> topics;
  std::size_t looked = 0;
  auto add = [&](std::optional<TakenJob> const& job) {
    ++looked;
    if (!job || !exchange.asks_for("process", job->c->process.text()) || !exchange.asks_for("case_id", job->c->id())) return;
    if (exchange.query("worker") && !exchange.asks_for("worker", job->hold ? job->hold->worker : std::string())) return;
    auto const* here = state_of(*job, reading.now);
    ++topics[job->activity->topic.text()].by_state[here];
    if (exchange.asks_for("topic", job->activity->topic.text()) && exchange.asks_for("state", here)) jobs.push_back(*job);
  };
  for (auto const& [topic, waiting] : state.jobs().topics) {
    for (auto place = waiting.free.begin(); place != waiting.free.end() && looked < most_listed; ++place) add(job_at(reading, place->job));
    for (auto due = waiting.held.begin(); due != waiting.held.end() && looked < most_listed; ++due) add(job_at(reading, due->job));
  }
  for (auto const* others : {&state.jobs().aside, &state.jobs().stuck})
    for (auto one = others->begin(); one != others->end() && looked < most_listed; ++one)
      add(job_at(reading, *one));
  object(json, [&] {
    write_page(json, jobs, page, [&](TakenJob const& job) { write_job(json, reading, job, nullptr); });
    json.field("total", jobs.size());
    list_field(json, "topics", topics, [&](auto& one) {
      object(json, [&] {
        json.field("topic", one.first);
        for (auto const* name : {"free", "held", "resting", "stuck"}) {
          auto count = one.second.by_state.find(name);
          json.field(name, count == one.second.by_state.end() ? std::size_t{0} : count->second);
        }
      });
    });
  });
  return {};
}

}  // namespace

void add_jobs(Router& router) {
  router.read("/jobs", "list_jobs", list_jobs);
  router.add({"stream_jobs", "GET", "/api/v1/jobs/stream", stream_jobs});
  router.write("/jobs/activation", "activate_jobs", activate_jobs);
  router.write("/jobs/completions", "complete_jobs", complete_jobs);
  router.write("/jobs/{case_id}/{activity}/completion", "complete_job", complete_job);
  router.write("/jobs/{case_id}/{activity}/failure", "fail_job", fail_job);
  router.write("/jobs/{case_id}/{activity}/error", "throw_job_error", throw_job_error);
  router.write("/jobs/{case_id}/{activity}/lock", "extend_job_lock", extend_job_lock);
  router.write("/jobs/{case_id}/{activity}/unlock", "unlock_job", unlock_job);
  router.write("/jobs/{case_id}/{activity}/retries", "set_job_retries", set_job_retries);
  router.write("/jobs/{case_id}/{activity}/priority", "set_job_priority", set_job_priority);
}

}  // namespace drivetrain::app::api
