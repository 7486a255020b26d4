// /events: what changed, as server-sent events.
#include "app/api/api.h"
#include "app/api/router.h"

namespace drivetrain::app::api {

namespace {

platform::Response stream_events(Exchange& exchange) {
  std::optional<std::uint64_t> last_seen;
  if (auto header = exchange.request.header("last-event-id"); !header.empty()) {
    auto number = Decimal::parse(header);
    auto whole = number ? number->to_int64() : std::nullopt;
    // An id that is not ours says nothing about what was seen: then everything may have changed.
    last_seen = whole && *whole >= 0 ? static_cast<std::uint64_t>(*whole) : 0;
  }
  return platform::Response::stream(exchange.api.changed().subscribe(last_seen));
}

}  // namespace

void add_events(Router& router) { router.add({"stream_events", "GET", "/api/v1/events", stream_events}); }

}  // namespace drivetrain::app::api
