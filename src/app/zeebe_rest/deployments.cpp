// deployments, resources: files that become part of the model (app/deployed).
#include <algorithm>

#include "app/api/api.h"
#include "app/deployed/deploy.h"
#include "app/zeebe_rest/call.h"
#include "app/zeebe_rest/forms.h"
#include "app/zeebe_rest/keys.h"
#include "base/json_writer.h"
#include "feel/json.h"
#include "platform/multipart.h"

namespace drivetrain::app::zeebe_rest {

using api::Reading;
using platform::Response;

namespace {

feel::Context metadata(feel::Value process, feel::Value resource, feel::Value form = {}) {
  feel::Context row;
  row.append("processDefinition", std::move(process)), row.append("decisionDefinition", feel::Value()), row.append("decisionRequirements", feel::Value()), row.append("form", std::move(form));
  row.append("resource", std::move(resource));
  return row;
}

/// What was sent, as it stands now: the same content again gives the same answer.
Result<Response> write_deployed(Call const& call, Reading const& reading, deployed::Deployed const& made) {
  auto definitions = call.api.definitions();
  auto const& all = definitions->deployments();
  if (all.empty()) return Error{"DT-X901", "nothing is deployed", ""};
  feel::List list;
  std::size_t newest = 1;
  for (auto const& path : made.paths) {
    bool any = false;
    for (auto const& one : definitions->all()) {
      if (one->file != path || definitions->of(made.revision, one->process) != one.get()) continue;
      feel::Context process;
      process.append("processDefinitionId", feel::Value(one->process)), process.append("processDefinitionVersion", feel::Value(one->version)), process.append("resourceName", feel::Value(one->file));
      process.append("tenantId", feel::Value(tenant)), process.append("processDefinitionKey", feel::Value(std::to_string(one->key)));
      list.push_back(feel::Value(metadata(feel::Value(std::move(process)), feel::Value())));
      newest = std::max(newest, one->deployment), any = true;
    }
    if (any) continue;
    auto const& deployment = all.back();
    if (auto file = form_file(reading.company, made.revision, processes::Form(feel::Value(), path, processes::Unasked::taken))) {
      feel::Context form;
      form.append("formId", feel::Value(file->id)), form.append("version", feel::Value(file->version)), form.append("resourceName", feel::Value(path)), form.append("tenantId", feel::Value(tenant));
      form.append("formKey", feel::Value(form_key_of(*file)));
      list.push_back(feel::Value(metadata(feel::Value(), feel::Value(), feel::Value(std::move(form)))));
      std::string last;
      std::size_t since = 1;  // when this content came
      for (auto const& one : all)
        for (auto const& entry : one.files)
          if (entry.path == path && entry.hash != last) last = entry.hash, since = one.number;
      newest = std::max(newest, since);
      continue;
    }
    feel::Context resource;
    resource.append("resourceId", feel::Value(path)), resource.append("resourceName", feel::Value(path)), resource.append("version", feel::Value(deployment.number)), resource.append("tenantId", feel::Value(tenant));
    resource.append("resourceKey", feel::Value(std::to_string(deployment.key)));
    list.push_back(feel::Value(metadata(feel::Value(), feel::Value(std::move(resource)))));
    newest = deployment.number;
  }
  feel::Context row;
  row.append("deploymentKey", feel::Value(std::to_string(all[newest - 1].key))), row.append("tenantId", feel::Value(tenant)), row.append("deployments", feel::Value(std::move(list)));
  return answer_row(row);
}

Response create_deployment(Call const& call) {
  if (auto open = deployed::may_deploy(call.api.options().folder); !open.ok()) return refuse(open.error());
  auto form = platform::read_form(call.request.header("content-type"), call.request.body);
  if (!form.ok()) return refuse(form.error());
  deployed::Wish wish;
  wish.account = call.who.account;
  for (auto& part : *form) {
    if (part.name == "resources") wish.files.push_back({part.file, std::move(part.content)});
    else if (part.name != "tenantId" || (!part.content.empty() && part.content != tenant)) return refuse({"DT-X902", part.name + " is not known here", "send resources, and no other tenant than " + std::string(tenant)});
  }
  auto made = deployed::deploy(call.api.runtime(), wish);
  if (made.refusal) return refuse(*made.refusal);
  return answer_read(call, [&](Reading const& reading) { return write_deployed(call, reading, made); }, made.position);
}

/// A version that cases ran by is part of the record; what is in force belongs to the whole company's model.
Response remove_resource(Call const& call) {
  return answer_read(call, [&](Reading const&) -> Result<Response> {
    auto key = number_of(call.parts[1]);
    auto definitions = call.api.definitions();
    auto const* one = key ? definitions->by_key(*key) : nullptr;
    if (!one) return no_such("resource", call.parts[1]);
    return Error{"DT-X903", one->file + " is not deleted: " + (one->in_force ? "the model in force has it" : "cases ran by it, and it is part of the record"),
                 one->in_force ? "take it, and what declares its processes, out of the model's folder" : "leave it"};
  });
}

}  // namespace

std::optional<Response> deployments(Call const& call) {
  if (call.is("POST", {"deployments"})) return create_deployment(call);
  if (call.is("POST", {"resources", "*", "deletion"})) return remove_resource(call);
  return std::nullopt;
}

}  // namespace drivetrain::app::zeebe_rest
