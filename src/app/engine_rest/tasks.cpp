// task: work that waits for people is a task, its id that of the work item ("work-7"); a group is a role. What is done is looked for in the history of its instance.
#include "app/engine_rest/tasks.h"

#include <algorithm>

#include "app/api/api.h"
#include "app/engine_rest/call.h"
#include "app/engine_rest/query.h"
#include "app/engine_rest/typed_values.h"
#include "app/task_faces.h"
#include "app/views/visibility.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "coordination/queue.h"
#include "coordination/task_commands.h"
#include "processes/case_commands.h"

namespace drivetrain::app::engine_rest {

using api::Reading;
using coordination::Delegation;
using coordination::WorkItem;
using platform::Response;

namespace {

constexpr char const* why_first = "completed through /engine-rest, which shows no order";

Error no_such_task_item(std::string const& id) { return {"DT-X901", "Cannot find task with id " + id, "it may be done; the history of its instance tells"}; }

feel::Value groups_of(WorkItem const& item) {
  feel::List groups{feel::Value(item.opened.role)};
  for (auto const& role : item.opened.candidate_roles) groups.push_back(feel::Value(role));
  return feel::Value(std::move(groups));
}

feel::Value people_of(WorkItem const& item) {
  feel::List people;
  for (auto const& person : item.opened.candidate_people) people.push_back(feel::Value(person));
  return feel::Value(std::move(people));
}

feel::Value delegation_of(WorkItem const& item) {
  return item.delegation == Delegation::pending ? feel::Value("PENDING") : item.delegation == Delegation::resolved ? feel::Value("RESOLVED") : feel::Value();
}

/// As TaskDto.
feel::Context task_row(Reading const& reading, deployed::Definitions const& definitions, WorkItem const& item) {
  auto const& opened = item.opened;
  auto const* c = reading.company.processes.open(opened.case_id);
  auto asked = form_of(reading.company, item);
  feel::Context row;
  row.append("id", feel::Value(opened.item)), row.append("name", feel::Value(opened.title)), row.append("assignee", text_or_null(holder_of_task(item))), row.append("created", feel::Value(written(item.at)));
  row.append("due", time_or_null(item.due)), row.append("followUp", time_or_null(item.follow_up)), row.append("lastUpdated", feel::Value()), row.append("delegationState", delegation_of(item));
  row.append("description", feel::Value()), row.append("executionId", feel::Value(opened.case_id + "." + opened.activity)), row.append("owner", text_or_null(item.owner)), row.append("parentTaskId", feel::Value());
  row.append("priority", feel::Value(item.priority)), row.append("processDefinitionId", c ? feel::Value(definition_id(definitions, *c)) : feel::Value()), row.append("processInstanceId", feel::Value(opened.case_id));
  row.append("taskDefinitionKey", feel::Value(opened.element)), row.append("caseExecutionId", feel::Value()), row.append("caseInstanceId", feel::Value()), row.append("caseDefinitionId", feel::Value());
  row.append("suspended", feel::Value(c && reading.company.processes.suspended(*c))), row.append("formKey", asked.form ? form_key(*asked.form) : feel::Value()), row.append("camundaFormRef", feel::Value());
  row.append("tenantId", feel::Value()), row.append("taskState", feel::Value("Created"));
  return row;
}

/// The same with what can be asked for beside it.
feel::Context listed_row(Reading const& reading, deployed::Definitions const& definitions, WorkItem const& item, bool includes_assigned) {
  auto const& opened = item.opened;
  auto row = task_row(reading, definitions, item);
  auto const* c = reading.company.processes.open(opened.case_id);
  auto const* definition = c ? definitions.of(c->revision.text(), opened.process) : nullptr;
  bool offered = includes_assigned || holder_of_task(item).empty();  // as there: who has it, has it
  feel::List involved{row.find("assignee") ? *row.find("assignee") : feel::Value(), text_or_null(item.owner)};
  for (auto const& person : opened.candidate_people) involved.push_back(feel::Value(person));
  row.append("$position", feel::Value(item.position)), row.append("$businessKey", text_or_null(opened.business_key)), row.append("$process", feel::Value(opened.process));
  row.append("$processName", definition ? text_or_null(definition->title) : feel::Value()), row.append("$activityInstance", feel::Value(opened.element + ":" + opened.case_id + "." + opened.activity));
  row.append("$groups", offered ? groups_of(item) : feel::Value()), row.append("$users", offered && !opened.candidate_people.empty() ? people_of(item) : feel::Value());
  row.append("$involved", feel::Value(std::move(involved))), row.append("$followUpOrLongAgo", feel::Value(written(item.follow_up.value_or(Instant{}))));
  row.append("$variables", c ? feel::Value(c->variables) : feel::Value()), row.append("$local", feel::Value(own_variables_of_task(reading.company, item)));
  return row;
}

/// What somebody does is shown to who may see it, whichever way somebody asks.
Status may_ask_about_all(Reading const& reading, Query const& query) {
  for (auto name : {"assignee", "assigneeIn", "owner", "involvedUser"})
    for (auto const& person : query.wanted_words(name)) DT_CHECK(views::may_ask_about(reading.company, reading.person, person, reading.now));
  return {};
}

Response list_task_items(Call const& call) {
  Status refused;
  auto answered = answer_query(
      call,
      {{"taskId", Op::is, "id"}, {"taskIdIn", Op::one_of, "id"}, {"processInstanceId"}, {"processInstanceIdIn", Op::one_of, "processInstanceId"}, {"processInstanceBusinessKey", Op::is, "$businessKey"},
       {"processInstanceBusinessKeyIn", Op::one_of, "$businessKey"}, {"processInstanceBusinessKeyLike", Op::like, "$businessKey"}, {"processDefinitionId"}, {"processDefinitionKey", Op::is, "$process"},
       {"processDefinitionKeyIn", Op::one_of, "$process"}, {"processDefinitionName", Op::is, "$processName"}, {"processDefinitionNameLike", Op::like, "$processName"}, {"executionId"},
       {"activityInstanceIdIn", Op::one_of, "$activityInstance"}, {"assignee"}, {"assigneeIn", Op::one_of, "assignee"}, {"owner"}, {"involvedUser", Op::has, "$involved"}, {"assigned", Op::holds, "assignee"},
       {"unassigned", Op::lacks, "assignee"}, {"candidateGroup", Op::has, "$groups"}, {"candidateGroups", Op::has, "$groups"}, {"candidateUser", Op::nothing}, {"includeAssignedTasks", Op::nothing},
       {"withCandidateGroups", Op::holds, "$groups"}, {"withoutCandidateGroups", Op::lacks, "$groups"}, {"withCandidateUsers", Op::holds, "$users"}, {"withoutCandidateUsers", Op::lacks, "$users"},
       {"taskDefinitionKey"}, {"taskDefinitionKeyIn", Op::one_of, "taskDefinitionKey"}, {"taskDefinitionKeyNotIn", Op::none_of, "taskDefinitionKey"}, {"taskDefinitionKeyLike", Op::like, "taskDefinitionKey"}, {"name"},
       {"nameNotEqual", Op::is_not, "name"}, {"nameLike", Op::like, "name"}, {"priority"}, {"minPriority", Op::at_least, "priority"}, {"maxPriority", Op::at_most, "priority"}, {"dueAfter", Op::after, "due"},
       {"dueBefore", Op::before, "due"}, {"withoutDueDate", Op::lacks, "due"}, {"followUpAfter", Op::after, "followUp"}, {"followUpBefore", Op::before, "followUp"},
       {"followUpBeforeOrNotExistent", Op::before, "$followUpOrLongAgo"}, {"createdAfter", Op::after, "created"}, {"createdBefore", Op::before, "created"}, {"delegationState"}, {"active", Op::lacks, "suspended"},
       {"suspended", Op::holds}, {"processVariables", Op::variables, "$variables"}, {"taskVariables", Op::variables, "$local"}, {"withoutTenantId", Op::nothing}},
      {{"id", "$position"}, {"name", "name"}, {"instanceId", "processInstanceId"}, {"executionId", "executionId"}, {"assignee", "assignee"}, {"created", "created"}, {"dueDate", "due"}, {"followUpDate", "followUp"}, {"priority", "priority"}},
      [&](Reading const& reading, Query const& query, std::vector<feel::Context>& rows) {
        if (refused = may_ask_about_all(reading, query); !refused.ok()) return;
        auto definitions = call.api.definitions();
        auto candidate = query.wanted("candidateUser"), instance = query.wanted("processInstanceId"), process = query.wanted("processDefinitionKey");
        bool includes_assigned = call.flag("includeAssignedTasks");
        std::vector<WorkItem const*> items;
        for (auto const& [id, item] : reading.company.coordination.items) {
          if ((!instance.empty() && item.opened.case_id != instance) || (!process.empty() && item.opened.process != process)) continue;
          if (!candidate.empty() && ((!includes_assigned && !holder_of_task(item).empty()) || !coordination::may_do(item, candidate, reading.company.people(), reading.now))) continue;
          items.push_back(&item);
        }
        std::sort(items.begin(), items.end(), [](auto const* a, auto const* b) { return a->position < b->position; });
        for (auto const* item : items) rows.push_back(listed_row(reading, *definitions, *item, includes_assigned));
      });
  return refused.ok() ? answered : refusal(refused.error());
}

Response with_task(Call const& call, std::function<Result<Response>(Reading const&, WorkItem const&)> const& answer) {
  return answer_read(call, [&](Reading const& reading) -> Result<Response> {
    auto item = reading.company.coordination.items.find(call.parts[1]);
    if (item == reading.company.coordination.items.end()) return no_such_task_item(call.parts[1]);
    return answer(reading, item->second);
  });
}

Response done(journal::Outcome const& outcome) { return outcome.refusal ? refusal(*outcome.refusal) : no_content(); }

/// Also of a form that is submitted; the values go to the case.
Response complete(Call const& call) {
  if (auto known = call.only({"variables", "withVariablesInReturn"}); !known.ok()) return refusal(known.error());
  auto variables = read_variables(call.body.at("variables"));
  if (!variables.ok()) return refusal(variables.error());
  std::string instance;
  auto looked = with_task(call, [&](Reading const&, WorkItem const& item) -> Result<Response> {
    instance = item.opened.case_id;
    return no_content();
  });
  if (instance.empty()) return looked;
  auto outcome = complete_task(call.api.runtime(), call.who.person, call.parts[1], variables.take(), why_first);
  if (outcome.refusal || !call.flag("withVariablesInReturn")) return done(outcome);
  return answer_read(call, [&](Reading const& reading) -> Result<Response> {
    JsonWriter json;
    auto const* c = reading.company.processes.find(instance);
    write_variables(json, c ? c->variables : feel::Context());
    return Response::json(json.take());
  }, outcome.position);
}

Response resolve(Call const& call) {
  if (auto known = call.only({"variables"}); !known.ok()) return refusal(known.error());
  auto variables = read_variables(call.body.at("variables"));
  return variables.ok() ? ask(call, coordination::ResolveWork{call.parts[1], variables.take()}) : refusal(variables.error());
}

/// claim, assignee and delegate name somebody.
Response hand_over(Call const& call, std::string const& what) {
  if (auto known = call.only({"userId"}); !known.ok()) return refusal(known.error());
  auto person = call.text("userId");
  auto& runtime = call.api.runtime();
  if (person.empty()) return what == "assignee" ? done(release_task(runtime, call.who.person, call.parts[1])) : refusal({"DT-X902", "userId is not named", "say who"});
  if (what == "delegate") return ask(call, coordination::DelegateWork{call.parts[1], person});
  return done(give_task(runtime, call.who.person, call.parts[1], person, what == "claim" ? Override::no : Override::yes));
}

/// TaskDto, of which only times, priority and assignee can be another one; what is absent or null is taken away, as there.
Response update_task(Call const& call) {
  if (auto known = call.only({"id", "name", "description", "assignee", "owner", "delegationState", "due", "followUp", "lastUpdated", "priority", "parentTaskId", "created", "executionId", "processDefinitionId", "processInstanceId", "taskDefinitionKey",
                              "suspended", "formKey", "camundaFormRef", "taskState", "tenantId"});
      !known.ok())
    return refusal(known.error());
  coordination::RescheduleWork command;
  command.item = call.parts[1];
  std::string holder;
  bool there = false;
  auto looked = with_task(call, [&](Reading const& reading, WorkItem const& item) -> Result<Response> {
    auto row = task_row(reading, *call.api.definitions(), item);
    for (auto const& [name, value] : call.body.context().entries()) {
      auto const* now = row.find(name);
      bool can_change = name == "assignee" || name == "due" || name == "followUp" || name == "priority" || name == "lastUpdated";
      if (!can_change && !value.is_null() && !(now && *now == value)) return Error{"DT-X902", name + " of a task is said by the model, and not changed here", "leave it as it is, or out"};
    }
    auto time = [&](char const* name) -> Result<std::optional<Instant>> {
      auto text = call.text(name);
      if (text.empty()) return std::optional<Instant>();
      auto read = read_time(text);
      if (!read) return Error{"DT-X902", std::string(name) + " is no time: " + text, "write it as 2026-03-27T08:00:00.000+0000"};
      return read;
    };
    DT_ASSIGN(command.due, time("due"));
    DT_ASSIGN(command.follow_up, time("followUp"));
    command.priority = call.number("priority", item.priority);
    if (time_or_null(command.due) != time_or_null(item.due)) command.changes.push_back("due");
    if (time_or_null(command.follow_up) != time_or_null(item.follow_up)) command.changes.push_back("follow_up");
    if (command.priority != item.priority) command.changes.push_back("priority");
    holder = holder_of_task(item), there = true;
    return no_content();
  });
  if (!there) return looked;
  if (!command.changes.empty())
    if (auto rescheduled = ask(call, command); rescheduled.status != 204) return rescheduled;
  auto person = call.text("assignee");
  if (person == holder) return no_content();
  auto& runtime = call.api.runtime();
  return done(person.empty() ? release_task(runtime, call.who.person, call.parts[1]) : give_task(runtime, call.who.person, call.parts[1], person, Override::yes));
}

Response show_variables(Call const& call, bool local) {
  if (auto known = call.only({"deserializeValue", "deserializeValues"}); !known.ok()) return refusal(known.error());
  return with_task(call, [&](Reading const& reading, WorkItem const& item) -> Result<Response> {
    auto variables = local ? own_variables_of_task(reading.company, item) : variables_of_task(reading.company, item);
    JsonWriter json;
    if (call.parts.size() == 3) {
      write_variables(json, variables);
      return Response::json(json.take());
    }
    auto const* value = variables.find(call.parts[3]);
    if (!value) return Error{"DT-X901", "task variable with name " + call.parts[3] + " does not exist", ""};
    write_typed(json, *value);
    return Response::json(json.take());
  });
}

Response set_task_variables(Call const& call) {
  feel::Value typed = call.body.at("modifications");
  if (call.parts.size() == 4) {
    if (auto known = call.only({"value", "type", "valueInfo"}); !known.ok()) return refusal(known.error());
    feel::Context one;
    one.set(call.parts[3], call.body);
    typed = feel::Value(std::move(one));
  } else {
    if (auto known = call.only({"modifications", "deletions"}); !known.ok()) return refusal(known.error());
    if (auto deletions = call.body.at("deletions"); deletions.kind() == feel::Kind::list && !deletions.list().empty())
      return refusal({"DT-X902", "deletions are not known here: a variable that was said stays part of the case", "set it to null"});
  }
  auto variables = read_variables(typed);
  if (!variables.ok()) return refusal(variables.error());
  std::optional<processes::SetVariables> command;
  auto looked = with_task(call, [&](Reading const&, WorkItem const& item) -> Result<Response> {
    command = processes::SetVariables{item.opened.case_id, item.opened.activity, variables.take()};
    return no_content();
  });
  return command ? ask(call, *command) : looked;
}

Response identity_links(Call const& call) {
  if (auto known = call.only({"type"}); !known.ok()) return refusal(known.error());
  auto wanted = call.criterion("type");
  return with_task(call, [&](Reading const&, WorkItem const& item) -> Result<Response> {
    JsonWriter json;
    json.begin_array();
    auto add = [&](std::string const& user, std::string const& group, std::string const& type) {
      if ((user.empty() && group.empty()) || (!wanted.empty() && wanted != type)) return;
      feel::Context row;
      row.append("userId", text_or_null(user)), row.append("groupId", text_or_null(group)), row.append("type", feel::Value(type));
      write_row(json, row);
    };
    add(holder_of_task(item), "", "assignee");
    add(item.owner, "", "owner");
    add("", item.opened.role, "candidate");
    for (auto const& role : item.opened.candidate_roles) add("", role, "candidate");
    for (auto const& person : item.opened.candidate_people) add(person, "", "candidate");
    json.end_array();
    return Response::json(json.take());
  });
}

std::optional<Response> show_part(Call const& call, std::string const& what) {
  if (what == "identity-links") return identity_links(call);
  if (what == "form")
    return with_task(call, [&](Reading const& reading, WorkItem const& item) -> Result<Response> { return form_reference(form_of(reading.company, item).form); });
  if (what == "deployed-form")
    return with_task(call, [&](Reading const& reading, WorkItem const& item) -> Result<Response> {
      auto const* c = reading.company.processes.open(item.opened.case_id);
      return deployed_form(reading, c ? c->revision.text() : std::string(), form_of(reading.company, item).form);
    });
  if (what == "form-variables") {
    if (auto known = call.only({"variableNames", "deserializeValues"}); !known.ok()) return refusal(known.error());
    return with_task(call, [&](Reading const& reading, WorkItem const& item) -> Result<Response> {
      auto variables = variables_of_task(reading.company, item);
      return form_variables(call, form_of(reading.company, item), std::move(variables));
    });
  }
  return std::nullopt;
}

}  // namespace

feel::Value form_key(processes::Form const& form) {
  if (is_shown_elsewhere(form)) return feel::Value(form.source());
  return form.source().ends_with(".form") ? feel::Value("camunda-forms:deployment:" + form.source()) : feel::Value();
}

Response form_reference(processes::Form const* form) {
  JsonWriter json;
  feel::Context row;
  row.append("key", form ? form_key(*form) : feel::Value()), row.append("camundaFormRef", feel::Value()), row.append("contextPath", feel::Value());
  write_row(json, row);
  return Response::json(json.take());
}

Result<Response> deployed_form(Reading const& reading, std::string const& revision, processes::Form const* form) {
  auto file = form ? form_file(reading.company, revision, *form) : std::nullopt;
  if (!file) return Error{"DT-X901", form ? "its form is " + form->source() + ", which is no file of form-js" : std::string("it has no form"), "form-variables says what is asked for"};
  return Response::json(file->text);
}

Result<Response> form_variables(Call const& call, AskedForm const& asked, feel::Context variables) {
  auto known = asked.known ? asked.known : [](std::string_view) -> std::optional<feel::Value> { return std::nullopt; };
  if (asked.form)
    if (auto filled = asked.form->prefilled(known); filled.kind() == feel::Kind::context)
      for (auto const& [name, value] : filled.context().entries()) variables.set(name, value);
  if (auto wanted = call.criterion("variableNames"); !wanted.empty()) {
    feel::Context some;
    for (auto name : split(wanted, ','))
      if (auto const* value = variables.find(trim(name))) some.set(std::string(trim(name)), *value);
    variables = std::move(some);
  }
  JsonWriter json;
  write_variables(json, variables);
  return Response::json(json.take());
}

std::optional<Response> tasks(Call const& call) {
  auto const& parts = call.parts;
  auto const& method = call.request.method;
  if (parts.empty() || parts[0] != "task") return std::nullopt;
  if (parts.size() == 1 || (parts.size() == 2 && parts[1] == "count")) return method == "GET" || method == "POST" ? std::optional(list_task_items(call)) : std::nullopt;
  if (parts.size() == 2) {
    if (method == "PUT") return update_task(call);
    if (method != "GET") return std::nullopt;
    return with_task(call, [&](Reading const& reading, WorkItem const& item) -> Result<Response> {
      JsonWriter json;
      write_row(json, task_row(reading, *call.api.definitions(), item));
      return Response::json(json.take());
    });
  }
  auto const& what = parts[2];
  if ((what == "variables" || what == "localVariables") && parts.size() <= 4) {
    if (method == "GET") return show_variables(call, what == "localVariables");
    if (method == "DELETE" && parts.size() == 4) return refusal({"DT-X902", "a variable is not deleted here: what was said stays part of the case", "set it to null"});
    if (method != (parts.size() == 3 ? "POST" : "PUT")) return std::nullopt;
    if (what == "localVariables") return refusal({"DT-X902", "localVariables are not set here: a variable goes to where its name is known, else to the case", "send variables"});
    return set_task_variables(call);
  }
  if (parts.size() != 3) return std::nullopt;
  if (method == "GET") return show_part(call, what);
  if (method != "POST") return std::nullopt;
  if (what == "complete" || what == "submit-form") return complete(call);
  if (what == "claim" || what == "assignee" || what == "delegate") return hand_over(call, what);
  if (what == "resolve") return resolve(call);
  if (what == "unclaim") {
    if (auto known = call.only({}); !known.ok()) return refusal(known.error());
    return done(release_task(call.api.runtime(), call.who.person, parts[1]));
  }
  if (what == "identity-links") return refusal({"DT-X902", "candidates are named by the model, and not added here", "name them at the task: candidateGroups, candidateUsers"});
  return std::nullopt;
}

}  // namespace drivetrain::app::engine_rest
