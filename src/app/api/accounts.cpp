// /accounts: who may sign in, and in whose name. For administrators.
#include "app/api/api.h"
#include "app/api/problem.h"
#include "app/api/write.h"
#include "organisation/accounts.h"

namespace drivetrain::app::api {

using platform::Response;

namespace {

void write_account(JsonWriter& json, Exchange const& exchange, Reading const& reading, organisation::Account const& account) {
  auto trace = exchange.api.access().trace_of(account.name);
  object(json, [&] {
    json.field("account", account.name).field("state", to_string(account.state)).field("administrator", account.administrator).field("since", account.since);
    if (!account.person.empty()) {
      json.key("person");
      write_full_person(json, reading, account.person);
    }
    field_if(json, "signed_in", trace.signed_in);
    field_if(json, "link_expires", trace.link_expires);
    json.field("sessions", trace.sessions);
  });
}

Status list_accounts(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto page, page_of(exchange));
  std::vector<organisation::Account const*> accounts;
  for (auto const& [name, account] : reading.company.organisation.accounts.by_name) accounts.push_back(&account);
  object(json, [&] { write_page(json, accounts, page, [&](auto const* account) { write_account(json, exchange, reading, *account); }); });
  return {};
}

Response answer_link(std::string const& account, Result<access::Access::Made> const& made) {
  if (!made) return problem(made.error());
  return answer_made(made->outcome, [&](JsonWriter& json) { json.field("account", account).field("link", made->link->path).field("expires", made->link->expires); });
}

bool administrator_of(Exchange const& exchange) { return exchange.value("administrator").is_true(); }

Response invite_account(Exchange& exchange) {
  auto account = exchange.text("account");
  return answer_link(account, exchange.api.access().invite(exchange.who, account, exchange.text("person"), administrator_of(exchange)));
}

Response reset_account(Exchange& exchange) { return answer_link(exchange.at("account"), exchange.api.access().reset(exchange.who, exchange.at("account"))); }

Response deactivate_account(Exchange& exchange) {
  auto outcome = exchange.api.access().deactivate(exchange.who, exchange.at("account"));
  return outcome ? answer_outcome(exchange, *outcome) : problem(outcome.error());
}

Response map_account(Exchange& exchange) {
  return answer_outcome(exchange, exchange.api.access().map(exchange.who, exchange.at("account"), exchange.text("person"), administrator_of(exchange)));
}

}  // namespace

void add_accounts(Router& router) {
  router.read("/accounts", "list_accounts", list_accounts);
  router.write("/accounts", "invite_account", invite_account);
  router.write("/accounts/{account}/reset", "reset_account", reset_account);
  router.write("/accounts/{account}/deactivate", "deactivate_account", deactivate_account);
  router.write("/accounts/{account}/map", "map_account", map_account);
}

}  // namespace drivetrain::app::api
