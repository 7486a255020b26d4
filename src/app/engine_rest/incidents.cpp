// incident: what is stuck, and trying it again.
#include "app/api/api.h"
#include "app/engine_rest/call.h"
#include "app/engine_rest/query.h"
#include "base/json_writer.h"
#include "processes/commands.h"

namespace drivetrain::app::engine_rest {

using api::Reading;
using platform::Response;

namespace {

feel::Context incident_row(deployed::Definitions const& definitions, processes::Case const& c, processes::ActivityNumber number, processes::Activity const& activity) {
  auto id = c.id() + "." + processes::activity_id(number);
  feel::Context row;
  row.append("id", feel::Value(id)), row.append("processDefinitionId", feel::Value(definition_id(definitions, c))), row.append("processInstanceId", feel::Value(c.id()));
  row.append("executionId", feel::Value(id)), row.append("incidentTimestamp", feel::Value(written(activity.since)));
  row.append("incidentType", feel::Value(activity.topic.empty() ? "failedJob" : "failedExternalTask")), row.append("activityId", feel::Value(activity.element.text()));
  row.append("failedActivityId", feel::Value(activity.element.text())), row.append("causeIncidentId", feel::Value(id)), row.append("rootCauseIncidentId", feel::Value(id));
  row.append("configuration", feel::Value(id)), row.append("tenantId", feel::Value()), row.append("incidentMessage", feel::Value(activity.incident->message));
  row.append("jobDefinitionId", feel::Value()), row.append("annotation", text_or_null(activity.incident->help)), row.append("$key", feel::Value(c.process.text()));
  return row;
}

Response list_incidents(Call const& call) {
  return answer_cases(call,
                      {{"incidentId", Op::is, "id"}, {"incidentType"}, {"incidentMessage"}, {"incidentMessageLike", Op::like, "incidentMessage"}, {"processDefinitionId"}, {"processDefinitionKeyIn", Op::one_of, "$key"},
                       {"processInstanceId"}, {"executionId"}, {"incidentTimestampBefore", Op::before, "incidentTimestamp"}, {"incidentTimestampAfter", Op::after, "incidentTimestamp"}, {"activityId"},
                       {"failedActivityId"}, {"causeIncidentId"}, {"rootCauseIncidentId"}, {"configuration"}},
                      {{"incidentId", "id"}, {"incidentMessage", "incidentMessage"}, {"incidentTimestamp", "incidentTimestamp"}, {"incidentType", "incidentType"}, {"activityId", "activityId"}, {"processInstanceId", "processInstanceId"}},
                      Ended::left_out, [](Reading const&, deployed::Definitions const& definitions, Query const&, processes::Case const& c, std::vector<feel::Context>& rows) {
                        if (c.incidents == 0) return;
                        for (auto const& [number, activity] : c.activities)
                          if (activity.incident) rows.push_back(incident_row(definitions, c, number, activity));
                      });
}

Response get_incident(Call const& call) {
  return answer_read(call, [&](Reading const& reading) -> Result<Response> {
    auto [case_id, activity_id] = place_of(call.parts[1]);
    auto const* c = reading.company.processes.open(case_id);
    auto number = processes::activity_number(activity_id);
    auto const* activity = c ? c->find(number) : nullptr;
    if (!activity || !activity->incident) return Error{"DT-X901", "No matching incident with id " + call.parts[1], ""};
    JsonWriter json;
    write_row(json, incident_row(*call.api.definitions(), *c, number, *activity));
    return Response::json(json.take());
  });
}

}  // namespace

std::optional<Response> incidents(Call const& call) {
  auto const& parts = call.parts;
  if (parts.empty() || parts[0] != "incident") return std::nullopt;
  auto const& method = call.request.method;
  if (parts.size() == 1 || (parts.size() == 2 && parts[1] == "count")) return method == "GET" || method == "POST" ? std::optional(list_incidents(call)) : std::nullopt;
  if (parts.size() != 2) return std::nullopt;
  if (method == "GET") return get_incident(call);
  if (method != "DELETE") return std::nullopt;
  auto [case_id, activity] = place_of(parts[1]);
  return ask(call, processes::ResolveIncident{case_id, activity, {}});
}

}  // namespace drivetrain::app::engine_rest
