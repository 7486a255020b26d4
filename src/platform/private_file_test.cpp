// Who may read what a company's memory is made of.
#include "platform/private_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "platform/files.h"
#include "platform/sqlite_store.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::platform {
namespace {

namespace fs = std::filesystem;

/// As generous as a shell's umask can be.
class PrivateFile : public testing::Test {
 protected:
  PrivateFile() : before_(::umask(0)) {}
  ~PrivateFile() override { ::umask(before_); }
  static unsigned mode_of(std::string const& path) {
    struct stat about{};
    EXPECT_EQ(::stat(path.c_str(), &about), 0) << path;
    return about.st_mode & 0777;
  }
  test::TemporaryFolder folder;

 private:
  mode_t before_;
};

TEST_F(PrivateFile, IsItsOwnersAloneWhateverTheUmask) {
  auto data = folder.path() + "/above/data";
  ASSERT_TRUE(make_private_folder(data).ok());
  ASSERT_TRUE(make_private_file(data + "/empty").ok());
  ASSERT_TRUE(write_private_file(data + "/note", "one").ok());
  ASSERT_TRUE(write_private_file(data + "/note", "two").ok());
  EXPECT_EQ(mode_of(data), 0700u);
  EXPECT_EQ(mode_of(data + "/empty"), 0600u);
  EXPECT_EQ(mode_of(data + "/note"), 0600u);
  EXPECT_EQ(*read_file(data + "/note"), "two");
  EXPECT_FALSE(fs::exists(data + "/note.writing"));
  EXPECT_FALSE(is_open_to_others(data + "/note"));
  EXPECT_FALSE(is_open_to_others(data + "/nothing"));
}

TEST_F(PrivateFile, LeavesWhatIsThereAsItsOwnerHasIt) {
  auto path = folder.path() + "/there";
  ASSERT_TRUE(write_file(path, "content").ok());
  fs::permissions(path, fs::perms(0640));
  ASSERT_TRUE(make_private_file(path).ok());
  EXPECT_EQ(mode_of(path), 0640u);
  EXPECT_EQ(*read_file(path), "content");
  EXPECT_TRUE(is_open_to_others(path));
  EXPECT_EQ(make_private_folder(path).error().code, "DT-X920");
}

TEST_F(PrivateFile, MadeByRootBelongsToWhomTheFolderBelongs) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give files away";
  ASSERT_EQ(::chown(folder.path().c_str(), 4'711, 4'711), 0);
  for (auto const* name : {"/note", "/empty"}) ASSERT_TRUE((name == std::string("/note") ? write_private_file(folder.path() + name, "x") : make_private_file(folder.path() + name)).ok());
  ASSERT_TRUE(write_file(folder.path() + "/other", "x").ok());
  give_to_owner_of_folder(folder.path() + "/other");
  for (auto const* name : {"/note", "/empty", "/other"}) {
    struct stat about{};
    ASSERT_EQ(::stat((folder.path() + name).c_str(), &about), 0);
    EXPECT_EQ(about.st_uid, 4'711u) << name;
  }
}

TEST_F(PrivateFile, IsEveryFileOfAJournalsFolder) {
  auto data = folder.path() + "/data";
  auto store = SqliteStore::open(data);
  ASSERT_TRUE(store.ok());
  ASSERT_TRUE((*store)->acquire().ok());
  ASSERT_TRUE((*store)->save_snapshot(1, {1, 2, 3}).ok());
  std::size_t seen = 0;
  for (auto const& entry : fs::recursive_directory_iterator(data)) {
    EXPECT_EQ(mode_of(entry.path()), entry.is_directory() ? 0700u : 0600u) << entry.path();
    ++seen;
  }
  EXPECT_GE(seen, 5u) << "the journal, its log, what readers and the writer share, the lock, the snapshot in its folder";
  EXPECT_EQ(mode_of(data), 0700u);
}

}  // namespace
}  // namespace drivetrain::platform
