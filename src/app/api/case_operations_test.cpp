// What people do to cases under way, through the API: they stand still, are changed, told why they wait; many at once; and what came to nobody.
#include <algorithm>

#include "app/api/client_for_test.h"
#include "processes/case_commands.h"

namespace drivetrain::app::api {
namespace {

class CaseOperationsTest : public test::ApiTest {
 protected:
  void SetUp() override {
    ApiTest::SetUp();
    sign_in("max");
    id = start_repair("M-1", "critical");
  }
  std::string id;
};

TEST_F(CaseOperationsTest, ACaseTellsWhyItDoesNotMove) {
  auto why = get("/cases/" + id + "/why");
  EXPECT_EQ(why.status, 200) << why.text;
  ASSERT_FALSE(why.at("tokens").list().empty());
  auto token = why.at("tokens").list()[0];
  EXPECT_FALSE(token.at("waits_for").string().empty());
  EXPECT_FALSE(token.at("holder.role").is_null()) << why.text;
  EXPECT_EQ(get("/cases/case-9999/why").status, 404);
}

TEST_F(CaseOperationsTest, WorkOfASuspendedCaseIsNotTaken) {
  sign_in("ann");
  auto item = std::string(get("/queues/fitter").item(0).at("item").string());
  EXPECT_EQ(post("/work-items/" + item + "/start", "{}").status, 200);
  sign_in("max");
  EXPECT_EQ(post("/cases/" + id + "/suspend", R"({"reason":"the customer is asked"})").status, 200);
  EXPECT_NE(get("/cases/" + id + "/why").word("summary").find("suspended since"), std::string::npos);
  sign_in("ann");
  auto refused = post("/work-items/" + item + "/complete", R"({"result":{"passed":true}})");
  EXPECT_EQ(refused.status, 409) << refused.text;
  EXPECT_NE(refused.text.find("the customer is asked"), std::string::npos) << refused.text;
  sign_in("max");
  EXPECT_EQ(post("/cases/" + id + "/resume", "{}").status, 200);
  sign_in("ann");
  EXPECT_EQ(post("/work-items/" + item + "/complete", R"({"result":{"passed":true}})").status, 200);
}

TEST_F(CaseOperationsTest, ACaseIsChangedByHandAfterALookAtWhatWouldHappen) {
  auto page = get("/cases/" + id);
  auto token = page.at("tokens").list()[0];
  auto activity = std::string(token.at("activity").string()), element = std::string(token.at("element").string());
  auto body = [&](bool dry_run) {
    return R"({"cancel":[")" + activity + R"("],"start":[{"element":")" + element + R"("}],"reason":"again","dry_run":)" + (dry_run ? "true" : "false") + "}";
  };
  auto would = post("/cases/" + id + "/modify", body(true));
  EXPECT_EQ(would.status, 200) << would.text;
  EXPECT_EQ(would.at("changes").list().size(), 2u);
  // Looking leaves no trace, and neither does looking in vain.
  EXPECT_EQ(post("/cases/" + id + "/modify", R"({"cancel":["a999"],"start":[],"reason":"again","dry_run":true})").status, 409);
  EXPECT_EQ(post("/cases/" + id + "/migrate", R"({"reason":"x","dry_run":true})").status, 409);
  EXPECT_EQ(post("/cases/" + id + "/modify", body(true)).at("position"), would.at("position"));
  EXPECT_EQ(get("/cases/" + id).at("tokens").list()[0].at("activity"), token.at("activity"));
  EXPECT_EQ(post("/cases/" + id + "/modify", body(false)).status, 200);
  EXPECT_FALSE(get("/cases/" + id).at("tokens").list()[0].at("activity") == token.at("activity"));
  EXPECT_EQ(post("/cases/" + id + "/migrate", R"({"reason":"x"})").status, 409) << "there is one version";
}

TEST_F(CaseOperationsTest, ManyAtOnceAfterACount) {
  for (auto const* key : {"M-2", "M-3"}) start_repair(key, "standard");
  auto count = post("/cases/batch", R"({"action":"suspend","filter":{"process":"repair"},"dry_run":true})");
  EXPECT_EQ(count.word("count"), "3") << count.text;
  auto begun = post("/cases/batch", R"({"action":"suspend","filter":{"process":"repair"},"reason":"stocktaking"})");
  ASSERT_EQ(begun.status, 200) << begun.text;
  pass(seconds(1));
  auto batch = get("/batches/" + begun.word("id"));
  EXPECT_EQ(batch.word("done"), "3") << batch.text;
  EXPECT_FALSE(batch.at("ended_at").is_null());
  EXPECT_EQ(post("/cases/batch", R"({"action":"resume","filter":{"process":"polish"},"reason":"none"})").status, 409);
}

TEST_F(CaseOperationsTest, MoreThanOneCommandNamesAreOneBatchAllTheSame) {
  constexpr std::size_t many = 2 * processes::batch_cases_at_once + 7;
  constexpr std::size_t started_at_once = 200;
  for (std::size_t i = 1; i < many;) {  // one is under way already
    std::string starts;
    for (auto end = std::min(many, i + started_at_once); i < end; ++i)
      starts += (starts.empty() ? "" : ",") + (R"({"process":"repair","business_key":"Q-)" + std::to_string(i) + R"(","service":"repair-service","tier":"standard","variables":{"delay_hours":1}})");
    auto started = post("/cases/starts", R"({"cases":[)" + starts + "]}");
    ASSERT_EQ(started.status, 200) << started.text;
  }
  auto count = post("/cases/batch", R"({"action":"cancel","filter":{"process":"repair"},"dry_run":true})");
  EXPECT_EQ(count.word("count"), std::to_string(many)) << count.text;
  EXPECT_EQ(count.at("cases").list().size(), 20u);
  // Who does not answer for them has begun nothing.
  sign_in("ann");
  EXPECT_EQ(post("/cases/batch", R"({"action":"cancel","filter":{"process":"repair"},"reason":"none"})").status, 403);
  EXPECT_EQ(get("/batches").size(), 0u);
  sign_in("max");
  auto begun = post("/cases/batch", R"({"action":"cancel","filter":{"process":"repair"},"reason":"a test"})");
  ASSERT_EQ(begun.status, 200) << begun.text;
  EXPECT_EQ(begun.word("count"), std::to_string(many));
  EXPECT_EQ(post("/batches/" + begun.word("id") + "/stop", R"({"reason":""})").status, 422);
  EXPECT_EQ(post("/batches/" + begun.word("id") + "/stop", R"({"reason":"enough"})").status, 200);
  EXPECT_EQ(post("/batches/" + begun.word("id") + "/stop", R"({"reason":"enough"})").status, 409);
  EXPECT_EQ(post("/batches/batch-9/stop", R"({"reason":"enough"})").status, 404);
  pass(seconds(1));
  auto batch = get("/batches/" + begun.word("id"));
  EXPECT_EQ(batch.word("count"), std::to_string(many)) << batch.text;
  EXPECT_EQ(batch.word("stopped"), "enough");
  EXPECT_EQ(batch.word("stopped_by"), "max");
  EXPECT_EQ(batch.word("done"), "0") << "what is stopped at once has done nothing";
}

TEST_F(CaseOperationsTest, WhatReachedNobodyIsListed) {
  EXPECT_EQ(post("/messages", R"({"message":"gossip","key":"M-1","variables":{}})").status, 409);
  EXPECT_EQ(post("/messages", R"({"message":"gossip","key":"M-1","variables":{},"ttl":"tomorrow"})").status, 422);
  auto discards = get("/discards?kind=message");
  EXPECT_EQ(discards.word("total"), "1") << discards.text;
  EXPECT_EQ(discards.item(0).at("name"), feel::Value("gossip"));
  EXPECT_EQ(post("/signals", R"({"signal":"fire"})").status, 403) << "no process of his waits for it";
  EXPECT_EQ(post("/conditions", R"({"variables":{}})").status, 409);
}

}  // namespace
}  // namespace drivetrain::app::api
