// Generated pages of docs/reference are what the program says; ./dev docs writes them anew.
#include "app/cli/reference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/diagnostic_codes.h"

namespace drivetrain::app::cli {
namespace {

std::string page_on_disk(std::string const& name) {
  for (auto at = std::filesystem::current_path();; at = at.parent_path()) {
    if (std::filesystem::exists(at / "docs" / "glossary")) {
      std::ifstream in(at / "docs" / "reference" / name);
      return {std::istreambuf_iterator<char>(in), {}};
    }
    if (at == at.root_path()) return "outside";
  }
}

void expect_fresh(std::string const& name, std::string const& generated) {
  auto written = page_on_disk(name);
  if (written == "outside") GTEST_SKIP() << "SKIPPED: docs/ is not above " << std::filesystem::current_path();
  EXPECT_TRUE(written == generated) << "docs/reference/" << name << " is stale: run ./dev docs";
}

TEST(ReferencePages, DiagnosticsAreFresh) { expect_fresh("diagnostics.md", diagnostic_codes_markdown()); }
TEST(ReferencePages, CommandLineIsFresh) { expect_fresh("cli.md", command_line_markdown()); }

TEST(ReferencePages, EveryVerbStandsInThePageWithAnExample) {
  auto page = command_line_markdown();
  for (auto verb : {"init", "check", "fmt", "diff", "graph", "explain", "schema", "test", "simulate", "serve", "demo", "feel", "decision", "audit"}) {
    auto at = page.find("\n## drivetrain " + std::string(verb) + "\n");
    ASSERT_NE(at, std::string::npos) << verb;
    auto section = page.substr(at, page.find("\n## ", at + 5) - at);
    EXPECT_THAT(section, testing::HasSubstr("  drivetrain " + std::string(verb))) << "no example of " << verb;
  }
  EXPECT_EQ(page.find("## drivetrain reference"), std::string::npos);
}

TEST(ReferencePages, EveryCodeHasASectionAndARow) {
  auto page = diagnostic_codes_markdown();
  for (auto const& code : diagnostic_codes()) {
    EXPECT_NE(page.find("\n## " + std::string(code.code) + "\n"), std::string::npos) << code.code;
    EXPECT_NE(page.find("| [" + std::string(code.code) + "](#dt-"), std::string::npos) << code.code;
  }
}

}  // namespace
}  // namespace drivetrain::app::cli
