// The face of Camunda 8 for workers, answer by answer.
#include <gtest/gtest.h>

#include "app/api/client_for_test.h"
#include "app/jobs_company_for_test.h"

namespace drivetrain::app::zeebe_rest {
namespace {

class ZeebeRestTest : public api::test::ApiTest {
 protected:
  model::Files files() const override { return app::test::company_with_jobs(); }
  void SetUp() override {
    ApiTest::SetUp();
    sign_in("max");
  }
  struct Answer {
    int status = 0;
    feel::Value body;
    feel::Value job() const {
      auto jobs = body.at("jobs");
      return jobs.kind() == feel::Kind::list && !jobs.list().empty() ? jobs.list().front() : feel::Value();
    }
    std::string key() const { return std::string(job().at("jobKey").string()); }
  };
  Answer rest(std::string const& method, std::string const& path, std::string const& body) {
    platform::Request request{method, "/v2" + path, {}, {{"host", "127.0.0.1"}, {"drivetrain-request", "1"}, {"cookie", cookie}, {"content-type", "application/json"}}, body, "127.0.0.1"};
    auto response = api->answer(request);
    Answer answer{response.status, {}};
    if (auto json = feel::from_json(response.body)) answer.body = json.take();
    return answer;
  }
  std::string start() { return post("/cases", R"({"process":"dispatch","business_key":"D-1","variables":{"pieces":2}})").word("id"); }
  Answer activate(std::string const& type = "carrier") { return rest("POST", "/jobs/activation", R"({"type":")" + type + R"(","worker":"w","timeout":60000,"maxJobsToActivate":5,"requestTimeout":-1})"); }
};

TEST_F(ZeebeRestTest, AJobIsTakenAndAnswered) {
  auto c = start();
  auto taken = activate();
  auto job = taken.job();
  EXPECT_EQ(job.at("type"), feel::Value("carrier"));
  EXPECT_EQ(job.at("variables.pieces"), feel::Value(2));
  EXPECT_EQ(job.at("retries"), feel::Value(2));
  EXPECT_EQ(rest("POST", "/jobs/" + taken.key() + "/failure", R"({"retries":1,"errorMessage":"down","retryBackOff":1000,"variables":{"tried":"Nord"}})").status, 204);
  EXPECT_TRUE(activate().job().is_null());
  pass(seconds(1));
  auto again = activate();
  EXPECT_EQ(again.job().at("retries"), feel::Value(1));
  EXPECT_EQ(again.job().at("variables.tried"), feel::Value("Nord")) << "of the task, for its next try";
  EXPECT_EQ(rest("PATCH", "/jobs/" + again.key(), R"({"changeset":{"retries":5,"timeout":90000}})").status, 204);
  EXPECT_EQ(rest("POST", "/jobs/" + again.key() + "/completion", R"({"variables":{"carrier":"Nord"}})").status, 204);
  EXPECT_EQ(rest("POST", "/jobs/" + again.key() + "/completion", R"({"variables":{}})").status, 409);
  auto mail = activate("mail");
  EXPECT_EQ(mail.job().at("variables.carrier"), feel::Value("Nord"));
  EXPECT_TRUE(mail.job().at("variables.tried").is_null()) << "gone with it";
  EXPECT_EQ(rest("POST", "/jobs/" + mail.key() + "/completion", "{}").status, 204);
  EXPECT_EQ(get("/cases/" + c).word("state"), "completed");
}

TEST_F(ZeebeRestTest, MoreJobsThanAreGivenAtOnceAreRefusedNotCut) {
  start();
  auto many = rest("POST", "/jobs/activation", R"({"type":"carrier","timeout":60000,"maxJobsToActivate":100000,"requestTimeout":-1})");
  EXPECT_EQ(many.status, 400);
  EXPECT_NE(feel::to_text(many.body).find("asks for 100000 jobs"), std::string::npos) << feel::to_text(many.body);
}

TEST_F(ZeebeRestTest, RefusalsAreProblems) {
  auto c = start();
  EXPECT_EQ(rest("POST", "/jobs/17/completion", "{}").status, 404);
  EXPECT_EQ(rest("POST", "/jobs/x/completion", "{}").status, 404);
  EXPECT_EQ(rest("POST", "/jobs/activation", R"({"type":"carrier","timeout":0,"maxJobsToActivate":1,"requestTimeout":-1})").status, 400);
  EXPECT_EQ(rest("POST", "/jobs/activation", "[]").status, 400);
  auto key = activate().key();
  auto unknown = rest("POST", "/jobs/" + key + "/completion", R"({"result":{"denied":true}})");
  EXPECT_EQ(unknown.status, 400);
  EXPECT_EQ(unknown.body.at("status"), feel::Value(400));
  EXPECT_EQ(rest("POST", "/jobs/" + key + "/error", R"({"errorCode":"SOLD_OUT"})").status, 204);
  EXPECT_EQ(get("/cases/" + c).word("end"), "stays");
  sign_in("ann");
  start();
  EXPECT_EQ(activate().status, 403);
}

}  // namespace
}  // namespace drivetrain::app::zeebe_rest
