// Jobs over HTTP: a worker's token does jobs and nothing else; taking waits until there is one.
#include "app/api/client_for_test.h"
#include "app/jobs_company_for_test.h"

namespace drivetrain::app::api {
namespace {

class JobsApiTest : public test::ApiTest {
 protected:
  using Answer = test::Answer;
  model::Files files() const override { return app::test::company_with_jobs(); }
  std::string dispatch(std::string const& key) { return post("/cases", R"({"process":"dispatch","business_key":")" + key + R"(","variables":{"pieces":2}})").word("id"); }
  /// From now on requests come from the worker's program.
  void as_worker() {
    if (work_token.empty()) {
      bearer = "the operator's key";
      auto invited = post("/accounts", R"({"account":"carrier-bot","person":"","administrator":false})");
      ASSERT_EQ(invited.status, 200) << invited.text;
      auto link = invited.word("link");
      bearer.clear(), cookie.clear();
      ASSERT_EQ(post("/links/redeem", R"({"secret":")" + link.substr(link.find('#') + 1) + R"(","password":"four words in a row"})").status, 200);
      bearer = "the operator's key";
      auto made = post("/tokens", R"({"title":"bot","scope":"work","account":"carrier-bot","expires":"2026-12-01T00:00:00Z"})");
      ASSERT_EQ(made.status, 200) << made.text;
      work_token = made.word("token");
    }
    cookie.clear(), bearer = work_token;
  }
  Answer take(std::string const& more = "") { return post("/jobs/activation", R"({"worker":"bot-1","topics":[{"topic":"carrier","lock":"PT10M"},{"topic":"mail"}])" + more + "}"); }
  platform::Response take_raw(std::string const& body) {
    platform::Request request{"POST", "/api/v1/jobs/activation", {}, {{"host", "127.0.0.1"}, {"content-type", "application/json"}, {"authorization", "Bearer " + bearer}}, body, "127.0.0.1"};
    return api->answer(request);
  }
  std::string work_token;
};

TEST_F(JobsApiTest, AWorkerTakesDoesAndIsTold) {
  sign_in("max");
  auto c = dispatch("D-1");
  EXPECT_EQ(get("/jobs").size(), 1u);
  as_worker();
  auto taken = take(R"(,"most":5,"variables":["pieces"])");
  ASSERT_EQ(taken.size(), 1u) << taken.text;
  auto job = taken.item(0);
  EXPECT_EQ(job.at("id"), feel::Value(c + "/a1"));
  EXPECT_EQ(job.at("variables.pieces"), feel::Value(2));
  EXPECT_EQ(job.at("worker"), feel::Value("bot-1"));
  EXPECT_EQ(job.at("process.title"), feel::Value("Dispatch"));
  auto path = "/jobs/" + c + "/a1/";
  EXPECT_EQ(post(path + "lock", R"({"worker":"bot-1","lock":"PT1H"})").status, 200);
  EXPECT_EQ(post(path + "completion", R"({"worker":"bot-2"})").status, 409);
  EXPECT_EQ(post(path + "completion", R"({"worker":"bot-1","variables":{"carrier":"Nord"}})").status, 200);
  auto twice = post(path + "completion", R"({"worker":"bot-1"})");
  EXPECT_EQ(twice.status, 409);
  EXPECT_NE(twice.word("detail").find("done already by worker bot-1"), std::string::npos);
  auto next = take().item(0);
  EXPECT_EQ(next.at("topic"), feel::Value("mail"));
  EXPECT_EQ(next.at("variables.carrier"), feel::Value("Nord"));
  EXPECT_EQ(post("/jobs/" + c + "/a2/unlock", "{}").status, 200);
  EXPECT_EQ(post("/jobs/" + c + "/a2/priority", R"({"priority":3})").status, 200);
  EXPECT_EQ(take().item(0).at("priority"), feel::Value(3));
  EXPECT_EQ(post("/jobs/" + c + "/a2/completion", R"({"worker":"bot-1"})").status, 200);
  EXPECT_EQ(take().size(), 0u);
  EXPECT_EQ(get("/cases/" + c).status, 403) << "a worker does not read the company";
  EXPECT_EQ(post("/cases", R"({"process":"dispatch","business_key":"D-2","variables":{}})").status, 403);
}

TEST_F(JobsApiTest, FailuresEndAsAnIncidentThatThePageOfCasesShows) {
  sign_in("max");
  auto c = dispatch("D-1");
  as_worker();
  take();
  auto path = "/jobs/" + c + "/a1/";
  EXPECT_EQ(post(path + "failure", R"({"worker":"bot-1","message":"timeout","details":"line 7","backoff":"PT1M"})").status, 200);
  EXPECT_EQ(get("/jobs?state=resting").size(), 1u);
  EXPECT_EQ(take().size(), 0u);
  pass(minutes(1));
  ASSERT_EQ(take().size(), 1u);
  EXPECT_EQ(post(path + "failure", R"({"worker":"bot-1","message":"timeout again"})").status, 200);
  auto stuck = get("/jobs?state=stuck&topic=carrier&process=dispatch");
  ASSERT_EQ(stuck.size(), 1u);
  EXPECT_EQ(stuck.item(0).at("message"), feel::Value("timeout again"));
  EXPECT_EQ(get("/jobs?state=free").size(), 0u);
  bearer.clear(), sign_in("max");
  auto shown = get("/cases/" + c);
  EXPECT_EQ(shown.at("incidents"), feel::Value(1)) << shown.text;
  EXPECT_EQ(post(path + "retries", R"({"retries":1})").status, 200);
  as_worker();
  ASSERT_EQ(take().size(), 1u);
  EXPECT_EQ(post(path + "error", R"({"worker":"bot-1","code":"SOLD_OUT","message":"until Friday"})").status, 200);
  bearer.clear(), sign_in("max");
  EXPECT_EQ(get("/cases/" + c).word("end"), "stays");
}

TEST_F(JobsApiTest, WhoAsksAsAPersonMustAnswerForTheProcess) {
  sign_in("ann");
  auto c = dispatch("D-1");
  EXPECT_EQ(take().status, 403);
  sign_in("max");
  EXPECT_EQ(take().size(), 1u);
  sign_in("ann");
  EXPECT_EQ(post("/jobs/" + c + "/a1/completion", R"({"worker":"bot-1"})").status, 403);
  auto made = post("/tokens", R"({"title":"mine","scope":"work","expires":"2026-12-01T00:00:00Z"})");
  EXPECT_GE(made.status, 400) << "nobody makes themselves a worker";
}

TEST_F(JobsApiTest, TakingWaitsUntilThereIsAJob) {
  sign_in("max");
  auto session = cookie;
  as_worker();
  auto body = R"({"worker":"bot-1","topics":[{"topic":"carrier"}],"request_timeout":"PT20S"})";
  auto first = take_raw(body), second = take_raw(body);
  ASSERT_TRUE(first.parked) << first.body;
  ASSERT_TRUE(second.parked);
  EXPECT_EQ(api->job_bell().waiting(), 2u);
  EXPECT_FALSE(first.parked->wakeup->rung());
  bearer.clear(), cookie = session;
  auto c = dispatch("D-1");
  EXPECT_TRUE(first.parked->wakeup->rung());
  EXPECT_FALSE(second.parked->wakeup->rung()) << "one job, one worker";
  auto got = first.parked->again(false);
  EXPECT_NE(got.body.find(c + "/a1"), std::string::npos) << got.body;
  EXPECT_EQ(second.parked->again(true).body, R"({"items":[]})") << "the server stops";
  as_worker();
  auto gone = take_raw(body), next = take_raw(body);
  bearer.clear(), cookie = session;
  auto other = dispatch("D-2");
  EXPECT_TRUE(gone.parked->wakeup->rung());
  gone.parked->gone();
  EXPECT_TRUE(next.parked->wakeup->rung()) << "what was rung for nobody goes to the next";
  EXPECT_NE(next.parked->again(false).body.find(other + "/a1"), std::string::npos);
  EXPECT_EQ(api->job_bell().waiting(), 0u);
}

TEST_F(JobsApiTest, ManyAnswersWithOneRequestEachCountForThemselves) {
  sign_in("max");
  auto started = post("/cases/starts", R"({"cases":[{"process":"dispatch","business_key":"M-1","variables":{"pieces":1}},{"process":"no-such","business_key":"M-2","variables":{}},
                                                    {"process":"dispatch","business_key":"M-1","variables":{}},{"process":"dispatch","business_key":"M-3","variables":{}}]})");
  ASSERT_EQ(started.status, 200) << started.text;
  ASSERT_EQ(started.size(), 4u);
  EXPECT_EQ(started.at("refused"), feel::Value(2));
  EXPECT_EQ(started.item(1).at("status"), feel::Value(404));
  EXPECT_EQ(started.item(2).at("code"), feel::Value("DT-X903")) << "it runs already";
  auto one = std::string(started.item(0).at("id").string()), other = std::string(started.item(3).at("id").string());
  as_worker();
  EXPECT_EQ(take(R"(,"most":9)").size(), 2u);
  auto job = [](std::string const& c) { return R"({"case_id":")" + c + R"(","activity":"a1","variables":{"carrier":"Nord"}})"; };
  auto done = post("/jobs/completions", R"({"worker":"bot-1","jobs":[)" + job(one) + "," + job(one) + "," + job(other) + "]}");
  ASSERT_EQ(done.status, 200) << done.text;
  EXPECT_EQ(done.at("refused"), feel::Value(1));
  EXPECT_TRUE(done.item(0).at("status").is_null());
  EXPECT_NE(std::string(done.item(1).at("detail").string()).find("done already by worker bot-1"), std::string::npos);
  EXPECT_TRUE(done.item(2).at("status").is_null());
  EXPECT_EQ(done.at("position"), done.item(2).at("position"));
  EXPECT_EQ(take(R"(,"most":9)").item(0).at("variables.carrier"), feel::Value("Nord"));
  EXPECT_EQ(post("/jobs/completions", R"({"worker":"bot-1","jobs":[]})").status, 422);
}

}  // namespace
}  // namespace drivetrain::app::api
