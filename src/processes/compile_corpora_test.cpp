// Processes that others drew, for other engines and for none: each compiles to a program or is refused with a place and advice,
// and none brings the compiler down. Folder: DRIVETRAIN_CORPORA, or ../shared/corpora beside the checkout.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "notation/bpmn.h"
#include "processes/compile.h"

namespace drivetrain::processes::test {
namespace {

namespace fs = std::filesystem;

fs::path corpora() {
  if (auto set = std::getenv("DRIVETRAIN_CORPORA")) return set;
  for (auto at = fs::current_path();; at = at.parent_path()) {
    if (fs::exists(at / "src/processes/compile.h")) return at / "../shared/corpora";
    if (at == at.root_path()) return at / "nowhere";
  }
}

TEST(CompileCorpora, EveryProcessRunsOrIsRefusedWithAPlaceAndAdvice) {
  if (!fs::exists(corpora() / "bpmn-camunda")) GTEST_SKIP() << "SKIPPED: no " << corpora() << " (set DRIVETRAIN_CORPORA)";
  int processes = 0, programs = 0;
  for (auto folder : {"bpmn-camunda", "bpmn-miwg"})
    for (auto const& entry : fs::recursive_directory_iterator(corpora() / folder)) {
      if (!entry.is_regular_file() || entry.path().filename().string().find(".bpmn") == std::string::npos) continue;
      SCOPED_TRACE(entry.path().string());
      std::stringstream text;
      text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
      Diagnostics reading;
      auto definitions = notation::read_bpmn(SourceText(entry.path().filename().string(), text.str()), reading);
      if (!definitions) continue;
      for (auto const& process : definitions->processes) {
        if (process.id.empty()) continue;
        Process sidecar;
        sidecar.header.id = process.id;
        Diagnostics findings;
        auto program = compile(*definitions, sidecar, findings);
        ++processes;
        programs += program != nullptr;
        if (!program) {
          EXPECT_GT(findings.errors(), 0u) << process.id;
        }
        for (auto const& finding : findings.all()) {
          EXPECT_TRUE(finding.span.known()) << finding.code << " " << finding.message;
          EXPECT_FALSE(finding.help.empty() && finding.notes.empty()) << finding.code << " " << finding.message;
          if (std::getenv("DRIVETRAIN_SHOW") && finding.code == std::getenv("DRIVETRAIN_SHOW"))
            std::printf("%s: %s\n", entry.path().filename().c_str(), finding.message.c_str());
        }
      }
    }
  RecordProperty("processes", processes);
  RecordProperty("programs", programs);
  EXPECT_GT(processes, 800);
  EXPECT_GT(programs, 100) << "most of what only lacks a role still becomes a program";
}

}  // namespace
}  // namespace drivetrain::processes::test
