// What only the real store has: a file that says whose it is, an owner, disks that fill up and bytes that must be gone.
#include "platform/sqlite_store.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <set>

#include "journal/counter_for_test.h"
#include "journal/journal.h"
#include "platform/os_world.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::platform::test {
namespace {

using journal::test::add;
using journal::test::Counter;

std::string bytes_of(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::unique_ptr<SqliteStore> open(std::string const& folder, Access access = Access::read_write) {
  auto store = SqliteStore::open(folder, access);
  EXPECT_TRUE(store.ok()) << (store.ok() ? "" : store.error().message);
  return store.ok() ? store.take() : nullptr;
}

struct Installation {
  explicit Installation(std::string const& folder) : store(open(folder)), journal(surroundings.world(*store), counter, counter.registry) {
    auto status = journal.open();
    EXPECT_TRUE(status.ok()) << (status.ok() ? "" : status.error().message);
  }
  OsWorld surroundings;
  std::unique_ptr<SqliteStore> store;
  Counter counter;
  journal::Journal journal;
};

TEST(SqliteStore, MakesItsFolderAndSaysWhoseTheFileIs) {
  TemporaryFolder folder;
  auto deep = folder.path() + "/a/b/";
  { Installation(deep).journal.execute(add(1)); }
  auto header = bytes_of(folder.path() + "/a/b/journal.db").substr(0, 72);
  EXPECT_EQ(header.substr(68, 4), "DrTn");
}

TEST(SqliteStore, ASecondProcessIsToldWhoHasTheFolder) {
  TemporaryFolder folder;
  Installation first(folder.path());
  auto second = open(folder.path());
  auto refused = second->acquire();
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "DT-X922");
  EXPECT_NE(refused.error().message.find(folder.path()), std::string::npos) << refused.error().message;
  EXPECT_NE(refused.error().message.find("process " + std::to_string(getpid())), std::string::npos) << refused.error().message;
  EXPECT_FALSE(refused.error().help.empty());
}

TEST(SqliteStore, TheFolderIsFreeAgainWhenItsOwnerHasGone) {
  TemporaryFolder folder;
  { Installation(folder.path()).journal.execute(add(1)); }
  Installation again(folder.path());
  EXPECT_EQ(again.counter.count.total, 1);
}

TEST(SqliteStore, AuditReadsBesideARunningOwner) {
  TemporaryFolder folder;
  Installation owner(folder.path());
  owner.journal.execute(add(1));
  auto audit = open(folder.path(), Access::read_only);
  EXPECT_EQ(journal::verify_chain(*audit)->records, 2u);
  owner.journal.execute(add(1));
  EXPECT_EQ(*audit->head(), 4u);
  EXPECT_FALSE(audit->acquire().ok());
}

TEST(SqliteStore, AFolderWithoutAJournalAndAForeignFileAreSaidSo) {
  TemporaryFolder folder;
  auto nothing = SqliteStore::open(folder.path(), Access::read_only);
  ASSERT_FALSE(nothing.ok());
  EXPECT_NE(nothing.error().message.find("no journal"), std::string::npos);

  std::ofstream(folder.path() + "/journal.db") << "This is a shopping list, and it is long enough to be mistaken for something else. " << std::string(4096, '.');
  auto garbage = open(folder.path())->acquire();
  ASSERT_FALSE(garbage.ok());
  EXPECT_EQ(garbage.error().code, "DT-X920");
  EXPECT_NE(garbage.error().message.find("no Drivetrain journal"), std::string::npos) << garbage.error().message;

  unlink((folder.path() + "/journal.db").c_str());
  {
    auto other = Connection::open(folder.path() + "/journal.db", Access::read_write, 0);
    ASSERT_TRUE((*other)->execute("CREATE TABLE photos(name)").ok());
  }
  auto foreign = open(folder.path())->acquire();
  ASSERT_FALSE(foreign.ok());
  EXPECT_NE(foreign.error().message.find("not a Drivetrain journal"), std::string::npos) << foreign.error().message;
}

TEST(SqliteStore, AJournalOfANewerDrivetrainIsLeftAlone) {
  TemporaryFolder folder;
  { Installation(folder.path()).journal.execute(add(1)); }
  {
    auto newer = Connection::open(folder.path() + "/journal.db", Access::read_write, 0);
    ASSERT_TRUE((*newer)->execute("PRAGMA user_version = 999").ok());
  }
  auto refused = open(folder.path())->acquire();
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().message.find("newer Drivetrain"), std::string::npos) << refused.error().message;
}

TEST(SqliteStore, OneFlippedByteInTheFileIsFoundAndItsRecordNamed) {
  TemporaryFolder folder;
  {
    Installation here(folder.path());
    for (int i = 0; i < 20; ++i) here.journal.execute(add(1, "order " + std::to_string(100 + i)));
  }
  auto path = folder.path() + "/journal.db";
  auto whole = bytes_of(path);
  std::set<std::uint64_t> named;
  // The text stands in the command, in its event, and perhaps in space that SQLite no longer uses: one flip at a time.
  for (auto at = whole.find("order 107"); at != std::string::npos; at = whole.find("order 107", at + 1)) {
    auto flipped = whole;
    flipped[at + 8] = '9';
    std::ofstream(path, std::ios::binary) << flipped;
    auto report = journal::verify_chain(*open(folder.path(), Access::read_only));
    ASSERT_TRUE(report.ok());
    if (report->broken_at != 0) named.insert(report->broken_at);
  }
  EXPECT_EQ(named, (std::set<std::uint64_t>{15, 16}));
}

TEST(SqliteStore, ErasedBytesAreNowhereInTheFolder) {
  TemporaryFolder folder;
  Installation here(folder.path());
  here.journal.execute(add(1, "Anastasia Petrova"));
  here.journal.execute(add(1, "Bob"));
  for (std::uint64_t position : {1, 2}) {
    auto erased = here.store->erase({{position, {}}});
    ASSERT_TRUE(erased.ok()) << erased.error().message;
  }
  for (auto name : {"/journal.db", "/journal.db-wal"}) EXPECT_EQ(bytes_of(folder.path() + name).find("Anastasia"), std::string::npos) << name;
  EXPECT_EQ(journal::verify_chain(*here.store)->broken_at, 0u);
  EXPECT_TRUE(here.journal.execute(add(1)).accepted());
}

// A limit on the size of files is what a full disk looks like to one process.
TEST(SqliteStore, AFullDiskIsSaidSoAndWritingResumesWhenThereIsSpace) {
  TemporaryFolder folder;
  Installation here(folder.path());
  here.journal.execute(add(1));
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  struct stat log{};
  ::stat((folder.path() + "/journal.db-wal").c_str(), &log);
  rlimit tight = before;
  tight.rlim_cur = static_cast<rlim_t>(log.st_size) + 100;
  setrlimit(RLIMIT_FSIZE, &tight);
  auto refused = here.journal.execute(add(10, std::string(100'000, 'x')));
  std::int64_t seen = 0;
  auto read = here.journal.read([&] { seen = here.counter.count.total; });
  setrlimit(RLIMIT_FSIZE, &before);
  ASSERT_TRUE(refused.refusal);
  EXPECT_EQ(refused.refusal->code, "DT-X921") << refused.refusal->message;
  EXPECT_TRUE(read.ok());
  EXPECT_EQ(seen, 1);
  EXPECT_TRUE(here.journal.execute(add(100)).accepted());
  EXPECT_EQ(here.counter.count.total, 101);
  EXPECT_EQ(journal::verify_chain(*here.store)->broken_at, 0u);
}

TEST(SqliteStore, AnotherProgramsLockIsReportedAsBusyNotWaitedForEndlessly) {
  TemporaryFolder folder;
  Installation here(folder.path());
  auto other = Connection::open(folder.path() + "/journal.db", Access::read_write, 0);
  ASSERT_TRUE((*other)->execute("BEGIN IMMEDIATE").ok());
  auto refused = here.journal.execute(add(1));
  ASSERT_TRUE(refused.refusal);
  EXPECT_EQ(refused.refusal->code, "DT-X920");
  EXPECT_NE(refused.refusal->message.find("busy"), std::string::npos) << refused.refusal->message;
  ASSERT_TRUE((*other)->execute("ROLLBACK").ok());
  EXPECT_TRUE(here.journal.execute(add(1)).accepted());
}

}  // namespace
}  // namespace drivetrain::platform::test
