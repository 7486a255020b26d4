// process-instance: a case is a process instance. Its list holds what runs; one that has ended a short while ago can still be looked at by its id.
#include "app/api/api.h"
#include "app/engine_rest/activity_tree.h"
#include "app/engine_rest/call.h"
#include "app/engine_rest/query.h"
#include "app/engine_rest/typed_values.h"
#include "base/json_writer.h"
#include "processes/case_commands.h"
#include "processes/commands.h"

namespace drivetrain::app::engine_rest {

using api::Reading;
using platform::Response;
using processes::Case;

namespace {

Error no_such_instance(std::string const& id) { return {"DT-X901", "Process instance with id " + id + " does not exist", ""}; }

Response list_instances(Call const& call) {
  return answer_cases(call,
                      {{"processInstanceIds", Op::one_of, "id"}, {"businessKey"}, {"businessKeyLike", Op::like, "businessKey"}, {"processDefinitionId", Op::is, "definitionId"},
                       {"processDefinitionKey", Op::is, "definitionKey"}, {"processDefinitionKeyIn", Op::one_of, "definitionKey"}, {"processDefinitionKeyNotIn", Op::none_of, "definitionKey"},
                       {"superProcessInstance", Op::is, "$super"}, {"subProcessInstance", Op::one_of, "$sub"}, {"rootProcessInstances", Op::lacks, "$super"}, {"leafProcessInstances", Op::lacks, "$sub"},
                       {"active", Op::lacks, "suspended"}, {"suspended", Op::holds}, {"withIncident", Op::holds, "$incident"}, {"activityIdIn", Op::one_of, "$activity"},
                       {"variables", Op::variables, "$variables"}, {"withoutTenantId", Op::nothing}, {"processDefinitionWithoutTenantId", Op::nothing}},
                      {{"instanceId", "$number"}, {"definitionKey", "definitionKey"}, {"definitionId", "definitionId"}, {"businessKey", "businessKey"}},
                      Ended::left_out, [](Reading const& reading, deployed::Definitions const& definitions, Query const& query, Case const& c, std::vector<feel::Context>& rows) {
                        auto process = query.wanted("processDefinitionKey");
                        if (!process.empty() && c.process.text() != process) return;
                        auto row = instance_row(reading, definitions, c);
                        if (query.wanted("activityIdIn").empty()) return rows.push_back(std::move(row));
                        // Once, by the first of its activities that fits.
                        for (auto const& [number, activity] : c.activities) {
                          auto at = row;
                          at.set("$activity", feel::Value(activity.element.text()));
                          if (activity.listens() || !query.fits(at)) continue;
                          return rows.push_back(std::move(at));
                        }
                      });
}

Response with_case(Call const& call, std::function<Result<Response>(Reading const&, Case const&)> const& answer) {
  return answer_read(call, [&](Reading const& reading) -> Result<Response> {
    auto const* c = reading.company.processes.find(call.parts[1]);
    if (!c) return no_such_instance(call.parts[1]);
    return answer(reading, *c);
  });
}

Response get_instance(Call const& call) {
  return with_case(call, [&](Reading const& reading, Case const& c) -> Result<Response> {
    JsonWriter json;
    write_row(json, instance_row(reading, *call.api.definitions(), c));
    return Response::json(json.take());
  });
}

Response end_instance(Call const& call) {
  // Nothing listens to an end here, so there is nothing to skip; what it has called ends with it.
  auto response = ask(call, processes::CancelCase{call.parts[1], "deleted through /engine-rest"});
  return response.status == 404 && call.criterion("failIfNotExists") == "false" ? no_content() : response;
}

Response suspend_instance(Call const& call) {
  auto wanted = call.body.at("suspended");
  if (wanted.is_true()) return ask(call, processes::SuspendCase{call.parts[1], "suspended through /engine-rest"});
  if (wanted.is_false()) return ask(call, processes::ResumeCase{call.parts[1]});
  return refusal({"DT-X902", "suspended is neither true nor false", "say which"});
}

Response get_variables(Call const& call) {
  return with_case(call, [&](Reading const&, Case const& c) -> Result<Response> {
    JsonWriter json;
    if (call.parts.size() == 3) {
      write_variables(json, c.variables);
      return Response::json(json.take());
    }
    auto const* value = c.variables.find(call.parts[3]);
    if (!value) return Error{"DT-X901", "process instance variable with name " + call.parts[3] + " does not exist", ""};
    write_typed(json, *value);
    return Response::json(json.take());
  });
}

Response set_variables(Call const& call) {
  feel::Value variables;
  if (call.parts.size() == 4) {
    feel::Context one;
    one.set(call.parts[3], call.body);
    auto read = read_variables(feel::Value(std::move(one)));
    if (!read.ok()) return refusal(read.error());
    variables = read.take();
  } else {
    if (auto deletions = call.body.at("deletions"); deletions.kind() == feel::Kind::list && !deletions.list().empty())
      return refusal({"DT-X902", "deletions are not known here: a variable that was said stays part of the case", "set it to null"});
    auto read = read_variables(call.body.at("modifications"));
    if (!read.ok()) return refusal(read.error());
    variables = read.take();
  }
  return ask(call, processes::SetVariables{call.parts[1], "", std::move(variables)});
}

/// The activity of the case that the id of an activity instance means; empty for the case itself.
Result<std::string> activity_in(Case const& c, std::string const& id) {
  auto [case_id, activity] = place_of_instance(id);
  if (case_id != c.id() || (!activity.empty() && !c.find(processes::activity_number(activity)))) return Error{"DT-X902", "nothing of " + c.id() + " has the id " + id, "look at its activity-instances"};
  return activity;
}

std::string word(feel::Value const& value) { return value.kind() == feel::Kind::string ? std::string(value.string()) : std::string(); }

Status cancel_by(feel::Value const& instruction, Case const& c, processes::ModifyCase& command) {
  auto instance = word(instruction.at("activityInstanceId"));
  if (instance.empty()) instance = word(instruction.at("transitionInstanceId"));
  if (!instance.empty()) {
    DT_TRY(auto activity, activity_in(c, instance));
    if (activity.empty()) return Error{"DT-X902", instance + " is the instance as a whole", "delete it"};
    command.cancel.push_back(activity);
    return {};
  }
  auto element = word(instruction.at("activityId"));
  bool any = false;
  for (auto const& [number, activity] : c.activities)
    if (activity.element.text() == element && !activity.listens()) command.cancel.push_back(processes::activity_id(number)), any = true;
  if (!any) return Error{"DT-X902", "nothing waits at " + element, "look at its activity-instances"};
  return {};
}

/// Cancelling and starting in one step; what cannot be said so is refused.
Result<processes::ModifyCase> modification_of(Call const& call, Case const& c) {
  processes::ModifyCase command;
  command.case_id = c.id(), command.reason = call.text("annotation").empty() ? "modified through /engine-rest" : call.text("annotation");
  auto instructions = call.body.at("instructions");
  if (instructions.kind() != feel::Kind::list || instructions.list().empty()) return Error{"DT-X902", "there are no instructions", "say what is cancelled and what is started"};
  for (auto const& one : instructions.list()) {
    auto type = word(one.at("type"));
    if (type == "cancel") {
      DT_CHECK(cancel_by(one, c, command));
    } else if (type == "startBeforeActivity" || type == "startAfterActivity") {
      DT_TRY(auto variables, read_variables(one.at("variables")));
      std::string scope;
      if (auto ancestor = word(one.at("ancestorActivityInstanceId")); !ancestor.empty()) { DT_ASSIGN(scope, activity_in(c, ancestor)); }
      command.start.push_back({word(one.at("activityId")), type == "startAfterActivity", scope, std::move(variables)});
    } else {
      return Error{"DT-X902", "an instruction of the type " + type + " is not known here", "known are: cancel, startBeforeActivity, startAfterActivity"};
    }
  }
  return command;
}

Response modify_instance(Call const& call) {
  std::optional<processes::ModifyCase> command;
  auto looked = with_case(call, [&](Reading const&, Case const& c) -> Result<Response> {
    DT_TRY(command, modification_of(call, c));
    return no_content();
  });
  return command ? ask(call, *command) : looked;
}

}  // namespace

feel::Context instance_row(Reading const& reading, deployed::Definitions const& definitions, Case const& c) {
  auto const& state = reading.company.processes;
  feel::Context row;
  row.append("links", feel::Value(feel::List{})), row.append("id", feel::Value(c.id())), row.append("definitionId", feel::Value(definition_id(definitions, c)));
  row.append("definitionKey", feel::Value(c.process.text())), row.append("businessKey", text_or_null(c.business_key)), row.append("caseInstanceId", feel::Value());
  row.append("ended", feel::Value(c.status != processes::CaseStatus::running)), row.append("suspended", feel::Value(state.suspended(c) != nullptr)), row.append("tenantId", feel::Value());
  row.append("$number", feel::Value(c.number)), row.append("$super", c.parent == 0 ? feel::Value() : feel::Value(processes::case_id(c.parent)));
  row.append("$incident", feel::Value(c.incidents > 0)), row.append("$variables", feel::Value(c.variables));
  feel::Value sub;
  for (auto const& [number, activity] : c.activities)
    if (activity.kind.text() == "call_activity")
      if (auto const* called = state.called_by(c.number, number)) sub = feel::Value(called->id());
  row.append("$sub", std::move(sub));
  return row;
}

std::optional<Response> instances(Call const& call) {
  auto const& parts = call.parts;
  auto const& method = call.request.method;
  if (parts.empty() || parts[0] != "process-instance") return std::nullopt;
  bool asks = method == "GET" || method == "POST";
  if (parts.size() == 1 || (parts.size() == 2 && parts[1] == "count")) return asks ? std::optional(list_instances(call)) : std::nullopt;
  if (parts.size() == 2) return method == "GET" ? std::optional(get_instance(call)) : method == "DELETE" ? std::optional(end_instance(call)) : std::nullopt;
  if (parts[2] == "variables" && parts.size() <= 4) {
    if (method == "GET") return get_variables(call);
    if (method == (parts.size() == 3 ? "POST" : "PUT")) return set_variables(call);
    if (method == "DELETE" && parts.size() == 4) return refusal({"DT-X902", "a variable is not deleted here: what was said stays part of the case", "set it to null"});
    return std::nullopt;
  }
  if (parts.size() != 3) return std::nullopt;
  if (parts[2] == "suspended" && method == "PUT") return suspend_instance(call);
  if (parts[2] == "modification" && method == "POST") return modify_instance(call);
  if (parts[2] == "activity-instances" && method == "GET")
    return with_case(call, [&](Reading const& reading, Case const& c) -> Result<Response> {
      if (c.status != processes::CaseStatus::running) return no_such_instance(c.id());
      JsonWriter json;
      write_activity_tree(json, reading, *call.api.definitions(), c);
      return Response::json(json.take());
    });
  return std::nullopt;
}

}  // namespace drivetrain::app::engine_rest
