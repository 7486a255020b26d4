// See job_poll.h. Whoever waits is enlisted at the bell before looking, so that no job comes unnoticed in between.
#include "app/api/job_poll.h"

#include <algorithm>
#include <chrono>
#include <limits>

#include "app/api/api.h"
#include "app/api/job_bell.h"
#include "base/text.h"
#include "processes/handle_jobs.h"
#include "processes/views.h"

namespace drivetrain::app::api {

using platform::Response;
using Clock = std::chrono::steady_clock;

namespace {

class Polling : public std::enable_shared_from_this<Polling> {
 public:
  Polling(Api& api, JobPoll poll) : api_(api), poll_(std::move(poll)), until_(Clock::now() + std::chrono::microseconds(poll_.wait.us)) {
    for (auto const& topic : poll_.command.topics) topics_.push_back(topic.topic), is_choosy_ = is_choosy_ || processes::asks_more(topic);
  }

  Response go_on(bool last) {
    // Others may be faster; who loses so often in a row asks again.
    for (int attempt = 0; attempt < 3; ++attempt) {
      auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until_ - Clock::now()).count();
      bool waits = !last && left > 0;
      std::shared_ptr<platform::Wakeup> wakeup;
      if (waits && !(wakeup = api_.job_bell().wait(topics_, is_choosy_ ? Choosy::yes : Choosy::no))) return poll_.refuse({"DT-X929", "too many workers wait for jobs at once", "ask again in a moment, or for more jobs with fewer requests"});
      auto seen = look();
      if (!seen.problem.ok() || seen.ready || !waits) api_.job_bell().leave(wakeup, false);
      if (!seen.problem.ok()) return poll_.refuse(seen.problem.error());
      if (seen.ready) {
        auto outcome = api_.runtime().execute(journal::command(poll_.command, poll_.actor));
        if (outcome.refusal) return poll_.refuse(*outcome.refusal);
        if (!outcome.reply.empty()) return written(outcome.reply, outcome.position);
      } else if (waits) {
        return parked(std::move(wakeup), seen.next ? std::min<std::int64_t>(left, (*seen.next - api_.runtime().now()).us / 1'000 + 1) : left);
      } else {
        break;
      }
    }
    return written("", 0);
  }

 private:
  struct Seen {
    Status problem;
    bool ready = false;
    std::optional<Instant> next;  ///< when the next one can be had whose hold runs out
  };
  Seen look() {
    Seen seen;
    seen.problem = api_.runtime().journal().peek([&] {
      auto const& jobs = api_.runtime().company().processes.jobs();
      auto now = api_.runtime().now();
      seen.ready = processes::has_job_for(poll_.command, api_.runtime().company().processes, now), seen.next.reset();
      for (auto const& topic : topics_) {
        auto found = jobs.topics.find(topic);
        if (found == jobs.topics.end()) continue;
        // What has run out already was none for it, or it is ready.
        auto first = found->second.held.upper_bound({now, {std::numeric_limits<processes::CaseNumber>::max(), std::numeric_limits<processes::ActivityNumber>::max()}});
        if (first != found->second.held.end()) seen.next = seen.next ? std::min(*seen.next, first->until) : first->until;
      }
    });
    return seen;
  }

  Response parked(std::shared_ptr<platform::Wakeup> wakeup, std::int64_t at_most_ms) {
    Response response;
    response.parked = std::make_shared<platform::Parked>();
    response.parked->at_most_ms = static_cast<int>(std::max<std::int64_t>(at_most_ms, 1));
    response.parked->again = [self = shared_from_this(), wakeup](bool last) {
      self->api_.job_bell().leave(wakeup, false);
      return self->go_on(last);
    };
    response.parked->gone = [self = shared_from_this(), wakeup] { self->api_.job_bell().leave(wakeup, true); };
    response.parked->wakeup = std::move(wakeup);
    return response;
  }

  Response written(std::string const& names, std::uint64_t position) {
    Response response;
    auto& runtime = api_.runtime();
    auto read = runtime.journal().read([&] {
      Reading reading{runtime.company(), api_.index(), runtime.now(), runtime.journal().head(), poll_.actor.kind == journal::ActorKind::person ? poll_.actor.id : std::string()};
      std::vector<TakenJob> jobs;
      for (auto name : split(names, ' ')) {
        auto slash = name.find('/');
        if (slash == std::string_view::npos) continue;
        // Its case may have gone on without it by now.
        if (auto job = find_job(reading, std::string(name.substr(0, slash)), std::string(name.substr(slash + 1)))) jobs.push_back(*job);
      }
      response = poll_.write(reading, jobs);
    }, position);
    return read.ok() ? response : poll_.refuse(read.error());
  }

  Api& api_;
  JobPoll poll_;
  Clock::time_point until_;
  std::vector<std::string> topics_;
  bool is_choosy_ = false;  ///< not every job of its topics is one for it
};

}  // namespace

Response poll_jobs(Api& api, JobPoll poll) { return std::make_shared<Polling>(api, std::move(poll))->go_on(false); }

std::optional<TakenJob> find_job(Reading const& reading, std::string const& case_id, std::string const& activity) {
  auto const* c = reading.company.processes.open(case_id);
  auto number = processes::activity_number(activity);
  auto const* found = c ? c->find(number) : nullptr;
  if (!found || found->topic.empty()) return std::nullopt;
  return TakenJob{c, number, found, reading.company.processes.jobs().hold({c->number, number}), reading.company.processes.suspended(*c) != nullptr};
}

feel::Context visible_variables(TakenJob const& job) {
  std::vector<feel::Context> around;
  for (auto const* activity = job.activity; activity; activity = activity->scope == 0 ? nullptr : job.c->find(activity->scope)) around.push_back(processes::own_variables(*activity));
  auto variables = job.c->variables;
  for (auto inner = around.rbegin(); inner != around.rend(); ++inner)
    for (auto const& [name, value] : inner->entries()) variables.set(name, value);
  return variables;
}

Result<journal::Actor> worker_of(access::Principal const& who) {
  if (who.is_worker()) return journal::Actor{journal::ActorKind::worker, who.account};
  if (!who.person.empty()) return journal::Actor::person(who.person);
  return Error{"DT-X942", who.account + " is mapped to no person of the model, and does no jobs either", "make a token with the scope work for the worker"};
}

}  // namespace drivetrain::app::api
