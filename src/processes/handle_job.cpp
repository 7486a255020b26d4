// A worker answers for a job that it holds: it is done, it failed, an error of the business came up. An answer counts as long as nobody
// else has taken the job, however late it is; one that comes twice, or after another worker, is refused and says who has it.
#include <algorithm>

#include "base/job_limits.h"
#include "base/limits.h"
#include "processes/engine.h"
#include "processes/handle.h"
#include "processes/handle_jobs.h"
#include "processes/handle_refusals.h"
#include "processes/job_events.h"

namespace drivetrain::processes {

namespace {

constexpr char const* retry_help = "mend what the worker stumbled over, then resolve the incident: the job is tried again";

struct FoundJob {
  Case const* c = nullptr;
  Program const* program = nullptr;
  ActivityNumber number = 0;
  Activity const* activity = nullptr;
  Jobs::Hold const* hold = nullptr;

  std::string name() const { return "'" + activity->title.text() + "' of " + c->id(); }
  std::string activity_id() const { return processes::activity_id(number); }
};

/// `what`: is done with it, for whoever may not.
Result<FoundJob> find_job(Context& context, std::string const& case_id, std::string const& activity, std::string const& what) {
  context.transition.about(case_id);
  auto const& jobs = context.state.jobs();
  Jobs::Job job{case_number(case_id), activity_number(activity)};
  auto const* c = context.state.open(case_id);
  bool gone = !c || !c->find(job.activity);
  if (auto const* answer = gone ? jobs.answer(job) : nullptr)
    return Error{"DT-X903",
                 "the job " + activity + " of " + case_id +
                     (answer->done ? " was done already by worker " + answer->worker + " at " : " was taken from worker " + answer->worker + " at ") + format_instant(answer->at) +
                     (answer->done ? "" : ": its case went on without it"),
                 answer->done ? "nothing is left to do; answer each job once" : "look at the case's timeline for what came first"};
  DT_TRY(auto running, find_running(context, case_id));
  DT_TRY(auto number, find_activity(*running.c, activity));
  auto const* found = running.c->find(number);
  if (found->topic.empty())
    return Error{"DT-X903", activity + " of " + case_id + " is a " + found->kind.text() + ", not a job", "look at what jobs there are (GET /jobs)"};
  DT_CHECK(answers_for(*running.c, "", "'" + found->title.text() + "' of " + case_id + " " + what, context));
  return FoundJob{running.c, running.program, number, found, jobs.hold(job)};
}

Status check_not_stuck(FoundJob const& job) {
  if (!job.activity->incident) return {};
  return Error{"DT-X903", job.name() + " has no tries left: " + job.activity->incident->message, "resolve its incident; then take it again"};
}

Result<FoundJob> find_held(Context& context, std::string const& case_id, std::string const& activity, std::string const& worker, std::string const& what) {
  DT_TRY(auto job, find_job(context, case_id, activity, what));
  DT_CHECK(not_halted(*job.c, context));
  DT_CHECK(check_not_stuck(job));
  if (!job.hold || job.hold->worker.empty())
    return Error{"DT-X903", job.name() + " is held by nobody" + (worker.empty() ? std::string() : ": worker " + worker + " never took it, or gave it back"), "take it first"};
  if (!worker.empty() && job.hold->worker != worker)
    return Error{"DT-X903", job.name() + ": the lock is " + job.hold->worker + "'s since " + format_instant(job.hold->since) + ", until " + format_instant(job.hold->until),
                 "hold it longer, or extend the lock while the work goes on"};
  auto const& actor = context.transition.actor();
  if (actor.kind == journal::ActorKind::worker && !job.hold->account.empty() && job.hold->account != actor.id)
    return Error{"DT-X904", job.name() + " was taken by worker " + job.hold->worker + " with another token than this one", "answer with the token that took it, or take it anew when its lock has run out"};
  return job;
}

Status check_text(std::string const& text, char const* what) {
  if (text.size() <= limits::max_text_field_bytes) return {};
  return Error{"DT-X902", std::string(what) + " is " + std::to_string(text.size()) + " bytes long", "send at most " + std::to_string(limits::max_text_field_bytes)};
}

Status check_retries(std::int64_t retries) {
  if (retries >= 0 && retries <= limits::max_job_retries) return {};
  return Error{"DT-X902", std::to_string(retries) + " tries are not possible", "give 0 to " + std::to_string(limits::max_job_retries)};
}

void raise(Context& context, FoundJob const& job, std::string message) {
  IncidentRaised event;
  event.case_id = job.c->id(), event.activity = job.activity_id(), event.process = job.c->process, event.element = job.activity->element;
  event.message = std::move(message), event.help = retry_help;
  event.scope = activity_id(job.activity->scope), event.item = job.activity->item;
  context.transition.emit(event);
}

/// As the model says for its next failure.
Duration rest_of(FoundJob const& job) {
  auto node = job.program->find(job.activity->element.text());
  auto const* part = node == no_index ? nullptr : job.program->job_of(node);
  if (!part || part->backoff.empty()) return {};
  auto failed = std::max<std::int64_t>(0, part->retries - job.activity->retries);
  return part->backoff[std::min(static_cast<std::size_t>(failed), part->backoff.size() - 1)];
}

}  // namespace

Status handle(LockJob const& command, Context& context) {
  DT_CHECK(check_worker(command.worker));
  DT_CHECK(check_lock(command.lock));
  DT_TRY(auto job, find_job(context, command.case_id, command.activity, "is taken"));
  DT_CHECK(not_halted(*job.c, context));
  DT_CHECK(check_not_stuck(job));
  auto now = context.transition.now();
  if (job.hold && now < job.hold->until && !job.hold->free && job.hold->worker != command.worker)
    return job.hold->worker.empty()
               ? Error{"DT-X903", job.name() + " rests until " + format_instant(job.hold->until), "take it then"}
               : Error{"DT-X903", job.name() + ": the lock is " + job.hold->worker + "'s since " + format_instant(job.hold->since) + ", until " + format_instant(job.hold->until), "take it then, if it is not done by then"};
  context.transition.emit(JobsActivated{command.worker, now + command.lock, {{command.case_id, command.activity}}});
  return {};
}

Status handle(CompleteJob const& command, Context& context) {
  DT_TRY(auto job, find_held(context, command.case_id, command.activity, command.worker, "is completed"));
  DT_TRY(auto variables, typed_variables(*job.program, command.variables, job.c));
  DT_TRY(auto local, typed_variables(*job.program, command.local, job.c));
  DT_CHECK(not_decided_here(*job.program, variables));
  Engine(context, command.case_id, *job.program).complete_job(job.number, variables, local);
  return {};
}

Status handle(FailJob const& command, Context& context) {
  DT_TRY(auto job, find_held(context, command.case_id, command.activity, command.worker, "is reported as failed"));
  DT_CHECK(check_text(command.message, "the message"));
  DT_CHECK(check_text(command.details, "the details"));
  DT_TRY(auto variables, typed_variables(*job.program, command.variables, job.c));
  DT_TRY(auto local, typed_variables(*job.program, command.local, job.c));
  DT_CHECK(not_decided_here(*job.program, variables));
  auto retries = command.retries.value_or(std::max<std::int64_t>(0, job.activity->retries - 1));
  DT_CHECK(check_retries(retries));
  auto rest = command.backoff.value_or(rest_of(job));
  if (rest < Duration{} || longest_lock < rest)
    return Error{"DT-X902", "a job cannot rest for " + format_duration(rest), "let it rest from nothing to " + format_duration(longest_lock)};
  auto const& worker = job.hold->worker;
  JobFailed event;
  event.case_id = command.case_id, event.activity = command.activity, event.process = job.c->process, event.element = job.activity->element;
  event.worker = worker;
  event.message = command.message.empty() ? "worker " + worker + " gave no reason" : command.message;
  event.details = command.details, event.retries = retries;
  if (retries > 0 && Duration{} < rest) event.until = context.transition.now() + rest;
  auto message = event.message;
  context.transition.emit(event);
  if (retries == 0) raise(context, job, std::move(message));
  // Last: a condition over them may move the case on and end the job.
  Engine(context, command.case_id, *job.program).set_at_job(job.number, variables, local);
  return {};
}

Status handle(ThrowJobError const& command, Context& context) {
  DT_TRY(auto job, find_held(context, command.case_id, command.activity, command.worker, "throws an error"));
  if (command.code.empty()) return Error{"DT-X902", "the error of " + job.name() + " has no code", "give the code that the model catches; what is wrong with the worker itself is a failure"};
  DT_CHECK(check_text(command.message, "the message"));
  DT_TRY(auto variables, typed_variables(*job.program, command.variables, job.c));
  DT_CHECK(not_decided_here(*job.program, variables));
  Engine(context, command.case_id, *job.program).fail_with_error(job.number, command.code, command.message, variables);
  return {};
}

Status handle(ExtendJobLock const& command, Context& context) {
  DT_TRY(auto job, find_held(context, command.case_id, command.activity, command.worker, "is held longer"));
  DT_CHECK(check_lock(command.lock));
  context.transition.emit(JobLockExtended{command.case_id, command.activity, job.hold->worker, context.transition.now() + command.lock});
  return {};
}

Status handle(UnlockJob const& command, Context& context) {
  auto job = find_held(context, command.case_id, command.activity, command.worker, "is given back");
  if (!job.ok()) return job.error();
  context.transition.emit(JobUnlocked{command.case_id, command.activity});
  return {};
}

Status handle(SetJobRetries const& command, Context& context) {
  DT_TRY(auto job, find_job(context, command.case_id, command.activity, "gets other tries"));
  DT_CHECK(check_retries(command.retries));
  if (job.activity->incident && command.retries > 0 && job.activity->stage == static_cast<std::int32_t>(Stage::yielding)) {
    Engine(context, command.case_id, *job.program).retry(job.number, {});
    return {};
  }
  if (job.activity->incident && command.retries > 0) {
    context.transition.emit(IncidentResolved{command.case_id, command.activity, command.retries});
    return {};
  }
  context.transition.emit(JobRetriesSet{command.case_id, command.activity, command.retries});
  if (command.retries == 0 && !job.activity->incident) raise(context, job, "its tries were set to none");
  return {};
}

Status handle(SetJobPriority const& command, Context& context) {
  auto job = find_job(context, command.case_id, command.activity, "gets another priority");
  if (!job.ok()) return job.error();
  if (command.priority < -2'147'483'648LL || command.priority > 2'147'483'647LL)
    return Error{"DT-X902", std::to_string(command.priority) + " is no priority", "give a whole number of at most 32 bits"};
  context.transition.emit(JobPrioritySet{command.case_id, command.activity, command.priority});
  return {};
}

}  // namespace drivetrain::processes
