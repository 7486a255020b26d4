// incidents: what is stuck, and trying it again. An incident has the key of the activity that is stuck.
#include "app/api/api.h"
#include "app/zeebe_rest/call.h"
#include "app/zeebe_rest/keys.h"
#include "app/zeebe_rest/search.h"
#include "processes/commands.h"

namespace drivetrain::app::zeebe_rest {

using api::Reading;
using platform::Response;

namespace {

Known const incident_fields = {"processDefinitionId", "errorType", "errorMessage", "elementId", "creationTime", "state", "incidentKey", "processDefinitionKey", "processInstanceKey", "elementInstanceKey", "jobKey"};

feel::Context incident_row(Call const& call, Reading const& reading, processes::Case const& c, processes::ActivityNumber number, processes::Activity const& activity) {
  auto key = key_of(c.number, number);
  feel::Context row;
  row.append("incidentKey", feel::Value(key));
  append_definition(row, *call.api.definitions(), c, false);
  row.append("errorType", feel::Value(activity.topic.empty() ? "UNKNOWN" : "JOB_NO_RETRIES")), row.append("errorMessage", feel::Value(activity.incident->message)), row.append("elementId", feel::Value(activity.element.text()));
  row.append("creationTime", feel::Value(format_instant(activity.since))), row.append("state", feel::Value("ACTIVE")), row.append("tenantId", feel::Value(tenant));
  row.append("processInstanceKey", feel::Value(key_of(c.number, 0))), row.append("rootProcessInstanceKey", feel::Value(root_key(reading, c))), row.append("elementInstanceKey", feel::Value(key));
  row.append("jobKey", activity.topic.empty() ? feel::Value() : feel::Value(key));
  return row;
}

Response list_incidents(Call const& call, std::string const& instance) {
  return search(call, incident_fields, [&](Reading const& reading, Asked const& asked, std::vector<feel::Context>& rows) {
    auto only = instance.empty() ? asked.only("processInstanceKey") : instance;
    for (auto const& [_, c] : reading.company.processes.open_cases()) {
      if (c.incidents == 0 || (!only.empty() && only != key_of(c.number, 0))) continue;
      for (auto const& [number, activity] : c.activities)
        if (activity.incident) rows.push_back(incident_row(call, reading, c, number, activity));
    }
  });
}

}  // namespace

std::optional<Response> incidents(Call const& call) {
  if (call.is("POST", {"incidents", "search"})) return list_incidents(call, "");
  if (call.is("POST", {"process-instances", "*", "incidents", "search"})) return list_incidents(call, call.parts[1]);
  if (call.is("GET", {"incidents", "*"}))
    return answer_read(call, [&](Reading const& reading) -> Result<Response> {
      auto place = place_of(call.parts[1]);
      auto const* c = place ? reading.company.processes.open(processes::case_id(place->case_number)) : nullptr;
      auto const* activity = c ? c->find(place->activity) : nullptr;
      if (!activity || !activity->incident) return no_such("incident", call.parts[1]);
      return answer_row(incident_row(call, reading, *c, place->activity, *activity));
    });
  if (!call.is("POST", {"incidents", "*", "resolution"})) return std::nullopt;
  auto place = place_of(call.parts[1]);
  if (!place || place->activity == 0) return refuse(no_such("incident", call.parts[1]));
  return ask(call, processes::ResolveIncident{processes::case_id(place->case_number), processes::activity_id(place->activity), {}});
}

}  // namespace drivetrain::app::zeebe_rest
