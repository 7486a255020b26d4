// Functions of the sample company: one thing is taken away, and exactly what rests on it turns red.
#include "app/views/functions.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "base/text.h"
#include "model/compile.h"
#include "platform/files.h"

namespace drivetrain::app::views {
namespace {

using Ids = std::vector<std::string>;
constexpr Date monday{2026, 1, 5};

model::Files const& tarnwick_files() {
  static auto const files = [] {
    auto read = platform::read_tree("models/tarnwick", model::belongs_to_model);
    EXPECT_TRUE(read.ok()) << "tests run in the checkout's root";
    return read.ok() ? read.take() : model::Files();
  }();
  return files;
}
std::shared_ptr<model::OperatingModel const> compiled_files(model::Files const& files) { return model::compile(files, {monday}).model; }
model::OperatingModel const& whole_tarnwick() {
  static auto const model = compiled_files(tarnwick_files());
  return *model;
}
Ids red_without(std::string kind, std::string id) { return red_functions(functions_of(whole_tarnwick(), monday, Part{std::move(kind), std::move(id)})); }

/// The files without one document.
model::Files without_document(std::string const& file, std::string const& kind, std::string const& id) {
  auto files = tarnwick_files();
  std::string kept;
  bool found = false;
  std::string_view text = files.at(file);
  for (std::size_t at = 0; at <= text.size();) {
    auto end = text.find("\n---\n", at);
    auto document = text.substr(at, end == std::string_view::npos ? end : end - at);
    bool is_it = document.find("kind: " + kind + "\n") != std::string_view::npos && document.find("{id: " + id + ",") != std::string_view::npos;
    found = found || is_it;
    if (!is_it) kept += (kept.empty() ? "" : "\n---\n") + std::string(document);
    if (end == std::string_view::npos) break;
    at = end + 5;
  }
  EXPECT_TRUE(found) << kind << " " << id << " is not in " << file;
  files[file] = kept;
  return files;
}

/// By the text of the files alone: requirements whose realised_by names the process.
Ids named_in_text(std::string const& process) {
  std::set<std::string> named;
  for (auto const& [path, text] : tarnwick_files()) {
    if (!path.starts_with("strategy/")) continue;
    std::string kind, id;
    for (auto line : split(text, '\n')) {
      if (line.starts_with("kind: ")) kind = line.substr(6);
      if (auto at = line.find("metadata: {id: "); at != line.npos) id = line.substr(at + 15, line.find_first_of(",}", at) - at - 15);
      if (kind == "Requirement" && line.find("realised_by:") != line.npos && line.find("{process: " + process + "}") != line.npos) named.insert(id);
    }
  }
  return {named.begin(), named.end()};
}

TEST(FunctionsOfTarnwick, AllStandAsLongAsNothingIsMissing) {
  auto functions = functions_of(whole_tarnwick(), monday);
  EXPECT_EQ(functions.size(), 9u);
  EXPECT_EQ(red_functions(functions), Ids{});
  EXPECT_EQ(functions.front().requirement->header.id, "load-test") << "an objective of 20 of the whole comes before its parts";
}

TEST(FunctionsOfTarnwick, WithoutOneSkillTwoRequirementsTurnRed) {
  EXPECT_EQ(red_without("Skill", "balancing"), (Ids{"load-test", "promises-we-keep"}));
  auto files = without_document("org/shifts.yaml", "Skill", "balancing");
  EXPECT_EQ(red_functions(functions_of(*compiled_files(files), monday)), (Ids{"load-test", "promises-we-keep"})) << "the same when the file says so";
}

TEST(FunctionsOfTarnwick, ASkillWithoutAValidCertificateIsNoSkill) {
  auto files = tarnwick_files();
  auto& skills = files.at("org/shifts.yaml");
  auto years = skills.find("P1095D", skills.find("id: rig-operation"));
  ASSERT_NE(years, std::string::npos);
  skills.replace(years, 6, "P730D");
  auto shorter = compiled_files(files);
  EXPECT_EQ(red_functions(functions_of(*shorter, Date{2027, 10, 1})), (Ids{"load-test", "promises-we-keep", "swap-same-day"}))
      << "certificates for the rig hold for two years here, for balancing three";
  for (auto const& function : functions_of(*shorter, Date{2027, 10, 1}))
    for (auto const& carrier : function.carriers)
      for (auto const& footing : carrier.rests_on)
        if (!footing.broken.empty()) { EXPECT_EQ(footing.broken, "Nobody has the skill Test rig at level 2 with a valid certificate on 2027-10-01."); }
  EXPECT_EQ(red_functions(functions_of(whole_tarnwick(), Date{2027, 10, 1})), Ids()) << "three years in the sample itself";
}

TEST(FunctionsOfTarnwick, WithoutOneProcessFileExactlyItsFunctionsTurnRed) {
  std::size_t tried = 0, with_functions = 0;
  for (auto const& [id, process] : whole_tarnwick().processes.processes) {
    auto expected = named_in_text(id);
    auto files = tarnwick_files();
    ASSERT_EQ(files.erase("processes/" + id + ".yaml") + files.erase("processes/" + id + ".bpmn"), 2u) << id;
    EXPECT_EQ(red_functions(functions_of(*compiled_files(files), monday)), expected) << "without the file of " << id;
    EXPECT_EQ(red_without("Process", id), expected) << id << " thought away";
    ++tried;
    with_functions += !expected.empty();
  }
  EXPECT_EQ(tried, 13u);
  EXPECT_GE(with_functions, 5u);
}

TEST(FunctionsOfTarnwick, ADiagramThatIsGoneIsAProcessThatIsGone) {
  auto files = tarnwick_files();
  files.erase("processes/swap-unit.bpmn");
  EXPECT_EQ(red_functions(functions_of(*compiled_files(files), monday)), Ids{"swap-same-day"});
}

TEST(FunctionsOfTarnwick, APersonIsMissedWhereNobodyElseIsNamed) {
  EXPECT_EQ(red_without("Person", "paul"), Ids{}) << "the planner has a deputy";
  EXPECT_EQ(red_without("Role", "tester"), (Ids{"load-test", "promises-we-keep", "swap-same-day"}));
  EXPECT_EQ(red_without("Assignment", "tester-today"), (Ids{"load-test", "promises-we-keep", "swap-same-day"}));
}

TEST(FunctionsOfTarnwick, AMachineIsMissedWhereNoOtherStandsIn) {
  EXPECT_EQ(red_without("Asset", "cnc-lathe"), (Ids{"load-test", "promises-we-keep"}));
  EXPECT_EQ(red_without("Asset", "oven-one"), Ids{}) << "oven two stands in";
}

TEST(FunctionsOfTarnwick, ARightThatIsGoneTakesWhatItRealises) {
  EXPECT_EQ(red_without("Decision", "quote-and-discount"), Ids{"priced-by-right"});
  EXPECT_EQ(red_without("Rhythm", "soe"), Ids{"winter-capacity"});
  EXPECT_EQ(red_without("Kpi", "emergency-restore-p90"), Ids{"restore-in-12-hours"});
}

}  // namespace
}  // namespace drivetrain::app::views
