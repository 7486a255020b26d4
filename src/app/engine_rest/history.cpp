// history: what runs and what has ended a short while ago, as clients look for it. The whole story is in the journal (/api/v1/audit).
#include "app/api/api.h"
#include "app/engine_rest/activity_tree.h"
#include "app/engine_rest/call.h"
#include "app/engine_rest/query.h"
#include "app/engine_rest/typed_values.h"
#include "app/task_faces.h"
#include "app/views/visibility.h"
#include "base/json_writer.h"

namespace drivetrain::app::engine_rest {

using api::Reading;
using platform::Response;
using processes::Case;
using processes::CaseStatus;

namespace {

feel::Value milliseconds_between(Instant from, std::optional<Instant> const& to) { return to ? feel::Value((*to - from).us / 1'000) : feel::Value(); }

feel::Context past_instance_row(Reading const& reading, deployed::Definitions const& definitions, Case const& c) {
  auto const* definition = definitions.of(c.revision.text(), c.process.text());
  auto const* root = &c;
  while (root->parent != 0)
    if (auto const* above = reading.company.processes.find(processes::case_id(root->parent))) root = above;
    else break;
  auto state = c.status == CaseStatus::completed ? "COMPLETED" : c.status == CaseStatus::cancelled ? "EXTERNALLY_TERMINATED" : reading.company.processes.suspended(c) ? "SUSPENDED" : "ACTIVE";
  feel::Context row;
  row.append("id", feel::Value(c.id())), row.append("rootProcessInstanceId", feel::Value(root->id())), row.append("superProcessInstanceId", c.parent == 0 ? feel::Value() : feel::Value(processes::case_id(c.parent)));
  row.append("superCaseInstanceId", feel::Value()), row.append("caseInstanceId", feel::Value()), row.append("processDefinitionName", definition ? feel::Value(definition->title) : feel::Value());
  row.append("processDefinitionKey", feel::Value(c.process.text())), row.append("processDefinitionVersion", definition ? feel::Value(definition->version) : feel::Value());
  row.append("processDefinitionId", feel::Value(definition_id(definitions, c))), row.append("businessKey", text_or_null(c.business_key)), row.append("startTime", feel::Value(written(c.started)));
  row.append("endTime", time_or_null(c.ended)), row.append("removalTime", feel::Value()), row.append("durationInMillis", milliseconds_between(c.started, c.ended)), row.append("startUserId", feel::Value());
  row.append("startActivityId", c.timeline.empty() ? feel::Value() : text_or_null(c.timeline.front().element.text())), row.append("deleteReason", text_or_null(c.reason.or_empty())), row.append("tenantId", feel::Value());
  row.append("state", feel::Value(state)), row.append("$ended", feel::Value(c.ended.has_value())), row.append("$cancelled", feel::Value(c.status == CaseStatus::cancelled)), row.append("$incident", feel::Value(c.incidents > 0));
  row.append("$variables", feel::Value(c.variables)), row.append("$active", feel::Value(c.status == CaseStatus::running));
  return row;
}

Response past_instances(Call const& call) {
  return answer_cases(call,
                      {{"processInstanceId", Op::is, "id"}, {"processInstanceIds", Op::one_of, "id"}, {"processDefinitionId"}, {"processDefinitionKey"}, {"processDefinitionKeyIn", Op::one_of, "processDefinitionKey"},
                       {"processDefinitionName"}, {"processInstanceBusinessKey", Op::is, "businessKey"}, {"processInstanceBusinessKeyIn", Op::one_of, "businessKey"}, {"processInstanceBusinessKeyLike", Op::like, "businessKey"},
                       {"rootProcessInstances", Op::lacks, "superProcessInstanceId"}, {"superProcessInstanceId"}, {"finished", Op::holds, "$ended"}, {"unfinished", Op::lacks, "$ended"}, {"active", Op::holds, "$active"},
                       {"completed", Op::holds, "$completed"}, {"withIncidents", Op::holds, "$incident"}, {"startedBefore", Op::before, "startTime"}, {"startedAfter", Op::after, "startTime"},
                       {"finishedBefore", Op::before, "endTime"}, {"finishedAfter", Op::after, "endTime"}, {"variables", Op::variables, "$variables"}, {"withoutTenantId", Op::nothing}},
                      {{"instanceId", "$number"}, {"definitionKey", "processDefinitionKey"}, {"businessKey", "businessKey"}, {"startTime", "startTime"}, {"endTime", "endTime"}, {"duration", "durationInMillis"}},
                      Ended::too, [](Reading const& reading, deployed::Definitions const& definitions, Query const&, Case const& c, std::vector<feel::Context>& rows) {
                        rows.push_back(past_instance_row(reading, definitions, c));
                        rows.back().append("$number", feel::Value(c.number)), rows.back().append("$completed", feel::Value(c.status == CaseStatus::completed));
                      });
}

Response past_instance(Call const& call) {
  return answer_read(call, [&](Reading const& reading) -> Result<Response> {
    auto const* c = reading.company.processes.find(call.parts[2]);
    if (!c) return Error{"DT-X901", "Historic process instance with id " + call.parts[2] + " does not exist", ""};
    JsonWriter json;
    write_row(json, past_instance_row(reading, *call.api.definitions(), *c));
    return Response::json(json.take());
  });
}

/// A visit to an element, put together from the steps of the timeline.
struct Visit {
  std::string element, kind;
  processes::ActivityNumber activity = 0;
  Instant from;
  std::optional<Instant> to;
  bool cancelled = false;
};

std::vector<Visit> visits_of(Case const& c) {
  using processes::StepKind;
  std::vector<Visit> visits;
  std::map<processes::ActivityNumber, std::size_t> open;
  for (auto const& step : c.timeline) {
    switch (step.kind) {
      case StepKind::activated:
        open[step.activity] = visits.size();
        visits.push_back({step.element.text(), step.detail.text(), step.activity, step.at, {}});
        break;
      case StepKind::completed:
      case StepKind::cancelled: {
        auto found = open.find(step.activity);
        if (found == open.end()) break;  // its beginning is forgotten
        visits[found->second].to = step.at, visits[found->second].cancelled = step.kind == StepKind::cancelled;
        open.erase(found);
        break;
      }
      case StepKind::passed:
      case StepKind::joined: visits.push_back({step.element.text(), "", 0, step.at, step.at}); break;
      default: break;
    }
  }
  return visits;
}

Response past_activities(Call const& call) {
  return answer_cases(call,
                      {{"activityInstanceId", Op::is, "id"}, {"processInstanceId"}, {"processDefinitionId"}, {"processDefinitionKey"}, {"executionId"}, {"activityId"}, {"activityName"}, {"activityType"},
                       {"finished", Op::holds, "$ended"}, {"unfinished", Op::lacks, "$ended"}, {"canceled", Op::holds}, {"startedBefore", Op::before, "startTime"}, {"startedAfter", Op::after, "startTime"},
                       {"finishedBefore", Op::before, "endTime"}, {"finishedAfter", Op::after, "endTime"}, {"withoutTenantId", Op::nothing}},
                      {{"activityInstanceId", "id"}, {"instanceId", "processInstanceId"}, {"activityId", "activityId"}, {"activityName", "activityName"}, {"startTime", "startTime"}, {"endTime", "endTime"}, {"occurrence", "$order"}},
                      Ended::too, [](Reading const& reading, deployed::Definitions const& definitions, Query const&, Case const& c, std::vector<feel::Context>& rows) {
                        auto const* program = reading.company.find(std::string_view(c.revision.text()), c.process.text());
                        std::size_t order = 0;
                        for (auto const& visit : visits_of(c)) {
                          ++order;
                          auto node = program ? program->find(visit.element) : processes::no_index;
                          auto place = c.id() + (visit.activity == 0 ? ".s" + std::to_string(order) : "." + processes::activity_id(visit.activity));
                          feel::Context row;
                          row.append("id", feel::Value(visit.element + ":" + place)), row.append("parentActivityInstanceId", feel::Value(c.id())), row.append("activityId", feel::Value(visit.element));
                          row.append("activityName", node == processes::no_index ? feel::Value() : feel::Value(program->title(node)));
                          row.append("activityType", feel::Value(activity_type(node == processes::no_index ? visit.kind : std::string(to_string(program->node(node).kind)))));
                          row.append("processDefinitionKey", feel::Value(c.process.text())), row.append("processDefinitionId", feel::Value(definition_id(definitions, c))), row.append("processInstanceId", feel::Value(c.id()));
                          row.append("executionId", feel::Value(place)), row.append("startTime", feel::Value(written(visit.from))), row.append("endTime", time_or_null(visit.to));
                          row.append("durationInMillis", milliseconds_between(visit.from, visit.to)), row.append("canceled", feel::Value(visit.cancelled)), row.append("tenantId", feel::Value());
                          row.append("$ended", feel::Value(visit.to.has_value())), row.append("$order", feel::Value(order));
                          rows.push_back(std::move(row));
                        }
                      });
}

Response past_variables(Call const& call) {
  return answer_cases(call, {{"variableName", Op::is, "name"}, {"variableNameLike", Op::like, "name"}, {"processInstanceId"}, {"processInstanceIdIn", Op::one_of, "processInstanceId"}, {"processDefinitionKey"}, {"processDefinitionId"}, {"deserializeValues", Op::nothing}},
                      {{"instanceId", "processInstanceId"}, {"variableName", "name"}}, Ended::too, [](Reading const&, deployed::Definitions const& definitions, Query const&, Case const& c, std::vector<feel::Context>& rows) {
                        for (auto const& [name, value] : c.variables.entries()) {
                          feel::Context row;
                          row.append("id", feel::Value(c.id() + "." + name)), row.append("name", feel::Value(name));
                          auto typed = typed_value(value);
                          for (auto const& [field, part] : typed.context().entries()) row.append(field, part);
                          row.append("processDefinitionKey", feel::Value(c.process.text())), row.append("processDefinitionId", feel::Value(definition_id(definitions, c)));
                          row.append("processInstanceId", feel::Value(c.id())), row.append("executionId", feel::Value(c.id())), row.append("activityInstanceId", feel::Value(c.id()));
                          row.append("createTime", feel::Value(written(c.started))), row.append("state", feel::Value("CREATED")), row.append("tenantId", feel::Value());
                          rows.push_back(std::move(row));
                        }
                      });
}

feel::Value list_of(std::vector<std::string> const& words) {
  feel::List list;
  for (auto const& word : words) list.push_back(feel::Value(word));
  return feel::Value(std::move(list));
}

PastTask still_waiting(coordination::WorkItem const& item) {
  auto const& opened = item.opened;
  PastTask task;
  task.item = opened.item, task.position = item.position, task.activity = opened.activity, task.element = opened.element, task.title = opened.title, task.at = item.at;
  task.person = holder_of_task(item), task.owner = item.owner, task.candidate_roles = opened.candidate_roles, task.candidate_people = opened.candidate_people;
  task.candidate_roles.insert(task.candidate_roles.begin(), opened.role);
  task.due = item.due, task.follow_up = item.follow_up, task.priority = item.priority;
  return task;
}

/// As HistoricTaskInstanceDto.
feel::Context past_task_row(deployed::Definitions const& definitions, Case const& c, PastTask const& task, std::string const& root) {
  bool over = task.ended != Instant{};
  auto const* definition = definitions.of(c.revision.text(), c.process.text());
  feel::Context row;
  row.append("id", feel::Value(task.item)), row.append("processDefinitionKey", feel::Value(c.process.text())), row.append("processDefinitionId", feel::Value(definition_id(definitions, c)));
  row.append("processInstanceId", feel::Value(c.id())), row.append("executionId", feel::Value(c.id() + "." + task.activity));
  for (auto name : {"caseDefinitionKey", "caseDefinitionId", "caseInstanceId", "caseExecutionId"}) row.append(name, feel::Value());
  row.append("activityInstanceId", feel::Value(task.element + ":" + c.id() + "." + task.activity)), row.append("name", text_or_null(task.title)), row.append("description", feel::Value());
  row.append("deleteReason", !over ? feel::Value() : feel::Value(task.completed ? "completed" : task.reason.empty() ? "deleted" : task.reason));
  row.append("owner", text_or_null(task.owner)), row.append("assignee", text_or_null(task.person)), row.append("startTime", feel::Value(written(task.at)));
  row.append("endTime", over ? feel::Value(written(task.ended)) : feel::Value()), row.append("duration", over ? feel::Value((task.ended - task.at).us / 1'000) : feel::Value());
  row.append("taskDefinitionKey", feel::Value(task.element)), row.append("priority", feel::Value(task.priority)), row.append("due", time_or_null(task.due)), row.append("parentTaskId", feel::Value());
  row.append("followUp", time_or_null(task.follow_up)), row.append("tenantId", feel::Value()), row.append("removalTime", feel::Value()), row.append("rootProcessInstanceId", feel::Value(root));
  row.append("taskState", feel::Value(!over ? "Created" : task.completed ? "Completed" : "Deleted"));
  std::vector<std::string> involved = task.candidate_people;
  for (auto const& one : {task.person, task.owner})
    if (!one.empty()) involved.push_back(one);
  row.append("$over", feel::Value(over)), row.append("$processOver", feel::Value(c.ended.has_value())), row.append("$businessKey", text_or_null(c.business_key)), row.append("$processName", definition ? text_or_null(definition->title) : feel::Value());
  row.append("$groups", list_of(task.candidate_roles)), row.append("$users", list_of(task.candidate_people)), row.append("$involved", list_of(involved)), row.append("$variables", feel::Value(c.variables));
  row.append("$position", feel::Value(task.position));
  return row;
}

Response past_task_list(Call const& call) {
  Status refused;
  auto answered = answer_cases(call,
      {{"taskId", Op::is, "id"}, {"processInstanceId"}, {"processInstanceBusinessKey", Op::is, "$businessKey"}, {"processInstanceBusinessKeyIn", Op::one_of, "$businessKey"}, {"processInstanceBusinessKeyLike", Op::like, "$businessKey"},
      {"executionId"}, {"processDefinitionId"}, {"processDefinitionKey"}, {"processDefinitionName", Op::is, "$processName"}, {"activityInstanceIdIn", Op::one_of, "activityInstanceId"}, {"taskName", Op::is, "name"},
      {"taskNameLike", Op::like, "name"}, {"taskDefinitionKey"}, {"taskDefinitionKeyIn", Op::one_of, "taskDefinitionKey"}, {"taskDeleteReason", Op::is, "deleteReason"}, {"taskDeleteReasonLike", Op::like, "deleteReason"},
      {"taskAssignee", Op::is, "assignee"}, {"taskOwner", Op::is, "owner"}, {"taskInvolvedUser", Op::has, "$involved"}, {"taskHadCandidateUser", Op::has, "$users"}, {"taskInvolvedGroup", Op::has, "$groups"},
      {"taskHadCandidateGroup", Op::has, "$groups"}, {"taskPriority", Op::is, "priority"}, {"assigned", Op::holds, "assignee"}, {"unassigned", Op::lacks, "assignee"}, {"finished", Op::holds, "$over"}, {"unfinished", Op::lacks, "$over"},
      {"processFinished", Op::holds, "$processOver"}, {"processUnfinished", Op::lacks, "$processOver"}, {"taskDueDateBefore", Op::before, "due"}, {"taskDueDateAfter", Op::after, "due"}, {"withoutTaskDueDate", Op::lacks, "due"},
      {"taskFollowUpDateBefore", Op::before, "followUp"}, {"taskFollowUpDateAfter", Op::after, "followUp"}, {"startedBefore", Op::before, "startTime"}, {"startedAfter", Op::after, "startTime"},
      {"finishedBefore", Op::before, "endTime"}, {"finishedAfter", Op::after, "endTime"}, {"processVariables", Op::variables, "$variables"}, {"withoutTenantId", Op::nothing}},
      {{"taskId", "$position"}, {"activityInstanceID", "activityInstanceId"}, {"processDefinitionId", "processDefinitionId"}, {"processInstanceId", "processInstanceId"}, {"executionId", "executionId"}, {"duration", "duration"},
       {"endTime", "endTime"}, {"startTime", "startTime"}, {"taskName", "name"}, {"assignee", "assignee"}, {"owner", "owner"}, {"dueDate", "due"}, {"followUpDate", "followUp"}, {"deleteReason", "deleteReason"},
       {"taskDefinitionKey", "taskDefinitionKey"}, {"priority", "priority"}},
      Ended::too, [&](Reading const& reading, deployed::Definitions const& definitions, Query const& query, Case const& c, std::vector<feel::Context>& rows) {
        for (auto name : {"taskAssignee", "taskOwner", "taskInvolvedUser", "taskHadCandidateUser"})
          for (auto const& person : query.wanted_words(name))
            if (refused.ok()) refused = views::may_ask_about(reading.company, reading.person, person, reading.now);
        if (!refused.ok()) return;
        auto const* root = &c;
        while (root->parent != 0)
          if (auto const* above = reading.company.processes.find(processes::case_id(root->parent))) root = above;
          else break;
        for (auto const& task : past_tasks(reading, c)) rows.push_back(past_task_row(definitions, c, task, root->id()));
        for (auto const& [number, activity] : c.activities)
          if (auto const* item = activity.kind.text() == "user_task" ? task_at(reading.company, c.id(), processes::activity_id(number)) : nullptr) rows.push_back(past_task_row(definitions, c, still_waiting(*item), root->id()));
      });
  return refused.ok() ? answered : refusal(refused.error());
}

}  // namespace

std::optional<Response> history(Call const& call) {
  auto const& parts = call.parts;
  auto const& method = call.request.method;
  if (parts.size() < 2 || parts[0] != "history" || (method != "GET" && method != "POST")) return std::nullopt;
  bool lists = parts.size() == 2 || (parts.size() == 3 && parts[2] == "count");
  if (parts[1] == "process-instance") return lists ? std::optional(past_instances(call)) : parts.size() == 3 && method == "GET" ? std::optional(past_instance(call)) : std::nullopt;
  if (parts[1] == "task" && lists) return past_task_list(call);
  if (parts[1] == "activity-instance" && lists) return past_activities(call);
  if (parts[1] == "variable-instance" && lists) return past_variables(call);
  return std::nullopt;
}

}  // namespace drivetrain::app::engine_rest
