// The clock, the contract, whether the server is well, and how it is doing.
#include <algorithm>

#include "app/api/api.h"
#include "app/api/contract.h"
#include "app/api/problem.h"
#include "app/api/write.h"
#include "app/safekeeping.h"
#include "platform/metrics.h"

namespace drivetrain::app::api {

using platform::Response;

void write_clock(JsonWriter& json, Exchange const& exchange, Reading const& reading) {
  auto const* time = exchange.api.options().time;
  object(json, [&] {
    json.field("now", reading.now).field("simulated", time != nullptr).field("speed", time ? time->speed() : 1.0);
    json.field("zone", reading.company.zone().name()).field("position", reading.position);
  });
}

namespace {

Status get_clock(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  write_clock(json, exchange, reading);
  return {};
}

Response advance_clock(Exchange& exchange) {
  auto* time = exchange.api.options().time;
  if (!time) return problem({"DT-X903", "this company's clock is the real one; it cannot be moved", "Start a demo: drivetrain serve MODEL --demo."});
  auto duration = parse_duration(exchange.text("duration"));
  if (!duration) return misfit_problem(422, "duration is none: " + duration.error().message, {{"/duration", duration.error().message}});
  auto people = exchange.value("people");
  auto moved = time->advance(*duration, !people.is_false());
  exchange.api.changed().say_clock();
  if (!moved) return problem(moved.error());
  return answer_read(exchange, [&](Reading const& reading, JsonWriter& json) { return get_clock(exchange, reading, json); });
}

Response text_response(int status, std::string text) {
  Response response;
  response.status = status;
  response.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
  response.body = std::move(text);
  return response;
}

Response readyz(Exchange& exchange) {
  if (exchange.api.draining()) return text_response(503, "stopping");
  auto status = exchange.api.runtime().journal().read([] {});
  return status ? text_response(200, "ok") : text_response(503, status.error().message);
}

/// How large the journal is, what room it has, how old its last backup, and whether its chain held when it was last verified.
void write_safety_metrics(ApiOptions const& options, Instant now, platform::MetricsText& text) {
  if (options.data.empty()) return;
  if (auto size = journal_size(options.data)) {
    text.gauge("drivetrain_journal_bytes", "Size of the journal's files.", {{{}, static_cast<double>(size->bytes)}});
    text.gauge("drivetrain_disk_free_bytes", "That the journal's disk has left.", {{{}, static_cast<double>(size->free_bytes)}});
  }
  if (auto backup = last_backup(options.data)) {
    text.gauge("drivetrain_backup_age_seconds", "Since the last backup.", {{{}, static_cast<double>((now - backup->made_at).us) / 1e6}});
    text.gauge("drivetrain_backup_records", "That the last backup holds.", {{{}, static_cast<double>(backup->position)}});
  }
  if (auto verified = last_verification(options.data)) {
    text.gauge("drivetrain_journal_verified", "Whether the last verification found the journal's chain as it was written: 1 it did, 0 it did not.", {{{}, verified->intact ? 1.0 : 0.0}});
    text.gauge("drivetrain_journal_verified_age_seconds", "Since that verification.", {{{}, static_cast<double>((now - verified->at).us) / 1e6}});
    text.gauge("drivetrain_journal_verified_records", "That it walked along.", {{{}, static_cast<double>(verified->records)}});
  }
}

Response metrics(Exchange& exchange) {
  auto& api = exchange.api;
  auto& journal = api.runtime().journal();
  platform::MetricsText text;
  text.gauge("drivetrain_info", "Of the program that answers.", {{{{"version", api.options().version}}, 1}});
  api.meter().write(text);
  auto durable = static_cast<double>(journal.durable());
  text.counter("drivetrain_journal_records", "Records on stable storage.", {{{}, durable}});
  text.gauge("drivetrain_journal_ahead", "Records applied and not yet on stable storage.", {{{}, std::max(0.0, static_cast<double>(journal.head()) - durable)}});
  text.gauge("drivetrain_timers_pending", "Timers that wait for their time.", {{{}, static_cast<double>(journal.pending_timers().size())}});
  text.gauge("drivetrain_event_subscribers", "Open streams of events.", {{{}, static_cast<double>(api.changed().subscribers())}});
  text.gauge("drivetrain_sessions", "Sessions that are open.", {{{}, static_cast<double>(api.access().open_sessions())}});
  auto const& options = api.options();
  if (options.folder) text.gauge("drivetrain_model_folder_in_step", "1 while the files of the model's folder are the version in force.", {{{}, options.folder->state().in_step ? 1.0 : 0.0}});
  write_safety_metrics(options, options.machine_clock ? options.machine_clock->now() : api.runtime().now(), text);
  platform::write_process_metrics(text);
  auto response = text_response(200, text.take());
  response.headers.front().second = platform::MetricsText::content_type;
  return response;
}

Status version(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  object(json, [&] { json.field("version", exchange.api.options().version).field("revision", reading.model().revision); });
  return {};
}

}  // namespace

void add_system(Router& router) {
  router.read("/clock", "get_clock", get_clock);
  router.write("/clock/advance", "advance_clock", advance_clock);
  router.add({"get_openapi", "GET", "/api/v1/openapi.json", [](Exchange&) { return Response::json(Contract::current().json()); }});
  router.add({"livez", "GET", "/livez", [](Exchange&) { return text_response(200, "ok"); }});
  router.add({"readyz", "GET", "/readyz", readyz});
  router.add({"metrics", "GET", "/metrics", metrics});
  router.add({"get_metrics", "GET", "/api/v1/admin/metrics", metrics});
  router.add({"version", "GET", "/version", [](Exchange& exchange) {
                return answer_read(exchange, [&](Reading const& reading, JsonWriter& json) { return version(exchange, reading, json); });
              }});
}

}  // namespace drivetrain::app::api
