// AccessStore: what lets somebody in, beside the journal: hashes of passwords, one-time links, sessions and API tokens. No secret is in
// it in the clear, and it is readable by its owner alone. Who may sign in at all is the journal's to say (organisation/accounts.h).
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace drivetrain::platform {

class Connection;

struct StoredLink {
  std::string hash;       ///< hex SHA-256 of what the link carries
  std::string account;    ///< empty: the first administrator's, who chooses the name
  Instant expires;
};

struct StoredSession {
  std::string hash;       ///< hex SHA-256 of the cookie's value
  std::string account;    ///< empty: a sample person of a demo
  std::string person;     ///< of a demo; with an account the account says whose
  Instant opened, seen;
};

struct StoredToken {
  std::string id;         ///< of the journal's TokenCreated
  std::string hash;       ///< hex SHA-256 of the whole token
  std::optional<Instant> used;
};

struct StoredPassword {
  std::string hash;       ///< platform/password.h
  std::optional<Instant> signed_in;  ///< last time
};

/// All times are the machine's. Thread-safe. Errors are the storage's (DT-X920, DT-X921).
class AccessStore {
 public:
  /// Makes the file when it is missing, for its owner's eyes only. ":memory:" keeps nothing.
  static Result<std::unique_ptr<AccessStore>> open(std::string const& path);
  ~AccessStore();
  AccessStore(AccessStore const&) = delete;

  Result<std::optional<StoredPassword>> password(std::string_view account);
  /// Whatever let the account in before (links, sessions) does so no more.
  Status set_password(std::string_view account, std::string_view hash);
  Status note_sign_in(std::string_view account, Instant at);
  /// Password, links and sessions.
  Status forget(std::string_view account);

  /// Replaces the account's earlier link.
  Status put_link(StoredLink const& link);
  Result<std::optional<StoredLink>> link(std::string_view hash);
  Result<std::vector<StoredLink>> links();
  Status drop_link(std::string_view account);

  Result<std::vector<StoredSession>> sessions();
  /// By hash; new or changed.
  Status put_session(StoredSession const& session);
  Status drop_session(std::string_view hash);
  Status drop_sessions_seen_before(Instant instant);

  Result<std::vector<StoredToken>> tokens();
  Status put_token(StoredToken const& token);
  Status drop_token(std::string_view id);

 private:
  explicit AccessStore(std::unique_ptr<Connection> connection);
  Status run(std::string_view sql, std::vector<std::string_view> const& texts, std::vector<std::int64_t> const& numbers = {});
  std::mutex mutex_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace drivetrain::platform
