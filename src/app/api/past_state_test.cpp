// Time travel: the state at a moment, rebuilt by replay, is what was answered at that moment; and a record knows why it happened.
#include "app/api/client_for_test.h"
#include "organisation/commands.h"

namespace drivetrain::app::api {
namespace {

class PastStateTest : public test::ApiTest {
 protected:
  static std::string ids(feel::Value const& list, char const* field) {
    std::string all;
    for (auto const& one : list.list()) all += std::string(one.at(field).string()) + " ";
    return all;
  }
  /// What the live answers say now, in short.
  std::string live_now() {
    auto text = get("/session").word("revision") + " | ";
    for (auto const& one : get("/decisions").items()) text += std::string(one.at("live").string()) + "=" + std::string(one.at("holder").at("role").at("id").string()) + " ";
    for (auto const& one : get("/queues").items())
      if (auto role = std::string(one.at("role").at("id").string()); one.at("ready") != feel::Value(0) || one.at("started") != feel::Value(0))
        text += "| " + role + " " + feel::to_text(one.at("ready")) + "/" + feel::to_text(one.at("started")) + " ";
    text += "| issues " + ids(get("/issues").at("items"), "issue");
    auto form = get("/form");
    for (auto const& one : form.at("roles").list()) text += "| " + std::string(one.at("id").string()) + " " + feel::to_text(one.at("holder").at("via"));
    return text;
  }
  std::string then(std::string const& query) {
    auto state = get("/audit/state?" + query);
    EXPECT_EQ(state.status, 200) << state.text;
    auto text = state.word("revision") + " | ";
    for (auto const& one : state.at("decisions").list()) text += std::string(one.at("live").string()) + "=" + std::string(one.at("holder").at("role").at("id").string()) + " ";
    for (auto const& one : state.at("queues").list()) text += "| " + std::string(one.at("role").at("id").string()) + " " + feel::to_text(one.at("ready")) + "/" + feel::to_text(one.at("started")) + " ";
    text += "| issues " + ids(state.at("issues"), "issue");
    for (auto const& one : state.at("holders").list()) text += "| " + std::string(one.at("holder").at("role").at("id").string()) + " " + feel::to_text(one.at("holder").at("via"));
    return text;
  }
};

TEST_F(PastStateTest, TheStateAtEachMomentIsWhatWasAnsweredThen) {
  sign_in("ann");
  std::map<std::uint64_t, std::string> seen;
  std::vector<Instant> times;
  auto look = [&] {
    seen[runtime->journal().head()] = live_now();
    times.push_back(runtime->now());
    pass(minutes(20));
  };
  look();
  start_repair("M-1", "critical");
  look();
  start_repair("M-2", "standard");
  auto first = std::string(get("/queues/fitter").item(0).at("item").string());
  EXPECT_EQ(post("/work-items/" + first + "/start", "{}").status, 200);
  look();
  EXPECT_EQ(post("/work-items/" + first + "/complete", R"({"result":{"passed":true}})").status, 200);  // opens a decision
  post("/issues", R"({"issue_type":"safety","title":"Oil on the floor"})");
  look();
  ASSERT_TRUE(runtime->ask(journal::Actor::person("lea"), organisation::ReportAbsence{"lea", runtime->now(), runtime->now() + days(3), "ill"}).accepted());
  look();
  ASSERT_EQ(seen.size(), 5u);
  // Backwards and forwards: what is kept from the question before must not show through.
  for (auto moment = seen.rbegin(); moment != seen.rend(); ++moment) EXPECT_EQ(then("position=" + std::to_string(moment->first)), moment->second) << moment->first;
  for (auto const& [position, answer] : seen) EXPECT_EQ(then("position=" + std::to_string(position)), answer) << position;
  std::size_t i = 0;
  for (auto const& [position, answer] : seen) EXPECT_EQ(then("at=" + format_instant(times[i++])), answer) << position;
  EXPECT_NE(seen.begin()->second, seen.rbegin()->second);
}

TEST_F(PastStateTest, SaysWhatIsDifferentNow) {
  auto before = runtime->journal().head();
  ASSERT_TRUE(runtime->ask(journal::Actor::person("lea"), organisation::ReportAbsence{"lea", runtime->now(), runtime->now() + days(3), "ill"}).accepted());
  auto state = get("/audit/state?position=" + std::to_string(before));
  std::string changed;
  for (auto const& one : state.at("holders").list())
    if (!one.at("now").is_null()) changed += std::string(one.at("holder").at("person").at("id").string()) + " → " + std::string(one.at("now").at("person").at("id").string());
  EXPECT_EQ(changed, "lea → max");
  EXPECT_EQ(state.word("revision"), state.word("revision_now"));
  auto now = get("/audit/state");
  for (auto const& one : now.at("holders").list()) EXPECT_TRUE(one.at("now").is_null());
}

TEST_F(PastStateTest, RefusesWhatTheJournalDoesNotReach) {
  EXPECT_EQ(get("/audit/state?position=99999").status, 422);
  EXPECT_EQ(get("/audit/state?position=0").status, 400);
  EXPECT_EQ(get("/audit/state?at=2001-01-01T00:00:00Z").status, 422);
}

TEST_F(PastStateTest, ARecordLeadsBackToItsFirstCauseAndOnToWhatItLedTo) {
  sign_in("ann");
  start_repair("M-1", "critical");
  auto item = std::string(get("/queues/fitter").item(0).at("item").string());
  post("/work-items/" + item + "/start", "{}");
  post("/work-items/" + item + "/complete", R"({"result":{"passed":true}})");
  auto opened = get("/audit?type=DecisionOpened&kind=event").item(0);
  auto story = get("/audit/records/" + feel::to_text(opened.at("position")));
  auto causes = story.at("causes").list();
  ASSERT_GE(causes.size(), 3u);  // Ann completed the work; the process went on; a policy opened the decision
  EXPECT_EQ(causes.front().at("type"), feel::Value("CompleteWork"));
  EXPECT_EQ(causes.front().at("actor").at("id"), feel::Value("ann"));
  EXPECT_EQ(causes.back().at("position"), story.at("record").at("cause"));
  for (std::size_t i = 1; i < causes.size(); ++i) EXPECT_EQ(causes[i].at("cause"), causes[i - 1].at("position"));
  // The other way round: from Ann's command one comes to the decision.
  auto from = get("/audit/records/" + feel::to_text(causes.front().at("position")));
  EXPECT_TRUE(from.at("causes").list().empty());
  bool there = false;
  for (auto const& one : from.at("consequences").list()) there = there || one.at("position") == opened.at("position");
  EXPECT_TRUE(there);
}

TEST_F(PastStateTest, TheJournalIsSearchedByItsWords) {
  sign_in("ann");
  start_repair("M-1", "critical");
  start_repair("M-2", "standard");
  EXPECT_GT(get("/audit?q=m-2").size(), 0u);
  for (auto const& one : get("/audit?q=M-2%20aqua").items()) EXPECT_NE(feel::to_text(one).find("M-2"), std::string::npos);
  EXPECT_EQ(get("/audit?q=m-2%20nowhere").size(), 0u);
  EXPECT_GT(get("/audit?actor=ann&kind=command&q=startcase").size(), 1u);
  // A name among the words is a filter by that person, which is not everybody's.
  EXPECT_EQ(get("/audit?q=dora").status, 403);
  EXPECT_EQ(get("/audit?q=lind").word("code"), "DT-X942");
  EXPECT_EQ(get("/audit?q=ann").status, 200);
}

}  // namespace
}  // namespace drivetrain::app::api
