// The gate in front of the handlers: where a request comes from, who asks, and whether it can be read.
#include "app/api/api.h"

#include <chrono>

#include "app/api/client_for_test.h"

namespace drivetrain::app::api {
namespace {

using ApiGateTest = test::ApiTest;
using Headers = std::map<std::string, std::string>;

TEST_F(ApiGateTest, EveryAnswerTellsTheBrowserWhatItMayDo) {
  for (auto const* path : {"/api/v1/session", "/livez", "/", "/assets/nothing.js"}) {
    auto answer = send("GET", path);
    EXPECT_EQ(answer.headers["Content-Security-Policy"].find("default-src 'self'; script-src 'self';"), 0u) << path;
    EXPECT_NE(answer.headers["Content-Security-Policy"].find("frame-ancestors 'none'"), std::string::npos);
    EXPECT_EQ(answer.headers["X-Content-Type-Options"], "nosniff");
  }
  EXPECT_EQ(get("/session").headers["Cache-Control"], "no-store");
}

TEST_F(ApiGateTest, AWriteFromAnotherOriginIsRefused) {
  auto write = [&](Headers headers) { return send("POST", "/api/v1/session", R"({"person":"ann"})", std::move(headers)).status; };
  EXPECT_EQ(write({}), 200);
  EXPECT_EQ(write({{"origin", "http://127.0.0.1:8080"}}), 200);
  EXPECT_EQ(write({{"origin", "http://evil.example"}}), 403);
  EXPECT_EQ(write({{"origin", "null"}}), 403);
  EXPECT_EQ(write({{"origin", "http://127.0.0.1:9999"}}), 403);
  EXPECT_EQ(write({{"sec-fetch-site", "cross-site"}}), 403);
  EXPECT_EQ(write({{"sec-fetch-site", "same-origin"}}), 200);
}

TEST_F(ApiGateTest, AServerOfThisMachineAnswersToItsNamesOnly) {
  auto read = [&](char const* host) { return send("GET", "/api/v1/session", "", {{"host", host}}).status; };
  for (auto const* host : {"localhost:8080", "127.0.0.1", "[::1]:8080"}) EXPECT_EQ(read(host), 200) << host;
  for (auto const* host : {"evil.example:8080", "localhost.evil.example"}) EXPECT_EQ(read(host), 403) << host;
}

TEST_F(ApiGateTest, SaysWhatCannotBeRead) {
  EXPECT_EQ(send("POST", "/api/v1/session", "person=ann", {{"content-type", "application/x-www-form-urlencoded"}}).status, 415);
  auto broken = post("/session", R"({"person":)");
  EXPECT_EQ(broken.status, 400);
  EXPECT_EQ(post("/session", "{}").status, 422);
  EXPECT_EQ(post("/session", "{}").at("errors").list().front().at("pointer"), feel::Value("/account"));
  EXPECT_EQ(post("/session", R"({"persn":"ann"})").word("detail"), "persn is not known here; did you mean person?");
  EXPECT_EQ(get("/decisions?state=opened").status, 400);
  EXPECT_EQ(send("GET", "/api/v1/nothing").status, 404);
  auto wrong_method = send("DELETE", "/api/v1/people");
  EXPECT_EQ(wrong_method.status, 405);
  EXPECT_EQ(wrong_method.headers["Allow"], "GET");
}

TEST_F(ApiGateTest, EveryWriteButSigningInNeedsSomebody) {
  for (auto const& operation : Contract::current().operations()) {
    if (operation.id == "evaluate_decision_table") continue;  // a question with a body: it writes nothing
    if (operation.method == "GET" || operation.id == "sign_in" || operation.id == "sign_out" || operation.path.starts_with("/api/v1/links/")) continue;
    EXPECT_NE(access::judge({}, operation.demand, access::OpenReads::yes), access::Verdict::allowed) << operation.id;
  }
  auto answer = post("/cases", R"({"process":"repair","business_key":"M-1","variables":{}})");
  EXPECT_EQ(answer.status, 401);
  EXPECT_TRUE(runtime->company().processes.open_cases().empty());
}

TEST_F(ApiGateTest, ACookieThatNobodyWasGivenIsNobody) {
  cookie = "drivetrain_session=0123456789abcdef0123456789abcdef";
  EXPECT_TRUE(get("/session").at("person").is_null());
  EXPECT_EQ(get("/today").status, 401);
}

TEST_F(ApiGateTest, AProblemsTypeLeadsToWords) {
  auto page = send("GET", "/docs/DT-X904");
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.text.find("DT-X904"), std::string::npos);
  EXPECT_EQ(send("GET", "/docs/DT-X999").status, 404);
}

TEST_F(ApiGateTest, EveryTextIsBounded) {
  sign_in("ann");
  std::string novel(70'000, 'x');
  auto answer = post("/issues", R"({"type":"andon","title":")" + novel + R"("})");
  EXPECT_EQ(answer.status, 422);
  auto variables = post("/cases", R"({"process":"repair","business_key":"M-1","variables":{"note":[")" + novel + R"("]}})");
  EXPECT_EQ(variables.status, 422);
  EXPECT_EQ(variables.at("errors").list().front().at("pointer"), feel::Value("/variables/note/0"));
}

TEST_F(ApiGateTest, APositionThatNobodyWasToldIsRefusedAtOnce) {
  auto before = std::chrono::steady_clock::now();
  EXPECT_EQ(send("GET", "/api/v1/cases", "", {{"drivetrain-position", "999999999"}}).status, 503);
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(1));
}

TEST_F(ApiGateTest, TheRealClockCannotBeMoved) {
  sign_in("ann");
  EXPECT_TRUE(get("/clock").at("simulated").is_false());
  EXPECT_EQ(post("/clock/advance", R"({"duration":"PT1H"})").status, 409);
}

}  // namespace
}  // namespace drivetrain::app::api
