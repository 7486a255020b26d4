// process-definitions: the versions of processes (app/deployed).
#include <map>

#include "app/api/api.h"
#include "app/zeebe_rest/call.h"
#include "app/zeebe_rest/forms.h"
#include "app/zeebe_rest/keys.h"
#include "app/zeebe_rest/search.h"

namespace drivetrain::app::zeebe_rest {

using api::Reading;
using platform::Response;

namespace {

processes::Form const* start_form_of(OperatingModel const* model, deployed::Definition const& one) { return model ? start_form(*model, one.process) : nullptr; }

feel::Context definition_row(Reading const& reading, deployed::Definition const& one) {
  auto const model = reading.company.library().find(one.revision);
  auto const* form = start_form_of(model.get(), one);
  feel::Context row;
  row.append("name", text_or_null(one.title)), row.append("resourceName", feel::Value(one.file)), row.append("version", feel::Value(one.version)), row.append("versionTag", feel::Value());
  row.append("processDefinitionId", feel::Value(one.process)), row.append("tenantId", feel::Value(tenant)), row.append("processDefinitionKey", feel::Value(std::to_string(one.key)));
  row.append("hasStartForm", feel::Value(form && form_file(reading.company, one.revision, *form))), row.append("state", feel::Value("ACTIVE")), row.append("$isLatestVersion", feel::Value(one.latest));
  return row;
}

Result<deployed::Definition const*> find(deployed::Definitions const& definitions, std::string const& key) {
  auto number = number_of(key);
  auto const* one = number ? definitions.by_key(*number) : nullptr;
  if (!one) return no_such("process definition", key);
  return one;
}

/// How many instances of the definition wait at each of its elements; cases are looked at a slice at a time.
Response statistics(Call const& call) {
  std::uint64_t key = 0;
  auto found = answer_read(call, [&](Reading const&) -> Result<Response> {
    auto all = call.api.definitions();
    DT_TRY(auto const* one, find(*all, call.parts[1]));
    key = one->key;
    return no_content();
  });
  if (key == 0) return found;
  struct Tally {
    std::size_t active = 0, incidents = 0;
  };
  std::map<std::string, Tally> tallies;
  auto looked = faces::look_at_cases(call.api, call.who.person, {}, [&](Reading const&, processes::Case const& c, std::vector<feel::Context>& rows) {
    auto all = call.api.definitions();
    auto const* one = all->of(c.revision.text(), c.process.text());
    if (!one || one->key != key) return;
    for (auto const& [number, activity] : c.activities) {
      if (activity.listens()) continue;
      rows.emplace_back();
      rows.back().append("element", feel::Value(activity.element.text())), rows.back().append("stuck", feel::Value(activity.incident.has_value()));
    }
  }, [&](feel::Context row) {
    auto& tally = tallies[std::string(row.find("element")->string())];
    return ++(row.find("stuck")->is_true() ? tally.incidents : tally.active), faces::Next::more;
  });
  if (!looked.ok()) return refuse(looked.error());
  feel::List items;
  for (auto const& [element, tally] : tallies) {
    feel::Context item;
    item.append("elementId", feel::Value(element)), item.append("active", feel::Value(tally.active)), item.append("canceled", feel::Value(0)), item.append("incidents", feel::Value(tally.incidents)), item.append("completed", feel::Value(0));
    items.push_back(feel::Value(std::move(item)));
  }
  feel::Context row;
  row.append("items", feel::Value(std::move(items)));
  return answer_row(row);
}

}  // namespace

std::optional<Response> definitions(Call const& call) {
  if (call.parts.empty() || call.parts[0] != "process-definitions") return std::nullopt;
  if (call.is("POST", {"process-definitions", "search"}))
    return search(call, {"name", "isLatestVersion", "resourceName", "version", "versionTag", "processDefinitionId", "processDefinitionKey", "hasStartForm", "state"}, [&](Reading const& reading, Asked const&, std::vector<feel::Context>& rows) {
      auto all = call.api.definitions();
      for (auto const& one : all->all()) rows.push_back(definition_row(reading, *one));
    });
  if (call.is("POST", {"process-definitions", "*", "statistics", "element-instances"})) return statistics(call);
  bool xml = call.is("GET", {"process-definitions", "*", "xml"}), form = call.is("GET", {"process-definitions", "*", "form"});
  if (!xml && !form && !call.is("GET", {"process-definitions", "*"})) return std::nullopt;
  return answer_read(call, [&](Reading const& reading) -> Result<Response> {
    auto all = call.api.definitions();
    DT_TRY(auto const* one, find(*all, call.parts[1]));
    if (form) {
      auto const model = reading.company.library().find(one->revision);
      return form_answer(reading, one->revision, start_form_of(model.get(), *one));
    }
    if (!xml) return answer_row(definition_row(reading, *one));
    auto model = reading.company.library().find(one->revision);
    if (!model) return no_such("diagram of process definition", call.parts[1]);
    Response response;
    response.headers.emplace_back("Content-Type", "text/xml; charset=utf-8");
    response.body = model->files.at(one->file);
    return response;
  });
}

}  // namespace drivetrain::app::zeebe_rest
