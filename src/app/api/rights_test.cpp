// Rights hold over HTTP: a decision that is opened by hand settles no step of a case, no change, and no gate.
#include "app/api/client_for_test.h"
#include "base/text.h"
#include "decisions/commands.h"

namespace drivetrain::app::api {
namespace {

class RightsTest : public test::ApiTest {
 protected:
  /// The small company, with a gate: buying the second bench is a right of its own.
  model::Files files() const override {
    auto files = app::test::small_company();
    auto& strategy = files.at("strategy.yaml");
    std::string const ordered = "- {id: ordered, title: Ordered, due: 2026-06-30}";
    strategy.replace(strategy.find(ordered), ordered.size(), "- {id: ordered, title: Ordered, due: 2026-06-30, gate: buy}");
    files.at("decisions.yaml") += R"(---
apiVersion: drivetrain/v1
kind: Decision
metadata: {id: buy, title: "Shall we buy it?", owner: director}
spec:
  question: Shall we buy it?
  facts: [{name: price, type: number, unit: EUR, min: 0}]
  rapid: {recommend: lead}
  bands: [{when: "price <= 5000", role: manager}, {when: "price > 5000", role: director}]
  outcomes: [buy, wait]
  criteria: [Will it pay?]
  cadence: on-demand
  sla: PT40H
  sod: [recommend, decide]
  supports: [keep-running]
---
apiVersion: drivetrain/v1
kind: Decision
metadata: {id: overtake, title: "May it overtake?", owner: manager}
spec:
  question: May it overtake?
  facts: [{name: delay_hours, type: number, unit: h, min: 0, measured: overtaken-hours}]
  rapid: {recommend: fitter}
  bands: [{when: "delay_hours <= 8", role: lead}, {when: "delay_hours > 8", role: manager}]
  outcomes: ["yes", "no"]
  permits: [overtake]
  criteria: [Who waits instead?]
  cadence: on-demand
  sla: PT4H
  supports: [keep-running]
)";
    return files;
  }

  std::string item_of(std::string const& case_id) {
    for (auto const& [id, item] : runtime->company().coordination.items)
      if (item.opened.case_id == case_id) return id;
    return "";
  }
  std::string live_about(std::string const& kind) {
    for (auto const& [id, live] : runtime->company().decisions.live)
      if (live.kind == kind) return id;
    return "";
  }
  /// A repair that waits for the right `expedite`.
  std::string asking_repair() {
    sign_in("ann");
    auto repair = start_repair("M-1", "critical");
    auto item = item_of(repair);
    post("/work-items/" + item + "/start", "{}");
    EXPECT_EQ(post("/work-items/" + item + "/complete", R"({"result":{}})").status, 200);
    return repair;
  }
};

TEST_F(RightsTest, AStepOfACaseIsDecidedByTheQuestionThatTheCaseAsked) {
  auto repair = asking_repair();
  auto asked = live_about("activity");
  ASSERT_FALSE(asked.empty());
  for (auto activity : {"a2", "a02", "a+2"}) {
    auto body = std::string(R"({"decision":"buy","title":"mine","facts":{"price":1},"kind":"activity","subject":")") + repair + "/" + activity + "\"}";
    auto refused = post("/decisions", body);
    EXPECT_EQ(refused.status, 403) << refused.text;
    EXPECT_EQ(refused.word("code"), "DT-X904");
  }
  EXPECT_EQ(runtime->company().decisions.live.size(), 1u);
  EXPECT_TRUE(get("/cases/" + repair).at("variables.answer").is_null());
}

TEST_F(RightsTest, AnAnswerOfAnotherRightMovesNoCase) {
  // As an older journal may have it: opened by a policy about that step, but of a right that the step did not ask.
  auto repair = asking_repair();
  feel::Context facts;
  facts.set("price", feel::Value(1));
  decisions::OpenDecision other{"buy", repair + "/a2", "activity", "not what was asked", feel::Value(facts), "", ""};
  auto opened = runtime->execute(journal::command(other, journal::Actor::policy("somebody's")));
  ASSERT_TRUE(opened.accepted());
  sign_in("max");
  ASSERT_EQ(post("/decisions/" + opened.reply + "/take", R"({"outcome":"buy","reason":"cheap"})").status, 200);
  EXPECT_TRUE(get("/cases/" + repair).at("variables.answer").is_null());
  EXPECT_EQ(get("/cases/" + repair).at("tokens").list().front().at("element"), feel::Value("ask"));
}

TEST_F(RightsTest, WhatACaseNoLongerAsksIsWithdrawn) {
  auto repair = asking_repair();
  auto asked = live_about("activity");
  processes::CompleteActivity past{repair, "a2", feel::Value(feel::Context())};
  ASSERT_TRUE(runtime->execute(journal::command(past, journal::Actor::policy("somebody's"))).accepted());
  EXPECT_TRUE(runtime->company().decisions.live.empty());
  sign_in("lea");
  EXPECT_EQ(post("/decisions/" + asked + "/take", R"({"outcome":"expedite","reason":"too late"})").status, 404);
}

TEST_F(RightsTest, AWorkItemOfAStepThatIsDoneIsWithdrawn) {
  sign_in("ann");
  auto repair = start_repair("M-1", "critical");
  auto item = item_of(repair);
  post("/work-items/" + item + "/start", "{}");
  for (auto actor : {journal::Actor::person("bob"), journal::Actor::feed("portal")}) {
    auto refused = runtime->execute(journal::command(processes::CompleteActivity{repair, "a1", feel::Value(feel::Context())}, actor));
    ASSERT_FALSE(refused.accepted());
    EXPECT_EQ(refused.refusal->code, "DT-X904");
  }
  ASSERT_TRUE(runtime->execute(journal::command(processes::CompleteActivity{repair, "a1", feel::Value(feel::Context())}, journal::Actor::policy("somebody's"))).accepted());
  EXPECT_FALSE(runtime->company().coordination.items.contains(item));
}

TEST_F(RightsTest, AChangeIsApprovedByItsGoverningRightAlone) {
  sign_in("lea");
  auto proposed = send("POST", "/api/v1/changes", R"({"title":"Margin first","reason":"the bank asks","edits":{"set_weight":[{"objective":"keep-running","weight":20},{"objective":"margin","weight":80}]}})", {{"if-match", "*"}});
  ASSERT_EQ(proposed.status, 200) << proposed.text;
  auto change = proposed.word("id");
  auto revision = get("/session").word("revision");
  feel::Context facts;
  facts.set("price", feel::Value(1));
  for (auto actor : {journal::Actor::person("lea"), journal::Actor::feed("portal")}) {
    decisions::OpenDecision other{"buy", change, "change", "a purchase", feel::Value(facts), "", ""};
    auto refused = runtime->execute(journal::command(other, actor));
    ASSERT_FALSE(refused.accepted());
    EXPECT_EQ(refused.refusal->code, "DT-X904");
  }
  // As an older journal may have it: another right was asked about the change, and said yes.
  decisions::OpenDecision other{"buy", change, "change", "a purchase", feel::Value(facts), "", ""};
  auto opened = runtime->execute(journal::command(other, journal::Actor::policy("somebody's")));
  ASSERT_TRUE(opened.accepted());
  sign_in("max");
  ASSERT_EQ(post("/decisions/" + opened.reply + "/take", R"({"outcome":"buy","reason":"cheap"})").status, 200);
  EXPECT_EQ(get("/session").word("revision"), revision);
  EXPECT_EQ(get("/changes/" + change).word("state"), "proposed");
  EXPECT_EQ(get("/changes/" + change).word("approver.person.id"), "dora");
  // Approving past the decision, from a policy that knows nothing of it.
  auto forged = runtime->execute(journal::command(adaptation::ApproveChange{change, opened.reply}, journal::Actor::policy("somebody's")));
  ASSERT_FALSE(forged.accepted());
  EXPECT_EQ(forged.refusal->code, "DT-X904");
}

TEST_F(RightsTest, AGateIsPassedByTheYesOfItsOwnRight) {
  auto reach = [&] { return post("/initiatives/second-bench/milestones/ordered/reach", "{}"); };
  auto ask_gate = [&] { return post("/initiatives/second-bench/milestones/ordered/gate", R"({"facts":{"price":18000},"note":"offer of 24 March"})"); };
  sign_in("max");
  EXPECT_EQ(reach().word("code"), "DT-X903");
  EXPECT_EQ(post("/initiatives/second-bench/milestones/ordered/gate", R"({"facts":{}})").word("code"), "DT-X902");
  EXPECT_EQ(post("/initiatives/second-bench/milestones/proven/gate", R"({"facts":{}})").word("code"), "DT-X903");
  // By hand nobody opens a gate.
  auto by_hand = runtime->execute(journal::command(decisions::OpenDecision{"change-rights", "second-bench/ordered", "gate", "mine", feel::Value(feel::Context()), "", ""},
                                                   journal::Actor::person("max")));
  EXPECT_FALSE(by_hand.accepted());
  EXPECT_EQ(by_hand.refusal->code, "DT-X904");

  ASSERT_EQ(ask_gate().status, 200);
  EXPECT_EQ(ask_gate().word("code"), "DT-X903");
  auto first = live_about("gate");
  EXPECT_EQ(get("/decisions/" + first).word("holder.person.id"), "dora");
  sign_in("dora");
  ASSERT_EQ(post("/decisions/" + first + "/take", R"({"outcome":"wait","reason":"no cash before May"})").status, 200);
  sign_in("max");
  auto held = reach();
  EXPECT_EQ(held.status, 409);
  EXPECT_NE(held.word("detail").find("was not let through: wait, by Dora Lind"), std::string::npos) << held.text;

  ASSERT_EQ(ask_gate().status, 200);
  sign_in("dora");
  ASSERT_EQ(post("/decisions/" + live_about("gate") + "/take", R"({"outcome":"buy","reason":"the bank agreed"})").status, 200);
  EXPECT_EQ(get("/strategy").at("initiatives").list().front().at("milestones").list().front().at("may_reach"), feel::Value(false)) << "it is not hers";
  auto not_hers = reach();
  EXPECT_EQ(not_hers.status, 403);
  EXPECT_NE(not_hers.word("detail").find("by Max Kern (manager)"), std::string::npos) << not_hers.text;
  sign_in("max");
  EXPECT_EQ(reach().status, 200);
}

TEST_F(RightsTest, ACaseIsCancelledByItsOwner) {
  sign_in("ann");
  auto repair = start_repair("M-1", "critical");
  EXPECT_EQ(get("/cases/" + repair).at("may_cancel"), feel::Value(false));
  auto refused = post("/cases/" + repair + "/cancel", R"({"reason":"they changed their mind"})");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.word("holder.person.name"), "Max Kern");
  auto again = post("/cases", R"({"process":"repair","business_key":"M-1","variables":{"delay_hours":1}})");
  EXPECT_EQ(again.status, 409);
  EXPECT_NE(again.word("detail").find("M-1 runs already: " + repair + " of repair"), std::string::npos) << again.text;
  sign_in("max");
  EXPECT_EQ(get("/cases/" + repair).at("may_cancel"), feel::Value(true));
  EXPECT_EQ(post("/cases/" + repair + "/cancel", R"({"reason":"the customer sold it"})").status, 200);
}

TEST_F(RightsTest, WorkTakesNoLongerThanSinceItWasStarted) {
  sign_in("ann");
  auto item = item_of(start_repair("M-1", "critical"));
  post("/work-items/" + item + "/start", "{}");
  pass(hours(1));
  auto refused = post("/work-items/" + item + "/complete", R"({"result":{},"worked":"P36500D"})");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(post("/work-items/" + item + "/complete", R"({"result":{"answer":"expedite"}})").status, 403) << "that is what the decision yields";
  EXPECT_EQ(post("/work-items/" + item + "/complete", R"({"result":{},"worked":"PT50M"})").status, 200);
}

TEST_F(RightsTest, AnAbsenceMovesWhatWaitsWhenItBegins) {
  auto repair = asking_repair();
  auto live = live_about("activity");
  auto body = [&](char const* person, Duration from, Duration to) {
    auto now = world->clock.now();
    return std::string(R"({"person":")") + person + R"(","from":")" + format_instant(now + from) + R"(","to":")" + format_instant(now + to) + R"(","reason":"dentist"})";
  };
  auto not_hers = post("/absences", body("lea", minutes(30), hours(3)));
  EXPECT_EQ(not_hers.status, 403);
  EXPECT_EQ(not_hers.word("holder.person.name"), "Max Kern");
  sign_in("lea");
  auto reported = post("/absences", body("lea", minutes(30), hours(3)));
  ASSERT_EQ(reported.status, 200) << reported.text;
  EXPECT_EQ(get("/absences?person=me").item(0).at("reason"), feel::Value("dentist"));
  sign_in("ann");
  EXPECT_EQ(get("/absences").item(0).at("state"), feel::Value("planned"));
  EXPECT_TRUE(get("/absences").item(0).at("reason").is_null());
  EXPECT_EQ(runtime->company().decisions.live.at(live).person, "lea");
  pass(minutes(31));
  EXPECT_EQ(runtime->company().decisions.live.at(live).person, "max") << "recorded, not only seen by who looks";
  EXPECT_EQ(get("/absences").item(0).at("state"), feel::Value("away"));
  EXPECT_EQ(post("/absences/" + reported.word("id") + "/end", "{}").status, 403);
  EXPECT_EQ(post("/absences/absence-0/end", "{}").status, 404);
  sign_in("max");
  EXPECT_EQ(post("/absences/" + reported.word("id") + "/end", "{}").status, 200);
  EXPECT_EQ(runtime->company().decisions.live.at(live).person, "lea");
  EXPECT_EQ(get("/absences").size(), 0u);
}

TEST_F(RightsTest, WhatAskedWorkWouldOvertakeIsMeasured) {
  sign_in("ann");
  start_repair("M-1", "critical");
  auto late = start_repair("M-2", "standard");
  auto item = item_of(late);
  auto stated = post("/decisions", R"({"decision":"overtake","title":"Let it pass","facts":{"delay_hours":0},"kind":"work","subject":")" + item + "\"}");
  EXPECT_EQ(stated.status, 422);
  EXPECT_NE(stated.word("detail").find("delay_hours is measured, 2 h now, and not 0"), std::string::npos) << stated.text;
  EXPECT_EQ(post("/decisions", R"({"decision":"overtake","title":"Let it pass","facts":{},"kind":"work","subject":"nonsense"})").status, 404);
  auto asked = post("/decisions", R"({"decision":"overtake","title":"Let it pass","facts":{},"kind":"work","subject":")" + item + "\"}");
  ASSERT_EQ(asked.status, 200) << asked.text;
  EXPECT_EQ(get("/decisions/" + asked.word("id")).at("facts.delay_hours"), feel::Value(2));
  // Another right about the same work lets nothing overtake.
  auto other = post("/decisions", R"({"decision":"buy","title":"Buy a new one","facts":{"price":10},"kind":"work","subject":")" + item + "\"}");
  ASSERT_EQ(other.status, 200) << other.text;
  sign_in("max");
  ASSERT_EQ(post("/decisions/" + other.word("id") + "/take", R"({"outcome":"buy","reason":"cheap"})").status, 200);
  EXPECT_EQ(runtime->company().coordination.items.at(item).expedited_by, "");
  sign_in("lea");
  ASSERT_EQ(post("/decisions/" + asked.word("id") + "/take", R"({"outcome":"yes","reason":"the customer waits"})").status, 200);
  EXPECT_EQ(runtime->company().coordination.items.at(item).expedited_by, asked.word("id"));
}

}  // namespace
}  // namespace drivetrain::app::api
