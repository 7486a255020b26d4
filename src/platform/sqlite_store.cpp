// The journal in SQLite (see sqlite_store.h).
//
// Why these settings: what costs is scattered pages going through the write-ahead log, so there is no secondary index, secure
// deletion is off except while erasing, and checkpoints are rare (64 MB). synchronous=FULL syncs the log on every commit.
#include "platform/sqlite_store.h"

#include <sys/stat.h>

#include <algorithm>
#include <mutex>
#include <vector>

#include "journal/errors.h"
#include "platform/folder_lock.h"
#include "platform/private_file.h"
#include "platform/sqlite_schema.h"

namespace drivetrain::platform {

namespace errors = journal::errors;
using journal::Batch;
using journal::StoredRecord;

namespace {

constexpr int busy_ms = 2'000;
constexpr std::size_t max_idle_readers = 8;
constexpr char const* writer_settings =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 2048; PRAGMA secure_delete = OFF;"
    "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON";
constexpr char const* columns = "position, kind, type, at, actor_kind, actor_id, cause, model, payload, salt, payload_hash, chain";

void copy(std::span<std::uint8_t const> bytes, Sha256& hash) {
  hash.fill(0);
  std::copy_n(bytes.begin(), std::min(bytes.size(), hash.size()), hash.begin());
}

/// Into the same object again and again, so that its strings keep their memory: replay reads millions.
void fill(StoredRecord& stored, Statement const& row) {
  auto& record = stored.record;
  record.position = static_cast<std::uint64_t>(row.integer(0));
  record.kind = static_cast<journal::RecordKind>(row.integer(1));
  record.type = static_cast<journal::TypeNumber>(row.integer(2));
  record.at = {row.integer(3)};
  record.actor.kind = static_cast<journal::ActorKind>(row.integer(4));
  record.actor.id = row.text(5);
  record.cause = static_cast<std::uint64_t>(row.integer(6));
  record.model = row.text(7);
  record.erased = row.is_null(9);  // a tombstone has lost its salt; its payload is what remains
  auto payload = row.bytes(8);
  record.payload.assign(payload.begin(), payload.end());
  auto salt = row.bytes(9);
  stored.salt.assign(salt.begin(), salt.end());
  copy(row.bytes(10), stored.payload_hash);
  copy(row.bytes(11), stored.chain);
}

}  // namespace

struct SqliteStore::Reader {
  std::unique_ptr<Connection> connection;
  Statement records, head, blob;
};

/// Connections for reading: as many as read at once, a few kept.
class SqliteStore::Readers {
 public:
  explicit Readers(std::string path) : path_(std::move(path)) {}

  template <class Use>
  auto with(Use use) -> decltype(use(std::declval<Reader&>())) {
    DT_TRY(auto reader, take());
    auto result = use(*reader);
    if (!result.ok()) return result;  // a connection that has seen an error is not used again
    std::lock_guard lock(mutex_);
    if (idle_.size() < max_idle_readers) idle_.push_back(std::move(reader));
    return result;
  }

 private:
  Result<std::unique_ptr<Reader>> take() {
    {
      std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        auto reader = std::move(idle_.back());
        idle_.pop_back();
        return reader;
      }
    }
    auto reader = std::make_unique<Reader>();
    DT_TRY(reader->connection, Connection::open(path_, Access::read_only, busy_ms));
    DT_CHECK(check_schema(*reader->connection, path_));
    DT_TRY(reader->records, reader->connection->prepare(std::string("SELECT ") + columns + " FROM records WHERE position >= ? ORDER BY position"));
    DT_TRY(reader->head, reader->connection->prepare("SELECT coalesce(max(position), 0) FROM records"));
    DT_TRY(reader->blob, reader->connection->prepare("SELECT content FROM blobs WHERE hash = ?"));
    return reader;
  }

  std::string path_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Reader>> idle_;
};

struct SqliteStore::Writer {
  std::unique_ptr<FolderLock> lock;
  std::unique_ptr<Connection> connection;
  Statement begin, end, epoch, head, insert, insert_blob, touch;
  std::mutex mutex;  ///< commits are the journal's, but erasing may come from anywhere

  Status prepare() {
    DT_TRY(begin, connection->prepare("BEGIN IMMEDIATE"));
    DT_TRY(end, connection->prepare("COMMIT"));
    DT_TRY(epoch, connection->prepare("SELECT value FROM meta WHERE key = 'owner_epoch'"));
    DT_TRY(head, connection->prepare("SELECT coalesce(max(position), 0) FROM records"));
    DT_TRY(insert, connection->prepare(std::string("INSERT INTO records(") + columns + ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"));
    DT_TRY(insert_blob, connection->prepare("INSERT OR IGNORE INTO blobs(hash, content) VALUES (?, ?)"));
    DT_TRY(touch, connection->prepare("UPDATE meta SET value = value WHERE key = 'owner_epoch'"));
    return {};
  }

  template <class Work>
  Status transaction(Work work) {
    DT_CHECK(begin.run());
    Status status = work();
    if (status.ok()) status = end.run();
    if (!status.ok() && connection->in_transaction()) (void)connection->execute("ROLLBACK").ok();
    return status;
  }

  Result<std::int64_t> number(Statement& statement) {
    DT_TRY(auto row, statement.step());
    auto value = row ? statement.integer(0) : 0;
    statement.reset();
    return value;
  }

  Status write(StoredRecord const& stored) {
    auto const& record = stored.record;
    insert.bind(1, static_cast<std::int64_t>(record.position)).bind(2, static_cast<std::int64_t>(record.kind)).bind(3, std::int64_t{record.type});
    insert.bind(4, record.at.us).bind(5, static_cast<std::int64_t>(record.actor.kind)).bind(6, std::string_view(record.actor.id));
    insert.bind(7, static_cast<std::int64_t>(record.cause)).bind(8, std::string_view(record.model));
    insert.bind(9, std::span(record.payload));
    if (record.erased) insert.bind_null(10);
    else insert.bind(10, std::span(stored.salt));
    insert.bind(11, std::span<std::uint8_t const>(stored.payload_hash)).bind(12, std::span<std::uint8_t const>(stored.chain));
    return insert.run();
  }

  Status write(Batch const& batch) {
    DT_TRY(auto owner, number(epoch));
    if (owner != static_cast<std::int64_t>(batch.owner_epoch)) return errors::another_owner("one that took the folder over (epoch " + std::to_string(owner) + ")");
    DT_TRY(auto at, number(head));
    if (at != static_cast<std::int64_t>(batch.expected_position)) return errors::another_owner("one that wrote up to position " + std::to_string(at));
    // What asks whether the store takes writes must really write.
    if (batch.records.empty() && batch.blobs.empty()) DT_CHECK(touch.run());
    for (auto const& stored : batch.records) DT_CHECK(write(stored));
    for (auto const& blob : batch.blobs) {
      auto content = std::span(reinterpret_cast<std::uint8_t const*>(blob.content.data()), blob.content.size());
      DT_CHECK(insert_blob.bind(1, std::string_view(blob.hash)).bind(2, content).run());
    }
    return {};
  }
};

SqliteStore::SqliteStore(std::string folder, Access access)
    : folder_(std::move(folder)), path_(folder_ + "/journal.db"), access_(access), readers_(std::make_unique<Readers>(path_)) {}
SqliteStore::~SqliteStore() = default;

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(std::string folder, Access access) {
  while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
  if (folder.empty()) folder = ".";
  if (access == Access::read_write) DT_CHECK(make_private_folder(folder));
  auto store = std::unique_ptr<SqliteStore>(new SqliteStore(std::move(folder), access));
  struct stat file{};
  if (access == Access::read_only && ::stat(store->path_.c_str(), &file) != 0)
    return Error{"DT-X920", "there is no journal in " + store->folder_ + " (" + store->path_ + " does not exist).", "Name the folder that 'drivetrain serve --data DIR' was started with."};
  return store;
}

Result<std::uint64_t> SqliteStore::acquire() {
  if (access_ == Access::read_only) return errors::storage_unavailable(path_ + " was opened for reading only", "so it cannot be owned");
  auto writer = std::make_unique<Writer>();
  if (writer_) {
    writer->lock = std::move(writer_->lock);  // our own, from an earlier acquire
  } else {
    DT_TRY(writer->lock, FolderLock::take(folder_));
  }
  writer_ = std::move(writer);
  auto& connection = writer_->connection;
  DT_CHECK(make_private_file(path_));  // SQLite would let everybody read it; its log and shared memory take over what the file has
  DT_TRY(connection, Connection::open(path_, Access::read_write, busy_ms));
  DT_CHECK(check_schema(*connection, path_));
  DT_CHECK(connection->execute(writer_settings));
  DT_CHECK(migrate(*connection));
  DT_CHECK(writer_->prepare());
  DT_CHECK(writer_->transaction([&] { return connection->execute("UPDATE meta SET value = value + 1 WHERE key = 'owner_epoch'"); }));
  DT_TRY(auto epoch, writer_->number(writer_->epoch));
  return static_cast<std::uint64_t>(epoch);
}

Result<std::uint64_t> SqliteStore::head() {
  return readers_->with([](Reader& reader) -> Result<std::uint64_t> {
    DT_TRY(auto row, reader.head.step());
    auto position = row ? reader.head.integer(0) : 0;
    reader.head.reset();
    return static_cast<std::uint64_t>(position);
  });
}

Status SqliteStore::commit(Batch const& batch) {
  if (!writer_) return errors::storage_unavailable(path_ + " was not acquired", "so it cannot be written");
  std::lock_guard lock(writer_->mutex);
  return writer_->transaction([&] { return writer_->write(batch); });
}

Status SqliteStore::read(std::uint64_t from, std::function<bool(StoredRecord const&)> const& each) {
  return readers_->with([&](Reader& reader) -> Status {
    reader.records.bind(1, static_cast<std::int64_t>(from));
    StoredRecord stored;
    for (;;) {
      DT_TRY(auto row, reader.records.step());
      if (!row) break;
      fill(stored, reader.records);
      if (!each(stored)) break;
    }
    reader.records.reset();
    return {};
  });
}

Result<std::optional<std::string>> SqliteStore::blob(std::string const& hash) {
  return readers_->with([&](Reader& reader) -> Result<std::optional<std::string>> {
    reader.blob.bind(1, std::string_view(hash));
    DT_TRY(auto row, reader.blob.step());
    std::optional<std::string> content;
    if (row) {
      auto bytes = reader.blob.bytes(0);
      content.emplace(reinterpret_cast<char const*>(bytes.data()), bytes.size());
    }
    reader.blob.reset();
    return content;
  });
}

Status SqliteStore::erase(std::vector<journal::Remains> const& records) {
  if (!writer_) return errors::storage_unavailable(path_ + " was not acquired", "so nothing can be erased in it");
  std::lock_guard lock(writer_->mutex);
  auto& connection = *writer_->connection;
  DT_CHECK(connection.execute("PRAGMA secure_delete = ON"));
  auto status = writer_->transaction([&]() -> Status {
    DT_TRY(auto erase, connection.prepare("UPDATE records SET payload = ?, salt = NULL WHERE position = ?"));
    for (auto const& remains : records) DT_CHECK(erase.bind(1, std::span(remains.payload)).bind(2, static_cast<std::int64_t>(remains.position)).run());
    return {};
  });
  DT_CHECK(connection.execute("PRAGMA secure_delete = OFF"));
  DT_CHECK(std::move(status));
  DT_TRY(auto busy, connection.number("PRAGMA wal_checkpoint(TRUNCATE)"));
  if (busy != 0) return errors::storage_unavailable("what was to be erased is erased, but its old bytes are still in the write-ahead log of " + path_, "somebody is reading there; it is tried again at the next start");
  return {};
}

}  // namespace drivetrain::platform
