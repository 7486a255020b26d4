// /cases/batch and /batches: the same for many cases; first how many it would be and which, then named a part at a time and done a few at a time.
#include <algorithm>

#include "app/api/api.h"
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

/// The open cases that fit, looked at a slice at a time: between two slices the writer serves others, so that no number of cases holds it up. Each
/// case is judged at the moment of its slice; those that begin meanwhile come last.
class FittingCases {
 public:
  FittingCases(Exchange const& exchange, CaseFilter filter) : exchange_(exchange), filter_(std::move(filter)) {
    for (auto const& id : filter_.cases) named_.push_back(processes::case_number(id));
    std::sort(named_.begin(), named_.end());
    named_.erase(std::unique(named_.begin(), named_.end()), named_.end());  // each counts once
  }

  Result<std::vector<std::string>> all() {
    auto& runtime = exchange_.api.runtime();
    for (bool more = true; more;) {
      DT_CHECK(runtime.journal().peek([&] {
        Reading reading{runtime.company(), exchange_.api.index(), runtime.now(), runtime.journal().head(), exchange_.person};
        more = named_.empty() ? next_open(reading) : next_named(reading);
      }));
    }
    return std::move(ids_);
  }

 private:
  static constexpr std::size_t looked_at_once = 500;

  void consider(Reading const& reading, Case const& c) {
    if (fits(reading, filter_, c)) ids_.push_back(c.id());
  }
  bool next_open(Reading const& reading) {
    auto const& open = reading.company.processes.open_cases();
    auto one = open.upper_bound(behind_);
    for (std::size_t looked = 0; one != open.end() && looked < looked_at_once; ++one, ++looked) consider(reading, one->second), behind_ = one->first;
    return one != open.end();
  }
  bool next_named(Reading const& reading) {
    auto end = std::min(named_.size(), next_ + looked_at_once);
    for (; next_ < end; ++next_)
      if (auto const* c = reading.company.processes.open(processes::case_id(named_[next_]))) consider(reading, *c);
    return next_ < named_.size();
  }

  Exchange const& exchange_;
  CaseFilter filter_;
  std::vector<processes::CaseNumber> named_;
  std::size_t next_ = 0;               ///< place in named_
  processes::CaseNumber behind_ = 0;   ///< the last that was looked at
  std::vector<std::string> ids_;
};

/// Names the cases a part at a time. What is refused stops what has been begun: it has done nothing yet.
journal::Outcome begin_batch(Exchange const& exchange, processes::StartBatch command, std::vector<std::string> const& cases) {
  auto ask_for = [&](auto const& asked) { return execute(exchange, journal::command(asked, journal::Actor::person(exchange.person))); };
  auto slice = [&](std::size_t from) {
    auto end = std::min(cases.size(), from + processes::batch_cases_at_once);
    return std::vector<std::string>(cases.begin() + static_cast<std::ptrdiff_t>(from), cases.begin() + static_cast<std::ptrdiff_t>(end));
  };
  command.cases = slice(0), command.in_all = static_cast<std::int64_t>(cases.size());
  auto outcome = ask_for(command);
  auto batch = outcome.reply;
  for (std::size_t from = command.cases.size(); outcome.accepted() && from < cases.size(); from += processes::batch_cases_at_once) {
    outcome = ask_for(processes::AddToBatch{batch, slice(from)});
    if (!outcome.accepted()) ask_for(processes::StopBatch{batch, outcome.refusal->message});
  }
  return outcome;
}

Response start_batch(Exchange& exchange) {
  processes::StartBatch command;
  command.action = exchange.text("action"), command.reason = exchange.text("reason"), command.variables = exchange.value("variables"), command.revision = exchange.text("revision");
  for (auto const& move : filter_list(exchange.value("plan"))) command.plan.push_back({filter_text(move, "element"), filter_text(move, "into")});
  auto filter = case_filter_of(exchange.value("filter"));
  if (!filter) return problem(filter.error());
  // Waits for the position that is asked for, and stamps the answer.
  auto answer_now = [&](std::function<void(JsonWriter&)> const& write) {
    return answer_read(exchange, [&](Reading const&, JsonWriter& json) -> Status {
      object(json, [&] { write(json); });
      return {};
    });
  };
  if (auto ready = answer_now([](JsonWriter&) {}); ready.status != 200) return ready;
  auto cases = FittingCases(exchange, filter.take()).all();
  if (!cases) return problem(cases.error());
  if (exchange.value("dry_run").is_true())
    return answer_now([&](JsonWriter& json) {
      json.field("count", cases->size()).field("cases", std::vector<std::string>(cases->begin(), cases->begin() + static_cast<std::ptrdiff_t>(std::min(cases->size(), batch_preview))));
    });
  auto outcome = begin_batch(exchange, std::move(command), *cases);
  if (!outcome.accepted()) return answer_outcome(exchange, outcome);
  return answer_made(outcome, [&](JsonWriter& json) { json.field("id", outcome.reply).field("count", cases->size()); });
}

Response stop_batch(Exchange& exchange) { return ask(exchange, processes::StopBatch{exchange.at("batch"), exchange.text("reason")}); }

void write_batch_fields(JsonWriter& json, std::uint64_t number, processes::Batch const& batch) {
  json.field("batch", processes::batch_id(number)).field("action", batch.action).field("reason", batch.reason);
  text_if(json, "by", batch.by);
  json.field("begun_at", batch.begun);
  field_if(json, "ended_at", batch.ended);
  text_if(json, "stopped", batch.stopped);
  text_if(json, "stopped_by", batch.stopped_by);
  json.field("count", batch.in_all).field("done", batch.done).field("refused", batch.refusals);
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
  router.write("/batches/{batch}/stop", "stop_batch", stop_batch);
}

}  // namespace drivetrain::app::api
