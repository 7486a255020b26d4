// "Your rights changed": a band moves, a right comes or goes, somebody else stands in. Each person concerned is told by name what was
// and what is, with the running decisions that came or went; nobody else is.
#include "app/api/client_for_test.h"
#include "base/json_writer.h"
#include "base/text.h"

namespace drivetrain::app::api {
namespace {

class RightsNoticesTest : public test::ApiTest {
 protected:
  /// Proposed by the cell lead, approved by the director.
  void deploy(std::string const& edits) {
    sign_in("lea");
    auto proposed = post("/changes", R"({"title":"Rights","reason":"the numbers say so","base":")" + get("/session").word("revision") + R"(","edits":)" + edits + "}");
    ASSERT_EQ(proposed.status, 200) << proposed.text;
    change = proposed.word("id");
    sign_in("dora");
    auto asked = get("/today").at("decisions");
    for (auto const& one : asked.list())
      ASSERT_EQ(post("/decisions/" + std::string(one.at("live").string()) + "/take", R"({"outcome":"approve","reason":"agreed"})").status, 200);
    ASSERT_EQ(get("/changes/" + change).word("state"), "deployed") << get("/changes/" + change).text;
  }
  void shrink_the_band() { deploy(R"({"set_band":[{"decision":"expedite","band":0,"when":"delay_hours <= 6"},{"decision":"expedite","band":1,"when":"delay_hours > 6"}]})"); }
  std::string edit_file(std::string const& path, std::string const& from, std::string const& to) {
    auto text = app::test::small_company().at(path);
    EXPECT_NE(text.find(from), std::string::npos);
    return R"({"files":[{"path":")" + path + R"(","content":)" + to_json(replaced(text, from, to)) + "}]}";
  }
  static std::string replaced(std::string text, std::string const& from, std::string const& to) { return text.replace(text.find(from), from.size(), to); }
  std::string ask(int hours) {
    sign_in("ann");
    auto opened = post("/decisions", R"({"decision":"expedite","title":"M-7 first?","facts":{"delay_hours":)" + std::to_string(hours) + "}}");
    EXPECT_EQ(opened.status, 200) << opened.text;
    return opened.word("id");
  }
  /// The cards of a person on Today.
  feel::List cards_of(std::string const& person) {
    sign_in(person);
    return get("/today").at("rights_notices").list();
  }
  /// "delay_hours <= 8 as lead (holder)", joined.
  static std::string in_words(feel::Value const& held) {
    std::vector<std::string> all;
    for (auto const& one : held.list()) {
      auto when = one.at("when");
      all.push_back((when.is_null() ? "always" : std::string(when.string())) + " as " + std::string(one.at("role.id").string()) + " (" + std::string(one.at("via").string()) + ")");
    }
    return join(all, ", ");
  }
  static std::string id_of(feel::Value const& card) { return std::string(card.at("notice").string()); }
  std::string change;
};

TEST_F(RightsNoticesTest, ANarrowerBandIsToldToThoseWhoLoseAndThoseWhoGainByItAndToNobodyElse) {
  auto seven = ask(7), nine = ask(9), five = ask(5);
  EXPECT_TRUE(cards_of("lea").empty()) << "the first version changes nothing for anybody";
  shrink_the_band();

  auto leas = cards_of("lea");
  ASSERT_EQ(leas.size(), 1u);
  auto const& card = leas[0];
  ASSERT_EQ(card.at("lines").list().size(), 1u);
  auto line = card.at("lines").list()[0];
  EXPECT_EQ(line.at("decision.id"), feel::Value("expedite"));
  EXPECT_EQ(line.at("kind"), feel::Value("changed"));
  EXPECT_EQ(in_words(line.at("before")), "delay_hours <= 8 as lead (holder)");
  EXPECT_EQ(in_words(line.at("after")), "delay_hours <= 6 as lead (holder)");
  EXPECT_EQ(card.at("change.id"), feel::Value(change));
  EXPECT_EQ(card.at("reason"), feel::Value("the numbers say so"));
  ASSERT_EQ(card.at("moved").list().size(), 1u) << "what waits and is still hers did not move";
  EXPECT_EQ(card.at("moved").list()[0].at("way"), feel::Value("from"));
  EXPECT_EQ(card.at("moved").list()[0].at("decision.id"), feel::Value(seven));
  EXPECT_EQ(card.at("moved").list()[0].at("holder.person.id"), feel::Value("max"));

  auto maxs = cards_of("max");
  ASSERT_EQ(maxs.size(), 1u);
  EXPECT_EQ(in_words(maxs[0].at("lines").list()[0].at("before")), "delay_hours <= 8 as lead (deputy), delay_hours > 8 as manager (holder)");
  EXPECT_EQ(in_words(maxs[0].at("lines").list()[0].at("after")), "delay_hours <= 6 as lead (deputy), delay_hours > 6 as manager (holder)");
  ASSERT_EQ(maxs[0].at("moved").list().size(), 1u);
  EXPECT_EQ(maxs[0].at("moved").list()[0].at("way"), feel::Value("to"));
  EXPECT_EQ(maxs[0].at("moved").list()[0].at("decision.id"), feel::Value(seven));
  EXPECT_EQ(post("/decisions/" + seven + "/take", R"({"outcome":"expedite","reason":"it is mine now"})").status, 200) << "the card says what is so";
  EXPECT_FALSE(get("/today").at("rights_notices").list()[0].at("moved").list()[0].at("waits").is_true());

  for (auto const* untouched : {"ann", "bob"}) {
    EXPECT_TRUE(cards_of(untouched).empty()) << untouched;
    EXPECT_EQ(get("/rights-notices").size(), 0u);
  }
}

TEST_F(RightsNoticesTest, AreAcknowledgedByThePersonAndStayOnThePageOfTheRole) {
  shrink_the_band();
  auto leas = id_of(cards_of("lea")[0]);
  auto card = get("/roles/lead").at("rights_notices").list();
  ASSERT_EQ(card.size(), 1u);
  EXPECT_EQ(id_of(card[0]), leas);
  EXPECT_TRUE(get("/roles/fitter").at("rights_notices").list().empty());
  sign_in("max");
  EXPECT_TRUE(get("/roles/lead").at("rights_notices").list()[0].at("own").is_true()) << "he stands in for her: his own, not hers";
  EXPECT_EQ(post("/rights-notices/" + leas + "/acknowledge", "{}").status, 403);
  EXPECT_EQ(post("/rights-notices/rights-0/acknowledge", "{}").status, 404);
  sign_in("lea");
  EXPECT_EQ(post("/rights-notices/" + leas + "/acknowledge", "{}").status, 200);
  EXPECT_EQ(post("/rights-notices/" + leas + "/acknowledge", "{}").status, 409);
  EXPECT_TRUE(get("/today").at("rights_notices").list().empty());
  EXPECT_EQ(get("/roles/lead").at("rights_notices").list()[0].at("state"), feel::Value("acknowledged"));
  EXPECT_EQ(get("/rights-notices?state=open").size(), 0u);
  EXPECT_EQ(get("/rights-notices?state=acknowledged").size(), 1u);
}

TEST_F(RightsNoticesTest, ClimbToWhoLeadsTheUnitAlsoAcrossARestart) {
  shrink_the_band();
  start_up();
  ASSERT_TRUE(api->open().ok());
  auto leas = id_of(cards_of("lea")[0]);
  EXPECT_EQ(cards_of("max").size(), 1u) << "hers is hers, for three days";
  pass(days(3) + minutes(1));
  auto maxs = cards_of("max");
  ASSERT_EQ(maxs.size(), 3u) << "his own, and those of the two whose unit he leads";
  EXPECT_TRUE(maxs[0].at("own").is_true());
  EXPECT_EQ(maxs[0].at("state"), feel::Value("open")) << "nobody is above him";
  EXPECT_EQ(maxs[1].at("person.id"), feel::Value("dora"));
  EXPECT_EQ(maxs[2].at("state"), feel::Value("escalated"));
  EXPECT_EQ(id_of(maxs[2]), leas);
  EXPECT_EQ(post("/rights-notices/" + leas + "/acknowledge", "{}").status, 200) << "he told her";
  EXPECT_TRUE(cards_of("lea").empty());
}

TEST_F(RightsNoticesTest, ADeputyWhoComesAndARightThatGoesAreTold) {
  deploy(edit_file("org.yaml", "{role: lead, holders: [{person: lea}], deputies: [{person: max}]}", "{role: lead, holders: [{person: lea}], deputies: [{person: ann, from: 2026-12-24}]}"));
  auto anns = cards_of("ann");
  ASSERT_EQ(anns.size(), 1u);
  auto line = anns[0].at("lines").list()[0];
  EXPECT_EQ(line.at("kind"), feel::Value("gained"));
  EXPECT_EQ(line.at("right"), feel::Value("same"));
  EXPECT_EQ(in_words(line.at("after")), "delay_hours <= 8 as lead (deputy)");
  EXPECT_EQ(feel::to_text(line.at("since")), feel::to_text(feel::Value("2026-12-24"))) << "not before her term begins";
  EXPECT_TRUE(cards_of("lea").empty()) << "who stands in for her does not change what she decides";
  EXPECT_EQ(in_words(cards_of("max")[0].at("lines").list()[0].at("after")), "delay_hours > 8 as manager (holder)");
}

TEST_F(RightsNoticesTest, ARightThatIsNewIsSaidToBeNew) {
  auto text = app::test::small_company().at("decisions.yaml");
  auto more = text + R"(---
apiVersion: drivetrain/v1
kind: Decision
metadata: {id: stop, title: "Shall the bench stop?", owner: manager}
spec:
  question: Shall the bench stop?
  kind: operating
  facts: []
  rapid: {recommend: fitter, decide: [lead]}
  outcomes: [stop, go on]
  criteria: [Is anybody in danger?]
  cadence: on-demand
  sla: PT1H
  supports: [keep-running]
)";
  deploy(R"({"files":[{"path":"decisions.yaml","content":)" + to_json(more) + "}]}");
  auto leas = cards_of("lea");
  ASSERT_EQ(leas.size(), 1u);
  auto line = leas[0].at("lines").list()[0];
  EXPECT_EQ(line.at("right"), feel::Value("new"));
  EXPECT_EQ(line.at("decision.title"), feel::Value("Shall the bench stop?"));
  EXPECT_EQ(in_words(line.at("after")), "always as lead (holder)");
  pass(minutes(1));
  deploy(R"({"files":[{"path":"decisions.yaml","content":)" + to_json(text) + "}]}");
  auto again = cards_of("lea");
  ASSERT_EQ(again.size(), 2u);
  EXPECT_EQ(again[0].at("lines").list()[0].at("right"), feel::Value("retired"));
  EXPECT_EQ(again[0].at("lines").list()[0].at("kind"), feel::Value("lost"));
  EXPECT_EQ(again[0].at("lines").list()[0].at("decision.title"), feel::Value("Shall the bench stop?"));
}

}  // namespace
}  // namespace drivetrain::app::api
