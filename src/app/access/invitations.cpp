// One-time links, passwords and tokens: what is made once and shown once (see access.h). The journal is told first, so that nothing
// opens a door that it does not know of; after a crash between the two an administrator sends a new link.
#include <algorithm>
#include <array>
#include <set>

#include "app/access/access.h"
#include "base/hash.h"
#include "base/text.h"
#include "organisation/commands.h"

namespace drivetrain::app::access {

using organisation::AccountState;

namespace {

constexpr Duration longest_token = days(366);

Error dead_link() { return {"DT-X943", "this link opens nothing: it was used, has expired, or a newer one replaced it", "ask an administrator for a new one"}; }

}  // namespace

Status check_password(std::string_view account, std::string_view password) {
  auto poor = [](std::string why) { return Error{"DT-X902", "the password " + std::move(why), "several words that nobody would say together are easy to keep and hard to guess"}; };
  if (!is_valid_utf8(password)) return poor("is not readable as UTF-8");
  if (code_point_count(password) < Access::shortest_password) return poor("is shorter than " + std::to_string(Access::shortest_password) + " characters");
  if (password.size() > Access::longest_password) return poor("is longer than " + std::to_string(Access::longest_password) + " bytes");
  if (std::set<char>(password.begin(), password.end()).size() < 5) return poor("is made of too few different characters");
  auto lower = lower_ascii(password);
  if (lower == account || lower == std::string(account) + std::string(account)) return poor("is the name of the account");
  return {};
}

Result<Access::Link> Access::make_link(std::string const& account, Duration valid) {
  auto text = secret(24);
  platform::StoredLink link{to_hex(sha256(text)), account, clock_.now() + valid};
  DT_CHECK(store_.put_link(link));
  return Link{"/join#" + text, link.expires};
}

Result<Access::Made> Access::invite(Principal const& by, std::string const& account, std::string const& person, bool administrator) {
  Made made{runtime_.ask(by.administering(), organisation::InviteAccount{account, person, administrator})};
  if (!made.outcome.accepted()) return made;
  DT_CHECK(store_.forget(account));
  DT_ASSIGN(made.link, make_link(account, options_.invitation));
  return made;
}

Result<Access::Made> Access::reset(Principal const& by, std::string const& account) {
  Made made{runtime_.ask(by.administering(), organisation::ResetAccount{account})};
  if (!made.outcome.accepted()) return made;
  drop_sessions_of(account);
  DT_CHECK(store_.forget(account));
  DT_ASSIGN(made.link, make_link(account, options_.invitation));
  return made;
}

Result<journal::Outcome> Access::deactivate(Principal const& by, std::string const& account) {
  auto outcome = runtime_.ask(by.administering(), organisation::DeactivateAccount{account});
  if (!outcome.accepted()) return outcome;
  drop_sessions_of(account);
  DT_CHECK(store_.forget(account));
  return outcome;
}

journal::Outcome Access::map(Principal const& by, std::string const& account, std::string const& person, bool administrator) {
  return runtime_.ask(by.administering(), organisation::MapAccount{account, person, administrator});
}

Result<std::optional<Access::Link>> Access::first_administrator_link() {
  auto known = accounts();
  if (known.administrators() > 0) return std::optional<Link>();
  DT_TRY(auto links, store_.links());
  auto now = clock_.now();
  for (auto const& link : links) {
    auto const* account = known.find(link.account);
    if (account && account->administrator && account->state == AccountState::invited && link.expires > now) return std::optional<Link>();
  }
  DT_TRY(auto link, make_link("", options_.first_invitation));
  return std::optional(std::move(link));
}

Result<Access::LinkPurpose> Access::look_at_link(std::string_view secret) {
  DT_TRY(auto link, store_.link(to_hex(sha256(secret))));
  if (!link || link->expires <= clock_.now()) return dead_link();
  auto known = accounts();
  if (link->account.empty()) {
    if (known.administrators() > 0) return dead_link();
  } else if (auto const* account = known.find(link->account); !account || account->state != AccountState::invited) return dead_link();
  return LinkPurpose{link->account, link->expires};
}

Result<Access::Opened> Access::redeem_link(std::string_view secret, std::string const& chosen, std::string const& password) {
  std::lock_guard one_at_a_time(redeeming_);
  DT_TRY(auto purpose, look_at_link(secret));
  bool first = purpose.account.empty();
  auto account = first ? chosen : purpose.account;
  if (account.empty()) return Error{"DT-X902", "an account needs a name", "choose the name by which you sign in"};
  DT_CHECK(check_password(account, password));
  auto by = journal::Actor::installation();
  if (first) {
    // After a crash in the middle the account may be there already, waiting for its password.
    auto known = accounts();
    auto const* begun = known.find(account);
    if (!begun || begun->state != AccountState::invited || !begun->administrator)
      if (auto outcome = runtime_.ask(by, organisation::InviteAccount{account, "", true}); outcome.refusal) return *outcome.refusal;
  }
  DT_CHECK(store_password(by, account, password));
  if (first) DT_CHECK(store_.drop_link(""));
  return open_session(account, "");
}

Status Access::store_password(journal::Actor by, std::string const& account, std::string const& password) {
  std::array<std::uint8_t, 16> salt{};
  entropy_.fill(salt);
  DT_TRY(auto hash, platform::hash_password(password, salt, options_.cost));
  if (auto outcome = runtime_.ask(std::move(by), organisation::SetPassword{account}); outcome.refusal) return *outcome.refusal;
  drop_sessions_of(account);
  return store_.set_password(account, hash);
}

Result<Access::Opened> Access::change_password(Principal const& who, std::string const& old_password, std::string const& new_password) {
  DT_TRY(auto stored, store_.password(who.account));
  if (!platform::password_fits(old_password, stored ? stored->hash : nobodys_hash_) || !stored)
    return Error{"DT-X940", "the present password is wrong", "an administrator sends a new link when it is lost"};
  DT_CHECK(check_password(who.account, new_password));
  by_account_.forget(who.account);
  DT_CHECK(store_password(journal::Actor::account(who.account), who.account, new_password));
  return open_session(who.account, "");
}

Result<Access::MadeToken> Access::create_token(Principal const& by, std::string const& account, std::string const& title, std::string const& scope, Instant expires) {
  auto now = clock_.now();
  if (expires <= now || expires > now + longest_token)
    return Error{"DT-X902", "the token would expire at " + format_instant(expires), "choose a time from now on, at most a year away"};
  auto text = "dt_" + secret(24);
  MadeToken made{runtime_.ask(by.administering(), organisation::CreateToken{account, title, scope, expires})};
  if (!made.outcome.accepted()) return made;
  auto hash = to_hex(sha256(text));
  DT_CHECK(store_.put_token({made.outcome.reply, hash, std::nullopt}));
  std::lock_guard lock(mutex_);
  tokens_[hash] = {made.outcome.reply, std::nullopt};
  made.secret = text;
  return made;
}

Result<journal::Outcome> Access::revoke_token(Principal const& by, std::string const& token) {
  auto outcome = runtime_.ask(by.administering(), organisation::RevokeToken{token});
  if (!outcome.accepted()) return outcome;
  {
    std::lock_guard lock(mutex_);
    std::erase_if(tokens_, [&](auto const& one) { return one.second.id == token; });
  }
  DT_CHECK(store_.drop_token(token));
  return outcome;
}

}  // namespace drivetrain::app::access
