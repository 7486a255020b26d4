// /tokens: programs that act in an account's name. One's own; an administrator sees and revokes everybody's.
#include <algorithm>

#include "app/api/api.h"
#include "app/api/problem.h"
#include "app/api/write.h"
#include "organisation/accounts.h"

namespace drivetrain::app::api {

using platform::Response;

namespace {

Status list_tokens(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto page, page_of(exchange));
  auto wanted = exchange.query("account");
  std::vector<organisation::ApiToken const*> tokens;
  for (auto const& [id, token] : reading.company.organisation.accounts.tokens) {
    bool mine = token.account == exchange.who.account;
    if ((mine || exchange.who.administrator) && (!wanted || token.account == *wanted)) tokens.push_back(&token);
  }
  std::stable_sort(tokens.begin(), tokens.end(), [](auto const* a, auto const* b) { return a->expires < b->expires; });
  object(json, [&] {
    write_page(json, tokens, page, [&](organisation::ApiToken const* token) {
      object(json, [&] {
        json.field("id", token->id).field("account", token->account).field("title", token->title).field("scope", token->scope);
        json.field("created", token->created).field("expires", token->expires);
        field_if(json, "used", exchange.api.access().token_used(token->id));
      });
    });
  });
  return {};
}

Response create_token(Exchange& exchange) {
  auto expires = parse_instant(exchange.text("expires"));
  if (!expires) return misfit_problem(422, "expires is no time", {{"/expires", expires.error().message}});
  auto account = exchange.text("account");
  if (account.empty()) account = exchange.who.account;
  if (account.empty()) return misfit_problem(422, "account is missing", {{"/account", "is missing"}});
  if (account != exchange.who.account && !exchange.who.administrator) return problem({"DT-X942", "a token for another account is made by an administrator", "Leave account out to make one for yourself."});
  auto made = exchange.api.access().create_token(exchange.who, account, exchange.text("title"), exchange.text("scope"), *expires);
  if (!made) return problem(made.error());
  return answer_made(made->outcome, [&](JsonWriter& json) { json.field("id", made->outcome.reply).field("token", made->secret).field("expires", *expires); });
}

Response revoke_token(Exchange& exchange) {
  auto outcome = exchange.api.access().revoke_token(exchange.who, exchange.at("token"));
  return outcome ? answer_outcome(exchange, *outcome) : problem(outcome.error());
}

}  // namespace

void add_tokens(Router& router) {
  router.read("/tokens", "list_tokens", list_tokens);
  router.write("/tokens", "create_token", create_token);
  router.write("/tokens/{token}/revoke", "revoke_token", revoke_token);
}

}  // namespace drivetrain::app::api
