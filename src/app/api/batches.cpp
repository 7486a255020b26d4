// /cases/batch and /batches: the same for many cases; first how many it would be and which, then done a few at a time.
#include <algorithm>
#include <set>

#include "app/api/case_filter.h"
#include "app/api/problem.h"
#include "app/api/router.h"
#include "app/api/write.h"
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

Result<std::vector<std::string>> fitting_cases(feel::Value const& wanted, Reading const& reading) {
  DT_TRY(auto filter, case_filter_of(wanted));
  auto const& state = reading.company.processes;
  std::vector<std::string> ids;
  auto consider = [&](Case const& c) {
    if (fits(reading, filter, c)) ids.push_back(c.id());
  };
  if (filter.cases.empty()) {
    for (auto const& [number, c] : state.open_cases()) consider(c);
    return ids;
  }
  // Named cases are looked up; each counts once.
  std::set<processes::CaseNumber> numbers;
  for (auto const& id : filter.cases) numbers.insert(processes::case_number(id));
  for (auto number : numbers)
    if (auto const* c = state.open(processes::case_id(number))) consider(*c);
  return ids;
}

Response start_batch(Exchange& exchange) {
  processes::StartBatch command;
  command.action = exchange.text("action"), command.reason = exchange.text("reason"), command.variables = exchange.value("variables"), command.revision = exchange.text("revision");
  for (auto const& move : filter_list(exchange.value("plan"))) command.plan.push_back({filter_text(move, "element"), filter_text(move, "into")});
  bool dry_run = exchange.value("dry_run").is_true();
  auto told = answer_read(exchange, [&](Reading const& reading, JsonWriter& json) -> Status {
    DT_ASSIGN(command.cases, fitting_cases(exchange.value("filter"), reading));
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

void write_batch_fields(JsonWriter& json, std::uint64_t number, processes::Batch const& batch) {
  json.field("batch", processes::batch_id(number)).field("action", batch.action).field("reason", batch.reason);
  text_if(json, "by", batch.by);
  json.field("begun_at", batch.begun);
  field_if(json, "ended_at", batch.ended);
  json.field("count", batch.cases.size()).field("done", batch.done).field("refused", batch.refusals);
}

Status list_batches(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto page, page_of(exchange));
  std::vector<std::pair<std::uint64_t, processes::Batch const*>> all;
  auto const& batches = reading.company.processes.batches();
  for (auto one = batches.rbegin(); one != batches.rend(); ++one) all.emplace_back(one->first, &one->second);
  object(json, [&] {
    write_page(json, all, page, [&](auto const& one) { object(json, [&] { write_batch_fields(json, one.first, *one.second); }); });
  });
  return {};
}

Status get_batch(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  auto const& id = exchange.at("batch");
  auto const& batches = reading.company.processes.batches();
  auto found = batches.find(processes::batch_number(id));
  if (found == batches.end()) return Error{"DT-X901", "there is no batch " + id + " of late", "its story, if it had one, is at /audit?subject=" + id};
  object(json, [&] {
    write_batch_fields(json, found->first, found->second);
    list_field(json, "refusals", found->second.refused, [&](processes::Batch::Refused const& one) {
      object(json, [&] { json.field("case_id", processes::case_id(one.case_number)).field("reason", one.reason); });
    });
  });
  return {};
}

}  // namespace

void add_batches(Router& router) {
  router.write("/cases/batch", "start_batch", start_batch);
  router.read("/batches", "list_batches", list_batches);
  router.read("/batches/{batch}", "get_batch", get_batch);
}

}  // namespace drivetrain::app::api
