// drivetrain check as a person and a forge meet it: all findings at once, days that matter, waivers, and a log that forges accept.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>

#include "app/cli/verbs.h"
#include "feel/json.h"
#include "platform/files.h"

namespace drivetrain::app::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

class CheckVerb : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("drivetrain_check_" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder_);
    company("");
    write("org/roles.yaml",
          doc("Role", "head", "{unit: all, purpose: p, authority: 9}") + doc("Unit", "all", "{purpose: p, inputs: [i], outputs: [o], promises: [p]}") + doc("Person", "ann", "{unit: all}") +
              doc("Assignment", "head-today", "{role: head, holders: [{person: ann}]}"));
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  static std::string doc(std::string const& kind, std::string const& id, std::string const& spec, std::string const& more = "") {
    return "---\napiVersion: drivetrain/v1\nkind: " + kind + "\nmetadata: {id: " + id + ", owner: head" + more + "}\nspec: " + spec + "\n";
  }
  void company(std::string const& waivers) {
    write("model.yaml", "apiVersion: drivetrain/v1\nkind: Company\nmetadata: {id: c}\nspec:\n  timezone: Europe/London\n" + waivers);
  }
  void write(std::string const& name, std::string const& text) { ASSERT_TRUE(platform::write_file((folder_ / name).string(), text).ok()); }
  int check(std::string const& options) {
    CLI::App app;
    Settings settings{.json = options.find("--json") != std::string::npos};
    cli::Run chosen;
    app.add_flag("--json");
    app.fallthrough();
    add_check(app, settings, chosen);
    app.parse("check " + folder_.string() + " " + options);
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    auto code = chosen();
    out_ = testing::internal::GetCapturedStdout(), err_ = testing::internal::GetCapturedStderr();
    return code;
  }
  std::size_t times(std::string const& word) const {
    std::size_t count = 0;
    for (auto at = out_.find(word); at != std::string::npos; at = out_.find(word, at + 1)) ++count;
    return count;
  }
  std::filesystem::path folder_;
  std::string out_, err_;
};

TEST_F(CheckVerb, NeverStopsAtTheFirstFindingOfAFile) {
  write("strategy/all.yaml", doc("Objective", "speed", "{statement: S, weight: many, parent: nowhere, colour: red}") +
                                 doc("Objektive", "slip", "{}") + doc("Objective", "Bad Id", "{statement: [], weight: 900}") +
                                 doc("Kpi", "k", "{unit: 3, serves: [nothing]}"));
  write("strategy/broken.yaml", "a: [\n");
  write("strategy/twice.yaml", "a: 1\na: 2\n");
  EXPECT_EQ(check("--at 2026-01-05"), exit_findings);
  for (auto wanted : {"many", "nowhere", "colour", "Objektive", "Bad Id", "900", "nothing", "broken.yaml:", "twice.yaml:2:1"}) EXPECT_THAT(out_, HasSubstr(wanted));
  EXPECT_GE(times("strategy/all.yaml:"), 8u) << out_;
}

TEST_F(CheckVerb, AnUnknownOwnerIsOneFinding) {
  write("x.yaml", "apiVersion: drivetrain/v1\nkind: Principle\nmetadata: {id: p, owner: heat}\nspec: {statement: S}\n");
  check("--at 2026-01-05");
  EXPECT_EQ(times("[DT-R001]"), 1u) << out_;
  EXPECT_THAT(out_, HasSubstr("did you mean head?"));
}

TEST_F(CheckVerb, TheDayDecidesWhatIsInForce) {
  write("a.yaml", doc("Objective", "old", "{statement: S, weight: 100}", ", valid_to: 2026-03-31") + doc("Objective", "part", "{statement: S, weight: 100, parent: old}"));
  check("--at 2026-02-01");
  EXPECT_THAT(out_, Not(HasSubstr("DT-R003")));
  check("--at 2026-03-20");
  EXPECT_THAT(out_, HasSubstr("note: part refers to old, which ends on 2026-03-31 [DT-R003]"));
  check("--at 2026-04-01");
  EXPECT_THAT(out_, HasSubstr("error: part refers to old outside its validity"));
  EXPECT_EQ(check("--at yesterday"), exit_usage);
}

TEST_F(CheckVerb, AWaiverExcusesOneFindingUntilItsDay) {
  write("a.yaml", doc("Objective", "speed", "{statement: S, weight: 100}"));
  auto waiver = [](std::string const& fields) { return "  waivers:\n    - {rule: DT-S102, subject: speed, reason: the figure comes with the new rig" + fields + "}\n"; };
  EXPECT_EQ(check("--at 2026-01-05"), exit_findings);
  EXPECT_EQ(times("[DT-S102]"), 1u) << out_;
  company(waiver(", owner: head, expires: 2026-06-30"));
  check("--at 2026-01-05");
  EXPECT_EQ(times("DT-S102"), 0u) << out_;
  EXPECT_THAT(err_, HasSubstr(", 1 excused in "));
  check("--at 2026-06-10");
  EXPECT_EQ(times("[DT-S102]"), 0u) << out_;
  EXPECT_THAT(out_, HasSubstr("note: waiver of DT-S102 for speed ends on 2026-06-30 [DT-G705]"));
  check("--at 2026-06-30");
  EXPECT_EQ(times("[DT-S102]"), 0u) << "its last day is a day on which it holds";
  check("--at 2026-07-01");
  EXPECT_EQ(times("[DT-S102]"), 0u) << "the finding comes back under the waiver's code alone\n" << out_;
  EXPECT_THAT(out_, HasSubstr("model.yaml:7:14: error: waiver of DT-S102 for speed expired on 2026-06-30 [DT-G705]"));
  EXPECT_THAT(out_, HasSubstr("DT-S102: objective speed has no KPI"));
  company(waiver(", expires: 2026-06-30"));
  check("--at 2026-01-05");
  EXPECT_THAT(out_, HasSubstr("error: waiver of DT-S102 for speed has no owner [DT-G705]"));
  company(waiver(", owner: head"));
  check("--at 2026-01-05");
  EXPECT_THAT(out_, HasSubstr("error: waiver of DT-S102 for speed has no last day [DT-G705]"));
}

TEST_F(CheckVerb, ACompanyMayBeStricterThanTheRules) {
  auto severity = [&](std::string const& rule, std::string const& to) { company("  severities: [{rule: " + rule + ", severity: " + to + "}]\n"); };
  write("a.yaml", doc("Role", "spare", "{unit: all, purpose: p, authority: 1}"));
  auto found = [&] { return check("--at 2026-01-05"); };
  found();
  EXPECT_THAT(out_, HasSubstr("warning: Role spare is used by nothing [DT-R004]"));
  severity("DT-R004", "error");
  EXPECT_EQ(found(), exit_findings);
  EXPECT_THAT(out_, HasSubstr("error: Role spare is used by nothing [DT-R004]"));
  severity("DT-R004", "note");
  found();
  EXPECT_THAT(out_, HasSubstr("note: Role spare is used by nothing [DT-R004]"));
  severity("DT-S102", "warning");
  found();
  EXPECT_THAT(out_, HasSubstr("model.yaml:6:23: error: rule DT-S102 is an error and cannot be played down [DT-G706]"));
  severity("DT-S1O2", "warning");
  found();
  EXPECT_THAT(out_, HasSubstr("error: the severity refers to unknown rule DT-S1O2 [DT-R001]"));
}

TEST_F(CheckVerb, AWaiverThatWaivesNothingSaysSo) {
  auto one = [&](std::string const& rule) {
    company("  waivers:\n    - {rule: " + rule + ", subject: speed, reason: r, owner: head, expires: 2026-12-31}\n");
    check("--at 2026-01-05");
    return out_;
  };
  write("a.yaml", "a: [\n");
  EXPECT_THAT(one("DT-D203"), HasSubstr("warning: waiver of DT-D203 for speed excuses nothing [DT-R004]"));
  EXPECT_THAT(one("DT-D2O3"), HasSubstr("error: the waiver refers to unknown rule DT-D2O3 [DT-R001]"));
  EXPECT_THAT(one("DT-R010"), HasSubstr("error: waiver of DT-R010 for speed excuses what cannot be excused [DT-G705]"));
  EXPECT_THAT(out_, HasSubstr("a.yaml:2:1: error:"));
}

feel::List items(feel::Value const& of, char const* path) {
  auto found = of.at(path);
  return found.kind() == feel::Kind::list ? found.list() : feel::List();
}
std::string words(feel::Value const& of, char const* path) {
  auto found = of.at(path);
  return found.kind() == feel::Kind::string ? std::string(found.string()) : "";
}
std::size_t index(feel::Value const& of, char const* path) {
  auto found = of.at(path);
  return found.is_number() ? static_cast<std::size_t>(found.number().to_int64().value_or(9'999)) : 9'999;
}

/// The members that SARIF 2.1.0 requires, by the section that says so.
void expect_sarif(feel::Value const& log) {
  EXPECT_EQ(words(log, "version"), "2.1.0") << "3.13.2";
  ASSERT_EQ(items(log, "runs").size(), 1u) << "3.13.4";
  auto run = items(log, "runs")[0];
  EXPECT_FALSE(words(run, "tool.driver.name").empty()) << "3.14.6, 3.18.2, 3.19.8";
  auto rules = items(run, "tool.driver.rules"), artifacts = items(run, "artifacts");
  for (auto const& rule : rules) EXPECT_FALSE(words(rule, "id").empty()) << "3.49.3";
  ASSERT_EQ(items(run, "invocations").size(), 1u);
  EXPECT_TRUE(items(run, "invocations")[0].at("executionSuccessful").is_true()) << "3.20.14";
  EXPECT_FALSE(items(run, "results").empty());
  for (auto const& result : items(run, "results")) {
    EXPECT_FALSE(words(result, "message.text").empty()) << "3.27.11, 3.11.8";
    ASSERT_LT(index(result, "ruleIndex"), rules.size()) << "3.27.6";
    EXPECT_EQ(words(rules[index(result, "ruleIndex")], "id"), words(result, "ruleId")) << "3.27.5";
    auto level = words(result, "level");
    EXPECT_TRUE(level == "error" || level == "warning" || level == "note") << "3.27.10";
    for (auto const& location : items(result, "locations")) {
      auto file = index(location, "physicalLocation.artifactLocation.index");
      ASSERT_LT(file, artifacts.size()) << "3.4.5";
      EXPECT_EQ(words(artifacts[file], "location.uri"), words(location, "physicalLocation.artifactLocation.uri")) << "3.4.5";
      EXPECT_EQ(words(artifacts[file], "hashes.sha-256").size(), 64u) << "3.24.11";
      EXPECT_GE(index(location, "physicalLocation.region.startLine"), 1u) << "3.30.5";
      EXPECT_NE(index(location, "physicalLocation.region.startLine"), 9'999u) << "3.30.5";
    }
  }
}

TEST_F(CheckVerb, SarifHasWhatTheStandardRequires) {
  write("a.yaml", doc("Objective", "speed", "{statement: S, weight: 90}"));
  company("  waivers:\n    - {rule: DT-S102, subject: speed, reason: r, owner: head, expires: 2026-06-30}\n");
  EXPECT_EQ(check("--sarif --at 2026-01-05"), exit_findings);
  auto log = feel::from_json(out_);
  ASSERT_TRUE(log.ok()) << log.error().message << out_;
  expect_sarif(*log);
  EXPECT_THAT(out_, HasSubstr(R"json("suppressions":[{"kind":"external","status":"accepted","justification":"r (head, until 2026-06-30)"}])json"));
  EXPECT_THAT(out_, HasSubstr("\"uri\":\"file:///"));
}

}  // namespace
}  // namespace drivetrain::app::cli
