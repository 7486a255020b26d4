// Migrations of the journal's file (see sqlite_schema.h). A step, once released, is never changed; a change is a new step.
#include "platform/sqlite_schema.h"

#include <array>

namespace drivetrain::platform {

namespace {

struct Migration {
  std::int64_t version;
  char const* name;
  char const* sql;
};

constexpr std::array migrations = {
    Migration{1, "the journal", R"sql(
      -- a tombstone has no salt any more, and as payload what remains; its hashes still verify
      CREATE TABLE records(
        position INTEGER PRIMARY KEY,
        kind INTEGER NOT NULL,
        type INTEGER NOT NULL,
        at INTEGER NOT NULL,            -- microseconds since 1970-01-01T00:00Z
        actor_kind INTEGER NOT NULL,
        actor_id TEXT NOT NULL,
        cause INTEGER NOT NULL,
        model TEXT NOT NULL,
        payload BLOB,
        salt BLOB,
        payload_hash BLOB NOT NULL,
        chain BLOB NOT NULL
      ) STRICT;
      CREATE TABLE blobs(hash TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT;
      CREATE TABLE meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      INSERT INTO meta(key, value) VALUES ('owner_epoch', 0);
    )sql"},
};

constexpr auto newest = migrations.back().version;

}  // namespace

Status check_schema(Connection& connection, std::string const& path) {
  DT_TRY(auto id, connection.number("PRAGMA application_id"));
  DT_TRY(auto tables, connection.number("SELECT count(*) FROM sqlite_schema"));
  if (id != application_id && tables != 0)
    return Error{"DT-X920", path + " is an SQLite file, but not a Drivetrain journal.", "Give Drivetrain a data folder of its own with --data DIR."};
  DT_TRY(auto version, connection.number("PRAGMA user_version"));
  if (version > newest)
    return Error{"DT-X920", path + " was written by a newer Drivetrain (its schema is " + std::to_string(version) + ", this one knows " + std::to_string(newest) + ").",
                 "Start that version or a newer one."};
  return {};
}

Status migrate(Connection& connection) {
  DT_TRY(auto version, connection.number("PRAGMA user_version"));
  for (auto const& step : migrations) {
    if (step.version <= version) continue;
    auto number = std::to_string(step.version);
    auto status = connection.execute(
        "BEGIN IMMEDIATE;"
        "CREATE TABLE IF NOT EXISTS migrations(version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT;" +
        std::string(step.sql) + "INSERT INTO migrations VALUES (" + number + ", '" + step.name + "', strftime('%Y-%m-%dT%H:%M:%SZ', 'now'));" +
        "PRAGMA application_id = " + std::to_string(application_id) + "; PRAGMA user_version = " + number + "; COMMIT");
    if (!status.ok()) {
      if (connection.in_transaction()) (void)connection.execute("ROLLBACK").ok();
      return status;
    }
  }
  return {};
}

}  // namespace drivetrain::platform
