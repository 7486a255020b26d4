// /links: one-time links, by which an invited person sets a password. The secret comes in a body, never in an address: addresses are
// kept in logs and histories.
#include "app/api/api.h"
#include "app/api/json.h"
#include "app/api/problem.h"
#include "app/api/signed_in.h"

namespace drivetrain::app::api {

using platform::Response;

namespace {

Response look_at_link(Exchange& exchange) {
  auto& access = exchange.api.access();
  if (auto wait = access.wait_before_link(exchange.request.remote)) return too_often(*wait);
  auto purpose = access.look_at_link(exchange.text("secret"));
  if (!purpose) return problem(purpose.error());
  JsonWriter json;
  object(json, [&] {
    json.field("purpose", purpose->account.empty() ? "first_administrator" : "password");
    if (!purpose->account.empty()) json.field("account", purpose->account);
    json.field("expires", purpose->expires).field("shortest_password", access::Access::shortest_password);
  });
  return Response::json(json.take());
}

Response redeem_link(Exchange& exchange) {
  auto& access = exchange.api.access();
  if (auto wait = access.wait_before_link(exchange.request.remote)) return too_often(*wait);
  return answer_opened(exchange, access.redeem_link(exchange.text("secret"), exchange.text("account"), exchange.text("password")));
}

}  // namespace

void add_links(Router& router) {
  router.write("/links/look", "look_at_link", look_at_link);
  router.write("/links/redeem", "redeem_link", redeem_link);
}

}  // namespace drivetrain::app::api
