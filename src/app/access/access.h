// Access: lets people and programs in. The journal says which accounts there are and in whose name they act; the access store keeps
// what proves who somebody is; here both meet. Sessions and tokens are looked up in memory, and written through to the store.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/access/principal.h"
#include "app/runtime.h"
#include "journal/world.h"
#include "organisation/accounts.h"
#include "platform/access_store.h"
#include "platform/password.h"
#include "platform/rate_limiter.h"

namespace drivetrain::app::access {

struct AccessOptions {
  Duration idle = hours(12);          ///< a session ends when it was not used for so long
  Duration absolute = days(7);        ///< and at the latest so long after sign-in
  Duration invitation = days(3);      ///< how long a one-time link opens something
  Duration first_invitation = days(1);
  platform::PasswordCost cost = {};
  /// What the command line beside this server proves itself by; empty: nobody can.
  std::string operator_key = {};
};

class Access {
 public:
  /// `clock` is the machine's, also where the company's time is simulated. All outlive this.
  Access(Runtime& runtime, platform::AccessStore& store, journal::Clock& clock, journal::Entropy& entropy, AccessOptions options = {});
  ~Access();
  Access(Access const&) = delete;
  /// Reads the store. To be called once, before anything else.
  Status open();

  /// By a session's cookie value or a bearer token; nobody when it proves nothing (any more).
  Principal by_session(std::string_view secret);
  Principal by_bearer(std::string_view secret);

  /// A secret for the cookie.
  struct Opened {
    std::string secret;
    std::string account;
  };
  /// How long an address or an account has to wait before it may try again; counts as an attempt when there is nothing to wait for.
  std::optional<Duration> wait_before_sign_in(std::string_view account, std::string const& address);
  std::optional<Duration> wait_before_link(std::string const& address);
  /// DT-X940, the same words and the same time whatever was wrong. A success does not count as an attempt.
  Result<Opened> sign_in(std::string const& account, std::string const& password, std::string const& address);
  /// For a demo, without proof.
  Result<Opened> sign_in_as_sample(std::string const& person);
  Status sign_out(Principal const& who);

  /// Whoever has the link sets a password once. `path`: of the web UI, with the secret in its fragment, which browsers send nowhere.
  struct Link {
    std::string path;
    Instant expires;
  };
  struct Made {
    journal::Outcome outcome;        ///< without a link when refused
    std::optional<Link> link = {};
  };
  Result<Made> invite(Principal const& by, std::string const& account, std::string const& person, bool administrator);
  Result<Made> reset(Principal const& by, std::string const& account);
  Result<journal::Outcome> deactivate(Principal const& by, std::string const& account);
  journal::Outcome map(Principal const& by, std::string const& account, std::string const& person, bool administrator);
  /// While nobody administers and nobody is invited to: a new link for whoever started the server. Earlier ones end.
  Result<std::optional<Link>> first_administrator_link();

  struct LinkPurpose {
    std::string account;             ///< empty: the first administrator's
    Instant expires;
  };
  /// DT-X943 when it opens nothing (any more).
  Result<LinkPurpose> look_at_link(std::string_view secret);
  /// Sets the password and signs in. `account`: the name that the first administrator chooses; not used otherwise.
  /// DT-X943, DT-X902 for a poor password or name.
  Result<Opened> redeem_link(std::string_view secret, std::string const& account, std::string const& password);
  /// Of one's own; ends all other sessions and opens a new one. DT-X940 when `old_password` is wrong.
  Result<Opened> change_password(Principal const& who, std::string const& old_password, std::string const& new_password);

  /// The whole token, shown this once. `expires` is checked here: in the future, at most a year away (DT-X902).
  struct MadeToken {
    journal::Outcome outcome;
    std::string secret = {};
  };
  Result<MadeToken> create_token(Principal const& by, std::string const& account, std::string const& title, std::string const& scope, Instant expires);
  Result<journal::Outcome> revoke_token(Principal const& by, std::string const& token);

  // What administrators see.
  organisation::Accounts accounts() const;
  struct Trace {
    std::optional<Instant> signed_in, link_expires;
    std::size_t sessions = 0;
  };
  Trace trace_of(std::string const& account);
  std::optional<Instant> token_used(std::string const& token) const;
  bool administered() const;         ///< somebody administers
  std::size_t open_sessions() const;

  static constexpr std::size_t most_sessions = 10'000;
  static constexpr std::size_t shortest_password = 12, longest_password = 1'024;  ///< code points; bytes

 private:
  struct Token {
    std::string id;
    std::optional<Instant> used;
  };
  using Sessions = std::map<std::string, platform::StoredSession, std::less<>>;  ///< by hash
  std::string secret(std::size_t bytes);
  Result<Opened> open_session(std::string const& account, std::string const& person);
  Result<Link> make_link(std::string const& account, Duration valid);
  Status store_password(journal::Actor by, std::string const& account, std::string const& password);
  void drop_sessions_of(std::string const& account);
  bool expired(platform::StoredSession const& session, Instant now) const;
  void listen(std::vector<journal::StoredRecord> const& records);

  Runtime& runtime_;
  platform::AccessStore& store_;
  journal::Clock& clock_;
  journal::Entropy& entropy_;
  AccessOptions const options_;
  std::string operator_hash_, nobodys_hash_;   ///< the second: what is compared when there is no such account
  platform::RateLimiter by_account_, by_address_;
  std::mutex redeeming_;                       ///< a link is looked at and used up in one go
  mutable std::mutex mutex_;                   ///< never held while the journal is asked: its listener takes it
  organisation::Accounts accounts_;            ///< folded from the journal's durable records
  Sessions sessions_;
  std::map<std::string, Token, std::less<>> tokens_;  ///< by hash
  std::uint64_t subscription_ = 0;
};

/// 1 to `longest_password` bytes, `shortest_password` characters, more than four different ones. DT-X902 says what is missing.
Status check_password(std::string_view account, std::string_view password);

}  // namespace drivetrain::app::access
