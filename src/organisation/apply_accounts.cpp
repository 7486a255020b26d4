// What becomes of accounts and tokens (see accounts.h).
#include <algorithm>

#include "organisation/accounts.h"

namespace drivetrain::organisation {

namespace {

void put_into(AccountState state, std::string const& name, journal::Record const& record, Accounts& accounts) {
  auto found = accounts.by_name.find(name);
  if (found == accounts.by_name.end()) return;
  found->second.state = state;
  found->second.since = record.at;
}

void forget_tokens(std::string const& account, Accounts& accounts) {
  std::erase_if(accounts.tokens, [&](auto const& one) { return one.second.account == account; });
}

template <class E>
bool fold_one(journal::Record const& record, Accounts& accounts) {
  if (record.type != E::type.number) return false;
  E event;
  if (decode_fields(record.payload, event)) apply(event, record, accounts);
  return true;
}

}  // namespace

std::string_view to_string(AccountState state) {
  switch (state) {
    case AccountState::invited: return "invited";
    case AccountState::active: return "active";
    case AccountState::deactivated: return "deactivated";
  }
  return "";
}

Account const* Accounts::find(std::string_view name) const {
  auto found = by_name.find(name);
  return found == by_name.end() ? nullptr : &found->second;
}

Account const* Accounts::of_person(std::string_view person) const {
  for (auto const& [name, account] : by_name)
    if (account.person == person && account.state != AccountState::deactivated) return &account;
  return nullptr;
}

std::size_t Accounts::administrators() const {
  return static_cast<std::size_t>(std::count_if(by_name.begin(), by_name.end(), [](auto const& one) {
    return one.second.administrator && one.second.state == AccountState::active;
  }));
}

bool is_account_name(std::string_view text) {
  auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  if (text.empty() || text.size() > 64 || !plain(text.front())) return false;
  return std::all_of(text.begin(), text.end(), [&](char c) { return plain(c) || std::string_view("._-+@").find(c) != std::string_view::npos; });
}

void apply(AccountInvited const& event, journal::Record const& record, Accounts& accounts) {
  accounts.by_name[event.account] = {event.account, event.person, AccountState::invited, event.administrator, record.at};
}

void apply(PasswordSet const& event, journal::Record const& record, Accounts& accounts) { put_into(AccountState::active, event.account, record, accounts); }

void apply(AccountReset const& event, journal::Record const& record, Accounts& accounts) { put_into(AccountState::invited, event.account, record, accounts); }

void apply(AccountDeactivated const& event, journal::Record const& record, Accounts& accounts) {
  put_into(AccountState::deactivated, event.account, record, accounts);
  forget_tokens(event.account, accounts);
}

void apply(AccountMapped const& event, journal::Record const&, Accounts& accounts) {
  auto found = accounts.by_name.find(event.account);
  if (found == accounts.by_name.end()) return;
  found->second.person = event.person;
  found->second.administrator = event.administrator;
}

void apply(TokenCreated const& event, journal::Record const& record, Accounts& accounts) {
  accounts.tokens[event.token] = {event.token, event.account, event.title, event.scope, record.at, event.expires};
}

void apply(TokenRevoked const& event, journal::Record const&, Accounts& accounts) { accounts.tokens.erase(event.token); }

bool fold(journal::Record const& record, Accounts& accounts) {
  if (record.kind != journal::RecordKind::event) return false;
  return fold_one<AccountInvited>(record, accounts) || fold_one<PasswordSet>(record, accounts) || fold_one<AccountReset>(record, accounts) ||
         fold_one<AccountDeactivated>(record, accounts) || fold_one<AccountMapped>(record, accounts) || fold_one<TokenCreated>(record, accounts) ||
         fold_one<TokenRevoked>(record, accounts);
}

}  // namespace drivetrain::organisation
