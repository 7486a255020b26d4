// Cases chosen for a table cover it, are written in the kit's format, and pass when the kit's runner runs them; a table that was changed
// fails them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "app/dmn/kit_run.h"
#include "app/dmn/load.h"
#include "decisions/dmn/table_cases.h"
#include "notation/dmn/kit.h"

namespace drivetrain::app {
namespace {

namespace fs = std::filesystem;
namespace dmn = decisions::dmn;

constexpr char const* model_text = R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="n" name="m" id="m">
  <itemDefinition name="tPerson"><itemComponent name="Age"><typeRef>number</typeRef></itemComponent><itemComponent name="Name"><typeRef>string</typeRef></itemComponent></itemDefinition>
  <inputData id="p" name="Person"><variable name="Person" typeRef="tPerson"/></inputData>
  <inputData id="t" name="Tier"><variable name="Tier" typeRef="string"/></inputData>
  <decision id="d" name="Discount"><variable name="Discount" typeRef="number"/>
    <informationRequirement><requiredInput href="#p"/></informationRequirement>
    <informationRequirement><requiredInput href="#t"/></informationRequirement>
    <decisionTable hitPolicy="UNIQUE">
      <input><inputExpression typeRef="number"><text>Person.Age</text></inputExpression></input>
      <input><inputExpression typeRef="string"><text>Tier</text></inputExpression></input>
      <output typeRef="number"/>
      <rule><inputEntry><text>&lt; 18</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>0</text></outputEntry></rule>
      <rule><inputEntry><text>&gt;= 18</text></inputEntry><inputEntry><text>"A &amp; B", "&lt;C&gt;"</text></inputEntry><outputEntry><text>0.2</text></outputEntry></rule>
      <rule><inputEntry><text>[18..65)</text></inputEntry><inputEntry><text>not("A &amp; B", "&lt;C&gt;")</text></inputEntry><outputEntry><text>0.1</text></outputEntry></rule>
    </decisionTable></decision></definitions>)";

class TableCasesTest : public testing::Test {
 protected:
  TableCasesTest() : folder_(fs::path(testing::TempDir()) / "table-cases") {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    write("m.dmn", model_text);
  }
  ~TableCasesTest() override { fs::remove_all(folder_); }
  void write(std::string const& name, std::string const& text) { std::ofstream(folder_ / name) << text; }

  notation::KitFile cases() {
    auto loaded = load_decisions((folder_ / "m.dmn").string(), {});
    EXPECT_TRUE(loaded && loaded->model);
    notation::KitFile file{"m.dmn", {}, {}};
    feel::Environment environment;
    auto made = dmn::mcdc_cases(*loaded->model, *loaded->model->find("Discount"), environment);
    EXPECT_TRUE(made) << made.error().message;
    for (auto const& each : made->cases) {
      notation::KitCase test;
      test.id = each.id;
      for (auto const& hit : each.outcome.trace.tables) matched_.insert(hit.rules.begin(), hit.rules.end());
      for (auto const& input : each.inputs) test.inputs.push_back({input.name, {}, notation::kit_value_of(input.value)});
      test.results.push_back({"Discount", {}, notation::kit_value_of(each.outcome.value), each.outcome.value.is_null()});
      file.cases.push_back(std::move(test));
    }
    return file;
  }
  fs::path folder_;
  std::set<std::uint32_t> matched_;
};

TEST_F(TableCasesTest, CoverRulesAndConditionsAndPass) {
  auto file = cases();
  std::vector<std::string> ids;
  for (auto const& each : file.cases) ids.push_back(each.id);
  EXPECT_THAT(ids, testing::IsSupersetOf({"rule-1", "rule-1-not-1", "rule-2-not-2", "rule-3-not-1"}));
  EXPECT_THAT(matched_, testing::ElementsAre(0, 1, 2));
  write("m-test.xml", notation::write_kit(file));
  auto report = run_kit(folder_.string(), {});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->passed, file.cases.size());
  for (auto const& row : report->rows) EXPECT_TRUE(row.passed) << row.test << ": " << row.message;
}

TEST_F(TableCasesTest, FailWhenTheTableChanges) {
  write("m-test.xml", notation::write_kit(cases()));
  for (auto [from, to] : {std::pair("&lt; 18", "&lt; 17"), std::pair("[18..65)", "(18..65)"), std::pair("\"A &amp; B\", \"&lt;C&gt;\"</text>", "\"&lt;C&gt;\"</text>"), std::pair("0.2", "0.3")}) {
    std::string changed = model_text;
    changed.replace(changed.find(from), std::string(from).size(), to);
    write("m.dmn", changed);
    auto report = run_kit(folder_.string(), {});
    ASSERT_TRUE(report);
    EXPECT_GT(report->failed, 0u) << from << " became " << to;
  }
}

TEST(KitWrite, ReadsBackAsItWas) {
  feel::Context context;
  context.set("a & b", feel::List{1, "x < \"y\"\n", feel::Value(), true});
  context.set("d", Date{2026, 3, 27});
  notation::KitFile file{"m.dmn", {"one"}, {}};
  notation::KitCase test;
  test.id = "1", test.description = "what & why";
  test.inputs.push_back({"in", {}, notation::kit_value_of(context)});
  test.results.push_back({"out", {}, {}, true});
  file.cases.push_back(test);
  Diagnostics diagnostics;
  auto again = notation::read_kit(SourceText("t.xml", notation::write_kit(file)), diagnostics);
  ASSERT_TRUE(again && again->cases.size() == 1u);
  auto value = notation::to_value(again->cases[0].inputs[0].value, nullptr);
  ASSERT_TRUE(value);
  EXPECT_EQ(feel::to_text(*value), feel::to_text(context));
  EXPECT_TRUE(again->cases[0].results[0].error);
}

}  // namespace
}  // namespace drivetrain::app
