// The face of Camunda 7, answer by answer: shapes, types, errors. That its own client works with it, a test in the browser's folder shows.
#include <gtest/gtest.h>

#include "app/api/client_for_test.h"
#include "app/engine_rest/typed_values.h"
#include "app/jobs_company_for_test.h"
#include "base/base64.h"

namespace drivetrain::app::engine_rest {
namespace {

class EngineRestTest : public api::test::ApiTest {
 protected:
  model::Files files() const override { return app::test::company_with_jobs(); }
  void SetUp() override {
    ApiTest::SetUp();
    sign_in("max");  // who answers for the process
  }
  struct Answer {
    int status = 0;
    feel::Value body;
    std::string word(std::string_view path) const {
      auto value = body.at(path);
      return value.kind() == feel::Kind::string ? std::string(value.string()) : feel::to_text(value);
    }
    feel::Value first() const { return body.kind() == feel::Kind::list && !body.list().empty() ? body.list().front() : feel::Value(); }
  };
  Answer rest(std::string const& method, std::string const& target, std::string const& body = {}, std::map<std::string, std::string> headers = {}) {
    auto parsed = platform::parse_target("/engine-rest" + target);
    platform::Request request{method, parsed->path, parsed->query, std::move(headers), body, "127.0.0.1"};
    request.headers.try_emplace("host", "127.0.0.1");
    request.headers.try_emplace("drivetrain-request", "1");
    if (!cookie.empty()) request.headers.try_emplace("cookie", cookie);
    if (!body.empty()) request.headers.try_emplace("content-type", "application/json");
    auto response = api->answer(request);
    Answer answer{response.status, {}};
    if (auto json = feel::from_json(response.body)) answer.body = json.take();
    return answer;
  }
  std::string start() { return rest("POST", "/process-definition/key/dispatch/start", R"({"businessKey":"D-1","variables":{"pieces":{"value":2,"type":"Integer"}}})").word("id"); }
  Answer fetch(std::string const& topic = "carrier", std::string const& more = {}) {
    return rest("POST", "/external-task/fetchAndLock", R"({"workerId":"w","maxTasks":2,"usePriority":true,"topics":[{"topicName":")" + topic + R"(","lockDuration":60000)" + more + "}]}");
  }
};

TEST_F(EngineRestTest, AnInstanceIsStartedWorkedAndSeen) {
  auto started = rest("POST", "/engine/default/process-definition/key/dispatch/start", R"({"businessKey":"D-1","variables":{"pieces":{"value":2,"type":"Integer"}},"withVariablesInReturn":true})");
  ASSERT_EQ(started.status, 200) << feel::to_text(started.body);
  EXPECT_EQ(started.word("variables.pieces.type"), "Integer");
  EXPECT_EQ(started.word("ended"), "false");
  auto id = started.word("id");
  auto task = fetch("carrier", R"(,"businessKey":"D-1","processDefinitionKey":"dispatch","processVariables":{"pieces":2})").first();
  EXPECT_EQ(task.at("id"), feel::Value(id + ".a1"));
  EXPECT_EQ(task.at("activityId"), feel::Value("book"));
  EXPECT_EQ(task.at("workerId"), feel::Value("w"));
  EXPECT_EQ(task.at("lockExpirationTime"), feel::Value("2026-03-27T08:01:00.000+0000"));
  EXPECT_EQ(task.at("variables.pieces.value"), feel::Value(2));
  EXPECT_EQ(rest("POST", "/external-task/" + id + ".a1/complete", R"({"workerId":"w","variables":{"carrier":{"value":"Nord"}}})").status, 204);
  EXPECT_EQ(fetch("mail", R"(,"variables":["carrier"])").first().at("variables.carrier.type"), feel::Value("String"));
  EXPECT_EQ(rest("POST", "/external-task/" + id + ".a2/complete", R"({"workerId":"w"})").status, 204);
  EXPECT_EQ(rest("GET", "/process-instance/" + id).word("ended"), "true");
  EXPECT_EQ(rest("GET", "/process-instance/" + id + "/variables").word("carrier.value"), "Nord");
  EXPECT_EQ(rest("GET", "/process-instance").body, feel::Value(feel::List{}));
}

TEST_F(EngineRestTest, ErrorsAreAsThere) {
  auto id = start();
  auto path = "/external-task/" + id + ".a1/";
  auto missing = rest("POST", "/external-task/case-99.a1/complete", R"({"workerId":"w"})");
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(missing.word("type"), "RestException");
  EXPECT_EQ(rest("GET", "/external-task/nonsense").status, 404);
  auto early = rest("POST", path + "complete", R"({"workerId":"w"})");
  EXPECT_EQ(early.status, 400);
  EXPECT_EQ(early.word("type"), "InvalidRequestException");
  EXPECT_EQ(fetch("carrier", R"(,"tenantIdIn":["x"])").status, 400);
  EXPECT_TRUE(fetch("carrier", R"(,"businessKey":"x")").first().is_null()) << "of other cases it gets nothing";
  EXPECT_TRUE(fetch("carrier", R"(,"processDefinitionKeyIn":["repair"])").first().is_null());
  EXPECT_TRUE(fetch("carrier", R"(,"processVariables":{"pieces":3})").first().is_null());
  EXPECT_TRUE(fetch("carrier", R"(,"processDefinitionId":"dispatch:99:deployment-1")").first().is_null()) << "no such version";
  auto definition = rest("GET", "/process-instance/" + id).word("definitionId");
  EXPECT_FALSE(fetch("carrier", R"(,"processDefinitionIdIn":["dispatch:99:deployment-1",")" + definition + "\"]").first().is_null());
  EXPECT_EQ(rest("POST", path + "unlock").status, 204);
  EXPECT_EQ(rest("POST", "/external-task/fetchAndLock", "{").status, 400);
  EXPECT_EQ(rest("POST", "/external-task/fetchAndLock", R"({"workerId":"w","topics":[]})").status, 400);
  EXPECT_EQ(rest("GET", "/external-task?tenantIdIn=x").status, 400) << "refused, not ignored";
  EXPECT_EQ(rest("POST", path + "complete", R"({"workerId":"w","variables":{"f":{"value":"","type":"File"}}})").status, 400);
  EXPECT_EQ(rest("GET", "/nothing").status, 404);
  EXPECT_EQ(rest("GET", "/external-task", {}, {{"authorization", "Basic " + to_base64("bot:dt_nothing")}}).status, 401);
  sign_in("ann");
  EXPECT_EQ(fetch().status, 403) << "ann answers for no process";
}

TEST_F(EngineRestTest, FailuresLocksAndPrioritiesAreAnswered) {
  auto id = start();
  auto path = "/external-task/" + id + ".a1/";
  EXPECT_EQ(rest("POST", path + "lock", R"({"workerId":"w","lockDuration":60000})").status, 204);
  EXPECT_EQ(rest("POST", path + "complete", R"({"variables":{}})").status, 400) << "whose answer is it?";
  EXPECT_EQ(rest("POST", path + "lock", R"({"lockDuration":60000})").status, 400);
  EXPECT_EQ(rest("POST", path + "extendLock", R"({"workerId":"w","newDuration":120000})").status, 204);
  EXPECT_EQ(rest("GET", "/external-task?locked=true&workerId=w").first().at("lockExpirationTime"), feel::Value("2026-03-27T08:02:00.000+0000"));
  EXPECT_EQ(rest("POST", path + "failure", R"({"workerId":"w","errorMessage":"down","errorDetails":"x","retries":0,"retryTimeout":0,"variables":{"seen":{"value":4}},"localVariables":{"half":{"value":true}}})").status, 204);
  auto seen = rest("GET", "/process-instance/" + id + "/variables");
  EXPECT_EQ(seen.body.at("seen.value"), feel::Value(4)) << feel::to_text(seen.body);
  EXPECT_TRUE(seen.body.at("half").is_null()) << "of the task alone";
  EXPECT_EQ(rest("POST", "/external-task/count", R"({"noRetriesLeft":true})").word("count"), "1");
  EXPECT_EQ(rest("PUT", path + "retries", R"({"retries":3})").status, 204);
  EXPECT_EQ(rest("PUT", path + "priority", R"({"priority":9})").status, 204);
  auto task = rest("GET", "/external-task/" + id + ".a1");
  EXPECT_EQ(task.word("priority"), "9");
  EXPECT_EQ(task.word("retries"), "3");
  EXPECT_TRUE(task.body.at("workerId").is_null());
  fetch();
  EXPECT_EQ(rest("POST", path + "unlock").status, 204);
  fetch();
  EXPECT_EQ(rest("POST", path + "bpmnError", R"({"workerId":"w","errorCode":"SOLD_OUT"})").status, 204);
  EXPECT_EQ(rest("GET", "/process-instance/" + id).word("ended"), "true");
  auto other = start();
  EXPECT_EQ(rest("GET", "/process-instance/" + other + "?withVariables=true").status, 400) << "refused, not ignored";
  EXPECT_EQ(rest("DELETE", "/process-instance/" + other + "?skipSubprocesses=true").status, 400);
  EXPECT_EQ(rest("DELETE", "/process-instance/" + other).status, 204);
  EXPECT_EQ(rest("POST", "/message", R"({"messageName":"nobody","businessKey":"D-1"})").status, 400);
}

TEST(TypedValues, GoThereAndBack) {
  feel::Context some;
  some.set("text", feel::Value("a")), some.set("flag", feel::Value(true)), some.set("small", feel::Value(7)), some.set("large", feel::Value(*Decimal::parse("5000000000")));
  some.set("part", feel::Value(*Decimal::parse("1.5"))), some.set("none", feel::Value()), some.set("list", feel::Value(feel::List{feel::Value(1), feel::Value("x")}));
  JsonWriter json;
  write_variables(json, some);
  auto text = json.take();
  EXPECT_NE(text.find(R"("large":{"type":"Long","value":5000000000)"), std::string::npos) << text;
  EXPECT_NE(text.find(R"("list":{"type":"Json","value":"[1,\"x\"]")"), std::string::npos) << text;
  auto back = read_variables(*feel::from_json(text));
  ASSERT_TRUE(back.ok()) << back.error().message;
  EXPECT_EQ(*back, feel::Value(some));
  EXPECT_FALSE(read_variables(*feel::from_json(R"({"x":7})")).ok());
  EXPECT_FALSE(read_variables(*feel::from_json(R"({"x":{"value":"a","type":"integer"}})")).ok());
}

}  // namespace
}  // namespace drivetrain::app::engine_rest
