// Versions out of git: what a person types, and what must not happen because of what they type.
#include "app/cli/versions.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "platform/files.h"
#include "platform/git.h"
#include "platform/run_program.h"

namespace drivetrain::app::cli {
namespace {

class Versions : public testing::Test {
 protected:
  void SetUp() override {
    if (!platform::run_program({"git", "--version"}, "", {})) GTEST_SKIP() << "SKIPPED: git is not installed";
    top_ = std::filesystem::temp_directory_path() / ("drivetrain_versions_" + std::to_string(::getpid()));
    std::filesystem::remove_all(top_);
    std::filesystem::create_directories(top_);
    git({"init", "-q", "-b", "main"});
    write("works/org/roles.yaml", "kind: Role # first\n");
    write("works/.hidden.yaml", "kind: Role\n");
    write("works/notes.txt", "not a model file\n");
    write("other/a.yaml", "kind: Unit\n");
    std::filesystem::create_symlink("/etc/hostname", top_ / "works" / "link.yaml");
    commit();
    write("works/org/roles.yaml", "kind: Role # second\n");
    commit();
    write("works/org/roles.yaml", "kind: Role # third, not committed\n");
  }
  void TearDown() override { std::filesystem::remove_all(top_); }
  void git(std::vector<std::string> arguments) {
    std::vector<std::string> all{"git", "-C", top_.string(), "-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    auto run = platform::run_program(all, "", {});
    ASSERT_TRUE(run.ok()) << run.error().message;
    ASSERT_EQ(run->exit_code, 0) << run->err;
  }
  void commit() { git({"add", "-A"}), git({"commit", "-q", "-m", "x"}); }
  void write(std::string const& path, std::string const& text) { ASSERT_TRUE(platform::write_file((top_ / path).string(), text).ok()); }
  std::string works() const { return (top_ / "works").string(); }
  std::filesystem::path top_;
};

using Texts = model::Files;

TEST_F(Versions, OneRevisionIsComparedWithTheWorkingFiles) {
  auto versions = versions_named("HEAD~1", "", works());
  ASSERT_TRUE(versions.ok()) << versions.error().message;
  EXPECT_EQ(versions->before.files, (Texts{{"org/roles.yaml", "kind: Role # first\n"}})) << "no link, no hidden file, no other ending";
  EXPECT_EQ(versions->after.files, (Texts{{"org/roles.yaml", "kind: Role # third, not committed\n"}}));
}

TEST_F(Versions, RangesPathsFoldersAndFiles) {
  auto range = versions_named("HEAD~1..HEAD", "", works());
  ASSERT_TRUE(range.ok()) << range.error().message;
  EXPECT_EQ(range->before.files.at("org/roles.yaml"), "kind: Role # first\n");
  EXPECT_EQ(range->after.files.at("org/roles.yaml"), "kind: Role # second\n");
  auto path = version_named("HEAD:works/org", works());
  ASSERT_TRUE(path.ok()) << path.error().message;
  EXPECT_EQ(path->files, (Texts{{"roles.yaml", "kind: Role # second\n"}}));
  auto here = version_named("HEAD:./org/roles.yaml", works());
  ASSERT_TRUE(here.ok()) << here.error().message;
  EXPECT_EQ(here->files, (Texts{{"roles.yaml", "kind: Role # second\n"}}));
  auto folder = versions_named(works(), "", ".");
  ASSERT_TRUE(folder.ok()) << folder.error().message;
  EXPECT_EQ(folder->before.files.at("org/roles.yaml"), "kind: Role # second\n");
  auto file = versions_named(works() + "/org/roles.yaml", "", ".");
  ASSERT_TRUE(file.ok()) << file.error().message;
  EXPECT_EQ(file->before.files, (Texts{{"roles.yaml", "kind: Role # second\n"}}));
  auto whole = versions_named("HEAD:works", "", works());
  ASSERT_TRUE(whole.ok()) << whole.error().message;
  EXPECT_EQ(whole->after.files.at("org/roles.yaml"), "kind: Role # third, not committed\n");
}

TEST_F(Versions, WhatIsTypedIsNeverACommandOrAnOption) {
  auto touched = top_ / "touched";
  for (std::string typed : {"--output=" + touched.string(), std::string("-h"), "HEAD;touch " + touched.string(), "$(touch " + touched.string() + ")", std::string("HEAD\n"), std::string("HEAD~99"),
                            std::string("HEAD:nowhere"), std::string("HEAD:../../etc/passwd"), std::string("HEAD:works/link.yaml/x"), std::string("")}) {
    auto version = version_named(typed, works());
    if (version) {
      EXPECT_EQ(typed, "HEAD\n") << "only a name that git itself takes for HEAD";
    } else {
      EXPECT_EQ(version.error().code, "DT-X901") << typed;
    }
  }
  EXPECT_FALSE(std::filesystem::exists(touched));
  EXPECT_FALSE(versions_named("HEAD", "", "/").ok()) << "no repository there";
}

TEST(RunProgram, GivesInputTakesOutputAndStopsAtItsBounds) {
  std::string much(300'000, 'x');
  auto echoed = platform::run_program({"cat"}, much, {});
  ASSERT_TRUE(echoed.ok()) << echoed.error().message;
  EXPECT_EQ(echoed->out, much);
  auto failed = platform::run_program({"sh", "-c", "echo $WORD; echo no >&2; exit 3"}, "unread", {"WORD=a b"});
  ASSERT_TRUE(failed.ok());
  EXPECT_EQ(failed->exit_code, 3);
  EXPECT_EQ(failed->out, "a b\n");
  EXPECT_EQ(failed->err, "no\n");
  EXPECT_FALSE(platform::run_program({"sleep", "30"}, "", {}, {1'000, 100}).ok());
  EXPECT_FALSE(platform::run_program({"yes"}, "", {}, {100'000, 10'000}).ok());
  EXPECT_FALSE(platform::run_program({"drivetrain-no-such-program"}, "", {}).ok());
}

}  // namespace
}  // namespace drivetrain::app::cli
