// The clock, the contract, and whether the server is well.
#include "app/api/api.h"
#include "app/api/contract.h"
#include "app/api/problem.h"
#include "app/api/write.h"

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
  auto status = exchange.api.runtime().journal().read([] {});
  return status ? text_response(200, "ok") : text_response(503, status.error().message);
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
  router.add({"version", "GET", "/version", [](Exchange& exchange) {
                return answer_read(exchange, [&](Reading const& reading, JsonWriter& json) { return version(exchange, reading, json); });
              }});
}

}  // namespace drivetrain::app::api
