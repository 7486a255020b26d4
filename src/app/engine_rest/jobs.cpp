// job: what the engine itself will do or cannot: timers, and what is stuck and is no external task. Timers ring before their time or at another one;
// what is stuck is tried again.
#include "app/api/api.h"
#include "app/engine_rest/call.h"
#include "app/engine_rest/query.h"
#include "base/json_writer.h"
#include "processes/commands.h"
#include "processes/delivery_commands.h"

namespace drivetrain::app::engine_rest {

using api::Reading;
using platform::Response;

namespace {

bool is_job(processes::Activity const& activity) { return activity.topic.empty() && (activity.due || activity.incident); }

feel::Context job_row(Reading const& reading, deployed::Definitions const& definitions, processes::Case const& c, processes::ActivityNumber number, processes::Activity const& activity) {
  auto id = c.id() + "." + processes::activity_id(number);
  bool suspended = reading.company.processes.suspended(c) != nullptr;
  feel::Context row;
  row.append("id", feel::Value(id)), row.append("jobDefinitionId", feel::Value()), row.append("processInstanceId", feel::Value(c.id())), row.append("processDefinitionId", feel::Value(definition_id(definitions, c)));
  row.append("processDefinitionKey", feel::Value(c.process.text())), row.append("executionId", feel::Value(id));
  row.append("exceptionMessage", activity.incident ? feel::Value(activity.incident->message) : feel::Value()), row.append("failedActivityId", activity.incident ? feel::Value(activity.element.text()) : feel::Value());
  row.append("retries", feel::Value(activity.incident ? 0 : 1)), row.append("dueDate", time_or_null(activity.due)), row.append("suspended", feel::Value(suspended)), row.append("priority", feel::Value(0));
  row.append("tenantId", feel::Value()), row.append("createTime", feel::Value(written(activity.since)));
  row.append("$activity", feel::Value(activity.element.text())), row.append("$timer", feel::Value(activity.due.has_value())), row.append("$stuck", feel::Value(activity.incident.has_value()));
  row.append("$executable", feel::Value(!activity.incident && !suspended && activity.due && *activity.due <= reading.now));
  return row;
}

Response list_jobs(Call const& call) {
  return answer_cases(call,
                      {{"jobId", Op::is, "id"}, {"jobIds", Op::one_of, "id"}, {"processInstanceId"}, {"processInstanceIds", Op::one_of, "processInstanceId"}, {"executionId"}, {"processDefinitionId"}, {"processDefinitionKey"},
                       {"activityId", Op::is, "$activity"}, {"failedActivityId"}, {"withRetriesLeft", Op::lacks, "$stuck"}, {"noRetriesLeft", Op::holds, "$stuck"}, {"withException", Op::holds, "$stuck"}, {"exceptionMessage"},
                       {"timers", Op::holds, "$timer"}, {"executable", Op::holds, "$executable"}, {"active", Op::lacks, "suspended"}, {"suspended", Op::holds}, {"withoutTenantId", Op::nothing}},
                      {{"jobId", "id"}, {"jobDueDate", "dueDate"}, {"jobRetries", "retries"}, {"processInstanceId", "processInstanceId"}, {"processDefinitionKey", "processDefinitionKey"}},
                      Ended::left_out, [](Reading const& reading, deployed::Definitions const& definitions, Query const&, processes::Case const& c, std::vector<feel::Context>& rows) {
                        for (auto const& [number, activity] : c.activities)
                          if (is_job(activity)) rows.push_back(job_row(reading, definitions, c, number, activity));
                      });
}

struct Found {
  bool timer = false, stuck = false;
};

Response change_job(Call const& call, Place const& place, Found const& found, std::string const& what) {
  auto const& method = call.request.method;
  if (method == "POST" && what == "execute") {
    if (found.stuck) return ask(call, processes::ResolveIncident{place.case_id, place.activity, {}});
    return ask(call, processes::RingTimer{place.case_id, place.activity});
  }
  if (method == "PUT" && what == "retries") {
    if (call.number("retries", -1) < 0) return refusal({"DT-X902", "retries is no number from 0 on", "say how often it is tried"});
    if (call.number("retries", 0) == 0) return refusal({"DT-X902", "a job of the engine is not made to fail", "suspend the instance instead"});
    if (!found.stuck) return refusal({"DT-X903", call.parts[1] + " has not failed: it is not tried again", "execute it, or give it another duedate"});
    return ask(call, processes::ResolveIncident{place.case_id, place.activity, {}});
  }
  if (method == "PUT" && what == "duedate") {
    if (call.flag("cascade")) return refusal({"DT-X902", "cascade is not known here: the firings after it keep their own times", "leave it out"});
    if (!found.timer) return refusal({"DT-X903", call.parts[1] + " waits for no time", "only a timer has a due date"});
    auto due = read_time(call.text("duedate"));
    if (!due) return refusal({"DT-X902", "duedate is no time: " + call.text("duedate"), "write it as 2026-03-27T08:00:00.000+0000"});
    return ask(call, processes::MoveTimer{place.case_id, place.activity, *due});
  }
  return refusal({"", call.request.method + " " + call.request.path + " is not known here", "Drivetrain's own API is at /api/v1"}, 404);
}

}  // namespace

std::optional<Response> jobs(Call const& call) {
  auto const& parts = call.parts;
  if (parts.empty() || parts[0] != "job") return std::nullopt;
  auto const& method = call.request.method;
  if (parts.size() == 1 || (parts.size() == 2 && parts[1] == "count")) return method == "GET" || method == "POST" ? std::optional(list_jobs(call)) : std::nullopt;
  auto place = place_of(parts[1]);
  std::optional<Found> found;
  auto shown = answer_read(call, [&](Reading const& reading) -> Result<Response> {
    auto const* c = reading.company.processes.open(place.case_id);
    auto number = processes::activity_number(place.activity);
    auto const* activity = c ? c->find(number) : nullptr;
    if (!activity || !is_job(*activity)) return Error{"DT-X901", "Job with id " + parts[1] + " does not exist", ""};
    found = Found{activity->due.has_value(), activity->incident.has_value()};
    JsonWriter json;
    write_row(json, job_row(reading, *call.api.definitions(), *c, number, *activity));
    return Response::json(json.take());
  });
  if (!found || (parts.size() == 2 && method == "GET")) return shown;
  return parts.size() == 3 ? std::optional(change_job(call, place, *found, parts[2])) : std::nullopt;
}

}  // namespace drivetrain::app::engine_rest
