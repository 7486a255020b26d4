// Every code that the program can utter is in the list, and the list explains it.
#include "base/diagnostic_codes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace drivetrain {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// The checkout, found upwards from where the tests run; empty when they run elsewhere.
fs::path source_folder() {
  for (auto at = fs::current_path();; at = at.parent_path()) {
    if (fs::exists(at / "src/base/diagnostic_codes.h")) return at / "src";
    if (at == at.root_path()) return {};
  }
}

bool is_code(std::string_view text) {
  return text.size() == 7 && text.starts_with("DT-") && text[3] >= 'A' && text[3] <= 'Z' &&
         text.find_first_not_of("0123456789", 4) == std::string_view::npos;
}

TEST(DiagnosticCodes, AreOrderedUniqueAndComplete) {
  auto codes = diagnostic_codes();
  ASSERT_GT(codes.size(), 50u);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    EXPECT_TRUE(is_code(codes[i].code)) << codes[i].code;
    EXPECT_FALSE(codes[i].title.empty() || codes[i].explanation.empty() || codes[i].fix.empty()) << codes[i].code;
    EXPECT_TRUE(i == 0 || codes[i - 1].code < codes[i].code) << codes[i].code << " is listed twice";
  }
}

TEST(DiagnosticCodes, EveryCodeUsedInTheSourcesIsListed) {
  auto folder = source_folder();
  if (folder.empty()) GTEST_SKIP() << "SKIPPED: the sources are not above " << fs::current_path();
  std::map<std::string, std::string> unlisted;
  std::set<std::string> used;
  for (auto at = fs::recursive_directory_iterator(folder); at != fs::recursive_directory_iterator(); ++at) {
    if (at->is_directory() && (at->path().filename() == "web" || at->path().filename() == "node_modules")) at.disable_recursion_pending();
    auto name = at->path().filename().string();
    if ((!name.ends_with(".cpp") && !name.ends_with(".h")) || name.find("_test.") != std::string::npos ||
        name.starts_with("diagnostic_codes"))
      continue;
    std::stringstream stream;
    stream << std::ifstream(at->path()).rdbuf();
    auto text = stream.str();
    for (std::size_t i = 0; (i = text.find("DT-", i)) != std::string::npos; i += 3) {
      auto code = text.substr(i, 7);
      if (!is_code(code)) continue;
      used.insert(code);
      if (!find_diagnostic_code(code)) unlisted[code] = at->path().string();
    }
  }
  EXPECT_GT(used.size(), 10u);
  for (auto const& [code, file] : unlisted) ADD_FAILURE() << file << " uses " << code << ", which diagnostic_codes_*.cpp does not list";
}

TEST(DiagnosticCodes, ExplainThemselves) {
  auto text = explain("d203");
  ASSERT_TRUE(text.ok());
  EXPECT_THAT(*text, HasSubstr("DT-D203 (error): bands overlap or leave a gap\n"));
  EXPECT_THAT(*text, HasSubstr("Prevents: unclear decision rights.\n"));
  EXPECT_THAT(*explain("DT-X904"), HasSubstr("DT-X904 (refusal): the wrong hand"));
  EXPECT_THAT(*explain("DT-S104"), HasSubstr("(warning)"));
  auto unknown = explain("DT-D2033");
  ASSERT_FALSE(unknown.ok());
  EXPECT_EQ(unknown.error().help, "did you mean DT-D203?");
  EXPECT_THAT(diagnostic_codes_markdown(), HasSubstr("\n## DT-D203\n"));
}

TEST(DiagnosticCodes, GiveFindingsTheirSeverityAndReason) {
  auto found = finding("DT-S104", {}, "objective a (weight 30) is served by no process or initiative");
  EXPECT_EQ(found.severity, Severity::warning);
  EXPECT_EQ(found.why, "this prevents strategic drift");
}

}  // namespace
}  // namespace drivetrain
