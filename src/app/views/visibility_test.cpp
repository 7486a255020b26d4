// Boards show roles; what one person does is for that person and for who answers for the unit.
#include "app/views/visibility.h"

#include "app/api/client_for_test.h"

namespace drivetrain::app::views {
namespace {

class VisibilityTest : public api::test::ApiTest {
 protected:
  bool sees(char const* viewer, char const* person) { return sees_person(runtime->company(), viewer, person, runtime->now()); }
};

TEST_F(VisibilityTest, OneSeesOneselfAndWhoAnswersForTheUnitSeesItsPeople) {
  EXPECT_TRUE(sees("ann", "ann"));
  EXPECT_TRUE(sees("max", "ann")) << "max is manager, and the manager answers for the works";
  EXPECT_FALSE(sees("lea", "ann")) << "the lead of her shift is not named";
  EXPECT_FALSE(sees("dora", "ann"));
  EXPECT_FALSE(sees("", "ann"));
  EXPECT_FALSE(sees("max", "nobody"));
}

TEST_F(VisibilityTest, NamesBecomeRoles) {
  auto text = with_roles_for_names(runtime->company(), "Ann Bell took it from Lea Ruiz, not from Ann Bell", "lea", runtime->now());
  EXPECT_EQ(text, "somebody (Fitter) took it from Lea Ruiz, not from somebody (Fitter)");
  EXPECT_EQ(with_roles_for_names(runtime->company(), "Ann Bell took it", "max", runtime->now()), "Ann Bell took it");
}

TEST_F(VisibilityTest, FiltersByAnotherPersonAreRefused) {
  sign_in("lea");
  for (auto const* path : {"/decisions?person=ann", "/issues?person=ann", "/audit?actor=ann", "/audit?subject=ann"}) {
    auto refused = get(path);
    EXPECT_EQ(refused.status, 403) << path;
    EXPECT_EQ(refused.word("code"), "DT-X942");
  }
  for (auto const* path : {"/decisions?person=me", "/decisions?person=lea", "/audit?actor=lea", "/audit?subject=expedite", "/audit?actor=policy"}) EXPECT_EQ(get(path).status, 200) << path;
  sign_in("max");
  EXPECT_EQ(get("/audit?actor=ann").status, 200);
}

TEST_F(VisibilityTest, EvidenceOfAGaugeShowsRoles) {
  sign_in("ann");
  auto live = post("/decisions", R"({"decision":"expedite","title":"Hurry","facts":{"delay_hours":4}})").word("id");
  EXPECT_EQ(post("/decisions/" + live + "/take", R"({"outcome":"expedite","reason":"mine"})").status, 403);
  auto evidence = [&] { return get("/drift/gauges/wrong-hand/evidence"); };
  EXPECT_NE(evidence().text.find("Ann Bell"), std::string::npos) << "her own";
  sign_in("max");
  EXPECT_NE(evidence().text.find("Ann Bell"), std::string::npos);
  sign_in("bob");
  EXPECT_EQ(evidence().size(), 1u);
  EXPECT_EQ(evidence().text.find("Ann Bell"), std::string::npos) << evidence().text;
  EXPECT_EQ(evidence().text.find("\"ann\""), std::string::npos);
  EXPECT_NE(evidence().text.find("somebody (Fitter)"), std::string::npos);
}

}  // namespace
}  // namespace drivetrain::app::views
