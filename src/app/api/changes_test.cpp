// The Changes page's answers: every right that a change touches, what is outdated and proposed again, and edits that make no sense.
#include "app/api/client_for_test.h"

namespace drivetrain::app::api {
namespace {

class ChangesTest : public test::ApiTest {
 protected:
  std::string propose(std::string const& edits) {
    auto answer = post("/changes", R"({"title":"A change","reason":"the numbers say so","base":")" + get("/session").word("revision") + R"(","edits":)" + edits + "}");
    EXPECT_EQ(answer.status, 200) << answer.text;
    return answer.word("id");
  }
  int take(std::string const& live, std::string const& outcome = "approve") {
    return post("/decisions/" + live + "/take", R"({"outcome":")" + outcome + R"(","reason":"agreed"})").status;
  }
  static constexpr char const* shift = R"({"set_weight":[{"objective":"keep-running","weight":55},{"objective":"margin","weight":45}]})";
};

TEST_F(ChangesTest, ThatTouchTwoRightsNameBothAndWaitForBoth) {
  sign_in("lea");
  auto edits = R"({"set_weight":[{"objective":"keep-running","weight":55},{"objective":"margin","weight":45}],"set_band":[{"decision":"expedite","band":0,"when":"delay_hours <= 6"},{"decision":"expedite","band":1,"when":"delay_hours > 6"}]})";
  auto checked = post("/model/check", std::string(R"({"edits":)") + edits + "}");
  ASSERT_EQ(checked.at("approvals").list().size(), 2u) << checked.text;
  EXPECT_EQ(checked.word("decision.id"), "change-weights");
  auto change = propose(edits);
  sign_in("dora");
  auto page = get("/changes/" + change);
  auto approvals = page.at("approvals").list();
  ASSERT_EQ(approvals.size(), 2u);
  EXPECT_EQ(approvals[0].at("decision.id"), feel::Value("change-weights"));
  EXPECT_EQ(approvals[1].at("approver.person.id"), feel::Value("dora"));
  EXPECT_TRUE(page.at("may_approve").is_true());
  EXPECT_EQ(page.word("decision_live"), std::string(approvals[1].at("decision_live").string())) << "the reader's own question";
  ASSERT_EQ(take(page.word("decision_live")), 200);
  page = get("/changes/" + change);
  EXPECT_EQ(page.word("state"), "proposed");
  EXPECT_EQ(page.at("approvals").list()[1].at("state"), feel::Value("yes"));
  EXPECT_FALSE(page.at("may_approve").is_true());
  sign_in("max");
  ASSERT_EQ(take(get("/changes/" + change).word("decision_live")), 200);
  EXPECT_EQ(get("/changes/" + change).word("state"), "deployed");
}

TEST_F(ChangesTest, OfAnOlderVersionAreOutdatedAndProposedAgain) {
  sign_in("lea");
  auto first = propose(shift);
  auto second = propose(R"({"set_band":[{"decision":"expedite","band":0,"when":"delay_hours <= 6"},{"decision":"expedite","band":1,"when":"delay_hours > 6"}]})");
  auto question = get("/changes/" + second).word("decision_live");
  sign_in("max");
  ASSERT_EQ(take(get("/changes/" + first).word("decision_live")), 200);
  sign_in("dora");
  EXPECT_EQ(take(question), 404);
  auto page = get("/changes/" + second);
  EXPECT_EQ(page.word("state"), "outdated");
  EXPECT_TRUE(page.at("stale").is_true());
  EXPECT_TRUE(page.at("may_propose_again").is_true());
  auto again = post("/changes/" + second + "/propose-again", "{}");
  ASSERT_EQ(again.status, 200) << again.text;
  EXPECT_EQ(get("/changes/" + second).word("proposed_again.id"), again.word("id"));
  ASSERT_EQ(take(get("/changes/" + again.word("id")).word("decision_live")), 200);
  EXPECT_EQ(get("/model/versions").size(), 3u);
}

TEST_F(ChangesTest, ShowTheirFindingsAfterARestart) {
  sign_in("lea");
  auto change = propose(shift);
  start_up();
  ASSERT_TRUE(api->open().ok());
  sign_in("lea");
  EXPECT_FALSE(get("/changes/" + change).at("impact").is_null()) << "the proposed model is compiled again";
}

TEST_F(ChangesTest, AreRefusedWhenABandIsNone) {
  sign_in("lea");
  for (auto band : {"1e30", "99", "2"}) {
    auto answer = post("/changes", R"({"title":"t","reason":"r","base":")" + get("/session").word("revision") + R"(","edits":{"set_band":[{"decision":"expedite","role":"director","band":)" + band + "}]}}");
    EXPECT_GE(answer.status, 404) << band << answer.text;
    EXPECT_LE(answer.status, 422) << band;
  }
  EXPECT_EQ(get("/changes").size(), 0u);
}

TEST_F(ChangesTest, OfCommentsAloneSayThatNothingChangedInMeaning) {
  sign_in("lea");
  auto source = get("/model/entities/kpi/promises-kept").word("source");
  JsonWriter json;
  json.begin_object().field("title", "t").field("reason", "r").field("base", get("/session").word("revision")).key("edits").begin_object().key("files").begin_array().begin_object();
  json.field("path", "measures.yaml").field("content", "# a word more\n" + source).end_object().end_array().end_object().end_object();
  auto answer = post("/changes", json.text());
  EXPECT_EQ(answer.status, 409);
  EXPECT_NE(answer.text.find("nothing changed in meaning: comments or layout of measures.yaml"), std::string::npos) << answer.text;
}

TEST_F(ChangesTest, OnDemandReadingsLeaveTheSeriesOfWeeksAlone) {
  sign_in("ann");
  auto weeks = get("/drift/gauges/inversions").at("series").list().size();
  for (int click = 0; click < 5; ++click) EXPECT_EQ(post("/drift/measure", "{}").status, 200);
  EXPECT_EQ(get("/drift/gauges/inversions").at("series").list().size(), weeks);
}

/// A company in which a drill is past its day.
class ChangesOfALaterDay : public ChangesTest {
 protected:
  model::Files files() const override {
    auto files = app::test::small_company();
    files["risks.yaml"] =
        "apiVersion: drivetrain/v1\nkind: Contingency\nmetadata: {id: no-power, title: No power, owner: manager}\nspec:\n  trigger: {kpi: promises-kept, when: value < 50}\n"
        "  decision: expedite\n  steps: [Go home.]\n  drill: {every: P365D, last: 2026-03-01}\n";
    return files;
  }
  void SetUp() override {
    ChangesTest::SetUp();
    world->clock.advance(days(380));
    sign_in("lea");
  }
};

TEST_F(ChangesOfALaterDay, AreCheckedAndShownWithWhatWasSoAlready) {
  auto checked = post("/model/check", std::string(R"({"edits":)") + shift + "}");
  EXPECT_EQ(checked.word("errors"), "0") << checked.text;
  EXPECT_EQ(checked.word("carried"), "1");
  EXPECT_FALSE(checked.at("revision").is_null());
  EXPECT_FALSE(checked.at("impact").is_null());
  std::size_t known = 0;
  for (auto const& finding : checked.at("findings").list())
    if (finding.at("severity") == feel::Value("error")) {
      EXPECT_EQ(finding.at("code"), feel::Value("DT-G704"));
      EXPECT_TRUE(finding.at("known").is_true());
      ++known;
    }
  EXPECT_EQ(known, 1u);
  auto page = get("/changes/" + propose(shift));
  EXPECT_EQ(page.word("errors"), "0");
  ASSERT_EQ(page.at("carried").list().size(), 1u) << page.text;
  EXPECT_NE(std::string(page.at("carried").list().front().string()).find("contingency no-power has no drill in"), std::string::npos);
  sign_in("max");
  EXPECT_EQ(take(page.word("decision_live")), 200);
}

TEST_F(ChangesOfALaterDay, AreRefusedForWhatIsNewAlone) {
  constexpr auto broken = R"({"set_weight":[{"objective":"margin","weight":50}]})";
  auto checked = post("/model/check", std::string(R"({"edits":)") + broken + "}");
  EXPECT_EQ(checked.word("errors"), "1") << checked.text;
  EXPECT_EQ(checked.word("carried"), "1");
  EXPECT_TRUE(checked.at("revision").is_null());
  EXPECT_EQ(checked.at("findings").list().front().at("code"), feel::Value("DT-S101")) << "what is new comes first";
  auto refused = post("/changes", R"({"title":"Half","reason":"why not","base":")" + get("/session").word("revision") + R"(","edits":)" + broken + "}");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.word("code"), "DT-X908");
  EXPECT_NE(refused.word("detail").find("DT-S101"), std::string::npos) << refused.text;
}

}  // namespace
}  // namespace drivetrain::app::api
