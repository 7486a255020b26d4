// Hostile model folders: whatever lies there, `check` answers with clear findings, soon, and in little memory. Each case runs in a
// child process under limits of processor time and memory. The largest ones only with DRIVETRAIN_SLOW=1.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "app/cli/verbs.h"
#include "base/limits.h"
#include "platform/files.h"

namespace drivetrain::app::cli {
namespace {

namespace fs = std::filesystem;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true;
#elif defined(__has_feature)
constexpr bool sanitized = __has_feature(address_sanitizer);
#else
constexpr bool sanitized = false;
#endif

class HostileFolder : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("drivetrain_hostile_" + std::to_string(::getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    write("model.yaml", "apiVersion: drivetrain/v1\nkind: Company\nmetadata: {id: c}\nspec: {timezone: Europe/London}\n");
  }
  void TearDown() override {
    fs::permissions(folder_ / "closed", fs::perms::owner_all, error_);
    fs::remove_all(folder_, error_);
  }
  void write(std::string const& name, std::string const& text) {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }

  struct Outcome {
    int status = 0;
    std::string said;
    bool exited_with(int code) const { return WIFEXITED(status) && WEXITSTATUS(status) == code; }
  };
  /// Runs `check` on the folder in a child that may use 20 s of processor time and 1.5 GB of memory.
  Outcome check() {
    auto out = folder_.string() + ".out";
    auto child = ::fork();
    if (child == 0) {
      rlimit time{20, 20}, memory{1'500u << 20, 1'500u << 20};
      ::setrlimit(RLIMIT_CPU, &time);
      if (!sanitized) ::setrlimit(RLIMIT_AS, &memory);
      if (!std::freopen(out.c_str(), "w", stdout)) ::_exit(90);
      if (::dup2(::fileno(stdout), ::fileno(stderr)) < 0) ::_exit(91);
      CLI::App app;
      Settings settings;
      cli::Run chosen;
      add_check(app, settings, chosen);
      app.parse("check " + folder_.string() + " --at 2026-01-05");
      auto code = chosen();
      std::fflush(stdout);
      ::_exit(code);
    }
    Outcome outcome;
    ::waitpid(child, &outcome.status, 0);
    EXPECT_TRUE(WIFEXITED(outcome.status)) << "killed by signal " << WTERMSIG(outcome.status) << ": out of time or memory";
    std::ifstream in(out);
    outcome.said.assign(std::istreambuf_iterator<char>(in), {});
    fs::remove(out);
    EXPECT_LT(outcome.said.size(), 4u << 20) << "nobody reads that";
    return outcome;
  }
  /// A folder of one hostile file is refused, and what is said holds `words` and the file's name.
  void expect_finding(std::string const& text, std::string const& words) {
    write("x.yaml", text);
    auto outcome = check();
    EXPECT_TRUE(outcome.exited_with(exit_findings)) << outcome.said;
    EXPECT_THAT(outcome.said, HasSubstr(words));
    EXPECT_THAT(outcome.said, HasSubstr("x.yaml"));
  }
  static std::string repeated(std::string const& piece, std::size_t bytes) {
    std::string text;
    text.reserve(bytes + piece.size());
    while (text.size() < bytes) text += piece;
    return text;
  }

  fs::path folder_;
  std::error_code error_;
};

constexpr std::size_t nearly_all = limits::max_model_file_bytes - 4'096;

TEST_F(HostileFolder, Nesting) {
  for (auto piece : {"[", "{a: ", "- ", "? ", "- - ", "[{"}) expect_finding(repeated(piece, 200'000), "[DT-R01");
  std::string steps;
  for (std::size_t i = 0; i < 2'000; ++i) steps += std::string(i, ' ') + "a:\n";
  expect_finding(steps, "nested more than 64 deep [DT-R013]");
}

TEST_F(HostileFolder, AliasesAnchorsAndTags) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    auto last = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last + ", " + last + ", " + last + ", " + last + ", " + last + "]\n";
  }
  expect_finding(bomb, "the alias *a0 is not allowed in a model file [DT-R012]");
  expect_finding("a: &a\n  b: *a\n", "[DT-R012]");
  expect_finding("[" + repeated("*a, ", 1'000'000) + "]\n", "[DT-R012]");
  expect_finding("a: !!binary aGFsbG8=\n", "the tag tag:yaml.org,2002:binary is not allowed");
  expect_finding("<<: {a: 1}\n", "[DT-R026]");
}

TEST_F(HostileFolder, BytesThatAreNoText) {
  using namespace std::string_literals;
  expect_finding("a: \xFF\n", "byte 0xFF is not UTF-8 [DT-R014]");
  expect_finding("a: \xC0\x80\n", "is not UTF-8 [DT-R014]");
  expect_finding("a: \xED\xA0\x80\n", "is not UTF-8 [DT-R014]");
  expect_finding("\xFF\xFE"s + "a\0:\0 \0b\0"s, "is not UTF-8 [DT-R014]");
  expect_finding("a: b\0c\n"s, "an invisible control character (0x00) stands here [DT-R010]");
  expect_finding(std::string(500'000, '\0'), "(0x00)");
  expect_finding("a: \x1B[31mred\n", "(0x1B)");
}

TEST_F(HostileFolder, LineEndsAndMarksAreNoFault) {
  std::string const role = "apiVersion: drivetrain/v1\nkind: Unit\nmetadata: {id: works}\nspec: {purpose: p, inputs: [i], outputs: [o], promises: [p]}\n";
  std::string windows = "\xEF\xBB\xBF";
  for (char c : role) windows += c == '\n' ? "\r\n" : std::string(1, c);
  write("unix.yaml", role);
  auto plain = check();
  fs::remove(folder_ / "unix.yaml");
  write("unix.yaml", windows);
  auto marked = check();
  auto without_version = [](std::string const& text) { return text.substr(0, text.find("(version ")); };
  EXPECT_EQ(without_version(plain.said), without_version(marked.said));
}

TEST_F(HostileFolder, FilesThatAreNoFiles) {
  ASSERT_EQ(::mkfifo((folder_ / "pipe.yaml").c_str(), 0600), 0);
  fs::create_directories(folder_ / "folder.yaml");
  write("folder.yaml/role.yaml", "kind: Role\n");
  fs::create_directory_symlink(folder_, folder_ / "again");
  fs::create_symlink("round.yaml", folder_ / "round.yaml");
  fs::create_symlink("/etc/passwd", folder_ / "link.yaml");
  auto outcome = check();
  EXPECT_TRUE(outcome.exited_with(exit_findings)) << outcome.said;
  EXPECT_THAT(outcome.said, HasSubstr("error: pipe.yaml cannot be read: it is a pipe, socket or device [DT-R015]"));
  EXPECT_THAT(outcome.said, HasSubstr("error: link.yaml cannot be read: it is a symbolic link, and links may lead out of the model [DT-R015]"));
  EXPECT_THAT(outcome.said, HasSubstr("round.yaml cannot be read"));
  EXPECT_THAT(outcome.said, HasSubstr("folder.yaml/role.yaml:"));
  EXPECT_THAT(outcome.said, HasSubstr("error: again/ cannot be read: it is a symbolic link to a folder, and links may lead out of the model [DT-R015]"));
  EXPECT_THAT(outcome.said, Not(HasSubstr("again/model.yaml")));
  EXPECT_THAT(outcome.said, Not(HasSubstr("root:")));
}

TEST_F(HostileFolder, WhatMayNotBeOpenedIsToldBesideTheRest) {
  write("closed/x.yaml", "kind: Role\n");
  write("secret.yaml", "kind: Role\n");
  write("broken.yaml", "a: [\n");
  fs::permissions(folder_ / "closed", fs::perms::none);
  fs::permissions(folder_ / "secret.yaml", fs::perms::none);
  if (std::ifstream(folder_ / "secret.yaml").good()) GTEST_SKIP() << "SKIPPED: this user may read everything";
  auto outcome = check();
  EXPECT_TRUE(outcome.exited_with(exit_findings));
  EXPECT_THAT(outcome.said, HasSubstr("error: closed/ cannot be read: Permission denied [DT-R015]"));
  EXPECT_THAT(outcome.said, HasSubstr("error: secret.yaml cannot be read: Permission denied [DT-R015]"));
  EXPECT_THAT(outcome.said, HasSubstr("broken.yaml:2:1: error:"));
}

TEST_F(HostileFolder, Masses) {
  std::string keys = "apiVersion: drivetrain/v1\nkind: Role\nmetadata: {id: a}\nspec:\n";
  for (int i = 0; i < 200'000; ++i) keys += "  key" + std::to_string(i) + ": 1\n";
  expect_finding(keys, "Role a has no field key0 [DT-R020]");
  std::string twins;
  for (int i = 0; i < 200'000; ++i) twins += "a: 1\n";
  expect_finding(twins, "the key a stands twice in one group [DT-R011]");
  std::string million;
  for (int i = 0; i < 700'000; ++i) million += "k" + std::to_string(i) + ": 1\n";
  expect_finding(million, "the file holds more than 500000 values [DT-R013]");
  std::string objectives;
  for (int i = 0; i < 8'000; ++i)
    objectives += "---\napiVersion: drivetrain/v1\nkind: Objective\nmetadata: {id: o" + std::to_string(i) + ", owner: nobody}\nspec: {statement: S, weight: 1, parent: p" + std::to_string(i) +
                  ", kpis: [nothing]}\n";
  expect_finding(objectives, "Objective o0 refers to unknown Objective p0 [DT-R001]");
  expect_finding(repeated("---\n", 2'400'000), "values [DT-R013]");
}

TEST_F(HostileFolder, LongLinesAndLongWords) {
  expect_finding("a: " + std::string(nearly_all, 'x') + "\n", "the document does not say its kind [DT-R026]");
  expect_finding("a: \"" + std::string(nearly_all, '"') + "\n", "[DT-R01");
  expect_finding("kind: " + std::string(1'000'000, 'x') + "\n", "x… [DT-R026]");
  expect_finding("apiVersion: drivetrain/v1\nkind: Role\nmetadata: {id: " + std::string(300'000, 'a') + "}\nspec: {}\n", "[DT-R02");
  expect_finding("apiVersion: drivetrain/v1\nkind: Role\nmetadata: {id: a}\nspec: {unit: a, purpose: \"" + std::string(200'000, 'a') + "\"}\n", "a text may have 65536 [DT-R023]");
  expect_finding(std::string(nearly_all, '\n') + "a: [\n", "x.yaml:");
  expect_finding(repeated("# a comment\n", 4'000'000) + "a: [\n", "x.yaml:");
}

TEST_F(HostileFolder, AFileThatIsTooLargeIsNotEvenRead) {
  write("x.yaml", "a: 1\n");
  fs::resize_file(folder_ / "x.yaml", 100u << 20);
  write("broken.yaml", "a: [\n");
  auto outcome = check();
  EXPECT_TRUE(outcome.exited_with(exit_findings));
  EXPECT_THAT(outcome.said, HasSubstr("error: x.yaml has 104857600 bytes; a model file may have 8388608 [DT-R013]"));
  EXPECT_THAT(outcome.said, HasSubstr("broken.yaml:2:1: error:"));
}

TEST_F(HostileFolder, HundredMegabytesOfRealText) {
  if (!std::getenv("DRIVETRAIN_SLOW")) GTEST_SKIP() << "SKIPPED: slow (set DRIVETRAIN_SLOW=1)";
  write("one.yaml", repeated("a: b\n", 100u << 20));
  for (int i = 0; i < 12; ++i) write("many/" + std::to_string(i) + ".yaml", repeated("# " + std::string(70, 'c') + "\n", nearly_all));
  auto outcome = check();
  EXPECT_TRUE(outcome.exited_with(exit_findings));
  EXPECT_THAT(outcome.said, HasSubstr("one.yaml has 104857600 bytes"));
  for (int i = 12; i < 40; ++i) write("many/" + std::to_string(i) + ".yaml", std::string(nearly_all, '#'));
  outcome = check();
  EXPECT_THAT(outcome.said, HasSubstr("holds more than 268435456 bytes of model files"));
}

TEST_F(HostileFolder, TooManyFiles) {
  if (!std::getenv("DRIVETRAIN_SLOW")) GTEST_SKIP() << "SKIPPED: slow (set DRIVETRAIN_SLOW=1)";
  for (std::size_t i = 0; i <= limits::max_model_files; ++i) write(std::to_string(i % 50) + "/" + std::to_string(i) + ".yaml", "");
  EXPECT_THAT(check().said, HasSubstr("holds more than 20000 model files"));
}

}  // namespace
}  // namespace drivetrain::app::cli
