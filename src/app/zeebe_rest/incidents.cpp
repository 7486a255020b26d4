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

feel::Context incident_row(Reading const& reading, deployed::Definitions const& definitions, processes::Case const& c, processes::ActivityNumber number, processes::Activity const& activity) {
  auto key = key_of(c.number, number);
  feel::Context row;
  row.append("incidentKey", feel::Value(key));
  append_definition(row, definitions, c, false);
  row.append("errorType", feel::Value(activity.topic.empty() ? "UNKNOWN" : "JOB_NO_RETRIES")), row.append("errorMessage", feel::Value(activity.incident->message)), row.append("elementId", feel::Value(activity.element.text()));
  row.append("creationTime", feel::Value(format_instant(activity.since))), row.append("state", feel::Value("ACTIVE")), row.append("tenantId", feel::Value(tenant));
  row.append("processInstanceKey", feel::Value(key_of(c.number, 0))), row.append("rootProcessInstanceKey", feel::Value(root_key(reading, c))), row.append("elementInstanceKey", feel::Value(key));
  row.append("jobKey", activity.topic.empty() ? feel::Value() : feel::Value(key));
  return row;
}

Response list_incidents(Call const& call, faces::Among among) {
  return search_cases(call, incident_fields, std::move(among), [](Reading const& reading, deployed::Definitions const& definitions, Asked const&, processes::Case const& c, std::vector<feel::Context>& rows) {
    if (c.incidents == 0) return;
    for (auto const& [number, activity] : c.activities)
      if (activity.incident) rows.push_back(incident_row(reading, definitions, c, number, activity));
  });
}

}  // namespace

std::optional<Response> incidents(Call const& call) {
  if (call.is("POST", {"incidents", "search"})) return list_incidents(call, {});
  if (call.is("POST", {"process-instances", "*", "incidents", "search"})) {
    auto place = place_of(call.parts[1]);
    if (!place || place->activity != 0) return refuse(no_such("process instance", call.parts[1]));
    return list_incidents(call, {.numbers = std::vector{place->case_number}});
  }
  if (call.is("GET", {"incidents", "*"}))
    return answer_read(call, [&](Reading const& reading) -> Result<Response> {
      auto place = place_of(call.parts[1]);
      auto const* c = place ? reading.company.processes.open(processes::case_id(place->case_number)) : nullptr;
      auto const* activity = c ? c->find(place->activity) : nullptr;
      if (!activity || !activity->incident) return no_such("incident", call.parts[1]);
      return answer_row(incident_row(reading, *call.api.definitions(), *c, place->activity, *activity));
    });
  if (!call.is("POST", {"incidents", "*", "resolution"})) return std::nullopt;
  auto place = place_of(call.parts[1]);
  if (!place || place->activity == 0) return refuse(no_such("incident", call.parts[1]));
  return ask(call, processes::ResolveIncident{processes::case_id(place->case_number), processes::activity_id(place->activity), {}});
}

}  // namespace drivetrain::app::zeebe_rest
