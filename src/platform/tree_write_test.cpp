// Files are changed in a folder: all or none, whole, and nowhere else.
#include "platform/tree_write.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <set>

#include "platform/files.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::platform {
namespace {

namespace fs = std::filesystem;

class ChangeTree : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(at("model"));
    put("model/a.yaml", "a: 1\n");
    put("model/org/b.yaml", "b: 1\n");
  }
  std::string at(std::string const& path) const { return folder.path() + "/" + path; }
  void put(std::string const& path, std::string const& text) { ASSERT_TRUE(write_file(at(path), text).ok()); }
  std::string text(std::string const& path) const { return fs::exists(at(path)) ? read_file(at(path)).take() : "(none)"; }
  Status change(std::vector<TreeChange> const& changes) { return change_tree(at("model"), changes); }
  /// Every file and folder that is there.
  std::set<std::string> entries() const {
    std::set<std::string> found;
    for (auto const& entry : fs::recursive_directory_iterator(folder.path())) found.insert(fs::relative(entry.path(), folder.path()).generic_string());
    return found;
  }
  test::TemporaryFolder folder;
};

TEST_F(ChangeTree, WritesMakesAndRemoves) {
  ASSERT_EQ(::chmod(at("model/a.yaml").c_str(), 0640), 0);
  ASSERT_EQ(::chmod(at("model").c_str(), 0775), 0);
  auto changed = change({{"a.yaml", "a: 1\n", "a: 2\n"}, {"org/b.yaml", "b: 1\n", {}}, {"new/deep/c.yaml", {}, "c: 1\n"}});
  ASSERT_TRUE(changed.ok()) << changed.error().message;
  EXPECT_EQ(text("model/a.yaml"), "a: 2\n");
  EXPECT_EQ(text("model/new/deep/c.yaml"), "c: 1\n");
  EXPECT_EQ(entries(), (std::set<std::string>{"model", "model/a.yaml", "model/new", "model/new/deep", "model/new/deep/c.yaml"})) << "and the folder that is empty now is gone";
  struct stat kept {}, made {};
  ASSERT_EQ(::stat(at("model/a.yaml").c_str(), &kept), 0);
  ASSERT_EQ(::stat(at("model/new/deep/c.yaml").c_str(), &made), 0);
  EXPECT_EQ(kept.st_mode & 0777, 0640u);
  EXPECT_EQ(made.st_mode & 0777, 0664u) << "as open as its folder";
}

TEST_F(ChangeTree, ChangesNothingWhenOneFileIsNotWhatItWas) {
  auto before = entries();
  auto edited = change({{"a.yaml", "a: 1\n", "a: 2\n"}, {"new/c.yaml", {}, "c: 1\n"}, {"org/b.yaml", "b: 0\n", "b: 2\n"}});
  ASSERT_FALSE(edited.ok());
  EXPECT_NE(edited.error().message.find("org/b.yaml cannot be written: it was edited meanwhile"), std::string::npos) << edited.error().message;
  EXPECT_FALSE(change({{"a.yaml", "a: 1\n", "a: 2\n"}, {"org/b.yaml", {}, "b: 2\n"}}).ok()) << "it is there already";
  EXPECT_FALSE(change({{"a.yaml", "a: 1\n", "a: 2\n"}, {"org/c.yaml", "c: 1\n", {}}}).ok()) << "it is not there any more";
  EXPECT_EQ(text("model/a.yaml"), "a: 1\n");
  EXPECT_EQ(text("model/org/b.yaml"), "b: 1\n");
  EXPECT_EQ(entries(), before);
}

TEST_F(ChangeTree, WritesNothingOutsideTheFolderAndFollowsNoLink) {
  put("outside/x.yaml", "x: 1\n");
  fs::create_directory_symlink(at("outside"), at("model/linked"));
  fs::create_symlink(at("outside/x.yaml"), at("model/x.yaml"));
  auto before = entries();
  for (auto const* path : {"../outside/y.yaml", "/tmp/y.yaml", "org/../../outside/y.yaml", "linked/y.yaml", "a.yaml/y.yaml", "", "org//y.yaml", "./y.yaml", ".git/hooks/y.yaml", "org/.y.yaml"})
    EXPECT_FALSE(change({{"a.yaml", "a: 1\n", "a: 2\n"}, {path, {}, "y: 1\n"}}).ok()) << path;
  EXPECT_FALSE(change({{"x.yaml", "x: 1\n", "x: 2\n"}}).ok());
  EXPECT_FALSE(change({{"x.yaml", "x: 1\n", {}}}).ok());
  EXPECT_EQ(text("outside/x.yaml"), "x: 1\n");
  EXPECT_EQ(text("model/a.yaml"), "a: 1\n");
  EXPECT_EQ(entries(), before);
}

TEST_F(ChangeTree, SweepsUpWhatAnEarlierEndLeftBeside) {
  put("model/.a.yaml.writing", "half");
  ASSERT_TRUE(change({{"a.yaml", "a: 1\n", "a: 2\n"}}).ok());
  EXPECT_EQ(text("model/a.yaml"), "a: 2\n");
  EXPECT_FALSE(fs::exists(at("model/.a.yaml.writing")));
}

}  // namespace
}  // namespace drivetrain::platform
