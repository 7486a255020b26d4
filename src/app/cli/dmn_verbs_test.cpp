// drivetrain dmn as somebody types it: what is lost is said, what is misspelt is refused, and one bad record does not take the others with it.
#include <fstream>

#include "app/binary_for_test.h"
#include "feel/json.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::app::cli {
namespace {

using app::test::run_drivetrain;

class DmnVerbs : public testing::Test {
 protected:
  void SetUp() override {
    if (app::test::drivetrain_binary().empty()) GTEST_SKIP() << "the program was not built beside its tests";
    write("m.dmn", model(18));
  }
  static std::string model(int limit) {
    return R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="n" name="m" id="m">
  <inputData id="a" name="age"><variable name="age" typeRef="number"/></inputData>
  <decision id="c" name="Class"><variable name="Class" typeRef="string"/><informationRequirement><requiredInput href="#a"/></informationRequirement>
    <decisionTable hitPolicy="UNIQUE"><input><inputExpression typeRef="number"><text>age</text></inputExpression></input><output typeRef="string"/><annotation name="Why"/>
      <rule id="young"><inputEntry><text>&lt; )" + std::to_string(limit) + R"(</text></inputEntry><outputEntry><text>"minor"</text></outputEntry><annotationEntry><text>Too young.</text></annotationEntry></rule>
      <rule id="old"><inputEntry><text>&gt;= )" + std::to_string(limit) + R"(</text></inputEntry><outputEntry><text>"adult"</text></outputEntry><annotationEntry><text>Old enough.</text></annotationEntry></rule>
    </decisionTable></decision>
  <decision id="d" name="Answer"><variable name="Answer" typeRef="string"/><informationRequirement><requiredDecision href="#c"/></informationRequirement>
    <literalExpression><text>"as " + Class</text></literalExpression></decision>
</definitions>)";
  }
  void write(std::string const& name, std::string const& text) { std::ofstream(at(name), std::ios::binary) << text; }
  std::string at(std::string const& name) const { return folder_.path() + "/" + name; }
  platform::ProgramResult eval(std::string const& decision, std::string const& input, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"dmn", "eval", at("m.dmn"), "--decision", decision, "--input", input};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_drivetrain(arguments);
  }
  static bool holds(std::string const& text, std::string const& part) { return text.find(part) != std::string::npos; }
  platform::test::TemporaryFolder folder_;
};

TEST_F(DmnVerbs, NamesThatAreNoneAreRefused) {
  auto slip = eval("Class", R"({"agee": 17})");
  EXPECT_EQ(slip.exit_code, 4);
  EXPECT_TRUE(holds(slip.err, "there is no input \"agee\"")) << slip.err;
  EXPECT_TRUE(holds(slip.err, "did you mean \"age\"?")) << slip.err;
  write("slip.csv", "agee\n17\n");
  EXPECT_EQ(eval("Class", at("slip.csv")).exit_code, 4);
  auto missing = eval("Class", "{}");
  EXPECT_EQ(missing.exit_code, 0);
  EXPECT_TRUE(holds(missing.err, "the input \"age\" is missing: null is taken")) << missing.err;
}

TEST_F(DmnVerbs, DecisionsThatAreGivenAreToldAsGiven) {
  auto given = eval("Answer", R"({"Class": "minor"})", {"--explain"});
  EXPECT_EQ(given.out, "\"as minor\"\n  given    Class = \"minor\" (a decision, not computed)\n  decided  Answer = \"as minor\"\n") << given.err;
}

TEST_F(DmnVerbs, ABadRecordIsToldAndTheOthersGoOn) {
  write("some.ndjson", "{\"age\": 17}\n{\"age\": \n{\"agee\": 1}\n[1]\n\n{\"age\": 18}");
  auto ran = eval("Class", at("some.ndjson"));
  EXPECT_EQ(ran.exit_code, 4);
  EXPECT_TRUE(holds(ran.err, "2 evaluated, 0 with warnings, 3 refused")) << ran.err;
  // One shape a line: values alone, and what there is to say beside them; or objects.
  EXPECT_EQ(ran.out, "\"minor\"\nnull\nnull\nnull\n\"adult\"\n");
  EXPECT_TRUE(holds(ran.err, "line 2: refused: ")) << ran.err;
  auto told = eval("Class", at("some.ndjson"), {"--json"});
  EXPECT_TRUE(told.out.starts_with("{\"line\":1,\"value\":\"minor\"")) << told.out;
  EXPECT_TRUE(holds(told.out, "\n{\"line\":2,\"error\":{\"code\":\"DT-X902\"")) << told.out;
  write("odd.ndjson", "{\"age\": \"x\"}\n");
  auto odd = eval("Class", at("odd.ndjson"));
  EXPECT_TRUE(holds(odd.err, "line 1: ")) << odd.err;
  EXPECT_FALSE(holds(odd.out, "warnings")) << odd.out;
  write("some.csv", "age\n17\n1,2\n18\n");
  ran = eval("Class", at("some.csv"));
  EXPECT_EQ(ran.exit_code, 4);
  EXPECT_TRUE(holds(ran.err, "2 evaluated, 0 with warnings, 1 refused")) << ran.err;
  write("good.csv", "age\n17\n");
  EXPECT_EQ(eval("Class", at("good.csv")).exit_code, 0);
}

TEST_F(DmnVerbs, WhatAnImportedModelReadsIsGivenUnderItsName) {
  auto model = [](std::string const& space, std::string const& inside) {
    return "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" namespace=\"" + space + "\" name=\"" + space + "\" id=\"" + space + "\">" + inside + "</definitions>";
  };
  write("lib.dmn", model("lib", "<inputData id=\"x\" name=\"X\"><variable name=\"X\" typeRef=\"number\"/></inputData>"));
  write("main.dmn", model("main", "<import name=\"L\" namespace=\"lib\" locationURI=\"lib.dmn\" importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>"
                                  "<decision id=\"d\" name=\"D\"><variable name=\"D\"/><informationRequirement><requiredInput href=\"lib#x\"/></informationRequirement>"
                                  "<literalExpression><text>L.X + 1</text></literalExpression></decision>"));
  for (auto input : {R"({"L.X": 5})", R"({"L": {"X": 5}})"})
    EXPECT_EQ(run_drivetrain({"dmn", "eval", at("main.dmn"), "--decision", "D", "--input", input}).out, "6\n") << input;
}

TEST_F(DmnVerbs, JsonTellsTheRulesThatMatched) {
  auto ran = eval("Class", R"({"age": 17})", {"--json"});
  EXPECT_TRUE(holds(ran.out, R"("rules":[{"table":"Class","index":1,"id":"young"}])")) << ran.out;
  EXPECT_FALSE(holds(ran.out, "\"tables\"")) << ran.out;
  EXPECT_FALSE(holds(eval("Class", R"({"age": 17})", {"--json", "--no-explain"}).out, "\"rules\""));
  EXPECT_TRUE(holds(eval("Class", R"({"age": 17})", {"--json", "--explain"}).out, "\"tables\""));
}

TEST_F(DmnVerbs, WhatIsLostIsNoSuccess) {
  write("open.csv", "age\n\"17\n" + std::string(9u << 20, 'x'));
  auto open = eval("Class", at("open.csv"));
  EXPECT_EQ(open.exit_code, 4);
  EXPECT_TRUE(holds(open.err, "more than 8388608 bytes")) << open.err;
  write("endless.ndjson", "{\"age\": " + std::string(9u << 20, '1'));
  EXPECT_EQ(eval("Class", at("endless.ndjson")).exit_code, 4);
  EXPECT_EQ(eval("Class", folder_.path()).exit_code, 5) << "a folder cannot be read";
  EXPECT_EQ(eval("Class", R"({"age": 17})", {"--receipt", "/dev/full"}).exit_code, 5);
  auto full = platform::run_program({"/bin/sh", "-c", app::test::drivetrain_binary() + " dmn eval '" + at("m.dmn") + "' --decision Class --input '{\"age\": 17}' > /dev/full"}, "", {});
  ASSERT_TRUE(full.ok());
  EXPECT_EQ(full->exit_code, 5);
  EXPECT_TRUE(holds(full->err, "the output could not be written whole")) << full->err;
}

TEST_F(DmnVerbs, ADeviceIsWrittenIntoAndNotReplaced) {
  write("cut-test-01.xml", "<");
  std::filesystem::create_symlink("/dev/full", at("full"));
  EXPECT_EQ(run_drivetrain({"dmn", "tck", folder_.path(), "--csv", at("full")}).exit_code, 5);
  EXPECT_TRUE(std::filesystem::is_symlink(at("full"))) << "the link still leads to the device";
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/full"));
}

TEST_F(DmnVerbs, ReceiptsAreComputedAgain) {
  EXPECT_EQ(eval("Class", R"({"age": 17})", {"--receipt", at("r.json")}).exit_code, 0);
  EXPECT_EQ(run_drivetrain({"dmn", "replay", at("r.json")}).out, "1 equal, 0 different\n");
  std::ifstream in(at("r.json"));
  std::string line;
  std::getline(in, line);
  line.replace(line.find("\"strict\""), 8, "\"foo\"");
  write("foo.json", line + "\n");
  auto foo = run_drivetrain({"dmn", "replay", at("foo.json")});
  EXPECT_EQ(foo.exit_code, 4);
  EXPECT_TRUE(holds(foo.err, "neither strict nor lenient")) << foo.err;
}

TEST_F(DmnVerbs, DiffEndsAsDiffDoes) {
  write("other.dmn", model(21));
  EXPECT_EQ(run_drivetrain({"dmn", "diff", at("m.dmn"), at("m.dmn")}).exit_code, 0);
  auto changed = run_drivetrain({"dmn", "diff", at("m.dmn"), at("other.dmn")});
  EXPECT_EQ(changed.exit_code, 1);
  EXPECT_EQ(changed.out, "Class: changed\n  age >= 18 and age < 21: \"adult\" -> \"minor\"\n    such as age = 18\n");
  write("broken.dmn", "<definitions");
  EXPECT_EQ(run_drivetrain({"dmn", "diff", at("m.dmn"), at("broken.dmn")}).exit_code, 4);
}

TEST_F(DmnVerbs, NoCasesAreNoFile) {
  auto made = run_drivetrain({"dmn", "cases", at("m.dmn"), "--output", at("m-test.xml")});
  EXPECT_EQ(made.exit_code, 0) << made.err;
  EXPECT_TRUE(std::ifstream(at("m-test.xml")).good());
  auto text = model(18);
  for (std::string const limit : {"&lt; 18", "&gt;= 18"}) text.replace(text.find(limit), limit.size(), "starts with(string(?), \"1\")");
  write("m.dmn", text);
  auto none = run_drivetrain({"dmn", "cases", at("m.dmn"), "--output", at("none.xml")});
  EXPECT_EQ(none.exit_code, 1) << none.err;
  EXPECT_TRUE(holds(none.err, "no case could be chosen for 1 decision")) << none.err;
  EXPECT_FALSE(std::ifstream(at("none.xml")).good());
}

TEST_F(DmnVerbs, ABrokenFileBesideBlocksNobodyButItsImporter) {
  std::string const importing = R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="i" name="i" id="i"><import name="m" namespace="n" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
  <decision id="d" name="Answer"><variable name="Answer" typeRef="number"/><literalExpression><text>1</text></literalExpression></decision></definitions>)";
  write("importing.dmn", importing);
  write("large.dmn", std::string(9u << 20, ' '));
  write("broken.dmn", "<definitions");
  auto ran = run_drivetrain({"dmn", "eval", at("importing.dmn"), "--decision", "Answer"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(ran.out, "1\n");
  std::filesystem::remove(at("m.dmn"));
  ran = run_drivetrain({"dmn", "eval", at("importing.dmn"), "--decision", "Answer"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_TRUE(holds(ran.err, "large.dmn")) << ran.err;
  EXPECT_TRUE(holds(ran.err, "broken.dmn")) << ran.err;
}

}  // namespace
}  // namespace drivetrain::app::cli
