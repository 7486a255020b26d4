// See http_worker.h.
#include "app/connectors/http_worker.h"

#include <algorithm>
#include <chrono>
#include <system_error>

#include "base/hash.h"
#include "base/job_limits.h"
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

/// "erp.example:443", that the step of this activity calls; empty when it says none.
std::string host_of(processes::Activity const& activity) {
  auto const* url = activity.variables.find("url");
  if (!url || url->kind() != feel::Kind::string) return {};
  auto place = platform::parse_outbound_url(url->string());
  return place ? place->host + ":" + std::to_string(place->port) : "";
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

void HttpWorker::start() { grow(); }

void HttpWorker::grow() {
  std::lock_guard lock(mutex_);
  if (stopped_ || idle_ > 0 || threads_.size() >= options_.calls) return;
  try {
    threads_.emplace_back([this] { run(); });
    ++idle_;
  } catch (std::system_error const&) {
    // The machine gives no more threads: those that there are go on.
  }
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
    try {
      if (do_one()) continue;
    } catch (std::exception const&) {
      // Memory is gone, or the like: what was taken is free again when its hold has run out.
    }
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

std::optional<processes::LockJob> HttpWorker::look_for_job() {
  std::map<std::string, std::size_t> under_way;
  {
    std::lock_guard lock(mutex_);
    under_way = under_way_;
  }
  std::optional<processes::Jobs::Place> best;
  (void)runtime_.journal().read([&] {
    auto const& state = runtime_.company().processes;
    auto const& jobs = state.jobs();
    std::size_t looked = 0;
    // False when it may be another one of the same topic.
    auto takes = [&](processes::Jobs::Job job) {
      auto const* c = state.open(processes::case_id(job.case_number));
      auto const* activity = c ? c->find(job.activity) : nullptr;
      if (!activity || activity->incident || state.suspended(*c) || state.cancelling(*c)) return false;
      auto host = host_of(*activity);
      auto found = under_way.find(host);
      if (!host.empty() && found != under_way.end() && found->second >= options_.calls_of_host) return false;
      auto place = processes::place_of(job.case_number, job.activity, *activity);
      if (!best || place < *best) best = place;
      return true;
    };
    for (auto const* topic : topics) {
      auto found = jobs.topics.find(topic);
      if (found == jobs.topics.end()) continue;
      for (auto const& place : found->second.free)
        if (++looked > limits::max_jobs_looked_at || (best && !(place < *best)) || takes(place.job)) break;
      for (auto const& job : jobs.run_out(topic, runtime_.now(), limits::max_jobs_looked_at)) takes(job);
    }
  }).ok();
  if (!best) return std::nullopt;
  processes::LockJob lock;
  lock.case_id = processes::case_id(best->job.case_number), lock.activity = processes::activity_id(best->job.activity), lock.worker = worker_name, lock.lock = hold;
  return lock;
}

std::optional<HttpWorker::Taken> HttpWorker::take() {
  std::lock_guard one_at_a_time(taking_);
  bool ready = false;
  (void)runtime_.journal().read([&] {
    auto const& jobs = runtime_.company().processes.jobs();
    ready = std::any_of(std::begin(topics), std::end(topics), [&](char const* topic) { return jobs.ready(topic, runtime_.now()); });
  }).ok();
  if (!ready) return std::nullopt;
  bool full;
  {
    std::lock_guard lock(mutex_);
    full = std::any_of(under_way_.begin(), under_way_.end(), [&](auto const& one) { return one.second >= options_.calls_of_host; });
  }
  Taken taken;
  if (full) {
    auto lock = look_for_job();
    if (!lock || !runtime_.ask(actor(), *lock).accepted()) return std::nullopt;
    taken.id = lock->case_id + "/" + lock->activity;
  } else {
    processes::ActivateJobs take;
    take.worker = worker_name;
    for (auto const* topic : topics) take.topics.push_back({topic, hold});
    auto outcome = runtime_.ask(actor(), take);
    if (!outcome.accepted() || outcome.reply.empty()) return std::nullopt;
    taken.id = outcome.reply;
  }
  auto slash = taken.id.find('/');
  (void)runtime_.journal().read([&] {
    auto const* c = runtime_.company().processes.open(taken.id.substr(0, slash));
    auto const* activity = c ? c->find(processes::activity_number(taken.id.substr(slash + 1))) : nullptr;
    if (activity) taken.host = host_of(*activity);
  }).ok();
  if (!taken.host.empty()) {
    std::lock_guard lock(mutex_);
    ++under_way_[taken.host];
  }
  return taken;
}

void HttpWorker::give_back_call(std::string const& host) {
  {
    std::lock_guard lock(mutex_);
    auto found = under_way_.find(host);
    if (found != under_way_.end() && --found->second == 0) under_way_.erase(found);
    ++rung_;
  }
  // Whoever found this host's calls all under way may have one now.
  bell_.notify_one();
}

bool HttpWorker::do_one() {
  auto taken = take();
  if (!taken) return false;
  {
    std::lock_guard lock(mutex_);
    --idle_, ++rung_;
  }
  // There may be more, for somebody else.
  bell_.notify_one();
  grow();
  /// However it ends.
  struct Ended {
    HttpWorker& worker;
    std::string const& host;
    ~Ended() {
      worker.give_back_call(host);
      std::lock_guard lock(worker.mutex_);
      ++worker.idle_;
    }
  } ended{*this, taken->host};
  if (auto job = look_at(taken->id)) {
    auto said = call(*job);
    if (stopped() && std::holds_alternative<processes::FailJob>(said)) (void)say(processes::UnlockJob{job->case_id, job->activity, worker_name});
    else answer(*job, std::move(said));
  }
  return true;
}

HttpJobAnswer HttpWorker::call(HttpJob const& job) {
  try {
    auto secret = [this](std::string const& name, std::string const& host, std::uint16_t port) { return options_.secrets.find(name, host, port); };
    auto request = request_of(job, secret);
    if (!request) return answer_of(job, request.error(), {}, runtime_.now());
    auto limits = options_.limits;
    limits.connect = request->connect, limits.whole = request->whole;
    limits.stopped = [this] { return stopped(); };
    return answer_of(job, platform::call_out(request->request, options_.rules, limits), request->hidden, runtime_.now());
  } catch (std::exception const& error) {
    processes::FailJob fail;
    fail.case_id = job.case_id, fail.activity = job.activity, fail.message = "the server could not make the call: " + std::string(error.what());
    return fail;
  }
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
    if (auto const* program = company.find(std::string_view(c->revision.text()), c->process.text())) take_step(job, *program, activity->element.text(), activity->variables);
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

void HttpWorker::answer(HttpJob const& job, HttpJobAnswer answer) {
  auto refusal = std::visit([this](auto command) { return say(std::move(command)); }, std::move(answer));
  // Refused, too, when the case went on without it, or somebody else has the job: then nothing is left to say.
  if (refusal) (void)say(refused_answer(job, *refusal));
}

template <class C>
std::optional<Error> HttpWorker::say(C command) {
  command.worker = worker_name;
  return runtime_.ask(actor(), command).refusal;
}

}  // namespace drivetrain::app
