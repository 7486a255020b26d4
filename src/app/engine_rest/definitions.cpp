// process-definition: the versions of processes (app/deployed), and starting them. What starts is the version in force; an earlier one is only looked at.
#include <algorithm>

#include "app/api/api.h"
#include "app/engine_rest/call.h"
#include "app/engine_rest/query.h"
#include "app/engine_rest/tasks.h"
#include "app/engine_rest/typed_values.h"
#include "base/json_writer.h"
#include "processes/commands.h"

namespace drivetrain::app::engine_rest {

using api::Reading;
using deployed::Definition;
using platform::Response;

namespace {

Error no_such_definition(std::string const& what) { return {"DT-X901", "No matching process definition with " + what, "process-definition lists what there is"}; }

/// By /key/{key} or /{id}; `rest`: the parts behind it.
struct Named {
  std::string key, id;
  std::vector<std::string> rest;
};
Named named_by(Call const& call) {
  Named named;
  bool by_key = call.parts.size() >= 3 && call.parts[1] == "key";
  (by_key ? named.key : named.id) = call.parts[by_key ? 2 : 1];
  named.rest.assign(call.parts.begin() + (by_key ? 3 : 2), call.parts.end());
  return named;
}

Result<Definition const*> find_definition(deployed::Definitions const& definitions, Named const& named) {
  auto const* found = named.key.empty() ? definitions.by_id(named.id) : definitions.latest(named.key);
  if (!found) return no_such_definition(named.key.empty() ? "id '" + named.id + "'" : "key '" + named.key + "'");
  return found;
}

Response list_definitions(Call const& call) {
  return answer_query(call,
                      {{"processDefinitionId", Op::is, "id"}, {"processDefinitionIdIn", Op::one_of, "id"}, {"name"}, {"nameLike", Op::like, "name"}, {"deploymentId"}, {"key"}, {"keysIn", Op::one_of, "key"},
                       {"keyLike", Op::like, "key"}, {"version"}, {"latestVersion", Op::holds, "$latest"}, {"resourceName", Op::is, "resource"}, {"resourceNameLike", Op::like, "resource"},
                       {"active", Op::lacks, "suspended"}, {"suspended", Op::holds}, {"withoutTenantId", Op::nothing}, {"deployedAfter", Op::after, "$deployed"}, {"startableInTasklist", Op::holds}},
                      {{"id", "id"}, {"key", "key"}, {"name", "name"}, {"version", "version"}, {"deploymentId", "$deployment"}, {"deployTime", "$deployed"}},
                      [&](Reading const&, Query const&, std::vector<feel::Context>& rows) {
                        auto definitions = call.api.definitions();
                        for (auto const& one : definitions->all()) {
                          rows.push_back(definition_row(*one));
                          rows.back().append("$latest", feel::Value(one->latest)), rows.back().append("$deployment", feel::Value(one->deployment));
                          rows.back().append("$deployed", feel::Value(written(definitions->deployments()[one->deployment - 1].at)));
                        }
                      });
}

Response xml(Call const& call, Named const& named) {
  return answer_read(call, [&](Reading const& reading) -> Result<Response> {
    auto definitions = call.api.definitions();
    DT_TRY(auto const* one, find_definition(*definitions, named));
    auto model = reading.company.library().find(one->revision);
    if (!model) return Error{"DT-X901", "the diagram of " + one->id() + " is not at hand", ""};
    JsonWriter json;
    json.begin_object().field("id", one->id()).field("bpmn20Xml", model->files.at(one->file)).end_object();
    return Response::json(json.take());
  });
}

struct Tally {
  std::size_t instances = 0, incidents = 0;
};
void write_tally(JsonWriter& json, std::string const& id, Tally const& tally, bool failed_jobs, bool with_incidents) {
  json.field("id", id).field("instances", tally.instances).field("failedJobs", failed_jobs ? tally.incidents : 0);
  json.key("incidents").begin_array();
  if (with_incidents && tally.incidents > 0) json.begin_object().field("incidentType", "failedJob").field("incidentCount", tally.incidents).end_object();
  json.end_array();
}

/// By the key of a definition, or by activity.
using Tallies = std::map<std::string, Tally>;
feel::Context tallied(std::string const& of, bool instance, std::size_t incidents) {
  feel::Context row;
  row.append("of", feel::Value(of)), row.append("instance", feel::Value(instance)), row.append("incidents", feel::Value(incidents));
  return row;
}
/// Looks at all cases, a slice at a time.
Result<Tallies> tally_cases(Call const& call, faces::RowsOf const& rows_of) {
  Tallies tallies;
  DT_CHECK(faces::look_at_cases(call.api, call.who.person, {}, rows_of, [&](feel::Context row) {
    auto& tally = tallies[std::string(row.find("of")->string())];
    if (row.find("instance")->is_true()) ++tally.instances;
    tally.incidents += static_cast<std::size_t>(row.find("incidents")->number().to_int64().value_or(0));
    return faces::Next::more;
  }));
  return tallies;
}

/// How many instances of the definition wait at each of its activities.
Response statistics(Call const& call, Named const& named) {
  std::uint64_t key = 0;
  auto found = answer_read(call, [&](Reading const&) -> Result<Response> {
    auto definitions = call.api.definitions();
    DT_TRY(auto const* one, find_definition(*definitions, named));
    key = one->key;
    return no_content();
  });
  if (key == 0) return found;
  auto tallies = tally_cases(call, [&](Reading const&, processes::Case const& c, std::vector<feel::Context>& rows) {
    auto definitions = call.api.definitions();
    auto const* one = definitions->of(c.revision.text(), c.process.text());
    if (!one || one->key != key) return;
    for (auto const& [number, activity] : c.activities)
      if (!activity.listens()) rows.push_back(tallied(activity.element.text(), true, activity.incident ? 1 : 0));
  });
  if (!tallies.ok()) return refusal(tallies.error());
  JsonWriter json;
  json.begin_array();
  for (auto const& [element, tally] : *tallies) {
    json.begin_object();
    write_tally(json, element, tally, call.flag("failedJobs"), call.flag("incidents"));
    json.end_object();
  }
  json.end_array();
  return Response::json(json.take());
}

/// How many instances run by each definition.
Response all_statistics(Call const& call) {
  auto tallies = tally_cases(call, [&](Reading const&, processes::Case const& c, std::vector<feel::Context>& rows) {
    auto definitions = call.api.definitions();
    if (auto const* one = definitions->of(c.revision.text(), c.process.text())) rows.push_back(tallied(one->id(), true, c.incidents));
  });
  if (!tallies.ok()) return refusal(tallies.error());
  return answer_read(call, [&](Reading const&) -> Result<Response> {
    auto definitions = call.api.definitions();
    JsonWriter json;
    json.begin_array();
    for (auto const& one : definitions->all()) {
      auto tally = tallies->find(one->id());
      if (!one->in_force && tally == tallies->end()) continue;
      json.begin_object();
      write_tally(json, one->id(), tally == tallies->end() ? Tally() : tally->second, call.flag("failedJobs"), call.flag("incidents"));
      json.key("definition");
      write_row(json, definition_row(*one));
      json.end_object();
    }
    json.end_array();
    return Response::json(json.take());
  });
}

Response show_instance(Call const& call, std::string const& id, bool with_variables, std::uint64_t position) {
  return answer_read(call, [&](Reading const& reading) -> Result<Response> {
    auto const* c = reading.company.processes.find(id);
    if (!c) return Error{"DT-X901", "Process instance with id " + id + " does not exist", ""};
    JsonWriter json;
    auto row = instance_row(reading, *call.api.definitions(), *c);
    if (with_variables) row.append("variables", feel::Value(typed_context(c->variables)));
    write_row(json, row);
    return Response::json(json.take());
  }, position);
}

Response start_instance(Call const& call, Named const& named) {
  processes::StartCase command;
  Status found;
  (void)call.api.runtime().journal().read([&] {
    auto definitions = call.api.definitions();
    auto one = find_definition(*definitions, named);
    if (!one.ok()) found = one.error();
    else if (!(*one)->in_force) found = Error{"DT-X903", (*one)->id() + " is not in force: instances start by the newest version", "start it by its key"};
    else command.process = (*one)->process;
  }).ok();
  if (!found.ok()) return refusal(found.error());
  command.business_key = call.text("businessKey");
  auto variables = read_variables(call.body.at("variables"));
  if (!variables.ok()) return refusal(variables.error());
  command.variables = variables.take();
  auto outcome = execute(call, journal::command(command, journal::Actor::person(call.who.person)));
  if (outcome.refusal) return refusal(*outcome.refusal);
  return show_instance(call, outcome.reply, call.flag("withVariablesInReturn"), outcome.position);
}

/// What starting it asks for, in its version.
Response show_start_form(Call const& call, Named const& named, std::string const& what) {
  if (auto known = what == "form-variables" ? call.only({"variableNames", "deserializeValues"}) : call.only({}); !known.ok()) return refusal(known.error());
  return answer_read(call, [&](Reading const& reading) -> Result<Response> {
    auto all = call.api.definitions();
    DT_TRY(auto const* one, find_definition(*all, named));
    auto model = reading.company.library().find(one->revision);
    auto const* form = model ? start_form(*model, one->process) : nullptr;
    if (what == "startForm") return form_reference(form);
    if (what == "deployed-start-form") return deployed_form(reading, one->revision, form);
    return form_variables(call, {form, {}}, {});
  });
}

}  // namespace

feel::Context definition_row(Definition const& one) {
  feel::Context row;
  row.append("id", feel::Value(one.id())), row.append("key", feel::Value(one.process)), row.append("category", feel::Value()), row.append("description", feel::Value());
  row.append("name", text_or_null(one.title)), row.append("version", feel::Value(one.version)), row.append("resource", feel::Value(one.file));
  row.append("deploymentId", feel::Value(deployed::deployment_id(one.deployment))), row.append("diagram", feel::Value()), row.append("suspended", feel::Value(false));
  row.append("tenantId", feel::Value()), row.append("versionTag", feel::Value()), row.append("historyTimeToLive", feel::Value()), row.append("startableInTasklist", feel::Value(one.in_force));
  return row;
}

std::optional<Response> definitions(Call const& call) {
  auto const& parts = call.parts;
  if (parts.empty() || parts[0] != "process-definition") return std::nullopt;
  auto const& method = call.request.method;
  if (method == "GET" && (parts.size() == 1 || (parts.size() == 2 && parts[1] == "count"))) return list_definitions(call);
  if (method == "GET" && parts.size() == 2 && parts[1] == "statistics") return all_statistics(call);
  if (parts.size() < 2) return std::nullopt;
  auto named = named_by(call);
  if (named.rest.size() > 1) return std::nullopt;
  auto what = named.rest.empty() ? std::string() : named.rest[0];
  if (method == "POST" && (what == "start" || what == "submit-form")) return start_instance(call, named);
  if (method != "GET") return std::nullopt;
  if (what == "xml") return xml(call, named);
  if (what == "statistics") return statistics(call, named);
  if (what == "startForm" || what == "form-variables" || what == "deployed-start-form") return show_start_form(call, named, what);
  if (what != "") return std::nullopt;
  return answer_read(call, [&](Reading const&) -> Result<Response> {
    auto all = call.api.definitions();
    DT_TRY(auto const* one, find_definition(*all, named));
    JsonWriter json;
    write_row(json, definition_row(*one));
    return Response::json(json.take());
  });
}

}  // namespace drivetrain::app::engine_rest
