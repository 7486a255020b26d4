// element-instances: what waits in a case, and what it has passed, from its timeline.
#include <map>

#include "app/api/api.h"
#include "app/zeebe_rest/call.h"
#include "app/zeebe_rest/keys.h"
#include "app/zeebe_rest/search.h"

namespace drivetrain::app::zeebe_rest {

using api::Reading;
using platform::Response;
using processes::Case;
using processes::StepKind;

namespace {

Known const element_fields = {"processDefinitionId", "state", "type", "elementId", "elementName", "hasIncident", "elementInstanceKey", "processInstanceKey", "processDefinitionKey", "incidentKey", "startDate", "endDate"};

/// "USER_TASK" of "user_task"; what Camunda 8 has no word for is what it is nearest to.
std::string element_type(std::string const& kind) {
  if (kind == "job") return "SERVICE_TASK";
  if (kind == "plain_task") return "TASK";
  if (kind == "catch_event" || kind == "message" || kind == "timer" || kind == "signal" || kind == "conditional") return "INTERMEDIATE_CATCH_EVENT";
  if (kind == "throw_event") return "INTERMEDIATE_THROW_EVENT";
  if (kind == "event_gateway") return "EVENT_BASED_GATEWAY";
  if (kind == "transaction") return "SUB_PROCESS";
  static constexpr std::string_view same[] = {"start_event", "end_event", "boundary_event", "user_task", "business_rule_task", "script_task", "receive_task", "call_activity", "sub_process", "event_sub_process", "ad_hoc_sub_process",
                                              "exclusive_gateway", "parallel_gateway", "inclusive_gateway"};
  for (auto one : same) {
    if (one != kind) continue;
    std::string type;
    for (auto letter : one) type += letter == '_' ? '_' : static_cast<char>(letter - 'a' + 'A');
    return type;
  }
  return "UNKNOWN";
}

struct Visit {
  std::string element, kind;
  std::uint64_t number = 0;  ///< of the activity; of what was passed, one of its own above all activities
  Instant from;
  std::optional<Instant> to;
  bool terminated = false;
};

std::vector<Visit> visits_of(Case const& c) {
  std::vector<Visit> visits;
  std::map<processes::ActivityNumber, std::size_t> open;
  std::uint64_t passed = 1u << (activity_bits - 1);
  for (auto const& step : c.timeline) {
    if (step.kind == StepKind::activated) {
      open[step.activity] = visits.size();
      visits.push_back({step.element.text(), step.detail.text(), step.activity, step.at, {}});
    } else if (step.kind == StepKind::completed || step.kind == StepKind::cancelled) {
      auto found = open.find(step.activity);
      if (found == open.end()) continue;
      visits[found->second].to = step.at, visits[found->second].terminated = step.kind == StepKind::cancelled;
      open.erase(found);
    } else if (step.kind == StepKind::passed || step.kind == StepKind::joined) {
      visits.push_back({step.element.text(), "", ++passed, step.at, step.at});
    }
  }
  return visits;
}

void add_elements(Reading const& reading, deployed::Definitions const& definitions, Case const& c, std::vector<feel::Context>& rows) {
  auto const* program = reading.company.find(std::string_view(c.revision.text()), c.process.text());
  for (auto const& visit : visits_of(c)) {
    auto node = program ? program->find(visit.element) : processes::no_index;
    auto const* activity = visit.number < 1u << (activity_bits - 1) ? c.find(static_cast<processes::ActivityNumber>(visit.number)) : nullptr;
    if (activity && activity->listens()) continue;  // a listener is no element that was reached
    bool stuck = activity && activity->incident;
    auto key = key_of(c.number, visit.number);
    feel::Context row;
    row.append("elementInstanceKey", feel::Value(key));
    append_definition(row, definitions, c, false);
    row.append("startDate", feel::Value(format_instant(visit.from))), row.append("endDate", time_or_null(visit.to)), row.append("elementId", feel::Value(visit.element));
    row.append("elementName", feel::Value(node == processes::no_index ? visit.element : program->title(node)));
    row.append("type", feel::Value(element_type(node == processes::no_index ? visit.kind : std::string(to_string(program->node(node).kind)))));
    row.append("state", feel::Value(!visit.to ? "ACTIVE" : visit.terminated ? "TERMINATED" : "COMPLETED")), row.append("hasIncident", feel::Value(stuck)), row.append("tenantId", feel::Value(tenant));
    row.append("processInstanceKey", feel::Value(key_of(c.number, 0))), row.append("rootProcessInstanceKey", feel::Value(root_key(reading, c))), row.append("incidentKey", stuck ? feel::Value(key) : feel::Value());
    rows.push_back(std::move(row));
  }
}

}  // namespace

std::optional<Response> elements(Call const& call) {
  if (call.is("POST", {"element-instances", "search"}))
    return search_cases(call, element_fields, {.finished = true}, [](Reading const& reading, deployed::Definitions const& definitions, Asked const&, Case const& c, std::vector<feel::Context>& rows) { add_elements(reading, definitions, c, rows); });
  if (!call.is("GET", {"element-instances", "*"})) return std::nullopt;
  return answer_read(call, [&](Reading const& reading) -> Result<Response> {
    auto place = place_of(call.parts[1]);
    auto const* c = place ? reading.company.processes.find(processes::case_id(place->case_number)) : nullptr;
    std::vector<feel::Context> rows;
    if (c) add_elements(reading, *call.api.definitions(), *c, rows);
    for (auto const& row : rows)
      if (*row.find("elementInstanceKey") == feel::Value(call.parts[1])) return answer_row(row);
    return no_such("element instance", call.parts[1]);
  });
}

}  // namespace drivetrain::app::zeebe_rest
