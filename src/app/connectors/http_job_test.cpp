// What a call sends and what it answers for, without a network.
#include <gtest/gtest.h>

#include <map>

#include "app/connectors/http_job.h"
#include "notation/bpmn.h"
#include "processes/compile.h"

namespace drivetrain::app::test {
namespace {

/// A task of Camunda 8 with these headers, and the variables that its activity sees.
struct Call {
  std::shared_ptr<processes::Program const> program;
  HttpJob job;
  Diagnostics warnings;

  explicit Call(std::string const& headers, std::initializer_list<std::pair<char const*, feel::Value>> variables = {}, std::string const& inputs = "") {
    SourceText source("call.bpmn", R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t"><process id="p" isExecutable="true"><startEvent id="b"/>
<serviceTask id="x"><extensionElements><zeebe:taskDefinition type="io.camunda:http-json:1"/><zeebe:ioMapping>)" + inputs + R"(</zeebe:ioMapping><zeebe:taskHeaders>)" + headers + R"(</zeebe:taskHeaders></extensionElements></serviceTask><endEvent id="e"/>
<sequenceFlow id="f1" sourceRef="b" targetRef="x"/><sequenceFlow id="f2" sourceRef="x" targetRef="e"/></process></definitions>)");
    Diagnostics diagnostics;
    auto definitions = notation::read_bpmn(source, diagnostics);
    program = processes::compile_foreign(*definitions, "p", processes::Dialect::zeebe, diagnostics);
    EXPECT_EQ(diagnostics.errors(), 0u);
    job.case_id = "case-1", job.activity = "a1", job.idempotency_key = "k";
    take_step(job, *program, "x", {});
    EXPECT_TRUE(job.part);
    for (auto const& [name, value] : variables) job.sent.set(name, value), job.variables.set(name, value);
    warnings = diagnostics;
  }
  HttpJobAnswer after(int status, std::string const& body) const {
    platform::ClientAnswer answer{status, {{"content-type", "application/json"}}, body};
    return answer_of(job, answer, {}, Instant{});
  }
};

feel::Value context(std::initializer_list<std::pair<char const*, feel::Value>> entries) {
  feel::Context made;
  for (auto const& [name, value] : entries) made.set(name, value);
  return feel::Value(std::move(made));
}

Result<std::string> no_secret(std::string const& name, std::string const&, std::uint16_t) { return Error{"DT-X902", "the server has no secret " + name, ""}; }

TEST(HttpJob, MakesARequestOfTheVariables) {
  Call call("", {{"url", feel::Value("https://a.example/x?y=1")}, {"method", feel::Value("post")}, {"body", context({{"n", feel::Value(1)}})}, {"queryParameters", context({{"q", feel::Value("ä b")}, {"none", feel::Value()}})},
                 {"headers", context({{"Accept", feel::Value("text/plain")}})}, {"authentication", context({{"type", feel::Value("basic")}, {"username", feel::Value("u")}, {"password", feel::Value("p")}})}, {"connectionTimeoutInSeconds", feel::Value("5")}});
  auto made = request_of(call.job, no_secret);
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
  EXPECT_EQ(request_of(Call("").job, no_secret).error().message, "there is no url to call");
  EXPECT_EQ(request_of(Call("", {{"url", feel::Value(7)}}).job, no_secret).error().message, "url is the number 7, not a text");
  EXPECT_EQ(request_of(Call("", {{"url", feel::Value("https://a.example")}, {"headers", feel::Value("X")}}).job, no_secret).error().code, "DT-X902");
  EXPECT_EQ(request_of(Call("", {{"url", feel::Value("https://a.example")}, {"authentication", context({{"type", feel::Value("oauth-client-credentials-flow")}})}}).job, no_secret).error().message, "the authentication 'oauth-client-credentials-flow' does not run here");
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
  auto refused = answer_of(call.job, Result<platform::ClientAnswer>(Error{"DT-X960", "not listed", "list it"}), {}, Instant{});
  EXPECT_EQ(std::get<processes::FailJob>(refused).retries, 0) << "the next try would be the same";
  EXPECT_EQ(std::get<processes::FailJob>(refused).message, "not listed; list it");
}

TEST(HttpJob, LeavesOutWhatIsNullAndEscapesNothingWhereTheModelSaysSo) {
  auto body = context({{"a", feel::Value()}, {"b", feel::Value(feel::List{context({{"c", feel::Value()}}), feel::Value()})}});
  auto made = request_of(Call("", {{"url", feel::Value("https://a.example/")}, {"method", feel::Value("POST")}, {"body", body}, {"queryParameters", context({{"q", feel::Value("a%2Fb")}})}, {"ignoreNullValues", feel::Value("true")}, {"skipEncoding", feel::Value(true)}}).job, no_secret);
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(made->request.body, "{\"b\":[{},null]}");
  EXPECT_EQ(made->request.url, "https://a.example/?q=a%2Fb");
  made = request_of(Call("", {{"url", feel::Value("https://a.example/")}, {"method", feel::Value("POST")}, {"body", body}, {"queryParameters", context({{"q", feel::Value("a%2Fb")}})}, {"ignoreNullValues", feel::Value("false")}}).job, no_secret);
  EXPECT_EQ(made->request.body, "{\"a\":null,\"b\":[{\"c\":null},null]}");
  EXPECT_EQ(made->request.url, "https://a.example/?q=a%252Fb");
}

TEST(HttpJob, SaysOfATryWhatAJobMaySay) {
  Call call(R"x(<zeebe:header key="errorExpression" value="=jobError(response.body.text, {tries: response.body.tries}, response.body.tries, duration(response.body.rest))"/>)x");
  auto failed = [&](std::string const& body) { return std::get<processes::FailJob>(call.after(200, body)); };
  auto many = failed(R"({"text": "no", "tries": 5000, "rest": "P9999D"})");
  EXPECT_EQ(many.retries, 1'000);
  EXPECT_EQ(many.local.at("tries"), feel::Value(5'000));
  EXPECT_EQ(many.backoff, days(365));
  auto none = failed(R"({"text": "no", "tries": -1, "rest": "-PT1H"})");
  EXPECT_EQ(none.retries, 0);
  EXPECT_EQ(none.backoff, Duration{});
  EXPECT_LE(failed(R"({"text": ")" + std::string(100'000, 'x') + R"(", "tries": 1, "rest": "PT0S"})").message.size(), 2'000u);
  auto details = std::get<processes::FailJob>(Call("").after(500, std::string(1'999, 'x') + "\xC3\xA9")).details;
  EXPECT_EQ(details, std::string(1'999, 'x')) << "never half a letter";
}

constexpr char const* with_secrets = R"(<zeebe:input source="={Authorization: &quot;Key {{secrets.ERP}}&quot;, note: note}" target="headers"/><zeebe:input source="basic" target="authentication.type"/>
<zeebe:input source="u" target="authentication.username"/><zeebe:input source="{{secrets.PASS}}" target="authentication.password"/>)";

TEST(HttpJob, PutsSecretsWhereTheModelNamesThemAndNowhereElse) {
  Call call("", {{"url", feel::Value("https://erp.example:8443/?key={{secrets.ERP}}")},
                 {"method", feel::Value("POST")},
                 {"headers", context({{"X-Key", feel::Value("Key {{secrets.ERP}}")}, {"X-Other", feel::Value("{{secrets.OTHER}}")}})},
                 {"body", feel::Value("{{secrets.ERP}}")},
                 {"authentication", context({{"type", feel::Value("basic")}, {"username", feel::Value("u")}, {"password", feel::Value("{{secrets.PASS}}")}})}},
            with_secrets);
  EXPECT_TRUE(call.warnings.all().empty());
  auto made = request_of(call.job, [](std::string const& name, std::string const& host, std::uint16_t port) -> Result<std::string> {
    EXPECT_EQ(host, "erp.example");
    EXPECT_EQ(port, 8443);
    return std::string(name == "ERP" ? "s3cr\"t/" : "hunter22");
  });
  ASSERT_TRUE(made.ok()) << made.error().message;
  std::map<std::string, std::string> headers(made->request.headers.begin(), made->request.headers.end());
  EXPECT_EQ(headers["X-Key"], "Key s3cr\"t/");
  EXPECT_EQ(headers["X-Other"], "{{secrets.OTHER}}") << "the model names no such secret";
  EXPECT_EQ(headers["Authorization"], "Basic dTpodW50ZXIyMg==");
  EXPECT_EQ(made->request.body, "{{secrets.ERP}}") << "the model puts none into the body: a case that holds such words gets none";
  EXPECT_EQ(made->request.url, "https://erp.example:8443/?key={{secrets.ERP}}") << "nor into the address";
  EXPECT_EQ(request_of(call.job, no_secret).error().message, "the server has no secret ERP");
}

TEST(HttpJob, LetsNoSecretComeBack) {
  Call call(R"(<zeebe:header key="resultVariable" value="all"/>)", {{"url", feel::Value("https://erp.example/{{secrets.ERP}}")}, {"authentication", context({{"type", feel::Value("basic")}, {"username", feel::Value("u")}, {"password", feel::Value("{{secrets.PASS}}")}})}}, std::string(with_secrets) + R"(<zeebe:input source="https://erp.example/{{secrets.ERP}}" target="url"/>)");
  auto made = request_of(call.job, [](std::string const& name, std::string const&, std::uint16_t) -> Result<std::string> { return std::string(name == "ERP" ? "s3cr\"t/" : "hunter22"); });
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(made->request.url, "https://erp.example/s3cr%22t%2F");
  platform::ClientAnswer echo{200, {{"content-type", "application/json"}, {"x-echo", "hunter22"}}, R"({"a": "s3cr\"t\/!", "b": ["Basic dTpodW50ZXIyMg==", "s3cr%22t%2F"], "s3cr\"t/": 1})"};
  auto answer = answer_of(call.job, echo, made->hidden, Instant{});
  auto text = feel::to_text(std::get<processes::CompleteJob>(answer).variables);
  for (auto const* secret : {"s3cr", "hunter22", "dTpodW"}) EXPECT_EQ(text.find(secret), std::string::npos) << text;
  EXPECT_NE(text.find("{{secrets.ERP}}!"), std::string::npos) << text;
  echo.status = 500;
  auto failed = std::get<processes::FailJob>(answer_of(call.job, echo, made->hidden, Instant{}));
  EXPECT_EQ(failed.details.find("s3cr"), std::string::npos) << failed.details;
  auto unreached = std::get<processes::FailJob>(answer_of(call.job, Error{"DT-X902", "'" + made->request.url + "' cannot be called", "hunter22"}, made->hidden, Instant{}));
  EXPECT_EQ(unreached.message, "'https://erp.example/{{secrets.ERP}}' cannot be called; {{secrets.PASS}}");
}

TEST(HttpJob, IsWarnedOfPasswordsThatAreNoSecrets) {
  auto warned = [](std::string const& inputs) {
    Call call("", {}, inputs);
    return call.warnings.all().empty() ? "" : call.warnings.all().front().message;
  };
  EXPECT_NE(warned(R"(<zeebe:input source="=pw" target="authentication.password"/>)").find("sends the password of its authentication, that stands in the model or in variables"), std::string::npos);
  EXPECT_NE(warned(R"(<zeebe:input source="={&quot;Authorization&quot;: token}" target="headers"/>)").find("the header Authorization"), std::string::npos);
  EXPECT_NE(warned(R"(<zeebe:input source="1" target="retires"/>)").find("sets retires, which a call does not send"), std::string::npos);
  EXPECT_EQ(warned(R"(<zeebe:input source="{{secrets.T}}" target="authentication.token"/><zeebe:input source="false" target="storeResponse"/>)"), "");
}

}  // namespace
}  // namespace drivetrain::app::test
