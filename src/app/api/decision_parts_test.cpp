// Decisions through the API: parts before the answer, old information, a right that decides by itself, scorecards.
#include "app/api/client_for_test.h"

namespace drivetrain::app::api {
namespace {

constexpr char const* sound_table = R"(<?xml version="1.0"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="n">
  <inputData id="price" name="price"><variable name="price" typeRef="number"/></inputData>
  <decision id="small" name="Small"><variable name="Small" typeRef="string"/>
    <informationRequirement id="r"><requiredInput href="#price"/></informationRequirement>
    <decisionTable id="t" hitPolicy="UNIQUE">
      <input id="i"><inputExpression typeRef="number"><text>price</text></inputExpression></input>
      <output id="o" typeRef="string"/>
      <rule id="cheap"><inputEntry id="c1"><text>&lt;= 50</text></inputEntry><outputEntry id="c2"><text>"buy"</text></outputEntry></rule>
      <rule id="dear"><inputEntry id="c3"><text>&gt; 50</text></inputEntry><outputEntry id="c4"><text>"wait"</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>
)";

class DecisionPartsTest : public test::ApiTest {
 protected:
  /// The small company with two rights: `buy` waits for its parts and is signed for on old figures; `supplies` decides by itself.
  model::Files files() const override {
    auto files = app::test::small_company();
    files["small.dmn"] = sound_table;
    files.at("decisions.yaml") += R"(---
apiVersion: drivetrain/v1
kind: Decision
metadata: {id: buy, title: Buy it, owner: director}
spec:
  question: Shall we buy it?
  facts: [{name: price, type: number, unit: EUR, min: 0}]
  rapid: {recommend: lead, input: [fitter], perform: fitter, waits_for: [recommend, input], within: PT2H}
  bands: [{when: "price <= 5000", role: manager}, {when: "price > 5000", role: director}]
  outcomes: [buy, wait]
  criteria: [Will it pay?]
  information: [{kpi: promises-kept, max_age: P1D, when_stale: sign}]
  cadence: on-demand
  sla: PT40H
  sod: [recommend, decide]
---
apiVersion: drivetrain/v1
kind: Decision
metadata: {id: supplies, title: Small supplies, owner: manager}
spec:
  question: Are these supplies bought?
  facts: [{name: price, type: number, unit: EUR, min: 0}]
  bands: [{when: "price <= 100", role: lead}, {when: "price > 100", role: manager}]
  outcomes: [buy, wait]
  criteria: [Do we need them?]
  dmn: small.dmn#small
  autonomy: {mode: automatic, bounds: "price <= 80", kill: director}
  cadence: on-demand
  sla: PT8H
)";
    return files;
  }
  std::string open(std::string const& decision, int price, std::string const& by) {
    sign_in(by);
    auto opened = post("/decisions", R"({"decision":")" + decision + R"(","title":"A lamp?","facts":{"price":)" + std::to_string(price) + "}}");
    EXPECT_EQ(opened.status, 200) << opened.text;
    return opened.word("id");
  }
  test::Answer contribute(std::string const& live, std::string const& by, std::string const& body) {
    sign_in(by);
    return post("/decisions/" + live + "/contribute", body);
  }
  std::string state_of(std::string const& live, std::size_t part) {
    auto parts = get("/decisions/" + live).at("parts");
    return parts.kind() == feel::Kind::list && part < parts.list().size() ? feel::to_text(parts.list()[part].at("state")) : "none";
  }
  std::size_t parts_of_today(std::string const& person) {
    sign_in(person);
    auto parts = get("/today").at("parts");
    return parts.kind() == feel::Kind::list ? parts.list().size() : 99;
  }
  std::size_t decisions_of_today(std::string const& person) {
    sign_in(person);
    auto waiting = get("/today").at("decisions");
    return waiting.kind() == feel::Kind::list ? waiting.list().size() : 99;
  }
};

TEST_F(DecisionPartsTest, APartIsAskedOfItsRoleTodayAndTheDeciderAfterwards) {
  auto id = open("buy", 900, "dora");  // a question; where duties are separate, whoever asks has recommended, yet named no outcome
  EXPECT_EQ(parts_of_today("lea"), 1u);
  EXPECT_EQ(decisions_of_today("max"), 0u);
  EXPECT_EQ(state_of(id, 0), "\"asked\"");
  sign_in("max");
  EXPECT_TRUE(get("/decisions/" + id).at("may_take").is_false());
  auto early = post("/decisions/" + id + "/take", R"({"outcome":"buy","reason":"now"})");
  EXPECT_EQ(early.status, 409);
  EXPECT_EQ(early.word("code"), "DT-X911");
  EXPECT_EQ(contribute(id, "max", R"({"part":"input","reason":"I think so"})").word("code"), "DT-X911");
  EXPECT_EQ(contribute(id, "lea", R"({"part":"recommend","outcome":"buy","reason":"the old one is broken"})").status, 200);
  EXPECT_EQ(contribute(id, "ann", R"({"part":"input","reason":"we use it daily"})").status, 200);
  EXPECT_EQ(parts_of_today("lea"), 0u);
  EXPECT_EQ(decisions_of_today("max"), 1u);
  EXPECT_EQ(state_of(id, 0), "\"in\"");
  auto page = get("/decisions/" + id);
  EXPECT_EQ(page.word("recommended_by.id"), "lea");
  EXPECT_TRUE(page.at("may_take").is_true());
}

TEST_F(DecisionPartsTest, OldInformationIsSignedForAndTheSignatureIsShown) {
  auto id = open("buy", 900, "dora");
  pass(hours(3));
  sign_in("max");
  auto page = get("/decisions/" + id);
  ASSERT_EQ(page.at("to_sign").list().size(), 1u);
  EXPECT_EQ(feel::to_text(page.at("to_sign").list()[0]), "\"promises-kept has no data\"");
  auto refused = post("/decisions/" + id + "/take", R"({"outcome":"wait","reason":"no money"})");
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.word("code"), "DT-X910");
  EXPECT_EQ(post("/decisions/" + id + "/take", R"({"outcome":"wait","reason":"no money","signature":"nothing was promised yet"})").status, 200);
  auto answered = get("/decisions/" + id);
  EXPECT_EQ(answered.word("rested_on.signature"), "nothing was promised yet");
  EXPECT_EQ(answered.word("rested_on.signed_by.id"), "max");
  EXPECT_EQ(state_of(id, 0), "\"over\"");
  EXPECT_EQ(contribute(id, "ann", R"({"part":"perform"})").status, 200);
  EXPECT_EQ(state_of(id, 2), "\"in\"");
  start_up();
  ASSERT_TRUE(api->open().ok());
  EXPECT_EQ(get("/decisions/" + id).word("rested_on.signature"), "nothing was promised yet");
}

TEST_F(DecisionPartsTest, ARightDecidesByItselfUntilItIsStopped) {
  auto id = open("supplies", 20, "ann");
  auto page = get("/decisions/" + id);
  EXPECT_EQ(page.word("state"), "taken");
  EXPECT_EQ(page.word("outcome"), "buy");
  EXPECT_TRUE(page.at("automatic").is_true());
  sign_in("ann");
  EXPECT_TRUE(get("/decision-rights/supplies").at("autonomy.may_switch").is_false());
  EXPECT_EQ(post("/decision-rights/supplies/autonomy/stop", R"({"reason":"why not"})").status, 403);
  sign_in("dora");
  EXPECT_TRUE(get("/decision-rights/supplies").at("autonomy.may_switch").is_true());
  EXPECT_EQ(post("/decision-rights/supplies/autonomy/stop", R"({"reason":"prices jump"})").status, 200);
  EXPECT_EQ(get("/decision-rights/supplies").word("autonomy.stopped.reason"), "prices jump");
  auto by_hand = open("supplies", 20, "ann");
  EXPECT_EQ(get("/decisions/" + by_hand).word("state"), "open");
  EXPECT_EQ(get("/decisions/" + by_hand).word("holder.person.id"), "lea");
  sign_in("max");
  EXPECT_EQ(post("/decision-rights/supplies/autonomy/resume", R"({"reason":"they are calm"})").status, 200);
  EXPECT_EQ(get("/decisions/" + open("supplies", 70, "ann")).word("outcome"), "wait");
}

TEST_F(DecisionPartsTest, ScorecardsCountTheAnswers) {
  open("supplies", 20, "ann"), open("supplies", 20, "ann"), open("supplies", 70, "ann");
  auto cards = get("/decision-scorecards").items();
  for (auto const& card : cards) {
    bool used = card.at("decision.id") == feel::Value("supplies");
    EXPECT_EQ(card.at("answered"), feel::Value(used ? 3 : 0));
    EXPECT_EQ(card.at("automatic"), feel::Value(used ? 3 : 0));
    EXPECT_EQ(card.at("consistent.of"), feel::Value(used ? 2 : 0));
    EXPECT_EQ(card.at("transparent.count"), feel::Value(used ? 3 : 0));
    EXPECT_EQ(card.at("aligned.count"), feel::Value(used ? 3 : 0));
  }
  EXPECT_GE(cards.size(), 3u);
}

}  // namespace
}  // namespace drivetrain::app::api
