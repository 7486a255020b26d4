// deployment: files that become part of the model (app/deployed), and the versions of the model as deployments. Nothing is taken out of force here:
// cases run on what was deployed.
#include <algorithm>

#include "app/api/api.h"
#include "app/deployed/deploy.h"
#include "app/engine_rest/call.h"
#include "app/engine_rest/query.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "platform/multipart.h"

namespace drivetrain::app::engine_rest {

using api::Reading;
using platform::Response;

namespace {

feel::Context deployment_row(deployed::Deployment const& one) {
  feel::Context row;
  row.append("links", feel::Value(feel::List{}));
  row.append("id", one.id()), row.append("name", text_or_null(one.reason)), row.append("source", feel::Value("drivetrain"));
  row.append("deploymentTime", written(one.at)), row.append("tenantId", feel::Value());
  return row;
}

/// With what came with it; `paths`: the files that were sent.
Response write_made(Call const& call, std::string const& revision, std::vector<std::string> const& paths, std::uint64_t position) {
  return answer_read(call, [&](Reading const&) -> Result<Response> {
    auto definitions = call.api.definitions();
    auto const& all = definitions->deployments();
    auto made = std::find_if(all.rbegin(), all.rend(), [&](auto const& one) { return one.revision == revision; });
    if (made == all.rend()) return Error{"DT-X901", "the version that was deployed is not in force any more", ""};
    feel::Context processes;
    for (auto const& one : definitions->all())
      if (definitions->of(revision, one->process) == one.get() && std::find(paths.begin(), paths.end(), one->file) != paths.end()) processes.set(one->id(), feel::Value(definition_row(*one)));
    auto row = deployment_row(*made);
    row.append("deployedProcessDefinitions", processes.empty() ? feel::Value() : feel::Value(std::move(processes)));
    for (auto name : {"deployedCaseDefinitions", "deployedDecisionDefinitions", "deployedDecisionRequirementsDefinitions"}) row.append(name, feel::Value());
    JsonWriter json;
    write_row(json, row);
    return Response::json(json.take());
  }, position);
}

/// {type: ParseException, message, details: {file: {errors: [{message, line, column}], warnings}}}
Response parse_exception(deployed::Deployed const& result) {
  JsonWriter json;
  json.begin_object().field("type", "ParseException").field("message", result.refusal->message).field("code", result.refusal->code);
  json.key("details").begin_object();
  std::vector<std::string> files;
  for (auto const& one : result.findings)
    if (std::find(files.begin(), files.end(), one.span.file) == files.end()) files.push_back(one.span.file);
  for (auto const& file : files) {
    json.key(file).begin_object().key("errors").begin_array();
    for (auto const& one : result.findings) {
      if (one.span.file != file) continue;
      json.begin_object().field("message", one.message + " [" + one.code + "]" + (one.help.empty() ? "" : "; " + one.help)).field("line", one.span.begin.line).field("column", one.span.begin.column);
      json.field("mainElementId", one.subject).key("elementIds").begin_array().end_array().end_object();
    }
    json.end_array().key("warnings").begin_array().end_array().end_object();
  }
  json.end_object().end_object();
  return Response::json(json.take(), 400);
}

/// Shown to people, in lists: no longer than a line, and nothing that a screen would obey.
Status check_words(std::string const& name, std::string const& words) {
  constexpr std::size_t longest = 250;
  bool has_controls = std::any_of(words.begin(), words.end(), [](char letter) { return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f; });
  if (words.size() <= longest && !has_controls && is_valid_utf8(words)) return {};
  return Error{"DT-X902", name + (words.size() > longest ? " is longer than " + std::to_string(longest) + " bytes" : " holds letters that cannot be shown"), "give it a short name"};
}

Response create_deployment(Call const& call) {
  if (auto open = deployed::may_deploy(call.api.options().folder); !open.ok()) return refusal(open.error());
  auto form = platform::read_form(call.request.header("content-type"), call.request.body);
  if (!form.ok()) return refusal(form.error());
  deployed::Wish wish;
  wish.account = call.who.account;
  for (auto& part : *form) {
    if (!part.file.empty()) {
      wish.files.push_back({part.file, std::move(part.content)});
      continue;
    }
    // The same content is the same deployment, always; where it came from is the account.
    static constexpr std::string_view known[] = {"deployment-name", "deployment-source", "enable-duplicate-filtering", "deploy-changed-only"};
    if (part.name == "enable-duplicate-filtering" && part.content == "false") return refusal({"DT-X902", "enable-duplicate-filtering=false is not known here: the same content is the same deployment", "leave it out"});
    if (part.name == "deployment-name" || part.name == "deployment-source")
      if (auto said = check_words(part.name, part.content); !said.ok()) return refusal(said.error());
    if (part.name == "deployment-name") wish.name = part.content;
    else if (!part.content.empty() && std::find(std::begin(known), std::end(known), part.name) == std::end(known))
      return refusal({"DT-X902", part.name + " is not known here", "leave it out; known are: deployment-name, deployment-source, enable-duplicate-filtering, deploy-changed-only, and files"});
  }
  auto made = deployed::deploy(call.api.runtime(), wish);
  if (made.refusal) return made.findings.empty() ? refusal(*made.refusal) : parse_exception(made);
  return write_made(call, made.revision, made.paths, made.position);
}

Response list_deployments(Call const& call) {
  return answer_query(call, {{"id"}, {"name"}, {"nameLike", Op::like, "name"}, {"source"}, {"after", Op::after, "deploymentTime"}, {"before", Op::before, "deploymentTime"}, {"withoutTenantId", Op::nothing}},
                      {{"id", "$number"}, {"name", "name"}, {"deploymentTime", "deploymentTime"}}, [&](Reading const&, Query const&, std::vector<feel::Context>& rows) {
    for (auto const& one : call.api.definitions()->deployments()) {
      rows.push_back(deployment_row(one));
      rows.back().append("$number", feel::Value(one.number));
    }
  });
}

Error no_such_deployment(std::string const& id) { return {"DT-X901", "Deployment with id '" + id + "' does not exist", ""}; }

Response get_deployment(Call const& call) {
  return answer_read(call, [&](Reading const&) -> Result<Response> {
    auto definitions = call.api.definitions();
    auto const* one = definitions->deployment(call.parts[1]);
    if (!one) return no_such_deployment(call.parts[1]);
    JsonWriter json;
    write_row(json, deployment_row(*one));
    return Response::json(json.take());
  });
}

/// A resource's id is its place among them.
Response get_resources(Call const& call) {
  return answer_read(call, [&](Reading const& reading) -> Result<Response> {
    auto definitions = call.api.definitions();
    auto const* one = definitions->deployment(call.parts[1]);
    if (!one) return no_such_deployment(call.parts[1]);
    auto row_of = [&](std::size_t i) {
      feel::Context row;
      row.append("id", feel::Value(one->id() + ".r" + std::to_string(i + 1))), row.append("name", feel::Value(one->files[i].path)), row.append("deploymentId", feel::Value(one->id()));
      return row;
    };
    JsonWriter json;
    if (call.parts.size() == 3) {
      json.begin_array();
      for (std::size_t i = 0; i < one->files.size(); ++i) write_row(json, row_of(i));
      json.end_array();
      return Response::json(json.take());
    }
    for (std::size_t i = 0; i < one->files.size(); ++i) {
      auto row = row_of(i);
      if (*row.find("id") != feel::Value(call.parts[3])) continue;
      if (call.parts.size() == 4) {
        write_row(json, row);
        return Response::json(json.take());
      }
      auto model = reading.company.library().find(one->revision);
      if (!model) return Error{"DT-X901", "the files of " + one->id() + " are not at hand: nothing runs by it", "drivetrain export writes an earlier version"};
      Response response;
      response.headers.emplace_back("Content-Type", "application/octet-stream");
      response.headers.emplace_back("Content-Disposition", "attachment");
      response.body = model->files.at(one->files[i].path);
      return response;
    }
    return Error{"DT-X901", "Deployment resource with resource id '" + call.parts[3] + "' for deployment id '" + call.parts[1] + "' does not exist", ""};
  });
}

/// What is in force is part of the model of the whole company, and what was in force is what cases ran by: neither goes by a request.
Response remove_deployment(Call const& call) {
  std::map<std::string, std::size_t> instances;  // by definition
  auto looked = faces::look_at_cases(call.api, call.who.person, {}, [&](Reading const&, processes::Case const& c, std::vector<feel::Context>& rows) {
    feel::Context row;
    row.append("of", feel::Value(definition_id(*call.api.definitions(), c)));
    rows.push_back(std::move(row));
  }, [&](feel::Context row) { return ++instances[std::string(row.find("of")->string())], faces::Next::more; });
  if (!looked.ok()) return refusal(looked.error());
  return answer_read(call, [&](Reading const&) -> Result<Response> {
    auto definitions = call.api.definitions();
    auto const* one = definitions->deployment(call.parts[1]);
    if (!one) return no_such_deployment(call.parts[1]);
    for (auto const* definition : one->definitions) {
      auto running = instances[definition->id()];
      if (running > 0)
        return Error{"DT-X903", one->id() + " is not deleted: " + std::to_string(running) + " instances run by " + definition->id(), "cancel them or let them end first"};
      if (definition->in_force)
        return Error{"DT-X903", one->id() + " is not deleted: " + definition->id() + " is in force", "take " + definition->file + " and what declares the process out of the model's folder"};
    }
    return Error{"DT-X903", one->id() + " is not deleted: nothing of it runs or is in force, and its files are part of the record of what the company ran by", "leave it"};
  });
}

}  // namespace

std::optional<Response> deployments(Call const& call) {
  auto const& parts = call.parts;
  auto const& method = call.request.method;
  if (parts.empty() || parts[0] != "deployment") return std::nullopt;
  if (method == "POST" && parts.size() == 2 && parts[1] == "create") return create_deployment(call);
  if (method == "DELETE" && parts.size() == 2) return remove_deployment(call);
  if (method != "GET") return std::nullopt;
  if (parts.size() == 1 || (parts.size() == 2 && parts[1] == "count")) return list_deployments(call);
  if (parts.size() == 2) return get_deployment(call);
  if (parts[2] == "resources" && (parts.size() <= 4 || (parts.size() == 5 && parts[4] == "data"))) return get_resources(call);
  return std::nullopt;
}

}  // namespace drivetrain::app::engine_rest
