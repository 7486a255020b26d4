// Steps that call another system: in our words, in Camunda 7's and in Camunda 8's, against a system on this machine.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "app/connectors/http_worker.h"
#include "app/runtime.h"
#include "app/small_company_for_test.h"
#include "journal/sim_world.h"
#include "platform/other_system_for_test.h"

namespace drivetrain::app::test {
namespace {

using platform::test::ok;
using platform::test::OtherSystem;

std::string drawn(std::string const& task, std::string const& extra = "") {
  return R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:dt="https://drivetrain.dev/schema/bpmn/1.0" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="d">
<error id="e1" errorCode="SOLD_OUT"/>
<process id="book" name="Book" isExecutable="true"><startEvent id="begin"/>)" +
         task + R"(<endEvent id="done"/>)" + extra + R"(
<sequenceFlow id="f1" sourceRef="begin" targetRef="call"/><sequenceFlow id="f2" sourceRef="call" targetRef="done"/>
</process></definitions>)";
}

constexpr char const* sold_out = R"(<boundaryEvent id="none" attachedToRef="call"><errorEventDefinition errorRef="e1"/></boundaryEvent><endEvent id="stays"/><sequenceFlow id="f3" sourceRef="none" targetRef="stays"/>)";

class Booking {
 public:
  Booking(std::string const& bpmn, std::string const& steps, std::string const& allowed) : runtime_(sim_.world()) {
    auto files = small_company();
    files.at("processes.yaml") += R"file(---
apiVersion: drivetrain/v1
kind: Process
metadata: {id: book, title: Book, owner: manager}
spec:
  bpmn: book.bpmn
  purpose: Machines leave on the day we said.
  unit: works
  contributes: [{objective: keep-running, strength: 1}]
)file" + steps;
    files["book.bpmn"] = bpmn;
    EXPECT_TRUE(runtime_.open().ok());
    auto compilation = model::compile(files, {Date{2026, 3, 2}});
    for (auto const& d : compilation.diagnostics.all()) EXPECT_NE(d.severity, Severity::error) << d.code << " " << d.span.begin.line << " " << d.message << " " << d.help;
    auto deployed = runtime_.deploy_first(compilation);
    EXPECT_TRUE(deployed.ok());
    runtime_.journal().start();
    HttpWorkerOptions options;
    auto rules = platform::OutboundRules::parse(allowed);
    EXPECT_TRUE(rules.ok());
    options.rules = *rules;
    worker_ = std::make_unique<HttpWorker>(runtime_, std::move(options));
    worker_->start();
  }
  ~Booking() {
    worker_->stop();
    worker_.reset();
    runtime_.journal().stop();
  }

  std::string begin(std::initializer_list<std::pair<char const*, feel::Value>> variables, std::string const& key = "b-1") {
    processes::StartCase start;
    start.process = "book", start.business_key = key;
    feel::Context given;
    for (auto const& [name, value] : variables) given.set(name, value);
    start.variables = feel::Value(given);
    auto begun = runtime_.ask(journal::Actor::policy("test"), start);
    EXPECT_TRUE(begun.accepted()) << begun.refusal->message;
    return case_ = begun.reply;
  }
  /// How the case stands when nothing moves any more: "completed at done", or its incident.
  std::string after(std::initializer_list<std::pair<char const*, feel::Value>> variables, std::string const& key = "b-1") {
    begin(variables, key);
    std::string how;
    for (int i = 0; i < 500 && how.empty(); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      (void)runtime_.journal().read([&] {
        auto const* c = runtime_.company().processes.find(case_);
        how.clear();
        if (c->status == processes::CaseStatus::completed) how = "completed at " + c->end.text();
        for (auto const& [number, activity] : c->activities)
          if (activity.incident) how = activity.incident->message;
      }).ok();
    }
    return how;
  }
  std::string variable(std::string const& name) {
    std::string text = "nothing";
    (void)runtime_.journal().read([&] {
      if (auto const* value = runtime_.company().processes.find(case_)->variables.find(name)) text = feel::to_text(*value);
    }).ok();
    return text;
  }

  /// All that was ever written down, as text; bytes that are no text show as they are.
  std::string records() {
    std::string all;
    (void)sim_.store.read(1, [&](journal::StoredRecord const& stored) {
      all.append(stored.record.payload.begin(), stored.record.payload.end());
      return true;
    }).ok();
    return all;
  }

 private:
  journal::SimWorld sim_;
  Runtime runtime_;
  std::unique_ptr<HttpWorker> worker_;
  std::string case_;
};

std::string allowed(OtherSystem const& system) { return "127.0.0.1:" + std::to_string(system.port()); }

std::string header(std::string const& request, std::string const& name) {
  auto at = request.find("\r\n" + name + ": ");
  if (at == std::string::npos) return "none";
  at += name.size() + 4;
  return request.substr(at, request.find("\r\n", at) - at);
}

TEST(HttpWorker, CallsForAStepOfOurOwnModel) {
  OtherSystem carrier([](std::string const&) { return ok(R"({"number": 17, "price": 12.50})"); });
  Booking booking(drawn(R"(<serviceTask id="call" name="Book a carrier"/>)"), R"(  steps:
    - step: call
      http: {method: POST, url: 'base + "/bookings/" + business_key', headers: {X-Tier: 'tier + "!"'}, body: '{pieces: pieces}', result: booking}
)", allowed(carrier));
  EXPECT_EQ(booking.after({{"base", feel::Value(carrier.url(""))}, {"pieces", feel::Value(3)}}), "completed at done");
  EXPECT_NE(booking.variable("booking").find("status: 200"), std::string::npos) << booking.variable("booking");
  EXPECT_NE(booking.variable("booking").find("body: {number: 17, price: 12.50}"), std::string::npos);
  EXPECT_EQ(booking.variable("url"), "nothing") << "what is sent stays inside the step";
  auto request = carrier.requests().at(0);
  EXPECT_TRUE(request.starts_with("POST /bookings/b-1 HTTP/1.1\r\n")) << request;
  EXPECT_TRUE(request.ends_with("\r\n\r\n{\"pieces\":3}")) << request;
  EXPECT_EQ(header(request, "Content-Type"), "application/json");
  EXPECT_EQ(header(request, "X-Tier"), "!");
  EXPECT_EQ(header(request, "Idempotency-Key").size(), 32u);
}

TEST(HttpWorker, TriesAgainUnderTheSameKeyAndThenAsksAPerson) {
  OtherSystem carrier([](std::string const&) { return "HTTP/1.1 503 Busy\r\nContent-Length: 5\r\n\r\nlater"; });
  Booking booking(drawn(R"(<serviceTask id="call" dt:retries="3" dt:backoff="PT0S"/>)"), "  steps: [{step: call, http: {url: base}}]\n", allowed(carrier));
  EXPECT_EQ(booking.after({{"base", feel::Value(carrier.url())}}), "the other system answered with the status 503");
  ASSERT_EQ(carrier.requests().size(), 3u);
  for (auto const& request : carrier.requests()) EXPECT_EQ(header(request, "Idempotency-Key"), header(carrier.requests()[0], "Idempotency-Key"));
}

TEST(HttpWorker, ThrowsAnErrorOfTheBusinessWhereTheModelSaysSo) {
  OtherSystem carrier([](std::string const&) { return "HTTP/1.1 409 Conflict\r\nContent-Length: 2\r\n\r\n{}"; });
  Booking booking(drawn(R"(<serviceTask id="call"/>)", sold_out), "  steps: [{step: call, http: {url: base, errors: {'409': SOLD_OUT}}}]\n", allowed(carrier));
  EXPECT_EQ(booking.after({{"base", feel::Value(carrier.url())}}), "completed at stays");
}

TEST(HttpWorker, CallsNothingThatTheOperatorHasNotListed) {
  OtherSystem inside([](std::string const&) { return ok("1"); });
  Booking booking(drawn(R"(<serviceTask id="call"/>)"), "  steps: [{step: call, http: {url: base}}]\n", "");
  auto why = booking.after({{"base", feel::Value(inside.url())}});
  EXPECT_NE(why.find("is not among the places that this server may call"), std::string::npos) << why;
  EXPECT_NE(why.find("http_allow: " + allowed(inside)), std::string::npos) << why;
  EXPECT_TRUE(inside.requests().empty());
}

TEST(HttpWorker, SpeaksAsTheConnectorOfCamunda7) {
  OtherSystem carrier([](std::string const&) { return "HTTP/1.1 404 Not Found\r\nX-Reason: gone\r\nContent-Length: 4\r\n\r\nnone"; });
  Booking booking(drawn(R"(<serviceTask id="call"><extensionElements><camunda:connector><camunda:inputOutput>
    <camunda:inputParameter name="url">${base}/parts?name=${part}</camunda:inputParameter><camunda:inputParameter name="method">PUT</camunda:inputParameter>
    <camunda:inputParameter name="headers"><camunda:map><camunda:entry key="Accept">text/plain</camunda:entry></camunda:map></camunda:inputParameter>
    <camunda:inputParameter name="payload">one ${part}</camunda:inputParameter>
    <camunda:outputParameter name="text">${response}</camunda:outputParameter><camunda:outputParameter name="code">${statusCode}</camunda:outputParameter><camunda:outputParameter name="why">${headers['x-reason']}</camunda:outputParameter>
  </camunda:inputOutput><camunda:connectorId>http-connector</camunda:connectorId></camunda:connector></extensionElements></serviceTask>)"), "", allowed(carrier));
  EXPECT_EQ(booking.after({{"base", feel::Value(carrier.url(""))}, {"part", feel::Value("bolt")}}), "completed at done");
  EXPECT_EQ(booking.variable("text"), "\"none\"") << "there any status is an answer";
  EXPECT_EQ(booking.variable("code"), "404");
  EXPECT_EQ(booking.variable("why"), "\"gone\"");
  EXPECT_EQ(booking.variable("response"), "nothing");
  auto request = carrier.requests().at(0);
  EXPECT_TRUE(request.starts_with("PUT /parts?name=bolt HTTP/1.1\r\n")) << request;
  EXPECT_TRUE(request.ends_with("\r\n\r\none bolt")) << request;
  EXPECT_EQ(header(request, "Accept"), "text/plain");
}

std::string rest_task(std::string const& headers, std::string const& inputs = "") {
  return R"(<serviceTask id="call"><extensionElements><zeebe:taskDefinition type="io.camunda:http-json:1" retries="2"/><zeebe:ioMapping>
    <zeebe:input source="=base + &quot;/parts&quot;" target="url"/><zeebe:input source="POST" target="method"/><zeebe:input source="={name: part}" target="queryParameters"/>
    <zeebe:input source="={wanted: 2}" target="body"/><zeebe:input source="bearer" target="authentication.type"/><zeebe:input source="t0k" target="authentication.token"/>)" +
         inputs + "</zeebe:ioMapping><zeebe:taskHeaders>" + headers + "</zeebe:taskHeaders></extensionElements></serviceTask>";
}

TEST(HttpWorker, SpeaksAsTheRestConnectorOfCamunda8) {
  OtherSystem carrier([](std::string const&) { return ok(R"({"stock": [5, 6]})"); });
  Booking booking(drawn(rest_task(R"(<zeebe:header key="resultVariable" value="answer"/><zeebe:header key="resultExpression" value="={most: max(response.body.stock), code: response.status}"/>)")), "", allowed(carrier));
  EXPECT_EQ(booking.after({{"base", feel::Value(carrier.url(""))}, {"part", feel::Value("bolt & nut")}}), "completed at done");
  EXPECT_EQ(booking.variable("most"), "6");
  EXPECT_EQ(booking.variable("code"), "200");
  EXPECT_NE(booking.variable("answer").find("body: {stock: [5, 6]}"), std::string::npos);
  auto request = carrier.requests().at(0);
  EXPECT_TRUE(request.starts_with("POST /parts?name=bolt%20%26%20nut HTTP/1.1\r\n")) << request;
  EXPECT_EQ(header(request, "Authorization"), "Bearer t0k");
  EXPECT_TRUE(request.ends_with("\r\n\r\n{\"wanted\":2}")) << request;
}

TEST(HttpWorker, TakesErrorsAsCamunda8SaysThem) {
  OtherSystem carrier([](std::string const&) { return "HTTP/1.1 410 Gone\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n{\"left\": \"0\"}"; });
  Booking booking(drawn(rest_task(R"(<zeebe:header key="errorExpression" value="=if error.code = &quot;410&quot; then bpmnError(&quot;SOLD_OUT&quot;, &quot;none left&quot;, {left: error.variables.response.body.left}) else null"/>)"), sold_out), "", allowed(carrier));
  EXPECT_EQ(booking.after({{"base", feel::Value(carrier.url(""))}, {"part", feel::Value("x")}}), "completed at stays");
  EXPECT_EQ(booking.variable("left"), "\"0\"");
}

TEST(HttpWorker, SaysWhatCannotBeSent) {
  Booking booking(drawn(R"(<serviceTask id="call" dt:retries="3"/>)"), "  steps: [{step: call, http: {url: base}}]\n", "*.example");
  EXPECT_EQ(booking.after({{"base", feel::Value("gopher://a.example/")}}).substr(0, 61), "'gopher://a.example/' cannot be called: only http and https a");
}

TEST(HttpWorker, TellsWhenTheCaseDoesNotTakeTheAnswer) {
  OtherSystem carrier([](std::string const&) { return ok("{}"); });
  Booking booking(drawn(R"(<serviceTask id="call" dt:retries="3" dt:backoff="PT0S"/>)"), "  variables: [{name: booking, type: number}, {name: base, type: string}]\n  steps: [{step: call, http: {method: POST, url: base, result: booking}}]\n", allowed(carrier));
  auto why = booking.after({{"base", feel::Value(carrier.url())}});
  EXPECT_NE(why.find("the case does not take what the other system answered: "), std::string::npos) << why;
  EXPECT_NE(why.find("booking"), std::string::npos) << why;
  EXPECT_EQ(carrier.requests().size(), 1u) << "the other system has done its part: it is not asked again";
}

TEST(HttpWorker, TellsWhenAnErrorOfTheBusinessBringsWhatTheCaseDoesNotTake) {
  OtherSystem carrier([](std::string const&) { return ok("{}"); });
  Booking booking(drawn(rest_task(R"x(<zeebe:header key="errorExpression" value="=bpmnError(&quot;SOLD_OUT&quot;, &quot;&quot;, {&quot;$left&quot;: 1})"/>)x"), sold_out), "", allowed(carrier));
  auto why = booking.after({{"base", feel::Value(carrier.url(""))}, {"part", feel::Value("x")}});
  EXPECT_NE(why.find("no variable is called $left"), std::string::npos) << why;
}

TEST(HttpWorker, SendsWhatTheStepSaysAndNothingThatACaseHoldsByChance) {
  OtherSystem carrier([](std::string const&) { return ok("1"); });
  Booking booking(drawn(R"(<serviceTask id="call"/>)"), "  steps: [{step: call, http: {method: POST, url: base, result: r}}]\n", allowed(carrier));
  feel::Context stolen;
  stolen.set("Authorization", feel::Value("Bearer stolen"));
  EXPECT_EQ(booking.after({{"base", feel::Value(carrier.url())}, {"body", feel::Value("the employee is ill")}, {"headers", feel::Value(stolen)}, {"method", feel::Value("DELETE")}}), "completed at done");
  auto request = carrier.requests().at(0);
  EXPECT_TRUE(request.starts_with("POST / ")) << request;
  EXPECT_TRUE(request.ends_with("\r\n\r\n")) << request;
  EXPECT_EQ(header(request, "Authorization"), "none");
}

TEST(HttpWorker, SendsInOtherEnginesWordsWhatTheConnectorSaysAlone) {
  OtherSystem carrier([](std::string const&) { return ok("1"); });
  Booking seventh(drawn(R"(<serviceTask id="call"><extensionElements><camunda:connector><camunda:inputOutput><camunda:inputParameter name="url">${base}</camunda:inputParameter></camunda:inputOutput><camunda:connectorId>http-connector</camunda:connectorId></camunda:connector></extensionElements></serviceTask>)"), "", allowed(carrier));
  feel::Context stolen;
  stolen.set("X-Stolen", feel::Value("1"));
  EXPECT_EQ(seventh.after({{"base", feel::Value(carrier.url())}, {"payload", feel::Value("ill")}, {"headers", feel::Value(stolen)}}), "completed at done");
  Booking eighth(drawn(R"(<serviceTask id="call"><extensionElements><zeebe:taskDefinition type="io.camunda:http-json:1"/><zeebe:ioMapping><zeebe:input source="=base" target="url"/><zeebe:input source="POST" target="method"/></zeebe:ioMapping></extensionElements></serviceTask>)"), "", allowed(carrier));
  EXPECT_EQ(eighth.after({{"base", feel::Value(carrier.url())}, {"body", feel::Value("ill")}, {"headers", feel::Value(stolen)}, {"queryParameters", feel::Value(stolen)}}), "completed at done");
  ASSERT_EQ(carrier.requests().size(), 2u);
  for (auto const& request : carrier.requests()) {
    EXPECT_EQ(header(request, "X-Stolen"), "none") << request;
    EXPECT_TRUE(request.ends_with("\r\n\r\n")) << request;
    EXPECT_EQ(request.find("?X-Stolen"), std::string::npos);
  }
}

TEST(HttpWorker, BringsNoBytesIntoTheCaseThatAreNoText) {
  OtherSystem carrier([](std::string const&) { return "HTTP/1.1 200 OK\r\nX-Bad: \xFF\xFE\r\nContent-Length: 2\r\n\r\n{}"; });
  Booking booking(drawn(R"(<serviceTask id="call"/>)"), "  steps: [{step: call, http: {url: base, result: r}}]\n", allowed(carrier));
  EXPECT_EQ(booking.after({{"base", feel::Value(carrier.url())}}), "completed at done");
  EXPECT_NE(booking.variable("r").find("\xEF\xBF\xBD"), std::string::npos) << booking.variable("r");
}

TEST(HttpWorker, KeepsSecretsOutOfTheCase) {
  ::setenv("DRIVETRAIN_SECRET_CARRIER", "a-very-secret-word", 1);
  OtherSystem carrier([](std::string const& request) { return ok("{\"you\": \"" + header(request, "Authorization") + "\"}"); });
  Booking booking(drawn(R"(<serviceTask id="call"/>)"), "  steps: [{step: call, http: {url: base, headers: {Authorization: '\"Bearer {{secrets.CARRIER}}\"'}, result: r}}]\n", allowed(carrier));
  EXPECT_EQ(booking.after({{"base", feel::Value(carrier.url())}}), "completed at done");
  EXPECT_EQ(header(carrier.requests().at(0), "Authorization"), "Bearer a-very-secret-word");
  EXPECT_NE(booking.variable("r").find("Bearer {{secrets.CARRIER}}"), std::string::npos) << "what the other side repeats is hidden: " << booking.variable("r");
  EXPECT_NE(booking.records().find("{{secrets.CARRIER}}"), std::string::npos);
  EXPECT_EQ(booking.records().find("a-very-secret-word"), std::string::npos) << "not in the journal";
  ::unsetenv("DRIVETRAIN_SECRET_CARRIER");
}

TEST(HttpWorker, SaysWhichSecretIsMissing) {
  Booking booking(drawn(R"(<serviceTask id="call" dt:retries="3"/>)"), "  steps: [{step: call, http: {url: '\"https://a.example/{{secrets.NOWHERE}}\"'}}]\n", "*.example");
  auto why = booking.after({});
  EXPECT_EQ(why.substr(0, 35), "the server has no secret NOWHERE; w") << why;
  EXPECT_NE(why.find("DRIVETRAIN_SECRET_NOWHERE"), std::string::npos);
}

TEST(HttpWorker, WhoHangsHoldsUpNobodyElse) {
  OtherSystem silent([](std::string const&) { return ""; });
  OtherSystem carrier([](std::string const&) { return ok("1"); });
  Booking booking(drawn(R"(<serviceTask id="call"/>)"), "  steps: [{step: call, http: {url: base}}]\n", allowed(silent) + " " + allowed(carrier));
  for (int i = 0; i < 40; ++i) booking.begin({{"base", feel::Value(silent.url())}}, "hangs-" + std::to_string(i));
  EXPECT_EQ(booking.after({{"base", feel::Value(carrier.url())}}), "completed at done") << "within seconds";
}

}  // namespace
}  // namespace drivetrain::app::test
