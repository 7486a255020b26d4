// Accounts: who may sign in, in whose name, and which programs may act for them. Facts only: what proves who somebody is (hashes of
// passwords, links, sessions, tokens) is kept beside the journal, so that the journal can be shown and copied.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "organisation/events.h"

namespace drivetrain::organisation {

/// invited: waits for a password to be set by one-time link.
enum class AccountState : std::uint8_t { invited, active, deactivated };
std::string_view to_string(AccountState state);

struct Account {
  std::string name;
  std::string person;               ///< of the model, whose rights it has; empty: nobody's
  AccountState state = AccountState::invited;
  bool administrator = false;
  Instant since;                    ///< when it came into this state, in the company's time
};

struct ApiToken {
  std::string id, account, title, scope;
  Instant created;                  ///< in the company's time
  Instant expires;                  ///< of the machine's clock
};

struct Accounts {
  std::map<std::string, Account, std::less<>> by_name;
  std::map<std::string, ApiToken, std::less<>> tokens;  ///< not revoked; by id

  /// Null when there is none.
  Account const* find(std::string_view name) const;
  /// The account, not deactivated, that has this person's rights; null when there is none.
  Account const* of_person(std::string_view person) const;
  /// Accounts that are active and administer.
  std::size_t administrators() const;
};

/// 1 to 64 of a-z, 0-9 and . _ - + @, beginning with a letter or a digit: an address of electronic mail is one.
bool is_account_name(std::string_view text);

inline constexpr std::size_t max_tokens_of_an_account = 50;

void apply(AccountInvited const& event, journal::Record const& record, Accounts& accounts);
void apply(PasswordSet const& event, journal::Record const& record, Accounts& accounts);
void apply(AccountReset const& event, journal::Record const& record, Accounts& accounts);
void apply(AccountDeactivated const& event, journal::Record const& record, Accounts& accounts);
void apply(AccountMapped const& event, journal::Record const& record, Accounts& accounts);
void apply(TokenCreated const& event, journal::Record const& record, Accounts& accounts);
void apply(TokenRevoked const& event, journal::Record const& record, Accounts& accounts);
/// Any record; those that are about no account change nothing. True when it was about one.
bool fold(journal::Record const& record, Accounts& accounts);

}  // namespace drivetrain::organisation
