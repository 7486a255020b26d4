// The sample company, formatted: nothing that the compiler sees changes, and a second time changes nothing.
#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <unistd.h>

#include "app/cli/verbs.h"
#include "model/compile.h"
#include "model/diff.h"
#include "model/load.h"
#include "notation/yaml_format.h"
#include "platform/files.h"

namespace drivetrain::app::cli {
namespace {

std::filesystem::path models_folder() {
  for (auto at = std::filesystem::current_path();; at = at.parent_path()) {
    if (std::filesystem::exists(at / "models" / "tarnwick" / "model.yaml")) return at / "models";
    if (at == at.root_path()) return {};
  }
}

TEST(FmtOfModels, CompilesToTheSameModelAndFindings) {
  auto folder = models_folder();
  if (folder.empty()) GTEST_SKIP() << "SKIPPED: models/ is not above " << std::filesystem::current_path();
  std::size_t models = 0;
  for (auto const& each : std::filesystem::directory_iterator(folder)) {
    if (!std::filesystem::exists(each.path() / "model.yaml")) continue;
    ++models;
    auto before = platform::read_tree(each.path().string(), model::belongs_to_model);
    ASSERT_TRUE(before.ok()) << before.error().message;
    auto after = *before;
    for (auto& [path, text] : after) {
      if (!path.ends_with(".yaml")) continue;
      auto formatted = notation::format_yaml(SourceText(path, text), model::catalogue());
      ASSERT_TRUE(formatted.ok()) << formatted.error().message;
      text = *formatted;
      auto again = notation::format_yaml(SourceText(path, text), model::catalogue());
      ASSERT_TRUE(again.ok()) << again.error().message;
      EXPECT_EQ(*again, text) << path;
    }
    auto was = model::compile(*before, {Date{2026, 1, 5}}), is = model::compile(after, {Date{2026, 1, 5}});
    EXPECT_EQ(model::diff(*was.model, *is.model).lines(), std::vector<std::string>());
    ASSERT_EQ(was.diagnostics.all().size(), is.diagnostics.all().size());
    EXPECT_EQ(was.model->entities.size(), is.model->entities.size());
  }
  EXPECT_GT(models, 0u);
}

class FmtVerb : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("drivetrain_fmt_" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void write(std::string const& name, std::string const& text) { ASSERT_TRUE(platform::write_file((folder_ / name).string(), text).ok()); }
  std::string read(std::string const& name) { return platform::read_file((folder_ / name).string()).take(); }
  int fmt(std::string const& options) {
    CLI::App app;
    Settings settings{.json = false, .quiet = true};
    cli::Run chosen;
    add_fmt(app, settings, chosen);
    app.parse("fmt " + folder_.string() + " " + options);
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    auto code = chosen();
    out_ = testing::internal::GetCapturedStdout(), err_ = testing::internal::GetCapturedStderr();
    return code;
  }
  std::filesystem::path folder_;
  std::string out_, err_;
};

TEST_F(FmtVerb, WritesWhatChangesAndLeavesWhatItCannotRead) {
  std::string const loose = "kind:   Role\n", broken = "kind: [Role\n";
  write("a.yaml", loose), write("b.yaml", broken), write("c.yaml", "kind: Role\n"), write("notes.txt", loose);
  EXPECT_EQ(fmt("--check"), exit_findings);
  EXPECT_EQ(read("a.yaml"), loose) << "--check writes nothing";
  EXPECT_EQ(fmt("--dry-run"), exit_findings) << "b.yaml is refused all the same";
  EXPECT_EQ(read("a.yaml"), loose);
  EXPECT_EQ(fmt(""), exit_findings);
  EXPECT_EQ(read("a.yaml"), "kind: Role\n");
  EXPECT_EQ(out_, (folder_ / "a.yaml").string() + "\n");
  EXPECT_NE(err_.find("b.yaml:2:1: "), std::string::npos) << err_;
  EXPECT_EQ(read("b.yaml"), broken);
  EXPECT_EQ(read("notes.txt"), loose);
  write("b.yaml", "kind: Role\n");
  EXPECT_EQ(fmt("--check"), exit_ok);
}

TEST_F(FmtVerb, KeepsTheFilesPermissions) {
  write("a.yaml", "kind:   Role\n");
  std::filesystem::permissions(folder_ / "a.yaml", std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_EQ(fmt(""), exit_ok);
  EXPECT_EQ(std::filesystem::status(folder_ / "a.yaml").permissions(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

}  // namespace
}  // namespace drivetrain::app::cli
