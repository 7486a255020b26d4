// A job that the server does itself by calling another system: what it sends, read off the variables of its activity, and what it answers for, read
// off what came back. Without sockets and clocks, so that every case can be shown.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "feel/value.h"
#include "platform/http_call.h"
#include "processes/job_commands.h"
#include "processes/program.h"

namespace drivetrain::app {

/// What the worker holds: a copy, good outside the state.
struct HttpJob {
  std::string case_id, activity;
  feel::Context sent;              ///< variables of its activity that the step itself sets for the call
  feel::Context variables;         ///< that its activity can see, for what judges the answer
  processes::Program const* program = nullptr;  ///< lives as long as the model library
  processes::HttpPart const* part = nullptr;
  processes::MappingPart const* mapping = nullptr;  ///< of its step: what that sets, and so what goes out; null: nothing
  std::string idempotency_key;     ///< the same whenever this job is tried, another for every other job
};

/// The call that this step of the program makes, with the variables that its activity holds itself. The part is null when it makes none.
void take_step(HttpJob& job, processes::Program const& program, std::string_view element, feel::Context const& own);

/// Texts that go out and must not come back into the case, longest first; and what stands in their place there.
using Hidden = std::vector<std::pair<std::string, std::string>>;
/// A secret of the server by its name, for a call of that host and port.
using SecretOf = std::function<Result<std::string>(std::string const& name, std::string const& host, std::uint16_t port)>;

struct HttpJobRequest {
  platform::OutboundRequest request;
  Duration connect, whole;
  Hidden hidden;
};
/// DT-X902 when the variables make no request, or a secret is not to be had. No error holds a secret.
Result<HttpJobRequest> request_of(HttpJob const& job, SecretOf const& secret);

/// What the worker says of the job; `worker` is empty. Within the bounds of what a job may say, and valid UTF-8, whatever came.
using HttpJobAnswer = std::variant<processes::CompleteJob, processes::FailJob, processes::ThrowJobError>;
HttpJobAnswer answer_of(HttpJob const& job, Result<platform::ClientAnswer> came, Hidden const& hidden, Instant now);
/// The case does not take the answer, and would not take it the next time: somebody has to look at it.
processes::FailJob refused_answer(HttpJob const& job, Error const& refusal);

}  // namespace drivetrain::app
