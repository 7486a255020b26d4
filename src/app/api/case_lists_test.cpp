// Which cases are meant: by the words of the query, in the order that is asked for, and the same ones by a batch; what a case's page tells of its way.
#include "app/api/client_for_test.h"
#include "app/jobs_company_for_test.h"

namespace drivetrain::app::api {
namespace {

class CaseListsTest : public test::ApiTest {
 protected:
  /// And a process that waits for a message.
  model::Files files() const override {
    auto files = app::test::company_with_jobs();
    files.at("processes.yaml") += R"file(---
apiVersion: drivetrain/v1
kind: Process
metadata: {id: collect, title: Collect, owner: manager}
spec: {bpmn: collect.bpmn, purpose: Machines are fetched when it suits., unit: works, contributes: [{objective: keep-running, strength: 1}]}
)file";
    files["collect.bpmn"] = R"file(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:dt="https://drivetrain.dev/schema/bpmn/1.0" id="d4" targetNamespace="https://drivetrain.dev/models/mill">
  <message id="m1" name="carrier-asked"/>
  <process id="collect" name="Collect" isExecutable="true">
    <startEvent id="begun" name="Begun"/>
    <intermediateCatchEvent id="asked" name="Carrier asks" dt:correlation="business_key" dt:role="lead"><messageEventDefinition messageRef="m1"/></intermediateCatchEvent>
    <endEvent id="done" name="Fetched"/>
    <sequenceFlow id="f1" sourceRef="begun" targetRef="asked"/>
    <sequenceFlow id="f2" sourceRef="asked" targetRef="done"/>
  </process>
</definitions>
)file";
    return files;
  }
  void SetUp() override {
    ApiTest::SetUp();
    sign_in("max");
    old_one = start_repair("M-2", "standard");
    pass(days(3));
    young = start_repair("M-1", "critical");
    dispatched = post("/cases", R"({"process":"dispatch","business_key":"D-1","variables":{"pieces":2}})").word("id");
    pass(hours(1));
  }
  std::string keys(std::string const& query) {
    std::string all;
    for (auto const& one : get("/cases?" + query).items()) all += (all.empty() ? "" : " ") + std::string(one.at("business_key").string());
    return all;
  }
  void do_first(std::string const& who) {
    sign_in(who);
    auto item = std::string(get("/queues/fitter").item(0).at("item").string());
    EXPECT_EQ(post("/work-items/" + item + "/start", R"({"reason":"it is at hand"})").status, 200);
    EXPECT_EQ(post("/work-items/" + item + "/complete", R"({"result":{"passed":true}})").status, 200);
    sign_in("max");
  }
  std::string old_one, young, dispatched;
};

TEST_F(CaseListsTest, EachWordOfTheQueryNarrows) {
  EXPECT_EQ(keys("sort=started"), "M-2 M-1 D-1");
  EXPECT_EQ(keys("process=repair&sort=key"), "M-1 M-2");
  EXPECT_EQ(keys("key=M-2"), "M-2");
  EXPECT_EQ(keys("key=M"), "") << "the whole key";
  EXPECT_EQ(keys("q=m-&sort=-key"), "M-2 M-1") << "a part of it, in any case of letters";
  EXPECT_EQ(keys("tier=critical"), "M-1");
  EXPECT_EQ(keys("element=fix&sort=started"), "M-2 M-1");
  EXPECT_EQ(keys("age=P2D"), "M-2");
  EXPECT_EQ(keys("element=fix&waiting=P3D"), "M-2");
  EXPECT_EQ(keys("element=ask&waiting=PT1M"), "") << "it waits elsewhere";
  EXPECT_EQ(keys("started_from=2026-03-29T00:00:00Z&sort=key"), "D-1 M-1") << get("/cases").text;
  EXPECT_EQ(keys("started_to=2026-03-29T00:00:00Z"), "M-2");
  EXPECT_EQ(keys("suspended=true"), "");
  EXPECT_EQ(keys("incident=false&sort=-started"), "D-1 M-1 M-2");
  auto revision = get("/session").word("revision");
  EXPECT_EQ(keys("revision=" + revision + "&process=repair&sort=waiting"), "M-2 M-1");
  EXPECT_EQ(keys("revision=another"), "");
  EXPECT_EQ(get("/cases?age=Plenty").status, 422);
  EXPECT_EQ(get("/cases?age=long").status, 400);
  EXPECT_EQ(get("/cases?started_from=yesterday").status, 400);
  EXPECT_EQ(get("/cases?sort=luck").status, 400);
}

TEST_F(CaseListsTest, ColumnsOrderItBothWaysAndTotalsCountAllThatFit) {
  EXPECT_EQ(keys("sort=process"), "D-1 M-2 M-1");
  EXPECT_EQ(keys("sort=-process"), "M-2 M-1 D-1");
  EXPECT_EQ(keys("sort=customer"), "M-2 M-1 D-1") << "who has none comes last";
  EXPECT_EQ(keys("sort=-customer"), "M-2 M-1 D-1") << "either way";
  EXPECT_EQ(post("/cases/" + young + "/suspend", R"({"reason":"the customer is asked"})").status, 200);
  auto all = get("/cases?limit=1");
  EXPECT_EQ(all.size(), 1u);
  EXPECT_EQ(all.word("total"), "3");
  EXPECT_EQ(all.word("totals.suspended"), "1") << all.text;
  EXPECT_EQ(all.word("totals.broken"), "0");
  pass(days(3));
  EXPECT_EQ(get("/cases").word("totals.broken"), get("/cases?promise=broken").word("total"));
  EXPECT_NE(get("/cases").word("totals.broken"), "0") << "days are over";
  EXPECT_EQ(keys("suspended=true"), "M-1");
  EXPECT_EQ(post("/cases/" + old_one + "/cancel", R"({"reason":"sold"})").status, 200);
  EXPECT_EQ(keys("state=cancelled&sort=ended"), "M-2");
}

TEST_F(CaseListsTest, PagesInAnOrderThatIsKeptGoOnBehindTheLastCase) {
  // One that is promised sooner than the older ones, one later; what has no promise comes last.
  start_repair("M-3", "critical");
  pass(hours(1));
  start_repair("M-4", "standard");
  auto in_pages = [&](std::string const& query, bool meanwhile = false) {
    std::string all, cursor;
    for (int i = 0; i < 9; ++i) {
      auto page = get("/cases?limit=1&" + query + (cursor.empty() ? "" : "&cursor=" + cursor));
      EXPECT_EQ(page.status, 200) << page.text;
      EXPECT_EQ(page.at("complete"), feel::Value(true));
      for (auto const& one : page.items()) all += (all.empty() ? "" : " ") + std::string(one.at("business_key").string());
      if (page.at("next_cursor").is_null()) break;
      cursor = page.word("next_cursor");
      // What has gone does not shift the others, and neither does what is new.
      if (meanwhile && i == 1) {
        EXPECT_EQ(post("/cases/" + old_one + "/cancel", R"({"reason":"sold"})").status, 200);
      }
    }
    return all;
  };
  for (std::string sort : {"started", "-started", "promised", "-promised"}) EXPECT_EQ(in_pages("sort=" + sort), keys("sort=" + sort)) << sort;
  EXPECT_EQ(keys("sort=started"), "M-2 M-1 D-1 M-3 M-4");
  EXPECT_EQ(keys("sort=-started"), "M-4 M-3 D-1 M-1 M-2");
  EXPECT_EQ(keys(""), keys("sort=promised"));
  auto promised = [&](std::string const& query) {
    std::string before;
    for (auto const& one : get("/cases?" + query).items()) {
      auto promise = one.at("promised");
      auto text = promise.is_null() ? std::string("none") : std::string(promise.string());
      EXPECT_TRUE(before.empty() || (query == "sort=promised" ? before <= text : text == "none" || text <= before)) << query << ": " << before << ", " << text;
      before = text;
    }
    EXPECT_EQ(before, "none") << query;
  };
  promised("sort=promised"), promised("sort=-promised");
  EXPECT_EQ(in_pages("sort=started&process=repair"), "M-2 M-1 M-3 M-4");
  EXPECT_EQ(in_pages("sort=-started&q=m-", true), "M-4 M-3 M-1");
  EXPECT_EQ(in_pages("sort=promised"), keys("sort=promised")) << "without the one that was cancelled";
  EXPECT_EQ(get("/cases?sort=started&cursor=3-ab").status, 422);
  EXPECT_EQ(get("/cases?sort=key&cursor=case-3").status, 422) << "a cursor belongs to its order";
}

TEST_F(CaseListsTest, OfVeryManyCasesAPageLooksAtSoManyAndGoesOn) {
  constexpr int batches = 21;  // one thousand more than limits::max_cases_looked_at
  for (int batch = 0; batch < batches; ++batch) {
    std::string cases;
    for (int i = 0; i < 1'000; ++i) cases += (i == 0 ? "" : ",") + (R"({"process":"dispatch","business_key":"Q-)" + std::to_string(batch * 1'000 + i) + R"(","variables":{}})");
    ASSERT_EQ(post("/cases/starts", R"({"cases":[)" + cases + "]}").at("refused"), feel::Value(0));
  }
  auto page = get("/cases?sort=started&q=q-20999");
  EXPECT_EQ(page.size(), 0u) << "it is among the last";
  EXPECT_EQ(page.at("complete"), feel::Value(false));
  EXPECT_EQ(page.word("total"), "0");
  page = get("/cases?sort=started&q=q-20999&cursor=" + page.word("next_cursor"));
  EXPECT_EQ(page.size(), 1u) << page.text;
  EXPECT_TRUE(page.at("next_cursor").is_null());
  EXPECT_EQ(get("/cases?sort=-started&q=q-20999").size(), 1u);
  EXPECT_EQ(get("/cases?limit=1").word("total"), "20000");
  auto sorted = get("/cases?limit=1&sort=-key");
  EXPECT_EQ(sorted.word("total"), "21003") << "what must be put in order is looked at as far as ten times as many";
  EXPECT_EQ(sorted.at("complete"), feel::Value(true));
}

TEST_F(CaseListsTest, ABatchMeansTheSameCasesAsTheList) {
  for (auto const* filter : {R"({"q":"m-"})", R"({"age":"P2D"})", R"({"element":"fix","waiting":"P3D"})", R"({"tier":"critical"})", R"({"key":"D-1"})", R"({"started_to":"2026-03-29T00:00:00Z"})", R"({"promise":"broken"})"}) {
    auto wanted = feel::from_json(filter).take();
    std::string query;
    for (auto const& [name, value] : wanted.context().entries()) query += std::string(query.empty() ? "" : "&") + std::string(name) + "=" + std::string(value.string());
    auto count = post("/cases/batch", std::string(R"({"action":"suspend","dry_run":true,"filter":)") + filter + "}");
    EXPECT_EQ(count.word("count"), get("/cases?" + query).word("total")) << filter;
  }
  EXPECT_EQ(post("/cases/batch", R"({"action":"suspend","dry_run":true,"filter":{"age":"Plenty"}})").status, 422);
  EXPECT_EQ(get("/batches").size(), 0u);
  auto first = post("/cases/batch", R"({"action":"suspend","filter":{"cases":[")" + old_one + R"("]},"reason":"stocktaking"})");
  auto second = post("/cases/batch", R"({"action":"resume","filter":{"suspended":true},"reason":"over"})");
  ASSERT_EQ(second.status, 409) << "it has not begun yet: " << second.text;
  pass(seconds(1));
  EXPECT_EQ(keys("suspended=true"), "M-2");
  second = post("/cases/batch", R"({"action":"resume","filter":{"suspended":true},"reason":"over"})");
  ASSERT_EQ(second.status, 200) << second.text;
  pass(seconds(1));
  auto batches = get("/batches");
  ASSERT_EQ(batches.size(), 2u);
  EXPECT_EQ(batches.item(0).at("batch"), feel::Value(second.word("id"))) << "the latest first";
  EXPECT_EQ(batches.item(1).at("reason"), feel::Value("stocktaking"));
  EXPECT_FALSE(batches.item(0).at("ended_at").is_null());
}

TEST_F(CaseListsTest, APageTellsTheWayOfACaseAndItsStandstill) {
  auto path = [&](std::string const& id) { return get("/cases/" + id).word("path"); };
  EXPECT_EQ(path(old_one), "[\"f1\"]");
  do_first("ann");
  EXPECT_EQ(path(young), "[\"f1\", \"f2\"]") << "the critical one was done first";
  EXPECT_EQ(post("/cases/" + young + "/suspend", R"({"reason":"the customer is asked"})").status, 200);
  auto page = get("/cases/" + young);
  EXPECT_EQ(page.word("halted.reason"), "the customer is asked");
  EXPECT_EQ(page.word("suspended"), "true");
  auto given = page.at("given");
  ASSERT_FALSE(given.list().empty()) << "who started it gave its variables";
  EXPECT_EQ(given.list()[0].at("name"), feel::Value("delay_hours"));
  EXPECT_EQ(page.word("called"), "[]");
  auto other = get("/cases/" + dispatched);
  auto tokens = other.at("tokens");
  ASSERT_EQ(tokens.list().size(), 1u);
  EXPECT_EQ(tokens.list()[0].at("topic"), feel::Value("carrier"));
}

TEST_F(CaseListsTest, AMapTellsTimesAgainstTargetsAndOneVersionAlone) {
  auto step = [&](test::Answer const& page, char const* element) {
    auto steps = page.at("steps");
    for (auto const& one : steps.list())
      if (one.at("element") == feel::Value(element)) return one;
    return feel::Value();
  };
  auto page = get("/processes/repair");
  auto revision = page.word("in_force");
  EXPECT_EQ(page.word("revision"), revision);
  auto fix = step(page, "fix");
  EXPECT_EQ(*parse_instant(fix.at("target").string()) - *parse_instant(fix.at("oldest").string()), hours(2)) << "expected, round the clock";
  EXPECT_TRUE(fix.at("median_took").is_null()) << "no case has ended";
  EXPECT_TRUE(step(page, "begun").at("target").is_null());
  EXPECT_EQ(step(get("/processes/repair?revision=" + revision), "fix").at("waiting"), feel::Value(2));
  EXPECT_EQ(get("/processes/repair?revision=another").status, 404);
}

TEST_F(CaseListsTest, WhatEndedTellsHowLongItTook) {
  auto polished = post("/cases", R"({"process":"polish","business_key":"P-1","variables":{}})").word("id");
  pass(minutes(30));
  sign_in("ann");
  for (auto const& item : get("/queues/fitter").items())
    if (item.at("case_id") == feel::Value(polished) || item.at("business_key") == feel::Value("P-1")) {
      auto id = std::string(item.at("item").string());
      EXPECT_EQ(post("/work-items/" + id + "/start", R"({"reason":"it is at hand"})").status, 200);
      EXPECT_EQ(post("/work-items/" + id + "/complete", R"({"result":{}})").status, 200);
    }
  EXPECT_EQ(get("/cases/" + polished).word("state"), "completed");
  auto page = get("/processes/polish");
  auto steps = page.at("steps");
  for (auto const& step : steps.list())
    if (step.at("element") == feel::Value("rub")) {
      EXPECT_EQ(step.at("median_took"), feel::Value("PT30M"));
    }
}

TEST_F(CaseListsTest, MessagesThatAreKeptAreListedUntilTheyAreTaken) {
  EXPECT_EQ(get("/messages").size(), 0u);
  auto kept = post("/messages", R"({"message":"carrier-asked","key":"M-1","variables":{"pieces":3},"ttl":"PT2H","message_id":"n-7"})");
  ASSERT_EQ(kept.status, 200) << kept.text;
  auto listed = get("/messages?key=M-1");
  ASSERT_EQ(listed.size(), 1u) << listed.text;
  EXPECT_EQ(listed.item(0).at("id"), feel::Value(kept.word("id")));
  EXPECT_EQ(listed.item(0).at("variables.pieces"), feel::Value(3));
  EXPECT_EQ(get("/messages?message=other").word("total"), "0");
  pass(hours(3));
  EXPECT_EQ(get("/messages").word("total"), "0");
  EXPECT_EQ(get("/discards?name=carrier-asked").word("total"), "1") << "what nobody asked for is told";
  EXPECT_EQ(get("/discards?process=repair").word("total"), "0");
}

TEST_F(CaseListsTest, JobsAreCountedByTopicAndState) {
  auto jobs = get("/jobs?case_id=" + dispatched);
  EXPECT_EQ(jobs.word("total"), "1");
  EXPECT_EQ(get("/jobs?case_id=" + young).word("total"), "0");
  auto held = get("/jobs?state=held");
  EXPECT_EQ(held.word("total"), "0");
  auto topics = held.at("topics");
  ASSERT_EQ(topics.list().size(), 1u) << "topics are counted whatever the state asked for";
  EXPECT_EQ(topics.list()[0].at("topic"), feel::Value("carrier"));
  EXPECT_EQ(topics.list()[0].at("free"), feel::Value(1));
}

}  // namespace
}  // namespace drivetrain::app::api
