// user-tasks: work that waits for people; its key is that of its element instance, a group is a role. What is over is told from the journal.
#include <algorithm>

#include "app/api/api.h"
#include "app/task_faces.h"
#include "app/views/visibility.h"
#include "app/zeebe_rest/call.h"
#include "app/zeebe_rest/forms.h"
#include "app/zeebe_rest/keys.h"
#include "app/zeebe_rest/search.h"
#include "base/text.h"
#include "coordination/task_commands.h"

namespace drivetrain::app::zeebe_rest {

using api::Reading;
using coordination::WorkItem;
using platform::Response;

namespace {

constexpr char const* why_first = "completed through /v2, which shows no order";

std::string task_key(WorkItem const& item, processes::Case const& c) { return key_of(c.number, processes::activity_number(item.opened.activity)); }

feel::Value names_of(std::vector<std::string> const& names) {
  feel::List list;
  for (auto const& name : names) list.push_back(feel::Value(name));
  return feel::Value(std::move(list));
}

/// As UserTaskResult; candidate lists also for choosing.
feel::Context user_task_row(Reading const& reading, deployed::Definitions const& definitions, WorkItem const& item, processes::Case const& c) {
  auto const& opened = item.opened;
  auto key = task_key(item, c);
  auto const* definition = definitions.of(c.revision.text(), c.process.text());
  auto asked = form_of(reading.company, item);
  auto file = asked.form ? form_file(reading.company, c.revision.text(), *asked.form) : std::nullopt;
  auto roles = opened.candidate_roles;
  roles.insert(roles.begin(), opened.role);
  auto const& holder = holder_of_task(item);
  feel::Context row;
  row.append("name", feel::Value(opened.title)), row.append("state", feel::Value("CREATED")), row.append("assignee", text_or_null(holder)), row.append("elementId", feel::Value(opened.element));
  row.append("candidateGroups", names_of(roles)), row.append("candidateUsers", names_of(opened.candidate_people)), row.append("creationDate", feel::Value(format_instant(item.at))), row.append("completionDate", feel::Value());
  row.append("followUpDate", time_or_null(item.follow_up)), row.append("dueDate", time_or_null(item.due)), row.append("tenantId", feel::Value(tenant));
  row.append("externalFormReference", asked.form && is_shown_elsewhere(*asked.form) ? feel::Value(asked.form->source()) : feel::Value()), row.append("customHeaders", feel::Value(feel::Context())), row.append("priority", feel::Value(item.priority));
  row.append("userTaskKey", feel::Value(key)), row.append("elementInstanceKey", feel::Value(key)), row.append("processName", definition ? text_or_null(definition->title) : feel::Value());
  append_definition(row, definitions, c, true);
  row.append("processInstanceKey", feel::Value(key_of(c.number, 0))), row.append("rootProcessInstanceKey", feel::Value(root_key(reading, c))), row.append("formKey", file ? feel::Value(form_key_of(*file)) : feel::Value());
  row.append("tags", feel::Value(feel::List{})), row.append("$position", feel::Value(item.position)), row.append("$processInstanceVariables", feel::Value(c.variables));
  row.append("$localVariables", feel::Value(own_variables_of_task(reading.company, item)));
  return row;
}

/// The same for one that is over.
feel::Context past_user_task_row(Reading const& reading, deployed::Definitions const& definitions, PastTask const& task, processes::Case const& c) {
  auto key = key_of(c.number, processes::activity_number(task.activity));
  auto const* definition = definitions.of(c.revision.text(), c.process.text());
  feel::Context row;
  row.append("name", feel::Value(task.title)), row.append("state", feel::Value(task.completed ? "COMPLETED" : "CANCELED")), row.append("assignee", text_or_null(task.person)), row.append("elementId", feel::Value(task.element));
  row.append("candidateGroups", names_of(task.candidate_roles)), row.append("candidateUsers", names_of(task.candidate_people)), row.append("creationDate", feel::Value(format_instant(task.at)));
  row.append("completionDate", feel::Value(format_instant(task.ended))), row.append("followUpDate", time_or_null(task.follow_up)), row.append("dueDate", time_or_null(task.due)), row.append("tenantId", feel::Value(tenant));
  row.append("externalFormReference", feel::Value()), row.append("customHeaders", feel::Value(feel::Context())), row.append("priority", feel::Value(task.priority));
  row.append("userTaskKey", feel::Value(key)), row.append("elementInstanceKey", feel::Value(key)), row.append("processName", definition ? text_or_null(definition->title) : feel::Value());
  append_definition(row, definitions, c, true);
  row.append("processInstanceKey", feel::Value(key_of(c.number, 0))), row.append("rootProcessInstanceKey", feel::Value(root_key(reading, c))), row.append("formKey", feel::Value());
  row.append("tags", feel::Value(feel::List{})), row.append("$position", feel::Value(task.position)), row.append("$processInstanceVariables", feel::Value(c.variables)), row.append("$localVariables", feel::Value(feel::Context()));
  return row;
}

/// By any of its lists: a task has several candidates, and a filter asks for one.
bool fits_candidates(feel::Value const& filter, std::string_view field, std::vector<std::string> const& candidates) {
  auto wanted = filter.kind() == feel::Kind::context ? filter.at(field) : feel::Value();
  if (wanted.is_null()) return true;
  auto has = [&](feel::Value const& one) { return one.kind() == feel::Kind::string && std::find(candidates.begin(), candidates.end(), one.string()) != candidates.end(); };
  if (wanted.kind() != feel::Kind::context) return has(wanted);
  for (auto const& [condition, operand] : wanted.context().entries()) {
    bool some = condition == "$in" && operand.kind() == feel::Kind::list && std::any_of(operand.list().begin(), operand.list().end(), has);
    if (!(condition == "$eq" ? has(operand) : some)) return false;
  }
  return true;
}

/// Other conditions on candidates, and who may be asked about.
Status check_asked(Reading const& reading, feel::Value const& filter) {
  if (filter.kind() != feel::Kind::context) return {};
  for (auto field : {"candidateGroup", "candidateUser"})
    if (auto wanted = filter.at(field); wanted.kind() == feel::Kind::context) DT_CHECK(only(wanted, {"$eq", "$in"}));
  auto wanted = filter.at("assignee");
  if (wanted.kind() == feel::Kind::string) return views::may_ask_about(reading.company, reading.person, std::string(wanted.string()), reading.now);
  if (wanted.kind() != feel::Kind::context) return {};
  DT_CHECK(only(wanted, {"$eq", "$neq", "$in", "$notIn", "$exists"}));
  DT_CHECK(views::may_ask_about(reading.company, reading.person, words(wanted.at("$eq")), reading.now));
  DT_CHECK(views::may_ask_about(reading.company, reading.person, words(wanted.at("$neq")), reading.now));
  for (auto name : {"$in", "$notIn"})
    if (auto people = wanted.at(name); people.kind() == feel::Kind::list)
      for (auto const& person : people.list()) DT_CHECK(views::may_ask_about(reading.company, reading.person, words(person), reading.now));
  return {};
}

/// They fit: what is asked of them is what they have.
void note_candidates(feel::Value const& filter, feel::Context& row) {
  for (auto field : {"candidateGroup", "candidateUser"})
    if (auto wanted = filter.kind() == feel::Kind::context ? filter.at(field) : feel::Value(); !wanted.is_null()) {
      auto operand = wanted.kind() == feel::Kind::context ? (wanted.at("$eq").is_null() ? wanted.at("$in") : wanted.at("$eq")) : wanted;
      row.append("$" + std::string(field), operand.kind() == feel::Kind::list && !operand.list().empty() ? operand.list().front() : operand);
    }
}

Known const user_task_fields = {"state", "assignee", "priority", "elementId", "name", "candidateGroup", "candidateUser", "processDefinitionId", "creationDate", "completionDate", "followUpDate", "dueDate", "processInstanceVariables", "localVariables",
                                   "userTaskKey", "processDefinitionKey", "processInstanceKey", "elementInstanceKey"};

/// Of those, too, that are over: by their instances, a slice at a time.
Response list_all_user_tasks(Call const& call) {
  Status refused;
  auto filter = call.body.at("filter");
  faces::Among among;
  among.finished = true;
  auto answered = search_cases(call, user_task_fields, among, [&](Reading const& reading, deployed::Definitions const& definitions, Asked const& asked, processes::Case const& c, std::vector<feel::Context>& rows) {
    if (refused.ok()) refused = check_asked(reading, filter);
    if (!refused.ok()) return;
    auto fits = [&](std::vector<std::string> const& roles, std::vector<std::string> const& people) { return fits_candidates(filter, "candidateGroup", roles) && fits_candidates(filter, "candidateUser", people); };
    for (auto const& task : past_tasks(reading, c))
      if (fits(task.candidate_roles, task.candidate_people)) rows.push_back(past_user_task_row(reading, definitions, task, c)), note_candidates(asked.filter, rows.back());
    for (auto const& [number, activity] : c.activities) {
      auto const* item = activity.kind.text() == "user_task" ? task_at(reading.company, c.id(), processes::activity_id(number)) : nullptr;
      if (!item) continue;
      auto roles = item->opened.candidate_roles;
      roles.insert(roles.begin(), item->opened.role);
      if (fits(roles, item->opened.candidate_people)) rows.push_back(user_task_row(reading, definitions, *item, c)), note_candidates(asked.filter, rows.back());
    }
  });
  return refused.ok() ? answered : refuse(refused.error());
}

Response list_user_tasks(Call const& call) {
  Status refused;
  auto filter = call.body.at("filter");
  auto state = filter.kind() == feel::Kind::context ? filter.at("state") : feel::Value();
  if (state.kind() == feel::Kind::context) state = state.at("$eq");
  // What waits is read from the queues; whoever asks for no state in particular gets what is over, too.
  if (state != feel::Value("CREATED")) return list_all_user_tasks(call);
  auto answered = search(call, user_task_fields,
                         [&](Reading const& reading, Asked const& asked, std::vector<feel::Context>& rows) {
                           if (refused = check_asked(reading, filter); !refused.ok()) return;
                           auto instance = asked.only("processInstanceKey");
                           auto definitions = call.api.definitions();
                           for (auto const& [id, item] : reading.company.coordination.items) {
                             auto const* c = reading.company.processes.open(item.opened.case_id);
                             if (!c || (!instance.empty() && instance != key_of(c->number, 0))) continue;
                             auto roles = item.opened.candidate_roles;
                             roles.insert(roles.begin(), item.opened.role);
                             if (!fits_candidates(filter, "candidateGroup", roles) || !fits_candidates(filter, "candidateUser", item.opened.candidate_people)) continue;
                             rows.push_back(user_task_row(reading, *definitions, item, *c));
                             note_candidates(asked.filter, rows.back());
                           }
                           std::sort(rows.begin(), rows.end(), [](auto const& a, auto const& b) { return a.find("$position")->number() < b.find("$position")->number(); });
                         });
  return refused.ok() ? answered : refuse(refused.error());
}

Response with_user_task(Call const& call, std::function<Result<Response>(Reading const&, WorkItem const&, processes::Case const&)> const& answer) {
  return answer_read(call, [&](Reading const& reading) -> Result<Response> {
    auto place = place_of(call.parts[1]);
    auto const* c = place ? reading.company.processes.open(processes::case_id(place->case_number)) : nullptr;
    auto const* item = c && place->activity != 0 ? task_at(reading.company, c->id(), processes::activity_id(place->activity)) : nullptr;
    if (!item) return no_such("user task", call.parts[1]);
    return answer(reading, *item, *c);
  });
}

/// Also when it is over.
Response get_user_task(Call const& call) {
  return answer_read(call, [&](Reading const& reading) -> Result<Response> {
    auto place = place_of(call.parts[1]);
    auto const* c = place ? reading.company.processes.find(processes::case_id(place->case_number)) : nullptr;
    if (!c || place->activity == 0) return no_such("user task", call.parts[1]);
    auto activity = processes::activity_id(place->activity);
    auto definitions = call.api.definitions();
    if (auto const* item = task_at(reading.company, c->id(), activity)) return answer_row(user_task_row(reading, *definitions, *item, *c));
    for (auto const& task : past_tasks(reading, *c))
      if (task.activity == activity) return answer_row(past_user_task_row(reading, *definitions, task, *c));
    return no_such("user task", call.parts[1]);
  });
}

/// Of its work item; else the refusal.
struct Looked {
  std::string item;
  Response otherwise;
};
Looked item_of(Call const& call) {
  Looked looked;
  looked.otherwise = with_user_task(call, [&](Reading const&, WorkItem const& item, processes::Case const&) -> Result<Response> {
    looked.item = item.opened.item;
    return no_content();
  });
  return looked;
}

Response task_done(journal::Outcome const& outcome) { return outcome.refusal ? refuse(*outcome.refusal) : no_content(); }

/// `action` names what happened to listeners, which there are none of here: only its own word is taken.
Status usual_action(Call const& call, std::string_view usual) {
  auto action = words(call.body.at("action"));
  if (action.empty() || action == usual) return {};
  return Error{"DT-X902", "the action " + action + " is not known here: nothing listens to it", "leave it out"};
}

Response complete_user_task(Call const& call) {
  if (auto known = call.only({"variables", "action"}); !known.ok()) return refuse(known.error());
  if (auto usual = usual_action(call, "complete"); !usual.ok()) return refuse(usual.error());
  auto looked = item_of(call);
  if (looked.item.empty()) return looked.otherwise;
  return task_done(complete_task(call.api.runtime(), call.who.person, looked.item, call.body.at("variables"), why_first));
}

Response assign_user_task(Call const& call) {
  if (auto known = call.only({"assignee", "allowOverride", "action"}); !known.ok()) return refuse(known.error());
  if (auto usual = usual_action(call, "assign"); !usual.ok()) return refuse(usual.error());
  auto person = words(call.body.at("assignee"));
  if (person.empty()) return refuse({"DT-X902", "assignee is not named", "say who"});
  auto looked = item_of(call);
  if (looked.item.empty()) return looked.otherwise;
  return task_done(give_task(call.api.runtime(), call.who.person, looked.item, person, call.body.at("allowOverride").is_false() ? Override::no : Override::yes));
}

Response update_user_task(Call const& call) {
  if (auto known = call.only({"changeset", "action"}); !known.ok()) return refuse(known.error());
  if (auto usual = usual_action(call, "update"); !usual.ok()) return refuse(usual.error());
  auto changes = call.body.at("changeset");
  if (changes.kind() != feel::Kind::context) return refuse({"DT-X902", "there is no changeset", "name dueDate, followUpDate or priority in it"});
  coordination::RescheduleWork command;
  for (auto const& [name, value] : changes.context().entries()) {
    if (value.is_null()) continue;  // as there: left as it is; an empty text takes it away
    if (name == "priority" && value.kind() == feel::Kind::number) {
      command.changes.push_back("priority"), command.priority = whole(value, 50);
    } else if ((name == "dueDate" || name == "followUpDate") && value.kind() == feel::Kind::string) {
      auto text = words(value);
      auto instant = text.empty() ? Result<Instant>(Instant{}) : parse_instant(text);
      if (!instant) return refuse({"DT-X902", name + " is no time: " + text, "write it as 2026-03-27T08:00:00Z"});
      command.changes.push_back(name == "dueDate" ? "due" : "follow_up");
      if (!text.empty()) (name == "dueDate" ? command.due : command.follow_up) = *instant;
    } else {
      return refuse({"DT-X902", name + " of a user task is said by the model, and not changed here", "known are: dueDate, followUpDate, priority"});
    }
  }
  auto looked = item_of(call);
  if (looked.item.empty()) return looked.otherwise;
  command.item = looked.item;
  return ask(call, command);
}

Response list_task_variables(Call const& call) {
  std::optional<std::string> missing;
  auto answered = search(call, {"name", "value", "variableKey", "scopeKey", "processInstanceKey"}, [&](Reading const& reading, Asked const&, std::vector<feel::Context>& rows) {
    auto place = place_of(call.parts[1]);
    auto const* c = place ? reading.company.processes.open(processes::case_id(place->case_number)) : nullptr;
    auto const* item = c ? task_at(reading.company, c->id(), processes::activity_id(place->activity)) : nullptr;
    if (!item) return void(missing = call.parts[1]);
    auto scope_of = [&](std::string_view name) {
      processes::ActivityNumber scope = place->activity;
      for (auto const* one = c->find(scope); one && !processes::own_variables(*one).find(name); one = scope == 0 ? nullptr : c->find(scope)) scope = one->scope;
      return scope;
    };
    auto const seen = variables_of_task(reading.company, *item);
    for (auto const& [name, value] : seen.entries())
      if (!name.starts_with('$')) rows.push_back(variable_row(reading, *c, scope_of(name), name, value));
  });
  return missing ? refuse(no_such("user task", *missing)) : answered;
}

}  // namespace

std::optional<Response> user_tasks(Call const& call) {
  if (call.parts.empty() || call.parts[0] != "user-tasks") return std::nullopt;
  if (call.is("POST", {"user-tasks", "search"})) return list_user_tasks(call);
  if (call.is("GET", {"user-tasks", "*"}))
    return get_user_task(call);
  if (call.is("GET", {"user-tasks", "*", "form"}))
    return with_user_task(call, [&](Reading const& reading, WorkItem const& item, processes::Case const& c) -> Result<Response> { return form_answer(reading, c.revision.text(), form_of(reading.company, item).form); });
  if (call.is("POST", {"user-tasks", "*", "variables", "search"}) || call.is("POST", {"user-tasks", "*", "effective-variables", "search"})) return list_task_variables(call);
  if (call.is("POST", {"user-tasks", "*", "completion"})) return complete_user_task(call);
  if (call.is("POST", {"user-tasks", "*", "assignment"})) return assign_user_task(call);
  if (call.is("PATCH", {"user-tasks", "*"})) return update_user_task(call);
  if (!call.is("DELETE", {"user-tasks", "*", "assignee"})) return std::nullopt;
  auto looked = item_of(call);
  return looked.item.empty() ? looked.otherwise : task_done(release_task(call.api.runtime(), call.who.person, looked.item));
}

}  // namespace drivetrain::app::zeebe_rest
