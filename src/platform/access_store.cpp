// The access database (see access_store.h). Small and seldom written: each call prepares its statement anew.
#include "platform/access_store.h"

#include <array>

#include "platform/private_file.h"
#include "platform/sqlite.h"

namespace drivetrain::platform {

namespace {

constexpr std::int64_t access_application_id = 0x44725441;  // "DrTA"

/// A step, once released, is never changed; a change is a new step.
constexpr std::array access_migrations = {
    R"sql(
      CREATE TABLE passwords(account TEXT PRIMARY KEY, hash TEXT NOT NULL, signed_in INTEGER) STRICT;
      CREATE TABLE links(hash TEXT PRIMARY KEY, account TEXT NOT NULL UNIQUE, expires INTEGER NOT NULL) STRICT;
      CREATE TABLE sessions(hash TEXT PRIMARY KEY, account TEXT NOT NULL, person TEXT NOT NULL, opened INTEGER NOT NULL, seen INTEGER NOT NULL) STRICT;
      CREATE TABLE tokens(id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, used INTEGER) STRICT;
    )sql",
};

Status migrate_access(Connection& connection, std::string const& path) {
  DT_TRY(auto id, connection.number("PRAGMA application_id"));
  DT_TRY(auto tables, connection.number("SELECT count(*) FROM sqlite_schema"));
  if (id != access_application_id && tables != 0)
    return Error{"DT-X920", path + " is an SQLite file, but holds no accounts of Drivetrain.", "Give Drivetrain a data folder of its own with --data DIR."};
  DT_TRY(auto version, connection.number("PRAGMA user_version"));
  if (version > static_cast<std::int64_t>(access_migrations.size())) return Error{"DT-X920", path + " was written by a newer Drivetrain.", "Start that version or a newer one."};
  for (auto step = static_cast<std::size_t>(version); step < access_migrations.size(); ++step)
    DT_CHECK(connection.execute("BEGIN IMMEDIATE;" + std::string(access_migrations[step]) + "PRAGMA application_id = " + std::to_string(access_application_id) +
                                "; PRAGMA user_version = " + std::to_string(step + 1) + "; COMMIT"));
  return {};
}

std::optional<Instant> instant_or_none(Statement const& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(Instant{row.integer(column)});
}

StoredLink link_of(Statement const& row) { return {std::string(row.text(0)), std::string(row.text(1)), {row.integer(2)}}; }

/// Every row of `sql`, made into something.
template <class Make>
auto rows_of(Connection& connection, std::string_view sql, std::string_view text, Make make) -> Result<std::vector<decltype(make(std::declval<Statement const&>()))>> {
  std::vector<decltype(make(std::declval<Statement const&>()))> rows;
  DT_TRY(auto statement, connection.prepare(sql));
  if (text.data()) statement.bind(1, text);
  for (;;) {
    DT_TRY(auto row, statement.step());
    if (!row) return rows;
    rows.push_back(make(statement));
  }
}

template <class T>
Result<std::optional<T>> first_of(Result<std::vector<T>> rows) {
  if (!rows) return rows.error();
  return rows->empty() ? std::optional<T>() : std::optional<T>(std::move(rows->front()));
}

}  // namespace

AccessStore::AccessStore(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
AccessStore::~AccessStore() = default;

Result<std::unique_ptr<AccessStore>> AccessStore::open(std::string const& path) {
  if (path != ":memory:") DT_CHECK(make_private_file(path));
  DT_TRY(auto connection, Connection::open(path, Access::read_write, 2'000));
  DT_CHECK(connection->execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON"));
  DT_CHECK(migrate_access(*connection, path));
  return std::unique_ptr<AccessStore>(new AccessStore(std::move(connection)));
}

Status AccessStore::run(std::string_view sql, std::vector<std::string_view> const& texts, std::vector<std::int64_t> const& numbers) {
  DT_TRY(auto statement, connection_->prepare(sql));
  int parameter = 0;
  for (auto text : texts) statement.bind(++parameter, text);
  for (auto number : numbers) statement.bind(++parameter, number);
  return statement.run();
}

Result<std::optional<StoredPassword>> AccessStore::password(std::string_view account) {
  std::lock_guard lock(mutex_);
  return first_of(rows_of(*connection_, "SELECT hash, signed_in FROM passwords WHERE account = ?", account,
                          [](Statement const& row) { return StoredPassword{std::string(row.text(0)), instant_or_none(row, 1)}; }));
}

Status AccessStore::set_password(std::string_view account, std::string_view hash) {
  std::lock_guard lock(mutex_);
  DT_CHECK(connection_->execute("BEGIN IMMEDIATE"));
  auto work = [&]() -> Status {
    DT_CHECK(run("DELETE FROM links WHERE account = ?", {account}));
    DT_CHECK(run("DELETE FROM sessions WHERE account = ?", {account}));
    DT_CHECK(run("INSERT INTO passwords(account, hash) VALUES (?, ?) ON CONFLICT(account) DO UPDATE SET hash = excluded.hash", {account, hash}));
    return connection_->execute("COMMIT");
  };
  auto status = work();
  if (!status.ok() && connection_->in_transaction()) (void)connection_->execute("ROLLBACK").ok();
  return status;
}

Status AccessStore::note_sign_in(std::string_view account, Instant at) {
  std::lock_guard lock(mutex_);
  return run("UPDATE passwords SET signed_in = ?2 WHERE account = ?1", {account}, {at.us});
}

Status AccessStore::forget(std::string_view account) {
  std::lock_guard lock(mutex_);
  DT_CHECK(run("DELETE FROM sessions WHERE account = ?", {account}));
  DT_CHECK(run("DELETE FROM links WHERE account = ?", {account}));
  return run("DELETE FROM passwords WHERE account = ?", {account});
}

Status AccessStore::put_link(StoredLink const& link) {
  std::lock_guard lock(mutex_);
  return run("INSERT INTO links(hash, account, expires) VALUES (?1, ?2, ?3) ON CONFLICT(account) DO UPDATE SET hash = excluded.hash, expires = excluded.expires",
             {link.hash, link.account}, {link.expires.us});
}

Result<std::optional<StoredLink>> AccessStore::link(std::string_view hash) {
  std::lock_guard lock(mutex_);
  return first_of(rows_of(*connection_, "SELECT hash, account, expires FROM links WHERE hash = ?", hash, link_of));
}

Result<std::vector<StoredLink>> AccessStore::links() {
  std::lock_guard lock(mutex_);
  return rows_of(*connection_, "SELECT hash, account, expires FROM links", {}, link_of);
}

Status AccessStore::drop_link(std::string_view account) {
  std::lock_guard lock(mutex_);
  return run("DELETE FROM links WHERE account = ?", {account});
}

Result<std::vector<StoredSession>> AccessStore::sessions() {
  std::lock_guard lock(mutex_);
  return rows_of(*connection_, "SELECT hash, account, person, opened, seen FROM sessions", {}, [](Statement const& row) {
    return StoredSession{std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)), {row.integer(3)}, {row.integer(4)}};
  });
}

Status AccessStore::put_session(StoredSession const& session) {
  std::lock_guard lock(mutex_);
  return run("INSERT INTO sessions(hash, account, person, opened, seen) VALUES (?, ?, ?, ?, ?) ON CONFLICT(hash) DO UPDATE SET seen = excluded.seen",
             {session.hash, session.account, session.person}, {session.opened.us, session.seen.us});
}

Status AccessStore::drop_session(std::string_view hash) {
  std::lock_guard lock(mutex_);
  return run("DELETE FROM sessions WHERE hash = ?", {hash});
}

Status AccessStore::drop_sessions_seen_before(Instant instant) {
  std::lock_guard lock(mutex_);
  return run("DELETE FROM sessions WHERE seen < ?", {}, {instant.us});
}

Result<std::vector<StoredToken>> AccessStore::tokens() {
  std::lock_guard lock(mutex_);
  return rows_of(*connection_, "SELECT id, hash, used FROM tokens", {}, [](Statement const& row) {
    return StoredToken{std::string(row.text(0)), std::string(row.text(1)), instant_or_none(row, 2)};
  });
}

Status AccessStore::put_token(StoredToken const& token) {
  std::lock_guard lock(mutex_);
  if (token.used) return run("INSERT INTO tokens(id, hash, used) VALUES (?, ?, ?) ON CONFLICT(id) DO UPDATE SET used = excluded.used", {token.id, token.hash}, {token.used->us});
  return run("INSERT INTO tokens(id, hash) VALUES (?, ?)", {token.id, token.hash});
}

Status AccessStore::drop_token(std::string_view id) {
  std::lock_guard lock(mutex_);
  return run("DELETE FROM tokens WHERE id = ?", {id});
}

}  // namespace drivetrain::platform
