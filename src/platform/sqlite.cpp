// SQLite's C interface behind Results (see sqlite.h).
#include "platform/sqlite.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/hash.h"
#include "journal/errors.h"

namespace drivetrain::platform {

namespace {

/// SQLite forgets the system's reason on some paths, but errno still has it: callers clear errno before they call SQLite.
Error error_of(sqlite3* handle, int code, std::string const& path) {
  namespace errors = journal::errors;
  auto cause = errno;
  switch (code & 0xFF) {
    case SQLITE_FULL: return errors::disk_full(path);
    case SQLITE_IOERR:
      if (cause == ENOSPC || cause == EDQUOT || cause == EFBIG) return errors::disk_full(path);
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return errors::storage_unavailable(path + " is busy", "another program (a backup? an SQL shell?) holds it locked");
    case SQLITE_READONLY: return errors::storage_unavailable(path + " cannot be written", "the file, its folder or its disk is read-only");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {"DT-X920", path + " is damaged or is no Drivetrain journal (" + sqlite3_errstr(code) + ").",
              "Restore the last backup; keep the damaged file, 'drivetrain audit verify' may still say where it breaks."};
    default: break;
  }
  std::string why = handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  return errors::storage_unavailable("the storage in " + path + " failed", why + " (SQLite " + std::to_string(code) + (cause ? std::string(", ") + std::strerror(cause) : "") + ")");
}

/// On a read-only disk, and with nothing in a log beside it: nobody can change it, and SQLite need not make the files by which readers and
/// a writer tell each other of themselves, which it could not.
bool lies_still(std::string const& path) {
  struct statvfs disk{};
  struct stat log{};
  return ::statvfs(path.c_str(), &disk) == 0 && (disk.f_flag & ST_RDONLY) != 0 && (::stat((path + "-wal").c_str(), &log) != 0 || log.st_size == 0);
}

std::string still_uri(std::string const& path) {
  std::string uri = "file:";
  for (char c : path) {
    if (c == '%' || c == '?' || c == '#') {
      uri += '%' + to_hex(std::span(reinterpret_cast<std::uint8_t const*>(&c), 1));
    } else {
      uri += c;
    }
  }
  return uri + "?immutable=1";
}

}  // namespace

Statement::Statement(Statement&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)), path_(std::move(other.path_)) {}
Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(statement_, other.statement_);
  std::swap(path_, other.path_);
  return *this;
}
Statement::~Statement() { sqlite3_finalize(statement_); }

// Binding fails only for a parameter that the SQL does not have, or without memory: both our own faults.
Statement& Statement::bind(int parameter, std::int64_t value) {
  DT_ASSERT(sqlite3_bind_int64(statement_, parameter, value) == SQLITE_OK);
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
  auto data = text.data() ? text.data() : "";
  DT_ASSERT(sqlite3_bind_text64(statement_, parameter, data, text.size(), SQLITE_STATIC, SQLITE_UTF8) == SQLITE_OK);
  return *this;
}

Statement& Statement::bind(int parameter, std::span<std::uint8_t const> bytes) {
  static constexpr std::uint8_t nothing = 0;
  auto data = bytes.empty() ? &nothing : bytes.data();
  DT_ASSERT(sqlite3_bind_blob64(statement_, parameter, data, bytes.size(), SQLITE_STATIC) == SQLITE_OK);
  return *this;
}

Statement& Statement::bind_null(int parameter) {
  DT_ASSERT(sqlite3_bind_null(statement_, parameter) == SQLITE_OK);
  return *this;
}

Result<bool> Statement::step() {
  errno = 0;
  auto code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  auto handle = sqlite3_db_handle(statement_);
  auto error = error_of(handle, sqlite3_extended_errcode(handle), path_);
  reset();
  return error;
}

Status Statement::run() {
  DT_CHECK(step());
  reset();
  return {};
}

void Statement::reset() { sqlite3_reset(statement_); }
bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string_view Statement::text(int column) const {
  auto data = reinterpret_cast<char const*>(sqlite3_column_text(statement_, column));
  return data ? std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))) : std::string_view();
}

std::span<std::uint8_t const> Statement::bytes(int column) const {
  auto data = static_cast<std::uint8_t const*>(sqlite3_column_blob(statement_, column));
  return {data, data ? static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)) : 0};
}

Result<std::unique_ptr<Connection>> Connection::open(std::string const& path, Access access, int busy_ms) {
  sqlite3* handle = nullptr;
  // One thread at a time uses a connection (the store sees to it), so SQLite need not lock inside.
  auto flags = SQLITE_OPEN_NOMUTEX | (access == Access::read_write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
  auto name = path;
  if (access == Access::read_only && lies_still(path)) {
    name = still_uri(path);
    flags |= SQLITE_OPEN_URI;
  }
  errno = 0;
  auto code = sqlite3_open_v2(name.c_str(), &handle, flags, nullptr);
  if (code != SQLITE_OK) {
    auto error = error_of(handle, code, path);
    sqlite3_close(handle);
    return error;
  }
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, busy_ms);
  return std::unique_ptr<Connection>(new Connection(handle, path));
}

Connection::~Connection() { sqlite3_close(handle_); }

Status Connection::execute(std::string const& sql) {
  errno = 0;
  if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return {};
  return error_of(handle_, sqlite3_extended_errcode(handle_), path_);
}

Result<Statement> Connection::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  errno = 0;
  auto code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) return error_of(handle_, sqlite3_extended_errcode(handle_), path_);
  return Statement(statement, path_);
}

Result<std::int64_t> Connection::number(std::string_view sql) {
  DT_TRY(auto statement, prepare(sql));
  DT_TRY(auto row, statement.step());
  return row ? statement.integer(0) : 0;
}

Status Connection::copy_to(std::string const& to, std::function<bool(std::uint64_t, std::uint64_t)> const& progress) {
  constexpr int pages_at_once = 1'024;
  DT_TRY(auto target, open(to, Access::read_write, 0));
  DT_CHECK(target->execute("PRAGMA synchronous = FULL"));
  // A read transaction of our own holds still what we copy. Without it SQLite begins again whenever somebody commits.
  DT_CHECK(execute("BEGIN"));
  Status status;
  if (auto held = number("SELECT count(*) FROM sqlite_schema"); !held.ok()) status = held.error();
  if (status.ok()) {
    errno = 0;
    auto* copying = sqlite3_backup_init(target->handle_, "main", handle_, "main");
    if (!copying) {
      status = error_of(target->handle_, sqlite3_extended_errcode(target->handle_), to);
    } else {
      int code = SQLITE_OK;
      do {
        errno = 0;
        code = sqlite3_backup_step(copying, pages_at_once);
        auto all = static_cast<std::uint64_t>(sqlite3_backup_pagecount(copying)), left = static_cast<std::uint64_t>(sqlite3_backup_remaining(copying));
        if (code == SQLITE_OK && progress && !progress(all - left, all)) code = SQLITE_INTERRUPT;
      } while (code == SQLITE_OK);
      auto cause = errno;
      sqlite3_backup_finish(copying);
      errno = cause;
      if (code == SQLITE_INTERRUPT) status = journal::errors::storage_unavailable("copying " + path_ + " was stopped", "as was asked");
      else if (code != SQLITE_DONE) status = error_of(target->handle_, code, to);
    }
  }
  (void)execute("ROLLBACK").ok();
  if (status.ok()) status = target->execute("PRAGMA journal_mode = DELETE");
  return status;
}

bool Connection::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

}  // namespace drivetrain::platform
