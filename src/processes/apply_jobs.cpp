// Folding what happened to jobs into the state (see apply.h, jobs.h).
#include "base/job_limits.h"
#include "processes/apply.h"

namespace drivetrain::processes {

/// The one that may change the jobs of a State, beside the Applier that makes and ends them.
class JobApplier {
 public:
  JobApplier(journal::Record const& record, State& state) : record_(record), state_(state) {}

  void on(JobsActivated const& event) {
    for (auto const& one : event.jobs) {
      auto found = find(one.case_id, one.activity);
      if (!found.activity) continue;
      // What ran out by now stands among the free ones from now on: the same that the handler looked at.
      auto const& topic = found.activity->topic.text();
      if (freed_.insert(topic).second)
        for (auto job : state_.jobs_.run_out(topic, record_.at, limits::max_jobs_looked_at)) free(job);
      state_.jobs_.keep(topic, found.place(), {event.worker, record_.at, event.until, {}, false, record_.actor.id});
    }
  }

  void on(JobsSetAside const& event) {
    for (auto const& one : event.jobs)
      if (auto found = find(one.case_id, one.activity); found.activity) state_.jobs_.set_aside(found.activity->topic, found.place());
  }

  void on(JobFailed const& event) {
    auto found = find(event.case_id, event.activity);
    if (!found.activity) return;
    found.activity->retries = static_cast<std::int32_t>(event.retries);
    auto const& topic = found.activity->topic.text();
    if (event.until && record_.at < *event.until) state_.jobs_.keep(topic, found.place(), {{}, record_.at, *event.until, event.message, false, {}});
    else state_.jobs_.release(topic, found.place(), event.message);
  }

  void on(JobLockExtended const& event) {
    if (auto found = find(event.case_id, event.activity); found.activity)
      state_.jobs_.keep(found.activity->topic, found.place(), {event.worker, since(found), event.until, {}, false, account(found)});
  }

  void on(JobUnlocked const& event) {
    if (auto found = find(event.case_id, event.activity); found.activity) state_.jobs_.release(found.activity->topic, found.place());
  }

  void on(JobRetriesSet const& event) {
    if (auto found = find(event.case_id, event.activity); found.activity) found.activity->retries = static_cast<std::int32_t>(event.retries);
  }

  void on(JobPrioritySet const& event) {
    auto found = find(event.case_id, event.activity);
    if (!found.activity) return;
    auto before = found.place();
    found.activity->priority = static_cast<std::int32_t>(event.priority);
    auto topic = state_.jobs_.topics.find(found.activity->topic.text());
    if (topic != state_.jobs_.topics.end() && topic->second.free.erase(before) > 0) topic->second.free.insert(found.place());
  }

 private:
  struct Found {
    Jobs::Job job;
    Activity* activity = nullptr;
    Jobs::Place place() const { return place_of(job.case_number, job.activity, *activity); }
  };

  /// An erased event names nobody.
  Found find(std::string_view case_id, std::string_view activity) { return find({case_number(case_id), activity_number(activity)}); }
  Found find(Jobs::Job job) {
    auto c = state_.open_.find(job.case_number);
    if (c == state_.open_.end()) return {};
    auto found = c->second.activities.find(job.activity);
    return found == c->second.activities.end() || found->second.topic.empty() ? Found{} : Found{job, &found->second};
  }

  void free(Jobs::Job job) {
    if (auto found = find(job); found.activity) state_.jobs_.free(found.activity->topic, found.place());
  }

  Instant since(Found const& found) const {
    auto const* hold = state_.jobs_.hold(found.job);
    return hold ? hold->since : record_.at;
  }

  std::string account(Found const& found) const {
    auto const* hold = state_.jobs_.hold(found.job);
    return hold ? hold->account : std::string();
  }

  journal::Record const& record_;
  State& state_;
  std::set<std::string> freed_;
};

void apply(JobsActivated const& event, journal::Record const& record, State& state) { JobApplier(record, state).on(event); }
void apply(JobsSetAside const& event, journal::Record const& record, State& state) { JobApplier(record, state).on(event); }
void apply(JobFailed const& event, journal::Record const& record, State& state) { JobApplier(record, state).on(event); }
void apply(JobLockExtended const& event, journal::Record const& record, State& state) { JobApplier(record, state).on(event); }
void apply(JobUnlocked const& event, journal::Record const& record, State& state) { JobApplier(record, state).on(event); }
void apply(JobRetriesSet const& event, journal::Record const& record, State& state) { JobApplier(record, state).on(event); }
void apply(JobPrioritySet const& event, journal::Record const& record, State& state) { JobApplier(record, state).on(event); }

}  // namespace drivetrain::processes
