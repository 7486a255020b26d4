// A turn of the drive train, asked through the API: work in the order of strategy, decisions in the right hand, a meeting, an issue,
// and a change of weights from proposal to the next version. Every answer on the way is held against the contract.
#include <algorithm>

#include "app/api/client_for_test.h"

namespace drivetrain::app::api {
namespace {

class StoryTest : public test::ApiTest {
 protected:
  /// The work item of a case that waits.
  std::string item_of(std::string const& case_id) {
    for (auto const& [id, item] : runtime->company().coordination.items)
      if (item.opened.case_id == case_id) return id;
    return "";
  }
  std::string polish(std::string const& key) {
    return post("/cases", R"({"process":"polish","business_key":")" + key + R"(","service":"polish-service","tier":"standard","variables":{}})").word("id");
  }
  void complete(std::string const& item) { EXPECT_EQ(post("/work-items/" + item + "/complete", R"({"result":{}})").status, 200); }
  void start(std::string const& item) {
    auto started = post("/work-items/" + item + "/start", "{}");
    EXPECT_EQ(started.status, 200) << started.text;
  }
};

TEST_F(StoryTest, SignsInAndOutByCookie) {
  EXPECT_TRUE(get("/session").at("person").is_null());
  EXPECT_EQ(get("/today").status, 401);
  auto session = sign_in("ann");
  EXPECT_EQ(session.status, 200);
  EXPECT_EQ(session.word("person.name"), "Ann Bell");
  EXPECT_NE(session.headers["Set-Cookie"].find("HttpOnly; SameSite=Strict"), std::string::npos);
  EXPECT_EQ(cookie.size(), std::string("drivetrain_session=").size() + 64);
  EXPECT_EQ(get("/session").word("person.id"), "ann");
  EXPECT_EQ(get("/today").word("person.roles").find("fitter") == std::string::npos, false);
  EXPECT_EQ(send("DELETE", "/api/v1/session").status, 204);
  EXPECT_EQ(get("/today").status, 401);
  cookie.clear();
  auto nobody = post("/session", R"({"person":"anna"})");
  EXPECT_EQ(nobody.status, 422);
  EXPECT_EQ(nobody.word("help"), "did you mean ann?");
}

TEST_F(StoryTest, WorkIsTakenInTheOrderOfStrategyOrWithAReason) {
  sign_in("ann");
  auto slow = start_repair("M-1", "standard");
  auto urgent = start_repair("M-2", "critical");
  auto queue = get("/queues/fitter");
  ASSERT_EQ(queue.size(), 2u);
  EXPECT_EQ(queue.item(0).at("business_key"), feel::Value("M-2"));
  EXPECT_EQ(queue.item(0).at("rank"), feel::Value(1));
  EXPECT_TRUE(queue.item(0).at("passes_over").is_null());
  EXPECT_EQ(queue.item(1).at("passes_over.business_key"), feel::Value("M-2"));
  EXPECT_EQ(feel::to_text(queue.item(0).at("reasons").list().front()), "\"critical promise: counts 3 times\"");

  auto refused = post("/work-items/" + item_of(slow) + "/start", "{}");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.word("code"), "DT-X905");
  EXPECT_EQ(refused.word("passed_over.business_key"), "M-2");
  EXPECT_EQ(refused.word("passed_over.item"), item_of(urgent));

  auto accepted = post("/work-items/" + item_of(slow) + "/start", R"({"reason":"its part is here now"})");
  EXPECT_EQ(accepted.status, 200);
  auto today = get("/today");
  EXPECT_EQ(today.at("started").list().size(), 1u);
  EXPECT_EQ(today.at("next").list().front().at("business_key"), feel::Value("M-2"));
  EXPECT_EQ(get("/drift/gauges/inversions").word("text"), "1 queue jump in 1 start (100 %) in 7 days.");
  EXPECT_EQ(get("/drift/gauges/inversions/evidence").item(0).at("text"),
            feel::Value("Ann Bell started Fix the machine (M-1) before Fix the machine (M-2), which was worth more: its part is here now"));

  sign_in("dora");
  auto not_hers = post("/work-items/" + item_of(urgent) + "/start", "{}");
  EXPECT_EQ(not_hers.status, 403);
  EXPECT_EQ(not_hers.word("code"), "DT-X904");
  EXPECT_EQ(not_hers.word("holder.role.id"), "fitter");
  EXPECT_EQ(not_hers.word("holder.via"), "many");
}

TEST_F(StoryTest, ADecisionGoesToTheOnePersonOfItsBand) {
  sign_in("ann");
  auto repair = start_repair("M-1", "critical");
  start(item_of(repair));
  complete(item_of(repair));
  auto waiting = get("/decisions");
  ASSERT_EQ(waiting.size(), 1u);
  auto live = std::string(waiting.item(0).at("live").string());
  EXPECT_EQ(waiting.item(0).at("holder.person.id"), feel::Value("lea"));
  EXPECT_TRUE(waiting.item(0).at("may_take").is_false());

  auto wrong_hand = post("/decisions/" + live + "/take", R"({"outcome":"expedite","reason":"I am in a hurry"})");
  EXPECT_EQ(wrong_hand.status, 403);
  EXPECT_EQ(wrong_hand.word("holder.person.name"), "Lea Ruiz");
  post("/decisions/" + live + "/take", R"({"outcome":"expedite","reason":"again"})");
  EXPECT_EQ(post("/decisions/" + live + "/escalate", R"({"reason":"or somebody else"})").status, 403);
  EXPECT_EQ(get("/drift/gauges/wrong-hand").word("value"), "1") << "one person at one decision on one day";

  sign_in("lea");
  EXPECT_EQ(get("/today").at("decisions").list().size(), 1u);
  auto page = get("/decisions/" + live);
  EXPECT_TRUE(page.at("may_take").is_true());
  EXPECT_EQ(page.at("refusals").list().size(), 3u);
  EXPECT_EQ(page.word("subject.id"), repair);
  EXPECT_EQ(page.at("ladder").list().size(), 2u);
  EXPECT_EQ(page.at("line_of_sight").list().front().at("id"), feel::Value("keep-running"));
  EXPECT_EQ(post("/decisions/" + live + "/take", R"({"outcome":"perhaps","reason":"x"})").status, 422);
  auto taken = post("/decisions/" + live + "/take", R"({"outcome":"expedite","reason":"the customer waits"})");
  ASSERT_EQ(taken.status, 200);
  auto log = get("/decisions?state=taken");
  ASSERT_EQ(log.size(), 1u);
  EXPECT_EQ(log.item(0).at("outcome"), feel::Value("expedite"));
  EXPECT_EQ(log.item(0).at("holder.person.id"), feel::Value("lea"));
  EXPECT_EQ(get("/decision-rights/expedite").word("taken"), "1");
  EXPECT_EQ(get("/decision-rights/expedite").word("wrong_hand"), "1");
  EXPECT_EQ(get("/cases/" + repair).at("variables.answer"), feel::Value("expedite"));
  EXPECT_EQ(get("/cases/" + repair + "/timeline").item(0).at("type"), feel::Value("WorkItemOpened"));
}

TEST_F(StoryTest, WhoWouldDecideFollowsTheFacts) {
  auto low = get("/decision-rights/expedite/who?facts=%7B%22delay_hours%22%3A4%7D");
  EXPECT_EQ(low.word("holder.person.id"), "lea");
  EXPECT_EQ(low.word("band"), "0");
  auto high = get("/decision-rights/expedite/who?facts=%7B%22delay_hours%22%3A40%7D");
  EXPECT_EQ(high.word("holder.person.id"), "max");
  EXPECT_EQ(get("/decision-rights/expedite/who?facts=%7B%22hours%22%3A4%7D").status, 422);
  EXPECT_EQ(get("/decision-rights/nothing/who?facts=%7B%7D").status, 404);
}

TEST_F(StoryTest, AWeightChangesByProposalRightAndNewVersion) {
  sign_in("lea");
  start_repair("M-1", "standard");
  polish("P-1");
  auto edits = R"({"set_weight":[{"objective":"keep-running","weight":20},{"objective":"margin","weight":80}]})";
  auto broken = post("/model/check", R"({"edits":{"set_weight":[{"objective":"margin","weight":50}]}})");
  EXPECT_EQ(broken.status, 200);
  EXPECT_EQ(broken.word("errors"), "1");
  EXPECT_EQ(broken.at("findings").list().front().at("code"), feel::Value("DT-S101"));
  auto checked = post("/model/check", std::string(R"({"edits":)") + edits + "}");
  EXPECT_EQ(checked.word("errors"), "0");
  EXPECT_EQ(checked.word("approver.person.id"), "dora");  // 40 points are beyond the manager's band
  EXPECT_NE(checked.word("files").find("weight: 20          # until the next review"), std::string::npos) << checked.word("files");
  EXPECT_EQ(send("POST", "/api/v1/changes", R"({"title":"Half","reason":"why not","edits":{"set_weight":[{"objective":"margin","weight":50}]}})", {{"if-match", "*"}}).word("code"), "DT-X908");

  auto proposed = send("POST", "/api/v1/changes", std::string(R"({"title":"Margin first","reason":"the bank asks","edits":)") + edits + "}", {{"if-match", get("/model/versions").headers["ETag"]}});
  ASSERT_EQ(proposed.status, 200) << proposed.text;
  auto change = proposed.word("id");
  auto page = get("/changes/" + change);
  EXPECT_EQ(page.word("state"), "proposed");
  EXPECT_TRUE(page.at("may_withdraw").is_true());
  EXPECT_TRUE(page.at("may_approve").is_false());
  auto live = page.word("decision_live");

  auto refused = post("/decisions/" + live + "/take", R"({"outcome":"approve","reason":"mine"})");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.word("holder.person.id"), "dora");
  sign_in("dora");
  EXPECT_TRUE(get("/changes/" + change).at("may_approve").is_true());
  ASSERT_EQ(post("/decisions/" + live + "/take", R"({"outcome":"approve","reason":"agreed"})").status, 200);

  auto versions = get("/model/versions");
  ASSERT_EQ(versions.size(), 2u);
  EXPECT_TRUE(versions.item(0).at("in_force").is_true());
  EXPECT_EQ(versions.item(0).at("by.id"), feel::Value("dora"));
  EXPECT_EQ(get("/changes/" + change).word("state"), "deployed");
  EXPECT_EQ(get("/strategy").at("objectives").list().front().at("id"), feel::Value("margin"));

  auto first = std::string(versions.item(1).at("revision").string());
  EXPECT_TRUE(versions.item(1).at("may_restore").is_true());
  sign_in("lea");
  auto not_hers = post("/model/roll-back", R"({"revision":")" + first + R"(","reason":"it hurts"})");
  EXPECT_EQ(not_hers.status, 403);
  EXPECT_EQ(not_hers.word("holder.person.id"), "dora");
  EXPECT_EQ(get("/drift/gauges/wrong-hand").word("value"), "2") << "approving, and going back past the holder";
  sign_in("dora");
  auto back = post("/model/roll-back", R"({"revision":")" + first + R"(","reason":"it hurts"})");
  ASSERT_EQ(back.status, 200) << back.text;
  EXPECT_EQ(get("/session").word("revision"), first);
  EXPECT_EQ(get("/model/versions").size(), 3u);
}

TEST_F(StoryTest, AMeetingIsOpenedByItsChairAndLeavesActions) {
  pass(minutes(31));  // 08:30 in London
  auto today = get("/rhythms/occurrences");
  ASSERT_EQ(today.size(), 1u);
  EXPECT_EQ(today.item(0).at("state"), feel::Value("due"));
  auto id = std::string(today.item(0).at("occurrence").string());
  sign_in("ann");
  auto refused = post("/rhythms/occurrences/" + id + "/start", "{}");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.word("holder.person.id"), "lea");
  sign_in("lea");
  EXPECT_TRUE(get("/rhythms/occurrences/" + id).at("frozen").is_false());
  ASSERT_EQ(post("/rhythms/occurrences/" + id + "/start", "{}").status, 200);
  ASSERT_EQ(post("/rhythms/occurrences/" + id + "/minutes", R"({"text":"All here"})").status, 200);
  auto action = post("/rhythms/occurrences/" + id + "/actions", R"({"title":"Order a seal","owner":"ann","due":"2026-03-28"})");
  ASSERT_EQ(action.status, 200) << action.text;
  ASSERT_EQ(post("/rhythms/occurrences/" + id + "/close", R"({"summary":"Done"})").status, 200);
  auto held = get("/rhythms/occurrences/" + id);
  EXPECT_EQ(held.word("state"), "held");
  EXPECT_TRUE(held.at("on_time").is_true());
  EXPECT_EQ(held.at("action_items").list().size(), 1u);
  EXPECT_FALSE(held.at("agenda").list().empty());
  sign_in("ann");
  EXPECT_EQ(get("/actions?owner=me").size(), 1u);
  EXPECT_EQ(post("/actions/" + action.word("id") + "/complete", R"({"result":"ordered"})").status, 200);
  EXPECT_EQ(get("/actions?owner=me").size(), 0u);
  EXPECT_EQ(get("/actions?owner=me&state=done").item(0).at("result"), feel::Value("ordered"));
  EXPECT_EQ(get("/rhythms").item(0).at("health.on_time"), feel::Value(1));
}

TEST_F(StoryTest, AnIssueCallsTierByTierUntilSomebodyAnswers) {
  sign_in("ann");
  auto raised = post("/issues", R"({"issue_type":"machine","title":"The press jams","unit":"works"})");
  ASSERT_EQ(raised.status, 200);
  auto id = raised.word("id");
  EXPECT_EQ(get("/issues/" + id).word("holder.person.id"), "lea");
  EXPECT_EQ(post("/issues/" + id + "/acknowledge", "{}").status, 403);
  pass(minutes(16));
  auto escalated = get("/issues/" + id);
  EXPECT_EQ(escalated.word("tier"), "2");
  EXPECT_EQ(escalated.at("ladder").list().front().at("state"), feel::Value("passed"));
  sign_in("max");
  EXPECT_EQ(get("/issues?person=me").size(), 1u);
  EXPECT_EQ(post("/issues/" + id + "/contain", R"({"containment":"press off"})").status, 200);
  EXPECT_EQ(post("/issues/" + id + "/resolve", R"({"cause":"dirt","fix":"cleaned"})").status, 200);
  EXPECT_EQ(get("/issues").size(), 0u);
  EXPECT_EQ(get("/issues?state=resolved").item(0).at("state"), feel::Value("resolved"));
}

TEST_F(StoryTest, ASignalFreezesItsGaugeAndIsAnswered) {
  sign_in("ann");
  auto first = start_repair("M-1", "standard"), second = start_repair("M-2", "critical");
  post("/work-items/" + item_of(first) + "/start", R"({"reason":"habit"})");
  auto raised = post("/drift/signals", R"({"gauge":"inversions","title":"Queues are jumped"})");
  ASSERT_EQ(raised.status, 200) << raised.text;
  auto signal = get("/drift/signals/" + raised.word("id"));
  EXPECT_EQ(signal.word("evidence.value"), "100");
  EXPECT_EQ(signal.word("evidence.evidence_count"), "1");
  EXPECT_EQ(get("/drift/gauges/inversions").word("signal"), raised.word("id"));
  auto path = "/drift/signals/" + raised.word("id") + "/dispose";
  EXPECT_EQ(signal.at("may_dispose"), feel::Value(false));
  auto not_hers = post(path, R"({"disposition":"fix","reason":"known"})");
  EXPECT_EQ(not_hers.status, 403);
  EXPECT_NE(not_hers.word("detail").find("is answered by Dora Lind (director) or Max Kern (manager); you are fitter"), std::string::npos) << not_hers.text;
  sign_in("max");
  EXPECT_EQ(post(path, R"({"disposition":"waive","reason":"known"})").status, 422);
  EXPECT_EQ(post(path, R"({"disposition":"fix","reason":"talked to Ann"})").status, 200);
  EXPECT_EQ(get("/drift/signals/" + raised.word("id")).word("disposition"), "fix");
  EXPECT_EQ(post(path, R"({"disposition":"fix","reason":"again"})").status, 409);
}

TEST_F(StoryTest, ReadsSeeWhatWasWritten) {
  sign_in("ann");
  auto started = post("/cases", R"({"process":"polish","business_key":"P-1","variables":{}})");
  auto position = started.word("position");
  auto read = send("GET", "/api/v1/cases", "", {{"drivetrain-position", position}});
  EXPECT_EQ(read.size(), 1u);
  EXPECT_GE(std::stoull(read.headers["Drivetrain-Position"]), std::stoull(position));
  auto ahead = send("GET", "/api/v1/cases", "", {{"drivetrain-position", "999999"}});
  EXPECT_EQ(ahead.status, 503);
  EXPECT_EQ(ahead.word("code"), "DT-X923");
}

TEST_F(StoryTest, TheStoryIsThereAfterARestart) {
  sign_in("ann");
  auto repair = start_repair("M-1", "critical");
  auto before = get("/cases/" + repair + "/timeline").text;
  auto audit = get("/audit?subject=" + repair).text;
  start_up();
  ASSERT_TRUE(api->open().ok());
  EXPECT_EQ(get("/cases/" + repair + "/timeline").text, before);
  EXPECT_EQ(get("/audit?subject=" + repair).text, audit);
  EXPECT_EQ(get("/today").status, 200);  // and ann is still signed in
}

}  // namespace
}  // namespace drivetrain::app::api
