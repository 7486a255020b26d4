// The sample companies as somebody meets them: coherent on whatever day they are looked at, laid out as fmt does, and each with one person
// who may order that personal data is erased.
#include <gtest/gtest.h>

#include <filesystem>

#include "app/own_data/own_data.h"
#include "app/own_data/starter.h"
#include "base/zone.h"
#include "decisions/route.h"
#include "model/compile.h"
#include "model/load.h"
#include "notation/yaml_format.h"
#include "platform/files.h"

namespace drivetrain::app {
namespace {

namespace fs = std::filesystem;

fs::path checkout_path(char const* what) {
  for (auto at = fs::current_path();; at = at.parent_path()) {
    if (fs::exists(at / what)) return at / what;
    if (at == at.root_path()) return {};
  }
}

class Samples : public testing::Test {
 protected:
  void SetUp() override {
    auto folder = checkout_path("models/tarnwick/model.yaml").parent_path().parent_path();
    if (folder.empty()) GTEST_SKIP() << "SKIPPED: models/ is not above " << fs::current_path();
    for (auto const* name : {"tarnwick", "st-brannock", "starter"}) {
      auto read = platform::read_tree((folder / name).string(), model::belongs_to_model);
      ASSERT_TRUE(read.ok()) << read.error().message;
      models[name] = read.take();
    }
  }
  static void expect_laid_out(std::string const& model, model::Files const& files) {
    for (auto const& [path, text] : files) {
      if (!path.ends_with(".yaml")) continue;
      auto formatted = notation::format_yaml(SourceText(path, text), model::catalogue());
      ASSERT_TRUE(formatted.ok()) << model << "/" << path << ": " << formatted.error().message;
      EXPECT_EQ(*formatted, text) << model << "/" << path << " is not laid out; drivetrain fmt does it";
    }
  }
  std::map<std::string, model::Files> models;
};

/// Nothing that a calendar brings (a drill, a review, a certificate) makes a sample incoherent in the two years of its story.
TEST_F(Samples, AreCoherentThroughoutTheTwoYearsOfTheirStory) {
  auto const last = days_from_epoch(Date{2027, 12, 31});
  for (auto const& [name, files] : models) {
    // A step of 29 days comes by every day of the week and every part of a month, and passes each drill, review and certificate.
    for (auto day = days_from_epoch(Date{2026, 1, 5}); day <= last; day = day == last ? last + 1 : std::min(day + 29, last)) {
      auto at = date_from_days(day);
      auto compiled = model::compile(files, {at});
      for (auto const& finding : compiled.diagnostics.all()) {
        EXPECT_EQ(finding.severity, Severity::note) << name << " on " << format_date(at) << ": " << finding.message << " [" << finding.code << "]";
        ASSERT_FALSE(HasFailure());
      }
    }
  }
}

TEST_F(Samples, AreLaidOutAsFmtDoes) {
  for (auto const& [name, files] : models) expect_laid_out(name, files);
  auto kinds = platform::read_tree(checkout_path("test/kinds/model.yaml").parent_path().string(), model::belongs_to_model);
  ASSERT_TRUE(kinds.ok()) << kinds.error().message;
  expect_laid_out("test/kinds", *kinds);
  expect_laid_out("init", own_data::starter_model("Müller & Söhne: Pumpen", "America/Argentina/Buenos_Aires"));
}

/// As `drivetrain init --from-tables` writes it, from tables with everything that makes lines long or wide apart.
TEST_F(Samples, WhatIsMadeFromTablesIsLaidOutAsFmtDoes) {
  std::vector<own_data::OwnFile> tables;
  for (auto const* name : {"messy.xlsx", "vollmachten-1252.csv", "kennzahlen-utf16.csv", "kalender.ics"}) {
    auto bytes = platform::read_file(checkout_path("test/own_data/messy.xlsx").replace_filename(name).string());
    ASSERT_TRUE(bytes.ok()) << bytes.error().message;
    tables.push_back({name, bytes.take()});
  }
  auto read = own_data::read_files(tables);
  ASSERT_TRUE(read.ok()) << read.error().message;
  auto guesses = own_data::guess(read.take(), {});
  ASSERT_TRUE(guesses.ok()) << guesses.error().message;
  own_data::BuildOptions options;
  options.gather.at = Date{2026, 1, 5};
  auto built = own_data::build(*guesses, options);
  EXPECT_GT(built.files.size(), 8u);
  expect_laid_out("from tables", built.files);
}

TEST_F(Samples, OnePersonOfTodayMayOrderErasures) {
  for (auto const& [name, files] : models) {
    auto compiled = model::compile(files, {Date{2026, 1, 5}});
    auto const& model = *compiled.model;
    decisions::Decision const* right = nullptr;
    for (auto const& [id, decision] : model.decisions.decisions)
      for (auto const& governed : decision.governs)
        if (governed.value == "personal-data") {
          EXPECT_EQ(right, nullptr) << name << ": " << id << " governs it too";
          right = &decision;
        }
    ASSERT_NE(right, nullptr) << name << ": nobody may erase a person";
    organisation::State nobody_away;
    decisions::People people{model.organisation, nobody_away};
    feel::Context facts;
    facts.set("records", feel::Value(3));
    auto route = decisions::route_facts(*right, feel::Value(std::move(facts)), "", people, Zone::utc()->to_instant({Date{2026, 1, 6}, hours(12).us}));
    EXPECT_FALSE(route.person.empty()) << name << ": " << right->header.id << " is nobody's";
  }
}

}  // namespace
}  // namespace drivetrain::app
