// /cases/batch and /batches: the same for many cases; first how many it would be and which, then done a few at a time.
#include <algorithm>

#include "app/api/problem.h"
#include "app/api/router.h"
#include "app/api/write.h"
#include "base/text.h"
#include "feel/json.h"
#include "processes/case_commands.h"

namespace drivetrain::app::api {

using platform::Response;
using processes::Case;

namespace {

constexpr std::size_t batch_preview = 20;  ///< ids told of a dry run

std::string filter_text(feel::Value const& filter, std::string_view field) {
  auto found = filter.at(field);
  return found.kind() == feel::Kind::string ? std::string(found.string()) : std::string();
}

feel::List filter_list(feel::Value const& value) { return value.kind() == feel::Kind::list ? value.list() : feel::List(); }

bool is_at(Case const& c, std::string const& element) {
  return std::any_of(c.activities.begin(), c.activities.end(), [&](auto const& one) { return one.second.element.text() == element; }) ||
         std::any_of(c.joins.begin(), c.joins.end(), [&](auto const& one) { return one.element.text() == element; });
}

std::vector<std::string> fitting_cases(feel::Value const& filter, processes::State const& state) {
  std::vector<std::string> ids;
  auto process = filter_text(filter, "process"), element = filter_text(filter, "element"), revision = filter_text(filter, "revision"), customer = filter_text(filter, "customer");
  auto incident = filter.at("incident"), suspended = filter.at("suspended");
  auto wanted = filter_list(filter.at("cases"));
  for (auto const& [number, c] : state.open_cases()) {
    if (!process.empty() && c.process.text() != process) continue;
    if (!element.empty() && !is_at(c, element)) continue;
    if (!revision.empty() && c.revision.text() != revision) continue;
    if (!customer.empty() && c.customer != customer) continue;
    if (!incident.is_null() && incident.is_true() != (c.incidents > 0)) continue;
    if (!suspended.is_null() && suspended.is_true() != c.suspended.has_value()) continue;
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), feel::Value(c.id())) == wanted.end()) continue;
    ids.push_back(c.id());
  }
  return ids;
}

Response start_batch(Exchange& exchange) {
  processes::StartBatch command;
  command.action = exchange.text("action"), command.reason = exchange.text("reason"), command.variables = exchange.value("variables"), command.revision = exchange.text("revision");
  for (auto const& move : filter_list(exchange.value("plan"))) command.plan.push_back({filter_text(move, "element"), filter_text(move, "into")});
  bool dry_run = exchange.value("dry_run").is_true();
  auto told = answer_read(exchange, [&](Reading const& reading, JsonWriter& json) -> Status {
    command.cases = fitting_cases(exchange.value("filter"), reading.company.processes);
    auto first = command.cases;
    first.resize(std::min(first.size(), batch_preview));
    object(json, [&] { json.field("count", command.cases.size()).field("cases", first); });
    return {};
  });
  if (dry_run || told.status != 200) return told;
  auto outcome = execute(exchange, journal::command(command, journal::Actor::person(exchange.person)));
  if (!outcome.accepted()) return answer_outcome(exchange, outcome);
  return answer_made(outcome, [&](JsonWriter& json) { json.field("id", outcome.reply).field("count", command.cases.size()); });
}

Status get_batch(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  auto const& id = exchange.at("batch");
  auto const& batches = reading.company.processes.batches();
  auto found = batches.find(processes::batch_number(id));
  if (found == batches.end()) return Error{"DT-X901", "there is no batch " + id + " of late", "its story, if it had one, is at /audit?subject=" + id};
  auto const& batch = found->second;
  object(json, [&] {
    json.field("batch", id).field("action", batch.action).field("reason", batch.reason);
    text_if(json, "by", batch.by);
    json.field("begun_at", batch.begun);
    field_if(json, "ended_at", batch.ended);
    json.field("count", batch.cases.size()).field("done", batch.done).field("refused", batch.refusals);
    list_field(json, "refusals", batch.refused, [&](processes::Batch::Refused const& one) {
      object(json, [&] { json.field("case_id", processes::case_id(one.case_number)).field("reason", one.reason); });
    });
  });
  return {};
}

}  // namespace

void add_batches(Router& router) {
  router.write("/cases/batch", "start_batch", start_batch);
  router.read("/batches/{batch}", "get_batch", get_batch);
}

}  // namespace drivetrain::app::api
