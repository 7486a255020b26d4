// Kept answers in SQLite (see answer_store.h).
#include "platform/answer_store.h"

#include "platform/private_file.h"
#include "platform/sqlite.h"

namespace drivetrain::platform {

AnswerStore::AnswerStore(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
AnswerStore::~AnswerStore() = default;

Result<std::unique_ptr<AnswerStore>> AnswerStore::open(std::string const& path) {
  if (path != ":memory:") DT_CHECK(make_private_file(path));
  DT_TRY(auto connection, Connection::open(path, Access::read_write, 2'000));
  DT_CHECK(connection->execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                               "CREATE TABLE IF NOT EXISTS answers(key TEXT PRIMARY KEY, at INTEGER NOT NULL, request TEXT NOT NULL, status INTEGER NOT NULL,"
                               " headers TEXT NOT NULL, body BLOB NOT NULL) STRICT;"
                               "CREATE INDEX IF NOT EXISTS answers_at ON answers(at)"));
  return std::unique_ptr<AnswerStore>(new AnswerStore(std::move(connection)));
}

Result<std::optional<KeptAnswer>> AnswerStore::find(std::string_view key, Instant not_before) {
  std::lock_guard lock(mutex_);
  DT_TRY(auto row, connection_->prepare("SELECT request, status, headers, body FROM answers WHERE key = ? AND at >= ?"));
  row.bind(1, key).bind(2, not_before.us);
  DT_TRY(auto found, row.step());
  if (!found) return std::optional<KeptAnswer>();
  auto body = row.bytes(3);
  return std::optional(KeptAnswer{std::string(row.text(0)), static_cast<int>(row.integer(1)), std::string(row.text(2)), std::string(reinterpret_cast<char const*>(body.data()), body.size())});
}

Status AnswerStore::keep(std::string_view key, KeptAnswer const& answer, Instant at) {
  std::lock_guard lock(mutex_);
  DT_TRY(auto insert, connection_->prepare("INSERT OR REPLACE INTO answers(key, at, request, status, headers, body) VALUES (?, ?, ?, ?, ?, ?)"));
  auto body = std::span(reinterpret_cast<std::uint8_t const*>(answer.body.data()), answer.body.size());
  insert.bind(1, key).bind(2, at.us).bind(3, std::string_view(answer.request)).bind(4, std::int64_t{answer.status});
  insert.bind(5, std::string_view(answer.headers)).bind(6, body);
  return insert.run();
}

Status AnswerStore::drop_before(Instant instant) {
  std::lock_guard lock(mutex_);
  DT_TRY(auto drop, connection_->prepare("DELETE FROM answers WHERE at < ?"));
  return drop.bind(1, instant.us).run();
}

}  // namespace drivetrain::platform
