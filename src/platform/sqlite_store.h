// SqliteStore: the journal in one SQLite file of a data folder: write-ahead log, every commit synchronised to the disk, one
// writer connection, readers on connections of their own.
#pragma once

#include <memory>
#include <string>

#include "journal/store.h"
#include "platform/sqlite.h"

namespace drivetrain::platform {

class SqliteStore final : public journal::Store {
 public:
  /// `folder` holds journal.db. read_write makes the folder when it is missing, and the file on acquire(); read_only serves
  /// readers beside a running owner (audit) and refuses acquire() and commit().
  static Result<std::unique_ptr<SqliteStore>> open(std::string folder, Access access = Access::read_write);
  ~SqliteStore() override;

  /// Locks the folder until this store is destroyed: DT-X922 names the process that has it.
  Result<std::uint64_t> acquire() override;
  Result<std::uint64_t> head() override;
  Status commit(journal::Batch const& batch) override;
  Status read(std::uint64_t from, std::function<bool(journal::StoredRecord const&)> const& each) override;
  Result<std::optional<std::string>> blob(std::string const& hash) override;
  /// Overwrites the erased bytes in the file and empties the write-ahead log, so that they are nowhere any more.
  Status erase(std::vector<journal::Remains> const& records) override;
  /// Files of their own beside the journal, in the folder "snapshots"; the last two are kept.
  Result<std::vector<std::uint64_t>> snapshots() override;
  Result<Bytes> load_snapshot(std::uint64_t position) override;
  Status save_snapshot(std::uint64_t position, Bytes const& snapshot) override;
  Status drop_snapshots() override;

 private:
  struct Writer;
  struct Reader;
  class Readers;
  SqliteStore(std::string folder, Access access);
  std::string folder_, path_;
  Access access_;
  std::unique_ptr<Writer> writer_;
  std::unique_ptr<Readers> readers_;  ///< closed first: the last connection to close puts the log into the file, and must be able to write
};

}  // namespace drivetrain::platform
