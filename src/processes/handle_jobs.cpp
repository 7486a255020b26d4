// A worker asks for work. It gets what is most urgent among its topics, then what has waited longest; a job whose hold has run out counts
// as free. Whoever asks as a person gets jobs of the processes that they answer for.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/job_limits.h"
#include "processes/handle.h"
#include "processes/handle_jobs.h"
#include "processes/handle_refusals.h"
#include "processes/job_events.h"

namespace drivetrain::processes {

Status check_worker(std::string const& worker) {
  if (!worker.empty() && worker.size() <= limits::max_worker_bytes) return {};
  return Error{"DT-X902", worker.empty() ? "the worker has no name" : "the worker's name is longer than " + std::to_string(limits::max_worker_bytes) + " bytes",
               "give each worker a short name of its own, so that two do not take each other's jobs"};
}

Status check_lock(Duration lock) {
  if (Duration{} < lock && lock <= longest_lock) return {};
  return Error{"DT-X902", "a job cannot be held for " + format_duration(lock), "hold it as long as the work takes at most: more than nothing, at most " + format_duration(longest_lock)};
}

bool asks_more(JobTopic const& wanted) { return wanted.business_key || !wanted.processes.empty() || !wanted.versions.empty() || wanted.matching.kind() == feel::Kind::context; }

namespace {

/// Jobs of cases that stand still, put aside by one look for work, so that the next one does not meet them again.
constexpr std::size_t most_set_aside = 2'000;

/// What there is of one topic: the free ones in their order, and those that ran out, in the same order.
struct Source {
  std::set<Jobs::Place> const* free;
  std::set<Jobs::Place>::const_iterator next;
  std::vector<Jobs::Place> run_out;
  std::size_t next_run_out = 0;
  JobTopic const* wanted;

  Jobs::Place const* head() const {
    auto const* first = next == free->end() ? nullptr : &*next;
    auto const* second = next_run_out == run_out.size() ? nullptr : &run_out[next_run_out];
    return !first || (second && *second < *first) ? second : first;
  }
  void pop() {
    if (next != free->end() && head() == &*next) ++next;
    else ++next_run_out;
  }
};

/// What the worker asks of the case beside the topic.
bool fits(JobTopic const& wanted, Jobs::Job job, State const& state) {
  if (!asks_more(wanted)) return true;
  auto const* c = state.open(case_id(job.case_number));
  if (!c || (wanted.business_key && c->business_key != *wanted.business_key)) return false;
  if (!wanted.processes.empty() && std::find(wanted.processes.begin(), wanted.processes.end(), c->process.text()) == wanted.processes.end()) return false;
  if (!wanted.versions.empty() && std::find(wanted.versions.begin(), wanted.versions.end(), c->process.text() + "@" + c->revision.text()) == wanted.versions.end()) return false;
  if (wanted.matching.kind() != feel::Kind::context) return true;
  return std::all_of(wanted.matching.context().entries().begin(), wanted.matching.context().entries().end(), [&](auto const& one) {
    auto const* value = c->variables.find(one.first);
    return value && *value == one.second;
  });
}

/// The first refusal is what a person is told who may have none of what there is.
class MayTake {
 public:
  explicit MayTake(Context const& context) : context_(context), person_(hand_of(context).is_person()) {}
  bool operator()(Jobs::Job job) {
    auto const* c = context_.state.open(case_id(job.case_number));
    if (!c) return false;
    if (context_.state.suspended(*c) || context_.state.cancelling(*c) || !c->find(job.activity)) {
      halted_.push_back({case_id(job.case_number), activity_id(job.activity)});
      return false;
    }
    if (!person_) return true;
    auto [known, fresh] = by_process_.try_emplace({c->process.text(), c->service.text(), c->revision.text()}, true);
    if (fresh) {
      auto may = answers_for(*c, "", "a job of " + c->process.text() + " is taken", context_);
      known->second = may.ok();
      if (!may && !refusal_) refusal_ = may.error();
    }
    return known->second;
  }
  std::optional<Error> const& refusal() const { return refusal_; }
  /// Jobs of cases that stand still.
  std::vector<JobRef> const& halted() const { return halted_; }

 private:
  Context const& context_;
  bool person_;
  std::map<std::array<std::string, 3>, bool> by_process_;
  std::optional<Error> refusal_;
  std::vector<JobRef> halted_;
};

}  // namespace

bool has_job_for(ActivateJobs const& command, State const& state, Instant now) {
  auto const& jobs = state.jobs();
  return std::any_of(command.topics.begin(), command.topics.end(), [&](JobTopic const& wanted) {
    if (!asks_more(wanted)) return jobs.ready(wanted.topic, now);
    auto found = jobs.topics.find(wanted.topic);
    if (found == jobs.topics.end()) return false;
    std::size_t looked = 0;
    for (auto place = found->second.free.begin(); place != found->second.free.end() && looked < limits::max_jobs_looked_at; ++place, ++looked)
      if (fits(wanted, place->job, state)) return true;
    auto run_out = jobs.run_out(wanted.topic, now, limits::max_jobs_looked_at - looked);
    return std::any_of(run_out.begin(), run_out.end(), [&](Jobs::Job job) { return fits(wanted, job, state); });
  });
}

Status handle(ActivateJobs const& command, Context& context) {
  context.transition.about(command.worker);
  DT_CHECK(check_worker(command.worker));
  if (command.topics.empty() || command.topics.size() > limits::max_job_topics)
    return Error{"DT-X902", "the worker asks for " + std::to_string(command.topics.size()) + " topics", "name 1 to " + std::to_string(limits::max_job_topics)};
  if (command.most < 1 || command.most > static_cast<std::int64_t>(limits::max_jobs_per_activation))
    return Error{"DT-X902", "the worker asks for " + std::to_string(command.most) + " jobs", "ask for 1 to " + std::to_string(limits::max_jobs_per_activation) + " at once"};
  auto const& jobs = context.state.jobs();
  auto now = context.transition.now();
  std::vector<Source> sources;
  std::set<std::string> asked;
  for (auto const& topic : command.topics) {
    DT_CHECK(check_lock(topic.lock));
    auto found = jobs.topics.find(topic.topic);
    if (found == jobs.topics.end() || !asked.insert(topic.topic).second) continue;
    Source source{&found->second.free, found->second.free.begin(), {}, 0, &topic};
    for (auto job : jobs.run_out(topic.topic, now, limits::max_jobs_looked_at))
      if (auto const* c = context.state.open(case_id(job.case_number)))
        if (auto const* activity = c->find(job.activity)) source.run_out.push_back(place_of(job.case_number, job.activity, *activity));
    std::sort(source.run_out.begin(), source.run_out.end());
    sources.push_back(std::move(source));
  }
  std::map<Duration, JobsActivated> taken;
  std::string reply;
  MayTake may_take(context);
  std::int64_t count = 0;
  for (std::size_t looked = 0; count < command.most && looked < limits::max_jobs_looked_at && may_take.halted().size() < most_set_aside; ++looked) {
    Source* best = nullptr;
    for (auto& source : sources)
      if (source.head() && (!best || *source.head() < *best->head())) best = &source;
    if (!best) break;
    auto job = best->head()->job;
    best->pop();
    if (!fits(*best->wanted, job, context.state) || !may_take(job)) continue;
    JobRef one{case_id(job.case_number), activity_id(job.activity)};
    reply += (reply.empty() ? "" : " ") + one.case_id + "/" + one.activity;
    taken[best->wanted->lock].jobs.push_back(std::move(one));
    ++count;
  }
  if (count == 0 && may_take.refusal()) return *may_take.refusal();
  if (!may_take.halted().empty()) context.transition.emit(JobsSetAside{may_take.halted()});
  for (auto& [lock, event] : taken) {
    event.worker = command.worker, event.until = now + lock;
    context.transition.emit(event);
  }
  context.transition.reply(std::move(reply));
  return {};
}

}  // namespace drivetrain::processes
