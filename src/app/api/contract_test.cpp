// The contract and the server are one: no route without an operation, no operation without a route.
#include "app/api/contract.h"

#include <gtest/gtest.h>

#include <set>

#include "app/api/client_for_test.h"

namespace drivetrain::app::api {
namespace {

TEST(Contract, EveryOperationHasExactlyItsRouteAndNoRouteIsLeftOver) {
  std::set<std::string> promised, served;
  for (auto const& operation : Contract::current().operations()) promised.insert(operation.id + " " + operation.method + " " + operation.path);
  auto router = make_router();
  for (auto const& route : router.routes()) served.insert(route.operation + " " + route.method + " " + route.path);
  EXPECT_EQ(promised, served);
  EXPECT_GT(promised.size(), 70u);
}

TEST(Contract, IsItsOwnTextAsJson) {
  auto json = feel::from_json(Contract::current().json());
  ASSERT_TRUE(json.ok()) << json.error().message;
  EXPECT_EQ(json->at("openapi"), feel::Value("3.1.0"));
  EXPECT_TRUE(openapi_text().starts_with("openapi: 3.1.0"));
}

std::vector<std::string> misfits_of(std::string_view operation, std::string_view body) {
  std::vector<std::string> texts;
  for (auto const& misfit : Contract::current().check_body(*Contract::current().find(operation), *feel::from_json(body))) texts.push_back(misfit.pointer + " " + misfit.detail);
  return texts;
}

TEST(Contract, PointsAtWhatDoesNotFitARequest) {
  EXPECT_TRUE(misfits_of("take_decision", R"({"outcome":"approve","reason":"sound"})").empty());
  EXPECT_EQ(misfits_of("take_decision", R"({"outcome":"approve"})"), std::vector<std::string>{"/reason is missing"});
  EXPECT_EQ(misfits_of("take_decision", R"({"outcome":"approve","reason":""})"), std::vector<std::string>{"/reason must not be empty"});
  EXPECT_EQ(misfits_of("take_decision", R"({"outcome":3,"reason":"x"})").size(), 1u);
  EXPECT_EQ(misfits_of("take_decision", R"({"outcome":"a","reason":"x","resaon":"y"})"), std::vector<std::string>{"/resaon is not known here; did you mean reason?"});
  EXPECT_EQ(misfits_of("add_action", R"({"title":"t","owner":"ann","due":"2026-02-30"})"), std::vector<std::string>{"/due is no date like 2026-03-27"});
  EXPECT_EQ(misfits_of("propose_change", R"({"title":"t","reason":"r","edits":{"set_weight":[{"objective":"margin","weight":101}]}})"),
            std::vector<std::string>{"/edits/set_weight/0/weight is above 100"});
}

TEST(Contract, RefusesAnswersWithFieldsThatItDoesNotName) {
  auto check = [](std::string_view body) { return Contract::current().check_schema("ChangedEvent", *feel::from_json(body)); };
  EXPECT_TRUE(check(R"({"position":7,"topics":["work"],"subjects":["work-12"]})").empty());
  EXPECT_EQ(check(R"({"position":7,"topics":["word"],"subjects":[]})").size(), 1u);
  EXPECT_EQ(check(R"({"position":7,"topics":[],"subjects":[],"topic":"work"})").size(), 1u);
  EXPECT_EQ(check(R"({"position":7.5,"topics":[],"subjects":[]})").size(), 1u);
}

TEST(Contract, ChecksQueryParameters) {
  auto check = [](std::string_view operation, std::string const& name, std::string const& value) {
    return Contract::current().check_query(*Contract::current().find(operation), {{name, value}}).size();
  };
  EXPECT_EQ(check("list_decisions", "state", "open"), 0u);
  EXPECT_EQ(check("list_decisions", "state", "opened"), 1u);
  EXPECT_EQ(check("list_decisions", "limit", "500"), 1u);
  EXPECT_EQ(check("list_decisions", "limits", "5"), 1u);
  EXPECT_EQ(check("search", "q", "pump"), 0u);
  EXPECT_EQ(Contract::current().check_query(*Contract::current().find("search"), {}).size(), 1u);
}

TEST(Router, PrefersWordsOverVariables) {
  Router router;
  router.add({"one", "GET", "/rhythms/{rhythm}", {}});
  router.add({"all", "GET", "/rhythms/occurrences", {}});
  EXPECT_EQ(router.find("GET", "/rhythms/occurrences").route->operation, "all");
  EXPECT_EQ(router.find("GET", "/rhythms/huddle").path.at("rhythm"), "huddle");
  EXPECT_EQ(router.find("POST", "/rhythms/huddle").route, nullptr);
  EXPECT_EQ(router.find("POST", "/rhythms/huddle").allowed, "GET");
  EXPECT_TRUE(router.find("GET", "/rhythms").allowed.empty());
}

}  // namespace
}  // namespace drivetrain::app::api
