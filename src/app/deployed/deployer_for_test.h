// Deploying in tests: a program's token, forms with files, and processes as other engines' modelers write them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/api/client_for_test.h"
#include "app/jobs_company_for_test.h"

namespace drivetrain::app::test {

using SentFiles = std::vector<std::pair<std::string, std::string>>;  ///< name and content

inline std::string form_of(SentFiles const& files, std::string const& file_field, std::vector<std::pair<std::string, std::string>> const& fields = {}) {
  std::string body;
  for (auto const& [name, value] : fields) body += "--cut\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  for (auto const& [name, content] : files) body += "--cut\r\nContent-Disposition: form-data; name=\"" + file_field + "\"; filename=\"" + name + "\"\r\nContent-Type: text/xml\r\n\r\n" + content + "\r\n";
  return body + "--cut--\r\n";
}
inline constexpr char const* form_type = "multipart/form-data; boundary=cut";

/// Of Camunda 7's modeler: the fitters look at a parcel, a worker weighs it, then it waits for the message `carrier-came` or an hour.
inline std::string parcel(std::string const& topic = "weigh", std::string const& group = "fitter") {
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="D" targetNamespace="x">
  <bpmn:message id="m" name="carrier-came"/>
  <bpmn:process id="Parcel_1" name="Parcel" isExecutable="true" camunda:historyTimeToLive="30">
    <bpmn:startEvent id="in"/><bpmn:sequenceFlow id="f1" sourceRef="in" targetRef="weigh"/>
    <bpmn:serviceTask id="weigh" name="Weigh" camunda:type="external" camunda:topic=")" + topic + R"("/><bpmn:sequenceFlow id="f2" sourceRef="weigh" targetRef="look"/>
    <bpmn:userTask id="look" name="Look at it" camunda:candidateGroups=")" + group + R"("/><bpmn:sequenceFlow id="f3" sourceRef="look" targetRef="wait"/>
    <bpmn:intermediateCatchEvent id="wait" name="Carrier came"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent><bpmn:sequenceFlow id="f4" sourceRef="wait" targetRef="pause"/>
    <bpmn:intermediateCatchEvent id="pause" name="An hour"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
    <bpmn:sequenceFlow id="f5" sourceRef="pause" targetRef="out"/><bpmn:endEvent id="out"/>
  </bpmn:process>
</bpmn:definitions>
)";
}

class DeployerTest : public api::test::ApiTest {
 protected:
  model::Files files() const override { return company_with_jobs(); }
  struct Reply {
    int status = 0;
    feel::Value body;
    std::string text;
    feel::Value at(std::string_view path) const { return body.at(path); }
    std::string word(std::string_view path) const {
      auto value = body.at(path);
      return value.kind() == feel::Kind::string ? std::string(value.string()) : feel::to_text(value);
    }
    std::size_t size() const { return body.kind() == feel::Kind::list ? body.list().size() : 0; }
    feel::Value row(std::size_t index) const { return index < size() ? body.list()[index] : feel::Value(); }
    feel::List items() const {
      auto items = body.at("items");
      return items.kind() == feel::Kind::list ? items.list() : feel::List();
    }
  };
  /// As the person who is signed in, or with `token`.
  Reply call(std::string const& method, std::string const& target, std::string const& body = {}, std::string const& token = {}, std::string const& type = "application/json") {
    auto parsed = platform::parse_target(target);
    platform::Request request{method, parsed->path, parsed->query, {{"host", "127.0.0.1"}, {"drivetrain-request", "1"}}, body, "127.0.0.1"};
    if (!body.empty()) request.headers["content-type"] = type;
    if (!token.empty()) request.headers["authorization"] = "Bearer " + token;
    else if (!cookie.empty()) request.headers["cookie"] = cookie;
    request.headers.insert(headers.begin(), headers.end());
    last = api->answer(request);
    Reply reply{last.status, {}, last.body};
    if (auto json = feel::from_json(last.body)) reply.body = json.take();
    return reply;
  }
  /// Of an account of nobody.
  std::string token_for(std::string const& scope) {
    auto& known = tokens_[scope];
    if (!known.empty()) return known;
    auto mine = cookie;
    cookie.clear(), bearer = "the operator's key";
    auto link = post("/accounts", R"({"account":")" + scope + R"(-bot","person":"","administrator":false})").word("link");
    bearer.clear();
    EXPECT_EQ(post("/links/redeem", R"({"secret":")" + link.substr(link.find('#') + 1) + R"(","password":"four words in a row"})").status, 200);
    bearer = "the operator's key";
    known = post("/tokens", R"({"title":"bot","scope":")" + scope + R"(","account":")" + scope + R"(-bot","expires":"2026-12-01T00:00:00Z"})").word("token");
    bearer.clear(), cookie = mine;
    return known;
  }
  Reply deploy_7(SentFiles const& sent, std::vector<std::pair<std::string, std::string>> const& fields = {{"deployment-name", "Parcels"}}) {
    return call("POST", "/engine-rest/deployment/create", form_of(sent, "data", fields), token_for("deploy"), form_type);
  }
  Reply deploy_8(SentFiles const& sent) { return call("POST", "/v2/deployments", form_of(sent, "resources"), token_for("deploy"), form_type); }
  std::string in_force() { return runtime->company().model().revision; }

  platform::Response last;
  std::map<std::string, std::string> headers;  ///< that every call carries beside

 private:
  std::map<std::string, std::string> tokens_;
};

}  // namespace drivetrain::app::test
