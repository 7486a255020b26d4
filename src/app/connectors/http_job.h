// A job that the server does itself by calling another system: what it sends, read off the variables of its activity, and what it answers for, read
// off what came back. Without sockets and clocks, so that every case can be shown.
#pragma once

#include <string>
#include <variant>

#include "feel/value.h"
#include "platform/http_call.h"
#include "processes/job_commands.h"
#include "processes/program.h"

namespace drivetrain::app {

/// What the worker holds: a copy, good outside the state.
struct HttpJob {
  std::string case_id, activity;
  feel::Context variables;         ///< that its activity can see
  processes::Program const* program = nullptr;  ///< lives as long as the model library
  processes::HttpPart const* part = nullptr;
  std::string idempotency_key;     ///< the same whenever this job is tried, another for every other job
};

struct HttpJobRequest {
  platform::OutboundRequest request;
  Duration connect, whole;
};
/// DT-X902 when the variables make no request.
Result<HttpJobRequest> request_of(HttpJob const& job);

/// What the worker says of the job; `worker` is empty.
using HttpJobAnswer = std::variant<processes::CompleteJob, processes::FailJob, processes::ThrowJobError>;
HttpJobAnswer answer_of(HttpJob const& job, Result<platform::ClientAnswer> const& came, Instant now);

}  // namespace drivetrain::app
