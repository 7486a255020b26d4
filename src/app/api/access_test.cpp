// Letting people and programs in: the first administrator, invitations, passwords, sessions, tokens.
#include "app/api/client_for_test.h"

namespace drivetrain::app::api {
namespace {

constexpr char const* good_password = "four words in a row";

class AccessTest : public test::ApiTest {
 protected:
  AccessTest() { demo = machine_stands_still = false; }

  static std::string secret_of(std::string const& link) { return link.substr(link.find('#') + 1); }
  std::string first_secret() { return secret_of((**api->access().first_administrator_link()).path); }
  test::Answer redeem(std::string const& secret, std::string const& account = {}, std::string const& password = good_password) {
    auto answer = post("/links/redeem", R"({"secret":")" + secret + R"(","password":")" + password + (account.empty() ? "" : R"(","account":")" + account) + R"("})");
    keep(answer);
    return answer;
  }
  test::Answer enter(std::string const& account, std::string const& password = good_password) {
    auto answer = post("/session", R"({"account":")" + account + R"(","password":")" + password + R"("})");
    keep(answer);
    return answer;
  }
  void keep(test::Answer& answer) {
    auto set = answer.headers["Set-Cookie"];
    if (!set.empty()) cookie = set.substr(0, set.find(';'));
  }
  void become_administrator() { ASSERT_EQ(redeem(first_secret(), "root").status, 200); }
  /// An active account; whoever was signed in stays so.
  void let_in(std::string const& account, std::string const& person) {
    auto invited = post("/accounts", R"({"account":")" + account + R"(","person":")" + person + R"("})");
    ASSERT_EQ(invited.status, 200) << invited.text;
    auto mine = cookie;
    ASSERT_EQ(redeem(secret_of(invited.word("link"))).status, 200);
    cookie = mine;
  }
  std::string whole_journal() {
    std::string text;
    auto read = world->store.read(1, [&](journal::StoredRecord const& stored) {
      text.append(stored.record.payload.begin(), stored.record.payload.end());
      return true;
    });
    EXPECT_TRUE(read.ok());
    return text;
  }
};

TEST_F(AccessTest, TheFirstAdministratorComesInByALinkThatWorksOnce) {
  EXPECT_EQ(get("/session").word("administered"), "false");
  auto secret = first_secret();
  EXPECT_EQ(post("/links/look", R"({"secret":")" + secret + R"("})").word("purpose"), "first_administrator");
  EXPECT_EQ(redeem(secret, "Root!").word("code"), "DT-X902");
  auto in = redeem(secret, "root");
  ASSERT_EQ(in.status, 200) << in.text;
  EXPECT_EQ(in.word("account.name"), "root");
  EXPECT_EQ(in.word("account.administrator"), "true");
  EXPECT_EQ(in.word("administered"), "true");
  EXPECT_EQ(redeem(secret, "eve").word("code"), "DT-X943");
  EXPECT_FALSE(*api->access().first_administrator_link()) << "there is one now";
  EXPECT_EQ(get("/accounts").size(), 1u);
}

TEST_F(AccessTest, ALinkExpires) {
  auto secret = first_secret();
  pass(days(1) + seconds(1));
  EXPECT_EQ(redeem(secret, "root").word("code"), "DT-X943");
  EXPECT_EQ(redeem(first_secret(), "root").status, 200);
}

TEST_F(AccessTest, AStartWithoutAdministratorEndsTheLinkOfTheOneBefore) {
  auto before = first_secret();
  auto secret = first_secret();
  EXPECT_EQ(redeem(before, "root").word("code"), "DT-X943");
  EXPECT_EQ(redeem(secret, "root").status, 200);
}

TEST_F(AccessTest, SomebodyInvitedSetsAPasswordAndActsAsThePerson) {
  become_administrator();
  auto invited = post("/accounts", R"({"account":"ann@mill.example","person":"ann"})");
  ASSERT_EQ(invited.status, 200) << invited.text;
  EXPECT_TRUE(invited.word("link").starts_with("/join#"));
  EXPECT_EQ(get("/accounts").item(0).at("state"), feel::Value("invited"));
  cookie.clear();
  auto secret = secret_of(invited.word("link"));
  EXPECT_EQ(post("/links/look", R"({"secret":")" + secret + R"("})").word("account"), "ann@mill.example");
  auto in = redeem(secret);
  ASSERT_EQ(in.status, 200) << in.text;
  EXPECT_EQ(in.word("person.id"), "ann");
  EXPECT_EQ(get("/today").status, 200);
  cookie.clear();
  EXPECT_EQ(get("/today").status, 401);
  EXPECT_EQ(enter("ann@mill.example").status, 200);
  EXPECT_EQ(get("/today").status, 200);
  EXPECT_EQ(get("/accounts").status, 403);
}

TEST_F(AccessTest, PoorPasswordsAreRefused) {
  auto secret = first_secret();
  for (auto const* poor : {"short", "aaaaaaaaaaaaaaaa", "ababababababab", "administrator"}) EXPECT_EQ(redeem(secret, "administrator", poor).word("code"), "DT-X902") << poor;
  EXPECT_EQ(redeem(secret, "administrator", "a whole sentence").status, 200);
}

TEST_F(AccessTest, WhateverWasWrongTheRefusalIsTheSame) {
  become_administrator();
  let_in("ann", "ann");
  ASSERT_EQ(post("/accounts/ann/deactivate", "{}").status, 200);
  ASSERT_EQ(post("/accounts", R"({"account":"invited"})").status, 200);
  cookie.clear();
  auto wrong = enter("root", "not the password").text;
  EXPECT_EQ(enter("nobody").text, wrong);
  EXPECT_EQ(enter("ann").text, wrong);
  EXPECT_EQ(enter("invited").text, wrong);
  EXPECT_NE(wrong.find("DT-X940"), std::string::npos);
}

TEST_F(AccessTest, GuessingIsSlowedDownAndTheRightPasswordWaitsToo) {
  become_administrator();
  cookie.clear();
  for (int i = 0; i < 5; ++i) EXPECT_EQ(enter("root", "guess number one").status, 401) << i;
  auto refused = enter("root", "guess number two");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.word("code"), "DT-X941");
  EXPECT_GE(std::stoi(refused.headers["Retry-After"]), 1);
  EXPECT_EQ(enter("root").status, 429);
  pass(seconds(21));
  EXPECT_EQ(enter("root").status, 200);
}

TEST_F(AccessTest, AnAddressMayTryTwentyTimes) {
  int tried = 0;
  while (enter("account-" + std::to_string(tried), "whatever it may be").status == 401) ++tried;
  EXPECT_EQ(tried, 20);
}

TEST_F(AccessTest, ASessionOutlivesARestartAndEndsByItself) {
  become_administrator();
  start_up();
  ASSERT_TRUE(api->open().ok());
  EXPECT_EQ(get("/accounts").status, 200);
  pass(hours(11));
  EXPECT_EQ(get("/accounts").status, 200);
  pass(hours(11));
  EXPECT_EQ(get("/accounts").status, 200) << "used in between";
  pass(hours(12) + seconds(1));
  EXPECT_EQ(get("/accounts").status, 401) << "not used for twelve hours";
  ASSERT_EQ(enter("root").status, 200);
  for (int i = 0; i < 7 * 24 / 8; ++i) {
    EXPECT_EQ(get("/accounts").status, 200) << i;
    pass(hours(8));
  }
  pass(seconds(1));
  EXPECT_EQ(get("/accounts").status, 401) << "seven days are the most";
}

TEST_F(AccessTest, SigningOutEndsTheSessionOnTheServer) {
  become_administrator();
  auto mine = cookie;
  EXPECT_EQ(send("DELETE", "/api/v1/session").status, 204);
  cookie = mine;
  EXPECT_EQ(get("/accounts").status, 401);
}

TEST_F(AccessTest, DeactivatingEndsEverySessionAndTokenAtOnce) {
  become_administrator();
  let_in("ann", "ann");
  auto root = cookie;
  ASSERT_EQ(enter("ann").status, 200);
  auto ann = cookie;
  auto token = post("/tokens", R"({"title":"clock","scope":"write","expires":"2026-06-01T00:00:00Z"})").word("token");
  cookie = root;
  ASSERT_EQ(post("/accounts/ann/deactivate", "{}").status, 200);
  cookie = ann;
  EXPECT_EQ(get("/today").status, 401);
  cookie.clear();
  bearer = token;
  EXPECT_EQ(get("/today").status, 401);
  bearer.clear();
  cookie = root;
  auto again = post("/accounts/ann/reset", "{}");
  ASSERT_EQ(again.status, 200) << again.text;
  redeem(secret_of(again.word("link")), "", "another four words");
  cookie = ann;
  EXPECT_EQ(get("/today").status, 401) << "an old session does not come back with the account";
  EXPECT_EQ(enter("ann").status, 401) << "nor the old password";
  EXPECT_EQ(enter("ann", "another four words").status, 200);
}

TEST_F(AccessTest, SomebodyAlwaysAdministers) {
  become_administrator();
  EXPECT_EQ(post("/accounts/root/deactivate", "{}").word("code"), "DT-X903");
  EXPECT_EQ(post("/accounts/root/map", R"({"administrator":false})").word("code"), "DT-X903");
  let_in("ann", "ann");
  ASSERT_EQ(post("/accounts/ann/map", R"({"person":"ann","administrator":true})").status, 200);
  EXPECT_EQ(post("/accounts/root/deactivate", "{}").status, 200);
}

TEST_F(AccessTest, EachPersonHasOneAccountAndItMustBeInTheModel) {
  become_administrator();
  let_in("ann", "ann");
  auto second = post("/accounts", R"({"account":"ann2","person":"ann"})");
  EXPECT_EQ(second.status, 409);
  EXPECT_NE(second.word("detail").find("has the account ann already"), std::string::npos);
  EXPECT_EQ(post("/accounts", R"({"account":"ghost","person":"anm"})").status, 404);
  EXPECT_EQ(post("/accounts", R"({"account":"ann"})").status, 409);
  EXPECT_EQ(post("/accounts", R"({"account":"A name"})").status, 422);
}

TEST_F(AccessTest, ChangingThePasswordEndsTheOtherSessions) {
  become_administrator();
  auto here = cookie;
  ASSERT_EQ(enter("root").status, 200);
  auto there = cookie;
  cookie = here;
  EXPECT_EQ(post("/session/password", R"({"old_password":"not this one","new_password":"another four words"})").status, 401);
  auto changed = post("/session/password", R"({"old_password":"four words in a row","new_password":"another four words"})");
  ASSERT_EQ(changed.status, 200) << changed.text;
  cookie = there;
  EXPECT_EQ(get("/accounts").status, 401);
  keep(changed);
  EXPECT_EQ(get("/accounts").status, 200);
  EXPECT_EQ(enter("root", "another four words").status, 200);
}

TEST_F(AccessTest, ATokenActsWithinItsScopeUntilItExpires) {
  become_administrator();
  let_in("ann", "ann");
  ASSERT_EQ(enter("ann").status, 200);
  auto made = post("/tokens", R"({"title":"wall board","scope":"read","expires":"2026-04-01T00:00:00Z"})");
  ASSERT_EQ(made.status, 200) << made.text;
  EXPECT_TRUE(made.word("token").starts_with("dt_"));
  EXPECT_FALSE(get("/tokens").item(0).at("used").kind() == feel::Kind::string);
  cookie.clear();
  bearer = made.word("token");
  EXPECT_EQ(get("/today").status, 200);
  auto refused = post("/drift/measure", "{}");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.word("code"), "DT-X942");
  pass(*parse_instant("2026-04-01T00:00:00Z") - world->clock.now());
  EXPECT_EQ(get("/today").status, 401);
  bearer = "dt_nonsense";
  EXPECT_EQ(get("/today").status, 401);
}

TEST_F(AccessTest, TokensAreListedAndRevokedByTheirAccountAndByAdministrators) {
  become_administrator();
  let_in("ann", "ann");
  let_in("bob", "bob");
  auto root = cookie;
  ASSERT_EQ(enter("ann").status, 200);
  auto made = post("/tokens", R"({"title":"clock","scope":"write","expires":"2026-06-01T00:00:00Z"})");
  bearer = made.word("token");
  EXPECT_EQ(get("/today").status, 200);
  start_up();
  ASSERT_TRUE(api->open().ok());
  EXPECT_EQ(get("/today").status, 200) << "a token outlives a restart";
  bearer.clear();
  EXPECT_EQ(post("/tokens", R"({"title":"x","scope":"admin","expires":"2026-06-01T00:00:00Z"})").status, 403) << "ann does not administer";
  auto anns = cookie;
  cookie = root;
  EXPECT_EQ(post("/tokens", R"({"title":"x","scope":"write","account":"ann","expires":"2026-06-01T00:00:00Z"})").status, 403) << "nobody acts in her name but she";
  cookie = anns;
  EXPECT_EQ(post("/tokens", R"({"title":"x","scope":"read","expires":"2036-06-01T00:00:00Z"})").status, 422);
  EXPECT_EQ(get("/tokens").item(0).at("used").kind(), feel::Kind::string);
  ASSERT_EQ(enter("bob").status, 200);
  EXPECT_EQ(get("/tokens").size(), 0u);
  EXPECT_EQ(post("/tokens/" + made.word("id") + "/revoke", "{}").status, 403);
  cookie = root;
  EXPECT_EQ(get("/tokens?account=ann").size(), 1u);
  EXPECT_EQ(post("/tokens/" + made.word("id") + "/revoke", "{}").status, 200);
  cookie.clear();
  bearer = made.word("token");
  EXPECT_EQ(get("/today").status, 401);
}

TEST_F(AccessTest, TheJournalTellsEachChangeAndKeepsNoSecret) {
  become_administrator();
  auto invited = post("/accounts", R"({"account":"ann.bell","person":"ann"})");
  auto root = cookie;
  redeem(secret_of(invited.word("link")));
  auto ann = cookie;
  auto token = post("/tokens", R"({"title":"clock","scope":"read","expires":"2026-06-01T00:00:00Z"})").word("token");
  cookie = root;
  post("/accounts/ann.bell/map", R"({"person":"bob","administrator":false})");
  post("/accounts/ann.bell/reset", "{}");
  post("/accounts/ann.bell/deactivate", "{}");
  auto audit = get("/audit?subject=ann.bell&limit=200").text;
  for (auto const* type : {"AccountInvited", "PasswordSet", "TokenCreated", "AccountMapped", "AccountReset", "AccountDeactivated"}) EXPECT_NE(audit.find(type), std::string::npos) << type;
  EXPECT_NE(audit.find(R"("kind":"account","id":"root")"), std::string::npos);
  auto journal = whole_journal();
  for (auto const& secret : {std::string(good_password), secret_of(invited.word("link")), token, token.substr(3), ann.substr(ann.find('=') + 1), std::string("argon2")})
    EXPECT_EQ(journal.find(secret), std::string::npos) << secret;
}

TEST_F(AccessTest, WithoutSignInNothingOfTheCompanyIsRead) {
  for (auto const* path : {"/drive-train", "/people", "/decisions", "/audit", "/events", "/clock"}) {
    auto answer = get(path);
    EXPECT_EQ(answer.status, 401) << path;
    EXPECT_EQ(answer.headers["WWW-Authenticate"], "Bearer realm=\"Drivetrain\"");
  }
  EXPECT_EQ(post("/session", R"({"person":"ann"})").status, 403) << "sample people are for demos";
}

TEST_F(AccessTest, ACookieAloneDoesNotWrite) {
  become_administrator();
  auto write = [&](std::map<std::string, std::string> headers) {
    headers["drivetrain-request"] = headers.contains("own") ? "1" : "";
    return send("POST", "/api/v1/accounts/root/reset2", "{}", headers).status;
  };
  EXPECT_EQ(write({}), 403);
  EXPECT_EQ(write({{"own", "1"}}), 404);
  EXPECT_EQ(write({{"origin", "http://127.0.0.1:8080"}}), 404);
  EXPECT_EQ(write({{"sec-fetch-site", "same-origin"}}), 404);
  EXPECT_EQ(write({{"origin", "http://evil.example"}, {"own", "1"}}), 403);
}

TEST_F(AccessTest, TheOperatorsKeyAdministers) {
  bearer = "the operator's key";
  EXPECT_EQ(post("/accounts", R"({"account":"ann","person":"ann"})").status, 200);
  EXPECT_EQ(get("/today").status, 403);
  bearer = "another key";
  EXPECT_EQ(get("/accounts").status, 401);
}

TEST_F(AccessTest, AResetIsOnRecordEndsWhatWasOpenAndIsToldToThePerson) {
  become_administrator();
  auto root = cookie;
  let_in("bob", "bob");
  post("/accounts/bob/map", R"({"person":"bob","administrator":true})");
  let_in("ann", "ann");
  auto quiet = enter("ann");
  EXPECT_TRUE(quiet.at("account.resets").is_null()) << quiet.text;
  auto anns = cookie;
  auto token = post("/tokens", R"({"title":"clock","scope":"write","expires":"2026-06-01T00:00:00Z"})").word("token");
  ASSERT_EQ(enter("bob").status, 200);
  auto reset = post("/accounts/ann/reset", "{}");
  ASSERT_EQ(reset.status, 200) << reset.text;
  EXPECT_NE(get("/audit?type=AccountReset").text.find(R"("actor":{"kind":"account","id":"bob")"), std::string::npos);

  cookie = anns;
  EXPECT_EQ(get("/today").status, 401) << "the session has ended";
  cookie.clear();
  auto in = redeem(secret_of(reset.word("link")), "", "another four words");
  ASSERT_EQ(in.status, 200) << in.text;
  auto heard = in.at("account").at("resets");
  ASSERT_EQ(heard.kind(), feel::Kind::list) << in.text;
  ASSERT_EQ(heard.list().size(), 1u) << in.text;
  EXPECT_EQ(heard.list()[0].at("by").at("id"), feel::Value("bob"));
  EXPECT_EQ(heard.list()[0].at("by").at("name"), feel::Value("Bob Moss"));
  cookie.clear();
  bearer = token;
  EXPECT_EQ(get("/today").status, 401) << "the new password brings no old token back";
  start_up();
  ASSERT_TRUE(api->open().ok());
  EXPECT_EQ(get("/today").status, 401) << "after a restart neither";
  bearer.clear();

  // Whoever used the link first may not be the person: the second reset hides the first one not.
  cookie = root;
  auto again = post("/accounts/ann/reset", "{}");
  cookie.clear();
  ASSERT_EQ(redeem(secret_of(again.word("link")), "", "yet four other words").status, 200);
  auto told = get("/session").at("account").at("resets");
  ASSERT_EQ(told.list().size(), 2u);
  EXPECT_EQ(told.list()[0].at("by").at("id"), feel::Value("root")) << "latest first";
  EXPECT_EQ(told.list()[1].at("by").at("id"), feel::Value("bob"));
  pass(days(31));
  ASSERT_EQ(enter("ann", "yet four other words").status, 200);
  EXPECT_TRUE(get("/session").at("account").at("resets").is_null()) << "not for ever";
  ASSERT_EQ(enter("bob").status, 200);
  EXPECT_TRUE(get("/session").at("account").at("resets").is_null()) << "only who was reset";
}

}  // namespace
}  // namespace drivetrain::app::api
