// A receipt keeps what is needed to compute a decision again, and says what differs when it comes out otherwise.
#include "decisions/dmn/receipt.h"

#include <gtest/gtest.h>

namespace drivetrain::decisions::dmn {
namespace {

constexpr char const* risk_text = R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="n">
  <inputData id="age" name="Age"><variable name="Age" typeRef="number"/></inputData>
  <inputData id="born" name="Born"><variable name="Born" typeRef="date"/></inputData>
  <decision id="risk" name="Risk"><variable name="Risk" typeRef="string"/>
    <informationRequirement id="r1"><requiredInput href="#age"/></informationRequirement>
    <informationRequirement id="r2"><requiredInput href="#born"/></informationRequirement>
    <decisionTable id="t" hitPolicy="FIRST"><input id="i"><inputExpression typeRef="number"><text>Age</text></inputExpression></input>
      <input id="j"><inputExpression typeRef="date"><text>Born</text></inputExpression></input><output id="o" typeRef="string"/>
      <rule id="young"><inputEntry id="a"><text>&lt; 25</text></inputEntry><inputEntry id="b"><text>-</text></inputEntry><outputEntry id="c"><text>"HIGH"</text></outputEntry></rule>
      <rule><inputEntry id="d"><text>-</text></inputEntry><inputEntry id="e"><text>&lt; date("2000-01-01")</text></inputEntry><outputEntry id="f"><text>"LOW"</text></outputEntry></rule>
    </decisionTable></decision></definitions>)";

class ReceiptTest : public testing::Test {
 protected:
  ReceiptTest() {
    SourceText source("risk.dmn", risk_text);
    Diagnostics found;
    std::shared_ptr<notation::DmnDefinitions const> read = notation::read_dmn(source, found);
    std::vector<std::shared_ptr<notation::DmnDefinitions const>> models{read};
    model = compile(models, {}, found);
  }
  Receipt receipt(feel::Value age) const {
    feel::Context inputs;
    inputs.set("Age", std::move(age)), inputs.set("Born", feel::Value(*parse_date("1999-12-31")));
    std::vector<Input> given;
    for (auto const& [name, value] : inputs.entries()) given.push_back({name, {}, value});
    auto node = *model->find("Risk");
    auto made = receipt_of(*model, node, inputs, Instant{}, model->evaluate(node, given, {}));
    made.hash = "aa";
    return made;
  }
  std::shared_ptr<DecisionModel const> model;
};

TEST_F(ReceiptTest, SurvivesBeingWritten) {
  ASSERT_TRUE(model);
  auto before = receipt(feel::Value(24));
  EXPECT_EQ(before.value, "\"HIGH\"");
  EXPECT_EQ(before.rules, std::vector<std::string>{"Risk: rule 1 (young)"});
  auto again = read_receipt(to_json_line(before));
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_EQ(difference(before, *again), "");
  EXPECT_TRUE(feel::Value(again->inputs) == feel::Value(before.inputs)) << "a date is a date again";
  EXPECT_EQ(receipt(feel::Value(30)).rules, std::vector<std::string>{"Risk: rule 2"});
}

TEST_F(ReceiptTest, SaysWhatDiffers) {
  ASSERT_TRUE(model);
  EXPECT_EQ(difference(receipt(feel::Value(24)), receipt(feel::Value(25))), "the value was \"HIGH\", now \"LOW\"; what matched was Risk: rule 1 (young), now Risk: rule 2");
}

TEST_F(ReceiptTest, RefusesWhatIsNone) {
  for (auto const* text : {"", "[]", "{}", R"({"receipt":2})", R"({"receipt":1,"at":"yesterday"})", R"({"receipt":1,"at":"2026-01-01T00:00:00Z","inputs":{"a":"1 +"}})"}) {
    auto read = read_receipt(text);
    ASSERT_FALSE(read.ok()) << text;
    EXPECT_EQ(read.error().code, "DT-X902");
  }
}

TEST(ModelHash, DoesNotDependOnWhereFilesLie) {
  std::vector<std::string_view> one{"a", "b"}, other{"b", "a"}, third{"ab"};
  EXPECT_EQ(hash_of(one), hash_of(other));
  EXPECT_NE(hash_of(one), hash_of(third));
}

}  // namespace
}  // namespace drivetrain::decisions::dmn
