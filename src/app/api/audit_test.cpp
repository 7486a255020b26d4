// Everything is in the journal; not everything in it is everybody's business.
#include "app/api/client_for_test.h"
#include "organisation/commands.h"

namespace drivetrain::app::api {
namespace {

class AuditTest : public test::ApiTest {};

TEST_F(AuditTest, WhySomebodyIsAwayIsToldToNobodyElse) {
  ASSERT_TRUE(runtime->ask(journal::Actor::person("lea"), organisation::ReportAbsence{"lea", runtime->now(), runtime->now() + days(3), "chemotherapy"}).accepted());
  sign_in("bob");
  auto all = get("/audit?limit=200");
  ASSERT_EQ(all.status, 200);
  EXPECT_NE(all.text.find("ReportAbsence"), std::string::npos);
  EXPECT_EQ(all.text.find("chemotherapy"), std::string::npos);
  EXPECT_EQ(get("/audit?q=chemotherapy").size(), 0u) << "what is not shown is not found either";
  EXPECT_EQ(get("/audit?format=csv").text.find("chemotherapy"), std::string::npos);
  sign_in("lea");
  EXPECT_NE(get("/audit?limit=200").text.find("chemotherapy"), std::string::npos);
  EXPECT_GT(get("/audit?q=chemotherapy").size(), 0u);
}

TEST_F(AuditTest, APartOfANameIsAsMuchAFilterByPersonAsTheWhole) {
  start_repair("M-1", "critical");
  sign_in("bob");
  EXPECT_EQ(get("/audit?actor=max").status, 403);
  EXPECT_EQ(get("/audit?q=max").status, 403);
  EXPECT_EQ(get("/audit?q=ker").status, 403);
  EXPECT_EQ(get("/audit?q=ma").size(), 0u) << "two letters are looked for as a word";
  EXPECT_EQ(get("/audit?q=bob").status, 200);
}

TEST_F(AuditTest, WhatCannotBeSeenIsRefused) {
  sign_in("ann");
  auto refused = post("/cases", R"({"process":"repair","business_key":"M\u0001-1","variables":{}})");
  EXPECT_EQ(refused.status, 422);
  EXPECT_NE(refused.text.find("control character"), std::string::npos) << refused.text;
  EXPECT_EQ(post("/cases", R"({"process":"repair","business_key":"M-1","variables":{"note":["a\u0001"]}})").status, 422) << "what no schema describes is looked at too";
}

TEST_F(AuditTest, AClockSaysWhatItWillAskFor) {
  start_repair("M-1", "critical");
  sign_in("bob");
  auto set = get("/audit?type=TimerSet&limit=200");
  ASSERT_GT(set.size(), 0u);
  for (auto const& one : set.items()) {
    auto payload = one.at("payload");
    EXPECT_EQ(payload.at("command").kind(), feel::Kind::string) << set.text;
    EXPECT_EQ(payload.at("payload").kind(), feel::Kind::context) << "fields, no bytes: " << set.text;
    auto text = std::string(one.at("text").string());
    EXPECT_NE(text.find(", to "), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace drivetrain::app::api
