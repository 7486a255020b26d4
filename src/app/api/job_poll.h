// Taking jobs over HTTP, the same for every face of the API: at once when there are some; else the request is parked until one comes
// or its time is over.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/api/exchange.h"
#include "processes/job_commands.h"
#include "processes/state.h"

namespace drivetrain::app::api {

struct TakenJob {
  processes::Case const* c = nullptr;
  processes::ActivityNumber number = 0;
  processes::Activity const* activity = nullptr;
  processes::Jobs::Hold const* hold = nullptr;  ///< null when nobody holds it and it has not failed
  bool suspended = false;                       ///< its case stands still
};
/// The variables that its work can see: its own before those around it before the case's.
feel::Context visible_variables(TakenJob const& job);
/// Nothing when there is no such job now.
std::optional<TakenJob> find_job(Reading const& reading, std::string const& case_id, std::string const& activity);

struct JobPoll {
  journal::Actor actor;
  processes::ActivateJobs command;
  Duration wait;  ///< at most so long, real time; zero: it answers at once
  std::function<platform::Response(Reading const&, std::vector<TakenJob> const&)> write;
  std::function<platform::Response(Error const&)> refuse;
};
inline constexpr Duration longest_wait = seconds(60);

platform::Response poll_jobs(Api& api, JobPoll poll);

/// Who does jobs: a token for work acts as a worker, everybody else as the person that they are. DT-X942 for an account of nobody.
Result<journal::Actor> worker_of(access::Principal const& who);

}  // namespace drivetrain::app::api
