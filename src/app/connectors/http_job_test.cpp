// What a call sends and what it answers for, without a network.
#include <gtest/gtest.h>

#include "app/connectors/http_job.h"
#include "notation/bpmn.h"
#include "processes/compile.h"

namespace drivetrain::app::test {
namespace {

/// A task of Camunda 8 with these headers, and the variables that its activity sees.
struct Call {
  std::shared_ptr<processes::Program const> program;
  HttpJob job;

  explicit Call(std::string const& headers, std::initializer_list<std::pair<char const*, feel::Value>> variables = {}) {
    SourceText source("call.bpmn", R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t"><process id="p" isExecutable="true"><startEvent id="b"/>
<serviceTask id="x"><extensionElements><zeebe:taskDefinition type="io.camunda:http-json:1"/><zeebe:taskHeaders>)" + headers + R"(</zeebe:taskHeaders></extensionElements></serviceTask><endEvent id="e"/>
<sequenceFlow id="f1" sourceRef="b" targetRef="x"/><sequenceFlow id="f2" sourceRef="x" targetRef="e"/></process></definitions>)");
    Diagnostics diagnostics;
    auto definitions = notation::read_bpmn(source, diagnostics);
    program = processes::compile_foreign(*definitions, "p", processes::Dialect::zeebe, diagnostics);
    EXPECT_EQ(diagnostics.errors(), 0u);
    job.case_id = "case-1", job.activity = "a1", job.idempotency_key = "k", job.program = program.get(), job.part = program->http_of(program->find("x"));
    EXPECT_TRUE(job.part);
    for (auto const& [name, value] : variables) job.variables.set(name, value);
  }
  HttpJobAnswer after(int status, std::string const& body) const {
    platform::ClientAnswer answer{status, {{"content-type", "application/json"}}, body};
    return answer_of(job, answer, Instant{});
  }
};

feel::Value context(std::initializer_list<std::pair<char const*, feel::Value>> entries) {
  feel::Context made;
  for (auto const& [name, value] : entries) made.set(name, value);
  return feel::Value(std::move(made));
}

TEST(HttpJob, MakesARequestOfTheVariables) {
  Call call("", {{"url", feel::Value("https://a.example/x?y=1")}, {"method", feel::Value("post")}, {"body", context({{"n", feel::Value(1)}})}, {"queryParameters", context({{"q", feel::Value("ä b")}, {"none", feel::Value()}})},
                 {"headers", context({{"Accept", feel::Value("text/plain")}})}, {"authentication", context({{"type", feel::Value("basic")}, {"username", feel::Value("u")}, {"password", feel::Value("p")}})}, {"connectionTimeoutInSeconds", feel::Value("5")}});
  auto made = request_of(call.job);
  ASSERT_TRUE(made.ok()) << made.error().message;
  EXPECT_EQ(made->request.url, "https://a.example/x?y=1&q=%C3%A4%20b");
  EXPECT_EQ(made->request.method, "POST");
  EXPECT_EQ(made->request.body, "{\"n\":1}");
  EXPECT_EQ(made->connect, seconds(5));
  EXPECT_EQ(made->whole, seconds(25));
  std::string headers;
  for (auto const& [name, value] : made->request.headers) headers += name + "=" + value + ";";
  EXPECT_EQ(headers, "Accept=text/plain;Content-Type=application/json;Authorization=Basic dTpw;Idempotency-Key=k;");
}

TEST(HttpJob, SaysWhyTheVariablesMakeNone) {
  EXPECT_EQ(request_of(Call("").job).error().message, "there is no url to call");
  EXPECT_EQ(request_of(Call("", {{"url", feel::Value(7)}}).job).error().message, "url is the number 7, not a text");
  EXPECT_EQ(request_of(Call("", {{"url", feel::Value("https://a.example")}, {"headers", feel::Value("X")}}).job).error().code, "DT-X902");
  EXPECT_EQ(request_of(Call("", {{"url", feel::Value("https://a.example")}, {"authentication", context({{"type", feel::Value("oauth-client-credentials-flow")}})}}).job).error().message, "the authentication 'oauth-client-credentials-flow' does not run here");
}

TEST(HttpJob, ReadsTheAnswer) {
  Call call(R"(<zeebe:header key="resultVariable" value="all"/><zeebe:header key="resultExpression" value="={id: response.body.id}"/>)");
  auto answer = call.after(200, "{\"id\": 7}");
  auto const* done = std::get_if<processes::CompleteJob>(&answer);
  ASSERT_TRUE(done);
  EXPECT_EQ(feel::to_text(done->variables), "{all: {status: 200, headers: {\"content-type\": \"application/json\"}, body: {id: 7}}, id: 7}");
}

TEST(HttpJob, TellsErrorsOfTheBusinessFromFailedTries) {
  Call call(R"(<zeebe:header key="errorExpression" value="=if error.code = &quot;404&quot; then bpmnError(&quot;GONE&quot;, error.message) else if response.body.busy then jobError(&quot;busy&quot;, {}, 5, duration(&quot;PT1M&quot;)) else null"/>)");
  auto gone = call.after(404, "{}");
  ASSERT_TRUE(std::holds_alternative<processes::ThrowJobError>(gone));
  EXPECT_EQ(std::get<processes::ThrowJobError>(gone).code, "GONE");
  auto busy = call.after(200, "{\"busy\": true}");
  ASSERT_TRUE(std::holds_alternative<processes::FailJob>(busy));
  EXPECT_EQ(std::get<processes::FailJob>(busy).message, "busy");
  EXPECT_EQ(std::get<processes::FailJob>(busy).retries, 5);
  EXPECT_EQ(std::get<processes::FailJob>(busy).backoff, minutes(1));
  auto broken = call.after(500, "{}");
  ASSERT_TRUE(std::holds_alternative<processes::FailJob>(broken));
  EXPECT_EQ(std::get<processes::FailJob>(broken).retries, std::nullopt) << "one less than before";
  auto refused = answer_of(call.job, Result<platform::ClientAnswer>(Error{"DT-X960", "not listed", "list it"}), Instant{});
  EXPECT_EQ(std::get<processes::FailJob>(refused).retries, 0) << "the next try would be the same";
  EXPECT_EQ(std::get<processes::FailJob>(refused).message, "not listed; list it");
}

}  // namespace
}  // namespace drivetrain::app::test
