// SQLite in our words: a connection and prepared statements whose errors are Results. <sqlite3.h> stays in sqlite.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace drivetrain::platform {

/// One prepared statement. Bound memory must live until the next reset(). Columns and parameters count from 0 and 1, as in SQLite.
class Statement {
 public:
  Statement() = default;
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();

  Statement& bind(int parameter, std::int64_t value);
  Statement& bind(int parameter, std::string_view text);
  Statement& bind(int parameter, std::span<std::uint8_t const> bytes);  ///< empty is an empty blob, not NULL
  Statement& bind_null(int parameter);
  /// True while there is a row.
  Result<bool> step();
  /// For statements without rows: runs and resets.
  Status run();
  void reset();
  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  std::string_view text(int column) const;                ///< until the next step
  std::span<std::uint8_t const> bytes(int column) const;  ///< until the next step

 private:
  friend class Connection;
  Statement(sqlite3_stmt* statement, std::string const& path) : statement_(statement), path_(path) {}
  sqlite3_stmt* statement_ = nullptr;
  std::string path_;
};

enum class Access : std::uint8_t { read_only, read_write };

class Connection {
 public:
  /// read_write creates the file when it is missing. `busy_ms`: how long to wait for other programs' locks.
  static Result<std::unique_ptr<Connection>> open(std::string const& path, Access access, int busy_ms);
  ~Connection();
  Connection(Connection const&) = delete;

  Status execute(std::string const& sql);
  Result<Statement> prepare(std::string_view sql);
  /// The first column of the first row; 0 when there is none.
  Result<std::int64_t> number(std::string_view sql);
  /// Copies the whole database into the file `to`, as it stands now, while others go on writing. What `to` held is replaced; it is one
  /// file, synchronised, without a log beside it. `progress` (pages copied, of all) may answer false to stop it. Not in a transaction.
  Status copy_to(std::string const& to, std::function<bool(std::uint64_t, std::uint64_t)> const& progress);
  /// Whether a transaction is open (it is not, when an error has already rolled it back).
  bool in_transaction() const;

 private:
  Connection(sqlite3* handle, std::string path) : handle_(handle), path_(std::move(path)) {}
  sqlite3* handle_;
  std::string path_;
};

}  // namespace drivetrain::platform
