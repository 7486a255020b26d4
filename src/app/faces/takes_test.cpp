// What an address takes: nothing that it does not know, nothing of another type.
#include "app/faces/takes.h"

#include <gtest/gtest.h>

#include "feel/json.h"

namespace drivetrain::app::faces {
namespace {

constexpr Address some[] = {
    {"GET", "thing/count", listed},
    {"GET", "thing/*", "deep:flag most:whole"},
    {"POST", "thing/*/go", "", "name:text tries:whole now:flag words:[text] steps:[{id:text at:time}] more:object variables:typed"},
};

std::string refused(std::string const& body, std::map<std::string, std::string> const& query = {}) {
  platform::Request request;
  for (auto const& [name, value] : query) request.query.emplace(name, value);
  auto checked = check_request(some[query.empty() ? 2 : 1], request, *feel::from_json(body));
  return checked.ok() ? "" : checked.error().message;
}

TEST(Takes, AnAddressIsFoundByMethodAndPath) {
  EXPECT_EQ(find_address(some, "GET", {"thing", "count"}), &some[0]);
  EXPECT_EQ(find_address(some, "GET", {"thing", "7"}), &some[1]);
  EXPECT_EQ(find_address(some, "POST", {"thing", "7", "go"}), &some[2]);
  EXPECT_EQ(find_address(some, "POST", {"thing", "7"}), nullptr);
  EXPECT_EQ(find_address(some, "GET", {"thing", "7", "go"}), nullptr);
}

TEST(Takes, AnotherTypeIsRefusedByName) {
  EXPECT_EQ(refused(R"({"name":"a","tries":3,"now":true,"words":["x"],"steps":[{"id":"s","at":"2026-03-27T08:00:00Z"}],"more":{"any":1},"variables":{"v":{"value":[1],"type":"Json"}}})"), "");
  EXPECT_EQ(refused(R"({"tries":"3"})"), "tries must be a whole number, and is the text '3'");
  EXPECT_EQ(refused(R"({"tries":1.5})"), "tries must be a whole number, and is 1.5");
  EXPECT_EQ(refused(R"({"name":7})"), "name must be a text, and is 7");
  EXPECT_EQ(refused(R"({"now":"true"})"), "now must be true or false, and is the text 'true'");
  EXPECT_EQ(refused(R"({"words":"x"})"), "words must be a list, and is the text 'x'");
  EXPECT_EQ(refused(R"({"words":["x",2]})"), "words[1] must be a text, and is 2");
  EXPECT_EQ(refused(R"({"steps":[{"id":"s"},{"at":"soon"}]})"), "steps[1].at must be a time such as 2026-03-27T08:00:00Z, and is the text 'soon'");
  EXPECT_EQ(refused(R"({"more":[1]})"), "more must be an object, and is a list");
  EXPECT_EQ(refused(R"({"variables":{"v":7}})"), "variables.v must be an object, and is 7");
  EXPECT_EQ(refused("{}", {{"deep", "yes"}}), "deep must be true or false, and is 'yes'");
  EXPECT_EQ(refused("{}", {{"most", "abc"}}), "most must be a whole number, and is the text 'abc'");
}

TEST(Takes, WhatIsNotKnownIsRefusedUnlessItSaysNothing) {
  EXPECT_EQ(refused(R"({"nmae":"a"})"), "nmae is not known here");
  EXPECT_EQ(refused(R"({"steps":[{"id":"s","to":"t"}]})"), "steps[0].to is not known here");
  EXPECT_EQ(refused(R"({"variables":{"v":{"value":1,"local":true}}})"), "variables.v.local is not known here");
  EXPECT_EQ(refused(R"({"a":null,"b":false,"c":"","d":[],"e":{}})"), "");
  EXPECT_EQ(refused("{}", {{"foo", "bar"}}), "the query parameter foo is not known here");
  EXPECT_EQ(refused("{}", {{"foo", "false"}, {"deep", "true"}, {"most", "7"}}), "");
}

}  // namespace
}  // namespace drivetrain::app::faces
