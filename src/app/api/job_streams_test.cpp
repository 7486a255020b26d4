// Jobs pushed to workers: as they come, never more at once than the worker said, and for as long as it may have them.
#include "app/api/client_for_test.h"
#include "app/jobs_company_for_test.h"
#include "base/text.h"

namespace drivetrain::app::api {
namespace {

class JobStreamsTest : public test::ApiTest {
 protected:
  using Answer = test::Answer;
  model::Files files() const override { return app::test::company_with_jobs(); }

  void SetUp() override {
    ApiTest::SetUp();
    bearer = "the operator's key";
    auto link = post("/accounts", R"({"account":"carrier-bot","person":"","administrator":false})").word("link");
    bearer.clear();
    ASSERT_EQ(post("/links/redeem", R"({"secret":")" + link.substr(link.find('#') + 1) + R"(","password":"four words in a row"})").status, 200);
    cookie.clear(), bearer = "the operator's key";
    token = post("/tokens", R"({"title":"bot","scope":"work","account":"carrier-bot","expires":"2026-04-01T00:00:00Z"})").word("token");
    bearer.clear();
    sign_in("max");
  }
  std::string dispatch() {
    auto started = post("/cases", R"({"process":"dispatch","business_key":"D-)" + std::to_string(++cases) + R"(","variables":{"pieces":2}})");
    return started.word("id");
  }
  Answer as_worker(std::string const& method, std::string const& path, std::string const& body = {}) {
    return send(method, "/api/v1" + path, body, {{"authorization", "Bearer " + token}, {"cookie", ""}});
  }
  std::shared_ptr<platform::EventStream> open(std::string const& query) { return as_worker("GET", "/jobs/stream?" + query).events; }
  /// Names of the jobs that came since the last time, "case-7/a1 case-9/a1"; what else came with its type.
  std::string came(platform::EventStream& stream) {
    api->job_streams().feed();
    std::string names;
    for (auto const& text : stream.take()) {
      auto data = text->substr(text->find("data: ") + 6);
      auto json = feel::from_json(trim(data));
      if (!text->starts_with("event: jobs")) {
        names += trim(text->substr(0, text->find('\n')));
        continue;
      }
      EXPECT_TRUE(json.ok()) << *text;
      auto items = json->at("items");
      for (auto const& job : items.list()) names += (names.empty() ? "" : " ") + std::string(job.at("id").string());
    }
    return names;
  }
  int complete(std::string const& job, std::string const& worker) { return as_worker("POST", "/jobs/" + job + "/completion", R"({"worker":")" + worker + R"("})").status; }
  std::string token;
  int cases = 0;
};

TEST_F(JobStreamsTest, JobsComeAsTheyBeginAndNoMoreThanTheWorkerSaid) {
  auto first = dispatch();
  auto stream = open("worker=bot&topic=carrier&most=2");
  ASSERT_TRUE(stream);
  EXPECT_EQ(came(*stream), first + "/a1");
  auto second = dispatch(), third = dispatch();
  EXPECT_EQ(came(*stream), second + "/a1") << "it has two now";
  EXPECT_EQ(came(*stream), "");
  EXPECT_EQ(complete(first + "/a1", "bot"), 200);
  EXPECT_EQ(came(*stream), third + "/a1") << "of its topic alone: the next step is another's";
  EXPECT_EQ(api->job_streams().count(), 1u);
  stream->detach();
  EXPECT_EQ(api->job_streams().count(), 0u);
  EXPECT_EQ(complete(second + "/a1", "bot"), 200) << "what it holds it may answer without a stream";
}

TEST_F(JobStreamsTest, AJobIsWithTheWorkerUntilItsLockRunsOut) {
  auto one = dispatch();
  auto stream = open("worker=bot&topic=carrier&lock=PT1M");
  EXPECT_EQ(came(*stream), one + "/a1");
  auto next = dispatch();
  EXPECT_EQ(api->job_streams().feed(), world->clock.now() + minutes(1)) << "when to look again though nothing is heard";
  pass(minutes(1));
  EXPECT_EQ(came(*stream), one + "/a1") << "the oldest first, once more";
  EXPECT_EQ(as_worker("POST", "/jobs/" + one + "/a1/lock", R"({"worker":"bot","lock":"PT1H"})").status, 200);
  pass(minutes(2));
  EXPECT_EQ(came(*stream), "");
  EXPECT_EQ(as_worker("POST", "/jobs/" + one + "/a1/failure", R"({"worker":"bot","message":"no line","backoff":"PT10M"})").status, 200);
  EXPECT_EQ(came(*stream), next + "/a1") << "what rests makes room";
  EXPECT_EQ(complete(next + "/a1", "bot"), 200);
  EXPECT_EQ(came(*stream), "");
  pass(minutes(10));
  EXPECT_EQ(came(*stream), one + "/a1") << "it has rested";
}

TEST_F(JobStreamsTest, WhatAWorkerHadThatVanishedComesBackWhenItsLockRunsOut) {
  auto one = dispatch();
  auto gone = open("worker=a&topic=carrier&lock=PT1M");
  EXPECT_EQ(came(*gone), one + "/a1");
  gone->detach();
  EXPECT_EQ(api->job_streams().count(), 0u);
  auto other = open("worker=b&topic=carrier&lock=PT5M");
  EXPECT_EQ(came(*other), "") << "it is held: its worker may be at work still";
  EXPECT_EQ(api->job_streams().feed(), world->clock.now() + minutes(1));
  pass(minutes(1));
  EXPECT_EQ(came(*other), one + "/a1");
  EXPECT_EQ(complete(one + "/a1", "a"), 409) << "it is another's now";
  EXPECT_EQ(complete(one + "/a1", "b"), 200);
}

TEST_F(JobStreamsTest, WhatIsCancelledMakesRoom) {
  auto one = dispatch(), other = dispatch();
  auto stream = open("worker=bot&topic=carrier");
  EXPECT_EQ(came(*stream), one + "/a1");
  EXPECT_EQ(post("/cases/" + one + "/cancel", R"({"reason":"not needed"})").status, 200);
  EXPECT_EQ(came(*stream), other + "/a1");
}

TEST_F(JobStreamsTest, SeveralStreamsShareWhatThereIs) {
  auto a = open("worker=a&topic=carrier&most=10&variable=pieces"), b = open("worker=b&topic=mail&topic=carrier&most=1");
  EXPECT_EQ(came(*a) + came(*b), "");
  std::string all;
  for (int i = 0; i < 4; ++i) all += (all.empty() ? "" : " ") + dispatch() + "/a1";
  auto first = came(*a), second = came(*b);
  EXPECT_EQ(split(first + " " + second, ' ').size(), 4u) << first << " and " << second;
  EXPECT_FALSE(first.empty());
  auto head = runtime->journal().head();
  EXPECT_EQ(came(*a) + came(*b), "");
  EXPECT_EQ(runtime->journal().head(), head) << "looking for nothing leaves no record";
}

TEST_F(JobStreamsTest, AStreamEndsWithItsTokenAndWithTheServer) {
  auto revoked = open("worker=bot&topic=carrier");
  EXPECT_EQ(came(*revoked), "");
  auto max = cookie;
  cookie.clear(), bearer = "the operator's key";
  EXPECT_EQ(post("/accounts/carrier-bot/deactivate", "{}").status, 200);
  bearer.clear(), cookie = max;
  dispatch();
  EXPECT_EQ(came(*revoked), "event: refused");
  EXPECT_TRUE(revoked->ended());
  EXPECT_EQ(send("GET", "/api/v1/jobs/stream?worker=w&topic=carrier").status, 200) << "whoever answers for the process may, too";
  EXPECT_EQ(api->job_streams().count(), 1u);
  api->job_streams().close_all();
  EXPECT_EQ(api->job_streams().count(), 0u);
  EXPECT_EQ(send("GET", "/api/v1/jobs/stream?worker=w&topic=carrier").status, 503);
}

TEST_F(JobStreamsTest, WhoMayHaveNoneIsTold) {
  dispatch();
  sign_in("ann");
  auto stream = send("GET", "/api/v1/jobs/stream?worker=w&topic=carrier").events;
  ASSERT_TRUE(stream);
  EXPECT_EQ(came(*stream), "event: refused");
  EXPECT_TRUE(stream->ended());
  EXPECT_EQ(send("GET", "/api/v1/jobs/stream?worker=w").status, 400) << "a topic is needed";
  EXPECT_EQ(send("GET", "/api/v1/jobs/stream?worker=w&topic=carrier&most=5000").status, 400);
}

}  // namespace
}  // namespace drivetrain::app::api
