// See http_worker.h.
#include "app/connectors/http_worker.h"

#include <algorithm>
#include <chrono>

#include "base/hash.h"
#include "processes/events.h"
#include "processes/job_events.h"

namespace drivetrain::app {

namespace {

constexpr char const* worker_name = "drivetrain";
constexpr char const* topics[] = {"http", "http-connector", "io.camunda:http-json:1"};
/// Longer than the longest call, so that nobody else takes it meanwhile; after a crash it waits as long.
constexpr Duration hold = seconds(150);
constexpr auto look_again = std::chrono::seconds(1), look_sometimes = std::chrono::seconds(30);

journal::Actor actor() { return {journal::ActorKind::worker, worker_name}; }

/// Something happened after which a job may be had.
bool rings(journal::Record const& record) {
  if (record.kind != journal::RecordKind::event) return false;
  if (record.type == processes::JobFailed::type.number || record.type == processes::JobUnlocked::type.number || record.type == processes::IncidentResolved::type.number) return true;
  // Nearly all have other topics, and this runs for each of them: only what holds the word is read.
  constexpr std::string_view word = "http";
  if (std::search(record.payload.begin(), record.payload.end(), word.begin(), word.end()) == record.payload.end()) return false;
  processes::ActivityActivated begun;
  if (record.type != processes::ActivityActivated::type.number || !decode_fields(record.payload, begun)) return false;
  return std::find(std::begin(topics), std::end(topics), begun.topic) != std::end(topics);
}

/// The activity's own before those of what lies around it before the case's.
feel::Context seen_from(processes::Case const& c, processes::ActivityNumber number) {
  feel::Context seen;
  auto add = [&](feel::Context const& variables) {
    for (auto const& [name, value] : variables.entries())
      if (!seen.find(name) && !name.starts_with('$')) seen.set(name, value);
  };
  for (auto const* activity = c.find(number); activity; activity = c.find(activity->scope)) add(activity->variables);
  add(c.variables);
  return seen;
}

/// Of this visit of this case to this step, in this company and no other.
std::string key_of(processes::Case const& c, std::string const& activity) {
  return to_hex(sha256(c.id() + "/" + activity + "/" + c.process.text() + "/" + std::to_string(c.started.us))).substr(0, 32);
}

}  // namespace

HttpWorker::HttpWorker(Runtime& runtime, HttpWorkerOptions options) : runtime_(runtime), options_(std::move(options)) {
  subscription_ = runtime_.journal().subscribe([this](std::vector<journal::StoredRecord> const& records) {
    if (std::none_of(records.begin(), records.end(), [](journal::StoredRecord const& stored) { return rings(stored.record); })) return;
    {
      std::lock_guard lock(mutex_);
      ++rung_;
    }
    bell_.notify_one();
  });
}

HttpWorker::~HttpWorker() {
  stop();
  runtime_.journal().unsubscribe(subscription_);
}

void HttpWorker::start() {
  for (std::size_t i = 0; i < options_.calls; ++i) threads_.emplace_back([this] { run(); });
}

void HttpWorker::stop() {
  {
    std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  bell_.notify_all();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

bool HttpWorker::stopped() const {
  std::lock_guard lock(mutex_);
  return stopped_;
}

void HttpWorker::run() {
  while (!stopped()) {
    std::uint64_t heard;
    {
      std::lock_guard lock(mutex_);
      heard = rung_;
    }
    if (do_one()) continue;
    bool any = false;
    (void)runtime_.journal().read([&] {
      auto const& known = runtime_.company().processes.jobs().topics;
      any = std::any_of(std::begin(topics), std::end(topics), [&](char const* topic) { return known.contains(topic); });
    }).ok();
    std::unique_lock lock(mutex_);
    // A job that rests becomes free without anything happening.
    bell_.wait_for(lock, any ? look_again : look_sometimes, [&] { return stopped_ || rung_ != heard; });
  }
}

bool HttpWorker::do_one() {
  bool ready = false;
  (void)runtime_.journal().read([&] {
    auto const& jobs = runtime_.company().processes.jobs();
    ready = std::any_of(std::begin(topics), std::end(topics), [&](char const* topic) { return jobs.ready(topic, runtime_.now()); });
  }).ok();
  if (!ready) return false;
  processes::ActivateJobs take;
  take.worker = worker_name;
  for (auto const* topic : topics) take.topics.push_back({topic, hold});
  auto outcome = runtime_.ask(actor(), take);
  if (!outcome.accepted() || outcome.reply.empty()) return false;
  auto job = look_at(outcome.reply);
  if (!job) return true;
  auto request = request_of(*job);
  auto came = Result<platform::ClientAnswer>(request.ok() ? Error{} : request.error());
  if (request.ok()) {
    auto limits = options_.limits;
    limits.connect = request->connect, limits.whole = request->whole;
    limits.stopped = [this] { return stopped(); };
    came = platform::call_out(request->request, options_.rules, limits);
    if (!came.ok() && stopped()) return say(processes::UnlockJob{job->case_id, job->activity, worker_name}), false;
  }
  answer(*job, answer_of(*job, came, runtime_.now()));
  return true;
}

std::optional<HttpJob> HttpWorker::look_at(std::string const& taken) {
  auto slash = taken.find('/');
  if (slash == std::string::npos) return std::nullopt;
  HttpJob job;
  job.case_id = taken.substr(0, slash), job.activity = taken.substr(slash + 1);
  bool found = false, known = false;
  (void)runtime_.journal().read([&] {
    auto const& company = runtime_.company();
    auto const* c = company.processes.open(job.case_id);
    auto number = processes::activity_number(job.activity);
    auto const* activity = c ? c->find(number) : nullptr;
    if (!activity) return;
    found = true;
    job.program = company.find(std::string_view(c->revision.text()), c->process.text());
    auto node = job.program ? job.program->find(activity->element.text()) : processes::no_index;
    job.part = node == processes::no_index ? nullptr : job.program->http_of(node);
    job.variables = seen_from(*c, number);
    job.idempotency_key = key_of(*c, job.activity);
    known = job.part != nullptr;
  }).ok();
  if (found && !known) {
    // A task of another make that chose the topic of a call by itself.
    processes::FailJob fail;
    fail.case_id = job.case_id, fail.activity = job.activity, fail.retries = 0;
    fail.message = "its topic is one of the server's own, and its process says nothing of a call";
    say(std::move(fail));
  }
  return known ? std::optional(std::move(job)) : std::nullopt;
}

void HttpWorker::answer(HttpJob const&, HttpJobAnswer answer) {
  std::visit([this](auto command) { say(std::move(command)); }, std::move(answer));
}

template <class C>
void HttpWorker::say(C command) {
  command.worker = worker_name;
  // Refused when the case went on without it, or somebody else has the job: then nothing is left to say.
  (void)runtime_.ask(actor(), command);
}

}  // namespace drivetrain::app
