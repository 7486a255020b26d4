// process-instances: a case is a process instance. Starting, waiting for its end, looking, cancelling, changing by hand, migrating.
#include <algorithm>
#include <chrono>

#include "app/api/api.h"
#include "app/api/case_bell.h"
#include "app/zeebe_rest/call.h"
#include "app/zeebe_rest/keys.h"
#include "app/zeebe_rest/search.h"
#include "processes/case_commands.h"
#include "processes/commands.h"

namespace drivetrain::app::zeebe_rest {

using api::Reading;
using platform::Response;
using processes::Case;
using processes::CaseStatus;
using Clock = std::chrono::steady_clock;

namespace {

constexpr Duration usual_wait = seconds(10), longest_wait = minutes(5);
Known const instance_fields = {"processDefinitionId", "processDefinitionName", "processDefinitionVersion", "processDefinitionVersionTag", "processDefinitionKey", "startDate", "endDate", "state", "hasIncident",
                                   "processInstanceKey", "parentProcessInstanceKey", "parentElementInstanceKey", "rootProcessInstanceKey", "businessId", "variables", "elementId"};

feel::Context instance_row(Reading const& reading, deployed::Definitions const& definitions, Case const& c) {
  auto const* definition = definitions.of(c.revision.text(), c.process.text());
  feel::Context row;
  append_definition(row, definitions, c, true);
  row.append("processDefinitionName", definition ? text_or_null(definition->title) : feel::Value()), row.append("processDefinitionVersionTag", feel::Value());
  row.append("startDate", feel::Value(format_instant(c.started))), row.append("endDate", time_or_null(c.ended));
  row.append("state", feel::Value(c.status == CaseStatus::running ? "ACTIVE" : c.status == CaseStatus::completed ? "COMPLETED" : "TERMINATED")), row.append("hasIncident", feel::Value(c.incidents > 0));
  row.append("tenantId", feel::Value(tenant)), row.append("processInstanceKey", feel::Value(key_of(c.number, 0)));
  row.append("parentProcessInstanceKey", c.parent == 0 ? feel::Value() : feel::Value(key_of(c.parent, 0))), row.append("parentElementInstanceKey", c.parent == 0 ? feel::Value() : feel::Value(key_of(c.parent, c.parent_activity)));
  row.append("rootProcessInstanceKey", feel::Value(root_key(reading, c))), row.append("tags", feel::Value(feel::List{})), row.append("businessId", text_or_null(c.business_key)), row.append("$variables", feel::Value(c.variables));
  return row;
}

/// CreateProcessInstanceResult.
feel::Context created_row(Call const& call, Case const& c, feel::Context variables) {
  feel::Context row;
  append_definition(row, *call.api.definitions(), c, true);
  row.append("tenantId", feel::Value(tenant)), row.append("variables", feel::Value(std::move(variables))), row.append("processInstanceKey", feel::Value(key_of(c.number, 0)));
  row.append("tags", feel::Value(feel::List{})), row.append("businessId", text_or_null(c.business_key));
  return row;
}

feel::Context chosen(feel::Context const& variables, std::vector<std::string> const& names) {
  if (names.empty()) return variables;
  feel::Context some;
  for (auto const& name : names)
    if (auto const* value = variables.find(name)) some.set(name, *value);
  return some;
}

/// Waits for the end of a case; no thread does.
class Awaiting : public std::enable_shared_from_this<Awaiting> {
 public:
  Awaiting(api::Api& api, platform::Request const& request, access::Principal who, std::string id, std::vector<std::string> names, Duration wait)
      : api_(api), request_(request), who_(std::move(who)), id_(std::move(id)), names_(std::move(names)), until_(Clock::now() + std::chrono::microseconds(wait.us)) {}

  Response go_on(bool last, std::uint64_t position) {
    // Enlisted before looking, so that no end comes unnoticed in between.
    auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until_ - Clock::now()).count();
    bool waits = !last && left > 0;
    auto wakeup = waits ? api_.case_bell().wait(id_) : nullptr;
    bool ended = false;
    Call call{api_, request_, who_, {}, {}};
    auto response = answer_read(call, [&](Reading const& reading) -> Result<Response> {
      auto const* c = reading.company.processes.find(id_);
      if (!c) return no_such("process instance", key_of(processes::case_number(id_), 0));
      ended = c->status != CaseStatus::running;
      if (c->status == CaseStatus::cancelled) return Error{"DT-X903", "the process instance " + key_of(c->number, 0) + " was cancelled: " + c->reason.or_empty(), ""};
      if (!ended) return refuse({"DT-X903", "the process instance " + key_of(c->number, 0) + " has not ended in time", "look for it later; it goes on"}, 504);
      return answer_row(created_row(call, *c, chosen(c->variables, names_)));
    }, position);
    if (ended || !wakeup) return api_.case_bell().leave(id_, wakeup), response;
    response = {};
    response.parked = std::make_shared<platform::Parked>();
    response.parked->wakeup = wakeup;
    response.parked->at_most_ms = static_cast<int>(std::max<std::int64_t>(left, 1));
    response.parked->again = [self = shared_from_this(), wakeup](bool last_time) { return self->api_.case_bell().leave(self->id_, wakeup), self->go_on(last_time, 0); };
    response.parked->gone = [self = shared_from_this(), wakeup] { self->api_.case_bell().leave(self->id_, wakeup); };
    return response;
  }

 private:
  api::Api& api_;
  platform::Request request_;
  access::Principal who_;
  std::string id_;
  std::vector<std::string> names_;
  Clock::time_point until_;
};

/// The version in force, however it is named.
Result<std::string> process_to_start(Call const& call) {
  auto definitions = call.api.definitions();
  auto id = words(call.body.at("processDefinitionId")), key = words(call.body.at("processDefinitionKey"));
  auto version = whole(call.body.at("processDefinitionVersion"), -1);
  if (id.empty() == key.empty()) return Error{"DT-X902", "one of processDefinitionId and processDefinitionKey is asked for", "name the process by one of them"};
  auto number = number_of(key);
  auto const* found = id.empty() ? (number ? definitions->by_key(*number) : nullptr) : definitions->latest(id);
  if (!found) return no_such("process definition", id.empty() ? key : id);
  if (!found->in_force || (version >= 0 && version != found->version))
    return Error{"DT-X903", found->process + " in version " + std::to_string(version < 0 ? found->version : version) + " is not in force: instances start by the newest version", "start it by its id, without a version"};
  return found->process;
}

Response create_instance(Call const& call) {
  if (auto said = call.body.at("tenantId"); !said.is_null() && said != feel::Value(tenant)) return refuse({"DT-X902", "there is no tenant " + words(said), "leave tenantId out"});
  bool awaits = call.body.at("awaitCompletion").is_true();
  if (awaits && !call.request.header("idempotency-key").empty()) return refuse({"DT-X902", "an answer that is waited for is not kept for an Idempotency-Key", "leave awaitCompletion out, and look at the instance later"});
  // Said before it starts: whoever asks again would start another one.
  if (awaits && call.api.case_bell().is_full()) return refuse({"DT-X929", "too many wait for the end of an instance at once", "ask again in a moment, or leave awaitCompletion out"});
  processes::StartCase command;
  Status named;
  (void)call.api.runtime().journal().read([&] {
    auto process = process_to_start(call);
    if (process.ok()) command.process = process.take();
    else named = process.error();
  }).ok();
  if (!named.ok()) return refuse(named.error());
  command.business_key = words(call.body.at("businessId")), command.variables = call.body.at("variables");
  auto outcome = as_person(call, command);
  if (outcome.refusal) return refuse(*outcome.refusal);
  if (!awaits)
    return answer_read(call, [&](Reading const& reading) -> Result<Response> {
      auto const* c = reading.company.processes.find(outcome.reply);
      return c ? Result<Response>(answer_row(created_row(call, *c, {}))) : Result<Response>(no_such("process instance", outcome.reply));
    }, outcome.position);
  std::vector<std::string> names;
  if (auto wanted = call.body.at("fetchVariables"); wanted.kind() == feel::Kind::list)
    for (auto const& one : wanted.list()) names.push_back(words(one));
  auto wait = milliseconds(call.body.at("requestTimeout"));
  return std::make_shared<Awaiting>(call.api, call.request, call.who, outcome.reply, names, wait.us <= 0 ? usual_wait : std::min(wait, longest_wait))->go_on(false, outcome.position);
}

/// The case of the address; 404 for what is no key of one.
std::optional<std::string> case_of(Call const& call) {
  auto place = place_of(call.parts[1]);
  return place && place->activity == 0 ? std::optional(processes::case_id(place->case_number)) : std::nullopt;
}

Result<processes::ModifyCase> modification_of(Call const& call, Case const& c) {
  processes::ModifyCase command;
  command.case_id = c.id(), command.reason = "modified through /v2";
  auto list = [&](char const* name) {
    auto value = call.body.at(name);
    return value.kind() == feel::Kind::list ? value.list() : feel::List();
  };
  for (auto const& one : list("terminateInstructions")) {
    auto key = words(one.at("elementInstanceKey")), element = words(one.at("elementId"));
    auto place = place_of(key);
    if (key.empty()) {
      bool any = false;
      for (auto const& [number, activity] : c.activities)
        if (activity.element.text() == element && !activity.listens()) command.cancel.push_back(processes::activity_id(number)), any = true;
      if (!any) return Error{"DT-X901", "nothing waits at " + element, "look at its element instances"};
    } else if (!place || place->case_number != c.number || !c.find(place->activity)) {
      return no_such("element instance", key);
    } else {
      command.cancel.push_back(processes::activity_id(place->activity));
    }
  }
  for (auto const& one : list("activateInstructions")) {
    processes::NewToken token;
    token.element = words(one.at("elementId"));
    if (auto ancestor = words(one.at("ancestorElementInstanceKey")); !ancestor.empty() && ancestor != "-1") {
      auto place = place_of(ancestor);
      if (!place || place->case_number != c.number || (place->activity != 0 && !c.find(place->activity))) return no_such("element instance", ancestor);
      token.scope = processes::activity_id(place->activity);
    }
    feel::Context variables;
    if (auto instructions = one.at("variableInstructions"); instructions.kind() == feel::Kind::list)
      for (auto const& said : instructions.list()) {
        if (auto values = said.at("variables"); values.kind() == feel::Kind::context)
          for (auto const& [name, value] : values.context().entries()) variables.set(name, value);
      }
    if (!variables.empty()) token.variables = feel::Value(std::move(variables));
    command.start.push_back(std::move(token));
  }
  return command;
}

Response modify_instance(Call const& call, std::string const& id) {
  std::optional<processes::ModifyCase> command;
  auto looked = answer_read(call, [&](Reading const& reading) -> Result<Response> {
    auto const* c = reading.company.processes.open(id);
    if (!c) return no_such("process instance", call.parts[1]);
    DT_TRY(command, modification_of(call, *c));
    return no_content();
  });
  return command ? ask(call, *command) : looked;
}

Response migrate_instance(Call const& call, std::string const& id) {
  processes::MigrateCase command;
  command.case_id = id, command.reason = "migrated through /v2";
  Status found;
  (void)call.api.runtime().journal().read([&] {
    auto key = words(call.body.at("targetProcessDefinitionKey"));
    auto number = number_of(key);
    auto definitions = call.api.definitions();
    auto const* target = number ? definitions->by_key(*number) : nullptr;
    auto const* c = call.api.runtime().company().processes.open(id);
    if (!c) found = no_such("process instance", call.parts[1]);
    else if (!target) found = no_such("process definition", key);
    else if (target->process != c->process.text()) found = Error{"DT-X903", "an instance of " + c->process.text() + " does not become one of " + target->process, "migrate it to another version of its own process"};
    else command.revision = target->in_force ? "" : target->revision;
  }).ok();
  if (!found.ok()) return refuse(found.error());
  if (auto plan = call.body.at("mappingInstructions"); plan.kind() == feel::Kind::list)
    for (auto const& one : plan.list())
      if (auto from = words(one.at("sourceElementId")), to = words(one.at("targetElementId")); from != to) command.plan.push_back({from, to});
  return ask(call, command);
}

Response list_instances(Call const& call) {
  auto filter = call.body.at("filter");
  auto wanted = filter.kind() == feel::Kind::context ? filter.at("elementId") : feel::Value();
  if (wanted.kind() == feel::Kind::context)
    if (auto known = faces::check_value("filter.elementId", wanted, "{$eq:text}"); !known.ok()) return refuse(known.error());
  return search_cases(call, instance_fields, {.finished = true}, [](Reading const& reading, deployed::Definitions const& definitions, Asked const& asked, Case const& c, std::vector<feel::Context>& rows) {
    auto process = asked.only("processDefinitionId"), element = asked.only("elementId");
    if (!process.empty() && process != c.process.text()) return;
    auto row = instance_row(reading, definitions, c);
    if (!element.empty() && std::any_of(c.activities.begin(), c.activities.end(), [&](auto const& one) { return one.second.element.text() == element && !one.second.listens(); })) row.append("$elementId", feel::Value(element));
    rows.push_back(std::move(row));
  });
}

}  // namespace

std::optional<Response> instances(Call const& call) {
  if (call.parts.empty() || call.parts[0] != "process-instances") return std::nullopt;
  if (call.is("POST", {"process-instances"})) return create_instance(call);
  if (call.is("POST", {"process-instances", "search"}))
    return list_instances(call);
  if (call.parts.size() < 2) return std::nullopt;
  auto id = case_of(call);
  if (!id) return refuse(no_such("process instance", call.parts[1]));
  if (call.is("GET", {"process-instances", "*"}))
    return answer_read(call, [&](Reading const& reading) -> Result<Response> {
      auto const* c = reading.company.processes.find(*id);
      return c ? Result<Response>(answer_row(instance_row(reading, *call.api.definitions(), *c))) : Result<Response>(no_such("process instance", call.parts[1]));
    });
  if (call.is("POST", {"process-instances", "*", "cancellation"})) {
    auto outcome = as_person(call, processes::CancelCase{*id, "cancelled through /v2"});
    // What is over already is not there any more, as there.
    return !outcome.refusal ? no_content() : refuse(*outcome.refusal, outcome.refusal->code == "DT-X903" ? 404 : 0);
  }
  if (call.is("POST", {"process-instances", "*", "modification"})) return modify_instance(call, *id);
  if (call.is("POST", {"process-instances", "*", "migration"})) return migrate_instance(call, *id);
  return std::nullopt;
}

}  // namespace drivetrain::app::zeebe_rest
