// Every answer fits the contract: of an empty company, and of one in the middle of its day. The client checks; here all are asked.
#include "app/api/client_for_test.h"

namespace drivetrain::app::api {
namespace {

class AnswersTest : public test::ApiTest {
 protected:
  void ask_everything() {
    for (auto const* path :
         {"/session", "/people", "/people?q=lea", "/search?q=repair", "/search?q=m-1&kind=case", "/drive-train", "/today", "/queues", "/queues/fitter", "/strategy", "/form", "/form?on=2026-12-24", "/roles/fitter", "/roles/lead?on=2026-04-03", "/delegation", "/delegation?on=2026-12-24",
          "/decision-rights", "/decision-rights/expedite", "/decisions", "/decisions?state=open&state=taken&state=withdrawn", "/decisions?person=me&late=true", "/rhythms",
          "/rhythms/occurrences", "/rhythms/occurrences?from=2026-03-20&to=2026-04-20", "/actions", "/actions?state=done", "/issue-types", "/issues", "/issues?state=resolved", "/issues/pareto", "/issues/pareto?by=cause&since=2026-01-01", "/issues/pareto?by=unit", "/issues/pareto?by=subject",
          "/processes", "/processes/repair", "/processes/polish", "/processes/repair/diagram", "/cases", "/cases?state=running&state=completed&sort=-started", "/cases?promise=at_risk",
          "/kpis", "/kpis/promises-kept", "/kpis/promises-kept/evidence", "/drift", "/drift/gauges/effort", "/drift/gauges/effort/evidence", "/drift/gauges/rhythms-held", "/changes",
          "/model/findings", "/model/entities/objective/margin", "/model/entities/process/repair", "/model/versions", "/model/kinds", "/model/kinds/decision", "/model/kinds/Company", "/model/entities?kind=kpi", "/model/entities/assignment/fitters-today", "/audit", "/audit?kind=event&type=CaseStarted", "/audit?q=first%20version", "/audit/records/1", "/audit/state", "/audit/state?position=1", "/audit/verify",
          "/discards", "/messages", "/batches", "/jobs", "/clock", "/openapi.json"})
      EXPECT_EQ(get(path).status, 200) << path;
    auto calendar = send("GET", "/api/v1/rhythms/calendar.ics");
    EXPECT_EQ(calendar.status, 200);
    EXPECT_EQ(calendar.headers["Content-Type"], "text/calendar; charset=utf-8");
    EXPECT_NE(calendar.text.find("BEGIN:VEVENT"), std::string::npos);
    EXPECT_EQ(send("GET", "/api/v1/rhythms/calendar.ics?rhythm=tea").status, 404);
    EXPECT_EQ(send("GET", "/livez").text, "ok");
    EXPECT_EQ(send("GET", "/readyz").text, "ok");
    EXPECT_EQ(send("GET", "/version").status, 200);
  }
};

TEST_F(AnswersTest, OfACompanyInWhichNothingHasHappened) {
  sign_in("lea");
  ask_everything();
  auto train = get("/drive-train");
  EXPECT_EQ(train.at("sentences").list().front().at("level"), feel::Value("no_data"));
  EXPECT_TRUE(train.at("dials").list()[0].at("value").is_null());  // alignment without hours is unknown, not zero
  EXPECT_EQ(get("/kpis").item(0).at("status"), feel::Value("no_data"));
  EXPECT_TRUE(get("/kpis").item(0).at("value").is_null());
}

TEST_F(AnswersTest, OfACompanyInTheMiddleOfItsDay) {
  sign_in("ann");
  for (auto const* key : {"M-1", "M-2", "M-3"}) start_repair(key, "critical");
  auto first = std::string(get("/queues/fitter").item(0).at("item").string());
  EXPECT_EQ(post("/work-items/" + first + "/start", "{}").status, 200);
  pass(hours(2));
  EXPECT_EQ(post("/work-items/" + first + "/complete", R"({"result":{"passed":true}})").status, 200);
  post("/issues", R"({"issue_type":"safety","title":"Oil on the floor"})");
  post("/decisions/decision-1/take", R"({"outcome":"expedite","reason":"x"})");
  pass(days(2));
  EXPECT_EQ(post("/drift/measure", "{}").status, 200);
  sign_in("dora");  // what nobody answered has climbed to her
  ask_everything();
  auto train = get("/drive-train");
  EXPECT_EQ(train.at("sentences").list().size(), 3u);
  EXPECT_NE(train.word("sentences").find("3 promises are broken already"), std::string::npos) << train.word("sentences");
  EXPECT_FALSE(train.at("waiting").list().empty());
  auto cases = get("/cases");
  EXPECT_EQ(cases.word("total"), "3");
  EXPECT_EQ(cases.item(0).at("promise"), feel::Value("broken"));
  for (auto const& one : cases.items()) {
    auto page = get("/cases/" + std::string(one.at("case_id").string()));
    EXPECT_FALSE(page.at("tokens").list().empty());
  }
  for (auto const& one : get("/decisions").items()) EXPECT_EQ(get("/decisions/" + std::string(one.at("live").string())).status, 200);
  for (auto const& one : get("/issues").items()) EXPECT_EQ(get("/issues/" + std::string(one.at("issue").string())).status, 200);
  for (auto const& one : get("/rhythms/occurrences?from=2026-03-27&to=2026-03-30").items())
    if (auto id = one.at("occurrence"); !id.is_null()) EXPECT_EQ(get("/rhythms/occurrences/" + std::string(id.string())).status, 200);
}

TEST_F(AnswersTest, WhatIsNotThereIsNotFound) {
  for (auto const* path : {"/queues/nobody", "/work-items/work-9", "/decisions/decision-9", "/decision-rights/x", "/roles/x", "/rhythms/occurrences/occurrence-9", "/issues/issue-9", "/processes/x",
                           "/cases/case-9", "/cases/case-9/timeline", "/kpis/x", "/drift/gauges/x", "/drift/signals/signal-9", "/changes/change-9", "/model/entities/objective/x", "/audit/records/99999", "/audit/records/x"}) {
    auto answer = get(path);
    EXPECT_EQ(answer.status, 404) << path;
    EXPECT_EQ(answer.word("code"), "DT-X901") << path;
  }
}

TEST_F(AnswersTest, ListsComeInPages) {
  sign_in("ann");
  for (int i = 0; i < 5; ++i) start_repair("M-" + std::to_string(i), "standard");
  auto first = get("/cases?limit=2");
  EXPECT_EQ(first.size(), 2u);
  auto second = get("/cases?limit=2&cursor=" + first.word("next_cursor"));
  auto third = get("/cases?limit=2&cursor=" + second.word("next_cursor"));
  EXPECT_EQ(third.size(), 1u);
  EXPECT_TRUE(third.at("next_cursor").is_null());
  EXPECT_EQ(get("/cases?cursor=xyz").status, 422);
  EXPECT_EQ(get("/cases?limit=0").status, 400);
  // The journal's pages follow positions: what is written meanwhile does not shift them.
  auto page = get("/audit?limit=3");
  start_repair("M-9", "standard");
  auto next = get("/audit?limit=3&cursor=" + page.word("next_cursor"));
  auto last_of_page = page.item(2).at("position").number().to_int64(), first_of_next = next.item(0).at("position").number().to_int64();
  EXPECT_EQ(*first_of_next, *last_of_page - 1);
}

}  // namespace
}  // namespace drivetrain::app::api
