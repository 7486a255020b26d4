// What the handlers of jobs check alike.
#pragma once

#include <string>

#include "base/result.h"
#include "base/time.h"
#include "processes/job_commands.h"
#include "processes/state.h"

namespace drivetrain::processes {

inline constexpr Duration longest_lock = days(365);

/// DT-X902 when a worker cannot be called so.
Status check_worker(std::string const& worker);
/// Something of the case, beside the topic.
bool asks_more(JobTopic const& wanted);
/// Whether the worker would get one now, as far as ActivateJobs looks.
bool has_job_for(ActivateJobs const& command, State const& state, Instant now);
/// DT-X902 when nobody may hold a job for so long.
Status check_lock(Duration lock);

}  // namespace drivetrain::processes
