// A version reaches those who act on it: each unit that it concerns is told, its lead acknowledges, and what nobody acknowledges climbs.
#include "app/api/client_for_test.h"

namespace drivetrain::app::api {
namespace {

/// The works within the mill, beside an office that takes part in nothing.
class ReleaseNotesTest : public test::ApiTest {
 protected:
  model::Files files() const override {
    auto all = app::test::small_company();
    auto& org = all.at("org.yaml");
    auto owner = org.find("spec: {purpose: Machines leave");
    EXPECT_NE(owner, std::string::npos);
    org.insert(owner + std::string("spec: {").size(), "parent: mill-itself, ");
    for (auto const* unit : {"mill-itself, title: The mill, owner: director}\nspec: {", "office, title: Office, owner: lead}\nspec: {parent: mill-itself, "})
      org += std::string("---\napiVersion: drivetrain/v1\nkind: Unit\nmetadata: {id: ") + unit + "purpose: Is there., inputs: [post], outputs: [answers], promises: [the day we said]}\n";
    return all;
  }
  void deploy_another_band() {
    sign_in("lea");
    auto proposed = post("/changes", R"({"title":"A band","reason":"the numbers say so","base":")" + get("/session").word("revision") +
                                         R"(","edits":{"set_band":[{"decision":"expedite","band":0,"when":"delay_hours <= 6"},{"decision":"expedite","band":1,"when":"delay_hours > 6"}]}})");
    ASSERT_EQ(proposed.status, 200) << proposed.text;
    sign_in("dora");
    ASSERT_EQ(post("/decisions/" + get("/changes/" + proposed.word("id")).word("decision_live") + "/take", R"({"outcome":"approve","reason":"agreed"})").status, 200);
  }
  feel::Value note_of(std::string const& unit) {
    for (auto const& one : get("/release-notes").items())
      if (one.at("unit.id") == feel::Value(unit)) return one;
    return {};
  }
  static std::string id_of(feel::Value const& note) { return std::string(note.at("note").string()); }
};

TEST_F(ReleaseNotesTest, AreSentToTheUnitsThatAVersionConcernsAndAcknowledgedByTheirLeads) {
  EXPECT_EQ(get("/release-notes").size(), 0u) << "the first version changes nothing for anybody";
  deploy_another_band();
  EXPECT_EQ(get("/release-notes").size(), 2u) << get("/release-notes").text;
  EXPECT_TRUE(note_of("office").is_null());
  auto works = note_of("works");
  EXPECT_EQ(works.at("state"), feel::Value("open"));
  EXPECT_EQ(works.at("holder.person.id"), feel::Value("max"));
  auto text = get("/release-notes/" + id_of(works));
  ASSERT_EQ(text.at("lines").list().size(), 2u) << text.text;
  auto lines = text.at("lines").list();
  EXPECT_EQ(lines[0].at("touch"), feel::Value("rights"));
  EXPECT_EQ(lines[0].at("because"), feel::Value("Manager owns it"));
  EXPECT_EQ(text.word("reason"), "the numbers say so");

  sign_in("ann");
  EXPECT_TRUE(get("/today").at("release_notes").list().empty());
  auto refused = post("/release-notes/" + id_of(works) + "/acknowledge", "{}");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.word("holder.person.id"), "max");
  sign_in("max");
  auto today = get("/today");
  auto mine = today.at("release_notes").list();
  ASSERT_EQ(mine.size(), 1u) << "the director's is hers as long as she is there";
  EXPECT_TRUE(mine[0].at("may_acknowledge").is_true());
  EXPECT_EQ(post("/release-notes/" + id_of(works) + "/acknowledge", "{}").status, 200);
  EXPECT_TRUE(get("/today").at("release_notes").list().empty());
}

TEST_F(ReleaseNotesTest, ClimbWhenNobodyAcknowledgesThemAlsoAcrossARestart) {
  deploy_another_band();
  auto works = id_of(note_of("works"));
  auto mill = id_of(note_of("mill-itself"));
  sign_in("dora");
  ASSERT_EQ(post("/release-notes/" + mill + "/acknowledge", "{}").status, 200);
  EXPECT_EQ(post("/release-notes/" + mill + "/acknowledge", "{}").status, 409);
  EXPECT_EQ(note_of("mill-itself").at("acknowledged_by.id"), feel::Value("dora"));
  start_up();
  ASSERT_TRUE(api->open().ok());
  sign_in("dora");
  EXPECT_EQ(get("/model/versions").item(0).at("told"), feel::from_json(R"({"units":2,"acknowledged":1,"escalated":0})").take());
  EXPECT_EQ(post("/release-notes/" + works + "/acknowledge", "{}").status, 403) << "it is the manager's, for three days";
  pass(days(3) + minutes(1));
  EXPECT_EQ(note_of("works").at("state"), feel::Value("escalated"));
  EXPECT_EQ(note_of("works").at("holder.person.id"), feel::Value("dora"));
  EXPECT_EQ(get("/model/versions").item(0).at("told"), feel::from_json(R"({"units":2,"acknowledged":1,"escalated":1})").take()) << "every unit knows, or somebody above is told that it does not";
  ASSERT_EQ(get("/today").at("release_notes").list().size(), 1u);
  EXPECT_EQ(post("/release-notes/" + works + "/acknowledge", "{}").status, 200);
  pass(days(30));
  EXPECT_EQ(note_of("works").at("state"), feel::Value("acknowledged"));
  EXPECT_EQ(get("/release-notes?state=open").size(), 0u);
}

TEST_F(ReleaseNotesTest, AreTablesToo) {
  deploy_another_band();
  EXPECT_NE(get("/release-notes?format=csv").text.find("unit.title"), std::string::npos);
  auto roles = get("/form?format=csv&part=roles");
  EXPECT_EQ(roles.status, 200);
  EXPECT_NE(roles.text.find("Cell lead"), std::string::npos) << roles.text.substr(0, 200);
  EXPECT_EQ(get("/form?format=csv").status, 406);
  EXPECT_EQ(get("/form?format=csv&part=nothing").status, 406);
}

}  // namespace
}  // namespace drivetrain::app::api
