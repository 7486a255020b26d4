// Decision tables through the API: read, tried, suggested to whoever decides, edited cell by cell, and computed again from the journal.
#include "app/api/client_for_test.h"
#include "app/dmn/replay.h"
#include "base/text.h"

namespace drivetrain::app::api {
namespace {

constexpr char const* table_file = R"(<?xml version="1.0"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="n">
  <inputData id="delay" name="Delay hours"><variable name="Delay hours" typeRef="number"/></inputData>
  <decision id="expedite" name="Expedite"><variable name="Expedite" typeRef="string"/>
    <informationRequirement id="r"><requiredInput href="#delay"/></informationRequirement>
    <decisionTable id="t" hitPolicy="UNIQUE">
      <input id="i" label="Delay"><inputExpression typeRef="number"><text>Delay hours</text></inputExpression></input>
      <output id="o" label="Answer" typeRef="string"/><annotation name="Why"/>
      <rule id="short"><inputEntry id="c1"><text>&lt;= 8</text></inputEntry><outputEntry id="c2"><text>"expedite"</text></outputEntry><annotationEntry><text>Hardly anybody waits.</text></annotationEntry></rule>
      <rule id="long"><inputEntry id="c3"><text>&gt; 8</text></inputEntry><outputEntry id="c4"><text>"keep order"</text></outputEntry><annotationEntry><text>Others wait too long.</text></annotationEntry></rule>
    </decisionTable>
  </decision>
</definitions>
)";

class DecisionTablesTest : public test::ApiTest {
 protected:
  model::Files files() const override {
    auto files = app::test::small_company();
    files["expedite.dmn"] = table_file;
    auto& rights = files["decisions.yaml"];
    std::string const before = "  criteria: [Who waits instead?]\n";
    rights.insert(rights.find(before), "  dmn: expedite.dmn#expedite\n");
    std::string const fact = "facts: [{name: delay_hours, type: number, unit: h, min: 0}";
    rights.insert(rights.find(fact) + fact.size(), ", {name: cost, type: number}");  // of the right, and nothing that the table reads
    return files;
  }
  std::string open(int hours) {
    auto opened = post("/decisions", R"({"decision":"expedite","title":"M-7 first?","facts":{"delay_hours":)" + std::to_string(hours) + R"(,"cost":12}})");
    EXPECT_EQ(opened.status, 200) << opened.text;
    return opened.word("id");
  }
  feel::Value rule(std::size_t index) { return get("/decision-tables/expedite").at("tables").list()[0].at("rules").list()[index]; }
};

TEST_F(DecisionTablesTest, AreReadAsTheyAreWrittenAndMeant) {
  sign_in("ann");
  auto all = get("/decision-tables");
  ASSERT_EQ(all.size(), 1u) << all.text;
  EXPECT_EQ(all.item(0).at("hit_policy"), feel::Value("UNIQUE"));
  EXPECT_EQ(all.item(0).at("rules"), feel::Value(2));
  auto one = get("/decision-tables/expedite");
  ASSERT_EQ(one.status, 200) << one.text;
  auto field = one.at("fields").list()[0];
  EXPECT_EQ(field.at("name"), feel::Value("Delay hours"));
  EXPECT_EQ(field.at("fact"), feel::Value("delay_hours"));
  EXPECT_EQ(field.at("unit"), feel::Value("h"));
  auto cell = rule(0).at("cells").list()[0];
  EXPECT_EQ(cell.at("text"), feel::Value("<= 8"));
  auto part = cell.at("accepts.parts").list()[0];
  EXPECT_EQ(part.at("to"), feel::Value(8));
  EXPECT_EQ(part.at("to_included"), feel::Value(true));
  EXPECT_TRUE(part.at("from").is_null());
  EXPECT_EQ(get("/decision-tables/change-weights").status, 404);
  auto again = send("GET", "/api/v1/decision-tables/expedite", "", {{"if-none-match", one.headers["ETag"]}});
  EXPECT_EQ(again.status, 304);
}

TEST_F(DecisionTablesTest, AreTriedOnceOrForMany) {
  sign_in("ann");
  auto one = post("/decision-tables/expedite/evaluations", R"({"inputs":{"delay_hours":9}})");
  ASSERT_EQ(one.status, 200) << one.text;
  auto result = one.at("results").list()[0];
  EXPECT_EQ(result.at("outcome"), feel::Value("keep order"));
  auto fired = result.at("tables").list()[0].at("rules").list()[0];
  EXPECT_EQ(fired.at("number"), feel::Value(2));
  EXPECT_EQ(fired.at("annotations").list()[0], feel::Value("Others wait too long."));
  EXPECT_EQ(post("/decision-tables/expedite/evaluations", R"({"inputs":{"delay_hours":9,"cost":12}})").at("results"), one.at("results")) << "a fact that the table does not read is passed over";
  auto many = post("/decision-tables/expedite/evaluations", R"({"batch":[{"Delay hours":1},{"Delay hours":8.0001},{}]})");
  ASSERT_EQ(many.status, 200) << many.text;
  EXPECT_EQ(many.at("results").list()[0].at("outcome"), feel::Value("expedite"));
  EXPECT_TRUE(many.at("results").list()[0].at("tables").is_null()) << "a batch is traced when it is asked for";
  EXPECT_EQ(many.at("results").list()[1].at("outcome"), feel::Value("keep order"));
  EXPECT_TRUE(many.at("results").list()[2].at("outcome").is_null());
  EXPECT_EQ(many.at("results").list()[2].at("warnings").list()[0].at("message"), feel::Value("the input \"Delay hours\" is missing: null is taken"));
  EXPECT_FALSE(one.word("at").empty()) << "what now() was";
}

TEST_F(DecisionTablesTest, RefuseWhatTheyDoNotKnow) {
  sign_in("ann");
  auto unknown = post("/decision-tables/expedite/evaluations", R"({"inputs":{"delay_hour":9}})");
  EXPECT_EQ(unknown.status, 422) << unknown.text;
  auto some = post("/decision-tables/expedite/evaluations", R"({"batch":[{"delay_hours":9},{"delay_hour":9},{"delay_hours":1}]})");
  ASSERT_EQ(some.status, 200) << some.text;
  EXPECT_EQ(some.at("results").list()[0].at("outcome"), feel::Value("keep order"));
  EXPECT_EQ(some.at("results").list()[1].at("error.code"), feel::Value("DT-X902")) << "the others do not suffer for it";
  EXPECT_EQ(some.at("results").list()[1].at("error.help"), feel::Value("did you mean Delay hours?"));
  EXPECT_EQ(some.at("results").list()[2].at("outcome"), feel::Value("expedite"));
  EXPECT_EQ(post("/decision-tables/expedite/evaluations", R"({"inputs":{"delay_hours":9,"Delay hours":1}})").status, 422) << "which of them?";
  EXPECT_EQ(post("/decision-tables/expedite/evaluations", "{}").status, 422);
  EXPECT_EQ(post("/decision-tables/expedite/evaluations", R"({"inputs":{},"batch":[]})").status, 422);
  EXPECT_EQ(post("/decision-tables/nothing/evaluations", R"({"inputs":{}})").status, 404);
  std::string batch = R"({"batch":[{})";
  for (int i = 0; i < 1000; ++i) batch += ",{}";
  EXPECT_EQ(post("/decision-tables/expedite/evaluations", batch + "]}").status, 422);
}

TEST_F(DecisionTablesTest, SuggestToWhoeverDecidesAndCountHits) {
  sign_in("ann");
  auto first = open(3), second = open(5);
  auto page = get("/decisions/" + first);
  EXPECT_EQ(page.at("suggestion.outcome"), feel::Value("expedite")) << page.text;
  EXPECT_EQ(page.at("suggestion.rules").list()[0].at("id"), feel::Value("short"));
  EXPECT_EQ(page.at("suggestion.inputs").list()[0].at("value"), feel::Value(3));
  EXPECT_EQ(rule(0).at("hits"), feel::Value(2));
  EXPECT_EQ(rule(1).at("hits"), feel::Value(0));
  sign_in("lea");
  auto unsaid = post("/decisions/" + first + "/take", R"({"outcome":"keep order","reason":" "})");
  EXPECT_EQ(unsaid.word("code"), "DT-X905");
  EXPECT_NE(unsaid.word("detail").find("the table suggests expedite"), std::string::npos) << unsaid.text;
  EXPECT_EQ(post("/decisions/" + first + "/take", R"({"outcome":"keep order","reason":"the crane is down"})").status, 200);
  EXPECT_EQ(post("/decisions/" + second + "/take", R"({"outcome":"expedite","reason":"as the table says"})").status, 200);
  auto use = get("/decision-tables").item(0);
  EXPECT_EQ(use.at("asked"), feel::Value(2));
  EXPECT_EQ(use.at("followed"), feel::Value(1));
  EXPECT_EQ(use.at("overridden"), feel::Value(1));
}

TEST_F(DecisionTablesTest, StoredDecisionsComeOutTheSame) {
  sign_in("ann");
  for (int i = 0; i < 1000; ++i) open(i % 40);
  auto replayed = replay_decisions(api->store(), [](std::uint64_t) {});
  ASSERT_TRUE(replayed.ok()) << replayed.error().message;
  EXPECT_EQ(replayed->equal, 1000u);
  EXPECT_EQ(replayed->different, 0u) << join(replayed->differences, "\n");
}

TEST_F(DecisionTablesTest, CellsAreEditedByMeaning) {
  sign_in("ann");
  auto checked = post("/model/check", R"({"edits":{"set_cell":[{"decision":"expedite","rule":1,"column":0,"text":"<= 6"},{"decision":"expedite","rule":2,"column":0,"text":"> 6"},{"decision":"expedite","rule":1,"column":2,"text":"Nobody waits."}]}})");
  ASSERT_EQ(checked.status, 200) << checked.text;
  EXPECT_EQ(checked.at("errors"), feel::Value(0)) << checked.text;
  auto files = checked.at("files");
  ASSERT_EQ(files.kind(), feel::Kind::list) << checked.text;
  ASSERT_EQ(files.list().size(), 1u);
  std::string wanted = table_file;
  auto put = [&](std::string const& old, std::string const& with) { wanted.replace(wanted.find(old), old.size(), with); };
  put("&lt;= 8", "&lt;= 6"), put("&gt; 8", "&gt; 6"), put("Hardly anybody waits.", "Nobody waits.");
  EXPECT_EQ(files.list()[0].at("after"), feel::Value(wanted));
  EXPECT_EQ(post("/model/check", R"({"edits":{"set_cell":[{"decision":"expedite","rule":3,"column":0,"text":"-"}]}})").status, 404);
  auto broken = post("/model/check", R"({"edits":{"set_cell":[{"decision":"expedite","rule":1,"column":1,"text":"\"expedit\""}]}})");
  ASSERT_EQ(broken.status, 200);
  EXPECT_EQ(broken.at("findings").list()[0].at("code"), feel::Value("DT-D232")) << broken.text;
}

TEST_F(DecisionTablesTest, SayWhichCellsHoldWithEveryDigit) {
  sign_in("ann");
  auto asked = post("/decision-tables/expedite/evaluations", R"({"inputs":{"delay_hours":8.00000000000000000000001},"explain":true})");
  ASSERT_EQ(asked.status, 200) << asked.text;
  auto result = asked.at("results").list()[0];
  EXPECT_EQ(result.at("outcome"), feel::Value("keep order")) << "a double would be 8, and rule 1 would hold";
  auto table = result.at("tables").list()[0];
  EXPECT_EQ(table.at("columns").list()[0].at("exact"), feel::Value("8.00000000000000000000001"));
  auto holds = table.at("cells_hold").list();
  ASSERT_EQ(holds.size(), 2u);
  EXPECT_EQ(holds[0].list()[0], feel::Value("no"));
  EXPECT_EQ(holds[1].list()[0], feel::Value("yes"));
  EXPECT_EQ(post("/decision-tables/expedite/evaluations", R"({"batch":[{}],"explain":true})").status, 422);
  auto plain = post("/decision-tables/expedite/evaluations", R"({"inputs":{"delay_hours":8}})");
  EXPECT_TRUE(plain.at("results").list()[0].at("tables").list()[0].at("cells_hold").is_null());
}

TEST_F(DecisionTablesTest, AreEditedAsAWhole) {
  sign_in("ann");
  auto checked = post("/model/check", R"({"edits":{"set_cell":[{"decision":"expedite","rule":1,"column":0,"text":"<= 6"}],
    "edit_table":[{"decision":"expedite","edit":"add_rule","rule":2,"cells":["(6..8]","\"keep order\"","It was close."]},{"decision":"expedite","edit":"move_rule","rule":3,"to":1},{"decision":"expedite","edit":"set_hit_policy","hit_policy":"FIRST"}]}})");
  ASSERT_EQ(checked.status, 200) << checked.text;
  EXPECT_EQ(checked.at("errors"), feel::Value(0)) << checked.text;
  auto after = std::string(checked.at("files").list()[0].at("after").string());
  EXPECT_LT(after.find("id=\"long\""), after.find("id=\"short\""));
  EXPECT_LT(after.find("id=\"short\""), after.find("id=\"rule_3\""));
  EXPECT_NE(after.find("hitPolicy=\"FIRST\""), std::string::npos);
  auto refused = [&](std::string const& edit) { return post("/model/check", R"({"edits":{"edit_table":[{"decision":"expedite",)" + edit + "}]}}").status; };
  EXPECT_EQ(refused(R"("edit":"remove_rule","rule":3)"), 404);
  EXPECT_EQ(refused(R"("edit":"remove_rule")"), 422);
  EXPECT_EQ(refused(R"("edit":"set_hit_policy")"), 422);
  EXPECT_EQ(refused(R"("edit":"add_rule","rule":1,"cells":["1"])"), 422);
}

TEST_F(DecisionTablesTest, SayInWhichRuleAFindingStandsAndWhatAGapLeavesOpen) {
  sign_in("ann");
  auto gap = post("/model/check", R"({"edits":{"set_cell":[{"decision":"expedite","rule":2,"column":0,"text":"> 10"}]}})");
  ASSERT_EQ(gap.status, 200) << gap.text;
  auto finding = gap.at("findings").list()[0];
  EXPECT_EQ(finding.at("code"), feel::Value("DT-D210")) << gap.text;
  auto place = finding.at("cells").list()[0];
  EXPECT_EQ(place.at("element"), feel::Value("expedite"));
  EXPECT_TRUE(place.at("rule").is_null());
  EXPECT_EQ(finding.at("gap.rule").list()[0], feel::Value("(8..10]")) << gap.text;
  EXPECT_FALSE(finding.at("gap.inputs").list()[0].string().empty());
  auto overlap = post("/model/check", R"({"edits":{"set_cell":[{"decision":"expedite","rule":2,"column":0,"text":"> 6"}]}})");
  auto rules = overlap.at("findings").list()[0].at("cells").list();
  ASSERT_EQ(rules.size(), 2u) << overlap.text;
  EXPECT_EQ(rules[0].at("rule"), feel::Value(2));
  EXPECT_EQ(rules[1].at("rule"), feel::Value(1));
  auto broken = post("/model/check", R"({"edits":{"set_cell":[{"decision":"expedite","rule":1,"column":1,"text":"\"expedit\""}]}})");
  auto cell = broken.at("findings").list()[0].at("cells").list()[0];
  EXPECT_EQ(cell.at("rule"), feel::Value(1)) << broken.text;
  EXPECT_EQ(cell.at("column"), feel::Value(1));
}

TEST_F(DecisionTablesTest, TellTheApproverWhatIsDecidedOtherwise) {
  sign_in("ann");
  auto moved = post("/model/check", R"({"edits":{"set_cell":[{"decision":"expedite","rule":1,"column":0,"text":"<= 6"},{"decision":"expedite","rule":2,"column":0,"text":"> 6"}]}})");
  ASSERT_EQ(moved.status, 200) << moved.text;
  EXPECT_NE(moved.text.find("Expedite: for Delay > 6 and Delay <= 8"), std::string::npos) << moved.text;
  EXPECT_NE(moved.text.find("for example Delay hours = 8"), std::string::npos) << moved.text;
  auto same = post("/model/check", R"({"edits":{"edit_table":[{"decision":"expedite","edit":"move_rule","rule":1,"to":2}]}})");
  EXPECT_NE(same.text.find("expedite.dmn decides every input as before"), std::string::npos) << same.text;
}

}  // namespace
}  // namespace drivetrain::app::api
