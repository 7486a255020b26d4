// Disks that fail under a running journal: what cannot be recorded is refused with the disk's own cause, what is there stays readable, and
// writing resumes by itself. The system calls that SQLite makes are made to fail; and once on a real, small, full disk.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "journal/counter_for_test.h"
#include "journal/journal.h"
#include "platform/os_world.h"
#include "platform/small_disk_for_test.h"
#include "platform/sqlite_store.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::platform::test {
namespace {

using journal::test::add;
using journal::test::Counter;

std::atomic<int> write_cause{0};  // 0: the disk is well

ssize_t failing_pwrite(int file, void const* data, std::size_t size, off_t at) {
  if (int cause = write_cause) return errno = cause, -1;
  return ::pwrite(file, data, size, at);
}
ssize_t failing_write(int file, void const* data, std::size_t size) {
  if (int cause = write_cause) return errno = cause, -1;
  return ::write(file, data, size);
}

/// Between SQLite and the system while it lives.
class FailingDisk {
 public:
  FailingDisk() : vfs_(sqlite3_vfs_find(nullptr)) {
    set("pwrite", reinterpret_cast<sqlite3_syscall_ptr>(failing_pwrite));
    set("pwrite64", reinterpret_cast<sqlite3_syscall_ptr>(failing_pwrite));
    set("write", reinterpret_cast<sqlite3_syscall_ptr>(failing_write));
  }
  ~FailingDisk() {
    write_cause = 0;
    for (auto const* name : {"pwrite", "pwrite64", "write"}) set(name, nullptr);
  }

 private:
  void set(char const* name, sqlite3_syscall_ptr call) { vfs_->xSetSystemCall(vfs_, name, call); }
  sqlite3_vfs* vfs_;
};

struct Server {
  explicit Server(std::string const& folder) : store(std::move(*SqliteStore::open(folder))), journal(surroundings.world(*store), counter, counter.registry) {
    auto status = journal.open();
    EXPECT_TRUE(status.ok()) << (status.ok() ? "" : status.error().message);
    journal.start();
  }
  std::int64_t total() {
    std::int64_t seen = -1;
    auto status = journal.read([&] { seen = counter.count.total; });
    EXPECT_TRUE(status.ok()) << (status.ok() ? "" : status.error().message);
    return seen;
  }
  OsWorld surroundings;
  std::unique_ptr<SqliteStore> store;
  Counter counter;
  journal::Journal journal;
};

struct DiskFault {
  int cause;
  std::string code, word;
};

class DiskFaults : public testing::TestWithParam<DiskFault> {};

TEST_P(DiskFaults, RefuseWritesByTheirCauseServeReadsAndPassWithoutARestart) {
  FailingDisk disk;
  TemporaryFolder folder;
  Server server(folder.path());
  ASSERT_TRUE(server.journal.execute(add(7)).accepted());
  for (int round = 0; round < 3; ++round) {
    write_cause = GetParam().cause;
    for (int i = 0; i < 3; ++i) {
      auto refused = server.journal.execute(add(1'000));
      ASSERT_TRUE(refused.refusal);
      EXPECT_EQ(refused.refusal->code, GetParam().code) << refused.refusal->message;
      EXPECT_NE(refused.refusal->message.find(GetParam().word), std::string::npos) << refused.refusal->message;
      EXPECT_FALSE(refused.refusal->help.empty());
      EXPECT_EQ(server.total(), 7 + round);
    }
    write_cause = 0;
    EXPECT_TRUE(server.journal.execute(add(1)).accepted()) << "the disk is well again";
  }
  EXPECT_EQ(server.total(), 10);
  server.journal.stop();
  auto report = journal::verify_chain(*server.store);
  ASSERT_TRUE(report.ok());
  EXPECT_TRUE(report->intact()) << report->problem;
  EXPECT_EQ(report->records, 8u) << "nothing of what was refused is there";
}

INSTANTIATE_TEST_SUITE_P(Causes, DiskFaults,
                         testing::Values(DiskFault{ENOSPC, "DT-X921", "is full"}, DiskFault{EDQUOT, "DT-X921", "is full"}, DiskFault{EROFS, "DT-X920", "Read-only file system"},
                                         DiskFault{EIO, "DT-X920", "Input/output error"}),
                         [](auto const& info) {
                           switch (info.param.cause) {
                             case ENOSPC: return "FullDisk";
                             case EDQUOT: return "Quota";
                             case EROFS: return "ReadOnly";
                             default: return "BrokenDisk";
                           }
                         });

TEST(ARealDisk, ThatFillsUpIsSaidSoAndRecoversWhenThereIsSpace) {
  TemporaryFolder folder;
  SmallDisk disk(folder.path() + "/disk", 1);
  if (!disk.mounted()) GTEST_SKIP() << "a disk of its own needs the right to mount one: " << disk.why();
  Server server(folder.path() + "/disk/data");
  ASSERT_TRUE(server.journal.execute(add(1)).accepted());
  auto ballast = folder.path() + "/disk/ballast";
  std::ofstream(ballast) << std::string(600'000, 'x');
  std::int64_t accepted = 1;
  journal::Outcome outcome;
  for (int i = 0; i < 1'000; ++i) {
    outcome = server.journal.execute(add(1, std::string(10'000, 'x')));
    if (!outcome.accepted()) break;
    ++accepted;
  }
  ASSERT_TRUE(outcome.refusal) << "the disk never filled up";
  EXPECT_EQ(outcome.refusal->code, "DT-X921") << outcome.refusal->message;
  EXPECT_EQ(server.total(), accepted);
  ::unlink(ballast.c_str());
  EXPECT_TRUE(server.journal.execute(add(1)).accepted());
  EXPECT_EQ(server.total(), accepted + 1);
  EXPECT_TRUE(journal::verify_chain(*server.store)->intact());
}

TEST(ARealDisk, ThatIsReadOnlyIsReadAndNotOwned) {
  TemporaryFolder folder;
  SmallDisk disk(folder.path() + "/disk", 1);
  if (!disk.mounted()) GTEST_SKIP() << "a disk of its own needs the right to mount one: " << disk.why();
  auto data = folder.path() + "/disk/data";
  { ASSERT_TRUE(Server(data).journal.execute(add(1)).accepted()); }
  ASSERT_TRUE(disk.make_read_only()) << std::strerror(errno);
  auto audit = SqliteStore::open(data, Access::read_only);
  ASSERT_TRUE(audit.ok());
  auto report = journal::verify_chain(**audit);
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_EQ(report->records, 2u);
  auto owner = SqliteStore::open(data);
  ASSERT_TRUE(owner.ok());
  auto refused = (*owner)->acquire();
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "DT-X920");
  EXPECT_NE(refused.error().message.find("Read-only file system"), std::string::npos) << refused.error().message;
}

}  // namespace
}  // namespace drivetrain::platform::test
